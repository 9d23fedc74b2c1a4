//! Lines of the round and who was asked for them, as they are kept. Only this file knows their tables.

use hmac::{Hmac, KeyInit, Mac};
use kit::Id;
use page::Tenant;
use people::municipalities::Municipality;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};
use sha2::{Digest, Sha256};
use store::{Result, Tx};
use uuid::Uuid;

use crate::agenda::Item;

store::row!(
    /// What a municipality tells in the round (kuulumiset).
    round_line, "round_line", {
        item: Uuid,
        municipality: Uuid,
        text: String,
        by_name: String,
        by_person: Option<Uuid>,
        via: String,
        at: Stamp,
        version: i64,
    }
);
store::row!(
    /// Somebody who was asked by letter for a municipality's line.
    round_ask, "round_ask", {
        item: Uuid,
        municipality: Uuid,
        person: Option<Uuid>,
        name: String,
        email: String,
        lang: String,
        #[serde(skip)]
        token_digest: String,
        sent_at: Stamp,
        reminded_at: Option<Stamp>,
    }
);
pub use self::round_ask::Model as Asked;
pub use self::round_line::Model as Line;

/// The kind of the item, as stored.
pub const KIND: &str = "round";

/// The secret of a link, made from the tenant's own, so that a reminder carries the same link while the store holds
/// only its digest.
pub(super) fn token(tenant: &Tenant, ask: Uuid) -> String {
    let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(&tenant.secret) else { return String::new() };
    mac.update(b"round:");
    mac.update(ask.as_bytes());
    hex::encode(&mac.finalize().into_bytes()[..20])
}

fn digest(token: &str) -> String {
    hex::encode(Sha256::digest(token.as_bytes()))
}

/// The lines of several items.
pub async fn lines(db: &impl ConnectionTrait, tenant: Uuid, items: Vec<Uuid>) -> Result<Vec<Line>> {
    Ok(round_line::Entity::find()
        .filter(round_line::Column::Tenant.eq(tenant))
        .filter(round_line::Column::Item.is_in(items))
        .all(db)
        .await?)
}

/// A municipality's line.
pub(super) async fn line(
    db: &impl ConnectionTrait,
    tenant: Uuid,
    item: Uuid,
    municipality: Uuid,
) -> Result<Option<Line>> {
    Ok(round_line::Entity::find()
        .filter(round_line::Column::Tenant.eq(tenant))
        .filter(round_line::Column::Item.eq(item))
        .filter(round_line::Column::Municipality.eq(municipality))
        .one(db)
        .await?)
}

/// What is said, by whom and how.
pub struct Said {
    /// The words.
    pub text: String,
    /// The name as it stays.
    pub by_name: String,
    /// The person, where one is known.
    pub by_person: Option<Uuid>,
    /// `link`, `page`, `assistant` or `secretary`.
    pub via: &'static str,
}

/// Writes a municipality's line; an empty text takes it away. `before` is what stands.
pub async fn say(
    tx: &mut Tx,
    item: Uuid,
    municipality: Uuid,
    before: Option<&Line>,
    said: Said,
) -> Result<()> {
    let id = before.map_or_else(|| Id::<Line>::new(tx.now()).uuid(), |b| b.id);
    let row = Line {
        id,
        tenant: tx.tenant(),
        item,
        municipality,
        text: said.text,
        by_name: said.by_name,
        by_person: said.by_person,
        via: said.via.to_owned(),
        at: tx.stamp(),
        version: before.map_or(0, |b| b.version) + 1,
    };
    match before {
        Some(before) => tx.change("round_line", id, before, &row).await,
        None => tx.create("round_line", id, &row).await,
    }
}

/// Who was asked for lines of an item.
pub(super) async fn asked(db: &impl ConnectionTrait, tenant: Uuid, item: Uuid) -> Result<Vec<Asked>> {
    Ok(round_ask::Entity::find()
        .filter(round_ask::Column::Tenant.eq(tenant))
        .filter(round_ask::Column::Item.eq(item))
        .all(db)
        .await?)
}

/// Who was asked by this link.
pub(super) async fn by_token(db: &impl ConnectionTrait, tenant: Uuid, token: &str) -> Result<Option<Asked>> {
    Ok(round_ask::Entity::find()
        .filter(round_ask::Column::Tenant.eq(tenant))
        .filter(round_ask::Column::TokenDigest.eq(digest(token)))
        .one(db)
        .await?)
}

/// Somebody to be asked.
pub(super) struct ToAsk {
    pub(super) municipality: Uuid,
    pub(super) person: Uuid,
    pub(super) name: String,
    pub(super) email: String,
    pub(super) lang: String,
}

/// Notes that somebody is asked; the row stands before the letter.
pub(super) async fn ask(tx: &mut Tx, tenant: &Tenant, item: Uuid, to: ToAsk) -> Result<Asked> {
    let id = Id::<Asked>::new(tx.now()).uuid();
    let row = Asked {
        id,
        tenant: tx.tenant(),
        item,
        municipality: to.municipality,
        person: Some(to.person),
        name: to.name,
        email: to.email,
        lang: to.lang,
        token_digest: digest(&token(tenant, id)),
        sent_at: tx.stamp(),
        reminded_at: None,
    };
    tx.create("round_ask", id, &row).await?;
    Ok(row)
}

/// Notes that somebody was reminded.
pub(super) async fn reminded(tx: &mut Tx, before: &Asked) -> Result<()> {
    let after = Asked { reminded_at: Some(tx.stamp()), ..before.clone() };
    tx.change("round_ask", before.id, before, &after).await
}

/// The round item of an agenda, where it has one.
pub(crate) fn item_of(items: &[Item]) -> Option<&Item> {
    items.iter().find(|i| i.kind == KIND)
}

/// Lines side by side: every municipality in its order, the missing ones too.
pub(crate) fn side_by_side<'a>(
    towns: &'a [Municipality],
    lines: &'a [Line],
    item: Uuid,
) -> Vec<(&'a Municipality, Option<&'a Line>)> {
    let said = |town: &Municipality| {
        lines.iter().find(|l| l.item == item && l.municipality == town.id && !l.text.is_empty())
    };
    towns.iter().map(|town| (town, said(town))).collect()
}
