//! The rows of a demo region's `meetings.toml`, and what of other files belongs to meetings.

use kit::Local;
use serde::Deserialize;

#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct File {
    pub(super) series: Vec<SeriesRow>,
    pub(super) meeting: Vec<MeetingRow>,
    pub(super) proposal: Vec<ProposalRow>,
    pub(super) recurring: Vec<RecurringRow>,
    pub(super) contradiction: Vec<Contradiction>,
}

/// An item that a municipality proposes.
#[derive(Deserialize)]
pub(super) struct ProposalRow {
    pub(super) body: String,
    pub(super) meeting: String,
    pub(super) municipality: String,
    pub(super) by: String,
    pub(super) title: String,
    pub(super) why: String,
    pub(super) text: String,
    pub(super) minutes: Option<i64>,
}

/// An item that comes up by itself.
#[derive(Deserialize)]
pub(super) struct RecurringRow {
    pub(super) body: String,
    pub(super) title: Local,
    /// At every nth meeting.
    #[serde(default)]
    pub(super) n: i64,
    /// Or in these months.
    #[serde(default)]
    pub(super) months: Vec<i8>,
    pub(super) minutes: Option<i64>,
}

#[derive(Deserialize)]
pub(super) struct SeriesRow {
    pub(super) key: String,
    pub(super) body: String,
    pub(super) title: Local,
    pub(super) rule: Rule,
    #[serde(default)]
    pub(super) mode: String,
    pub(super) from: String,
    pub(super) to: String,
    pub(super) printed: Option<String>,
    #[serde(default)]
    pub(super) doubt: Local,
    #[serde(default)]
    pub(super) source: String,
}

#[derive(Deserialize)]
pub(super) struct Rule {
    pub(super) frequency: String,
    pub(super) weekday: Option<i8>,
    pub(super) ordinal: Option<i8>,
}

#[derive(Deserialize)]
pub(super) struct Contradiction {
    pub(super) key: String,
    pub(super) body: Option<String>,
    pub(super) matter: Option<String>,
    pub(super) text: Local,
    #[serde(default)]
    pub(super) source: String,
}

#[derive(Deserialize)]
pub(super) struct MeetingRow {
    pub(super) key: String,
    pub(super) body: String,
    pub(super) state: String,
    #[serde(default)]
    pub(super) recorded_afterwards: bool,
    #[serde(default)]
    pub(super) title: Local,
    pub(super) matter: Option<String>,
    pub(super) series: Option<String>,
    pub(super) date: Option<String>,
    pub(super) printed: Option<String>,
    pub(super) day_offset: Option<i64>,
    pub(super) start: Option<String>,
    pub(super) end: Option<String>,
    #[serde(default)]
    pub(super) mode: String,
    #[serde(default)]
    pub(super) place: Local,
    #[serde(default)]
    pub(super) remote_link: String,
    #[serde(default)]
    pub(super) note: Local,
    #[serde(default)]
    pub(super) doubt: Local,
    #[serde(default)]
    pub(super) source: String,
    #[serde(default)]
    pub(super) example: bool,
    pub(super) called_offset: Option<i64>,
    #[serde(default)]
    pub(super) item: Vec<ItemRow>,
    #[serde(default)]
    pub(super) attendance: Vec<AttendanceRow>,
    pub(super) memo: Option<Memo>,
}

#[derive(Deserialize)]
pub(super) struct Memo {
    pub(super) approved_offset: i64,
    pub(super) published_offset: i64,
    #[serde(default)]
    pub(super) approved_by: String,
    #[serde(default)]
    pub(super) written: String,
}

#[derive(Deserialize)]
pub(super) struct AttendanceRow {
    pub(super) person: String,
    pub(super) mode: String,
    pub(super) arrived_item: Option<String>,
    pub(super) left_item: Option<String>,
}

#[derive(Deserialize)]
pub(super) struct ItemRow {
    #[serde(default)]
    pub(super) key: String,
    pub(super) title: Local,
    pub(super) matter: Option<String>,
    pub(super) presenter: Option<Presenter>,
    pub(super) minutes: Option<i64>,
    pub(super) visitor: Option<VisitorRow>,
    #[serde(default)]
    pub(super) background: String,
    #[serde(default)]
    pub(super) proposal: String,
    #[serde(default)]
    pub(super) summary: Local,
    pub(super) publicity: Option<String>,
    #[serde(default)]
    pub(super) ground: String,
    pub(super) number: Option<i64>,
    pub(super) outcome: Option<String>,
    #[serde(default)]
    pub(super) outcome_text: String,
    #[serde(default)]
    pub(super) reason: Local,
    pub(super) returns: Option<String>,
    pub(super) record_of: Option<String>,
    /// Its kind, where the rest of the row does not tell it.
    pub(super) kind: Option<String>,
    /// What municipalities wrote for the round.
    #[serde(default)]
    pub(super) line: Vec<LineRow>,
    /// Why it came after the call.
    pub(super) late: Option<String>,
    /// What it asks of the municipalities.
    #[serde(default)]
    pub(super) asks: Local,
    /// Until when, in days from the day of the demo.
    pub(super) asks_due: Option<i64>,
}

#[derive(Deserialize)]
pub(super) struct LineRow {
    pub(super) municipality: String,
    pub(super) text: String,
    pub(super) by: String,
}

#[derive(Deserialize)]
#[serde(untagged)]
pub(super) enum Presenter {
    Key(String),
    Words(Local),
}

#[derive(Deserialize)]
pub(super) struct VisitorRow {
    pub(super) name: Local,
    #[serde(default)]
    pub(super) organisation: String,
    #[serde(default)]
    pub(super) email: String,
    #[serde(default)]
    pub(super) from: String,
    #[serde(default)]
    pub(super) to: String,
}

#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct Persons {
    pub(super) person: Vec<PersonRow>,
}

#[derive(Deserialize)]
pub(super) struct PersonRow {
    pub(super) key: String,
    pub(super) name: String,
}

#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct Decisions {
    pub(super) decision: Vec<DecisionRow>,
}

#[derive(Deserialize)]
pub(super) struct DecisionRow {
    pub(super) key: String,
    pub(super) meeting: Option<String>,
}

#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct Actions {
    pub(super) action: Vec<ActionRow>,
}

#[derive(Deserialize)]
pub(super) struct ActionRow {
    pub(super) key: String,
    pub(super) matter: Option<String>,
    pub(super) meeting: Option<String>,
    #[serde(default)]
    pub(super) item: String,
    pub(super) text: Local,
    pub(super) owner: String,
    pub(super) due_offset: Option<i64>,
    #[serde(default)]
    pub(super) source: String,
    #[serde(default)]
    pub(super) example: bool,
    #[serde(default)]
    pub(super) state: Vec<StateRow>,
}

#[derive(Deserialize)]
pub(super) struct StateRow {
    pub(super) municipality: String,
    pub(super) state: String,
    #[serde(default)]
    pub(super) note: String,
    pub(super) by: Option<String>,
    pub(super) day_offset: Option<i64>,
}
