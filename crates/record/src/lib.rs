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
mod demo;
pub mod documents;
mod download;
mod facts;
mod follow;
mod forms;
mod import;
pub mod imports;
pub mod lists;
mod many;
pub mod matrix;
pub mod matters;
mod open;
mod pages;
mod panels;
pub mod printer;
mod remind;
pub mod rights;
pub mod rows;
mod searching;
mod tables;
mod uploads;
mod view;
mod waits;
mod words;

use page::{Feature, MenuEntry, Panel, Routes};

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
            MenuEntry { text: "record-actions", path: "/actions", order: 50, shown: |_| true },
        ],
        facts: Some(facts::facts),
        on: Some(imports::on),
        search: Some(searching::source),
        open: Some(open::source),
        panels: vec![
            Panel { on: "municipality", order: 20, draw: panels::promised },
            Panel { on: "body", order: 30, draw: panels::latest },
        ],
        waits: Some(waits::waits),
        remind: Some(remind::remind),
        loads: Some(waits::loads),
        demo: Some(demo::load),
        holds: Some(pages::documents::holds),
        ..Feature::default()
    }
}

fn routes() -> Routes {
    use pages::{
        action, actions, decision, decisions, documents, feed, import, many, matter, matter_edit, matters,
    };
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
        .act("/matters/{id}/documents", documents::attach)
        .page("/documents", documents::list)
        .act("/documents/{id}/remove", documents::remove)
        .act("/documents/{id}/restore", documents::restore)
        .page("/actions", actions::list)
        .page("/actions.csv", actions::csv)
        .page("/actions.xlsx", actions::xlsx)
        .page("/actions/import", import::show)
        .act("/actions/import", import::check)
        .act("/actions/import/confirm", import::confirm)
        .page("/actions/many", many::show)
        .act("/actions/many", many::act)
        .page("/actions/many/{id}", many::done)
        .act("/actions/many/{id}/undo", many::undo)
        .page("/actions/{id}", action::show)
        .page("/actions/{id}/states", action::back)
        .act("/actions/{id}/states", action::say)
        .act("/actions/{id}/remind", action::send_reminder)
}
