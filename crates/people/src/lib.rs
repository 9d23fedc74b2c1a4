//! Who is who: tenants, municipalities through time, organisations, persons, offices, bodies and their seats.
//!
//! A base slice: other slices refer to its things by id and read them through the functions here; its tables are
//! written here only. Words: `Tenant` (maakunnan liitto), `Municipality` (kunta), `Body` (toimielin, ryhmä, foorumi),
//! `Membership` (jäsenyys, a seat held by a person or by an office), `Term` (kausi), chair turns (kiertävä
//! puheenjohtajuus).
//!
//! Who sits in which body is public; who else there is, and everybody's contact data, are not, unless the person
//! lets them be shown.

pub mod bodies;
pub mod demo;
mod facts;
pub mod handovers;
pub mod house;
pub mod imports;
pub mod mandates;
pub mod municipalities;
mod open;
mod pages;
pub mod persons;
pub mod photos;
pub mod reminders;
pub mod rows;
pub mod rules;
pub mod seats;
mod spans;
mod tables;
pub mod tenants;
pub mod terms;
mod waits;

use page::{Feature, MenuEntry, Routes};
use pages::{
    bodies as list, body, body_edit, chair, handover, mandate, members, offices, person, terms as term,
};

page::texts!(fn texts);

fn routes() -> Routes {
    Routes::new()
        .page("/bodies", list::list)
        .page("/bodies/new", body_edit::new)
        .act("/bodies/new", body_edit::create)
        .page("/bodies/{key}", body::show)
        .page("/bodies/{key}/edit", body_edit::show)
        .act("/bodies/{key}/edit", body_edit::save)
        .page("/bodies/{key}/members", members::show)
        .act("/bodies/{key}/members", members::add)
        .page("/bodies/{key}/members/{id}", members::one)
        .act("/bodies/{key}/members/{id}", members::close)
        .page("/bodies/{key}/mandate", mandate::show)
        .act("/bodies/{key}/mandate", mandate::add)
        .page("/bodies/{key}/chair", chair::show)
        .act("/bodies/{key}/chair/{what}", chair::save)
        .page("/municipalities", pages::municipalities::list)
        .page("/people", pages::persons::list)
        .page("/people/new", pages::persons::new)
        .act("/people/new", pages::persons::create)
        .page("/people/{id}", person::show)
        .page("/people/{id}/edit", pages::persons::edit)
        .act("/people/{id}/edit", pages::persons::save)
        .act("/people/{id}/roles", person::grant)
        .act("/people/{id}/roles/{grant}/end", person::end_grant)
        .act("/people/{id}/assistants", person::appoint)
        .act("/people/{id}/assistants/{which}/end", person::dismiss)
        .page("/offices", offices::list)
        .act("/offices", offices::add)
        .act("/offices/holders", offices::hold)
        .act("/offices/holders/{id}/end", offices::end_holding)
        .page("/offices/handover", handover::show)
        .act("/offices/handover", handover::make)
        .act("/offices/handover/{id}/back", handover::back)
        .page("/organisations", term::organisations)
        .act("/organisations", term::add_organisation)
        .page("/terms", term::list)
        .act("/terms", term::add)
        .page("/terms/{id}/change", term::show)
        .act("/terms/{id}/change", term::change)
}

/// What this slice gives to the house.
pub fn feature() -> Feature {
    Feature {
        name: "people",
        routes: routes(),
        migrations: tables::migrations(),
        texts: Some(texts),
        menu: vec![
            MenuEntry { text: "menu-bodies", path: "/bodies", order: 20, shown: |_| true },
            MenuEntry { text: "menu-municipalities", path: "/municipalities", order: 25, shown: |_| true },
            MenuEntry { text: "menu-people", path: "/people", order: 80, shown: rules::may_see_persons },
        ],
        facts: Some(facts::facts),
        on: Some(imports::on),
        search: Some(facts::entries),
        open: Some(open::source),
        waits: Some(waits::waits),
        demo: Some(demo::load),
        holds: Some(photos::holds),
        ..Feature::default()
    }
}
