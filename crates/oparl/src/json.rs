//! From what slices tell to what is served: addresses for references, the properties that all objects share, stubs.

use jiff::Timestamp;
use page::OPEN_MARK;
use serde_json::{Map, Value};
use uuid::Uuid;

use crate::kinds::Kind;

/// Where the interface stands under the address of the region's pages.
pub const ROOT: &str = "/oparl/v1.1";

/// The licence of all objects.
pub const LICENCE: &str = "https://creativecommons.org/licenses/by/4.0/";

/// The address of an object.
pub fn address(base: &str, kind: Kind, id: Uuid) -> String {
    format!("{base}{ROOT}/{}/{id}", kind.one)
}

/// The address that a reference means; `None` for other text.
fn meant(base: &str, text: &str) -> Option<String> {
    let (kind, rest) = text.strip_prefix(OPEN_MARK)?.split_once(':')?;
    match kind {
        "oparl" => {
            let (name, id) = rest.split_once('/')?;
            Some(address(base, Kind::named(name)?, id.parse().ok()?))
        }
        "list" => Some(format!("{base}{ROOT}{rest}")),
        "web" => Some(format!("{base}/fi{rest}")),
        "file" => Some(format!("{base}{rest}")),
        _ => None,
    }
}

/// Puts addresses in the place of references, and the schema in the place of types of objects within objects.
pub fn resolve(base: &str, value: &mut Value) {
    match value {
        Value::String(text) => {
            if let Some(url) = meant(base, text) {
                *text = url;
            }
        }
        Value::Array(all) => all.iter_mut().for_each(|v| resolve(base, v)),
        Value::Object(map) => map.values_mut().for_each(|v| resolve(base, v)),
        _ => {}
    }
}

/// What is known of an object besides its properties.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Head {
    /// Its type.
    pub kind: Kind,
    /// Its id.
    pub id: Uuid,
    /// Since when it stands.
    pub created: Timestamp,
    /// When it last changed.
    pub modified: Timestamp,
    /// Whether it is gone.
    pub deleted: bool,
}

/// An object as it is served. Of one that is gone, that it was and when it went.
pub fn object(base: &str, head: Head, mut properties: Map<String, Value>) -> Value {
    if head.deleted {
        properties.clear();
        properties.insert("deleted".into(), Value::Bool(true));
    } else {
        properties.entry("license").or_insert_with(|| LICENCE.into());
    }
    let mut all = Map::new();
    all.insert("id".into(), address(base, head.kind, head.id).into());
    all.insert("type".into(), head.kind.schema().into());
    let mut value = Value::Object(properties);
    resolve(base, &mut value);
    if let Value::Object(properties) = value {
        all.extend(properties);
    }
    all.insert("created".into(), time(head.created).into());
    all.insert("modified".into(), time(head.modified).into());
    Value::Object(all)
}

/// A moment to the second, as OParl prints it.
pub fn time(at: Timestamp) -> String {
    at.round(jiff::Unit::Second).unwrap_or(at).to_string()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn head(deleted: bool) -> Head {
        let at: Timestamp = "2026-01-02T03:04:05.6Z".parse().unwrap();
        Head { kind: Kind::named("Meeting").unwrap(), id: Uuid::nil(), created: at, modified: at, deleted }
    }

    fn properties() -> Map<String, Value> {
        let json = json!({
            "name": "oparl:Meeting/ei viite",
            "organization": [page::open_ref("Organization", Uuid::nil())],
            "web": page::open_page("/meetings/1"),
            "resultsProtocol": { "accessUrl": page::open_file("/files/a/b.pdf") },
        });
        json.as_object().cloned().unwrap()
    }

    #[test]
    fn references_become_addresses_and_words_stay() {
        let served = object("https://x.fi", head(false), properties());
        assert_eq!(served["id"], format!("https://x.fi/oparl/v1.1/meeting/{}", Uuid::nil()));
        assert_eq!(
            served["organization"][0],
            format!("https://x.fi/oparl/v1.1/organization/{}", Uuid::nil())
        );
        assert_eq!(served["web"], "https://x.fi/fi/meetings/1");
        assert_eq!(served["resultsProtocol"]["accessUrl"], "https://x.fi/files/a/b.pdf");
        assert_eq!(served["name"], "oparl:Meeting/ei viite");
        assert_eq!(served["created"], "2026-01-02T03:04:06Z");
    }

    #[test]
    fn of_what_is_gone_nothing_is_told_but_that() {
        let served = object("https://x.fi", head(true), properties());
        let keys: Vec<_> = served.as_object().unwrap().keys().map(String::as_str).collect();
        assert_eq!(keys, ["created", "deleted", "id", "modified", "type"]);
        assert_eq!(served["deleted"], true);
    }
}
