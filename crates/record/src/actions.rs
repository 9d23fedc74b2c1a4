//! Actions (toimenpide) and how each stands in every municipality.

use jiff::civil::Date;
use kit::{Id, Local, Publicity, When};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, Order, QueryFilter, QueryOrder, QuerySelect, QueryTrait,
};
use store::{Day, Json, Result, Stamp, Tx};
use uuid::Uuid;

pub use crate::rows::action::Model as Action;
pub use crate::rows::action_state::Model as ActionState;
use crate::rows::{action, action_state};

/// The states of an action in a municipality, also keys of texts (`action-state-…`), with their signs:
/// `?` no answer, `…` under way, `✓` done, `–` does not concern, `!` hindered.
pub const STATES: [&str; 5] = ["no_answer", "under_way", "done", "not_concerned", "hindered"];

/// The states in which nothing is left to do.
const CLOSED: [&str; 2] = ["done", "not_concerned"];

/// Who is to do an action.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Owner {
    /// These municipalities, each for itself.
    Municipalities(Vec<Uuid>),
    /// One person.
    Person(Uuid),
    /// Words, where no row stands for it.
    Words(String),
}

/// An action to be followed.
#[derive(Debug, Clone)]
pub struct NewAction {
    /// The matter.
    pub matter: Option<Uuid>,
    /// The decision that caused it.
    pub decision: Option<Uuid>,
    /// The meeting.
    pub meeting: Option<Uuid>,
    /// The item.
    pub item: Option<Uuid>,
    /// The body that follows it.
    pub body: Option<Uuid>,
    /// What is to be done.
    pub text: Local,
    /// By whom.
    pub owner: Owner,
    /// Until when.
    pub due: Option<Date>,
    /// Who may see it.
    pub publicity: Publicity,
    /// Where this is known from, when not from our own record.
    pub source: String,
    /// Whether it is made up.
    pub example: bool,
}

/// Makes an action, with one open state per municipality where they are asked.
pub async fn create(tx: &mut Tx, new: NewAction) -> Result<Action> {
    let at = When::day(kit::local_date(tx.now()));
    create_keyed(tx, new, None, at).await
}

/// The same with a key by which an import or the demo finds it again, and with the day on which it was agreed.
pub async fn create_keyed(tx: &mut Tx, new: NewAction, key: Option<String>, at: When) -> Result<Action> {
    let (row, states) = rows_of(tx, Id::<Action>::new(tx.now()).uuid(), new, key, &at);
    tx.create("action", row.id, &row).await?;
    for state in states {
        tx.create("action_state", state.id, &state).await?;
    }
    Ok(row)
}

/// An action as its rows: itself, and one open state per municipality that is asked.
pub(crate) fn rows_of(
    tx: &Tx,
    id: Uuid,
    new: NewAction,
    key: Option<String>,
    at: &When,
) -> (Action, Vec<ActionState>) {
    let (owner, owner_person, asked) = match new.owner {
        Owner::Municipalities(ids) => ("municipalities".to_owned(), None, ids),
        Owner::Person(id) => ("person".to_owned(), Some(id), Vec::new()),
        Owner::Words(words) => (words, None, Vec::new()),
    };
    let row = Action {
        id,
        tenant: tx.tenant(),
        key,
        matter: new.matter,
        decision: new.decision,
        meeting: new.meeting,
        item: new.item,
        body: new.body,
        text: Json(new.text),
        owner,
        owner_person,
        due: new.due.map(Day),
        at_date: at.code(),
        at_printed: at.printed().map(str::to_owned),
        publicity: new.publicity.code().to_owned(),
        source: new.source,
        example: new.example,
        created_at: tx.stamp(),
        closed_at: None,
        version: 1,
    };
    let state = |municipality| ActionState {
        id: Id::<ActionState>::new(tx.now()).uuid(),
        tenant: tx.tenant(),
        action: id,
        municipality,
        state: "no_answer".to_owned(),
        note: String::new(),
        evidence: String::new(),
        by_person: None,
        by_name: String::new(),
        at: tx.stamp(),
        version: 1,
    };
    let states = asked.into_iter().map(state).collect();
    (row, states)
}

/// Saves a changed action; the version is set here.
pub async fn update(tx: &mut Tx, before: &Action, mut after: Action) -> Result<Action> {
    after.version = before.version + 1;
    tx.change("action", before.id, before, &after).await?;
    Ok(after)
}

/// Removes an action that nobody has answered yet. `false` when somebody has.
pub async fn remove(tx: &mut Tx, action: &Action) -> Result<bool> {
    let states = states(tx.conn(), tx.tenant(), action.id).await?;
    if states.iter().any(|s| s.state != "no_answer") {
        return Ok(false);
    }
    for state in states {
        tx.delete("action_state", state.id, &state).await?;
    }
    tx.delete("action", action.id, action).await?;
    Ok(true)
}

/// What a municipality says of an action.
#[derive(Debug, Clone)]
pub struct Said {
    /// One of [`STATES`].
    pub state: String,
    /// In words.
    pub note: String,
    /// Where it can be seen: an address or a § of the municipality.
    pub evidence: String,
    /// Who said so.
    pub by_person: Option<Uuid>,
    /// The name, as it stays in the record.
    pub by_name: String,
}

/// Writes down what a municipality says. The version that was shown must still stand.
pub async fn say(tx: &mut Tx, before: &ActionState, shown: i64, said: Said) -> Result<ActionState> {
    let at = tx.stamp();
    say_at(tx, before, shown, said, at).await
}

/// The same as it was said at another time, for the demo and imports.
pub async fn say_at(
    tx: &mut Tx,
    before: &ActionState,
    shown: i64,
    said: Said,
    at: Stamp,
) -> Result<ActionState> {
    Tx::fresh(shown, before.version)?;
    let after = ActionState {
        state: said.state,
        note: said.note,
        evidence: said.evidence,
        by_person: said.by_person,
        by_name: said.by_name,
        at,
        version: before.version + 1,
        ..before.clone()
    };
    tx.change("action_state", before.id, before, &after).await?;
    settle(tx, before.action, at).await?;
    Ok(after)
}

/// Whether nothing is left to be done in this state.
pub fn is_final(state: &str) -> bool {
    matches!(state, "done" | "not_concerned")
}

/// Closes an action when all who were asked are done with it, and opens it again when one is not. The version stays:
/// nobody's form about the action itself grows stale by it.
pub(crate) async fn settle(tx: &mut Tx, id: Uuid, at: Stamp) -> Result<()> {
    let Some(before) = get(tx.conn(), tx.tenant(), id).await? else { return Ok(()) };
    let states = states(tx.conn(), tx.tenant(), id).await?;
    if states.is_empty() {
        return Ok(());
    }
    let closed_at = match (states.iter().all(|s| is_final(&s.state)), before.closed_at) {
        (true, Some(stands)) => Some(stands),
        (true, None) => Some(at),
        (false, _) => None,
    };
    if closed_at == before.closed_at {
        return Ok(());
    }
    let after = Action { closed_at, ..before.clone() };
    tx.change("action", id, &before, &after).await
}

/// The action of an id.
pub async fn get(db: &impl ConnectionTrait, tenant: Uuid, id: Uuid) -> Result<Option<Action>> {
    Ok(action::Entity::find_by_id(id).filter(action::Column::Tenant.eq(tenant)).one(db).await?)
}

/// The action of a key.
pub async fn by_key(db: &impl ConnectionTrait, tenant: Uuid, key: &str) -> Result<Option<Action>> {
    Ok(action::Entity::find()
        .filter(action::Column::Tenant.eq(tenant))
        .filter(action::Column::Key.eq(key))
        .one(db)
        .await?)
}

/// The actions of a matter, in the order in which they were made.
pub async fn of_matter(db: &impl ConnectionTrait, tenant: Uuid, matter: Uuid) -> Result<Vec<Action>> {
    Ok(action::Entity::find()
        .filter(action::Column::Tenant.eq(tenant))
        .filter(action::Column::Matter.eq(matter))
        .order_by_asc(action::Column::Id)
        .all(db)
        .await?)
}

/// The actions that a decision caused.
pub async fn of_decision(db: &impl ConnectionTrait, tenant: Uuid, decision: Uuid) -> Result<Vec<Action>> {
    Ok(action::Entity::find()
        .filter(action::Column::Tenant.eq(tenant))
        .filter(action::Column::Decision.eq(decision))
        .order_by_asc(action::Column::Id)
        .all(db)
        .await?)
}

/// One state by its id.
pub async fn state(db: &impl ConnectionTrait, tenant: Uuid, id: Uuid) -> Result<Option<ActionState>> {
    Ok(action_state::Entity::find_by_id(id).filter(action_state::Column::Tenant.eq(tenant)).one(db).await?)
}

/// A part of a long list.
#[derive(Debug, Clone, Copy)]
pub struct Part {
    /// So many are left out first.
    pub skip: u64,
    /// At most so many.
    pub most: u64,
    /// The latest first.
    pub back: bool,
}

impl Part {
    const fn order(self) -> Order {
        if self.back { Order::Desc } else { Order::Asc }
    }
}

/// Ids of actions of which some municipality, or this one, said within the span that it is done, in the order of
/// that day.
pub async fn done_between(
    db: &impl ConnectionTrait,
    tenant: Uuid,
    municipality: Option<Uuid>,
    (from, to): (Date, Date),
    part: Part,
) -> Result<Vec<Uuid>> {
    let from = Stamp::from(kit::to_instant(from.at(0, 0, 0, 0)));
    let to = Stamp::from(kit::to_instant(to.tomorrow().unwrap_or(to).at(0, 0, 0, 0)));
    let mut query = action_state::Entity::find()
        .select_only()
        .column(action_state::Column::Action)
        .filter(action_state::Column::Tenant.eq(tenant))
        .filter(action_state::Column::State.eq("done"))
        .filter(action_state::Column::At.gte(from))
        .filter(action_state::Column::At.lt(to));
    if let Some(municipality) = municipality {
        query = query.filter(action_state::Column::Municipality.eq(municipality));
    }
    Ok(query
        .order_by(action_state::Column::At, part.order())
        .order_by(action_state::Column::Id, part.order())
        .offset(part.skip)
        .limit(part.most)
        .into_tuple()
        .all(db)
        .await?)
}

/// Ids of actions that a municipality has still to do by a day of the span, in the order of that day.
pub async fn open_and_due_between(
    db: &impl ConnectionTrait,
    tenant: Uuid,
    municipality: Uuid,
    (from, to): (Date, Date),
    part: Part,
) -> Result<Vec<Uuid>> {
    let open = action_state::Entity::find()
        .select_only()
        .column(action_state::Column::Action)
        .filter(action_state::Column::Tenant.eq(tenant))
        .filter(action_state::Column::Municipality.eq(municipality))
        .filter(action_state::Column::State.is_not_in(CLOSED))
        .into_query();
    Ok(action::Entity::find()
        .select_only()
        .column(action::Column::Id)
        .filter(action::Column::Tenant.eq(tenant))
        .filter(action::Column::Due.gte(Day(from)))
        .filter(action::Column::Due.lte(Day(to)))
        .filter(action::Column::Id.in_subquery(open))
        .order_by(action::Column::Due, part.order())
        .order_by(action::Column::Id, part.order())
        .offset(part.skip)
        .limit(part.most)
        .into_tuple()
        .all(db)
        .await?)
}

/// The latest of what a municipality has been asked: of what it has still to do, or of what is closed.
pub async fn latest_of_municipality(
    db: &impl ConnectionTrait,
    tenant: Uuid,
    municipality: Uuid,
    open: bool,
    most: u64,
) -> Result<Vec<ActionState>> {
    let query = action_state::Entity::find()
        .filter(action_state::Column::Tenant.eq(tenant))
        .filter(action_state::Column::Municipality.eq(municipality));
    let query = if open {
        query.filter(action_state::Column::State.is_not_in(CLOSED))
    } else {
        query.filter(action_state::Column::State.is_in(CLOSED))
    };
    // Ids rise with time.
    Ok(query.order_by_desc(action_state::Column::Action).limit(most).all(db).await?)
}

/// Several actions by id, in no order.
pub async fn of(db: &impl ConnectionTrait, tenant: Uuid, ids: Vec<Uuid>) -> Result<Vec<Action>> {
    Ok(action::Entity::find()
        .filter(action::Column::Tenant.eq(tenant))
        .filter(action::Column::Id.is_in(ids))
        .all(db)
        .await?)
}

/// All actions, those due first; without a due day last.
pub async fn list(db: &impl ConnectionTrait, tenant: Uuid) -> Result<Vec<Action>> {
    let mut rows = action::Entity::find()
        .filter(action::Column::Tenant.eq(tenant))
        .order_by_asc(action::Column::Id)
        .all(db)
        .await?;
    rows.sort_by_key(|a| (a.due.is_none(), a.due));
    Ok(rows)
}

/// The actions of a meeting, in the order in which they were made.
pub async fn of_meeting(db: &impl ConnectionTrait, tenant: Uuid, meeting: Uuid) -> Result<Vec<Action>> {
    Ok(action::Entity::find()
        .filter(action::Column::Tenant.eq(tenant))
        .filter(action::Column::Meeting.eq(meeting))
        .order_by_asc(action::Column::Id)
        .all(db)
        .await?)
}

/// How an action stands in each municipality that was asked.
pub async fn states(db: &impl ConnectionTrait, tenant: Uuid, action: Uuid) -> Result<Vec<ActionState>> {
    Ok(action_state::Entity::find()
        .filter(action_state::Column::Tenant.eq(tenant))
        .filter(action_state::Column::Action.eq(action))
        .all(db)
        .await?)
}

/// The states of several actions at once.
pub async fn states_of(
    db: &impl ConnectionTrait,
    tenant: Uuid,
    actions: Vec<Uuid>,
) -> Result<Vec<ActionState>> {
    Ok(action_state::Entity::find()
        .filter(action_state::Column::Tenant.eq(tenant))
        .filter(action_state::Column::Action.is_in(actions))
        .all(db)
        .await?)
}
