//! Rows of a kind as a table of a page.

use page::{Html, Visit};
use uuid::Uuid;

use super::written;
use crate::kinds::{Column, Sort};
use crate::values::Fields;
use crate::whole::Row;
use crate::words::Words;

/// A row as it is shown.
pub(crate) struct Line {
    pub(crate) id: Uuid,
    pub(crate) cells: Vec<(String, Html)>,
    pub(crate) aside: Html,
    pub(crate) edit: Option<String>,
}

/// Rows as they are shown.
pub(crate) struct Table {
    pub(crate) caption: String,
    pub(crate) header: Vec<String>,
    pub(crate) asides: bool,
    pub(crate) lines: Vec<Line>,
    pub(crate) edits: bool,
}

impl Table {
    /// Rows of one kind; `code` is the project's, where the visitor may write them.
    pub(crate) fn of(v: &Visit, w: Words<'_>, rows: &[&Row], code: Option<&str>, but: &[&str]) -> Self {
        let caption = rows.first().map(|r| w.kind(r.kind)).unwrap_or_default();
        let columns = rows
            .first()
            .map(|r| r.kind.columns(but, |name| rows.iter().any(|r| r.data().contains_key(name))))
            .unwrap_or_default();
        let header: Vec<String> = columns.iter().map(|c| w.heading(*c)).collect();
        let lines: Vec<Line> = rows
            .iter()
            .map(|r| Line {
                id: r.id,
                cells: columns
                    .iter()
                    .map(|c| {
                        let shown = w.cell(*c, r);
                        let html = match c {
                            Column::One(f) if matches!(f.sort, Sort::Text | Sort::Long | Sort::Measure) => {
                                written(v, &shown)
                            }
                            Column::One(f) if f.sort == Sort::Url => link(&shown),
                            _ => Html::escape(&shown),
                        };
                        (w.heading(*c), html)
                    })
                    .collect(),
                aside: written(v, &w.asides(r, but).join(" · ")),
                edit: code.map(|code| v.url(&format!("/projects/{code}/row/{}", r.id))),
            })
            .collect();
        Self {
            caption,
            header,
            asides: lines.iter().any(|l| !l.aside.as_str().is_empty()),
            edits: code.is_some(),
            lines,
        }
    }
}

fn link(url: &str) -> Html {
    let safe = Html::escape(url);
    if crate::values::is_url(url) {
        Html::raw(format!("<a href=\"{safe}\" rel=\"external\">{safe}</a>"))
    } else {
        safe
    }
}
