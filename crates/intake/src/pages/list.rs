use askama::Template;
use axum::http::StatusCode;
use page::{Answer, Form, Visit, html_with};

use crate::table::columns::TABLES;
use crate::{imports, rights};

/// An import as the list shows it.
struct Line {
    url: String,
    name: String,
    kind: String,
    state: String,
    class: &'static str,
    at: String,
    by: String,
    made: String,
}

#[derive(Template)]
#[template(path = "intake/list.html")]
struct Page<'a> {
    v: &'a Visit,
    form: &'a Form,
    publicities: Vec<(String, String)>,
    kinds: Vec<(String, String)>,
    keys: bool,
    lines: Vec<Line>,
}

/// `GET /import`.
pub(crate) async fn show(v: Visit) -> Answer {
    v.allow(rights::may_import(&v.who))?;
    draw(&v, StatusCode::OK, &Form::new().with("publicity", "internal")).await
}

pub(crate) async fn draw(v: &Visit, status: StatusCode, form: &Form) -> Answer {
    let all = imports::list(v.app.db(), v.tenant.id).await?;
    let lines = all
        .into_iter()
        .filter(|i| i.state != "dropped")
        .map(|i| Line {
            url: v.url(&format!("/import/{}", i.id)),
            kind: v.t(&format!("intake-kind-{}", i.kind)),
            state: v.t(&format!("intake-state-{}", i.state)),
            class: match i.state.as_str() {
                "done" => "ok",
                "undone" => "",
                _ => "wait",
            },
            at: v.date_time(i.created_at.at()),
            by: i.by_name,
            made: if i.made > 0 { v.tn("intake-made-all", i.made) } else { String::new() },
            name: i.name,
        })
        .collect();
    let publicities =
        ["internal", "public"].map(|p| (p.to_owned(), v.t(&format!("intake-publicity-{p}")))).to_vec();
    let keys = v.who.has(kit::Role::Admin);
    let mut kinds = vec![(String::new(), v.t("intake-kind-choose"))];
    kinds.extend(TABLES.iter().map(|(k, _)| ((*k).to_owned(), v.t(&format!("intake-kind-{k}")))));
    html_with(v, status, &v.t("intake-title"), &Page { v, form, publicities, kinds, keys, lines })
}
