//! The tray of mails that could not be placed.

use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use page::{Answer, Form, PageError, Visit, html_with, redirect_undo};
use store::Tx;
use uuid::Uuid;

use crate::{rules, tray};

#[derive(Template)]
#[template(path = "site/tray.html")]
struct List<'a> {
    v: &'a Visit,
    strays: Vec<Line>,
}

struct Line {
    id: Uuid,
    version: i64,
    from: String,
    subject: String,
    at: String,
    answer: Option<String>,
    reason: String,
    text: String,
    heading: String,
}

/// `GET /tray`.
pub(crate) async fn list(v: Visit) -> Answer {
    v.allow(rules::may_tidy(&v.who))?;
    draw(&v).await
}

async fn draw(v: &Visit) -> Answer {
    let strays = tray::open(v.app.db(), v.tenant.id)
        .await?
        .into_iter()
        .map(|s| Line {
            id: s.id,
            version: s.version,
            heading: if s.subject.is_empty() { v.t("site-tray-no-subject") } else { s.subject.clone() },
            from: if s.from_name.is_empty() {
                s.from_address
            } else {
                format!("{} <{}>", s.from_name, s.from_address)
            },
            subject: s.subject,
            at: v.date_time(s.received_at.at()),
            answer: s.answer.as_deref().and_then(answer_key).map(|k| v.t(k)),
            reason: v.t(&format!("site-tray-reason-{}", s.reason)),
            text: s.text,
        })
        .collect();
    html_with(v, StatusCode::OK, &v.t("site-tray"), &List { v, strays })
}

fn answer_key(answer: &str) -> Option<&'static str> {
    match answer {
        "ACCEPTED" => Some("site-answer-accepted"),
        "DECLINED" => Some("site-answer-declined"),
        "TENTATIVE" => Some("site-answer-tentative"),
        "DELEGATED" => Some("site-answer-delegated"),
        _ => None,
    }
}

/// `POST /tray/{id}`: somebody has seen to it.
pub(crate) async fn done(v: Visit, Path(id): Path<Uuid>, form: Form) -> Answer {
    v.allow(rules::may_tidy(&v.who))?;
    let by = v.person()?;
    let stray = tray::get(v.app.db(), v.tenant.id, id).await?.ok_or(PageError::NotFound)?;
    let mut tx = v.app.store().begin(v.act()).await?;
    tx.once(form.once_key()).await?;
    Tx::fresh(form.version(), stray.version)?;
    let undo = v.undoable(&mut tx, "undo-stray-done", &stray.subject);
    tray::settle(&mut tx, &stray, by).await?;
    tx.commit().await?;
    redirect_undo(&v, "/tray", undo)
}
