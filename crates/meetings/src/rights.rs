//! Who may see and do what with a meeting. Pure, and asked everywhere.

use assembly::MeetingState;
use kit::{Publicity, Role, Who};

use crate::agenda::Item;
use crate::meetings::Meeting;

/// The state as it is shown. That a day is reserved is for all to know; that its agenda is being made, for those of
/// the body.
pub fn shown_state(who: &Who, m: &Meeting) -> MeetingState {
    match m.state() {
        MeetingState::Draft if !who.belongs_to(m.body) => MeetingState::Reserved,
        state => state,
    }
}

/// Whether the agenda may be seen. Before the call only by those who prepare it and by the chair.
pub fn may_see_agenda(who: &Who, m: &Meeting) -> bool {
    m.is_open() || may_prepare(who, m) || who.has_in(m.body, &[Role::Chair])
}

/// The mark under which an agenda stands until the record is out, so that nobody takes a proposal for a decision: the
/// key of its text. `None` where the record has been published, and for a cancelled meeting, which says so itself.
pub fn mark(m: &Meeting) -> Option<&'static str> {
    use MeetingState::{Called, Cancelled, Draft, InSession, Reserved};
    match m.state() {
        _ if m.is_published() => None,
        Cancelled => None,
        Reserved | Draft => Some("meetings-mark-draft"),
        Called => Some("meetings-mark-called"),
        InSession => Some("meetings-mark-in-session"),
        _ => Some("meetings-mark-held"),
    }
}

/// What somebody sees of an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum View {
    /// All of it.
    Whole,
    /// That there is an item of this number, and the ground for not showing it.
    Mention,
    /// Nothing.
    Hidden,
}

/// What somebody sees of an item. Of what is not public, outsiders see its number and the ground, never the title.
pub fn item_view(who: &Who, m: &Meeting, item: &Item) -> View {
    if !may_see_agenda(who, m) {
        View::Hidden
    } else if item.publicity() == Publicity::Public || who.belongs_to(m.body) {
        View::Whole
    } else {
        View::Mention
    }
}

/// Whether outcomes may be seen: of a published record by all, before that by those of the body.
pub fn may_see_outcomes(who: &Who, m: &Meeting) -> bool {
    m.is_published() || who.belongs_to(m.body)
}

/// Whether the remote link is still of use to anybody.
pub fn link_of_use(m: &Meeting) -> bool {
    use MeetingState::{Cancelled, Closed, RecordedAfterwards};
    !matches!(m.state(), Closed | Cancelled | RecordedAfterwards)
}

/// Whether the remote link may be seen: by those invited and by those who prepare, while it is of use.
pub fn may_see_link(who: &Who, m: &Meeting, invited: bool) -> bool {
    link_of_use(m) && who.is_person() && (may_prepare(who, m) || (invited && m.called_at.is_some()))
}

/// Whether meeting, agenda and call may be changed.
pub fn may_prepare(who: &Who, m: &Meeting) -> bool {
    who.prepares(m.body)
}

/// Whether the session may be led: those who prepare, and the chair.
pub fn may_lead(who: &Who, m: &Meeting) -> bool {
    who.prepares(m.body) || who.has_in(m.body, &[Role::Chair])
}
