//! The limit of what anybody may cause: so many in a sliding window, counted in rows, so that all processes count
//! together. Whose they are is kept as a digest and for the time of the window only.

use jiff::SignedDuration;
use kit::Id;
use sea_orm::{ActiveModelTrait, ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter};
use sha2::{Digest, Sha256};

use crate::{Result, Stamp, Tx};

crate::row!(
    /// One act that is counted.
    count, "limit_count", {
        kind: String,
        whose: String,
        ends_at: Stamp,
    }
);

/// Counts one act of `who`, as part of the transaction that does it. `false` when there have been `most` within the
/// window: then nothing is counted, and the transaction should be dropped.
pub async fn take(tx: &Tx, kind: &str, who: &str, most: u64, window: SignedDuration) -> Result<bool> {
    let now = tx.stamp();
    count::Entity::delete_many()
        .filter(count::Column::Tenant.eq(tx.tenant()))
        .filter(count::Column::EndsAt.lte(now))
        .exec(tx.conn())
        .await?;
    let whose = hex::encode(Sha256::digest(format!("{kind}:{}", who.trim().to_lowercase())));
    let earlier = count::Entity::find()
        .filter(count::Column::Tenant.eq(tx.tenant()))
        .filter(count::Column::Kind.eq(kind))
        .filter(count::Column::Whose.eq(whose.as_str()))
        .count(tx.conn())
        .await?;
    if earlier >= most {
        return Ok(false);
    }
    let row = count::Model {
        id: Id::<count::Model>::new(tx.now()).uuid(),
        tenant: tx.tenant(),
        kind: kind.to_owned(),
        whose,
        ends_at: Stamp::from(tx.now().checked_add(window).unwrap_or(tx.now())),
    };
    tx.insert(count::ActiveModel::from(row).reset_all()).await?;
    Ok(true)
}
