//! Who may bring old material in.

use kit::{Role, Who};

/// The region's coordinator and the administrator.
pub(crate) fn may_import(who: &Who) -> bool {
    who.has(Role::Coordinator) || who.has(Role::Admin)
}

#[cfg(test)]
mod tests {
    use super::*;
    use kit::Grant;
    use uuid::Uuid;

    #[test]
    fn only_the_coordinator_and_the_administrator_may_import() {
        let who = |role, body| Who::Person {
            id: Uuid::nil(),
            name: String::new(),
            grants: vec![Grant { role, body, municipality: None }],
        };
        assert!(may_import(&who(Role::Coordinator, None)) && may_import(&who(Role::Admin, None)));
        for w in [Who::Nobody, who(Role::Secretary, Some(Uuid::nil())), who(Role::Official, None)] {
            assert!(!may_import(&w));
        }
    }
}
