//! A date as a small calendar leaf. What is not known of it shows as a question mark.

use kit::{When, fmt};
use page::Visit;

/// The three lines of the leaf, and the date for machines where the day is known.
pub(crate) struct DateBox {
    pub(crate) machine: Option<String>,
    pub(crate) top: String,
    pub(crate) middle: String,
    pub(crate) bottom: String,
}

impl DateBox {
    pub(crate) fn of(v: &Visit, at: &When) -> Self {
        match at.known_day() {
            Some(d) => Self {
                machine: Some(d.to_string()),
                top: fmt::weekday_short(v.lang, d).to_owned(),
                middle: d.day().to_string(),
                bottom: format!("{} {}", fmt::month_short(v.lang, d.month()), d.year()),
            },
            None => Self {
                machine: None,
                top: v.t("site-date"),
                middle: "?".to_owned(),
                bottom: at.show(v.lang).unwrap_or_else(|| v.t("when-unknown")),
            },
        }
    }
}
