//! `/follow`: what to follow, and the way to one's own list.

use askama::Template;
use axum::extract::{Query, RawQuery};
use axum::http::StatusCode;
use page::{Answer, Form, PageError, Peer, Visit, html, html_with, redirect};
use serde::Deserialize;

use super::{limit_peer, may_write, paces};
use crate::follows::{self, Asked, Wish};
use crate::letters::Sender;
use crate::news::{self, Named};
use crate::round;
use crate::what::{PACES, What};

#[derive(Template)]
#[template(path = "notices/follow.html")]
struct Follow<'a> {
    v: &'a Visit,
    form: &'a Form,
    list_form: &'a Form,
    kind: &'a str,
    named: Option<&'a Named>,
    feed: Option<String>,
    title: &'a str,
    paces: Vec<(String, String)>,
}

/// What the address asks for.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Asking {
    kind: String,
    id: String,
    word: String,
}

fn draw(v: &Visit, kind: &str, named: Option<&Named>, form: &Form, list_form: &Form) -> Answer {
    let status = if form.ok() && list_form.ok() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let title = match named {
        Some(named) => v.t1("notices-title-of", "what", named.name.get(v.lang)),
        None => v.t("notices-title"),
    };
    let feed = named.map(|n| n.feed.clone());
    let page = Follow { v, form, list_form, kind, named, feed, title: &title, paces: paces(v) };
    html_with(v, status, &title, &page)
}

/// The page with what is wrong with the form of the list.
pub(crate) fn draw_list(v: &Visit, list_form: &Form) -> Answer {
    draw(v, "word", None, &Form::new().with("pace", "daily"), list_form)
}

/// `GET /follow?kind=municipality&id=…`, `?kind=word&word=…`, or neither.
pub(crate) async fn show(v: Visit, Query(asking): Query<Asking>) -> Answer {
    let form = Form::new()
        .with("pace", "daily")
        .with("id", &asking.id)
        .with("word", asking.word.trim())
        .with("email", super::own::address(&v).await?.unwrap_or_default());
    if !matches!(asking.kind.as_str(), "municipality" | "body" | "matter") {
        return draw(&v, "word", None, &form, &Form::new());
    }
    let what = What::read(&asking.kind, &asking.id, "").ok_or(PageError::NotFound)?;
    let named = news::named(&v.app, v.tenant.id, &what).await?.ok_or(PageError::NotFound)?;
    draw(&v, &asking.kind, Some(&named), &form, &Form::new())
}

/// `POST /follow`: writes to the address, whoever it is, and says so the same way each time.
pub(crate) async fn ask(v: Visit, peer: Peer, mut form: Form) -> Answer {
    let kind = form.value("kind").to_owned();
    let what = What::read(&kind, form.value("id"), form.value("word"));
    let named = match &what {
        Some(what) => Some(news::named(&v.app, v.tenant.id, what).await?.ok_or(PageError::NotFound)?),
        None if kind == "word" => {
            form.wrong("word", "notices-word-wrong");
            None
        }
        None => return Err(PageError::NotFound),
    };
    let address = form.required("email", 254).to_lowercase();
    if !address.is_empty() && !mail::is_address(&address) {
        form.wrong_with("email", "notices-not-an-address", &address);
    }
    let pace = form.choice("pace", &PACES).unwrap_or("daily");
    let (Some(what), Some(named), true) = (what, &named, form.ok()) else {
        let shown = named.as_ref().filter(|_| kind != "word");
        return draw(&v, &kind, shown, &form, &Form::new());
    };
    let mut tx = v.app.store().begin(v.act()).await?;
    tx.once(form.once_key()).await?;
    limit_peer(&tx, &peer).await?;
    if may_write(&tx, &address).await? {
        let sender = Sender { app: &v.app, tenant: &v.tenant };
        match follows::ask(&mut tx, Wish { address, what, pace, lang: v.lang }).await? {
            Asked::Waits(owner, token) => sender.confirm(&tx, &owner, named, (v.lang, pace), &token).await?,
            Asked::Stands(owner) => {
                let token = follows::list_link(&mut tx, &owner).await?;
                sender.list(&tx, &owner, v.lang, &token).await?;
            }
        }
        round::ensure(&tx).await?;
        tx.commit().await?;
    } else {
        tx.commit_quietly().await?;
    }
    redirect(&v, "/follow/sent")
}

#[derive(Template)]
#[template(path = "notices/sent.html")]
struct Sent<'a> {
    v: &'a Visit,
    list: bool,
}

/// `GET /follow/sent`: that a letter has gone, without saying to whom or whether the address was known.
pub(crate) async fn sent(v: Visit, RawQuery(query): RawQuery) -> Answer {
    let list = query.as_deref() == Some("list");
    html(&v, &v.t("notices-sent-title"), &Sent { v: &v, list })
}
