//! An indicator through the years: which way it goes, and whether that is where it should.

/// Which way it should go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Better {
    /// The greater, the better.
    More,
    /// The smaller, the better.
    Less,
}

impl Better {
    /// From its stored code.
    pub fn parse(code: &str) -> Self {
        if code == "less" { Self::Less } else { Self::More }
    }
}

/// Where it goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Trend {
    /// Towards the target.
    Towards,
    /// Away from it.
    Away,
    /// It stays.
    Level,
    /// Fewer than two values are known.
    Unknown,
}

impl Trend {
    /// The end of the text's key.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Towards => "towards",
            Self::Away => "away",
            Self::Level => "level",
            Self::Unknown => "unknown",
        }
    }
}

/// A value of a year.
pub type At = (i64, f64);

/// The trend between the last two values known; the base counts as one.
pub fn trend(base: Option<At>, values: &[At], better: Better) -> Trend {
    let mut all: Vec<At> = base.into_iter().chain(values.iter().copied()).collect();
    all.sort_by_key(|(year, _)| *year);
    let [.., (_, before), (_, last)] = all.as_slice() else { return Trend::Unknown };
    if last == before {
        Trend::Level
    } else if (last > before) == (better == Better::More) {
        Trend::Towards
    } else {
        Trend::Away
    }
}

/// Where a straight path from the base to the target passes in a year: the target path.
pub fn path(base: Option<At>, target: Option<At>, year: i64) -> Option<f64> {
    let ((from, low), (to, high)) = (base?, target?);
    if to <= from || !(from..=to).contains(&year) {
        return None;
    }
    // Years are few: no number of them loses anything as a floating point number.
    let share = f64::from(i32::try_from(year - from).ok()?) / f64::from(i32::try_from(to - from).ok()?);
    Some(low + (high - low) * share)
}

/// Whether a value holds the target path of its year; `None` where there is no path.
pub fn holds(base: Option<At>, target: Option<At>, value: At, better: Better) -> Option<bool> {
    let asked = path(base, target, value.0)?;
    Some(match better {
        Better::More => value.1 >= asked,
        Better::Less => value.1 <= asked,
    })
}

/// Points of a line in a box, `x,y x,y`, for SVG. The first and last year stand at its sides, the least and the
/// greatest value at its foot and head.
pub fn line(values: &[At], years: (i64, i64), bounds: (f64, f64), (width, height): (f64, f64)) -> String {
    let span = f64::from(i32::try_from((years.1 - years.0).max(1)).unwrap_or(1));
    let tall = if bounds.1 > bounds.0 { bounds.1 - bounds.0 } else { 1.0 };
    let mut all = values.to_vec();
    all.sort_by_key(|(year, _)| *year);
    all.iter()
        .map(|(year, value)| {
            let x = f64::from(i32::try_from(year - years.0).unwrap_or(0)) / span * width;
            let y = height - (value - bounds.0) / tall * height;
            format!("{x:.1},{y:.1}")
        })
        .collect::<Vec<_>>()
        .join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn emissions_that_fall_go_towards_their_target() {
        let base = Some((2007, 100.0));
        assert_eq!(trend(base, &[(2019, 68.0), (2015, 80.0)], Better::Less), Trend::Towards);
        assert_eq!(trend(base, &[(2019, 68.0), (2020, 70.0)], Better::Less), Trend::Away);
        assert_eq!(trend(None, &[(2019, 68.0)], Better::Less), Trend::Unknown);
        assert_eq!(path(base, Some((2027, 20.0)), 2017), Some(60.0));
        assert_eq!(holds(base, Some((2027, 20.0)), (2017, 61.0), Better::Less), Some(false));
        assert_eq!(holds(base, None, (2017, 61.0), Better::Less), None);
    }

    proptest! {
        #[test]
        fn the_path_begins_at_the_base_and_ends_at_the_target(
            base in (1990i64..2020, -1e6f64..1e6), years in 1i64..40, goal in -1e6f64..1e6,
        ) {
            let target = (base.0 + years, goal);
            prop_assert!((path(Some(base), Some(target), base.0).unwrap() - base.1).abs() < 1e-6);
            prop_assert!((path(Some(base), Some(target), target.0).unwrap() - goal).abs() < 1e-6);
            prop_assert_eq!(path(Some(base), Some(target), base.0 - 1), None);
        }

        #[test]
        fn what_is_better_the_other_way_goes_the_other_way(a in -1e6f64..1e6, b in -1e6f64..1e6) {
            let all = [(2020, a), (2021, b)];
            let (more, less) = (trend(None, &all, Better::More), trend(None, &all, Better::Less));
            if a == b {
                prop_assert_eq!((more, less), (Trend::Level, Trend::Level));
            } else {
                prop_assert_ne!(more, less);
            }
        }

        #[test]
        fn a_line_stays_in_its_box(values in prop::collection::vec((2000i64..2030, 0f64..100.0), 1..20)) {
            for point in line(&values, (2000, 2030), (0.0, 100.0), (300.0, 90.0)).split(' ') {
                let (x, y) = point.split_once(',').unwrap();
                let (x, y): (f64, f64) = (x.parse().unwrap(), y.parse().unwrap());
                prop_assert!((0.0..=300.0).contains(&x) && (0.0..=90.0).contains(&y));
            }
        }
    }
}
