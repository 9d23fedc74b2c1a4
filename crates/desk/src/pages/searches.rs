use askama::Template;
use axum::extract::{Path, Query};
use axum::http::StatusCode;
use page::{Answer, Form, PageError, Visit, html_with, redirect};
use serde::Deserialize;
use uuid::Uuid;

use crate::{rules, saved};

#[derive(Template)]
#[template(path = "desk/searches.html")]
struct Page<'a> {
    v: &'a Visit,
    form: &'a Form,
    rows: Vec<Row>,
    removed: Option<(String, Uuid)>,
}

struct Row {
    id: Uuid,
    name: String,
    url: String,
    label: String,
}

/// What the address may carry: the page that is to be saved and a name for it, or the search that was removed just now.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Asked {
    path: String,
    name: String,
    removed: Option<Uuid>,
}

/// `GET /desk/searches`
pub(crate) async fn list(v: Visit, Query(asked): Query<Asked>) -> Answer {
    v.allow(rules::may_open(&v.who))?;
    draw(&v, StatusCode::OK, &Form::new().with("path", &asked.path).with("name", &asked.name), asked.removed)
        .await
}

async fn draw(v: &Visit, status: StatusCode, form: &Form, removed: Option<Uuid>) -> Answer {
    let (db, tenant, own) = (v.app.db(), v.tenant.id, v.person()?);
    let removed = match removed {
        Some(id) => saved::get(db, tenant, own, id).await?.filter(|s| s.removed_at.is_some()),
        None => None,
    };
    let rows = saved::of(db, tenant, own)
        .await?
        .into_iter()
        .map(|s| Row {
            id: s.id,
            url: v.url(&s.path),
            label: v.t1("desk-search-remove-named", "name", &s.name),
            name: s.name,
        })
        .collect();
    let page =
        Page { v, form, rows, removed: removed.map(|s| (v.t1("desk-search-removed", "name", s.name), s.id)) };
    html_with(v, status, &v.t("desk-searches"), &page)
}

/// `POST /desk/searches`
pub(crate) async fn keep(v: Visit, mut form: Form) -> Answer {
    let own = v.person()?;
    let name = form.required("name", 120);
    let typed = form.required("path", saved::LONGEST);
    let path = saved::path_of(&typed, &v.tenant.base_url);
    if path.is_none() {
        form.wrong("path", "desk-problem-path");
    }
    let mut tx = v.app.store().begin(v.act()).await?;
    if saved::of(tx.conn(), v.tenant.id, own).await?.len() as u64 >= saved::MOST {
        form.wrong_with("name", "desk-problem-many", saved::MOST);
    }
    let (Some(path), true) = (path, form.ok()) else {
        drop(tx);
        return draw(&v, StatusCode::UNPROCESSABLE_ENTITY, &form, None).await;
    };
    tx.once(form.once_key()).await?;
    saved::keep(&mut tx, own, name, path).await?;
    tx.commit().await?;
    redirect(&v, "/desk/searches")
}

/// `POST /desk/searches/{id}/remove`
pub(crate) async fn remove(v: Visit, Path(id): Path<Uuid>, form: Form) -> Answer {
    set(&v, id, &form, true).await?;
    redirect(&v, &format!("/desk/searches?removed={id}"))
}

/// `POST /desk/searches/{id}/restore`: Kumoa.
pub(crate) async fn restore(v: Visit, Path(id): Path<Uuid>, form: Form) -> Answer {
    set(&v, id, &form, false).await?;
    redirect(&v, "/desk/searches")
}

async fn set(v: &Visit, id: Uuid, form: &Form, remove: bool) -> Result<(), PageError> {
    let own = v.person()?;
    let mut tx = v.app.store().begin(v.act()).await?;
    let before = saved::get(tx.conn(), v.tenant.id, own, id).await?.ok_or(PageError::NotFound)?;
    if before.removed_at.is_some() == remove {
        return Ok(());
    }
    tx.once(form.once_key()).await?;
    let at = remove.then(|| tx.stamp());
    saved::set_removed(&mut tx, &before, at).await?;
    tx.commit().await?;
    Ok(())
}
