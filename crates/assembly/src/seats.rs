use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// How many seats a sector has (state, municipalities, regional council…).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Quota {
    /// The sector's stored word.
    pub sector: String,
    /// At least so many.
    pub at_least: u32,
    /// At most so many, where there is a limit.
    pub at_most: Option<u32>,
}

/// What the composition of a body must be like.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct SeatRule {
    /// One seat at least for each of these municipalities (those of the region on the day).
    pub municipalities: Vec<Uuid>,
    /// Whether each member has a personal deputy.
    pub deputies: bool,
    /// The sectors.
    pub sectors: Vec<Quota>,
}

/// A seat as it is held on the day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Seat {
    /// The seat.
    pub id: Uuid,
    /// On behalf of which municipality.
    pub municipality: Option<Uuid>,
    /// Of which sector.
    pub sector: Option<String>,
    /// Whether somebody is in it.
    pub filled: bool,
    /// Whether there is a deputy.
    pub deputy: bool,
}

/// A gap in the composition.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Gap {
    /// A municipality has no seat, or nobody in it.
    Municipality {
        /// Which.
        id: Uuid,
        /// Whether it has a seat that is empty.
        empty_seat: bool,
    },
    /// A sector has too few.
    SectorShort {
        /// Which.
        sector: String,
        /// How many there are.
        have: u32,
        /// How many there should be at least.
        need: u32,
    },
    /// A sector has too many.
    SectorOver {
        /// Which.
        sector: String,
        /// How many there are.
        have: u32,
        /// How many there may be.
        most: u32,
    },
    /// A member has no deputy.
    NoDeputy {
        /// The seat.
        seat: Uuid,
    },
}

impl Gap {
    /// The key of the text that tells it.
    pub const fn key(&self) -> &'static str {
        match self {
            Self::Municipality { empty_seat: false, .. } => "gap-municipality",
            Self::Municipality { empty_seat: true, .. } => "gap-municipality-empty",
            Self::SectorShort { .. } => "gap-sector-short",
            Self::SectorOver { .. } => "gap-sector-over",
            Self::NoDeputy { .. } => "gap-no-deputy",
        }
    }
}

/// The gaps of a composition: municipalities in the order of the rule, then sectors, then deputies.
pub fn gaps(rule: &SeatRule, seats: &[Seat]) -> Vec<Gap> {
    let filled = || seats.iter().filter(|s| s.filled);
    let mut gaps: Vec<Gap> = rule
        .municipalities
        .iter()
        .filter(|m| !filled().any(|s| s.municipality == Some(**m)))
        .map(|m| Gap::Municipality { id: *m, empty_seat: seats.iter().any(|s| s.municipality == Some(*m)) })
        .collect();
    for quota in &rule.sectors {
        let count = filled().filter(|s| s.sector.as_deref() == Some(&quota.sector)).count();
        let have = u32::try_from(count).unwrap_or(u32::MAX);
        let sector = quota.sector.clone();
        if have < quota.at_least {
            gaps.push(Gap::SectorShort { sector, have, need: quota.at_least });
        } else if let Some(most) = quota.at_most.filter(|most| have > *most) {
            gaps.push(Gap::SectorOver { sector, have, most });
        }
    }
    if rule.deputies {
        gaps.extend(filled().filter(|s| !s.deputy).map(|s| Gap::NoDeputy { seat: s.id }));
    }
    gaps
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn seat(n: u128, municipality: Option<u128>, sector: Option<&str>, filled: bool) -> Seat {
        Seat {
            id: Uuid::from_u128(n),
            municipality: municipality.map(Uuid::from_u128),
            sector: sector.map(Into::into),
            filled,
            deputy: false,
        }
    }

    #[test]
    fn each_municipality_without_somebody_in_a_seat_is_shown() {
        let municipalities: Vec<Uuid> = (1..=10).map(Uuid::from_u128).collect();
        let rule = SeatRule { municipalities, ..SeatRule::default() };
        let mut seats: Vec<Seat> = (1..=9).map(|n| seat(n, Some(n), None, n != 4)).collect();
        let gap = |n, empty_seat| Gap::Municipality { id: Uuid::from_u128(n), empty_seat };
        assert_eq!(gaps(&rule, &seats), [gap(4, true), gap(10, false)]);
        seats[3].filled = true;
        seats.push(seat(10, Some(10), None, true));
        assert_eq!(gaps(&rule, &seats), []);
    }

    #[test]
    fn sectors_have_their_quotas() {
        let quota = |s: &str, at_least, at_most| Quota { sector: s.into(), at_least, at_most };
        let rule = SeatRule {
            sectors: vec![quota("state", 2, None), quota("council", 1, Some(1))],
            ..SeatRule::default()
        };
        let seats = [
            seat(1, None, Some("state"), true),
            seat(2, None, Some("state"), false),
            seat(3, None, Some("council"), true),
            seat(4, None, Some("council"), true),
        ];
        assert_eq!(
            gaps(&rule, &seats),
            [
                Gap::SectorShort { sector: "state".into(), have: 1, need: 2 },
                Gap::SectorOver { sector: "council".into(), have: 2, most: 1 },
            ]
        );
    }

    #[test]
    fn a_member_without_a_deputy_is_shown_where_deputies_are_asked() {
        let mut seats = [seat(1, None, None, true), seat(2, None, None, true), seat(3, None, None, false)];
        seats[0].deputy = true;
        let rule = SeatRule { deputies: true, ..SeatRule::default() };
        assert_eq!(gaps(&rule, &seats), [Gap::NoDeputy { seat: Uuid::from_u128(2) }]);
    }

    proptest! {
        #[test]
        fn filling_a_seat_never_makes_a_new_municipality_gap(held in prop::collection::vec((1u128..8, any::<bool>()), 0..12)) {
            let rule = SeatRule { municipalities: (1..8).map(Uuid::from_u128).collect(), ..SeatRule::default() };
            let seats: Vec<Seat> = (0..).zip(&held).map(|(i, (m, f))| seat(i, Some(*m), None, *f)).collect();
            let mut all = seats.clone();
            all.iter_mut().for_each(|s| s.filled = true);
            let missing = |seats: &[Seat]| gaps(&rule, seats).len();
            prop_assert!(missing(&all) <= missing(&seats));
            let distinct: std::collections::BTreeSet<u128> = held.iter().map(|(m, _)| *m).collect();
            prop_assert_eq!(missing(&all), 7 - distinct.len());
        }
    }
}
