//! A project is begun, and its head is changed.

use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use kit::When;
use page::{Answer, Form, Html, PageError, Version, Visit, conflict, html_with, redirect};
use uuid::Uuid;

use super::{Choice, load_to_write, written};
use crate::json::is_code;
use crate::rights;
use crate::store_projects::{self as projects, Draft, Project};
use crate::values::typed_when;
use crate::whole::{Head, STATES};

/// A lesson of another project, shown where a new one is planned.
pub(crate) struct Lesson {
    pub(crate) kind: String,
    pub(crate) class: &'static str,
    pub(crate) text: Html,
    pub(crate) theme: Html,
    pub(crate) url: String,
    pub(crate) project: Html,
}

/// Lessons of all projects, the latest first.
pub(crate) async fn lessons(v: &Visit, most: u64) -> Result<Vec<Lesson>, PageError> {
    use crate::values::Fields;
    let inside = v.who.has(kit::Role::Coordinator);
    let found = projects::lessons(v.app.db(), v.tenant.id, inside, most).await?;
    Ok(found
        .into_iter()
        .map(|(p, row)| Lesson {
            kind: v.t(&format!("projects-c-kind-{}", row.text("kind"))),
            class: match row.text("kind") {
                "problem" => "stop",
                "success" => "ok",
                _ => "info",
            },
            text: written(v, row.text("text")),
            theme: written(v, row.text("theme")),
            url: v.url(&format!("/projects/{}#r-{}", p.code, row.id)),
            project: written(v, &p.name),
        })
        .collect())
}

#[derive(Template)]
#[template(path = "projects/head.html")]
struct Edit<'a> {
    v: &'a Visit,
    form: &'a Form,
    title: String,
    action: String,
    cancel: String,
    states: Vec<Choice>,
    bodies: Vec<Choice>,
    publicities: Vec<Choice>,
    version: Option<i64>,
    lessons: Vec<Lesson>,
}

async fn draw(v: &Visit, status: StatusCode, form: &Form, project: Option<&Project>) -> Answer {
    let all = people::bodies::list(v.app.db(), v.tenant.id).await?;
    let none = std::iter::once((String::new(), v.t("projects-body-none")));
    let title = v.t(if project.is_some() { "projects-edit" } else { "projects-new" });
    let page = Edit {
        action: match project {
            Some(p) => v.url(&format!("/projects/{}/edit", p.code)),
            None => v.url("/projects/new"),
        },
        cancel: match project {
            Some(p) => v.url(&format!("/projects/{}", p.code)),
            None => v.url("/projects"),
        },
        states: STATES.iter().map(|s| ((*s).to_owned(), v.t(&format!("projects-state-{s}")))).collect(),
        bodies: none
            .chain(
                all.iter()
                    .filter(|b| rights::may_keep(&v.who, Some(b.id)))
                    .map(|b| (b.key.clone(), b.name.0.get(v.lang).to_owned())),
            )
            .collect(),
        publicities: ["public", "internal"]
            .map(|p| (p.to_owned(), v.t(&format!("projects-publicity-{p}"))))
            .to_vec(),
        version: project.map(|_| form.version()),
        lessons: if project.is_none() { lessons(v, 12).await? } else { Vec::new() },
        title: title.clone(),
        form,
        v,
    };
    html_with(v, status, &title, &page)
}

/// An empty form, with the lessons of earlier projects beside it.
pub(crate) async fn new(v: Visit) -> Answer {
    v.allow(rights::may_make(&v.who))?;
    let form = Form::new()
        .with("state", "idea")
        .with("publicity", "public")
        .with("owner", v.tenant.council.get(v.lang));
    draw(&v, StatusCode::OK, &form, None).await
}

/// Reads the form; the span and the body are checked too.
async fn read(v: &Visit, form: &mut Form, own: Option<&Project>) -> Result<Draft, PageError> {
    let code = form.required("code", 60);
    if !code.is_empty() && !is_code(&code) {
        form.wrong_with("code", "projects-wrong-code", &code);
    }
    let name = form.required("name", 300);
    let (diary, owner, manager) =
        (form.text("diary", 100), form.text("owner", 300), form.text("manager", 300));
    let state = form.choice("state", &STATES).unwrap_or("idea").to_owned();
    let publicity = form.choice("publicity", &["public", "internal"]).unwrap_or("public").to_owned();
    let (from, to): (When, When) = (form.when("from"), form.when("to"));
    if let (Some((first, _)), Some((_, last))) = (from.span(), to.span())
        && last < first
    {
        form.wrong("to", "projects-wrong-span");
    }
    let body = match form.text("body", 200) {
        key if key.is_empty() => None,
        key => match people::bodies::by_key(v.app.db(), v.tenant.id, &key).await? {
            Some(body) if rights::may_keep(&v.who, Some(body.id)) => Some(body.id),
            _ => {
                form.wrong_with("body", "projects-wrong-body", &key);
                None
            }
        },
    };
    if body.is_none() && form.ok() && !rights::may_keep(&v.who, None) {
        form.wrong("body", "projects-body-needed");
    }
    let parent = parent(v, form, own).await?;
    let head = Head {
        code,
        name,
        diary,
        owner,
        manager,
        steering: String::new(),
        measure: form.text("measure", 60),
        state,
        from,
        to,
        earlier: Vec::new(),
        summary: form.text("summary", 5_000),
        source: form.text("source", 500),
    };
    Ok(Draft { head, body, parent, publicity, example: own.is_some_and(|p| p.example) })
}

/// The project above; none is a part of itself or of one of its own parts.
async fn parent(v: &Visit, form: &mut Form, own: Option<&Project>) -> Result<Option<Uuid>, PageError> {
    let code = form.text("parent", 60);
    if code.is_empty() {
        return Ok(None);
    }
    let found = projects::by_code(v.app.db(), v.tenant.id, &code).await?;
    let Some(found) = found.filter(|p| rights::may_keep(&v.who, p.body)) else {
        form.wrong_with("parent", "projects-parent-unknown", &code);
        return Ok(None);
    };
    let mut above = Some(found.clone());
    for _ in 0..10 {
        let Some(p) = above else { return Ok(Some(found.id)) };
        if own.is_some_and(|o| o.id == p.id) {
            break;
        }
        above = match p.parent {
            Some(id) => projects::get(v.app.db(), v.tenant.id, id).await?,
            None => None,
        };
    }
    form.wrong("parent", "projects-parent-circle");
    Ok(None)
}

/// Begins a project.
pub(crate) async fn create(v: Visit, mut form: Form) -> Answer {
    v.allow(rights::may_make(&v.who))?;
    let draft = read(&v, &mut form, None).await?;
    let mut tx = v.app.store().begin(v.act()).await?;
    if projects::by_code(tx.conn(), v.tenant.id, &draft.head.code).await?.is_some() {
        form.wrong_with("code", "projects-code-taken", &draft.head.code);
    }
    if !form.ok() {
        drop(tx);
        return draw(&v, StatusCode::UNPROCESSABLE_ENTITY, &form, None).await;
    }
    tx.once(form.once_key()).await?;
    let project = projects::create(&mut tx, draft).await?;
    tx.commit().await?;
    redirect(&v, &format!("/projects/{}", project.code))
}

async fn filled(v: &Visit, p: &Project) -> Result<Form, PageError> {
    let body = match p.body {
        Some(id) => people::bodies::get(v.app.db(), v.tenant.id, id).await?.map(|b| b.key),
        None => None,
    };
    let parent = match p.parent {
        Some(id) => projects::get(v.app.db(), v.tenant.id, id).await?.map(|p| p.code),
        None => None,
    };
    Ok(Form::new()
        .with("code", &p.code)
        .with("name", &p.name)
        .with("diary", &p.diary)
        .with("owner", &p.owner)
        .with("manager", &p.manager)
        .with("body", body.unwrap_or_default())
        .with("parent", parent.unwrap_or_default())
        .with("measure", &p.measure)
        .with("state", &p.state)
        .with("publicity", &p.publicity)
        .with("from", typed_when(&p.from()))
        .with("to", typed_when(&p.to()))
        .with("summary", &p.summary)
        .with("source", &p.source)
        .with("version", p.version))
}

/// The form with what stands.
pub(crate) async fn edit(v: Visit, Path(code): Path<String>) -> Answer {
    let project = load_to_write(&v, &code).await?;
    let form = filled(&v, &project).await?;
    draw(&v, StatusCode::OK, &form, Some(&project)).await
}

/// Saves a changed head; an earlier span stays visible.
pub(crate) async fn save(v: Visit, Path(code): Path<String>, mut form: Form) -> Answer {
    let project = load_to_write(&v, &code).await?;
    let draft = read(&v, &mut form, Some(&project)).await?;
    let why = form.text("why", 300);
    let mut tx = v.app.store().begin(v.act()).await?;
    let before = projects::get(tx.conn(), v.tenant.id, project.id).await?.ok_or(PageError::NotFound)?;
    let other = projects::by_code(tx.conn(), v.tenant.id, &draft.head.code).await?;
    if other.is_some_and(|o| o.id != before.id) {
        form.wrong_with("code", "projects-code-taken", &draft.head.code);
    }
    if !form.ok() {
        drop(tx);
        return draw(&v, StatusCode::UNPROCESSABLE_ENTITY, &form, Some(&project)).await;
    }
    if form.version() != before.version {
        drop(tx);
        let stands = filled(&v, &before).await?;
        let field =
            |name: &'static str, label| Version { name, label, theirs: stands.value(name).to_owned() };
        let fields = [
            field("name", "projects-name"),
            field("diary", "projects-diary"),
            field("owner", "projects-owner"),
            field("manager", "projects-manager"),
            field("state", "projects-state"),
            field("from", "projects-f-from"),
            field("to", "projects-f-to"),
            field("summary", "projects-summary"),
        ];
        return conflict(&v, &form, &format!("/projects/{code}/edit"), before.version, &fields);
    }
    tx.once(form.once_key()).await?;
    let why = if why.is_empty() { v.t1("projects-changed-on", "day", v.date(v.today())) } else { why };
    let after = projects::update(&mut tx, &before, draft, &why).await?;
    tx.commit().await?;
    redirect(&v, &format!("/projects/{}", after.code))
}
