//! Notes that the coordinator keeps. Say here what the room is for, its words and rules, and what it never does.
//!
//! Words: `Note` (muistilappu), one line with a date of its making. Rules: only the region's coordinator sees and writes
//! notes; a note is never changed, only removed.

mod facts;
mod pages;
mod rules;
mod store_note;

use page::{Feature, MenuEntry, Routes};

page::texts!(fn texts);

/// What this slice gives to the house.
pub fn feature() -> Feature {
    Feature {
        name: "example",
        routes: Routes::new()
            .page("/example", pages::list::show)
            .act("/example", pages::list::add)
            .act("/example/{id}/remove", pages::list::remove),
        migrations: store_note::migrations(),
        texts: Some(texts),
        menu: vec![MenuEntry { text: "example-menu", path: "/example", order: 90, shown: rules::may_keep }],
        facts: Some(facts::facts),
        ..Feature::default()
    }
}
