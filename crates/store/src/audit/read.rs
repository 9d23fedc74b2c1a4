//! Reading the trail: what happened to a thing, and the change feed.

use jiff::Timestamp;
use kit::Subject;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use serde_json::Value;
use uuid::Uuid;

use super::rows::{head, row, value};
use crate::Result;

/// One line of the trail as a page shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// The number in the tenant's chain.
    pub no: i64,
    /// When.
    pub at: Timestamp,
    /// `person`, `link`, `system:…`, `visitor`.
    pub actor_kind: String,
    /// The person or link.
    pub actor: Option<Uuid>,
    /// For whom an assistant acted.
    pub for_person: Option<Uuid>,
    /// `created`, `updated`, `removed` or an act of its own.
    pub verb: String,
    /// What it was done to.
    pub subject: Subject,
    /// The fields with their values; `None` where the value has been erased.
    pub values: Vec<(String, Option<String>)>,
}

/// What happened to one thing, oldest first.
pub async fn history(db: &impl ConnectionTrait, tenant: Uuid, subject: &Subject) -> Result<Vec<Line>> {
    let rows = row::Entity::find()
        .filter(row::Column::Tenant.eq(tenant))
        .filter(row::Column::SubjectKind.eq(subject.kind.as_str()))
        .filter(row::Column::Subject.eq(subject.id))
        .order_by_asc(row::Column::No)
        .all(db)
        .await?;
    let numbers: Vec<i64> = rows.iter().map(|r| r.no).collect();
    let values = value::Entity::find()
        .filter(value::Column::Tenant.eq(tenant))
        .filter(value::Column::No.is_in(numbers))
        .all(db)
        .await?;
    Ok(rows
        .into_iter()
        .map(|r| Line {
            values: values
                .iter()
                .filter(|v| v.no == r.no)
                .map(|v| (v.field.clone(), v.value.clone()))
                .collect(),
            no: r.no,
            at: r.at.at(),
            actor_kind: r.actor_kind,
            actor: r.actor,
            for_person: r.for_person,
            verb: r.verb,
            subject: Subject { kind: r.subject_kind, id: r.subject },
        })
        .collect())
}

/// A change of the record, as the feed tells it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// The number in the tenant's chain.
    pub no: i64,
    /// What changed.
    pub subject: Subject,
    /// How.
    pub verb: String,
}

/// The changes of a tenant after `position`, oldest first, at most `limit`.
pub async fn feed(db: &impl ConnectionTrait, tenant: Uuid, position: i64, limit: u64) -> Result<Vec<Change>> {
    let rows = row::Entity::find()
        .filter(row::Column::Tenant.eq(tenant))
        .filter(row::Column::No.gt(position))
        .order_by_asc(row::Column::No)
        .limit(limit)
        .all(db)
        .await?;
    Ok(rows
        .into_iter()
        .map(|r| Change { no: r.no, subject: Subject { kind: r.subject_kind, id: r.subject }, verb: r.verb })
        .collect())
}

/// Those of these things of one kind to which something was done but by these verbs: what was changed since it was made.
pub async fn touched(
    db: &impl ConnectionTrait,
    tenant: Uuid,
    kind: &str,
    ids: &[Uuid],
    verbs: &[&str],
) -> Result<Vec<Uuid>> {
    let mut found = Vec::new();
    for part in ids.chunks(5_000) {
        let some: Vec<Uuid> = row::Entity::find()
            .select_only()
            .column(row::Column::Subject)
            .distinct()
            .filter(row::Column::Tenant.eq(tenant))
            .filter(row::Column::SubjectKind.eq(kind))
            .filter(row::Column::Subject.is_in(part.iter().copied()))
            .filter(row::Column::Verb.is_not_in(verbs.iter().copied()))
            .into_tuple()
            .all(db)
            .await?;
        found.extend(some);
    }
    Ok(found)
}

/// Those of these words (ids, digests of files) that stand as a value of their own in an entry after `no`:
/// something that was written later refers to them.
pub async fn mentioned(
    db: &impl ConnectionTrait,
    tenant: Uuid,
    no: i64,
    words: &[String],
) -> Result<Vec<String>> {
    let mut found = Vec::new();
    for part in words.chunks(5_000) {
        let quoted: Vec<String> = part.iter().map(|w| Value::from(w.as_str()).to_string()).collect();
        let some: Vec<Option<String>> = value::Entity::find()
            .select_only()
            .column(value::Column::Value)
            .distinct()
            .filter(value::Column::Tenant.eq(tenant))
            .filter(value::Column::No.gt(no))
            .filter(value::Column::Value.is_in(quoted))
            .into_tuple()
            .all(db)
            .await?;
        found.extend(some.into_iter().flatten().map(|v| v.trim_matches('"').to_owned()));
    }
    Ok(found)
}

/// The number of the last entry of a thing under this verb.
pub async fn no_of(
    db: &impl ConnectionTrait,
    tenant: Uuid,
    subject: &Subject,
    verb: &str,
) -> Result<Option<i64>> {
    Ok(row::Entity::find()
        .filter(row::Column::Tenant.eq(tenant))
        .filter(row::Column::SubjectKind.eq(subject.kind.as_str()))
        .filter(row::Column::Subject.eq(subject.id))
        .filter(row::Column::Verb.eq(verb))
        .order_by_desc(row::Column::No)
        .one(db)
        .await?
        .map(|r| r.no))
}

/// The last number of a tenant's chain, 0 when nothing has happened.
pub async fn last_no(db: &impl ConnectionTrait, tenant: Uuid) -> Result<i64> {
    Ok(head::Entity::find_by_id(tenant).one(db).await?.map_or(0, |h| h.no))
}
