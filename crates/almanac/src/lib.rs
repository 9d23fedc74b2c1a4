//! The almanac: which days are holidays in Finland, when a deadline ends, on which days a body meets and
//! whose turn it is to chair.
//!
//! Pure: every day is an argument and every answer says why, so that a page can explain it.

mod deadline;
mod holidays;
mod rotation;
mod series;

pub use deadline::{Deadline, Service, add_working_days, deadline, informed_on, next_working_day};
pub use holidays::{Holiday, Rest, easter, holiday, holidays_of, is_working_day, rest};
pub use rotation::{ChairAnswer, Manual, NextAnswer, Rotation, RotationError, Skip, Source, Swap, Turn, Why};
pub use series::{
    HolidayPolicy, Nth, Occurrence, Pattern, Series, SeriesError, SeriesRule, Skipped, occurrences,
};

use jiff::{Span, civil::Date};

/// The day so many days later; stops at the end of the calendar.
pub(crate) fn plus(day: Date, days: i32) -> Date {
    day.saturating_add(Span::new().days(days))
}
