//! Who has another meeting at a time, over all bodies.

use std::collections::hash_map::Entry;
use std::collections::{BTreeSet, HashMap};

use jiff::Timestamp;
use jiff::civil::Date;
use page::PageError;
use people::bodies::{self, Body};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect};
use uuid::Uuid;

use crate::meetings::Meeting;
use crate::rows::meeting;

/// Another meeting of somebody at a time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Clash {
    pub(crate) person: Uuid,
    pub(crate) name: String,
    pub(crate) meeting: Uuid,
    pub(crate) body: Uuid,
}

/// A time that is asked about; without an end it takes the day.
pub(crate) type Span = (Timestamp, Option<Timestamp>);

/// Whether two meetings stand in each other's way. Where an hour is not known, the same day is enough.
pub(crate) fn overlap(a: Span, b: (Option<Timestamp>, Option<Timestamp>)) -> bool {
    let ((start, Some(end)), (Some(other), other_end)) = (a, b) else { return true };
    // A meeting without a known end is taken to last an hour.
    let other_end = other_end.unwrap_or_else(|| other + jiff::SignedDuration::from_hours(1));
    start < other_end && other < end
}

/// For each time, who of these persons has another meeting then. `not` is a meeting that does not count: one's own.
pub(crate) async fn clashes(
    db: &impl ConnectionTrait,
    tenant: Uuid,
    persons: &BTreeSet<Uuid>,
    spans: &[Span],
    not: Option<Uuid>,
) -> Result<Vec<Vec<Clash>>, PageError> {
    let days: BTreeSet<Date> = spans.iter().map(|(start, _)| kit::local_date(*start)).collect();
    if days.is_empty() || persons.is_empty() {
        return Ok(vec![Vec::new(); spans.len()]);
    }
    let found: Vec<Meeting> = meeting::Entity::find()
        .filter(meeting::Column::Tenant.eq(tenant))
        .filter(meeting::Column::AtDate.is_in(days.iter().map(ToString::to_string)))
        .filter(meeting::Column::State.is_in(["reserved", "draft", "called", "in_session"]))
        .limit(500)
        .all(db)
        .await?;
    let mut seats: HashMap<(Uuid, Date), Vec<(Uuid, String)>> = HashMap::new();
    let mut all = vec![Vec::new(); spans.len()];
    for m in found.iter().filter(|m| Some(m.id) != not) {
        let Some(day) = m.day() else { continue };
        let hits: Vec<usize> = spans
            .iter()
            .enumerate()
            .filter(|(_, s)| kit::local_date(s.0) == day && overlap(**s, (m.start(), m.end())))
            .map(|(i, _)| i)
            .collect();
        if hits.is_empty() {
            continue;
        }
        if let Entry::Vacant(unknown) = seats.entry((m.body, day)) {
            let sit = bodies::seats_on(db, tenant, m.body, day).await?;
            unknown.insert(sit.into_iter().filter_map(|s| s.person.map(|p| (p.id, p.name))).collect());
        }
        let sit = seats.get(&(m.body, day)).map(Vec::as_slice).unwrap_or_default();
        for (person, name) in sit.iter().filter(|(p, _)| persons.contains(p)) {
            for i in &hits {
                let clash = Clash { person: *person, name: name.clone(), meeting: m.id, body: m.body };
                if !all[*i].contains(&clash) {
                    all[*i].push(clash);
                }
            }
        }
    }
    Ok(all)
}

/// A clash in words: `Sysmän kunnanjohtaja: Kuntajohtajakokous`.
pub(crate) fn words(lang: kit::Lang, c: &Clash, bodies: &[Body]) -> String {
    let body = bodies.iter().find(|b| b.id == c.body).map_or("", |b| b.name.0.get(lang));
    format!("{}: {body}", c.name)
}

#[cfg(test)]
mod tests {
    use super::overlap;

    #[test]
    fn meetings_clash_when_they_share_time_and_not_when_one_follows_the_other() {
        let at = |h: &str| format!("2026-11-24T{h}:00Z").parse::<jiff::Timestamp>().unwrap();
        let span = (at("07:00"), Some(at("09:00")));
        assert!(overlap(span, (Some(at("08:30")), Some(at("10:00")))));
        assert!(!overlap(span, (Some(at("09:00")), Some(at("10:00")))));
        assert!(!overlap(span, (Some(at("05:00")), None)), "taken to last an hour");
        assert!(overlap(span, (Some(at("06:30")), None)));
        assert!(overlap(span, (None, None)), "where the hour is not known the day is enough");
        assert!(overlap((at("07:00"), None), (Some(at("15:00")), None)));
    }
}
