//! Who may do what here.

use kit::{Role, Who};

/// Who makes the notices the council's own.
pub(crate) fn may_edit(who: &Who) -> bool {
    who.has(Role::Admin)
}

/// Who reads and answers feedback.
pub(crate) fn may_tend(who: &Who) -> bool {
    TENDERS.into_iter().any(|role| who.has(role))
}

/// The roles whose holders answer feedback.
pub(crate) const TENDERS: [Role; 2] = [Role::Coordinator, Role::Admin];
