use std::collections::BTreeSet;

use jiff::civil::{Date, Weekday};
use serde::{Deserialize, Serialize};

use crate::{Holiday, holiday, is_working_day, plus};

/// Which weekday of the month.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Nth {
    /// The first.
    First,
    /// The second.
    Second,
    /// The third.
    Third,
    /// The fourth.
    Fourth,
    /// The last, be it the fourth or the fifth.
    Last,
}

/// How a body meets.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "every", rename_all = "snake_case")]
pub enum Pattern {
    /// Once a month, as on the second Wednesday.
    Monthly {
        /// Which of the month.
        nth: Nth,
        /// The weekday.
        #[serde(with = "weekday_number")]
        weekday: Weekday,
    },
    /// Each week or each n weeks, counted from the first such weekday of the rule.
    Weekly {
        /// 1 = each week.
        weeks: u8,
        /// The weekday.
        #[serde(with = "weekday_number")]
        weekday: Weekday,
    },
    /// Twice a month, as on the first and third Tuesday.
    TwiceMonthly {
        /// The earlier.
        first: Nth,
        /// The later.
        second: Nth,
        /// The weekday.
        #[serde(with = "weekday_number")]
        weekday: Weekday,
    },
}

/// What happens when the day is a holiday.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum HolidayPolicy {
    /// There is no meeting.
    #[default]
    Skip,
    /// The meeting moves to the next working day.
    Move,
}

/// One rule of a series and the time in which it is in force.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SeriesRule {
    /// How the body meets.
    pub pattern: Pattern,
    /// The first day of the rule.
    pub from: Date,
    /// The last day; none while it goes on.
    pub to: Option<Date>,
    /// On holidays.
    #[serde(default)]
    pub on_holiday: HolidayPolicy,
    /// Whether July is free.
    #[serde(default)]
    pub skip_july: bool,
    /// Single days without a meeting.
    #[serde(default)]
    pub skip: BTreeSet<Date>,
}

/// Why there is no meeting on a day of the rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Skipped {
    /// It is a holiday.
    Holiday(Holiday),
    /// July is free.
    July,
    /// The day was struck out.
    Listed,
    /// Another meeting of the series is already on the day to which it would have moved.
    Taken,
}

impl Skipped {
    /// The key of the reason in the texts.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Holiday(holiday) => holiday.key(),
            Self::July => "skipped-july",
            Self::Listed => "skipped-listed",
            Self::Taken => "skipped-taken",
        }
    }
}

/// One day of a series.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Occurrence {
    /// The day of the meeting, or the day that is skipped.
    pub date: Date,
    /// The day that the rule gave; differs where the meeting moved past a holiday.
    pub planned: Date,
    /// Why there is no meeting.
    pub skipped: Option<Skipped>,
}

/// Why a rule or a change cannot be taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SeriesError {
    /// The rule ends before it begins.
    #[error("the rule ends before it begins")]
    EndBeforeStart,
    /// Each 0 weeks.
    #[error("weeks must be at least one")]
    NoWeeks,
    /// The two days of a month are the same or in the wrong order.
    #[error("the second day must come after the first")]
    SameDay,
    /// Two rules of the series are in force on one day.
    #[error("two rules on one day")]
    Overlap {
        /// The first such day.
        on: Date,
    },
}

impl SeriesRule {
    /// A rule without an end and without exceptions; holidays are skipped.
    pub const fn new(pattern: Pattern, from: Date) -> Self {
        let skip = BTreeSet::new();
        Self { pattern, from, to: None, on_holiday: HolidayPolicy::Skip, skip_july: false, skip }
    }

    fn check(&self) -> Result<(), SeriesError> {
        if self.to.is_some_and(|to| to < self.from) {
            return Err(SeriesError::EndBeforeStart);
        }
        match self.pattern {
            Pattern::Weekly { weeks: 0, .. } => Err(SeriesError::NoWeeks),
            Pattern::TwiceMonthly { first, second, .. } if first >= second => Err(SeriesError::SameDay),
            _ => Ok(()),
        }
    }

    /// The days that the pattern gives between the two, within the rule's time.
    fn planned(&self, from: Date, to: Date) -> Vec<Date> {
        let (from, to) = (from.max(self.from), self.to.map_or(to, |end| end.min(to)));
        if from > to {
            return Vec::new();
        }
        let mut days = match self.pattern {
            Pattern::Weekly { weeks, weekday } => {
                let step = i32::from(weeks.max(1)) * 7;
                let first = plus(self.from, i32::from(self.from.weekday().until(weekday)));
                let whole = (from - first).get_days().max(0) / step;
                let mut days = Vec::new();
                let mut day = plus(first, whole * step);
                while day <= to {
                    days.push(day);
                    let later = plus(day, step);
                    // The calendar's end: adding stops there.
                    if (later - day).get_days() != step {
                        break;
                    }
                    day = later;
                }
                days
            }
            Pattern::Monthly { nth, weekday } => {
                months(from, to).filter_map(|month| of_month(month, nth, weekday)).collect()
            }
            Pattern::TwiceMonthly { first, second, weekday } => months(from, to)
                .flat_map(|month| [of_month(month, first, weekday), of_month(month, second, weekday)])
                .flatten()
                .collect(),
        };
        days.retain(|day| (from..=to).contains(day));
        // The fourth and the last may be one day.
        days.dedup();
        days
    }

    fn occurrence(&self, planned: Date) -> Occurrence {
        let skipped = |why| Occurrence { date: planned, planned, skipped: Some(why) };
        if self.skip.contains(&planned) {
            return skipped(Skipped::Listed);
        }
        if self.skip_july && planned.month() == 7 {
            return skipped(Skipped::July);
        }
        let Some(why) = holiday(planned) else {
            return Occurrence { date: planned, planned, skipped: None };
        };
        if self.on_holiday == HolidayPolicy::Skip {
            return skipped(Skipped::Holiday(why));
        }
        let mut date = plus(planned, 1);
        while (!is_working_day(date) || self.skip.contains(&date)) && date != Date::MAX {
            date = plus(date, 1);
        }
        if self.skip_july && date.month() == 7 {
            skipped(Skipped::July)
        } else {
            Occurrence { date, planned, skipped: None }
        }
    }
}

/// The first days of the months that the time touches.
fn months(from: Date, to: Date) -> impl Iterator<Item = Date> {
    let mut month = Some(from.first_of_month());
    std::iter::from_fn(move || {
        let this = month.filter(|m| *m <= to)?;
        month = this.last_of_month().tomorrow().ok();
        Some(this)
    })
}

fn of_month(month: Date, nth: Nth, weekday: Weekday) -> Option<Date> {
    let n = match nth {
        Nth::First => 1,
        Nth::Second => 2,
        Nth::Third => 3,
        Nth::Fourth => 4,
        Nth::Last => -1,
    };
    month.nth_weekday_of_month(n, weekday).ok()
}

/// The days of one rule between the two days, both included, in their order. A moved meeting is where it moved.
pub fn occurrences(rule: &SeriesRule, from: Date, to: Date) -> Vec<Occurrence> {
    gather(std::slice::from_ref(rule), from, to)
}

/// The furthest that a meeting can move: over Christmas and the weekends at its sides, and struck-out days.
fn reach(rules: &[SeriesRule]) -> i32 {
    let struck = rules.iter().map(|r| r.skip.len()).max().unwrap_or(0);
    14 + i32::try_from(struck).unwrap_or(0).saturating_mul(7).min(366)
}

fn gather(rules: &[SeriesRule], from: Date, to: Date) -> Vec<Occurrence> {
    // Days outside the time may move into it, and what stands there decides who gives way.
    let reach = reach(rules);
    let mut all: Vec<Occurrence> = rules
        .iter()
        .flat_map(|rule| {
            rule.planned(plus(from, -reach), plus(to, reach)).into_iter().map(|day| rule.occurrence(day))
        })
        .collect();
    all.sort_by_key(|o| (o.date, o.planned));
    // A moved meeting gives way where another one already stands on the day by its own rule.
    let own: BTreeSet<Date> =
        all.iter().filter(|o| o.skipped.is_none() && o.date == o.planned).map(|o| o.date).collect();
    let mut moved = BTreeSet::new();
    for o in &mut all {
        if o.skipped.is_none() && o.date != o.planned && (own.contains(&o.date) || !moved.insert(o.date)) {
            *o = Occurrence { date: o.planned, planned: o.planned, skipped: Some(Skipped::Taken) };
        }
    }
    all.retain(|o| (from..=to).contains(&o.date));
    all.sort_by_key(|o| (o.date, o.planned));
    all
}

/// A series: the history of its rules. Each day follows the rule that was in force then.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Series {
    rules: Vec<SeriesRule>,
}

impl Series {
    /// A series of these rules. No two may be in force on one day.
    pub fn new(mut rules: Vec<SeriesRule>) -> Result<Self, SeriesError> {
        rules.sort_by_key(|r| r.from);
        rules.iter().try_for_each(SeriesRule::check)?;
        for pair in rules.windows(2) {
            if pair[0].to.is_none_or(|to| to >= pair[1].from) {
                return Err(SeriesError::Overlap { on: pair[1].from });
            }
        }
        Ok(Self { rules })
    }

    /// The rules in the order of time.
    pub fn rules(&self) -> &[SeriesRule] {
        &self.rules
    }

    /// The rule in force on a day.
    pub fn rule_on(&self, day: Date) -> Option<&SeriesRule> {
        self.rules.iter().find(|r| r.from <= day && r.to.is_none_or(|to| day <= to))
    }

    /// The series with a new rule from its first day on: the rule then in force ends the day before. What was
    /// before stays as it was. A rule that would begin later, or on the same day, is not passed over silently.
    pub fn change(&self, rule: SeriesRule) -> Result<Self, SeriesError> {
        let mut rules = self.rules.clone();
        if let Some(last) = rules.last_mut()
            && last.from < rule.from
            && last.to.is_none_or(|to| to >= rule.from)
        {
            last.to = Some(plus(rule.from, -1));
        }
        rules.push(rule);
        Self::new(rules)
    }

    /// All days between the two, both included, with those that are skipped and why.
    pub fn occurrences(&self, from: Date, to: Date) -> Vec<Occurrence> {
        gather(&self.rules, from, to)
    }

    /// The first meeting after a day, within two years.
    pub fn next_after(&self, day: Date) -> Option<Occurrence> {
        self.occurrences(plus(day, 1), plus(day, 731)).into_iter().find(|o| o.skipped.is_none())
    }
}

/// Weekdays are stored as 1 (Monday) to 7 (Sunday).
mod weekday_number {
    use jiff::civil::Weekday;
    use serde::{Deserialize, Deserializer, Serializer, de::Error};

    pub fn serialize<S: Serializer>(day: &Weekday, s: S) -> Result<S::Ok, S::Error> {
        s.serialize_i8(day.to_monday_one_offset())
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(d: D) -> Result<Weekday, D::Error> {
        Weekday::from_monday_one_offset(i8::deserialize(d)?).map_err(D::Error::custom)
    }
}

#[cfg(test)]
mod tests;
