//! The JSON form of a project: read whole or refused with what is wrong by path, and written back the same. Pure.

use std::collections::BTreeMap;

use kit::When;
use serde_json::{Map, Value, json};

use crate::gates;
use crate::kinds::{KINDS, Kind, Sort};
use crate::money::Reserved;
use crate::staff;
use crate::values::{self, Data, Fields, Wrong, when_json, when_of};
use crate::whole::{Earlier, Head, Row, STATES, Whole, row};

/// The version of the form.
pub const SCHEMA: &str = "talkoot.project/1";
/// Sub-projects lie at most so deep.
const DEEPEST: usize = 4;
/// So many rows of a kind are taken at once.
const MOST_ROWS: usize = 5_000;

/// What is wrong, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// The path in the file, as `staff[3].share`.
    pub path: String,
    /// What is wrong.
    pub wrong: Wrong,
}

/// What the store knows and a file must agree with.
#[derive(Debug, Clone, Default)]
pub struct Known {
    /// Bodies: key and Finnish name.
    pub bodies: Vec<(String, String)>,
    /// The region's municipalities, those of the past too.
    pub municipalities: Vec<String>,
}

/// A project as a file gives it.
#[derive(Debug, Clone, PartialEq)]
pub struct Given {
    /// Head, rows and sub-projects.
    pub whole: Whole,
    /// The key of the body that steers it.
    pub body: Option<String>,
    /// `public` or `internal`.
    pub publicity: String,
    /// The writer's own texts of the report, by chapter.
    pub texts: Vec<(String, String)>,
    /// Its sub-projects.
    pub parts: Vec<Given>,
}

/// Reads a file.
///
/// # Errors
/// All that is wrong with it, by path.
pub fn read(bytes: &[u8], known: &Known) -> Result<Given, Vec<Fault>> {
    let fault =
        |path: &str, key, value: String| vec![Fault { path: path.to_owned(), wrong: Wrong { key, value } }];
    let value: Value = serde_json::from_slice(bytes)
        .map_err(|e| fault("", "projects-file-broken", format!("{}:{}", e.line(), e.column())))?;
    let Value::Object(map) = value else { return Err(fault("", "projects-file-broken", "1:1".to_owned())) };
    match map.get("schema").and_then(Value::as_str) {
        Some(SCHEMA) => {}
        other => return Err(fault("schema", "projects-file-schema", other.unwrap_or("–").to_owned())),
    }
    let mut reader = Reader { known, faults: Vec::new(), codes: Vec::new() };
    let given = reader.project(&map, "", 0);
    match given {
        Some(given) if reader.faults.is_empty() => Ok(given),
        _ => Err(reader.faults),
    }
}

struct Reader<'a> {
    known: &'a Known,
    faults: Vec<Fault>,
    codes: Vec<String>,
}

/// The fields of a head: name, and whether it is needed.
pub(crate) const HEAD: [(&str, bool); 15] = [
    ("code", true),
    ("name", true),
    ("diary", false),
    ("owner", false),
    ("manager", false),
    ("steering_body", false),
    ("measure", false),
    ("state", true),
    ("from", true),
    ("to", true),
    ("earlier", false),
    ("currency", false),
    ("summary", false),
    ("source", false),
    ("publicity", false),
];

/// Whether a text can be the code of a project: it stands in addresses.
pub fn is_code(code: &str) -> bool {
    (1..=60).contains(&code.len())
        && code.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '.' | '_'))
        && code.starts_with(|c: char| c.is_ascii_alphanumeric())
        && !matches!(code, "new" | "lessons")
}

impl Reader<'_> {
    fn fault(&mut self, path: impl Into<String>, key: &'static str, value: impl ToString) {
        self.faults.push(Fault { path: path.into(), wrong: Wrong::new(key, value) });
    }

    fn project(&mut self, map: &Map<String, Value>, at: &str, depth: usize) -> Option<Given> {
        let names = ["schema", "project", "texts", "subprojects"];
        for name in map.keys() {
            if !names.contains(&name.as_str()) && !KINDS.iter().any(|k| k.name == name) {
                self.fault(format!("{at}{name}"), "projects-wrong-unknown", name);
            }
        }
        let Some(Value::Object(head)) = map.get("project") else {
            self.fault(format!("{at}project"), "problem-required", "");
            return None;
        };
        let (head, body, publicity) = self.head(head, &format!("{at}project."));
        let mut whole = Whole { head, rows: Vec::new(), parts: Vec::new() };
        for kind in KINDS {
            self.rows(&mut whole, kind, map.get(kind.name), at);
        }
        self.together(&whole, at);
        let texts = self.texts(map.get("texts"), at);
        let mut parts = Vec::new();
        match map.get("subprojects") {
            None => {}
            Some(Value::Array(list)) if depth < DEEPEST => {
                for (n, part) in list.iter().enumerate() {
                    let at = format!("{at}subprojects[{n}].");
                    match part {
                        Value::Object(part) => parts.extend(self.project(part, &at, depth + 1)),
                        other => self.fault(at.trim_end_matches('.'), "projects-wrong-object", other),
                    }
                }
            }
            Some(_) => self.fault(format!("{at}subprojects"), "projects-wrong-list", ""),
        }
        Some(Given { whole, body, publicity, texts, parts })
    }

    fn head(&mut self, map: &Map<String, Value>, at: &str) -> (Head, Option<String>, String) {
        for name in map.keys().filter(|n| !HEAD.iter().any(|(h, _)| h == n)) {
            self.fault(format!("{at}{name}"), "projects-wrong-unknown", name);
        }
        let mut words = |name: &str, most: usize| -> String {
            let needed = HEAD.iter().any(|(n, needed)| *n == name && *needed);
            match map.get(name) {
                None if !needed => String::new(),
                Some(Value::String(text))
                    if text.chars().count() <= most && !(needed && text.trim().is_empty()) =>
                {
                    text.trim().to_owned()
                }
                Some(Value::String(text)) if text.chars().count() > most => {
                    self.fault(format!("{at}{name}"), "problem-too-long", most);
                    String::new()
                }
                None | Some(Value::String(_)) => {
                    self.fault(format!("{at}{name}"), "problem-required", "");
                    String::new()
                }
                Some(other) => {
                    self.fault(format!("{at}{name}"), "projects-wrong-text", other);
                    String::new()
                }
            }
        };
        let (code, name) = (words("code", 60), words("name", 300));
        let (diary, owner, manager) = (words("diary", 100), words("owner", 300), words("manager", 300));
        let (steering, measure, state) =
            (words("steering_body", 200), words("measure", 60), words("state", 20));
        let (currency, summary, source) =
            (words("currency", 10), words("summary", 5_000), words("source", 500));
        let publicity = words("publicity", 20);
        if !code.is_empty() && !is_code(&code) {
            self.fault(format!("{at}code"), "projects-wrong-code", &code);
        }
        if !code.is_empty() && self.codes.contains(&code) {
            self.fault(format!("{at}code"), "projects-code-twice", &code);
        }
        self.codes.push(code.clone());
        if !state.is_empty() && !STATES.contains(&state.as_str()) {
            self.fault(
                format!("{at}state"),
                "projects-wrong-choice",
                format!("{state} ({})", STATES.join(", ")),
            );
        }
        if !matches!(currency.as_str(), "" | "EUR") {
            self.fault(format!("{at}currency"), "projects-wrong-currency", &currency);
        }
        if !matches!(publicity.as_str(), "" | "public" | "internal") {
            self.fault(
                format!("{at}publicity"),
                "projects-wrong-choice",
                format!("{publicity} (public, internal)"),
            );
        }
        let known =
            self.known.bodies.iter().find(|(key, name)| *key == steering || *name == steering).cloned();
        if known.is_none() && !steering.is_empty() {
            self.fault(format!("{at}steering_body"), "projects-wrong-body", &steering);
        }
        let from = self.when(map.get("from"), &format!("{at}from"), true);
        let to = self.when(map.get("to"), &format!("{at}to"), true);
        if let (Some((first, _)), Some((_, last))) = (from.span(), to.span())
            && last < first
        {
            self.fault(format!("{at}to"), "projects-wrong-span", to.code());
        }
        let mut earlier = Vec::new();
        match map.get("earlier") {
            None => {}
            Some(Value::Array(list)) => {
                for (n, one) in list.iter().enumerate() {
                    let at = format!("{at}earlier[{n}]");
                    earlier.push(Earlier {
                        from: self.when(one.get("from"), &format!("{at}.from"), false),
                        to: self.when(one.get("to"), &format!("{at}.to"), false),
                        why: one.get("why").and_then(Value::as_str).unwrap_or_default().to_owned(),
                    });
                }
            }
            Some(_) => self.fault(format!("{at}earlier"), "projects-wrong-list", ""),
        }
        let (body, steering) = known.map_or((None, String::new()), |(key, name)| (Some(key), name));
        let publicity = if publicity.is_empty() { "public".to_owned() } else { publicity };
        let head = Head {
            code,
            name,
            diary,
            owner,
            manager,
            steering,
            measure,
            state,
            from,
            to,
            earlier,
            summary,
            source,
        };
        (head, body, publicity)
    }

    fn when(&mut self, value: Option<&Value>, path: &str, needed: bool) -> When {
        match value.map(when_of) {
            Some(Ok(when)) => when,
            Some(Err(wrong)) => {
                self.faults.push(Fault { path: path.to_owned(), wrong });
                When::unknown()
            }
            None => {
                if needed {
                    self.fault(path, "problem-required", "");
                }
                When::unknown()
            }
        }
    }

    fn rows(&mut self, whole: &mut Whole, kind: &'static Kind, list: Option<&Value>, at: &str) {
        let list = match list {
            None => return,
            Some(Value::Array(list)) if list.len() <= MOST_ROWS => list,
            Some(Value::Array(_)) => {
                return self.fault(format!("{at}{}", kind.name), "projects-wrong-many", MOST_ROWS);
            }
            Some(_) => return self.fault(format!("{at}{}", kind.name), "projects-wrong-list", ""),
        };
        for (n, one) in list.iter().enumerate() {
            let path = format!("{at}{}[{n}]", kind.name);
            let Value::Object(map) = one else {
                self.fault(path, "projects-wrong-object", one);
                continue;
            };
            let (data, wrong) = values::read(kind, map);
            self.faults
                .extend(wrong.into_iter().map(|(f, wrong)| Fault { path: format!("{path}.{f}"), wrong }));
            if kind.name == "partners"
                && data.get("kind").and_then(Value::as_str) == Some("municipality")
                && let Some(name) = data.get("name").and_then(Value::as_str)
                && !self.known.municipalities.iter().any(|m| m == name)
            {
                self.fault(format!("{path}.name"), "projects-wrong-municipality", name);
            }
            whole.rows.push(row(kind, i64::try_from(n).unwrap_or(0) + 1, data));
        }
    }

    /// What rows must agree on with one another.
    fn together(&mut self, whole: &Whole, at: &str) {
        let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
        for (n, m) in whole.rows("measures").iter().enumerate() {
            if seen.insert(m.text("code"), n).is_some() {
                let code = m.text("code").to_owned();
                self.fault(format!("{at}measures[{n}].code"), "projects-code-twice", code);
            }
        }
        for r in &whole.rows {
            for f in r.kind.fields.iter().filter(|f| f.sort == Sort::Measure) {
                let code = r.text(f.name);
                if !code.is_empty() && !seen.contains_key(code) {
                    let path = format!("{at}{}[{}].{}", r.kind.name, r.position - 1, f.name);
                    self.fault(path, "projects-wrong-measure", code);
                }
            }
            let path = format!("{at}{}[{}]", r.kind.name, r.position - 1);
            for (field, key) in row_problems(r) {
                self.fault(format!("{path}.{field}"), key, "");
            }
        }
        let stages = whole.rows("stages");
        for s in &stages {
            if let Some(key) = gates::closed(s, &stages) {
                self.fault(format!("{at}stages[{}].state", s.position - 1), key, "");
            }
        }
        for (person, day, sum) in staff::overbooked(&whole.rows("staff")) {
            let first = whole
                .rows("staff")
                .iter()
                .position(|r| r.text("person") == person && staff::days_of(r).is_some_and(|(a, _)| a == day));
            let path = format!("{at}staff[{}].share", first.unwrap_or(0));
            self.fault(path, "projects-wrong-share", format!("{sum} %, {day}"));
        }
    }

    fn texts(&mut self, value: Option<&Value>, at: &str) -> Vec<(String, String)> {
        let mut texts = Vec::new();
        match value {
            None => {}
            Some(Value::Object(map)) => {
                for (key, text) in map {
                    match text {
                        Value::String(text) if is_part(key) && text.len() <= 200_000 => {
                            texts.push((key.clone(), text.clone()));
                        }
                        Value::String(_) if !is_part(key) => {
                            self.fault(format!("{at}texts.{key}"), "projects-wrong-unknown", key);
                        }
                        other => self.fault(format!("{at}texts.{key}"), "projects-wrong-text", other),
                    }
                }
            }
            Some(_) => self.fault(format!("{at}texts"), "projects-wrong-object", ""),
        }
        texts
    }
}

/// Whether a key names a part of the report that has its own text: a chapter, or a measure by its code.
pub fn is_part(key: &str) -> bool {
    matches!(key.parse::<u8>(), Ok(1..=8)) || key.strip_prefix("m-").is_some_and(|code| !code.is_empty())
}

/// What is wrong within one row that its fields alone do not show: field and key.
pub fn row_problems(row: &Row) -> Vec<(&'static str, &'static str)> {
    let mut out = Vec::new();
    if row.kind.field("from").is_some()
        && let (Some((first, _)), Some((_, last))) = (row.when("from").span(), row.when("to").span())
        && last < first
    {
        out.push(("to", "projects-wrong-span"));
    }
    if row.kind.name == "reservations" && Reserved::of(row).is_err() {
        out.push(("used_cents", "projects-wrong-overrun"));
    }
    if row.kind.name == "reservations"
        && row.cents("released_cents").is_some_and(|c| c.0 > 0)
        && row.text("reason").is_empty()
    {
        out.push(("reason", "projects-wrong-release"));
    }
    out
}

/// A project as a file.
pub fn write(given: &Given) -> Value {
    let mut map = Map::new();
    map.insert("schema".to_owned(), SCHEMA.into());
    fill(&mut map, given);
    Value::Object(map)
}

fn fill(map: &mut Map<String, Value>, given: &Given) {
    let h = &given.whole.head;
    let mut head = Map::new();
    let steering = given.body.clone().unwrap_or_default();
    let words = [
        ("code", &h.code),
        ("name", &h.name),
        ("diary", &h.diary),
        ("owner", &h.owner),
        ("manager", &h.manager),
        ("steering_body", &steering),
        ("measure", &h.measure),
        ("state", &h.state),
        ("summary", &h.summary),
        ("source", &h.source),
        ("publicity", &given.publicity),
    ];
    for (name, text) in words.into_iter().filter(|(_, t)| !t.is_empty()) {
        head.insert(name.to_owned(), text.clone().into());
    }
    head.insert("from".to_owned(), when_json(&h.from));
    head.insert("to".to_owned(), when_json(&h.to));
    head.insert("currency".to_owned(), "EUR".into());
    if !h.earlier.is_empty() {
        let list: Vec<Value> = h
            .earlier
            .iter()
            .map(|e| json!({ "from": when_json(&e.from), "to": when_json(&e.to), "why": e.why }))
            .collect();
        head.insert("earlier".to_owned(), list.into());
    }
    map.insert("project".to_owned(), head.into());
    for kind in KINDS {
        let mut rows: Vec<&Row> = given.whole.rows.iter().filter(|r| r.kind.name == kind.name).collect();
        rows.sort_by_key(|r| r.position);
        let list: Vec<Value> = rows.iter().map(|r| Value::Object(ordered(kind, &r.data))).collect();
        if !list.is_empty() {
            map.insert(kind.name.to_owned(), list.into());
        }
    }
    if !given.texts.is_empty() {
        let texts: Map<String, Value> =
            given.texts.iter().map(|(k, t)| (k.clone(), t.clone().into())).collect();
        map.insert("texts".to_owned(), texts.into());
    }
    if !given.parts.is_empty() {
        let parts = given.parts.iter().map(|p| {
            let mut map = Map::new();
            fill(&mut map, p);
            Value::Object(map)
        });
        map.insert("subprojects".to_owned(), parts.collect::<Vec<_>>().into());
    }
}

fn ordered(kind: &Kind, data: &Data) -> Data {
    kind.fields.iter().filter_map(|f| Some((f.name.to_owned(), data.get(f.name)?.clone()))).collect()
}

/// The JSON Schema (2020-12) of the form.
pub fn schema() -> Value {
    let of = |sort: Sort| match sort {
        Sort::Text | Sort::Measure => json!({ "type": "string", "maxLength": values::LINE }),
        Sort::Long => json!({ "type": "string", "maxLength": values::LONG }),
        Sort::Url => json!({ "type": "string", "pattern": "^https?://\\S+$" }),
        Sort::When => json!({ "$ref": "#/$defs/when" }),
        Sort::Money => {
            json!({ "type": "integer", "minimum": 0, "maximum": values::MOST_CENTS, "description": "cents" })
        }
        Sort::Count => json!({ "type": "integer", "minimum": 0 }),
        Sort::Percent => json!({ "type": "integer", "minimum": 0, "maximum": 100 }),
        Sort::Flag => json!({ "type": "boolean" }),
        Sort::Choice(codes) => json!({ "enum": codes }),
    };
    let mut lists = Map::new();
    lists.insert("project".to_owned(), json!({ "$ref": "#/$defs/head" }));
    for kind in KINDS {
        let fields: Map<String, Value> =
            kind.fields.iter().map(|f| (f.name.to_owned(), of(f.sort))).collect();
        let needed: Vec<&str> = kind.fields.iter().filter(|f| f.needed).map(|f| f.name).collect();
        lists.insert(
            kind.name.to_owned(),
            json!({
                "type": "array",
                "maxItems": MOST_ROWS,
                "items": {
                    "type": "object", "properties": fields, "required": needed, "additionalProperties": false,
                },
            }),
        );
    }
    lists.insert(
        "texts".to_owned(),
        json!({
            "type": "object",
            "description": "The writer's own text of a chapter (1 to 8) or of a measure (m- and its code)",
            "patternProperties": { "^([1-8]|m-.+)$": { "type": "string" } },
            "additionalProperties": false,
        }),
    );
    lists.insert("subprojects".to_owned(), json!({ "type": "array", "items": { "$ref": "#/$defs/part" } }));
    let mut whole = lists.clone();
    whole.insert("schema".to_owned(), json!({ "const": SCHEMA }));
    let head: Map<String, Value> = HEAD
        .iter()
        .map(|(name, _)| {
            let sort = match *name {
                "from" | "to" => json!({ "$ref": "#/$defs/when" }),
                "state" => json!({ "enum": STATES }),
                "currency" => json!({ "enum": ["EUR"] }),
                "publicity" => json!({ "enum": ["public", "internal"] }),
                "earlier" => json!({ "type": "array", "items": {
                    "type": "object",
                    "properties": {
                        "from": { "$ref": "#/$defs/when" },
                        "to": { "$ref": "#/$defs/when" },
                        "why": { "type": "string" },
                    },
                } }),
                "code" => json!({ "type": "string", "pattern": "^[A-Za-z0-9][A-Za-z0-9._-]{0,59}$" }),
                _ => json!({ "type": "string" }),
            };
            ((*name).to_owned(), sort)
        })
        .collect();
    let needed: Vec<&str> = HEAD.iter().filter(|h| h.1).map(|h| h.0).collect();
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": SCHEMA,
        "type": "object",
        "properties": whole,
        "required": ["schema", "project"],
        "additionalProperties": false,
        "$defs": {
            "when": {
                "description": "2013-01-23, 2012-12, 2012-09~autumn, 2013, 9998~open or 9999~unknown; with the words of the source where they say more",
                "oneOf": [
                    { "$ref": "#/$defs/code" },
                    {
                        "type": "object",
                        "properties": { "date": { "$ref": "#/$defs/code" }, "printed": { "type": "string" } },
                        "required": ["date"],
                        "additionalProperties": false,
                    },
                ],
            },
            "code": {
                "type": "string",
                "pattern": "^(\\d{4}(-\\d{2}(-\\d{2})?)?|\\d{4}-\\d{2}~(winter|spring|summer|autumn)|9998~open|9999~unknown)$",
            },
            "head": {
                "type": "object", "properties": head, "required": needed, "additionalProperties": false,
            },
            "part": {
                "type": "object", "properties": lists, "required": ["project"], "additionalProperties": false,
            },
        },
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn known() -> Known {
        Known {
            bodies: vec![("kj".into(), "Kuntajohtajakokous".into())],
            municipalities: vec!["Sysmä".into(), "Lahti".into()],
        }
    }

    fn file() -> Value {
        json!({
            "schema": SCHEMA,
            "project": {
                "code": "117718", "name": "Koe", "state": "closed", "steering_body": "kj",
                "from": "2012-07-01", "to": { "date": "2015-09-30", "printed": "30.9.2015" }, "currency": "EUR",
            },
            "measures": [{ "code": "3.1", "title": "Seminaarit" }],
            "staff": [{ "person": "A", "role": "r", "from": "2012-07-01", "to": "2012-07-31", "share": 60 }],
            "events": [{ "measure": "3.1", "title": "Kick Off", "at": "2013-01-23" }],
            "partners": [{ "name": "Sysmä", "kind": "municipality" }],
            "texts": { "1": "Alku" },
        })
    }

    fn faults(change: impl FnOnce(&mut Value)) -> Vec<(String, &'static str)> {
        let mut file = file();
        change(&mut file);
        match read(file.to_string().as_bytes(), &known()) {
            Ok(_) => Vec::new(),
            Err(faults) => faults.into_iter().map(|f| (f.path, f.wrong.key)).collect(),
        }
    }

    #[test]
    fn a_file_comes_back_as_it_was_read() {
        let given = read(file().to_string().as_bytes(), &known()).unwrap();
        let again = write(&given);
        let twice = read(again.to_string().as_bytes(), &known()).unwrap();
        assert_eq!(given, twice);
        assert_eq!(given.whole.head.steering, "Kuntajohtajakokous");
    }

    #[test]
    fn what_is_wrong_is_named_by_its_path() {
        let one = |path: &str, key| vec![(path.to_owned(), key)];
        assert_eq!(
            faults(|f| f["schema"] = "talkoot.project/9".into()),
            one("schema", "projects-file-schema")
        );
        assert_eq!(
            faults(|f| f["project"]["currency"] = "SEK".into()),
            one("project.currency", "projects-wrong-currency")
        );
        assert_eq!(
            faults(|f| f["project"]["steering_body"] = "x".into()),
            one("project.steering_body", "projects-wrong-body")
        );
        assert_eq!(
            faults(|f| f["partners"][0]["name"] = "Tampere".into()),
            one("partners[0].name", "projects-wrong-municipality")
        );
        assert_eq!(
            faults(|f| f["events"][0]["measure"] = "9.9".into()),
            one("events[0].measure", "projects-wrong-measure")
        );
        assert_eq!(faults(|f| f["odd"] = 1.into()), one("odd", "projects-wrong-unknown"));
        assert_eq!(
            faults(|f| f["reservations"] = json!([{ "cents": -5 }])),
            [("reservations[0].cents".to_owned(), "projects-wrong-negative")]
        );
        assert_eq!(
            faults(|f| f["reservations"] = json!([{ "cents": 100, "used_cents": 101 }])),
            one("reservations[0].used_cents", "projects-wrong-overrun")
        );
        let more = json!({ "person": "A", "role": "q", "from": "2012-07-15", "share": 50 });
        assert_eq!(
            faults(|f| f["staff"].as_array_mut().unwrap().push(more)),
            one("staff[1].share", "projects-wrong-share")
        );
        assert_eq!(read(b"{", &known()).unwrap_err()[0].wrong.key, "projects-file-broken");
    }

    #[test]
    fn the_schema_names_every_kind() {
        let schema = schema();
        for kind in KINDS {
            assert!(schema["properties"][kind.name]["items"]["properties"].is_object(), "{}", kind.name);
        }
    }
}
