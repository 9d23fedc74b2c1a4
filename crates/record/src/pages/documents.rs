use askama::Template;
use axum::extract::{Path, Query};
use axum::http::StatusCode;
use futures::future::{BoxFuture, FutureExt};
use kit::{Local, Publicity, When};
use page::{Answer, App, Ask, Form, Html, PageError, Served, Upload, Visit, html, redirect};
use uuid::Uuid;

use crate::documents::{self, NewDocument};
use crate::lists::{self, DocumentFilter};
use crate::pages::matter::{self, DocumentLine, KINDS};
use crate::uploads::{self, TYPES_PROBLEM, UploadError};
use crate::view::{self, Choice, query};
use crate::{follow, matters, rights};

#[derive(Template)]
#[template(path = "record/documents.html")]
struct Page<'a> {
    v: &'a Visit,
    filter: &'a DocumentFilter,
    kinds: Vec<Choice>,
    lines: Vec<(DocumentLine, Option<(String, Html)>)>,
    next: Option<String>,
}

/// `GET /documents`: the documents that the asker may see.
pub(crate) async fn list(v: Visit, Query(filter): Query<DocumentFilter>) -> Answer {
    let page = lists::documents(v.app.db(), (v.tenant.id, &v.who), &filter).await?;
    let ids = page.rows.iter().filter_map(|d| d.matter).collect();
    let all = matters::of(v.app.db(), v.tenant.id, ids).await?;
    let mut lines = Vec::new();
    for d in page.rows.iter().filter(|d| rights::may_see_document(&v.who, d)) {
        let mut line = DocumentLine::new(&v, d);
        line.may_remove = false;
        let mut link = None;
        if let Some(m) = all.iter().find(|m| Some(m.id) == d.matter) {
            let bodies = follow::bodies_of_matter(v.app.db(), v.tenant.id, m).await?;
            if rights::may_see_matter(&v.who, m, &bodies) {
                link = Some((v.url(&format!("/matters/{}", m.id)), v.local(&m.title.0)));
            }
        }
        lines.push((line, link));
    }
    let body = Page {
        kinds: kinds(&v),
        lines,
        next: page.next.map(|n| {
            let pairs = [("q", filter.q.as_str()), ("kind", &filter.kind), ("after", &n)];
            v.url(&format!("/documents{}", query(&pairs)))
        }),
        filter: &filter,
        v: &v,
    };
    html(&v, &v.t("record-documents"), &body)
}

fn kinds(v: &Visit) -> Vec<Choice> {
    let all =
        ["attachment", "background", "record", "study", "report", "final_report", "plan", "survey", "table"];
    std::iter::once((String::new(), v.t("record-all-document-kinds")))
        .chain(all.iter().map(|k| ((*k).to_owned(), v.t(view::document_kind_key(k)))))
        .collect()
}

/// `POST /matters/{id}/documents`: attaches a file to a matter.
pub(crate) async fn attach(v: Visit, Path(id): Path<Uuid>, upload: Upload) -> Answer {
    let m = matter::load(&v, id).await?;
    v.allow(rights::may_keep_documents(&v.who))?;
    let Upload { mut form, files } = upload;
    let title = form.text("title", 300);
    let kind = form.choice("kind", &KINDS).unwrap_or("attachment").to_owned();
    let publicity = form.choice("publicity", &["public", "internal", "secret"]);
    let publicity = Publicity::parse(publicity.unwrap_or(m.publicity.as_str()));
    let ground = form.text("ground", 300);
    if publicity == Publicity::Secret && ground.is_empty() {
        form.wrong("ground", "record-ground-needed");
    }
    if strictness(publicity) < strictness(Publicity::parse(&m.publicity)) {
        form.wrong("publicity", "record-public-on-closed");
    }
    let Some(file) = files.iter().find(|f| f.field == "file") else {
        form.wrong("file", "record-file-needed");
        return matter::draw(&v, StatusCode::UNPROCESSABLE_ENTITY, &m, &form, None).await;
    };
    let looked = match uploads::look(file).await {
        Ok(looked) => looked,
        Err(UploadError::WrongType) => {
            form.wrong_with("file", TYPES_PROBLEM, &file.name);
            return matter::draw(&v, StatusCode::UNSUPPORTED_MEDIA_TYPE, &m, &form, None).await;
        }
        Err(e) => return Err(e.into()),
    };
    if !form.ok() {
        return matter::draw(&v, StatusCode::UNPROCESSABLE_ENTITY, &m, &form, None).await;
    }
    let mut tx = v.app.store().begin(v.act()).await?;
    tx.once(form.once_key()).await?;
    let stored = uploads::keep(&v, &tx, looked).await.map_err(PageError::from)?;
    let new = NewDocument {
        key: None,
        title: Local::fi(if title.is_empty() { stored.name.clone() } else { title }),
        kind,
        about: ("matter".to_owned(), m.id),
        matter: Some(m.id),
        body: None,
        file: Some(stored),
        address: String::new(),
        at: When::day(v.today()),
        publicity,
        ground,
        released: true,
        note: String::new(),
        source: String::new(),
    };
    documents::attach(&mut tx, new).await?;
    tx.commit().await?;
    redirect(&v, &format!("/matters/{}", m.id))
}

fn strictness(p: Publicity) -> u8 {
    match p {
        Publicity::Public => 0,
        Publicity::Internal => 1,
        Publicity::Secret => 2,
    }
}

/// `POST /documents/{id}/remove`: takes a document off a matter; the page that follows offers to undo it.
pub(crate) async fn remove(v: Visit, Path(id): Path<Uuid>, form: Form) -> Answer {
    let d = documents::get(v.app.db(), v.tenant.id, id).await?.ok_or(PageError::NotFound)?;
    let matter = own(&v, &d)?;
    let mut tx = v.app.store().begin(v.act()).await?;
    tx.once(form.once_key()).await?;
    let d = documents::get(tx.conn(), v.tenant.id, id).await?.ok_or(PageError::Stale)?;
    documents::remove(&mut tx, &d).await?;
    tx.commit().await?;
    redirect(&v, &format!("/matters/{matter}?removed={id}"))
}

/// `POST /documents/{id}/restore`: puts it back.
pub(crate) async fn restore(v: Visit, Path(id): Path<Uuid>, form: Form) -> Answer {
    let d = documents::removed(v.app.db(), v.tenant.id, id).await?.ok_or(PageError::NotFound)?;
    let matter = own(&v, &d)?;
    let mut tx = v.app.store().begin(v.act()).await?;
    tx.once(form.once_key()).await?;
    let d = documents::removed(tx.conn(), v.tenant.id, id).await?.ok_or(PageError::Stale)?;
    documents::put_back(&mut tx, &d).await?;
    tx.commit().await?;
    redirect(&v, &format!("/matters/{matter}"))
}

/// The matter of a document that may be changed here. Those of meetings are theirs to change.
fn own(v: &Visit, d: &documents::Document) -> Result<Uuid, PageError> {
    if !rights::may_see_document(&v.who, d) || d.about_kind != "matter" {
        return Err(PageError::NotFound);
    }
    v.allow(rights::may_keep_documents(&v.who))?;
    Ok(d.about)
}

/// Whether a document that the asker may see holds this file.
pub(crate) fn holds<'a>(
    app: &'a App,
    ask: Ask<'a>,
    sha: &'a str,
) -> BoxFuture<'a, Result<Option<Served>, PageError>> {
    async move {
        let all = documents::with_file(app.db(), ask.tenant, sha).await?;
        let seen = all.into_iter().find(|d| rights::may_see_document(ask.who, d));
        Ok(seen.map(|d| Served { name: d.name, media_type: d.media_type }))
    }
    .boxed()
}
