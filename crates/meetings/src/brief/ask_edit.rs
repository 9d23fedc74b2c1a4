//! The secretary's page: what an item asks of the municipalities.

use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use page::{Answer, Form, Html, PageError, Visit, html_with, redirect};
use people::municipalities;
use uuid::Uuid;

use super::asks::{self, NewAsk};
use crate::agenda::{self, Item};
use crate::meetings::Meeting;
use crate::view::{self, Choice};

#[derive(Template)]
#[template(path = "meetings/item_asks.html")]
struct Page<'a> {
    v: &'a Visit,
    form: &'a Form,
    m: &'a Meeting,
    item: &'a Item,
    title: Html,
    towns: Vec<Choice>,
}

async fn load(v: &Visit, id: &str, item: &str) -> Result<(Meeting, Item), PageError> {
    let (m, _) = view::prepared(v, id).await?;
    let found = agenda::get(v.app.db(), v.tenant.id, view::id(item)?).await?;
    let item = found.filter(|i| i.meeting == m.id).ok_or(PageError::NotFound)?;
    Ok((m, item))
}

async fn towns(v: &Visit, m: &Meeting) -> Result<Vec<Choice>, PageError> {
    let day = m.day().unwrap_or_else(|| v.today());
    let all = municipalities::on(v.app.db(), &v.tenant, day).await?;
    Ok(all.into_iter().map(|t| (t.id.to_string(), t.name(v.lang).to_owned())).collect())
}

async fn draw(v: &Visit, m: &Meeting, item: &Item, form: &Form) -> Answer {
    let page = Page { v, form, m, item, title: v.local(&item.title.0), towns: towns(v, m).await? };
    let status = if form.ok() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    html_with(v, status, &v.t("brief-asks-title"), &page)
}

/// `GET /meetings/{id}/items/{item}/asks`.
pub(super) async fn show(v: Visit, Path((id, item)): Path<(String, String)>) -> Answer {
    let (m, item) = load(&v, &id, &item).await?;
    let stands = asks::of(v.app.db(), v.tenant.id, vec![item.id]).await?.into_iter().next();
    let mut form = Form::new().with("version", stands.as_ref().map_or(0, |s| s.version));
    if let Some(stands) = stands {
        form = view::with_local(form, "text", &stands.text.0)
            .with("due", stands.due.map_or_else(String::new, |d| v.date(d.0)));
        for town in &stands.municipalities.0 {
            form = form.with("municipality", town);
        }
    }
    draw(&v, &m, &item, &form).await
}

/// `POST /meetings/{id}/items/{item}/asks`.
pub(super) async fn save(v: Visit, Path((id, item)): Path<(String, String)>, mut form: Form) -> Answer {
    let (m, item) = load(&v, &id, &item).await?;
    let text = view::local_field(&mut form, "text", 500, false);
    let due = form.day("due");
    let known = towns(&v, &m).await?;
    let ticked = form.list("municipality");
    if ticked.iter().any(|t| !known.iter().any(|(id, _)| id == t)) {
        form.wrong("municipality", "problem-not-a-choice");
    }
    if text.fi.is_empty() && !text.is_empty() {
        form.wrong("text_fi", "problem-required");
    }
    if !form.ok() {
        return draw(&v, &m, &item, &form).await;
    }
    let municipalities: Vec<Uuid> = form.list("municipality").iter().filter_map(|t| t.parse().ok()).collect();
    let mut tx = v.app.store().begin(v.act()).await?;
    tx.once(form.once_key()).await?;
    let stands = asks::of(tx.conn(), v.tenant.id, vec![item.id]).await?.into_iter().next();
    store::Tx::fresh(form.version(), stands.map_or(0, |s| s.version))?;
    asks::set(&mut tx, item.id, NewAsk { text, municipalities, due }).await?;
    tx.noted("item", item.id, "asks_set", &[]);
    tx.commit().await?;
    redirect(&v, &format!("/meetings/{}/agenda#i-{}", m.id, item.id))
}
