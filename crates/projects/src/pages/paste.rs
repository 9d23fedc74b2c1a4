//! Rows copied in a sheet and pasted: what was understood is shown first, and saved whole or not at all.

use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use kit::Lang;
use page::{Answer, Form, PageError, Visit, html_with, redirect};
use uuid::Uuid;

use super::row::judged;
use super::table::Table;
use super::{load_to_write, worded};
use crate::grid::{self, Understood};
use crate::kinds::{Kind, kind};
use crate::store_projects::{self as projects, Project};
use crate::whole::{Row, row};

#[derive(Template)]
#[template(path = "projects/paste.html")]
struct Paste<'a> {
    v: &'a Visit,
    form: &'a Form,
    code: &'a str,
    project: String,
    kind: &'static str,
    title: String,
    columns: Vec<String>,
    table: Option<Table>,
    count: usize,
    wrong: Vec<String>,
}

fn rows_of(kind: &'static Kind, understood: &Understood) -> Vec<Row> {
    understood
        .rows
        .iter()
        .enumerate()
        .map(|(n, data)| Row {
            // Ids of their own, so that the rules see each as a row beside the others.
            id: Uuid::from_u128(u128::try_from(n).unwrap_or(0) + 1),
            ..row(kind, i64::MAX, data.clone())
        })
        .collect()
}

async fn draw(
    v: &Visit,
    status: StatusCode,
    project: &Project,
    kind: &'static Kind,
    form: &Form,
    understood: Option<&Understood>,
    wrong: Vec<String>,
) -> Answer {
    let rows = understood.map(|u| rows_of(kind, u)).unwrap_or_default();
    let refs: Vec<&Row> = rows.iter().collect();
    let (title, columns, table) = worded(v, |w| {
        let columns = kind.fields.iter().map(|f| w.label(f)).collect();
        let table = (!refs.is_empty() && wrong.is_empty()).then(|| Table::of(v, w, &refs, None, &[]));
        (w.kind(kind), columns, table)
    });
    let page = Paste {
        v,
        form,
        code: &project.code,
        project: project.name.clone(),
        kind: kind.name,
        title: title.clone(),
        columns,
        table,
        count: rows.len(),
        wrong,
    };
    html_with(v, status, &title, &page)
}

/// The field to paste into.
pub(crate) async fn show(v: Visit, Path((code, name)): Path<(String, String)>) -> Answer {
    let project = load_to_write(&v, &code).await?;
    let kind = kind(&name).ok_or(PageError::NotFound)?;
    draw(&v, StatusCode::OK, &project, kind, &Form::new(), None, Vec::new()).await
}

/// Shows what was understood; with `confirm` saves it.
pub(crate) async fn take(v: Visit, Path((code, name)): Path<(String, String)>, mut form: Form) -> Answer {
    let project = load_to_write(&v, &code).await?;
    let kind = kind(&name).ok_or(PageError::NotFound)?;
    let text = form.value("table").to_owned();
    let names = |key: &str| Lang::ALL.map(|lang| v.app.t(lang, key, &[])).to_vec();
    let understood = grid::read(kind, &text, &names);
    let mut wrong: Vec<String> = understood
        .wrong
        .iter()
        .map(|(n, field, e)| {
            let why = v.t1(e.key, "value", &e.value);
            if *n == 0 { why } else { at(&v, *n, field, &why) }
        })
        .collect();
    let mut tx = v.app.store().begin(v.act()).await?;
    if wrong.is_empty() {
        let whole = projects::whole(tx.conn(), v.tenant.id, &project).await?;
        for (n, (field, key, value)) in judged(&v, &whole, &rows_of(kind, &understood)).await? {
            wrong.push(at(&v, n + 1, field, &v.t1(key, "value", value)));
        }
    }
    if !wrong.is_empty() {
        drop(tx);
        form.wrong("table", "projects-paste-wrong");
        return draw(&v, StatusCode::UNPROCESSABLE_ENTITY, &project, kind, &form, None, wrong).await;
    }
    if !form.flag("confirm") {
        drop(tx);
        return draw(&v, StatusCode::OK, &project, kind, &form, Some(&understood), wrong).await;
    }
    tx.once(form.once_key()).await?;
    projects::add(&mut tx, &project, kind, understood.rows).await?;
    tx.commit().await?;
    redirect(&v, &format!("/projects/{code}/rows/{name}"))
}

fn at(v: &Visit, n: usize, field: &str, why: &str) -> String {
    let label = v.t(&format!("projects-f-{field}"));
    v.t2("projects-paste-at", ("row", n.to_string()), ("why", format!("{label}: {why}")))
}
