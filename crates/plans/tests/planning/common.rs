//! What these tests share.

use page::Feature;
use testkit::{Client, Reply};

/// The slices of these tests.
pub fn features() -> Vec<Feature> {
    vec![people::feature(), signin::feature(), record::feature(), plans::feature()]
}

/// Forms as a browser sends them: each with a key of its own that lets it be taken once.
pub trait Forms {
    /// Sends a form.
    async fn form(&self, path: &str, fields: &[(&str, &str)]) -> Reply;
}

impl Forms for Client {
    async fn form(&self, path: &str, fields: &[(&str, &str)]) -> Reply {
        let once = uuid::Uuid::new_v4().to_string();
        let mut all = fields.to_vec();
        all.push(("once", &once));
        self.post(path, &all).await
    }
}

/// A plan made by its page; gives its address within the language.
pub async fn plan(c: &Client, title: &str, publicity: &str) -> String {
    let made = c
        .form(
            "/fi/plans/new",
            &[
                ("title", title),
                ("kind", "plan"),
                ("state", "draft"),
                ("publicity", publicity),
                ("stated", "25.4.2013"),
            ],
        )
        .await;
    assert_eq!(made.status, 303, "{}", made.text);
    made.location().to_owned()
}

/// A measure made by its page; gives its address.
pub async fn measure(c: &Client, plan: &str, title: &str, actors: &str, state: &str) -> String {
    let made = c
        .form(
            &format!("{plan}/measures/new"),
            &[("title", title), ("actors", actors), ("state", state), ("resourced", "unknown")],
        )
        .await;
    assert_eq!(made.status, 303, "{}", made.text);
    made.location().to_owned()
}

/// The page says all of these words.
pub fn says(reply: &Reply, words: &[&str]) {
    assert_eq!(reply.status, 200, "{}", reply.text);
    for word in words {
        assert!(reply.text.contains(word), "{word} in {}", reply.text);
    }
}
