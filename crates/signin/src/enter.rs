//! What all ways of signing in end with: a session, its cookie, and the page that was wanted.

use axum::http::{HeaderValue, header};
use futures::future::{BoxFuture, FutureExt};
use kit::Actor;
use page::{Answer, App, Caller, Doors, Newcomer, PageError, Visit, redirect};
use people::persons::{self, Person};
use store::{Act, Tx};
use uuid::Uuid;

use crate::accounts;
use crate::sessions::{self, Way};

/// The cookie of the session, see `page::service`.
const COOKIE: &str = "__Host-talkoot";
/// A fortnight, as long as a session can last.
const MAX_AGE: u32 = 14 * 24 * 3600;

/// The wish for a page, if it is one of ours: a path, never another site.
pub(crate) fn own_path(wish: &str) -> &str {
    let own = wish.starts_with('/')
        && !wish.starts_with("//")
        && wish.bytes().all(|b| b.is_ascii_graphic() && b != b'\\');
    if own { wish } else { "/" }
}

/// Begins the transaction in which a person signs in: what it does is done by that person.
pub(crate) async fn begin(v: &Visit, person: &Person) -> Result<Tx, PageError> {
    let actor = Actor::Person { id: person.id, for_person: None };
    Ok(v.app.store().begin(Act { tenant: v.tenant.id, actor, now: v.now }).await?)
}

/// Begins the session, commits, and goes to the page that was wanted.
pub(crate) async fn enter(
    v: &Visit,
    mut tx: Tx,
    caller: &Caller,
    person: &Person,
    way: Way,
    next: &str,
) -> Answer {
    let (_, token) = sessions::begin_by(&mut tx, person.id, &caller.device, way).await?;
    // Who signs in anew leaves the old session of this browser behind.
    if let (Some(old), Some(owner)) = (v.session, v.who.id()) {
        sessions::end(&mut tx, owner, old).await?;
    }
    tx.commit().await?;
    let answer = redirect(v, own_path(next))?;
    with_cookie(answer, COOKIE, &token, MAX_AGE)
}

/// What other slices need who let people in: by the code of the set-up, by an invitation.
pub(crate) fn doors() -> Doors {
    Doors { problem: accounts::problem, known, welcome }
}

fn known(app: &App, tenant: Uuid, person: Uuid) -> BoxFuture<'_, Result<bool, PageError>> {
    async move { Ok(accounts::of(app.db(), tenant, person).await?.is_some()) }.boxed()
}

/// Gives somebody who has proved who they are the password of their choice, and lets them in. Who has one already
/// keeps it, and must sign in with it: a letter that has lain for days is not enough to change it.
fn welcome<'a>(v: &'a Visit, caller: &'a Caller, mut tx: Tx, new: Newcomer) -> BoxFuture<'a, Answer> {
    async move {
        let person = persons::get(tx.conn(), tx.tenant(), new.person).await?.ok_or(PageError::NotFound)?;
        if accounts::of(tx.conn(), tx.tenant(), person.id).await?.is_some() {
            return Err(PageError::Forbidden);
        }
        let login = person.email.clone().ok_or(PageError::Bad("signin-no-login"))?;
        accounts::create(&mut tx, person.id, &login, &new.password).await?;
        enter(v, tx, caller, &person, Way::Password, &new.next).await
    }
    .boxed()
}

/// The front page, with the cookie taken away.
pub(crate) fn leave(v: &Visit) -> Answer {
    with_cookie(redirect(v, "/")?, COOKIE, "", 0)
}

/// Adds a cookie that only this host gets, only over a safe connection, and that no script reads.
pub(crate) fn with_cookie(
    mut answer: axum::response::Response,
    name: &str,
    value: &str,
    max_age: u32,
) -> Answer {
    let cookie = format!("{name}={value}; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age={max_age}");
    let value = HeaderValue::from_str(&cookie).map_err(PageError::inside)?;
    answer.headers_mut().append(header::SET_COOKIE, value);
    Ok(answer)
}

#[cfg(test)]
mod tests {
    use super::own_path;

    #[test]
    fn only_own_paths_are_gone_to() {
        assert_eq!(own_path("/bodies/x?y=1"), "/bodies/x?y=1");
        for foreign in
            ["https://evil.example", "//evil.example", "/\\evil.example", "evil", "", "/a b", "/\r\nx"]
        {
            assert_eq!(own_path(foreign), "/", "{foreign}");
        }
    }
}
