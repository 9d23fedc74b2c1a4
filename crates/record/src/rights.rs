//! Who may see and do what in the record: pure functions, deny by default.
//!
//! What is public and out is everybody's. What is not is seen by those of its body, by those who speak for a
//! municipality that was asked, and by the region's coordinator. An administrator as such sees no more than a
//! visitor.

use kit::{Publicity, Role, Who};
use uuid::Uuid;

use crate::actions::{Action, ActionState};
use crate::decisions::Decision;
use crate::documents::Document;
use crate::matters::Matter;

/// Whether somebody works on the record: the coordinator, or the secretary of any body.
pub fn keeps_record(who: &Who) -> bool {
    who.grants().iter().any(|g| matches!(g.role, Role::Coordinator | Role::Secretary))
}

/// Whether somebody has a seat or a task of content; an administrator alone has not.
pub fn takes_part(who: &Who) -> bool {
    who.grants().iter().any(|g| g.role != Role::Admin)
}

/// Whether somebody may read a matter. `bodies` are those that have dealt with it.
pub fn may_see_matter(who: &Who, matter: &Matter, bodies: &[Uuid]) -> bool {
    match Publicity::parse(&matter.publicity) {
        Publicity::Public => true,
        Publicity::Internal => takes_part(who),
        Publicity::Secret => keeps_record(who) || bodies.iter().any(|b| who.belongs_to(*b)),
    }
}

/// Whether somebody may open matters and change them.
pub fn may_keep_matters(who: &Who) -> bool {
    keeps_record(who)
}

/// Whether somebody may read title and text of a decision.
pub fn may_read_decision(who: &Who, d: &Decision) -> bool {
    (d.published && Publicity::parse(&d.publicity) == Publicity::Public) || inside(who, d.body)
}

/// Whether somebody may know that a decision exists: its number and the ground of secrecy.
pub fn may_know_decision(who: &Who, d: &Decision) -> bool {
    d.published || inside(who, d.body)
}

/// Whether somebody may read an action. `out` says whether what caused it has been published; `states` are the
/// municipalities' own.
pub fn may_see_action(who: &Who, action: &Action, out: bool, states: &[ActionState]) -> bool {
    (out && Publicity::parse(&action.publicity) == Publicity::Public)
        || inside(who, action.body)
        || action.owner_person.is_some_and(|p| who.id() == Some(p))
        || states.iter().any(|s| who.speaks_for(s.municipality))
}

/// Whether somebody may say how an action stands in a municipality.
pub fn may_say(who: &Who, action: &Action, municipality: Uuid) -> bool {
    may_follow(who, action) || who.speaks_for(municipality)
}

/// Whether somebody follows an action for all: the coordinator, or the secretary of its body.
pub fn may_follow(who: &Who, action: &Action) -> bool {
    match action.body {
        Some(body) => who.prepares(body),
        None => who.has(Role::Coordinator),
    }
}

/// Whether somebody may bring a table of states in; each row is asked by [`may_say`] besides.
pub fn may_import(who: &Who) -> bool {
    takes_part(who)
}

/// Whether somebody may attach a document to a matter, remove one or put it back.
pub fn may_keep_documents(who: &Who) -> bool {
    keeps_record(who)
}

/// Whether somebody may read a document.
pub fn may_see_document(who: &Who, d: &Document) -> bool {
    crate::documents::may_see(who, d)
}

fn inside(who: &Who, body: Option<Uuid>) -> bool {
    match body {
        Some(body) => who.belongs_to(body),
        None => who.has(Role::Coordinator),
    }
}
