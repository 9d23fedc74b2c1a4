//! Who may do what with a record, and which step follows which: pure.

use assembly::MeetingState;
use kit::{Role, Who};
use uuid::Uuid;

/// Where a record is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RecordState {
    /// Luonnos: being written.
    Draft,
    /// Hyväksytty.
    Approved,
    /// Julkaistu.
    Published,
}

/// What can be done to a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RecordStep {
    /// Hyväksytään.
    Approve,
    /// Julkaistaan.
    Publish,
    /// Avataan uudelleen.
    Reopen,
}

impl RecordState {
    /// The stored form; `minutes-state-` before it is the key of its text.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Approved => "approved",
            Self::Published => "published",
        }
    }

    /// Reads the stored form. A meeting without a record yet has it to be written.
    pub fn parse(code: &str) -> Self {
        match code {
            "approved" => Self::Approved,
            "published" => Self::Published,
            _ => Self::Draft,
        }
    }

    /// Takes a step; `None` where it does not follow.
    pub const fn go(self, step: RecordStep) -> Option<Self> {
        match (self, step) {
            (Self::Draft, RecordStep::Approve) => Some(Self::Approved),
            (Self::Approved, RecordStep::Publish) => Some(Self::Published),
            (Self::Approved | Self::Published, RecordStep::Reopen) => Some(Self::Draft),
            _ => None,
        }
    }
}

/// Whether a meeting is past, so that its record can be approved.
pub const fn is_over(state: MeetingState) -> bool {
    matches!(state, MeetingState::Held | MeetingState::Closed | MeetingState::RecordedAfterwards)
}

/// Whether somebody sees the working draft: who prepares, from the session on; those of the body, after it.
pub fn may_read_draft(who: &Who, body: Uuid, state: MeetingState) -> bool {
    (who.prepares(body) && state.takes_outcomes() || who.prepares(body) && is_over(state))
        || (who.belongs_to(body) && is_over(state))
}

/// Whether somebody writes the record.
pub fn may_write(who: &Who, body: Uuid) -> bool {
    who.prepares(body)
}

/// Whether somebody notes the approval. Inspectors and the next meeting approve in ways that the secretary notes; a
/// chair who approves does so personally, or has it noted.
pub fn may_approve(who: &Who, body: Uuid, approval: &str) -> bool {
    who.prepares(body) || (approval == "chair" && who.has_in(body, &[Role::Chair]))
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
    fn a_record_is_approved_then_published_and_can_be_opened_again() {
        use RecordState as S;
        assert_eq!(S::Draft.go(RecordStep::Approve), Some(S::Approved));
        assert_eq!(S::Draft.go(RecordStep::Publish), None);
        assert_eq!(S::Draft.go(RecordStep::Reopen), None);
        assert_eq!(S::Approved.go(RecordStep::Publish), Some(S::Published));
        assert_eq!(S::Approved.go(RecordStep::Approve), None);
        assert_eq!(S::Published.go(RecordStep::Reopen), Some(S::Draft));
        assert_eq!(S::Published.go(RecordStep::Publish), None);
        for s in [S::Draft, S::Approved, S::Published] {
            assert_eq!(S::parse(s.code()), s);
        }
        assert_eq!(S::parse("none"), S::Draft);
    }

    #[test]
    fn the_draft_is_for_the_body_and_the_writing_for_who_prepares() {
        let body = Uuid::from_u128(1);
        let held = |w: &Who| may_read_draft(w, body, MeetingState::Held);
        let live = |w: &Who| may_read_draft(w, body, MeetingState::InSession);
        for (w, at_held, at_live, writes) in [
            (Who::Nobody, false, false, false),
            (who(Role::Coordinator, None), true, true, true),
            (who(Role::Secretary, Some(1)), true, true, true),
            (who(Role::Secretary, Some(2)), false, false, false),
            (who(Role::Chair, Some(1)), true, false, false),
            (who(Role::Member, Some(1)), true, false, false),
            (who(Role::Official, None), false, false, false),
            (who(Role::Admin, None), false, false, false),
        ] {
            assert_eq!((held(&w), live(&w), may_write(&w, body)), (at_held, at_live, writes), "{w:?}");
            assert!(!may_read_draft(&w, body, MeetingState::Called));
        }
    }

    #[test]
    fn a_chair_approves_only_where_the_body_says_so() {
        let body = Uuid::from_u128(1);
        let chair = who(Role::Chair, Some(1));
        assert!(may_approve(&chair, body, "chair"));
        assert!(!may_approve(&chair, body, "inspectors"));
        assert!(!may_approve(&who(Role::Chair, Some(2)), body, "chair"));
        assert!(may_approve(&who(Role::Coordinator, None), body, "next_meeting"));
        assert!(!may_approve(&who(Role::Member, Some(1)), body, "chair"));
    }
}
