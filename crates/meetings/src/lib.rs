//! Meetings from call to published record.
//!
//! Words: `Series` (kokoussarja) with its dated rules; `Meeting` (kokous) on site, hybrid or remote; `Item`
//! (asiakohta) of the agenda; `Invitation` (kutsu) with its answer; `Visitor` (vierailija) with a slot. The rules are
//! the engines' (`almanac`, `assembly`, `numbering`); the decisions and actions are kept by the base slice `record`.
//! The remote link is for those invited only: no public page, feed, calendar or search ever holds it.
//!
//! Before the meeting: `series`, `meetings`, `agenda`, `invitations`, `call`, `calendar`. The meeting itself is
//! `session`, what is left of it `minutes`. Who may see what is decided in `rights` and nowhere else.

pub mod agenda;
pub mod meetings;
pub mod minutes;
pub mod rights;
pub mod rows;
pub mod session;
mod tables;

use page::{Feature, Routes};

page::texts!(fn texts);

/// What this slice gives to the house.
pub fn feature() -> Feature {
    let routes = minutes::routes(session::routes(Routes::new()));
    let mut migrations = tables::migrations();
    migrations.extend(session::migrations());
    migrations.extend(minutes::migrations());
    Feature {
        name: "meetings",
        routes,
        migrations,
        texts: Some(texts),
        facts: Some(minutes::facts),
        search: Some(minutes::search),
        panels: minutes::panels(),
        ..Feature::default()
    }
}
