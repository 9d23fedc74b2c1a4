//! Stages with gates: a stage opens only by a recorded decision, and not before the one before it is done. Pure.

use crate::values::Fields;
use crate::whole::Row;

/// Why a stage cannot stand as it is said to: the key of a text.
pub fn closed(stage: &Row, stages: &[&Row]) -> Option<&'static str> {
    if stage.text("state") == "waiting" {
        return None;
    }
    if stage.text("decider").is_empty() || stage.when("at").is_unknown() {
        return Some("projects-gate-decision");
    }
    let number = stage.count("no").unwrap_or(0);
    let undone = |r: &&&Row| {
        r.id != stage.id
            && r.text("measure") == stage.text("measure")
            && r.count("no").unwrap_or(0) < number
            && r.text("state") != "done"
    };
    stages.iter().find(undone).map(|_| "projects-gate-before")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kinds::kind;
    use crate::samples::data;
    use crate::whole::row;

    fn stage(no: i64, state: &str, decider: &str) -> Row {
        let mut values = vec![("measure", "3.7".into()), ("no", no.into()), ("state", state.into())];
        if !decider.is_empty() {
            values.push(("decider", decider.into()));
            values.push(("at", "2013-12".into()));
        }
        Row {
            id: uuid::Uuid::from_u128(u128::try_from(no).unwrap()),
            ..row(kind("stages").unwrap(), no, data(&values))
        }
    }

    #[test]
    fn the_third_stage_waits_for_its_decision_and_for_the_second() {
        let of = |second: &str, third: &str, decider: &str| {
            let all = [stage(1, "done", "sopimus"), stage(2, second, "sopimus"), stage(3, third, decider)];
            let refs: Vec<&Row> = all.iter().collect();
            closed(&all[2], &refs)
        };
        assert_eq!(of("done", "open", ""), Some("projects-gate-decision"));
        assert_eq!(of("open", "open", "kuntajohtajat"), Some("projects-gate-before"));
        assert_eq!(of("done", "open", "kuntajohtajat"), None);
        assert_eq!(of("open", "waiting", ""), None);
    }
}
