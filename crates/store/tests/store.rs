//! The store's promises, on both databases (PostgreSQL when TALKOOT_TEST_POSTGRES names a server).

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test may stop")]

use jiff::{SignedDuration, Timestamp};
use kit::{Actor, Subject};
use sea_orm::{ConnectionTrait, Statement};
use serde_json::json;
use store::outbox::{self, Body, Letter, Outcome};
use store::{Act, Error, Files, Store, audit};
use uuid::Uuid;

struct Place {
    _folder: tempfile::TempDir,
    store: Store,
    files: Files,
}

async fn places() -> Vec<Place> {
    let mut urls = vec![None];
    if let Ok(server) = std::env::var("TALKOOT_TEST_POSTGRES") {
        let name = format!("t_{}", Uuid::new_v4().simple());
        let admin = Store::open(&format!("{server}/postgres")).await.unwrap();
        admin.read().execute_unprepared(&format!("CREATE DATABASE {name}")).await.unwrap();
        urls.push(Some(format!("{server}/{name}")));
    }
    let mut out = Vec::new();
    for url in urls {
        let folder = tempfile::tempdir().unwrap();
        let url = url.unwrap_or_else(|| format!("sqlite://{}/t.db", folder.path().display()));
        let store = Store::open(&url).await.unwrap();
        store.migrate(store::migrations()).await.unwrap();
        let files = Files::open(&format!("file:{}/files", folder.path().display())).unwrap();
        out.push(Place { _folder: folder, store, files });
    }
    out
}

fn now() -> Timestamp {
    "2021-10-13T06:00:00Z".parse().unwrap()
}

fn act(tenant: Uuid) -> Act {
    Act { tenant, actor: Actor::Person { id: Uuid::from_u128(7), for_person: None }, now: now() }
}

#[tokio::test]
async fn sqlite_syncs_fully_and_migrating_twice_does_nothing() {
    for p in places().await {
        assert!(p.store.migrate(store::migrations()).await.unwrap().is_empty());
        if p.store.kind() == store::Kind::Sqlite {
            let db = p.store.read();
            let row = db
                .query_one_raw(Statement::from_string(db.get_database_backend(), "PRAGMA synchronous"))
                .await
                .unwrap()
                .unwrap();
            assert_eq!(row.try_get_by_index::<i32>(0).unwrap(), 2, "FULL");
        }
    }
}

#[tokio::test]
async fn a_change_without_an_audit_entry_is_never_committed() {
    for p in places().await {
        let tx = p.store.begin(act(Uuid::from_u128(1))).await.unwrap();
        assert!(matches!(tx.commit().await, Err(Error::Unaudited)));
    }
}

#[tokio::test]
async fn the_same_form_is_taken_once() {
    for p in places().await {
        let key = Uuid::from_u128(5);
        let mut tx = p.store.begin(act(Uuid::from_u128(1))).await.unwrap();
        tx.once(key).await.unwrap();
        tx.noted("form", key, "sent", &[]);
        tx.commit().await.unwrap();
        let mut tx = p.store.begin(act(Uuid::from_u128(1))).await.unwrap();
        assert!(matches!(tx.once(key).await, Err(Error::Doubled)));
    }
}

#[tokio::test]
async fn the_chain_verifies_after_writing_erasing_restoring_and_erasing_again() {
    for p in places().await {
        let tenant = Uuid::from_u128(1);
        let person = Subject::new("person", Uuid::from_u128(9));
        let mut tx = p.store.begin(act(tenant)).await.unwrap();
        tx.created("person", person.id, &json!({"name": "Aino", "phone": "040"})).unwrap();
        tx.updated("person", person.id, &json!({"name": "Aino"}), &json!({"name": "Aino A."})).unwrap();
        let sha = p.files.put(&tx, bytes::Bytes::from_static(b"memo"), "text/plain").await.unwrap();
        tx.commit().await.unwrap();
        let backup = p._folder.path().join("b.jsonl");
        let (rows, files) = store::backup(&p.store, &p.files, &store::migrations(), &backup).await.unwrap();
        assert!(rows >= 4 && files == 1);

        let erase = async |store: &Store| {
            let mut tx = store.begin(act(tenant)).await.unwrap();
            let n = audit::erase(&mut tx, &person, &[]).await.unwrap();
            tx.commit().await.unwrap();
            assert_eq!(n, 3);
            let (broken, count) = audit::verify(store).await.unwrap();
            assert_eq!(broken, []);
            assert_eq!(count, 3);
            let lines = audit::history(store.read(), tenant, &person).await.unwrap();
            assert!(lines[0].values.iter().all(|(_, v)| v.is_none()));
        };
        erase(&p.store).await;

        let folder = tempfile::tempdir().unwrap();
        let again = Store::open(&format!("sqlite://{}/r.db", folder.path().display())).await.unwrap();
        again.migrate(store::migrations()).await.unwrap();
        let files = Files::open(&format!("file:{}/files", folder.path().display())).unwrap();
        store::restore(&again, &files, &store::migrations(), &backup).await.unwrap();
        assert_eq!(&files.get(&sha).await.unwrap()[..], b"memo");
        assert_eq!(audit::verify(&again).await.unwrap(), (vec![], 2));
        erase(&again).await;
    }
}

#[tokio::test]
async fn a_changed_value_entry_or_end_is_noticed() {
    for p in places().await {
        let tenant = Uuid::from_u128(1);
        for no in 0..3 {
            let mut tx = p.store.begin(act(tenant)).await.unwrap();
            tx.created("matter", Uuid::from_u128(no), &json!({"title": "asia"})).unwrap();
            tx.commit().await.unwrap();
        }
        let spoil = async |sql: &str| {
            let tx = p.store.begin(act(tenant)).await.unwrap();
            tx.conn().execute_unprepared(sql).await.unwrap();
            tx.commit_quietly().await.unwrap();
            audit::verify(&p.store).await.unwrap().0.len()
        };
        assert_eq!(spoil("UPDATE audit_value SET value = '\"toinen\"' WHERE no = 2").await, 1);
        assert_eq!(spoil("UPDATE audit SET verb = 'removed' WHERE no = 1").await, 2);
        assert!(spoil("DELETE FROM audit WHERE no = 3").await >= 3);
    }
}

#[tokio::test]
async fn numbers_of_the_chain_grow_without_gaps_under_sixteen_writers() {
    for p in places().await {
        let tenant = Uuid::from_u128(1);
        let tasks = (0..16).map(|t| {
            let store = p.store.clone();
            tokio::spawn(async move {
                for n in 0..10_u128 {
                    let mut tx = store.begin(act(tenant)).await.unwrap();
                    tx.created("x", Uuid::from_u128(t * 100 + n), &json!({"n": n as u64})).unwrap();
                    tx.commit().await.unwrap();
                }
            })
        });
        for task in tasks.collect::<Vec<_>>() {
            task.await.unwrap();
        }
        assert_eq!(audit::verify(&p.store).await.unwrap(), (vec![], 160));
        assert_eq!(audit::feed(p.store.read(), tenant, 100, 1000).await.unwrap().len(), 60);
    }
}

#[tokio::test]
async fn a_cancel_never_overtakes_its_request_and_a_lease_is_held() {
    for p in places().await {
        let meeting = Uuid::from_u128(3);
        let letter = |subject: &str| Letter {
            to_name: "Sysmä".into(),
            to_address: "sysma@example.org".into(),
            subject: subject.into(),
            body: Body::default(),
            about: ("meeting", meeting),
        };
        let mut tx = p.store.begin(act(Uuid::from_u128(1))).await.unwrap();
        outbox::post(&tx, letter("kutsu")).await.unwrap();
        outbox::post(&tx, letter("peruutus")).await.unwrap();
        tx.noted("meeting", meeting, "called", &[]);
        tx.commit().await.unwrap();

        let lease = SignedDuration::from_secs(60);
        let first = outbox::take(&p.store, now(), lease, 10).await.unwrap();
        assert_eq!(first.iter().map(|l| l.subject.as_str()).collect::<Vec<_>>(), ["kutsu"]);
        assert!(outbox::take(&p.store, now(), lease, 10).await.unwrap().is_empty());
        outbox::settle(&p.store, first[0].id, now(), Outcome::Later("421".into())).await.unwrap();
        assert!(
            outbox::take(&p.store, now(), lease, 10).await.unwrap().is_empty(),
            "waits before it tries again"
        );
        let later = now().checked_add(SignedDuration::from_mins(5)).unwrap();
        let again = outbox::take(&p.store, later, lease, 10).await.unwrap();
        assert_eq!(again[0].message_id, first[0].message_id, "the same letter on retry");
        outbox::settle(&p.store, again[0].id, later, Outcome::Sent).await.unwrap();
        let second = outbox::take(&p.store, later, lease, 10).await.unwrap();
        assert_eq!(second[0].subject, "peruutus");
    }
}

#[tokio::test]
async fn where_one_of_several_limits_is_reached_none_is_counted_and_the_wait_is_told() {
    use store::limit::{self, Count};
    let quarter = SignedDuration::from_mins(15);
    let at = |minutes: i64| now().checked_add(SignedDuration::from_mins(minutes)).unwrap();
    let late = |minutes| Act { now: at(minutes), ..act(Uuid::from_u128(1)) };
    for p in places().await {
        let take = async |minutes: i64, who: &str| {
            let tx = p.store.begin(late(minutes)).await.unwrap();
            let counts = [Count("login", who, 2), Count("address", "10.0.0.1", 3)];
            let taken = limit::take_all(&tx, &counts, quarter).await.unwrap();
            tx.commit_quietly().await.unwrap();
            taken
        };
        assert_eq!(take(0, "aino").await, Ok(()));
        assert_eq!(take(1, " AINO ").await, Ok(()), "the same one, however it is written");
        assert_eq!(take(2, "aino").await, Err(at(15)), "room comes when the first is forgotten");
        assert_eq!(
            take(3, "eero").await,
            Ok(()),
            "the third of the address: the refused one has not counted"
        );
        assert_eq!(take(4, "eero").await, Err(at(15)));
        assert_eq!(take(15, "aino").await, Ok(()), "the window slides");
        let tx = p.store.begin(late(15)).await.unwrap();
        limit::forget(&tx, "login", "aino").await.unwrap();
        limit::forget_kind(&tx, "address").await.unwrap();
        tx.commit_quietly().await.unwrap();
        assert_eq!(take(15, "aino").await, Ok(()));
        assert_eq!(take(15, "aino").await, Ok(()), "both counts have begun anew");
        let tx = p.store.begin(Act { tenant: Uuid::from_u128(2), ..late(15) }).await.unwrap();
        assert!(
            limit::take(&tx, "login", "aino", 1, quarter).await.unwrap(),
            "another tenant counts its own"
        );
    }
}
