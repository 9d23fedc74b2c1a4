//! Old material in by the command line: a folder, a ZIP, a file. The same steps as on the page.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::Args;
use intake::pack::Pack;
use intake::table::columns::{Mapping, TABLES, columns, guess};
use intake::table::filing as lines;
use intake::table::reading::{self as rows, Table};
use intake::{Import, filing, imports, reading, staging, undo};
use kit::{Lang, Publicity, SystemClock};
use page::{App, Tenant, Value};
use store::Act;
use uuid::Uuid;

use crate::cli::say;
use crate::commands::people::the_tenant;
use crate::failure::Failure;
use crate::places::Places;
use crate::start;

#[derive(Debug, Args)]
pub(crate) struct Wish {
    /// project (a JSON file), memos, bodies, members, contacts, meetings, matters or actions; or undo to take a whole
    /// import back
    kind: String,
    /// The file, ZIP or folder; with undo the import's id, as its page's address shows it
    what: String,
    /// Say what would be done, and do nothing
    #[arg(long)]
    dry_run: bool,
    /// File what is sure and leave the rest, instead of doing nothing
    #[arg(long, conflicts_with = "wait")]
    leave_out: bool,
    /// Only read; the guesses are confirmed on the page
    #[arg(long)]
    wait: bool,
    /// The name of kept choices of columns; otherwise they are guessed
    #[arg(long, value_name = "NAME")]
    mapping: Option<String>,
    /// Everybody may see what comes in; otherwise the body's members and the coordinator
    #[arg(long)]
    public: bool,
    /// The tenant's key, as paijat-hame; needed when there are several
    #[arg(long)]
    tenant: Option<String>,
}

pub(crate) async fn import(places: &Places, wish: Wish) -> Result<(), Failure> {
    let (app, _) = start::program(&places.addresses()?, Arc::new(SystemClock), None).await?;
    let tenant = the_tenant(&app, wish.tenant.as_deref()).await?;
    let result = match wish.kind.as_str() {
        "memos" => memos(&app, &tenant, &wish).await,
        "project" => super::project::import(&app, &tenant, Path::new(&wish.what), wish.dry_run).await,
        "undo" => take_back(&app, &tenant, &wish).await,
        kind if columns(kind).is_some() => table(&app, &tenant, &wish).await,
        other => {
            let kinds: Vec<&str> = TABLES.iter().map(|(k, _)| *k).collect();
            let kinds = kinds.join(", ");
            Err(Failure::Usage(format!(
                "{other} cannot be imported. Kinds: project, memos, {kinds}; undo takes one back."
            )))
        }
    };
    app.store().clone().close().await?;
    result
}

fn act(app: &App, tenant: &Tenant) -> Act {
    Act::machinery("command", tenant.id, app.now())
}

/// Whose the changes are.
const BY: &str = "talkoot import";

async fn memos(app: &App, tenant: &Tenant, wish: &Wish) -> Result<(), Failure> {
    let path = PathBuf::from(&wish.what);
    let from = path.clone();
    let pack = tokio::task::spawn_blocking(move || {
        let mut pack = Pack::default();
        pack.take_path(&from).map(|()| pack)
    });
    let pack = pack.await.map_err(|e| Failure::Store(e.to_string()))?;
    let pack = pack.map_err(|e| Failure::Refused(format!("{} cannot be read: {e}", path.display())))?;
    if pack.papers.is_empty() {
        return Err(Failure::Refused(format!("There is nothing to bring in in {}.", path.display())));
    }
    let name = named(&path);
    let publicity = if wish.public { Publicity::Public } else { Publicity::Internal };
    let import = staging::papers(app, &act(app, tenant), (&name, BY), publicity, pack.papers).await?;
    reading::read(app, tenant.id, import.id).await?;
    let import = again(app, tenant, import.id).await?;
    let done = confirm(app, tenant, wish, &import).await;
    let kept = wish.wait && !wish.dry_run;
    if !kept && !matches!(done, Ok(true)) {
        let import = again(app, tenant, import.id).await?;
        undo::forget(app, act(app, tenant), (import.id, import.version)).await?;
    }
    done.map(|_| ())
}

/// Names what will not be filed and why, then files the rest or says why not. `true` when it was filed.
async fn confirm(app: &App, tenant: &Tenant, wish: &Wish, import: &Import) -> Result<bool, Failure> {
    let rows =
        imports::rows(app.db(), tenant.id, import.id, &[], "", (0, 100_000)).await.map_err(Failure::from)?;
    let (mut refused, mut unsure) = (0, 0);
    for row in &rows {
        match row.state.as_str() {
            "refused" => {
                refused += 1;
                say(format!("{}: {}", row.name, told(app, &row.problem, &row.problem_value)));
            }
            "known" => say(format!("{}: {}", row.name, told(app, "intake-problem-known", ""))),
            "ready" if !row.taken => {
                unsure += 1;
                say(format!("{}: unsure ({} %): a person must look at body and day.", row.name, row.sure));
            }
            _ => {}
        }
    }
    if wish.wait && !wish.dry_run {
        say(format!(
            "{} papers wait to be confirmed at {}/fi/import/{}",
            rows.len(),
            tenant.base_url,
            import.id
        ));
        return Ok(false);
    }
    let plan = filing::plan(app, tenant.id, import).await?;
    for (name, problem) in &plan.refused {
        refused += 1;
        say(format!("{name}: {}", told(app, problem.key, &problem.value)));
    }
    if wish.dry_run {
        for line in &plan.lines {
            let where_to = if line.there { "the meeting is there" } else { "a new meeting" };
            let (body, day) = (line.body.get(Lang::Fi), line.at.show(Lang::Fi).unwrap_or_default());
            say(format!("{}: {body} {day}: {where_to}, {} items", line.name, line.items));
        }
    }
    let (papers, meetings) = (plan.documents.len(), plan.meetings.len());
    if !wish.leave_out && refused + unsure > 0 {
        return Err(Failure::Refused(format!(
            "Nothing was done: {refused} papers cannot be filed and {unsure} are unsure (above). Correct them, leave \
             them out with --leave-out, or confirm them on the page with --wait."
        )));
    }
    if wish.dry_run {
        say(format!("Would file {papers} papers and make {meetings} meetings. Nothing was done."));
        return Ok(false);
    }
    if papers == 0 {
        say("There is nothing new to file.");
        return Ok(false);
    }
    let done = filing::run(app, act(app, tenant), (import.id, import.version), None, plan).await?;
    say(format!(
        "{papers} papers were filed and {meetings} meetings made. Take it back with: talkoot import undo {}",
        done.id
    ));
    Ok(true)
}

async fn table(app: &App, tenant: &Tenant, wish: &Wish) -> Result<(), Failure> {
    let path = PathBuf::from(&wish.what);
    let unread = |e: std::io::Error| Failure::Refused(format!("{} cannot be read: {e}", path.display()));
    if std::fs::metadata(&path).map_err(unread)?.len() > intake::pack::MOST_BYTES {
        return Err(Failure::Refused(format!("{} is larger than 50 MB. Split it.", path.display())));
    }
    let bytes = tokio::fs::read(&path).await.map_err(unread)?;
    let ours = columns(&wish.kind).unwrap_or_default();
    let (look, kind) = (bytes.clone(), wish.kind.clone());
    let seen = tokio::task::spawn_blocking(move || Table::read(&look, &kind).map(|t| t.head.names));
    let seen = seen.await.map_err(|e| Failure::Store(e.to_string()))?;
    let shown = path.display().to_string();
    let header = seen.map_err(|p| Failure::Refused(told(app, p.key, &shown)))?;
    let mapping: Mapping = match &wish.mapping {
        None => guess(ours, &header),
        Some(name) => {
            let kept = imports::mappings(app.db(), tenant.id, &wish.kind).await?;
            let kept = kept.iter().find(|m| m.name == *name).ok_or_else(|| {
                let all: Vec<&str> = kept.iter().map(|m| m.name.as_str()).collect();
                Failure::Usage(format!("No choices of columns are kept as {name}. Kept: {}.", all.join(", ")))
            })?;
            serde_json::from_str(&kept.columns).map_err(|e| Failure::Store(e.to_string()))?
        }
    };
    for column in ours {
        match mapping.get(column.key).filter(|n| header.contains(n)) {
            Some(name) => say(format!("{}: column {name}", column.key)),
            None if column.needed => {
                return Err(Failure::Refused(format!(
                    "{shown}: the column {} is missing. The header has: {}. Say which it is on the page /fi/import.",
                    column.key,
                    header.join(", ")
                )));
            }
            None => {}
        }
    }
    let publicity = if wish.public { Publicity::Public } else { Publicity::Internal };
    let name = named(&path);
    let import =
        staging::table(app, &act(app, tenant), &wish.kind, (&name, BY), publicity, bytes.into()).await?;
    let tx = app.store().begin(act(app, tenant)).await?;
    let json = serde_json::to_string(&mapping).map_err(|e| Failure::Store(e.to_string()))?;
    imports::put(&tx, Import { state: "reading".to_owned(), mapping: json, ..import.clone() }).await?;
    tx.commit_quietly().await?;
    rows::read(app, tenant.id, import.id).await?;
    let import = again(app, tenant, import.id).await?;
    let done = confirm_table(app, tenant, wish, &import).await;
    let kept = wish.wait && !wish.dry_run;
    if !kept && !matches!(done, Ok(true)) {
        undo::forget(app, act(app, tenant), (import.id, import.version)).await?;
    }
    done.map(|_| ())
}

/// Names each row that will not be taken and why, then files the rest or says why not. `true` when it was filed.
async fn confirm_table(app: &App, tenant: &Tenant, wish: &Wish, import: &Import) -> Result<bool, Failure> {
    let refused = imports::rows(app.db(), tenant.id, import.id, &["refused"], "", (0, 1_000_000)).await?;
    for row in &refused {
        let value = &row.problem_value;
        let value = if value.starts_with("intake-column-") { told(app, value, "") } else { value.clone() };
        say(format!("{}: row {}: {}", import.name, row.name, told(app, &row.problem, &value)));
    }
    let counts = imports::counts(app.db(), tenant.id, import.id).await?;
    if wish.wait && !wish.dry_run {
        say(format!(
            "{} rows wait to be confirmed at {}/fi/import/{}",
            counts.all(),
            tenant.base_url,
            import.id
        ));
        return Ok(false);
    }
    if !refused.is_empty() && !wish.leave_out {
        return Err(Failure::Refused(format!(
            "Nothing was done: {} rows cannot be taken (above). Correct them, or leave them out with --leave-out.",
            refused.len()
        )));
    }
    let plan = lines::plan(app, tenant.id, import).await?;
    let would: Vec<String> = plan.counts().iter().map(|(kind, n)| format!("{n} × {kind}")).collect();
    if wish.dry_run {
        let would = if would.is_empty() { "nothing".to_owned() } else { would.join(", ") };
        say(format!("Would make {would}; {} are there already. Nothing was done.", counts.known));
        return Ok(false);
    }
    if would.is_empty() {
        say(format!("There is nothing new; {} are there already.", counts.known));
        return Ok(false);
    }
    let done = lines::run(app, act(app, tenant), (import.id, import.version), None, plan).await?;
    say(format!("Made {}. Take it back with: talkoot import undo {}", would.join(", "), done.id));
    Ok(true)
}

async fn take_back(app: &App, tenant: &Tenant, wish: &Wish) -> Result<(), Failure> {
    let id: Uuid = wish
        .what
        .parse()
        .map_err(|_| Failure::Usage(format!("{} is not the id of an import.", wish.what)))?;
    let import = again(app, tenant, id).await?;
    if import.state != "done" {
        return Err(Failure::Refused(format!(
            "This import is not filed, so there is nothing to take back: {}.",
            import.state
        )));
    }
    if wish.dry_run {
        let stands = undo::obstacles(app.db(), tenant.id, &import).await?;
        return told_obstacles(app, &stands)
            .map(|()| say(format!("Would take {} things back.", import.made)));
    }
    match undo::run(app, act(app, tenant), (id, import.version), None).await? {
        Ok(after) => {
            say(format!("{} things were taken back.", after.made));
            Ok(())
        }
        Err(stands) => told_obstacles(app, &stands),
    }
}

fn told_obstacles(app: &App, stands: &[undo::Obstacle]) -> Result<(), Failure> {
    for o in stands {
        say(format!("{} {}: {}", o.kind, o.id, told(app, o.why, "")));
    }
    if stands.is_empty() {
        return Ok(());
    }
    Err(Failure::Refused(format!(
        "Nothing was taken back: {} things stand in the way (above).",
        stands.len()
    )))
}

async fn again(app: &App, tenant: &Tenant, id: Uuid) -> Result<Import, Failure> {
    imports::get(app.db(), tenant.id, id)
        .await?
        .ok_or_else(|| Failure::Refused(format!("There is no import {id} at {}.", tenant.key)))
}

fn told(app: &App, key: &str, value: &str) -> String {
    app.t(Lang::En, key, &[("value", Value::from(value.to_owned()))])
}

fn named(path: &Path) -> String {
    path.file_name().map_or_else(|| path.display().to_string(), |n| n.to_string_lossy().into_owned())
}
