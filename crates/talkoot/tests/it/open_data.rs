//! The open data of the whole demo, read as a stranger's program would read it: from the entrance along the links.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::path::Path;
use std::process::Command;

use axum::extract::Request;
use kit::Publicity;
use serde_json::Value;
use testkit::{Client, TestApp};

use crate::matrix::loaded;

/// What OParl 1.1 requires of each type besides `id` and `type`.
const REQUIRED: [(&str, &[&str]); 12] = [
    ("System", &["oparlVersion", "body"]),
    ("Body", &["name", "organization", "person", "meeting", "paper", "legislativeTerm"]),
    ("LegislativeTerm", &[]),
    ("Organization", &[]),
    ("Person", &[]),
    ("Membership", &[]),
    ("Meeting", &[]),
    ("AgendaItem", &["order"]),
    ("Paper", &[]),
    ("Consultation", &[]),
    ("File", &["accessUrl"]),
    ("Location", &[]),
];

/// All that can be reached.
struct Crawl {
    objects: BTreeMap<String, Value>,
    referred: BTreeSet<String>,
}

fn path(url: &str, base: &str) -> Option<String> {
    url.strip_prefix(base).map(str::to_owned)
}

async fn json(client: &Client, path: &str) -> Value {
    let reply = client.get(path).await;
    assert_eq!(reply.status, 200, "{path}");
    let kind = reply.headers["content-type"].to_str().unwrap();
    assert!(kind.starts_with("application/json"), "{path}: {kind}");
    serde_json::from_str(&reply.text).unwrap()
}

async fn crawl(t: &TestApp) -> Crawl {
    let (client, base) = (t.nobody(), t.tenant.base_url.clone());
    let system = json(&client, "/oparl/v1.1").await;
    let mut lists = VecDeque::from([system["body"].as_str().unwrap().to_owned()]);
    let mut seen = BTreeSet::new();
    let mut found = Crawl { objects: BTreeMap::new(), referred: BTreeSet::new() };
    found.objects.insert(system["id"].as_str().unwrap().to_owned(), system);
    while let Some(list) = lists.pop_front() {
        if !seen.insert(list.clone()) {
            continue;
        }
        let page = json(&client, &path(&list, &base).unwrap()).await;
        lists.extend(page["links"]["next"].as_str().map(str::to_owned));
        for object in page["data"].as_array().unwrap() {
            for key in ["organization", "person", "meeting", "paper", "agendaItem", "consultation", "file"] {
                let lists_here = ["Body", "Organization"].iter().any(|k| is(object, k));
                lists.extend(object[key].as_str().filter(|_| lists_here).map(str::to_owned));
            }
            for key in ["locationList", "legislativeTermList", "membership"] {
                lists.extend(object[key].as_str().map(str::to_owned));
            }
            found.objects.insert(object["id"].as_str().unwrap().to_owned(), object.clone());
            refer(object, &base, &mut found.referred);
        }
    }
    found
}

fn is(object: &Value, kind: &str) -> bool {
    object["type"].as_str().is_some_and(|t| t.ends_with(&format!("/{kind}")))
}

/// All addresses of objects that stand anywhere in an object.
fn refer(value: &Value, base: &str, into: &mut BTreeSet<String>) {
    match value {
        Value::String(text) => {
            let inside = text.strip_prefix(base).and_then(|p| p.strip_prefix("/oparl/v1.1/"));
            if inside.is_some_and(|p| p.split('/').count() == 2 && !p.starts_with("lists/")) {
                into.insert(text.clone());
            }
        }
        Value::Array(all) => all.iter().for_each(|v| refer(v, base, into)),
        Value::Object(map) => map.values().for_each(|v| refer(v, base, into)),
        _ => {}
    }
}

/// The objects within an object too.
fn each<'a>(value: &'a Value, told: &mut impl FnMut(&'a Value)) {
    match value {
        Value::Object(map) => {
            if map.contains_key("type") && map.contains_key("id") {
                told(value);
            }
            map.values().for_each(|v| each(v, told));
        }
        Value::Array(all) => all.iter().for_each(|v| each(v, told)),
        _ => {}
    }
}

#[tokio::test]
async fn the_whole_demo_can_be_read_from_the_entrance_along_the_links() {
    let (t, _) = loaded().await;
    oparl::catch_up(&t.app).await.unwrap();
    let found = crawl(&t).await;
    let mut kinds: BTreeMap<&str, usize> = BTreeMap::new();
    for object in found.objects.values() {
        each(object, &mut |o| {
            let kind = o["type"].as_str().unwrap().rsplit('/').next().unwrap();
            let (name, required) = REQUIRED.iter().find(|(k, _)| *k == kind).expect("a type of OParl");
            for key in *required {
                assert!(!o[key].is_null(), "{name} without {key}: {o}");
            }
            *kinds.entry(name).or_default() += 1;
        });
    }
    for (kind, _) in REQUIRED {
        assert!(kinds.contains_key(kind), "no {kind} in {kinds:?}");
    }
    let all = meetings::meetings::Filter::default();
    let held = meetings::meetings::list(t.app.db(), t.tenant.id, &all, false, (0, 10_000)).await.unwrap();
    assert_eq!(kinds["Meeting"], held.len(), "{kinds:?}");
    let dead: Vec<_> = found.referred.iter().filter(|url| !found.objects.contains_key(*url)).collect();
    assert!(dead.is_empty(), "references to objects that are in no list: {dead:#?}");
    by_their_schemas(&found);
}

/// The published schemas, where they are at hand, read by a validator that others wrote.
fn by_their_schemas(found: &Crawl) {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let schemas = here.join("../../../shared/data/meetings/oparl-1.1/schema-draft7");
    let python = std::env::var("TALKOOT_PYTHON").unwrap_or_else(|_| "python3".into());
    let has = Command::new(&python).args(["-c", "import jsonschema"]).output();
    if !schemas.is_dir() || !has.is_ok_and(|o| o.status.success()) {
        return eprintln!("not run: the schemas of OParl or the Python package jsonschema are not here");
    }
    let file = tempfile::NamedTempFile::new().unwrap();
    let all: Vec<&Value> = found.objects.values().collect();
    std::fs::write(file.path(), serde_json::to_vec(&all).unwrap()).unwrap();
    let done = Command::new(python)
        .arg(here.join("tests/it/oparl_schemas.py"))
        .args([schemas.as_path(), file.path()])
        .output()
        .unwrap();
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stdout));
}

#[tokio::test]
async fn nothing_is_told_that_pages_do_not_tell_everybody() {
    let (t, _) = loaded().await;
    let m = meetings::meetings::by_key(t.app.db(), t.tenant.id, "esimerkki-tanaan").await.unwrap().unwrap();
    let items = meetings::agenda::items(t.app.db(), t.tenant.id, m.id).await.unwrap();
    let hidden = meetings::agenda::Item {
        publicity: "internal".into(),
        ground: "JulkL 24 §".into(),
        title: store::Json(kit::Local::fi("Salattava otsikko 4711")),
        ..items[1].clone()
    };
    let mut tx = t.tx().await;
    meetings::agenda::update(&mut tx, &items[1], hidden.clone()).await.unwrap();
    tx.commit().await.unwrap();
    oparl::catch_up(&t.app).await.unwrap();
    let found = crawl(&t).await;
    let all: Vec<String> = found.objects.values().map(Value::to_string).collect();
    let (title, link) = (&hidden.title.0.fi, &m.remote_link);
    assert!(!title.is_empty() && !link.is_empty());
    assert!(!all.iter().any(|o| o.contains(title.as_str())), "the title of what is not public");
    assert!(!all.iter().any(|o| o.contains(link.as_str())), "the remote link");
    let url = format!("{}/oparl/v1.1/agenda-item/{}", t.tenant.base_url, hidden.id);
    assert_eq!(found.objects[&url]["public"], false);
    for person in people::persons::list(t.app.db(), t.tenant.id).await.unwrap() {
        let Some(email) = person.email.as_deref().filter(|_| !person.contact_public) else { continue };
        assert!(!all.iter().any(|o| o.contains(email)), "{email}");
    }
}

#[tokio::test]
async fn what_is_taken_back_leaves_a_stub_and_whoever_keeps_a_copy_learns_of_it() {
    let (t, _) = loaded().await;
    oparl::catch_up(&t.app).await.unwrap();
    let nobody = t.nobody();
    let matter = record::matters::list(t.app.db(), t.tenant.id)
        .await
        .unwrap()
        .into_iter()
        .find(|m| Publicity::parse(&m.publicity) == Publicity::Public)
        .unwrap();
    let address = format!("/oparl/v1.1/paper/{}", matter.id);
    let before = json(&nobody, &address).await;
    let total = json(&nobody, "/oparl/v1.1/lists/papers").await["pagination"]["totalElements"].clone();
    let since = before["modified"].as_str().unwrap().to_owned();
    t.clock.set(t.app.now() + jiff::SignedDuration::from_hours(1));
    let mut tx = t.tx().await;
    let secret = record::matters::Matter { publicity: "internal".into(), ..matter.clone() };
    record::matters::update(&mut tx, &matter, secret).await.unwrap();
    tx.commit().await.unwrap();
    oparl::catch_up(&t.app).await.unwrap();

    let gone = nobody.get(&address).await;
    assert_eq!(gone.status, 410);
    let stub: Value = serde_json::from_str(&gone.text).unwrap();
    assert_eq!(stub["deleted"], true);
    assert!(stub.get("name").is_none() && stub["type"] == before["type"]);
    let now = json(&nobody, "/oparl/v1.1/lists/papers").await;
    assert_eq!(now["pagination"]["totalElements"].as_u64().unwrap() + 1, total.as_u64().unwrap());
    let changed = json(&nobody, &format!("/oparl/v1.1/lists/papers?modified_since={since}&limit=1000")).await;
    let listed = |o: &&Value| o["id"] == before["id"];
    assert_eq!(changed["data"].as_array().unwrap().iter().find(listed).unwrap()["deleted"], true);
}

#[tokio::test]
async fn programs_are_answered_as_the_net_expects() {
    let (t, _) = loaded().await;
    oparl::catch_up(&t.app).await.unwrap();
    let nobody = t.nobody();
    let first = nobody.get("/oparl/v1.1/lists/meetings?limit=3").await;
    assert_eq!(first.headers["access-control-allow-origin"], "*");
    let tag = first.headers["etag"].to_str().unwrap().to_owned();
    let again = Request::get("/oparl/v1.1/lists/meetings?limit=3").header("if-none-match", &tag);
    assert_eq!(nobody.send(again.body(axum::body::Body::empty()).unwrap()).await.status, 304);
    let page: Value = serde_json::from_str(&first.text).unwrap();
    assert_eq!(page["data"].as_array().unwrap().len(), 3);
    let one = path(page["data"][0]["id"].as_str().unwrap(), &t.tenant.base_url).unwrap();
    let object = nobody.get(&one).await;
    let at = object.headers["last-modified"].to_str().unwrap().to_owned();
    let since = Request::get(&one).header("if-modified-since", at);
    assert_eq!(nobody.send(since.body(axum::body::Body::empty()).unwrap()).await.status, 304);
    let head = Request::head(&one).body(axum::body::Body::empty()).unwrap();
    let head = nobody.send(head).await;
    assert_eq!((head.status, head.text.len()), (200, 0));
    assert_eq!(head.headers["etag"], object.headers["etag"]);

    for (path, status) in [
        ("/oparl/v1.1/lists/meetings?modified_since=eilen", 400),
        ("/oparl/v1.1/lists/meetings?limit=0", 400),
        ("/oparl/v1.1/lists/meetings?after=x", 400),
        ("/oparl/v1.1/lists/dragons", 404),
        ("/oparl/v1.1/meeting/x", 404),
        ("/oparl/v1.1/meeting/00000000-0000-0000-0000-000000000000", 404),
        ("/oparl/v1.1/organizations/00000000-0000-0000-0000-000000000000/meetings", 404),
    ] {
        let reply = nobody.get(path).await;
        assert_eq!(reply.status, status, "{path}");
        assert!(serde_json::from_str::<Value>(&reply.text).unwrap()["error"].is_string(), "{path}");
    }
    assert_eq!(nobody.at("keski-suomi.localhost").get(&one).await.status, 404, "another region knows it not");
    let within = json(&nobody, "/oparl/v1.1/lists/meetings?omit_internal=true").await;
    assert!(within["data"].as_array().unwrap().iter().all(|m| m.get("agendaItem").is_none()));
}
