//! What whoever has signed in follows by the own address: a panel of the own profile, without a link by mail.

use askama::Template;
use futures::future::{BoxFuture, FutureExt};
use kit::{Lang, Subject};
use page::{Answer, Form, PageError, Visit, redirect};
use people::persons;

use super::list::{Row, langs, rows_of};
use super::paces;
use crate::follows::{self, Follower};
use crate::what::PACES;

/// The address of whoever has signed in.
pub(crate) async fn address(v: &Visit) -> Result<Option<String>, PageError> {
    let Some(id) = v.who.id() else { return Ok(None) };
    Ok(persons::get(v.app.db(), v.tenant.id, id).await?.and_then(|p| p.email))
}

#[derive(Template)]
#[template(path = "notices/own.html")]
struct Own<'a> {
    v: &'a Visit,
    form: Form,
    rows: Vec<Row>,
    paces: Vec<(String, String)>,
    langs: Vec<(String, String)>,
}

/// The panel of the profile; it stands there for whoever has an address.
pub(crate) fn draw<'a>(v: &'a Visit, _: &'a Subject) -> BoxFuture<'a, Result<Option<String>, PageError>> {
    async move {
        let Some(address) = address(v).await? else { return Ok(None) };
        let owner = follows::by_address(v.app.db(), v.tenant.id, &address).await?;
        let (form, rows) = match &owner {
            Some(owner) => {
                (Form::new().with("pace", &owner.pace).with("lang", &owner.lang), rows_of(v, owner).await?)
            }
            None => (Form::new(), Vec::new()),
        };
        Ok(Some(Own { v, form, rows, paces: paces(v), langs: langs() }.render()?))
    }
    .boxed()
}

/// Whoever has signed in, as a follower.
async fn owner(v: &Visit, tx: &store::Tx) -> Result<Follower, PageError> {
    v.person()?;
    let address = address(v).await?.ok_or(PageError::NotFound)?;
    follows::by_address(tx.conn(), v.tenant.id, &address).await?.ok_or(PageError::NotFound)
}

/// `POST /profile/follows/pace`: how often and in which language.
pub(crate) async fn pace(v: Visit, mut form: Form) -> Answer {
    v.person()?;
    let codes = Lang::ALL.map(Lang::code);
    let (pace, lang) = (form.choice("pace", &PACES), form.choice("lang", &codes));
    let (Some(pace), Some(lang)) = (pace, lang) else { return Err(PageError::Bad("problem-not-a-choice")) };
    let mut tx = v.app.store().begin(v.act()).await?;
    let owner = owner(&v, &tx).await?;
    tx.once(form.once_key()).await?;
    follows::choose(&mut tx, &owner, pace, lang).await?;
    tx.noted("follower", owner.id, "chose", &[("pace", pace), ("lang", lang)]);
    tx.commit().await?;
    redirect(&v, "/profile#follows")
}

/// `POST /profile/follows/stop`: stops one thing.
pub(crate) async fn stop(v: Visit, mut form: Form) -> Answer {
    v.person()?;
    let id = form.id("id");
    let mut tx = v.app.store().begin(v.act()).await?;
    let owner = owner(&v, &tx).await?;
    let mine = follows::confirmed_of(tx.conn(), v.tenant.id, owner.id).await?;
    let one = mine.iter().find(|f| Some(f.id) == id).ok_or(PageError::NotFound)?;
    tx.once(form.once_key()).await?;
    follows::stop(&mut tx, one).await?;
    tx.commit().await?;
    redirect(&v, "/profile#follows")
}
