//! What a body was set to do (toimeksianto) and for which term (toimikausi): a group may get several in turn, and
//! the old ones stay.

use jiff::civil::Date;
use kit::{Id, Local, When};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use store::{Json, Result, Tx};
use uuid::Uuid;

use crate::rows::mandate;
pub use crate::rows::mandate::Model as Mandate;

/// A mandate to be written down.
#[derive(Debug, Clone)]
pub struct NewMandate {
    /// Whose.
    pub body: Uuid,
    /// What the body was set to do.
    pub text: Local,
    /// Who set it: `Kuntajohtajakokous 12.1.2024 § 3`.
    pub set_by: String,
    /// From when.
    pub from: When,
    /// Until when.
    pub to: When,
}

/// Writes a mandate down.
pub async fn create(tx: &mut Tx, new: NewMandate) -> Result<Mandate> {
    let row = Mandate {
        id: Id::<Mandate>::new(tx.now()).uuid(),
        tenant: tx.tenant(),
        body: new.body,
        text: Json(new.text),
        set_by: new.set_by,
        from_date: new.from.code(),
        from_printed: new.from.printed().map(str::to_owned),
        to_date: new.to.code(),
        to_printed: new.to.printed().map(str::to_owned),
        version: 1,
    };
    tx.create("mandate", row.id, &row).await?;
    Ok(row)
}

/// The mandates of a body, the newest first.
pub async fn of_body(db: &impl ConnectionTrait, tenant: Uuid, body: Uuid) -> Result<Vec<Mandate>> {
    Ok(mandate::Entity::find()
        .filter(mandate::Column::Tenant.eq(tenant))
        .filter(mandate::Column::Body.eq(body))
        .order_by_desc(mandate::Column::Id)
        .all(db)
        .await?)
}

/// The mandates of these bodies that may still be in force: those that end in this year or later, the newest first.
pub async fn standing(
    db: &impl ConnectionTrait,
    tenant: Uuid,
    bodies: Vec<Uuid>,
    day: Date,
) -> Result<Vec<Mandate>> {
    if bodies.is_empty() {
        return Ok(Vec::new());
    }
    let mut all = mandate::Entity::find()
        .filter(mandate::Column::Tenant.eq(tenant))
        .filter(mandate::Column::Body.is_in(bodies))
        .filter(mandate::Column::ToDate.gte(format!("{:04}", day.year())))
        .order_by_desc(mandate::Column::Id)
        .limit(500)
        .all(db)
        .await?;
    all.retain(|m| m.in_force(day));
    Ok(all)
}
