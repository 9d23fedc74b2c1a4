//! One act on many actions: done, another day, another doer. All in one transaction, and taken back by one press as
//! long as nobody has touched any of them since.

use jiff::civil::Date;
use kit::Id;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};
use serde::{Deserialize, Serialize};
use store::{Day, Json, Result, Stamp, Tx};
use uuid::Uuid;

use crate::actions::{self, Action, ActionState, Said, is_final};
use crate::rows::bulk;
pub(crate) use crate::rows::bulk::Model as Bulk;

/// What is done to all that were chosen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Act {
    /// Done: where municipalities were asked, by all that are not done yet.
    Done,
    /// Due on this day.
    Due(Date),
    /// To be done by this person.
    Owner(Uuid),
}

impl Act {
    /// The stored form; `record-many-` before it is the key of its text.
    pub(crate) const fn code(&self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::Due(_) => "due",
            Self::Owner(_) => "owner",
        }
    }
}

/// A state of a municipality as it stood before.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
struct StateBefore {
    id: Uuid,
    version: i64,
    state: String,
    note: String,
    evidence: String,
    by_person: Option<Uuid>,
    by_name: String,
    at: i64,
}

/// An action as it stood before, and the versions that the act left.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct Before {
    pub(crate) action: Uuid,
    version: i64,
    due: Option<Date>,
    owner: String,
    owner_person: Option<Uuid>,
    closed_at: Option<i64>,
    states: Vec<StateBefore>,
}

/// Whether the act can be done to this action.
pub(crate) fn fits(act: &Act, asked: bool) -> bool {
    !matches!(act, Act::Owner(_)) || !asked
}

/// Does it to all, and notes what stood before.
pub(crate) async fn run(tx: &mut Tx, person: Uuid, name: &str, rows: &[Action], act: &Act) -> Result<Bulk> {
    let mut before = Vec::new();
    for row in rows {
        before.push(one(tx, person, name, row, act).await?);
    }
    let bulk = Bulk {
        id: Id::<Bulk>::new(tx.now()).uuid(),
        tenant: tx.tenant(),
        by_person: person,
        verb: act.code().to_owned(),
        rows: serde_json::to_string(&before)?,
        at: tx.stamp(),
        undone_at: None,
    };
    tx.create("bulk", bulk.id, &bulk).await?;
    Ok(bulk)
}

async fn one(tx: &mut Tx, person: Uuid, name: &str, row: &Action, act: &Act) -> Result<Before> {
    let mut before = Before {
        action: row.id,
        version: row.version + 1,
        due: row.due.map(|d| d.0),
        owner: row.owner.clone(),
        owner_person: row.owner_person,
        closed_at: row.closed_at.map(|s| s.0),
        states: Vec::new(),
    };
    let mut after = row.clone();
    match act {
        Act::Done => after.closed_at = after.closed_at.or(Some(tx.stamp())),
        Act::Due(day) => after.due = Some(Day(*day)),
        Act::Owner(person) => {
            after.owner = "person".to_owned();
            after.owner_person = Some(*person);
        }
    }
    actions::update(tx, row, after).await?;
    if *act == Act::Done {
        for state in actions::states(tx.conn(), tx.tenant(), row.id).await? {
            if is_final(&state.state) {
                continue;
            }
            let said = Said {
                state: "done".to_owned(),
                note: state.note.clone(),
                evidence: state.evidence.clone(),
                by_person: Some(person),
                by_name: name.to_owned(),
            };
            let now = actions::say(tx, &state, state.version, said).await?;
            before.states.push(StateBefore {
                id: state.id,
                version: now.version,
                state: state.state,
                note: state.note,
                evidence: state.evidence,
                by_person: state.by_person,
                by_name: state.by_name,
                at: state.at.0,
            });
        }
    }
    Ok(before)
}

/// What came of taking back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Undone {
    /// All stands as it did before.
    All,
    /// It was taken back already.
    Already,
    /// These were changed since: nothing was taken back.
    Changed(Vec<Uuid>),
}

impl Bulk {
    /// What stood before.
    pub(crate) fn before(&self) -> Vec<Before> {
        serde_json::from_str(&self.rows).unwrap_or_default()
    }
}

/// Takes an act back: all of it or nothing.
pub(crate) async fn undo(tx: &mut Tx, bulk: &Bulk) -> Result<Undone> {
    if bulk.undone_at.is_some() {
        return Ok(Undone::Already);
    }
    let rows = bulk.before();
    let ids: Vec<Uuid> = rows.iter().map(|r| r.action).collect();
    let stand = actions::of(tx.conn(), tx.tenant(), ids.clone()).await?;
    let states = actions::states_of(tx.conn(), tx.tenant(), ids).await?;
    let touched = |r: &&Before| {
        let action = stand.iter().find(|a| a.id == r.action).is_none_or(|a| a.version != r.version);
        let state =
            |s: &StateBefore| states.iter().find(|x| x.id == s.id).is_none_or(|x| x.version != s.version);
        action || r.states.iter().any(state)
    };
    let changed: Vec<Uuid> = rows.iter().filter(touched).map(|r| r.action).collect();
    if !changed.is_empty() {
        return Ok(Undone::Changed(changed));
    }
    for r in &rows {
        for s in &r.states {
            let Some(now) = states.iter().find(|x| x.id == s.id) else { continue };
            let after = ActionState {
                state: s.state.clone(),
                note: s.note.clone(),
                evidence: s.evidence.clone(),
                by_person: s.by_person,
                by_name: s.by_name.clone(),
                at: Stamp(s.at),
                version: now.version + 1,
                ..now.clone()
            };
            tx.change("action_state", s.id, now, &after).await?;
        }
        let Some(now) = stand.iter().find(|a| a.id == r.action) else { continue };
        let after = Action {
            due: r.due.map(Day),
            owner: r.owner.clone(),
            owner_person: r.owner_person,
            closed_at: r.closed_at.map(Stamp),
            text: Json(now.text.0.clone()),
            ..now.clone()
        };
        actions::update(tx, now, after).await?;
    }
    let after = Bulk { undone_at: Some(tx.stamp()), ..bulk.clone() };
    tx.change("bulk", bulk.id, bulk, &after).await?;
    Ok(Undone::All)
}

/// An act of a person, which nobody else takes back.
pub(crate) async fn get(
    db: &impl ConnectionTrait,
    tenant: Uuid,
    person: Uuid,
    id: Uuid,
) -> Result<Option<Bulk>> {
    Ok(bulk::Entity::find_by_id(id)
        .filter(bulk::Column::Tenant.eq(tenant))
        .filter(bulk::Column::ByPerson.eq(person))
        .one(db)
        .await?)
}
