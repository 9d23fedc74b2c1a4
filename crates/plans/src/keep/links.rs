//! Links from what was decided or done to the goals that it serves.

use kit::{Id, Local};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};
use store::{Json, Result, Tx};
use uuid::Uuid;

use crate::rows::goal_link;
pub use crate::rows::goal_link::Model as Link;

/// Links something to a goal; a link that stands is left alone.
pub async fn link(tx: &mut Tx, goal: Uuid, path: &str, title: Local, at: &str, public: bool) -> Result<()> {
    if all(tx.conn(), tx.tenant()).await?.iter().any(|l| l.goal == goal && l.path == path) {
        return Ok(());
    }
    let row = Link {
        id: Id::<Link>::new(tx.now()).uuid(),
        tenant: tx.tenant(),
        goal,
        path: path.to_owned(),
        title: Json(title),
        at_date: at.to_owned(),
        public,
    };
    tx.create("goal_link", row.id, &row).await
}

/// Takes a link away.
pub async fn unlink(tx: &mut Tx, row: &Link) -> Result<()> {
    tx.delete("goal_link", row.id, row).await
}

/// The link of an id.
pub async fn get(db: &impl ConnectionTrait, tenant: Uuid, id: Uuid) -> Result<Option<Link>> {
    Ok(goal_link::Entity::find_by_id(id).filter(goal_link::Column::Tenant.eq(tenant)).one(db).await?)
}

/// All links, by date.
pub async fn all(db: &impl ConnectionTrait, tenant: Uuid) -> Result<Vec<Link>> {
    Ok(goal_link::Entity::find()
        .filter(goal_link::Column::Tenant.eq(tenant))
        .order_by_asc(goal_link::Column::AtDate)
        .order_by_asc(goal_link::Column::Id)
        .all(db)
        .await?)
}
