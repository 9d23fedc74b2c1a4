//! Who comes in: the gate, sessions, and the ways of signing in.
//!
//! A session is a row with the digest of a 256-bit token; the token is in the cookie alone. People list and end
//! their sessions. A link in a mail never acts on GET: scanners open every link. A login that does not exist
//! answers like a wrong password and takes as long; an address that nobody has is answered like any other.
//!
//! Ways: password ([`accounts`]), link by mail ([`links`]), the directory of one's own house ([`oidc`]). The program
//! that serves gives the provider's settings as a part: `AppBuilder::part(oidc::Settings)`; without it there is no
//! such button. The limit of tries counts by address where the server tells it (axum's `ConnectInfo`).

pub mod accounts;
mod caller;
pub mod demo;
mod enter;
pub mod links;
pub mod oidc;
mod pages;
pub mod sessions;
mod tables;
mod tries;

use futures::future::{BoxFuture, FutureExt};
use page::{Admission, App, Feature, PageError, Routes};
use pages::{link, login, profile};

page::texts!(fn texts);

/// What this slice gives to the house.
pub fn feature() -> Feature {
    Feature {
        name: "signin",
        routes: Routes::new()
            .page("/login", login::show)
            .act("/login", login::save)
            .act("/logout", login::leave)
            .page("/login/link", link::ask)
            .act("/login/link", link::send)
            .page("/login/link/{token}", link::show)
            .act("/login/link/{token}", link::redeem)
            .page("/login/oidc", pages::oidc::begin)
            .get("/login/oidc/callback", pages::oidc::back)
            .page("/profile", profile::show)
            .act("/profile", profile::save)
            .act("/profile/password", profile::password)
            .act("/profile/photo", profile::photo)
            .act("/profile/photo/remove", profile::no_photo)
            .act("/profile/sessions/{id}/end", profile::end_session)
            .act("/profile/acting", profile::act_for),
        migrations: tables::migrations(),
        texts: Some(texts),
        gate: Some(gate),
        doors: Some(enter::doors()),
        demo: Some(demo::load),
        ..Feature::default()
    }
}

fn gate<'a>(
    app: &'a App,
    host: &'a str,
    cookie: Option<&'a str>,
) -> BoxFuture<'a, Result<Admission, PageError>> {
    async move {
        let Some(tenant) = people::tenants::by_host(app.db(), host).await? else {
            // A host that no region has, where regions are, is nowhere.
            let any = people::tenants::any(app.db()).await?;
            return Err(if any { PageError::NotFound } else { PageError::Unset });
        };
        let session = match cookie {
            Some(token) => sessions::find(app, tenant.id, token).await?,
            None => None,
        };
        let who = match &session {
            Some(s) => people::persons::who(app.db(), tenant.id, s.person, app.today()).await?,
            None => kit::Who::Nobody,
        };
        let acting_for = match session.as_ref().and_then(|s| s.acting_for) {
            // An assistant whose appointment has ended acts for nobody.
            Some(id) => match who.id() {
                Some(own) => people::persons::principals(app.db(), tenant.id, own, app.today())
                    .await?
                    .into_iter()
                    .find(|p| p.id == id)
                    .map(|p| (p.id, p.name)),
                None => None,
            },
            None => None,
        };
        Ok(Admission { session: session.filter(|_| who.is_person()).map(|s| s.id), tenant, who, acting_for })
    }
    .boxed()
}
