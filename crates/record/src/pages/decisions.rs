use askama::Template;
use axum::extract::Query;
use page::{Answer, Visit, html};
use richtext::RichText;
use uuid::Uuid;

use crate::download::{self, text};
use crate::lists::{self, DecisionFilter, PAGE};
use crate::pages::matters::MOST;
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
    if !filter.format.is_empty() {
        return file(&v, &bodies, &filter, body).await;
    }
    let page = lists::decisions(v.app.db(), who, &filter, body, PAGE).await?;
    let base =
        [("body", filter.body.as_str()), ("year", &filter.year), ("q", &filter.q), ("kind", &filter.kind)];
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

async fn file(v: &Visit, bodies: &Bodies, filter: &DecisionFilter, body: Option<Uuid>) -> Answer {
    let page = lists::decisions(v.app.db(), (v.tenant.id, &v.who), filter, body, MOST).await?;
    let base = v.tenant.base_url.trim_end_matches('/');
    let rows = page
        .rows
        .iter()
        .map(|d| {
            let line = DecisionLine::new(v, bodies, d);
            let read = line.title.is_some();
            let title = if read { d.title.0.get(v.lang).to_owned() } else { String::new() };
            let said = if read { RichText::parse(&d.text).to_plain() } else { String::new() };
            let by = bodies.get(d.body).map_or(d.officer.as_str(), |b| b.name.0.get(v.lang)).to_owned();
            let address = format!("{base}/decisions/{}", d.id);
            [line.when, by, line.number, line.kind, line.outcome, title, said, line.ground, address]
                .map(text)
                .to_vec()
        })
        .collect();
    let keys = ["date", "decider", "number", "kind", "outcome", "title", "text", "ground", "address"];
    let header = [
        "record-when",
        "record-decider",
        "record-number",
        "record-kind",
        "record-outcome",
        "record-title",
        "record-text",
        "record-publicity",
        "record-citation",
    ];
    download::file(v, &filter.format, "decisions", &keys, &header, rows)
}
