//! Counts against dates, sums against parts, numbers against their chapter, and what is not said.

use kit::Cents;

use super::{Arg, Fault, MEASURES_CHAPTER};
use crate::gates;
use crate::money::{Reserved, Summary};
use crate::staff;
use crate::values::Fields;
use crate::whole::{Row, Whole};

fn n(count: usize) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}

/// What the source counts against what the record holds.
pub(super) fn counts(whole: &Whole) -> Vec<Fault> {
    let mut found = Vec::new();
    for claim in whole.rows("claims") {
        let about = claim.text("about");
        let of_year = |r: &&Row| {
            let year = claim.count("year");
            let field = if about == "staff" { "from" } else { "at" };
            year.is_none_or(|y| r.when(field).known_year().map(i64::from) == Some(y))
        };
        let of_measure =
            |r: &&Row| claim.text("measure").is_empty() || r.text("measure") == claim.text("measure");
        let said = |f: Fault| f.at(claim).with("printed", claim.text("printed"));
        match about {
            "reserved" | "budget" => {
                let money = Summary::of(whole);
                let is = if about == "budget" { money.budget } else { Some(money.reserved) };
                if let (Some(claimed), Some(is)) = (claim.cents("cents"), is)
                    && claimed != is
                {
                    let fault = said(Fault::wrong("claims", "projects-fault-sum"));
                    found.push(fault.with("claimed", Arg::Money(claimed)).with("is", Arg::Money(is)));
                }
            }
            _ => {
                // A meeting belongs to no measure: where the claim names one, it is the place where it stands.
                let all = whole.rows(about);
                let own = about == "events";
                let is = all.iter().filter(|r| of_year(r) && (!own || of_measure(r))).count();
                if let Some(claimed) = claim.count("number")
                    && claimed != n(is)
                {
                    let fault = said(Fault::wrong("claims", "projects-fault-count"));
                    found.push(fault.with("claimed", Arg::Number(claimed)).with("is", Arg::Number(n(is))));
                }
            }
        }
    }
    found
}

/// Measures whose own code begins with the number of another chapter than theirs.
pub(super) fn numbering(whole: &Whole) -> Vec<Fault> {
    let odd: Vec<&Row> = whole
        .rows("measures")
        .into_iter()
        .filter(|m| {
            let head = m.text("code").split_once('.').and_then(|(head, _)| head.parse::<u8>().ok());
            head.is_some_and(|h| h != MEASURES_CHAPTER)
        })
        .collect();
    let (Some(first), Some(last)) = (odd.first(), odd.last()) else { return Vec::new() };
    let mut fault = Fault::wrong("measures", "projects-fault-numbering")
        .with("first", first.text("code"))
        .with("last", last.text("code"))
        .with("chapter", Arg::Number(i64::from(MEASURES_CHAPTER)));
    fault.rows = odd.iter().map(|r| r.id).collect();
    vec![fault]
}

/// Sums unlike their parts, and shares over the whole.
pub(super) fn parts(whole: &Whole) -> Vec<Fault> {
    let mut found = Vec::new();
    let money = Summary::of(whole);
    let financed: i64 = money.financing.iter().map(|f| f.1.0).sum();
    if let Some(budget) = money.budget {
        if !money.financing.is_empty() && financed != budget.0 {
            let fault = Fault::wrong("financing", "projects-fault-financing");
            found.push(fault.with("sum", Arg::Money(Cents(financed))).with("budget", Arg::Money(budget)));
        }
        if money.reserved > budget {
            let fault = Fault::wrong("reservations", "projects-fault-reserved-over");
            found.push(fault.with("sum", Arg::Money(money.reserved)).with("budget", Arg::Money(budget)));
        }
        if let Some(actual) = money.actual.filter(|a| *a > budget) {
            let fault = Fault::wrong("entries", "projects-fault-overspent");
            found.push(fault.with("sum", Arg::Money(actual)).with("budget", Arg::Money(budget)));
        }
    }
    for row in whole.rows("reservations") {
        if let Err(crate::money::Overrun::Over(by)) = Reserved::of(row) {
            found.push(
                Fault::wrong("reservations", "projects-fault-overrun").at(row).with("by", Arg::Money(by)),
            );
        }
    }
    for (person, day, sum) in staff::overbooked(&whole.rows("staff")) {
        found.push(
            Fault::wrong("staff", "projects-fault-overbooked")
                .with("person", person)
                .with("day", Arg::When(kit::When::day(day)))
                .with("sum", Arg::Number(sum)),
        );
    }
    found
}

/// Stages that are open without a decision.
pub(super) fn gates(whole: &Whole) -> Vec<Fault> {
    let stages = whole.rows("stages");
    stages
        .iter()
        .filter(|s| gates::closed(s, &stages).is_some())
        .map(|s| {
            Fault::wrong("stages", "projects-fault-gate")
                .at(s)
                .with("measure", s.text("measure"))
                .with("no", Arg::Number(s.count("no").unwrap_or(0)))
        })
        .collect()
}

/// Links that lead nowhere.
pub(super) fn links(whole: &Whole) -> Vec<Fault> {
    let rows = whole.rows("links");
    rows.iter()
        .filter(|l| l.text("state") == "dead")
        .map(|l| Fault::wrong("links", "projects-fault-dead").at(l).with("title", l.text("title")))
        .collect()
}

/// What a report needs and the record does not say.
pub(super) fn gaps(whole: &Whole) -> Vec<Fault> {
    let mut found = Vec::new();
    let money = Summary::of(whole);
    let over = matches!(whole.head.state.as_str(), "closed" | "stopped");
    if money.budget.is_none() {
        found.push(Fault::gap("budget", "projects-gap-budget"));
    }
    if over && money.actual.is_none() {
        found.push(Fault::gap("entries", "projects-gap-actual"));
    }
    if over && money.left.is_some_and(|l| l.0 > 0) && whole.rows("unused").is_empty() {
        let left = Arg::Money(money.left.unwrap_or_default());
        found.push(Fault::wrong("unused", "projects-fault-unused").with("sum", left));
    }
    for row in whole.rows("unused").iter().filter(|u| u.cents("cents").is_none()) {
        found.push(Fault::gap("unused", "projects-gap-unused-sum").at(row));
    }
    for row in whole.rows("reservations") {
        if row.when("at").is_unknown() || row.text("decider").is_empty() {
            let sum = Arg::Money(row.cents("cents").unwrap_or_default());
            found.push(Fault::gap("reservations", "projects-gap-decided").at(row).with("sum", sum));
        }
    }
    for row in
        whole.rows("planned").iter().filter(|p| p.text("measure").is_empty() && p.text("reason").is_empty())
    {
        found.push(Fault::gap("planned", "projects-gap-planned").at(row).with("title", row.text("title")));
    }
    if over && !whole.rows("measures").is_empty() && whole.rows("results").is_empty() {
        found.push(Fault::gap("results", "projects-gap-results"));
    }
    found
}
