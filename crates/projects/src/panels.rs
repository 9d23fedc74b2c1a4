//! What projects show on the pages of a body and of a municipality.

use askama::Template;
use futures::future::{BoxFuture, FutureExt};
use kit::Subject;
use page::{PageError, Visit};

use crate::pages::list::Line;
use crate::rights;
use crate::store_projects as projects;
use crate::values::Fields;

#[derive(Template)]
#[template(path = "projects/panel.html")]
struct Panel<'a> {
    v: &'a Visit,
    title: &'static str,
    lines: Vec<Line>,
    all: String,
}

/// As many stand on a panel.
const MOST: u64 = 8;

/// The projects that a body steers.
pub(crate) fn steers<'a>(
    v: &'a Visit,
    subject: &'a Subject,
) -> BoxFuture<'a, Result<Option<String>, PageError>> {
    async move {
        let bodies = people::bodies::list(v.app.db(), v.tenant.id).await?;
        let Some(body) = bodies.iter().find(|b| b.id == subject.id) else { return Ok(None) };
        let mut found = projects::steered(v.app.db(), v.tenant.id, body.id, MOST).await?;
        found.retain(|p| rights::may_see(&v.who, &p.publicity, p.body));
        if found.is_empty() {
            return Ok(None);
        }
        let lines = found.iter().map(|p| Line::new(v, p, &bodies)).collect();
        let all = v.url(&format!("/projects?body={}", body.key));
        Ok(Some(Panel { v, title: "projects-panel-body", lines, all }.render()?))
    }
    .boxed()
}

/// The projects in which a municipality takes part.
pub(crate) fn takes_part<'a>(
    v: &'a Visit,
    subject: &'a Subject,
) -> BoxFuture<'a, Result<Option<String>, PageError>> {
    async move {
        let (db, tenant) = (v.app.db(), v.tenant.id);
        let Some(town) = people::municipalities::get(db, tenant, subject.id).await? else { return Ok(None) };
        let mut found = projects::with_partner(db, tenant, &town.name_fi).await?;
        found.retain(|p| rights::may_see(&v.who, &p.publicity, p.body));
        if found.is_empty() {
            return Ok(None);
        }
        let bodies = people::bodies::list(db, tenant).await?;
        let lines = found.iter().map(|p| Line::new(v, p, &bodies)).collect();
        let all = v.url("/projects");
        Ok(Some(Panel { v, title: "projects-panel-municipality", lines, all }.render()?))
    }
    .boxed()
}

/// Whether a row names a municipality among the partners.
pub(crate) fn names(row: &crate::whole::Row, town: &str) -> bool {
    row.text("kind") == "municipality" && row.text("name") == town
}
