//! Old material in by the command line: what it says, what it does, and how it ends.

use kit::Local;
use people::bodies::{self, NewBody};
use store::{Act, Store};

use crate::program::{command, seed, sqlite};

fn words(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

async fn with_body(folder: &std::path::Path) {
    let (store, tenant, _) = seed(&sqlite(folder)).await;
    let mut tx = store.begin(Act::machinery("test", tenant.id, jiff::Timestamp::UNIX_EPOCH)).await.unwrap();
    let new = NewBody { name: Local::fi("Kuntajohtajakokous"), ..testkit::plain_body("kuntajohtajakokous") };
    bodies::create(&mut tx, new).await.unwrap();
    tx.commit().await.unwrap();
    store.close().await.unwrap();
}

async fn count(folder: &std::path::Path, table: &str) -> i64 {
    use sea_orm::{ConnectionTrait, Statement};
    let store = Store::open(&sqlite(folder)).await.unwrap();
    let sql = format!("SELECT COUNT(*) AS n FROM {table}");
    let asked = Statement::from_string(store.read().get_database_backend(), sql);
    let n = store.read().query_one_raw(asked).await.unwrap().unwrap().try_get("", "n").unwrap();
    store.close().await.unwrap();
    n
}

#[tokio::test]
async fn a_folder_is_tried_refused_filed_and_taken_back() {
    let data = tempfile::tempdir().unwrap();
    with_body(data.path()).await;
    let memos = tempfile::tempdir().unwrap();
    std::fs::create_dir(memos.path().join("2012")).unwrap();
    let good = "Kuntajohtajakokous 5/2012\nMUISTIO\nAika: to 29.11.2012 klo 9\n1. Avaus\n2. Asiat\n";
    std::fs::write(memos.path().join("2012/muistio.txt"), good).unwrap();
    std::fs::write(memos.path().join("rikki.pdf"), b"%PDF-1.7 x").unwrap();
    let folder = memos.path().to_str().unwrap();
    let run = |words: &[&str]| command(data.path(), &[&["import"], words].concat());

    let tried = run(&["memos", folder, "--dry-run", "--leave-out"]);
    assert_eq!(tried.status.code(), Some(0), "{}", words(&tried.stderr));
    let said = words(&tried.stdout);
    assert!(said.contains("rikki.pdf: The file is broken"), "{said}");
    assert!(
        said.contains("2012/muistio.txt: Kuntajohtajakokous 29.11.2012: a new meeting, 2 items"),
        "{said}"
    );
    assert_eq!(
        count(data.path(), "meeting").await + count(data.path(), "import_row").await,
        0,
        "nothing was done"
    );

    let refused = run(&["memos", folder]);
    assert_eq!(refused.status.code(), Some(1));
    assert!(
        words(&refused.stderr).contains("Nothing was done: 1 papers cannot be filed"),
        "{}",
        words(&refused.stderr)
    );
    assert_eq!(count(data.path(), "meeting").await, 0);

    let filed = run(&["memos", folder, "--leave-out"]);
    assert_eq!(filed.status.code(), Some(0), "{}", words(&filed.stderr));
    assert_eq!((count(data.path(), "meeting").await, count(data.path(), "document").await), (1, 1));
    let again = run(&["memos", folder, "--leave-out"]);
    assert!(words(&again.stdout).contains("nothing new"), "{}", words(&again.stdout));
    assert_eq!(count(data.path(), "meeting").await, 1);

    let said = words(&filed.stdout);
    let id = said.trim().rsplit(' ').next().unwrap();
    assert_eq!(run(&["undo", id, "--dry-run"]).status.code(), Some(0));
    let undone = run(&["undo", id]);
    assert_eq!(undone.status.code(), Some(0), "{}", words(&undone.stderr));
    assert_eq!(count(data.path(), "meeting").await + count(data.path(), "document").await, 0);
    assert_eq!(run(&["undo", id]).status.code(), Some(1));
    assert_eq!(command(data.path(), &["check"]).status.code(), Some(0));
}

#[tokio::test]
async fn a_table_names_each_row_that_it_refuses() {
    let data = tempfile::tempdir().unwrap();
    with_body(data.path()).await;
    let file = data.path().join("jäsenet.csv");
    let table =
        "Toimielin;Nimi;Sähköposti\nKuntajohtajakokous;Anna Niemi;anna@example.org\nMuu;Pekka Salo;\n";
    std::fs::write(&file, table).unwrap();
    let path = file.to_str().unwrap();
    let run = |words: &[&str]| command(data.path(), &[&["import"], words].concat());
    let refused = run(&["members", path]);
    assert_eq!(refused.status.code(), Some(1));
    assert!(words(&refused.stdout).contains("row 3: There is no body Muu"), "{}", words(&refused.stdout));
    assert_eq!(count(data.path(), "membership").await, 0);
    assert_eq!(run(&["members", path, "--leave-out"]).status.code(), Some(0));
    assert_eq!(count(data.path(), "membership").await, 1);
    std::fs::write(&file, "Nimi\nAnna\n").unwrap();
    let missing = run(&["members", path]);
    assert_eq!(missing.status.code(), Some(1));
    assert!(words(&missing.stderr).contains("the column body is missing"), "{}", words(&missing.stderr));
    assert_eq!(run(&["members", path, "--mapping", "x"]).status.code(), Some(2));
    assert_eq!(run(&["songs", path]).status.code(), Some(2));
    assert_eq!(run(&["memos", "nowhere"]).status.code(), Some(1));
}
