//! Projects and their rows in the store.

use kit::{Id, Lang, When};
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use store::{Json, Result, Tx};
use uuid::Uuid;

use crate::kinds::{Kind, kind};
pub use crate::rows::project::Model as Project;
pub use crate::rows::project_row::Model as RowModel;
use crate::rows::{project, project_row};
use crate::values::{Data, Fields};
use crate::whole::{Earlier, Head, Row, Whole};

/// A project to be made or changed.
#[derive(Debug, Clone)]
pub struct Draft {
    /// Its head; the name of the steering body is found by its id.
    pub head: Head,
    /// The body that steers it.
    pub body: Option<Uuid>,
    /// The project above it.
    pub parent: Option<Uuid>,
    /// `public` or `internal`.
    pub publicity: String,
    /// Whether it is an example of the demo and not a fact.
    pub example: bool,
}

impl Project {
    /// From when.
    pub fn from(&self) -> When {
        when(&self.from_date, self.from_printed.as_deref())
    }

    /// Until when.
    pub fn to(&self) -> When {
        when(&self.to_date, self.to_printed.as_deref())
    }

    /// Its head.
    pub fn head(&self, steering: &str) -> Head {
        Head {
            code: self.code.clone(),
            name: self.name.clone(),
            diary: self.diary.clone(),
            owner: self.owner.clone(),
            manager: self.manager.clone(),
            steering: steering.to_owned(),
            measure: self.measure.clone(),
            state: self.state.clone(),
            from: self.from(),
            to: self.to(),
            earlier: self.earlier.0.clone(),
            summary: self.summary.clone(),
            source: self.source.clone(),
        }
    }
}

fn when(code: &str, printed: Option<&str>) -> When {
    When::from_code(code, printed).unwrap_or_else(|_| When::unknown())
}

/// The words by which a list finds a project, folded.
fn words(h: &Head) -> String {
    [&h.code, &h.name, &h.diary, &h.owner, &h.manager, &h.summary].map(|w| w.to_lowercase()).join(" ")
}

/// Running ones stand before those that have ended, the latest first.
fn order(h: &Head) -> String {
    let state = match h.state.as_str() {
        "running" => '3',
        "idea" => '2',
        _ => '1',
    };
    let from = if h.from.is_unknown() { "0000".to_owned() } else { h.from.code() };
    format!("{state}{from}")
}

fn filled(row: &mut Project, draft: Draft) {
    let h = draft.head;
    row.words = words(&h);
    row.list_order = order(&h);
    row.from_date = h.from.code();
    row.from_printed = h.from.printed().map(str::to_owned);
    row.to_date = h.to.code();
    row.to_printed = h.to.printed().map(str::to_owned);
    row.code = h.code;
    row.name = h.name;
    row.diary = h.diary;
    row.owner = h.owner;
    row.manager = h.manager;
    row.measure = h.measure;
    row.state = h.state;
    row.earlier = Json(h.earlier);
    row.summary = h.summary;
    row.source = h.source;
    row.body = draft.body;
    row.parent = draft.parent;
    row.publicity = draft.publicity;
    row.example = draft.example;
}

/// Makes a project.
pub async fn create(tx: &mut Tx, draft: Draft) -> Result<Project> {
    let mut row = Project {
        id: Id::<Project>::new(tx.now()).uuid(),
        tenant: tx.tenant(),
        code: String::new(),
        name: String::new(),
        diary: String::new(),
        owner: String::new(),
        manager: String::new(),
        body: None,
        parent: None,
        measure: String::new(),
        state: String::new(),
        from_date: String::new(),
        from_printed: None,
        to_date: String::new(),
        to_printed: None,
        earlier: Json(Vec::new()),
        summary: String::new(),
        source: String::new(),
        publicity: String::new(),
        example: false,
        budget_cents: None,
        list_order: String::new(),
        words: String::new(),
        created_at: tx.stamp(),
        version: 1,
    };
    filled(&mut row, draft);
    tx.create("project", row.id, &row).await?;
    Ok(row)
}

/// Saves a changed head. A changed span leaves the earlier one among those that were.
pub async fn update(tx: &mut Tx, before: &Project, mut draft: Draft, why: &str) -> Result<Project> {
    draft.head.earlier.clone_from(&before.earlier.0);
    if draft.head.from.code() != before.from_date || draft.head.to.code() != before.to_date {
        draft.head.earlier.push(Earlier { from: before.from(), to: before.to(), why: why.to_owned() });
    }
    let mut after = before.clone();
    filled(&mut after, draft);
    after.version = before.version + 1;
    tx.change("project", before.id, before, &after).await?;
    Ok(after)
}

/// The project of a code.
pub async fn by_code(db: &impl ConnectionTrait, tenant: Uuid, code: &str) -> Result<Option<Project>> {
    Ok(project::Entity::find()
        .filter(project::Column::Tenant.eq(tenant))
        .filter(project::Column::Code.eq(code))
        .one(db)
        .await?)
}

/// The project of an id.
pub async fn get(db: &impl ConnectionTrait, tenant: Uuid, id: Uuid) -> Result<Option<Project>> {
    Ok(project::Entity::find_by_id(id).filter(project::Column::Tenant.eq(tenant)).one(db).await?)
}

/// The sub-projects of a project.
pub async fn children(db: &impl ConnectionTrait, tenant: Uuid, id: Uuid) -> Result<Vec<Project>> {
    Ok(project::Entity::find()
        .filter(project::Column::Tenant.eq(tenant))
        .filter(project::Column::Parent.eq(id))
        .order_by_asc(project::Column::Code)
        .all(db)
        .await?)
}

/// The sub-projects that stand on the page and in the report of a project: those that are as public as it.
pub async fn shown_children(db: &impl ConnectionTrait, tenant: Uuid, of: &Project) -> Result<Vec<Project>> {
    let mut all = children(db, tenant, of.id).await?;
    all.retain(|c| of.publicity != "public" || c.publicity == "public");
    Ok(all)
}

/// The projects that a body steers, running ones first.
pub async fn steered(db: &impl ConnectionTrait, tenant: Uuid, body: Uuid, most: u64) -> Result<Vec<Project>> {
    Ok(project::Entity::find()
        .filter(project::Column::Tenant.eq(tenant))
        .filter(project::Column::Body.eq(body))
        .order_by_desc(project::Column::ListOrder)
        .limit(most)
        .all(db)
        .await?)
}

/// What the address of the portfolio asks for.
#[derive(Debug, Clone, Default, serde::Deserialize)]
#[serde(default)]
pub struct Filter {
    /// Words.
    pub q: String,
    /// A state.
    pub state: String,
    /// The key of a steering body.
    pub body: String,
    /// Where the page before ended.
    pub after: String,
}

/// As many projects stand on one page.
pub const PAGE: u64 = 50;

/// One page of the portfolio, and where the next begins. `inside` also gives what is not public.
pub async fn list(
    db: &impl ConnectionTrait,
    tenant: Uuid,
    filter: &Filter,
    body: Option<Uuid>,
    inside: bool,
) -> Result<(Vec<Project>, Option<String>)> {
    use project::Column as C;
    let mut query = project::Entity::find().filter(C::Tenant.eq(tenant));
    if !inside {
        query = query.filter(C::Publicity.eq("public"));
    }
    if !filter.state.is_empty() {
        query = query.filter(C::State.eq(&filter.state));
    }
    if let Some(body) = body {
        query = query.filter(C::Body.eq(body));
    }
    for word in filter.q.to_lowercase().split_whitespace().take(10) {
        query = query.filter(C::Words.contains(word.replace(['%', '_'], "")));
    }
    if let Some((order, id)) = filter.after.rsplit_once('~')
        && let Ok(id) = id.parse::<Uuid>()
    {
        query = query.filter(
            Condition::any()
                .add(C::ListOrder.lt(order))
                .add(Condition::all().add(C::ListOrder.eq(order)).add(C::Id.lt(id))),
        );
    }
    let mut rows = query.order_by_desc(C::ListOrder).order_by_desc(C::Id).limit(PAGE + 1).all(db).await?;
    let more = rows.len() > usize::try_from(PAGE).unwrap_or(usize::MAX);
    if more {
        rows.pop();
    }
    let next = rows.last().filter(|_| more).map(|p| format!("{}~{}", p.list_order, p.id));
    Ok((rows, next))
}

fn row_of(model: RowModel) -> Option<Row> {
    let kind = kind(&model.kind)?;
    Some(Row { id: model.id, kind, position: model.position, version: model.version, data: model.data.0 })
}

/// All rows of a project.
pub async fn rows(db: &impl ConnectionTrait, tenant: Uuid, project: Uuid) -> Result<Vec<Row>> {
    let all = project_row::Entity::find()
        .filter(project_row::Column::Tenant.eq(tenant))
        .filter(project_row::Column::Project.eq(project))
        .order_by_asc(project_row::Column::Kind)
        .order_by_asc(project_row::Column::Position)
        .all(db)
        .await?;
    Ok(all.into_iter().filter_map(row_of).collect())
}

/// A row with its project.
pub async fn row(db: &impl ConnectionTrait, tenant: Uuid, id: Uuid) -> Result<Option<(RowModel, Row)>> {
    let found =
        project_row::Entity::find_by_id(id).filter(project_row::Column::Tenant.eq(tenant)).one(db).await?;
    Ok(found.and_then(|m| Some((m.clone(), row_of(m)?))))
}

/// Lessons of all projects that everybody may read, the latest first.
pub async fn lessons(
    db: &impl ConnectionTrait,
    tenant: Uuid,
    inside: bool,
    most: u64,
) -> Result<Vec<(Project, Row)>> {
    let found = project_row::Entity::find()
        .filter(project_row::Column::Tenant.eq(tenant))
        .filter(project_row::Column::Kind.eq("lessons"))
        .order_by_desc(project_row::Column::Id)
        .limit(most)
        .all(db)
        .await?;
    let ids: Vec<Uuid> = found.iter().map(|r| r.project).collect();
    let projects = project::Entity::find()
        .filter(project::Column::Tenant.eq(tenant))
        .filter(project::Column::Id.is_in(ids))
        .all(db)
        .await?;
    Ok(found
        .into_iter()
        .filter_map(|m| {
            let p = projects.iter().find(|p| p.id == m.project)?.clone();
            (inside || p.publicity == "public").then_some(())?;
            Some((p, row_of(m)?))
        })
        .collect())
}

/// The date by which rows of a kind are found in time.
fn at_date(kind: &Kind, data: &Data) -> Option<String> {
    let value = data.get(kind.by).filter(|_| matches!(kind.by, "at" | "from"))?;
    crate::values::when_of(value).ok().map(|w| w.code())
}

/// Rows of a kind between two years of all projects, with their projects.
pub async fn between(
    db: &impl ConnectionTrait,
    tenant: Uuid,
    kind_name: &str,
    years: (i16, i16),
    enough: page::Enough,
) -> Result<Vec<(Project, Row)>> {
    use project_row::Column as C;
    let mut query = project_row::Entity::find()
        .filter(C::Tenant.eq(tenant))
        .filter(C::Kind.eq(kind_name))
        .filter(C::AtDate.gte(format!("{:04}", years.0)))
        .filter(C::AtDate.lt(format!("{:04}", i32::from(years.1) + 1)));
    query = if enough.backwards() { query.order_by_desc(C::AtDate) } else { query.order_by_asc(C::AtDate) };
    // What the asker may not see and what lies outside of the days is left out later, so that more are read.
    if let Some(n) = enough.count() {
        query = query.limit(u64::try_from(n).unwrap_or(u64::MAX).saturating_mul(4).max(200));
    }
    let found = query.all(db).await?;
    let mut ids: Vec<Uuid> = found.iter().map(|r| r.project).collect();
    ids.sort_unstable();
    ids.dedup();
    let mut projects = Vec::new();
    for part in ids.chunks(500) {
        projects.extend(
            project::Entity::find()
                .filter(project::Column::Tenant.eq(tenant))
                .filter(project::Column::Id.is_in(part.to_vec()))
                .all(db)
                .await?,
        );
    }
    Ok(found
        .into_iter()
        .filter_map(|m| Some((projects.iter().find(|p| p.id == m.project)?.clone(), row_of(m)?)))
        .collect())
}

/// Adds rows of a kind after those that stand.
pub async fn add(tx: &mut Tx, project: &Project, kind: &'static Kind, list: Vec<Data>) -> Result<Vec<Uuid>> {
    let last = project_row::Entity::find()
        .filter(project_row::Column::Tenant.eq(tx.tenant()))
        .filter(project_row::Column::Project.eq(project.id))
        .filter(project_row::Column::Kind.eq(kind.name))
        .order_by_desc(project_row::Column::Position)
        .one(tx.conn())
        .await?;
    let next = last.map_or(1, |r| r.position + 1);
    let mut ids = Vec::new();
    for (position, data) in (next..).zip(list) {
        let row = RowModel {
            id: Id::<RowModel>::new(tx.now()).uuid(),
            tenant: tx.tenant(),
            project: project.id,
            kind: kind.name.to_owned(),
            position,
            at_date: at_date(kind, &data),
            data: Json(data),
            version: 1,
        };
        tx.create("project_row", row.id, &row).await?;
        ids.push(row.id);
    }
    touched(tx, project.id, kind).await?;
    Ok(ids)
}

/// Saves a changed row.
pub async fn change(tx: &mut Tx, before: &RowModel, data: Data) -> Result<()> {
    let at_date = kind(&before.kind).and_then(|k| at_date(k, &data));
    let after = RowModel { data: Json(data), at_date, version: before.version + 1, ..before.clone() };
    tx.change("project_row", before.id, before, &after).await?;
    match kind(&before.kind) {
        Some(kind) => touched(tx, before.project, kind).await,
        None => Ok(()),
    }
}

/// Removes a row; the trail keeps what it was.
pub async fn remove(tx: &mut Tx, before: &RowModel) -> Result<()> {
    project_row::Entity::delete_by_id(before.id)
        .filter(project_row::Column::Tenant.eq(tx.tenant()))
        .exec(tx.conn())
        .await?;
    tx.removed("project_row", before.id, before)?;
    match kind(&before.kind) {
        Some(kind) => touched(tx, before.project, kind).await,
        None => Ok(()),
    }
}

/// The portfolio shows the budget: it follows its rows. Whoever follows the project hears of every change.
async fn touched(tx: &mut Tx, id: Uuid, kind: &Kind) -> Result<()> {
    tx.noted("project", id, "rows", &[("kind", kind.name)]);
    if kind.name != "budget" {
        return Ok(());
    }
    let Some(before) = get(tx.conn(), tx.tenant(), id).await? else { return Ok(()) };
    let all = rows(tx.conn(), tx.tenant(), id).await?;
    let sums: Vec<i64> = all
        .iter()
        .filter(|r| r.kind.name == "budget")
        .filter_map(|r| r.cents("cents"))
        .map(|c| c.0)
        .collect();
    let budget_cents = (!sums.is_empty()).then(|| sums.iter().sum());
    if budget_cents != before.budget_cents {
        let after = Project { budget_cents, ..before.clone() };
        tx.change("project", id, &before, &after).await?;
    }
    Ok(())
}

/// A project as a whole, with its sub-projects.
pub async fn whole(db: &impl ConnectionTrait, tenant: Uuid, project: &Project) -> Result<Whole> {
    let bodies = people::bodies::list(db, tenant).await?;
    let steering = |p: &Project| {
        let body = bodies.iter().find(|b| Some(b.id) == p.body);
        body.map(|b| b.name.0.get(Lang::Fi).to_owned()).unwrap_or_default()
    };
    let mut parts = Vec::new();
    for child in shown_children(db, tenant, project).await? {
        parts.push(Whole {
            head: child.head(&steering(&child)),
            rows: rows(db, tenant, child.id).await?,
            parts: Vec::new(),
        });
    }
    Ok(Whole { head: project.head(&steering(project)), rows: rows(db, tenant, project.id).await?, parts })
}

/// The projects that name a municipality among their partners, running ones first.
pub async fn with_partner(db: &impl ConnectionTrait, tenant: Uuid, town: &str) -> Result<Vec<Project>> {
    use project_row::Column as C;
    let found = project_row::Entity::find()
        .filter(C::Tenant.eq(tenant))
        .filter(C::Kind.eq("partners"))
        .filter(C::Data.contains(town))
        .limit(500)
        .all(db)
        .await?;
    let mut ids: Vec<Uuid> = found
        .into_iter()
        .filter_map(|m| Some((m.project, row_of(m)?)))
        .filter(|(_, r)| crate::panels::names(r, town))
        .map(|(p, _)| p)
        .collect();
    ids.sort_unstable();
    ids.dedup();
    Ok(project::Entity::find()
        .filter(project::Column::Tenant.eq(tenant))
        .filter(project::Column::Id.is_in(ids))
        .order_by_desc(project::Column::ListOrder)
        .limit(8)
        .all(db)
        .await?)
}
