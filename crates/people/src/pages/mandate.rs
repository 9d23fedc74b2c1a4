use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use kit::Local;
use page::{Answer, Form, Html, Visit, html_with, redirect};

use super::body_of;
use super::members::{end, ends_before};
use crate::bodies::Body;
use crate::mandates::{self, NewMandate};
use crate::rules;

#[derive(Template)]
#[template(path = "people/mandate.html")]
struct Page<'a> {
    v: &'a Visit,
    form: &'a Form,
    body: &'a Body,
    title: String,
    rows: Vec<Row>,
    may_keep: bool,
}

/// One mandate in words.
pub(crate) struct Row {
    pub(crate) text: Html,
    pub(crate) set_by: String,
    pub(crate) span: String,
    pub(crate) now: bool,
}

/// The mandates of a body in words, the newest first.
pub(crate) async fn rows(v: &Visit, body: &Body) -> Result<Vec<Row>, page::PageError> {
    Ok(mandates::of_body(v.app.db(), v.tenant.id, body.id)
        .await?
        .iter()
        .map(|m| Row {
            text: v.local(&m.text.0),
            set_by: m.set_by.clone(),
            span: v.span(&m.from(), &m.to()),
            now: m.in_force(v.today()),
        })
        .collect())
}

async fn draw(v: &Visit, status: StatusCode, form: &Form, body: &Body) -> Answer {
    let page = Page {
        title: v.t1("mandate-title", "name", body.name.0.get(v.lang)),
        rows: rows(v, body).await?,
        may_keep: rules::may_keep(&v.who, body.id),
        v,
        form,
        body,
    };
    html_with(v, status, &page.title, &page)
}

/// `GET /bodies/{key}/mandate`: what the body was set to do, for which term, and what it was before.
pub(crate) async fn show(v: Visit, Path(key): Path<String>) -> Answer {
    let body = body_of(&v, &key).await?;
    draw(&v, StatusCode::OK, &Form::new(), &body).await
}

/// `POST /bodies/{key}/mandate`
pub(crate) async fn add(v: Visit, Path(key): Path<String>, mut form: Form) -> Answer {
    let body = body_of(&v, &key).await?;
    v.allow(rules::may_keep(&v.who, body.id))?;
    let text = Local {
        fi: form.required("text_fi", 2_000),
        sv: form.text("text_sv", 2_000),
        en: form.text("text_en", 2_000),
    };
    let set_by = form.text("set_by", 300);
    let (from, to) = (form.when("from"), end(&mut form, "to"));
    if ends_before(&from, &to) {
        form.wrong("to", "problem-end-before-start");
    }
    if !form.ok() {
        return draw(&v, StatusCode::UNPROCESSABLE_ENTITY, &form, &body).await;
    }
    let mut tx = v.app.store().begin(v.act()).await?;
    tx.once(form.once_key()).await?;
    mandates::create(&mut tx, NewMandate { body: body.id, text, set_by, from, to }).await?;
    tx.noted("body", body.id, "mandated", &[]);
    tx.commit().await?;
    redirect(&v, &format!("/bodies/{key}/mandate"))
}
