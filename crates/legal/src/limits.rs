//! How much feedback may come: so much from one address and so much in all, counted in the store, so that all
//! processes count together.

use jiff::SignedDuration;
use kit::Id;
use sea_orm::{ColumnTrait, EntityTrait, IntoActiveModel, PaginatorTrait, QueryFilter};
use sha2::{Digest, Sha256};
use store::{Result, Stamp, Tx};

use crate::tables::feedback_try as row;

/// It is counted over this time.
const WINDOW: SignedDuration = SignedDuration::from_hours(1);
/// From one address. A whole town hall comes from one.
pub(crate) const FROM_ONE: u64 = 10;
/// In all.
const IN_ALL: u64 = 100;

/// Takes one try; `false` where there have been too many.
pub(crate) async fn take(tx: &Tx, address: Option<&str>) -> Result<bool> {
    let since = Stamp::from(tx.now().checked_sub(WINDOW).unwrap_or(tx.now()));
    row::Entity::delete_many()
        .filter(row::Column::Tenant.eq(tx.tenant()))
        .filter(row::Column::At.lt(since))
        .exec(tx.conn())
        .await?;
    let whose = hex::encode(Sha256::digest(format!("feedback:{}", address.unwrap_or_default())));
    let all = row::Entity::find().filter(row::Column::Tenant.eq(tx.tenant()));
    let from_one = all.clone().filter(row::Column::Whose.eq(whose.as_str())).count(tx.conn()).await?;
    if from_one >= FROM_ONE || all.count(tx.conn()).await? >= IN_ALL {
        return Ok(false);
    }
    let id = Id::<row::Model>::new(tx.now()).uuid();
    let row = row::Model { id, tenant: tx.tenant(), whose, at: tx.stamp() };
    tx.insert(sea_orm::ActiveModelTrait::reset_all(row.into_active_model())).await?;
    Ok(true)
}
