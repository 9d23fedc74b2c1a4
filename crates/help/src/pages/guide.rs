//! The user's guide.

use askama::Template;
use page::{Answer, Html, Visit, html};

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

/// `GET /guide`. The guide is in Finnish; the page says so in other languages.
pub(crate) async fn show(v: Visit) -> Answer {
    let all = guide::guide();
    let (first, rest) = all.split_first().ok_or(page::PageError::NotFound)?;
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
