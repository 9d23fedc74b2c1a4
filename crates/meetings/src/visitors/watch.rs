//! Keeps an eye on a session: a slot that will not hold moves, and its visitor is told.

use assembly::MeetingState;
use futures::FutureExt;
use futures::future::BoxFuture;
use jiff::{SignedDuration, Timestamp};
use page::{App, PageError};
use people::bodies::Body;
use serde::{Deserialize, Serialize};
use store::{Act, Tx, jobs};
use uuid::Uuid;

use super::slots::{Ahead, Slot, moved};
use super::store::note_move;
use crate::agenda::{self, Visitor};
use crate::call::letter::Why;
use crate::call::{self, Sender};
use crate::invitations;
use crate::meetings::Meeting;
use crate::session::room::{self, Room};
use crate::view;

/// The kind of the work.
pub(crate) const KIND: &str = "visitor-slots";
/// How often a session is looked at while an item goes on.
const EACH: SignedDuration = SignedDuration::from_secs(60);

#[derive(Serialize, Deserialize)]
struct Wanted {
    meeting: Uuid,
    again: bool,
}

/// Asks for a look at the slots of a meeting: now, and `again` each minute as long as its session runs.
pub(crate) async fn watch(tx: &Tx, meeting: Uuid, again: bool) -> store::Result<()> {
    jobs::enqueue(tx, KIND, &Wanted { meeting, again }, tx.now()).await?;
    Ok(())
}

/// Does it. Twice does no harm: a slot that was moved holds.
pub(crate) fn job<'a>(app: &'a App, tenant: Uuid, payload: &'a str) -> BoxFuture<'a, Result<(), PageError>> {
    async move {
        let wanted: Wanted = serde_json::from_str(payload).map_err(PageError::inside)?;
        let mut tx = app.store().begin(Act::machinery("visitors", tenant, app.now())).await?;
        let Some(room) = room::enter(tx.conn(), tenant, wanted.meeting).await? else { return Ok(()) };
        if room.meeting.state() != MeetingState::InSession {
            return Ok(());
        }
        let told = look(app, &mut tx, &room).await?;
        if wanted.again && waiting(&room) {
            let next = tx.now().checked_add(EACH).unwrap_or(tx.now());
            jobs::enqueue(&tx, KIND, &wanted, next).await?;
            tx.commit_quietly().await?;
        } else if told > 0 {
            tx.commit().await?;
        }
        Ok(())
    }
    .boxed()
}

/// Whether any visitor is still to come.
fn waiting(room: &Room) -> bool {
    room.counted().any(|(_, i)| i.outcome().is_none() && room.visitors.iter().any(|v| v.item == i.id))
}

fn minute(at: Timestamp) -> i64 {
    let t = kit::local_time(at).time();
    i64::from(t.hour()) * 60 + i64::from(t.minute())
}

fn minutes(text: &str) -> Option<i64> {
    view::time_of(text).map(|t| i64::from(t.hour()) * 60 + i64::from(t.minute()))
}

/// How long the item that is open now has been open.
fn spent(room: &Room, now: Timestamp) -> i64 {
    let last = room.decisions.iter().map(|d| d.decided_at.at()).max();
    let since = last.max(room.meeting.opened_at.map(store::Stamp::at));
    since.map_or(0, |since| (now.duration_since(since).as_secs() / 60).max(0))
}

/// Moves what must be moved and writes the letters. Says how many slots moved.
async fn look(app: &App, tx: &mut Tx, room: &Room) -> Result<usize, PageError> {
    let now = tx.now();
    // A session on another day than planned has no slots to keep.
    if room.meeting.day() != Some(kit::local_date(now)) || room.pause().is_some() {
        return Ok(0);
    }
    let mut told = 0;
    for (n, item) in room.counted().filter(|(_, i)| i.outcome().is_none()) {
        let ahead: Vec<Ahead> = room
            .counted()
            .take_while(|(m, _)| *m < n)
            .map(|(_, i)| Ahead { minutes: i.minutes, done: i.outcome().is_some() })
            .collect();
        // Whose turn it is now has come.
        if ahead.iter().all(|a| a.done) {
            continue;
        }
        for visitor in room.visitors.iter().filter(|v| v.item == item.id) {
            let Some(from) = minutes(&visitor.from_time) else { continue };
            let slot = Slot { from, to: minutes(&visitor.to_time).unwrap_or(from) };
            if let Some(slot) = moved(slot, minute(now), spent(room, now), &ahead) {
                shift(app, tx, room, visitor, slot).await?;
                told += 1;
            }
        }
    }
    Ok(told)
}

async fn shift(app: &App, tx: &mut Tx, room: &Room, before: &Visitor, slot: Slot) -> Result<(), PageError> {
    let shown = |n: i64| format!("{}.{:02}", n / 60, n % 60);
    let to_time = if before.to_time.is_empty() { String::new() } else { shown(slot.to) };
    let after = Visitor { from_time: shown(slot.from), to_time, ..before.clone() };
    agenda::move_visitor(tx, before, &after).await?;
    tell(app, tx, (&room.meeting, &room.body), (before, &after), &Why::Delayed).await
}

/// A slot that the secretary changed after the call: the visitor is told as well.
pub(crate) async fn follow(
    app: &App,
    tx: &mut Tx,
    (m, body): (&Meeting, &Body),
    before: &Visitor,
    after: &Visitor,
) -> Result<(), PageError> {
    let same = (&before.from_time, &before.to_time) == (&after.from_time, &after.to_time);
    let told = matches!(m.state(), MeetingState::Called | MeetingState::InSession);
    if same || !told || after.from_time.is_empty() {
        return Ok(());
    }
    tell(app, tx, (m, body), (before, after), &Why::Moved).await
}

/// Notes a move and writes to the visitor, if the visitor was called.
async fn tell(
    app: &App,
    tx: &mut Tx,
    (meeting, body): (&Meeting, &Body),
    (before, after): (&Visitor, &Visitor),
    why: &Why<'_>,
) -> Result<(), PageError> {
    note_move(tx, meeting.id, before, after).await?;
    let Some(tenant) = people::tenants::get(tx.conn(), tx.tenant()).await? else { return Ok(()) };
    let all = invitations::of_meeting(tx.conn(), tx.tenant(), meeting.id).await?;
    let to: Vec<_> = all.into_iter().filter(|i| !i.withdrawn && i.visitor == Some(before.id)).collect();
    let sender = Sender {
        app,
        tenant: &tenant,
        body,
        meeting,
        items: &[],
        visitors: std::slice::from_ref(after),
        files: &std::collections::HashMap::new(),
    };
    call::send(tx, &sender, &to, why).await?;
    Ok(())
}
