//! Hints for the first time on a page. A person who has seen one has a row, so that it stays away on all devices.

use kit::{Id, Who};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, PaginatorTrait, QueryFilter};
use store::{Migration, Result, Tx};
use uuid::Uuid;

store::row!(
    /// A hint that a person has put away.
    hint_seen, "hint_seen", { person: Uuid, hint: String, at: Stamp }
);

pub(crate) fn migrations() -> Vec<Migration> {
    vec![Migration {
        name: "2026_11_22_u_hints",
        make: |s| {
            s.table("hint_seen")
                .id()
                .uuid("tenant")
                .uuid("person")
                .text("hint")
                .int("at")
                .unique(&["tenant", "person", "hint"]);
        },
    }]
}

/// A hint: on which page, and for whom. Its text is `hint-KEY`.
pub struct Hint {
    /// Its key.
    pub key: &'static str,
    /// The address, where `{}` stands for any one part.
    pub page: &'static str,
    /// Whom it helps.
    pub helps: fn(&Who) -> bool,
}

/// All hints.
pub const HINTS: &[Hint] = &[
    Hint { key: "front", page: "/", helps: Who::is_person },
    Hint { key: "desk", page: "/desk", helps: Who::is_staff },
    Hint { key: "body", page: "/bodies/{}", helps: Who::is_staff },
    Hint { key: "members", page: "/bodies/{}/members", helps: Who::is_staff },
    Hint { key: "agenda", page: "/meetings/{}/agenda", helps: Who::is_person },
    Hint { key: "call", page: "/meetings/{}/call", helps: Who::is_person },
    Hint { key: "session", page: "/meetings/{}/session", helps: Who::is_person },
    Hint { key: "record", page: "/meetings/{}/record", helps: Who::is_person },
    Hint { key: "actions", page: "/actions", helps: Who::is_person },
    Hint { key: "matter", page: "/matters/new", helps: Who::is_person },
];

/// The hint of a page for somebody.
pub fn on(path: &str, who: &Who) -> Option<&'static Hint> {
    HINTS.iter().find(|h| (h.helps)(who) && is(h.page, path))
}

fn is(pattern: &str, path: &str) -> bool {
    let (mut a, mut b) = (pattern.split('/'), path.split('/'));
    loop {
        match (a.next(), b.next()) {
            (None, None) => return true,
            // `/bodies/new` is a page of its own and no body.
            (Some("{}"), Some(part)) if !part.is_empty() && part != "new" => {}
            (Some(x), Some(y)) if x == y => {}
            _ => return false,
        }
    }
}

/// Whether a person has put it away.
pub async fn is_seen(db: &impl ConnectionTrait, tenant: Uuid, person: Uuid, hint: &str) -> Result<bool> {
    let found = hint_seen::Entity::find()
        .filter(hint_seen::Column::Tenant.eq(tenant))
        .filter(hint_seen::Column::Person.eq(person))
        .filter(hint_seen::Column::Hint.eq(hint))
        .count(db)
        .await?;
    Ok(found > 0)
}

/// Puts it away for good; a second press changes nothing.
pub async fn put_away(tx: &Tx, person: Uuid, hint: &str) -> Result<()> {
    if is_seen(tx.conn(), tx.tenant(), person, hint).await? {
        return Ok(());
    }
    let id = Id::<hint_seen::Model>::new(tx.now()).uuid();
    let row = hint_seen::Model { id, tenant: tx.tenant(), person, hint: hint.to_owned(), at: tx.stamp() };
    tx.insert(sea_orm::ActiveModelTrait::reset_all(row.into_active_model())).await
}

/// Shows a person all hints again.
pub async fn bring_back(tx: &Tx, person: Uuid) -> Result<()> {
    hint_seen::Entity::delete_many()
        .filter(hint_seen::Column::Tenant.eq(tx.tenant()))
        .filter(hint_seen::Column::Person.eq(person))
        .exec(tx.conn())
        .await?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::is;

    #[test]
    fn a_hint_stands_on_its_page_and_on_no_other() {
        assert!(is("/meetings/{}/session", "/meetings/0192/session"));
        for other in
            ["/meetings/0192/session/roll", "/meetings//session", "/meetings/new/session", "/meetings"]
        {
            assert!(!is("/meetings/{}/session", other), "{other}");
        }
        assert!(is("/", "/") && !is("/", "/desk"));
    }
}
