//! Two processes on one store see each other's writes.

use std::path::Path;
use std::time::{Duration, Instant};

use site::tray::{self, NewStray, Reason};
use store::Store;
use uuid::Uuid;

use crate::program::{Program, begin, post, seed, sqlite};

#[tokio::test(flavor = "multi_thread")]
async fn two_processes_on_one_embedded_store_see_each_others_writes() {
    let folder = tempfile::tempdir().unwrap();
    see_each_other(&sqlite(folder.path()), folder.path()).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn two_processes_on_one_postgresql_see_each_others_writes() {
    let Ok(server) = std::env::var("TALKOOT_TEST_POSTGRES") else { return };
    let folder = tempfile::tempdir().unwrap();
    let name = format!("two_{}", Uuid::new_v4().simple());
    on_server(&server, &format!("CREATE DATABASE {name} TEMPLATE template0 ENCODING 'UTF8'")).await;
    see_each_other(&format!("{server}/{name}"), folder.path()).await;
    on_server(&server, &format!("DROP DATABASE {name} WITH (FORCE)")).await;
}

async fn on_server(server: &str, sql: &str) {
    use sea_orm::ConnectionTrait;
    let db = Store::open(&format!("{server}/postgres")).await.unwrap();
    db.read().execute_unprepared(sql).await.unwrap();
    db.close().await.unwrap();
}

async fn see_each_other(database: &str, folder: &Path) {
    let (store, tenant, token) = seed(database).await;
    let mut tx = begin(&store, tenant.id).await;
    let new = NewStray {
        from_name: "Joku Muu".into(),
        from_address: "joku@example.org".into(),
        subject: "Kokous".into(),
        text: String::new(),
        answer: None,
        reason: Reason::Unknown,
    };
    let stray = tray::put(&mut tx, new).await.unwrap();
    tx.commit().await.unwrap();
    store.close().await.unwrap();

    let one = Program::serve(database, folder);
    let two = Program::serve(database, folder);
    let page = two.get("/fi/tray", Some(&token)).unwrap();
    assert!(page.text.contains("joku@example.org"), "{}", page.text);
    let once = Uuid::new_v4().to_string();
    let fields = [("csrf", page.csrf()), ("version", "1".to_owned()), ("once", once)];
    let fields: Vec<(&str, &str)> = fields.iter().map(|(k, v)| (*k, v.as_str())).collect();
    let done = post(one.port, &format!("/fi/tray/{}", stray.id), &token, &fields).unwrap();
    assert_eq!(done.status, 303, "{}", done.text);
    let page = two.get("/fi/tray", Some(&token)).unwrap();
    assert!(!page.text.contains("joku@example.org"), "{}", page.text);
    // The same form at the other process is the same form.
    let again = post(two.port, &format!("/fi/tray/{}", stray.id), &token, &fields).unwrap();
    assert_eq!(again.status, 409);
    // Each has an index of its own, so neither stands in the other's way.
    let start = Instant::now();
    for process in [&one, &two] {
        while process.get("/fi/search?q=x", None).unwrap().text.contains("class=\"notice\"") {
            assert!(start.elapsed() < Duration::from_secs(30), "the index does not open");
            std::thread::sleep(Duration::from_millis(20));
        }
    }
    assert!(one.end() && two.end(), "told to end, they end in peace");
}
