//! Proposals and their deadlines, and the order that was applied last, as they are kept. Only this file knows their
//! tables.

use kit::Id;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use store::{Json, Result, Tx};
use uuid::Uuid;

use super::rules::DAYS;

store::row!(
    /// An item that somebody proposes for a meeting (asiaehdotus).
    proposal, "proposal", {
        body: Uuid,
        meeting: Option<Uuid>,
        municipality: Option<Uuid>,
        by_group: Option<Uuid>,
        title: String,
        why: String,
        text: String,
        minutes: Option<i64>,
        state: String,
        reason: String,
        item: Option<Uuid>,
        by_person: Uuid,
        by_name: String,
        via_person: Option<Uuid>,
        via_name: String,
        late: bool,
        made_at: Stamp,
        decided_at: Option<Stamp>,
        decided_by: String,
        version: i64,
    }
);
store::row!(
    /// How many days before a meeting of a body its proposals must be in, and whether later ones are taken with a mark.
    proposal_rule, "proposal_rule", { body: Uuid, days: i64, late: bool }
);
store::row!(
    /// The order of an agenda before and after the rules were applied.
    agenda_order, "agenda_order", {
        meeting: Uuid,
        rules: String,
        before: Json<Vec<Uuid>>,
        after: Json<Vec<Uuid>>,
    }
);
pub use self::agenda_order::Model as Applied;
pub use self::proposal::Model as Proposal;

/// What is proposed.
#[derive(Debug, Clone, Default)]
pub struct NewProposal {
    /// For which body.
    pub body: Uuid,
    /// The meeting for which it is wished; none leaves it to the secretary.
    pub meeting: Option<Uuid>,
    /// On behalf of this municipality.
    pub municipality: Option<Uuid>,
    /// On behalf of this group.
    pub by_group: Option<Uuid>,
    /// The title.
    pub title: String,
    /// Why, as rich text in its stored form.
    pub why: String,
    /// The proposal itself, as rich text in its stored form.
    pub text: String,
    /// How long it may take.
    pub minutes: Option<i64>,
    /// Who proposes.
    pub by_person: Uuid,
    /// The name as it stays.
    pub by_name: String,
    /// The assistant who wrote it for the proposer, with the name as it stays.
    pub via: Option<(Uuid, String)>,
    /// Whether it came after the deadline of its meeting.
    pub late: bool,
}

/// Makes a proposal.
pub async fn create(tx: &mut Tx, new: NewProposal) -> Result<Proposal> {
    let (via_person, via_name) = match new.via {
        Some((id, name)) => (Some(id), name),
        None => (None, String::new()),
    };
    let row = Proposal {
        id: Id::<Proposal>::new(tx.now()).uuid(),
        tenant: tx.tenant(),
        body: new.body,
        meeting: new.meeting,
        municipality: new.municipality,
        by_group: new.by_group,
        title: new.title,
        why: new.why,
        text: new.text,
        minutes: new.minutes,
        state: "open".to_owned(),
        reason: String::new(),
        item: None,
        by_person: new.by_person,
        by_name: new.by_name,
        via_person,
        via_name,
        late: new.late,
        made_at: tx.stamp(),
        decided_at: None,
        decided_by: String::new(),
        version: 1,
    };
    tx.create("proposal", row.id, &row).await?;
    Ok(row)
}

/// Saves a changed proposal; the version is set here.
pub async fn update(tx: &mut Tx, before: &Proposal, mut after: Proposal) -> Result<Proposal> {
    after.version = before.version + 1;
    tx.change("proposal", before.id, before, &after).await?;
    Ok(after)
}

/// The proposal of an id.
pub async fn get(db: &impl ConnectionTrait, tenant: Uuid, id: Uuid) -> Result<Option<Proposal>> {
    Ok(proposal::Entity::find_by_id(id).filter(proposal::Column::Tenant.eq(tenant)).one(db).await?)
}

/// The proposals to a body, the newest first.
pub async fn of_body(db: &impl ConnectionTrait, tenant: Uuid, body: Uuid) -> Result<Vec<Proposal>> {
    Ok(proposal::Entity::find()
        .filter(proposal::Column::Tenant.eq(tenant))
        .filter(proposal::Column::Body.eq(body))
        .order_by_desc(proposal::Column::MadeAt)
        .order_by_desc(proposal::Column::Id)
        .all(db)
        .await?)
}

/// The proposals that became these items.
pub async fn of_items(db: &impl ConnectionTrait, tenant: Uuid, items: Vec<Uuid>) -> Result<Vec<Proposal>> {
    Ok(proposal::Entity::find()
        .filter(proposal::Column::Tenant.eq(tenant))
        .filter(proposal::Column::Item.is_in(items))
        .all(db)
        .await?)
}

async fn rule(db: &impl ConnectionTrait, tenant: Uuid, body: Uuid) -> Result<Option<proposal_rule::Model>> {
    Ok(proposal_rule::Entity::find()
        .filter(proposal_rule::Column::Tenant.eq(tenant))
        .filter(proposal_rule::Column::Body.eq(body))
        .one(db)
        .await?)
}

/// The proposals that may wait for somebody: without an answer, or returned to their proposers.
pub async fn waiting(db: &impl ConnectionTrait, tenant: Uuid, most: u64) -> Result<Vec<Proposal>> {
    Ok(proposal::Entity::find()
        .filter(proposal::Column::Tenant.eq(tenant))
        .filter(proposal::Column::State.is_in(["open", "postponed", "returned"]))
        .order_by_desc(proposal::Column::MadeAt)
        .limit(most)
        .all(db)
        .await?)
}

/// How many days before a meeting the proposals to a body must be in, and whether later ones are taken with a mark.
pub async fn days(db: &impl ConnectionTrait, tenant: Uuid, body: Uuid) -> Result<(i64, bool)> {
    Ok(rule(db, tenant, body).await?.map_or((DAYS, false), |r| (r.days, r.late)))
}

/// Sets both.
pub async fn set_days(tx: &mut Tx, body: Uuid, days: i64, late: bool) -> Result<()> {
    let before = rule(tx.conn(), tx.tenant(), body).await?;
    let id = before.as_ref().map_or_else(|| Id::<Proposal>::new(tx.now()).uuid(), |b| b.id);
    let row = proposal_rule::Model { id, tenant: tx.tenant(), body, days, late };
    match before {
        Some(before) => tx.change("proposal_rule", id, &before, &row).await,
        None => tx.create("proposal_rule", id, &row).await,
    }
}

/// The order that was applied last to an agenda, and can be undone.
pub async fn applied(db: &impl ConnectionTrait, tenant: Uuid, meeting: Uuid) -> Result<Option<Applied>> {
    Ok(agenda_order::Entity::find()
        .filter(agenda_order::Column::Tenant.eq(tenant))
        .filter(agenda_order::Column::Meeting.eq(meeting))
        .one(db)
        .await?)
}

/// Keeps what stood before and after rules were applied.
pub async fn keep_order(
    tx: &mut Tx,
    meeting: Uuid,
    rules: String,
    before: Vec<Uuid>,
    after: Vec<Uuid>,
) -> Result<()> {
    let stands = applied(tx.conn(), tx.tenant(), meeting).await?;
    let id = stands.as_ref().map_or_else(|| Id::<Applied>::new(tx.now()).uuid(), |s| s.id);
    let row = Applied { id, tenant: tx.tenant(), meeting, rules, before: Json(before), after: Json(after) };
    match stands {
        Some(stands) => tx.change("agenda_order", id, &stands, &row).await,
        None => tx.create("agenda_order", id, &row).await,
    }
}

/// Forgets an order that was undone.
pub async fn drop_order(tx: &mut Tx, row: &Applied) -> Result<()> {
    agenda_order::Entity::delete_by_id(row.id).exec(tx.conn()).await?;
    tx.removed("agenda_order", row.id, row)
}
