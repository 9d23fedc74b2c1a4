//! Links by mail: single use, a quarter of an hour, and they act only on a pressed button.

use jiff::{SignedDuration, Timestamp};
use kit::Id;
use people::persons::{self, Person};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use sha2::{Digest, Sha256};
use store::{Result, Stamp, Tx};
use uuid::Uuid;

use crate::tables::mail_link;
use crate::tables::mail_link::Model as MailLink;

/// A link holds for this long.
pub const HOLDS: SignedDuration = SignedDuration::from_mins(15);

fn digest(token: &str) -> String {
    hex::encode(Sha256::digest(token))
}

/// Makes a link's token for a person. It stands in the letter and nowhere else.
pub async fn make(tx: &mut Tx, person: Uuid) -> Result<String> {
    let token = hex::encode(rand::random::<[u8; 32]>());
    let expires: Timestamp = tx.now().checked_add(HOLDS).unwrap_or(tx.now());
    let row = MailLink {
        id: Id::<MailLink>::new(tx.now()).uuid(),
        tenant: tx.tenant(),
        token_digest: digest(&token),
        person,
        expires_at: Stamp::from(expires),
        used_at: None,
    };
    tx.create("mail_link", row.id, &row).await?;
    Ok(token)
}

/// Uses a link up. `None` when it is used, old, of another tenant, or none of ours.
pub async fn redeem(tx: &mut Tx, token: &str) -> Result<Option<Person>> {
    let found = mail_link::Entity::find()
        .filter(mail_link::Column::Tenant.eq(tx.tenant()))
        .filter(mail_link::Column::TokenDigest.eq(digest(token)))
        .filter(mail_link::Column::UsedAt.is_null())
        .one(tx.conn())
        .await?;
    let now = tx.stamp();
    let Some(before) = found.filter(|l| l.expires_at > now) else { return Ok(None) };
    let after = MailLink { used_at: Some(now), ..before.clone() };
    tx.change("mail_link", before.id, &before, &after).await?;
    Ok(persons::get(tx.conn(), tx.tenant(), before.person).await?.filter(|p| p.active))
}
