//! What all ways of signing in end with: a session, its cookie, and the page that was wanted.

use axum::http::{HeaderValue, header};
use kit::Actor;
use page::{Answer, PageError, Visit, redirect};
use people::persons::Person;
use store::{Act, Tx};

use crate::caller::Caller;
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
