use std::sync::{Mutex, PoisonError};

use futures::future::BoxFuture;
use jiff::Timestamp;
use kit::{Actor, Event, Subject};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, DatabaseTransaction, EntityTrait, IntoActiveModel, Iterable,
};
use serde::Serialize;
use serde_json::{Map, Value};
use uuid::Uuid;

use crate::audit::{self, Entry};
use crate::undo::Recorder;
use crate::{Error, Result, Stamp, Store};

/// At most so many values go into one statement.
pub(crate) const MOST_VALUES: usize = 30_000;

/// Who changes what is kept, for which tenant, and when.
#[derive(Debug, Clone)]
pub struct Act {
    /// The tenant whose record is changed.
    pub tenant: Uuid,
    /// Who does it.
    pub actor: Actor,
    /// The time of the change.
    pub now: Timestamp,
}

impl Act {
    /// The program itself does it: a job, an import, a migration.
    pub const fn machinery(what: &'static str, tenant: Uuid, now: Timestamp) -> Self {
        Self { tenant, actor: Actor::System(what), now }
    }
}

/// A slice's answer to an event, within the transaction that tells it.
pub type Listener = for<'a> fn(&'a Event, &'a mut Tx) -> BoxFuture<'a, Result<()>>;

/// A writing transaction. What is not committed is rolled back when it is dropped.
pub struct Tx {
    tx: DatabaseTransaction,
    store: Store,
    act: Act,
    entries: Vec<Entry>,
    /// Notes what is done, where it can be undone. Letters are posted with a shared borrow, hence the lock.
    pub(crate) recorder: Option<Mutex<Recorder>>,
}

impl Tx {
    pub(crate) fn new(tx: DatabaseTransaction, store: Store, act: Act) -> Self {
        Self { tx, store, act, entries: Vec::new(), recorder: None }
    }

    /// The connection for statements.
    pub fn conn(&self) -> &DatabaseTransaction {
        &self.tx
    }

    /// The tenant whose record is changed.
    pub fn tenant(&self) -> Uuid {
        self.act.tenant
    }

    /// The time of the change.
    pub fn now(&self) -> Timestamp {
        self.act.now
    }

    /// The time of the change, as stored.
    pub fn stamp(&self) -> Stamp {
        self.act.now.into()
    }

    /// Who changes.
    pub fn actor(&self) -> &Actor {
        &self.act.actor
    }

    pub(crate) fn entry(&mut self, entry: Entry) {
        self.entries.push(entry);
    }

    /// Notes what happens to a row, where the change can be undone.
    pub(crate) fn record<A: ActiveModelTrait>(
        &mut self,
        kind: &str,
        before: Option<&A>,
        after: Option<&A>,
        told: &impl Serialize,
    ) -> Result<()> {
        match &mut self.recorder {
            Some(recorder) => {
                recorder.get_mut().unwrap_or_else(PoisonError::into_inner).note(kind, before, after, told)
            }
            None => Ok(()),
        }
    }

    /// Notes a letter of a change that can be undone; says whether it has to wait.
    pub(crate) fn record_letter(&self, id: Uuid) -> bool {
        if let Some(recorder) = &self.recorder {
            recorder.lock().unwrap_or_else(PoisonError::into_inner).letter(id);
        }
        self.recorder.is_some()
    }

    /// Writes into the trail that a thing was made, with all its fields.
    pub fn created(&mut self, kind: &str, id: impl Into<Uuid>, thing: &impl Serialize) -> Result<()> {
        let fields = fields_of(thing)?;
        self.entries.push(Entry::new(Subject::new(kind, id), "created", fields));
        Ok(())
    }

    /// Writes into the trail which fields of a thing changed. Nothing is written when none did.
    pub fn updated(
        &mut self,
        kind: &str,
        id: impl Into<Uuid>,
        before: &impl Serialize,
        after: &impl Serialize,
    ) -> Result<()> {
        let old = fields_of(before)?;
        let changed: Map<String, Value> =
            fields_of(after)?.into_iter().filter(|(k, v)| old.get(k) != Some(v)).collect();
        if !changed.is_empty() {
            self.entries.push(Entry::new(Subject::new(kind, id), "updated", changed));
        }
        Ok(())
    }

    /// Writes into the trail that a thing was removed, with what it was.
    pub fn removed(&mut self, kind: &str, id: impl Into<Uuid>, thing: &impl Serialize) -> Result<()> {
        let fields = fields_of(thing)?;
        self.entries.push(Entry::new(Subject::new(kind, id), "removed", fields));
        Ok(())
    }

    /// Writes an act of its own into the trail (`published`, `reopened`, `sent`), with named values.
    pub fn noted(&mut self, kind: &str, id: impl Into<Uuid>, verb: &str, values: &[(&str, &str)]) {
        let fields = values.iter().map(|(k, v)| ((*k).to_owned(), Value::from(*v))).collect();
        self.entries.push(Entry::new(Subject::new(kind, id), verb, fields));
    }

    /// Tells all slices what happened; each may write in this same transaction, and any may refuse it whole.
    pub async fn emit(&mut self, event: &Event) -> Result<()> {
        let store = self.store.clone();
        for listener in store.listeners() {
            listener(event, self).await?;
        }
        Ok(())
    }

    /// Takes the one-time key of a form; the second time is [`Error::Doubled`].
    pub async fn once(&mut self, key: Uuid) -> Result<()> {
        let row = once::ActiveModel { tenant: Set(self.tenant()), key: Set(key), at: Set(self.stamp()) };
        match once::Entity::insert(row).exec_without_returning(&self.tx).await.map_err(Error::from) {
            Ok(_) => Ok(()),
            Err(Error::Taken(_)) => Err(Error::Doubled),
            Err(e) => Err(e),
        }
    }

    /// Inserts a row.
    pub async fn insert<A>(&self, row: A) -> Result<()>
    where
        A: ActiveModelTrait,
    {
        <A::Entity as EntityTrait>::insert(row).exec_without_returning(&self.tx).await?;
        Ok(())
    }

    /// Inserts a whole row and writes it into the trail under `kind`.
    pub async fn create<M, A>(&mut self, kind: &str, id: impl Into<Uuid>, row: &M) -> Result<()>
    where
        M: Serialize + Clone + IntoActiveModel<A>,
        A: ActiveModelTrait<Entity: EntityTrait<Model = M>>,
    {
        let active: A = row.clone().into_active_model().reset_all();
        self.record(kind, None, Some(&active), row)?;
        self.insert(active).await?;
        self.created(kind, id, row)
    }

    /// Inserts many whole rows of one kind at once, as an import makes them. The trail gets one line without values
    /// for each, `verb` and the id: what the rows held is in the digest that the import writes of itself.
    pub async fn create_many<M, A>(
        &mut self,
        kind: &str,
        verb: &str,
        rows: Vec<M>,
        id: impl Fn(&M) -> Uuid,
    ) -> Result<()>
    where
        M: IntoActiveModel<A>,
        A: ActiveModelTrait<Entity: EntityTrait<Model = M>>,
    {
        let columns = <A::Entity as EntityTrait>::Column::iter().count().max(1);
        let mut rest = rows.into_iter().peekable();
        while rest.peek().is_some() {
            // Both stores count the values of one statement: SQLite up to 32,766, PostgreSQL twice that.
            let part: Vec<A> = rest
                .by_ref()
                .take((MOST_VALUES / columns).max(1))
                .map(|row| {
                    self.entries.push(Entry::new(Subject::new(kind, id(&row)), verb, Map::new()));
                    row.into_active_model().reset_all()
                })
                .collect();
            <A::Entity as EntityTrait>::insert_many(part).exec_without_returning(&self.tx).await?;
        }
        Ok(())
    }

    /// Writes all fields of a changed row, and which of them changed into the trail.
    ///
    /// # Errors
    /// [`Error::Stale`] when the row is gone. Who needs optimistic locking compares versions before
    /// (see [`Tx::fresh`]).
    pub async fn change<M, A>(&mut self, kind: &str, id: impl Into<Uuid>, before: &M, after: &M) -> Result<()>
    where
        M: Serialize + Clone + IntoActiveModel<A>,
        A: ActiveModelTrait<Entity: EntityTrait<Model = M>> + sea_orm::ActiveModelBehavior + Send,
    {
        let active: A = after.clone().into_active_model().reset_all();
        if self.recorder.is_some() {
            let before: A = before.clone().into_active_model();
            self.record(kind, Some(&before), Some(&active), after)?;
        }
        match A::Entity::update(active).exec_without_returning(&self.tx).await {
            Ok(_) => {}
            Err(sea_orm::DbErr::RecordNotUpdated) => return Err(Error::Stale),
            Err(e) => return Err(e.into()),
        }
        self.updated(kind, id, before, after)
    }

    /// Compares the version that a page showed with the one that stands: [`Error::Stale`] when they differ.
    /// Within a writing transaction this is safe: there is one writer per tenant on both stores.
    pub fn fresh(shown: i64, stands: i64) -> Result<()> {
        if shown == stands { Ok(()) } else { Err(Error::Stale) }
    }

    /// Writes the audit entries, takes the number of the chain last, and commits.
    ///
    /// # Errors
    /// [`Error::Unaudited`] when nothing was written into the trail.
    pub async fn commit(mut self) -> Result<()> {
        if self.entries.is_empty() {
            return Err(Error::Unaudited);
        }
        if let Some(recorder) = self.recorder.take() {
            recorder.into_inner().unwrap_or_else(PoisonError::into_inner).keep(&self).await?;
        }
        let entries = std::mem::take(&mut self.entries);
        audit::append(&self.tx, &self.act, entries).await?;
        self.finish().await
    }

    /// Commits what is machinery and no part of the record: leases, sessions' last use, migrations.
    pub async fn commit_quietly(mut self) -> Result<()> {
        let entries = std::mem::take(&mut self.entries);
        if !entries.is_empty() {
            audit::append(&self.tx, &self.act, entries).await?;
        }
        self.finish().await
    }

    async fn finish(self) -> Result<()> {
        self.tx.commit().await?;
        self.store.tell_change();
        Ok(())
    }
}

fn fields_of(thing: &impl Serialize) -> Result<Map<String, Value>> {
    match serde_json::to_value(thing)? {
        Value::Object(map) => Ok(map),
        other => Ok(Map::from_iter([("value".to_owned(), other)])),
    }
}

mod once {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "once")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub tenant: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub key: Uuid,
        pub at: crate::Stamp,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}
