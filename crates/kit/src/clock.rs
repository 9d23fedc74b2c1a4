use std::sync::Mutex;

use jiff::{Timestamp, civil, tz::TimeZone};

/// Where the time comes from. Every rule and page takes it as an argument, so that each can be repeated.
pub trait Clock: Send + Sync {
    /// This instant, in UTC.
    fn now(&self) -> Timestamp;
}

/// The clock of the machine. Only the binary makes one.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    #[expect(clippy::disallowed_methods, reason = "the one place where the machine's clock is read")]
    fn now(&self) -> Timestamp {
        Timestamp::now()
    }
}

/// A clock that stands still until it is moved: for tests and for the demo's pictures.
#[derive(Debug)]
pub struct FixedClock(Mutex<Timestamp>);

impl FixedClock {
    /// A clock that shows `at`.
    pub fn new(at: Timestamp) -> Self {
        Self(Mutex::new(at))
    }

    /// Sets the clock to another instant.
    pub fn set(&self, at: Timestamp) {
        *self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner) = at;
    }
}

impl Clock for FixedClock {
    fn now(&self) -> Timestamp {
        *self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
    }
}

fn helsinki() -> TimeZone {
    // The zone data are bundled, so this cannot fail on any machine; UTC keeps the program alive if it did.
    TimeZone::get("Europe/Helsinki").unwrap_or(TimeZone::UTC)
}

/// The day on which an instant falls in Finland.
pub fn local_date(at: Timestamp) -> civil::Date {
    at.to_zoned(helsinki()).date()
}

/// An instant as day and time in Finland.
pub fn local_time(at: Timestamp) -> civil::DateTime {
    at.to_zoned(helsinki()).datetime()
}

/// A day and time in Finland as an instant. In the hour that is skipped in spring the later reading is taken.
pub fn to_instant(at: civil::DateTime) -> Timestamp {
    at.to_zoned(helsinki()).map(|z| z.timestamp()).unwrap_or(Timestamp::UNIX_EPOCH)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::datetime;

    #[test]
    fn finnish_time_knows_summer_and_winter() {
        assert_eq!(to_instant(datetime(2021, 9, 24, 9, 0, 0, 0)).to_string(), "2021-09-24T06:00:00Z");
        assert_eq!(to_instant(datetime(2021, 12, 8, 9, 0, 0, 0)).to_string(), "2021-12-08T07:00:00Z");
    }
}
