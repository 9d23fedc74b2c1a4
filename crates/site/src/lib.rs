//! The doors of the house: what everybody meets first and what belongs to no other room.
//!
//! * The front page is made of facts that all slices tell; it knows none of them.
//! * The search asks the index with what the asker may see.
//! * The desk is the staff's start page: panels of other slices on the subject `desk`.
//! * The outbox shows each letter as its receiver sees it.
//! * The tray keeps calendar replies that nobody could place until a person has seen them.

mod pages;

use page::{Feature, MenuEntry, Routes};

page::texts!(fn texts);

/// What this slice gives to the house.
pub fn feature() -> Feature {
    Feature {
        name: "site",
        routes: Routes::new()
            .get("/", pages::front::root)
            .page("/", pages::front::show)
            .page("/search", pages::search::show),
        texts: Some(texts),
        menu: vec![MenuEntry { text: "site-menu-front", path: "/", order: 0, shown: |_| true }],
        ..Feature::default()
    }
}
