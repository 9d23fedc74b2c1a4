//! Reading the papers of an import: their text, and what can be guessed from it. Done by a job, outside of any
//! transaction; each part that is read is kept at once, so that a restart goes on where it was.

use doc::extract::{self, ExtractError};
use doc::sniff::MediaType;
use futures::future::{BoxFuture, FutureExt};
use memo::{Grade, Memo, Paper};
use page::{App, PageError};
use store::{Act, Tx};
use uuid::Uuid;

use crate::imports::{self, Row};
use crate::pack::Problem;
use crate::{known, queue, staging};

/// The kind of the job.
pub(crate) const JOB: &str = "intake-read";
/// So many papers are read between two short transactions.
const AT_ONCE: u64 = 8;
/// No more of a text is kept for the search.
const MOST_TEXT: usize = 400_000;

/// Asks for the papers of an import to be read.
pub(crate) async fn ask(tx: &Tx, import: Uuid) -> store::Result<()> {
    queue::ask(tx, JOB, import).await
}

pub(crate) fn job<'a>(app: &'a App, tenant: Uuid, payload: &'a str) -> BoxFuture<'a, Result<(), PageError>> {
    async move { read(app, tenant, queue::import_of(payload)?).await }.boxed()
}

/// Reads what waits to be read, and makes the import ready to be confirmed.
pub async fn read(app: &App, tenant: Uuid, import: Uuid) -> Result<(), PageError> {
    let (all, names) = known::bodies(app, tenant).await?;
    let today = app.today();
    loop {
        let waiting = imports::waiting(app.db(), tenant, import, AT_ONCE).await?;
        if waiting.is_empty() {
            break;
        }
        let mut done = Vec::with_capacity(waiting.len());
        for mut row in waiting {
            let bytes = app.files().get(&row.sha).await?;
            let kind = kind_of(&row.media_type);
            let names = names.clone();
            let name = row.name.clone();
            let read = tokio::task::spawn_blocking(move || {
                let text = extract::text_of(&bytes, kind)?;
                let text: String = text.replace('\0', "").chars().take(MOST_TEXT).collect();
                let memo = memo::read(&name, &text, &names, today);
                Ok::<_, ExtractError>((text, memo))
            });
            match read.await.map_err(PageError::inside)? {
                Ok((text, memo)) => {
                    let body = memo.body.as_ref().and_then(|g| all.get(g.value)).map(|b| b.id);
                    fill(&mut row, text, &memo, body)?;
                }
                Err(ExtractError::Encrypted) => {
                    staging::refuse(&mut row, Problem::new("intake-problem-encrypted"));
                }
                Err(ExtractError::TooLarge) => {
                    staging::refuse(
                        &mut row,
                        Problem::with("intake-problem-large", crate::pack::MOST_BYTES >> 20),
                    );
                }
                Err(ExtractError::Broken | ExtractError::Unsupported) => {
                    staging::refuse(&mut row, Problem::new("intake-problem-broken"));
                }
            }
            done.push(row);
        }
        let tx = app.store().begin(Act::machinery("import", tenant, app.now())).await?;
        let Some(now) = imports::get(tx.conn(), tenant, import).await?.filter(|i| i.state == "reading")
        else {
            // Somebody dropped it meanwhile.
            return Ok(());
        };
        for row in done {
            imports::put_row(&tx, row).await?;
        }
        imports::put(&tx, now).await?;
        tx.commit_quietly().await?;
    }
    let tx = app.store().begin(Act::machinery("import", tenant, app.now())).await?;
    let Some(mut import) = imports::get(tx.conn(), tenant, import).await?.filter(|i| i.state == "reading")
    else {
        return Ok(());
    };
    import.state = "ready".to_owned();
    imports::put(&tx, import).await?;
    tx.commit_quietly().await?;
    Ok(())
}

fn kind_of(media_type: &str) -> MediaType {
    [MediaType::Pdf, MediaType::Docx].into_iter().find(|k| k.name() == media_type).unwrap_or(MediaType::Text)
}

fn fill(row: &mut Row, text: String, memo: &Memo, body: Option<Uuid>) -> Result<(), PageError> {
    row.state = "ready".to_owned();
    row.sure = i64::from(memo.sure());
    row.body = body;
    if let Some(date) = &memo.date {
        row.at_date = date.value.code();
        row.at_printed = date.value.printed().map(str::to_owned);
    }
    row.number = memo
        .number
        .as_ref()
        .filter(|g| Grade::of(g.sure) >= Grade::Likely)
        .map(|g| g.value.clone())
        .unwrap_or_default();
    // A person must look at what is unsure before it is filed; items are only made where their numbers run on.
    row.taken = Grade::of(memo.sure()) >= Grade::Likely;
    row.with_items = !memo.items.is_empty() && memo.items.iter().all(|g| Grade::of(g.sure) >= Grade::Likely);
    if text.trim().is_empty() {
        row.note = "intake-note-no-text".to_owned();
        row.note_value = String::new();
    } else if memo.paper.as_ref().is_some_and(|g| g.value == Paper::Agenda) {
        row.note = "intake-note-agenda".to_owned();
        row.note_value = String::new();
        row.taken = false;
    }
    row.content = text;
    row.guess = serde_json::to_string(memo).map_err(PageError::inside)?;
    Ok(())
}
