use askama::Template;
use axum::extract::Query;
use page::{Answer, Visit, html};

use crate::lists::{self, DecisionFilter, PAGE};
use crate::view::{Bodies, Choice, DecisionLine, query};

#[derive(Template)]
#[template(path = "record/decisions.html")]
struct Decisions<'a> {
    v: &'a Visit,
    filter: &'a DecisionFilter,
    bodies: Vec<Choice>,
    kinds: Vec<Choice>,
    lines: Vec<DecisionLine>,
    next: Option<String>,
    files: Vec<(&'static str, String)>,
    feed: String,
}

/// `GET /decisions`: what has been decided and agreed, the latest first.
pub(crate) async fn list(v: Visit, Query(filter): Query<DecisionFilter>) -> Answer {
    let bodies = Bodies::of(&v).await?;
    let body = bodies.by_key(&filter.body).map(|b| b.id);
    let who = (v.tenant.id, &v.who);
    let page = lists::decisions(v.app.db(), who, &filter, body, PAGE).await?;
    let base = [
        ("body", filter.body.as_str()),
        ("year", &filter.year),
        ("q", &filter.q),
        ("kind", &filter.kind),
    ];
    let with = |name: &'static str, value: &str| {
        let mut pairs = base.to_vec();
        pairs.push((name, value));
        v.url(&format!("/decisions{}", query(&pairs)))
    };
    let feed = format!("/feeds/decisions.atom{}", query(&[("body", &filter.body)]));
    let body = Decisions {
        v: &v,
        bodies: bodies.choices(&v),
        kinds: vec![
            (String::new(), v.t("record-all-kinds")),
            ("decision".to_owned(), v.t("record-kinds-decision")),
            ("outline".to_owned(), v.t("record-kinds-outline")),
        ],
        lines: page.rows.iter().map(|d| DecisionLine::new(&v, &bodies, d)).collect(),
        next: page.next.map(|n| with("after", &n)),
        files: ["csv", "xlsx", "json"].map(|f| (f, with("format", f))).to_vec(),
        feed,
        filter: &filter,
    };
    html(&v, &v.t("record-decisions"), &body)
}
