use serde::{Deserialize, Serialize};

use crate::MeetingState;

/// A row of an agenda as the numbering sees it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct AgendaRow {
    /// Headings are not counted.
    pub heading: bool,
}

/// The plain numbers of an agenda: 1, 2, 3… over the items, none for headings.
pub fn numbers(rows: &[AgendaRow]) -> Vec<Option<u32>> {
    let mut last = 0;
    rows.iter()
        .map(|row| {
            if row.heading {
                return None;
            }
            last += 1;
            Some(last)
        })
        .collect()
}

/// What is done to an agenda.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ItemChange {
    /// A new item.
    Added,
    /// An item is taken off.
    Removed,
    /// The title.
    Title,
    /// The background.
    Background,
    /// The proposal.
    Proposal,
    /// An attachment added, replaced or removed.
    Attachment,
    /// The order of items.
    Order,
    /// Presenter, visitors and their slots.
    Presenter,
    /// Notes that only the secretary sees.
    Internal,
}

impl ItemChange {
    /// Whether members must be told of it when it comes after the call.
    pub const fn is_material(self) -> bool {
        !matches!(self, Self::Order | Self::Presenter | Self::Internal)
    }
}

/// How a change stands to the call.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Listing {
    /// In time, or of no weight for the members.
    Normal,
    /// After the call: marked, with its reason, told once and printed in the record.
    Late {
        /// Why it could not wait.
        reason: String,
    },
}

/// Why a change of the agenda is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum LateRefusal {
    /// After the call a reason is needed.
    #[error("a reason is needed after the call")]
    ReasonMissing,
    /// The meeting is over or cancelled.
    #[error("the agenda is closed")]
    AgendaClosed,
}

impl LateRefusal {
    /// The key of the text that tells it.
    pub const fn key(self) -> &'static str {
        match self {
            Self::ReasonMissing => "late-reason-missing",
            Self::AgendaClosed => "late-agenda-closed",
        }
    }
}

/// Whether a change of the agenda is late in this state of the meeting. What is only recorded afterwards is
/// never late: there was no call.
pub fn listing(state: MeetingState, change: ItemChange, reason: &str) -> Result<Listing, LateRefusal> {
    match state {
        MeetingState::Reserved | MeetingState::Draft | MeetingState::RecordedAfterwards => {
            Ok(Listing::Normal)
        }
        MeetingState::Called | MeetingState::InSession if !change.is_material() => Ok(Listing::Normal),
        MeetingState::Called | MeetingState::InSession => match reason.trim() {
            "" => Err(LateRefusal::ReasonMissing),
            reason => Ok(Listing::Late { reason: reason.to_owned() }),
        },
        MeetingState::Held | MeetingState::Closed | MeetingState::Cancelled => Err(LateRefusal::AgendaClosed),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_comes_after_the_call_is_late_and_says_why() {
        let late = |state, change, reason| listing(state, change, reason);
        assert_eq!(late(MeetingState::Draft, ItemChange::Added, ""), Ok(Listing::Normal));
        assert_eq!(late(MeetingState::Called, ItemChange::Added, " "), Err(LateRefusal::ReasonMissing));
        let why = Listing::Late { reason: "lausunto 30.9. mennessä".into() };
        assert_eq!(late(MeetingState::Called, ItemChange::Proposal, "lausunto 30.9. mennessä "), Ok(why));
        assert_eq!(late(MeetingState::Called, ItemChange::Internal, ""), Ok(Listing::Normal));
        assert_eq!(late(MeetingState::InSession, ItemChange::Added, ""), Err(LateRefusal::ReasonMissing));
        assert_eq!(late(MeetingState::Closed, ItemChange::Added, "x"), Err(LateRefusal::AgendaClosed));
        assert_eq!(late(MeetingState::RecordedAfterwards, ItemChange::Added, ""), Ok(Listing::Normal));
    }

    proptest! {
        #[test]
        fn items_are_numbered_from_one_without_a_gap_and_headings_not(headings in prop::collection::vec(any::<bool>(), 0..40)) {
            let rows: Vec<AgendaRow> = headings.iter().map(|h| AgendaRow { heading: *h }).collect();
            let given = numbers(&rows);
            prop_assert_eq!(given.len(), rows.len());
            prop_assert!(given.iter().zip(&headings).all(|(n, h)| n.is_none() == *h));
            let plain: Vec<u32> = given.into_iter().flatten().collect();
            let expected: Vec<u32> = (1..).take(plain.len()).collect();
            prop_assert_eq!(plain, expected);
        }
    }
}
