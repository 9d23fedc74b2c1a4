//! Rows of a kind as a table of a page.

use page::{Html, Visit};
use uuid::Uuid;

use super::written;
use crate::kinds::Sort;
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
        let fields: Vec<_> = rows
            .first()
            .map(|r| {
                let all = r.kind.fields.iter().filter(|f| f.column && !but.contains(&f.name));
                all.filter(|f| rows.iter().any(|r| r.data().contains_key(f.name))).collect()
            })
            .unwrap_or_default();
        let header: Vec<String> = fields.iter().map(|f| w.label(f)).collect();
        let lines: Vec<Line> = rows
            .iter()
            .map(|r| Line {
                id: r.id,
                cells: fields
                    .iter()
                    .map(|f| {
                        let shown = w.value(f, r.data().get(f.name));
                        let html = match f.sort {
                            Sort::Text | Sort::Long | Sort::Measure => written(v, &shown),
                            Sort::Url => link(&shown),
                            _ => Html::escape(&shown),
                        };
                        (w.label(f), html)
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
