use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::{Rest, is_working_day, plus, rest};

/// How somebody is informed of a decision; the law says when that is deemed to have happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Service {
    /// The record is visible in the open network: the seventh day after (KuntaL 140 §).
    Public,
    /// By letter: the seventh day from the posting (KuntaL 139 §).
    Letter,
    /// By e-mail: the third day from the sending.
    Email,
    /// Handed over: the same day.
    InPerson,
}

/// The day on which somebody is deemed informed.
pub fn informed_on(sent: Date, by: Service) -> Date {
    let days = match by {
        Service::Public | Service::Letter => 7,
        Service::Email => 3,
        Service::InPerson => 0,
    };
    plus(sent, days)
}

/// A deadline with its explanation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Deadline {
    /// The day of information; it is not counted.
    pub informed: Date,
    /// The day on which the time would end by counting alone.
    pub counted: Date,
    /// The last day.
    pub last_day: Date,
    /// The days of rest that it was moved past.
    pub moved_past: Vec<(Date, Rest)>,
}

/// The end of a time of so many days from the information. A last day that is no working day moves to the next
/// one (law 150/1930, 5 §).
pub fn deadline(informed: Date, days: u16) -> Deadline {
    let counted = plus(informed, i32::from(days));
    let (mut last_day, mut moved_past) = (counted, Vec::new());
    while let Some(why) = rest(last_day) {
        moved_past.push((last_day, why));
        last_day = plus(last_day, 1);
    }
    Deadline { informed, counted, last_day, moved_past }
}

/// The day itself if it is a working day, else the next one that is.
pub fn next_working_day(mut date: Date) -> Date {
    while !is_working_day(date) {
        date = plus(date, 1);
    }
    date
}

/// So many working days later (or earlier, where negative). Nought gives the day itself, whatever day it is.
pub fn add_working_days(mut date: Date, days: i16) -> Date {
    let step = if days < 0 { -1 } else { 1 };
    for _ in 0..days.unsigned_abs() {
        let before = date;
        date = plus(date, step);
        while !is_working_day(date) && date != plus(date, step) {
            date = plus(date, step);
        }
        if date == before {
            break;
        }
    }
    date
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Holiday;
    use jiff::civil::{Weekday, date};
    use proptest::prelude::*;

    #[test]
    fn the_three_appeal_dates_of_the_law_come_out() {
        let informed = informed_on(date(2026, 11, 2), Service::Public);
        assert_eq!(informed, date(2026, 11, 9));
        assert_eq!(deadline(informed, 14).last_day, date(2026, 11, 23));

        let informed = informed_on(date(2026, 11, 5), Service::Public);
        assert_eq!(informed, date(2026, 11, 12));
        let thirty = deadline(informed, 30);
        assert_eq!((thirty.counted, thirty.last_day), (date(2026, 12, 12), date(2026, 12, 14)));
        assert_eq!(
            thirty.moved_past,
            [(date(2026, 12, 12), Rest::Saturday), (date(2026, 12, 13), Rest::Sunday)]
        );

        let informed = informed_on(date(2026, 12, 16), Service::Public);
        assert_eq!(informed, date(2026, 12, 23));
        let loppiainen = deadline(informed, 14);
        assert_eq!(loppiainen.last_day, date(2027, 1, 7));
        assert_eq!(loppiainen.moved_past, [(date(2027, 1, 6), Rest::Holiday(Holiday::Epiphany))]);
    }

    #[test]
    fn christmas_moves_a_deadline_to_the_day_after_the_feast() {
        // Thu 24.12.2026 eve, Fri, Sat, Sun: Monday 28.12.
        assert_eq!(deadline(date(2026, 12, 10), 14).last_day, date(2026, 12, 28));
        assert_eq!(deadline(date(2021, 6, 11), 14).last_day, date(2021, 6, 28), "past midsummer eve");
    }

    #[test]
    fn letters_and_mail_have_their_own_days() {
        assert_eq!(informed_on(date(2026, 11, 2), Service::Letter), date(2026, 11, 9));
        assert_eq!(informed_on(date(2026, 11, 2), Service::Email), date(2026, 11, 5));
        assert_eq!(informed_on(date(2026, 11, 2), Service::InPerson), date(2026, 11, 2));
    }

    #[test]
    fn working_days_are_counted_over_weekends_and_feasts() {
        assert_eq!(add_working_days(date(2021, 12, 23), 1), date(2021, 12, 27));
        assert_eq!(add_working_days(date(2021, 10, 13), -4), date(2021, 10, 7));
        assert_eq!(add_working_days(date(2021, 10, 9), 0), date(2021, 10, 9));
        assert_eq!(add_working_days(Date::MAX, 5), Date::MAX);
        assert_eq!(next_working_day(date(2021, 10, 9)), date(2021, 10, 11));
    }

    proptest! {
        #[test]
        fn a_deadline_is_a_working_day_and_every_day_between_is_explained(
            y in 1992i16..2300, m in 1i8..=12, d in 1i8..=28, days in 0u16..400,
        ) {
            let end = deadline(date(y, m, d), days);
            prop_assert!(is_working_day(end.last_day));
            prop_assert!(end.last_day.weekday() != Weekday::Sunday);
            let between = (end.last_day - end.counted).get_days();
            prop_assert_eq!(usize::try_from(between).unwrap(), end.moved_past.len());
            prop_assert!(end.moved_past.iter().all(|(day, _)| !is_working_day(*day)));
            prop_assert!(between <= 6);
        }

        #[test]
        fn working_days_there_and_back_give_the_same_day(
            y in 1992i16..2300, m in 1i8..=12, d in 1i8..=28, n in 0i16..60,
        ) {
            let start = next_working_day(date(y, m, d));
            let there = add_working_days(start, n);
            prop_assert_eq!(add_working_days(there, -n), start);
            let between = (0..).map(|i| plus(start, i)).take_while(|x| *x < there).filter(|x| is_working_day(*x)).count();
            prop_assert_eq!(between, usize::try_from(n).unwrap());
        }
    }
}
