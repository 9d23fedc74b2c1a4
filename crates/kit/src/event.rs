use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{Local, Publicity, When};

/// What happened in one slice and others may have to answer within the same transaction: all or nothing.
/// Events name things by id only; who needs more reads it in the transaction.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "snake_case")]
pub enum Event {
    /// A § or item got its outcome.
    Decided {
        /// The decision.
        decision: Uuid,
        /// The matter, where the item had one.
        matter: Option<Uuid>,
        /// The body that decided.
        body: Uuid,
        /// The stored code of the outcome.
        outcome: String,
    },
    /// The outcome was taken back before the next number was given.
    Undecided {
        /// The decision that was.
        decision: Uuid,
    },
    /// A meeting's record was published.
    Published {
        /// The meeting.
        meeting: Uuid,
    },
    /// A person takes a change back: this thing is put back as it was. Whoever knows that it is too late refuses.
    Undone {
        /// The kind of thing, as in the trail.
        kind: String,
        /// Its id.
        id: Uuid,
    },
    /// A calendar program answered a call by mail.
    CalendarReply {
        /// The iCalendar UID of the call.
        uid: String,
        /// The address that answered.
        from: String,
        /// `ACCEPTED`, `DECLINED` or `TENTATIVE`.
        partstat: String,
        /// The SEQUENCE that was answered.
        sequence: i64,
    },
    /// A council term changed and seats were ended or begun in bulk.
    TermChanged {
        /// The term that begins.
        term: Uuid,
    },
    /// Meetings of the past come in with an import, under ids that the import has chosen.
    PastMeetings {
        /// They.
        meetings: Vec<PastMeeting>,
    },
    /// What an import made goes again: each slice takes away its own of this kind, those that stand below first.
    Unmake {
        /// The kind of thing.
        kind: String,
        /// Which.
        ids: Vec<Uuid>,
    },
    /// The personal data of somebody are to be erased by rule.
    ErasePerson {
        /// Whose.
        person: Uuid,
    },
}

/// A meeting that was held before this system, as an import found it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PastMeeting {
    /// The id that it gets.
    pub id: Uuid,
    /// The body that met.
    pub body: Uuid,
    /// When, with its doubt.
    pub at: When,
    /// Its name, where it had one beside the body's.
    pub title: Local,
    /// Where.
    pub place: Local,
    /// From where it is known.
    pub source: String,
    /// What was on its agenda.
    pub items: Vec<PastItem>,
}

/// An item of a [`PastMeeting`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PastItem {
    /// The id that it gets.
    pub id: Uuid,
    /// Its title, with its number as it was printed.
    pub title: Local,
    /// The matter, where the number of one stood there.
    pub matter: Option<Uuid>,
    /// Who may see it.
    pub publicity: Publicity,
}
