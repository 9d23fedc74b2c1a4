//! Parts, steps and versions of records as they are kept. Only this file writes their tables.

use std::collections::BTreeMap;

use doc::Document;
use jiff::Timestamp;
use kit::{Id, Lang};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};
use store::{Result, Stamp, Tx};
use uuid::Uuid;

/// A written part of a record.
pub use super::rows::record_part::Model as Part;
/// A step of a record.
pub use super::rows::record_step::Model as Step;
/// A published version of a record.
pub use super::rows::record_version::Model as Version;
use super::rows::{record_part, record_step, record_version};

/// The written parts of a record.
pub async fn parts(db: &impl ConnectionTrait, tenant: Uuid, meeting: Uuid) -> Result<Vec<Part>> {
    Ok(record_part::Entity::find()
        .filter(record_part::Column::Tenant.eq(tenant))
        .filter(record_part::Column::Meeting.eq(meeting))
        .all(db)
        .await?)
}

/// One part.
pub async fn part(db: &impl ConnectionTrait, tenant: Uuid, meeting: Uuid, key: &str) -> Result<Option<Part>> {
    Ok(parts(db, tenant, meeting).await?.into_iter().find(|p| p.key == key))
}

/// Writes a part; `before` is what stands now.
pub async fn write(tx: &mut Tx, meeting: Uuid, key: &str, before: Option<&Part>, html: String) -> Result<()> {
    match before {
        Some(before) => {
            let after = Part { html, version: before.version + 1, ..before.clone() };
            tx.change("record_part", before.id, before, &after).await
        }
        None => {
            let row = Part {
                id: Id::<Part>::new(tx.now()).uuid(),
                tenant: tx.tenant(),
                meeting,
                key: key.to_owned(),
                html,
                version: 1,
            };
            tx.create("record_part", row.id, &row).await
        }
    }
}

/// The steps of a record in the order of time.
pub async fn steps(db: &impl ConnectionTrait, tenant: Uuid, meeting: Uuid) -> Result<Vec<Step>> {
    Ok(record_step::Entity::find()
        .filter(record_step::Column::Tenant.eq(tenant))
        .filter(record_step::Column::Meeting.eq(meeting))
        .order_by_asc(record_step::Column::At)
        .order_by_asc(record_step::Column::Id)
        .all(db)
        .await?)
}

/// Notes a step: `approved`, `published` or `reopened`.
pub async fn note(
    tx: &mut Tx,
    meeting: Uuid,
    verb: &str,
    by_name: &str,
    reason: &str,
    at: Timestamp,
) -> Result<()> {
    let row = Step {
        id: Id::<Step>::new(tx.now()).uuid(),
        tenant: tx.tenant(),
        meeting,
        verb: verb.to_owned(),
        by_name: by_name.to_owned(),
        reason: reason.to_owned(),
        at: Stamp::from(at),
    };
    tx.create("record_step", row.id, &row).await
}

/// The published versions of a record, the newest first.
pub async fn versions(db: &impl ConnectionTrait, tenant: Uuid, meeting: Uuid) -> Result<Vec<Version>> {
    Ok(record_version::Entity::find()
        .filter(record_version::Column::Tenant.eq(tenant))
        .filter(record_version::Column::Meeting.eq(meeting))
        .order_by_desc(record_version::Column::Number)
        .all(db)
        .await?)
}

/// A version by its id.
pub async fn version(db: &impl ConnectionTrait, tenant: Uuid, id: Uuid) -> Result<Option<Version>> {
    Ok(record_version::Entity::find_by_id(id)
        .filter(record_version::Column::Tenant.eq(tenant))
        .one(db)
        .await?)
}

/// All versions that stand published now: of the meetings named.
pub async fn standing(db: &impl ConnectionTrait, tenant: Uuid, meetings: Vec<Uuid>) -> Result<Vec<Version>> {
    Ok(record_version::Entity::find()
        .filter(record_version::Column::Tenant.eq(tenant))
        .filter(record_version::Column::Meeting.is_in(meetings))
        .filter(record_version::Column::ReopenedAt.is_null())
        .all(db)
        .await?)
}

/// Freezes a version: the public document in each language, as model and as HTML.
pub async fn freeze(
    tx: &mut Tx,
    meeting: Uuid,
    documents: &BTreeMap<String, Document>,
    pdf_sha: Option<String>,
    at: Timestamp,
) -> Result<Version> {
    let last = versions(tx.conn(), tx.tenant(), meeting).await?.first().map_or(0, |v| v.number);
    let html: BTreeMap<&String, String> = documents.iter().map(|(l, d)| (l, doc::html(d))).collect();
    let row = Version {
        id: Id::<Version>::new(tx.now()).uuid(),
        tenant: tx.tenant(),
        meeting,
        number: last + 1,
        html: serde_json::to_string(&html)?,
        documents: serde_json::to_string(documents)?,
        pdf_sha,
        reopened_reason: String::new(),
        withdrawn: false,
        published_at: Stamp::from(at),
        reopened_at: None,
        version: 1,
    };
    tx.create("record_version", row.id, &row).await?;
    Ok(row)
}

/// Notes on a version that it was opened again, and whether it is withdrawn from the public.
pub async fn supersede(tx: &mut Tx, before: &Version, reason: &str, withdrawn: bool) -> Result<()> {
    let after = Version {
        reopened_reason: reason.to_owned(),
        withdrawn,
        reopened_at: Some(tx.stamp()),
        version: before.version + 1,
        ..before.clone()
    };
    tx.change("record_version", before.id, before, &after).await
}

impl Version {
    fn of<T: serde::de::DeserializeOwned>(json: &str, lang: Lang) -> Option<T> {
        let mut all: BTreeMap<String, T> = serde_json::from_str(json).ok()?;
        all.remove(lang.code()).or_else(|| all.remove(Lang::Fi.code()))
    }

    /// The frozen HTML in a language.
    pub fn page(&self, lang: Lang) -> Option<String> {
        Self::of(&self.html, lang)
    }

    /// The frozen document in a language.
    pub fn document(&self, lang: Lang) -> Option<Document> {
        Self::of(&self.documents, lang)
    }
}
