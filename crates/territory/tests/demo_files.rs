//! The demo's files keep to what `demo/README.md` promises.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test may stop")]

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::PathBuf,
};

use jiff::civil::date;
use kit::When;
use toml::{Table, Value};

const FILES: [&str; 11] = [
    "tenant",
    "organisations",
    "persons",
    "bodies",
    "meetings",
    "matters",
    "decisions",
    "actions",
    "documents",
    "plans",
    "cards",
];
const TENANTS: [&str; 2] = ["paijat-hame", "keski-suomi"];

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../demo")
}

fn text(tenant: &str, file: &str) -> String {
    let path = folder().join(tenant).join(file).with_extension("toml");
    fs::read_to_string(&path).unwrap_or_else(|e| panic!("{}: {e}", path.display()))
}

/// All files of a tenant as one table.
fn tenant(name: &str) -> Table {
    let mut all = Table::new();
    for file in FILES {
        let table: Table = text(name, file).parse().unwrap_or_else(|e| panic!("{name}/{file}: {e}"));
        for (key, value) in table {
            assert!(all.insert(key.clone(), value).is_none(), "{key} stands in two files");
        }
    }
    all
}

fn rows<'a>(all: &'a Table, kind: &str) -> Vec<&'a Table> {
    let list = all.get(kind).and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    list.iter().map(|v| v.as_table().unwrap_or_else(|| panic!("{kind}: {v} is no table"))).collect()
}

fn string<'a>(row: &'a Table, key: &str) -> Option<&'a str> {
    row.get(key).and_then(Value::as_str)
}

/// Calls `see` with every table, however deep, and its own key.
fn walk<'a>(key: &'a str, value: &'a Value, see: &mut dyn FnMut(&'a str, &'a Table)) {
    match value {
        Value::Table(table) => {
            see(key, table);
            for (k, v) in table {
                walk(k, v, see);
            }
        }
        Value::Array(list) => list.iter().for_each(|v| walk(key, v, see)),
        _ => {}
    }
}

fn each_table<'a>(all: &'a Table, mut see: impl FnMut(&'a str, &'a Table)) {
    for (key, value) in all {
        walk(key, value, &mut see);
    }
}

#[test]
fn every_date_is_a_stored_code() {
    for name in TENANTS {
        let all = tenant(name);
        let mut seen = 0;
        each_table(&all, |kind, row| {
            for key in ["date", "from", "to", "due"] {
                if let Some(code) = string(row, key)
                    && kind != "visitor"
                {
                    let when = When::from_code(code, string(row, "printed"));
                    assert_eq!(when.unwrap_or_else(|e| panic!("{name} {kind} {code}: {e}")).code(), code);
                    seen += 1;
                }
            }
            if let (Some(from), Some(to)) = (string(row, "from"), string(row, "to")) {
                assert!(from <= to || from.starts_with("9999"), "{name} {kind}: {from} is after {to}");
            }
        });
        assert!(seen > 40, "{name} has {seen} dates");
    }
}

#[test]
fn every_reference_leads_to_a_row() {
    for name in TENANTS {
        let all = tenant(name);
        let mut keys: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
        for kind in [
            "organisation",
            "person",
            "body",
            "series",
            "meeting",
            "matter",
            "decision",
            "reservation",
            "action",
            "document",
            "plan",
            "card",
        ] {
            let set = keys.entry(kind).or_default();
            for row in rows(&all, kind) {
                let key = string(row, "key").unwrap_or_else(|| panic!("{kind} without a key"));
                assert!(set.insert(key), "{name}: {kind} {key} stands twice");
                assert!(
                    key.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-'),
                    "{key}"
                );
            }
        }
        let mut followed = 0;
        each_table(&all, |at, row| {
            for (field, kind) in [
                ("body", "body"),
                ("person", "person"),
                ("officer", "person"),
                ("presenter", "person"),
                ("by", "person"),
                ("approved_by", "person"),
                ("assists", "person"),
                ("meeting", "meeting"),
                ("returns", "meeting"),
                ("record_of", "meeting"),
                ("series", "series"),
                ("matter", "matter"),
                ("project", "matter"),
                ("parent", "matter"),
                ("decision", "decision"),
                ("organisation", "organisation"),
                ("council", "organisation"),
                ("owner", "organisation"),
            ] {
                // A visitor's organisation is in words: it need not be known to the house.
                let in_words = at == "visitor" && field == "organisation";
                if let Some(key) = string(row, field).filter(|k| *k != "kunnat" && !in_words) {
                    assert!(keys[kind].contains(key), "{name} {at}: no {kind} {key}");
                    followed += 1;
                }
            }
            for field in ["municipality", "on_behalf_of"] {
                if let Some(code) = string(row, field) {
                    assert!(territory::by_code(code).is_some(), "{name} {at}: no municipality {code}");
                }
            }
        });
        assert!(followed > 40, "{name} refers {followed} times");
    }
}

#[test]
fn an_item_that_an_action_names_is_on_that_meetings_agenda() {
    let all = tenant("paijat-hame");
    for action in rows(&all, "action").into_iter().filter(|a| a.contains_key("item")) {
        let meeting =
            rows(&all, "meeting").into_iter().find(|m| m.get("key") == action.get("meeting")).unwrap();
        assert!(rows(meeting, "item").iter().any(|i| i.get("key") == action.get("item")));
        let states: BTreeSet<_> = rows(action, "state").iter().filter_map(|s| string(s, "state")).collect();
        assert!(states.len() >= 3, "the states are spread: {states:?}");
        assert_eq!(rows(action, "state").len(), 10);
    }
}

#[test]
fn a_fact_has_a_source_and_an_example_has_none() {
    for name in TENANTS {
        let all = tenant(name);
        for kind in [
            "body",
            "membership",
            "rotation",
            "term",
            "series",
            "meeting",
            "matter",
            "decision",
            "reservation",
            "action",
            "document",
            "plan",
            "card",
            "contradiction",
        ] {
            for row in rows(&all, kind) {
                let example = row.get("example").and_then(Value::as_bool).unwrap_or_default();
                let sourced = string(row, "source").is_some_and(|s| !s.is_empty());
                assert!(example != sourced, "{name} {kind} {row:?}");
                assert!(example || !row.contains_key("day_offset"), "a fact has no offset: {row:?}");
                assert!(!example || !row.contains_key("date"), "an example has no fixed date: {row:?}");
            }
        }
    }
}

#[test]
fn texts_have_finnish_and_a_doubt_has_its_reason_in_three_languages() {
    for name in TENANTS {
        let all = tenant(name);
        let mut doubts = 0;
        each_table(&all, |kind, row| {
            if row.contains_key("sv") || row.contains_key("en") {
                assert!(string(row, "fi").is_some_and(|t| !t.is_empty()), "{name} {kind} {row:?}");
            }
            if kind == "doubt" {
                assert!(["fi", "sv", "en"].iter().all(|l| string(row, l).is_some()), "{name} {row:?}");
                doubts += 1;
            }
        });
        assert!(name != "paijat-hame" || doubts >= 10, "{doubts}");
        for body in rows(&all, "body") {
            assert_eq!(body["name"].as_table().unwrap().len(), 3, "{body:?}");
        }
    }
}

#[test]
fn all_26_steering_meetings_are_there_and_two_are_in_doubt() {
    let all = tenant("paijat-hame");
    let steering: Vec<_> = rows(&all, "meeting")
        .into_iter()
        .filter(|m| string(m, "key").unwrap().starts_with("ohjausryhma-"))
        .collect();
    assert_eq!(steering.len(), 26);
    let in_year = |y: &str| steering.iter().filter(|m| string(m, "date").unwrap().starts_with(y)).count();
    assert_eq!(["2012", "2013", "2014", "2015"].map(in_year), [5, 7, 7, 7]);
    for m in &steering {
        assert_eq!(m["recorded_afterwards"].as_bool(), Some(true));
        assert_eq!(string(m, "body"), Some("kuntajohtajakokous"));
    }
    let doubted: Vec<_> =
        steering.iter().filter(|m| m.contains_key("doubt")).filter_map(|m| string(m, "date")).collect();
    assert_eq!(doubted, ["2012-01-23", "2012-03-13"]);
}

#[test]
fn the_three_reservations_are_as_printed() {
    let all = tenant("paijat-hame");
    let found: Vec<_> = rows(&all, "reservation")
        .into_iter()
        .map(|r| {
            (
                r["amount_cents"].as_integer().unwrap(),
                string(r, "date").unwrap(),
                r.contains_key("at_most"),
                r.contains_key("doubt"),
                r.contains_key("body"),
            )
        })
        .collect();
    assert_eq!(
        found,
        [
            (3_000_000, "2013-01-23", true, false, true),
            (5_000_000, "2013-08-08", false, true, true),
            (7_200_000, "9999~unknown", false, false, false),
        ]
    );
}

#[test]
fn the_chairs_forum_has_one_agreed_turn_and_the_managers_meeting_each_municipality() {
    let all = tenant("paijat-hame");
    let turns = rows(&all, "rotation");
    assert_eq!(turns.len(), 1);
    assert_eq!(string(turns[0], "municipality"), Some("016"));
    for (name, body, region) in
        [("paijat-hame", "kuntajohtajakokous", "07"), ("keski-suomi", "kunnanjohtajakokous", "13")]
    {
        let all = tenant(name);
        let seats = |day: jiff::civil::Date| -> BTreeSet<_> {
            rows(&all, "membership")
                .into_iter()
                .filter(|m| string(m, "body") == Some(body))
                .filter(|m| string(m, "to").unwrap() > day.to_string().as_str())
                .filter(|m| {
                    string(m, "from").is_some_and(|f| f.starts_with("9999") || *f <= *day.to_string())
                })
                .filter_map(|m| string(m, "on_behalf_of"))
                .collect()
        };
        for day in [date(2013, 1, 23), date(2026, 1, 1)] {
            if name == "paijat-hame" || day.year() == 2026 {
                let members: BTreeSet<_> = territory::members(region, day).iter().map(|m| m.code).collect();
                assert_eq!(seats(day), members, "{name} {day}");
            }
        }
    }
}

#[test]
fn todays_example_has_nine_items_with_one_visitor_and_one_secret() {
    let all = tenant("paijat-hame");
    let today: Vec<_> = rows(&all, "meeting")
        .into_iter()
        .filter(|m| m.get("day_offset").and_then(Value::as_integer) == Some(0))
        .collect();
    assert_eq!(today.len(), 1);
    let items = rows(today[0], "item");
    assert_eq!(items.len(), 9);
    assert_eq!(items.iter().filter(|i| i.contains_key("visitor")).count(), 1);
    let secret: Vec<_> = items.iter().filter(|i| string(i, "publicity") == Some("secret")).collect();
    assert_eq!(secret.len(), 1);
    assert_eq!(string(secret[0], "ground"), Some("JulkL 24 § 1 mom. 8 k"));
}

#[test]
fn rich_texts_use_only_our_few_elements() {
    let mut seen = 0;
    for name in TENANTS {
        each_table(&tenant(name), |_, row| {
            for key in ["background", "proposal", "outcome_text", "written"] {
                for tag in string(row, key).into_iter().flat_map(|t| t.split('<').skip(1)) {
                    let tag = tag.split('>').next().unwrap().trim_start_matches('/');
                    assert!(["p", "ul", "li", "strong"].contains(&tag), "<{tag}>");
                    seen += 1;
                }
            }
        });
    }
    assert!(seen > 50);
}

#[test]
fn nobody_can_be_reached_by_what_stands_here() {
    let mut mails = 0;
    for name in TENANTS {
        for file in FILES {
            let text = text(name, file);
            for after in text.split('@').skip(1) {
                assert!(
                    after.starts_with("example.org\""),
                    "{name}/{file}: @{}",
                    &after[..20.min(after.len())]
                );
                mails += 1;
            }
            assert_eq!(telephone(&text), None, "{name}/{file}");
        }
    }
    assert!(mails > 50);
    assert_eq!(telephone("soita 044 123 4567"), Some("044 123 4567".to_owned()));
    assert_eq!(telephone("+358 44 1234567."), Some("+358 44 1234567".to_owned()));
    assert_eq!(telephone("kokous 2013-01-23"), None);
}

/// The first run of digits, spaces and hyphens that begins like a telephone number and is as long as one.
fn telephone(text: &str) -> Option<String> {
    let part = |c: char| c.is_ascii_digit() || matches!(c, ' ' | '-' | '+' | '(' | ')');
    text.split(|c| !part(c))
        .map(str::trim)
        .find(|run| run.starts_with(['0', '+']) && run.chars().filter(char::is_ascii_digit).count() >= 7)
        .map(str::to_owned)
}
