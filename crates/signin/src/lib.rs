//! Who comes in: the gate, sessions, and the ways of signing in.
//!
//! A session is a row with the digest of a 256-bit token; the token is in the cookie alone. People list and end
//! their sessions. A link in a mail never acts on GET: scanners open every link.

pub mod sessions;

use axum::http::StatusCode;
use futures::future::{BoxFuture, FutureExt};
use page::{Admission, App, Feature, PageError};

page::texts!(fn texts);

/// What this slice gives to the house.
pub fn feature() -> Feature {
    Feature {
        name: "signin",
        migrations: sessions::migrations(),
        texts: Some(texts),
        gate: Some(gate),
        ..Feature::default()
    }
}

fn gate<'a>(
    app: &'a App,
    host: &'a str,
    cookie: Option<&'a str>,
) -> BoxFuture<'a, Result<Admission, PageError>> {
    async move {
        let tenant = people::tenants::by_host(app.db(), host)
            .await?
            .ok_or_else(|| PageError::Inside(format!("no tenant for {host} ({})", StatusCode::NOT_FOUND)))?;
        let session = match cookie {
            Some(token) => sessions::find(app, tenant.id, token).await?,
            None => None,
        };
        let who = match &session {
            Some(s) => people::persons::who(app.db(), tenant.id, s.person, app.today()).await?,
            None => kit::Who::Nobody,
        };
        let acting_for = match session.as_ref().and_then(|s| s.acting_for) {
            Some(id) => people::persons::get(app.db(), tenant.id, id).await?.map(|p| (p.id, p.name)),
            None => None,
        };
        Ok(Admission { session: session.filter(|_| who.is_person()).map(|s| s.id), tenant, who, acting_for })
    }
    .boxed()
}
