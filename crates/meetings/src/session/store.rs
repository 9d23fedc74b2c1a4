//! The marks of a session as they are kept. Only this file writes the tables `attendance`, `conflict`, `vote`,
//! `dissent` and `pause`.

use assembly::{Dependency, DependsOn, Presence};
use kit::Id;
use people::bodies::{self, Membership};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};
use store::{Json, Result, Tx};
use uuid::Uuid;

use super::hall::{self, Order};
use super::room::{Attendance, Disqualification, Dissent, KeptVote, Pause, Room};
use super::rows::{BallotRow, SpanRow, conflict};
use crate::meetings::Meeting;
use crate::rows::invitation;

/// Somebody who may be called out at the beginning of a meeting.
#[derive(Debug, Clone, PartialEq)]
pub struct Candidate {
    /// What the form calls it: the seat or the invitation.
    pub key: Uuid,
    /// The person; none for a seat that is vacant that day.
    pub person: Option<Uuid>,
    /// The name; empty for a vacant seat.
    pub name: String,
    /// The role of the seat.
    pub role: String,
    /// On behalf of which municipality.
    pub municipality: Option<Uuid>,
    /// The seat.
    pub seat: Option<Uuid>,
    /// What was answered to the call.
    pub answer: String,
    /// The deputy named in the answer.
    pub deputy_name: String,
}

/// The deputies of a body by name: who may stand in.
#[derive(Debug, Clone, PartialEq)]
pub struct Deputy {
    /// The person.
    pub person: Uuid,
    /// The name.
    pub name: String,
}

/// Whom to call out: the seats of that day, then who else was invited. Deputies stand in for members and are
/// given apart.
pub async fn candidates(
    db: &impl ConnectionTrait,
    room: &Room,
    today: jiff::civil::Date,
) -> Result<(Vec<Candidate>, Vec<Deputy>)> {
    let (tenant, m) = (room.meeting.tenant, &room.meeting);
    let day = m.day().unwrap_or(today);
    let invitations = invitation::Entity::find()
        .filter(invitation::Column::Tenant.eq(tenant))
        .filter(invitation::Column::Meeting.eq(m.id))
        .all(db)
        .await?;
    let (mut out, mut deputies) = (Vec::new(), Vec::new());
    for seat in bodies::seats_on(db, tenant, m.body, day).await? {
        let (person, name) = seat.person.map_or((None, String::new()), |p| (Some(p.id), p.name));
        if seat.membership.role == "deputy" {
            deputies.extend(person.map(|person| Deputy { person, name }));
            continue;
        }
        let said = invitations
            .iter()
            .find(|i| i.membership == Some(seat.membership.id) || (person.is_some() && i.person == person));
        out.push(of_seat(&seat.membership, person, name, said));
    }
    for i in &invitations {
        let listed = out.iter().any(|c| {
            c.seat == i.membership && c.seat.is_some() || c.person == i.person && i.person.is_some()
        });
        if !listed && !deputies.iter().any(|d| Some(d.person) == i.person) {
            out.push(Candidate {
                key: i.id,
                person: i.person,
                name: i.name.clone(),
                role: if i.role.is_empty() { "observer".into() } else { i.role.clone() },
                municipality: i.municipality,
                seat: None,
                answer: i.answer.clone(),
                deputy_name: i.deputy_name.clone(),
            });
        }
    }
    let rank = |c: &Candidate| bodies::SEAT_ROLES.iter().position(|r| *r == c.role);
    let town = |c: &Candidate| room.municipalities.iter().position(|m| Some(m.id) == c.municipality);
    out.sort_by_key(|c| (!hall::counts(&c.role), town(c).is_none(), town(c), rank(c), c.name.clone()));
    Ok((out, deputies))
}

fn of_seat(
    seat: &Membership,
    person: Option<Uuid>,
    name: String,
    said: Option<&invitation::Model>,
) -> Candidate {
    Candidate {
        key: seat.id,
        person,
        name,
        role: seat.role.clone(),
        municipality: seat.municipality,
        seat: Some(seat.id),
        answer: said.map(|i| i.answer.clone()).unwrap_or_default(),
        deputy_name: said.map(|i| i.deputy_name.clone()).unwrap_or_default(),
    }
}

/// Puts somebody on the list.
pub async fn list(tx: &mut Tx, meeting: Uuid, position: i64, who: &Candidate) -> Result<Attendance> {
    let row = Attendance {
        id: Id::<Attendance>::new(tx.now()).uuid(),
        tenant: tx.tenant(),
        meeting,
        position,
        person: who.person,
        name: who.name.clone(),
        role: who.role.clone(),
        municipality: who.municipality,
        seat: who.seat,
        deputy_for: None,
        state: "unmarked".to_owned(),
        mode: String::new(),
        spans: Json(Vec::new()),
        version: 1,
    };
    tx.create("attendance", row.id, &row).await?;
    Ok(row)
}

/// A deputy for a member of the list.
pub async fn stand_in(
    tx: &mut Tx,
    member: &Attendance,
    name: &str,
    person: Option<Uuid>,
    mode: &str,
) -> Result<Attendance> {
    let row = Attendance {
        id: Id::<Attendance>::new(tx.now()).uuid(),
        person,
        name: name.to_owned(),
        role: "deputy".to_owned(),
        deputy_for: Some(member.id),
        state: "present".to_owned(),
        mode: mode.to_owned(),
        spans: Json(vec![SpanRow { from: None, to: None, mode: mode.to_owned(), came: None, left: None }]),
        version: 1,
        ..member.clone()
    };
    tx.create("attendance", row.id, &row).await?;
    Ok(row)
}

/// Saves a changed row.
pub async fn update(tx: &mut Tx, before: &Attendance, after: &Attendance) -> Result<()> {
    tx.change("attendance", before.id, before, after).await
}

/// Takes somebody off the list, with the marks at items.
pub async fn unlist(tx: &mut Tx, row: &Attendance) -> Result<()> {
    for mark in conflict::Entity::find()
        .filter(conflict::Column::Tenant.eq(tx.tenant()))
        .filter(conflict::Column::Attendance.eq(row.id))
        .all(tx.conn())
        .await?
    {
        drop_conflict(tx, &mark).await?;
    }
    tx.delete("attendance", row.id, row).await
}

/// Saves what a mark changed.
pub async fn keep(tx: &mut Tx, row: &Attendance, hall: &Presence, order: &Order) -> Result<()> {
    let after = hall::marked(row, hall, order);
    tx.change("attendance", row.id, row, &after).await
}

/// Notes a conflict of interest.
pub async fn add_conflict(tx: &mut Tx, who: &Attendance, item: Uuid, ground: &str) -> Result<()> {
    let row = Disqualification {
        id: Id::<Disqualification>::new(tx.now()).uuid(),
        tenant: tx.tenant(),
        meeting: who.meeting,
        item,
        attendance: who.id,
        ground: ground.to_owned(),
    };
    tx.create("conflict", row.id, &row).await
}

/// Takes a conflict of interest away.
pub async fn drop_conflict(tx: &mut Tx, row: &Disqualification) -> Result<()> {
    tx.delete("conflict", row.id, row).await
}

/// A vote as it ended.
#[derive(Debug, Clone)]
pub struct Ended {
    /// The counter-proposal.
    pub counter: String,
    /// `person` or `municipality`.
    pub counted_by: String,
    /// Who chaired.
    pub chair: Option<Uuid>,
    /// The voices.
    pub ballots: Vec<BallotRow>,
    /// `yes_majority`, `yes_chair`, `no_majority`, `no_chair` or `nothing`.
    pub result: String,
}

/// Keeps a vote.
pub async fn keep_vote(tx: &mut Tx, meeting: Uuid, item: Uuid, vote: Ended) -> Result<()> {
    let row = KeptVote {
        id: Id::<KeptVote>::new(tx.now()).uuid(),
        tenant: tx.tenant(),
        meeting,
        item,
        counter: vote.counter,
        counted_by: vote.counted_by,
        chair: vote.chair,
        ballots: Json(vote.ballots),
        result: vote.result,
        at: tx.stamp(),
    };
    tx.create("vote", row.id, &row).await
}

/// Keeps a dissent.
pub async fn keep_dissent(tx: &mut Tx, who: &Attendance, item: Uuid, text: String) -> Result<()> {
    let row = Dissent {
        id: Id::<Dissent>::new(tx.now()).uuid(),
        tenant: tx.tenant(),
        meeting: who.meeting,
        item,
        attendance: who.id,
        name: who.name.clone(),
        text,
        at: tx.stamp(),
    };
    tx.create("dissent", row.id, &row).await
}

/// Begins a pause, or ends the one under way.
pub async fn turn_pause(tx: &mut Tx, meeting: Uuid, under_way: Option<&Pause>) -> Result<()> {
    match under_way {
        Some(before) => {
            let after = Pause { ended_at: Some(tx.stamp()), ..before.clone() };
            tx.change("pause", before.id, before, &after).await
        }
        None => {
            let row = Pause {
                id: Id::<Pause>::new(tx.now()).uuid(),
                tenant: tx.tenant(),
                meeting,
                began_at: tx.stamp(),
                ended_at: None,
            };
            tx.create("pause", row.id, &row).await
        }
    }
}

/// What rests on somebody's having been present: votes cast by name, and dissents.
pub fn rests(room: &Room) -> Vec<Dependency> {
    let number = |item: Uuid| room.order.number(item);
    let votes = room.votes.iter().filter(|v| v.counted_by == "person").flat_map(|v| {
        v.ballots.0.iter().filter(|b| b.ballot != "absent").filter_map(move |b| {
            Some(Dependency { person: b.voice, item: number(v.item)?, on: DependsOn::Vote })
        })
    });
    let dissents = room.dissents.iter().filter_map(|d| {
        Some(Dependency { person: d.attendance, item: number(d.item)?, on: DependsOn::Dissent })
    });
    votes.chain(dissents).collect()
}

/// Somebody's presence as the demo's files tell it.
#[derive(Debug, Clone, Default)]
pub struct Mark {
    /// The person.
    pub person: Uuid,
    /// `on_site`, `remote`, `excused` or `absent`.
    pub mode: String,
    /// The item at which they came.
    pub arrived: Option<Uuid>,
    /// The item before which they left.
    pub left: Option<Uuid>,
}

/// Writes the attendance of a meeting that the demo tells of: everybody in a seat of the body, marked where a mark
/// is given.
pub async fn demo_attendance(tx: &mut Tx, meeting: &Meeting, marks: &[Mark]) -> Result<()> {
    let Some(room) = super::room::enter(tx.conn(), tx.tenant(), meeting.id).await? else { return Ok(()) };
    let today = kit::local_date(tx.now());
    let (listed, _) = candidates(tx.conn(), &room, today).await?;
    let mut position = 0;
    for who in listed {
        let Some(mark) = marks.iter().find(|m| Some(m.person) == who.person) else { continue };
        position += 1;
        let row = list(tx, meeting.id, position, &who).await?;
        mark_demo(tx, &row, mark, &room.order).await?;
    }
    for mark in marks {
        let here = super::room::people(tx.conn(), tx.tenant(), meeting.id).await?;
        if here.iter().any(|p| p.person == Some(mark.person)) {
            continue;
        }
        let Some(person) = people::persons::get(tx.conn(), tx.tenant(), mark.person).await? else { continue };
        position += 1;
        let guest = Candidate {
            key: person.id,
            person: Some(person.id),
            name: person.name,
            role: "secretary".to_owned(),
            municipality: None,
            seat: None,
            answer: String::new(),
            deputy_name: String::new(),
        };
        let row = list(tx, meeting.id, position, &guest).await?;
        mark_demo(tx, &row, mark, &room.order).await?;
    }
    Ok(())
}

async fn mark_demo(tx: &mut Tx, row: &Attendance, mark: &Mark, order: &Order) -> Result<()> {
    let present = matches!(mark.mode.as_str(), "on_site" | "remote");
    let to = mark.left.and_then(|i| order.number(i)).and_then(|n| order.item(n.saturating_sub(1)));
    let span = SpanRow { from: mark.arrived, to, mode: mark.mode.clone(), came: None, left: None };
    let after = Attendance {
        state: if present { "present".to_owned() } else { mark.mode.clone() },
        mode: if present { mark.mode.clone() } else { String::new() },
        spans: Json(if present { vec![span] } else { Vec::new() }),
        version: row.version + 1,
        ..row.clone()
    };
    update(tx, row, &after).await
}
