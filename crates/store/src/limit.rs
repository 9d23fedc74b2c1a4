//! The limit of what anybody may cause: so many in a sliding window, counted in rows, so that all processes count
//! together. Whose they are is kept as a digest and for the time of the window only.

use jiff::{SignedDuration, Timestamp};
use kit::Id;
use sea_orm::{ActiveModelTrait, ColumnTrait, EntityTrait, QueryFilter, QueryOrder};
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

/// What is counted: of which kind, whose, and how many are let through within the window.
#[derive(Debug, Clone, Copy)]
pub struct Count<'a>(pub &'a str, pub &'a str, pub u64);

fn whose(kind: &str, who: &str) -> String {
    hex::encode(Sha256::digest(format!("{kind}:{}", who.trim().to_lowercase())))
}

/// Counts one act of `who`, as part of the transaction that does it. `false` when there have been `most` within the
/// window: then nothing is counted, and the transaction should be dropped.
pub async fn take(tx: &Tx, kind: &str, who: &str, most: u64, window: SignedDuration) -> Result<bool> {
    Ok(take_all(tx, &[Count(kind, who, most)], window).await?.is_ok())
}

/// Counts one act of each of these, or of none where one of them has been done too often; then says until when to
/// wait. Taken before what is limited is tried, so that many at once do not slip through together.
pub async fn take_all(
    tx: &Tx,
    counts: &[Count<'_>],
    window: SignedDuration,
) -> Result<Result<(), Timestamp>> {
    let now = tx.stamp();
    count::Entity::delete_many()
        .filter(count::Column::Tenant.eq(tx.tenant()))
        .filter(count::Column::EndsAt.lte(now))
        .exec(tx.conn())
        .await?;
    for Count(kind, who, most) in counts {
        let earlier = count::Entity::find()
            .filter(count::Column::Tenant.eq(tx.tenant()))
            .filter(count::Column::Kind.eq(*kind))
            .filter(count::Column::Whose.eq(whose(kind, who)))
            .order_by_asc(count::Column::EndsAt)
            .all(tx.conn())
            .await?;
        // When this one has been forgotten there is room for one more.
        let most = usize::try_from(*most).unwrap_or(usize::MAX);
        if let Some(first) = earlier.len().checked_sub(most).and_then(|i| earlier.get(i)) {
            return Ok(Err(first.ends_at.at()));
        }
    }
    for Count(kind, who, _) in counts {
        let row = count::Model {
            id: Id::<count::Model>::new(tx.now()).uuid(),
            tenant: tx.tenant(),
            kind: (*kind).to_owned(),
            whose: whose(kind, who),
            ends_at: Stamp::from(tx.now().checked_add(window).unwrap_or(tx.now())),
        };
        tx.insert(count::ActiveModel::from(row).reset_all()).await?;
    }
    Ok(Ok(()))
}

/// Forgets the acts of one who turned out to be right.
pub async fn forget(tx: &Tx, kind: &str, who: &str) -> Result<()> {
    count::Entity::delete_many()
        .filter(count::Column::Tenant.eq(tx.tenant()))
        .filter(count::Column::Kind.eq(kind))
        .filter(count::Column::Whose.eq(whose(kind, who)))
        .exec(tx.conn())
        .await?;
    Ok(())
}

/// Forgets the acts of everybody of one kind.
pub async fn forget_kind(tx: &Tx, kind: &str) -> Result<()> {
    count::Entity::delete_many()
        .filter(count::Column::Tenant.eq(tx.tenant()))
        .filter(count::Column::Kind.eq(kind))
        .exec(tx.conn())
        .await?;
    Ok(())
}
