//! Bodies (toimielin, ryhmä, foorumi) with their settings, seats and chair turns.

use jiff::civil::Date;
use kit::{Id, Local, Role, When};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};
use store::{Json, Result, Tx, sort_key};
use uuid::Uuid;

use crate::handovers;
use crate::persons::{self, Person};
pub use crate::rows::body::Model as Body;
pub use crate::rows::chair_turn::Model as ChairTurn;
pub use crate::rows::membership::Model as Membership;
pub use crate::rows::term::Model as Term;
use crate::rows::{body, chair_turn, membership, term};

/// The kinds of bodies, also keys of texts (`body-kind-…`).
pub const KINDS: [&str; 9] =
    ["managers", "chairs", "board", "assembly", "sector", "steering", "working", "project", "office_holder"];
/// How items are numbered: `section` (§ from body and period, gap-free) or `plain` (1, 2, 3 in each meeting).
pub const NUMBERINGS: [&str; 2] = ["section", "plain"];
/// From when numbers begin again.
pub const PERIODS: [&str; 2] = ["calendar_year", "term"];
/// How items of a new meeting begin.
pub const PUBLICITIES: [&str; 2] = ["public", "internal"];
/// Who approves the record.
pub const APPROVALS: [&str; 3] = ["inspectors", "chair", "next_meeting"];
/// Roles of seats, also keys of texts (`seat-…`).
pub const SEAT_ROLES: [&str; 8] =
    ["chair", "vice_chair", "member", "deputy", "secretary", "presenter", "expert", "observer"];

/// What a seat lets its holder do.
pub fn seat_role(code: &str) -> Role {
    match code {
        "chair" | "vice_chair" => Role::Chair,
        "secretary" => Role::Secretary,
        "deputy" => Role::Deputy,
        _ => Role::Member,
    }
}

/// The settings of a body to be founded.
#[derive(Debug, Clone)]
pub struct NewBody {
    /// Its key in addresses: `kuntajohtajakokous`.
    pub key: String,
    /// Its name.
    pub name: Local,
    /// One of [`KINDS`].
    pub kind: String,
    /// Whether it makes minutes and decisions in the sense of law, or memos and common lines.
    pub statutory: bool,
    /// The body under which it works.
    pub parent: Option<Uuid>,
    /// What it is for: rich text in its stored form.
    pub description: Local,
    /// One of [`NUMBERINGS`].
    pub numbering: String,
    /// `calendar_year` or `term`.
    pub period: String,
    /// `none`, `half`, or a number of seats.
    pub quorum: String,
    /// Whether conflicts of interest are asked at each item.
    pub conflict_step: bool,
    /// One of [`APPROVALS`].
    pub approval: String,
    /// `public` or `internal`: how its items begin.
    pub publicity: String,
    /// `none`, `one_per_municipality`, or sector quotas as `state:2,municipality:3`.
    pub seat_rule: String,
}

/// Founds a body.
pub async fn create(tx: &mut Tx, new: NewBody) -> Result<Body> {
    let row = row_of(tx.tenant(), Id::<Body>::new(tx.now()).uuid(), new);
    tx.create("body", row.id, &row).await?;
    Ok(row)
}

/// A body as its row.
pub(crate) fn row_of(tenant: Uuid, id: Uuid, new: NewBody) -> Body {
    Body {
        id,
        tenant,
        sort_key: sort_key(new.name.get(kit::Lang::Fi)),
        key: new.key,
        name: Json(new.name),
        kind: new.kind,
        statutory: new.statutory,
        parent: new.parent,
        description: Json(new.description),
        numbering: new.numbering,
        period: new.period,
        quorum: new.quorum,
        conflict_step: new.conflict_step,
        approval: new.approval,
        publicity: new.publicity,
        seat_rule: new.seat_rule,
        from_date: When::unknown().code(),
        from_printed: None,
        doubt: Json(Local::default()),
        members_known: true,
        active: true,
        version: 1,
    }
}

/// Saves changed settings; the version and the sort key are set here.
pub async fn update(tx: &mut Tx, before: &Body, mut after: Body) -> Result<Body> {
    after.version = before.version + 1;
    after.sort_key = sort_key(after.name.0.get(kit::Lang::Fi));
    tx.change("body", before.id, before, &after).await?;
    Ok(after)
}

/// The body of an id.
pub async fn get(db: &impl ConnectionTrait, tenant: Uuid, id: Uuid) -> Result<Option<Body>> {
    Ok(body::Entity::find_by_id(id).filter(body::Column::Tenant.eq(tenant)).one(db).await?)
}

/// The body of an address.
pub async fn by_key(db: &impl ConnectionTrait, tenant: Uuid, key: &str) -> Result<Option<Body>> {
    Ok(body::Entity::find()
        .filter(body::Column::Tenant.eq(tenant))
        .filter(body::Column::Key.eq(key))
        .one(db)
        .await?)
}

/// All bodies in Finnish order.
pub async fn list(db: &impl ConnectionTrait, tenant: Uuid) -> Result<Vec<Body>> {
    Ok(body::Entity::find()
        .filter(body::Column::Tenant.eq(tenant))
        .order_by_asc(body::Column::SortKey)
        .all(db)
        .await?)
}

/// A seat to be given.
#[derive(Debug, Clone)]
pub struct NewMembership {
    /// In which body.
    pub body: Uuid,
    /// The person who sits; or
    pub person: Option<Uuid>,
    /// the office whose holder sits.
    pub office: Option<Uuid>,
    /// On behalf of this municipality.
    pub municipality: Option<Uuid>,
    /// One of [`SEAT_ROLES`].
    pub role: String,
    /// `state`, `municipality`, `council`… where the seat rule counts sectors.
    pub sector: Option<String>,
    /// The seat whose deputy this is; `None` with role `deputy` means a deputy of all.
    pub deputy_of: Option<Uuid>,
    /// From when.
    pub from: When,
    /// Until when.
    pub to: When,
    /// A remark.
    pub note: String,
}

/// Gives a seat.
pub async fn add_member(tx: &mut Tx, new: NewMembership) -> Result<Membership> {
    let row = seat_of(tx.tenant(), Id::<Membership>::new(tx.now()).uuid(), new);
    tx.create("membership", row.id, &row).await?;
    // Whoever follows the person (the search, a feed) hears of the seat.
    if let Some(person) = row.person {
        tx.noted("person", person, "seated", &[("membership", &row.id.to_string())]);
    }
    Ok(row)
}

/// A seat as its row.
pub(crate) fn seat_of(tenant: Uuid, id: Uuid, new: NewMembership) -> Membership {
    Membership {
        id,
        tenant,
        body: new.body,
        person: new.person,
        office: new.office,
        municipality: new.municipality,
        role: new.role,
        sector: new.sector,
        deputy_of: new.deputy_of,
        from_date: new.from.code(),
        from_printed: new.from.printed().map(str::to_owned),
        to_date: new.to.code(),
        to_printed: new.to.printed().map(str::to_owned),
        note: new.note,
        version: 1,
    }
}

/// Ends a seat; it stays in the record.
pub async fn end_member(tx: &mut Tx, before: &Membership, to: &When) -> Result<()> {
    let after = Membership {
        to_date: to.code(),
        to_printed: to.printed().map(str::to_owned),
        version: before.version + 1,
        ..before.clone()
    };
    tx.change("membership", before.id, before, &after).await
}

/// All seats of a body, also ended ones.
pub async fn members(db: &impl ConnectionTrait, tenant: Uuid, body: Uuid) -> Result<Vec<Membership>> {
    Ok(membership::Entity::find()
        .filter(membership::Column::Tenant.eq(tenant))
        .filter(membership::Column::Body.eq(body))
        .order_by_asc(membership::Column::Id)
        .all(db)
        .await?)
}

/// One seat by id.
pub async fn membership(db: &impl ConnectionTrait, tenant: Uuid, id: Uuid) -> Result<Option<Membership>> {
    Ok(membership::Entity::find_by_id(id).filter(membership::Column::Tenant.eq(tenant)).one(db).await?)
}

/// A seat with the person who sits in it on a day.
#[derive(Debug, Clone)]
pub struct Seat {
    /// The seat.
    pub membership: Membership,
    /// Who sits; `None` when the office has no known holder that day.
    pub person: Option<Person>,
    /// Whose the seat is, where a substitute sits in it that day.
    pub instead_of: Option<Person>,
}

/// The seats in force on a day, each with the person who sits in it.
pub async fn seats_on(db: &impl ConnectionTrait, tenant: Uuid, body: Uuid, day: Date) -> Result<Vec<Seat>> {
    let mut rows = members(db, tenant, body).await?;
    rows.retain(|m| m.in_force(day));
    seated(db, tenant, rows, day).await
}

/// Puts persons into seats as they sit on a day.
pub async fn seated(
    db: &impl ConnectionTrait,
    tenant: Uuid,
    rows: Vec<Membership>,
    day: Date,
) -> Result<Vec<Seat>> {
    let offices = rows.iter().filter(|m| m.person.is_none()).filter_map(|m| m.office).collect();
    let holders = persons::holders_on(db, tenant, offices, day).await?;
    let sits = |m: &Membership| m.person.or_else(|| holders.get(&m.office?).copied());
    let handed = handovers::substitutes_on(db, tenant, day).await?;
    let mut ids: Vec<Uuid> = rows.iter().filter_map(sits).collect();
    ids.extend(ids.clone().iter().filter_map(|id| handed.get(id)));
    let people = persons::of(db, tenant, ids).await?;
    let named = |id: Uuid| people.iter().find(|p| p.id == id).cloned();
    Ok(rows
        .into_iter()
        .map(|m| {
            let own = sits(&m);
            let substitute = own.and_then(|id| handed.get(&id).copied()).and_then(named);
            let own = own.and_then(named);
            match substitute {
                Some(s) => Seat { person: Some(s), instead_of: own, membership: m },
                None => Seat { person: own, instead_of: None, membership: m },
            }
        })
        .collect())
}

/// Adds a turn to the rotation of the chair. Kinds: `turn`, `skip`, `swap`, `override`.
pub async fn add_turn(
    tx: &mut Tx,
    body: Uuid,
    municipality: Uuid,
    kind: &str,
    from: &When,
    to: &When,
    reason: &str,
) -> Result<ChairTurn> {
    let position = i64::try_from(turns(tx.conn(), tx.tenant(), body).await?.len()).unwrap_or(0) + 1;
    let row = ChairTurn {
        id: Id::<ChairTurn>::new(tx.now()).uuid(),
        tenant: tx.tenant(),
        body,
        position,
        municipality,
        kind: kind.to_owned(),
        from_date: from.code(),
        from_printed: from.printed().map(str::to_owned),
        to_date: to.code(),
        to_printed: to.printed().map(str::to_owned),
        turn: None,
        other: None,
        reason: reason.to_owned(),
    };
    tx.create("chair_turn", row.id, &row).await?;
    Ok(row)
}

/// Notes that a turn is passed, or with `other` that two turns change places. The turns themselves stay as they
/// were agreed.
pub async fn move_turn(
    tx: &mut Tx,
    turn: &ChairTurn,
    other: Option<&ChairTurn>,
    reason: &str,
) -> Result<ChairTurn> {
    let position = i64::try_from(turns(tx.conn(), tx.tenant(), turn.body).await?.len()).unwrap_or(0) + 1;
    let row = ChairTurn {
        id: Id::<ChairTurn>::new(tx.now()).uuid(),
        position,
        kind: if other.is_some() { "swap" } else { "skip" }.to_owned(),
        turn: Some(turn.id),
        other: other.map(|o| o.id),
        reason: reason.to_owned(),
        ..turn.clone()
    };
    tx.create("chair_turn", row.id, &row).await?;
    Ok(row)
}

/// The turns of a body's rotating chair, in their order.
pub async fn turns(db: &impl ConnectionTrait, tenant: Uuid, body: Uuid) -> Result<Vec<ChairTurn>> {
    Ok(chair_turn::Entity::find()
        .filter(chair_turn::Column::Tenant.eq(tenant))
        .filter(chair_turn::Column::Body.eq(body))
        .order_by_asc(chair_turn::Column::Position)
        .all(db)
        .await?)
}

/// All seats of all bodies, also ended ones.
pub async fn all_members(db: &impl ConnectionTrait, tenant: Uuid) -> Result<Vec<Membership>> {
    Ok(membership::Entity::find()
        .filter(membership::Column::Tenant.eq(tenant))
        .order_by_asc(membership::Column::Id)
        .all(db)
        .await?)
}

/// The seats that are or were held on behalf of a municipality, in all bodies.
pub async fn members_for(
    db: &impl ConnectionTrait,
    tenant: Uuid,
    municipality: Uuid,
) -> Result<Vec<Membership>> {
    Ok(membership::Entity::find()
        .filter(membership::Column::Tenant.eq(tenant))
        .filter(membership::Column::Municipality.eq(municipality))
        .order_by_asc(membership::Column::Id)
        .all(db)
        .await?)
}

/// Founds a council term.
pub async fn create_term(tx: &mut Tx, name: Local, from: Date, to: Option<Date>) -> Result<Term> {
    let row = Term {
        id: Id::<Term>::new(tx.now()).uuid(),
        tenant: tx.tenant(),
        name: Json(name),
        from_day: store::Day(from),
        to_day: to.map(store::Day),
        version: 1,
    };
    tx.create("term", row.id, &row).await?;
    Ok(row)
}

/// The term of an id.
pub async fn term(db: &impl ConnectionTrait, tenant: Uuid, id: Uuid) -> Result<Option<Term>> {
    Ok(term::Entity::find_by_id(id).filter(term::Column::Tenant.eq(tenant)).one(db).await?)
}

/// All council terms, oldest first.
pub async fn terms(db: &impl ConnectionTrait, tenant: Uuid) -> Result<Vec<Term>> {
    Ok(term::Entity::find()
        .filter(term::Column::Tenant.eq(tenant))
        .order_by_asc(term::Column::FromDay)
        .all(db)
        .await?)
}

/// Deputies of a seat become deputies of the seat that follows it.
pub async fn move_deputies(tx: &mut Tx, old: &Membership, new: &Membership) -> Result<()> {
    let day = new.from().span().map(|(first, _)| first);
    for m in members(tx.conn(), tx.tenant(), old.body).await? {
        if m.deputy_of == Some(old.id) && day.is_none_or(|d| m.in_force(d)) {
            let after = Membership { deputy_of: Some(new.id), version: m.version + 1, ..m.clone() };
            tx.change("membership", m.id, &m, &after).await?;
        }
    }
    Ok(())
}
