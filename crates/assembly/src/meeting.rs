use serde::{Deserialize, Serialize};

use crate::{ItemStatus, Untreated, close_check};

/// The life of a meeting.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MeetingState {
    /// Varattu: only the day is held.
    Reserved,
    /// Luonnos: the agenda is being made.
    Draft,
    /// Kutsuttu: the call has gone out.
    Called,
    /// Käynnissä.
    InSession,
    /// Pidetty: over, the record still open.
    Held,
    /// Päätetty: the record is closed.
    Closed,
    /// Peruttu.
    Cancelled,
    /// Kirjattu jälkikäteen: held without the system; only what is known is told.
    RecordedAfterwards,
}

/// What a step is judged by.
#[derive(Debug, Clone, Copy, Default)]
pub struct StepFacts<'a> {
    /// Day and time of the beginning are set.
    pub has_time: bool,
    /// Place or remote link is set.
    pub has_place: bool,
    /// The agenda.
    pub items: &'a [ItemStatus],
    /// How many are marked present.
    pub present: usize,
    /// The reason given.
    pub reason: &'a str,
}

/// Why a meeting cannot take a step.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum StepRefusal {
    /// There is no such step.
    #[error("no step from {from:?} to {to:?}")]
    NotAllowed {
        /// The state now.
        from: MeetingState,
        /// The state wished.
        to: MeetingState,
    },
    /// Day and time are missing.
    #[error("no time")]
    NoTime,
    /// There is neither place nor remote link.
    #[error("no place")]
    NoPlace,
    /// The agenda is empty.
    #[error("empty agenda")]
    EmptyAgenda,
    /// Nobody is marked present.
    #[error("nobody present")]
    NobodyPresent,
    /// A reason must be given.
    #[error("a reason is needed")]
    ReasonMissing,
    /// Items already have an outcome: the session has truly begun.
    #[error("outcomes have been recorded")]
    OutcomesRecorded,
    /// Items are without an outcome.
    #[error("untreated items")]
    Untreated(#[from] Untreated),
}

impl StepRefusal {
    /// The key of the text that tells it.
    pub const fn key(&self) -> &'static str {
        match self {
            Self::NotAllowed { .. } => "meeting-step-not-allowed",
            Self::NoTime => "meeting-step-no-time",
            Self::NoPlace => "meeting-step-no-place",
            Self::EmptyAgenda => "meeting-step-empty-agenda",
            Self::NobodyPresent => "meeting-step-nobody-present",
            Self::ReasonMissing => "meeting-step-reason-missing",
            Self::OutcomesRecorded => "meeting-step-outcomes-recorded",
            Self::Untreated(_) => "meeting-step-untreated",
        }
    }
}

impl MeetingState {
    /// All states in the order of a meeting's life.
    pub const ALL: [Self; 8] = [
        Self::Reserved,
        Self::Draft,
        Self::Called,
        Self::InSession,
        Self::Held,
        Self::Closed,
        Self::Cancelled,
        Self::RecordedAfterwards,
    ];

    /// The stored form; `meeting-state-` before it is the key of its text.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Reserved => "reserved",
            Self::Draft => "draft",
            Self::Called => "called",
            Self::InSession => "in_session",
            Self::Held => "held",
            Self::Closed => "closed",
            Self::Cancelled => "cancelled",
            Self::RecordedAfterwards => "recorded_afterwards",
        }
    }

    /// Reads the stored form.
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|s| s.code() == code)
    }

    /// The states that may follow.
    pub const fn steps(self) -> &'static [Self] {
        match self {
            Self::Reserved => &[Self::Draft, Self::RecordedAfterwards, Self::Cancelled],
            Self::Draft => &[Self::Called, Self::RecordedAfterwards, Self::Cancelled],
            Self::Called => &[Self::InSession, Self::Cancelled],
            // Back to called where the session was opened by mistake.
            Self::InSession => &[Self::Held, Self::Called, Self::Cancelled],
            Self::Held => &[Self::Closed, Self::InSession],
            // The period's own rule (no later closed meeting) is `numbering::may_reopen`.
            Self::Closed => &[Self::Held],
            Self::Cancelled => &[Self::Draft],
            Self::RecordedAfterwards => &[],
        }
    }

    /// Whether the call has gone out.
    pub const fn is_called(self) -> bool {
        matches!(self, Self::Called | Self::InSession | Self::Held | Self::Closed)
    }

    /// Whether outcomes may be recorded.
    pub const fn takes_outcomes(self) -> bool {
        matches!(self, Self::InSession | Self::Held | Self::RecordedAfterwards)
    }

    /// Takes a step, or says why not.
    pub fn go(self, to: Self, facts: &StepFacts<'_>) -> Result<Self, StepRefusal> {
        if !self.steps().contains(&to) {
            return Err(StepRefusal::NotAllowed { from: self, to });
        }
        let listed = facts.items.iter().any(|i| !i.heading);
        let decided = facts.items.iter().any(|i| i.outcome.is_some());
        let reasoned =
            || if facts.reason.trim().is_empty() { Err(StepRefusal::ReasonMissing) } else { Ok(()) };
        match (self, to) {
            (Self::InSession, Self::Called) if decided => return Err(StepRefusal::OutcomesRecorded),
            (Self::Draft, Self::Called) => {
                if !facts.has_time {
                    return Err(StepRefusal::NoTime);
                }
                if !facts.has_place {
                    return Err(StepRefusal::NoPlace);
                }
                if !listed {
                    return Err(StepRefusal::EmptyAgenda);
                }
            }
            (Self::Called, Self::InSession) if facts.present == 0 => return Err(StepRefusal::NobodyPresent),
            (_, Self::Closed) => close_check(facts.items)?,
            (Self::InSession, Self::Cancelled) => {
                if decided {
                    return Err(StepRefusal::OutcomesRecorded);
                }
                reasoned()?;
            }
            // Those who were called are told why; so is whoever reads a record that changed.
            (Self::Called, Self::Cancelled) | (Self::Closed, Self::Held) | (Self::Cancelled, Self::Draft) => {
                reasoned()?
            }
            _ => {}
        }
        Ok(to)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::OutcomeKind;
    use MeetingState as S;
    use proptest::prelude::*;
    use uuid::Uuid;

    fn item(n: u32, outcome: Option<OutcomeKind>) -> ItemStatus {
        ItemStatus { id: Uuid::from_u128(n.into()), number: Some(n), heading: false, outcome }
    }

    #[test]
    fn a_meeting_goes_from_reserved_to_closed() {
        let open = [item(1, None), item(2, None)];
        let done = [item(1, Some(OutcomeKind::Agreed)), item(2, Some(OutcomeKind::Untreated))];
        let before = StepFacts { has_time: true, has_place: true, items: &open, present: 9, reason: "" };
        let after = StepFacts { items: &done, ..before };
        assert_eq!(S::Reserved.go(S::Draft, &StepFacts::default()), Ok(S::Draft));
        assert_eq!(S::Draft.go(S::Called, &before), Ok(S::Called));
        assert_eq!(S::Called.go(S::InSession, &before), Ok(S::InSession));
        assert_eq!(S::InSession.go(S::Held, &before), Ok(S::Held));
        let Err(StepRefusal::Untreated(list)) = S::Held.go(S::Closed, &before) else { panic!("refused") };
        assert_eq!(list.0.iter().map(|i| i.number).collect::<Vec<_>>(), [Some(1), Some(2)]);
        assert_eq!(S::Held.go(S::Closed, &after), Ok(S::Closed));
    }

    #[test]
    fn a_call_needs_time_place_and_items() {
        let items = [item(1, None)];
        let full = StepFacts { has_time: true, has_place: true, items: &items, ..StepFacts::default() };
        let refused = |facts| S::Draft.go(S::Called, &facts).unwrap_err();
        assert_eq!(refused(StepFacts { has_time: false, ..full }), StepRefusal::NoTime);
        assert_eq!(refused(StepFacts { has_place: false, ..full }), StepRefusal::NoPlace);
        assert_eq!(refused(StepFacts { items: &[], ..full }), StepRefusal::EmptyAgenda);
        assert_eq!(S::Called.go(S::InSession, &full), Err(StepRefusal::NobodyPresent));
    }

    #[test]
    fn a_session_opened_by_mistake_goes_back_only_before_an_outcome() {
        let (open, done) = ([item(1, None)], [item(1, Some(OutcomeKind::Noted))]);
        let facts = |items| StepFacts { items, ..StepFacts::default() };
        assert_eq!(S::InSession.go(S::Called, &facts(&open)), Ok(S::Called));
        assert_eq!(S::InSession.go(S::Called, &facts(&done)), Err(StepRefusal::OutcomesRecorded));
        let cancel = StepFacts { items: &done, reason: "ei päätösvaltainen", ..StepFacts::default() };
        assert_eq!(S::InSession.go(S::Cancelled, &cancel), Err(StepRefusal::OutcomesRecorded));
    }

    #[test]
    fn what_others_have_seen_changes_only_with_a_reason() {
        for (from, to) in [(S::Called, S::Cancelled), (S::Closed, S::Held), (S::Cancelled, S::Draft)] {
            assert_eq!(from.go(to, &StepFacts::default()), Err(StepRefusal::ReasonMissing));
            let why = StepFacts { reason: "kirjoitusvirhe", ..StepFacts::default() };
            assert_eq!(from.go(to, &why), Ok(to));
        }
        assert_eq!(S::Draft.go(S::Cancelled, &StepFacts::default()), Ok(S::Cancelled));
    }

    #[test]
    fn nothing_is_cancelled_after_it_was_held() {
        let refused = |from: S| from.go(S::Cancelled, &StepFacts { reason: "x", ..StepFacts::default() });
        for from in [S::Held, S::Closed, S::RecordedAfterwards] {
            assert_eq!(refused(from), Err(StepRefusal::NotAllowed { from, to: S::Cancelled }));
        }
    }

    #[test]
    fn each_state_has_a_stored_form() {
        for s in S::ALL {
            assert_eq!(S::parse(s.code()), Some(s));
        }
        assert_eq!(S::parse("begun"), None);
    }

    proptest! {
        #[test]
        fn no_path_closes_a_meeting_with_an_untreated_item(
            path in prop::collection::vec(0usize..8, 0..30),
            outcomes in prop::collection::vec(prop::option::of(prop::sample::select(OutcomeKind::ALL.to_vec())), 1..6),
        ) {
            let items: Vec<ItemStatus> = (1..).zip(&outcomes).map(|(n, o)| item(n, *o)).collect();
            let facts = StepFacts { has_time: true, has_place: true, items: &items, present: 3, reason: "x" };
            let mut state = S::Reserved;
            for step in path {
                if let Ok(next) = state.go(S::ALL[step], &facts) {
                    prop_assert!(state.steps().contains(&next));
                    state = next;
                }
                prop_assert!(state != S::Closed || outcomes.iter().all(Option::is_some));
            }
        }
    }
}
