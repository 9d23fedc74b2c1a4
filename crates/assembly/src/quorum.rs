use serde::{Deserialize, Serialize};

/// How many seats must be present for the body to act.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum QuorumRule {
    /// No rule: co-operation bodies by default.
    #[default]
    None,
    /// More than half of the seats (KuntaL 103 §).
    MoreThanHalf,
    /// At least so many.
    AtLeast(u32),
    /// At least this part of the seats, as two thirds.
    Fraction {
        /// Above the line.
        of: u32,
        /// Below it; nought is read as the whole.
        parts: u32,
    },
}

/// Whether there are enough, with the figures behind it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Quorum {
    /// Seats of the body.
    pub seats: u32,
    /// Seats represented at the item.
    pub present: u32,
    /// How many are needed.
    pub needed: u32,
}

impl Quorum {
    /// Whether the body may act.
    pub const fn enough(self) -> bool {
        self.present >= self.needed
    }
}

impl QuorumRule {
    /// How many of the seats must be present.
    pub fn needed(self, seats: u32) -> u32 {
        match self {
            Self::None => 0,
            Self::MoreThanHalf => seats / 2 + 1,
            Self::AtLeast(n) => n,
            Self::Fraction { parts: 0, .. } => seats,
            Self::Fraction { of, parts } => {
                let whole = (u64::from(seats) * u64::from(of)).div_ceil(u64::from(parts));
                u32::try_from(whole).unwrap_or(u32::MAX)
            }
        }
    }

    /// The figures for so many seats of which so many are represented.
    pub fn check(self, seats: u32, present: u32) -> Quorum {
        Quorum { seats, present, needed: self.needed(seats) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn of_thirteen_seats_seven_are_enough_and_six_are_not() {
        assert!(QuorumRule::MoreThanHalf.check(13, 7).enough());
        assert!(!QuorumRule::MoreThanHalf.check(13, 6).enough());
        assert!(!QuorumRule::MoreThanHalf.check(12, 6).enough(), "half is not more than half");
    }

    #[test]
    fn the_other_rules_count_as_they_say() {
        assert!(QuorumRule::None.check(10, 0).enough());
        assert!(
            QuorumRule::AtLeast(4).check(10, 4).enough() && !QuorumRule::AtLeast(4).check(10, 3).enough()
        );
        let two_thirds = QuorumRule::Fraction { of: 2, parts: 3 };
        assert_eq!((two_thirds.needed(43), two_thirds.needed(42)), (29, 28));
        assert_eq!(QuorumRule::Fraction { of: 1, parts: 0 }.needed(5), 5);
    }

    proptest! {
        #[test]
        fn more_than_half_is_the_least_number_above_half(seats in 0u32..10_000) {
            let needed = QuorumRule::MoreThanHalf.needed(seats);
            prop_assert!(needed * 2 > seats && (needed - 1) * 2 <= seats);
        }

        #[test]
        fn a_fraction_is_the_least_number_not_below_it(seats in 0u32..10_000, of in 0u32..20, parts in 1u32..20) {
            let needed = QuorumRule::Fraction { of, parts }.needed(seats);
            prop_assert!(needed * parts >= seats * of);
            prop_assert!(needed == 0 || (needed - 1) * parts < seats * of);
        }
    }
}
