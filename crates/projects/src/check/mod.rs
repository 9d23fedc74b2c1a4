//! The check of the record: contradictions and gaps, each with its place and its reason. It corrects nothing.
//!
//! The rules are general; none knows a project. A contradiction is where two things of the record cannot both be
//! true, or where something stands out from the rest; a gap is where the record does not say what a report needs.

mod dates;
mod names;
mod sums;

use jiff::civil::Date;
use kit::When;
use uuid::Uuid;

use crate::whole::{Row, Whole};

/// Whether something contradicts or is missing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Weight {
    /// Two things cannot both be.
    Contradiction,
    /// Something is not said.
    Gap,
}

/// A value of a reason, written in the reader's language where it is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Arg {
    /// Words as they stand.
    Words(String),
    /// A number.
    Number(i64),
    /// A date.
    When(When),
    /// A sum.
    Money(kit::Cents),
    /// A weekday, by a day that has it.
    Weekday(Date),
}

impl From<&str> for Arg {
    fn from(words: &str) -> Self {
        Self::Words(words.to_owned())
    }
}
impl From<String> for Arg {
    fn from(words: String) -> Self {
        Self::Words(words)
    }
}

/// Something found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// How heavy it is.
    pub weight: Weight,
    /// The kind of rows where it stands; empty for the head.
    pub kind: &'static str,
    /// The rows.
    pub rows: Vec<Uuid>,
    /// The key of the reason: `projects-fault-…`.
    pub key: &'static str,
    /// What the reason says, by the names in its text.
    pub args: Vec<(&'static str, Arg)>,
}

impl Fault {
    fn new(weight: Weight, kind: &'static str, key: &'static str) -> Self {
        Self { weight, kind, rows: Vec::new(), key, args: Vec::new() }
    }

    fn wrong(kind: &'static str, key: &'static str) -> Self {
        Self::new(Weight::Contradiction, kind, key)
    }

    fn gap(kind: &'static str, key: &'static str) -> Self {
        Self::new(Weight::Gap, kind, key)
    }

    fn at(mut self, row: &Row) -> Self {
        self.rows.push(row.id);
        self
    }

    fn with(mut self, name: &'static str, value: impl Into<Arg>) -> Self {
        self.args.push((name, value.into()));
        self
    }

    /// The same fault found again has the same name, so that a reason given for it stays with it.
    pub fn name(&self) -> String {
        let mut name = self.key.to_owned();
        for (_, arg) in &self.args {
            name.push_str(&format!("|{arg:?}"));
        }
        name
    }
}

/// The chapter of the report in which measures stand; their codes should begin with it.
pub const MEASURES_CHAPTER: u8 = 4;

/// All that is found, contradictions first. `municipalities` are the names of the region's own.
pub fn check(whole: &Whole, municipalities: &[String]) -> Vec<Fault> {
    let mut found = Vec::new();
    found.extend(sums::counts(whole));
    found.extend(dates::outside(whole));
    found.extend(dates::weekdays(whole));
    found.extend(dates::no_meeting(whole));
    found.extend(dates::paid_before(whole));
    found.extend(dates::unmet(whole));
    found.extend(dates::file_years(whole));
    found.extend(sums::numbering(whole));
    found.extend(sums::parts(whole));
    found.extend(sums::gates(whole));
    found.extend(names::variants(whole, municipalities));
    found.extend(sums::links(whole));
    found.extend(sums::gaps(whole));
    found.sort_by_key(|f| f.weight);
    found
}

/// How many contradictions are among what was found.
pub fn contradictions(found: &[Fault]) -> usize {
    found.iter().filter(|f| f.weight == Weight::Contradiction).count()
}
