//! Who was reminded of what and when, so that nobody is reminded twice of one thing on the same day, whichever page
//! the reminder was sent from; and how many of them a person wants at all.

use jiff::civil::Date;
use kit::{Actor, Id};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use store::{Result, Stamp, Tx};
use uuid::Uuid;

pub use crate::rows::reminder::Model as Reminder;
use crate::rows::{person, reminder};

/// How many reminders by mail a person may choose: each of them, at most one a day, or none. What waits stands on the
/// own desk all the same.
pub const WISHES: [&str; 3] = ["each", "daily", "none"];

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

/// The addresses to which no reminder of this goes on this day: they have had one, or want fewer or none.
pub async fn spared(
    db: &impl ConnectionTrait,
    tenant: Uuid,
    kind: &str,
    about: Uuid,
    day: Date,
) -> Result<Vec<String>> {
    let from: Stamp = kit::to_instant(day.to_datetime(jiff::civil::Time::midnight())).into();
    let today = reminder::Entity::find()
        .filter(reminder::Column::Tenant.eq(tenant))
        .filter(reminder::Column::At.gte(from))
        .all(db)
        .await?;
    let choosers = person::Entity::find()
        .filter(person::Column::Tenant.eq(tenant))
        .filter(person::Column::Reminders.is_in(["daily", "none"]))
        .all(db)
        .await?;
    let wishes = choosers.into_iter().filter_map(|p| Some((p.email?, p.reminders?))).collect::<Vec<_>>();
    Ok(rule(&today, &wishes, kind, about))
}

/// Who is spared, of the reminders of a day and the wishes of those who have any.
fn rule(today: &[Reminder], wishes: &[(String, String)], kind: &str, about: Uuid) -> Vec<String> {
    let had = |address: &str| today.iter().any(|r| r.address == address);
    let of_this = today.iter().filter(|r| r.kind == kind && r.about == about).map(|r| r.address.clone());
    let wish_less = wishes
        .iter()
        .filter(|(address, wish)| wish == "none" || had(address))
        .map(|(address, _)| address.clone());
    of_this.chain(wish_less).collect()
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

#[cfg(test)]
mod tests {
    use super::*;

    fn sent(kind: &str, about: u128, address: &str) -> Reminder {
        Reminder {
            id: Uuid::from_u128(1),
            tenant: Uuid::from_u128(2),
            kind: kind.into(),
            about: Uuid::from_u128(about),
            name: String::new(),
            address: address.into(),
            by_person: None,
            at: Stamp(0),
        }
    }

    #[test]
    fn nobody_is_reminded_twice_of_one_thing_nor_more_than_they_want() {
        let today = [sent("action", 7, "a@x.fi"), sent("call", 8, "b@x.fi"), sent("call", 8, "c@x.fi")];
        let wishes = [("b@x.fi", "daily"), ("d@x.fi", "daily"), ("e@x.fi", "none")];
        let wishes: Vec<_> = wishes.iter().map(|(a, w)| ((*a).to_owned(), (*w).to_owned())).collect();
        let spared = rule(&today, &wishes, "action", Uuid::from_u128(7));
        assert_eq!(spared, ["a@x.fi", "b@x.fi", "e@x.fi"], "c wants each, d has had none today");
    }
}
