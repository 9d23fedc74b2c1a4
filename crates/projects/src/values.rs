//! What stands in a field: as JSON, as typed, and as shown. Pure.

use jiff::civil::Date;
use kit::{Cents, Lang, When, WhenError, fmt};
use serde_json::{Map, Value, json};

use crate::kinds::{Field, Kind, Sort};

/// The fields of a row by name; what is empty is not there.
pub type Data = Map<String, Value>;

/// What is wrong with a value: the key of a text and what the text takes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wrong {
    /// The key.
    pub key: &'static str,
    /// The value.
    pub value: String,
}

impl Wrong {
    pub(crate) fn new(key: &'static str, value: impl ToString) -> Self {
        Self { key, value: value.to_string() }
    }
}

/// A line holds at most so many characters,
pub const LINE: usize = 500;
/// and a text of several lines so many.
pub const LONG: usize = 20_000;
/// No sum of a project is larger: a hundred thousand million euros.
pub const MOST_CENTS: i64 = 10_000_000_000_000;
const MOST_COUNT: i64 = 10_000_000;

/// A date in its JSON form: the code alone, or with the words of the source.
pub fn when_json(when: &When) -> Value {
    match when.printed() {
        Some(printed) => json!({ "date": when.code(), "printed": printed }),
        None => Value::from(when.code()),
    }
}

/// Reads a date of the JSON form.
pub fn when_of(value: &Value) -> Result<When, Wrong> {
    let (code, printed) = match value {
        Value::String(code) => (code.as_str(), None),
        Value::Object(map) => {
            if let Some(odd) = map.keys().find(|k| !matches!(k.as_str(), "date" | "printed")) {
                return Err(Wrong::new("projects-wrong-unknown", odd));
            }
            let code = map.get("date").and_then(Value::as_str);
            let printed = match map.get("printed") {
                None => None,
                Some(Value::String(words)) => Some(words.as_str()),
                Some(other) => return Err(Wrong::new("projects-wrong-date", other)),
            };
            (code.ok_or_else(|| Wrong::new("projects-wrong-date", value))?, printed)
        }
        other => return Err(Wrong::new("projects-wrong-date", other)),
    };
    When::from_code(code, printed).map_err(|_| Wrong::new("projects-wrong-date", code))
}

fn line(text: &str, most: usize) -> Result<Option<Value>, Wrong> {
    let text = text.trim();
    if text.is_empty() {
        return Ok(None);
    }
    if text.chars().count() > most {
        return Err(Wrong::new("problem-too-long", most));
    }
    if let Some(odd) = text.chars().find(|c| c.is_control() && *c != '\n' && *c != '\t' && *c != '\r') {
        return Err(Wrong::new("projects-wrong-sign", u32::from(odd)));
    }
    Ok(Some(Value::from(text.replace("\r\n", "\n"))))
}

fn whole(n: i64, from: i64, to: i64) -> Result<Option<Value>, Wrong> {
    if (from..=to).contains(&n) {
        Ok(Some(Value::from(n)))
    } else {
        Err(Wrong::new("problem-not-a-number", format!("{from}–{to}")))
    }
}

/// A web address that a page may link to.
pub fn is_url(text: &str) -> bool {
    ["http://", "https://"].iter().any(|s| text.strip_prefix(s).is_some_and(|rest| rest.len() > 2))
        && !text.contains(char::is_whitespace)
}

fn url(text: &str) -> Result<Option<Value>, Wrong> {
    match line(text, 1_000)? {
        Some(found) if !is_url(text.trim()) => Err(Wrong::new("projects-wrong-url", found)),
        other => Ok(other),
    }
}

/// The value of a field in its one form from JSON; nothing where it is empty.
pub fn from_json(field: &Field, value: &Value) -> Result<Option<Value>, Wrong> {
    let text = || value.as_str().ok_or_else(|| Wrong::new("projects-wrong-text", value));
    let number = || value.as_i64().ok_or_else(|| Wrong::new("projects-wrong-whole", value));
    match field.sort {
        Sort::Text | Sort::Measure => line(text()?, LINE),
        Sort::Long => line(text()?, LONG),
        Sort::Url => url(text()?),
        Sort::When => {
            let when = when_of(value)?;
            Ok((!when.is_unknown() || when.printed().is_some()).then(|| when_json(&when)))
        }
        Sort::Money => {
            let cents = number()?;
            if cents < 0 {
                return Err(Wrong::new("projects-wrong-negative", cents));
            }
            whole(cents, 0, MOST_CENTS)
        }
        Sort::Count => whole(number()?, 0, MOST_COUNT),
        Sort::Percent => whole(number()?, 0, 100),
        Sort::Flag => match value {
            Value::Bool(yes) => Ok(yes.then_some(Value::Bool(true))),
            other => Err(Wrong::new("projects-wrong-flag", other)),
        },
        Sort::Choice(codes) => {
            let code = text()?;
            match code {
                "" => Ok(None),
                code if codes.contains(&code) => Ok(Some(Value::from(code))),
                other => Err(Wrong::new("projects-wrong-choice", format!("{other} ({})", codes.join(", ")))),
            }
        }
    }
}

/// Money as people write it: `50 000 €`, `30.000`, `1 234,50`, `652.470 euroa`.
pub fn money_of(text: &str) -> Option<Cents> {
    let clean: String = text
        .trim()
        .trim_end_matches("euroa")
        .trim_end_matches('€')
        .trim_start_matches('€')
        .chars()
        .filter(|c| !c.is_whitespace() && *c != '\u{a0}' && *c != '\u{202f}')
        .collect();
    let clean = clean.replace('−', "-");
    let (sign, digits) = match clean.strip_prefix('-') {
        Some(rest) => (-1, rest),
        None => (1, clean.as_str()),
    };
    let (whole, cents) = match digits.rsplit_once([',', '.']) {
        // Three digits after the last sign are thousands, as `30.000`.
        Some((_, tail)) if tail.len() == 3 => (digits, ""),
        Some((head, tail)) if (1..=2).contains(&tail.len()) => (head, tail),
        Some(_) => return None,
        None => (digits, ""),
    };
    let mut groups = whole.split([',', '.']);
    let first = groups.next()?;
    let rest: Vec<&str> = groups.collect();
    if rest.iter().any(|g| g.len() != 3) || (!rest.is_empty() && !(1..=3).contains(&first.len())) {
        return None;
    }
    let joined = format!("{first}{}", rest.concat());
    if joined.is_empty() || !joined.chars().chain(cents.chars()).all(|c| c.is_ascii_digit()) {
        return None;
    }
    let euros: i64 = joined.parse().ok()?;
    let cents: i64 = format!("{cents:0<2}").parse().ok()?;
    euros.checked_mul(100)?.checked_add(cents).map(|n| Cents(sign * n))
}

/// The value of a field from what was typed or pasted; nothing where it is empty. A choice is its code.
pub fn from_text(field: &Field, text: &str) -> Result<Option<Value>, Wrong> {
    let text = text.trim();
    if text.is_empty() {
        return Ok(None);
    }
    let number = |from, to| {
        let clean: String =
            text.trim_end_matches('%').chars().filter(|c| !c.is_whitespace() && *c != '\u{a0}').collect();
        let wrong = || Wrong::new("problem-not-a-number", format!("{from}–{to}"));
        whole(clean.parse::<i64>().map_err(|_| wrong())?, from, to)
    };
    match field.sort {
        Sort::When => match When::parse(text) {
            Ok(when) => Ok(Some(when_json(&when))),
            Err(WhenError::NoSuchDay) => Err(Wrong::new("problem-no-such-day", text)),
            Err(WhenError::Form) => Err(Wrong::new("problem-not-a-date", text)),
        },
        Sort::Money => match money_of(text) {
            Some(cents) if cents.0 < 0 => Err(Wrong::new("projects-wrong-negative", text)),
            Some(cents) => whole(cents.0, 0, MOST_CENTS),
            None => Err(Wrong::new("projects-wrong-money", text)),
        },
        Sort::Count => number(0, MOST_COUNT),
        Sort::Percent => number(0, 100),
        Sort::Flag => {
            let yes = ["1", "x", "kyllä", "ja", "yes", "true"].contains(&text.to_lowercase().as_str());
            Ok(yes.then_some(Value::Bool(true)))
        }
        _ => from_json(field, &Value::from(text)),
    }
}

/// A value as a form holds it.
pub fn to_text(field: &Field, value: &Value) -> String {
    match (field.sort, value) {
        (Sort::When, value) => when_of(value).map(|w| typed_when(&w)).unwrap_or_default(),
        (Sort::Money, value) => value.as_i64().map(typed_money).unwrap_or_default(),
        (Sort::Flag, Value::Bool(true)) => "1".to_owned(),
        (_, Value::String(text)) => text.clone(),
        (_, Value::Number(n)) => n.to_string(),
        _ => String::new(),
    }
}

/// A date as it is typed.
pub fn typed_when(when: &When) -> String {
    match when.printed() {
        Some(printed) if When::parse(printed).is_ok_and(|w| w.code() == when.code()) => printed.to_owned(),
        _ if when.is_unknown() => String::new(),
        _ => when.show(Lang::Fi).unwrap_or_default(),
    }
}

fn typed_money(cents: i64) -> String {
    let whole = fmt::number(Lang::Fi, cents / 100);
    if cents % 100 == 0 { whole } else { format!("{whole},{:02}", cents.unsigned_abs() % 100) }
}

/// A span of days as tables print it: `1.8.-30.12.2013`, `1.6.2014 – 31.8.2014`, `8.9.2014`.
pub fn span_of(text: &str) -> Option<(When, When)> {
    let text = text.trim();
    if let Ok(one) = When::parse(text)
        && one.known_day().is_some()
    {
        return Some((one.clone(), one));
    }
    let (a, b) = text.split_once(['–', '-'])?;
    let to = When::parse(b.trim()).ok()?;
    let last = to.known_day()?;
    let a = a.trim();
    let from = match When::parse(a) {
        Ok(w) if w.known_day().is_some() => w,
        // The year stands at the end only.
        _ => When::parse(&format!("{}.{}", a.trim_end_matches('.'), last.year())).ok()?,
    };
    let first = from.known_day()?;
    (first <= last).then(|| (When::day(first), When::day(last)))
}

/// A row's value of a field in its one form, with what is wrong by field.
pub fn read(kind: &Kind, given: &Data) -> (Data, Vec<(String, Wrong)>) {
    let mut data = Data::new();
    let mut wrong = Vec::new();
    for name in given.keys().filter(|name| kind.field(name).is_none()) {
        wrong.push((name.clone(), Wrong::new("projects-wrong-unknown", name)));
    }
    for field in kind.fields {
        match given.get(field.name).map(|v| from_json(field, v)) {
            Some(Ok(Some(value))) => {
                data.insert(field.name.to_owned(), value);
            }
            Some(Err(e)) => wrong.push((field.name.to_owned(), e)),
            Some(Ok(None)) | None if field.needed => {
                wrong.push((field.name.to_owned(), Wrong::new("problem-required", "")));
            }
            Some(Ok(None)) | None => {}
        }
    }
    (data, wrong)
}

/// Reads values out of a row.
pub trait Fields {
    /// The row's values.
    fn data(&self) -> &Data;

    /// Words; empty where there are none.
    fn text(&self, name: &str) -> &str {
        self.data().get(name).and_then(Value::as_str).unwrap_or_default()
    }

    /// A date; unknown where there is none.
    fn when(&self, name: &str) -> When {
        self.data().get(name).and_then(|v| when_of(v).ok()).unwrap_or_else(When::unknown)
    }

    /// A day, where the day is known.
    fn day(&self, name: &str) -> Option<Date> {
        self.when(name).known_day()
    }

    /// A sum, where there is one.
    fn cents(&self, name: &str) -> Option<Cents> {
        self.data().get(name).and_then(Value::as_i64).map(Cents)
    }

    /// A number, where there is one.
    fn count(&self, name: &str) -> Option<i64> {
        self.data().get(name).and_then(Value::as_i64)
    }

    /// Whether a box is ticked.
    fn flag(&self, name: &str) -> bool {
        self.data().get(name).and_then(Value::as_bool).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use proptest::prelude::*;

    #[test]
    fn money_is_read_as_people_write_it() {
        for (text, cents) in [
            ("652 470 €", 65_247_000),
            ("30.000 euroa", 3_000_000),
            ("652.470", 65_247_000),
            ("2 700 000", 270_000_000),
            ("1 234,50", 123_450),
            ("1.234,5", 123_450),
            ("0,07 €", 7),
            ("12.50", 1_250),
        ] {
            assert_eq!(money_of(text), Some(Cents(cents)), "{text}");
        }
        for text in ["", "abc", "1,2,3", "12.3456", "1.23.456", "€"] {
            assert_eq!(money_of(text), None, "{text}");
        }
    }

    #[test]
    fn a_span_is_read_as_the_source_prints_it() {
        let span = |a, b| Some((When::day(a), When::day(b)));
        assert_eq!(span_of("1.8.-30.12.2013"), span(date(2013, 8, 1), date(2013, 12, 30)));
        assert_eq!(span_of("1.6.2014 – 31.8.2014"), span(date(2014, 6, 1), date(2014, 8, 31)));
        assert_eq!(span_of("8.9.2014"), span(date(2014, 9, 8), date(2014, 9, 8)));
        assert_eq!(span_of("31.12.2014 - 1.1.2013"), None);
    }

    proptest! {
        #[test]
        fn typed_money_comes_back(cents in 0i64..MOST_CENTS) {
            prop_assert_eq!(money_of(&typed_money(cents)), Some(Cents(cents)));
        }

        #[test]
        fn nothing_typed_breaks_a_field(text in "\\PC{0,60}") {
            for kind in crate::kinds::KINDS {
                for field in kind.fields {
                    if let Ok(Some(value)) = from_text(field, &text) {
                        prop_assert_eq!(from_json(field, &value).ok(), Some(Some(value)));
                    }
                }
            }
        }
    }
}
