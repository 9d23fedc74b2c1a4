//! What each municipality gets of the common work, from the facts that all slices tell of it.

use std::collections::BTreeSet;

use kit::{Cents, Fact, FactKind};

/// What one municipality got.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Got {
    /// Euros.
    pub euros: Cents,
    /// Meetings, seminars and other events.
    pub events: usize,
    /// Studies, documents.
    pub studies: usize,
    /// Seats in bodies.
    pub seats: usize,
    /// What was decided for it or done with it.
    pub outcomes: usize,
}

impl Got {
    /// Whether it got nothing at all of what is shared: no euros, no events, no studies. A seat alone is no share.
    pub fn nothing(&self) -> bool {
        self.euros.0 == 0 && self.events == 0 && self.studies == 0
    }
}

/// Adds the facts up. A fact that two slices tell of the same place (the same page, the same words) counts once. A day
/// until which something is asked of the municipality is no event for it.
pub fn tally(facts: &[Fact]) -> Got {
    let mut got = Got::default();
    let mut seen = BTreeSet::new();
    for f in facts {
        let word = match &f.core {
            FactKind::Event { .. } => "event",
            FactKind::Sum { .. } => "sum",
            FactKind::Person { .. } => "seat",
            FactKind::Document { .. } => "study",
            FactKind::Outcome { .. } => "outcome",
            FactKind::Place { .. } => continue,
        };
        if !seen.insert((word, f.source.path.as_str(), f.title.fi.as_str())) {
            continue;
        }
        match &f.core {
            FactKind::Event { what } if what.starts_with("fact-due") || what.starts_with("fact-comment") => {}
            FactKind::Event { .. } => got.events += 1,
            FactKind::Sum { cents, .. } => got.euros.0 += cents.0,
            FactKind::Person { .. } => got.seats += 1,
            FactKind::Document { .. } => got.studies += 1,
            FactKind::Outcome { .. } => got.outcomes += 1,
            FactKind::Place { .. } => {}
        }
    }
    got
}

/// The share in hundredths of those that are not linked; nothing where there is nothing to link.
pub fn unlinked(all: usize, linked: usize) -> Option<usize> {
    (all > 0).then(|| ((all - linked.min(all)) * 100 + all / 2) / all)
}

#[cfg(test)]
mod tests {
    use super::*;
    use kit::{Link, Local, Publicity, Subject, When};
    use proptest::prelude::*;
    use uuid::Uuid;

    fn fact(path: &str, core: FactKind) -> Fact {
        Fact {
            slice: "x".into(),
            subject: Subject::new("municipality", Uuid::nil()),
            at: When::unknown(),
            title: Local::fi("x"),
            core,
            source: Link { path: path.into(), text: Local::default() },
            publicity: Publicity::Public,
            doubt: None,
        }
    }

    fn event(what: &str) -> FactKind {
        FactKind::Event { what: what.into() }
    }

    #[test]
    fn a_day_that_is_asked_is_no_event_and_a_seat_alone_is_no_share() {
        let seat = FactKind::Person { name: "x".into(), role: Local::default() };
        let got = tally(&[fact("/a", event("fact-due")), fact("/b", seat)]);
        assert_eq!((got.events, got.seats, got.nothing()), (0, 1, true));
        let got = tally(&[fact("/a", event("fact-meeting")), fact("/a", event("fact-meeting"))]);
        assert_eq!((got.events, got.nothing()), (1, false));
        assert_eq!((unlinked(3, 1), unlinked(0, 0), unlinked(2, 5)), (Some(67), None, Some(0)));
    }

    proptest! {
        #[test]
        fn the_order_does_not_matter_and_nothing_is_lost(sums in prop::collection::vec(0i64..1_000_000, 0..20)) {
            let sum = |(i, cents): (usize, &i64)| {
                fact(&format!("/{i}"), FactKind::Sum { cents: Cents(*cents), at_most: false })
            };
            let mut facts: Vec<Fact> = sums.iter().enumerate().map(sum).collect();
            let got = tally(&facts);
            prop_assert_eq!(got.euros.0, sums.iter().sum::<i64>());
            facts.reverse();
            prop_assert_eq!(tally(&facts), got);
        }
    }
}
