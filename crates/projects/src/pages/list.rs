//! `/projects`: the portfolio.

use askama::Template;
use axum::extract::Query;
use kit::Cents;
use page::{Answer, Html, Visit, html};

use super::{Choice, worded, written};
use crate::rights;
use crate::store_projects::{self as projects, Filter, Project};
use crate::whole::STATES;

/// A project as lists show it.
pub(crate) struct Line {
    pub(crate) url: String,
    pub(crate) code: String,
    pub(crate) name: Html,
    pub(crate) span: String,
    pub(crate) budget: String,
    pub(crate) steering: Html,
    pub(crate) state: String,
    pub(crate) state_class: &'static str,
    pub(crate) example: bool,
    pub(crate) part: bool,
}

pub(crate) fn state_class(state: &str) -> &'static str {
    match state {
        "running" => "ok",
        "idea" => "info",
        "stopped" => "stop",
        _ => "",
    }
}

impl Line {
    pub(crate) fn new(v: &Visit, p: &Project, bodies: &[people::bodies::Body]) -> Self {
        let body = bodies.iter().find(|b| Some(b.id) == p.body);
        Self {
            url: v.url(&format!("/projects/{}", p.code)),
            code: p.code.clone(),
            name: written(v, &p.name),
            span: worded(v, |w| w.span(&p.from(), &p.to())),
            budget: p.budget_cents.map(|c| v.money(&Cents(c))).unwrap_or_default(),
            steering: body.map(|b| v.local(&b.name.0)).unwrap_or_default(),
            state: v.t(&format!("projects-state-{}", p.state)),
            state_class: state_class(&p.state),
            example: p.example,
            part: p.parent.is_some(),
        }
    }
}

#[derive(Template)]
#[template(path = "projects/list.html")]
struct List<'a> {
    v: &'a Visit,
    filter: &'a Filter,
    states: Vec<Choice>,
    bodies: Vec<Choice>,
    lines: Vec<Line>,
    first: String,
    next: Option<String>,
    may_make: bool,
}

/// The projects of the region, running ones first.
pub(crate) async fn list(v: Visit, Query(filter): Query<Filter>) -> Answer {
    let db = v.app.db();
    let all = people::bodies::list(db, v.tenant.id).await?;
    let chosen = all.iter().find(|b| b.key == filter.body).map(|b| b.id);
    let inside = v.who.has(kit::Role::Coordinator);
    let none = !filter.body.is_empty() && chosen.is_none();
    let (rows, next) = if none {
        (Vec::new(), None)
    } else {
        projects::list(db, v.tenant.id, &filter, chosen, inside).await?
    };
    let address = |after: Option<String>| {
        let mut query = form_urlencoded::Serializer::new(String::new());
        for (name, value) in [("q", &filter.q), ("state", &filter.state), ("body", &filter.body)] {
            if !value.is_empty() {
                query.append_pair(name, value);
            }
        }
        if let Some(after) = after {
            query.append_pair("after", &after);
        }
        let query = query.finish();
        let mark = if query.is_empty() { "" } else { "?" };
        v.url(&format!("/projects{mark}{query}"))
    };
    let any = |key| std::iter::once((String::new(), v.t(key)));
    let body = List {
        states: any("projects-all-states")
            .chain(STATES.iter().map(|s| ((*s).to_owned(), v.t(&format!("projects-state-{s}")))))
            .collect(),
        bodies: any("projects-all-bodies")
            .chain(all.iter().map(|b| (b.key.clone(), b.name.0.get(v.lang).to_owned())))
            .collect(),
        lines: rows.iter().map(|p| Line::new(&v, p, &all)).collect(),
        first: address(None),
        next: next.map(|n| address(Some(n))),
        may_make: rights::may_make(&v.who),
        filter: &filter,
        v: &v,
    };
    html(&v, &v.t("projects-title"), &body)
}
