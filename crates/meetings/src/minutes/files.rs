//! The record and its excerpts as files.

use axum::extract::{Path, Query};
use axum::http::StatusCode;
use doc::Document;
use kit::Lang;
use page::{Answer, App, Html, PageError, Visit, download, html_with};
use serde::Deserialize;
use uuid::Uuid;

use super::model;
use super::show::{Seen, Shelf};
use crate::session::room::Room;

pub use crate::printer::Printer as Press;

/// Prints, where the program has a press.
pub async fn print(app: &App, document: &Document) -> Result<Option<Vec<u8>>, PageError> {
    Press::print(app, document.clone()).await
}

/// The language of a file, where another than the page's is wished.
#[derive(Debug, Default, Deserialize)]
pub struct Wish {
    lang: Option<String>,
}

fn in_language(mut v: Visit, wish: &Wish) -> Visit {
    if let Some(lang) = wish.lang.as_deref().and_then(|l| l.parse::<Lang>().ok()) {
        v.lang = lang;
    }
    v
}

/// The name of a file: `muistio-2021-10-13.pdf`.
pub(super) fn name(app: &App, room: &Room, lang: Lang, ending: &str) -> String {
    let key = if room.body.statutory { "minutes-minutes" } else { "minutes-memo" };
    let kind = people::municipalities::slug(&app.t(lang, key, &[]));
    let code = room.meeting.day().map_or_else(|| room.meeting.id.to_string(), |d| d.to_string());
    format!("{kind}-{code}.{ending}")
}

/// The record as PDF. A published record is served as it was printed then.
pub async fn pdf(v: Visit, Path(id): Path<Uuid>, Query(wish): Query<Wish>) -> Answer {
    let v = in_language(v, &wish);
    let shelf = Shelf::open(&v, id).await?;
    let file = name(&v.app, &shelf.room, v.lang, "pdf");
    if let (Seen::Frozen(version), Lang::Fi) = (shelf.seen(&v)?, v.lang)
        && let Some(sha) = &version.pdf_sha
    {
        let bytes = v.app.files().get(sha).await?;
        return Ok(download(&file, "application/pdf", bytes, true));
    }
    pdf_of(&v, &shelf.document(&v)?, &file).await
}

async fn pdf_of(v: &Visit, document: &Document, file: &str) -> Answer {
    let bytes = print(&v.app, document).await?.ok_or(PageError::Refused("minutes-no-press"))?;
    Ok(download(file, "application/pdf", bytes, true))
}

/// The record as DOCX.
pub async fn docx(v: Visit, Path(id): Path<Uuid>, Query(wish): Query<Wish>) -> Answer {
    let v = in_language(v, &wish);
    let shelf = Shelf::open(&v, id).await?;
    let document = shelf.document(&v)?;
    let bytes = tokio::task::spawn_blocking(move || doc::docx(&document))
        .await
        .map_err(PageError::inside)?
        .map_err(PageError::inside)?;
    let media = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
    Ok(download(&name(&v.app, &shelf.room, v.lang, "docx"), media, bytes, false))
}

async fn cut(v: &Visit, id: Uuid, item: Uuid) -> Result<(Shelf, Document), PageError> {
    let shelf = Shelf::open(v, id).await?;
    let whole = shelf.document(v)?;
    let title = format!("{}: {}", v.t("minutes-excerpt"), whole.title);
    let excerpt = model::excerpt(&whole, item, title).ok_or(PageError::NotFound)?;
    Ok((shelf, excerpt))
}

#[derive(askama::Template)]
#[template(path = "meetings/record_excerpt.html")]
struct ExcerptPage<'a> {
    v: &'a Visit,
    meeting: Uuid,
    item: Uuid,
    html: Html,
}

impl ExcerptPage<'_> {
    fn back(&self) -> String {
        format!("/meetings/{}/record", self.meeting)
    }
    fn pdf(&self) -> String {
        format!("/meetings/{}/items/{}/excerpt.pdf", self.meeting, self.item)
    }
}

/// The excerpt of an item.
pub async fn excerpt(v: Visit, Path((id, item)): Path<(Uuid, Uuid)>) -> Answer {
    let (_, excerpt) = cut(&v, id, item).await?;
    let html = Html::raw(doc::html(&excerpt));
    html_with(&v, StatusCode::OK, &excerpt.title, &ExcerptPage { v: &v, meeting: id, item, html })
}

/// The excerpt of an item as PDF.
pub async fn excerpt_pdf(v: Visit, Path((id, item)): Path<(Uuid, Uuid)>, Query(wish): Query<Wish>) -> Answer {
    let v = in_language(v, &wish);
    let (shelf, excerpt) = cut(&v, id, item).await?;
    let file = format!(
        "{}-{}",
        people::municipalities::slug(&v.t("minutes-excerpt")),
        name(&v.app, &shelf.room, v.lang, "pdf")
    );
    pdf_of(&v, &excerpt, &file).await
}
