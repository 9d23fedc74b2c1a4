//! The contract of open data: what a slice tells of its things in the words of OParl 1.1.

use futures::future::BoxFuture;
use kit::{Lang, Local, Subject, When};
use serde_json::{Map, Value, json};
use uuid::Uuid;

use crate::{App, PageError, Tenant};

/// One object of the open interface, as everybody may know it.
///
/// References stand in `json` without addresses, since a slice knows no host: [`open_ref`] means another object,
/// [`open_list`] a list, [`open_page`] a page, [`open_file`] what lies outside of the languages.
#[derive(Debug, Clone, PartialEq)]
pub struct OpenObject {
    /// The type of OParl, as `AgendaItem`.
    pub kind: &'static str,
    /// Its id; one is enough for objects of several types.
    pub id: Uuid,
    /// The organisation in whose lists it stands.
    pub organisation: Option<Uuid>,
    /// The object that holds it: the paper of a consultation.
    pub part_of: Option<Uuid>,
    /// Its properties, without `id`, `type`, `created` and `modified`.
    pub json: Map<String, Value>,
}

impl OpenObject {
    /// An object with these properties; what is no map of properties has none.
    pub fn new(kind: &'static str, id: Uuid, json: Value) -> Self {
        let json = if let Value::Object(map) = json { map } else { Map::new() };
        Self { kind, id, organisation: None, part_of: None, json }
    }

    /// The same with one property more, where it is known.
    #[must_use]
    pub fn with(mut self, key: &str, value: Option<impl Into<Value>>) -> Self {
        if let Some(value) = value {
            self.json.insert(key.to_owned(), value.into());
        }
        self
    }

    /// The same with a name. OParl knows one; the other languages stand beside it.
    #[must_use]
    pub fn named(self, name: &Local) -> Self {
        let all = json!({ "fi": name.fi, "sv": name.sv, "en": name.en });
        self.with("name", Some(name.get(Lang::Fi))).with("talkoot:name", Some(all))
    }

    /// The same with a day, where it is known: a season or a year is none.
    #[must_use]
    pub fn day(self, key: &str, when: &When) -> Self {
        self.with(key, when.known_day().map(|d| d.to_string()))
    }

    /// The same, standing in the lists of an organisation.
    #[must_use]
    pub fn of(mut self, organisation: Option<Uuid>) -> Self {
        self.organisation = organisation;
        self
    }

    /// The object as it stands within another.
    pub fn within(&self) -> Value {
        let mut all = Map::new();
        all.insert("id".to_owned(), open_ref(self.kind, self.id));
        all.insert("type".to_owned(), format!("https://schema.oparl.org/1.1/{}", self.kind).into());
        all.extend(self.json.clone());
        Value::Object(all)
    }
}

/// All objects that now stand for a thing. What stood for the same thing before and is not among them is gone.
#[derive(Debug, Clone, PartialEq)]
pub struct Opened {
    /// The thing; a part may answer with its whole, as an item with its meeting.
    pub subject: Subject,
    /// Its objects; none when it is gone or not public.
    pub objects: Vec<OpenObject>,
}

/// What a slice tells openly of a changed subject; nothing of a kind that is not its own.
pub type OpenSource =
    for<'a> fn(&'a App, &'a Tenant, &'a Subject) -> BoxFuture<'a, Result<Vec<Opened>, PageError>>;

/// How references begin; nothing that a person types does.
pub const OPEN_MARK: char = '\u{1}';

/// The reference to another object.
pub fn open_ref(kind: &str, id: Uuid) -> Value {
    Value::String(format!("{OPEN_MARK}oparl:{kind}/{id}"))
}

/// The reference to a list, as `/lists/meetings`.
pub fn open_list(path: &str) -> Value {
    Value::String(format!("{OPEN_MARK}list:{path}"))
}

/// The reference to a page, as `/meetings/<id>`.
pub fn open_page(path: &str) -> Value {
    Value::String(format!("{OPEN_MARK}web:{path}"))
}

/// The reference to a file, as `/files/<sha>/<name>`.
pub fn open_file(path: &str) -> Value {
    Value::String(format!("{OPEN_MARK}file:{path}"))
}
