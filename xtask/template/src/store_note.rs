//! The table and the only statements that know it.

use kit::Id;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};
use store::{Migration, Result, Tx};
use uuid::Uuid;

store::row!(
    /// A note.
    note, "example_note", {
        text: String,
        written_at: Stamp,
    }
);
pub(crate) use note::Model as Note;

pub(crate) fn migrations() -> Vec<Migration> {
    vec![Migration {
        name: "2026_11_22_z_example",
        make: |s| {
            s.table("example_note").id().uuid("tenant").text("text").int("written_at").index(&["tenant", "written_at"]);
        },
    }]
}

pub(crate) async fn create(tx: &mut Tx, text: String) -> Result<Note> {
    let row = Note { id: Id::<Note>::new(tx.now()).uuid(), tenant: tx.tenant(), text, written_at: tx.stamp() };
    tx.create("example_note", row.id, &row).await?;
    Ok(row)
}

pub(crate) async fn remove(tx: &mut Tx, note: &Note) -> Result<()> {
    note::Entity::delete_by_id(note.id).exec(tx.conn()).await?;
    tx.removed("example_note", note.id, note)
}

pub(crate) async fn get(db: &impl ConnectionTrait, tenant: Uuid, id: Uuid) -> Result<Option<Note>> {
    Ok(note::Entity::find_by_id(id).filter(note::Column::Tenant.eq(tenant)).one(db).await?)
}

pub(crate) async fn list(db: &impl ConnectionTrait, tenant: Uuid) -> Result<Vec<Note>> {
    Ok(note::Entity::find()
        .filter(note::Column::Tenant.eq(tenant))
        .order_by_desc(note::Column::WrittenAt)
        .all(db)
        .await?)
}
