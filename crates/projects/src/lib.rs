//! Projects (hanke): who decided what, whose money, who worked when, what was done, and the report of it all that is
//! made of the record instead of memory.
//!
//! Words: a `Project` has a head (code, name, span, steering body) and rows of some twenty `Kind`s: measures
//! (toimenpide), staff, meetings, events, reservations (varaus), lessons. [`kinds`] is the one table of them; forms,
//! pasted tables, the JSON form and its published schema, pages and the report read it. The rules ([`money`],
//! [`staff`], [`gates`], [`check`], [`report`]) are pure functions of a [`whole::Whole`].
//!
//! Rules: what nobody knows is said to be unknown, never zero; an earlier span stays visible; the check corrects
//! nothing; an approved report changes no more; who is not of the project sees trainees by role and number only.

pub mod check;
mod demo;
mod facts;
pub mod gates;
pub mod grid;
pub mod json;
pub mod kinds;
pub mod money;
mod pages;
mod panels;
pub mod press;
pub mod report;
pub mod rights;
pub mod rows;
pub mod rules;
#[cfg(test)]
mod samples;
mod searching;
pub mod shelf;
pub mod staff;
pub mod store_projects;
pub mod store_reports;
mod tables;
pub mod values;
pub mod whole;
pub mod words;

use page::{Feature, MenuEntry, Panel, Routes};

page::texts!(fn texts);

/// What this slice gives to the house.
pub fn feature() -> Feature {
    Feature {
        name: "projects",
        routes: routes(),
        migrations: tables::migrations(),
        texts: Some(texts),
        menu: vec![MenuEntry { text: "projects-menu", path: "/projects", order: 60, shown: |_| true }],
        facts: Some(facts::facts),
        search: Some(searching::source),
        panels: vec![
            Panel { on: "body", order: 40, draw: panels::steers },
            Panel { on: "municipality", order: 40, draw: panels::takes_part },
        ],
        demo: Some(demo::load),
        ..Feature::default()
    }
}

fn routes() -> Routes {
    use pages::{api, check, head, lessons, list, paste, report, row, show};
    Routes::new()
        .page("/projects", list::list)
        .page("/projects/new", head::new)
        .act("/projects/new", head::create)
        .page("/projects/lessons", lessons::show)
        .page("/projects/{code}", show::show)
        .page("/projects/{code}/edit", head::edit)
        .act("/projects/{code}/edit", head::save)
        .page("/projects/{code}/rows/{kind}", row::list)
        .act("/projects/{code}/rows/{kind}", row::add)
        .page("/projects/{code}/row/{id}", row::edit)
        .act("/projects/{code}/row/{id}", row::save)
        .act("/projects/{code}/row/{id}/remove", row::remove)
        .page("/projects/{code}/paste/{kind}", paste::show)
        .act("/projects/{code}/paste/{kind}", paste::take)
        .page("/projects/{code}/check", check::show)
        .page("/projects/{code}/report", report::show)
        .act("/projects/{code}/report", report::begin)
        .act("/projects/{code}/report/approve", report::approve)
        .page("/projects/{code}/report/parts/{key}", report::part)
        .act("/projects/{code}/report/parts/{key}", report::write)
        .page("/projects/{code}/report.pdf", report::pdf)
        .page("/projects/{code}/report.docx", report::docx)
        .page("/projects/{code}/report.json", report::json)
        .get("/api/schema/project.json", api::schema)
}
