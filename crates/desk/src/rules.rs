//! Who may open what here. What stands on the desk is decided by the slices that tell it.

use kit::{Role, Who};

/// The desk is for everybody who has signed in: each sees the own work.
pub(crate) fn may_open(who: &Who) -> bool {
    who.is_person()
}

/// The work of all persons is shown to those who share it out: the coordinator and the secretaries.
pub(crate) fn may_see_workload(who: &Who) -> bool {
    who.grants().iter().any(|g| matches!(g.role, Role::Coordinator | Role::Secretary))
}

#[cfg(test)]
mod tests {
    use super::*;
    use kit::Grant;
    use uuid::Uuid;

    #[test]
    fn the_desk_is_everybodys_own_and_the_workload_for_those_who_share_it_out() {
        let who = |role| Who::Person {
            id: Uuid::from_u128(1),
            name: String::new(),
            grants: vec![Grant { role, body: Some(Uuid::from_u128(2)), municipality: None }],
        };
        assert!(!may_open(&Who::Nobody) && !may_see_workload(&Who::Nobody));
        for role in Role::ALL {
            assert!(may_open(&who(role)));
            let shares = matches!(role, Role::Coordinator | Role::Secretary);
            assert_eq!(may_see_workload(&who(role)), shares, "{role:?}");
        }
    }
}
