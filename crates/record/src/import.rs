//! A table of states that comes back from Excel or LibreOffice: what it would change, and what is refused and why.
//! Pure: the pages read and write around it.

use std::collections::{HashMap, HashSet};

use doc::sheet::Sheet;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::actions::{Action, ActionState};

/// The columns of the table, by the keys of their names.
pub(crate) const COLUMNS: [&str; 12] = [
    "record-column-id",
    "record-column-action",
    "record-column-diary",
    "record-column-due",
    "record-column-code",
    "record-column-municipality",
    "record-column-state",
    "record-column-note",
    "record-column-evidence",
    "record-column-by",
    "record-column-at",
    "record-column-version",
];

/// The longest note or evidence.
pub(crate) const LONGEST: usize = 2000;

/// One row as it came.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Row {
    /// Its number in the table, as a spreadsheet program counts.
    pub(crate) line: usize,
    pub(crate) action: String,
    pub(crate) code: String,
    pub(crate) municipality: String,
    pub(crate) state: String,
    pub(crate) note: String,
    pub(crate) evidence: String,
    pub(crate) version: String,
}

/// Reads the rows. `names` gives, for the key of a column, its name in every language.
///
/// # Errors
/// The key of the first column that is needed and missing.
pub(crate) fn read(sheet: &Sheet, names: impl Fn(&str) -> Vec<String>) -> Result<Vec<Row>, &'static str> {
    let place = |key: &'static str| {
        let names: Vec<String> = names(key).iter().map(|n| n.trim().to_lowercase()).collect();
        sheet.header.iter().position(|h| names.contains(&h.trim().to_lowercase())).ok_or(key)
    };
    let (id, state, version) =
        (place("record-column-id")?, place("record-column-state")?, place("record-column-version")?);
    let (note, evidence) = (place("record-column-note")?, place("record-column-evidence")?);
    let (municipality, code) = (place("record-column-municipality"), place("record-column-code"));
    let municipality_at = match (municipality, code) {
        (Err(key), Err(_)) => return Err(key),
        (municipality, code) => (municipality.ok(), code.ok()),
    };
    let mut rows = Vec::new();
    for (i, cells) in sheet.rows.iter().enumerate() {
        if cells.iter().all(doc::sheet::Cell::is_empty) {
            continue;
        }
        let cell = |at: usize| cells.get(at).map(|c| c.shown().trim().to_owned()).unwrap_or_default();
        rows.push(Row {
            line: i + 2,
            action: cell(id),
            municipality: municipality_at.0.map(cell).unwrap_or_default(),
            code: municipality_at.1.map(cell).unwrap_or_default(),
            state: cell(state),
            note: cell(note),
            evidence: cell(evidence),
            version: cell(version),
        });
    }
    Ok(rows)
}

/// A municipality by all that a table may call it.
#[derive(Debug, Clone)]
pub(crate) struct Named {
    pub(crate) id: Uuid,
    pub(crate) code: String,
    pub(crate) names: Vec<String>,
}

/// What stands, for the plan.
pub(crate) struct Known {
    /// The actions that the asker may see, with their states.
    pub(crate) actions: HashMap<Uuid, (Action, Vec<ActionState>)>,
    /// All municipalities that are or were in the region.
    pub(crate) municipalities: Vec<Named>,
    /// The code of each state by its words, in lower case, in every language.
    pub(crate) states: HashMap<String, &'static str>,
}

/// Why a row is refused: the key of a text and the value that it takes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Refusal {
    pub(crate) key: &'static str,
    pub(crate) value: String,
}

/// What a row would change.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Change {
    pub(crate) row: Row,
    pub(crate) before: ActionState,
    pub(crate) state: &'static str,
}

/// What a table would do.
#[derive(Debug, Default)]
pub(crate) struct Plan {
    pub(crate) changes: Vec<Change>,
    pub(crate) refused: Vec<(Row, Refusal)>,
}

/// Compares a table with what stands. A row that says what stands already changes nothing, whatever its version:
/// the same table can be brought in twice.
pub(crate) fn plan(rows: Vec<Row>, known: &Known, may_say: impl Fn(&Action, Uuid) -> bool) -> Plan {
    let mut plan = Plan::default();
    let mut seen = HashSet::new();
    for row in rows {
        match judge(&row, known, &may_say) {
            Ok((state, code)) => {
                if !seen.insert(state.id) {
                    let refusal = Refusal { key: "record-refusal-twice", value: row.municipality.clone() };
                    plan.refused.push((row, refusal));
                } else if code != state.state || row.note != state.note || row.evidence != state.evidence {
                    if row.version.parse() == Ok(state.version) {
                        plan.changes.push(Change { before: state.clone(), state: code, row });
                    } else {
                        let refusal = Refusal { key: "record-refusal-stale", value: row.version.clone() };
                        plan.refused.push((row, refusal));
                    }
                }
            }
            Err(refusal) => plan.refused.push((row, refusal)),
        }
    }
    plan
}

fn judge<'k>(
    row: &Row,
    known: &'k Known,
    may_say: &impl Fn(&Action, Uuid) -> bool,
) -> Result<(&'k ActionState, &'static str), Refusal> {
    let no = |key, value: &str| Refusal { key, value: value.to_owned() };
    let found = row.action.parse().ok().and_then(|id: Uuid| known.actions.get(&id));
    let (action, states) = found.ok_or_else(|| no("record-refusal-action", &row.action))?;
    let called = if row.municipality.is_empty() { &row.code } else { &row.municipality };
    let municipality = municipality(row, known).ok_or_else(|| no("record-refusal-municipality", called))?;
    let state = states.iter().find(|s| s.municipality == municipality);
    let state = state.ok_or_else(|| no("record-refusal-not-asked", called))?;
    let code = known.states.get(&row.state.to_lowercase());
    let code = code.ok_or_else(|| no("record-refusal-state", &row.state))?;
    if row.note.chars().count() > LONGEST || row.evidence.chars().count() > LONGEST {
        return Err(no("record-refusal-long", &LONGEST.to_string()));
    }
    let same = *code == state.state && row.note == state.note && row.evidence == state.evidence;
    if !same && !may_say(action, municipality) {
        return Err(no("record-refusal-right", called));
    }
    Ok((state, code))
}

/// By name in any language, else by code; spreadsheet programs take the zeros off `016`.
fn municipality(row: &Row, known: &Known) -> Option<Uuid> {
    let name = row.municipality.to_lowercase();
    if !name.is_empty() {
        return known.municipalities.iter().find(|m| m.names.contains(&name)).map(|m| m.id);
    }
    let code = format!("{:0>3}", row.code);
    known.municipalities.iter().find(|m| m.code == code).map(|m| m.id)
}

#[cfg(test)]
mod tests {
    use super::*;
    use doc::sheet::Cell;
    use kit::Local;
    use store::{Json, Stamp};

    fn known() -> (Known, Uuid) {
        let (action, tenant, place) = (Uuid::from_u128(1), Uuid::from_u128(2), Uuid::from_u128(3));
        let row = Action {
            id: action,
            tenant,
            key: None,
            matter: None,
            decision: None,
            meeting: None,
            item: None,
            body: None,
            text: Json(Local::fi("Tee")),
            owner: "municipalities".into(),
            owner_person: None,
            due: None,
            closed_at: None,
            at_date: "2021-10-13".into(),
            at_printed: None,
            publicity: "public".into(),
            source: String::new(),
            example: false,
            created_at: Stamp(0),
            version: 1,
        };
        let state = ActionState {
            id: Uuid::from_u128(4),
            tenant,
            action,
            municipality: place,
            state: "no_answer".into(),
            note: String::new(),
            evidence: String::new(),
            by_person: None,
            by_name: String::new(),
            at: Stamp(0),
            version: 1,
        };
        let known = Known {
            actions: HashMap::from([(action, (row, vec![state]))]),
            municipalities: vec![Named { id: place, code: "016".into(), names: vec!["asikkala".into()] }],
            states: HashMap::from([("valmis".to_owned(), "done"), ("ei vastausta".to_owned(), "no_answer")]),
        };
        (known, action)
    }

    fn row(action: Uuid) -> Row {
        Row {
            line: 2,
            action: action.to_string(),
            code: "16".into(),
            municipality: "Asikkala".into(),
            state: "Valmis".into(),
            note: String::new(),
            evidence: String::new(),
            version: "1".into(),
        }
    }

    fn refusal(row: Row, may: bool) -> &'static str {
        let plan = plan(vec![row], &known().0, |_, _| may);
        assert!(plan.changes.is_empty());
        plan.refused[0].1.key
    }

    #[test]
    fn a_row_that_says_something_new_is_a_change_and_the_same_again_is_none() {
        let (mut known, action) = known();
        let first = plan(vec![row(action)], &known, |_, _| true);
        assert_eq!((first.changes.len(), first.refused.len()), (1, 0));
        assert_eq!(first.changes[0].state, "done");
        for (_, states) in known.actions.values_mut() {
            states[0].state = "done".into();
            states[0].version = 2;
        }
        let again = plan(vec![row(action)], &known, |_, _| false);
        assert_eq!((again.changes.len(), again.refused.len()), (0, 0));
    }

    #[test]
    fn every_wrong_row_says_why() {
        let (_, action) = known();
        assert_eq!(refusal(Row { action: "x".into(), ..row(action) }, true), "record-refusal-action");
        assert_eq!(
            refusal(Row { municipality: "Tampere".into(), ..row(action) }, true),
            "record-refusal-municipality"
        );
        assert_eq!(refusal(Row { state: "ehkä".into(), ..row(action) }, true), "record-refusal-state");
        assert_eq!(refusal(Row { version: "7".into(), ..row(action) }, true), "record-refusal-stale");
        assert_eq!(refusal(row(action), false), "record-refusal-right");
        let long = "a".repeat(LONGEST + 1);
        assert_eq!(refusal(Row { note: long, ..row(action) }, true), "record-refusal-long");
        let plan = plan(vec![row(action), row(action)], &known().0, |_, _| true);
        assert_eq!((plan.changes.len(), plan.refused[0].1.key), (1, "record-refusal-twice"));
    }

    #[test]
    fn a_code_without_its_zero_is_still_the_municipality() {
        let (known, action) = known();
        let row = Row { municipality: String::new(), ..row(action) };
        assert_eq!(plan(vec![row], &known, |_, _| true).changes.len(), 1);
    }

    #[test]
    fn columns_are_found_in_any_order_and_a_missing_one_is_named() {
        let names = |key: &str| vec![key.to_owned(), format!("{key} (sv)")];
        let mut sheet = Sheet {
            name: "x".into(),
            header: ["state", "id", "note", "evidence", "version", "code"]
                .map(|k| format!("Record-Column-{k} (sv)"))
                .to_vec(),
            rows: vec![vec![Cell::Text("valmis".into()), Cell::Text("1".into())], vec![Cell::Empty]],
        };
        let rows = read(&sheet, names).unwrap();
        assert_eq!((rows.len(), rows[0].line, rows[0].state.as_str()), (1, 2, "valmis"));
        sheet.header[4] = "?".into();
        assert_eq!(read(&sheet, names), Err("record-column-version"));
    }
}
