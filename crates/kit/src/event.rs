use serde::{Deserialize, Serialize};
use uuid::Uuid;

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
    /// The personal data of somebody are to be erased by rule.
    ErasePerson {
        /// Whose.
        person: Uuid,
    },
}
