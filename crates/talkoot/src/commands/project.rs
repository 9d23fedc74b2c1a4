//! Projects by the command line: a file of the published form in, a report out.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::{Args, Subcommand, ValueEnum};
use kit::{Lang, SystemClock};
use page::{App, PageError, Tenant, Value};
use projects::json;
use projects::report::Audience;
use projects::shelf::{self, Shelf};
use projects::store_projects as store_of;
use store::Act;

use crate::cli::say;
use crate::commands::people::the_tenant;
use crate::failure::Failure;
use crate::places::Places;
use crate::start;

/// Takes a project's file: whole, or not at all with all that is wrong by path.
pub(crate) async fn import(app: &App, tenant: &Tenant, path: &Path, dry_run: bool) -> Result<(), Failure> {
    let bytes = tokio::fs::read(path)
        .await
        .map_err(|e| Failure::Refused(format!("{} cannot be read: {e}", path.display())))?;
    let known = shelf::known(app, tenant.id).await?;
    let given = match json::read(&bytes, &known) {
        Ok(given) => given,
        Err(faults) => {
            for f in &faults {
                let values = [("value", Value::from(f.wrong.value.clone()))];
                let why = app.t(Lang::En, f.wrong.key, &values);
                say(if f.path.is_empty() { why } else { format!("{}: {why}", f.path) });
            }
            return Err(Failure::Refused(format!(
                "Nothing was done: {} mistakes in {} (above).",
                faults.len(),
                path.display()
            )));
        }
    };
    let code = given.whole.head.code.clone();
    let rows = given.whole.rows.len();
    if dry_run {
        say(format!(
            "Would make project {code} with {rows} rows and {} sub-projects. Nothing was done.",
            given.parts.len()
        ));
        return Ok(());
    }
    let mut tx = app.store().begin(Act::machinery("command", tenant.id, app.now())).await?;
    let made = shelf::import(app, tenant, &mut tx, &given, false).await;
    let project = made.map_err(|e| match e {
        PageError::Refused(key) => Failure::Refused(format!("{code}: {}", app.t(Lang::En, key, &[]))),
        other => Failure::from(other),
    })?;
    tx.commit().await?;
    let found = Shelf::open(app, tenant.id, project, None).await?;
    say(format!("Made project {code} with {rows} rows and {} sub-projects.", given.parts.len()));
    let faults = projects::check::contradictions(&found.faults);
    if faults > 0 {
        say(format!(
            "The check of the record finds {faults} contradictions: {}/fi/projects/{code}/check",
            tenant.base_url
        ));
    }
    Ok(())
}

#[derive(Debug, Subcommand)]
pub(crate) enum Report {
    /// The report of a project
    FinalReport(Wish),
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum Format {
    Pdf,
    Docx,
    Html,
    Json,
}

#[derive(Debug, Args)]
pub(crate) struct Wish {
    /// The project's code
    #[arg(long)]
    project: String,
    /// The form of the file
    #[arg(long, value_enum)]
    format: Format,
    /// The file to write
    #[arg(long)]
    out: PathBuf,
    /// public names trainees by their role only, internal everybody
    #[arg(long, default_value = "public", value_parser = ["public", "internal"])]
    audience: String,
    /// fi, sv or en
    #[arg(long, default_value = "fi", value_parser = ["fi", "sv", "en"])]
    lang: String,
    /// The tenant's key, as paijat-hame; needed when there are several
    #[arg(long)]
    tenant: Option<String>,
}

pub(crate) async fn report(places: &Places, what: Report) -> Result<(), Failure> {
    let Report::FinalReport(wish) = what;
    let (app, _) = start::program(&places.addresses()?, Arc::new(SystemClock), None).await?;
    let tenant = the_tenant(&app, wish.tenant.as_deref()).await?;
    let result = write(&app, &tenant, &wish).await;
    app.store().clone().close().await?;
    result
}

async fn write(app: &App, tenant: &Tenant, wish: &Wish) -> Result<(), Failure> {
    let whose = Audience::parse(&wish.audience).unwrap_or(Audience::Public);
    let lang: Lang = wish.lang.parse().unwrap_or_default();
    let project = store_of::by_code(app.db(), tenant.id, &wish.project).await?.ok_or_else(|| {
        Failure::Refused(format!("There is no project {} at {}.", wish.project, tenant.key))
    })?;
    let found = Shelf::open(app, tenant.id, project, None).await?;
    let document = found.document(app, tenant, lang, whose)?;
    let bytes = match wish.format {
        Format::Pdf => projects::press::Press::print(app, document).await?,
        Format::Docx => doc::docx(&document).map_err(|e| Failure::Store(e.to_string()))?,
        Format::Html => page_of(&document).into_bytes(),
        Format::Json => serde_json::to_vec_pretty(&found.file(app, tenant, whose).await?)
            .map_err(|e| Failure::Store(e.to_string()))?,
    };
    tokio::fs::write(&wish.out, bytes)
        .await
        .map_err(|e| Failure::Refused(format!("{} cannot be written: {e}", wish.out.display())))?;
    say(format!("Wrote {}.", wish.out.display()));
    Ok(())
}

/// A document as a file of its own.
fn page_of(document: &doc::Document) -> String {
    let title = page::Html::escape(&document.title);
    format!(
        "<!doctype html>\n<html lang=\"{}\">\n<head><meta charset=\"utf-8\"><meta name=\"viewport\" \
         content=\"width=device-width, initial-scale=1\"><title>{title}</title></head>\n<body>{}</body>\n</html>\n",
        document.lang,
        doc::html(document)
    )
}
