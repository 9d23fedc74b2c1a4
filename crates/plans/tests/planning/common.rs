//! What these tests share.

use page::Feature;
use testkit::{Client, Reply};

/// The slices of these tests.
pub fn features() -> Vec<Feature> {
    vec![people::feature(), signin::feature(), record::feature(), plans::feature()]
}

/// A plan made by its page; gives its address within the language.
pub async fn plan(c: &Client, title: &str, publicity: &str) -> String {
    let made = c
        .post(
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
        .post(
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
