//! What the record shows on the pages of a municipality and of a body.

use askama::Template;
use futures::future::{BoxFuture, FutureExt};
use kit::Subject;
use page::{PageError, Visit};

use crate::follow::ActionLine;
use crate::lists::{self, DecisionFilter};
use crate::view::{self, Bodies, DecisionLine};
use crate::{actions, follow};

#[derive(Template)]
#[template(path = "record/panel_municipality.html")]
struct Promised<'a> {
    v: &'a Visit,
    lines: Vec<(ActionLine, &'static str, &'static str, String, String)>,
    all: String,
}

/// As much as a municipality has still to do is shown,
const OPEN: u64 = 15;
/// and as much of what it has done.
const CLOSED: u64 = 5;

/// What a municipality promised and did, what is open first.
pub(crate) fn promised<'a>(
    v: &'a Visit,
    subject: &'a Subject,
) -> BoxFuture<'a, Result<Option<String>, PageError>> {
    async move {
        let (db, tenant) = (v.app.db(), v.tenant.id);
        let Some(m) = people::municipalities::get(db, tenant, subject.id).await? else { return Ok(None) };
        let mut states = actions::latest_of_municipality(db, tenant, m.id, true, OPEN).await?;
        states.extend(actions::latest_of_municipality(db, tenant, m.id, false, CLOSED).await?);
        let ids = states.iter().map(|s| s.action).collect();
        let mut all = follow::followed(db, tenant, actions::of(db, tenant, ids).await?).await?;
        all.retain(|f| f.seen_by(&v.who));
        let mut lines = Vec::new();
        for f in &all {
            let Some(state) = f.states.iter().find(|s| s.municipality == m.id) else { continue };
            let (class, sign) = view::state_sign(&state.state);
            let closed = matches!(state.state.as_str(), "done" | "not_concerned");
            let words = v.t(view::state_key(&state.state));
            lines.push((
                (closed, f.action.due.is_none(), f.action.due),
                (ActionLine::new(v, f).await?, class, sign, words, state.note.clone()),
            ));
        }
        if lines.is_empty() {
            return Ok(None);
        }
        lines.sort_by_key(|(order, _)| *order);
        let lines = lines.into_iter().map(|(_, line)| line).collect();
        let all = v.url(&format!("/actions?municipality={}", m.slug));
        Ok(Some(Promised { v, lines, all }.render()?))
    }
    .boxed()
}

#[derive(Template)]
#[template(path = "record/panel_body.html")]
struct Latest<'a> {
    v: &'a Visit,
    lines: Vec<DecisionLine>,
    all: String,
}

/// The latest decisions of a body.
pub(crate) fn latest<'a>(
    v: &'a Visit,
    subject: &'a Subject,
) -> BoxFuture<'a, Result<Option<String>, PageError>> {
    async move {
        let bodies = Bodies::of(v).await?;
        let Some(body) = bodies.get(Some(subject.id)) else { return Ok(None) };
        let who = (v.tenant.id, &v.who);
        let page = lists::decisions(v.app.db(), who, &DecisionFilter::default(), Some(body.id), 5).await?;
        if page.rows.is_empty() {
            return Ok(None);
        }
        let lines = page.rows.iter().map(|d| DecisionLine::new(v, &bodies, d)).collect();
        let all = v.url(&format!("/decisions{}", view::query(&[("body", &body.key)])));
        Ok(Some(Latest { v, lines, all }.render()?))
    }
    .boxed()
}
