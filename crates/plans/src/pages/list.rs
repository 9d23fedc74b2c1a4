use askama::Template;
use axum::extract::Query;
use page::{Answer, PageError, Visit, html};
use serde::Deserialize;

use crate::keep::whole::Whole;
use crate::keep::{editions, plans};
use crate::rules::{rights, state};
use crate::view::{Choice, Head, choices};

/// A plan as the list shows it.
struct Line {
    head: Head,
    summary: page::Html,
    measures: String,
    done: String,
    in_force: String,
    waits: bool,
}

#[derive(Template)]
#[template(path = "plans/list.html")]
struct Page<'a> {
    v: &'a Visit,
    kind: String,
    kinds: Vec<Choice>,
    lines: Vec<Line>,
    may_begin: bool,
}

/// What the address asks for.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Filter {
    kind: String,
}

/// `GET /plans`: the plans, strategies and programmes of the region.
pub(crate) async fn list(v: Visit, Query(filter): Query<Filter>) -> Answer {
    let (db, tenant) = (v.app.db(), v.tenant.id);
    let mut all = plans::list(db, tenant).await?;
    all.retain(|p| rights::may_see(&v.who, &p.publicity));
    all.retain(|p| filter.kind.is_empty() || p.kind == filter.kind);
    let waiting = editions::waiting(db, tenant).await?;
    let mut lines = Vec::new();
    for p in all {
        let waits = waiting.iter().any(|w| w.plan == p.id);
        lines.push(line(&v, p, waits).await?);
    }
    let mut kinds = vec![(String::new(), v.t("plans-all-kinds"))];
    kinds.extend(choices(&v, "plans-kind", &plans::KINDS));
    let page = Page { kind: filter.kind, kinds, lines, may_begin: rights::may_begin(&v.who), v: &v };
    html(&v, &v.t("plans-title"), &page)
}

async fn line(v: &Visit, p: plans::Plan, waits: bool) -> Result<Line, PageError> {
    let w = Whole::of(v.app.db(), p).await?;
    let counts = state::count(w.measures.iter().map(|m| w.state_of(m)));
    Ok(Line {
        head: Head::new(v, &w.plan),
        summary: v.local(&w.plan.summary.0),
        measures: v.tn("plans-n-measures", w.measures.len()),
        done: if w.measures.is_empty() { String::new() } else { v.tn("plans-n-done", counts[3]) },
        in_force: w.in_force().map(|e| e.name.0.get(v.lang).to_owned()).unwrap_or_default(),
        waits,
    })
}
