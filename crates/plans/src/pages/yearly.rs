use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use page::{Answer, Form, PageError, Visit, html_with, redirect};
use store::Tx;
use uuid::Uuid;

use crate::keep::measures::{self, Measure, NewYearly, Yearly};
use crate::keep::whole::Whole;
use crate::pages::measure;
use crate::rules::{rights, state};
use crate::view::{self, Choice, Head};

#[derive(Template)]
#[template(path = "plans/yearly.html")]
struct Page<'a> {
    v: &'a Visit,
    form: &'a Form,
    head: Head,
    id: Uuid,
    measure: (String, page::Html),
    states: Vec<Choice>,
}

fn read(form: &mut Form) -> NewYearly {
    let year = view::year(form, "year");
    if form.value("year").trim().is_empty() {
        form.wrong("year", "problem-required");
    }
    NewYearly {
        year: year.unwrap_or_default(),
        title: view::local_required(form, "year-title", 500),
        cents: view::euros_of(form, "cost"),
        state: form.choice("year-state", &state::STATES).unwrap_or("planned").to_owned(),
        note: form.text("year-note", 500),
        source: String::new(),
    }
}

/// `POST /measures/{id}/years`: adds what is done in a year.
pub(crate) async fn add(v: Visit, Path(id): Path<Uuid>, mut form: Form) -> Answer {
    let (m, w) = measure::load(&v, id).await?;
    v.allow(rights::may_keep(&v.who, w.plan.body))?;
    let new = read(&mut form);
    if !form.ok() {
        return measure::draw(&v, StatusCode::UNPROCESSABLE_ENTITY, &m, &w, &form).await;
    }
    let mut tx = v.app.store().begin(v.act()).await?;
    tx.once(form.once_key()).await?;
    measures::add_yearly(&mut tx, &m, new).await?;
    tx.commit().await?;
    redirect(&v, &format!("/measures/{id}"))
}

async fn load(v: &Visit, id: Uuid) -> Result<(Yearly, Measure, Whole), PageError> {
    let y = measures::yearly(v.app.db(), v.tenant.id, id).await?.ok_or(PageError::NotFound)?;
    let (m, w) = measure::load(v, y.measure).await?;
    v.allow(rights::may_keep(&v.who, w.plan.body))?;
    Ok((y, m, w))
}

fn draw(v: &Visit, status: StatusCode, form: &Form, (y, m, w): &(Yearly, Measure, Whole)) -> Answer {
    let page = Page {
        head: Head::new(v, &w.plan),
        id: y.id,
        measure: (v.url(&format!("/measures/{}", m.id)), v.local(&m.title.0)),
        states: view::states(v),
        form,
        v,
    };
    html_with(v, status, &v.t("plans-yearly-edit"), &page)
}

/// `GET /yearly/{id}`: the form of a yearly action.
pub(crate) async fn edit(v: Visit, Path(id): Path<Uuid>) -> Answer {
    let all = load(&v, id).await?;
    let y = &all.0;
    let form = Form::new()
        .with("year", y.year)
        .with("cost", view::typed_euros(y.cents))
        .with("year-state", &y.state)
        .with("year-note", &y.note)
        .with("version", y.version);
    let form = view::fill(form, "year-title", &y.title.0);
    draw(&v, StatusCode::OK, &form, &all)
}

/// `POST /yearly/{id}`.
pub(crate) async fn save(v: Visit, Path(id): Path<Uuid>, mut form: Form) -> Answer {
    let all = load(&v, id).await?;
    let new = read(&mut form);
    if !form.ok() {
        return draw(&v, StatusCode::UNPROCESSABLE_ENTITY, &form, &all);
    }
    let mut tx = v.app.store().begin(v.act()).await?;
    tx.once(form.once_key()).await?;
    let before = measures::yearly(tx.conn(), v.tenant.id, id).await?.ok_or(PageError::NotFound)?;
    Tx::fresh(form.version(), before.version)?;
    measures::update_yearly(&mut tx, all.2.plan.id, &before, new).await?;
    tx.commit().await?;
    redirect(&v, &format!("/measures/{}", all.1.id))
}
