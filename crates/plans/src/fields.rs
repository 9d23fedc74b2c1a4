//! The fields of cards and rows, read from forms, put into them, and shown.

use kit::{Cents, Local, When};
use page::{Form, Html, Visit};

use crate::keep::cards::Data;
use crate::rules::kinds::{Field, Holds};
use crate::view::{self, Choice};

/// A field as a form draws it.
pub(crate) struct Drawn {
    pub(crate) name: String,
    pub(crate) label: String,
    pub(crate) holds: &'static str,
    list: Vec<Choice>,
    /// Whether it has words in three languages.
    pub(crate) words: bool,
}

impl Drawn {
    /// What can be chosen.
    pub(crate) fn choices(&self) -> &[Choice] {
        &self.list
    }

    /// The name of the field in another language.
    pub(crate) fn named(&self, lang: &str) -> String {
        format!("{}-{lang}", self.name)
    }
}

/// The name of a field in forms.
fn named(field: &Field) -> String {
    format!("d-{}", field.name)
}

/// The fields as a form draws them; `owner` is the kind, or kind and sort, whose words label them.
pub(crate) fn drawn(v: &Visit, owner: &str, fields: &[Field]) -> Vec<Drawn> {
    fields
        .iter()
        .map(|f| Drawn {
            name: named(f),
            label: label(owner, f.name),
            holds: match f.holds {
                Holds::Area => "area",
                Holds::Choice(_) | Holds::Five => "choice",
                Holds::Money | Holds::Number => "short",
                Holds::Line | Holds::When | Holds::Address => "line",
            },
            list: match f.holds {
                Holds::Choice(codes) => view::choices(v, "plans-c", codes),
                Holds::Five => std::iter::once((String::new(), v.t("plans-unknown")))
                    .chain((1..=5).map(|n| (n.to_string(), n.to_string())))
                    .collect(),
                _ => Vec::new(),
            },
            words: matches!(f.holds, Holds::Line | Holds::Area),
        })
        .collect()
}

/// The key of a field's label.
pub(crate) fn label(owner: &str, field: &str) -> String {
    format!("plans-d-{owner}-{field}")
}

/// What was typed into the fields; problems are noted in the form.
pub(crate) fn read(form: &mut Form, fields: &[Field]) -> Data {
    let mut data = Data::new();
    for f in fields {
        let name = named(f);
        if f.must && form.value(&name).trim().is_empty() {
            form.wrong(&name, "problem-required");
        }
        let value = match f.holds {
            Holds::Line => view::local(form, &name, 300),
            Holds::Area => view::local(form, &name, 5000),
            Holds::Choice(codes) => Local::fi(form.choice(&name, codes).unwrap_or_default()),
            Holds::Money => Local::fi(view::shown(view::euros_of(form, &name))),
            Holds::Number => Local::fi(view::shown(form.int(&name, 0, 100_000_000))),
            Holds::Five => Local::fi(view::shown(form.int(&name, 1, 5))),
            Holds::When => {
                let empty = form.value(&name).trim().is_empty();
                let when = form.when(&name);
                if empty { Local::default() } else { Local::fi(stored(&when)) }
            }
            Holds::Address => {
                let address = form.text(&name, 500);
                if !address.is_empty() && !address.starts_with("http://") && !address.starts_with("https://")
                {
                    form.wrong(&name, "plans-problem-address");
                }
                Local::fi(address)
            }
        };
        if !value.is_empty() {
            data.insert(f.name.to_owned(), value);
        }
    }
    data
}

/// A date with doubt in one text: its code, and the words of the source behind it.
pub(crate) fn stored(when: &When) -> String {
    match when.printed() {
        Some(words) => format!("{}|{words}", when.code()),
        None => when.code(),
    }
}

/// Reads [`stored`].
pub(crate) fn restored(text: &str) -> When {
    let (code, printed) = text.split_once('|').map_or((text, None), |(c, p)| (c, Some(p)));
    When::from_code(code, printed).unwrap_or_else(|_| When::unknown())
}

/// A form filled with what stands.
pub(crate) fn fill(mut form: Form, fields: &[Field], data: &Data) -> Form {
    for f in fields {
        let name = named(f);
        let value = data.get(f.name).cloned().unwrap_or_default();
        form = match f.holds {
            Holds::Line | Holds::Area => view::fill(form, &name, &value),
            Holds::Money => form.with(&name, view::typed_euros(value.fi.parse().ok())),
            Holds::When if value.fi.is_empty() => form.with(&name, ""),
            Holds::When => form.with(&name, view::typed(&restored(&value.fi))),
            _ => form.with(&name, &value.fi),
        };
    }
    form
}

/// What a field says, in words of the page's language; `None` where it says nothing.
pub(crate) fn plain(v: &Visit, field: &Field, value: &Local) -> Option<String> {
    if value.is_empty() {
        return None;
    }
    Some(match field.holds {
        Holds::Line | Holds::Area => value.get(v.lang).to_owned(),
        Holds::Choice(_) => v.t(&format!("plans-c-{}", value.fi)),
        Holds::Money => v.money(&Cents(value.fi.parse().ok()?)),
        Holds::Number => v.number(value.fi.parse::<i64>().ok()?),
        Holds::Five | Holds::Address => value.fi.clone(),
        Holds::When => view::told(v, &restored(&value.fi)),
    })
}

/// The same as HTML: addresses lead somewhere, words in another language are marked.
pub(crate) fn shown(v: &Visit, field: &Field, value: &Local) -> Option<Html> {
    let words = plain(v, field, value)?;
    Some(match field.holds {
        Holds::Line | Holds::Area => v.local(value),
        Holds::Address => {
            let address = Html::escape(&words);
            Html::raw(format!("<a href=\"{address}\">{address}</a>"))
        }
        _ => Html::escape(&words),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::kinds::KINDS;

    #[test]
    fn what_is_typed_is_read_and_stands_in_the_form_again() {
        for kind in &KINDS {
            for fields in std::iter::once(kind.fields).chain(kind.sorts.iter().map(|s| s.fields)) {
                let mut form = Form::new();
                for f in fields {
                    let typed = match f.holds {
                        Holds::Choice(codes) => codes[0].to_owned(),
                        Holds::Money => "1200,50".to_owned(),
                        Holds::Number | Holds::Five => "3".to_owned(),
                        Holds::When => "syksyllä 2012".to_owned(),
                        Holds::Address => "http://www.example.org/x".to_owned(),
                        _ => "sanoja".to_owned(),
                    };
                    form = form.with(&named(f), typed);
                }
                let data = read(&mut form, fields);
                assert!(form.ok(), "{}: {:?}", kind.code, form.problems());
                assert_eq!(data.len(), fields.len());
                let again = fill(Form::new(), fields, &data);
                for f in fields {
                    assert_eq!(again.value(&named(f)), form.value(&named(f)), "{}", f.name);
                }
                let mut empty = Form::new();
                assert!(read(&mut empty, fields).is_empty());
                assert_eq!(empty.ok(), fields.iter().all(|f| !f.must));
            }
        }
    }
}
