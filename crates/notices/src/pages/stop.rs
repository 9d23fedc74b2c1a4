//! The link that stands in every letter: one press stops all and erases the address. People press a button; mail
//! programs send what RFC 8058 says. Opening the link changes nothing.

use askama::Template;
use axum::body::Bytes;
use axum::extract::Path;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::IntoResponse;
use page::{Answer, Form, PageError, Visit, html, redirect};

use super::list::gone;
use crate::news;
use crate::what::What;
use crate::{follows, links};

#[derive(Template)]
#[template(path = "notices/stop.html")]
struct Stop<'a> {
    v: &'a Visit,
    token: &'a str,
    done: bool,
    names: Vec<String>,
}

/// `GET /follow/stop/{token}`
pub(crate) async fn show(v: Visit, Path(token): Path<String>) -> Answer {
    let title = v.t("notices-stop-title");
    if token == "done" {
        return html(&v, &title, &Stop { v: &v, token: "", done: true, names: Vec::new() });
    }
    let Some(id) = links::stopper(&v.tenant, &token) else { return gone(&v) };
    // Who has stopped already is told so and no more.
    let done = follows::get(v.app.db(), v.tenant.id, id).await?.is_none();
    let mut names = Vec::new();
    for f in follows::confirmed_of(v.app.db(), v.tenant.id, id).await? {
        if let Some(what) = What::parse(&f.what)
            && let Some(named) = news::named(&v.app, v.tenant.id, &what).await?
        {
            names.push(named.name.get(v.lang).to_owned());
        }
    }
    html(&v, &title, &Stop { v: &v, token: &token, done, names })
}

async fn end(v: &Visit, token: &str) -> Result<bool, PageError> {
    let Some(id) = links::stopper(&v.tenant, token) else { return Ok(false) };
    let mut tx = v.app.store().begin(v.act()).await?;
    follows::stop_all(&mut tx, id).await?;
    tx.commit_quietly().await?;
    Ok(true)
}

/// `POST /follow/stop/{token}`: the button.
pub(crate) async fn stop(v: Visit, Path(token): Path<String>, _form: Form) -> Answer {
    if end(&v, &token).await? { redirect(&v, "/follow/stop/done") } else { gone(&v) }
}

/// `GET /unsubscribe/{token}`: somebody opens what is meant for mail programs.
pub(crate) async fn to_page(v: Visit, Path(token): Path<String>) -> Answer {
    // Only what can be a token goes into the address.
    if !token.bytes().all(|b| b.is_ascii_hexdigit()) {
        return Err(PageError::NotFound);
    }
    let to = HeaderValue::from_str(&v.url(&format!("/follow/stop/{token}"))).map_err(PageError::inside)?;
    Ok((StatusCode::SEE_OTHER, [(header::LOCATION, to)]).into_response())
}

/// `POST /unsubscribe/{token}`: a mail program, which has no form token and no cookie; the link itself is the proof.
pub(crate) async fn one_click(v: Visit, Path(token): Path<String>, body: Bytes) -> Answer {
    if !form_urlencoded::parse(&body).any(|(k, w)| k == "List-Unsubscribe" && w == "One-Click") {
        return Err(PageError::Bad("notices-one-click"));
    }
    if end(&v, &token).await? { Ok(StatusCode::OK.into_response()) } else { Err(PageError::NotFound) }
}
