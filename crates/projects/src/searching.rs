//! What projects give to the search: one entry for each, with the words of its measures, events and partners.

use futures::future::{BoxFuture, FutureExt};
use kit::{Lang, Subject};
use page::{App, PageError, SearchEntry};
use uuid::Uuid;

use crate::kinds::Sort;
use crate::store_projects as projects;
use crate::values::Fields;

/// All entries that now stand for a project.
pub(crate) fn source<'a>(
    app: &'a App,
    tenant: Uuid,
    subject: &'a Subject,
) -> BoxFuture<'a, Result<Option<Vec<SearchEntry>>, PageError>> {
    async move {
        if subject.kind != "project" {
            return Ok(None);
        }
        let Some(p) = projects::get(app.db(), tenant, subject.id).await? else { return Ok(Some(Vec::new())) };
        let mut said = vec![p.summary.clone(), p.owner.clone()];
        for row in projects::rows(app.db(), tenant, p.id).await? {
            // People are found by those who may see them on the page, not by the search.
            if matches!(row.kind.name, "staff" | "groups") {
                continue;
            }
            let fields = row.kind.fields.iter().filter(|f| matches!(f.sort, Sort::Text | Sort::Long));
            said.extend(fields.map(|f| row.text(f.name).to_owned()).filter(|t| !t.is_empty()));
        }
        let audience = match (p.publicity.as_str(), p.body) {
            ("public", _) => vec!["public".to_owned()],
            (_, Some(body)) => vec![format!("body:{body}"), "staff".to_owned()],
            _ => vec!["staff".to_owned()],
        };
        let mut numbers = vec![p.code.to_lowercase()];
        if !p.diary.is_empty() {
            numbers.push(p.diary.to_lowercase());
        }
        Ok(Some(vec![SearchEntry {
            subject: subject.clone(),
            kind: "project",
            lang: Lang::Fi,
            title: p.name.clone(),
            body: said.join("\n"),
            numbers,
            path: format!("/projects/{}", p.code),
            date: p.from().known_day(),
            body_id: p.body,
            audience,
        }]))
    }
    .boxed()
}
