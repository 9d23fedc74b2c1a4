use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use page::{Answer, Form, PageError, Visit, html_with, redirect};
use uuid::Uuid;

use crate::filing::{self, Plan};
use crate::imports::Import;
use crate::pages::{load, show};
use crate::table::filing as table;
use crate::undo;

/// A paper and what it becomes.
struct Line {
    name: String,
    body: page::Html,
    at: String,
    url: String,
    new: String,
}

#[derive(Template)]
#[template(path = "intake/plan.html")]
struct Page<'a> {
    v: &'a Visit,
    import: &'a Import,
    back: String,
    action: String,
    what: Vec<String>,
    lines: Vec<Line>,
    refused: Vec<(String, String)>,
}

/// `GET /import/{id}/plan`: what the import would do. Nothing is written.
pub(crate) async fn show(v: Visit, Path(id): Path<Uuid>) -> Answer {
    let import = load(&v, id).await?;
    if import.state != "ready" {
        return redirect(&v, &format!("/import/{id}"));
    }
    if import.kind != "memos" {
        let plan = table::plan(&v.app, v.tenant.id, &import).await?;
        return draw_table(&v, StatusCode::OK, &import, &plan);
    }
    let plan = filing::plan(&v.app, v.tenant.id, &import).await?;
    draw(&v, StatusCode::OK, &import, &plan)
}

fn draw_table(v: &Visit, status: StatusCode, import: &Import, plan: &table::Plan) -> Answer {
    let mut what: Vec<String> = plan
        .counts()
        .into_iter()
        .map(|(kind, n)| format!("{} {}", v.number(n), v.tn(&format!("intake-made-{kind}"), n)))
        .collect();
    if !what.is_empty() && matches!(import.kind.as_str(), "matters" | "actions") {
        let who = v.t(&format!("intake-publicity-{}", import.publicity));
        what.push(format!("{}: {who}", v.t("intake-publicity")));
    }
    let page = Page {
        back: v.url(&format!("/import/{}", import.id)),
        action: v.url(&format!("/import/{}/plan", import.id)),
        what,
        lines: Vec::new(),
        refused: Vec::new(),
        import,
        v,
    };
    html_with(v, status, &v.t1("intake-plan-title", "name", &import.name), &page)
}

fn draw(v: &Visit, status: StatusCode, import: &Import, plan: &Plan) -> Answer {
    let page = Page {
        back: v.url(&format!("/import/{}", import.id)),
        action: v.url(&format!("/import/{}/plan", import.id)),
        what: what(v, import, plan),
        lines: plan
            .lines
            .iter()
            .map(|l| Line {
                name: l.name.clone(),
                body: v.local(&l.body),
                at: v.when(&l.at),
                url: if l.there { v.url(&format!("/meetings/{}", l.meeting)) } else { String::new() },
                new: v.tn("intake-becomes-new", l.items),
            })
            .collect(),
        refused: plan.refused.iter().map(|(n, p)| (n.clone(), v.t1(p.key, "value", &p.value))).collect(),
        import,
        v,
    };
    html_with(v, status, &v.t1("intake-plan-title", "name", &import.name), &page)
}

/// What would be made, in sentences.
fn what(v: &Visit, import: &Import, plan: &Plan) -> Vec<String> {
    if plan.documents.is_empty() {
        return Vec::new();
    }
    let mut papers = v.tn("intake-plan-papers", plan.documents.len());
    if plan.there() > 0 {
        papers = format!("{papers}. {}", v.tn("intake-plan-there", plan.there()));
    }
    let who = v.t(&format!("intake-publicity-{}", import.publicity));
    vec![
        v.tn("intake-plan-meetings", plan.meetings.len()),
        papers,
        v.tn("intake-plan-items", plan.items()),
        format!("{}: {who}", v.t("intake-publicity")),
    ]
}

/// `POST /import/{id}/plan`: all of it, or nothing.
pub(crate) async fn run(v: Visit, Path(id): Path<Uuid>, form: Form) -> Answer {
    let import = load(&v, id).await?;
    if import.state != "ready" || import.version != form.version() {
        return Err(PageError::Stale);
    }
    if import.kind != "memos" {
        let plan = table::plan(&v.app, v.tenant.id, &import).await?;
        if plan.counts().is_empty() {
            return draw_table(&v, StatusCode::UNPROCESSABLE_ENTITY, &import, &plan);
        }
        table::run(&v.app, v.act(), (id, form.version()), Some(form.once_key()), plan).await?;
        return redirect(&v, &format!("/import/{id}"));
    }
    let plan = filing::plan(&v.app, v.tenant.id, &import).await?;
    if !plan.refused.is_empty() || plan.documents.is_empty() {
        return draw(&v, StatusCode::UNPROCESSABLE_ENTITY, &import, &plan);
    }
    filing::run(&v.app, v.act(), (id, form.version()), Some(form.once_key()), plan).await?;
    redirect(&v, &format!("/import/{id}"))
}

/// `POST /import/{id}/undo`: all of it again away, or what stands in the way.
pub(crate) async fn undo(v: Visit, Path(id): Path<Uuid>, form: Form) -> Answer {
    let import = load(&v, id).await?;
    match undo::run(&v.app, v.act(), (id, form.version()), Some(form.once_key())).await? {
        Ok(_) => redirect(&v, &format!("/import/{id}")),
        Err(obstacles) => {
            let wish = show::Wish::default();
            show::draw(&v, StatusCode::CONFLICT, &import, &wish, None, &obstacles).await
        }
    }
}
