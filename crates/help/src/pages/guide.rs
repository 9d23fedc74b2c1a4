//! The user's guide.

use askama::Template;
use axum::extract::Path;
use axum::http::header;
use axum::response::IntoResponse;
use page::{Answer, Html, PageError, Visit, html};
use rust_embed::Embed;

use crate::guide;

#[derive(Template)]
#[template(path = "help/guide.html")]
struct Page<'a> {
    v: &'a Visit,
    title: &'a str,
    /// Whether the page around the guide is in another language than the guide.
    translated: bool,
    intro: Html,
    sections: Vec<Part>,
}

struct Part {
    level: usize,
    anchor: &'static str,
    title: &'static str,
    html: Html,
}

/// The pictures of the guide as the browser tests took them. A debug build reads them from the folder, a release holds
/// them inside.
#[derive(Embed)]
#[folder = "../../docs/pictures"]
#[allow_missing = true]
struct Pictures;

/// `GET /guide/pictures/{name}`
pub(crate) async fn picture(_: Visit, Path(name): Path<String>) -> Answer {
    let file = Pictures::get(&name).filter(|_| name.ends_with(".webp")).ok_or(PageError::NotFound)?;
    let head = [(header::CONTENT_TYPE, "image/webp"), (header::CACHE_CONTROL, "public, max-age=86400")];
    Ok((head, file.data.into_owned()).into_response())
}

/// `GET /guide`. The guide is in Finnish; the page says so in other languages.
pub(crate) async fn show(v: Visit) -> Answer {
    let all = guide::guide();
    let (first, rest) = all.split_first().ok_or(PageError::NotFound)?;
    let sections = rest
        .iter()
        .map(|s| Part { level: s.level, anchor: &s.anchor, title: &s.title, html: Html::raw(&s.html) })
        .collect();
    html(
        &v,
        &v.t("help-guide"),
        &Page {
            v: &v,
            title: &first.title,
            translated: v.lang != kit::Lang::Fi,
            intro: Html::raw(&first.html),
            sections,
        },
    )
}
