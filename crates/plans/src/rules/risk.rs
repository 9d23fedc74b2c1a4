//! Risks on a scale of five by five: likelihood times effect, before anything is done, today, and as it is to be.

/// A place on the scale: likelihood and effect, each from 1 to 5.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Place {
    /// How likely.
    pub p: u8,
    /// How large the effect.
    pub i: u8,
}

/// The classes, also keys of texts (`plans-risk-class-…`): vähäinen, kohtalainen, merkittävä, kriittinen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Class {
    /// 1–4.
    Low,
    /// 5–9.
    Moderate,
    /// 10–14.
    High,
    /// 15–25.
    Critical,
}

impl Class {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Low, Self::Moderate, Self::High, Self::Critical];

    /// The end of the text's key.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Low => "low",
            Self::Moderate => "moderate",
            Self::High => "high",
            Self::Critical => "critical",
        }
    }

    /// The colour of its tag; the words beside it tell the same.
    pub const fn colour(self) -> &'static str {
        match self {
            Self::Low => "ok",
            Self::Moderate => "info",
            Self::High => "wait",
            Self::Critical => "stop",
        }
    }
}

impl Place {
    /// A place, where both numbers are given and within the scale.
    pub fn of(p: Option<i64>, i: Option<i64>) -> Option<Self> {
        let within = |n: i64| u8::try_from(n).ok().filter(|n| (1..=5).contains(n));
        Some(Self { p: within(p?)?, i: within(i?)? })
    }

    /// Likelihood times effect.
    pub const fn value(self) -> u8 {
        self.p * self.i
    }

    /// Its class.
    pub const fn class(self) -> Class {
        match self.value() {
            0..=4 => Class::Low,
            5..=9 => Class::Moderate,
            10..=14 => Class::High,
            _ => Class::Critical,
        }
    }
}

/// How many stand on each of the 25 places; by likelihood from 5 down, by effect from 1 up.
pub fn counts(places: &[Place]) -> [[usize; 5]; 5] {
    let mut all = [[0; 5]; 5];
    for place in places {
        all[usize::from(5 - place.p)][usize::from(place.i - 1)] += 1;
    }
    all
}

/// By how many hundredths the value goes down; `None` where it does not.
pub fn reduction(before: Place, after: Place) -> Option<u8> {
    let (b, a) = (u32::from(before.value()), u32::from(after.value()));
    (a < b).then(|| u8::try_from((b - a) * 100 / b).unwrap_or(100))
}

/// The greatest value and the mean in hundredths, where there is any.
pub fn summary(places: &[Place]) -> Option<(u8, u32)> {
    let greatest = places.iter().map(|p| p.value()).max()?;
    let sum: u32 = places.iter().map(|p| u32::from(p.value())).sum();
    let n = u32::try_from(places.len()).ok()?;
    Some((greatest, (sum * 100 + n / 2) / n))
}

/// What a critical risk wants and has not: keys of texts.
pub fn missing(today: Option<Place>, owner: bool, measure: bool, due: bool) -> Vec<&'static str> {
    if today.is_none_or(|p| p.class() != Class::Critical) {
        return Vec::new();
    }
    [(owner, "plans-risk-wants-owner"), (measure, "plans-risk-wants-measure"), (due, "plans-risk-wants-due")]
        .into_iter()
        .filter(|(there, _)| !there)
        .map(|(_, key)| key)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn place(p: i64, i: i64) -> Place {
        Place::of(Some(p), Some(i)).unwrap()
    }

    #[test]
    fn the_worked_example_holds() {
        let (before, after) = (place(4, 5), place(2, 5));
        assert_eq!((before.value(), before.class()), (20, Class::Critical));
        assert_eq!((after.value(), after.class()), (10, Class::High));
        assert_eq!(reduction(before, after), Some(50));
        let register = [place(4, 5), place(3, 4), place(3, 3), place(2, 2)];
        assert_eq!(summary(&register), Some((20, 1125)));
        for class in Class::ALL {
            assert_eq!(register.iter().filter(|p| p.class() == class).count(), 1, "{class:?}");
        }
    }

    #[test]
    fn a_critical_risk_wants_an_owner_a_measure_and_a_day() {
        assert_eq!(missing(Some(place(5, 5)), false, false, true).len(), 2);
        assert!(missing(Some(place(2, 5)), false, false, false).is_empty());
        assert!(missing(None, false, false, false).is_empty());
    }

    proptest! {
        #[test]
        fn a_greater_number_is_never_in_a_lower_class(a in (1i64..=5, 1i64..=5), b in (1i64..=5, 1i64..=5)) {
            let (a, b) = (place(a.0, a.1), place(b.0, b.1));
            if a.value() <= b.value() {
                prop_assert!(a.class() <= b.class());
                prop_assert_eq!(reduction(a, b), None);
            }
        }

        #[test]
        fn every_risk_stands_on_one_place(all in prop::collection::vec((1i64..=5, 1i64..=5), 0..60)) {
            let places: Vec<Place> = all.iter().map(|(p, i)| place(*p, *i)).collect();
            prop_assert_eq!(counts(&places).iter().flatten().sum::<usize>(), places.len());
        }

        #[test]
        fn nothing_outside_the_scale_is_a_place(p in -9i64..15, i in -9i64..15) {
            let within = (1..=5).contains(&p) && (1..=5).contains(&i);
            prop_assert_eq!(Place::of(Some(p), Some(i)).is_some(), within);
        }
    }
}
