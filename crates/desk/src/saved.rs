//! Saved searches: the name and the address of any list or search page, for oneself alone.

use kit::Id;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use store::{Migration, Result, Stamp, Tx};
use uuid::Uuid;

store::row!(
    /// A saved search.
    saved_search, "saved_search", {
        person: Uuid,
        name: String,
        path: String,
        created_at: Stamp,
        removed_at: Option<Stamp>,
    }
);
pub(crate) use saved_search::Model as Saved;

/// At most this many each.
pub(crate) const MOST: u64 = 50;
/// The longest address.
pub(crate) const LONGEST: usize = 1_000;

pub(crate) fn migrations() -> Vec<Migration> {
    vec![Migration {
        name: "2026_11_22_n_desk",
        make: |s| {
            s.table("saved_search")
                .id()
                .uuid("tenant")
                .uuid("person")
                .text("name")
                .text("path")
                .int("created_at")
                .int("removed_at")
                .null()
                .index(&["tenant", "person", "removed_at"]);
        },
    }]
}

/// The address within the language, of whatever was typed or pasted: `https://…/fi/matters?q=juna`, `/sv/actions`,
/// `/meetings`. An address of another site, or none at all, is `None`.
pub(crate) fn path_of(typed: &str, base_url: &str) -> Option<String> {
    let typed = Some(typed.trim()).filter(|t| !t.is_empty())?;
    let path = match typed.split_once("://") {
        Some((_, rest)) => {
            let own = base_url.split_once("://").map(|(_, host)| host.trim_end_matches('/'))?;
            rest.strip_prefix(own)?
        }
        None => typed,
    };
    let path = path.split('#').next().unwrap_or_default();
    let within = ["fi", "sv", "en"]
        .iter()
        .find_map(|l| {
            path.strip_prefix('/')?.strip_prefix(l).filter(|r| r.is_empty() || r.starts_with(['/', '?']))
        })
        .unwrap_or(path);
    let within = if within.is_empty() { "/" } else { within };
    let clean =
        within.starts_with('/') && !within.starts_with("//") && !within.contains(['\\', ' ', '"', '<', '>']);
    (clean && within.is_ascii() && within.len() <= LONGEST && !within.chars().any(char::is_control))
        .then(|| within.to_owned())
}

/// Keeps a search.
pub(crate) async fn keep(tx: &mut Tx, person: Uuid, name: String, path: String) -> Result<Saved> {
    let row = Saved {
        id: Id::<Saved>::new(tx.now()).uuid(),
        tenant: tx.tenant(),
        person,
        name,
        path,
        created_at: tx.stamp(),
        removed_at: None,
    };
    tx.create("saved_search", row.id, &row).await?;
    Ok(row)
}

/// A person's searches, in the order in which they were saved.
pub(crate) async fn of(db: &impl ConnectionTrait, tenant: Uuid, person: Uuid) -> Result<Vec<Saved>> {
    Ok(saved_search::Entity::find()
        .filter(saved_search::Column::Tenant.eq(tenant))
        .filter(saved_search::Column::Person.eq(person))
        .filter(saved_search::Column::RemovedAt.is_null())
        .order_by_asc(saved_search::Column::Id)
        .limit(MOST)
        .all(db)
        .await?)
}

/// One of a person's own searches, also a removed one.
pub(crate) async fn get(
    db: &impl ConnectionTrait,
    tenant: Uuid,
    person: Uuid,
    id: Uuid,
) -> Result<Option<Saved>> {
    Ok(saved_search::Entity::find_by_id(id)
        .filter(saved_search::Column::Tenant.eq(tenant))
        .filter(saved_search::Column::Person.eq(person))
        .one(db)
        .await?)
}

/// Removes a search, or puts it back.
pub(crate) async fn set_removed(tx: &mut Tx, before: &Saved, removed_at: Option<Stamp>) -> Result<()> {
    let after = Saved { removed_at, ..before.clone() };
    tx.change("saved_search", before.id, before, &after).await
}

#[cfg(test)]
mod tests {
    use super::path_of;

    #[test]
    fn any_address_of_our_own_is_taken_and_no_other() {
        let base = "https://yhteistyo.paijat-hame.fi";
        let of = |t: &str| path_of(t, base);
        assert_eq!(of("/fi/matters?q=juna&state=open"), Some("/matters?q=juna&state=open".into()));
        assert_eq!(
            of("https://yhteistyo.paijat-hame.fi/sv/actions?due=late#x"),
            Some("/actions?due=late".into())
        );
        assert_eq!(of("/meetings"), Some("/meetings".into()));
        assert_eq!(of("/fi"), Some("/".into()));
        assert_eq!(of("/figures"), Some("/figures".into()), "a word that only begins like a language");
        for wrong in
            ["https://example.org/fi/matters", "//example.org", "javascript:alert(1)", "", "matters", "/a b"]
        {
            assert_eq!(of(wrong), None, "{wrong}");
        }
        assert_eq!(of(&format!("/{}", "a".repeat(2_000))), None);
    }
}
