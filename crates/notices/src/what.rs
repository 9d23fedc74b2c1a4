//! What can be followed, and when its letters go: pure.

use jiff::civil::{Date, Weekday};
use jiff::{Timestamp, ToSpan};
use uuid::Uuid;

/// Letters that gather go at this hour in Finland.
const HOUR: i8 = 7;
/// A word that is followed has at least and at most so many characters.
const WORD: std::ops::RangeInclusive<usize> = 3..=60;

/// Something that can be followed.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) enum What {
    Municipality(Uuid),
    Body(Uuid),
    Matter(Uuid),
    Word(String),
}

impl What {
    /// From what a form says: a kind and an id, or words. `None` for what cannot be followed.
    pub(crate) fn read(kind: &str, id: &str, word: &str) -> Option<Self> {
        let id = || id.trim().parse().ok();
        match kind {
            "municipality" => id().map(Self::Municipality),
            "body" => id().map(Self::Body),
            "matter" => id().map(Self::Matter),
            "word" => {
                let plain: String = word.chars().filter(|c| !c.is_control()).collect();
                let word = plain.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
                WORD.contains(&word.chars().count()).then_some(Self::Word(word))
            }
            _ => None,
        }
    }

    /// The stored form.
    pub(crate) fn code(&self) -> String {
        match self {
            Self::Word(word) => format!("word:{word}"),
            Self::Municipality(id) | Self::Body(id) | Self::Matter(id) => format!("{}:{id}", self.kind()),
        }
    }

    /// Reads the stored form.
    pub(crate) fn parse(code: &str) -> Option<Self> {
        let (kind, rest) = code.split_once(':')?;
        Self::read(kind, rest, rest)
    }

    /// The kind, as in forms and as the subject of facts.
    pub(crate) fn kind(&self) -> &'static str {
        match self {
            Self::Municipality(_) => "municipality",
            Self::Body(_) => "body",
            Self::Matter(_) => "matter",
            Self::Word(_) => "word",
        }
    }
}

/// How often letters go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Pace {
    AtOnce,
    Daily,
    Weekly,
}

/// The codes of paces, also keys of texts (`notices-pace-…`).
pub(crate) const PACES: [&str; 3] = ["at-once", "daily", "weekly"];

impl Pace {
    /// Reads the stored form; what is not known is weekly, which disturbs least.
    pub(crate) fn parse(code: &str) -> Self {
        match code {
            "at-once" => Self::AtOnce,
            "daily" => Self::Daily,
            _ => Self::Weekly,
        }
    }

    /// When the next letter may go after one at `now`.
    pub(crate) fn next(self, now: Timestamp) -> Timestamp {
        let today = kit::local_date(now);
        let at = |day: Date| kit::to_instant(day.at(HOUR, 0, 0, 0));
        match self {
            Self::AtOnce => now,
            Self::Daily => {
                let first = at(today);
                if first > now { first } else { at(today.saturating_add(1.day())) }
            }
            Self::Weekly => {
                let ahead = 7 - today.weekday().since(Weekday::Monday);
                let first = at(today);
                if ahead == 7 && first > now { first } else { at(today.saturating_add(ahead.days())) }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    #[test]
    fn what_is_followed_is_read_back_as_it_was_stored() {
        let id = Uuid::from_u128(7).to_string();
        for kind in ["municipality", "body", "matter"] {
            let what = What::read(kind, &id, "").unwrap();
            assert_eq!(What::parse(&what.code()), Some(what));
        }
        let word = What::read("word", "", "  Tuulivoima:  SYSMÄ ").unwrap();
        assert_eq!(word.code(), "word:tuulivoima: sysmä");
        assert_eq!(What::parse(&word.code()), Some(word));
    }

    #[test]
    fn what_cannot_be_followed_is_none() {
        let long = "x".repeat(61);
        for (kind, id, word) in [
            ("municipality", "x", ""),
            ("person", "00000000-0000-0000-0000-000000000007", ""),
            ("word", "", "ab"),
            ("word", "", " \u{0} \n "),
            ("word", "", long.as_str()),
            ("", "", ""),
        ] {
            assert_eq!(What::read(kind, id, word), None, "{kind} {word:?}");
        }
    }

    #[test]
    fn letters_that_gather_go_at_seven_in_finland() {
        // Wednesday 13 October 2021, 9.00 in Finland.
        let now = at("2021-10-13T06:00:00Z");
        assert_eq!(Pace::AtOnce.next(now), now);
        assert_eq!(Pace::Daily.next(now), at("2021-10-14T04:00:00Z"));
        assert_eq!(Pace::Daily.next(at("2021-10-13T03:59:00Z")), at("2021-10-13T04:00:00Z"));
        assert_eq!(Pace::Weekly.next(now), at("2021-10-18T04:00:00Z"), "the next Monday");
        assert_eq!(Pace::Weekly.next(at("2021-10-18T04:00:00Z")), at("2021-10-25T04:00:00Z"));
        // Summer time ends on the last Sunday of October.
        assert_eq!(Pace::Weekly.next(at("2021-10-29T04:00:00Z")), at("2021-11-01T05:00:00Z"));
    }
}
