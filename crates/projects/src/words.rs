//! The words of the product around what people have written, in one language; pure, so that a report can be made
//! without a program.

use kit::{Cents, Lang, When, fmt};
use serde_json::Value;

use crate::check::{Arg, Fault};
use crate::kinds::{Column, Field, Kind, MARKS, Sort};
use crate::money::Share;
use crate::values::{Fields, when_of};
use crate::whole::Row;

/// The text of a key with its values.
pub type Say<'a> = dyn Fn(&str, &[(&'static str, String)]) -> String + 'a;

/// Words in a language.
#[derive(Clone, Copy)]
pub struct Words<'a> {
    /// The language.
    pub lang: Lang,
    /// Gives the text of a key.
    pub say: &'a Say<'a>,
}

impl Words<'_> {
    /// The text of a key.
    pub fn t(&self, key: &str) -> String {
        (self.say)(key, &[])
    }

    /// The text of a key with one value.
    pub fn t1(&self, key: &str, name: &'static str, value: impl ToString) -> String {
        (self.say)(key, &[(name, value.to_string())])
    }

    /// The text of a key with values.
    pub fn with(&self, key: &str, values: &[(&'static str, String)]) -> String {
        (self.say)(key, values)
    }

    /// A sum.
    pub fn money(&self, sum: Cents) -> String {
        fmt::money(self.lang, sum)
    }

    /// Hundredths of a percent as `66,67 %`.
    pub fn share(&self, share: Share) -> String {
        let sign = if self.lang == Lang::En { '.' } else { ',' };
        format!("{}{sign}{:02}\u{a0}%", share / 100, share % 100)
    }

    /// A date: as the source printed it where it did, else what is known of it.
    pub fn when(&self, when: &When) -> String {
        match (when.known_day(), when.printed()) {
            (None, Some(printed)) => printed.to_owned(),
            _ => when.show(self.lang).unwrap_or_else(|| self.t("when-unknown")),
        }
    }

    /// Two dates as a span: `1.7.2012–30.9.2015`; one day where both are the same.
    pub fn span(&self, from: &When, to: &When) -> String {
        let (a, b) = (self.when(from), self.when(to));
        match (from.is_unknown(), to.is_unknown()) {
            (true, true) => self.t("when-unknown"),
            (false, true) => a,
            (true, false) => format!("–{b}"),
            _ if a == b => a,
            _ => format!("{a}–{b}"),
        }
    }

    /// The label of a field.
    pub fn label(&self, field: &Field) -> String {
        self.t(&format!("projects-f-{}", field.name))
    }

    /// The words of a choice.
    pub fn choice(&self, field: &Field, code: &str) -> String {
        self.t(&format!("projects-c-{}-{code}", field.name))
    }

    /// The heading of a kind of rows.
    pub fn kind(&self, kind: &Kind) -> String {
        self.t(&format!("projects-kind-{}", kind.name))
    }

    /// A value as it is shown; empty where there is none.
    pub fn value(&self, field: &Field, value: Option<&Value>) -> String {
        let Some(value) = value else { return String::new() };
        match (field.sort, value) {
            (Sort::When, value) => when_of(value).map(|w| self.when(&w)).unwrap_or_default(),
            (Sort::Money, value) => value.as_i64().map(|c| self.money(Cents(c))).unwrap_or_default(),
            (Sort::Percent, Value::Number(n)) => format!("{n}\u{a0}%"),
            (Sort::Flag, Value::Bool(true)) => self.label(field),
            (Sort::Choice(_), Value::String(code)) => self.choice(field, code),
            (_, Value::String(text)) => text.clone(),
            (_, Value::Number(n)) => n.to_string(),
            _ => String::new(),
        }
    }

    /// The heading of a column.
    pub fn heading(&self, column: Column) -> String {
        match column {
            Column::One(field) => self.label(field),
            Column::Span => self.t("projects-span"),
        }
    }

    /// What stands in a column of a row; empty where nothing does.
    pub fn cell(&self, column: Column, row: &Row) -> String {
        match column {
            Column::One(field) => self.value(field, row.data().get(field.name)),
            Column::Span => {
                let (from, to) = (row.when("from"), row.when("to"));
                let none = from.is_unknown()
                    && from.printed().is_none()
                    && to.is_unknown()
                    && to.printed().is_none();
                if none { String::new() } else { self.span(&from, &to) }
            }
        }
    }

    /// What a row says beside its columns: `Ilmoittautuneita: 80`, and remarks as they stand.
    pub fn asides(&self, row: &Row, but: &[&str]) -> Vec<String> {
        row.kind
            .fields
            .iter()
            .filter(|f| !f.column && !but.contains(&f.name) && !MARKS.contains(&f.name))
            .filter_map(|f| {
                let shown = self.value(f, row.data().get(f.name));
                if shown.is_empty() {
                    return None;
                }
                Some(match f.sort {
                    Sort::Flag => shown,
                    _ if f.name == "remark" => shown,
                    _ => format!("{}: {shown}", self.label(f)),
                })
            })
            .collect()
    }

    /// The reason of a fault as a sentence.
    pub fn fault(&self, fault: &Fault) -> String {
        let values: Vec<(&'static str, String)> = fault
            .args
            .iter()
            .map(|(name, arg)| {
                let shown = match arg {
                    Arg::Words(words) => words.clone(),
                    Arg::Number(n) => n.to_string(),
                    Arg::When(when) => self.when(when),
                    Arg::Money(sum) => self.money(*sum),
                    Arg::Weekday(day) => fmt::weekday(self.lang, *day).to_owned(),
                };
                (*name, shown)
            })
            .collect();
        self.with(fault.key, &values)
    }
}
