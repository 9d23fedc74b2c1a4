//! Options side by side: how each meets the criteria, weighed.

/// How an option meets a criterion: its weight from 1 to 5, and the mark from 1 to 5 where one has been given.
pub type Mark = (i64, Option<i64>);

/// The weighed mean of the marks in hundredths, and whether every criterion has its mark. `None` where there is none.
pub fn weighed(marks: &[Mark]) -> Option<(i64, bool)> {
    let given: Vec<(i64, i64)> = marks.iter().filter_map(|(w, m)| Some((*w, (*m)?))).collect();
    let weight: i64 = given.iter().map(|(w, _)| w).sum();
    if weight <= 0 {
        return None;
    }
    let sum: i64 = given.iter().map(|(w, m)| w * m).sum();
    Some(((sum * 100 + weight / 2) / weight, given.len() == marks.len()))
}

/// The places of options by their weighed means: equal ones share a place, those without marks have none.
pub fn places(means: &[Option<i64>]) -> Vec<Option<usize>> {
    means
        .iter()
        .map(|own| own.map(|own| 1 + means.iter().flatten().filter(|other| **other > own).count()))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_heavy_criterion_counts_more() {
        assert_eq!(weighed(&[(5, Some(5)), (1, Some(1))]), Some((433, true)));
        assert_eq!(weighed(&[(5, Some(4)), (3, None)]), Some((400, false)));
        assert_eq!(weighed(&[(3, None)]), None);
        assert_eq!(places(&[Some(433), Some(200), None, Some(433)]), [Some(1), Some(3), None, Some(1)]);
    }

    proptest! {
        #[test]
        fn the_mean_lies_between_the_marks(marks in prop::collection::vec((1i64..=5, 1i64..=5), 1..12)) {
            let all: Vec<Mark> = marks.iter().map(|(w, m)| (*w, Some(*m))).collect();
            let (mean, whole) = weighed(&all).unwrap();
            let low = marks.iter().map(|(_, m)| m * 100).min().unwrap();
            let high = marks.iter().map(|(_, m)| m * 100).max().unwrap();
            prop_assert!(whole && low <= mean && mean <= high);
        }

        #[test]
        fn the_best_is_first_and_nobody_is_before_it(means in prop::collection::vec(prop::option::of(100i64..500), 0..12)) {
            let places = places(&means);
            let best = means.iter().flatten().max();
            for (mean, place) in means.iter().zip(&places) {
                prop_assert_eq!(mean.is_some(), place.is_some());
                prop_assert_eq!(mean.is_some() && mean.as_ref() == best, *place == Some(1));
            }
        }
    }
}
