use jiff::civil::Time;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// How somebody takes part.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Mode {
    /// Paikalla.
    OnSite,
    /// Etänä.
    Remote,
}

/// The answer at the roll call.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Roll {
    /// Not asked yet.
    #[default]
    Unmarked,
    /// Läsnä.
    Present(Mode),
    /// Estynyt, with notice.
    Excused,
    /// Poissa, without notice.
    Absent,
}

/// In what capacity somebody is at the meeting.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Place {
    /// Jäsen in a seat of the body.
    Member {
        /// The seat.
        seat: Uuid,
    },
    /// Varajäsen: counts for the seat where the member does not.
    Deputy {
        /// The seat.
        seat: Uuid,
    },
    /// Secretary, presenter, expert, guest: present, but neither counted nor voting.
    Other,
}

impl Place {
    pub(super) const fn seat(self) -> Option<Uuid> {
        match self {
            Self::Member { seat } | Self::Deputy { seat } => Some(seat),
            Self::Other => None,
        }
    }
}

/// A stretch of items at which somebody was present, both ends included; an open end means from the beginning
/// or to the end of the meeting.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Span {
    /// The first item.
    pub from_item: Option<u32>,
    /// The last item.
    pub to_item: Option<u32>,
    /// How.
    pub mode: Mode,
    /// When they came, where the time was written down.
    pub came: Option<Time>,
    /// When they left, where the time was written down.
    pub left: Option<Time>,
}

impl Span {
    pub(super) fn first(&self) -> u32 {
        self.from_item.unwrap_or(1)
    }
    pub(super) fn holds(&self, item: u32) -> bool {
        self.first() <= item && self.to_item.is_none_or(|to| item <= to)
    }
    /// Whether the next stretch is the same stay, only in another way.
    pub(super) fn goes_on_in(&self, next: &Self) -> bool {
        self.to_item.is_some_and(|to| next.from_item == Some(to.saturating_add(1)))
            && self.mode != next.mode
            && self.left.is_none()
            && next.came.is_none()
    }
}

/// Somebody who was called or came.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attendee {
    /// In what capacity.
    pub place: Place,
    /// On behalf of which municipality.
    pub municipality: Option<Uuid>,
    /// The answer at the roll call.
    pub roll: Roll,
    /// When they were present, in order.
    pub spans: Vec<Span>,
}

/// Why somebody who is in the meeting takes no part in an item.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Conflict {
    /// Esteellinen: not present and not counted, with the ground.
    Disqualified {
        /// The ground as recorded (hallintolaki 28 §).
        ground: String,
    },
    /// Did not take part in this item for another reason.
    Aside,
}

/// Something that rests on somebody's having been present at an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Dependency {
    /// Who.
    pub person: Uuid,
    /// At which item.
    pub item: u32,
    /// What rests on it.
    pub on: DependsOn,
}

/// What rests on a presence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DependsOn {
    /// A vote was cast.
    Vote,
    /// A dissent was recorded.
    Dissent,
    /// The item was chaired.
    Chair,
    /// The record was signed or inspected.
    Signature,
}

/// Somebody present at an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Present {
    /// Who.
    pub person: Uuid,
    /// In what capacity.
    pub place: Place,
    /// How.
    pub mode: Mode,
    /// On behalf of which municipality.
    pub municipality: Option<Uuid>,
}

/// Who speaks for a seat at an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Voter {
    /// The person.
    pub person: Uuid,
    /// The seat.
    pub seat: Uuid,
    /// On behalf of which municipality.
    pub municipality: Option<Uuid>,
}

/// One sentence of the record about coming and going.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Movement {
    /// At which item.
    pub item: u32,
    /// Who.
    pub person: Uuid,
    /// What happened.
    pub kind: MovementKind,
    /// The time, where it was written down.
    pub at: Option<Time>,
}

/// What happened at an item.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MovementKind {
    /// Poistui ennen asiaa.
    LeftBefore,
    /// Saapui asian alkaessa.
    CameAt(Mode),
    /// Went on in another way.
    Changed(Mode),
    /// Poistui esteellisenä asian ajaksi.
    Disqualified {
        /// The ground.
        ground: String,
    },
    /// Took no part in the item.
    Aside,
}

impl MovementKind {
    /// The key of its sentence.
    pub const fn key(&self) -> &'static str {
        match self {
            Self::LeftBefore => "movement-left-before",
            Self::CameAt(Mode::OnSite) => "movement-came-on-site",
            Self::CameAt(Mode::Remote) => "movement-came-remote",
            Self::Changed(Mode::OnSite) => "movement-changed-on-site",
            Self::Changed(Mode::Remote) => "movement-changed-remote",
            Self::Disqualified { .. } => "movement-disqualified",
            Self::Aside => "movement-aside",
        }
    }
}

/// Why a mark of presence cannot be made.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PresenceRefusal {
    /// The person is not on the list of this meeting.
    #[error("not on the list")]
    NotListed,
    /// The person is already on the list.
    #[error("already on the list")]
    AlreadyListed,
    /// The seat has its member already.
    #[error("the seat has a member")]
    SeatTaken,
    /// Items count from 1, and a stretch cannot end before it begins.
    #[error("no such item")]
    NoSuchItem,
    /// Present already at the item, or marked to come later.
    #[error("already present")]
    AlreadyPresent,
    /// Not present at the item.
    #[error("not present")]
    NotPresent,
    /// The ground must be told.
    #[error("the ground is missing")]
    GroundMissing,
    /// Something rests on the presence.
    #[error("something rests on the presence")]
    Needed(
        /// What.
        Vec<Dependency>,
    ),
}

impl PresenceRefusal {
    /// The key of the text that tells it.
    pub const fn key(&self) -> &'static str {
        match self {
            Self::NotListed => "presence-not-listed",
            Self::AlreadyListed => "presence-already-listed",
            Self::SeatTaken => "presence-seat-taken",
            Self::NoSuchItem => "presence-no-such-item",
            Self::AlreadyPresent => "presence-already-present",
            Self::NotPresent => "presence-not-present",
            Self::GroundMissing => "presence-ground-missing",
            Self::Needed(_) => "presence-needed",
        }
    }
}
