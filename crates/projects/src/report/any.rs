//! Any project makes a report: tests over projects of any shape.

use doc::DocBlock;
use jiff::civil::date;
use kit::Lang;
use proptest::prelude::*;
use serde_json::Value;

use super::{Audience, Source, document};
use crate::kinds::{Field, KINDS, Sort};
use crate::money::Summary;
use crate::samples::empty;
use crate::values::{self, Data};
use crate::whole::{Row, Whole};
use crate::words::Words;

fn a_value(field: &Field) -> BoxedStrategy<Value> {
    let words = "[\\PC&&[^\\p{Cc}]]{1,30}".prop_filter("not blank", |t| !t.trim().is_empty());
    match field.sort {
        Sort::Text | Sort::Long => words.prop_map(Value::from).boxed(),
        Sort::Measure => prop_oneof![Just("3.1"), Just("3.2")].prop_map(Value::from).boxed(),
        Sort::Url => {
            "[a-z]{1,8}".prop_map(|h| Value::from(format!("https://{h}.example.org/J2013.pdf"))).boxed()
        }
        Sort::When => prop_oneof![
            (2010i16..2017, 1i8..=12, 1i8..=28).prop_map(|(y, m, d)| Value::from(date(y, m, d).to_string())),
            Just(Value::from("2012-09~autumn")),
            Just(serde_json::json!({ "date": "9999~unknown", "printed": "Kesäkuussa" })),
            Just(Value::from("9998~open")),
        ]
        .boxed(),
        Sort::Money => (0i64..1_000_000_000).prop_map(Value::from).boxed(),
        Sort::Count => (0i64..3_000).prop_map(Value::from).boxed(),
        Sort::Percent => (0i64..=100).prop_map(Value::from).boxed(),
        Sort::Flag => Just(Value::Bool(true)).boxed(),
        Sort::Choice(codes) => (0..codes.len()).prop_map(move |n| Value::from(codes[n])).boxed(),
    }
}

fn a_row() -> impl Strategy<Value = Row> {
    (0..KINDS.len(), 1i64..50, any::<u128>()).prop_flat_map(|(n, position, id)| {
        let kind = &KINDS[n];
        let fields: Vec<BoxedStrategy<Option<Value>>> = kind
            .fields
            .iter()
            .map(|f| {
                if f.needed {
                    a_value(f).prop_map(Some).boxed()
                } else {
                    prop::option::of(a_value(f)).boxed()
                }
            })
            .collect();
        fields.prop_map(move |found| {
            let data: Data =
                kind.fields.iter().zip(found).filter_map(|(f, v)| Some((f.name.to_owned(), v?))).collect();
            let (data, _) = values::read(kind, &data);
            Row { id: uuid::Uuid::from_u128(id), kind, position, version: 1, data }
        })
    })
}

fn a_project() -> impl Strategy<Value = Whole> {
    prop::collection::vec(a_row(), 0..40).prop_map(|rows| Whole { rows, ..empty() })
}

fn printed(whole: &Whole, lang: Lang, whose: Audience) -> doc::Document {
    let say = |key: &str, values: &[(&'static str, String)]| {
        let said: Vec<&str> = values.iter().map(|v| v.1.as_str()).collect();
        format!("{key} {}", said.join(" "))
    };
    let faults = crate::check::check(whole, &[]);
    let source = Source {
        whole,
        own: &[("1".to_owned(), "<p>Oma teksti</p>".to_owned())],
        faults: &faults,
        reason: "syy",
        kind: "final",
        date: date(2015, 10, 1),
        author: "Liitto",
        site: "http://localhost",
    };
    document(&source, Words { lang, say: &say }, whose)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_project_makes_a_report_in_all_formats_and_its_sums_agree(whole in a_project()) {
        for (lang, whose) in [(Lang::Fi, Audience::Internal), (Lang::En, Audience::Public)] {
            let report = printed(&whole, lang, whose);
            let chapters = report.blocks.iter().filter(|b| matches!(b, DocBlock::Item { .. })).count();
            prop_assert_eq!(chapters, 8);
            let html = doc::html(&report);
            prop_assert!(html.contains("Oma teksti"));
            prop_assert!(doc::docx(&report).is_ok());
            let money = Summary::of(&whole);
            if let Some(budget) = money.budget {
                prop_assert!(html.matches(&kit::fmt::money(lang, budget)).count() >= 2, "at the front and in chapter 2");
            }
        }
    }

    #[test]
    fn what_is_the_same_gives_the_same_report(whole in a_project()) {
        let again = printed(&whole, Lang::Fi, Audience::Public);
        prop_assert_eq!(printed(&whole, Lang::Fi, Audience::Public), again);
    }
}
