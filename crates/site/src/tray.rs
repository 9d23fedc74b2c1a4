//! The tray: what came by mail and could not be placed. It lies there until a person has seen it.

use kit::Id;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use store::{Migration, Result, Tx};
use uuid::Uuid;

store::row!(
    /// A mail that could not be placed.
    tray, "tray", {
        received_at: Stamp,
        from_name: String,
        from_address: String,
        subject: String,
        #[serde(skip)]
        text: String,
        answer: Option<String>,
        reason: String,
        done_at: Option<Stamp>,
        done_by: Option<Uuid>,
        version: i64,
    }
);
pub use tray::Model as Stray;

pub(crate) fn migrations() -> Vec<Migration> {
    vec![Migration {
        name: "2026_11_22_s_tray",
        make: |s| {
            s.table("tray")
                .id()
                .uuid("tenant")
                .int("received_at")
                .text("from_name")
                .text("from_address")
                .text("subject")
                .text("text")
                .text("answer")
                .null()
                .text("reason")
                .int("done_at")
                .null()
                .uuid("done_by")
                .null()
                .int("version")
                .index(&["tenant", "done_at"]);
        },
    }]
}

/// Why a mail could not be placed; its code is part of the key of a text (`site-tray-reason-…`).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reason {
    /// A reply to no call of ours, or from somebody who was not called.
    Unknown,
    /// The mail came from another address than the one for which it answers.
    OtherSender,
    /// A rule refused the reply.
    Refused,
    /// A letter and no reply of a calendar program.
    NoReply,
    /// Written by a program: a holiday message, or that a letter could not be delivered.
    Automatic,
    /// It cannot be read.
    Unreadable,
}

impl Reason {
    /// The stored form.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Unknown => "unknown",
            Self::OtherSender => "other-sender",
            Self::Refused => "refused",
            Self::NoReply => "no-reply",
            Self::Automatic => "automatic",
            Self::Unreadable => "unreadable",
        }
    }
}

/// The longest text that is kept of a mail.
const LONGEST: usize = 4_000;

/// A mail for the tray.
#[derive(Debug, Clone)]
pub struct NewStray {
    /// Who says to have written it.
    pub from_name: String,
    /// From which address.
    pub from_address: String,
    /// The subject line.
    pub subject: String,
    /// What it says; cut where it is long.
    pub text: String,
    /// What a calendar program answered: `ACCEPTED`…
    pub answer: Option<String>,
    /// Why it is here.
    pub reason: Reason,
}

/// Puts a mail into the tray.
pub async fn put(tx: &mut Tx, new: NewStray) -> Result<Stray> {
    let row = Stray {
        id: Id::<Stray>::new(tx.now()).uuid(),
        tenant: tx.tenant(),
        received_at: tx.stamp(),
        from_name: new.from_name,
        from_address: new.from_address,
        subject: new.subject,
        text: new.text.chars().take(LONGEST).collect(),
        answer: new.answer,
        reason: new.reason.code().to_owned(),
        done_at: None,
        done_by: None,
        version: 1,
    };
    tx.create("stray", row.id, &row).await?;
    Ok(row)
}

/// What still lies in the tray, the newest first.
pub async fn open(db: &impl ConnectionTrait, tenant: Uuid) -> Result<Vec<Stray>> {
    Ok(tray::Entity::find()
        .filter(tray::Column::Tenant.eq(tenant))
        .filter(tray::Column::DoneAt.is_null())
        .order_by_desc(tray::Column::ReceivedAt)
        .limit(200)
        .all(db)
        .await?)
}

/// One of them.
pub(crate) async fn get(db: &impl ConnectionTrait, tenant: Uuid, id: Uuid) -> Result<Option<Stray>> {
    Ok(tray::Entity::find_by_id(id).filter(tray::Column::Tenant.eq(tenant)).one(db).await?)
}

/// Notes that somebody has seen to it. It stays in the record.
pub(crate) async fn settle(tx: &mut Tx, before: &Stray, by: Uuid) -> Result<()> {
    let after =
        Stray { done_at: Some(tx.stamp()), done_by: Some(by), version: before.version + 1, ..before.clone() };
    tx.change("stray", before.id, before, &after).await
}
