use std::collections::BTreeSet;
use std::path::Path;
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use sea_orm::sqlx::sqlite::{SqliteJournalMode, SqliteSynchronous};
use sea_orm::{
    AccessMode, ConnectOptions, ConnectionTrait, Database, DatabaseConnection, DbBackend, Statement,
    TransactionOptions, TransactionTrait,
};
use tokio::sync::watch;
use uuid::Uuid;

use crate::{Act, Error, Listener, Migration, Result, Tx};

/// Which database stands behind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// The embedded default.
    Sqlite,
    /// For many processes.
    Postgres,
}

/// The open store. Cheap to clone.
#[derive(Clone)]
pub struct Store {
    inner: Arc<Inner>,
}

struct Inner {
    kind: Kind,
    reader: DatabaseConnection,
    writer: DatabaseConnection,
    listeners: OnceLock<Vec<Listener>>,
    changed: watch::Sender<u64>,
}

impl Store {
    /// Opens `sqlite://FILE` (made when missing) or `postgres://…`.
    ///
    /// # Errors
    /// [`Error::Address`] when the address is of neither kind, [`Error::Db`] when the database does not answer.
    pub async fn open(url: &str) -> Result<Self> {
        let (kind, reader, writer) = if let Some(file) = url.strip_prefix("sqlite://") {
            if let Some(folder) = Path::new(file).parent().filter(|p| !p.as_os_str().is_empty()) {
                std::fs::create_dir_all(folder)
                    .map_err(|cause| Error::Io { path: folder.display().to_string(), cause })?;
            }
            let writer = Database::connect(sqlite_options(file, false)).await?;
            let reader = Database::connect(sqlite_options(file, true)).await?;
            (Kind::Sqlite, reader, writer)
        } else if url.starts_with("postgres://") || url.starts_with("postgresql://") {
            let mut options = ConnectOptions::new(url);
            options.max_connections(16).sqlx_logging(false).test_before_acquire(false);
            let pool = Database::connect(options).await?;
            (Kind::Postgres, pool.clone(), pool)
        } else {
            return Err(Error::Address(url.to_owned()));
        };
        let (changed, _) = watch::channel(0);
        Ok(Self { inner: Arc::new(Inner { kind, reader, writer, listeners: OnceLock::new(), changed }) })
    }

    /// Which database stands behind.
    pub fn kind(&self) -> Kind {
        self.inner.kind
    }

    /// The connection for reading.
    pub fn read(&self) -> &DatabaseConnection {
        &self.inner.reader
    }

    /// Names who answers to events within the writing transaction. Once, at the start.
    pub fn listen(&self, listeners: Vec<Listener>) {
        let _already_set = self.inner.listeners.set(listeners);
    }

    pub(crate) fn listeners(&self) -> &[Listener] {
        self.inner.listeners.get().map_or(&[], Vec::as_slice)
    }

    /// Begins the one kind of transaction that writes: immediate on SQLite.
    pub async fn begin(&self, act: Act) -> Result<Tx> {
        let options = TransactionOptions {
            access_mode: (self.inner.kind == Kind::Postgres).then_some(AccessMode::ReadWrite),
            sqlite_transaction_mode: (self.inner.kind == Kind::Sqlite)
                .then_some(sea_orm::SqliteTransactionMode::Immediate),
            ..TransactionOptions::default()
        };
        let tx = self.inner.writer.begin_with_options(options).await?;
        if self.inner.kind == Kind::Postgres && !act.tenant.is_nil() {
            // One writer per tenant, as SQLite has it: rules may read and then write without losing what another
            // process wrote between. Tenants do not wait for one another.
            let (high, low) = act.tenant.as_u64_pair();
            tx.execute_raw(Statement::from_sql_and_values(
                self.backend(),
                "SELECT pg_advisory_xact_lock($1)",
                [i64::from_be_bytes((high ^ low).to_be_bytes()).into()],
            ))
            .await?;
        }
        Ok(Tx::new(tx, self.clone(), act))
    }

    /// Wakes with a new number after each commit of this process; what other processes wrote is found by
    /// looking each second.
    pub fn changes(&self) -> watch::Receiver<u64> {
        self.inner.changed.subscribe()
    }

    pub(crate) fn tell_change(&self) {
        self.inner.changed.send_modify(|n| *n += 1);
    }

    /// Runs the steps that have not been run, each in its own transaction, in the order of their names.
    /// Returns the names of those that were run.
    pub async fn migrate(&self, mut steps: Vec<Migration>) -> Result<Vec<&'static str>> {
        steps.sort_by_key(|m| m.name);
        let writer = &self.inner.writer;
        writer
            .execute_unprepared(
                "CREATE TABLE IF NOT EXISTS migration (name TEXT PRIMARY KEY, at BIGINT NOT NULL)",
            )
            .await?;
        let rows = writer
            .query_all_raw(Statement::from_string(
                writer.get_database_backend(),
                "SELECT name FROM migration",
            ))
            .await?;
        let done: BTreeSet<String> =
            rows.iter().map(|r| r.try_get::<String>("", "name")).collect::<Result<_, _>>()?;
        let mut ran = Vec::new();
        for step in steps {
            if done.contains(step.name) {
                continue;
            }
            let tx = self.begin(Act::machinery("migrate", Uuid::nil(), jiff::Timestamp::UNIX_EPOCH)).await?;
            let mut schema = crate::Schema::default();
            (step.make)(&mut schema);
            schema.apply(tx.conn()).await?;
            tx.conn()
                .execute_raw(Statement::from_sql_and_values(
                    self.backend(),
                    if self.kind() == Kind::Sqlite {
                        "INSERT INTO migration (name, at) VALUES (?, 0)"
                    } else {
                        "INSERT INTO migration (name, at) VALUES ($1, 0)"
                    },
                    [step.name.into()],
                ))
                .await?;
            tx.commit_quietly().await?;
            ran.push(step.name);
        }
        Ok(ran)
    }

    pub(crate) fn backend(&self) -> DbBackend {
        self.inner.writer.get_database_backend()
    }

    /// Whether the database answers.
    pub async fn ping(&self) -> Result<()> {
        self.inner.reader.ping().await.map_err(Error::from)
    }

    /// Closes all connections; on SQLite the log is folded into the file.
    pub async fn close(self) -> Result<()> {
        if self.inner.kind == Kind::Sqlite {
            self.inner.writer.execute_unprepared("PRAGMA wal_checkpoint(TRUNCATE)").await?;
        }
        self.inner.reader.close_by_ref().await?;
        self.inner.writer.close_by_ref().await?;
        Ok(())
    }
}

fn sqlite_options(file: &str, reader: bool) -> ConnectOptions {
    let mut options = ConnectOptions::new(format!("sqlite://{file}?mode=rwc"));
    options
        .max_connections(if reader { 4 } else { 1 })
        .min_connections(1)
        .acquire_timeout(Duration::from_secs(30))
        .test_before_acquire(false)
        .sqlx_logging(false)
        .map_sqlx_sqlite_opts(move |o| {
            o.journal_mode(SqliteJournalMode::Wal)
                .synchronous(SqliteSynchronous::Full)
                .busy_timeout(Duration::from_secs(30))
                .pragma("cache_size", "-16000")
                .pragma("query_only", if reader { "1" } else { "0" })
        });
    options
}
