//! Who was reminded of what and when, so that nobody is reminded twice of one thing on the same day, whichever page
//! the reminder was sent from.

use jiff::civil::Date;
use kit::{Actor, Id};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use store::{Result, Stamp, Tx};
use uuid::Uuid;

use crate::rows::reminder;
pub use crate::rows::reminder::Model as Reminder;

/// Notes that somebody was reminded, as part of the transaction that writes the letter.
pub async fn note(tx: &mut Tx, kind: &str, about: Uuid, name: &str, address: &str) -> Result<()> {
    let by_person = match tx.actor() {
        Actor::Person { id, .. } => Some(*id),
        _ => None,
    };
    let row = Reminder {
        id: Id::<Reminder>::new(tx.now()).uuid(),
        tenant: tx.tenant(),
        kind: kind.to_owned(),
        about,
        name: name.to_owned(),
        address: address.trim().to_lowercase(),
        by_person,
        at: tx.stamp(),
    };
    tx.create("reminder", row.id, &row).await
}

/// The addresses that were reminded of this on this day.
pub async fn on_day(
    db: &impl ConnectionTrait,
    tenant: Uuid,
    kind: &str,
    about: Uuid,
    day: Date,
) -> Result<Vec<String>> {
    let from: Stamp = kit::to_instant(day.to_datetime(jiff::civil::Time::midnight())).into();
    let all = reminder::Entity::find()
        .filter(reminder::Column::Tenant.eq(tenant))
        .filter(reminder::Column::About.eq(about))
        .filter(reminder::Column::Kind.eq(kind))
        .filter(reminder::Column::At.gte(from))
        .all(db)
        .await?;
    Ok(all.into_iter().map(|r| r.address).collect())
}

/// The latest reminders about these things, the newest first.
pub async fn of(db: &impl ConnectionTrait, tenant: Uuid, about: Vec<Uuid>) -> Result<Vec<Reminder>> {
    if about.is_empty() {
        return Ok(Vec::new());
    }
    Ok(reminder::Entity::find()
        .filter(reminder::Column::Tenant.eq(tenant))
        .filter(reminder::Column::About.is_in(about))
        .order_by_desc(reminder::Column::At)
        .limit(500)
        .all(db)
        .await?)
}
