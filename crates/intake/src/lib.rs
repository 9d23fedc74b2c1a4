//! Old material in: twenty years of Word and Excel.
//!
//! An [`Import`] takes a folder, a ZIP or a heap of old memos, or a table of bodies, members, contacts, meetings,
//! matters or actions. What is slow (unpacking, reading, guessing, checking) is done outside the transaction and lies
//! in rows of its own, so that a restart loses nothing and nobody waits. A person confirms; then one short
//! transaction makes all of it visible, with one line in the trail that holds the digest of the whole. It can be
//! taken back whole while nothing that it made has been changed since.
//!
//! Words: a [`Row`] is one paper or one line of a table; *made* is what an import made; a *mapping* says which column
//! means what and is kept by its name.

pub mod api;
pub mod filing;
pub mod imports;
mod known;
pub mod pack;
mod pages;
mod panels;
mod queue;
pub mod reading;
mod rights;
mod rows;
pub mod staging;
pub mod table;
mod tables;
pub mod undo;

use page::{Feature, JobHandler, MenuEntry, Panel, Routes};

pub use imports::{Import, Row};

page::texts!(fn texts);

/// What this slice gives to the house.
pub fn feature() -> Feature {
    Feature {
        name: "intake",
        routes: routes(),
        migrations: tables::migrations(),
        texts: Some(texts),
        menu: vec![MenuEntry { text: "intake-menu", path: "/import", order: 85, shown: rights::may_import }],
        jobs: vec![
            JobHandler { kind: reading::JOB, run: reading::job },
            JobHandler { kind: table::reading::JOB, run: table::reading::job },
        ],
        panels: vec![Panel { on: "meeting", order: 15, draw: panels::papers }],
        ..Feature::default()
    }
}

fn routes() -> Routes {
    use pages::{keys, list, plan, show, start, table};
    Routes::new()
        .get("/api/openapi.json", api::handlers::openapi)
        .get("/api/v1/items", api::handlers::list)
        .post("/api/v1/items", api::handlers::push)
        .get("/api/v1/items/{id}", api::handlers::one)
        .page("/api-keys", keys::show)
        .act("/api-keys", keys::make)
        .act("/api-keys/{id}/revoke", keys::revoke)
        .page("/import", list::show)
        .act("/import", start::memos)
        .act("/import/table", table::start)
        .page("/import/{id}", show::show)
        .act("/import/{id}", show::save)
        .act("/import/{id}/read", show::read_on)
        .act("/import/{id}/drop", show::drop_it)
        .act("/import/{id}/mapping", table::save)
        .act("/import/{id}/columns", table::again)
        .page("/import/{id}/rows/{row}", show::paper)
        .page("/import/{id}/plan", plan::show)
        .act("/import/{id}/plan", plan::run)
        .act("/import/{id}/undo", plan::undo)
}
