//! Who may do what here.

use kit::{Role, Who};

/// Change what is for the whole region: settings, mail, look, invitations.
pub(crate) fn may_settle(who: &Who) -> bool {
    who.has(Role::Admin)
}

/// Found bodies from templates, paste members, see what is left of the set-up.
pub(crate) fn may_begin(who: &Who) -> bool {
    who.has(Role::Admin) || who.has(Role::Coordinator)
}

#[cfg(test)]
mod tests {
    use kit::Grant;
    use uuid::Uuid;

    use super::*;

    #[test]
    fn settings_are_for_the_administrator_alone() {
        let who = |role| Who::Person {
            id: Uuid::nil(),
            name: String::new(),
            grants: vec![Grant { role, body: None, municipality: None }],
        };
        assert!(may_settle(&who(Role::Admin)) && may_begin(&who(Role::Admin)));
        assert!(!may_settle(&who(Role::Coordinator)) && may_begin(&who(Role::Coordinator)));
        for other in [Role::Secretary, Role::Chair, Role::Member, Role::Official] {
            assert!(!may_settle(&who(other)) && !may_begin(&who(other)));
        }
        assert!(!may_settle(&Who::Nobody) && !may_begin(&Who::Nobody));
    }
}
