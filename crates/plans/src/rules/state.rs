//! How far a measure is: said by each of its actors, told of the whole by rule.

/// The states, also keys of texts (`plans-state-…`): ei tiedossa, suunniteltu, käynnissä, toteutettu, ei toteutettu.
pub const STATES: [&str; 5] = ["unknown", "planned", "under_way", "done", "dropped"];

/// How the whole is, from what each actor has said. Without actors it is what is said of the measure itself.
///
/// Done only when nobody is left; dropped only when all have dropped it; what some have done and others not is under
/// way. Who has dropped their part does not hold the others back.
pub fn overall<'a>(own: &'a str, actors: &[&'a str]) -> &'a str {
    if actors.is_empty() {
        return own;
    }
    if actors.iter().all(|s| *s == "dropped") {
        return "dropped";
    }
    let left: Vec<&str> = actors.iter().copied().filter(|s| *s != "dropped").collect();
    if left.iter().all(|s| *s == "done") {
        return "done";
    }
    if left.iter().any(|s| matches!(*s, "done" | "under_way")) {
        return "under_way";
    }
    // Nobody has said anything: what is known of the measure itself counts.
    if left.iter().all(|s| *s == "unknown") {
        return own;
    }
    "planned"
}

/// Whether it was planned and has not come: given up, or its time has passed. It stays visible.
pub fn not_come(state: &str, last_day: Option<jiff::civil::Date>, today: jiff::civil::Date) -> bool {
    match state {
        "dropped" => true,
        "planned" | "under_way" => last_day.is_some_and(|day| day < today),
        _ => false,
    }
}

/// The colour and sign of a state; the sign tells it without the colour.
pub fn sign(state: &str) -> (&'static str, &'static str) {
    match state {
        "done" => ("ok", "✓"),
        "under_way" => ("info", "…"),
        "planned" => ("wait", "○"),
        "dropped" => ("stop", "✗"),
        _ => ("", "?"),
    }
}

/// How many stand in each of [`STATES`], in their order.
pub fn count<'a>(states: impl IntoIterator<Item = &'a str>) -> [usize; 5] {
    let mut all = [0; 5];
    for state in states {
        if let Some(at) = STATES.iter().position(|s| *s == state) {
            all[at] += 1;
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn one() -> impl Strategy<Value = &'static str> {
        prop::sample::select(STATES.to_vec())
    }

    proptest! {
        #[test]
        fn the_whole_is_done_only_when_nobody_is_left(own in one(), actors in prop::collection::vec(one(), 1..8)) {
            let whole = overall(own, &actors);
            prop_assert!(STATES.contains(&whole));
            let open = actors.iter().any(|s| !matches!(*s, "done" | "dropped"));
            if whole == "done" && own != "done" {
                prop_assert!(!open && actors.contains(&"done"));
            }
            if whole == "dropped" && own != "dropped" {
                prop_assert!(actors.iter().all(|s| *s == "dropped"));
            }
        }

        #[test]
        fn the_order_of_actors_does_not_matter(own in one(), mut actors in prop::collection::vec(one(), 1..8)) {
            let before = overall(own, &actors);
            actors.reverse();
            prop_assert_eq!(before, overall(own, &actors));
        }

        #[test]
        fn each_is_counted_once(states in prop::collection::vec(one(), 0..40)) {
            prop_assert_eq!(count(states.iter().copied()).iter().sum::<usize>(), states.len());
        }
    }

    #[test]
    fn what_was_planned_and_has_not_come_shows() {
        let today = jiff::civil::date(2021, 10, 13);
        let passed = Some(jiff::civil::date(2014, 12, 31));
        assert!(not_come("dropped", None, today));
        assert!(not_come("planned", passed, today));
        assert!(!not_come("done", passed, today));
        assert!(!not_come("planned", None, today), "without a day nothing has passed");
        assert!(!not_come("unknown", passed, today), "what nobody knows is not told to have failed");
    }
}
