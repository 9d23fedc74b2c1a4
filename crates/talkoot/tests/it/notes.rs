//! A person's own notes: with all slices in the house, nobody else meets their words anywhere.

use kit::{Role, Subject};
use people::persons;
use sea_orm::{ConnectionTrait, Statement};
use testkit::{Client, TestApp};

use crate::matrix::{loaded, sample};

const WORDS: &str = "kuiskaus-vain-itselle-4711";

/// The address with the meeting and item of the note in place, where it has room for them.
fn aimed(path: &str, meeting: &str, item: &str) -> String {
    path.replacen("/meetings/{id}", &format!("/meetings/{meeting}"), 1)
        .replace("{item}", item)
        .replace("{about}", item)
}

async fn others(t: &TestApp) -> Vec<(&'static str, Client)> {
    let mut all =
        vec![("nobody", t.nobody()), ("admin", t.admin().await), ("coordinator", t.coordinator().await)];
    let body = people::bodies::by_key(t.app.db(), t.tenant.id, "kuntajohtajakokous").await.unwrap().unwrap();
    all.push(("secretary", t.with_role(Role::Secretary, Some(body.id), None).await));
    for (name, key) in [("chair", "lahti-johtaja"), ("assistant", "avustaja")] {
        let person = persons::by_key(t.app.db(), t.tenant.id, key).await.unwrap().unwrap();
        all.push((name, t.sign_in(person.id).await));
    }
    let manager = persons::by_key(t.app.db(), t.tenant.id, "sysma-johtaja").await.unwrap().unwrap();
    let acting =
        all.last().unwrap().1.post("/fi/profile/acting", &[("acting", &manager.id.to_string())]).await;
    assert_eq!(acting.status, 303, "the assistant acts for the manager");
    all
}

#[tokio::test]
async fn a_note_is_met_by_nobody_but_who_wrote_it() {
    let (t, _) = loaded().await;
    let (db, tenant) = (t.app.db(), t.tenant.id);
    let m = meetings::meetings::by_key(db, tenant, "esimerkki-tanaan").await.unwrap().unwrap();
    let items = meetings::agenda::items(db, tenant, m.id).await.unwrap();
    let (meeting, item) = (m.id.to_string(), items[2].id.to_string());
    let manager = persons::by_key(db, tenant, "sysma-johtaja").await.unwrap().unwrap();
    let own = t.sign_in(manager.id).await;
    for about in [&meeting, &item] {
        let path = format!("/fi/meetings/{meeting}/brief/notes/{about}");
        assert_eq!(
            own.post(&path, &[("text", WORDS), ("version", "0"), ("mark", "oppose")]).await.status,
            200
        );
    }
    let page = own.get(&format!("/fi/meetings/{meeting}/brief")).await.text;
    assert_eq!(page.matches(WORDS).count(), 2, "whoever wrote it reads it");

    let routes: Vec<_> = t.app.features().iter().flat_map(|f| f.routes.known().to_vec()).collect();
    let others = others(&t).await;
    let mut asked = 0;
    for route in routes.iter().filter(|r| r.method == "GET") {
        let inside = sample(&t, &aimed(&route.path, &meeting, &item)).await;
        let path = if route.page { format!("/fi{}", inside.trim_end_matches('/')) } else { inside };
        for (role, client) in &others {
            let reply = client.get(&path).await;
            let bare = !reply.text.contains(WORDS);
            assert!(bare, "{role} reads the note at {path}");
            asked += 1;
        }
    }
    // What is sent may answer with a page, too.
    for route in routes.iter().filter(|r| r.method == "POST" && !r.path.starts_with("/log")) {
        let inside = sample(&t, &aimed(&route.path, &meeting, &item)).await;
        let path = if route.page { format!("/fi{}", inside.trim_end_matches('/')) } else { inside };
        let reply = others[1].1.post(&path, &[("version", "0"), ("text", "muu")]).await;
        assert!(!reply.text.contains(WORDS), "the administrator reads the note in the answer of {path}");
    }
    assert!(asked > 200, "the walk met the house: {asked}");

    let sql = format!("SELECT count(*) AS n FROM audit_value WHERE value LIKE '%{WORDS}%'");
    let found = db.query_one_raw(Statement::from_string(db.get_database_backend(), sql)).await.unwrap();
    assert_eq!(found.unwrap().try_get::<i64>("", "n").unwrap(), 0, "the trail");
    for change in store::audit::feed(db, tenant, 0, 100_000).await.unwrap() {
        assert!(!change.subject.kind.contains("note"), "the trail tells not even that there is one");
    }
    for (kind, id) in [("meeting", m.id), ("item", items[2].id), ("person", manager.id), ("body", m.body)] {
        for search in t.app.features().iter().filter_map(|f| f.search) {
            let entries = search(&t.app, tenant, &Subject::new(kind, id)).await.unwrap().unwrap_or_default();
            assert!(
                entries.iter().all(|e| !e.body.contains(WORDS) && !e.title.contains(WORDS)),
                "the search"
            );
        }
    }
    let who = persons::who(db, tenant, manager.id, t.app.today()).await.unwrap();
    let days = (jiff::civil::date(2000, 1, 1), jiff::civil::date(2100, 1, 1));
    for (kind, id) in [("person", manager.id), ("meeting", m.id), ("body", m.body), ("region", tenant)] {
        let ask = page::Ask::new(tenant, &who);
        let facts = t.app.facts(ask, &Subject::new(kind, id), days).await.unwrap();
        assert!(!format!("{facts:?}").contains(WORDS), "facts of a {kind}");
    }
}
