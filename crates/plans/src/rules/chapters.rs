//! One chapter per actor: everybody finds in one place what is theirs. A measure of several stands in the chapter of
//! each, marked as shared, and is counted once in all sums.

use std::collections::BTreeSet;

use uuid::Uuid;

/// Who has a part in which measure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Part {
    /// The measure.
    pub measure: Uuid,
    /// The actor.
    pub actor: Uuid,
    /// Whether the actor answers for it; the others take part.
    pub lead: bool,
}

/// What stands in a chapter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// The measure.
    pub measure: Uuid,
    /// Whether the chapter's actor answers for it.
    pub lead: bool,
    /// Who else has a part in it: the cross-marks.
    pub with: Vec<Uuid>,
}

/// The chapter of an actor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chapter {
    /// Whose.
    pub actor: Uuid,
    /// The measures, in the order of the plan.
    pub lines: Vec<Line>,
}

/// What the chapters hold in all.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Sums {
    /// Measures, each once.
    pub measures: usize,
    /// Lines of all chapters together, where shared measures stand again.
    pub lines: usize,
    /// Measures of several actors.
    pub shared: usize,
    /// Measures that nobody has been named for; they have a chapter of their own at the end.
    pub nobody: usize,
}

/// The chapters, in the order of `actors`. Actors without a measure get none.
pub fn chapters(measures: &[Uuid], actors: &[Uuid], parts: &[Part]) -> Vec<Chapter> {
    actors
        .iter()
        .filter_map(|actor| {
            let lines: Vec<Line> = measures
                .iter()
                .filter_map(|measure| {
                    let own = parts.iter().find(|p| p.measure == *measure && p.actor == *actor)?;
                    let others: BTreeSet<Uuid> = parts
                        .iter()
                        .filter(|p| p.measure == *measure && p.actor != *actor)
                        .map(|p| p.actor)
                        .collect();
                    // In the order of the chapters, so that the marks lead to and fro.
                    let with = actors.iter().copied().filter(|a| others.contains(a)).collect();
                    Some(Line { measure: *measure, lead: own.lead, with })
                })
                .collect();
            (!lines.is_empty()).then_some(Chapter { actor: *actor, lines })
        })
        .collect()
}

/// The measures that nobody has been named for.
pub fn nobodys(measures: &[Uuid], parts: &[Part]) -> Vec<Uuid> {
    measures.iter().copied().filter(|m| parts.iter().all(|p| p.measure != *m)).collect()
}

/// The sums over all chapters.
pub fn sums(measures: &[Uuid], chapters: &[Chapter], parts: &[Part]) -> Sums {
    let actors_of =
        |m: &Uuid| parts.iter().filter(|p| p.measure == *m).map(|p| p.actor).collect::<BTreeSet<_>>();
    Sums {
        measures: measures.len(),
        lines: chapters.iter().map(|c| c.lines.len()).sum(),
        shared: measures.iter().filter(|m| actors_of(m).len() > 1).count(),
        nobody: nobodys(measures, parts).len(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn id(n: u128) -> Uuid {
        Uuid::from_u128(n)
    }

    #[test]
    fn a_measure_of_three_stands_in_three_chapters_and_counts_once() {
        let (lahti, heinola, rescue, sysma) = (id(1), id(2), id(3), id(4));
        let measures = [id(10)];
        let part = |actor, lead| Part { measure: id(10), actor, lead };
        let parts = [part(lahti, true), part(heinola, false), part(rescue, false)];
        let all = chapters(&measures, &[heinola, lahti, rescue, sysma], &parts);
        assert_eq!(all.len(), 3, "who has nothing to do has no chapter");
        assert_eq!(all[1].lines[0], Line { measure: id(10), lead: true, with: vec![heinola, rescue] });
        assert_eq!(all[0].lines[0].with, [lahti, rescue]);
        let expected = Sums { measures: 1, lines: 3, shared: 1, nobody: 0 };
        assert_eq!(sums(&measures, &all, &parts), expected);
    }

    proptest! {
        #[test]
        fn every_part_is_one_line_and_every_measure_counts_once(
            pairs in prop::collection::btree_set((0u128..12, 100u128..108), 0..40),
        ) {
            let measures: Vec<Uuid> = (0..12).map(id).collect();
            let actors: Vec<Uuid> = (100..108).map(id).collect();
            let parts: Vec<Part> = pairs
                .iter()
                .enumerate()
                .map(|(i, (m, a))| Part { measure: id(*m), actor: id(*a), lead: i % 3 == 0 })
                .collect();
            let all = chapters(&measures, &actors, &parts);
            let sums = sums(&measures, &all, &parts);
            prop_assert_eq!(sums.lines, parts.len());
            prop_assert_eq!(sums.measures, 12);
            let told: BTreeSet<Uuid> = all.iter().flat_map(|c| c.lines.iter().map(|l| l.measure)).collect();
            prop_assert_eq!(told.len() + sums.nobody, 12);
            // The cross-marks lead to and fro.
            for c in &all {
                for l in &c.lines {
                    for other in &l.with {
                        let there = all.iter().find(|o| o.actor == *other).unwrap();
                        let back = there.lines.iter().find(|o| o.measure == l.measure).unwrap();
                        prop_assert!(back.with.contains(&c.actor));
                    }
                }
            }
        }
    }
}
