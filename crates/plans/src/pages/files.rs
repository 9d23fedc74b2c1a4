//! The plan as files.

use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use page::{Answer, Html, PageError, Visit, download, html_with};
use record::printer::Printer;

use crate::book;
use crate::keep::actors;
use crate::keep::whole::Whole;

/// A document as PDF.
pub(crate) async fn pdf(v: &Visit, document: doc::Document, name: &str) -> Answer {
    let bytes = Printer::print(&v.app, document).await?.ok_or(PageError::Refused("plans-no-printer"))?;
    Ok(download(&format!("{name}.pdf"), "application/pdf", bytes, true))
}

/// A document as DOCX.
pub(crate) async fn docx(document: doc::Document, name: &str) -> Answer {
    let bytes = tokio::task::spawn_blocking(move || doc::docx(&document))
        .await
        .map_err(PageError::inside)?
        .map_err(PageError::inside)?;
    let media = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
    Ok(download(&format!("{name}.docx"), media, bytes, false))
}

fn of_plan(v: &Visit, w: &Whole) -> doc::Document {
    book::whole(&v.app, &v.tenant, v.lang, v.today(), w)
}

/// `GET /plans/{key}/plan.pdf`.
pub(crate) async fn plan_pdf(v: Visit, Path(key): Path<String>) -> Answer {
    let w = Whole::load(&v, &key).await?;
    pdf(&v, of_plan(&v, &w), &w.plan.key).await
}

/// `GET /plans/{key}/plan.docx`.
pub(crate) async fn plan_docx(v: Visit, Path(key): Path<String>) -> Answer {
    let w = Whole::load(&v, &key).await?;
    docx(of_plan(&v, &w), &w.plan.key).await
}

#[derive(Template)]
#[template(path = "plans/print.html")]
struct Print<'a> {
    v: &'a Visit,
    back: String,
    base: String,
    html: Html,
}

/// `GET /plans/{key}/print`: the same document as a page.
pub(crate) async fn plan_print(v: Visit, Path(key): Path<String>) -> Answer {
    let w = Whole::load(&v, &key).await?;
    let document = of_plan(&v, &w);
    let base = format!("/plans/{}", w.plan.key);
    let page = Print {
        back: v.url(&base),
        base: v.url(&format!("{base}/plan")),
        html: Html::raw(doc::html(&document)),
        v: &v,
    };
    html_with(&v, StatusCode::OK, &document.title, &page)
}

/// The chapter of one actor as a document, and the name of its file.
async fn of_actor(v: &Visit, key: &str, actor: &str) -> Result<(doc::Document, String), PageError> {
    let w = Whole::load(v, key).await?;
    let actor = actors::by_key(v.app.db(), v.tenant.id, actor).await?.ok_or(PageError::NotFound)?;
    let document = book::chapter(&v.app, &v.tenant, v.lang, v.today(), &w, actor.id);
    Ok((document.ok_or(PageError::NotFound)?, format!("{}-{}", w.plan.key, actor.key)))
}

/// `GET /plans/{key}/actors/{actor}/chapter.pdf`.
pub(crate) async fn chapter_pdf(v: Visit, Path((key, actor)): Path<(String, String)>) -> Answer {
    let (document, name) = of_actor(&v, &key, &actor).await?;
    pdf(&v, document, &name).await
}

/// `GET /plans/{key}/actors/{actor}/chapter.docx`.
pub(crate) async fn chapter_docx(v: Visit, Path((key, actor)): Path<(String, String)>) -> Answer {
    let (document, name) = of_actor(&v, &key, &actor).await?;
    docx(document, &name).await
}
