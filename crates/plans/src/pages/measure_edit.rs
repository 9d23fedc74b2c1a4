use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use page::{Answer, Form, PageError, Version, Visit, conflict, html_with, redirect};
use people::municipalities;
use store::Tx;
use uuid::Uuid;

use crate::keep::actors;
use crate::keep::measures::{self, Measure, NewMeasure, RESOURCED};
use crate::keep::whole::Whole;
use crate::pages::{measure, plan_edit};
use crate::rules::{rights, state};
use crate::view::{self, Choice, Head};

#[derive(Template)]
#[template(path = "plans/measure_edit.html")]
struct Edit<'a> {
    v: &'a Visit,
    form: &'a Form,
    head: Head,
    title: String,
    action: String,
    cancel: String,
    new: bool,
    goals: Vec<Choice>,
    states: Vec<Choice>,
    resourced: Vec<Choice>,
}

fn draw(v: &Visit, status: StatusCode, form: &Form, w: &Whole, m: Option<&Measure>) -> Answer {
    let (title, action, cancel) = match m {
        Some(m) => (
            v.t("plans-measure-edit"),
            v.url(&format!("/measures/{}/edit", m.id)),
            v.url(&format!("/measures/{}", m.id)),
        ),
        None => (
            v.t("plans-measure-new"),
            v.url(&format!("/plans/{}/measures/new", w.plan.key)),
            v.url(&format!("/plans/{}", w.plan.key)),
        ),
    };
    let page = Edit {
        goals: goals(v, w),
        states: view::states(v),
        resourced: view::choices(v, "plans-resourced", &RESOURCED),
        head: Head::new(v, &w.plan),
        new: m.is_none(),
        title: title.clone(),
        action,
        cancel,
        form,
        v,
    };
    html_with(v, status, &title, &page)
}

/// The goals as choices, with none first.
pub(crate) fn goals(v: &Visit, w: &Whole) -> Vec<Choice> {
    let none = (String::new(), v.t("plans-no-goal"));
    let all = w.goals.iter().map(|g| (g.id.to_string(), format!("{} {}", g.code, g.title.0.get(v.lang))));
    std::iter::once(none).chain(all).collect()
}

/// What is typed of a measure. The actors are names, one a line.
fn read(form: &mut Form, w: &Whole, m: Option<&Measure>) -> (NewMeasure, Vec<String>) {
    let title = view::local_required(form, "title", 500);
    let text = view::local(form, "text", 3000);
    let theme = view::local(form, "theme", 200);
    let state = form.choice("state", &state::STATES).unwrap_or("planned").to_owned();
    let reason = view::local(form, "reason", 1000);
    if state == "dropped" && reason.is_empty() {
        form.wrong("reason", "plans-problem-why");
    }
    let goal = form.id("goal");
    if goal.is_some_and(|g| w.goals.iter().all(|own| own.id != g)) {
        form.wrong("goal", "problem-not-a-choice");
    }
    let typed = form.text("actors", 5000);
    let mut names: Vec<String> = Vec::new();
    for line in typed.lines().flat_map(|l| l.split(';')).map(str::trim).filter(|l| !l.is_empty()) {
        if line.chars().count() > 150 {
            form.wrong_with("actors", "plans-problem-actor", line.chars().take(40).collect::<String>());
        } else if !names.iter().any(|n| n.to_lowercase() == line.to_lowercase()) {
            names.push(line.to_owned());
        }
    }
    let new = NewMeasure {
        goal,
        code: form.text("code", 20),
        title,
        text,
        theme,
        state,
        reason,
        due: form.when("due"),
        resourced: form.choice("resourced", &RESOURCED).unwrap_or("unknown").to_owned(),
        source: form.text("source", 300),
        example: m.is_some_and(|m| m.example),
    };
    (new, names)
}

/// The actors of the names, made where they are new. "All municipalities" stands for each of them.
async fn resolve(v: &Visit, tx: &mut Tx, names: &[String]) -> Result<Vec<Uuid>, PageError> {
    let register = actors::known(tx.conn(), v.tenant.id).await?;
    let all = [kit::Lang::Fi, kit::Lang::Sv, kit::Lang::En]
        .map(|lang| v.app.t(lang, "plans-all-municipalities", &[]).to_lowercase());
    let mut ids = Vec::new();
    for name in names {
        if all.contains(&name.to_lowercase()) {
            for m in municipalities::on(tx.conn(), &v.tenant, v.today()).await? {
                ids.push(actors::named(tx, &m.name_fi, &register).await?.id);
            }
        } else {
            ids.push(actors::named(tx, name, &register).await?.id);
        }
    }
    Ok(ids)
}

/// `GET /plans/{key}/measures/new`.
pub(crate) async fn new(v: Visit, Path(key): Path<String>) -> Answer {
    let w = plan_edit::kept(&v, &key).await?;
    let form = Form::new().with("state", "planned").with("resourced", "unknown");
    draw(&v, StatusCode::OK, &form, &w, None)
}

/// `POST /plans/{key}/measures/new`.
pub(crate) async fn create(v: Visit, Path(key): Path<String>, mut form: Form) -> Answer {
    let w = plan_edit::kept(&v, &key).await?;
    let (new, names) = read(&mut form, &w, None);
    if !form.ok() {
        return draw(&v, StatusCode::UNPROCESSABLE_ENTITY, &form, &w, None);
    }
    let mut tx = v.app.store().begin(v.act()).await?;
    tx.once(form.once_key()).await?;
    let ids = resolve(&v, &mut tx, &names).await?;
    let begins = new.state.clone();
    let m = measures::add(&mut tx, w.plan.id, new).await?;
    measures::set_actors(&mut tx, &m, &ids, &begins).await?;
    tx.commit().await?;
    redirect(&v, &format!("/measures/{}", m.id))
}

async fn load(v: &Visit, id: Uuid) -> Result<(Measure, Whole), PageError> {
    let (m, w) = measure::load(v, id).await?;
    v.allow(rights::may_keep(&v.who, w.plan.body))?;
    Ok((m, w))
}

fn filled(w: &Whole, m: &Measure) -> Form {
    let names: Vec<&str> =
        w.parts_in(m.id).filter_map(|p| w.actor(p.actor)).map(|a| a.name.0.get(kit::Lang::Fi)).collect();
    let form = Form::new()
        .with("goal", view::shown(m.goal))
        .with("code", &m.code)
        .with("state", &m.state)
        .with("due", view::typed(&m.due()))
        .with("resourced", &m.resourced)
        .with("source", &m.source)
        .with("actors", names.join("\n"))
        .with("version", m.version);
    let form = view::fill(form, "title", &m.title.0);
    let form = view::fill(form, "text", &m.text.0);
    let form = view::fill(form, "theme", &m.theme.0);
    view::fill(form, "reason", &m.reason.0)
}

/// `GET /measures/{id}/edit`.
pub(crate) async fn edit(v: Visit, Path(id): Path<Uuid>) -> Answer {
    let (m, w) = load(&v, id).await?;
    draw(&v, StatusCode::OK, &filled(&w, &m), &w, Some(&m))
}

/// `POST /measures/{id}/edit`.
pub(crate) async fn save(v: Visit, Path(id): Path<Uuid>, mut form: Form) -> Answer {
    let (m, w) = load(&v, id).await?;
    let (new, names) = read(&mut form, &w, Some(&m));
    if !form.ok() {
        return draw(&v, StatusCode::UNPROCESSABLE_ENTITY, &form, &w, Some(&m));
    }
    let mut tx = v.app.store().begin(v.act()).await?;
    let before = measures::get(tx.conn(), v.tenant.id, id).await?.ok_or(PageError::NotFound)?;
    if form.version() != before.version {
        drop(tx);
        let theirs = filled(&w, &before);
        let field = |name, label| Version { name, label, theirs: theirs.value(name).to_owned() };
        let fields = [
            field("title", "plans-measure"),
            field("text", "plans-f-text"),
            field("actors", "plans-actors"),
            field("due", "plans-f-due"),
        ];
        return conflict(&v, &form, &format!("/measures/{id}/edit"), before.version, &fields);
    }
    tx.once(form.once_key()).await?;
    let ids = resolve(&v, &mut tx, &names).await?;
    let begins = new.state.clone();
    let after = measures::update(&mut tx, &before, new).await?;
    measures::set_actors(&mut tx, &after, &ids, &begins).await?;
    tx.commit().await?;
    redirect(&v, &format!("/measures/{id}"))
}
