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

/// Whether somebody may say that an action is done as a whole: who follows it, or the person who is to do it.
pub fn may_close(who: &Who, action: &Action) -> bool {
    may_follow(who, action) || (action.owner_person.is_some() && action.owner_person == who.id())
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

#[cfg(test)]
mod tests {
    use super::*;
    use kit::{Grant, Local};
    use store::{Json, Stamp};

    const BODY: Uuid = Uuid::from_u128(1);
    const OTHER: Uuid = Uuid::from_u128(2);
    const PLACE: Uuid = Uuid::from_u128(3);

    fn who(role: Role, body: Option<Uuid>, municipality: Option<Uuid>) -> Who {
        Who::Person {
            id: Uuid::from_u128(9),
            name: "N".into(),
            grants: vec![Grant { role, body, municipality }],
        }
    }

    /// Nobody, administrator, coordinator, secretary and member of the body, secretary and member of another body,
    /// official of the municipality.
    fn everybody() -> [Who; 8] {
        [
            Who::Nobody,
            who(Role::Admin, None, None),
            who(Role::Coordinator, None, None),
            who(Role::Secretary, Some(BODY), None),
            who(Role::Member, Some(BODY), None),
            who(Role::Secretary, Some(OTHER), None),
            who(Role::Member, Some(OTHER), None),
            who(Role::Official, None, Some(PLACE)),
        ]
    }

    fn row(publicity: &str) -> Matter {
        Matter {
            id: Uuid::from_u128(4),
            tenant: Uuid::from_u128(5),
            key: None,
            title: Json(Local::fi("T")),
            diary_printed: None,
            diary_sort: None,
            state: "open".into(),
            summary: Json(Local::default()),
            parent: None,
            publicity: publicity.into(),
            ground: String::new(),
            opened_date: "9999~unknown".into(),
            opened_printed: None,
            source: String::new(),
            example: false,
            created_at: Stamp(0),
            list_order: String::new(),
            words: String::new(),
            version: 1,
        }
    }

    fn action(publicity: &str, body: Option<Uuid>) -> Action {
        Action {
            id: Uuid::from_u128(6),
            tenant: Uuid::from_u128(5),
            key: None,
            matter: None,
            decision: None,
            meeting: None,
            item: None,
            body,
            text: Json(Local::fi("T")),
            owner: "municipalities".into(),
            owner_person: None,
            due: None,
            at_date: "2021".into(),
            at_printed: None,
            publicity: publicity.into(),
            source: String::new(),
            example: false,
            created_at: Stamp(0),
            closed_at: None,
            version: 1,
        }
    }

    fn asked() -> Vec<ActionState> {
        vec![ActionState {
            id: Uuid::from_u128(7),
            tenant: Uuid::from_u128(5),
            action: Uuid::from_u128(6),
            municipality: PLACE,
            state: "no_answer".into(),
            note: String::new(),
            evidence: String::new(),
            by_person: None,
            by_name: String::new(),
            at: Stamp(0),
            version: 1,
        }]
    }

    fn of(rule: impl Fn(&Who) -> bool) -> String {
        everybody().iter().map(|w| if rule(w) { 'x' } else { '.' }).collect()
    }

    #[test]
    fn who_may_see_a_matter() {
        assert_eq!(of(|w| may_see_matter(w, &row("public"), &[])), "xxxxxxxx");
        assert_eq!(of(|w| may_see_matter(w, &row("internal"), &[])), "..xxxxxx");
        assert_eq!(of(|w| may_see_matter(w, &row("secret"), &[BODY])), "..xxxx..");
        assert_eq!(of(|w| may_see_matter(w, &row("what"), &[])), "..xx.x..", "what is not known is secret");
        assert_eq!(of(may_keep_matters), "..xx.x..");
    }

    #[test]
    fn who_may_see_and_say_what_of_an_action() {
        let public = action("public", Some(BODY));
        assert_eq!(of(|w| may_see_action(w, &public, true, &asked())), "xxxxxxxx");
        assert_eq!(of(|w| may_see_action(w, &public, false, &asked())), "..xxx..x");
        let secret = action("secret", Some(BODY));
        assert_eq!(of(|w| may_see_action(w, &secret, true, &[])), "..xxx...");
        assert_eq!(of(|w| may_say(w, &public, PLACE)), "..xx...x");
        assert_eq!(of(|w| may_say(w, &public, OTHER)), "..xx....");
        assert_eq!(of(|w| may_follow(w, &public)), "..xx....");
        assert_eq!(of(|w| may_follow(w, &action("public", None))), "..x.....");
        assert_eq!(of(may_import), "..xxxxxx");
        assert_eq!(of(may_keep_documents), "..xx.x..");
    }
}
