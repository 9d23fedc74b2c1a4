//! Papers as they lie until they are read: the bytes in the file store, a row each.

use std::collections::HashMap;

use bytes::Bytes;
use doc::sniff::{MediaType, sniff};
use kit::{Id, Publicity, When};
use page::App;
use sha2::{Digest, Sha256};
use store::{Act, Result, files};
use uuid::Uuid;

use crate::imports::{self, Import, Row};
use crate::pack::{Paper, Problem};
use crate::reading;

/// So many bytes go into one transaction, so that nobody waits for the disk.
const AT_ONCE: usize = 8 << 20;

/// Begins an import of papers and asks for them to be read. Each part is a short transaction of its own.
pub async fn papers(
    app: &App,
    act: &Act,
    (name, by_name): (&str, &str),
    publicity: Publicity,
    papers: Vec<Paper>,
) -> Result<Import> {
    let mut tx = app.store().begin(act.clone()).await?;
    let import = imports::begin(&mut tx, "memos", name, by_name, publicity).await?;
    // Until the last part is in, it is `coming`: a crash between leaves something that says so.
    let mut import = imports::put(&tx, Import { state: "coming".to_owned(), ..import }).await?;
    tx.commit().await?;
    let mut seen: HashMap<String, String> = HashMap::new();
    let mut rest = (1..).zip(papers).peekable();
    while rest.peek().is_some() {
        let (mut part, mut size) = (Vec::new(), 0);
        while let Some((position, paper)) = rest.next_if(|_| size < AT_ONCE && part.len() < 50) {
            size += paper.bytes.as_ref().map_or(0, Bytes::len);
            part.push((position, paper));
        }
        let tx = app.store().begin(act.clone()).await?;
        let mut rows = Vec::with_capacity(part.len());
        for (position, paper) in part {
            rows.push(stage(app, &tx, import.id, position, paper, &mut seen).await?);
        }
        imports::add_rows(&tx, rows).await?;
        tx.commit_quietly().await?;
    }
    let tx = app.store().begin(act.clone()).await?;
    import = imports::put(&tx, Import { state: "reading".to_owned(), ..import }).await?;
    reading::ask(&tx, import.id).await?;
    tx.commit_quietly().await?;
    Ok(import)
}

/// Begins an import of a table: its file lies in the store, and which column means what is asked next.
pub async fn table(
    app: &App,
    act: &Act,
    kind: &str,
    (name, by_name): (&str, &str),
    publicity: Publicity,
    bytes: Bytes,
) -> Result<Import> {
    let mut tx = app.store().begin(act.clone()).await?;
    let mut import = imports::begin(&mut tx, kind, name, by_name, publicity).await?;
    import.state = "mapping".to_owned();
    let import = imports::put(&tx, import).await?;
    let mut row = blank(tx.tenant(), import.id, 0, name.to_owned(), tx.now());
    let sha = hex::encode(Sha256::digest(&bytes));
    row.state = "file".to_owned();
    row.size = i64::try_from(bytes.len()).unwrap_or(i64::MAX);
    row.media_type = sniff(&bytes).name().to_owned();
    row.fresh = files::row(tx.conn(), tx.tenant(), &sha).await?.is_none();
    row.sha = app.files().put(&tx, bytes, &row.media_type).await?;
    imports::add_rows(&tx, vec![row]).await?;
    tx.commit().await?;
    Ok(import)
}

/// A row of which nothing is known yet.
pub(crate) fn blank(tenant: Uuid, import: Uuid, position: i64, name: String, now: jiff::Timestamp) -> Row {
    Row {
        id: Id::<Row>::new(now).uuid(),
        tenant,
        import,
        position,
        name,
        state: "waiting".to_owned(),
        problem: String::new(),
        problem_value: String::new(),
        note: String::new(),
        note_value: String::new(),
        sha: String::new(),
        fresh: false,
        media_type: String::new(),
        size: 0,
        content: String::new(),
        guess: String::new(),
        sure: 0,
        taken: false,
        with_items: false,
        body: None,
        at_date: When::unknown().code(),
        at_printed: None,
        number: String::new(),
        meeting: None,
        version: 1,
    }
}

async fn stage(
    app: &App,
    tx: &store::Tx,
    import: Uuid,
    position: i64,
    paper: Paper,
    seen: &mut HashMap<String, String>,
) -> Result<Row> {
    let mut row = blank(tx.tenant(), import, position, paper.name, tx.now());
    let bytes = match paper.bytes.and_then(|b| accept(&b).map(|kind| (b, kind))) {
        Ok(good) => good,
        Err(problem) => {
            refuse(&mut row, problem);
            return Ok(row);
        }
    };
    let (bytes, kind) = bytes;
    let sha = hex::encode(Sha256::digest(&bytes));
    if let Some(first) = seen.get(&sha) {
        refuse(&mut row, Problem::with("intake-problem-twice", first));
        return Ok(row);
    }
    seen.insert(sha.clone(), row.name.clone());
    row.media_type = kind.name().to_owned();
    row.size = i64::try_from(bytes.len()).unwrap_or(i64::MAX);
    if !record::documents::with_file(tx.conn(), tx.tenant(), &sha).await?.is_empty() {
        row.state = "known".to_owned();
        row.sha = sha;
        return Ok(row);
    }
    row.fresh = files::row(tx.conn(), tx.tenant(), &sha).await?.is_none();
    row.sha = app.files().put(tx, bytes, kind.name()).await?;
    let ending = row.name.rsplit_once('.').map(|(_, e)| e.to_lowercase()).unwrap_or_default();
    if ending != kind.ending() {
        row.note = "intake-note-name".to_owned();
        row.note_value = kind.ending().to_owned();
    }
    Ok(row)
}

/// Marks a row as one that cannot be taken.
pub(crate) fn refuse(row: &mut Row, problem: Problem) {
    row.state = "refused".to_owned();
    row.taken = false;
    row.problem = problem.key.to_owned();
    row.problem_value = problem.value;
}

/// The kinds of papers that are read. What a file is, its content says, not its name.
fn accept(bytes: &[u8]) -> std::result::Result<MediaType, Problem> {
    match sniff(bytes) {
        kind @ (MediaType::Pdf | MediaType::Docx | MediaType::Text) => Ok(kind),
        MediaType::OldOffice if is_locked(bytes) => Err(Problem::new("intake-problem-encrypted")),
        MediaType::OldOffice => Err(Problem::new("intake-problem-old-word")),
        MediaType::Unknown if bytes.is_empty() => Err(Problem::new("intake-problem-empty")),
        kind => Err(Problem::with("intake-problem-type", kind.name())),
    }
}

/// A DOCX with a password is an old container with a stream of this name.
fn is_locked(bytes: &[u8]) -> bool {
    let name: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
    bytes.windows(name.len()).any(|w| w == name)
}
