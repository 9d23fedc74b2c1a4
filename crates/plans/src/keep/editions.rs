//! Versions of a plan that stay as they were, and updates that were put off.

use std::collections::BTreeMap;

use jiff::civil::Date;
use kit::{Id, Local, When};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};
use store::{Day, Json, Result, Tx};
use uuid::Uuid;

pub use crate::rows::edition::Model as Edition;
pub use crate::rows::postponement::Model as Postponement;
use crate::rows::{edition, postponement};

/// A frozen plan: its document by language.
pub type Content = BTreeMap<String, doc::Document>;

/// The states of a version: a draft with its date, published, or approved.
pub const STATES: [&str; 3] = ["draft", "published", "approved"];

/// A version to be kept.
#[derive(Debug, Clone)]
pub struct NewEdition {
    /// What it is called: `2011`, `Päivitys 2013`.
    pub name: Local,
    /// One of [`STATES`].
    pub state: String,
    /// Of when it is.
    pub at: When,
    /// Who approved it, or asked for it.
    pub decided_by: Local,
    /// Where it lies, where it lies elsewhere.
    pub address: String,
    /// A remark.
    pub note: Local,
    /// What it says; nothing where it is known by name only.
    pub content: Option<Content>,
    /// Where this is known from.
    pub source: String,
}

/// Keeps a version. It is never changed afterwards.
pub async fn keep(tx: &mut Tx, plan: Uuid, new: NewEdition) -> Result<Edition> {
    let number = of(tx.conn(), tx.tenant(), plan).await?.iter().map(|e| e.number).max().unwrap_or(0) + 1;
    let row = Edition {
        id: Id::<Edition>::new(tx.now()).uuid(),
        tenant: tx.tenant(),
        plan,
        number,
        name: Json(new.name),
        state: new.state,
        at_date: new.at.code(),
        at_printed: new.at.printed().map(str::to_owned),
        decided_by: Json(new.decided_by),
        address: new.address,
        note: Json(new.note),
        content: Json(new.content),
        source: new.source,
        created_at: tx.stamp(),
    };
    tx.create("edition", row.id, &row).await?;
    Ok(row)
}

/// The versions of a plan, the first first.
pub async fn of(db: &impl ConnectionTrait, tenant: Uuid, plan: Uuid) -> Result<Vec<Edition>> {
    Ok(edition::Entity::find()
        .filter(edition::Column::Tenant.eq(tenant))
        .filter(edition::Column::Plan.eq(plan))
        .order_by_asc(edition::Column::Number)
        .all(db)
        .await?)
}

/// The version of an id.
pub async fn get(db: &impl ConnectionTrait, tenant: Uuid, id: Uuid) -> Result<Option<Edition>> {
    Ok(edition::Entity::find_by_id(id).filter(edition::Column::Tenant.eq(tenant)).one(db).await?)
}

/// The versions of all plans, without what they say.
pub async fn all(db: &impl ConnectionTrait, tenant: Uuid) -> Result<Vec<Edition>> {
    Ok(edition::Entity::find()
        .filter(edition::Column::Tenant.eq(tenant))
        .order_by_asc(edition::Column::Number)
        .all(db)
        .await?)
}

impl Edition {
    /// Of when it is.
    pub fn at(&self) -> When {
        When::from_code(&self.at_date, self.at_printed.as_deref()).unwrap_or_else(|_| When::unknown())
    }
}

/// An update that is put off.
#[derive(Debug, Clone)]
pub struct NewPostponement {
    /// When that was said.
    pub at: When,
    /// Why.
    pub reason: Local,
    /// What must happen before it comes back.
    pub waits_for: Local,
    /// The day on which it is looked at again, whatever has happened.
    pub remind_on: Option<Date>,
    /// Where this is known from.
    pub source: String,
}

/// Puts the update of a plan off.
pub async fn postpone(tx: &mut Tx, plan: Uuid, new: NewPostponement) -> Result<Postponement> {
    let row = Postponement {
        id: Id::<Postponement>::new(tx.now()).uuid(),
        tenant: tx.tenant(),
        plan,
        at_date: new.at.code(),
        at_printed: new.at.printed().map(str::to_owned),
        reason: Json(new.reason),
        waits_for: Json(new.waits_for),
        remind_on: new.remind_on.map(Day),
        state: "waiting".to_owned(),
        action: None,
        returned_at: None,
        source: new.source,
        version: 1,
    };
    tx.create("postponement", row.id, &row).await?;
    Ok(row)
}

/// Brings the update back: from now on the action of the record carries it.
pub async fn bring_back(tx: &mut Tx, before: &Postponement, action: Uuid) -> Result<Postponement> {
    let after = Postponement {
        state: "returned".to_owned(),
        action: Some(action),
        returned_at: Some(tx.stamp()),
        version: before.version + 1,
        ..before.clone()
    };
    tx.change("postponement", before.id, before, &after).await?;
    Ok(after)
}

/// The postponement of an id.
pub async fn postponement(db: &impl ConnectionTrait, tenant: Uuid, id: Uuid) -> Result<Option<Postponement>> {
    Ok(postponement::Entity::find_by_id(id).filter(postponement::Column::Tenant.eq(tenant)).one(db).await?)
}

/// The postponements of a plan, the latest first.
pub async fn postponements(db: &impl ConnectionTrait, tenant: Uuid, plan: Uuid) -> Result<Vec<Postponement>> {
    Ok(postponement::Entity::find()
        .filter(postponement::Column::Tenant.eq(tenant))
        .filter(postponement::Column::Plan.eq(plan))
        .order_by_desc(postponement::Column::AtDate)
        .all(db)
        .await?)
}

/// All updates that still wait.
pub async fn waiting(db: &impl ConnectionTrait, tenant: Uuid) -> Result<Vec<Postponement>> {
    Ok(postponement::Entity::find()
        .filter(postponement::Column::Tenant.eq(tenant))
        .filter(postponement::Column::State.eq("waiting"))
        .order_by_asc(postponement::Column::AtDate)
        .all(db)
        .await?)
}

impl Postponement {
    /// When it was put off.
    pub fn at(&self) -> When {
        When::from_code(&self.at_date, self.at_printed.as_deref()).unwrap_or_else(|_| When::unknown())
    }
}
