//! Finnish time in a calendar file.
//!
//! A meeting is agreed on by the clock on the wall, so its times are written with the zone and the zone's
//! rule beside them. Where that rule does not give the instant back exactly (before it was in force, in
//! the hour that autumn repeats, or when the law one day changes), the instant is written in UTC instead,
//! which is never wrong.

use jiff::{Timestamp, civil::DateTime, tz::TimeZone};

pub(crate) const TZID: &str = "Europe/Helsinki";

/// The rule that [`LINES`] says, as POSIX writes it.
const RULE: &str = "EET-2EEST,M3.5.0/3,M10.5.0/4";

/// In force since the autumn of 1996.
const FIRST_YEAR: i16 = 1997;

pub(crate) const LINES: [&str; 17] = [
    "BEGIN:VTIMEZONE",
    "TZID:Europe/Helsinki",
    "BEGIN:DAYLIGHT",
    "TZNAME:EEST",
    "TZOFFSETFROM:+0200",
    "TZOFFSETTO:+0300",
    "DTSTART:19970330T030000",
    "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU",
    "END:DAYLIGHT",
    "BEGIN:STANDARD",
    "TZNAME:EET",
    "TZOFFSETFROM:+0300",
    "TZOFFSETTO:+0200",
    "DTSTART:19961027T040000",
    "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU",
    "END:STANDARD",
    "END:VTIMEZONE",
];

/// The Finnish clock at an instant, if the written rule leads back to the same instant.
pub(crate) fn on_the_wall(at: Timestamp) -> Option<DateTime> {
    let rule = TimeZone::posix(RULE).ok()?;
    let law = TimeZone::get(TZID).ok()?;
    let shown = law.to_datetime(at);
    // A reader takes the first of two readings in the repeated hour; so does this.
    let back = rule.to_timestamp(shown).ok()?;
    (back == at && rule.to_datetime(at) == shown && shown.year() >= FIRST_YEAR).then_some(shown)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wall(at: &str) -> Option<String> {
        on_the_wall(at.parse().unwrap()).map(|t| t.to_string())
    }

    #[test]
    fn summer_and_winter_have_their_own_clock() {
        assert_eq!(wall("2026-06-10T06:00:00Z").unwrap(), "2026-06-10T09:00:00");
        assert_eq!(wall("2026-12-09T07:00:00Z").unwrap(), "2026-12-09T09:00:00");
    }

    #[test]
    fn the_second_reading_of_the_repeated_hour_is_left_to_utc() {
        assert_eq!(wall("2026-10-25T00:30:00Z").unwrap(), "2026-10-25T03:30:00");
        assert_eq!(wall("2026-10-25T01:30:00Z"), None);
    }

    #[test]
    fn times_before_the_rule_are_left_to_utc() {
        assert_eq!(wall("1975-07-01T06:00:00Z"), None);
        assert_eq!(wall("1995-10-10T06:00:00Z"), None);
    }
}
