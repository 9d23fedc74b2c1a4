//! Who may do what in a session: pure.

use kit::{Role, Who};
use uuid::Uuid;

/// Whether somebody runs the session: the region's coordinator or the body's secretary.
pub fn may_run(who: &Who, body: Uuid) -> bool {
    who.prepares(body)
}

/// Whether somebody may follow the session page: who runs it, and the chair.
pub fn may_follow(who: &Who, body: Uuid) -> bool {
    may_run(who, body) || who.has_in(body, &[Role::Chair])
}

#[cfg(test)]
mod tests {
    use super::*;
    use kit::Grant;

    fn who(role: Role, body: Option<u128>) -> Who {
        let grant = Grant { role, body: body.map(Uuid::from_u128), municipality: None };
        Who::Person { id: Uuid::from_u128(9), name: "N".into(), grants: vec![grant] }
    }

    #[test]
    fn the_session_is_run_by_who_prepares_and_followed_by_the_chair() {
        let body = Uuid::from_u128(1);
        let rights = |w: &Who| (may_run(w, body), may_follow(w, body));
        assert_eq!(rights(&who(Role::Coordinator, None)), (true, true));
        assert_eq!(rights(&who(Role::Secretary, Some(1))), (true, true));
        assert_eq!(rights(&who(Role::Chair, Some(1))), (false, true));
        for other in [
            Who::Nobody,
            who(Role::Secretary, Some(2)),
            who(Role::Chair, Some(2)),
            who(Role::Member, Some(1)),
            who(Role::Deputy, Some(1)),
            who(Role::Assistant, Some(1)),
            who(Role::Official, None),
            who(Role::Admin, None),
        ] {
            assert_eq!(rights(&other), (false, false), "{other:?}");
        }
    }
}
