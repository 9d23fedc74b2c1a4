//! The keys by which municipalities' systems sign in. A key is shown once; the store holds its digest.

use kit::Id;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};
use sha2::{Digest, Sha256};
use store::{Result, Tx};
use uuid::Uuid;

use crate::rows::api_key;
pub use crate::rows::api_key::Model as Key;

fn digest(token: &str) -> String {
    hex::encode(Sha256::digest(token))
}

/// Makes a key for a municipality. Gives it with the token, which is never seen again.
pub async fn make(tx: &mut Tx, municipality: Uuid, name: &str, by: &str) -> Result<(Key, String)> {
    let token = format!("talkoot_{}{}", Uuid::new_v4().simple(), Uuid::new_v4().simple());
    let row = Key {
        id: Id::<Key>::new(tx.now()).uuid(),
        tenant: tx.tenant(),
        municipality,
        name: name.to_owned(),
        digest: digest(&token),
        created_at: tx.stamp(),
        by_name: by.to_owned(),
        used_at: None,
        revoked_at: None,
        version: 1,
    };
    tx.create("api_key", row.id, &row).await?;
    Ok((row, token))
}

/// All keys, the latest first.
pub async fn list(db: &impl ConnectionTrait, tenant: Uuid) -> Result<Vec<Key>> {
    Ok(api_key::Entity::find()
        .filter(api_key::Column::Tenant.eq(tenant))
        .order_by_desc(api_key::Column::CreatedAt)
        .order_by_desc(api_key::Column::Id)
        .all(db)
        .await?)
}

/// The key of an id.
pub async fn get(db: &impl ConnectionTrait, tenant: Uuid, id: Uuid) -> Result<Option<Key>> {
    Ok(api_key::Entity::find_by_id(id).filter(api_key::Column::Tenant.eq(tenant)).one(db).await?)
}

/// The standing key of a token.
pub async fn by_token(db: &impl ConnectionTrait, tenant: Uuid, token: &str) -> Result<Option<Key>> {
    Ok(api_key::Entity::find()
        .filter(api_key::Column::Tenant.eq(tenant))
        .filter(api_key::Column::Digest.eq(digest(token)))
        .filter(api_key::Column::RevokedAt.is_null())
        .one(db)
        .await?)
}

/// Ends a key: from now on nobody comes in with it.
pub async fn revoke(tx: &mut Tx, before: &Key) -> Result<()> {
    let after = Key { revoked_at: Some(tx.stamp()), version: before.version + 1, ..before.clone() };
    tx.change("api_key", before.id, before, &after).await
}

/// Notes when a key was last used.
pub async fn used(tx: &Tx, before: &Key) -> Result<()> {
    use sea_orm::{ActiveModelTrait, IntoActiveModel};
    let after = Key { used_at: Some(tx.stamp()), ..before.clone() };
    api_key::Entity::update(after.into_active_model().reset_all()).exec_without_returning(tx.conn()).await?;
    Ok(())
}
