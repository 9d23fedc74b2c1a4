//! What a body's settings say of its seats, and what its turns say of its chair: reads the stored forms into the
//! engines `assembly` and `almanac`, which answer.

use almanac::{Manual, Rotation, RotationError, Skip, Swap, Turn};
use assembly::{Gap, Quota, SeatRule};
use uuid::Uuid;

use crate::bodies::{ChairTurn, Seat};
use crate::persons::when;

/// A seat rule as it is stored: parts between `;`, each `one_per_municipality`, `deputies`, or sectors as
/// `state:2,municipality:3-5,council:?`, where `?` means that how many is not known.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Rule {
    /// Each municipality of the region has a seat.
    pub per_municipality: bool,
    /// Each member has a personal deputy.
    pub deputies: bool,
    /// The sectors with their numbers of seats.
    pub sectors: Vec<Quota>,
}

impl Rule {
    /// Reads the stored form. `None` when it is not one.
    pub fn parse(text: &str) -> Option<Self> {
        let mut rule = Self::default();
        for part in text.split(';').map(str::trim).filter(|p| !p.is_empty() && *p != "none") {
            match part {
                "one_per_municipality" => rule.per_municipality = true,
                "deputies" => rule.deputies = true,
                sectors => rule.sectors.extend(parse_sectors(sectors)?),
            }
        }
        Some(rule)
    }

    /// The stored form.
    pub fn code(&self) -> String {
        let mut parts = Vec::new();
        if self.per_municipality {
            parts.push("one_per_municipality".to_owned());
        }
        if self.deputies {
            parts.push("deputies".to_owned());
        }
        if !self.sectors.is_empty() {
            parts.push(self.sectors_code());
        }
        if parts.is_empty() { "none".to_owned() } else { parts.join(";") }
    }

    /// The part of the stored form that tells the sectors, as people type it.
    pub fn sectors_code(&self) -> String {
        let one = |q: &Quota| match (q.at_least, q.at_most) {
            (0, None) => format!("{}:?", q.sector),
            (n, None) => format!("{}:{n}", q.sector),
            (n, Some(m)) => format!("{}:{n}-{m}", q.sector),
        };
        self.sectors.iter().map(one).collect::<Vec<_>>().join(",")
    }

    /// The gaps of the seats as they are held, with these municipalities in the region.
    pub fn gaps(&self, municipalities: &[Uuid], seats: &[Seat]) -> Vec<Gap> {
        let rule = SeatRule {
            municipalities: if self.per_municipality { municipalities.to_vec() } else { Vec::new() },
            deputies: self.deputies,
            sectors: self.sectors.clone(),
        };
        let held: Vec<assembly::Seat> = seats
            .iter()
            .filter(|s| counts(&s.membership.role))
            .map(|s| assembly::Seat {
                id: s.membership.id,
                municipality: s.membership.municipality,
                sector: s.membership.sector.clone(),
                filled: s.person.is_some(),
                deputy: seats
                    .iter()
                    .any(|d| d.membership.deputy_of == Some(s.membership.id) && d.person.is_some()),
            })
            .collect();
        assembly::gaps(&rule, &held)
    }
}

/// Whether a seat of this role is one of the body's own: secretaries, experts and deputies fill no gap.
pub fn counts(role: &str) -> bool {
    matches!(role, "chair" | "vice_chair" | "member")
}

fn parse_sectors(text: &str) -> Option<Vec<Quota>> {
    text.split(',')
        .map(|part| {
            let (sector, number) = part.split_once(':')?;
            let sector = sector.trim().to_owned();
            let word =
                !sector.is_empty() && sector.chars().all(|c| c.is_alphanumeric() || c == '_' || c == ' ');
            let (at_least, at_most) = match number.trim() {
                "?" => (0, None),
                span => match span.split_once(['-', '–']) {
                    Some((a, b)) => (a.trim().parse().ok()?, Some(b.trim().parse().ok()?)),
                    None => (span.parse().ok()?, None),
                },
            };
            let right = word && at_most.is_none_or(|m: u32| at_least <= m);
            right.then_some(Quota { sector, at_least, at_most })
        })
        .collect()
}

/// The rotation that the stored turns make. `None` where the body has no turns at all.
pub fn rotation(rows: &[ChairTurn]) -> Result<Option<Rotation>, RotationError> {
    if rows.is_empty() {
        return Ok(None);
    }
    let span = |t: &ChairTurn| {
        (when(&t.from_date, t.from_printed.as_deref()), when(&t.to_date, t.to_printed.as_deref()))
    };
    let agreed: Vec<&ChairTurn> = rows.iter().filter(|t| t.kind == "turn").collect();
    let place = |id: Option<Uuid>| {
        // A turn that is not there gets a number that the engine refuses.
        agreed.iter().position(|t| Some(t.id) == id).unwrap_or(usize::MAX)
    };
    let of = |kind: &'static str| rows.iter().filter(move |t| t.kind == kind);
    let turns = agreed
        .iter()
        .map(|t| {
            let (from, to) = span(t);
            Turn { municipality: t.municipality, from, to }
        })
        .collect();
    let skips = of("skip").map(|t| Skip { turn: place(t.turn), reason: t.reason.clone() }).collect();
    let swaps = of("swap")
        .map(|t| Swap { one: place(t.turn), other: place(t.other), reason: t.reason.clone() })
        .collect();
    let manual = of("override")
        .filter_map(|t| {
            let (from, to) = span(t);
            Some(Manual {
                municipality: t.municipality,
                from: from.known_day()?,
                to: to.known_day()?,
                reason: t.reason.clone(),
            })
        })
        .collect();
    Rotation::new(turns, skips, swaps, manual).map(Some)
}

/// The key of the text that says why an order cannot be taken.
pub fn rotation_key(e: RotationError) -> &'static str {
    match e {
        RotationError::EndBeforeStart { .. } => "turn-end-before-start",
        RotationError::Overlap { .. } => "turn-overlap",
        RotationError::NoSuchTurn { .. } => "turn-no-such",
        RotationError::ReasonMissing => "turn-reason-missing",
        RotationError::ManualTime => "turn-manual-time",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rule_is_read_and_written_the_same() {
        for code in
            ["none", "one_per_municipality", "one_per_municipality;deputies", "state:2,council:?,town:1-3"]
        {
            assert_eq!(Rule::parse(code).unwrap().code(), code);
        }
        assert_eq!(Rule::parse("").unwrap(), Rule::default());
        for wrong in ["nonsense", "state:x", "state:3-1", ":2", "state:2,,"] {
            assert_eq!(Rule::parse(wrong), None, "{wrong}");
        }
    }
}
