//! Who is in the hall: the kept marks of attendance as the engine's [`Presence`], and back.

use std::collections::BTreeMap;

use assembly::{Attendee, Conflict, Mode, Place, Presence, QuorumRule, Roll, Span};
use jiff::civil::Time;
use serde_json::json;
use store::Json;
use uuid::Uuid;

use super::rows::{SpanRow, attendance, conflict};

/// The items of an agenda that are counted, in order: their running numbers are 1, 2, 3…
#[derive(Debug, Clone, Default)]
pub struct Order(pub Vec<Uuid>);

impl Order {
    /// The running number of an item.
    pub fn number(&self, item: Uuid) -> Option<u32> {
        self.0.iter().position(|i| *i == item).and_then(|at| u32::try_from(at + 1).ok())
    }

    /// The item of a running number.
    pub fn item(&self, number: u32) -> Option<Uuid> {
        self.0.get(usize::try_from(number).ok()?.checked_sub(1)?).copied()
    }
}

/// Reads a stored mode.
pub fn mode(code: &str) -> Mode {
    if code == "remote" { Mode::Remote } else { Mode::OnSite }
}

/// The stored form of a mode.
pub const fn mode_code(mode: Mode) -> &'static str {
    match mode {
        Mode::OnSite => "on_site",
        Mode::Remote => "remote",
    }
}

/// The answer at the roll call from its stored form.
pub fn roll(state: &str, m: &str) -> Roll {
    match state {
        "present" => Roll::Present(mode(m)),
        "excused" => Roll::Excused,
        "absent" => Roll::Absent,
        _ => Roll::Unmarked,
    }
}

/// State and mode of an answer in their stored form.
pub const fn roll_codes(roll: Roll) -> (&'static str, &'static str) {
    match roll {
        Roll::Unmarked => ("unmarked", ""),
        Roll::Present(m) => ("present", mode_code(m)),
        Roll::Excused => ("excused", ""),
        Roll::Absent => ("absent", ""),
    }
}

/// Whether a role of a seat counts: for the quorum and in votes.
pub fn counts(role: &str) -> bool {
    matches!(role, "chair" | "vice_chair" | "member")
}

fn place(row: &attendance::Model) -> Place {
    match row.seat {
        Some(seat) if row.deputy_for.is_some() || row.role == "deputy" => Place::Deputy { seat },
        Some(seat) if counts(&row.role) => Place::Member { seat },
        _ => Place::Other,
    }
}

fn clock(text: &Option<String>) -> Option<Time> {
    text.as_deref()?.parse().ok()
}

fn clock_code(time: Option<Time>) -> Option<String> {
    time.map(|t| format!("{:02}:{:02}", t.hour(), t.minute()))
}

/// The stretches as kept, in running numbers.
fn spans(rows: &[SpanRow], order: &Order) -> Vec<Span> {
    rows.iter()
        .map(|s| Span {
            from_item: s.from.and_then(|i| order.number(i)),
            to_item: s.to.and_then(|i| order.number(i)),
            mode: mode(&s.mode),
            came: clock(&s.came),
            left: clock(&s.left),
        })
        .collect()
}

/// All marks as the engine reads them.
pub fn presence(
    attendances: &[attendance::Model],
    conflicts: &[conflict::Model],
    order: &Order,
) -> Result<Presence, serde_json::Error> {
    let people: BTreeMap<Uuid, Attendee> = attendances
        .iter()
        .map(|row| {
            let attendee = Attendee {
                place: place(row),
                municipality: row.municipality,
                roll: roll(&row.state, &row.mode),
                spans: spans(&row.spans.0, order),
            };
            (row.id, attendee)
        })
        .collect();
    let mut aside: Vec<(u32, Uuid, Conflict)> = conflicts
        .iter()
        .filter_map(|c| {
            let why = match c.ground.as_str() {
                "" => Conflict::Aside,
                ground => Conflict::Disqualified { ground: ground.to_owned() },
            };
            Some((order.number(c.item)?, c.attendance, why))
        })
        .collect();
    aside.sort_by_key(|(item, who, _)| (*item, *who));
    serde_json::from_value(json!({ "people": people, "conflicts": aside }))
}

/// The row of somebody after a mark.
pub fn marked(row: &attendance::Model, presence: &Presence, order: &Order) -> attendance::Model {
    let Some(attendee) = presence.people().get(&row.id) else { return row.clone() };
    let (state, m) = roll_codes(attendee.roll);
    // Who came late without having been called out is present too.
    let (state, m) = match attendee.spans.first() {
        Some(first) if state != "present" => ("present", mode_code(first.mode)),
        _ => (state, m),
    };
    let kept = attendee
        .spans
        .iter()
        .map(|s| SpanRow {
            from: s.from_item.and_then(|n| order.item(n)),
            to: s.to_item.and_then(|n| order.item(n)),
            mode: mode_code(s.mode).to_owned(),
            came: clock_code(s.came),
            left: clock_code(s.left),
        })
        .collect();
    attendance::Model {
        state: state.to_owned(),
        mode: m.to_owned(),
        spans: Json(kept),
        version: row.version + 1,
        ..row.clone()
    }
}

/// Reads a body's rule: `none`, `half`, `two_thirds`, or a number of seats.
pub fn quorum_rule(code: &str) -> QuorumRule {
    match code {
        "half" => QuorumRule::MoreThanHalf,
        "two_thirds" => QuorumRule::Fraction { of: 2, parts: 3 },
        n => n.parse().map_or(QuorumRule::None, QuorumRule::AtLeast),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(n: u128, role: &str) -> attendance::Model {
        attendance::Model {
            id: Uuid::from_u128(n),
            tenant: Uuid::nil(),
            meeting: Uuid::nil(),
            position: 1,
            person: None,
            name: format!("N{n}"),
            role: role.into(),
            municipality: None,
            seat: Some(Uuid::from_u128(100 + n)),
            deputy_for: None,
            state: "unmarked".into(),
            mode: String::new(),
            spans: Json(Vec::new()),
            version: 1,
        }
    }

    fn order() -> Order {
        Order((1..=5).map(|n| Uuid::from_u128(1000 + n)).collect())
    }

    #[test]
    fn marks_come_back_from_the_rows_as_they_were_made() {
        let (order, who) = (order(), row(1, "member"));
        let mut hall = presence(std::slice::from_ref(&who), &[], &order).unwrap();
        hall.roll(who.id, Roll::Present(Mode::Remote), &[]).unwrap();
        hall.leave(who.id, 3, Some(jiff::civil::time(9, 31, 0, 0)), &[]).unwrap();
        hall.arrive(who.id, 5, Mode::OnSite, None).unwrap();
        let kept = marked(&who, &hall, &order);
        assert_eq!((kept.state.as_str(), kept.mode.as_str(), kept.version), ("present", "remote", 2));
        assert_eq!(kept.spans.0[0].left.as_deref(), Some("09:31"));
        assert_eq!(presence(&[kept], &[], &order).unwrap(), hall);
    }

    #[test]
    fn an_item_added_in_between_moves_nobody() {
        let (mut order, who) = (order(), row(1, "member"));
        let mut hall = presence(std::slice::from_ref(&who), &[], &order).unwrap();
        hall.roll(who.id, Roll::Present(Mode::OnSite), &[]).unwrap();
        hall.leave(who.id, 4, None, &[]).unwrap();
        let kept = marked(&who, &hall, &order);
        order.0.insert(1, Uuid::from_u128(77));
        let after = presence(&[kept], &[], &order).unwrap();
        assert!(after.is_present(who.id, 4));
        assert!(!after.is_present(who.id, 5));
    }

    #[test]
    fn a_disqualified_member_is_not_counted_and_observers_never_are() {
        let order = order();
        let people: Vec<_> = [row(1, "chair"), row(2, "member"), row(3, "observer")]
            .into_iter()
            .map(|r| attendance::Model {
                state: "present".into(),
                mode: "on_site".into(),
                spans: Json(vec![SpanRow {
                    from: None,
                    to: None,
                    mode: "on_site".into(),
                    came: None,
                    left: None,
                }]),
                ..r
            })
            .collect();
        let aside = conflict::Model {
            id: Uuid::from_u128(5),
            tenant: Uuid::nil(),
            meeting: Uuid::nil(),
            item: order.item(2).unwrap(),
            attendance: people[1].id,
            ground: "osallisuusjäävi".into(),
        };
        let hall = presence(&people, &[aside], &order).unwrap();
        assert_eq!(hall.voters_at(1).len(), 2);
        assert_eq!(hall.voters_at(2).len(), 1);
        assert!(hall.quorum_at(1, quorum_rule("half"), 2).enough());
        assert!(!hall.quorum_at(2, quorum_rule("half"), 2).enough());
        assert_eq!(quorum_rule("none"), QuorumRule::None);
        assert_eq!(quorum_rule("7"), QuorumRule::AtLeast(7));
    }
}
