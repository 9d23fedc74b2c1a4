use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use kit::{Role, Who};
use page::{Answer, Form, PageError, Visit, html_with, redirect};
use people::municipalities;
use uuid::Uuid;

use crate::api::keys::{self, Key};

/// Keys are the administrator's: whoever holds one speaks for a municipality.
fn may_keep(who: &Who) -> bool {
    who.has(Role::Admin)
}

struct Line {
    id: Uuid,
    municipality: String,
    name: String,
    made: String,
    used: String,
    revoked: String,
}

#[derive(Template)]
#[template(path = "intake/keys.html")]
struct Page<'a> {
    v: &'a Visit,
    form: &'a Form,
    token: &'a str,
    choices: Vec<(String, String)>,
    lines: Vec<Line>,
}

/// `GET /api-keys`.
pub(crate) async fn show(v: Visit) -> Answer {
    v.allow(may_keep(&v.who))?;
    draw(&v, StatusCode::OK, &Form::new(), "").await
}

async fn draw(v: &Visit, status: StatusCode, form: &Form, token: &str) -> Answer {
    let towns = municipalities::all(v.app.db(), v.tenant.id).await?;
    let name = |k: &Key| towns.iter().find(|m| m.id == k.municipality).map(|m| m.name(v.lang).to_owned());
    let lines = keys::list(v.app.db(), v.tenant.id)
        .await?
        .into_iter()
        .map(|k| Line {
            id: k.id,
            municipality: name(&k).unwrap_or_default(),
            made: format!("{} · {}", v.date_time(k.created_at.at()), k.by_name),
            used: k.used_at.map(|at| v.date_time(at.at())).unwrap_or_default(),
            revoked: k.revoked_at.map(|at| v.date_time(at.at())).unwrap_or_default(),
            name: k.name,
        })
        .collect();
    let mut choices = vec![(String::new(), v.t("api-choose"))];
    let today = municipalities::on(v.app.db(), &v.tenant, v.today()).await?;
    choices.extend(today.iter().map(|m| (m.id.to_string(), m.name(v.lang).to_owned())));
    html_with(v, status, &v.t("api-title"), &Page { v, form, token, choices, lines })
}

/// `POST /api-keys`: a new key, shown this once.
pub(crate) async fn make(v: Visit, mut form: Form) -> Answer {
    v.allow(may_keep(&v.who))?;
    let name = form.required("name", 120);
    let municipality = form.id("municipality");
    let found = match municipality {
        Some(id) => municipalities::get(v.app.db(), v.tenant.id, id).await?,
        None => None,
    };
    let Some(municipality) = found else {
        form.wrong("municipality", "problem-required");
        return draw(&v, StatusCode::UNPROCESSABLE_ENTITY, &form, "").await;
    };
    if !form.ok() {
        return draw(&v, StatusCode::UNPROCESSABLE_ENTITY, &form, "").await;
    }
    let mut tx = v.app.store().begin(v.act()).await?;
    tx.once(form.once_key()).await?;
    let (_, token) = keys::make(&mut tx, municipality.id, &name, v.who.name()).await?;
    tx.commit().await?;
    draw(&v, StatusCode::OK, &Form::new(), &token).await
}

/// `POST /api-keys/{id}/revoke`.
pub(crate) async fn revoke(v: Visit, Path(id): Path<Uuid>, form: Form) -> Answer {
    v.allow(may_keep(&v.who))?;
    let key = keys::get(v.app.db(), v.tenant.id, id).await?.ok_or(PageError::NotFound)?;
    let mut tx = v.app.store().begin(v.act()).await?;
    tx.once(form.once_key()).await?;
    if key.revoked_at.is_none() {
        keys::revoke(&mut tx, &key).await?;
        tx.commit().await?;
    }
    redirect(&v, "/api-keys")
}
