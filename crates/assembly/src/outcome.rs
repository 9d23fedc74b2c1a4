use jiff::civil::Date;
use kit::When;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// What kind of body it is: only a statutory one makes decisions in the sense of the law.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BodyKind {
    /// Toimielin of the Local Government Act: pöytäkirja, päätös, appeal.
    Statutory,
    /// Co-operation body: muistio, linjaus.
    Cooperation,
}

/// The life of an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ItemState {
    /// Ehdotettu.
    Proposed,
    /// Valmistelussa.
    InPreparation,
    /// Listalla.
    Listed,
    /// Käsitelty: it has its outcome.
    Treated,
    /// Siirretty, pöydällä: comes back.
    Postponed,
    /// Palautettu valmisteltavaksi.
    Returned,
    /// Poistettu listalta.
    Removed,
    /// Oikaistavana: the record was opened again.
    UnderCorrection,
}

/// Why an item cannot take a step.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ItemStepRefusal {
    /// There is no such step.
    #[error("no step from {from:?} to {to:?}")]
    NotAllowed {
        /// The state now.
        from: ItemState,
        /// The state wished.
        to: ItemState,
    },
    /// A reason must be given.
    #[error("a reason is needed")]
    ReasonMissing,
}

impl ItemState {
    /// The states that may follow.
    pub const fn steps(self) -> &'static [Self] {
        match self {
            Self::Proposed => &[Self::InPreparation, Self::Listed, Self::Returned, Self::Removed],
            Self::InPreparation => &[Self::Listed, Self::Removed],
            Self::Listed => {
                &[Self::Treated, Self::Postponed, Self::Returned, Self::Removed, Self::InPreparation]
            }
            // Back to the list where the latest outcome is taken back.
            Self::Treated => &[Self::UnderCorrection, Self::Listed],
            Self::Postponed => &[Self::Listed, Self::Removed],
            Self::Returned => &[Self::InPreparation, Self::Removed],
            Self::Removed => &[Self::InPreparation],
            Self::UnderCorrection => &[Self::Treated],
        }
    }

    /// Takes a step. Returning, removing and correcting need a reason.
    pub fn go(self, to: Self, reason: &str) -> Result<Self, ItemStepRefusal> {
        if !self.steps().contains(&to) {
            return Err(ItemStepRefusal::NotAllowed { from: self, to });
        }
        let needs = matches!(to, Self::Returned | Self::Removed | Self::Postponed | Self::UnderCorrection);
        if needs && reason.trim().is_empty() { Err(ItemStepRefusal::ReasonMissing) } else { Ok(to) }
    }
}

/// What became of an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OutcomeKind {
    /// Päätettiin.
    Decided,
    /// Linjattiin.
    Agreed,
    /// Keskusteltiin.
    Discussed,
    /// Merkittiin tiedoksi.
    Noted,
    /// Siirrettiin: with reason and return date.
    Postponed,
    /// Ei käsitelty.
    Untreated,
}

impl OutcomeKind {
    /// All outcomes, in the order of their keys on the session page.
    pub const ALL: [Self; 6] =
        [Self::Decided, Self::Agreed, Self::Discussed, Self::Noted, Self::Postponed, Self::Untreated];

    /// The stored form; `outcome-` before it is the key of its text.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Decided => "decided",
            Self::Agreed => "agreed",
            Self::Discussed => "discussed",
            Self::Noted => "noted",
            Self::Postponed => "postponed",
            Self::Untreated => "untreated",
        }
    }

    /// Reads the stored form.
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|k| k.code() == code)
    }

    /// Whether the item takes its § with this outcome, in bodies that number at the decision.
    pub const fn takes_number(self) -> bool {
        !matches!(self, Self::Untreated)
    }

    /// The outcomes open to a kind of body.
    pub fn open_to(body: BodyKind) -> impl Iterator<Item = Self> {
        Self::ALL.into_iter().filter(move |k| body == BodyKind::Statutory || *k != Self::Decided)
    }

    /// The state of the item after it.
    pub const fn leads_to(self) -> ItemState {
        match self {
            Self::Postponed => ItemState::Postponed,
            // Not treated: it stays on the list of what waits for a meeting.
            Self::Untreated => ItemState::Listed,
            _ => ItemState::Treated,
        }
    }
}

/// An outcome as it is about to be recorded.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outcome {
    /// What became of the item.
    pub kind: OutcomeKind,
    /// The text of the decision or the agreed line.
    pub text: String,
    /// The reason, where one is needed.
    pub reason: String,
    /// When a postponed item comes back.
    pub returns: Option<When>,
}

/// What is wrong with an outcome.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum OutcomeRefusal {
    /// A co-operation body makes no päätös; it may agree on a line.
    #[error("a co-operation body cannot decide, it may agree")]
    CannotDecide,
    /// What was decided or agreed must be said.
    #[error("the text is missing")]
    TextMissing,
    /// Why was it postponed?
    #[error("a reason is needed")]
    ReasonMissing,
    /// When does it come back?
    #[error("the return date is missing")]
    ReturnMissing,
    /// It comes back after this meeting, not before.
    #[error("the return date is not after the meeting")]
    ReturnNotAfter,
}

impl OutcomeRefusal {
    /// The key of the text that tells it.
    pub const fn key(self) -> &'static str {
        match self {
            Self::CannotDecide => "outcome-cannot-decide",
            Self::TextMissing => "outcome-text-missing",
            Self::ReasonMissing => "outcome-reason-missing",
            Self::ReturnMissing => "outcome-return-missing",
            Self::ReturnNotAfter => "outcome-return-not-after",
        }
    }
}

/// Checks an outcome of a meeting held on `day`; all that is wrong is told at once.
pub fn check_outcome(outcome: &Outcome, body: BodyKind, day: Date) -> Result<(), Vec<OutcomeRefusal>> {
    let mut wrong = Vec::new();
    match outcome.kind {
        OutcomeKind::Decided | OutcomeKind::Agreed => {
            if outcome.kind == OutcomeKind::Decided && body == BodyKind::Cooperation {
                wrong.push(OutcomeRefusal::CannotDecide);
            }
            if outcome.text.trim().is_empty() {
                wrong.push(OutcomeRefusal::TextMissing);
            }
        }
        OutcomeKind::Postponed => {
            if outcome.reason.trim().is_empty() {
                wrong.push(OutcomeRefusal::ReasonMissing);
            }
            // A month or a season will do, but it must be known and may not lie behind.
            match outcome.returns.as_ref().and_then(When::span) {
                None => wrong.push(OutcomeRefusal::ReturnMissing),
                Some((_, last)) if last <= day => wrong.push(OutcomeRefusal::ReturnNotAfter),
                Some(_) => {}
            }
        }
        OutcomeKind::Discussed | OutcomeKind::Noted | OutcomeKind::Untreated => {}
    }
    if wrong.is_empty() { Ok(()) } else { Err(wrong) }
}

/// An item as the closing rule sees it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct ItemStatus {
    /// The item.
    pub id: Uuid,
    /// Its number on the agenda; none for a heading.
    pub number: Option<u32>,
    /// A heading has no outcome.
    pub heading: bool,
    /// What became of it.
    pub outcome: Option<OutcomeKind>,
}

/// The items that are still without an outcome, in the order of the agenda. An item that was not treated must
/// be marked so: silence is not an outcome.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{} items are without an outcome", .0.len())]
pub struct Untreated(
    /// The items.
    pub Vec<ItemStatus>,
);

/// Whether the record may be closed: every item but headings has its outcome.
pub fn close_check(items: &[ItemStatus]) -> Result<(), Untreated> {
    let open: Vec<ItemStatus> = items.iter().filter(|i| !i.heading && i.outcome.is_none()).copied().collect();
    if open.is_empty() { Ok(()) } else { Err(Untreated(open)) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn outcome(kind: OutcomeKind, text: &str, reason: &str, returns: Option<When>) -> Outcome {
        Outcome { kind, text: text.into(), reason: reason.into(), returns }
    }

    const DAY: Date = date(2021, 10, 13);

    #[test]
    fn a_co_operation_body_agrees_and_a_statutory_one_may_decide() {
        let decided = outcome(OutcomeKind::Decided, "Hyväksyttiin.", "", None);
        let agreed = outcome(OutcomeKind::Agreed, "Kunnat nimeävät edustajansa.", "", None);
        assert_eq!(check_outcome(&decided, BodyKind::Statutory, DAY), Ok(()));
        assert_eq!(
            check_outcome(&decided, BodyKind::Cooperation, DAY),
            Err(vec![OutcomeRefusal::CannotDecide])
        );
        assert_eq!(check_outcome(&agreed, BodyKind::Cooperation, DAY), Ok(()));
        assert_eq!(OutcomeKind::open_to(BodyKind::Cooperation).count(), 5);
        assert_eq!(OutcomeKind::open_to(BodyKind::Statutory).count(), 6);
    }

    #[test]
    fn all_that_is_wrong_is_told_at_once() {
        let empty = outcome(OutcomeKind::Decided, " ", "", None);
        assert_eq!(
            check_outcome(&empty, BodyKind::Cooperation, DAY),
            Err(vec![OutcomeRefusal::CannotDecide, OutcomeRefusal::TextMissing])
        );
        let postponed = outcome(OutcomeKind::Postponed, "", "", Some(When::unknown()));
        assert_eq!(
            check_outcome(&postponed, BodyKind::Statutory, DAY),
            Err(vec![OutcomeRefusal::ReasonMissing, OutcomeRefusal::ReturnMissing])
        );
    }

    #[test]
    fn a_postponed_item_says_why_and_when_it_comes_back() {
        let check = |when| {
            check_outcome(
                &outcome(OutcomeKind::Postponed, "", "odotetaan hallituksen linjauksia", when),
                BodyKind::Cooperation,
                DAY,
            )
        };
        assert_eq!(check(Some(When::day(date(2021, 11, 10)))), Ok(()));
        assert_eq!(check(Some(When::month(2021, 10))), Ok(()), "later in the same month");
        assert_eq!(check(Some(When::day(DAY))), Err(vec![OutcomeRefusal::ReturnNotAfter]));
        assert_eq!(check(None), Err(vec![OutcomeRefusal::ReturnMissing]));
    }

    #[test]
    fn closing_lists_what_has_no_outcome_but_no_headings() {
        let item = |n: u32, heading: bool, outcome| ItemStatus {
            id: Uuid::from_u128(n.into()),
            number: (!heading).then_some(n),
            heading,
            outcome,
        };
        let items = [
            item(1, false, Some(OutcomeKind::Noted)),
            item(2, true, None),
            item(3, false, None),
            item(4, false, None),
        ];
        assert_eq!(close_check(&items).unwrap_err().0, [items[2], items[3]]);
        assert_eq!(close_check(&items[..2]), Ok(()));
    }

    #[test]
    fn an_item_goes_back_only_with_a_reason() {
        use ItemState as I;
        assert_eq!(I::Proposed.go(I::Returned, ""), Err(ItemStepRefusal::ReasonMissing));
        assert_eq!(I::Proposed.go(I::Returned, "liite puuttuu"), Ok(I::Returned));
        assert_eq!(I::Listed.go(I::Treated, ""), Ok(I::Treated));
        assert_eq!(I::Treated.go(I::UnderCorrection, ""), Err(ItemStepRefusal::ReasonMissing));
        assert_eq!(I::UnderCorrection.go(I::Treated, ""), Ok(I::Treated));
        let refused = ItemStepRefusal::NotAllowed { from: I::Treated, to: I::Removed };
        assert_eq!(I::Treated.go(I::Removed, "x"), Err(refused));
        for kind in OutcomeKind::ALL {
            assert!(kind == OutcomeKind::Untreated || I::Listed.steps().contains(&kind.leads_to()));
            assert_eq!(OutcomeKind::parse(kind.code()), Some(kind));
        }
    }
}
