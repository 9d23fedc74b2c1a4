use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use kit::Lang;
use page::{Answer, Form, PageError, Version, Visit, conflict, html_with, redirect};
use richtext::RichText;
use uuid::Uuid;

use crate::keep::plans::{self, KINDS, NewPlan, Plan, STATES};
use crate::keep::whole::Whole;
use crate::rules::rights;
use crate::view::{self, Choice};

#[derive(Template)]
#[template(path = "plans/plan_edit.html")]
struct Edit<'a> {
    v: &'a Visit,
    form: &'a Form,
    title: String,
    action: String,
    cancel: String,
    new: bool,
    kinds: Vec<Choice>,
    states: Vec<Choice>,
    publicities: Vec<Choice>,
    bodies: Vec<Choice>,
}

async fn draw(v: &Visit, status: StatusCode, form: &Form, plan: Option<&Plan>) -> Answer {
    let (title, action, cancel) = match plan {
        Some(p) => {
            (v.t("plans-edit"), v.url(&format!("/plans/{}/edit", p.key)), v.url(&format!("/plans/{}", p.key)))
        }
        None => (v.t("plans-new"), v.url("/plans/new"), v.url("/plans")),
    };
    let page = Edit {
        kinds: view::choices(v, "plans-kind", &KINDS),
        states: view::choices(v, "plans-plan", &STATES),
        publicities: view::publicities(v),
        bodies: bodies(v).await?,
        new: plan.is_none(),
        title: title.clone(),
        action,
        cancel,
        form,
        v,
    };
    html_with(v, status, &title, &page)
}

/// The bodies as choices, with none first.
async fn bodies(v: &Visit) -> Result<Vec<Choice>, PageError> {
    let all = people::bodies::list(v.app.db(), v.tenant.id).await?;
    let none = (String::new(), v.t("plans-no-body"));
    let names = all.iter().filter(|b| b.active).map(|b| (b.id.to_string(), b.name.0.get(v.lang).to_owned()));
    Ok(std::iter::once(none).chain(names).collect())
}

/// `GET /plans/new`.
pub(crate) async fn new(v: Visit) -> Answer {
    v.allow(rights::may_begin(&v.who))?;
    let form = Form::new().with("kind", "plan").with("state", "draft").with("publicity", "internal");
    let form = form.with("stated", kit::fmt::date(Lang::Fi, v.today()));
    draw(&v, StatusCode::OK, &form, None).await
}

/// What is typed of a plan; its problems are noted in the form.
async fn read(v: &Visit, form: &mut Form, plan: Option<&Plan>) -> Result<NewPlan, PageError> {
    let title = view::local_required(form, "title", 300);
    let summary = view::local(form, "summary", 1000);
    let vision = view::local(form, "vision", 1000);
    let written = form.value("body-text").to_owned();
    let body_text = match RichText::from_input(&written) {
        Ok(text) if text.is_empty() => String::new(),
        Ok(text) => text.to_html(),
        Err(_) => {
            form.wrong("body-text", "problem-too-long");
            String::new()
        }
    };
    let (from_year, to_year) = (view::year(form, "from-year"), view::year(form, "to-year"));
    if let (Some(from), Some(to)) = (from_year, to_year)
        && from > to
    {
        form.wrong("to-year", "plans-problem-years");
    }
    let body = form.id("body");
    if let Some(id) = body {
        if people::bodies::get(v.app.db(), v.tenant.id, id).await?.is_none() {
            form.wrong("body", "problem-not-a-choice");
        } else if !rights::may_keep(&v.who, Some(id)) {
            form.wrong("body", "plans-problem-not-your-body");
        }
    } else if !rights::may_keep(&v.who, None) {
        form.wrong("body", "plans-problem-not-your-body");
    }
    Ok(NewPlan {
        key: String::new(),
        kind: form.choice("kind", &KINDS).unwrap_or("plan").to_owned(),
        title,
        summary,
        vision,
        body_text,
        from_year,
        to_year,
        owner: form.text("owner", 300),
        body,
        matter: matter(v, form).await?,
        state: form.choice("state", &STATES).unwrap_or("draft").to_owned(),
        stated: form.when("stated"),
        publicity: form.choice("publicity", &["public", "internal"]).unwrap_or("internal").to_owned(),
        source: form.text("source", 300),
        example: plan.is_some_and(|p| p.example),
    })
}

/// The matter of the number that was typed, or of the id of a matter that has none.
async fn matter(v: &Visit, form: &mut Form) -> Result<Option<Uuid>, PageError> {
    let typed = form.text("matter", 100);
    if typed.is_empty() {
        return Ok(None);
    }
    let (db, tenant) = (v.app.db(), v.tenant.id);
    let found = match typed.parse::<Uuid>() {
        Ok(id) => record::matters::get(db, tenant, id).await?,
        Err(_) => record::matters::by_diary(db, tenant, &typed).await?,
    };
    let found = found.filter(|m| record::rights::may_see_matter(&v.who, m, &[]));
    if found.is_none() {
        form.wrong_with("matter", "plans-problem-matter", &typed);
    }
    Ok(found.map(|m| m.id))
}

/// `POST /plans/new`.
pub(crate) async fn create(v: Visit, mut form: Form) -> Answer {
    v.allow(rights::may_begin(&v.who))?;
    let new = read(&v, &mut form, None).await?;
    if !form.ok() {
        return draw(&v, StatusCode::UNPROCESSABLE_ENTITY, &form, None).await;
    }
    let mut tx = v.app.store().begin(v.act()).await?;
    tx.once(form.once_key()).await?;
    let plan = plans::create(&mut tx, new).await?;
    tx.commit().await?;
    redirect(&v, &format!("/plans/{}", plan.key))
}

async fn filled(v: &Visit, p: &Plan) -> Result<Form, PageError> {
    let matter = match p.matter {
        Some(id) => record::matters::get(v.app.db(), v.tenant.id, id)
            .await?
            .map(|m| m.diary_printed.unwrap_or_else(|| id.to_string())),
        None => None,
    };
    let form = Form::new()
        .with("kind", &p.kind)
        .with("body-text", &p.body_text)
        .with("from-year", view::shown(p.from_year))
        .with("to-year", view::shown(p.to_year))
        .with("owner", &p.owner)
        .with("body", view::shown(p.body))
        .with("matter", matter.unwrap_or_default())
        .with("state", &p.state)
        .with("stated", view::typed(&p.stated()))
        .with("publicity", &p.publicity)
        .with("source", &p.source)
        .with("version", p.version);
    let form = view::fill(form, "title", &p.title.0);
    let form = view::fill(form, "summary", &p.summary.0);
    Ok(view::fill(form, "vision", &p.vision.0))
}

/// The plan of an address, where the asker may keep it.
pub(crate) async fn kept(v: &Visit, key: &str) -> Result<Whole, PageError> {
    let w = Whole::load(v, key).await?;
    v.allow(rights::may_keep(&v.who, w.plan.body))?;
    Ok(w)
}

/// `GET /plans/{key}/edit`.
pub(crate) async fn edit(v: Visit, Path(key): Path<String>) -> Answer {
    let w = kept(&v, &key).await?;
    let form = filled(&v, &w.plan).await?;
    draw(&v, StatusCode::OK, &form, Some(&w.plan)).await
}

/// `POST /plans/{key}/edit`.
pub(crate) async fn save(v: Visit, Path(key): Path<String>, mut form: Form) -> Answer {
    let w = kept(&v, &key).await?;
    let new = read(&v, &mut form, Some(&w.plan)).await?;
    if !form.ok() {
        return draw(&v, StatusCode::UNPROCESSABLE_ENTITY, &form, Some(&w.plan)).await;
    }
    let mut tx = v.app.store().begin(v.act()).await?;
    let before = plans::get(tx.conn(), v.tenant.id, w.plan.id).await?.ok_or(PageError::NotFound)?;
    if form.version() != before.version {
        drop(tx);
        let theirs = filled(&v, &before).await?;
        let field = |name, label| Version { name, label, theirs: theirs.value(name).to_owned() };
        let fields = [
            field("title", "plans-f-title"),
            field("summary", "plans-f-summary"),
            field("vision", "plans-vision"),
            field("body-text", "plans-body"),
            field("owner", "plans-f-owner"),
            field("stated", "plans-f-stated"),
        ];
        return conflict(&v, &form, &format!("/plans/{key}/edit"), before.version, &fields);
    }
    tx.once(form.once_key()).await?;
    plans::update(&mut tx, &before, new).await?;
    tx.commit().await?;
    redirect(&v, &format!("/plans/{}", before.key))
}
