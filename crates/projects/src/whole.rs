//! A project as a whole: its head, its rows, its sub-projects. What the rules read; it knows no store.

use jiff::civil::Date;
use kit::{Cents, When};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::kinds::{Kind, kind};
use crate::values::{Data, Fields};

/// The states of a project, also keys of texts (`projects-state-…`).
pub const STATES: [&str; 4] = ["idea", "running", "closed", "stopped"];

/// A span that was in force before it was changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Earlier {
    /// From when.
    pub from: When,
    /// Until when.
    pub to: When,
    /// What changed it.
    pub why: String,
}

/// What stands at the head of a project.
#[derive(Debug, Clone, PartialEq)]
pub struct Head {
    /// Its code, as the region's other systems know it: `117718`.
    pub code: String,
    /// Its name.
    pub name: String,
    /// The number of its matter, as printed.
    pub diary: String,
    /// Whose it is.
    pub owner: String,
    /// Who leads it.
    pub manager: String,
    /// The name of the body that steers it.
    pub steering: String,
    /// The measure of the project above it that it carries out.
    pub measure: String,
    /// One of [`STATES`].
    pub state: String,
    /// From when.
    pub from: When,
    /// Until when.
    pub to: When,
    /// The spans that were in force before.
    pub earlier: Vec<Earlier>,
    /// What it is about, in a few sentences.
    pub summary: String,
    /// From where this is known.
    pub source: String,
}

/// A row of a project.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// Its id.
    pub id: Uuid,
    /// Its kind.
    pub kind: &'static Kind,
    /// Its place among those of its kind.
    pub position: i64,
    /// How often it has been written.
    pub version: i64,
    /// Its values.
    pub data: Data,
}

impl Fields for Row {
    fn data(&self) -> &Data {
        &self.data
    }
}

/// A project with all that is known of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Whole {
    /// Its head.
    pub head: Head,
    /// Its rows, those of a kind in their order.
    pub rows: Vec<Row>,
    /// Its sub-projects.
    pub parts: Vec<Whole>,
}

impl Whole {
    /// The rows of a kind, in the order of time where the kind has one, else as they were written.
    pub fn rows(&self, name: &str) -> Vec<&Row> {
        let Some(kind) = kind(name) else { return Vec::new() };
        let mut rows: Vec<&Row> = self.rows.iter().filter(|r| r.kind.name == name).collect();
        if kind.by == "no" {
            rows.sort_by_key(|r| (r.text("measure").to_owned(), r.count("no").unwrap_or(0), r.position));
        } else if !kind.by.is_empty() {
            rows.sort_by_key(|r| (r.when(kind.by).code(), r.position));
        } else {
            rows.sort_by_key(|r| r.position);
        }
        rows
    }

    /// The rows of a kind that belong to a measure.
    pub fn of_measure(&self, name: &str, code: &str) -> Vec<&Row> {
        let mut rows = self.rows(name);
        rows.retain(|r| r.text("measure") == code);
        rows
    }

    /// The rows of a kind that belong to no measure of the project.
    pub fn of_none(&self, name: &str) -> Vec<&Row> {
        let codes: Vec<String> = self.rows("measures").iter().map(|m| m.text("code").to_owned()).collect();
        let mut rows = self.rows(name);
        rows.retain(|r| !codes.iter().any(|c| c == r.text("measure")));
        rows
    }

    /// The first and last day of the project, as far as they are known.
    pub fn span(&self) -> (Option<Date>, Option<Date>) {
        (self.head.from.span().map(|s| s.0), self.head.to.span().map(|s| s.1))
    }

    /// The budget as a whole; nothing where it is not known.
    pub fn budget(&self) -> Option<Cents> {
        let rows = self.rows("budget");
        let sum = rows.iter().filter_map(|r| r.cents("cents")).map(|c| c.0).sum();
        (!rows.is_empty()).then_some(Cents(sum))
    }

    /// The project as the public sees it: trainees by their role and a number only, without remarks. `word` makes
    /// `Harjoittelija 3` of a number.
    #[must_use]
    pub fn for_public(mut self, word: &dyn Fn(usize) -> String) -> Self {
        let mut known: Vec<String> = Vec::new();
        let mut places: Vec<usize> =
            (0..self.rows.len()).filter(|i| self.rows[*i].kind.name == "staff").collect();
        places.sort_by_key(|i| self.rows[*i].position);
        for i in places {
            let row = &mut self.rows[i];
            if !row.flag("trainee") {
                continue;
            }
            let person = row.text("person").to_owned();
            let number = match known.iter().position(|k| *k == person) {
                Some(at) => at + 1,
                None => {
                    known.push(person);
                    known.len()
                }
            };
            row.data.insert("person".to_owned(), word(number).into());
            row.data.remove("remark");
        }
        self.parts = self.parts.into_iter().map(|p| p.for_public(word)).collect();
        self
    }
}

/// A row for tests and imports: of this kind, with these values.
pub fn row(kind: &'static Kind, position: i64, data: Data) -> Row {
    Row { id: Uuid::nil(), kind, position, version: 1, data }
}
