//! Taking a whole import back, while nothing that it made has been changed since and nothing else refers to it.

use std::collections::HashSet;

use kit::{Event, Subject};
use page::{App, PageError};
use record::{documents, imports as thread};
use sea_orm::{ConnectionTrait, SqlErr};
use store::{Act, Tx, audit, files};
use uuid::Uuid;

use crate::imports::{self, Import};

/// What an import may make, in the order in which it can go again: what refers before what is referred to.
pub const ORDER: [&str; 9] =
    ["document", "action_state", "action", "item", "meeting", "matter", "membership", "person", "body"];

/// What may have happened to a thing by other imports without being a change of it.
const HARMLESS: [&str; 3] = [thread::VERB, "seated", "unseated"];

/// Something that stands in the way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Obstacle {
    /// The kind of thing.
    pub kind: &'static str,
    /// Which.
    pub id: Uuid,
    /// Why, as the key of a text: it was changed, or something refers to it.
    pub why: &'static str,
}

/// What stands in the way of taking an import back.
pub async fn obstacles(
    db: &impl ConnectionTrait,
    tenant: Uuid,
    import: &Import,
) -> Result<Vec<Obstacle>, PageError> {
    let subject = Subject::new("import", import.id);
    let no = audit::no_of(db, tenant, &subject, thread::VERB).await?.unwrap_or(i64::MAX);
    let mut all = Vec::new();
    for kind in ORDER {
        let ids = imports::made(db, tenant, import.id, kind).await?;
        if ids.is_empty() {
            continue;
        }
        let changed = audit::touched(db, tenant, kind, &ids, &HARMLESS).await?;
        let words: Vec<String> = ids.iter().map(Uuid::to_string).collect();
        let mut referred: HashSet<Uuid> =
            audit::mentioned(db, tenant, no, &words).await?.iter().filter_map(|w| w.parse().ok()).collect();
        referred.extend(imports::referred(db, tenant, import.id, &ids).await?);
        for id in changed {
            referred.remove(&id);
            all.push(Obstacle { kind, id, why: "intake-undo-changed" });
        }
        all.extend(referred.into_iter().map(|id| Obstacle { kind, id, why: "intake-undo-referred" }));
    }
    Ok(all)
}

/// Takes an import back, or says what stands in the way.
pub async fn run(
    app: &App,
    act: Act,
    (import, shown): (Uuid, i64),
    once: Option<Uuid>,
) -> Result<Result<Import, Vec<Obstacle>>, PageError> {
    let mut tx = app.store().begin(act).await?;
    if let Some(once) = once {
        tx.once(once).await?;
    }
    let tenant = tx.tenant();
    let mut import = imports::get(tx.conn(), tenant, import).await?.ok_or(PageError::NotFound)?;
    Tx::fresh(shown, import.version)?;
    if import.state != "done" {
        return Err(PageError::Stale);
    }
    let obstacles = obstacles(tx.conn(), tenant, &import).await?;
    if !obstacles.is_empty() {
        return Ok(Err(obstacles));
    }
    for kind in ORDER {
        let ids = imports::made(tx.conn(), tenant, import.id, kind).await?;
        if ids.is_empty() {
            continue;
        }
        // Whoever follows the thing (the search, a feed) hears that it is gone.
        for id in &ids {
            tx.noted(kind, *id, "removed", &[]);
        }
        tx.emit(&Event::Unmake { kind: kind.to_owned(), ids }).await.map_err(in_use)?;
    }
    imports::forget_made(&tx, import.id).await?;
    forget_papers(&tx, &import).await?;
    import.state = "undone".to_owned();
    import.undone_at = Some(tx.stamp());
    let after = imports::put(&tx, import).await?;
    tx.noted("import", after.id, "undone", &[("digest", &after.digest)]);
    tx.commit().await?;
    Ok(Ok(after))
}

/// A row that no trail names refers to it: the store itself refuses.
fn in_use(e: store::Error) -> PageError {
    match &e {
        store::Error::Db(cause)
            if matches!(cause.sql_err(), Some(SqlErr::ForeignKeyConstraintViolation(_))) =>
        {
            PageError::Refused("intake-undo-in-use")
        }
        _ => e.into(),
    }
}

/// Throws away an import that has not been made visible.
pub async fn forget(app: &App, act: Act, (import, shown): (Uuid, i64)) -> Result<(), PageError> {
    let mut tx = app.store().begin(act).await?;
    let import = imports::get(tx.conn(), tx.tenant(), import).await?.ok_or(PageError::NotFound)?;
    Tx::fresh(shown, import.version)?;
    if !matches!(import.state.as_str(), "coming" | "mapping" | "reading" | "ready") {
        return Err(PageError::Stale);
    }
    forget_papers(&tx, &import).await?;
    let after = imports::put(&tx, Import { state: "dropped".to_owned(), ..import }).await?;
    tx.noted("import", after.id, "dropped", &[]);
    tx.commit().await?;
    Ok(())
}

/// Forgets the rows of an import and those of its files that nothing else holds.
async fn forget_papers(tx: &Tx, import: &Import) -> Result<(), PageError> {
    let tenant = tx.tenant();
    let shas = imports::fresh_files(tx.conn(), tenant, import.id).await?;
    let begun = audit::no_of(tx.conn(), tenant, &Subject::new("import", import.id), "created").await?;
    let mut held: HashSet<String> =
        imports::held_elsewhere(tx.conn(), tenant, import.id, &shas).await?.into_iter().collect();
    held.extend(audit::mentioned(tx.conn(), tenant, begun.unwrap_or(0), &shas).await?);
    let mut gone = Vec::new();
    for sha in shas.into_iter().filter(|s| !held.contains(s)) {
        if documents::with_file(tx.conn(), tenant, &sha).await?.is_empty() {
            gone.push(sha);
        }
    }
    files::forget(tx, &gone).await?;
    imports::forget_rows(tx, import.id).await?;
    Ok(())
}
