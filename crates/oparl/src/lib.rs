//! The record as open data, so that other people's programs can read it: OParl 1.1 under `/oparl/v1.1`.
//!
//! Slices tell their public things in OParl's words ([`page::OpenSource`]); this room reads the trail of changes,
//! keeps the objects as they now stand ([`catch_up`]), and serves them: single objects, lists by pages with filters,
//! and of what is gone a stub that says so. Nothing here knows what a meeting is.
//!
//! What OParl has no word for stands in properties that begin with `talkoot:`; `docs/open-data.md` lists them.

mod envelope;
mod feed;
mod json;
mod kept;
mod kinds;
mod pages;
mod tables;

pub use feed::catch_up;
pub use kinds::{KINDS, Kind};

use page::{Feature, MenuEntry, Routes};

page::texts!(fn texts);

/// What this slice gives to the house.
pub fn feature() -> Feature {
    Feature {
        name: "oparl",
        routes: Routes::new()
            .page("/open-data", pages::about::show)
            .get("/oparl/v1.1", pages::system::system)
            .get("/oparl/v1.1/bodies", pages::system::bodies)
            .get("/oparl/v1.1/lists/{list}", pages::list::whole)
            .get("/oparl/v1.1/organizations/{id}/{list}", pages::list::of_organisation)
            .get("/oparl/v1.1/{kind}/{id}", pages::object::show),
        migrations: tables::migrations(),
        texts: Some(texts),
        footer: vec![MenuEntry { text: "oparl-title", path: "/open-data", order: 40, shown: |_| true }],
        ..Feature::default()
    }
}
