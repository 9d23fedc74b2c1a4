//! Items that enter agendas by themselves (toistuva asia). Only this file knows their tables.

use assembly::{ItemKind, MeetingState};
use jiff::civil::Date;
use kit::{Id, Local};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};
use store::{Day, Json, Result, Tx};
use uuid::Uuid;

use super::rules::Recurs;
use crate::agenda::{self, Item, NewItem};
use crate::meetings::{self, Meeting};

store::row!(
    /// An item that comes up again.
    recurring_item, "recurring_item", {
        body: Uuid,
        title: LocalText,
        kind: String,
        presenter: String,
        proposal: String,
        minutes: Option<i64>,
        rule: String,
        n: i64,
        from_day: Day,
        removed: bool,
        version: i64,
    }
);
store::row!(
    /// That it entered a meeting: it does so once, also when it was taken off again.
    recurring_entry, "recurring_entry", { recurring: Uuid, meeting: Uuid, item: Uuid }
);
pub use self::recurring_item::Model as Recurring;

/// What is to come up again.
#[derive(Debug, Clone, Default)]
pub struct NewRecurring {
    /// Of which body.
    pub body: Uuid,
    /// The title.
    pub title: Local,
    /// What it is for.
    pub kind: String,
    /// Who presents it.
    pub presenter: String,
    /// Rich text in its stored form.
    pub proposal: String,
    /// How long it may take.
    pub minutes: Option<i64>,
    /// `every` or `months`.
    pub rule: String,
    /// Every nth meeting, or the months as a set.
    pub n: i64,
}

/// Keeps a recurring item; it counts from `from` on.
pub async fn create(tx: &mut Tx, new: NewRecurring, from: Date) -> Result<Recurring> {
    let row = Recurring {
        id: Id::<Recurring>::new(tx.now()).uuid(),
        tenant: tx.tenant(),
        body: new.body,
        title: Json(new.title),
        kind: new.kind,
        presenter: new.presenter,
        proposal: new.proposal,
        minutes: new.minutes,
        rule: new.rule,
        n: new.n,
        from_day: Day(from),
        removed: false,
        version: 1,
    };
    tx.create("recurring_item", row.id, &row).await?;
    Ok(row)
}

/// Takes one away. What it brought into agendas stays there and remembers it.
pub async fn remove(tx: &mut Tx, before: &Recurring) -> Result<()> {
    let after = Recurring { removed: true, version: before.version + 1, ..before.clone() };
    tx.change("recurring_item", before.id, before, &after).await
}

/// One recurring item.
pub async fn get(db: &impl ConnectionTrait, tenant: Uuid, id: Uuid) -> Result<Option<Recurring>> {
    Ok(recurring_item::Entity::find_by_id(id)
        .filter(recurring_item::Column::Tenant.eq(tenant))
        .one(db)
        .await?)
}

/// The recurring items of a body.
pub async fn of_body(db: &impl ConnectionTrait, tenant: Uuid, body: Uuid) -> Result<Vec<Recurring>> {
    Ok(recurring_item::Entity::find()
        .filter(recurring_item::Column::Tenant.eq(tenant))
        .filter(recurring_item::Column::Body.eq(body))
        .filter(recurring_item::Column::Removed.eq(false))
        .order_by_asc(recurring_item::Column::Id)
        .all(db)
        .await?)
}

/// Which items of a meeting came up by themselves, each with what brought it.
pub async fn brought(
    db: &impl ConnectionTrait,
    tenant: Uuid,
    meeting: Uuid,
) -> Result<Vec<(Uuid, Recurring)>> {
    let entries = recurring_entry::Entity::find()
        .filter(recurring_entry::Column::Tenant.eq(tenant))
        .filter(recurring_entry::Column::Meeting.eq(meeting))
        .all(db)
        .await?;
    if entries.is_empty() {
        return Ok(Vec::new());
    }
    let rules = recurring_item::Entity::find()
        .filter(recurring_item::Column::Tenant.eq(tenant))
        .filter(recurring_item::Column::Id.is_in(entries.iter().map(|e| e.recurring)))
        .all(db)
        .await?;
    Ok(entries
        .into_iter()
        .filter_map(|e| Some((e.item, rules.iter().find(|r| r.id == e.recurring)?.clone())))
        .collect())
}

/// Brings into a meeting's agenda what is due at it and has not entered yet. Says how many came.
pub async fn enter(tx: &mut Tx, m: &Meeting) -> Result<usize> {
    let (tenant, db) = (tx.tenant(), tx.conn());
    let Some(day) = m.day() else { return Ok(0) };
    let rules = of_body(db, tenant, m.body).await?;
    if rules.is_empty() {
        return Ok(0);
    }
    let entered: Vec<Uuid> = recurring_entry::Entity::find()
        .filter(recurring_entry::Column::Tenant.eq(tenant))
        .filter(recurring_entry::Column::Meeting.eq(m.id))
        .all(db)
        .await?
        .into_iter()
        .map(|e| e.recurring)
        .collect();
    let days: Vec<Date> = meetings::list_for_body(db, tenant, m.body)
        .await?
        .iter()
        .filter(|m| m.state() != MeetingState::Cancelled)
        .filter_map(Meeting::day)
        .collect();
    let mut came = 0;
    for rule in rules.iter().filter(|r| !entered.contains(&r.id)) {
        let due = Recurs::parse(&rule.rule, rule.n).is_some_and(|r| r.enters(rule.from_day.0, &days, day));
        if !due {
            continue;
        }
        let new = NewItem {
            kind: rule.kind.clone(),
            title: rule.title.0.clone(),
            presenter: rule.presenter.clone(),
            proposal: rule.proposal.clone(),
            minutes: rule.minutes,
            ..NewItem::default()
        };
        let item = agenda::create(tx, m.id, new).await?;
        before_the_end(tx, m.id, item.id).await?;
        let entry = recurring_entry::Model {
            id: Id::<Recurring>::new(tx.now()).uuid(),
            tenant,
            recurring: rule.id,
            meeting: m.id,
            item: item.id,
        };
        tx.create("recurring_entry", entry.id, &entry).await?;
        came += 1;
    }
    Ok(came)
}

/// Moves an item that was put at the end before the standing items that close the agenda.
pub(super) async fn before_the_end(tx: &mut Tx, meeting: Uuid, id: Uuid) -> Result<()> {
    let items = agenda::items(tx.conn(), tx.tenant(), meeting).await?;
    let (others, own): (Vec<&Item>, Vec<&Item>) = items.iter().partition(|i| i.id != id);
    let closes = |i: &&&Item| i.matter.is_none() && i.kind() == ItemKind::Procedural;
    let tail = others.iter().rev().take_while(closes).count();
    // An agenda of standing items alone begins with some of them: what comes goes after its first two.
    let at = if tail == others.len() { others.len().min(2) } else { others.len() - tail };
    let mut order: Vec<Uuid> = others.iter().map(|i| i.id).collect();
    for item in own {
        order.insert(at.min(order.len()), item.id);
    }
    agenda::reorder(tx, meeting, &order).await
}
