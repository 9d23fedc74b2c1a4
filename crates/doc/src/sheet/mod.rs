//! Tables that leave for a spreadsheet program and come back from it.

mod csv;
mod odd;
mod read;
mod xlsx;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

pub use csv::csv;
pub use odd::{Oddities, oddities};
pub use read::read_sheet;
pub use xlsx::xlsx;

/// A table with a header.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Sheet {
    /// The name on its tab.
    pub name: String,
    /// The columns' names.
    pub header: Vec<String>,
    /// Rows.
    pub rows: Vec<Vec<Cell>>,
}

/// A cell.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Cell {
    /// Characters.
    Text(String),
    /// A whole number.
    Number(i64),
    /// A number with decimals.
    Decimal(f64),
    /// A day.
    Date(Date),
    /// Nothing.
    #[default]
    Empty,
}

impl Cell {
    /// The cell as a Finnish spreadsheet shows it: `66,67`, `21.11.2026`.
    pub fn shown(&self) -> String {
        match self {
            Self::Text(text) => text.clone(),
            Self::Number(n) => n.to_string(),
            Self::Decimal(n) => n.to_string().replace('.', ","),
            Self::Date(d) => format!("{}.{}.{}", d.day(), d.month(), d.year()),
            Self::Empty => String::new(),
        }
    }

    /// The day that it holds, also where a program made text of it: `21.11.2026` or `2026-11-21`.
    pub fn date(&self) -> Option<Date> {
        let text = match self {
            Self::Date(date) => return Some(*date),
            Self::Text(text) => text.trim(),
            _ => return None,
        };
        if let Some(date) = text.get(..10).filter(|t| t.as_bytes()[4] == b'-') {
            return date.parse().ok();
        }
        let mut parts = text.splitn(3, '.');
        let (day, month, year) = (parts.next()?, parts.next()?, parts.next()?);
        if year.len() != 4 {
            return None;
        }
        Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()
    }

    /// The number that it holds, also where it came as text: `1 234,5`.
    pub fn number(&self) -> Option<f64> {
        match self {
            #[expect(clippy::cast_precision_loss, reason = "spreadsheets know no other numbers")]
            Self::Number(n) => Some(*n as f64),
            Self::Decimal(n) => Some(*n),
            Self::Text(text) => number(text),
            _ => None,
        }
    }

    /// Whether nothing stands in it.
    pub fn is_empty(&self) -> bool {
        match self {
            Self::Empty => true,
            Self::Text(text) => text.is_empty(),
            _ => false,
        }
    }
}

/// Reads a number as it is written in Finland or by a machine.
fn number(text: &str) -> Option<f64> {
    let text: String = text.trim().chars().filter(|c| !matches!(c, ' ' | '\u{a0}' | '\u{202f}')).collect();
    let text = text.replace(',', ".").replace('−', "-");
    let digits = text.strip_prefix(['-', '+']).unwrap_or(&text);
    if digits.is_empty() || !digits.chars().all(|c| c.is_ascii_digit() || c == '.') {
        return None;
    }
    text.parse().ok()
}

/// Why a sheet was not read or written.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SheetError {
    /// Larger than allowed: bytes, rows or columns.
    #[error("the sheet is too large")]
    TooLarge,
    /// Neither CSV nor XLSX.
    #[error("neither CSV nor XLSX")]
    NotASheet,
    /// An XLSX that cannot be read: the reader's words, for the log.
    #[error("the sheet cannot be read: {0}")]
    Broken(String),
    /// It could not be written.
    #[error("the sheet cannot be written: {0}")]
    Write(String),
    /// Not even a header.
    #[error("the sheet is empty")]
    Empty,
}
