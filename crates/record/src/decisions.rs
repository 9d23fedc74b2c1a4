//! Decisions (päätös, linjaus) and the § that they carry.

use std::collections::HashSet;

use kit::{Cents, Event, Id, Local, Publicity, When};
use sea_orm::{
    ActiveModelBehavior, ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel,
    QueryFilter, QueryOrder, QuerySelect,
};
use store::{Json, Result, Tx};
use uuid::Uuid;

pub use crate::rows::decision::Model as Decision;
pub use crate::rows::reservation::Model as Reservation;
use crate::rows::{decision, reservation};
use crate::words;

/// How the § of a new decision is found.
#[derive(Debug, Clone)]
pub enum Number {
    /// The next of the series of (body, period), taken in this transaction.
    Next,
    /// As the source printed it; no series moves.
    Printed(String),
    /// It carries none.
    None,
}

/// What is to be recorded as decided or agreed.
#[derive(Debug, Clone)]
pub struct NewDecision {
    /// The body; `None` for an office holder.
    pub body: Option<Uuid>,
    /// The office holder's title, where one decided.
    pub officer: String,
    /// The matter.
    pub matter: Option<Uuid>,
    /// The meeting and item of slice `meetings`.
    pub meeting: Option<Uuid>,
    /// The item.
    pub item: Option<Uuid>,
    /// The label of the period in which numbers run, as `2021`.
    pub period: String,
    /// The number.
    pub number: Number,
    /// When.
    pub at: When,
    /// Whether it is a `päätös` in the sense of law.
    pub statutory: bool,
    /// The code of the outcome: `decided`, `agreed`, `discussed`, `noted`, `postponed`, `untreated`.
    pub outcome: String,
    /// What it was about.
    pub title: Local,
    /// What was decided: rich text in its stored form.
    pub text: String,
    /// Why it was postponed or left.
    pub reason: String,
    /// When it comes back.
    pub returns: When,
    /// Who may see it.
    pub publicity: Publicity,
    /// The ground of secrecy.
    pub ground: String,
    /// Why it is in doubt.
    pub doubt: Local,
    /// Where this is known from, when not from our own record.
    pub source: String,
    /// Whether the public may see it now (a record of ours is published later).
    pub published: bool,
    /// Whether it is made up.
    pub example: bool,
}

/// Records a decision; takes its number; tells all slices.
pub async fn decide(tx: &mut Tx, new: NewDecision) -> Result<Decision> {
    decide_keyed(tx, new, None).await
}

/// The same with a key by which an import or the demo finds it again.
pub async fn decide_keyed(tx: &mut Tx, new: NewDecision, key: Option<String>) -> Result<Decision> {
    let (number, printed) = match (&new.number, new.body) {
        (Number::Next, Some(body)) => {
            let n = next_number(tx, body, &new.period).await?;
            (Some(n), format!("§ {n}"))
        }
        (Number::Printed(words), _) => (None, words.clone()),
        _ => (None, String::new()),
    };
    let mut row = Decision {
        id: Id::<Decision>::new(tx.now()).uuid(),
        tenant: tx.tenant(),
        key,
        body: new.body,
        officer: new.officer,
        matter: new.matter,
        meeting: new.meeting,
        item: new.item,
        period: new.period,
        number,
        printed,
        at_date: new.at.code(),
        at_printed: new.at.printed().map(str::to_owned),
        statutory: new.statutory,
        outcome: new.outcome,
        title: Json(new.title),
        text: new.text,
        reason: new.reason,
        returns_date: new.returns.code(),
        returns_printed: new.returns.printed().map(str::to_owned),
        publicity: new.publicity.code().to_owned(),
        ground: new.ground,
        doubt: Json(new.doubt),
        source: new.source,
        published: new.published,
        example: new.example,
        decided_at: tx.stamp(),
        changed_at: tx.stamp(),
        at_order: String::new(),
        words: String::new(),
        version: 1,
    };
    arrange(&mut row);
    tx.create("decision", row.id, &row).await?;
    if let Some(body) = row.body {
        let event =
            Event::Decided { decision: row.id, matter: row.matter, body, outcome: row.outcome.clone() };
        tx.emit(&event).await?;
    }
    Ok(row)
}

/// Fills the columns by which lists are sorted and searched. What has no known date comes last.
fn arrange(row: &mut Decision) {
    row.at_order = if row.at_date.starts_with("999") { String::new() } else { row.at_date.clone() };
    let text = richtext::RichText::parse(&row.text).to_plain();
    row.words = words::fold(&[&words::all(&row.title.0), &text, &row.printed, &row.reason]);
}

async fn next_number(tx: &mut Tx, body: Uuid, period: &str) -> Result<i64> {
    let key = (tx.tenant(), body, period.to_owned());
    let series = number_series::Entity::find_by_id(key).one(tx.conn()).await?;
    let last = series.as_ref().and_then(|s| u32::try_from(s.last).ok());
    let next = numbering::next(last, 1).map_err(|e| store::Error::Damaged(e.to_string()))?;
    let next = i64::from(next);
    set_last(tx, body, period, series.is_some(), next).await?;
    Ok(next)
}

async fn set_last(tx: &mut Tx, body: Uuid, period: &str, stands: bool, last: i64) -> Result<()> {
    let row = number_series::Model { tenant: tx.tenant(), body, period: period.to_owned(), last };
    upsert(tx, stands, number_series::ActiveModel::from(row)).await
}

/// Sets where a series stands, when numbers were given before this system. Refused (`false`) when the series has
/// gone further already: numbers never move back.
pub async fn begin_series(tx: &mut Tx, body: Uuid, period: &str, last: i64) -> Result<bool> {
    let key = (tx.tenant(), body, period.to_owned());
    let series = number_series::Entity::find_by_id(key).one(tx.conn()).await?;
    if series.as_ref().is_some_and(|s| s.last > last) {
        return Ok(false);
    }
    set_last(tx, body, period, series.is_some(), last).await?;
    tx.noted("body", body, "series_begun", &[("period", period), ("last", &last.to_string())]);
    Ok(true)
}

pub(crate) async fn upsert<A>(tx: &Tx, stands: bool, row: A) -> Result<()>
where
    A: ActiveModelTrait + ActiveModelBehavior + Send,
    <A::Entity as EntityTrait>::Model: IntoActiveModel<A>,
{
    let row = row.reset_all();
    if stands {
        A::Entity::update(row).exec_without_returning(tx.conn()).await?;
        Ok(())
    } else {
        tx.insert(row).await
    }
}

/// Takes the latest outcome back: the decision goes (the audit trail keeps it) and its number is free again.
/// `false` when a later number has been given in the same series, or the decision has been published.
pub async fn take_back(tx: &mut Tx, decision: &Decision) -> Result<bool> {
    if decision.published {
        return Ok(false);
    }
    if let (Some(body), Some(number)) = (decision.body, decision.number) {
        let key = (tx.tenant(), body, decision.period.clone());
        let series = number_series::Entity::find_by_id(key).one(tx.conn()).await?;
        if series.as_ref().map(|s| s.last) != Some(number) {
            return Ok(false);
        }
        set_last(tx, body, &decision.period, true, number - 1).await?;
    }
    tx.delete("decision", decision.id, decision).await?;
    tx.emit(&Event::Undecided { decision: decision.id }).await?;
    Ok(true)
}

/// Saves a changed text (reopened records); the version is set here. The number never changes.
pub async fn update(tx: &mut Tx, before: &Decision, mut after: Decision) -> Result<Decision> {
    after.version = before.version + 1;
    after.number = before.number;
    after.printed.clone_from(&before.printed);
    after.changed_at = tx.stamp();
    arrange(&mut after);
    tx.change("decision", before.id, before, &after).await?;
    Ok(after)
}

/// Shows or hides all decisions of a meeting to the public, as its record is published or reopened.
pub async fn set_published(tx: &mut Tx, meeting: Uuid, published: bool) -> Result<()> {
    for before in of_meeting(tx.conn(), tx.tenant(), meeting).await? {
        if before.published != published {
            let after = Decision { published, ..before.clone() };
            update(tx, &before, after).await?;
        }
    }
    // What was agreed there is out with it: the search must look at it again.
    for action in crate::actions::of_meeting(tx.conn(), tx.tenant(), meeting).await? {
        tx.noted("action", action.id, if published { "published" } else { "reopened" }, &[]);
    }
    Ok(())
}

/// The decision of an id.
pub async fn get(db: &impl ConnectionTrait, tenant: Uuid, id: Uuid) -> Result<Option<Decision>> {
    Ok(decision::Entity::find_by_id(id).filter(decision::Column::Tenant.eq(tenant)).one(db).await?)
}

/// The decisions of a meeting, in the order in which they were made. Ids of one instant tell no order; numbers do.
pub async fn of_meeting(db: &impl ConnectionTrait, tenant: Uuid, meeting: Uuid) -> Result<Vec<Decision>> {
    Ok(decision::Entity::find()
        .filter(decision::Column::Tenant.eq(tenant))
        .filter(decision::Column::Meeting.eq(meeting))
        .order_by_asc(decision::Column::DecidedAt)
        .order_by_asc(decision::Column::Number)
        .order_by_asc(decision::Column::Id)
        .all(db)
        .await?)
}

/// The decisions of a matter, in the order of time.
pub async fn of_matter(db: &impl ConnectionTrait, tenant: Uuid, matter: Uuid) -> Result<Vec<Decision>> {
    Ok(decision::Entity::find()
        .filter(decision::Column::Tenant.eq(tenant))
        .filter(decision::Column::Matter.eq(matter))
        .order_by_asc(decision::Column::AtDate)
        .order_by_asc(decision::Column::Id)
        .all(db)
        .await?)
}

/// The decision of a key.
pub async fn by_key(db: &impl ConnectionTrait, tenant: Uuid, key: &str) -> Result<Option<Decision>> {
    Ok(decision::Entity::find()
        .filter(decision::Column::Tenant.eq(tenant))
        .filter(decision::Column::Key.eq(key))
        .one(db)
        .await?)
}

/// Several decisions by id, in no order.
pub async fn of(db: &impl ConnectionTrait, tenant: Uuid, ids: Vec<Uuid>) -> Result<Vec<Decision>> {
    Ok(decision::Entity::find()
        .filter(decision::Column::Tenant.eq(tenant))
        .filter(decision::Column::Id.is_in(ids))
        .all(db)
        .await?)
}

/// Those of these meetings of which a decision has been published: their records are out.
pub async fn published_meetings(
    db: &impl ConnectionTrait,
    tenant: Uuid,
    meetings: Vec<Uuid>,
) -> Result<HashSet<Uuid>> {
    let rows: Vec<Option<Uuid>> = decision::Entity::find()
        .select_only()
        .column(decision::Column::Meeting)
        .distinct()
        .filter(decision::Column::Tenant.eq(tenant))
        .filter(decision::Column::Published.eq(true))
        .filter(decision::Column::Meeting.is_in(meetings))
        .into_tuple()
        .all(db)
        .await?;
    Ok(rows.into_iter().flatten().collect())
}

/// Money set apart (varaus).
#[derive(Debug, Clone)]
pub struct NewReservation {
    /// A key by which an import finds it again.
    pub key: Option<String>,
    /// For which matter.
    pub matter: Uuid,
    /// By which decision, where that is known.
    pub decision: Option<Uuid>,
    /// How much.
    pub sum: Cents,
    /// Whether it is the most that may be used.
    pub at_most: bool,
    /// When.
    pub at: When,
    /// Why it is in doubt.
    pub doubt: Local,
    /// Where this is known from.
    pub source: String,
}

/// Sets money apart for a matter.
pub async fn reserve(tx: &mut Tx, new: NewReservation) -> Result<Reservation> {
    let row = Reservation {
        id: Id::<Reservation>::new(tx.now()).uuid(),
        tenant: tx.tenant(),
        key: new.key,
        matter: new.matter,
        decision: new.decision,
        cents: new.sum.0,
        at_most: new.at_most,
        at_date: new.at.code(),
        at_printed: new.at.printed().map(str::to_owned),
        doubt: Json(new.doubt),
        source: new.source,
    };
    tx.create("reservation", row.id, &row).await?;
    Ok(row)
}

/// The reservation of a key.
pub async fn reservation_by_key(
    db: &impl ConnectionTrait,
    tenant: Uuid,
    key: &str,
) -> Result<Option<Reservation>> {
    Ok(reservation::Entity::find()
        .filter(reservation::Column::Tenant.eq(tenant))
        .filter(reservation::Column::Key.eq(key))
        .one(db)
        .await?)
}

/// The reservations of a matter, in the order of time.
pub async fn reservations(db: &impl ConnectionTrait, tenant: Uuid, matter: Uuid) -> Result<Vec<Reservation>> {
    Ok(reservation::Entity::find()
        .filter(reservation::Column::Tenant.eq(tenant))
        .filter(reservation::Column::Matter.eq(matter))
        .order_by_asc(reservation::Column::AtDate)
        .order_by_asc(reservation::Column::Id)
        .all(db)
        .await?)
}

/// All reservations of the region, in the order of time.
pub async fn all_reservations(db: &impl ConnectionTrait, tenant: Uuid) -> Result<Vec<Reservation>> {
    Ok(reservation::Entity::find()
        .filter(reservation::Column::Tenant.eq(tenant))
        .order_by_asc(reservation::Column::AtDate)
        .order_by_asc(reservation::Column::Id)
        .all(db)
        .await?)
}

mod number_series {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "number_series")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub tenant: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub body: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub period: String,
        pub last: i64,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}
