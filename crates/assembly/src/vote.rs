use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{Presence, Voter};

/// Who has a voice: each seat, or each municipality.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum By {
    /// Each person who speaks for a seat.
    Person,
    /// Each municipality that is represented.
    Municipality,
}

/// What was voted. Yes is for the base proposal (esittelijän esitys), no for the counter-proposal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Ballot {
    /// Jaa.
    Yes,
    /// Ei.
    No,
    /// Tyhjä.
    Blank,
    /// Poissa: had a voice and did not use it.
    Absent,
}

impl Ballot {
    /// The stored form; `ballot-` before it is the key of its text.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Yes => "yes",
            Self::No => "no",
            Self::Blank => "blank",
            Self::Absent => "absent",
        }
    }
}

/// The count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Tally {
    /// For the base proposal.
    pub yes: u32,
    /// For the counter-proposal.
    pub no: u32,
    /// Blank.
    pub blank: u32,
    /// Had a voice and did not use it.
    pub absent: u32,
}

/// What settled it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DecidedBy {
    /// More votes on one side.
    Majority,
    /// As many on both sides: the chair's vote.
    ChairsVote,
}

/// The result of a vote.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum VoteResult {
    /// The base proposal won.
    Yes(DecidedBy),
    /// The counter-proposal won.
    No(DecidedBy),
    /// As many on both sides, and the chair is in neither group.
    Tied,
    /// Nobody voted yes or no.
    Nothing,
}

/// Why a ballot cannot be taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum VoteRefusal {
    /// Whoever it is has no voice in this vote: not present, disqualified, not in a seat.
    #[error("no voice in this vote")]
    NoVoice,
    /// The vote has been closed.
    #[error("the vote is closed")]
    Closed,
    /// Nobody has a voice.
    #[error("nobody has a voice")]
    NobodyHasVoice,
}

impl VoteRefusal {
    /// The key of the text that tells it.
    pub const fn key(self) -> &'static str {
        match self {
            Self::NoVoice => "vote-no-voice",
            Self::Closed => "vote-closed",
            Self::NobodyHasVoice => "vote-nobody-has-voice",
        }
    }
}

/// One open vote. Each voice counts once: voting again before the close replaces the earlier ballot.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Vote {
    by: By,
    /// The voices with their ballots; none until it is cast.
    voices: BTreeMap<Uuid, Option<Ballot>>,
    /// Who may cast for each voice: the person herself, or those of the municipality.
    speaks: BTreeMap<Uuid, Uuid>,
    chair: Option<Uuid>,
    closed: bool,
}

impl Vote {
    /// Opens a vote at an item for those who are present and not disqualified there. Each seat has one voice;
    /// by municipality, each municipality has one, whoever of its people casts it.
    pub fn open(presence: &Presence, item: u32, by: By, chair: Option<Uuid>) -> Result<Self, VoteRefusal> {
        Self::among(&presence.voters_at(item), by, chair)
    }

    /// Opens a vote among given voters.
    pub fn among(voters: &[Voter], by: By, chair: Option<Uuid>) -> Result<Self, VoteRefusal> {
        let speaks: BTreeMap<Uuid, Uuid> = voters
            .iter()
            .filter_map(|v| {
                let voice = match by {
                    By::Person => v.person,
                    By::Municipality => v.municipality?,
                };
                Some((v.person, voice))
            })
            .collect();
        let voices: BTreeMap<Uuid, Option<Ballot>> = speaks.values().map(|voice| (*voice, None)).collect();
        if voices.is_empty() {
            return Err(VoteRefusal::NobodyHasVoice);
        }
        Ok(Self { by, voices, speaks, chair, closed: false })
    }

    /// How voices are counted.
    pub const fn by(&self) -> By {
        self.by
    }

    /// Casts or replaces the ballot of a person's voice.
    pub fn cast(&mut self, person: Uuid, ballot: Ballot) -> Result<(), VoteRefusal> {
        if self.closed {
            return Err(VoteRefusal::Closed);
        }
        let voice = *self.speaks.get(&person).ok_or(VoteRefusal::NoVoice)?;
        self.voices.insert(voice, Some(ballot));
        Ok(())
    }

    /// Closes the vote; voices not used are absent.
    pub fn close(&mut self) {
        self.closed = true;
    }

    /// Whether the vote has been closed.
    pub const fn is_closed(&self) -> bool {
        self.closed
    }

    /// The voices and their ballots, for the list in the record.
    pub fn ballots(&self) -> impl Iterator<Item = (Uuid, Ballot)> {
        self.voices.iter().map(|(voice, ballot)| (*voice, ballot.unwrap_or(Ballot::Absent)))
    }

    /// Those who have not cast yet.
    pub fn waiting(&self) -> impl Iterator<Item = Uuid> {
        self.voices.iter().filter(|(_, ballot)| ballot.is_none()).map(|(voice, _)| *voice)
    }

    /// The count.
    pub fn tally(&self) -> Tally {
        let mut tally = Tally::default();
        for (_, ballot) in self.ballots() {
            match ballot {
                Ballot::Yes => tally.yes += 1,
                Ballot::No => tally.no += 1,
                Ballot::Blank => tally.blank += 1,
                Ballot::Absent => tally.absent += 1,
            }
        }
        tally
    }

    /// The result by simple majority; at as many on both sides the chair's vote decides.
    pub fn result(&self) -> VoteResult {
        let tally = self.tally();
        match tally.yes.cmp(&tally.no) {
            std::cmp::Ordering::Greater => VoteResult::Yes(DecidedBy::Majority),
            std::cmp::Ordering::Less => VoteResult::No(DecidedBy::Majority),
            std::cmp::Ordering::Equal if tally.yes == 0 => VoteResult::Nothing,
            std::cmp::Ordering::Equal => match self.chair.and_then(|c| self.ballot_of(c)) {
                Some(Ballot::Yes) => VoteResult::Yes(DecidedBy::ChairsVote),
                Some(Ballot::No) => VoteResult::No(DecidedBy::ChairsVote),
                _ => VoteResult::Tied,
            },
        }
    }

    /// The ballot of a person's voice.
    pub fn ballot_of(&self, person: Uuid) -> Option<Ballot> {
        self.speaks.get(&person).and_then(|voice| *self.voices.get(voice)?)
    }

    /// Whether a person may have a dissent (eriävä mielipide) recorded: those who voted against what won.
    pub fn may_dissent(&self, person: Uuid) -> bool {
        match (self.result(), self.ballot_of(person)) {
            (VoteResult::Yes(_), Some(ballot)) => ballot == Ballot::No,
            (VoteResult::No(_), Some(ballot)) => ballot == Ballot::Yes,
            _ => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Conflict, Mode, Place, Roll};
    use proptest::prelude::*;

    fn p(n: u128) -> Uuid {
        Uuid::from_u128(n)
    }

    fn nine() -> Presence {
        let mut m = Presence::default();
        for i in 1..=9 {
            m.add(p(i), Place::Member { seat: p(100 + i) }, Some(p(200 + i.div_ceil(2)))).unwrap();
            m.roll(p(i), Roll::Present(Mode::OnSite), &[]).unwrap();
        }
        m
    }

    #[test]
    fn four_against_four_with_the_chair_in_no_means_no() {
        let mut m = nine();
        m.stand_aside(p(9), 3, Conflict::Disqualified { ground: "intressijäävi".into() }, &[]).unwrap();
        let mut vote = Vote::open(&m, 3, By::Person, Some(p(8))).unwrap();
        assert_eq!(vote.cast(p(9), Ballot::Yes), Err(VoteRefusal::NoVoice), "disqualified");
        for i in 1..=8 {
            vote.cast(p(i), if i <= 4 { Ballot::Yes } else { Ballot::No }).unwrap();
        }
        assert_eq!(vote.tally(), Tally { yes: 4, no: 4, blank: 0, absent: 0 });
        assert_eq!(vote.result(), VoteResult::No(DecidedBy::ChairsVote));
        assert!(vote.may_dissent(p(1)) && !vote.may_dissent(p(8)) && !vote.may_dissent(p(9)));
    }

    #[test]
    fn a_tie_without_the_chairs_side_stays_a_tie() {
        let mut vote = Vote::open(&nine(), 1, By::Person, Some(p(9))).unwrap();
        assert_eq!(vote.result(), VoteResult::Nothing);
        vote.cast(p(1), Ballot::Yes).unwrap();
        vote.cast(p(2), Ballot::No).unwrap();
        vote.cast(p(9), Ballot::Blank).unwrap();
        assert_eq!(vote.result(), VoteResult::Tied);
        assert_eq!(vote.tally(), Tally { yes: 1, no: 1, blank: 1, absent: 6 });
        assert_eq!(vote.waiting().count(), 6);
    }

    #[test]
    fn each_municipality_has_one_voice_whoever_casts_it() {
        // Persons 1 and 2 are of one municipality, 3 and 4 of the next, and so on: five voices.
        let mut vote = Vote::open(&nine(), 1, By::Municipality, None).unwrap();
        vote.cast(p(1), Ballot::Yes).unwrap();
        vote.cast(p(2), Ballot::No).unwrap();
        vote.cast(p(3), Ballot::No).unwrap();
        assert_eq!(vote.tally(), Tally { yes: 0, no: 2, blank: 0, absent: 3 });
        assert_eq!(vote.result(), VoteResult::No(DecidedBy::Majority));
    }

    #[test]
    fn a_closed_vote_takes_no_ballots_and_an_empty_room_has_no_vote() {
        let mut vote = Vote::open(&nine(), 1, By::Person, None).unwrap();
        vote.close();
        assert_eq!(vote.cast(p(1), Ballot::Yes), Err(VoteRefusal::Closed));
        let empty = Vote::open(&Presence::default(), 1, By::Person, None);
        assert_eq!(empty, Err(VoteRefusal::NobodyHasVoice));
    }

    proptest! {
        #[test]
        fn each_voice_counts_once_however_often_it_is_cast(
            casts in prop::collection::vec((1u128..12, 0usize..4), 0..60),
            by_municipality in any::<bool>(),
            chair in 1u128..10,
        ) {
            let by = if by_municipality { By::Municipality } else { By::Person };
            let mut vote = Vote::open(&nine(), 1, by, Some(p(chair))).unwrap();
            let voices = vote.ballots().count();
            for (who, ballot) in casts {
                let ballot = [Ballot::Yes, Ballot::No, Ballot::Blank, Ballot::Absent][ballot];
                prop_assert_eq!(vote.cast(p(who), ballot).is_ok(), who <= 9);
            }
            let t = vote.tally();
            prop_assert_eq!((t.yes + t.no + t.blank + t.absent) as usize, voices);
            match vote.result() {
                VoteResult::Yes(DecidedBy::Majority) => prop_assert!(t.yes > t.no),
                VoteResult::No(DecidedBy::Majority) => prop_assert!(t.no > t.yes),
                VoteResult::Nothing => prop_assert_eq!((t.yes, t.no), (0, 0)),
                _ => prop_assert!(t.yes == t.no && t.yes > 0),
            }
        }
    }
}
