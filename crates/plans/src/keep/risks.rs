//! Risks and the measures that lower them.

use jiff::civil::Date;
use kit::{Id, Local};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};
use store::{Day, Json, Result, Tx};
use uuid::Uuid;

use crate::keep::plans;
pub use crate::rows::risk::Model as Risk;
pub use crate::rows::risk_measure::Model as Lowers;
use crate::rows::{risk, risk_measure};
use crate::rules::risk::Place;

/// The classes of risks, also keys of texts (`plans-risk-kind-…`).
pub const CLASSES: [&str; 4] = ["strategic", "operational", "financial", "property"];

/// The states of a risk, also keys of texts (`plans-risk-state-…`).
pub const STATES: [&str; 2] = ["open", "closed"];

/// A risk as it is typed or loaded.
#[derive(Debug, Clone, Default)]
pub struct NewRisk {
    /// Its code; its number where it is empty.
    pub code: String,
    /// What may happen.
    pub title: Local,
    /// From what.
    pub cause: Local,
    /// One of [`CLASSES`].
    pub class: String,
    /// Before anything is done.
    pub inherent: Option<Place>,
    /// Today.
    pub residual: Option<Place>,
    /// As it is to be.
    pub target: Option<Place>,
    /// Who answers for it.
    pub owner: String,
    /// Until when.
    pub due: Option<Date>,
    /// One of [`STATES`].
    pub state: String,
    /// The measures that lower it.
    pub measures: Vec<Uuid>,
    /// Where this is known from.
    pub source: String,
    /// Whether it is made up.
    pub example: bool,
}

fn filled(row: Risk, new: &NewRisk) -> Risk {
    let p = |place: Option<Place>| place.map(|p| i64::from(p.p));
    let i = |place: Option<Place>| place.map(|p| i64::from(p.i));
    Risk {
        code: if new.code.is_empty() { row.code.clone() } else { new.code.clone() },
        title: Json(new.title.clone()),
        cause: Json(new.cause.clone()),
        class: new.class.clone(),
        p_inherent: p(new.inherent),
        i_inherent: i(new.inherent),
        p_residual: p(new.residual),
        i_residual: i(new.residual),
        p_target: p(new.target),
        i_target: i(new.target),
        owner: new.owner.clone(),
        due: new.due.map(Day),
        state: new.state.clone(),
        source: new.source.clone(),
        ..row
    }
}

/// Adds a risk as the last.
pub async fn add(tx: &mut Tx, plan: Uuid, new: NewRisk) -> Result<Risk> {
    let position = of(tx.conn(), tx.tenant(), plan).await?.iter().map(|r| r.position).max().unwrap_or(0) + 1;
    let blank = Risk {
        id: Id::<Risk>::new(tx.now()).uuid(),
        tenant: tx.tenant(),
        plan,
        code: format!("R{position}"),
        title: Json::default(),
        cause: Json::default(),
        class: String::new(),
        p_inherent: None,
        i_inherent: None,
        p_residual: None,
        i_residual: None,
        p_target: None,
        i_target: None,
        owner: String::new(),
        due: None,
        state: String::new(),
        source: String::new(),
        example: new.example,
        position,
        version: 1,
    };
    let row = filled(blank, &new);
    tx.create("risk", row.id, &row).await?;
    set_measures(tx, &row, &new.measures).await?;
    Ok(row)
}

/// Saves a changed risk.
pub async fn update(tx: &mut Tx, before: &Risk, new: NewRisk) -> Result<()> {
    let after = filled(Risk { version: before.version + 1, ..before.clone() }, &new);
    tx.change("risk", before.id, before, &after).await?;
    set_measures(tx, &after, &new.measures).await
}

async fn set_measures(tx: &mut Tx, r: &Risk, measures: &[Uuid]) -> Result<()> {
    let standing = lowered(tx.conn(), tx.tenant(), &[r.id]).await?;
    for gone in standing.iter().filter(|l| !measures.contains(&l.measure)) {
        tx.delete("risk_measure", gone.id, gone).await?;
    }
    for measure in measures.iter().filter(|m| standing.iter().all(|l| l.measure != **m)) {
        let id = Id::<Lowers>::new(tx.now()).uuid();
        let row = Lowers { id, tenant: tx.tenant(), risk: r.id, measure: *measure };
        tx.create("risk_measure", id, &row).await?;
    }
    plans::touch(tx, r.plan).await
}

/// The risks of a plan, in their order.
pub async fn of(db: &impl ConnectionTrait, tenant: Uuid, plan: Uuid) -> Result<Vec<Risk>> {
    Ok(risk::Entity::find()
        .filter(risk::Column::Tenant.eq(tenant))
        .filter(risk::Column::Plan.eq(plan))
        .order_by_asc(risk::Column::Position)
        .all(db)
        .await?)
}

/// The risk of an id.
pub async fn get(db: &impl ConnectionTrait, tenant: Uuid, id: Uuid) -> Result<Option<Risk>> {
    Ok(risk::Entity::find_by_id(id).filter(risk::Column::Tenant.eq(tenant)).one(db).await?)
}

/// Which measures lower these risks.
pub async fn lowered(db: &impl ConnectionTrait, tenant: Uuid, risks: &[Uuid]) -> Result<Vec<Lowers>> {
    Ok(risk_measure::Entity::find()
        .filter(risk_measure::Column::Tenant.eq(tenant))
        .filter(risk_measure::Column::Risk.is_in(risks.iter().copied()))
        .order_by_asc(risk_measure::Column::Id)
        .all(db)
        .await?)
}

impl Risk {
    /// Before anything is done.
    pub fn inherent(&self) -> Option<Place> {
        Place::of(self.p_inherent, self.i_inherent)
    }

    /// Today.
    pub fn residual(&self) -> Option<Place> {
        Place::of(self.p_residual, self.i_residual)
    }

    /// As it is to be.
    pub fn target(&self) -> Option<Place> {
        Place::of(self.p_target, self.i_target)
    }

    /// As it is now: after what has been done, else before.
    pub fn today(&self) -> Option<Place> {
        self.residual().or(self.inherent())
    }
}
