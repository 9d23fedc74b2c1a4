//! The audit trail: one chain per tenant.
//!
//! Each entry names who did what to which thing and when, and for each field a salted digest of its value.
//! The hash of an entry covers the hash before it, so that nothing can be changed, left out or put between
//! without [`verify`] noticing. The values lie beside the chain and can be erased by rule: the chain still
//! verifies, since it holds only their digests.
//!
//! The trail is the change feed too: its numbers per tenant grow in the order of the commits.

use jiff::Timestamp;
use kit::{Actor, Subject};
use sea_orm::sea_query::{Expr, OnConflict};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait, QueryFilter, QueryOrder,
    QuerySelect,
};
use serde_json::{Map, Value};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::tx::MOST_VALUES;
use crate::{Act, Result, Store, Tx};

/// What is to be written into the trail at the commit.
pub(crate) struct Entry {
    subject: Subject,
    verb: String,
    fields: Map<String, Value>,
}

impl Entry {
    pub(crate) fn new(subject: Subject, verb: &str, fields: Map<String, Value>) -> Self {
        Self { subject, verb: verb.to_owned(), fields }
    }
}

mod head {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "audit_head")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub tenant: Uuid,
        pub no: i64,
        pub hash: String,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

mod row {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "audit")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub tenant: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub no: i64,
        pub at: crate::Stamp,
        pub actor_kind: String,
        pub actor: Option<Uuid>,
        pub for_person: Option<Uuid>,
        pub verb: String,
        pub subject_kind: String,
        pub subject: Uuid,
        pub fields: String,
        pub prev: String,
        pub hash: String,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

mod value {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "audit_value")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub tenant: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub no: i64,
        #[sea_orm(primary_key, auto_increment = false)]
        pub field: String,
        pub salt: String,
        pub value: Option<String>,
        pub erased_at: Option<crate::Stamp>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

const START: &str = "talkoot";

fn actor_columns(actor: &Actor) -> (String, Option<Uuid>, Option<Uuid>) {
    match actor {
        Actor::Person { id, for_person } => ("person".to_owned(), Some(*id), *for_person),
        Actor::Link(id) => ("link".to_owned(), Some(*id), None),
        Actor::System(what) => (format!("system:{what}"), None, None),
        Actor::Visitor => ("visitor".to_owned(), None, None),
    }
}

fn digest(salt: &str, field: &str, value: &str) -> String {
    let mut h = Sha256::new();
    for part in [salt, field, value] {
        h.update((part.len() as u64).to_be_bytes());
        h.update(part);
    }
    hex::encode(h.finalize())
}

fn chain_hash(r: &row::Model) -> String {
    let mut h = Sha256::new();
    let parts = [
        r.prev.clone(),
        r.tenant.to_string(),
        r.no.to_string(),
        r.at.0.to_string(),
        r.actor_kind.clone(),
        r.actor.map(|u| u.to_string()).unwrap_or_default(),
        r.for_person.map(|u| u.to_string()).unwrap_or_default(),
        r.verb.clone(),
        r.subject_kind.clone(),
        r.subject.to_string(),
        r.fields.clone(),
    ];
    for part in parts {
        h.update((part.len() as u64).to_be_bytes());
        h.update(part);
    }
    hex::encode(h.finalize())
}

pub(crate) async fn append(db: &impl ConnectionTrait, act: &Act, entries: Vec<Entry>) -> Result<()> {
    let tenant = act.tenant;
    let count = i64::try_from(entries.len()).unwrap_or(i64::MAX);
    head::Entity::insert(head::ActiveModel { tenant: Set(tenant), no: Set(0), hash: Set(START.to_owned()) })
        .on_conflict(OnConflict::column(head::Column::Tenant).do_nothing().to_owned())
        .exec_without_returning(db)
        .await
        .or_else(|e| if matches!(e, sea_orm::DbErr::RecordNotInserted) { Ok(0) } else { Err(e) })?;
    // This update locks the head of the chain until the commit: numbers grow in the order of the commits.
    let head = head::Entity::update_many()
        .col_expr(head::Column::No, Expr::col(head::Column::No).add(count))
        .filter(head::Column::Tenant.eq(tenant))
        .exec_with_returning(db)
        .await?
        .into_iter()
        .next()
        .ok_or_else(|| crate::Error::Damaged("audit_head".to_owned()))?;
    let mut prev = head.hash;
    let mut no = head.no - count;
    let (actor_kind, actor, for_person) = actor_columns(&act.actor);
    let (mut rows, mut values) = (Vec::with_capacity(entries.len()), Vec::new());
    for entry in entries {
        no += 1;
        let mut digests = Vec::with_capacity(entry.fields.len());
        for (field, v) in &entry.fields {
            let text = serde_json::to_string(v)?;
            let salt = hex::encode(rand::random::<[u8; 16]>());
            digests.push((field.clone(), digest(&salt, field, &text)));
            values.push(value::ActiveModel {
                tenant: Set(tenant),
                no: Set(no),
                field: Set(field.clone()),
                salt: Set(salt),
                value: Set(Some(text)),
                erased_at: Set(None),
            });
        }
        let mut r = row::Model {
            tenant,
            no,
            at: act.now.into(),
            actor_kind: actor_kind.clone(),
            actor,
            for_person,
            verb: entry.verb,
            subject_kind: entry.subject.kind,
            subject: entry.subject.id,
            fields: serde_json::to_string(&digests)?,
            prev,
            hash: String::new(),
        };
        r.hash = chain_hash(&r);
        prev = r.hash.clone();
        rows.push(row::ActiveModel::from(r).reset_all_set());
    }
    // Many at once: an import or a term's change writes thousands of entries in one short transaction.
    for part in chunks(rows, MOST_VALUES / 12) {
        row::Entity::insert_many(part).exec_without_returning(db).await?;
    }
    for part in chunks(values, MOST_VALUES / 6) {
        value::Entity::insert_many(part).exec_without_returning(db).await?;
    }
    head::Entity::update_many()
        .col_expr(head::Column::Hash, Expr::value(prev))
        .filter(head::Column::Tenant.eq(tenant))
        .exec(db)
        .await?;
    Ok(())
}

fn chunks<T>(rows: Vec<T>, most: usize) -> impl Iterator<Item = Vec<T>> {
    let mut rest = rows.into_iter().peekable();
    std::iter::from_fn(move || {
        rest.peek()?;
        Some(rest.by_ref().take(most).collect())
    })
}

trait AllSet {
    fn reset_all_set(self) -> Self;
}
impl AllSet for row::ActiveModel {
    fn reset_all_set(self) -> Self {
        use sea_orm::ActiveModelTrait;
        self.reset_all()
    }
}

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

/// Erases the values of a thing's fields from the trail (all fields when none is named). The chain stays.
/// Says how many values were erased; the erasure itself is written into the trail.
pub async fn erase(tx: &mut Tx, subject: &Subject, fields: &[&str]) -> Result<u64> {
    let tenant = tx.tenant();
    let numbers: Vec<i64> = row::Entity::find()
        .select_only()
        .column(row::Column::No)
        .filter(row::Column::Tenant.eq(tenant))
        .filter(row::Column::SubjectKind.eq(subject.kind.as_str()))
        .filter(row::Column::Subject.eq(subject.id))
        .into_tuple()
        .all(tx.conn())
        .await?;
    let mut update = value::Entity::update_many()
        .col_expr(value::Column::Value, Expr::value(Option::<String>::None))
        .col_expr(value::Column::Salt, Expr::value(""))
        .col_expr(value::Column::ErasedAt, Expr::value(tx.stamp()))
        .filter(value::Column::Tenant.eq(tenant))
        .filter(value::Column::No.is_in(numbers))
        .filter(value::Column::Value.is_not_null());
    if !fields.is_empty() {
        update = update.filter(value::Column::Field.is_in(fields.iter().copied()));
    }
    let erased = update.exec(tx.conn()).await?.rows_affected;
    tx.noted(&subject.kind, subject.id, "erased", &[("count", &erased.to_string())]);
    Ok(erased)
}

/// What is wrong with a chain.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Broken {
    /// A number is missing or out of order.
    #[error("tenant {tenant}: entry {expected} is missing")]
    Gap {
        /// Whose chain.
        tenant: Uuid,
        /// The number that should stand here.
        expected: i64,
    },
    /// An entry does not hash to what it says, or does not follow the one before.
    #[error("tenant {tenant}: entry {no} has been changed")]
    Changed {
        /// Whose chain.
        tenant: Uuid,
        /// Which entry.
        no: i64,
    },
    /// A value beside the chain is not the one that was written.
    #[error("tenant {tenant}: the value of {field} at entry {no} has been changed")]
    Value {
        /// Whose chain.
        tenant: Uuid,
        /// Which entry.
        no: i64,
        /// Which field.
        field: String,
    },
    /// The head does not say what the last entry says.
    #[error("tenant {tenant}: the end of the chain has been cut")]
    Cut {
        /// Whose chain.
        tenant: Uuid,
    },
}

/// Walks all chains and says what is wrong; an empty list means that all is as it was written.
/// The second value is the number of entries that were read.
pub async fn verify(store: &Store) -> Result<(Vec<Broken>, u64)> {
    let db = store.read();
    let mut broken = Vec::new();
    let mut count = 0;
    for head in head::Entity::find().all(db).await? {
        let tenant = head.tenant;
        let mut prev = START.to_owned();
        let mut no = 0;
        loop {
            let rows = row::Entity::find()
                .filter(row::Column::Tenant.eq(tenant))
                .filter(row::Column::No.gt(no))
                .order_by_asc(row::Column::No)
                .limit(500)
                .all(db)
                .await?;
            let Some(last) = rows.last().map(|r| r.no) else { break };
            let values = value::Entity::find()
                .filter(value::Column::Tenant.eq(tenant))
                .filter(value::Column::No.gt(no))
                .filter(value::Column::No.lte(last))
                .all(db)
                .await?;
            for r in &rows {
                count += 1;
                if r.no != no + 1 {
                    broken.push(Broken::Gap { tenant, expected: no + 1 });
                }
                if r.prev != prev || chain_hash(r) != r.hash {
                    broken.push(Broken::Changed { tenant, no: r.no });
                }
                let digests: Vec<(String, String)> = serde_json::from_str(&r.fields)?;
                for v in values.iter().filter(|v| v.no == r.no) {
                    let Some(text) = &v.value else { continue };
                    let right = digests.iter().any(|(f, d)| *f == v.field && *d == digest(&v.salt, f, text));
                    if !right {
                        broken.push(Broken::Value { tenant, no: r.no, field: v.field.clone() });
                    }
                }
                prev.clone_from(&r.hash);
                no = r.no;
            }
        }
        if no != head.no || prev != head.hash {
            broken.push(Broken::Cut { tenant });
        }
    }
    Ok((broken, count))
}
