use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use page::{Answer, Form, PageError, Version, Visit, conflict, html_with, redirect};
use store::Json;
use uuid::Uuid;

use crate::keep::goals::{self, Goal};
use crate::keep::whole::Whole;
use crate::pages::{plan, plan_edit};
use crate::rules::rights;
use crate::view::{self, Head};

#[derive(Template)]
#[template(path = "plans/goal.html")]
struct Page<'a> {
    v: &'a Visit,
    form: &'a Form,
    head: Head,
    id: Uuid,
}

/// `POST /plans/{key}/goals`: adds a goal.
pub(crate) async fn add(v: Visit, Path(key): Path<String>, mut form: Form) -> Answer {
    let w = plan_edit::kept(&v, &key).await?;
    let code = form.text("goal-code", 20);
    let title = view::local_required(&mut form, "goal-title", 500);
    let text = view::local(&mut form, "goal-text", 2000);
    if !form.ok() {
        return plan::draw(&v, StatusCode::UNPROCESSABLE_ENTITY, &w, &form).await;
    }
    let mut tx = v.app.store().begin(v.act()).await?;
    tx.once(form.once_key()).await?;
    goals::add(&mut tx, w.plan.id, &code, title, text).await?;
    tx.commit().await?;
    redirect(&v, &format!("/plans/{}", w.plan.key))
}

async fn load(v: &Visit, id: Uuid) -> Result<(Goal, Whole), PageError> {
    let goal = goals::get(v.app.db(), v.tenant.id, id).await?.ok_or(PageError::NotFound)?;
    let w = Whole::by_id(v, goal.plan).await?;
    v.allow(rights::may_keep(&v.who, w.plan.body))?;
    Ok((goal, w))
}

fn draw(v: &Visit, status: StatusCode, form: &Form, goal: &Goal, w: &Whole) -> Answer {
    let page = Page { head: Head::new(v, &w.plan), id: goal.id, form, v };
    html_with(v, status, &v.t("plans-goal-edit"), &page)
}

fn filled(goal: &Goal) -> Form {
    let form = Form::new().with("goal-code", &goal.code).with("version", goal.version);
    let form = view::fill(form, "goal-title", &goal.title.0);
    view::fill(form, "goal-text", &goal.text.0)
}

/// `GET /goals/{id}`: the form of a goal.
pub(crate) async fn edit(v: Visit, Path(id): Path<Uuid>) -> Answer {
    let (goal, w) = load(&v, id).await?;
    draw(&v, StatusCode::OK, &filled(&goal), &goal, &w)
}

/// `POST /goals/{id}`.
pub(crate) async fn save(v: Visit, Path(id): Path<Uuid>, mut form: Form) -> Answer {
    let (goal, w) = load(&v, id).await?;
    let code = form.required("goal-code", 20);
    let title = view::local_required(&mut form, "goal-title", 500);
    let text = view::local(&mut form, "goal-text", 2000);
    if !form.ok() {
        return draw(&v, StatusCode::UNPROCESSABLE_ENTITY, &form, &goal, &w);
    }
    let mut tx = v.app.store().begin(v.act()).await?;
    let before = goals::get(tx.conn(), v.tenant.id, id).await?.ok_or(PageError::NotFound)?;
    if form.version() != before.version {
        drop(tx);
        let theirs = filled(&before);
        let field = |name, label| Version { name, label, theirs: theirs.value(name).to_owned() };
        let fields = [
            field("goal-code", "plans-f-code"),
            field("goal-title", "plans-goal"),
            field("goal-text", "plans-f-text"),
        ];
        return conflict(&v, &form, &format!("/goals/{id}"), before.version, &fields);
    }
    tx.once(form.once_key()).await?;
    let after = Goal { code, title: Json(title), text: Json(text), ..before.clone() };
    goals::update(&mut tx, &before, after).await?;
    tx.commit().await?;
    redirect(&v, &format!("/plans/{}", w.plan.key))
}
