//! The written parts of a record.

use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use page::{Answer, Form, PageError, Version, Visit, conflict, html_with, redirect};
use richtext::RichText;
use uuid::Uuid;

use super::rights::{self, RecordState};
use super::show::{Shelf, part_title};
use super::store as kept;

#[derive(Template)]
#[template(path = "meetings/record_part.html")]
struct PartPage<'a> {
    v: &'a Visit,
    form: &'a Form,
    meeting: Uuid,
    key: &'a str,
    title: &'a str,
}

impl PartPage<'_> {
    fn back(&self) -> String {
        format!("/meetings/{}/record", self.meeting)
    }
    fn action(&self) -> String {
        format!("/meetings/{}/record/parts/{}", self.meeting, self.key)
    }
}

/// The record for who writes it, and the title of the part.
async fn open(v: &Visit, id: Uuid, key: &str) -> Result<(Shelf, String), PageError> {
    let shelf = Shelf::open(v, id).await?;
    v.allow(rights::may_write(&v.who, shelf.room.body.id))?;
    let title = part_title(v, &shelf.room, key).ok_or(PageError::NotFound)?;
    if shelf.state() != RecordState::Draft {
        return Err(PageError::Refused("minutes-closed"));
    }
    Ok((shelf, title))
}

/// The form of a part.
pub async fn edit(v: Visit, Path((id, key)): Path<(Uuid, String)>) -> Answer {
    let (shelf, title) = open(&v, id, &key).await?;
    let part = shelf.parts.iter().find(|p| p.key == key);
    let form = Form::new()
        .with("html", part.map_or("", |p| p.html.as_str()))
        .with("version", part.map_or(0, |p| p.version));
    let page = PartPage { v: &v, form: &form, meeting: id, key: &key, title: &title };
    html_with(&v, StatusCode::OK, &title, &page)
}

/// Saves a part.
pub async fn save(v: Visit, Path((id, key)): Path<(Uuid, String)>, mut form: Form) -> Answer {
    let (_, title) = open(&v, id, &key).await?;
    let html = match RichText::from_input(form.value("html")) {
        Ok(text) => text.to_html(),
        Err(_) => {
            form.wrong_with("html", "problem-too-long", richtext::MAX_INPUT);
            String::new()
        }
    };
    if !form.ok() {
        let page = PartPage { v: &v, form: &form, meeting: id, key: &key, title: &title };
        return html_with(&v, StatusCode::UNPROCESSABLE_ENTITY, &title, &page);
    }
    let mut tx = v.app.store().begin(v.act()).await?;
    tx.once(form.once_key()).await?;
    let before = kept::part(tx.conn(), v.tenant.id, id, &key).await?;
    let stands = before.as_ref().map_or(0, |p| p.version);
    if form.version() != stands {
        drop(tx);
        let theirs = before.map(|p| p.html).unwrap_or_default();
        let fields = [Version { name: "html", label: "minutes-part-text", theirs }];
        return conflict(&v, &form, &format!("/meetings/{id}/record/parts/{key}"), stands, &fields);
    }
    kept::write(&mut tx, id, &key, before.as_ref(), html).await?;
    tx.commit().await?;
    redirect(&v, &format!("/meetings/{id}/record"))
}
