//! The agenda: items and visitors as they are kept. Only this file writes the tables `item` and `visitor`.

use assembly::{AgendaRow, ItemFields, ItemKind, ItemStatus, OutcomeKind};
use kit::{Id, Local, Publicity, When};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};
use store::{Json, Result, Tx};
use uuid::Uuid;

pub use crate::rows::item::Model as Item;
pub use crate::rows::visitor::Model as Visitor;
use crate::rows::{item, visitor};

/// What an item may be for, also keys of texts (`item-kind-…`).
pub const KINDS: [(&str, ItemKind); 6] = [
    ("resolution", ItemKind::Resolution),
    ("discussion", ItemKind::Discussion),
    ("information", ItemKind::Information),
    ("procedural", ItemKind::Procedural),
    ("heading", ItemKind::Heading),
    // The municipalities' round: treated as procedural, with the lines of each in it.
    (crate::round::KIND, ItemKind::Procedural),
];

/// An item to be put on an agenda.
#[derive(Debug, Clone, Default)]
pub struct NewItem {
    /// One of [`KINDS`]; empty is a resolution.
    pub kind: String,
    /// The matter.
    pub matter: Option<Uuid>,
    /// The title.
    pub title: Local,
    /// Who presents it.
    pub presenter: String,
    /// Rich text in its stored form.
    pub background: String,
    /// Rich text in its stored form.
    pub proposal: String,
    /// Two plain sentences.
    pub summary: Local,
    /// How long it may take.
    pub minutes: Option<i64>,
    /// Who may see it.
    pub publicity: Publicity,
    /// The ground of secrecy.
    pub ground: String,
    /// Whether it came after the call, and why.
    pub late_reason: Option<String>,
    /// The item of an earlier meeting that it continues.
    pub came_from: Option<Uuid>,
    /// The meeting whose record comes up for approval.
    pub record_of: Option<Uuid>,
}

/// Puts an item at the end of an agenda.
pub async fn create(tx: &mut Tx, meeting: Uuid, new: NewItem) -> Result<Item> {
    let position = items(tx.conn(), tx.tenant(), meeting).await?.last().map_or(0, |i| i.position) + 1;
    let row = Item {
        id: Id::<Item>::new(tx.now()).uuid(),
        tenant: tx.tenant(),
        meeting,
        position,
        kind: if new.kind.is_empty() { "resolution".to_owned() } else { new.kind },
        matter: new.matter,
        title: Json(new.title),
        presenter: new.presenter,
        background: new.background,
        proposal: new.proposal,
        summary: Json(new.summary),
        minutes: new.minutes,
        publicity: new.publicity.code().to_owned(),
        ground: new.ground,
        late: new.late_reason.is_some(),
        late_reason: new.late_reason.unwrap_or_default(),
        state: "listed".to_owned(),
        outcome: String::new(),
        outcome_text: String::new(),
        outcome_reason: String::new(),
        returns_date: When::unknown().code(),
        returns_printed: None,
        decision: None,
        moved_to: None,
        came_from: new.came_from,
        record_of: new.record_of,
        version: 1,
    };
    tx.create("item", row.id, &row).await?;
    Ok(row)
}

/// Saves a changed item; the version is set here.
pub async fn update(tx: &mut Tx, before: &Item, mut after: Item) -> Result<Item> {
    after.version = before.version + 1;
    tx.change("item", before.id, before, &after).await?;
    Ok(after)
}

/// Takes an item off the agenda. It is kept with state `removed`, so that this can be undone.
pub async fn remove(tx: &mut Tx, before: &Item) -> Result<Item> {
    update(tx, before, Item { state: "removed".to_owned(), ..before.clone() }).await
}

/// Puts a removed item back where it was.
pub async fn restore(tx: &mut Tx, before: &Item) -> Result<Item> {
    update(tx, before, Item { state: "listed".to_owned(), ..before.clone() }).await
}

/// Puts the items of a meeting into this order. Items that are not named keep their order after those that are.
pub async fn reorder(tx: &mut Tx, meeting: Uuid, order: &[Uuid]) -> Result<()> {
    let mut all = items(tx.conn(), tx.tenant(), meeting).await?;
    all.sort_by_key(|i| order.iter().position(|id| *id == i.id).unwrap_or(usize::MAX));
    for (n, before) in all.iter().enumerate() {
        let position = i64::try_from(n).unwrap_or(i64::MAX - 1) + 1;
        if before.position != position {
            update(tx, before, Item { position, ..before.clone() }).await?;
        }
    }
    Ok(())
}

/// The items on the agenda of a meeting, in their order.
pub async fn items(db: &impl ConnectionTrait, tenant: Uuid, meeting: Uuid) -> Result<Vec<Item>> {
    Ok(item::Entity::find()
        .filter(item::Column::Tenant.eq(tenant))
        .filter(item::Column::Meeting.eq(meeting))
        .filter(item::Column::State.ne("removed"))
        .order_by_asc(item::Column::Position)
        .order_by_asc(item::Column::Id)
        .all(db)
        .await?)
}

/// The items that were taken off the agenda of a meeting.
pub async fn removed(db: &impl ConnectionTrait, tenant: Uuid, meeting: Uuid) -> Result<Vec<Item>> {
    Ok(item::Entity::find()
        .filter(item::Column::Tenant.eq(tenant))
        .filter(item::Column::Meeting.eq(meeting))
        .filter(item::Column::State.eq("removed"))
        .order_by_asc(item::Column::Position)
        .all(db)
        .await?)
}

/// One item, also a removed one.
pub async fn get(db: &impl ConnectionTrait, tenant: Uuid, id: Uuid) -> Result<Option<Item>> {
    Ok(item::Entity::find_by_id(id).filter(item::Column::Tenant.eq(tenant)).one(db).await?)
}

/// The items of a matter over all meetings, in no order.
pub async fn of_matter(db: &impl ConnectionTrait, tenant: Uuid, matter: Uuid) -> Result<Vec<Item>> {
    Ok(item::Entity::find()
        .filter(item::Column::Tenant.eq(tenant))
        .filter(item::Column::Matter.eq(matter))
        .filter(item::Column::State.ne("removed"))
        .all(db)
        .await?)
}

/// The visitors to an item, in the order of their slots.
pub async fn visitors(db: &impl ConnectionTrait, tenant: Uuid, item: Uuid) -> Result<Vec<Visitor>> {
    visitors_of(db, tenant, vec![item]).await
}

/// The visitor of an id.
pub async fn visitor(db: &impl ConnectionTrait, tenant: Uuid, id: Uuid) -> Result<Option<Visitor>> {
    Ok(visitor::Entity::find_by_id(id).filter(visitor::Column::Tenant.eq(tenant)).one(db).await?)
}

/// The visitors to several items, in the order of their slots.
pub async fn visitors_of(db: &impl ConnectionTrait, tenant: Uuid, items: Vec<Uuid>) -> Result<Vec<Visitor>> {
    let mut all = visitor::Entity::find()
        .filter(visitor::Column::Tenant.eq(tenant))
        .filter(visitor::Column::Item.is_in(items))
        .all(db)
        .await?;
    // As times, for `10.00` comes before `9.40` as a word.
    all.sort_by_cached_key(|v| (crate::view::time_of(&v.from_time), v.id));
    Ok(all)
}

/// A visitor to be named.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NewVisitor {
    /// The name.
    pub name: String,
    /// From where.
    pub organisation: String,
    /// The address for the call.
    pub email: String,
    /// `9.40`, or empty.
    pub from_time: String,
    /// `10.00`, or empty.
    pub to_time: String,
}

/// Sets the visitors of an item to exactly these. Who stays keeps the row, and with it the link of the letter: known
/// by address, or by name where none is given. Says who changed, as they were and are.
pub async fn set_visitors(
    tx: &mut Tx,
    item: Uuid,
    wanted: Vec<NewVisitor>,
) -> Result<Vec<(Visitor, Visitor)>> {
    let mut stand = visitors(tx.conn(), tx.tenant(), item).await?;
    let mut changed = Vec::new();
    for new in wanted {
        let same = stand
            .iter()
            .position(|v| {
                (&v.name, &v.organisation, &v.email, &v.from_time, &v.to_time)
                    == (&new.name, &new.organisation, &new.email, &new.from_time, &new.to_time)
            })
            .or_else(|| stand.iter().position(|v| !v.email.is_empty() && v.email == new.email))
            .or_else(|| stand.iter().position(|v| v.name == new.name && v.email.is_empty()));
        let known = same.map(|at| stand.remove(at));
        let row = Visitor {
            id: known.as_ref().map_or_else(|| Id::<Visitor>::new(tx.now()).uuid(), |v| v.id),
            tenant: tx.tenant(),
            item,
            name: new.name,
            organisation: new.organisation,
            email: new.email,
            from_time: new.from_time,
            to_time: new.to_time,
        };
        match known {
            None => tx.create("visitor", row.id, &row).await?,
            Some(before) if before == row => {}
            Some(before) => {
                tx.change("visitor", row.id, &before, &row).await?;
                changed.push((before, row));
            }
        }
    }
    for gone in stand {
        tx.delete("visitor", gone.id, &gone).await?;
    }
    Ok(changed)
}

/// Moves a visitor's slot.
pub async fn move_visitor(tx: &mut Tx, before: &Visitor, after: &Visitor) -> Result<()> {
    tx.change("visitor", before.id, before, after).await
}

impl Item {
    /// What it is for.
    pub fn kind(&self) -> ItemKind {
        KINDS.iter().find(|(code, _)| *code == self.kind).map_or(ItemKind::Resolution, |(_, k)| *k)
    }

    /// Who may see it.
    pub fn publicity(&self) -> Publicity {
        Publicity::parse(&self.publicity)
    }

    /// Its outcome, where it has one.
    pub fn outcome(&self) -> Option<OutcomeKind> {
        OutcomeKind::ALL.into_iter().find(|o| o.code() == self.outcome)
    }

    /// When it comes back, where it was postponed.
    pub fn returns(&self) -> When {
        When::from_code(&self.returns_date, self.returns_printed.as_deref())
            .unwrap_or_else(|_| When::unknown())
    }
}

/// The plain numbers of an agenda: 1, 2, 3… over the items, none for headings.
pub fn numbers(items: &[Item]) -> Vec<Option<u32>> {
    let rows: Vec<AgendaRow> =
        items.iter().map(|i| AgendaRow { heading: i.kind() == ItemKind::Heading }).collect();
    assembly::numbers(&rows)
}

/// The agenda as the steps of a meeting see it.
pub fn statuses(items: &[Item]) -> Vec<ItemStatus> {
    items
        .iter()
        .zip(numbers(items))
        .map(|(i, n)| ItemStatus {
            id: i.id,
            number: n,
            heading: i.kind() == ItemKind::Heading,
            outcome: i.outcome(),
        })
        .collect()
}

/// What is known of an item, for the completeness check. Numbers of attachments and visitors come from elsewhere.
pub fn fields(item: &Item, attachments: u32, visitors: &[Visitor]) -> ItemFields {
    let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    let plain = |html: &str| richtext::RichText::parse(html).to_plain();
    ItemFields {
        kind: item.kind(),
        title: item.title.0.get(kit::Lang::Fi).to_owned(),
        has_matter: item.matter.is_some(),
        presenter: item.presenter.clone(),
        background: plain(&item.background),
        proposal: plain(&item.proposal),
        summary: item.summary.0.get(kit::Lang::Fi).to_owned(),
        attachments_expected: 0,
        attachments,
        publicity: item.publicity(),
        secrecy_ground: item.ground.clone(),
        visitors: count(visitors.len()),
        visitors_with_slot: count(visitors.iter().filter(|v| !v.from_time.is_empty()).count()),
    }
}
