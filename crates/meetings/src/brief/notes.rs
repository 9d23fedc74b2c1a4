//! Own notes and marks. They are a person's own: nobody else reads them on any page, whatever the role.
//!
//! This file alone knows their table, and every function takes the person from the visit itself, so that none can be
//! asked for somebody else's. They are no part of the record: no audit entry tells of them, no search, no fact, no
//! export. Whoever is erased takes them along.

use kit::Id;
use page::{PageError, Visit};
use sea_orm::{ActiveModelTrait, ColumnTrait, EntityTrait, QueryFilter};
use store::{Result, Tx};
use uuid::Uuid;

use self::personal_note::{ActiveModel, Column, Entity};

store::row!(
    /// A note of a person to an item, or to a meeting.
    personal_note, "personal_note", {
        person: Uuid,
        meeting: Uuid,
        about: Uuid,
        mark: String,
        text: String,
        version: i64,
    }
);
pub(super) use self::personal_note::Model as Note;

/// The marks, also keys of texts (`brief-mark-…`); the empty one is none.
pub(super) const MARKS: [&str; 4] = ["ask", "support", "oppose", "watch"];

/// What a note says.
pub(super) struct Said {
    /// `None` leaves the mark as it stands.
    pub(super) mark: Option<String>,
    pub(super) text: String,
}

/// The visitor's own notes to a meeting and its items.
pub(super) async fn own(v: &Visit, meeting: Uuid) -> std::result::Result<Vec<Note>, PageError> {
    let Some(person) = v.who.id() else { return Ok(Vec::new()) };
    Ok(Entity::find()
        .filter(Column::Tenant.eq(v.tenant.id))
        .filter(Column::Person.eq(person))
        .filter(Column::Meeting.eq(meeting))
        .all(v.app.db())
        .await?)
}

/// Saves the visitor's own note. `Err(note)` gives the one that stands, where it was changed on another device.
pub(super) async fn save(
    v: &Visit,
    (meeting, about): (Uuid, Uuid),
    shown: i64,
    said: Said,
) -> std::result::Result<std::result::Result<i64, Note>, PageError> {
    let person = v.person()?;
    let tx = v.app.store().begin(v.act()).await?;
    let found = Entity::find()
        .filter(Column::Tenant.eq(v.tenant.id))
        .filter(Column::Person.eq(person))
        .filter(Column::About.eq(about))
        .one(tx.conn())
        .await?;
    let stands = found.as_ref().map_or(0, |n| n.version);
    if let Some(note) = found.as_ref().filter(|n| n.version != shown && n.text != said.text) {
        return Ok(Err(note.clone()));
    }
    let row = Note {
        id: found.as_ref().map_or_else(|| Id::<Note>::anonymous().uuid(), |n| n.id),
        tenant: v.tenant.id,
        person,
        meeting,
        about,
        mark: said.mark.unwrap_or_else(|| found.as_ref().map(|n| n.mark.clone()).unwrap_or_default()),
        text: said.text,
        version: stands + 1,
    };
    let version = row.version;
    let row: ActiveModel = row.into();
    match found {
        Some(_) => {
            Entity::update(row.reset_all()).exec_without_returning(tx.conn()).await?;
        }
        None => tx.insert(row.reset_all()).await?,
    }
    // Not of the record: that somebody has a note, and on what, is nobody's business either.
    tx.commit_quietly().await?;
    Ok(Ok(version))
}

/// Erases the notes of a person whose data are to be erased.
pub(crate) async fn erase(tx: &mut Tx, person: Uuid) -> Result<()> {
    Entity::delete_many()
        .filter(Column::Tenant.eq(tx.tenant()))
        .filter(Column::Person.eq(person))
        .exec(tx.conn())
        .await?;
    Ok(())
}
