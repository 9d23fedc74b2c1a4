//! The call (kutsu): who gets it, what it says, and what must be sent again after a change.

pub(crate) mod letter;
pub(crate) mod print;

use std::collections::HashMap;

use assembly::{CallChange, CallState, CallStep, Method, call_step};
use kit::Lang;
use page::{App, PageError, Tenant};
use people::bodies::{self, Body, Seat};
use sea_orm::ConnectionTrait;
use store::outbox::Enclosure;
use store::{Result, Tx, outbox};
use uuid::Uuid;

use crate::agenda::{self, Item, Visitor};
use crate::invitations::{self, Invitation, Receiver};
use crate::meetings::Meeting;
use letter::Why;

/// What a letter needs beside its receiver.
pub(crate) struct Sender<'a> {
    pub(crate) app: &'a App,
    pub(crate) tenant: &'a Tenant,
    pub(crate) body: &'a Body,
    pub(crate) meeting: &'a Meeting,
    pub(crate) items: &'a [Item],
    pub(crate) visitors: &'a [Visitor],
    /// The agenda as a file, by language.
    pub(crate) files: &'a HashMap<Lang, Vec<Enclosure>>,
}

/// Whom the call is for: the seats on the day of the meeting, deputies in copy when wished, and visitors who have a
/// slot. One address gets one call.
pub(crate) async fn receivers(
    db: &impl ConnectionTrait,
    m: &Meeting,
    today: jiff::civil::Date,
    visitors: &[Visitor],
    copies: bool,
) -> Result<Vec<Receiver>> {
    let seats = bodies::seats_on(db, m.tenant, m.body, m.day().unwrap_or(today)).await?;
    let mut all: Vec<Receiver> = Vec::new();
    let wanted = |s: &&Seat| copies || s.membership.role != "deputy";
    for seat in seats.iter().filter(wanted) {
        let Some(person) = &seat.person else { continue };
        add(
            &mut all,
            Receiver {
                person: Some(person.id),
                instead_of: seat.instead_of.as_ref().map(|p| p.id),
                membership: Some(seat.membership.id),
                municipality: seat.membership.municipality,
                visitor: None,
                name: person.name.clone(),
                email: person.email.clone().unwrap_or_default(),
                lang: person.lang.parse().unwrap_or_default(),
                role: seat.membership.role.clone(),
            },
        );
    }
    for visitor in visitors.iter().filter(|v| !v.from_time.is_empty() && !v.email.is_empty()) {
        add(
            &mut all,
            Receiver {
                person: None,
                instead_of: None,
                membership: None,
                municipality: None,
                visitor: Some(visitor.id),
                name: visitor.name.clone(),
                email: visitor.email.to_lowercase(),
                lang: Lang::Fi,
                role: "visitor".to_owned(),
            },
        );
    }
    Ok(all)
}

fn add(all: &mut Vec<Receiver>, new: Receiver) {
    let known = |r: &&mut Receiver| {
        (new.person.is_some() && r.person == new.person) || (!new.email.is_empty() && r.email == new.email)
    };
    match all.iter_mut().find(known) {
        // Who sits for oneself may sit for another besides.
        Some(r) => r.instead_of = r.instead_of.or(new.instead_of),
        None => all.push(new),
    }
}

/// Whether the invitation stands for this receiver.
pub(crate) fn is_for(i: &Invitation, r: &Receiver) -> bool {
    let held = r.instead_of.is_some() && i.person == r.instead_of;
    held || (r.person.is_some() && i.person == r.person) || (!r.email.is_empty() && i.email == r.email)
}

/// Sends a letter with its calendar part to these; those without an address get none. The SEQUENCE that is sent is
/// the meeting's.
pub(crate) async fn send(
    tx: &mut Tx,
    sender: &Sender<'_>,
    to: &[Invitation],
    why: &Why<'_>,
) -> Result<usize, PageError> {
    let mut sent = 0;
    for before in to.iter().filter(|i| !i.email.is_empty()) {
        let Some(body) = letter::compose(sender, before, why, tx.now())? else { continue };
        let letter = outbox::Letter {
            to_name: before.name.clone(),
            to_address: before.email.clone(),
            subject: letter::subject(sender, before, why),
            body,
            about: ("meeting", sender.meeting.id),
        };
        outbox::post(tx, letter).await?;
        sent += 1;
        let mut after = before.clone();
        match why {
            Why::Reminder => after.reminded_at = Some(tx.stamp()),
            _ => {
                after.sent_at = Some(tx.stamp());
                after.sent_sequence = letter::sequence(sender.meeting, before);
            }
        }
        invitations::update(tx, before, after).await?;
    }
    Ok(sent)
}

/// The call as it was last sent.
pub(crate) fn state_of(m: &Meeting) -> CallState {
    CallState {
        sequence: u32::try_from(m.sequence).unwrap_or(0),
        sent: m.called_at.is_some(),
        cancelled: m.state() == assembly::MeetingState::Cancelled,
    }
}

/// What of a saved meeting those called must know.
pub(crate) fn changes(before: &Meeting, after: &Meeting) -> Vec<CallChange> {
    let mut all = Vec::new();
    let mut note = |is: bool, what| {
        if is {
            all.push(what);
        }
    };
    note(before.starts_at != after.starts_at || before.at_date != after.at_date, CallChange::Start);
    note(before.ends_at != after.ends_at, CallChange::End);
    note(before.place != after.place || before.mode != after.mode, CallChange::Place);
    note(before.remote_link != after.remote_link, CallChange::RemoteLink);
    note(before.title != after.title, CallChange::Title);
    all
}

/// What follows from a change of a called meeting, with the meeting's new SEQUENCE set.
pub(crate) fn step(before: &Meeting, after: &mut Meeting, changes: &[CallChange]) -> CallStep {
    let step = call_step(state_of(before), changes);
    after.sequence = i64::from(step.state.sequence);
    step
}

/// Sends what a step asks for, and asks again where the answers no longer hold.
pub(crate) async fn follow(
    tx: &mut Tx,
    sender: &Sender<'_>,
    step: CallStep,
    why: &Why<'_>,
) -> Result<usize, PageError> {
    if step.everybody.is_none() {
        return Ok(0);
    }
    let mut stand = Vec::new();
    for i in invitations::of_meeting(tx.conn(), tx.tenant(), sender.meeting.id).await? {
        if i.withdrawn {
            continue;
        }
        let asked = step.ask_again && step.everybody == Some(Method::Request) && !i.answer.is_empty();
        stand.push(if asked {
            let after = Invitation { answer: String::new(), answered_at: None, ..i.clone() };
            invitations::update(tx, &i, after).await?
        } else {
            i
        });
    }
    send(tx, sender, &stand, why).await
}

/// All that letters about a meeting need of the store.
pub(crate) struct Material {
    pub(crate) items: Vec<Item>,
    pub(crate) visitors: Vec<Visitor>,
}

impl Material {
    pub(crate) async fn of(db: &impl ConnectionTrait, m: &Meeting) -> Result<Self> {
        let items = agenda::items(db, m.tenant, m.id).await?;
        let ids: Vec<Uuid> = items.iter().map(|i| i.id).collect();
        let visitors = agenda::visitors_of(db, m.tenant, ids).await?;
        Ok(Self { items, visitors })
    }
}
