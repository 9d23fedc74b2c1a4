use axum::body::Bytes;
use axum::extract::{FromRequest, Request};
use jiff::civil::{Date, Time};
use kit::{When, WhenError};
use uuid::Uuid;

use crate::typed::Typed;
use crate::{App, PageError, Visit, visit};

/// What is wrong with a field: the key of a text, and a value that it may take as `value`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The key of the text.
    pub key: &'static str,
    /// The value.
    pub value: String,
}

/// What was typed and what is wrong with it. The same form is drawn again with both.
///
/// Reading a field (`required`, `day`, …) notes its problem; [`Form::ok`] says whether there was none.
/// The extractor has checked the token and that the form comes from our own page.
#[derive(Debug, Clone, Default)]
pub struct Form {
    values: Vec<(String, String)>,
    problems: Vec<(String, Problem)>,
}

const MOST_BYTES: usize = 4 << 20;

impl Form {
    /// An empty form, for a page that shows a new one.
    pub fn new() -> Self {
        Self::default()
    }

    /// A form filled from pairs.
    pub fn from_pairs(values: Vec<(String, String)>) -> Self {
        Self { values, problems: Vec::new() }
    }

    /// Puts a value into a form that is to be shown.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl ToString) -> Self {
        self.values.push((name.to_owned(), value.to_string()));
        self
    }

    /// Sets a value.
    pub fn set(&mut self, name: &str, value: impl ToString) {
        self.values.retain(|(n, _)| n != name);
        self.values.push((name.to_owned(), value.to_string()));
    }

    /// What stands in a field; empty where nothing does.
    pub fn value(&self, name: &str) -> &str {
        self.values.iter().find(|(n, _)| n == name).map_or("", |(_, v)| v)
    }

    /// All values of a field that may have several.
    pub fn list(&self, name: &str) -> Vec<&str> {
        self.values.iter().filter(|(n, v)| n == name && !v.is_empty()).map(|(_, v)| v.as_str()).collect()
    }

    /// Whether a field has this among its values: for checkboxes and choices.
    pub fn has(&self, name: &str, value: &str) -> bool {
        self.values.iter().any(|(n, v)| n == name && v == value)
    }

    /// Whether a checkbox was ticked.
    pub fn flag(&self, name: &str) -> bool {
        !matches!(self.value(name), "" | "0" | "false")
    }

    /// All fields, in the order of the form.
    pub fn pairs(&self) -> &[(String, String)] {
        &self.values
    }

    /// What is wrong with a field.
    pub fn problem(&self, name: &str) -> Option<&Problem> {
        self.problems.iter().find(|(n, _)| n == name).map(|(_, p)| p)
    }

    /// All that is wrong, in the order in which the fields were read.
    pub fn problems(&self) -> &[(String, Problem)] {
        &self.problems
    }

    /// Whether nothing is wrong.
    pub fn ok(&self) -> bool {
        self.problems.is_empty()
    }

    /// Notes a problem of a field.
    pub fn wrong(&mut self, name: &str, key: &'static str) {
        self.wrong_with(name, key, "");
    }

    /// Notes a problem of a field, with a value that the text takes.
    pub fn wrong_with(&mut self, name: &str, key: &'static str, value: impl ToString) {
        if self.problem(name).is_none() {
            self.problems.push((name.to_owned(), Problem { key, value: value.to_string() }));
        }
    }

    /// A text that may be empty, at most `max` characters, with white space at its ends cut.
    pub fn text(&mut self, name: &str, max: usize) -> String {
        let text = self.value(name).trim().to_owned();
        if text.chars().count() > max {
            self.wrong_with(name, "problem-too-long", max);
        }
        text
    }

    /// A text that must not be empty.
    pub fn required(&mut self, name: &str, max: usize) -> String {
        let text = self.text(name, max);
        if text.is_empty() {
            self.wrong(name, "problem-required");
        }
        text
    }

    /// A day: `24.9.2021` or what a date field sends. Empty is `None`.
    pub fn day(&mut self, name: &str) -> Option<Date> {
        let text = self.value(name).trim().to_owned();
        if text.is_empty() {
            return None;
        }
        match When::parse(&text).map(|w| w.known_day()) {
            Ok(Some(day)) => Some(day),
            Err(WhenError::NoSuchDay) => {
                self.wrong_with(name, "problem-no-such-day", &text);
                None
            }
            _ => {
                self.wrong_with(name, "problem-not-a-day", &text);
                None
            }
        }
    }

    /// A day that must be there.
    pub fn required_day(&mut self, name: &str) -> Option<Date> {
        if self.value(name).trim().is_empty() {
            self.wrong(name, "problem-required");
        }
        self.day(name)
    }

    /// A date with doubt: `syksyllä 2012`. Empty is unknown.
    pub fn when(&mut self, name: &str) -> When {
        let text = self.value(name).trim().to_owned();
        match When::parse(&text) {
            Ok(when) => when,
            Err(WhenError::NoSuchDay) => {
                self.wrong_with(name, "problem-no-such-day", &text);
                When::unknown()
            }
            Err(WhenError::Form) => {
                self.wrong_with(name, "problem-not-a-date", &text);
                When::unknown()
            }
        }
    }

    /// A time of the day: `14.30`, `14:30` or `9`.
    pub fn time(&mut self, name: &str) -> Option<Time> {
        let text = self.value(name).trim().replace('.', ":");
        if text.is_empty() {
            return None;
        }
        let (h, m) = text.split_once(':').unwrap_or((&text, "0"));
        if let (Ok(h), Ok(m)) = (h.parse(), m.parse())
            && let Ok(time) = Time::new(h, m, 0, 0)
        {
            return Some(time);
        }
        self.wrong_with(name, "problem-not-a-time", &text);
        None
    }

    /// A whole number between two bounds. Empty is `None`.
    pub fn int(&mut self, name: &str, from: i64, to: i64) -> Option<i64> {
        let text = self.value(name).trim().to_owned();
        if text.is_empty() {
            return None;
        }
        match text.replace([' ', '\u{a0}'], "").parse::<i64>() {
            Ok(n) if (from..=to).contains(&n) => Some(n),
            _ => {
                self.wrong_with(name, "problem-not-a-number", format!("{from}–{to}"));
                None
            }
        }
    }

    /// One of the choices that the page offered; anything else is a problem.
    pub fn choice<'c>(&mut self, name: &str, choices: &[&'c str]) -> Option<&'c str> {
        let value = self.value(name).to_owned();
        if value.is_empty() {
            return None;
        }
        let found = choices.iter().find(|c| **c == value).copied();
        if found.is_none() {
            self.wrong(name, "problem-not-a-choice");
        }
        found
    }

    /// An id that the page offered. Empty is `None`.
    pub fn id(&mut self, name: &str) -> Option<Uuid> {
        let value = self.value(name).trim().to_owned();
        if value.is_empty() {
            return None;
        }
        let id = value.parse().ok();
        if id.is_none() {
            self.wrong(name, "problem-not-a-choice");
        }
        id
    }

    /// The version of the thing as it was shown.
    pub fn version(&self) -> i64 {
        self.value("version").parse().unwrap_or(-1)
    }

    /// Where to go back to: a path of ours within the language, as the form's field `back` says; else the front page.
    pub fn back(&self) -> &str {
        let to = self.value("back");
        let ours = to.starts_with('/') && !to.starts_with("//") && !to.contains(['\\', '\n', '\r']);
        if ours { to } else { "/" }
    }

    /// The one-time key of the form, for [`store::Tx::once`].
    pub fn once_key(&self) -> Uuid {
        self.value("once").parse().unwrap_or_default()
    }
}

/// Refuses what does not come from a page of ours.
pub(crate) fn check_origin(request_headers: &axum::http::HeaderMap) -> Result<(), PageError> {
    let header = |name: &str| request_headers.get(name).and_then(|v| v.to_str().ok());
    if let Some(site) = header("sec-fetch-site")
        && !matches!(site, "same-origin" | "none")
    {
        return Err(PageError::Forged);
    }
    if let (Some(origin), Some(host)) = (header("origin"), header("host"))
        && origin.split_once("://").map(|(_, o)| o) != Some(host)
    {
        return Err(PageError::Forged);
    }
    Ok(())
}

pub(crate) fn check_token(visit: &Visit, token: &str) -> Result<(), PageError> {
    let right = visit::csrf(&visit.tenant, visit.session);
    // Compared in constant time by comparing digests of equal length byte by byte without leaving early.
    let same = right.len() == token.len()
        && right.bytes().zip(token.bytes()).fold(0_u8, |acc, (a, b)| acc | (a ^ b)) == 0;
    if same { Ok(()) } else { Err(PageError::Forged) }
}

impl FromRequest<App> for Form {
    type Rejection = PageError;

    async fn from_request(request: Request, app: &App) -> Result<Self, PageError> {
        let visit = request.extensions().get::<Visit>().cloned().ok_or(PageError::Forged)?;
        check_origin(request.headers())?;
        let typed = request.extensions().get::<Typed>().cloned();
        let kind = request.headers().get("content-type").and_then(|v| v.to_str().ok()).unwrap_or("");
        if !kind.starts_with("application/x-www-form-urlencoded") {
            return Err(PageError::WrongType);
        }
        let header_token =
            request.headers().get("x-csrf").and_then(|v| v.to_str().ok()).unwrap_or_default().to_owned();
        let bytes = Bytes::from_request(request, app).await.map_err(|_| PageError::TooLarge)?;
        if bytes.len() > MOST_BYTES {
            return Err(PageError::TooLarge);
        }
        let values: Vec<(String, String)> = form_urlencoded::parse(&bytes).into_owned().collect();
        let form = Self::from_pairs(values);
        if let Some(typed) = typed {
            typed.note(&form);
        }
        let token = if header_token.is_empty() { form.value("csrf") } else { &header_token };
        check_token(&visit, token)?;
        Ok(form)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_typed_stays_and_each_field_says_what_is_wrong() {
        let mut form = Form::new().with("title", " Kokous ").with("day", "31.2.2021").with("time", "14.30");
        assert_eq!(form.required("title", 200), "Kokous");
        assert_eq!(form.day("day"), None);
        assert_eq!(form.problem("day").unwrap().key, "problem-no-such-day");
        assert_eq!(form.value("day"), "31.2.2021");
        assert_eq!(form.time("time"), Some(jiff::civil::time(14, 30, 0, 0)));
        assert!(!form.ok());
    }
}
