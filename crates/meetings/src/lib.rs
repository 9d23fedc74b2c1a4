//! Meetings from call to published record.
//!
//! Words: `Series` (kokoussarja) with its dated rules; `Meeting` (kokous) on site, hybrid or remote; `Item`
//! (asiakohta) of the agenda; `Invitation` (kutsu) with its answer; `Visitor` (vierailija) with a slot. The rules are
//! the engines' (`almanac`, `assembly`, `numbering`); the decisions and actions are kept by the base slice `record`.
//! The remote link is for those invited only: no public page, feed, calendar or search ever holds it.

pub mod rows;
mod tables;

use page::Feature;

page::texts!(fn texts);

/// What this slice gives to the house.
pub fn feature() -> Feature {
    Feature { name: "meetings", migrations: tables::migrations(), texts: Some(texts), ..Feature::default() }
}
