//! The order of an agenda by rules. Pure: it says the new order and why each item stands where it does.

use std::cmp::Ordering;

use uuid::Uuid;

/// What an agenda may be ordered by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum By {
    /// What is to be decided, then discussed, then for information.
    Kind,
    /// Whose proposal it is, in Finnish order; those of the secretary last.
    Proposer,
    /// The shortest first; of unknown length last.
    Short,
    /// The longest first; of unknown length last.
    Long,
    /// The diary number of the matter; those without one last.
    Number,
    /// The title in Finnish order.
    Title,
    /// What is public first.
    Publicity,
    /// What has a visitor first, by slot.
    Visitor,
    /// What came after the call or the deadline last.
    Late,
}

impl By {
    /// All, in the order of the choices.
    pub const ALL: [Self; 9] = [
        Self::Kind,
        Self::Visitor,
        Self::Proposer,
        Self::Number,
        Self::Late,
        Self::Short,
        Self::Long,
        Self::Publicity,
        Self::Title,
    ];

    /// The code in addresses, also the end of keys of texts (`order-by-…`).
    pub const fn code(self) -> &'static str {
        match self {
            Self::Kind => "kind",
            Self::Proposer => "proposer",
            Self::Short => "short",
            Self::Long => "long",
            Self::Number => "number",
            Self::Title => "title",
            Self::Publicity => "publicity",
            Self::Visitor => "visitor",
            Self::Late => "late",
        }
    }

    /// Reads the code.
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|b| b.code() == code)
    }
}

/// What of an item its place depends on.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Place {
    /// The item.
    pub id: Uuid,
    /// A heading: what follows is ordered apart from what comes before.
    pub heading: bool,
    /// A standing item (opening, closing): it stays at its end.
    pub standing: bool,
    /// 0 to be decided, 1 discussed, 2 for information.
    pub kind: u8,
    /// The sort key of the proposer; empty where it is the secretary's.
    pub proposer: Vec<u8>,
    /// The length.
    pub minutes: Option<i64>,
    /// The diary number; empty where there is none.
    pub number: String,
    /// The sort key of the title.
    pub title: Vec<u8>,
    /// Whether it is not public.
    pub closed: bool,
    /// The minute of the day at which the first visitor comes.
    pub visitor: Option<i64>,
    /// Whether it came late.
    pub late: bool,
}

/// Why an item stands where it does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// A heading stays.
    Heading,
    /// A standing item at the beginning.
    Opening,
    /// A standing item at the end.
    Closing,
    /// The first of its part.
    First,
    /// This rule puts it after the one before it.
    After(By),
    /// No rule tells it from the one before it: the order of before stays.
    AsBefore,
}

fn last<T: Ord>(a: Option<&T>, b: Option<&T>) -> Ordering {
    (a.is_none(), a).cmp(&(b.is_none(), b))
}

fn compare(by: By, a: &Place, b: &Place) -> Ordering {
    match by {
        By::Kind => a.kind.cmp(&b.kind),
        By::Proposer => (a.proposer.is_empty(), &a.proposer).cmp(&(b.proposer.is_empty(), &b.proposer)),
        By::Short => last(a.minutes.as_ref(), b.minutes.as_ref()),
        By::Long => (a.minutes.is_none(), b.minutes).cmp(&(b.minutes.is_none(), a.minutes)),
        By::Number => (a.number.is_empty(), &a.number).cmp(&(b.number.is_empty(), &b.number)),
        By::Title => a.title.cmp(&b.title),
        By::Publicity => a.closed.cmp(&b.closed),
        By::Visitor => last(a.visitor.as_ref(), b.visitor.as_ref()),
        By::Late => a.late.cmp(&b.late),
    }
}

/// The items in their new order, each with the reason of its place. What no rule tells apart keeps its order.
pub fn ordered(items: &[Place], rules: &[By]) -> Vec<(Uuid, Why)> {
    let mut out = Vec::new();
    for run in items.split_inclusive(|i| i.heading) {
        let (run, heading) = match run.split_last() {
            Some((end, rest)) if end.heading => (rest, Some(end.id)),
            _ => (run, None),
        };
        let first = run.iter().position(|i| !i.standing).unwrap_or(run.len());
        let (head, rest) = run.split_at(first);
        out.extend(head.iter().map(|i| (i.id, Why::Opening)));
        let mut free: Vec<&Place> = rest.iter().filter(|i| !i.standing).collect();
        let by_rules = |a: &&Place, b: &&Place| {
            rules.iter().map(|by| compare(*by, a, b)).find(|o| o.is_ne()).unwrap_or(Ordering::Equal)
        };
        free.sort_by(by_rules);
        for (n, item) in free.iter().enumerate() {
            let why = match n.checked_sub(1).and_then(|n| free.get(n)) {
                None => Why::First,
                Some(before) => rules
                    .iter()
                    .find(|by| compare(**by, before, item).is_ne())
                    .map_or(Why::AsBefore, |by| Why::After(*by)),
            };
            out.push((item.id, why));
        }
        out.extend(rest.iter().filter(|i| i.standing).map(|i| (i.id, Why::Closing)));
        out.extend(heading.map(|id| (id, Why::Heading)));
    }
    out
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn item(id: u128, kind: u8, minutes: Option<i64>, number: &str) -> Place {
        Place { id: Uuid::from_u128(id), kind, minutes, number: number.into(), ..Place::default() }
    }
    fn standing(id: u128) -> Place {
        Place { standing: true, ..item(id, 0, None, "") }
    }
    fn ids(order: &[(Uuid, Why)]) -> Vec<u128> {
        order.iter().map(|(id, _)| id.as_u128()).collect()
    }

    #[test]
    fn up_to_four_rules_order_what_is_not_standing_and_say_why() {
        let items = [
            standing(1),
            item(2, 2, Some(5), ""),
            item(3, 0, Some(30), "2/2021"),
            standing(9),
            item(4, 0, Some(10), "1/2021"),
        ];
        let order = ordered(&items, &[By::Kind, By::Long]);
        assert_eq!(ids(&order), [1, 3, 4, 2, 9]);
        let why: Vec<Why> = order.iter().map(|(_, w)| *w).collect();
        assert_eq!(why, [Why::Opening, Why::First, Why::After(By::Long), Why::After(By::Kind), Why::Closing]);
        assert_eq!(ids(&ordered(&items, &[By::Number])), [1, 4, 3, 2, 9], "those without a number last");
        let same = ordered(&items, &[]);
        assert_eq!(ids(&same), [1, 2, 3, 4, 9]);
        assert_eq!(same[2].1, Why::AsBefore);
    }

    #[test]
    fn a_heading_parts_what_is_ordered() {
        let heading = Place { heading: true, ..item(5, 0, None, "") };
        let items =
            [item(1, 2, None, ""), item(2, 0, None, ""), heading, item(3, 2, None, ""), item(4, 0, None, "")];
        assert_eq!(ids(&ordered(&items, &[By::Kind])), [2, 1, 5, 4, 3]);
    }

    #[test]
    fn late_items_come_last_and_visitors_first_by_their_slots() {
        let late = Place { late: true, ..item(1, 0, None, "") };
        let at = |id, minute| Place { visitor: Some(minute), ..item(id, 0, None, "") };
        let items = [late, item(2, 0, None, ""), at(3, 600), at(4, 570)];
        assert_eq!(ids(&ordered(&items, &[By::Late])), [2, 3, 4, 1]);
        assert_eq!(ids(&ordered(&items, &[By::Visitor, By::Late])), [4, 3, 2, 1]);
    }

    fn place() -> impl Strategy<Value = Place> {
        (
            (any::<u128>(), 0..10_u8, 0..4_u8, 0..4_u8, proptest::option::of(0..9_i64)),
            (0..3_u8, proptest::option::of(0..5_i64), any::<bool>(), any::<bool>()),
        )
            .prop_map(|((id, sort, kind, proposer, minutes), (number, visitor, late, closed))| {
                Place {
                    id: Uuid::from_u128(id),
                    heading: sort == 0,
                    standing: (1..4).contains(&sort),
                    kind,
                    proposer: vec![proposer; usize::from(proposer > 0)],
                    minutes,
                    number: "9".repeat(usize::from(number)),
                    title: vec![kind, proposer],
                    closed,
                    visitor,
                    late,
                }
            })
    }

    proptest! {
        #[test]
        fn no_item_is_lost_headings_stay_and_each_reason_is_true(
            items in proptest::collection::vec(place(), 0..25),
            rules in proptest::collection::vec(proptest::sample::select(&By::ALL[..]), 0..5),
        ) {
            let order = ordered(&items, &rules);
            let (mut got, mut want) = (ids(&order), items.iter().map(|i| i.id.as_u128()).collect::<Vec<_>>());
            for (at, item) in items.iter().enumerate().filter(|(_, i)| i.heading) {
                prop_assert_eq!(got[at], item.id.as_u128(), "a heading stays where it was");
            }
            got.sort_unstable();
            want.sort_unstable();
            prop_assert_eq!(got, want);
            let of = |id: Uuid| items.iter().find(|i| i.id == id).unwrap();
            for pair in order.windows(2) {
                if let Why::After(by) = pair[1].1 {
                    let (a, b) = (of(pair[0].0), of(pair[1].0));
                    prop_assert_eq!(compare(by, a, b), Ordering::Less, "the rule that is named decides");
                    let earlier = rules.iter().take_while(|r| **r != by);
                    prop_assert!(earlier.into_iter().all(|r| compare(*r, a, b).is_eq()));
                }
            }
            // Once in order, the same rules change nothing.
            let sorted: Vec<Place> = order.iter().map(|(id, _)| of(*id).clone()).collect();
            prop_assert_eq!(ids(&ordered(&sorted, &rules)), ids(&order));
        }
    }
}
