//! Every address with every role. The table is committed: a change of who may do what is seen in review.

use std::collections::BTreeMap;
use std::fmt::Write;

use kit::Role;
use people::{bodies, municipalities, persons};
use sea_orm::{ConnectionTrait, Statement};
use testkit::{Client, TestApp};
use uuid::Uuid;

const ROLES: [&str; 7] = ["nobody", "other", "member", "official", "secretary", "coordinator", "admin"];

/// What somebody who has not signed in may send. All else is refused.
fn meant_for_nobody(path: &str) -> bool {
    let town = path.starts_with("/municipalities/");
    if town && ["/write", "/remember", "/forget"].iter().any(|end| path.ends_with(end)) {
        return true;
    }
    ["/login", "/logout", "/answer", "/visit", "/follow", "/unsubscribe", "/feedback"]
        .iter()
        .any(|p| path.starts_with(p))
}

pub(crate) struct Cast {
    persons: BTreeMap<&'static str, Uuid>,
}

impl Cast {
    async fn gather(t: &TestApp) -> Self {
        let all = bodies::list(t.app.db(), t.tenant.id).await.unwrap();
        let (body, other) = match all.as_slice() {
            [one, two, ..] => (one.id, two.id),
            _ => (t.body("yksi").await.id, t.body("toinen").await.id),
        };
        let heinola = t.municipality("heinola").await.id;
        let mut persons = BTreeMap::new();
        persons.insert("other", t.seat(other, "member", None, "Toisen jäsen").await.id);
        persons.insert("member", t.seat(body, "member", None, "Jäsen").await.id);
        persons.insert("secretary", t.seat(body, "secretary", None, "Sihteeri").await.id);
        for (name, role, municipality) in [
            ("official", Role::Official, Some(heinola)),
            ("coordinator", Role::Coordinator, None),
            ("admin", Role::Admin, None),
        ] {
            let person = t.person(name).await;
            let mut tx = t.tx().await;
            let day = jiff::civil::date(2020, 1, 1);
            persons::grant(&mut tx, person.id, role, None, municipality, day).await.unwrap();
            tx.commit().await.unwrap();
            persons.insert(name, person.id);
        }
        Self { persons }
    }

    /// A session of its own for each request: some requests end theirs.
    async fn client(&self, t: &TestApp, role: &str) -> Client {
        match self.persons.get(role) {
            Some(person) => t.sign_in(*person).await,
            None => t.nobody(),
        }
    }
}

/// Fills the parameters of a path from what the demo holds: the first thing of the kind that the segment before the
/// parameter names.
pub(crate) async fn sample(t: &TestApp, path: &str) -> String {
    let mut out = Vec::new();
    let mut before = "";
    for segment in path.split('/') {
        if segment.starts_with('{') {
            out.push(value(t, before, segment.trim_matches(['{', '}', '*'])).await);
        } else {
            out.push(segment.to_owned());
            before = segment;
        }
    }
    out.join("/")
}

async fn value(t: &TestApp, kind: &str, name: &str) -> String {
    let db = t.app.db();
    match (kind, name) {
        ("bodies", _) => match bodies::list(db, t.tenant.id).await.unwrap().first() {
            Some(body) if name == "id" => body.id.to_string(),
            Some(body) => body.key.clone(),
            None => "none".into(),
        },
        ("municipalities", _) => municipalities::all(db, t.tenant.id)
            .await
            .unwrap()
            .first()
            .map_or("none".into(), |m| m.slug.clone()),
        ("notices", "kind") => "privacy".into(),
        ("registers", "kind") => "study".into(),
        ("adoption", "about") => first_of(t, "plans").await.unwrap_or_default().to_string(),
        ("adoption", "slug") => "heinola".into(),
        ("projects", _) => "117718".into(),
        ("rows" | "paste", "kind") => "staff".into(),
        ("parts", "key") => "1".into(),
        (_, "sha") => "0".repeat(64),
        (_, "lang") => "fi".into(),
        (_, "year") => "2021".into(),
        _ => first_of(t, kind).await.unwrap_or_default().to_string(),
    }
}

/// The first thing that the trail knows of a kind: `meetings` are of the kind `meeting`.
async fn first_of(t: &TestApp, plural: &str) -> Option<Uuid> {
    let kind = match plural {
        "people" | "persons" => "person",
        "tray" => "stray",
        "rows" => "card_row",
        "goal-links" => "goal_link",
        "row" => "project_row",
        other => other.strip_suffix('s').unwrap_or(other),
    };
    let sql = "SELECT subject FROM audit WHERE tenant = ? AND subject_kind = ? ORDER BY no LIMIT 1";
    let values = [t.tenant.id.into(), kind.into()];
    let asked = Statement::from_sql_and_values(t.app.db().get_database_backend(), sql, values);
    t.app.db().query_one_raw(asked).await.unwrap()?.try_get("", "subject").ok()
}

pub(crate) async fn loaded() -> (TestApp, Cast) {
    let t = TestApp::start(talkoot::features, None).await;
    t.app
        .store()
        .migrate(talkoot::all_migrations(&talkoot::features()))
        .await
        .expect("the program's own tables");
    talkoot::load_demo(&t.app, 8080).await.expect("the demo loads");
    let cast = Cast::gather(&t).await;
    (t, cast)
}

#[tokio::test]
async fn who_may_open_and_send_what() {
    let (t, cast) = loaded().await;
    let mut routes: Vec<_> = t.app.features().iter().flat_map(|f| f.routes.known().to_vec()).collect();
    // What is read stands first, so that nothing that is sent changes it.
    routes.sort_by(|a, b| (a.method, &a.path).cmp(&(b.method, &b.path)));
    let mut table = format!("{:<60}", "");
    for role in ROLES {
        let _infallible = write!(table, " {role:>11}");
    }
    for route in routes {
        let inside = sample(&t, &route.path).await;
        let path = if route.page { format!("/fi{}", inside.trim_end_matches('/')) } else { inside };
        let shown = if route.page { format!("/fi{}", route.path) } else { route.path.clone() };
        let _infallible = write!(table, "\n{:<60}", format!("{} {shown}", route.method));
        for role in ROLES {
            let client = cast.client(&t, role).await;
            let status = match route.method {
                "GET" => client.get(&path).await.status,
                _ => client.post(&path, &[]).await.status,
            };
            assert!(status < 500, "{} {path} as {role}: {status}", route.method);
            if role == "nobody" && route.method == "POST" && !meant_for_nobody(&route.path) {
                assert!(status >= 400, "anybody may send {path}: {status}");
            }
            let _infallible = write!(table, " {status:>11}");
        }
    }
    insta::assert_snapshot!(table);
}

#[tokio::test]
async fn the_demo_loads_once_and_again_changes_nothing() {
    let (t, _) = loaded().await;
    let before = store::audit::last_no(t.app.db(), t.tenant.id).await.unwrap();
    talkoot::load_demo(&t.app, 8080).await.expect("the demo loads again");
    assert_eq!(store::audit::last_no(t.app.db(), t.tenant.id).await.unwrap(), before);
}
