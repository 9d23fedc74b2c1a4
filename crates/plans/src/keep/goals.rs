//! Goals.

use kit::{Id, Local};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};
use store::{Json, Result, Tx};
use uuid::Uuid;

use crate::keep::plans;
use crate::rows::goal;
pub use crate::rows::goal::Model as Goal;

/// Adds a goal as the last.
pub async fn add(tx: &mut Tx, plan: Uuid, code: &str, title: Local, text: Local) -> Result<Goal> {
    let position = of(tx.conn(), tx.tenant(), plan).await?.iter().map(|g| g.position).max().unwrap_or(0) + 1;
    let row = Goal {
        id: Id::<Goal>::new(tx.now()).uuid(),
        tenant: tx.tenant(),
        plan,
        code: if code.is_empty() { position.to_string() } else { code.to_owned() },
        title: Json(title),
        text: Json(text),
        position,
        version: 1,
    };
    tx.create("goal", row.id, &row).await?;
    plans::touch(tx, plan).await?;
    Ok(row)
}

/// Saves a changed goal.
pub async fn update(tx: &mut Tx, before: &Goal, mut after: Goal) -> Result<Goal> {
    after.version = before.version + 1;
    tx.change("goal", before.id, before, &after).await?;
    plans::touch(tx, before.plan).await?;
    Ok(after)
}

/// The goals of a plan, in their order.
pub async fn of(db: &impl ConnectionTrait, tenant: Uuid, plan: Uuid) -> Result<Vec<Goal>> {
    Ok(goal::Entity::find()
        .filter(goal::Column::Tenant.eq(tenant))
        .filter(goal::Column::Plan.eq(plan))
        .order_by_asc(goal::Column::Position)
        .all(db)
        .await?)
}

/// The goal of an id.
pub async fn get(db: &impl ConnectionTrait, tenant: Uuid, id: Uuid) -> Result<Option<Goal>> {
    Ok(goal::Entity::find_by_id(id).filter(goal::Column::Tenant.eq(tenant)).one(db).await?)
}

/// All goals of the tenant.
pub async fn all(db: &impl ConnectionTrait, tenant: Uuid) -> Result<Vec<Goal>> {
    Ok(goal::Entity::find()
        .filter(goal::Column::Tenant.eq(tenant))
        .order_by_asc(goal::Column::Position)
        .all(db)
        .await?)
}
