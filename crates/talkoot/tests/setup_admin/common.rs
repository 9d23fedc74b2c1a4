//! What the tests of the administrator's pages share.

use page::Feature;
use people::persons;
use testkit::{Client, Reply, TestApp};

pub(crate) fn features() -> Vec<Feature> {
    vec![
        people::feature(),
        signin::feature(),
        record::feature(),
        meetings::feature(),
        site::feature(),
        setup::feature(),
    ]
}

/// Sends forms as pages make them: each with a key of its own.
pub(crate) trait Sends {
    async fn act(&self, path: &str, fields: &[(&str, &str)]) -> Reply;
    async fn send_file(&self, path: &str, fields: &[(&str, &str)], file: (&str, &str, &[u8])) -> Reply;
}

impl Sends for Client {
    async fn act(&self, path: &str, fields: &[(&str, &str)]) -> Reply {
        let once = uuid::Uuid::now_v7().to_string();
        let mut all = vec![("once", once.as_str())];
        all.extend_from_slice(fields);
        self.post(path, &all).await
    }

    async fn send_file(&self, path: &str, fields: &[(&str, &str)], file: (&str, &str, &[u8])) -> Reply {
        let once = uuid::Uuid::now_v7().to_string();
        let mut all = vec![("once", once.as_str())];
        all.extend_from_slice(fields);
        self.upload(path, &all, file).await
    }
}

/// An administrator with an address.
pub(crate) async fn admin(t: &TestApp) -> Client {
    let person = t.person("Ylva Ylläpitäjä").await;
    let mut tx = t.tx().await;
    let day = jiff::civil::date(2020, 1, 1);
    persons::grant(&mut tx, person.id, kit::Role::Admin, None, None, day).await.unwrap();
    tx.commit().await.unwrap();
    t.sign_in(person.id).await
}
