//! What these tests share.

use kit::{Local, Publicity, When};
use page::Feature;
use record::decisions::{self, Decision, NewDecision, Number};
use record::matters::{self, Matter, NewMatter};
use testkit::TestApp;
use uuid::Uuid;

/// The slices of these tests.
pub fn features() -> Vec<Feature> {
    vec![people::feature(), signin::feature(), record::feature()]
}

/// A matter to be changed by a test.
pub fn matter(title: &str) -> NewMatter {
    NewMatter {
        key: None,
        title: Local::fi(title),
        diary: None,
        state: "open".into(),
        summary: Local::default(),
        parent: None,
        publicity: Publicity::Public,
        ground: String::new(),
        opened: When::unknown(),
        source: String::new(),
        example: false,
    }
}

/// Opens a matter.
pub async fn opened(t: &TestApp, new: NewMatter) -> Matter {
    let mut tx = t.tx().await;
    let m = matters::create(&mut tx, new).await.expect("a matter");
    tx.commit().await.expect("commits");
    m
}

/// A decision to be changed by a test: published and public, of 13.10.2021.
pub fn decision(body: Option<Uuid>, title: &str) -> NewDecision {
    NewDecision {
        body,
        officer: String::new(),
        matter: None,
        meeting: None,
        item: None,
        period: "2021".into(),
        number: if body.is_some() { Number::Next } else { Number::None },
        at: When::day(jiff::civil::date(2021, 10, 13)),
        statutory: false,
        outcome: "agreed".into(),
        title: Local::fi(title),
        text: "<p>Sovittiin niin.</p>".into(),
        reason: String::new(),
        returns: When::unknown(),
        publicity: Publicity::Public,
        ground: String::new(),
        doubt: Local::default(),
        source: String::new(),
        published: true,
        example: false,
    }
}

/// Records a decision.
pub async fn decided(t: &TestApp, new: NewDecision) -> Decision {
    let mut tx = t.tx().await;
    let d = decisions::decide(&mut tx, new).await.expect("a decision");
    tx.commit().await.expect("commits");
    d
}
