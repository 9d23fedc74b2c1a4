//! Undoing: what a person did can be taken back for a day, exactly.
//!
//! A handler says [`Tx::undoable`] before it changes anything. From then on the transaction notes each row as it was
//! and as it became, and the commit keeps these steps with the change itself. [`undo`] compares the rows that stand
//! with what that change left: only when nobody has touched them since are they put back, all or none. Letters that
//! the change caused wait for [`HOLD`], so that undoing finds them unsent; a letter that has left is not called back,
//! and the person is told so.

use std::collections::BTreeMap;

use jiff::{SignedDuration, Timestamp};
use kit::{Actor, Event, Id, Subject};
use sea_orm::sea_query::{Alias, Expr, ExprTrait, Query};
use sea_orm::{
    ActiveModelTrait, ActiveValue, ColumnTrait, ConnectionTrait, EntityTrait, IdenStatic, IntoActiveModel,
    Iterable, QueryFilter, QueryOrder, QueryResult, QuerySelect, Value,
};
use serde::{Deserialize, Serialize};
use serde_json::Map;
use uuid::Uuid;

use crate::audit::Entry;
use crate::{Error, Json, Result, Stamp, Tx};

/// What was done can be undone for this long.
pub const VALID: SignedDuration = SignedDuration::from_hours(24);

/// Letters of something that can be undone wait for this long.
pub const HOLD: SignedDuration = SignedDuration::from_mins(2);

/// A value of a column, as the store knows it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
enum Cell {
    Uuid(Option<Uuid>),
    Text(Option<String>),
    Int(Option<i64>),
    Bool(Option<bool>),
    Bytes(Option<Vec<u8>>),
    Real(Option<f64>),
}

/// A row as it was or became, by the names of its columns.
type Row = BTreeMap<String, Cell>;

/// What happened to one row.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Step {
    kind: String,
    id: Uuid,
    table: String,
    before: Option<Row>,
    after: Option<Row>,
    /// Columns whose values may stand in the trail.
    told: Vec<String>,
}

/// What a change left behind for its undoing.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Steps {
    rows: Vec<Step>,
    letters: Vec<Uuid>,
    /// What the person was allowed to do then, as the caller writes it down.
    rights: Vec<String>,
}

crate::row!(
    /// Something that its person can undo.
    row, "undo", {
        person: Uuid,
        label: String,
        what: String,
        steps: Json<super::Steps>,
        at: Stamp,
        until: Stamp,
        used_at: Option<Stamp>,
    }
);
/// Something that its person can undo.
pub use row::Model as Undo;

/// Why something cannot be undone; each is a key of a text.
pub mod refused {
    /// It is another's, too old, undone already, or never was.
    pub const GONE: &str = "undo-gone";
    /// Somebody has changed it since.
    pub const CHANGED: &str = "undo-changed";
    /// A letter has left.
    pub const LETTER: &str = "undo-letter";
    /// The person may no longer do what the undoing would do.
    pub const RIGHTS: &str = "undo-rights";
}

/// Notes what a transaction does to rows.
pub(crate) struct Recorder {
    id: Uuid,
    person: Uuid,
    label: &'static str,
    what: String,
    steps: Steps,
}

fn cell(value: Value) -> Result<Cell> {
    Ok(match value {
        Value::Uuid(v) => Cell::Uuid(v),
        Value::String(v) => Cell::Text(v),
        Value::BigInt(v) => Cell::Int(v),
        Value::Bool(v) => Cell::Bool(v),
        Value::Bytes(v) => Cell::Bytes(v),
        Value::Double(v) => Cell::Real(v),
        other => return Err(Error::Damaged(format!("no column holds {other:?}"))),
    })
}

impl From<Cell> for Value {
    fn from(cell: Cell) -> Self {
        match cell {
            Cell::Uuid(v) => Self::Uuid(v),
            Cell::Text(v) => Self::String(v),
            Cell::Int(v) => Self::BigInt(v),
            Cell::Bool(v) => Self::Bool(v),
            Cell::Bytes(v) => Self::Bytes(v),
            Cell::Real(v) => Self::Double(v),
        }
    }
}

impl Cell {
    /// The same column of a row that was read.
    fn read_like(&self, row: &QueryResult, column: &str) -> Result<Self> {
        Ok(match self {
            Self::Uuid(_) => Self::Uuid(row.try_get("", column)?),
            Self::Text(_) => Self::Text(row.try_get("", column)?),
            Self::Int(_) => Self::Int(row.try_get("", column)?),
            Self::Bool(_) => Self::Bool(row.try_get("", column)?),
            Self::Bytes(_) => Self::Bytes(row.try_get("", column)?),
            Self::Real(_) => Self::Real(row.try_get("", column)?),
        })
    }

    fn told(&self) -> serde_json::Value {
        match self {
            Self::Uuid(v) => serde_json::json!(v),
            Self::Text(v) => serde_json::json!(v),
            Self::Int(v) => serde_json::json!(v),
            Self::Bool(v) => serde_json::json!(v),
            Self::Bytes(v) => serde_json::json!(v),
            Self::Real(v) => serde_json::json!(v),
        }
    }
}

fn cells<A: ActiveModelTrait>(active: &A) -> Result<Row> {
    let mut all = Row::new();
    for column in <A::Entity as EntityTrait>::Column::iter() {
        if let Some(value) = match active.get(column) {
            ActiveValue::Set(v) | ActiveValue::Unchanged(v) => Some(v),
            ActiveValue::NotSet => None,
        } {
            all.insert(column.as_str().to_owned(), cell(value)?);
        }
    }
    Ok(all)
}

impl Recorder {
    /// Notes what happens to a row: `before` is missing where it is made, `after` where it goes away.
    pub(crate) fn note<A: ActiveModelTrait>(
        &mut self,
        kind: &str,
        before: Option<&A>,
        after: Option<&A>,
        told: &impl Serialize,
    ) -> Result<()> {
        let before = before.map(cells).transpose()?;
        let after = after.map(cells).transpose()?;
        let Some(Cell::Uuid(Some(id))) =
            before.as_ref().or(after.as_ref()).and_then(|r| r.get("id")).cloned()
        else {
            return Err(Error::Damaged(format!("a row of {kind} without an id")));
        };
        let table = sea_orm::EntityName::table_name(&A::Entity::default()).to_owned();
        let told = match serde_json::to_value(told)? {
            serde_json::Value::Object(map) => map.into_iter().map(|(k, _)| k).collect(),
            _ => Vec::new(),
        };
        // A row that is changed twice goes back in one step.
        if let Some(earlier) = self.steps.rows.iter_mut().find(|s| s.table == table && s.id == id) {
            earlier.after = after;
        } else {
            self.steps.rows.push(Step { kind: kind.to_owned(), id, table, before, after, told });
        }
        Ok(())
    }

    /// Notes a letter that waits.
    pub(crate) fn letter(&mut self, id: Uuid) {
        self.steps.letters.push(id);
    }

    /// Keeps it with the change.
    pub(crate) async fn keep(mut self, tx: &Tx) -> Result<()> {
        self.steps.rows.retain(|s| s.before.is_some() || s.after.is_some());
        if self.steps.rows.is_empty() {
            return Ok(());
        }
        let until = tx.now().checked_add(VALID).unwrap_or(tx.now());
        row::Entity::delete_many()
            .filter(row::Column::Tenant.eq(tx.tenant()))
            .filter(row::Column::Until.lt(tx.stamp()))
            .exec(tx.conn())
            .await?;
        let made = Undo {
            id: self.id,
            tenant: tx.tenant(),
            person: self.person,
            label: self.label.to_owned(),
            what: self.what,
            steps: Json(self.steps),
            at: tx.stamp(),
            until: until.into(),
            used_at: None,
        };
        tx.insert(ActiveModelTrait::reset_all(made.into_active_model())).await
    }
}

impl Tx {
    /// Lets the person undo what this transaction does from here on. `label` is the key of the text that says what
    /// was done; it takes `what`. `rights` are what the person may do now: undoing asks that all of them still hold.
    ///
    /// Gives the name of the undoing, for [`undo`]. Whoever is no person gets a name that leads nowhere.
    pub fn undoable(&mut self, label: &'static str, what: &str, rights: Vec<String>) -> Uuid {
        let id = Id::<Undo>::new(self.now()).uuid();
        if let Actor::Person { id: person, .. } = *self.actor() {
            let steps = Steps { rights, ..Steps::default() };
            self.recorder = Some(Recorder { id, person, label, what: what.to_owned(), steps }.into());
        }
        id
    }

    /// Takes a row away and writes into the trail what it was.
    pub async fn delete<M, A>(&mut self, kind: &str, id: impl Into<Uuid>, row: &M) -> Result<()>
    where
        M: Serialize + Clone + IntoActiveModel<A>,
        A: ActiveModelTrait<Entity: EntityTrait<Model = M>> + sea_orm::ActiveModelBehavior + Send,
    {
        let active: A = row.clone().into_active_model();
        self.record(kind, Some(&active), None, row)?;
        A::Entity::delete(active).exec(self.conn()).await?;
        self.removed(kind, id, row)
    }
}

/// What a person can still undo, the newest first.
pub async fn list(
    db: &impl ConnectionTrait,
    tenant: Uuid,
    person: Uuid,
    now: Timestamp,
) -> Result<Vec<Undo>> {
    Ok(row::Entity::find()
        .filter(row::Column::Tenant.eq(tenant))
        .filter(row::Column::Person.eq(person))
        .filter(row::Column::UsedAt.is_null())
        .filter(row::Column::Until.gte(Stamp::from(now)))
        .order_by_desc(row::Column::At)
        .limit(50)
        .all(db)
        .await?)
}

/// One of them.
pub async fn get(
    db: &impl ConnectionTrait,
    tenant: Uuid,
    person: Uuid,
    id: Uuid,
    now: Timestamp,
) -> Result<Option<Undo>> {
    Ok(row::Entity::find_by_id(id)
        .filter(row::Column::Tenant.eq(tenant))
        .filter(row::Column::Person.eq(person))
        .filter(row::Column::UsedAt.is_null())
        .filter(row::Column::Until.gte(Stamp::from(now)))
        .one(db)
        .await?)
}

/// Undoes it: all rows as they were before, or none and an [`Error::Refused`] with a key of [`refused`].
pub async fn undo(tx: &mut Tx, id: Uuid, rights: &[String]) -> Result<()> {
    let person = match *tx.actor() {
        Actor::Person { id, .. } => id,
        _ => return Err(Error::Refused(refused::GONE)),
    };
    let found = get(tx.conn(), tx.tenant(), person, id, tx.now()).await?;
    let undo = found.ok_or(Error::Refused(refused::GONE))?;
    let Steps { rows, letters, rights: then } = undo.steps.0.clone();
    if then.iter().any(|r| !rights.contains(r)) {
        return Err(Error::Refused(refused::RIGHTS));
    }
    crate::outbox::withdraw(tx, &letters).await?;
    for step in rows.iter().rev() {
        back(tx, step).await?;
    }
    let used = Undo { used_at: Some(tx.stamp()), ..undo.clone() };
    let used: row::ActiveModel = ActiveModelTrait::reset_all(used.into_active_model());
    row::Entity::update(used).exec_without_returning(tx.conn()).await?;
    Ok(())
}

async fn back(tx: &mut Tx, step: &Step) -> Result<()> {
    let pattern = step.after.as_ref().or(step.before.as_ref()).ok_or(Error::Refused(refused::CHANGED))?;
    if standing(tx, step, pattern).await? != step.after {
        return Err(Error::Refused(refused::CHANGED));
    }
    let table = Alias::new(step.table.as_str());
    let here = Expr::col(Alias::new("id")).eq(step.id).and(Expr::col(Alias::new("tenant")).eq(tx.tenant()));
    let mut put = step.before.clone();
    // A version goes on, so that a page shown in between is found stale.
    if let (Some(put), Some(Cell::Int(Some(n)))) =
        (&mut put, step.after.as_ref().and_then(|a| a.get("version")))
    {
        put.insert("version".to_owned(), Cell::Int(Some(n + 1)));
    }
    match (&put, &step.after) {
        (Some(row), Some(_)) => {
            let mut update = Query::update();
            update.table(table).and_where(here);
            for (column, value) in row.iter().filter(|(c, _)| !matches!(c.as_str(), "id" | "tenant")) {
                update.value(Alias::new(column.as_str()), Value::from(value.clone()));
            }
            tx.conn().execute(&update).await
        }
        (Some(row), None) => {
            let mut insert = Query::insert();
            insert.into_table(table).columns(row.keys().map(|c| Alias::new(c.as_str())));
            insert.values_panic(row.values().map(|v| Expr::val(Value::from(v.clone()))));
            tx.conn().execute(&insert).await
        }
        (None, _) => {
            let mut delete = Query::delete();
            delete.from_table(table).and_where(here);
            tx.conn().execute(&delete).await
        }
    }
    // What now leans on the row (a reference, a unique value) was made since.
    .map_err(|_| Error::Refused(refused::CHANGED))?;
    let fields: Map<String, serde_json::Value> = put
        .unwrap_or_default()
        .into_iter()
        .filter(|(c, v)| step.told.contains(c) && step.after.as_ref().and_then(|a| a.get(c)) != Some(v))
        .map(|(c, v)| (c, v.told()))
        .collect();
    tx.entry(Entry::new(Subject::new(&step.kind, step.id), "undone", fields));
    // The rows stand as they were: who knows that it is too late for that refuses the whole.
    tx.emit(&Event::Undone { kind: step.kind.clone(), id: step.id }).await
}

/// The row as it stands now, read like `pattern`.
async fn standing(tx: &Tx, step: &Step, pattern: &Row) -> Result<Option<Row>> {
    let mut select = Query::select();
    select
        .columns(pattern.keys().map(|c| Alias::new(c.as_str())))
        .from(Alias::new(step.table.as_str()))
        .and_where(Expr::col(Alias::new("id")).eq(step.id))
        .and_where(Expr::col(Alias::new("tenant")).eq(tx.tenant()));
    let Some(found) = tx.conn().query_one(&select).await? else { return Ok(None) };
    pattern
        .iter()
        .map(|(c, like)| Ok((c.clone(), like.read_like(&found, c)?)))
        .collect::<Result<Row>>()
        .map(Some)
}
