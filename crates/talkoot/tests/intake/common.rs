use std::collections::BTreeSet;

use intake::pack::Pack;
use intake::{Import, imports, reading, staging};
use kit::{Actor, Local, Publicity};
use page::Feature;
use people::bodies::{self, Body, NewBody};
use store::Act;
use testkit::{TestApp, plain_body};
use uuid::Uuid;

pub fn features() -> Vec<Feature> {
    vec![people::feature(), signin::feature(), record::feature(), meetings::feature(), intake::feature()]
}

pub async fn body(t: &TestApp, key: &str, name: &str) -> Body {
    let mut tx = t.tx().await;
    let new = NewBody { key: key.into(), name: Local::fi(name), ..plain_body(key) };
    let body = bodies::create(&mut tx, new).await.unwrap();
    tx.commit().await.unwrap();
    body
}

pub async fn three_bodies(t: &TestApp) -> [Body; 3] {
    [
        body(t, "kuntajohtajakokous", "Kuntajohtajakokous").await,
        body(t, "puheenjohtajafoorumi", "Puheenjohtajafoorumi").await,
        body(t, "ict-ohjausryhma", "ICT-strategian ohjausryhmä").await,
    ]
}

pub fn act(t: &TestApp) -> Act {
    Act { tenant: t.tenant.id, actor: Actor::System("test"), now: t.app.now() }
}

/// Papers brought in and read, ready to be confirmed.
pub async fn staged(t: &TestApp, papers: Vec<(String, Vec<u8>)>) -> Import {
    let mut pack = Pack::default();
    for (name, bytes) in papers {
        pack.take(&name, bytes.into());
    }
    let import = staging::papers(&t.app, &act(t), ("kansio", "Testi"), Publicity::Internal, pack.papers)
        .await
        .unwrap();
    reading::read(&t.app, t.tenant.id, import.id).await.unwrap();
    again(t, import.id).await
}

pub async fn again(t: &TestApp, id: Uuid) -> Import {
    imports::get(t.app.db(), t.tenant.id, id).await.unwrap().unwrap()
}

/// All that the store holds but for the trail, the machinery and what imports tell of themselves.
pub async fn dump(t: &TestApp) -> BTreeSet<String> {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("dump");
    let mut steps = store::migrations();
    steps.extend(features().iter().flat_map(|f| f.migrations.clone()));
    store::backup(t.app.store(), t.app.files(), &steps, &file).await.unwrap();
    let apart = ["audit", "import", "once", "job", "session", "talkoot-backup", "//end"];
    std::fs::read_to_string(&file)
        .unwrap()
        .lines()
        .filter(|l| !apart.iter().any(|a| l.starts_with(&format!("[\"{a}"))))
        .map(str::to_owned)
        .collect()
}
