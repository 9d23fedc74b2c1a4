//! Who proposes items, who sees proposals, until when they come, and when recurring items enter. Pure.

use jiff::ToSpan;
use jiff::civil::Date;
use kit::{Role, Who};
use uuid::Uuid;

use super::store::Proposal;

/// Days before the meeting, where a body has not said otherwise: a week before the call goes out.
pub const DAYS: i64 = 21;

/// The last day on which proposals to a meeting are taken.
pub fn deadline(day: Date, days: i64) -> Date {
    day.checked_sub(days.days()).unwrap_or(day)
}

/// Whether somebody may propose items to a body: those of the body, who speaks for a municipality by office or as
/// assistant, and who leads or prepares another body.
pub fn may_propose(who: &Who, body: Uuid) -> bool {
    who.belongs_to(body)
        || who.grants().iter().any(|g| match g.role {
            Role::Official | Role::Assistant => g.municipality.is_some(),
            Role::Chair | Role::Secretary => g.body.is_some(),
            _ => false,
        })
}

/// Whether somebody sees a proposal: who made it or speaks for its municipality, those of the group, and who leads
/// or prepares the body.
pub fn may_see(who: &Who, p: &Proposal) -> bool {
    who.is_person()
        && (is_own(who, p)
            || who.prepares(p.body)
            || who.has_in(p.body, &[Role::Chair])
            || p.municipality.is_some_and(|m| who.speaks_for(m))
            || p.by_group.is_some_and(|g| who.belongs_to(g)))
}

/// Whether it is somebody's own: who proposed it, or wrote it for the proposer.
fn is_own(who: &Who, p: &Proposal) -> bool {
    who.id().is_some_and(|id| id == p.by_person || p.via_person == Some(id))
}

/// Whether somebody may take a proposal back: who made it, while nothing was decided.
pub fn may_withdraw(who: &Who, p: &Proposal) -> bool {
    p.state == "open" && (is_own(who, p) || p.municipality.is_some_and(|m| who.speaks_for(m)))
}

/// Whether somebody may change a proposal: who made it, while nothing was decided, and once it was returned, which
/// proposes it again.
pub fn may_change(who: &Who, p: &Proposal) -> bool {
    matches!(p.state.as_str(), "open" | "returned")
        && (is_own(who, p) || p.municipality.is_some_and(|m| who.speaks_for(m)))
}

/// What the deadline means for a proposal to a meeting.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Timely {
    /// It is in time.
    Yes,
    /// It is late, and is taken with a mark.
    Late,
    /// It is late and not taken.
    No,
}

/// Whether a proposal made `today` is in time.
pub fn timely(today: Date, last: Date, takes_late: bool) -> Timely {
    match (today <= last, takes_late) {
        (true, _) => Timely::Yes,
        (false, true) => Timely::Late,
        (false, false) => Timely::No,
    }
}

/// When a recurring item enters an agenda.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Recurs {
    /// At every nth meeting of the body, counted from the day of the rule.
    Every(i64),
    /// In given months: at the first meeting from the beginning of each of them. Bit 0 is January.
    Months(u16),
}

/// All twelve months.
const ALL_MONTHS: u16 = 0xFFF;

impl Recurs {
    /// Reads the stored form.
    pub fn parse(rule: &str, n: i64) -> Option<Self> {
        match rule {
            "every" if n > 0 => Some(Self::Every(n)),
            "months" => u16::try_from(n).ok().filter(|m| (1..=ALL_MONTHS).contains(m)).map(Self::Months),
            _ => None,
        }
    }

    /// The months as they are stored.
    pub fn of_months(months: impl IntoIterator<Item = i8>) -> i64 {
        let given = months.into_iter().filter(|m| (1..=12).contains(m));
        i64::from(given.fold(0_u16, |set, m| set | 1 << (m - 1)))
    }

    /// The months of the rule, in the order of the year.
    pub fn months(self) -> Vec<i8> {
        match self {
            Self::Every(_) => Vec::new(),
            Self::Months(set) => (1..=12).filter(|m| set & (1 << (m - 1)) != 0).collect(),
        }
    }

    /// Whether it enters the meeting of `day`. `days` are all meetings of the body that are not cancelled; those
    /// before `from` are not counted. A given month without a meeting hands its item on to the next meeting.
    pub fn enters(self, from: Date, days: &[Date], day: Date) -> bool {
        let mut counted: Vec<Date> = days.iter().copied().filter(|d| *d >= from).collect();
        counted.push(day);
        counted.sort_unstable();
        counted.dedup();
        let Some(at) = counted.iter().position(|d| *d == day).filter(|_| day >= from) else { return false };
        match self {
            Self::Every(n) => i64::try_from(at).is_ok_and(|at| at % n.max(1) == 0),
            Self::Months(set) => {
                let last = at.checked_sub(1).and_then(|n| counted.get(n)).copied();
                let mut month = last.unwrap_or(from).first_of_month();
                // After a whole year every month has come by.
                for _ in 0..=12 {
                    if month > day {
                        return false;
                    }
                    if set & (1 << (month.month() - 1)) != 0 && last.is_none_or(|last| last < month) {
                        return true;
                    }
                    month = month.checked_add(1.month()).unwrap_or(Date::MAX);
                }
                false
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use kit::Grant;

    fn who(role: Role, body: Option<u128>, municipality: Option<u128>) -> Who {
        let grant =
            Grant { role, body: body.map(Uuid::from_u128), municipality: municipality.map(Uuid::from_u128) };
        Who::Person { id: Uuid::from_u128(99), name: "N".into(), grants: vec![grant] }
    }

    #[test]
    fn members_officials_and_leaders_of_groups_propose_and_nobody_else() {
        let body = Uuid::from_u128(1);
        for yes in [
            who(Role::Coordinator, None, None),
            who(Role::Member, Some(1), Some(5)),
            who(Role::Assistant, Some(1), Some(5)),
            who(Role::Official, None, Some(5)),
            who(Role::Chair, Some(2), None),
        ] {
            assert!(may_propose(&yes, body), "{yes:?}");
        }
        for no in [Who::Nobody, who(Role::Admin, None, None), who(Role::Member, Some(2), None)] {
            assert!(!may_propose(&no, body), "{no:?}");
        }
    }

    #[test]
    fn a_recurring_item_enters_every_nth_meeting_or_in_given_months() {
        let days =
            [date(2021, 1, 13), date(2021, 2, 10), date(2021, 3, 10), date(2021, 4, 14), date(2022, 3, 9)];
        let from = date(2021, 1, 1);
        let enters = |r: Recurs| days.map(|d| r.enters(from, &days, d));
        assert_eq!(enters(Recurs::Every(2)), [true, false, true, false, true]);
        let months = |m: &[i8]| Recurs::parse("months", Recurs::of_months(m.iter().copied())).unwrap();
        assert_eq!(enters(months(&[3])), [false, false, true, false, true]);
        assert_eq!(enters(months(&[1, 4])), [true, false, false, true, true], "January 2022 had no meeting");
        assert_eq!(enters(months(&[6])), [false, false, false, false, true], "what June misses is not lost");
        assert_eq!(months(&[12, 1, 1]).months(), [1, 12]);
        assert!(!Recurs::Every(1).enters(date(2021, 3, 1), &days, date(2021, 2, 10)), "before the rule");
        assert_eq!(Recurs::parse("months", 0), None);
        assert_eq!(Recurs::parse("months", 0x1000), None);
        assert_eq!(Recurs::parse("every", 0), None);
    }

    #[test]
    fn the_deadline_is_so_many_days_before() {
        let last = deadline(date(2021, 10, 13), 21);
        assert_eq!(last, date(2021, 9, 22));
        assert_eq!(timely(last, last, false), Timely::Yes, "the last day is in time");
        let next = date(2021, 9, 23);
        assert_eq!(timely(next, last, false), Timely::No);
        assert_eq!(timely(next, last, true), Timely::Late);
    }

    proptest::proptest! {
        #[test]
        fn between_two_meetings_an_item_of_every_month_enters_once_a_month_begins(
            gaps in proptest::collection::vec(1_i64..80, 1..30), set in 1_u16..=0xFFF, n in 1_i64..8,
        ) {
            let from = date(2021, 1, 1);
            let mut days = Vec::new();
            let mut day = from;
            for gap in gaps {
                day = day.checked_add(gap.days()).unwrap();
                days.push(day);
            }
            for (at, day) in days.iter().enumerate() {
                // A month that begins between the last meeting and this one, and is in the set, brings the item.
                let after = if at == 0 { date(2020, 12, 31) } else { days[at - 1] };
                let mut begins = false;
                let mut d = after;
                while d < *day {
                    d = d.tomorrow().unwrap();
                    begins |= d.day() == 1 && set & (1 << (d.month() - 1)) != 0;
                }
                proptest::prop_assert_eq!(Recurs::Months(set).enters(from, &days, *day), begins);
                proptest::prop_assert_eq!(Recurs::Every(n).enters(from, &days, *day), at as i64 % n == 0);
            }
        }
    }
}
