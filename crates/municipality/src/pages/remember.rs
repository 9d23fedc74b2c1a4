//! The reader's own municipality, kept by the browser and nowhere else.

use axum::extract::Path;
use axum::http::{HeaderValue, header};
use page::{Answer, Form, PageError, Visit, redirect};
use people::municipalities::REMEMBERED;

use super::town_of;

/// A year.
const MAX_AGE: u32 = 365 * 24 * 3600;

/// `POST /municipalities/{slug}/remember`: sets the cookie that the reader has just asked for.
pub(crate) async fn remember(v: Visit, Path(slug): Path<String>, form: Form) -> Answer {
    let town = town_of(&v, &slug).await?;
    answer(&v, &form, &town.slug, &town.slug, MAX_AGE)
}

/// `POST /municipalities/{slug}/forget`: takes it away.
pub(crate) async fn forget(v: Visit, Path(slug): Path<String>, form: Form) -> Answer {
    let town = town_of(&v, &slug).await?;
    answer(&v, &form, &town.slug, "", 0)
}

fn answer(v: &Visit, form: &Form, slug: &str, value: &str, max_age: u32) -> Answer {
    let back = match form.value("back") {
        "front" => "/".to_owned(),
        _ => format!("/municipalities/{slug}"),
    };
    let cookie = format!("{REMEMBERED}={value}; Path=/; Max-Age={max_age}; Secure; HttpOnly; SameSite=Lax");
    let cookie = HeaderValue::from_str(&cookie).map_err(PageError::inside)?;
    let mut answer = redirect(v, &back)?;
    answer.headers_mut().append(header::SET_COOKIE, cookie);
    Ok(answer)
}
