//! What came in for a meeting, on the page of that meeting.

use askama::Template;
use futures::future::{BoxFuture, FutureExt};
use kit::Subject;
use page::{Html, PageError, Visit};
use record::documents;

struct Line {
    url: String,
    title: Html,
    meta: String,
}

#[derive(Template)]
#[template(path = "intake/panel.html")]
struct Papers<'a> {
    v: &'a Visit,
    lines: Vec<Line>,
}

/// The papers of a meeting that the visitor may see.
pub(crate) fn papers<'a>(
    v: &'a Visit,
    subject: &'a Subject,
) -> BoxFuture<'a, Result<Option<String>, PageError>> {
    async move {
        let all = documents::of(v.app.db(), v.tenant.id, "meeting", subject.id).await?;
        let lines: Vec<Line> = all
            .iter()
            .filter(|d| documents::may_see(&v.who, d))
            .filter_map(|d| {
                let sha = d.sha.as_ref()?;
                let name: String = d
                    .name
                    .chars()
                    .map(|c| if c.is_ascii_alphanumeric() || ".-_".contains(c) { c } else { '_' })
                    .collect();
                Some(Line {
                    url: format!("/files/{sha}/{name}"),
                    title: v.local(&d.title.0),
                    meta: v.bytes(&d.size),
                })
            })
            .collect();
        if lines.is_empty() {
            return Ok(None);
        }
        Ok(Some(Papers { v, lines }.render()?))
    }
    .boxed()
}
