use jiff::civil::{Date, Weekday};
use serde::{Deserialize, Serialize};

use crate::plus;

/// A day on which offices are closed: the church holidays, 1 May, Independence Day, and the eves of midsummer
/// and Christmas, which count as holidays in deadlines (law 150/1930, 5 §).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Holiday {
    /// Uudenvuodenpäivä, 1.1.
    NewYear,
    /// Loppiainen, 6.1.
    Epiphany,
    /// Pitkäperjantai.
    GoodFriday,
    /// Pääsiäispäivä.
    EasterSunday,
    /// Toinen pääsiäispäivä.
    EasterMonday,
    /// Vappu, 1.5.
    MayDay,
    /// Helatorstai, 39 days after Easter.
    Ascension,
    /// Helluntaipäivä, 49 days after Easter.
    Pentecost,
    /// Juhannusaatto, the Friday of 19–25 June.
    MidsummerEve,
    /// Juhannuspäivä, the Saturday of 20–26 June.
    Midsummer,
    /// Pyhäinpäivä, the Saturday of 31 October – 6 November.
    AllSaints,
    /// Itsenäisyyspäivä, 6.12.
    Independence,
    /// Jouluaatto, 24.12.
    ChristmasEve,
    /// Joulupäivä, 25.12.
    Christmas,
    /// Tapaninpäivä, 26.12.
    StStephen,
}

impl Holiday {
    /// The key of the holiday's name in the texts.
    pub const fn key(self) -> &'static str {
        match self {
            Self::NewYear => "holiday-new-year",
            Self::Epiphany => "holiday-epiphany",
            Self::GoodFriday => "holiday-good-friday",
            Self::EasterSunday => "holiday-easter-sunday",
            Self::EasterMonday => "holiday-easter-monday",
            Self::MayDay => "holiday-may-day",
            Self::Ascension => "holiday-ascension",
            Self::Pentecost => "holiday-pentecost",
            Self::MidsummerEve => "holiday-midsummer-eve",
            Self::Midsummer => "holiday-midsummer",
            Self::AllSaints => "holiday-all-saints",
            Self::Independence => "holiday-independence",
            Self::ChristmasEve => "holiday-christmas-eve",
            Self::Christmas => "holiday-christmas",
            Self::StStephen => "holiday-st-stephen",
        }
    }
}

/// Why a day is not a working day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Rest {
    /// A holiday or an eve; told before Saturday and Sunday where it is both.
    Holiday(Holiday),
    /// Saturday.
    Saturday,
    /// Sunday.
    Sunday,
}

impl Rest {
    /// The key of the reason in the texts.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Holiday(holiday) => holiday.key(),
            Self::Saturday => "rest-saturday",
            Self::Sunday => "rest-sunday",
        }
    }
}

/// Easter Sunday of the Gregorian calendar. None where the year is outside the calendar that we can count with.
///
/// Counted by the golden number (moon) and the dominical letter (weekday): the full moon of spring is found
/// from the epact, and Easter is the Sunday after it.
pub fn easter(year: i16) -> Option<Date> {
    let y = i32::from(year);
    let golden = y.rem_euclid(19);
    let century = y.div_euclid(100);
    // Leap days left out of the Gregorian calendar, and the moon's own correction.
    let sun = century - century.div_euclid(4);
    let moon = (8 * century + 13).div_euclid(25);
    let mut epact = (sun - moon + 19 * golden + 15).rem_euclid(30);
    // The cycle may not give the same moon twice, and never one after 18 April.
    if epact == 29 || (epact == 28 && golden > 10) {
        epact -= 1;
    }
    let full_moon = plus(Date::new(year, 3, 21).ok()?, epact);
    let to_sunday = 7 - i32::from(full_moon.weekday().to_sunday_zero_offset());
    Some(plus(full_moon, to_sunday))
}

/// All holidays of a year in their order. The rules are those in force since 1992 (before that, loppiainen and
/// helatorstai were on Saturdays for a time).
pub fn holidays_of(year: i16) -> Vec<(Date, Holiday)> {
    let day = |month, day| Date::new(year, month, day).ok();
    let from_easter = |days| easter(year).map(|e| plus(e, days));
    let saturday_from =
        |date: Option<Date>| date.map(|d| plus(d, i32::from(d.weekday().until(Weekday::Saturday))));
    let midsummer = saturday_from(day(6, 20));
    let mut all: Vec<(Date, Holiday)> = [
        (day(1, 1), Holiday::NewYear),
        (day(1, 6), Holiday::Epiphany),
        (from_easter(-2), Holiday::GoodFriday),
        (from_easter(0), Holiday::EasterSunday),
        (from_easter(1), Holiday::EasterMonday),
        (day(5, 1), Holiday::MayDay),
        (from_easter(39), Holiday::Ascension),
        (from_easter(49), Holiday::Pentecost),
        (midsummer.map(|d| plus(d, -1)), Holiday::MidsummerEve),
        (midsummer, Holiday::Midsummer),
        (saturday_from(day(10, 31)), Holiday::AllSaints),
        (day(12, 6), Holiday::Independence),
        (day(12, 24), Holiday::ChristmasEve),
        (day(12, 25), Holiday::Christmas),
        (day(12, 26), Holiday::StStephen),
    ]
    .into_iter()
    .filter_map(|(date, holiday)| date.map(|d| (d, holiday)))
    .collect();
    all.sort_by_key(|(date, _)| *date);
    all
}

/// The holiday of this day, if it is one. In the rare year when helatorstai falls on 1 May, it is 1 May.
pub fn holiday(date: Date) -> Option<Holiday> {
    holidays_of(date.year()).into_iter().find(|(d, _)| *d == date).map(|(_, h)| h)
}

/// Why the day is not a working day; `None` for a working day.
pub fn rest(date: Date) -> Option<Rest> {
    holiday(date).map(Rest::Holiday).or(match date.weekday() {
        Weekday::Saturday => Some(Rest::Saturday),
        Weekday::Sunday => Some(Rest::Sunday),
        _ => None,
    })
}

/// Whether offices work on this day.
pub fn is_working_day(date: Date) -> bool {
    rest(date).is_none()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use proptest::prelude::*;

    #[test]
    fn easter_is_where_the_church_has_it() {
        for (y, m, d) in [
            (1818, 3, 22),
            (1943, 4, 25),
            (1954, 4, 18),
            (1981, 4, 19),
            (2000, 4, 23),
            (2008, 3, 23),
            (2010, 4, 4),
            (2011, 4, 24),
            (2012, 4, 8),
            (2013, 3, 31),
            (2014, 4, 20),
            (2015, 4, 5),
            (2016, 3, 27),
            (2017, 4, 16),
            (2018, 4, 1),
            (2019, 4, 21),
            (2020, 4, 12),
            (2021, 4, 4),
            (2022, 4, 17),
            (2023, 4, 9),
            (2024, 3, 31),
            (2025, 4, 20),
            (2026, 4, 5),
            (2027, 3, 28),
            (2028, 4, 16),
            (2029, 4, 1),
            (2030, 4, 21),
            (2038, 4, 25),
            (2049, 4, 18),
            (2076, 4, 19),
            (2285, 3, 22),
        ] {
            assert_eq!(easter(y), Some(date(y, m, d)));
        }
    }

    #[test]
    fn the_holidays_of_2021_and_2026_are_those_of_the_wall_calendar() {
        let of = |year| holidays_of(year).into_iter().map(|(d, _)| (d.month(), d.day())).collect::<Vec<_>>();
        assert_eq!(
            of(2021),
            [
                (1, 1),
                (1, 6),
                (4, 2),
                (4, 4),
                (4, 5),
                (5, 1),
                (5, 13),
                (5, 23),
                (6, 25),
                (6, 26),
                (11, 6),
                (12, 6),
                (12, 24),
                (12, 25),
                (12, 26)
            ]
        );
        assert_eq!(
            of(2026),
            [
                (1, 1),
                (1, 6),
                (4, 3),
                (4, 5),
                (4, 6),
                (5, 1),
                (5, 14),
                (5, 24),
                (6, 19),
                (6, 20),
                (10, 31),
                (12, 6),
                (12, 24),
                (12, 25),
                (12, 26)
            ]
        );
        assert_eq!(holiday(date(2026, 10, 31)), Some(Holiday::AllSaints));
        assert_eq!(holiday(date(2008, 5, 1)), Some(Holiday::MayDay), "also helatorstai that year");
    }

    #[test]
    fn a_day_of_rest_says_why() {
        assert_eq!(rest(date(2026, 12, 12)), Some(Rest::Saturday));
        assert_eq!(rest(date(2027, 1, 6)).map(Rest::key), Some("holiday-epiphany"));
        assert_eq!(rest(date(2026, 12, 6)), Some(Rest::Holiday(Holiday::Independence)), "a Sunday too");
        assert!(is_working_day(date(2021, 9, 24)), "the forum's Friday");
        assert!(!is_working_day(date(2021, 12, 24)));
    }

    proptest! {
        #[test]
        fn every_year_has_its_feasts_on_their_weekdays(year in 1583i16..4100) {
            let sunday = easter(year).unwrap();
            prop_assert_eq!(sunday.weekday(), Weekday::Sunday);
            prop_assert!((date(year, 3, 22)..=date(year, 4, 25)).contains(&sunday));
            let all = holidays_of(year);
            prop_assert_eq!(all.len(), 15);
            for (day, holiday) in all {
                let expected = match holiday {
                    Holiday::GoodFriday | Holiday::MidsummerEve => Some(Weekday::Friday),
                    Holiday::EasterMonday => Some(Weekday::Monday),
                    Holiday::Ascension => Some(Weekday::Thursday),
                    Holiday::Pentecost => Some(Weekday::Sunday),
                    Holiday::Midsummer | Holiday::AllSaints => Some(Weekday::Saturday),
                    _ => None,
                };
                prop_assert!(expected.is_none_or(|w| w == day.weekday()), "{:?} {}", holiday, day);
                prop_assert!(!is_working_day(day));
            }
        }

        #[test]
        fn any_year_at_all_can_be_asked(year in -9999i16..=9999) {
            prop_assert!(holidays_of(year).len() >= 14);
        }
    }
}
