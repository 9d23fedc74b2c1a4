//! The machine interface: keys, pushing items, reading outcomes, and its description.

use std::collections::BTreeSet;

use axum::body::Body;
use axum::extract::Request;
use axum::http::header;
use kit::{Local, Publicity, When};
use record::decisions::{self, NewDecision, Number};
use record::matters;
use serde_json::{Value, json};
use testkit::{Client, Reply, TestApp, on_both};
use uuid::Uuid;

use crate::common::{features, three_bodies};

async fn key(t: &TestApp, slug: &str) -> String {
    let admin = t.admin().await;
    let town = t.municipality(slug).await.id.to_string();
    let once = Uuid::new_v4().to_string();
    let page = admin
        .post("/fi/api-keys", &[("municipality", &town), ("name", "Asianhallinta"), ("once", &once)])
        .await;
    assert_eq!(page.status, 200);
    let rest = page.text.split_once("<code>").expect("the key, this once").1;
    let token = rest.split_once('<').unwrap().0.to_owned();
    assert!(!admin.get("/fi/api-keys").await.text.contains(&token));
    token
}

async fn push(client: &Client, token: &str, item: &Value) -> Reply {
    let request = Request::post("/api/v1/items")
        .header(header::CONTENT_TYPE, "application/json")
        .header(header::AUTHORIZATION, format!("Bearer {token}"))
        .body(Body::from(item.to_string()))
        .unwrap();
    client.send(request).await
}

async fn get(client: &Client, token: &str, path: &str) -> Reply {
    let request = Request::get(path).header(header::AUTHORIZATION, format!("Bearer {token}"));
    client.send(request.body(Body::empty()).unwrap()).await
}

fn body(reply: &Reply) -> Value {
    serde_json::from_str(&reply.text).unwrap_or_else(|_| panic!("{}", reply.text))
}

#[tokio::test]
async fn an_item_is_pushed_once_and_its_outcome_read_by_the_senders_id() {
    on_both(features, async |t| {
        let [managers, ..] = three_bodies(&t).await;
        let (sysma, lahti) = (key(&t, "sysma").await, key(&t, "lahti").await);
        let machine = t.nobody();
        let item = json!({ "id": "D/15 2012", "title": "Seutulippu", "diary_number": "15/08.01/2012", "publicity": "public" });
        let made = push(&machine, &sysma, &item).await;
        assert_eq!(made.status, 201, "{}", made.text);
        let first = body(&made);
        assert_eq!((first["id"].as_str(), first["state"].as_str()), (Some("D/15 2012"), Some("open")));
        let again = push(&machine, &sysma, &item).await;
        assert_eq!((again.status, &body(&again)["matter"]), (200, &first["matter"]));
        let changed = json!({ "id": "D/15 2012", "title": { "fi": "Seutulippu", "sv": "Regionbiljett" }, "diary_number": "15/08.01/2012", "publicity": "public" });
        assert_eq!(push(&machine, &sysma, &changed).await.status, 200);

        let matter: Uuid = first["matter"].as_str().unwrap().parse().unwrap();
        let mut tx = t.tx().await;
        let outcome = NewDecision {
            body: Some(managers.id),
            officer: String::new(),
            matter: Some(matter),
            meeting: None,
            item: None,
            period: "2021".into(),
            number: Number::Next,
            at: When::unknown(),
            statutory: false,
            outcome: "agreed".into(),
            title: Local::fi("Seutulippu"),
            text: "<p>Linjattiin.</p>".into(),
            reason: String::new(),
            returns: When::unknown(),
            publicity: Publicity::Public,
            ground: String::new(),
            doubt: Local::default(),
            source: String::new(),
            published: false,
            example: false,
        };
        let hidden = decisions::decide(&mut tx, outcome.clone()).await.unwrap();
        decisions::decide(&mut tx, NewDecision { published: true, ..outcome }).await.unwrap();
        tx.commit().await.unwrap();
        let read = body(&get(&machine, &sysma, "/api/v1/items/D%2F15%202012").await);
        let outcomes = read["outcomes"].as_array().unwrap();
        assert_eq!(outcomes.len(), 1, "what is not published is not told");
        assert_eq!(outcomes[0]["outcome"], "agreed");
        assert_ne!(outcomes[0]["id"], json!(hidden.id));

        // Ids are each sender's own.
        assert_eq!(get(&machine, &lahti, "/api/v1/items/D%2F15%202012").await.status, 404);
        assert_eq!(body(&get(&machine, &lahti, "/api/v1/items").await)["items"], json!([]));
        let taken = push(&machine, &lahti, &json!({ "id": "1", "title": "x", "diary_number": "15/08.01/2012" })).await;
        assert_eq!((taken.status, body(&taken)["code"].as_str()), (409, Some("api-number-taken")));

        // What the region has changed is not overwritten unseen.
        let stands = matters::get(t.app.db(), t.tenant.id, matter).await.unwrap().unwrap();
        let mut tx = t.tx().await;
        let mine = matters::Matter { state: "resolved".into(), ..stands.clone() };
        matters::update(&mut tx, &stands, mine).await.unwrap();
        tx.commit().await.unwrap();
        let late = push(&machine, &sysma, &json!({ "id": "D/15 2012", "title": "Toinen" })).await;
        assert_eq!((late.status, body(&late)["code"].as_str()), (409, Some("api-changed-here")));
    })
    .await;
}

#[tokio::test]
async fn without_a_standing_key_nobody_comes_in() {
    on_both(features, async |t| {
        let token = key(&t, "sysma").await;
        let machine = t.nobody();
        for wrong in ["", "talkoot_x", &token[..20]] {
            let reply = push(&machine, wrong, &json!({ "id": "1", "title": "x" })).await;
            assert_eq!(reply.status, 401);
            assert_eq!(reply.headers[header::CONTENT_TYPE], "application/problem+json");
            assert_eq!(reply.headers[header::WWW_AUTHENTICATE], "Bearer");
        }
        // Another region's key is nobody's here.
        assert_eq!(get(&machine.at("keski-suomi.localhost"), &token, "/api/v1/items").await.status, 401);
        assert_eq!(get(&machine, &token, "/api/v1/items").await.status, 200);
        let admin = t.admin().await;
        let page = admin.get("/fi/api-keys").await;
        let at = page.text.find("/fi/api-keys/").expect("a key to revoke");
        let path = page.text[at..].split('"').next().unwrap().to_owned();
        let coordinator = t.coordinator().await;
        assert_eq!(coordinator.post(&path, &[("once", &Uuid::new_v4().to_string())]).await.status, 403);
        assert_eq!(coordinator.get("/fi/api-keys").await.status, 403);
        assert_eq!(admin.post(&path, &[("once", &Uuid::new_v4().to_string())]).await.status, 303);
        assert_eq!(get(&machine, &token, "/api/v1/items").await.status, 401);
        assert!(admin.get("/fi/api-keys").await.text.contains("Peruttu"));
    })
    .await;
}

#[tokio::test]
async fn wrong_input_is_named_by_field_and_nothing_is_kept() {
    on_both(features, async |t| {
        let token = key(&t, "sysma").await;
        let machine = t.nobody();
        let bad = json!({ "id": "", "title": "", "diary_number": "x", "opened": "31.2.2012", "publicity": "secret" });
        let reply = push(&machine, &token, &bad).await;
        assert_eq!(reply.status, 422);
        let named: Vec<String> = body(&reply)["errors"]
            .as_array()
            .unwrap()
            .iter()
            .map(|e| e["field"].as_str().unwrap().to_owned())
            .collect();
        assert_eq!(named, ["id", "title", "diary_number", "opened", "publicity"]);
        for text in ["", "[]", "{\"id\":1}", "{\"id\":\"1\",\"title\":\"x\",\"more\":1}"] {
            let request = Request::post("/api/v1/items").header(header::AUTHORIZATION, format!("Bearer {token}"));
            assert_eq!(machine.send(request.body(Body::from(text)).unwrap()).await.status, 400, "{text}");
        }
        let long = json!({ "id": "1", "title": "x", "summary": "y".repeat(300_000) });
        assert_eq!(push(&machine, &token, &long).await.status, 413);
        assert_eq!(body(&get(&machine, &token, "/api/v1/items").await)["items"], json!([]));
    })
    .await;
}

#[tokio::test]
async fn the_description_names_every_address_and_no_other() {
    let t = TestApp::start(features, None).await;
    let reply = t.nobody().get("/api/openapi.json").await;
    assert_eq!(reply.status, 200);
    let document = body(&reply);
    let mut described = BTreeSet::new();
    for (path, methods) in document["paths"].as_object().unwrap() {
        described.extend(methods.as_object().unwrap().keys().map(|m| format!("{} {path}", m.to_uppercase())));
    }
    let routes: BTreeSet<String> = t
        .app
        .features()
        .iter()
        .flat_map(|f| f.routes.known())
        .filter(|r| r.path.starts_with("/api/v1"))
        .map(|r| format!("{} {}", r.method, r.path))
        .collect();
    assert_eq!(described, routes);
}
