//! Plans.

use kit::{Id, Lang, Local, When};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};
use store::{Json, Result, Tx, sort_key};
use uuid::Uuid;

use crate::rows::plan;
pub use crate::rows::plan::Model as Plan;

/// The kinds, also keys of texts (`plans-kind-…`): strategia, ohjelma, suunnitelma, politiikkamalli.
pub const KINDS: [&str; 4] = ["strategy", "programme", "plan", "policy"];

/// The states, also keys of texts (`plans-plan-…`): luonnos, voimassa, päättynyt, ei tiedossa.
pub const STATES: [&str; 4] = ["draft", "approved", "ended", "unknown"];

/// A plan as it is typed or loaded.
#[derive(Debug, Clone)]
pub struct NewPlan {
    /// Its name in the address; made of the title where it is empty.
    pub key: String,
    /// One of [`KINDS`].
    pub kind: String,
    /// What it is called.
    pub title: Local,
    /// Two plain sentences.
    pub summary: Local,
    /// Where it leads.
    pub vision: Local,
    /// Its written text, in its clean form: what a policy says.
    pub body_text: String,
    /// Its first year.
    pub from_year: Option<i64>,
    /// Its last year.
    pub to_year: Option<i64>,
    /// Who answers for it, in words.
    pub owner: String,
    /// The body that steers it.
    pub body: Option<Uuid>,
    /// The matter of the record.
    pub matter: Option<Uuid>,
    /// One of [`STATES`].
    pub state: String,
    /// The date of the state: of the draft, of the approval.
    pub stated: When,
    /// Who may see it.
    pub publicity: String,
    /// Where this is known from, when not from our own record.
    pub source: String,
    /// Whether it is made up.
    pub example: bool,
}

/// Makes a plan.
pub async fn create(tx: &mut Tx, new: NewPlan) -> Result<Plan> {
    let id = Id::<Plan>::new(tx.now()).uuid();
    let key = if new.key.is_empty() { free_key(tx, new.title.get(Lang::Fi)).await? } else { new.key.clone() };
    let blank = Plan {
        id,
        tenant: tx.tenant(),
        key,
        kind: String::new(),
        title: Json::default(),
        summary: Json::default(),
        vision: Json::default(),
        body_text: String::new(),
        from_year: None,
        to_year: None,
        owner: String::new(),
        body: None,
        matter: None,
        state: String::new(),
        stated_date: String::new(),
        stated_printed: None,
        publicity: String::new(),
        source: String::new(),
        example: false,
        created_at: tx.stamp(),
        changed_at: tx.stamp(),
        sort_key: Vec::new(),
        version: 1,
    };
    let row = filled(blank, new);
    tx.create("plan", id, &row).await?;
    Ok(row)
}

/// The row with what was typed.
fn filled(row: Plan, new: NewPlan) -> Plan {
    Plan {
        kind: new.kind,
        sort_key: sort_key(new.title.get(Lang::Fi)),
        title: Json(new.title),
        summary: Json(new.summary),
        vision: Json(new.vision),
        body_text: new.body_text,
        from_year: new.from_year,
        to_year: new.to_year,
        owner: new.owner,
        body: new.body,
        matter: new.matter,
        state: new.state,
        stated_date: new.stated.code(),
        stated_printed: new.stated.printed().map(str::to_owned),
        publicity: new.publicity,
        source: new.source,
        example: new.example,
        ..row
    }
}

/// Saves a changed plan; its key stays.
pub async fn update(tx: &mut Tx, before: &Plan, new: NewPlan) -> Result<Plan> {
    let row = Plan { version: before.version + 1, changed_at: tx.stamp(), ..before.clone() };
    let after = filled(row, new);
    tx.change("plan", before.id, before, &after).await?;
    Ok(after)
}

/// Says that something of the plan has changed, so that its working version is newer than the last frozen one.
pub async fn touch(tx: &mut Tx, plan: Uuid) -> Result<()> {
    let Some(before) = plan::Entity::find_by_id(plan).one(tx.conn()).await? else { return Ok(()) };
    let after = Plan { changed_at: tx.stamp(), ..before.clone() };
    tx.change("plan", plan, &before, &after).await
}

/// Says in which state the plan is from now on, with the date of it.
pub async fn stated(tx: &mut Tx, before: &Plan, state: &str, at: &When) -> Result<Plan> {
    let after = Plan {
        state: state.to_owned(),
        stated_date: at.code(),
        stated_printed: at.printed().map(str::to_owned),
        version: before.version + 1,
        changed_at: tx.stamp(),
        ..before.clone()
    };
    tx.change("plan", before.id, before, &after).await?;
    Ok(after)
}

/// A key that no plan has yet.
async fn free_key(tx: &Tx, title: &str) -> Result<String> {
    let slug: String = people::municipalities::slug(title).chars().take(60).collect();
    let slug = slug.trim_matches('-');
    let base =
        if slug.is_empty() || RESERVED.contains(&slug) { format!("plan-{slug}") } else { slug.to_owned() };
    let mut key = base.clone();
    let mut n = 2;
    while by_key(tx.conn(), tx.tenant(), &key).await?.is_some() {
        key = format!("{base}-{n}");
        n += 1;
    }
    Ok(key)
}

/// Words that addresses use for themselves.
const RESERVED: [&str; 1] = ["new"];

/// The plan of a key, or of an id.
pub async fn by_key(db: &impl ConnectionTrait, tenant: Uuid, key: &str) -> Result<Option<Plan>> {
    let by_id = key.parse::<Uuid>();
    let one = plan::Entity::find().filter(plan::Column::Tenant.eq(tenant));
    let one = match by_id {
        Ok(id) => one.filter(plan::Column::Id.eq(id)),
        Err(_) => one.filter(plan::Column::Key.eq(key)),
    };
    Ok(one.one(db).await?)
}

/// The plan of an id.
pub async fn get(db: &impl ConnectionTrait, tenant: Uuid, id: Uuid) -> Result<Option<Plan>> {
    Ok(plan::Entity::find_by_id(id).filter(plan::Column::Tenant.eq(tenant)).one(db).await?)
}

/// All plans, in Finnish order.
pub async fn list(db: &impl ConnectionTrait, tenant: Uuid) -> Result<Vec<Plan>> {
    Ok(plan::Entity::find()
        .filter(plan::Column::Tenant.eq(tenant))
        .order_by_asc(plan::Column::SortKey)
        .all(db)
        .await?)
}

impl Plan {
    /// The date of its state.
    pub fn stated(&self) -> When {
        When::from_code(&self.stated_date, self.stated_printed.as_deref()).unwrap_or_else(|_| When::unknown())
    }

    /// `2013–2016`, `2014–`, or nothing.
    pub fn years(&self) -> String {
        match (self.from_year, self.to_year) {
            (Some(a), Some(b)) if a == b => a.to_string(),
            (Some(a), Some(b)) => format!("{a}–{b}"),
            (Some(a), None) => format!("{a}–"),
            (None, Some(b)) => format!("–{b}"),
            (None, None) => String::new(),
        }
    }
}
