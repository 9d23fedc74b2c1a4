use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// Within what the sections of a body run: a setting of the body.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PeriodRule {
    /// From 1 each calendar year, as nearly everywhere in Finland.
    CalendarYear,
    /// From 1 each term of the body.
    Term,
}

/// When an item takes its number: a setting of the body. Both practices are met.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NumberedAt {
    /// When the call goes out: all items of the agenda at once (see [`block`]).
    Listing,
    /// When the item gets its outcome.
    Decision,
}

impl PeriodRule {
    /// The stored form.
    pub const fn code(self) -> &'static str {
        match self {
            Self::CalendarYear => "calendar_year",
            Self::Term => "term",
        }
    }

    /// Reads the stored form.
    pub fn parse(code: &str) -> Option<Self> {
        [Self::CalendarYear, Self::Term].into_iter().find(|r| r.code() == code)
    }
}

impl NumberedAt {
    /// The stored form.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Listing => "listing",
            Self::Decision => "decision",
        }
    }

    /// Reads the stored form.
    pub fn parse(code: &str) -> Option<Self> {
        [Self::Listing, Self::Decision].into_iter().find(|r| r.code() == code)
    }
}

/// One term of a body.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Term {
    /// As printed (`2021–2025`).
    pub label: String,
    /// The first day.
    pub from: Date,
    /// The last day; none while it is not known.
    pub to: Option<Date>,
}

/// Why no number can be given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SequenceError {
    /// The body numbers by term, and no term covers the day.
    #[error("no term covers the day")]
    NoTerm,
    /// Two terms cover the day: the number could be taken twice.
    #[error("two terms cover the day")]
    TwoTerms,
    /// A series cannot start at zero.
    #[error("a series starts at 1 or later")]
    ZeroStart,
    /// The numbers have run out.
    #[error("no numbers left")]
    Exhausted,
}

/// Why a number cannot be taken back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum TakeBackRefusal {
    /// A later number has been given: taking this back would leave a gap.
    #[error("a later number has been given")]
    LaterGiven {
        /// The last one.
        last: u32,
    },
    /// This number has not been given in the period.
    #[error("the number has not been given")]
    NotGiven,
}

/// The label of the period in which a meeting of this day takes its numbers. It is stored beside the number
/// and never derived again from another day.
pub fn period_label(rule: PeriodRule, day: Date, terms: &[Term]) -> Result<String, SequenceError> {
    match rule {
        PeriodRule::CalendarYear => Ok(day.year().to_string()),
        PeriodRule::Term => {
            let mut on = terms.iter().filter(|t| t.from <= day && t.to.is_none_or(|to| day <= to));
            let term = on.next().ok_or(SequenceError::NoTerm)?;
            if on.next().is_some() { Err(SequenceError::TwoTerms) } else { Ok(term.label.clone()) }
        }
    }
}

/// The number after the last one of the period; `start` where nothing has been given (a body that moves over
/// from paper in the middle of the year starts where the paper ended).
pub fn next(last: Option<u32>, start: u32) -> Result<u32, SequenceError> {
    match last {
        None if start == 0 => Err(SequenceError::ZeroStart),
        None => Ok(start),
        Some(last) => last.checked_add(1).ok_or(SequenceError::Exhausted),
    }
}

/// The numbers of a whole agenda, for bodies that number when the call goes out.
pub fn block(last: Option<u32>, start: u32, count: u32) -> Result<Vec<u32>, SequenceError> {
    let first = next(last, start)?;
    let end = first.checked_add(count).ok_or(SequenceError::Exhausted)?;
    Ok((first..end).collect())
}

/// Whether the number may be taken back: only the last one given may.
pub fn may_take_back(number: u32, last: Option<u32>) -> Result<(), TakeBackRefusal> {
    match last {
        Some(last) if last == number => Ok(()),
        Some(last) if last > number => Err(TakeBackRefusal::LaterGiven { last }),
        _ => Err(TakeBackRefusal::NotGiven),
    }
}

/// The last number of the period after `number` was taken back.
pub fn after_take_back(number: u32, start: u32) -> Option<u32> {
    number.checked_sub(1).filter(|n| *n >= start)
}

/// A closed meeting as the reopening rule sees it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClosedMeeting {
    /// The meeting.
    pub id: Uuid,
    /// The body.
    pub body: Uuid,
    /// The label of its period.
    pub period: String,
    /// Its day.
    pub on: Date,
    /// Its number within the period: two meetings may be held on one day.
    pub number: u32,
}

/// Why a closed meeting cannot be opened again.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ReopenRefusal {
    /// A reason must be given: it stays on record.
    #[error("a reason is needed")]
    ReasonMissing,
    /// Later meetings of the same body and period are closed, so its numbers could no longer grow.
    #[error("later meetings of the period are closed")]
    LaterClosed(
        /// Those meetings, in their order.
        Vec<Uuid>,
    ),
}

/// Whether a closed meeting may be opened again: with a reason, and only while no later meeting of the same
/// body and the same period is closed. A later meeting of another period is no hindrance.
pub fn may_reopen(
    meeting: &ClosedMeeting,
    closed: &[ClosedMeeting],
    reason: &str,
) -> Result<(), ReopenRefusal> {
    if reason.trim().is_empty() {
        return Err(ReopenRefusal::ReasonMissing);
    }
    let mut later: Vec<&ClosedMeeting> = closed
        .iter()
        .filter(|m| m.id != meeting.id && m.body == meeting.body && m.period == meeting.period)
        .filter(|m| (m.on, m.number) > (meeting.on, meeting.number))
        .collect();
    later.sort_by_key(|m| (m.on, m.number));
    if later.is_empty() {
        Ok(())
    } else {
        Err(ReopenRefusal::LaterClosed(later.iter().map(|m| m.id).collect()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use proptest::prelude::*;
    use std::collections::{BTreeMap, btree_map::Entry};

    fn terms() -> Vec<Term> {
        vec![
            Term { label: "2017–2021".into(), from: date(2017, 6, 1), to: Some(date(2021, 7, 31)) },
            Term { label: "2021–2025".into(), from: date(2021, 8, 1), to: None },
        ]
    }

    #[test]
    fn the_period_is_that_of_the_meeting_day() {
        let label = |rule, day| period_label(rule, day, &terms());
        assert_eq!(label(PeriodRule::CalendarYear, date(2021, 12, 31)).unwrap(), "2021");
        assert_eq!(label(PeriodRule::CalendarYear, date(2022, 1, 1)).unwrap(), "2022");
        assert_eq!(label(PeriodRule::Term, date(2021, 7, 31)).unwrap(), "2017–2021");
        assert_eq!(label(PeriodRule::Term, date(2021, 8, 1)).unwrap(), "2021–2025");
        assert_eq!(label(PeriodRule::Term, date(2017, 5, 31)), Err(SequenceError::NoTerm));
        let overlap = [terms()[1].clone(), Term { label: "x".into(), ..terms()[1].clone() }];
        assert_eq!(period_label(PeriodRule::Term, date(2022, 1, 1), &overlap), Err(SequenceError::TwoTerms));
    }

    #[test]
    fn numbers_start_where_told_and_follow_one_another() {
        assert_eq!(next(None, 26), Ok(26));
        assert_eq!(next(Some(63), 1), Ok(64));
        assert_eq!(next(None, 0), Err(SequenceError::ZeroStart));
        assert_eq!(next(Some(u32::MAX), 1), Err(SequenceError::Exhausted));
        assert_eq!(block(Some(60), 1, 3).unwrap(), [61, 62, 63]);
        assert_eq!(block(None, 26, 0).unwrap(), Vec::<u32>::new());
    }

    #[test]
    fn only_the_last_number_may_be_taken_back() {
        assert_eq!(may_take_back(64, Some(64)), Ok(()));
        assert_eq!(may_take_back(63, Some(64)), Err(TakeBackRefusal::LaterGiven { last: 64 }));
        assert_eq!(may_take_back(65, Some(64)), Err(TakeBackRefusal::NotGiven));
        assert_eq!(may_take_back(1, None), Err(TakeBackRefusal::NotGiven));
        assert_eq!(after_take_back(26, 26), None);
        assert_eq!(after_take_back(27, 26), Some(26));
    }

    #[test]
    fn a_meeting_opens_again_only_while_no_later_one_of_its_period_is_closed() {
        let body = Uuid::from_u128(9);
        let meeting = |id: u128, period: &str, on, number| ClosedMeeting {
            id: Uuid::from_u128(id),
            body,
            period: period.into(),
            on,
            number,
        };
        let nov = meeting(1, "2021", date(2021, 11, 10), 9);
        let dec = meeting(2, "2021", date(2021, 12, 8), 10);
        let extra = meeting(3, "2021", date(2021, 12, 8), 11);
        let jan = meeting(4, "2022", date(2022, 1, 12), 1);
        let other = ClosedMeeting { body: Uuid::from_u128(8), ..meeting(5, "2021", date(2021, 12, 20), 3) };
        let all = [jan, extra.clone(), other, nov.clone(), dec.clone()];
        assert_eq!(may_reopen(&extra, &all, "kirjoitusvirhe"), Ok(()));
        assert_eq!(may_reopen(&extra, &all, "  "), Err(ReopenRefusal::ReasonMissing));
        assert_eq!(may_reopen(&dec, &all, "virhe"), Err(ReopenRefusal::LaterClosed(vec![extra.id])));
        assert_eq!(may_reopen(&nov, &all, "virhe"), Err(ReopenRefusal::LaterClosed(vec![dec.id, extra.id])));
    }

    #[derive(Debug, Clone)]
    enum Step {
        Decide(u8),
        TakeBack(u8),
    }

    fn steps() -> impl Strategy<Value = Vec<Step>> {
        let step =
            prop_oneof![3 => (0u8..12).prop_map(Step::Decide), 2 => (0u8..12).prop_map(Step::TakeBack)];
        prop::collection::vec(step, 0..80)
    }

    proptest! {
        #[test]
        fn whatever_is_decided_and_taken_back_numbers_have_no_gap_no_double_and_never_move(
            steps in steps(),
            start in 1u32..200,
        ) {
            let (mut last, mut held) = (None, BTreeMap::<u8, u32>::new());
            for step in steps {
                let before = held.clone();
                let touched = match step {
                    Step::Decide(item) => {
                        if let Entry::Vacant(free) = held.entry(item) {
                            let n = next(last, start).unwrap();
                            last = Some(n);
                            free.insert(n);
                        }
                        item
                    }
                    Step::TakeBack(item) => {
                        if let Some(n) = held.get(&item).copied() {
                            if may_take_back(n, last).is_ok() {
                                last = after_take_back(n, start);
                                held.remove(&item);
                            } else {
                                prop_assert!(held.values().any(|other| *other > n));
                            }
                        }
                        item
                    }
                };
                for (item, n) in before.iter().filter(|(item, _)| **item != touched) {
                    prop_assert_eq!(held.get(item), Some(n), "moved");
                }
                let mut numbers: Vec<u32> = held.values().copied().collect();
                numbers.sort_unstable();
                let expected: Vec<u32> = (start..).take(numbers.len()).collect();
                prop_assert_eq!(numbers, expected, "gap or double");
                prop_assert_eq!(last, held.values().max().copied());
            }
        }
    }
}
