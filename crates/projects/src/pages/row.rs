//! The rows of a kind: listed, added, changed and removed by forms that are made of the kind's fields.

use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use page::{Answer, Form, PageError, Visit, conflict, html_with, redirect};
use uuid::Uuid;

use super::table::Table;
use super::{Choice, load_to_write, worded};
use crate::kinds::{Field, Kind, Sort, kind};
use crate::rules;
use crate::shelf::known;
use crate::store_projects::{self as projects, Draft, Project, RowModel};
use crate::values::{self, Data, Fields};
use crate::whole::{Row, Whole};

/// A field of a form.
pub(crate) struct Input {
    pub(crate) name: &'static str,
    pub(crate) label: String,
    pub(crate) hint: &'static str,
    pub(crate) sort: &'static str,
    pub(crate) choices: Vec<Choice>,
}

/// The fields of a kind as a form has them.
pub(crate) fn inputs(v: &Visit, kind: &Kind, whole: &Whole) -> Vec<Input> {
    kind.fields
        .iter()
        .map(|f| Input {
            name: f.name,
            label: format!("projects-f-{}", f.name),
            hint: match f.sort {
                Sort::When => "projects-hint-when",
                Sort::Money => "projects-hint-money",
                Sort::Percent => "projects-hint-percent",
                _ => "",
            },
            sort: match f.sort {
                Sort::Long => "long",
                Sort::Flag => "flag",
                Sort::Choice(_) | Sort::Measure => "choice",
                Sort::When | Sort::Money | Sort::Count | Sort::Percent => "short",
                Sort::Text | Sort::Url => "text",
            },
            choices: choices(v, f, whole),
        })
        .collect()
}

fn choices(v: &Visit, f: &Field, whole: &Whole) -> Vec<Choice> {
    let none = (!f.needed).then(|| (String::new(), "–".to_owned()));
    match f.sort {
        Sort::Choice(codes) => none
            .into_iter()
            .chain(codes.iter().map(|c| ((*c).to_owned(), v.t(&format!("projects-c-{}-{c}", f.name)))))
            .collect(),
        Sort::Measure => none
            .into_iter()
            .chain(whole.rows("measures").iter().map(|m| {
                let code = m.text("code").to_owned();
                (code.clone(), format!("{code} {}", m.text("title")))
            }))
            .collect(),
        _ => Vec::new(),
    }
}

/// Reads a row out of a form; problems are noted in it.
fn read(form: &mut Form, kind: &Kind) -> Data {
    let mut data = Data::new();
    for f in kind.fields {
        match values::from_text(f, form.value(f.name)) {
            Ok(Some(value)) => {
                data.insert(f.name.to_owned(), value);
            }
            Ok(None) if f.needed => form.wrong(f.name, "problem-required"),
            Ok(None) => {}
            Err(e) => form.wrong_with(f.name, e.key, e.value),
        }
    }
    data
}

#[derive(Template)]
#[template(path = "projects/rows.html")]
struct Rows<'a> {
    v: &'a Visit,
    form: &'a Form,
    code: &'a str,
    project: String,
    kind: &'static str,
    title: String,
    lead: String,
    table: Table,
    inputs: Vec<Input>,
}

#[derive(Template)]
#[template(path = "projects/row.html")]
struct One<'a> {
    v: &'a Visit,
    form: &'a Form,
    code: &'a str,
    project: String,
    kind: &'static str,
    title: String,
    id: Uuid,
    inputs: Vec<Input>,
}

async fn draw(v: &Visit, status: StatusCode, project: &Project, kind: &'static Kind, form: &Form) -> Answer {
    let whole = projects::whole(v.app.db(), v.tenant.id, project).await?;
    let (title, table) = worded(v, |w| {
        let rows = whole.rows(kind.name);
        (w.kind(kind), Table::of(v, w, &rows, Some(&project.code), &[]))
    });
    let page = Rows {
        v,
        form,
        code: &project.code,
        project: project.name.clone(),
        kind: kind.name,
        lead: v.t(&format!("projects-lead-{}", kind.name)),
        inputs: inputs(v, kind, &whole),
        title: title.clone(),
        table,
    };
    html_with(v, status, &title, &page)
}

/// The rows of a kind, and a form for one more.
pub(crate) async fn list(v: Visit, Path((code, name)): Path<(String, String)>) -> Answer {
    let project = load_to_write(&v, &code).await?;
    let kind = kind(&name).ok_or(PageError::NotFound)?;
    draw(&v, StatusCode::OK, &project, kind, &Form::new()).await
}

/// What is wrong with rows beside the others of the project.
pub(crate) async fn judged(
    v: &Visit,
    whole: &Whole,
    rows: &[Row],
) -> Result<Vec<(usize, rules::Wrong)>, PageError> {
    let known = known(&v.app, v.tenant.id).await?;
    Ok(rules::judge(whole, rows, &known.municipalities))
}

/// A decision that changes the span changes it at the head too; the earlier one stays visible.
async fn follow(tx: &mut store::Tx, project: &Project, data: &Data) -> Result<(), PageError> {
    struct D<'a>(&'a Data);
    impl Fields for D<'_> {
        fn data(&self) -> &Data {
            self.0
        }
    }
    let d = D(data);
    let (from, to) = (d.when("from"), d.when("to"));
    if !matches!(d.text("kind"), "start" | "change" | "extension" | "end")
        || (from.is_unknown() && to.is_unknown())
    {
        return Ok(());
    }
    let before = projects::get(tx.conn(), tx.tenant(), project.id).await?.ok_or(PageError::NotFound)?;
    let mut head = before.head("");
    if !from.is_unknown() {
        head.from = from;
    }
    if !to.is_unknown() {
        head.to = to;
    }
    if head.from.code() == before.from_date && head.to.code() == before.to_date {
        return Ok(());
    }
    let day = d.when("at").show(kit::Lang::Fi).unwrap_or_default();
    let why = [d.text("decider"), &day, d.text("section")]
        .into_iter()
        .filter(|w| !w.is_empty())
        .collect::<Vec<_>>()
        .join(" ");
    let draft = Draft {
        head,
        body: before.body,
        parent: before.parent,
        publicity: before.publicity.clone(),
        example: before.example,
    };
    projects::update(tx, &before, draft, &why).await?;
    Ok(())
}

/// Adds a row.
pub(crate) async fn add(v: Visit, Path((code, name)): Path<(String, String)>, mut form: Form) -> Answer {
    let project = load_to_write(&v, &code).await?;
    let kind = kind(&name).ok_or(PageError::NotFound)?;
    let data = read(&mut form, kind);
    let mut tx = v.app.store().begin(v.act()).await?;
    if form.ok() {
        let whole = projects::whole(tx.conn(), v.tenant.id, &project).await?;
        let new = Row { id: Uuid::from_u128(1), ..crate::whole::row(kind, i64::MAX, data.clone()) };
        for (_, (field, key, value)) in judged(&v, &whole, &[new]).await? {
            form.wrong_with(field, key, value);
        }
    }
    if !form.ok() {
        drop(tx);
        return draw(&v, StatusCode::UNPROCESSABLE_ENTITY, &project, kind, &form).await;
    }
    tx.once(form.once_key()).await?;
    if kind.name == "decisions" {
        follow(&mut tx, &project, &data).await?;
    }
    projects::add(&mut tx, &project, kind, vec![data]).await?;
    tx.commit().await?;
    redirect(&v, &format!("/projects/{code}/rows/{name}"))
}

async fn found(v: &Visit, code: &str, id: Uuid) -> Result<(Project, RowModel, Row), PageError> {
    let project = load_to_write(v, code).await?;
    let (model, row) = projects::row(v.app.db(), v.tenant.id, id).await?.ok_or(PageError::NotFound)?;
    if model.project == project.id { Ok((project, model, row)) } else { Err(PageError::NotFound) }
}

fn filled(row: &Row) -> Form {
    let mut form = Form::new().with("version", row.version);
    for f in row.kind.fields {
        if let Some(value) = row.data.get(f.name) {
            form = form.with(f.name, values::to_text(f, value));
        }
    }
    form
}

async fn draw_one(v: &Visit, status: StatusCode, project: &Project, row: &Row, form: &Form) -> Answer {
    let whole = projects::whole(v.app.db(), v.tenant.id, project).await?;
    let title = worded(v, |w| w.kind(row.kind));
    let page = One {
        v,
        form,
        code: &project.code,
        project: project.name.clone(),
        kind: row.kind.name,
        title: title.clone(),
        id: row.id,
        inputs: inputs(v, row.kind, &whole),
    };
    html_with(v, status, &title, &page)
}

/// One row in its form.
pub(crate) async fn edit(v: Visit, Path((code, id)): Path<(String, Uuid)>) -> Answer {
    let (project, _, row) = found(&v, &code, id).await?;
    draw_one(&v, StatusCode::OK, &project, &row, &filled(&row)).await
}

/// Saves a changed row.
pub(crate) async fn save(v: Visit, Path((code, id)): Path<(String, Uuid)>, mut form: Form) -> Answer {
    let (project, _, row) = found(&v, &code, id).await?;
    let data = read(&mut form, row.kind);
    let mut tx = v.app.store().begin(v.act()).await?;
    let (before, stands) = projects::row(tx.conn(), v.tenant.id, id).await?.ok_or(PageError::NotFound)?;
    if form.ok() {
        let whole = projects::whole(tx.conn(), v.tenant.id, &project).await?;
        let new = Row { data: data.clone(), ..stands.clone() };
        for (_, (field, key, value)) in judged(&v, &whole, &[new]).await? {
            form.wrong_with(field, key, value);
        }
    }
    if !form.ok() {
        drop(tx);
        return draw_one(&v, StatusCode::UNPROCESSABLE_ENTITY, &project, &row, &form).await;
    }
    if form.version() != before.version {
        drop(tx);
        let theirs = filled(&stands);
        let fields: Vec<page::Version> = stands
            .kind
            .fields
            .iter()
            .map(|f| page::Version {
                name: f.name,
                label: label(f.name),
                theirs: theirs.value(f.name).to_owned(),
            })
            .collect();
        return conflict(&v, &form, &format!("/projects/{code}/row/{id}"), before.version, &fields);
    }
    tx.once(form.once_key()).await?;
    if stands.kind.name == "decisions" {
        follow(&mut tx, &project, &data).await?;
    }
    projects::change(&mut tx, &before, data).await?;
    tx.commit().await?;
    redirect(&v, &format!("/projects/{code}/rows/{}", stands.kind.name))
}

/// The key of a field's label, as the page of a conflict wants it.
fn label(name: &str) -> &'static str {
    LABELS.iter().find(|(n, _)| *n == name).map_or("projects-f-remark", |(_, key)| key)
}

/// Removes a row; for a day it can be put back.
pub(crate) async fn remove(v: Visit, Path((code, id)): Path<(String, Uuid)>, form: Form) -> Answer {
    let (_, _, row) = found(&v, &code, id).await?;
    let mut tx = v.app.store().begin(v.act()).await?;
    tx.once(form.once_key()).await?;
    let (before, _) = projects::row(tx.conn(), v.tenant.id, id).await?.ok_or(PageError::NotFound)?;
    projects::remove(&mut tx, &before).await?;
    tx.commit().await?;
    redirect(&v, &format!("/projects/{code}/rows/{}", row.kind.name))
}

/// Labels by field: keys must be known by name where the page of a conflict shows them.
const LABELS: &[(&str, &str)] = &[
    ("at", "projects-f-at"),
    ("title", "projects-f-title"),
    ("text", "projects-f-text"),
    ("name", "projects-f-name"),
    ("code", "projects-f-code"),
    ("measure", "projects-f-measure"),
    ("person", "projects-f-person"),
    ("role", "projects-f-role"),
    ("from", "projects-f-from"),
    ("to", "projects-f-to"),
    ("share", "projects-f-share"),
    ("cents", "projects-f-cents"),
    ("used_cents", "projects-f-used_cents"),
    ("released_cents", "projects-f-released_cents"),
    ("decider", "projects-f-decider"),
    ("section", "projects-f-section"),
    ("subject", "projects-f-subject"),
    ("kind", "projects-f-kind"),
    ("state", "projects-f-state"),
    ("goal", "projects-f-goal"),
    ("done", "projects-f-done"),
    ("result", "projects-f-result"),
    ("indicator", "projects-f-indicator"),
    ("continuation", "projects-f-continuation"),
    ("owner", "projects-f-owner"),
    ("venue", "projects-f-venue"),
    ("participants", "projects-f-participants"),
    ("feedback", "projects-f-feedback"),
    ("reason", "projects-f-reason"),
    ("line", "projects-f-line"),
    ("year", "projects-f-year"),
    ("url", "projects-f-url"),
];
