//! Who may do what with people and bodies: pure functions, no by default.

use kit::{Role, Who};
use uuid::Uuid;

/// Found a body, and what is for the whole region: terms, offices, organisations, assistants.
pub fn may_coordinate(who: &Who) -> bool {
    who.has(Role::Coordinator) || who.has(Role::Admin)
}

/// Change a body's settings, seats and turns.
pub fn may_keep(who: &Who, body: Uuid) -> bool {
    who.prepares(body) || who.has(Role::Admin)
}

/// See the list of all persons with their contact data, and add to it.
pub fn may_see_persons(who: &Who) -> bool {
    who.is_staff()
}

/// Change a person who holds these roles (those that are not seats). Whoever changes an address can sign in with
/// it, so nobody changes somebody with more rights than one's own.
pub fn may_change_person(who: &Who, held: &[Role]) -> bool {
    if who.has(Role::Admin) {
        true
    } else if who.has(Role::Coordinator) {
        !held.contains(&Role::Admin)
    } else {
        who.is_staff() && held.is_empty()
    }
}

/// Give and end roles.
pub fn may_grant(who: &Who) -> bool {
    who.has(Role::Admin)
}

#[cfg(test)]
mod tests {
    use super::*;
    use kit::Grant;

    fn who(role: Role, body: Option<Uuid>) -> Who {
        let grants = vec![Grant { role, body, municipality: None }];
        Who::Person { id: Uuid::from_u128(1), name: String::new(), grants }
    }

    #[test]
    fn a_secretary_keeps_the_own_body_and_changes_nobody_with_a_role() {
        let (own, other) = (Uuid::from_u128(7), Uuid::from_u128(8));
        let secretary = who(Role::Secretary, Some(own));
        assert!(may_keep(&secretary, own));
        assert!(!may_keep(&secretary, other));
        assert!(!may_coordinate(&secretary));
        assert!(may_see_persons(&secretary));
        assert!(may_change_person(&secretary, &[]));
        assert!(!may_change_person(&secretary, &[Role::Coordinator]));
        assert!(!may_grant(&secretary));
    }

    #[test]
    fn only_an_administrator_changes_an_administrator() {
        assert!(may_change_person(&who(Role::Coordinator, None), &[Role::Coordinator]));
        assert!(!may_change_person(&who(Role::Coordinator, None), &[Role::Admin]));
        assert!(may_change_person(&who(Role::Admin, None), &[Role::Admin]));
    }

    #[test]
    fn members_and_nobody_may_nothing() {
        for w in [Who::Nobody, who(Role::Member, Some(Uuid::from_u128(7))), who(Role::Official, None)] {
            assert!(!may_coordinate(&w) && !may_see_persons(&w) && !may_grant(&w));
            assert!(!may_keep(&w, Uuid::from_u128(7)) && !may_change_person(&w, &[]));
        }
    }
}
