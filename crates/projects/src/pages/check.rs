//! `/projects/{code}/check`: contradictions and gaps of the record. It corrects nothing.

use askama::Template;
use axum::extract::Path;
use page::{Answer, Visit, html};

use super::{load, worded};
use crate::check::{Fault, Weight};
use crate::kinds::kind;
use crate::rights;
use crate::shelf::Shelf;
use crate::words::Words;

/// A fault as pages show it.
pub(crate) struct Line {
    pub(crate) place: String,
    pub(crate) why: String,
    pub(crate) links: Vec<(String, usize)>,
}

/// Faults of a weight as lines.
pub(crate) fn lines(
    v: &page::Visit,
    w: Words<'_>,
    code: &str,
    faults: &[Fault],
    weight: Weight,
) -> Vec<Line> {
    faults
        .iter()
        .filter(|f| f.weight == weight)
        .map(|f| Line {
            place: kind(f.kind).map_or_else(|| w.t("projects-title-one"), |k| w.kind(k)),
            why: w.fault(f),
            links: match f.rows.as_slice() {
                [] => vec![(v.url(&format!("/projects/{code}#{}", f.kind)), 1)],
                rows => rows
                    .iter()
                    .enumerate()
                    .map(|(n, id)| (v.url(&format!("/projects/{code}#r-{id}")), n + 1))
                    .collect(),
            },
        })
        .collect()
}

#[derive(Template)]
#[template(path = "projects/check.html")]
struct Check<'a> {
    v: &'a Visit,
    code: String,
    name: String,
    wrong: Vec<Line>,
    gaps: Vec<Line>,
}

/// The page.
pub(crate) async fn show(v: Visit, Path(code): Path<String>) -> Answer {
    let project = load(&v, &code).await?;
    v.allow(rights::inside(&v.who, project.body))?;
    let shelf = Shelf::open(&v.app, v.tenant.id, project, None).await?;
    let page = worded(&v, |w| Check {
        v: &v,
        name: shelf.project.name.clone(),
        wrong: lines(&v, w, &code, &shelf.faults, Weight::Contradiction),
        gaps: lines(&v, w, &code, &shelf.faults, Weight::Gap),
        code: code.clone(),
    });
    html(&v, &v.t("projects-check"), &page)
}
