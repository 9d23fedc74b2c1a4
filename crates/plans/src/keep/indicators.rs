//! Indicators and their yearly values.

use kit::{Id, Local};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};
use store::{Json, Result, Tx};
use uuid::Uuid;

use crate::keep::plans;
pub use crate::rows::indicator::Model as Indicator;
pub use crate::rows::indicator_value::Model as Value;
use crate::rows::{indicator, indicator_value};
use crate::rules::trend::{At, Better};

/// An indicator as it is typed or loaded.
#[derive(Debug, Clone, Default)]
pub struct NewIndicator {
    /// The goal that it tells of.
    pub goal: Option<Uuid>,
    /// What is measured.
    pub title: Local,
    /// In what.
    pub unit: String,
    /// Where it began.
    pub base: Option<f64>,
    /// In which year.
    pub base_year: Option<i64>,
    /// Where it should be.
    pub target: Option<f64>,
    /// In which year.
    pub target_year: Option<i64>,
    /// `more` or `less`.
    pub better: String,
    /// Whose figures.
    pub data_source: String,
    /// Who brings them up to date.
    pub owner: String,
    /// Where this is known from.
    pub source: String,
}

/// Adds an indicator as the last.
pub async fn add(tx: &mut Tx, plan: Uuid, new: NewIndicator) -> Result<Indicator> {
    let position = of(tx.conn(), tx.tenant(), plan).await?.iter().map(|i| i.position).max().unwrap_or(0) + 1;
    let row = Indicator {
        id: Id::<Indicator>::new(tx.now()).uuid(),
        tenant: tx.tenant(),
        plan,
        goal: new.goal,
        title: Json(new.title),
        unit: new.unit,
        base: new.base,
        base_year: new.base_year,
        target: new.target,
        target_year: new.target_year,
        better: new.better,
        data_source: new.data_source,
        owner: new.owner,
        source: new.source,
        position,
        version: 1,
    };
    tx.create("indicator", row.id, &row).await?;
    plans::touch(tx, plan).await?;
    Ok(row)
}

/// Saves a changed indicator.
pub async fn update(tx: &mut Tx, before: &Indicator, new: NewIndicator) -> Result<()> {
    let after = Indicator {
        goal: new.goal,
        title: Json(new.title),
        unit: new.unit,
        base: new.base,
        base_year: new.base_year,
        target: new.target,
        target_year: new.target_year,
        better: new.better,
        data_source: new.data_source,
        owner: new.owner,
        source: new.source,
        version: before.version + 1,
        ..before.clone()
    };
    tx.change("indicator", before.id, before, &after).await?;
    plans::touch(tx, before.plan).await
}

/// The indicators of a plan, in their order.
pub async fn of(db: &impl ConnectionTrait, tenant: Uuid, plan: Uuid) -> Result<Vec<Indicator>> {
    Ok(indicator::Entity::find()
        .filter(indicator::Column::Tenant.eq(tenant))
        .filter(indicator::Column::Plan.eq(plan))
        .order_by_asc(indicator::Column::Position)
        .all(db)
        .await?)
}

/// The indicator of an id.
pub async fn get(db: &impl ConnectionTrait, tenant: Uuid, id: Uuid) -> Result<Option<Indicator>> {
    Ok(indicator::Entity::find_by_id(id).filter(indicator::Column::Tenant.eq(tenant)).one(db).await?)
}

/// The values of indicators, by year.
pub async fn values(db: &impl ConnectionTrait, tenant: Uuid, indicators: &[Uuid]) -> Result<Vec<Value>> {
    Ok(indicator_value::Entity::find()
        .filter(indicator_value::Column::Tenant.eq(tenant))
        .filter(indicator_value::Column::Indicator.is_in(indicators.iter().copied()))
        .order_by_asc(indicator_value::Column::Year)
        .order_by_asc(indicator_value::Column::Id)
        .all(db)
        .await?)
}

/// Says the value of a year; one that stands is replaced.
pub async fn say(tx: &mut Tx, i: &Indicator, place: Option<Uuid>, (year, value): At) -> Result<()> {
    let standing = values(tx.conn(), tx.tenant(), &[i.id]).await?;
    match standing.iter().find(|v| v.year == year && v.municipality == place) {
        Some(before) => {
            let after = Value { value, ..before.clone() };
            tx.change("value", before.id, before, &after).await?;
        }
        None => {
            let row = Value {
                id: Id::<Value>::new(tx.now()).uuid(),
                tenant: tx.tenant(),
                indicator: i.id,
                municipality: place,
                year,
                value,
                note: String::new(),
            };
            tx.create("value", row.id, &row).await?;
        }
    }
    plans::touch(tx, i.plan).await
}

impl Indicator {
    /// Where it began, where both value and year are known.
    pub fn base_at(&self) -> Option<At> {
        Some((self.base_year?, self.base?))
    }

    /// Where it should be, where both are known.
    pub fn target_at(&self) -> Option<At> {
        Some((self.target_year?, self.target?))
    }

    /// Which way it should go.
    pub fn better(&self) -> Better {
        Better::parse(&self.better)
    }
}
