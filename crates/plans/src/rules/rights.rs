//! Who may see and keep what.

use kit::{Publicity, Role, Who};
use uuid::Uuid;

/// Whether somebody may see a plan or a card: what is public, everybody; the rest, whoever takes part in the work; an administrator alone does not.
pub fn may_see(who: &Who, publicity: &str) -> bool {
    match Publicity::parse(publicity) {
        Publicity::Public => true,
        Publicity::Internal => who.grants().iter().any(|g| g.role != Role::Admin),
        Publicity::Secret => who.has(Role::Coordinator),
    }
}

/// Whether somebody may begin plans and keep the registers: the coordinator and the secretaries.
pub fn may_begin(who: &Who) -> bool {
    who.has(Role::Coordinator) || who.grants().iter().any(|g| g.role == Role::Secretary)
}

/// Whether somebody may keep a plan: the coordinator, and the secretary of the body that owns it.
pub fn may_keep(who: &Who, body: Option<Uuid>) -> bool {
    match body {
        Some(body) => who.prepares(body),
        None => who.has(Role::Coordinator),
    }
}

/// Whether somebody may say how far an actor is: who keeps the plan, and who speaks for the municipality.
pub fn may_say(who: &Who, body: Option<Uuid>, municipality: Option<Uuid>) -> bool {
    may_keep(who, body) || municipality.is_some_and(|m| who.speaks_for(m))
}

#[cfg(test)]
mod tests {
    use super::*;
    use kit::Grant;

    const BODY: Uuid = Uuid::from_u128(1);
    const PLACE: Uuid = Uuid::from_u128(2);

    /// Nobody, a member, the body's secretary, the coordinator, the administrator, the municipality's official.
    fn everybody() -> Vec<Who> {
        let person = |role, body, municipality| Who::Person {
            id: Uuid::from_u128(9),
            name: "Testaaja".into(),
            grants: vec![Grant { role, body, municipality }],
        };
        vec![
            Who::Nobody,
            person(Role::Member, Some(BODY), None),
            person(Role::Secretary, Some(BODY), None),
            person(Role::Coordinator, None, None),
            person(Role::Admin, None, None),
            person(Role::Official, None, Some(PLACE)),
        ]
    }

    fn of(rule: impl Fn(&Who) -> bool) -> String {
        everybody().iter().map(|w| if rule(w) { 'x' } else { '.' }).collect()
    }

    #[test]
    fn who_may_see_and_keep_what() {
        assert_eq!(of(|w| may_see(w, "public")), "xxxxxx");
        assert_eq!(of(|w| may_see(w, "internal")), ".xxx.x");
        assert_eq!(of(|w| may_see(w, "what")), "...x..", "what is not known is secret");
        assert_eq!(of(may_begin), "..xx..");
        assert_eq!(of(|w| may_keep(w, Some(BODY))), "..xx..");
        assert_eq!(of(|w| may_keep(w, None)), "...x..");
        assert_eq!(of(|w| may_say(w, None, Some(PLACE))), "...x.x");
        assert_eq!(of(|w| may_say(w, Some(BODY), Some(Uuid::from_u128(3)))), "..xx..");
    }
}
