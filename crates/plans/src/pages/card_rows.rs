//! The rows under a card, and its files.

use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use kit::{Local, Publicity, When};
use page::{Answer, Form, Html, PageError, Upload, Visit, html_with, redirect, redirect_undo};
use record::documents::{self, NewDocument, TYPES_PROBLEM, UploadError};
use store::Tx;
use uuid::Uuid;

use crate::fields::{self, Drawn};
use crate::keep::cards::{self, Card, Row};
use crate::pages::card;
use crate::rules::kinds::{Kind, Sort};
use crate::rules::rights;

/// `POST /cards/{id}/rows`: adds a row of the sort that the form names.
pub(crate) async fn add(v: Visit, Path(id): Path<Uuid>, mut form: Form) -> Answer {
    let (c, kind) = card::load(&v, id).await?;
    v.allow(rights::may_begin(&v.who))?;
    let sort = kind.sort(form.value("sort")).ok_or(PageError::Bad("error-broken-form"))?;
    let data = fields::read(&mut form, sort.fields);
    if !form.ok() {
        return card::draw(&v, StatusCode::UNPROCESSABLE_ENTITY, &c, kind, &form).await;
    }
    let mut tx = v.app.store().begin(v.act()).await?;
    tx.once(form.once_key()).await?;
    cards::add_row(&mut tx, &c, sort.code, data).await?;
    tx.noted("card", id, "row_added", &[("sort", sort.code)]);
    tx.commit().await?;
    redirect(&v, &format!("/cards/{id}"))
}

#[derive(Template)]
#[template(path = "plans/row_edit.html")]
struct Edit<'a> {
    v: &'a Visit,
    form: &'a Form,
    id: Uuid,
    card: (String, Html),
    fields: Vec<Drawn>,
}

async fn load(v: &Visit, id: Uuid) -> Result<(Row, Card, &'static Kind, &'static Sort), PageError> {
    let row = cards::row(v.app.db(), v.tenant.id, id).await?.ok_or(PageError::NotFound)?;
    let (c, kind) = card::load(v, row.card).await?;
    v.allow(rights::may_begin(&v.who))?;
    let sort = kind.sort(&row.sort).ok_or(PageError::NotFound)?;
    Ok((row, c, kind, sort))
}

fn draw(v: &Visit, status: StatusCode, form: &Form, c: &Card, row: Uuid, owner: &str, sort: &Sort) -> Answer {
    let page = Edit {
        id: row,
        card: (v.url(&format!("/cards/{}", c.id)), v.local(&c.title.0)),
        fields: fields::drawn(v, owner, sort.fields),
        form,
        v,
    };
    html_with(v, status, &v.t("plans-row-edit"), &page)
}

/// `GET /rows/{id}`: the form of a row.
pub(crate) async fn edit(v: Visit, Path(id): Path<Uuid>) -> Answer {
    let (row, c, kind, sort) = load(&v, id).await?;
    let form = fields::fill(Form::new().with("version", row.version), sort.fields, &row.data.0);
    draw(&v, StatusCode::OK, &form, &c, id, &format!("{}-{}", kind.code, sort.code), sort)
}

/// `POST /rows/{id}`.
pub(crate) async fn save(v: Visit, Path(id): Path<Uuid>, mut form: Form) -> Answer {
    let (row, c, kind, sort) = load(&v, id).await?;
    let mut data = fields::read(&mut form, sort.fields);
    if !form.ok() {
        let owner = format!("{}-{}", kind.code, sort.code);
        return draw(&v, StatusCode::UNPROCESSABLE_ENTITY, &form, &c, id, &owner, sort);
    }
    let mut tx = v.app.store().begin(v.act()).await?;
    tx.once(form.once_key()).await?;
    let before = cards::row(tx.conn(), v.tenant.id, id).await?.ok_or(PageError::NotFound)?;
    Tx::fresh(form.version(), before.version)?;
    // Marks of options stand beside the fields.
    data.extend(
        before.data.0.iter().filter(|(k, _)| k.starts_with("mark-")).map(|(k, l)| (k.clone(), l.clone())),
    );
    cards::update_row(&mut tx, &before, data).await?;
    tx.noted("card", row.card, "row_changed", &[("sort", sort.code)]);
    tx.commit().await?;
    redirect(&v, &format!("/cards/{}", c.id))
}

/// `POST /rows/{id}/remove`: takes a row away; the page that follows offers to undo it.
pub(crate) async fn remove(v: Visit, Path(id): Path<Uuid>, form: Form) -> Answer {
    let (_, c, _, _) = load(&v, id).await?;
    let mut tx = v.app.store().begin(v.act()).await?;
    tx.once(form.once_key()).await?;
    let undo = v.undoable(&mut tx, "plans-undo-row", c.title.0.get(v.lang));
    let row = cards::row(tx.conn(), v.tenant.id, id).await?.ok_or(PageError::Stale)?;
    cards::remove_row(&mut tx, &row).await?;
    tx.commit().await?;
    redirect_undo(&v, &format!("/cards/{}", c.id), undo)
}

/// `POST /cards/{id}/documents`: attaches a file.
pub(crate) async fn attach(v: Visit, Path(id): Path<Uuid>, upload: Upload) -> Answer {
    let (c, kind) = card::load(&v, id).await?;
    v.allow(rights::may_begin(&v.who))?;
    let Upload { mut form, files } = upload;
    let title = form.text("file-title", 300);
    let Some(file) = files.iter().find(|f| f.field == "file") else {
        form.wrong("file", "problem-required");
        return card::draw(&v, StatusCode::UNPROCESSABLE_ENTITY, &c, kind, &form).await;
    };
    let looked = match documents::look(file).await {
        Ok(looked) => looked,
        Err(UploadError::WrongType) => {
            form.wrong_with("file", TYPES_PROBLEM, &file.name);
            return card::draw(&v, StatusCode::UNSUPPORTED_MEDIA_TYPE, &c, kind, &form).await;
        }
        Err(e) => return Err(e.into()),
    };
    if !form.ok() {
        return card::draw(&v, StatusCode::UNPROCESSABLE_ENTITY, &c, kind, &form).await;
    }
    let mut tx = v.app.store().begin(v.act()).await?;
    tx.once(form.once_key()).await?;
    let stored = documents::keep(&v, &tx, looked).await.map_err(PageError::from)?;
    let new = NewDocument {
        key: None,
        title: Local::fi(if title.is_empty() { stored.name.clone() } else { title }),
        kind: if kind.code == "study" { "study" } else { "attachment" }.to_owned(),
        about: ("card".to_owned(), c.id),
        matter: None,
        body: None,
        file: Some(stored),
        address: String::new(),
        at: When::day(v.today()),
        publicity: Publicity::parse(&c.publicity),
        ground: String::new(),
        released: true,
        note: String::new(),
        source: String::new(),
    };
    documents::attach(&mut tx, new).await?;
    tx.commit().await?;
    redirect(&v, &format!("/cards/{id}"))
}
