//! The command line: exit codes, and what is said when something is wrong.

use std::process::Command;

use kit::Subject;
use sea_orm::ConnectionTrait;
use store::{Store, audit};

use crate::program::{command, seed, sqlite};

fn words(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

#[tokio::test]
async fn check_ends_with_one_and_names_what_was_changed_behind_its_back() {
    let folder = tempfile::tempdir().unwrap();
    let (store, tenant, _) = seed(&sqlite(folder.path())).await;
    store.close().await.unwrap();
    let good = command(folder.path(), &["check"]);
    assert_eq!(good.status.code(), Some(0), "{}", words(&good.stderr));

    let store = Store::open(&sqlite(folder.path())).await.unwrap();
    let act = store::Act::machinery("test", tenant.id, jiff::Timestamp::UNIX_EPOCH);
    let tx = store.begin(act).await.unwrap();
    tx.conn().execute_unprepared("UPDATE audit SET verb = 'never' WHERE no = 2").await.unwrap();
    tx.commit_quietly().await.unwrap();
    store.close().await.unwrap();
    let bad = command(folder.path(), &["check"]);
    assert_eq!(bad.status.code(), Some(1));
    assert!(words(&bad.stdout).contains("entry 2 has been changed"), "{}", words(&bad.stdout));
}

#[tokio::test]
async fn a_backup_fills_an_empty_store_and_refuses_a_full_one() {
    let folder = tempfile::tempdir().unwrap();
    let (store, tenant, _) = seed(&sqlite(folder.path())).await;
    store.close().await.unwrap();
    let file = folder.path().join("talkoot.backup");
    let file = file.to_str().unwrap();
    let kept = command(folder.path(), &["backup", file]);
    assert_eq!(kept.status.code(), Some(0), "{}", words(&kept.stderr));

    let empty = tempfile::tempdir().unwrap();
    let filled = command(empty.path(), &["restore", file]);
    assert_eq!(filled.status.code(), Some(0), "{}", words(&filled.stderr));
    assert_eq!(command(empty.path(), &["check"]).status.code(), Some(0));
    let store = Store::open(&sqlite(empty.path())).await.unwrap();
    let subject = Subject::new("tenant", tenant.id);
    assert_eq!(audit::history(store.read(), tenant.id, &subject).await.unwrap().len(), 1);
    store.close().await.unwrap();

    let again = command(empty.path(), &["restore", file]);
    assert_eq!(again.status.code(), Some(1));
    assert!(words(&again.stderr).contains("The store is not empty"), "{}", words(&again.stderr));
}

#[test]
fn a_missing_setting_is_named_and_ends_with_two() {
    let run = |words: &[&str]| {
        Command::new(env!("CARGO_BIN_EXE_talkoot"))
            .args(words)
            .env_remove("TALKOOT_DATABASE_URL")
            .env_remove("TALKOOT_FILES_URL")
            .output()
            .unwrap()
    };
    let serve = run(&["serve"]);
    assert_eq!(serve.status.code(), Some(2));
    assert!(words(&serve.stderr).contains("TALKOOT_DATABASE_URL is not set"), "{}", words(&serve.stderr));
    assert_eq!(run(&["dance"]).status.code(), Some(2));
    let dead = run(&["check", "--database", "postgres://nobody@127.0.0.1:1/x", "--files", "file:/tmp"]);
    assert_eq!(dead.status.code(), Some(3), "{}", words(&dead.stderr));
    assert!(words(&dead.stderr).contains("does not answer"), "{}", words(&dead.stderr));
}

#[tokio::test]
async fn people_are_added_and_given_roles_and_mistakes_are_named() {
    let folder = tempfile::tempdir().unwrap();
    let (store, _, _) = seed(&sqlite(folder.path())).await;
    store.close().await.unwrap();
    let run = |words: &[&str]| command(folder.path(), words);
    assert_eq!(run(&["user", "add", "Anna@Example.org", "Anna"]).status.code(), Some(0));
    let twice = run(&["user", "add", "anna@example.org", "Anna"]);
    assert_eq!(twice.status.code(), Some(1));
    assert!(words(&twice.stderr).contains("is there already"));
    assert_eq!(run(&["user", "role", "anna@example.org", "admin"]).status.code(), Some(0));
    let none = run(&["user", "role", "anna@example.org", "king"]);
    assert_eq!(none.status.code(), Some(1));
    assert!(words(&none.stderr).contains("Roles: admin, coordinator"), "{}", words(&none.stderr));
    let where_to = run(&["user", "role", "anna@example.org", "official", "--municipality", "atlantis"]);
    assert!(words(&where_to.stderr).contains("no municipality atlantis"), "{}", words(&where_to.stderr));
    assert_eq!(run(&["search", "rebuild"]).status.code(), Some(0));
}
