//! Files and addresses that go with an item.

use assembly::ItemChange;
use axum::extract::Path;
use kit::{Local, Publicity, When};
use page::{Answer, Form, PageError, Upload, Visit, redirect, redirect_undo};
use record::documents::{self, NewDocument, UploadError};

use super::agenda::open;
use super::item::{load, tell};
use super::item_edit;
use crate::view;

/// `POST …/items/{item}/attach`: a file with its title.
pub(crate) async fn add(v: Visit, Path((id, item)): Path<(String, String)>, upload: Upload) -> Answer {
    let (m, body, item) = load(&v, &id, &item).await?;
    let mut form = upload.form;
    let reason = form.text("late_reason", 500);
    if m.state().is_called() && reason.is_empty() {
        form.wrong("late_reason", "late-reason-missing");
    }
    let title = form.text("title", 200);
    let looked = match upload.files.first() {
        Some(file) => match documents::look(file).await {
            Ok(looked) => Some((file.name.clone(), looked)),
            Err(UploadError::WrongType) => return Err(PageError::WrongType),
            Err(e) => return Err(e.into()),
        },
        None => {
            form.wrong("file", "problem-required");
            None
        }
    };
    let Some((name, looked)) = looked.filter(|_| form.ok()) else {
        return item_edit::again(&v, &form, (&m, &body), &item).await;
    };
    let late = open(&m, ItemChange::Attachment, &reason)?;
    let mut tx = v.app.store().begin(v.act()).await?;
    tx.once(form.once_key()).await?;
    let file = documents::keep(&v, &tx, looked).await?;
    let public = item.publicity() == Publicity::Public;
    let new = NewDocument {
        key: None,
        title: Local::fi(if title.is_empty() { name } else { title }),
        kind: "attachment".to_owned(),
        about: ("item".to_owned(), item.id),
        matter: item.matter,
        body: Some(m.body),
        file: Some(file),
        address: String::new(),
        at: When::day(v.today()),
        // A file is as public as the item that it goes with.
        publicity: item.publicity(),
        ground: item.ground.clone(),
        released: public && m.is_open(),
        note: String::new(),
        source: String::new(),
    };
    documents::attach(&mut tx, new).await?;
    if let Some(reason) = late {
        tell(&v, &mut tx, (&m, &body), &item, &reason).await?;
    }
    tx.commit().await?;
    redirect(&v, &format!("/meetings/{}/items/{}#f-attach", m.id, item.id))
}

/// `POST …/items/{item}/detach` with the document's id.
pub(crate) async fn remove(v: Visit, Path((id, item)): Path<(String, String)>, form: Form) -> Answer {
    let (m, body, item) = load(&v, &id, &item).await?;
    let reason = form.value("late_reason").trim().to_owned();
    let late = open(&m, ItemChange::Attachment, &reason)?;
    let found = documents::get(v.app.db(), v.tenant.id, view::id(form.value("document"))?).await?;
    let document =
        found.filter(|d| d.about == item.id && d.about_kind == "item").ok_or(PageError::NotFound)?;
    let mut tx = v.app.store().begin(v.act()).await?;
    tx.once(form.once_key()).await?;
    let undo = v.undoable(&mut tx, "undo-attachment-removed", document.title.0.get(v.lang));
    documents::remove(&mut tx, &document).await?;
    if let Some(reason) = late {
        tell(&v, &mut tx, (&m, &body), &item, &reason).await?;
    }
    tx.commit().await?;
    redirect_undo(&v, &format!("/meetings/{}/items/{}#f-attach", m.id, item.id), undo)
}
