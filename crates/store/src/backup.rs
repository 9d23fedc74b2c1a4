//! Backup, restore and moving from one store to the other, by the tables as the migrations wrote them down:
//! no slice has to know of it.
//!
//! A backup is a file of lines: a head, then `["table", {column: value}]` per row, then `["file", base]` per file
//! of the file store, last `["end", rows, files]`, so that a cut file is noticed.

use std::fs::File;
use std::io::{BufRead, BufReader, BufWriter, Write};
use std::path::Path;

use bytes::Bytes;
use sea_orm::sea_query::{Alias, Query, Value as Sql};
use sea_orm::{ConnectionTrait, DatabaseTransaction, QueryResult};
use serde_json::{Map, Value, json};

use crate::schema::{ColumnKind, TableSpec};
use crate::{Act, Error, Files, Migration, Result, Schema, Store};

const HEAD: &str = "talkoot-backup-1";

fn tables(steps: &[Migration]) -> Vec<TableSpec> {
    let mut steps = steps.to_vec();
    steps.sort_by_key(|m| m.name);
    let mut schema = Schema::default();
    for step in steps {
        (step.make)(&mut schema);
    }
    schema.whole()
}

fn io(path: &Path) -> impl Fn(std::io::Error) -> Error + '_ {
    |cause| Error::Io { path: path.display().to_string(), cause }
}

/// Writes all that both stores hold into one file. Says how many rows and files.
pub async fn backup(store: &Store, files: &Files, steps: &[Migration], to: &Path) -> Result<(u64, u64)> {
    let partial = to.with_extension("partial");
    let mut out = BufWriter::new(File::create(&partial).map_err(io(&partial))?);
    let mut put = |line: Value| writeln!(out, "{line}").map_err(io(&partial));
    put(json!([HEAD]))?;
    let (mut row_count, mut file_count) = (0, 0);
    // One reading transaction: the backup shows one moment, whatever is written meanwhile.
    let tx = snapshot(store).await?;
    let mut shas = Vec::new();
    for table in tables(steps) {
        for row in rows(&tx, &table).await? {
            let line = to_json(&row, &table)?;
            if table.name == "file"
                && let Some(Value::String(sha)) = line.get("sha")
            {
                shas.push(sha.clone());
            }
            put(json!([table.name, line]))?;
            row_count += 1;
        }
    }
    tx.rollback().await?;
    shas.sort();
    shas.dedup();
    for sha in shas {
        let bytes = files.get(&sha).await?;
        put(json!(["//file", hex::encode(bytes)]))?;
        file_count += 1;
    }
    put(json!(["//end", row_count, file_count]))?;
    out.into_inner()
        .map_err(|e| Error::Io { path: partial.display().to_string(), cause: e.into_error() })?
        .sync_all()
        .map_err(io(&partial))?;
    std::fs::rename(&partial, to).map_err(io(to))?;
    Ok((row_count, file_count))
}

/// Fills an empty, migrated store from a backup file; all or nothing.
///
/// # Errors
/// [`Error::Damaged`] when the file is cut or not a backup, [`Error::Taken`] when the store is not empty.
pub async fn restore(store: &Store, files: &Files, steps: &[Migration], from: &Path) -> Result<(u64, u64)> {
    let specs = tables(steps);
    let reader = BufReader::new(File::open(from).map_err(io(from))?);
    let tx = store.begin(Act::machinery("restore", uuid::Uuid::nil(), jiff::Timestamp::UNIX_EPOCH)).await?;
    let (mut row_count, mut file_count, mut ended) = (0_u64, 0_u64, false);
    for (no, line) in reader.lines().enumerate() {
        let line = line.map_err(io(from))?;
        let bad = |why: &str| Error::Damaged(format!("{}:{}: {why}", from.display(), no + 1));
        let parts: Vec<Value> = serde_json::from_str(&line).map_err(|_| bad("not a line of a backup"))?;
        match (no, parts.as_slice()) {
            (0, [Value::String(head)]) if head == HEAD => {}
            (0, _) => return Err(bad("not a backup of Talkoot")),
            (_, [Value::String(kind), Value::String(hexed)]) if kind == "//file" => {
                let bytes = hex::decode(hexed).map_err(|_| bad("a damaged file"))?;
                files.put_raw(Bytes::from(bytes)).await?;
                file_count += 1;
            }
            (_, [Value::String(kind), rows, count]) if kind == "//end" => {
                ended = rows.as_u64() == Some(row_count) && count.as_u64() == Some(file_count);
            }
            (_, [Value::String(name), Value::Object(values)]) => {
                let spec = specs.iter().find(|t| t.name == name).ok_or_else(|| bad("an unknown table"))?;
                insert(tx.conn(), spec, values).await?;
                row_count += 1;
            }
            _ => return Err(bad("not a line of a backup")),
        }
    }
    if !ended {
        return Err(Error::Damaged(format!("{}: the end is missing", from.display())));
    }
    tx.commit_quietly().await?;
    Ok((row_count, file_count))
}

/// Copies all from one store to another, empty and migrated one. Files stay where they are.
pub async fn copy(from: &Store, to: &Store, steps: &[Migration]) -> Result<u64> {
    let source = snapshot(from).await?;
    let tx = to.begin(Act::machinery("copy", uuid::Uuid::nil(), jiff::Timestamp::UNIX_EPOCH)).await?;
    let mut count = 0;
    for table in tables(steps) {
        for row in rows(&source, &table).await? {
            insert(tx.conn(), &table, &to_json(&row, &table)?).await?;
            count += 1;
        }
    }
    source.rollback().await?;
    tx.commit_quietly().await?;
    Ok(count)
}

async fn snapshot(store: &Store) -> Result<DatabaseTransaction> {
    use sea_orm::{IsolationLevel, SqliteTransactionMode, TransactionOptions, TransactionTrait};
    let sqlite = store.kind() == crate::Kind::Sqlite;
    let options = TransactionOptions {
        isolation_level: (!sqlite).then_some(IsolationLevel::RepeatableRead),
        sqlite_transaction_mode: sqlite.then_some(SqliteTransactionMode::Deferred),
        ..TransactionOptions::default()
    };
    Ok(store.read().begin_with_options(options).await?)
}

async fn rows(tx: &DatabaseTransaction, table: &TableSpec) -> Result<Vec<QueryResult>> {
    let mut select = Query::select();
    for c in &table.columns {
        select.column(Alias::new(c.name));
    }
    select.from(Alias::new(table.name));
    Ok(tx.query_all(&select).await?)
}

fn to_json(row: &QueryResult, table: &TableSpec) -> Result<Map<String, Value>> {
    let mut out = Map::new();
    for c in &table.columns {
        let value = match c.kind {
            ColumnKind::Uuid => json!(row.try_get::<Option<uuid::Uuid>>("", c.name)?),
            ColumnKind::Text => json!(row.try_get::<Option<String>>("", c.name)?),
            ColumnKind::Int => json!(row.try_get::<Option<i64>>("", c.name)?),
            ColumnKind::Bool => json!(row.try_get::<Option<bool>>("", c.name)?),
            ColumnKind::Real => json!(row.try_get::<Option<f64>>("", c.name)?),
            ColumnKind::Bytes => json!(row.try_get::<Option<Vec<u8>>>("", c.name)?.map(hex::encode)),
        };
        out.insert(c.name.to_owned(), value);
    }
    Ok(out)
}

async fn insert(db: &DatabaseTransaction, table: &TableSpec, values: &Map<String, Value>) -> Result<()> {
    let bad = |c: &str| Error::Damaged(format!("{}.{c}", table.name));
    let mut query = Query::insert();
    query.into_table(Alias::new(table.name));
    query.columns(table.columns.iter().map(|c| Alias::new(c.name)));
    let mut row: Vec<sea_orm::sea_query::Expr> = Vec::new();
    for c in &table.columns {
        let v = values.get(c.name).unwrap_or(&Value::Null);
        let text = v.as_str().map(str::to_owned);
        if !v.is_null()
            && matches!(c.kind, ColumnKind::Uuid | ColumnKind::Text | ColumnKind::Bytes)
            && text.is_none()
        {
            return Err(bad(c.name));
        }
        let sql: Sql = match c.kind {
            ColumnKind::Uuid => {
                text.map(|t| t.parse::<uuid::Uuid>()).transpose().map_err(|_| bad(c.name))?.into()
            }
            ColumnKind::Text => text.into(),
            ColumnKind::Int => v.as_i64().into(),
            ColumnKind::Bool => v.as_bool().into(),
            ColumnKind::Real => v.as_f64().into(),
            ColumnKind::Bytes => text.map(hex::decode).transpose().map_err(|_| bad(c.name))?.into(),
        };
        row.push(sql.into());
    }
    query.values(row).map_err(|e| Error::Damaged(e.to_string()))?;
    db.execute(&query).await?;
    Ok(())
}
