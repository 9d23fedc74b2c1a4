//! Who may see and do what: pure, deny by default.

use kit::{Role, Who};
use uuid::Uuid;

/// Whether somebody is of the project: the region's coordinator, or of the body that steers it. They see everybody
/// of its staff by name, and reports before they are approved.
pub fn inside(who: &Who, body: Option<Uuid>) -> bool {
    who.has(Role::Coordinator) || body.is_some_and(|b| who.belongs_to(b))
}

/// Whether somebody may see the project at all.
pub fn may_see(who: &Who, publicity: &str, body: Option<Uuid>) -> bool {
    publicity == "public" || inside(who, body)
}

/// Whether somebody may write the project's record and its reports: the coordinator, or the secretary of the body.
pub fn may_keep(who: &Who, body: Option<Uuid>) -> bool {
    match body {
        Some(body) => who.prepares(body),
        None => who.has(Role::Coordinator),
    }
}

/// Whether somebody may begin a project.
pub fn may_make(who: &Who) -> bool {
    who.grants().iter().any(|g| matches!(g.role, Role::Coordinator | Role::Secretary))
}

/// Whether somebody may approve a report: the coordinator, or the chair of the body.
pub fn may_approve(who: &Who, body: Option<Uuid>) -> bool {
    who.has(Role::Coordinator) || body.is_some_and(|b| who.has_in(b, &[Role::Chair]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_sees_what_is_public_and_writes_nothing() {
        let body = Some(Uuid::from_u128(1));
        assert!(may_see(&Who::Nobody, "public", body));
        assert!(!may_see(&Who::Nobody, "internal", body));
        assert!(!inside(&Who::Nobody, body));
        assert!(!may_keep(&Who::Nobody, body) && !may_keep(&Who::Nobody, None));
        assert!(!may_make(&Who::Nobody) && !may_approve(&Who::Nobody, body));
    }
}
