use jiff::{Timestamp, civil::Date};

/// A name and an address. The name may be empty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mailbox {
    /// As people write it.
    pub name: String,
    /// `anna@example.fi`, without `mailto:`.
    pub email: String,
}

/// What somebody is invited as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// Chairs the meeting.
    Chair,
    /// Is expected to come.
    Required,
    /// May come.
    Optional,
    /// Gets the call for information only.
    Informed,
}

/// What somebody has answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PartStat {
    /// Nothing yet.
    NeedsAction,
    /// Comes.
    Accepted,
    /// Does not come.
    Declined,
    /// Perhaps comes.
    Tentative,
    /// Sends another person.
    Delegated,
}

impl PartStat {
    pub(crate) const fn word(self) -> &'static str {
        match self {
            Self::NeedsAction => "NEEDS-ACTION",
            Self::Accepted => "ACCEPTED",
            Self::Declined => "DECLINED",
            Self::Tentative => "TENTATIVE",
            Self::Delegated => "DELEGATED",
        }
    }

    pub(crate) fn from_word(word: &str) -> Option<Self> {
        [Self::NeedsAction, Self::Accepted, Self::Declined, Self::Tentative, Self::Delegated]
            .into_iter()
            .find(|known| known.word().eq_ignore_ascii_case(word))
    }
}

/// Whether the meeting is sure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    /// The time is reserved.
    Tentative,
    /// It is called.
    Confirmed,
    /// It is cancelled. In a feed only: to those invited, [`crate::cancel`] says it.
    Cancelled,
}

/// One of those invited.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attendee {
    /// As people write it; may be empty.
    pub name: String,
    /// Without `mailto:`.
    pub email: String,
    /// Invited as.
    pub role: Role,
    /// Answered, as far as is known.
    pub partstat: PartStat,
    /// Whether an answer is asked for.
    pub rsvp: bool,
}

/// A meeting as those invited get it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Call {
    /// Stays the same for the whole life of the meeting.
    pub uid: String,
    /// Goes up with every change that those invited must know of.
    pub sequence: u32,
    /// When this message was made.
    pub dtstamp: Timestamp,
    /// Begins.
    pub start: Timestamp,
    /// Ends, later than it begins.
    pub end: Timestamp,
    /// The title.
    pub summary: String,
    /// Longer text; may be empty.
    pub description: String,
    /// Room and address; may be empty.
    pub location: String,
    /// Where more stands.
    pub url: Option<String>,
    /// Who calls; replies go to this address.
    pub organizer: Mailbox,
    /// Who are invited.
    pub attendees: Vec<Attendee>,
    /// When the meeting was made.
    pub created: Timestamp,
    /// When it was last changed.
    pub last_modified: Timestamp,
    /// Whether it is sure.
    pub status: Status,
}

/// When an entry of a feed is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Span {
    /// From one instant to a later one.
    Times {
        /// Begins.
        start: Timestamp,
        /// Ends, if that is known.
        end: Option<Timestamp>,
    },
    /// Whole days, when no time is known or none is meant.
    Days {
        /// The first day.
        first: Date,
        /// The last day, which may be the first.
        last: Date,
    },
}

/// A meeting or an event as anybody may see it. It has no attendees and no remote link.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The same as in the call, so that a calendar program knows them for one.
    pub uid: String,
    /// As in the call.
    pub sequence: u32,
    /// When this form of the entry was made: of its last change, so that the feed stays the same bytes.
    pub dtstamp: Timestamp,
    /// When it is.
    pub span: Span,
    /// The title.
    pub summary: String,
    /// Longer text; may be empty.
    pub description: String,
    /// Room and address; may be empty.
    pub location: String,
    /// The public page.
    pub url: Option<String>,
    /// The public address of who arranges it.
    pub organizer: Mailbox,
    /// When it was made.
    pub created: Timestamp,
    /// When it was last changed.
    pub last_modified: Timestamp,
    /// Whether it is sure, or off.
    pub status: Status,
}

/// A calendar to subscribe to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Feed {
    /// What the calendar program shows it under.
    pub name: String,
    /// What stands in it, in this order.
    pub entries: Vec<Entry>,
}

/// Why something cannot be written as iCalendar.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CallError {
    /// The UID is empty or holds what would break the file.
    #[error("the uid is empty or holds control characters")]
    Uid,
    /// Not an address that a calendar program can answer to.
    #[error("not a mail address: {0:?}")]
    Address(String),
    /// A URL with spaces or control characters, or none at all.
    #[error("not a url: {0:?}")]
    Url(String),
    /// It ends before it begins, or at once.
    #[error("the end is not after the start")]
    EndNotAfterStart,
    /// A year that iCalendar has no digits for.
    #[error("the year is outside 1 to 9999")]
    Year,
    /// Nobody is invited.
    #[error("nobody is invited")]
    NoAttendee,
    /// The same address is invited twice, so its reply would be anybody's.
    #[error("invited twice: {0}")]
    InvitedTwice(String),
    /// A cancelled meeting is not called but cancelled.
    #[error("a cancelled meeting cannot be called")]
    Cancelled,
}
