use serde::{Deserialize, Serialize};

/// A change of a meeting as the call sees it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CallChange {
    /// Day or time of the beginning.
    Start,
    /// The end.
    End,
    /// The place.
    Place,
    /// The remote link.
    RemoteLink,
    /// The meeting's name.
    Title,
    /// The agenda, attachments or covering words.
    Agenda,
    /// Somebody more is called.
    PersonAdded,
    /// Somebody is no longer called.
    PersonRemoved,
    /// The meeting is cancelled.
    Cancelled,
    /// A cancelled meeting is held after all.
    Restored,
}

/// The call as it has been sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct CallState {
    /// The SEQUENCE last sent; 0 in the first call.
    pub sequence: u32,
    /// Whether a call has been sent at all.
    pub sent: bool,
    /// Whether the last that was sent is a cancellation.
    pub cancelled: bool,
}

/// What is sent to calendars (RFC 5546).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum Method {
    /// REQUEST.
    Request,
    /// CANCEL.
    Cancel,
}

/// What follows from changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct CallStep {
    /// The call after it.
    pub state: CallState,
    /// What goes to all who are called; none where nothing need be sent.
    pub everybody: Option<Method>,
    /// Whether those newly called get a REQUEST of their own.
    pub to_added: bool,
    /// Whether those no longer called get a CANCEL of their own.
    pub to_removed: bool,
    /// Whether the answers given so far no longer hold.
    pub ask_again: bool,
}

/// What must be sent after changes, and with which SEQUENCE.
///
/// The number is raised by what a person must note in the calendar: time, place, link, name, cancelling and
/// restoring. A changed agenda goes out with the same number, so that answers stay good. Only a changed time
/// asks everybody again. Before the first call nothing is sent, whatever changes.
pub fn call_step(call: CallState, changes: &[CallChange]) -> CallStep {
    let has = |list: &[CallChange]| changes.iter().any(|c| list.contains(c));
    let mut step =
        CallStep { state: call, everybody: None, to_added: false, to_removed: false, ask_again: false };
    if !call.sent {
        return step;
    }
    // Where both stand in one batch, the later one is what holds.
    let turn = changes.iter().rev().find(|c| matches!(c, CallChange::Cancelled | CallChange::Restored));
    let cancelled = match turn {
        Some(CallChange::Cancelled) => true,
        Some(_) => false,
        None => call.cancelled,
    };
    if cancelled {
        // A cancelled meeting is silent about its other changes until it is restored.
        if !call.cancelled {
            step.state = CallState { sequence: call.sequence.saturating_add(1), cancelled: true, ..call };
            step.everybody = Some(Method::Cancel);
        }
        return step;
    }
    let restored = call.cancelled;
    let timed = has(&[CallChange::Start, CallChange::End]);
    if restored || timed || has(&[CallChange::Place, CallChange::RemoteLink, CallChange::Title]) {
        step.state = CallState { sequence: call.sequence.saturating_add(1), cancelled: false, ..call };
        step.everybody = Some(Method::Request);
    } else if has(&[CallChange::Agenda]) {
        step.everybody = Some(Method::Request);
    }
    step.ask_again = restored || timed;
    step.to_added = has(&[CallChange::PersonAdded]) && step.everybody.is_none();
    step.to_removed = has(&[CallChange::PersonRemoved]);
    step
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const SENT: CallState = CallState { sequence: 2, sent: true, cancelled: false };

    #[test]
    fn time_place_link_and_name_raise_the_sequence() {
        for change in
            [CallChange::Start, CallChange::End, CallChange::Place, CallChange::RemoteLink, CallChange::Title]
        {
            let step = call_step(SENT, &[change]);
            assert_eq!((step.state.sequence, step.everybody), (3, Some(Method::Request)), "{change:?}");
            assert_eq!(step.ask_again, matches!(change, CallChange::Start | CallChange::End));
        }
        let agenda = call_step(SENT, &[CallChange::Agenda]);
        assert_eq!(
            (agenda.state.sequence, agenda.everybody, agenda.ask_again),
            (2, Some(Method::Request), false)
        );
    }

    #[test]
    fn several_changes_saved_at_once_raise_it_once() {
        let step = call_step(SENT, &[CallChange::Start, CallChange::Place, CallChange::Agenda]);
        assert_eq!(step.state.sequence, 3);
    }

    #[test]
    fn a_cancellation_comes_after_the_call_with_a_higher_number() {
        let step = call_step(SENT, &[CallChange::Cancelled]);
        assert_eq!((step.state.sequence, step.everybody), (3, Some(Method::Cancel)));
        assert_eq!(
            call_step(step.state, &[CallChange::Cancelled, CallChange::Place]).everybody,
            None,
            "once"
        );
        let back = call_step(step.state, &[CallChange::Restored]);
        assert_eq!((back.state.sequence, back.everybody, back.ask_again), (4, Some(Method::Request), true));
        let never_sent = call_step(CallState::default(), &[CallChange::Cancelled, CallChange::Start]);
        assert_eq!((never_sent.everybody, never_sent.state), (None, CallState::default()));
    }

    #[test]
    fn only_those_concerned_hear_of_a_changed_list() {
        let step = call_step(SENT, &[CallChange::PersonAdded, CallChange::PersonRemoved]);
        assert_eq!((step.everybody, step.to_added, step.to_removed), (None, true, true));
        assert_eq!(step.state.sequence, 2);
        let step = call_step(SENT, &[CallChange::PersonAdded, CallChange::Start]);
        assert!(step.everybody.is_some() && !step.to_added, "they get the one that goes to all");
    }

    proptest! {
        #[test]
        fn the_sequence_never_falls_and_every_turn_raises_it(
            batches in prop::collection::vec(prop::collection::vec(prop::sample::select(vec![
                CallChange::Start, CallChange::Place, CallChange::Agenda, CallChange::PersonAdded,
                CallChange::Cancelled, CallChange::Restored,
            ]), 0..4), 0..20),
        ) {
            let mut call = CallState { sent: true, ..CallState::default() };
            for batch in batches {
                let step = call_step(call, &batch);
                let raised = step.state.sequence - call.sequence;
                prop_assert!(raised <= 1);
                prop_assert!(raised == 1 || step.state.cancelled == call.cancelled);
                prop_assert!(raised == 0 || step.everybody.is_some());
                prop_assert_eq!(step.everybody == Some(Method::Cancel), step.state.cancelled && !call.cancelled);
                call = step.state;
            }
        }
    }
}
