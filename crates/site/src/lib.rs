//! The doors of the house: what everybody meets first and what belongs to no other room.
//!
//! * The front page is made of facts that all slices tell; it knows none of them.
//! * The search asks the index with what the asker may see.
//! * The outbox shows each letter as its receiver sees it.
//! * The [`tray`] keeps what came by mail and could not be placed until a person has seen it.

mod pages;
mod panel;
mod rules;
pub mod tray;
mod waits;

use page::{Feature, MenuEntry, Panel, Routes};

page::texts!(fn texts);

/// What this slice gives to the house.
pub fn feature() -> Feature {
    Feature {
        name: "site",
        routes: Routes::new()
            .get("/", pages::front::root)
            .page("/", pages::front::show)
            .page("/search", pages::search::show)
            .page("/outbox", pages::outbox::list)
            .page("/outbox/{id}", pages::outbox::show)
            .page("/outbox/{id}/call.ics", pages::outbox::calendar)
            .page("/outbox/{id}/files/{sha}", pages::outbox::file)
            .page("/tray", pages::tray::list)
            .act("/tray/{id}", pages::tray::done)
            .get("/robots.txt", pages::robots::robots)
            .get("/sitemap.xml", pages::robots::sitemap),
        migrations: tray::migrations(),
        texts: Some(texts),
        menu: vec![MenuEntry { text: "site-menu-front", path: "/", order: 0, shown: |_| true }],
        panels: vec![Panel { on: "desk", order: 90, draw: panel::desk }],
        waits: Some(waits::waits),
        ..Feature::default()
    }
}
