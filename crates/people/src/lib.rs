//! Who is who: tenants, municipalities through time, organisations, persons, offices, bodies and their seats.
//!
//! A base slice: other slices refer to its things by id and read them through the functions here; its tables are
//! written here only. Words: `Tenant` (maakunnan liitto), `Municipality` (kunta), `Body` (toimielin, ryhmä, foorumi),
//! `Membership` (jäsenyys, a seat held by a person or by an office), `Term` (kausi), chair turns (kiertävä
//! puheenjohtajuus).

pub mod bodies;
pub mod demo;
pub mod municipalities;
pub mod persons;
pub mod rows;
mod tables;
pub mod tenants;

use page::Feature;

page::texts!(fn texts);

/// What this slice gives to the house.
pub fn feature() -> Feature {
    Feature { name: "people", migrations: tables::migrations(), texts: Some(texts), demo: Some(demo::load), ..Feature::default() }
}
