//! Polls as they are kept. Only this file writes their tables.

use hmac::{Hmac, KeyInit, Mac};
use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};
use kit::{Id, Lang, Local};
use page::Tenant;
use people::bodies;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use sha2::{Digest, Sha256};
use store::{Day, Json, Result, Tx};
use uuid::Uuid;

pub(crate) use super::rows::poll::Model as Poll;
pub(crate) use super::rows::poll_answer::Model as Vote;
pub(crate) use super::rows::poll_time::Model as Time;
pub(crate) use super::rows::poll_voter::Model as Voter;
use super::rows::{poll, poll_answer, poll_time, poll_voter};
use crate::meetings::{self, Meeting, NewMeeting};

/// What can be said of a time, also keys of texts (`poll-answer-…`).
pub(crate) const ANSWERS: [&str; 3] = ["yes", "maybe", "no"];

/// A poll to be made.
pub(crate) struct NewPoll {
    pub(crate) body: Uuid,
    pub(crate) title: Local,
    pub(crate) minutes: i64,
    pub(crate) mode: String,
    pub(crate) place: Local,
    pub(crate) note: String,
    pub(crate) until: Option<Date>,
    pub(crate) times: Vec<Timestamp>,
    pub(crate) deputies: bool,
}

/// The secret of somebody's link.
pub(crate) fn token(tenant: &Tenant, voter: Uuid) -> String {
    let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(&tenant.secret) else { return String::new() };
    mac.update(b"poll:");
    mac.update(voter.as_bytes());
    hex::encode(&mac.finalize().into_bytes()[..20])
}

fn digest(token: &str) -> String {
    hex::encode(Sha256::digest(token.as_bytes()))
}

impl Poll {
    /// Whether answers are taken.
    pub(crate) fn is_open(&self, today: Date) -> bool {
        self.state == "open" && self.until.is_none_or(|d| today <= d.0)
    }
}

/// Makes a poll and asks those who sit in the body today; deputies when wished. Everybody once.
pub(crate) async fn create(
    tx: &mut Tx,
    tenant: &Tenant,
    today: Date,
    new: NewPoll,
) -> Result<(Poll, Vec<Voter>)> {
    let row = Poll {
        id: Id::<Poll>::new(tx.now()).uuid(),
        tenant: tx.tenant(),
        body: new.body,
        title: Json(new.title),
        minutes: new.minutes,
        mode: new.mode,
        place: Json(new.place),
        note: new.note,
        state: "open".to_owned(),
        meeting: None,
        until: new.until.map(Day),
        made_at: tx.stamp(),
        version: 1,
    };
    tx.create("poll", row.id, &row).await?;
    for at in new.times {
        let time = Time {
            id: Id::<Time>::new(tx.now()).uuid(),
            tenant: row.tenant,
            poll: row.id,
            starts_at: at.into(),
        };
        tx.create("poll_time", time.id, &time).await?;
    }
    let mut voters: Vec<Voter> = Vec::new();
    for seat in bodies::seats_on(tx.conn(), tx.tenant(), new.body, today).await? {
        let Some(person) = seat.person else { continue };
        let deputy = seat.membership.role == "deputy";
        if (deputy && !new.deputies) || voters.iter().any(|v| v.person == person.id) {
            continue;
        }
        let id = Id::<Voter>::new(tx.now()).uuid();
        let voter = Voter {
            id,
            tenant: row.tenant,
            poll: row.id,
            person: person.id,
            name: person.name,
            email: person.email.unwrap_or_default(),
            lang: person.lang.parse::<Lang>().unwrap_or_default().code().to_owned(),
            role: seat.membership.role,
            token_digest: digest(&token(tenant, id)),
            answered_at: None,
            comment: String::new(),
            version: 1,
        };
        tx.create("poll_voter", id, &voter).await?;
        voters.push(voter);
    }
    Ok((row, voters))
}

/// The poll of an id.
pub(crate) async fn get(db: &impl ConnectionTrait, tenant: Uuid, id: Uuid) -> Result<Option<Poll>> {
    Ok(poll::Entity::find_by_id(id).filter(poll::Column::Tenant.eq(tenant)).one(db).await?)
}

/// The latest polls.
pub(crate) async fn list(db: &impl ConnectionTrait, tenant: Uuid) -> Result<Vec<Poll>> {
    Ok(poll::Entity::find()
        .filter(poll::Column::Tenant.eq(tenant))
        .order_by_desc(poll::Column::Id)
        .limit(100)
        .all(db)
        .await?)
}

/// Those that are open.
pub(crate) async fn open(db: &impl ConnectionTrait, tenant: Uuid) -> Result<Vec<Poll>> {
    Ok(poll::Entity::find()
        .filter(poll::Column::Tenant.eq(tenant))
        .filter(poll::Column::State.eq("open"))
        .order_by_desc(poll::Column::Id)
        .limit(100)
        .all(db)
        .await?)
}

/// The proposed times, the earliest first.
pub(crate) async fn times(db: &impl ConnectionTrait, tenant: Uuid, poll: Uuid) -> Result<Vec<Time>> {
    Ok(poll_time::Entity::find()
        .filter(poll_time::Column::Tenant.eq(tenant))
        .filter(poll_time::Column::Poll.eq(poll))
        .order_by_asc(poll_time::Column::StartsAt)
        .all(db)
        .await?)
}

/// Those who are asked in these polls, by name.
pub(crate) async fn voters(db: &impl ConnectionTrait, tenant: Uuid, polls: Vec<Uuid>) -> Result<Vec<Voter>> {
    if polls.is_empty() {
        return Ok(Vec::new());
    }
    let mut all = poll_voter::Entity::find()
        .filter(poll_voter::Column::Tenant.eq(tenant))
        .filter(poll_voter::Column::Poll.is_in(polls))
        .all(db)
        .await?;
    all.sort_by_cached_key(|v| (store::sort_key(&v.name), v.id));
    Ok(all)
}

/// Who answers by this link.
pub(crate) async fn by_token(db: &impl ConnectionTrait, tenant: Uuid, token: &str) -> Result<Option<Voter>> {
    Ok(poll_voter::Entity::find()
        .filter(poll_voter::Column::Tenant.eq(tenant))
        .filter(poll_voter::Column::TokenDigest.eq(digest(token)))
        .one(db)
        .await?)
}

/// All that was said in a poll.
pub(crate) async fn votes(db: &impl ConnectionTrait, tenant: Uuid, poll: Uuid) -> Result<Vec<Vote>> {
    Ok(poll_answer::Entity::find()
        .filter(poll_answer::Column::Tenant.eq(tenant))
        .filter(poll_answer::Column::Poll.eq(poll))
        .all(db)
        .await?)
}

/// Writes down what somebody says of each time; may be changed while the poll is open.
pub(crate) async fn answer(
    tx: &mut Tx,
    voter: &Voter,
    said: Vec<(Uuid, &'static str)>,
    comment: String,
) -> Result<()> {
    for (time, answer) in said {
        let before = poll_answer::Entity::find()
            .filter(poll_answer::Column::Tenant.eq(tx.tenant()))
            .filter(poll_answer::Column::Voter.eq(voter.id))
            .filter(poll_answer::Column::Time.eq(time))
            .one(tx.conn())
            .await?;
        match before {
            Some(before) => {
                let after = Vote { answer: answer.to_owned(), ..before.clone() };
                tx.change("poll_answer", before.id, &before, &after).await?;
            }
            None => {
                let row = Vote {
                    id: Id::<Vote>::new(tx.now()).uuid(),
                    tenant: tx.tenant(),
                    poll: voter.poll,
                    voter: voter.id,
                    time,
                    answer: answer.to_owned(),
                };
                tx.create("poll_answer", row.id, &row).await?;
            }
        }
    }
    let after = Voter { answered_at: Some(tx.stamp()), comment, version: voter.version + 1, ..voter.clone() };
    tx.change("poll_voter", voter.id, voter, &after).await
}

/// Makes the meeting of a proposed time; the poll is over.
pub(crate) async fn fix(tx: &mut Tx, poll: &Poll, time: &Time) -> Result<Meeting> {
    let start = time.starts_at.at();
    let new = NewMeeting {
        body: poll.body,
        title: poll.title.0.clone(),
        starts_at: Some(start),
        ends_at: start.checked_add(SignedDuration::from_mins(poll.minutes)).ok(),
        mode: poll.mode.clone(),
        place: poll.place.0.clone(),
        ..NewMeeting::default()
    };
    let meeting = meetings::create(tx, new).await?;
    let after = Poll {
        state: "fixed".to_owned(),
        meeting: Some(meeting.id),
        version: poll.version + 1,
        ..poll.clone()
    };
    tx.change("poll", poll.id, poll, &after).await?;
    Ok(meeting)
}

/// Ends a poll without a meeting, or opens it again.
pub(crate) async fn set_state(tx: &mut Tx, poll: &Poll, state: &str) -> Result<()> {
    let after = Poll { state: state.to_owned(), version: poll.version + 1, ..poll.clone() };
    tx.change("poll", poll.id, poll, &after).await
}
