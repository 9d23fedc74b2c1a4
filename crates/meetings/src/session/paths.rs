//! What the handlers of the session begin with.

use assembly::MeetingState;
use page::{PageError, Visit};
use uuid::Uuid;

use super::rights;
use super::room::{self, Room};

/// The meeting for somebody who follows the session.
pub async fn follow(v: &Visit, id: Uuid) -> Result<Room, PageError> {
    let room = room::enter(v.app.db(), v.tenant.id, id).await?.ok_or(PageError::NotFound)?;
    v.allow(rights::may_follow(&v.who, room.body.id))?;
    Ok(room)
}

/// The meeting for somebody who runs the session.
pub async fn run(v: &Visit, id: Uuid) -> Result<Room, PageError> {
    let room = follow(v, id).await?;
    v.allow(rights::may_run(&v.who, room.body.id))?;
    Ok(room)
}

/// Whether outcomes, marks and texts may be written now: during the session, and after it until the record is
/// approved.
pub fn is_writable(room: &Room) -> bool {
    room.meeting.state().takes_outcomes()
        && !matches!(room.meeting.record_state.as_str(), "approved" | "published")
}

/// Refuses what comes before the session or after the record was approved.
pub fn writable(room: &Room) -> Result<(), PageError> {
    if is_writable(room) { Ok(()) } else { Err(PageError::Refused("session-closed")) }
}

/// Whether the session is going on.
pub fn is_live(room: &Room) -> bool {
    room.meeting.state() == MeetingState::InSession
}

/// The session's address, at an item. Without a fragment: a page with one gives its `autofocus` up.
pub fn session(id: Uuid, item: Option<Uuid>) -> String {
    match item {
        Some(item) => format!("/meetings/{id}/session?item={item}"),
        None => format!("/meetings/{id}/session"),
    }
}

/// An engine's key as a key of this slice's texts: `outcome-text-missing` as `session-outcome-text-missing`.
pub fn text_key(key: &str) -> &'static str {
    const KEYS: &[(&str, &str)] = &[
        ("meeting-step-not-allowed", "session-step-not-allowed"),
        ("meeting-step-nobody-present", "session-step-nobody-present"),
        ("meeting-step-outcomes-recorded", "session-step-outcomes-recorded"),
        ("meeting-step-untreated", "session-step-untreated"),
        ("meeting-step-reason-missing", "session-step-reason-missing"),
        ("outcome-cannot-decide", "session-outcome-cannot-decide"),
        ("outcome-text-missing", "session-outcome-text-missing"),
        ("outcome-reason-missing", "session-outcome-reason-missing"),
        ("outcome-return-missing", "session-outcome-return-missing"),
        ("outcome-return-not-after", "session-outcome-return-not-after"),
        ("presence-not-listed", "session-presence-not-listed"),
        ("presence-already-listed", "session-presence-already-listed"),
        ("presence-seat-taken", "session-presence-seat-taken"),
        ("presence-no-such-item", "session-presence-no-such-item"),
        ("presence-already-present", "session-presence-already-present"),
        ("presence-not-present", "session-presence-not-present"),
        ("presence-ground-missing", "session-presence-ground-missing"),
        ("presence-needed", "session-presence-needed"),
        ("vote-no-voice", "session-vote-no-voice"),
        ("vote-closed", "session-vote-closed"),
        ("vote-nobody-has-voice", "session-vote-nobody-has-voice"),
    ];
    KEYS.iter().find(|(k, _)| *k == key).map_or("session-step-not-allowed", |(_, t)| t)
}
