//! The envelope of lists: which part it is, and where the other parts stand. Pure.

use jiff::Timestamp;
use serde::Deserialize;
use serde_json::{Value, json};

/// Objects on a page when nothing else is asked,
pub const USUAL: u64 = 100;
/// and at most.
pub const MOST: u64 = 1_000;

/// What may be asked of a list, as it stands in the address.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct Asked {
    /// Only objects made from this moment on.
    pub created_since: Option<String>,
    /// Only objects made until this moment.
    pub created_until: Option<String>,
    /// Only objects changed from this moment on; those that are gone too.
    pub modified_since: Option<String>,
    /// Only objects changed until this moment.
    pub modified_until: Option<String>,
    /// Objects on a page.
    pub limit: Option<String>,
    /// The last object of the page before.
    pub after: Option<String>,
    /// Whether objects within objects are left out.
    pub omit_internal: Option<String>,
}

/// What is asked, read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Filter {
    /// From, to (exclusive) of the making.
    pub created: (Option<Timestamp>, Option<Timestamp>),
    /// From, to (exclusive) of the last change.
    pub modified: (Option<Timestamp>, Option<Timestamp>),
    /// Objects on a page.
    pub limit: u64,
    /// The number of the last object of the page before.
    pub after: i64,
    /// Whether objects within objects are left out.
    pub omit_internal: bool,
}

/// A filter that cannot be read: its name and what stands there.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{name}` cannot be `{value}`")]
pub struct BadFilter {
    /// The name of the filter.
    pub name: &'static str,
    /// What was given.
    pub value: String,
}

impl Asked {
    /// Reads what is asked.
    pub fn read(&self) -> Result<Filter, BadFilter> {
        let moment = |name: &'static str, text: &Option<String>| match text.as_deref() {
            None | Some("") => Ok(None),
            // A plus sign of an offset is a space where the asker did not encode it.
            Some(t) => match t.replace(' ', "+").parse::<Timestamp>() {
                Ok(at) => Ok(Some(at)),
                Err(_) => Err(BadFilter { name, value: t.to_owned() }),
            },
        };
        let limit = match self.limit.as_deref() {
            None | Some("") => USUAL,
            Some(t) => match t.parse::<u64>() {
                Ok(n) if n >= 1 => n.min(MOST),
                _ => return Err(BadFilter { name: "limit", value: t.to_owned() }),
            },
        };
        let after = match self.after.as_deref() {
            None | Some("") => 0,
            Some(t) => t.parse().map_err(|_| BadFilter { name: "after", value: t.to_owned() })?,
        };
        Ok(Filter {
            created: (
                moment("created_since", &self.created_since)?,
                moment("created_until", &self.created_until)?,
            ),
            modified: (
                moment("modified_since", &self.modified_since)?,
                moment("modified_until", &self.modified_until)?,
            ),
            limit,
            after,
            omit_internal: self.omit_internal.as_deref() == Some("true"),
        })
    }

    /// The address of the page that begins after an object, with the same filters.
    pub fn page(&self, list: &str, after: Option<i64>) -> String {
        let after = after.map(|n| n.to_string());
        let pairs = [
            ("created_since", &self.created_since),
            ("created_until", &self.created_until),
            ("modified_since", &self.modified_since),
            ("modified_until", &self.modified_until),
            ("limit", &self.limit),
            ("omit_internal", &self.omit_internal),
            ("after", &after),
        ];
        let mut address = list.to_owned();
        let mut sign = '?';
        for (name, value) in pairs {
            if let Some(value) = value.as_deref().filter(|v| !v.is_empty()) {
                address.push(sign);
                address.push_str(name);
                address.push('=');
                address.extend(form_urlencoded::byte_serialize(value.as_bytes()));
                sign = '&';
            }
        }
        address
    }
}

/// A page of a list. `last` is the number of its last object when there are more.
pub fn envelope(
    asked: &Asked,
    list: &str,
    data: Vec<Value>,
    total: u64,
    limit: u64,
    last: Option<i64>,
) -> Value {
    let mut links = serde_json::Map::new();
    links.insert("first".into(), asked.page(list, None).into());
    links.insert("self".into(), asked.page(list, asked.after.as_deref().and_then(|a| a.parse().ok())).into());
    if let Some(last) = last {
        links.insert("next".into(), asked.page(list, Some(last)).into());
    }
    json!({
        "data": data,
        "pagination": {
            "totalElements": total,
            "elementsPerPage": limit,
            "totalPages": total.div_ceil(limit.max(1)).max(1),
        },
        "links": links,
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_wrong_moment_is_named() {
        let asked = Asked { modified_since: Some("eilen".into()), ..Asked::default() };
        let bad = asked.read().unwrap_err();
        assert_eq!((bad.name, bad.value.as_str()), ("modified_since", "eilen"));
    }

    #[test]
    fn an_offset_whose_plus_became_a_space_is_understood() {
        let asked = Asked { created_since: Some("2026-01-01T00:00:00 02:00".into()), ..Asked::default() };
        let at: Timestamp = "2025-12-31T22:00:00Z".parse().unwrap();
        assert_eq!(asked.read().unwrap().created.0, Some(at));
    }

    #[test]
    fn there_is_a_next_page_only_where_there_is_more() {
        let asked = Asked { limit: Some("2".into()), ..Asked::default() };
        let page = envelope(&asked, "https://x.fi/l", vec![json!(1), json!(2)], 3, 2, Some(7));
        assert_eq!(page["links"]["next"], "https://x.fi/l?limit=2&after=7");
        assert_eq!(page["pagination"]["totalPages"], 2);
        let page = envelope(&asked, "https://x.fi/l", vec![json!(3)], 3, 2, None);
        assert!(page["links"].get("next").is_none());
    }

    proptest! {
        #[test]
        fn whatever_is_asked_is_read_or_refused_and_never_more_than_the_most(limit in ".{0,8}", since in ".{0,30}", after in ".{0,8}") {
            let asked = Asked { limit: Some(limit), modified_since: Some(since), after: Some(after), ..Asked::default() };
            if let Ok(filter) = asked.read() {
                prop_assert!((1..=MOST).contains(&filter.limit));
            }
            // The address of a page is one address, whatever was asked.
            prop_assert!(!asked.page("https://x.fi/l", Some(1)).contains([' ', '"', '<', '\n']));
        }
    }
}
