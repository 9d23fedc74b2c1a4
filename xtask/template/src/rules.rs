//! The rules: pure functions on plain values.

use kit::{Role, Who};

/// The longest note, in characters.
pub(crate) const LONGEST: usize = 500;

/// Whether somebody may see, write and remove notes.
pub(crate) fn may_keep(who: &Who) -> bool {
    who.has(Role::Coordinator)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_may_not_keep_notes() {
        assert!(!may_keep(&Who::Nobody));
    }
}
