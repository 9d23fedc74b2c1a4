//! Meetings as they are kept. Only this file writes the table `meeting`.

use assembly::MeetingState;
use jiff::Timestamp;
use jiff::civil::Date;
use kit::{Id, Local, When};
use people::bodies::{self, Body, Term};
use sea_orm::sea_query::{Expr, ExprTrait, Func};
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use store::{Json, Result, Tx};
use uuid::Uuid;

use crate::rows::meeting;
pub use crate::rows::meeting::Model as Meeting;

/// How a meeting is held, also keys of texts (`meeting-mode-…`).
pub const MODES: [&str; 3] = ["on_site", "hybrid", "remote"];

/// A meeting to be made.
#[derive(Debug, Clone, Default)]
pub struct NewMeeting {
    /// A key of our own, for the demo and imports.
    pub key: Option<String>,
    /// The body that meets.
    pub body: Uuid,
    /// The series that it belongs to.
    pub series: Option<Uuid>,
    /// Its name, where it has one beside the body's.
    pub title: Local,
    /// `None` is reserved; what is only recorded afterwards says so here.
    pub state: Option<MeetingState>,
    /// The day, with its doubt.
    pub at: Option<When>,
    /// The beginning, where the time is known.
    pub starts_at: Option<Timestamp>,
    /// The end.
    pub ends_at: Option<Timestamp>,
    /// One of [`MODES`], or empty where it is not known.
    pub mode: String,
    /// The place.
    pub place: Local,
    /// The remote link, for those invited only.
    pub remote_link: String,
    /// A remark for all.
    pub note: Local,
    /// Why it is in doubt.
    pub doubt: Local,
    /// Where this is known from, when not from our own record.
    pub source: String,
    /// Whether it is made up.
    pub example: bool,
}

/// The label of the period in which a body's numbers run: `2021`, or the council term's name. It belongs to the
/// day of the meeting and is never derived from today.
pub fn period_of(body: &Body, terms: &[Term], at: &When) -> String {
    let Some((first, _)) = at.span() else { return String::new() };
    if body.period == "term" {
        let term = terms.iter().find(|t| t.from_day.0 <= first && t.to_day.is_none_or(|to| to.0 >= first));
        if let Some(term) = term {
            return term.name.0.get(kit::Lang::Fi).to_owned();
        }
    }
    first.year().to_string()
}

async fn period(tx: &Tx, body: Uuid, at: &When) -> Result<String> {
    let Some(body) = bodies::get(tx.conn(), tx.tenant(), body).await? else { return Ok(String::new()) };
    let terms = bodies::terms(tx.conn(), tx.tenant()).await?;
    Ok(period_of(&body, &terms, at))
}

/// Makes a meeting.
pub async fn create(tx: &mut Tx, new: NewMeeting) -> Result<Meeting> {
    let id = Id::<Meeting>::new(tx.now()).uuid();
    let at = match (new.at, new.starts_at) {
        (Some(at), _) => at,
        (None, Some(start)) => When::day(kit::local_date(start)),
        (None, None) => When::unknown(),
    };
    let state = new.state.unwrap_or(MeetingState::Reserved);
    let row = Meeting {
        id,
        tenant: tx.tenant(),
        key: new.key,
        body: new.body,
        series: new.series,
        no: None,
        period: period(tx, new.body, &at).await?,
        title: Json(new.title),
        state: state.code().to_owned(),
        recorded_afterwards: state == MeetingState::RecordedAfterwards,
        at_date: at.code(),
        at_printed: at.printed().map(str::to_owned),
        starts_at: new.starts_at.map(Into::into),
        ends_at: new.ends_at.map(Into::into),
        mode: new.mode,
        place: Json(new.place),
        remote_link: new.remote_link,
        note: Json(new.note),
        doubt: Json(new.doubt),
        source: new.source,
        example: new.example,
        uid: format!("{id}@talkoot"),
        sequence: 0,
        called_at: None,
        opened_at: None,
        ended_at: None,
        current_item: None,
        record_state: "none".to_owned(),
        approved_at: None,
        published_at: None,
        version: 1,
    };
    tx.create("meeting", id, &row).await?;
    Ok(row)
}

/// Saves a changed meeting; version and period are set here.
pub async fn update(tx: &mut Tx, before: &Meeting, mut after: Meeting) -> Result<Meeting> {
    after.version = before.version + 1;
    if after.at_date != before.at_date {
        after.period = period(tx, after.body, &after.when()).await?;
    }
    tx.change("meeting", before.id, before, &after).await?;
    Ok(after)
}

/// Sets the state. Whether the step may be taken has been asked of [`MeetingState::go`].
pub async fn set_state(tx: &mut Tx, before: &Meeting, to: MeetingState) -> Result<Meeting> {
    let after = Meeting { state: to.code().to_owned(), ..before.clone() };
    update(tx, before, after).await
}

/// The meeting of an id.
pub async fn get(db: &impl ConnectionTrait, tenant: Uuid, id: Uuid) -> Result<Option<Meeting>> {
    Ok(meeting::Entity::find_by_id(id).filter(meeting::Column::Tenant.eq(tenant)).one(db).await?)
}

/// Several meetings by id, in no order.
pub async fn of(db: &impl ConnectionTrait, tenant: Uuid, ids: Vec<Uuid>) -> Result<Vec<Meeting>> {
    Ok(meeting::Entity::find()
        .filter(meeting::Column::Tenant.eq(tenant))
        .filter(meeting::Column::Id.is_in(ids))
        .all(db)
        .await?)
}

/// The meeting of a key of our own.
pub async fn by_key(db: &impl ConnectionTrait, tenant: Uuid, key: &str) -> Result<Option<Meeting>> {
    Ok(meeting::Entity::find()
        .filter(meeting::Column::Tenant.eq(tenant))
        .filter(meeting::Column::Key.eq(key))
        .one(db)
        .await?)
}

/// The meeting of a calendar's UID.
pub async fn by_uid(db: &impl ConnectionTrait, tenant: Uuid, uid: &str) -> Result<Option<Meeting>> {
    Ok(meeting::Entity::find()
        .filter(meeting::Column::Tenant.eq(tenant))
        .filter(meeting::Column::Uid.eq(uid))
        .one(db)
        .await?)
}

/// All meetings of a body in the order of time, those without a known day last.
pub async fn list_for_body(db: &impl ConnectionTrait, tenant: Uuid, body: Uuid) -> Result<Vec<Meeting>> {
    Ok(meeting::Entity::find()
        .filter(meeting::Column::Tenant.eq(tenant))
        .filter(meeting::Column::Body.eq(body))
        .order_by_asc(meeting::Column::AtDate)
        .order_by_asc(meeting::Column::Id)
        .all(db)
        .await?)
}

/// What is asked of the list of meetings.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// Only of this body.
    pub body: Option<Uuid>,
    /// Only of this year.
    pub year: Option<i16>,
    /// From this day on.
    pub from: Option<Date>,
    /// Until this day.
    pub to: Option<Date>,
    /// Only those whose day nobody knows; they are in no other list that names days.
    pub undated: bool,
}

/// Meetings that may fall within the span, of all bodies or of these, in the order of their dates; part by part.
pub async fn in_span(
    db: &impl ConnectionTrait,
    tenant: Uuid,
    bodies: Option<&[Uuid]>,
    (from, to): (Date, Date),
    backwards: bool,
    (skip, most): (u64, u64),
) -> Result<Vec<Meeting>> {
    let order = if backwards { sea_orm::Order::Desc } else { sea_orm::Order::Asc };
    let mut query =
        meeting::Entity::find().filter(condition(tenant, &Filter { to: Some(to), ..Filter::default() }));
    if let Some(bodies) = bodies {
        query = query.filter(meeting::Column::Body.is_in(bodies.iter().copied()));
    }
    // A year, season or month sorts before its days, so those that began before the first day may still be in it.
    let vague = Condition::all()
        .add(meeting::Column::AtDate.gte(format!("{:04}", from.year())))
        .add(Expr::expr(Func::char_length(Expr::col(meeting::Column::AtDate))).ne(10));
    let known = meeting::Column::AtDate.gte(from.to_string());
    Ok(query
        .filter(meeting::Column::AtDate.gte(format!("{:04}", from.year())))
        .filter(Condition::any().add(known).add(vague))
        .order_by(meeting::Column::AtDate, order.clone())
        .order_by(meeting::Column::Id, order)
        .offset(skip)
        .limit(most)
        .all(db)
        .await?)
}

fn condition(tenant: Uuid, filter: &Filter) -> Condition {
    let mut all = Condition::all().add(meeting::Column::Tenant.eq(tenant));
    if let Some(body) = filter.body {
        all = all.add(meeting::Column::Body.eq(body));
    }
    if let Some(year) = filter.year {
        all = all
            .add(meeting::Column::AtDate.gte(format!("{year:04}")))
            .add(meeting::Column::AtDate.lt(format!("{:04}", i32::from(year) + 1)));
    }
    if let Some(from) = filter.from {
        all = all.add(meeting::Column::AtDate.gte(from.to_string()));
        all = all.add(meeting::Column::AtDate.lt("9998"));
    }
    if let Some(to) = filter.to {
        // A month or season of the day's own year sorts before its days, and `~` after digits and `-`.
        all = all.add(meeting::Column::AtDate.lte(format!("{to}~")));
    }
    if filter.undated {
        all = all.add(meeting::Column::AtDate.gte("9998"));
    }
    all
}

/// A page of the list, by day.
pub async fn list(
    db: &impl ConnectionTrait,
    tenant: Uuid,
    filter: &Filter,
    newest_first: bool,
    (skip, most): (u64, u64),
) -> Result<Vec<Meeting>> {
    let order = if newest_first { sea_orm::Order::Desc } else { sea_orm::Order::Asc };
    Ok(meeting::Entity::find()
        .filter(condition(tenant, filter))
        .order_by(meeting::Column::AtDate, order.clone())
        .order_by(meeting::Column::Id, order)
        .offset(skip)
        .limit(most)
        .all(db)
        .await?)
}

/// The meeting of the same body after this one that still takes items: the next with a later day that is reserved
/// or a draft.
pub async fn next_open(db: &impl ConnectionTrait, after: &Meeting) -> Result<Option<Meeting>> {
    Ok(meeting::Entity::find()
        .filter(meeting::Column::Tenant.eq(after.tenant))
        .filter(meeting::Column::Body.eq(after.body))
        .filter(meeting::Column::AtDate.gt(after.at_date.clone()))
        .filter(meeting::Column::AtDate.lt("9998"))
        .filter(meeting::Column::State.is_in(["reserved", "draft"]))
        .order_by_asc(meeting::Column::AtDate)
        .one(db)
        .await?)
}

/// The latest meeting of a body before a day that was held or called: whose template and record the next one takes.
pub async fn last_before(
    db: &impl ConnectionTrait,
    tenant: Uuid,
    body: Uuid,
    before: &str,
) -> Result<Option<Meeting>> {
    Ok(meeting::Entity::find()
        .filter(meeting::Column::Tenant.eq(tenant))
        .filter(meeting::Column::Body.eq(body))
        .filter(meeting::Column::AtDate.lt(before))
        .filter(meeting::Column::State.is_in([
            "draft",
            "called",
            "in_session",
            "held",
            "closed",
            "recorded_afterwards",
        ]))
        .order_by_desc(meeting::Column::AtDate)
        .one(db)
        .await?)
}

impl Meeting {
    /// The state; what the store does not know is taken as cancelled, in which nothing can be done.
    pub fn state(&self) -> MeetingState {
        MeetingState::parse(&self.state).unwrap_or(MeetingState::Cancelled)
    }

    /// The day, with its doubt.
    pub fn when(&self) -> When {
        When::from_code(&self.at_date, self.at_printed.as_deref()).unwrap_or_else(|_| When::unknown())
    }

    /// The day, where it is known.
    pub fn day(&self) -> Option<Date> {
        self.starts_at.map(|s| kit::local_date(s.at())).or_else(|| self.when().known_day())
    }

    /// The beginning.
    pub fn start(&self) -> Option<Timestamp> {
        self.starts_at.map(store::Stamp::at)
    }

    /// The end.
    pub fn end(&self) -> Option<Timestamp> {
        self.ends_at.map(store::Stamp::at)
    }

    /// Whether the agenda may be seen by all: after the call, unless it was cancelled before one.
    pub fn is_open(&self) -> bool {
        self.state().is_called()
            || self.state() == MeetingState::RecordedAfterwards
            || (self.state() == MeetingState::Cancelled && self.called_at.is_some())
    }

    /// Whether its record is out.
    pub fn is_published(&self) -> bool {
        self.published_at.is_some() || self.state() == MeetingState::RecordedAfterwards
    }
}

/// Whether something of a meeting may still be put back as it was: until its record has been approved.
pub(crate) async fn may_still_undo(tx: &Tx, kind: &str, id: Uuid) -> Result<()> {
    use crate::session::rows::{attendance, conflict};
    let (db, tenant) = (tx.conn(), tx.tenant());
    let meeting = match kind {
        "item" => crate::agenda::get(db, tenant, id).await?.map(|i| i.meeting),
        "action" => record::actions::get(db, tenant, id).await?.and_then(|a| a.meeting),
        "attendance" => attendance::Entity::find_by_id(id).one(db).await?.map(|a| a.meeting),
        "conflict" => conflict::Entity::find_by_id(id).one(db).await?.map(|c| c.meeting),
        _ => None,
    };
    let Some(meeting) = meeting else { return Ok(()) };
    match get(db, tenant, meeting).await? {
        Some(m) if matches!(m.record_state.as_str(), "approved" | "published") => {
            Err(store::Error::Refused("meetings-undo-too-late"))
        }
        _ => Ok(()),
    }
}
