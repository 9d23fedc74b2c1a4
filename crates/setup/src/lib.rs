//! From an empty store to the first call, and the administrator's pages.
//!
//! * While the store holds no tenant the only page is `/setup`. Its one-time code stands in the log ([`code`]); with
//!   it a region is chosen, its municipalities and its first administrator are there, and the code ends.
//! * The [`start`] list says what is left to do; each line is reckoned from what the store holds.
//! * Bodies are founded from [`templates`]; members and contacts are pasted from a sheet ([`paste`]): guessed,
//!   shown, confirmed, and saved all or not at all.
//!
//! * [`post`] keeps a region's mail server and tries it with a real letter; [`colleagues`] are invited by mail;
//!   [`look`] is the region's logo and colours, served as a stylesheet of its own address.
//!
//! Words: set-up (käyttöönotto), code (koodi), start list (käyttöönoton lista).

pub mod code;
pub mod colleagues;
pub mod look;
mod pages;
pub mod paste;
pub mod post;
mod rules;
mod start;
mod tables;
mod templates;

use futures::future::{BoxFuture, FutureExt};
use kit::Local;
use page::{App, Feature, MenuEntry, PageError, Panel, Routes, Tenant};

page::texts!(fn texts);

/// What this slice gives to the house.
pub fn feature() -> Feature {
    Feature {
        name: "setup",
        routes: Routes::new()
            .page("/setup", pages::first::show)
            .act("/setup", pages::first::save)
            .page("/admin", pages::admin::show)
            .page("/admin/start", pages::start::show)
            .page("/admin/bodies", pages::bodies::show)
            .act("/admin/bodies", pages::bodies::save)
            .act("/admin/bodies/templates", pages::bodies::keep)
            .act("/admin/bodies/templates/{id}/remove", pages::bodies::remove)
            .page("/admin/paste", pages::paste::show)
            .act("/admin/paste", pages::paste::save)
            .page("/admin/mail", pages::mail::show)
            .act("/admin/mail", pages::mail::save)
            .act("/admin/mail/test", pages::mail::test)
            .act("/admin/mail/remove", pages::mail::remove)
            .act("/admin/mail/letters/{id}", pages::mail::again)
            .page("/admin/colleagues", pages::colleagues::show)
            .act("/admin/colleagues", pages::colleagues::invite)
            .act("/admin/colleagues/{id}/again", pages::colleagues::again)
            .act("/admin/colleagues/{id}/back", pages::colleagues::withdraw)
            .page("/admin/look", pages::look::show)
            .act("/admin/look", pages::look::save)
            .get("/look/{name}", pages::look::serve)
            .page("/admin/words", pages::words::show)
            .act("/admin/words", pages::words::save)
            .page("/admin/days", pages::days::show)
            .act("/admin/days", pages::days::save)
            .act("/admin/days/{id}/open", pages::days::open)
            .page("/invite/{token}", pages::colleagues::show_invite)
            .act("/invite/{token}", pages::colleagues::accept),
        migrations: tables::migrations(),
        texts: Some(texts),
        menu: vec![MenuEntry { text: "setup-menu", path: "/admin", order: 95, shown: rules::may_settle }],
        panels: vec![Panel { on: "desk", order: 5, draw: pages::start::panel }],
        unset: Some(unset),
        ..Feature::default()
    }
}

/// Stands in for the tenant while there is none.
fn unset(app: &App) -> BoxFuture<'_, Result<Tenant, PageError>> {
    async move {
        Ok(Tenant {
            id: uuid::Uuid::nil(),
            key: String::new(),
            host: String::new(),
            base_url: String::new(),
            name: Local::fi("Talkoot"),
            council: Local::default(),
            region_code: String::new(),
            mail_from: String::new(),
            demo: false,
            secret: code::secret(app.db()).await?,
            look: None,
            wording: Vec::new(),
        })
    }
    .boxed()
}
