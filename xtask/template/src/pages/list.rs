//! `/example`: the notes, and the form for one more.

use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use page::{Answer, Form, PageError, Visit, html_with, redirect};
use uuid::Uuid;

use crate::rules::{LONGEST, may_keep};
use crate::store_note::{self, Note};

#[derive(Template)]
#[template(path = "example/list.html")]
struct List<'a> {
    v: &'a Visit,
    form: &'a Form,
    notes: Vec<Note>,
}

async fn render(v: &Visit, form: &Form, status: StatusCode) -> Answer {
    let notes = store_note::list(v.app.db(), v.tenant.id).await?;
    html_with(v, status, &v.t("example-title"), &List { v, form, notes })
}

pub(crate) async fn show(v: Visit) -> Answer {
    v.allow(may_keep(&v.who))?;
    render(&v, &Form::new(), StatusCode::OK).await
}

pub(crate) async fn add(v: Visit, mut form: Form) -> Answer {
    v.allow(may_keep(&v.who))?;
    let text = form.required("text", LONGEST);
    if !form.ok() {
        return render(&v, &form, StatusCode::UNPROCESSABLE_ENTITY).await;
    }
    let mut tx = v.app.store().begin(v.act()).await?;
    tx.once(form.once_key()).await?;
    store_note::create(&mut tx, text).await?;
    tx.commit().await?;
    redirect(&v, "/example")
}

pub(crate) async fn remove(v: Visit, Path(id): Path<Uuid>, form: Form) -> Answer {
    v.allow(may_keep(&v.who))?;
    let mut tx = v.app.store().begin(v.act()).await?;
    tx.once(form.once_key()).await?;
    let note = store_note::get(tx.conn(), v.tenant.id, id).await?.ok_or(PageError::NotFound)?;
    store_note::remove(&mut tx, &note).await?;
    tx.commit().await?;
    redirect(&v, "/example")
}
