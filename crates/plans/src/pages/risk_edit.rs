use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use page::{Answer, Form, PageError, Visit, html_with, redirect};
use store::Tx;
use uuid::Uuid;

use crate::keep::risks::{self, CLASSES, NewRisk, Risk, STATES};
use crate::keep::whole::Whole;
use crate::pages::plan_edit;
use crate::rules::rights;
use crate::rules::risk::Place;
use crate::view::{self, Choice, Head};

#[derive(Template)]
#[template(path = "plans/risk_edit.html")]
struct Edit<'a> {
    v: &'a Visit,
    form: &'a Form,
    head: Head,
    title: String,
    action: String,
    new: bool,
    classes: Vec<Choice>,
    states: Vec<Choice>,
    likely: Vec<Choice>,
    effects: Vec<Choice>,
    measures: Vec<Choice>,
}

fn draw(v: &Visit, status: StatusCode, form: &Form, w: &Whole, r: Option<&Risk>) -> Answer {
    let (title, action) = match r {
        Some(r) => (v.t("plans-risk-edit"), v.url(&format!("/risks/{}", r.id))),
        None => (v.t("plans-risk-new"), v.url(&format!("/plans/{}/risks/new", w.plan.key))),
    };
    let scale = |prefix: &str| {
        let none = (String::new(), v.t("plans-risk-not-told"));
        let five = (1..=5).map(|n| (n.to_string(), format!("{n} – {}", v.t(&format!("{prefix}-{n}")))));
        std::iter::once(none).chain(five).collect::<Vec<Choice>>()
    };
    let page = Edit {
        classes: view::choices(v, "plans-risk-kind", &CLASSES),
        states: view::choices(v, "plans-risk-state", &STATES),
        likely: scale("plans-risk-likely"),
        effects: scale("plans-risk-effect"),
        measures: w
            .measures
            .iter()
            .map(|m| (m.id.to_string(), format!("{} {}", m.code, m.title.0.get(v.lang))))
            .collect(),
        head: Head::new(v, &w.plan),
        new: r.is_none(),
        title: title.clone(),
        action,
        form,
        v,
    };
    html_with(v, status, &title, &page)
}

/// The fields of a place on the scale; one without the other is a problem.
const PLACES: [(&str, &str); 3] =
    [("p-inherent", "i-inherent"), ("p-residual", "i-residual"), ("p-target", "i-target")];

fn read(form: &mut Form, w: &Whole, r: Option<&Risk>) -> NewRisk {
    let title = view::local_required(form, "title", 500);
    let cause = view::local(form, "cause", 1000);
    let [inherent, residual, target] = PLACES.map(|(p, i)| {
        let (likely, effect) = (form.int(p, 1, 5), form.int(i, 1, 5));
        if likely.is_some() && effect.is_none() && form.problem(i).is_none() {
            form.wrong(i, "plans-problem-both");
        }
        if effect.is_some() && likely.is_none() && form.problem(p).is_none() {
            form.wrong(p, "plans-problem-both");
        }
        Place::of(likely, effect)
    });
    let ids: Vec<Uuid> = form.list("measures").iter().filter_map(|id| id.parse().ok()).collect();
    if ids.iter().any(|id| w.measure(*id).is_none()) {
        form.wrong("measures", "problem-not-a-choice");
    }
    NewRisk {
        code: form.text("code", 20),
        title,
        cause,
        class: form.choice("class", &CLASSES).unwrap_or("operational").to_owned(),
        inherent,
        residual,
        target,
        owner: form.text("owner", 200),
        due: form.day("due"),
        state: form.choice("state", &STATES).unwrap_or("open").to_owned(),
        measures: ids,
        source: form.text("source", 300),
        example: r.is_some_and(|r| r.example),
    }
}

/// `GET /plans/{key}/risks/new`.
pub(crate) async fn new(v: Visit, Path(key): Path<String>) -> Answer {
    let w = plan_edit::kept(&v, &key).await?;
    let form = Form::new().with("state", "open").with("class", "operational");
    draw(&v, StatusCode::OK, &form, &w, None)
}

/// `POST /plans/{key}/risks/new`.
pub(crate) async fn create(v: Visit, Path(key): Path<String>, mut form: Form) -> Answer {
    let w = plan_edit::kept(&v, &key).await?;
    let new = read(&mut form, &w, None);
    if !form.ok() {
        return draw(&v, StatusCode::UNPROCESSABLE_ENTITY, &form, &w, None);
    }
    let mut tx = v.app.store().begin(v.act()).await?;
    tx.once(form.once_key()).await?;
    risks::add(&mut tx, w.plan.id, new).await?;
    tx.commit().await?;
    redirect(&v, &format!("/plans/{}/risks", w.plan.key))
}

async fn load(v: &Visit, id: Uuid) -> Result<(Risk, Whole), PageError> {
    let r = risks::get(v.app.db(), v.tenant.id, id).await?.ok_or(PageError::NotFound)?;
    let w = Whole::by_id(v, r.plan).await?;
    v.allow(rights::may_keep(&v.who, w.plan.body))?;
    Ok((r, w))
}

/// `GET /risks/{id}`: the form of a risk.
pub(crate) async fn edit(v: Visit, Path(id): Path<Uuid>) -> Answer {
    let (r, w) = load(&v, id).await?;
    let mut form = Form::new()
        .with("code", &r.code)
        .with("class", &r.class)
        .with("p-inherent", view::shown(r.p_inherent))
        .with("i-inherent", view::shown(r.i_inherent))
        .with("p-residual", view::shown(r.p_residual))
        .with("i-residual", view::shown(r.i_residual))
        .with("p-target", view::shown(r.p_target))
        .with("i-target", view::shown(r.i_target))
        .with("owner", &r.owner)
        .with("due", view::typed_day(r.due))
        .with("state", &r.state)
        .with("source", &r.source)
        .with("version", r.version);
    for l in w.lowers.iter().filter(|l| l.risk == r.id) {
        form = form.with("measures", l.measure);
    }
    let form = view::fill(form, "title", &r.title.0);
    let form = view::fill(form, "cause", &r.cause.0);
    draw(&v, StatusCode::OK, &form, &w, Some(&r))
}

/// `POST /risks/{id}`.
pub(crate) async fn save(v: Visit, Path(id): Path<Uuid>, mut form: Form) -> Answer {
    let (r, w) = load(&v, id).await?;
    let new = read(&mut form, &w, Some(&r));
    if !form.ok() {
        return draw(&v, StatusCode::UNPROCESSABLE_ENTITY, &form, &w, Some(&r));
    }
    let mut tx = v.app.store().begin(v.act()).await?;
    tx.once(form.once_key()).await?;
    let before = risks::get(tx.conn(), v.tenant.id, id).await?.ok_or(PageError::NotFound)?;
    Tx::fresh(form.version(), before.version)?;
    risks::update(&mut tx, &before, new).await?;
    tx.commit().await?;
    redirect(&v, &format!("/plans/{}/risks", w.plan.key))
}
