//! Dates that cannot be, or that stand out.

use std::collections::BTreeMap;

use jiff::civil::{Date, Weekday};

use super::{Arg, Fault};
use crate::values::Fields;
use crate::whole::{Row, Whole};

/// Where a date outside of the project's span is odd. Decisions are made before; links and attachments live longer.
const WITHIN: [(&str, &str); 6] = [
    ("meetings", "at"),
    ("events", "at"),
    ("staff", "from"),
    ("staff", "to"),
    ("reservations", "at"),
    ("entries", "at"),
];

/// Dates before the beginning or after the end. What may fall within, as `syksyllä 2012`, is not outside.
pub(super) fn outside(whole: &Whole) -> Vec<Fault> {
    let (first, last) = whole.span();
    let mut found: Vec<Fault> = Vec::new();
    for (kind, field) in WITHIN {
        for row in whole.rows(kind) {
            let when = row.when(field);
            let Some((a, b)) = when.span() else { continue };
            let early = first.is_some_and(|f| b < f);
            let late = last.is_some_and(|l| a > l);
            let side = match (early, late) {
                (true, _) => ("projects-fault-before", whole.head.from.clone()),
                (_, true) => ("projects-fault-after", whole.head.to.clone()),
                _ => continue,
            };
            found.push(
                Fault::wrong(kind, side.0)
                    .at(row)
                    .with("day", Arg::When(when))
                    .with("edge", Arg::When(side.1)),
            );
        }
    }
    found
}

/// Meetings on another weekday than nearly all others.
pub(super) fn weekdays(whole: &Whole) -> Vec<Fault> {
    let rows = whole.rows("meetings");
    let days: Vec<(&&Row, Date)> = rows.iter().filter_map(|r| Some((r, r.day("at")?))).collect();
    let mut counts: BTreeMap<i8, usize> = BTreeMap::new();
    for (_, day) in &days {
        *counts.entry(day.weekday().to_monday_one_offset()).or_default() += 1;
    }
    let Some((usual, most)) = counts.into_iter().max_by_key(|(_, n)| *n) else { return Vec::new() };
    // Four of five make a habit; of fewer than five nobody can tell.
    if days.len() < 5 || most * 5 < days.len() * 4 {
        return Vec::new();
    }
    let Ok(usual) = Weekday::from_monday_one_offset(usual) else { return Vec::new() };
    let example = days.iter().find(|(_, d)| d.weekday() == usual).map(|(_, d)| *d);
    let Some(example) = example else { return Vec::new() };
    days.iter()
        .filter(|(_, d)| d.weekday() != usual)
        .map(|(row, day)| {
            Fault::wrong("meetings", "projects-fault-weekday")
                .at(row)
                .with("day", Arg::When(row.when("at")))
                .with("is", Arg::Weekday(*day))
                .with("usual", Arg::Weekday(example))
                .with("most", Arg::Number(i64::try_from(most).unwrap_or(0)))
        })
        .collect()
}

/// Money that the steering body reserved on a day on which it did not meet.
pub(super) fn no_meeting(whole: &Whole) -> Vec<Fault> {
    let met: Vec<Date> = whole.rows("meetings").iter().filter_map(|r| r.day("at")).collect();
    if met.is_empty() {
        return Vec::new();
    }
    let rows = whole.rows("reservations");
    let on_none =
        rows.iter().filter(|r| r.flag("by_steering") && r.day("at").is_some_and(|d| !met.contains(&d)));
    on_none
        .map(|r| {
            Fault::wrong("reservations", "projects-fault-no-meeting")
                .at(r)
                .with("day", Arg::When(r.when("at")))
                .with("sum", Arg::Money(r.cents("cents").unwrap_or_default()))
        })
        .collect()
}

/// Money reserved after the work that it paid for had begun.
pub(super) fn paid_before(whole: &Whole) -> Vec<Fault> {
    let mut found = Vec::new();
    for row in whole.rows("reservations") {
        let (Some(day), measure) = (row.day("at"), row.text("measure")) else { continue };
        if measure.is_empty() {
            continue;
        }
        let events = whole.of_measure("events", measure);
        let before = |e: &&&Row| e.when("at").span().is_some_and(|(_, last)| last < day);
        let Some(first) = events.iter().find(before) else { continue };
        found.push(
            Fault::wrong("reservations", "projects-fault-paid-before")
                .at(row)
                .at(first)
                .with("day", Arg::When(row.when("at")))
                .with("event", first.text("title"))
                .with("held", Arg::When(first.when("at"))),
        );
    }
    found
}

/// People booked for an event on a day without any; one fault for a day, however many were booked.
pub(super) fn unmet(whole: &Whole) -> Vec<Fault> {
    let mut days: BTreeMap<Date, Fault> = BTreeMap::new();
    let held: Vec<(Date, Date)> = whole.rows("events").iter().filter_map(|e| e.when("at").span()).collect();
    let met: Vec<Date> = whole.rows("meetings").iter().filter_map(|r| r.day("at")).collect();
    for row in whole.rows("staff") {
        let Some(day) = row.day("from").filter(|_| row.flag("for_event")) else { continue };
        // An event of which only the month or season is known may have been that day.
        if held.iter().any(|(a, b)| *a <= day && day <= *b) || met.contains(&day) {
            continue;
        }
        let fault = days.entry(day).or_insert_with(|| {
            Fault::wrong("staff", "projects-fault-no-event").with("day", Arg::When(row.when("from")))
        });
        fault.rows.push(row.id);
    }
    days.into_values()
        .map(|f| {
            let n = i64::try_from(f.rows.len()).unwrap_or(0);
            f.with("n", Arg::Number(n))
        })
        .collect()
}

/// The years that stand in the name of a file: four digits apart from other digits.
fn years_in(name: &str) -> Vec<i16> {
    name.split(|c: char| !c.is_ascii_digit())
        .filter(|d| d.len() == 4)
        .filter_map(|d| d.parse().ok())
        .filter(|y| (1950..=2100).contains(y))
        .collect()
}

/// A thing said to be of one year, whose file is named by another.
pub(super) fn file_years(whole: &Whole) -> Vec<Fault> {
    let mut found = Vec::new();
    for row in whole.rows("links") {
        let made = row.when("made");
        let Some(year) = made.known_year() else { continue };
        let name = row.text("url").trim_end_matches('/').rsplit('/').next().unwrap_or_default();
        let years = years_in(name);
        if let Some(other) = years.first()
            && !years.contains(&year)
        {
            found.push(
                Fault::wrong("links", "projects-fault-file-year")
                    .at(row)
                    .with("made", Arg::When(made))
                    .with("name", name)
                    .with("year", other.to_string()),
            );
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn years_of_file_names() {
        assert_eq!(years_in("J2013_Paijat-Hameen_lahijunatRaportti.pdf"), [2013]);
        assert_eq!(years_in("P-H-loppuraportti-ajalta-7.10.2013-6.10.2014.pdf"), [2013, 2014]);
        assert_eq!(years_in("murrosvaiheesta_31082015.pdf"), [0i16; 0]);
    }
}
