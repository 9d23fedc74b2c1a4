//! A meeting with all that its session and its record need, read at once.

use std::collections::BTreeMap;

use assembly::{ItemKind, Presence, Quorum};
use page::PageError;
use people::bodies::{self, Body};
use people::municipalities::{self, Municipality};
use record::actions::{self, Action, ActionState};
use record::decisions::{self, Decision};
use record::matters::{self, Matter};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};
use store::Result;
use uuid::Uuid;

use super::hall::{self, Order};
use super::rows::{attendance, conflict, dissent, pause, vote};
use crate::agenda::{self, Item, Visitor};
use crate::meetings::{self, Meeting};

/// Somebody on the list of a meeting.
pub use super::rows::attendance::Model as Attendance;
/// A conflict of interest at an item.
pub use super::rows::conflict::Model as Disqualification;
/// A dissent in writing.
pub use super::rows::dissent::Model as Dissent;
/// A pause.
pub use super::rows::pause::Model as Pause;
/// A vote.
pub use super::rows::vote::Model as KeptVote;

/// The round of a meeting.
#[derive(Debug, Clone)]
pub struct Round {
    /// The item.
    pub item: Uuid,
    /// The municipalities in their order.
    pub towns: Vec<Municipality>,
    /// What they told.
    pub lines: Vec<crate::round::Line>,
}

/// A meeting with its agenda, its people and what came of it.
#[derive(Debug, Clone)]
pub struct Room {
    /// The meeting.
    pub meeting: Meeting,
    /// The body that meets.
    pub body: Body,
    /// The agenda in its order.
    pub items: Vec<Item>,
    /// Their plain numbers; none for headings.
    pub numbers: Vec<Option<u32>>,
    /// The counted items.
    pub order: Order,
    /// Who is on the list.
    pub people: Vec<Attendance>,
    /// Conflicts of interest.
    pub conflicts: Vec<Disqualification>,
    /// Votes.
    pub votes: Vec<KeptVote>,
    /// Dissents.
    pub dissents: Vec<Dissent>,
    /// Pauses.
    pub pauses: Vec<Pause>,
    /// Visitors of the items.
    pub visitors: Vec<Visitor>,
    /// What was decided.
    pub decisions: Vec<Decision>,
    /// What is to be done.
    pub actions: Vec<Action>,
    /// Which municipalities are asked.
    pub states: Vec<ActionState>,
    /// The matters of the items.
    pub matters: Vec<Matter>,
    /// The municipalities' round: its item, each municipality in its order, and what it told.
    pub round: Option<Round>,
    /// All municipalities that are or were in the region.
    pub municipalities: Vec<Municipality>,
}

macro_rules! of_meeting {
    ($db:expr, $table:ident, $tenant:expr, $meeting:expr, $by:ident) => {
        $table::Entity::find()
            .filter($table::Column::Tenant.eq($tenant))
            .filter($table::Column::Meeting.eq($meeting))
            .order_by_asc($table::Column::$by)
            .order_by_asc($table::Column::Id)
            .all($db)
            .await?
    };
}

/// Who is on the list of a meeting.
pub async fn people(db: &impl ConnectionTrait, tenant: Uuid, meeting: Uuid) -> Result<Vec<Attendance>> {
    Ok(of_meeting!(db, attendance, tenant, meeting, Position))
}

/// Reads a meeting of the tenant; `None` where there is none.
pub async fn enter(db: &impl ConnectionTrait, tenant: Uuid, id: Uuid) -> Result<Option<Room>> {
    let Some(meeting) = meetings::get(db, tenant, id).await? else { return Ok(None) };
    let Some(body) = bodies::get(db, tenant, meeting.body).await? else { return Ok(None) };
    let items = agenda::items(db, tenant, id).await?;
    let numbers = agenda::numbers(&items);
    let order = Order(items.iter().filter(|i| i.kind() != ItemKind::Heading).map(|i| i.id).collect());
    let mut decisions = decisions::of_meeting(db, tenant, id).await?;
    decisions.sort_by_key(|d| (d.number, d.decided_at));
    let actions = actions::of_meeting(db, tenant, id).await?;
    let states = actions::states_of(db, tenant, actions.iter().map(|a| a.id).collect()).await?;
    let matters = matters::of(db, tenant, items.iter().filter_map(|i| i.matter).collect()).await?;
    let round = round_of(db, &meeting, &items).await?;
    Ok(Some(Room {
        round,
        people: people(db, tenant, id).await?,
        conflicts: of_meeting!(db, conflict, tenant, id, Item),
        votes: of_meeting!(db, vote, tenant, id, At),
        dissents: of_meeting!(db, dissent, tenant, id, At),
        pauses: of_meeting!(db, pause, tenant, id, BeganAt),
        visitors: agenda::visitors_of(db, tenant, items.iter().map(|i| i.id).collect()).await?,
        municipalities: municipalities::all(db, tenant).await?,
        meeting,
        body,
        items,
        numbers,
        order,
        decisions,
        actions,
        states,
        matters,
    }))
}

async fn round_of(db: &impl ConnectionTrait, m: &Meeting, items: &[Item]) -> Result<Option<Round>> {
    let Some(item) = crate::round::item_of(items) else { return Ok(None) };
    let Some(tenant) = people::tenants::get(db, m.tenant).await? else { return Ok(None) };
    // A meeting of an unknown day is in none of the register's years: the members of today are not invented for it.
    let day = m.day().or_else(|| m.when().span().map(|s| s.0));
    let towns = match day {
        Some(day) => crate::round::municipalities(db, &tenant, m, day).await?,
        None => Vec::new(),
    };
    let lines = crate::round::lines(db, m.tenant, vec![item.id]).await?;
    Ok(Some(Round { item: item.id, towns, lines }))
}

impl Round {
    /// Each municipality with what it told; `None` where it told nothing.
    pub fn told(&self) -> Vec<(&Municipality, Option<&crate::round::Line>)> {
        crate::round::side_by_side(&self.towns, &self.lines, self.item)
    }
}

impl Room {
    /// The engine's view of who is where.
    pub fn presence(&self) -> std::result::Result<Presence, PageError> {
        hall::presence(&self.people, &self.conflicts, &self.order).map_err(PageError::inside)
    }

    /// The agenda's items that are counted, with their numbers.
    pub fn counted(&self) -> impl Iterator<Item = (u32, &Item)> {
        self.items.iter().zip(&self.numbers).filter_map(|(i, n)| Some(((*n)?, i)))
    }

    /// One item with its number.
    pub fn item(&self, id: Uuid) -> Option<(u32, &Item)> {
        self.counted().find(|(_, i)| i.id == id)
    }

    /// The item that is open now: the one chosen, else the first without an outcome.
    pub fn current(&self) -> Option<(u32, &Item)> {
        self.meeting
            .current_item
            .and_then(|id| self.item(id))
            .or_else(|| self.counted().find(|(_, i)| i.outcome().is_none()))
            .or_else(|| self.counted().last())
    }

    /// The next item without an outcome after a number; before it, where there is none after.
    pub fn next_open(&self, after: u32) -> Option<Uuid> {
        let open = |from: u32| self.counted().find(move |(n, i)| *n > from && i.outcome().is_none());
        open(after).or_else(|| open(0)).map(|(_, i)| i.id)
    }

    /// What was decided at an item.
    pub fn decision(&self, item: &Item) -> Option<&Decision> {
        self.decisions.iter().find(|d| Some(d.id) == item.decision)
    }

    /// The number as printed: the § where one was given, else the item's own.
    pub fn printed(&self, number: u32, item: &Item) -> String {
        match self.decision(item).map(|d| d.printed.as_str()) {
            Some(printed) if !printed.is_empty() => printed.to_owned(),
            _ => format!("{number}."),
        }
    }

    /// How many seats of the body count.
    pub fn seats(&self) -> u32 {
        let seats = self.people.iter().filter(|p| hall::counts(&p.role) && p.seat.is_some()).count();
        u32::try_from(seats).unwrap_or(u32::MAX)
    }

    /// The figures of the quorum at an item; `None` where the body has no rule.
    pub fn quorum(&self, presence: &Presence, item: u32) -> Option<Quorum> {
        let rule = hall::quorum_rule(&self.body.quorum);
        (rule != assembly::QuorumRule::None).then(|| presence.quorum_at(item, rule, self.seats()))
    }

    /// Who chairs: the chair, or the vice chair where the chair is not present.
    pub fn chair_at(&self, presence: &Presence, item: u32) -> Option<&Attendance> {
        let present =
            |role: &str| self.people.iter().find(|p| p.role == role && presence.is_present(p.id, item));
        present("chair").or_else(|| present("vice_chair"))
    }

    /// Somebody on the list.
    pub fn person(&self, id: Uuid) -> Option<&Attendance> {
        self.people.iter().find(|p| p.id == id)
    }

    /// The name of a municipality.
    pub fn municipality(&self, id: Option<Uuid>, lang: kit::Lang) -> &str {
        id.and_then(|id| self.municipalities.iter().find(|m| m.id == id)).map_or("", |m| m.name(lang))
    }

    /// The matter of an item.
    pub fn matter(&self, item: &Item) -> Option<&Matter> {
        self.matters.iter().find(|m| Some(m.id) == item.matter)
    }

    /// The actions of an item with the municipalities that are asked.
    pub fn actions_of(&self, item: Uuid) -> Vec<(&Action, Vec<Uuid>)> {
        let mut asked: BTreeMap<Uuid, Vec<Uuid>> = BTreeMap::new();
        for state in &self.states {
            asked.entry(state.action).or_default().push(state.municipality);
        }
        let order = |id: &Uuid| self.municipalities.iter().position(|m| m.id == *id);
        self.actions
            .iter()
            .filter(|a| a.item == Some(item))
            .map(|a| {
                let mut of = asked.remove(&a.id).unwrap_or_default();
                of.sort_by_key(order);
                (a, of)
            })
            .collect()
    }

    /// The decision that may be taken back: the last one of the meeting.
    pub fn latest(&self) -> Option<&Decision> {
        self.decisions.iter().max_by_key(|d| (d.number, d.decided_at, d.id))
    }

    /// The pause under way.
    pub fn pause(&self) -> Option<&Pause> {
        self.pauses.iter().find(|p| p.ended_at.is_none())
    }
}
