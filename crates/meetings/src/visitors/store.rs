//! Visitors' slides and the moves of their slots, as they are kept. Only this file knows their tables.

use kit::Id;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};
use store::{Result, Tx};
use uuid::Uuid;

use crate::agenda::Visitor;

store::row!(
    /// A document that a visitor brought.
    visitor_slide, "visitor_slide", { visitor: Uuid, document: Uuid }
);
store::row!(
    /// A move of a visitor's slot, of which the visitor was told.
    visitor_move, "visitor_move", {
        visitor: Uuid,
        meeting: Uuid,
        from_time: String,
        new_from: String,
        new_to: String,
        at: Stamp,
    }
);
pub use self::visitor_move::Model as Move;

/// The documents that a visitor brought, taken-away ones too.
pub(super) async fn slides(db: &impl ConnectionTrait, tenant: Uuid, visitor: Uuid) -> Result<Vec<Uuid>> {
    Ok(visitor_slide::Entity::find()
        .filter(visitor_slide::Column::Tenant.eq(tenant))
        .filter(visitor_slide::Column::Visitor.eq(visitor))
        .order_by_asc(visitor_slide::Column::Id)
        .all(db)
        .await?
        .into_iter()
        .map(|s| s.document)
        .collect())
}

/// Notes whose a document is.
pub(super) async fn brought(tx: &mut Tx, visitor: Uuid, document: Uuid) -> Result<()> {
    let id = Id::<visitor_slide::Model>::new(tx.now()).uuid();
    let row = visitor_slide::Model { id, tenant: tx.tenant(), visitor, document };
    tx.create("visitor_slide", id, &row).await
}

/// The moves of visitors' slots, in the order of time.
pub async fn moves(db: &impl ConnectionTrait, tenant: Uuid, visitors: Vec<Uuid>) -> Result<Vec<Move>> {
    Ok(visitor_move::Entity::find()
        .filter(visitor_move::Column::Tenant.eq(tenant))
        .filter(visitor_move::Column::Visitor.is_in(visitors))
        .order_by_asc(visitor_move::Column::At)
        .order_by_asc(visitor_move::Column::Id)
        .all(db)
        .await?)
}

/// Notes a move.
pub(super) async fn note_move(tx: &mut Tx, meeting: Uuid, before: &Visitor, after: &Visitor) -> Result<()> {
    let id = Id::<Move>::new(tx.now()).uuid();
    let row = Move {
        id,
        tenant: tx.tenant(),
        visitor: before.id,
        meeting,
        from_time: before.from_time.clone(),
        new_from: after.from_time.clone(),
        new_to: after.to_time.clone(),
        at: tx.stamp(),
    };
    tx.create("visitor_move", id, &row).await
}
