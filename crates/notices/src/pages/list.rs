//! `/follow/list/{token}`: what one follows, by the link of a letter that holds for an hour.

use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use kit::Lang;
use page::{Answer, Form, Html, PageError, Peer, Visit, html, html_with, redirect};
use uuid::Uuid;

use super::follow::draw_list;
use super::{limit_peer, may_write, paces};
use crate::follows::{self, Follower};
use crate::letters::Sender;
use crate::news;
use crate::what::{PACES, What};

/// `POST /follow/list`: sends the link. The answer is the same for an address that follows nothing.
pub(crate) async fn ask(v: Visit, peer: Peer, mut form: Form) -> Answer {
    let address = form.required("list_email", 254).to_lowercase();
    if !address.is_empty() && !mail::is_address(&address) {
        form.wrong_with("list_email", "notices-not-an-address", &address);
    }
    if !form.ok() {
        return draw_list(&v, &form);
    }
    let mut tx = v.app.store().begin(v.act()).await?;
    tx.once(form.once_key()).await?;
    limit_peer(&tx, &peer).await?;
    let known = follows::by_address(tx.conn(), v.tenant.id, &address).await?;
    if may_write(&tx, &address).await?
        && let Some(owner) = known
    {
        let token = follows::list_link(&mut tx, &owner).await?;
        let sender = Sender { app: &v.app, tenant: &v.tenant };
        sender.list(&tx, &owner, v.lang, &token).await?;
    }
    tx.commit_quietly().await?;
    redirect(&v, "/follow/sent?list")
}

#[derive(Template)]
#[template(path = "notices/list.html")]
struct List<'a> {
    v: &'a Visit,
    form: &'a Form,
    token: &'a str,
    rows: Vec<Row>,
    paces: Vec<(String, String)>,
    langs: Vec<(String, String)>,
}

/// One thing that is followed.
pub(super) struct Row {
    pub(super) id: Uuid,
    pub(super) name: Html,
    pub(super) words: String,
    pub(super) url: String,
}

#[derive(Template)]
#[template(path = "notices/gone.html")]
struct Gone<'a> {
    v: &'a Visit,
}

/// A link that has ended, was never one, or is of somebody who has stopped.
pub(super) fn gone(v: &Visit) -> Answer {
    html_with(v, StatusCode::NOT_FOUND, &v.t("notices-gone-title"), &Gone { v })
}

/// What somebody follows, as lines of a list.
pub(super) async fn rows_of(v: &Visit, owner: &Follower) -> Result<Vec<Row>, PageError> {
    let mut rows = Vec::new();
    for f in follows::confirmed_of(v.app.db(), v.tenant.id, owner.id).await? {
        let Some(what) = What::parse(&f.what) else { continue };
        let named = news::named(&v.app, v.tenant.id, &what).await?;
        rows.push(Row {
            id: f.id,
            words: named.as_ref().map_or_else(|| v.t("notices-no-more"), |n| n.name.get(v.lang).to_owned()),
            name: named.as_ref().map_or_else(|| Html::escape(&v.t("notices-no-more")), |n| v.local(&n.name)),
            url: named.map(|n| v.url(&n.path)).unwrap_or_default(),
        });
    }
    Ok(rows)
}

/// The languages as choices of a form.
pub(super) fn langs() -> Vec<(String, String)> {
    Lang::ALL.iter().map(|l| (l.code().to_owned(), l.name().to_owned())).collect()
}

async fn draw(v: &Visit, owner: &Follower, token: &str) -> Answer {
    let rows = rows_of(v, owner).await?;
    let form = Form::new().with("pace", &owner.pace).with("lang", &owner.lang);
    let list = List { v, form: &form, token, rows, paces: paces(v), langs: langs() };
    html(v, &v.t("notices-list-title"), &list)
}

/// `GET /follow/list/{token}`
pub(crate) async fn show(v: Visit, Path(token): Path<String>) -> Answer {
    match follows::by_list(v.app.db(), v.tenant.id, &token, v.now).await? {
        Some(owner) => draw(&v, &owner, &token).await,
        None => gone(&v),
    }
}

/// `POST /follow/list/{token}/pace`: how often and in which language.
pub(crate) async fn pace(v: Visit, Path(token): Path<String>, mut form: Form) -> Answer {
    let codes = Lang::ALL.map(Lang::code);
    let (pace, lang) = (form.choice("pace", &PACES), form.choice("lang", &codes));
    let mut tx = v.app.store().begin(v.act()).await?;
    let Some(owner) = follows::by_list(tx.conn(), v.tenant.id, &token, v.now).await? else {
        drop(tx);
        return gone(&v);
    };
    let (Some(pace), Some(lang)) = (pace, lang) else { return Err(PageError::Bad("problem-not-a-choice")) };
    tx.once(form.once_key()).await?;
    follows::choose(&mut tx, &owner, pace, lang).await?;
    tx.noted("follower", owner.id, "chose", &[("pace", pace), ("lang", lang)]);
    tx.commit().await?;
    redirect(&v, &format!("/follow/list/{token}"))
}

/// `POST /follow/list/{token}/stop`: stops one thing.
pub(crate) async fn stop(v: Visit, Path(token): Path<String>, mut form: Form) -> Answer {
    let id = form.id("id");
    let mut tx = v.app.store().begin(v.act()).await?;
    let Some(owner) = follows::by_list(tx.conn(), v.tenant.id, &token, v.now).await? else {
        drop(tx);
        return gone(&v);
    };
    let mine = follows::confirmed_of(tx.conn(), v.tenant.id, owner.id).await?;
    let one = mine.iter().find(|f| Some(f.id) == id).ok_or(PageError::NotFound)?;
    tx.once(form.once_key()).await?;
    follows::stop(&mut tx, one).await?;
    let left = follows::get(tx.conn(), v.tenant.id, owner.id).await?.is_some();
    tx.commit().await?;
    if left { redirect(&v, &format!("/follow/list/{token}")) } else { redirect(&v, "/follow/stop/done") }
}
