//! Writing the chain: entries at the commit, and the erasing of values.

use kit::{Actor, Subject};
use sea_orm::sea_query::{Expr, OnConflict};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait, QueryFilter, QuerySelect,
};
use serde_json::{Map, Value};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::rows::{head, row, value};
use crate::tx::MOST_VALUES;
use crate::{Act, Result, Tx};

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

pub(super) const START: &str = "talkoot";

fn actor_columns(actor: &Actor) -> (String, Option<Uuid>, Option<Uuid>) {
    match actor {
        Actor::Person { id, for_person } => ("person".to_owned(), Some(*id), *for_person),
        Actor::Link(id) => ("link".to_owned(), Some(*id), None),
        Actor::System(what) => (format!("system:{what}"), None, None),
        Actor::Visitor => ("visitor".to_owned(), None, None),
    }
}

pub(super) fn digest(salt: &str, field: &str, value: &str) -> String {
    let mut h = Sha256::new();
    for part in [salt, field, value] {
        h.update((part.len() as u64).to_be_bytes());
        h.update(part);
    }
    hex::encode(h.finalize())
}

pub(super) fn chain_hash(r: &row::Model) -> String {
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
