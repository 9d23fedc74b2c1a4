//! Versions: freezing one, and reading one as it stood.

use std::collections::BTreeMap;

use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use kit::Lang;
use page::{Answer, Form, Html, PageError, Visit, html, redirect};
use uuid::Uuid;

use crate::book;
use crate::keep::editions::{self, Content, Edition, NewEdition, STATES};
use crate::keep::plans::{self, Plan};
use crate::keep::whole::Whole;
use crate::pages::plan::EditionLine;
use crate::pages::{files, plan, plan_edit};
use crate::rules::rights;
use crate::view;

/// `POST /plans/{key}/editions`: freezes the plan as it stands now, or notes a version of old that lies elsewhere.
pub(crate) async fn freeze(v: Visit, Path(key): Path<String>, mut form: Form) -> Answer {
    let w = plan_edit::kept(&v, &key).await?;
    let name = view::local_required(&mut form, "name", 200);
    let state = form.choice("edition-state", &STATES).unwrap_or("draft").to_owned();
    let at = form.when("edition-at");
    let elsewhere = form.value("what") == "elsewhere";
    if state != "draft" && !elsewhere && at.is_unknown() && form.ok() {
        form.wrong("edition-at", "problem-required");
    }
    let address = form.text("address", 500);
    if !address.is_empty() && !address.starts_with("http://") && !address.starts_with("https://") {
        form.wrong("address", "plans-problem-address");
    }
    let mut new = NewEdition {
        name,
        state,
        at,
        decided_by: view::local(&mut form, "decided-by", 300),
        address,
        note: view::local(&mut form, "edition-note", 1000),
        content: None,
        source: form.text("edition-source", 300),
    };
    if !form.ok() {
        return plan::draw(&v, StatusCode::UNPROCESSABLE_ENTITY, &w, &form).await;
    }
    let mut tx = v.app.store().begin(v.act()).await?;
    tx.once(form.once_key()).await?;
    if !elsewhere {
        let before = plans::get(tx.conn(), v.tenant.id, w.plan.id).await?.ok_or(PageError::NotFound)?;
        let stands = if new.state == "draft" { "draft" } else { "approved" };
        let now = plans::stated(&mut tx, &before, stands, &new.at).await?;
        let w = Whole::of(tx.conn(), now).await?;
        new.content = Some(content(&v, &w));
    }
    let edition = editions::keep(&mut tx, w.plan.id, new).await?;
    tx.commit().await?;
    redirect(&v, &format!("/editions/{}", edition.id))
}

/// The plan as it stands, in all languages.
fn content(v: &Visit, w: &Whole) -> Content {
    let of = |lang: Lang| (lang.code().to_owned(), book::whole(&v.app, &v.tenant, lang, v.today(), w));
    Lang::ALL.into_iter().map(of).collect::<BTreeMap<_, _>>()
}

#[derive(Template)]
#[template(path = "plans/edition.html")]
struct Page<'a> {
    v: &'a Visit,
    plan: Plan,
    line: EditionLine,
    id: Uuid,
    address: String,
    html: Option<Html>,
    newer: Option<(String, Html)>,
}

/// The version and its plan, where the asker may see it.
pub(crate) async fn load(v: &Visit, id: Uuid) -> Result<(Edition, Plan), PageError> {
    let edition = editions::get(v.app.db(), v.tenant.id, id).await?.ok_or(PageError::NotFound)?;
    let plan = plans::get(v.app.db(), v.tenant.id, edition.plan).await?.ok_or(PageError::NotFound)?;
    if rights::may_see(&v.who, &plan.publicity) { Ok((edition, plan)) } else { Err(PageError::NotFound) }
}

/// The document of a version in the visitor's language.
pub(crate) fn document(v: &Visit, edition: &Edition) -> Option<doc::Document> {
    edition.content.0.as_ref()?.get(v.lang.code()).cloned()
}

/// `GET /editions/{id}`: a version as it stood.
pub(crate) async fn show(v: Visit, Path(id): Path<Uuid>) -> Answer {
    let (edition, plan) = load(&v, id).await?;
    let all = editions::of(v.app.db(), v.tenant.id, plan.id).await?;
    let newer = all.iter().rev().find(|e| e.number > edition.number && e.state != "draft");
    let title = format!("{}: {}", plan.title.0.get(v.lang), edition.name.0.get(v.lang));
    let page = Page {
        line: EditionLine::new(&v, &edition),
        id,
        address: edition.address.clone(),
        html: document(&v, &edition).map(|d| Html::raw(doc::html(&d))),
        newer: newer.map(|e| (v.url(&format!("/editions/{}", e.id)), v.local(&e.name.0))),
        plan,
        v: &v,
    };
    html(&v, &title, &page)
}

/// `GET /editions/{id}/plan.pdf`.
pub(crate) async fn pdf(v: Visit, Path(id): Path<Uuid>) -> Answer {
    let (edition, plan) = load(&v, id).await?;
    let document = document(&v, &edition).ok_or(PageError::NotFound)?;
    files::pdf(&v, document, &format!("{}-{}", plan.key, edition.number)).await
}

/// `GET /editions/{id}/plan.docx`.
pub(crate) async fn docx(v: Visit, Path(id): Path<Uuid>) -> Answer {
    let (edition, plan) = load(&v, id).await?;
    let document = document(&v, &edition).ok_or(PageError::NotFound)?;
    files::docx(document, &format!("{}-{}", plan.key, edition.number)).await
}
