//! A date as a small calendar leaf. What is not known of it shows as a question mark.

use crate::Visit;
use kit::{When, fmt};

/// The three lines of the leaf, and the date for machines where the day is known.
pub struct DateBox {
    /// The day for machines, where it is known.
    pub machine: Option<String>,
    /// The weekday.
    pub top: String,
    /// The day of the month.
    pub middle: String,
    /// The month and the year, or what is known of the date.
    pub bottom: String,
}

impl DateBox {
    /// The leaf of a date.
    pub fn of(v: &Visit, at: &When) -> Self {
        match at.known_day() {
            Some(d) => Self {
                machine: Some(d.to_string()),
                top: fmt::weekday_short(v.lang, d).to_owned(),
                middle: d.day().to_string(),
                bottom: format!("{} {}", fmt::month_short(v.lang, d.month()), d.year()),
            },
            None => Self {
                machine: None,
                top: v.t("leaf-date"),
                middle: "?".to_owned(),
                bottom: at.show(v.lang).unwrap_or_else(|| v.t("when-unknown")),
            },
        }
    }
}
