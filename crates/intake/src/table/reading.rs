//! Reading a table: its header for the mapping, then all its rows, checked and kept outside of any long transaction.

use std::collections::{HashMap, HashSet};

use doc::sheet::{Cell, Oddities, SheetError, oddities, read_sheet};
use futures::future::{BoxFuture, FutureExt};
use page::{App, PageError};
use people::tenants;
use store::{Act, Tx};
use uuid::Uuid;

use super::check::{Checker, Fields, Ready, Verdict};
use super::columns::{Mapping, columns};
use super::head::{self, Head};
use super::known;
use crate::imports::{self, Import, Row};
use crate::pack::Problem;
use crate::queue;

/// The kind of the job.
pub(crate) const JOB: &str = "intake-table";
/// So many rows go into one short transaction.
const AT_ONCE: usize = 1_000;

/// A table as it lies in its file.
#[derive(Debug)]
pub struct Table {
    /// Its header.
    pub head: Head,
    /// All rows, the header too, as texts.
    rows: Vec<Vec<String>>,
    hidden: HashSet<usize>,
}

impl Table {
    /// Reads a file. It blocks.
    ///
    /// # Errors
    /// Why it cannot be read.
    pub fn read(bytes: &[u8], kind: &str) -> Result<Self, Problem> {
        let sheet = read_sheet(bytes, "").map_err(|e| match e {
            SheetError::TooLarge => Problem::new("intake-table-large"),
            SheetError::Empty => Problem::new("intake-problem-empty"),
            SheetError::NotASheet => Problem::new("intake-table-type"),
            SheetError::Broken(_) | SheetError::Write(_) => Problem::new("intake-problem-broken"),
        })?;
        let mut rows = Vec::with_capacity(sheet.rows.len() + 1);
        rows.push(sheet.header);
        rows.extend(sheet.rows.into_iter().map(|r| r.iter().map(Cell::shown).collect()));
        let odd = oddities(bytes);
        spread(&mut rows, &odd);
        let head = head::find(columns(kind).unwrap_or_default(), &rows);
        Ok(Self { head, rows, hidden: odd.hidden.into_iter().collect() })
    }

    /// The first values of each column, for whoever says what it means.
    pub fn samples(&self) -> Vec<String> {
        (0..self.head.names.len())
            .map(|c| {
                let values = self.rows.iter().skip(self.head.rows).filter_map(|r| r.get(c)).map(|v| v.trim());
                let some: Vec<&str> = values.filter(|v| !v.is_empty()).take(3).collect();
                some.join(" · ").chars().take(80).collect()
            })
            .collect()
    }

    /// How many rows stand below the header.
    pub fn len(&self) -> usize {
        self.rows.len().saturating_sub(self.head.rows)
    }

    /// Whether nothing stands below the header.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

/// A value of merged cells belongs to each row that they span. Across, it stays in the first.
fn spread(rows: &mut [Vec<String>], odd: &Oddities) {
    for (top, left, bottom, _) in &odd.merged {
        let Some(value) = rows.get(*top).and_then(|r| r.get(*left)).cloned().filter(|v| !v.is_empty()) else {
            continue;
        };
        for row in rows.iter_mut().take(bottom + 1).skip(top + 1) {
            if let Some(cell) = row.get_mut(*left).filter(|c| c.is_empty()) {
                cell.clone_from(&value);
            }
        }
    }
}

/// Asks for the rows of a table to be read.
pub(crate) async fn ask(tx: &Tx, import: Uuid) -> store::Result<()> {
    queue::ask(tx, JOB, import).await
}

pub(crate) fn job<'a>(app: &'a App, tenant: Uuid, payload: &'a str) -> BoxFuture<'a, Result<(), PageError>> {
    async move { read(app, tenant, queue::import_of(payload)?).await }.boxed()
}

/// Reads the table of an import by its mapping and keeps each row with what it would become.
pub async fn read(app: &App, tenant: Uuid, id: Uuid) -> Result<(), PageError> {
    let db = app.db();
    let Some(import) = imports::get(db, tenant, id).await?.filter(|i| i.state == "reading") else {
        return Ok(());
    };
    let Some(tenant_row) = tenants::get(db, tenant).await? else { return Ok(()) };
    let Some(file) = imports::file(db, tenant, id).await? else { return Ok(()) };
    let mapping: Mapping = serde_json::from_str(&import.mapping).map_err(PageError::inside)?;
    let known = known::load(app, &tenant_row, &import.kind).await?;
    let bytes = app.files().get(&file.sha).await?;
    let (kind, now) = (import.kind.clone(), app.now());
    let judged = tokio::task::spawn_blocking(move || {
        let table = Table::read(&bytes, &kind)?;
        let mut checker = Checker::new(&kind, &known);
        Ok::<_, Problem>(judge(&table, &mapping, &mut checker, |line| blank(tenant, id, line, now)))
    });
    let judged = judged.await.map_err(PageError::inside)?;
    // What an earlier try left, as before a restart, goes: the check begins anew.
    let tx = begin(app, tenant).await?;
    imports::forget_lines(&tx, id).await?;
    tx.commit_quietly().await?;
    match judged {
        Ok(rows) => {
            let mut rest = rows.into_iter().peekable();
            while rest.peek().is_some() {
                let part: Vec<Row> = rest.by_ref().take(AT_ONCE).collect();
                let tx = begin(app, tenant).await?;
                let Some(now) = still(&tx, tenant, id).await? else { return Ok(()) };
                imports::add_rows(&tx, part).await?;
                imports::put(&tx, now).await?;
                tx.commit_quietly().await?;
            }
        }
        Err(problem) => {
            let tx = begin(app, tenant).await?;
            let mut row = blank(tenant, id, 0, app.now());
            row.name.clone_from(&file.name);
            crate::staging::refuse(&mut row, problem);
            imports::add_rows(&tx, vec![row]).await?;
            tx.commit_quietly().await?;
        }
    }
    let tx = begin(app, tenant).await?;
    if let Some(mut now) = still(&tx, tenant, id).await? {
        now.state = "ready".to_owned();
        imports::put(&tx, now).await?;
        tx.commit_quietly().await?;
    }
    Ok(())
}

async fn begin(app: &App, tenant: Uuid) -> store::Result<Tx> {
    app.store().begin(Act::machinery("import", tenant, app.now())).await
}

async fn still(tx: &Tx, tenant: Uuid, id: Uuid) -> store::Result<Option<Import>> {
    Ok(imports::get(tx.conn(), tenant, id).await?.filter(|i| i.state == "reading"))
}

fn judge(
    table: &Table,
    mapping: &Mapping,
    checker: &mut Checker<'_>,
    blank: impl Fn(usize) -> Row,
) -> Vec<Row> {
    let at: HashMap<&str, usize> = mapping
        .iter()
        .filter_map(|(key, name)| Some((key.as_str(), table.head.names.iter().position(|n| n == name)?)))
        .collect();
    let mut rows = Vec::with_capacity(table.len());
    for (i, cells) in table.rows.iter().enumerate().skip(table.head.rows) {
        if cells.iter().all(|c| c.trim().is_empty()) {
            continue;
        }
        let line = i + 1;
        let fields: Fields = at
            .iter()
            .map(|(key, c)| {
                ((*key).to_owned(), cells.get(*c).map(|v| v.trim().to_owned()).unwrap_or_default())
            })
            .collect();
        let mut row = blank(line);
        row.content =
            cells.iter().map(|c| c.trim()).filter(|c| !c.is_empty()).collect::<Vec<_>>().join(" · ");
        if row.content.chars().count() > 300 {
            row.content = row.content.chars().take(300).collect();
        }
        if table.hidden.contains(&i) {
            crate::staging::refuse(&mut row, Problem::new("intake-row-hidden"));
            rows.push(row);
            continue;
        }
        match checker.check(line, &fields) {
            Verdict::Ready(ready) => take(&mut row, &ready),
            Verdict::Known => row.state = "known".to_owned(),
            Verdict::Refused(problem) => crate::staging::refuse(&mut row, problem),
        }
        rows.push(row);
    }
    rows
}

fn take(row: &mut Row, ready: &Ready) {
    row.state = "ready".to_owned();
    row.taken = true;
    row.sure = 100;
    row.guess = serde_json::to_string(ready).unwrap_or_default();
}

fn blank(tenant: Uuid, import: Uuid, line: usize, now: jiff::Timestamp) -> Row {
    let position = i64::try_from(line).unwrap_or(i64::MAX);
    crate::staging::blank(tenant, import, position, line.to_string(), now)
}
