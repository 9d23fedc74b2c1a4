//! `/follow/confirm/{token}`: the link of the first letter. Opening it changes nothing; the button does.

use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use page::{Answer, Form, Visit, html_with, redirect};

use crate::follows::{self, Follow};
use crate::news::{self, Named};
use crate::round;
use crate::what::What;

#[derive(Template)]
#[template(path = "notices/confirm.html")]
struct Confirm<'a> {
    v: &'a Visit,
    token: &'a str,
    follow: Option<&'a Follow>,
    named: Option<Named>,
    lead: String,
}

impl Confirm<'_> {
    fn waits(&self) -> bool {
        self.follow.is_some_and(|f| f.confirmed_at.is_none()) && self.named.is_some()
    }
    fn done(&self) -> bool {
        self.follow.is_some_and(|f| f.confirmed_at.is_some()) && self.named.is_some()
    }
}

async fn draw(v: &Visit, token: &str, follow: Option<&Follow>) -> Answer {
    let what = follow.and_then(|f| What::parse(&f.what));
    let named = match &what {
        Some(what) => news::named(&v.app, v.tenant.id, what).await?,
        None => None,
    };
    let pace =
        follow.map_or_else(String::new, |f| v.t(&format!("notices-pace-{}", f.wish_pace)).to_lowercase());
    let lead = named.as_ref().map_or_else(String::new, |n| {
        v.t2("notices-confirm-lead", ("what", n.name.get(v.lang).to_owned()), ("pace", pace))
    });
    let status = if named.is_some() { StatusCode::OK } else { StatusCode::NOT_FOUND };
    html_with(v, status, &v.t("notices-confirm-title"), &Confirm { v, token, follow, named, lead })
}

/// `GET /follow/confirm/{token}`
pub(crate) async fn show(v: Visit, Path(token): Path<String>) -> Answer {
    let follow = follows::by_token(v.app.db(), v.tenant.id, &token, v.now).await?;
    draw(&v, &token, follow.as_ref()).await
}

/// `POST /follow/confirm/{token}`. Pressed twice it says the same twice.
pub(crate) async fn confirm(v: Visit, Path(token): Path<String>, _form: Form) -> Answer {
    // What is known now is no news to a new follower; it is gathered before the transaction, which others wait for.
    let wished = follows::by_token(v.app.db(), v.tenant.id, &token, v.now).await?;
    let what = wished.filter(|f| f.confirmed_at.is_none()).and_then(|f| What::parse(&f.what));
    let known = match &what {
        Some(what) => news::gather(&v.app, v.tenant.id, what).await?,
        None => None,
    };
    let mut tx = v.app.store().begin(v.act()).await?;
    let Some(follow) = follows::by_token(tx.conn(), v.tenant.id, &token, v.now).await? else {
        drop(tx);
        return draw(&v, &token, None).await;
    };
    if follow.confirmed_at.is_none() {
        if let (Some(what), Some(known)) = (&what, known) {
            news::sync(&mut tx, what, known).await?;
        }
        follows::confirm(&mut tx, &follow).await?;
        round::ensure(&tx).await?;
        tx.commit().await?;
    }
    redirect(&v, &format!("/follow/confirm/{token}"))
}
