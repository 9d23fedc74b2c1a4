//! The municipality's own page, for whoever lives there: what was decided that concerns us, what we promised and did,
//! who represents us and how to write to them, what comes next, and what may be commented on.
//!
//! It is made of facts that all slices tell of the municipality and of panels that they show on it, and knows none of
//! them. A slice that wants something listed under *what may be commented on* tells a fact
//! `FactKind::Event { what: "fact-comment…" }` whose date is the last day for comments.
//!
//! The choice of one's own municipality is kept by the browser alone, in a cookie that only the reader's own press sets
//! and one press takes away; whoever presses nothing gets none.

mod letter;
mod lines;
mod pages;

use page::{Feature, Routes};

page::texts!(fn texts);

/// What this slice gives to the house.
pub fn feature() -> Feature {
    Feature {
        name: "municipality",
        routes: Routes::new()
            .page("/municipalities/{slug}", pages::show::show)
            .page("/municipalities/{slug}/years/{year}", pages::year::show)
            .page("/municipalities/{slug}/write", pages::write::show)
            .act("/municipalities/{slug}/write", pages::write::send)
            .act("/municipalities/{slug}/remember", pages::remember::remember)
            .act("/municipalities/{slug}/forget", pages::remember::forget),
        texts: Some(texts),
        ..Feature::default()
    }
}
