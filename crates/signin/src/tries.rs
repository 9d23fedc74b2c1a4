//! The limit of tries: so many in a sliding window, counted in the store, so that all processes count together.

use jiff::{SignedDuration, Timestamp};
use kit::Id;
use page::{App, PageError};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};
use sha2::{Digest, Sha256};
use store::{Act, Stamp, Tx};
use uuid::Uuid;

use crate::tables::sign_in_try as row;

/// Tries are counted over this time.
pub const WINDOW: SignedDuration = SignedDuration::from_mins(15);
/// Wrong passwords for one login.
pub(crate) const PER_LOGIN: usize = 5;
/// Wrong passwords from one address. More than one login's, since a whole town hall comes from one address.
pub(crate) const PER_ADDRESS: usize = 20;
/// Links by mail to one address of mail.
pub(crate) const LINKS: usize = 3;

/// What is counted: of which kind, whose, and how many are let through.
pub(crate) struct Count<'a>(pub &'static str, pub &'a str, pub usize);

fn whose(kind: &str, who: &str) -> String {
    hex::encode(Sha256::digest(format!("{kind}:{}", who.trim().to_lowercase())))
}

/// Takes a try of each count before it is made, so that many at once do not slip through together. `Err` says
/// until when to wait.
pub(crate) async fn take(
    app: &App,
    tenant: Uuid,
    counts: &[Count<'_>],
) -> Result<Result<(), Timestamp>, PageError> {
    let now = app.now();
    let since = Stamp::from(now.checked_sub(WINDOW).unwrap_or(now));
    let tx = app.store().begin(Act::machinery("sign-in", tenant, now)).await?;
    row::Entity::delete_many()
        .filter(row::Column::Tenant.eq(tenant))
        .filter(row::Column::At.lt(since))
        .exec(tx.conn())
        .await?;
    for Count(kind, who, most) in counts {
        let earlier = row::Entity::find()
            .filter(row::Column::Tenant.eq(tenant))
            .filter(row::Column::Kind.eq(*kind))
            .filter(row::Column::Whose.eq(whose(kind, who)))
            .order_by_asc(row::Column::At)
            .all(tx.conn())
            .await?;
        if let Some(first) = earlier.len().checked_sub(*most).and_then(|i| earlier.get(i)) {
            let until = first.at.at().checked_add(WINDOW).unwrap_or(now);
            return Ok(Err(until));
        }
    }
    for Count(kind, who, _) in counts {
        let row = row::Model {
            id: Id::<row::Model>::new(now).uuid(),
            tenant,
            kind: (*kind).to_owned(),
            whose: whose(kind, who),
            at: now.into(),
        };
        let active: row::ActiveModel = row.into();
        tx.insert(sea_orm::ActiveModelTrait::reset_all(active)).await?;
    }
    tx.commit_quietly().await?;
    Ok(Ok(()))
}

/// Forgets the tries of one who got in.
pub(crate) async fn forget(tx: &Tx, kind: &'static str, who: &str) -> Result<(), PageError> {
    row::Entity::delete_many()
        .filter(row::Column::Tenant.eq(tx.tenant()))
        .filter(row::Column::Kind.eq(kind))
        .filter(row::Column::Whose.eq(whose(kind, who)))
        .exec(tx.conn())
        .await?;
    Ok(())
}
