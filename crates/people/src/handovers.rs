//! Hand-over of all one's offices to a substitute (sijainen) from one day to another. The offices stay whose they
//! are; on the days between, the substitute may do what they allow and the holder may not. It begins and ends by its
//! days, without anybody pressing anything, and what was stays in the record.

use std::collections::HashMap;

use jiff::civil::Date;
use kit::Id;
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use store::{Day, Result, Tx};
use uuid::Uuid;

use crate::rows::handover;
pub use crate::rows::handover::Model as Handover;

/// Where a hand-over is on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Phase {
    /// It has not begun.
    Coming,
    /// It is in force.
    Now,
    /// It is over by its days.
    Past,
    /// It was taken back before its last day.
    TakenBack,
}

impl Handover {
    /// Where it is on a day.
    pub fn phase(&self, day: Date) -> Phase {
        if self.back_from.is_some_and(|b| b.0 <= day) {
            Phase::TakenBack
        } else if day < self.from_day.0 {
            Phase::Coming
        } else if day <= self.to_day.0 {
            Phase::Now
        } else {
            Phase::Past
        }
    }

    /// Whether it is in force on a day.
    pub fn in_force(&self, day: Date) -> bool {
        self.phase(day) == Phase::Now
    }

    /// Whether two hand-overs have a day in common on which both are in force.
    fn meets(&self, from: Date, to: Date) -> bool {
        let last =
            self.back_from.and_then(|b| b.0.yesterday().ok()).unwrap_or(self.to_day.0).min(self.to_day.0);
        self.from_day.0 <= to && from <= last
    }
}

/// A hand-over to be made.
#[derive(Debug, Clone)]
pub struct NewHandover {
    /// Whose offices.
    pub person: Uuid,
    /// To whom.
    pub substitute: Uuid,
    /// The first day.
    pub from: Date,
    /// The last day.
    pub to: Date,
    /// Why, for the history.
    pub note: String,
}

/// Why a hand-over cannot be made: the key of a text and the field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    /// To oneself.
    Oneself,
    /// The last day is before the first.
    EndBeforeStart,
    /// The first day has gone by: what was done then was done by the holder.
    InThePast,
    /// The holder has handed over at that time already.
    AwayAlready,
    /// The substitute is away then.
    SubstituteAway,
    /// The holder is somebody's substitute then: what one has from another is not passed on.
    IsSubstitute,
}

impl Refusal {
    /// The field and the key of the text.
    pub const fn told(self) -> (&'static str, &'static str) {
        match self {
            Self::Oneself => ("substitute", "handover-problem-oneself"),
            Self::EndBeforeStart => ("to", "problem-end-before-start"),
            Self::InThePast => ("from", "handover-problem-past"),
            Self::AwayAlready => ("from", "handover-problem-away"),
            Self::SubstituteAway => ("substitute", "handover-problem-substitute-away"),
            Self::IsSubstitute => ("from", "handover-problem-is-substitute"),
        }
    }
}

/// Whether a hand-over may be made beside those that stand: pure.
pub fn check(new: &NewHandover, stand: &[Handover], today: Date) -> std::result::Result<(), Refusal> {
    if new.person == new.substitute {
        return Err(Refusal::Oneself);
    }
    if new.to < new.from {
        return Err(Refusal::EndBeforeStart);
    }
    if new.from < today {
        return Err(Refusal::InThePast);
    }
    for h in stand.iter().filter(|h| h.meets(new.from, new.to)) {
        if h.person == new.person {
            return Err(Refusal::AwayAlready);
        }
        if h.person == new.substitute {
            return Err(Refusal::SubstituteAway);
        }
        if h.substitute == new.person {
            return Err(Refusal::IsSubstitute);
        }
    }
    Ok(())
}

/// Hands all offices of a person over. [`check`] has been asked.
pub async fn create(tx: &mut Tx, new: NewHandover) -> Result<Handover> {
    let row = Handover {
        id: Id::<Handover>::new(tx.now()).uuid(),
        tenant: tx.tenant(),
        person: new.person,
        substitute: new.substitute,
        from_day: Day(new.from),
        to_day: Day(new.to),
        note: new.note,
        made_at: tx.stamp(),
        back_from: None,
        back_at: None,
        version: 1,
    };
    tx.create("handover", row.id, &row).await?;
    tx.noted("person", row.person, "handed_over", &[("handover", &row.id.to_string())]);
    tx.noted("person", row.substitute, "became_substitute", &[("handover", &row.id.to_string())]);
    Ok(row)
}

/// The holder has the offices back from this day on.
pub async fn take_back(tx: &mut Tx, before: &Handover, from: Date) -> Result<()> {
    let after = Handover {
        back_from: Some(Day(from)),
        back_at: Some(tx.stamp()),
        version: before.version + 1,
        ..before.clone()
    };
    tx.change("handover", before.id, before, &after).await
}

/// One of them.
pub async fn get(db: &impl ConnectionTrait, tenant: Uuid, id: Uuid) -> Result<Option<Handover>> {
    Ok(handover::Entity::find_by_id(id).filter(handover::Column::Tenant.eq(tenant)).one(db).await?)
}

/// All that begin or began on this day or later or are not over by then, and the history: the newest first.
pub async fn list(db: &impl ConnectionTrait, tenant: Uuid, of: Option<Uuid>) -> Result<Vec<Handover>> {
    let mut query = handover::Entity::find().filter(handover::Column::Tenant.eq(tenant));
    if let Some(person) = of {
        query = query.filter(either(person));
    }
    Ok(query
        .order_by_desc(handover::Column::FromDay)
        .order_by_desc(handover::Column::Id)
        .limit(200)
        .all(db)
        .await?)
}

/// Those that are not over on a day.
pub async fn open(db: &impl ConnectionTrait, tenant: Uuid, day: Date) -> Result<Vec<Handover>> {
    Ok(handover::Entity::find()
        .filter(handover::Column::Tenant.eq(tenant))
        .filter(handover::Column::ToDay.gte(Day(day)))
        .all(db)
        .await?)
}

fn either(person: Uuid) -> Condition {
    Condition::any().add(handover::Column::Person.eq(person)).add(handover::Column::Substitute.eq(person))
}

/// Those in force on a day that a person gave or got.
pub async fn of_person(
    db: &impl ConnectionTrait,
    tenant: Uuid,
    person: Uuid,
    day: Date,
) -> Result<Vec<Handover>> {
    let all = handover::Entity::find()
        .filter(handover::Column::Tenant.eq(tenant))
        .filter(handover::Column::FromDay.lte(Day(day)))
        .filter(handover::Column::ToDay.gte(Day(day)))
        .filter(either(person))
        .all(db)
        .await?;
    Ok(all.into_iter().filter(|h| h.in_force(day)).collect())
}

/// Who sits for whom on a day, of all.
pub async fn substitutes_on(
    db: &impl ConnectionTrait,
    tenant: Uuid,
    day: Date,
) -> Result<HashMap<Uuid, Uuid>> {
    let all = handover::Entity::find()
        .filter(handover::Column::Tenant.eq(tenant))
        .filter(handover::Column::FromDay.lte(Day(day)))
        .filter(handover::Column::ToDay.gte(Day(day)))
        .all(db)
        .await?;
    Ok(all.into_iter().filter(|h| h.in_force(day)).map(|h| (h.person, h.substitute)).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use store::Stamp;

    const HOLDER: Uuid = Uuid::from_u128(1);
    const OTHER: Uuid = Uuid::from_u128(2);
    const THIRD: Uuid = Uuid::from_u128(3);

    fn stands(person: Uuid, substitute: Uuid, back: Option<Date>) -> Handover {
        Handover {
            id: Uuid::from_u128(9),
            tenant: Uuid::from_u128(8),
            person,
            substitute,
            from_day: Day(date(2026, 7, 6)),
            to_day: Day(date(2026, 7, 31)),
            note: String::new(),
            made_at: Stamp(0),
            back_from: back.map(Day),
            back_at: None,
            version: 1,
        }
    }

    fn wish(person: Uuid, substitute: Uuid, from: Date, to: Date) -> NewHandover {
        NewHandover { person, substitute, from, to, note: String::new() }
    }

    #[test]
    fn it_begins_and_ends_by_its_days_and_can_be_taken_back() {
        let h = stands(HOLDER, OTHER, None);
        assert_eq!(h.phase(date(2026, 7, 5)), Phase::Coming);
        assert!(h.in_force(date(2026, 7, 6)) && h.in_force(date(2026, 7, 31)));
        assert_eq!(h.phase(date(2026, 8, 1)), Phase::Past);
        let back = stands(HOLDER, OTHER, Some(date(2026, 7, 20)));
        assert!(back.in_force(date(2026, 7, 19)));
        assert_eq!(back.phase(date(2026, 7, 20)), Phase::TakenBack);
    }

    #[test]
    fn nobody_hands_over_twice_to_oneself_to_somebody_away_or_what_is_anothers() {
        let (today, from, to) = (date(2026, 6, 1), date(2026, 7, 31), date(2026, 8, 10));
        let all = [stands(HOLDER, OTHER, None)];
        assert_eq!(check(&wish(THIRD, THIRD, from, to), &all, today), Err(Refusal::Oneself));
        assert_eq!(check(&wish(THIRD, OTHER, to, from), &all, today), Err(Refusal::EndBeforeStart));
        assert_eq!(check(&wish(THIRD, OTHER, from, to), &all, date(2026, 8, 1)), Err(Refusal::InThePast));
        assert_eq!(check(&wish(HOLDER, THIRD, from, to), &all, today), Err(Refusal::AwayAlready));
        assert_eq!(check(&wish(THIRD, HOLDER, from, to), &all, today), Err(Refusal::SubstituteAway));
        assert_eq!(check(&wish(OTHER, THIRD, from, to), &all, today), Err(Refusal::IsSubstitute));
        assert_eq!(check(&wish(THIRD, OTHER, from, to), &all, today), Ok(()));
        assert_eq!(check(&wish(HOLDER, THIRD, to, to), &all, today), Ok(()), "after the other one has ended");
        let back = [stands(HOLDER, OTHER, Some(date(2026, 7, 20)))];
        assert_eq!(check(&wish(HOLDER, THIRD, from, to), &back, today), Ok(()), "taken back before");
    }
}
