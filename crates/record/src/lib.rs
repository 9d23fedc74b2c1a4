//! The thread that carries the product: matter → preparation → decision → action → each municipality's state.
//!
//! A base slice: other slices refer to its things by id and change them through the functions here.
//! Words: `Matter` (asia) with its `DiaryNumber` (asianumero) lives over many meetings and bodies; a `Decision`
//! (päätös of a statutory body, linjaus of a co-operation body) carries the § as it was printed; an `Action`
//! (toimenpide) has one `ActionState` per municipality; a `Document` is attached to any record.
//!
//! Numbers are taken in the transaction of the decision, gap-free from (body, period), and never moved.

pub mod actions;
pub mod decisions;
pub mod documents;
mod follow;
mod forms;
pub mod lists;
pub mod matters;
mod pages;
pub mod rights;
pub mod rows;
mod tables;
mod view;
mod words;

use page::{Feature, MenuEntry, Routes};

page::texts!(fn texts);

/// What this slice gives to the house.
pub fn feature() -> Feature {
    Feature {
        name: "record",
        migrations: tables::migrations(),
        texts: Some(texts),
        routes: routes(),
        menu: vec![
            MenuEntry { text: "record-decisions", path: "/decisions", order: 30, shown: |_| true },
            MenuEntry { text: "record-matters", path: "/matters", order: 40, shown: |_| true },
        ],
        ..Feature::default()
    }
}

fn routes() -> Routes {
    use pages::{decision, decisions, feed, matter, matter_edit, matters};
    Routes::new()
        .page("/decisions", decisions::list)
        .page("/decisions/{id}", decision::show)
        .get("/decisions/{id}", decision::cite)
        .get("/feeds/decisions.atom", feed::atom)
        .page("/matters", matters::list)
        .page("/matters/new", matter_edit::new)
        .act("/matters/new", matter_edit::create)
        .page("/matters/{id}", matter::show)
        .page("/matters/{id}/edit", matter_edit::edit)
        .act("/matters/{id}/edit", matter_edit::save)
}
