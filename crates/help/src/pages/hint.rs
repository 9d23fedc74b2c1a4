//! A hint above a page, and the press that puts it away.

use askama::Template;
use axum::extract::Path;
use futures::future::{BoxFuture, FutureExt};
use page::{Answer, Form, PageError, Visit, redirect};

use crate::hints::{self, HINTS};

#[derive(Template)]
#[template(path = "help/hint.html")]
struct Shown<'a> {
    v: &'a Visit,
    key: &'static str,
    text: String,
    back: &'a str,
}

/// The hint of the page that is asked for, unless the person has put it away.
pub(crate) fn above(v: &Visit) -> BoxFuture<'_, Result<Option<String>, PageError>> {
    async move {
        let here = v.path.split('?').next().unwrap_or("/");
        let (Some(person), Some(hint)) = (v.who.id(), hints::on(here, &v.who)) else { return Ok(None) };
        if hints::is_seen(v.app.db(), v.tenant.id, person, hint.key).await? {
            return Ok(None);
        }
        let text = v.t(&format!("hint-{}", hint.key));
        Ok(Some(Shown { v, key: hint.key, text, back: here }.render()?))
    }
    .boxed()
}

/// `POST /hints/{key}/seen`
pub(crate) async fn seen(v: Visit, Path(key): Path<String>, form: Form) -> Answer {
    let person = v.person()?;
    let hint = HINTS.iter().find(|h| h.key == key).ok_or(PageError::NotFound)?;
    let tx = v.app.store().begin(v.act()).await?;
    hints::put_away(&tx, person, hint.key).await?;
    // It is the person's own view and no part of the record.
    tx.commit_quietly().await?;
    redirect(&v, form.back())
}

/// `POST /hints/again`
pub(crate) async fn again(v: Visit, _: Form) -> Answer {
    let person = v.person()?;
    let tx = v.app.store().begin(v.act()).await?;
    hints::bring_back(&tx, person).await?;
    tx.commit_quietly().await?;
    redirect(&v, "/guide?again=1")
}
