//! The rules of a meeting: what may follow what, who is present at which item, whether there are enough of
//! them, what a vote decides, what is late, when a call must be sent again and what is still missing.
//!
//! Pure values and functions: no store, no clock, no texts. A refusal is a typed value whose `key()` names its
//! text. Items are known by their running number on the agenda (1, 2, 3…, see [`numbers`]), not by their §.

mod agenda;
mod call;
mod checklist;
mod meeting;
mod outcome;
mod presence;
mod quorum;
mod seats;
mod vote;

pub use agenda::{AgendaRow, ItemChange, LateRefusal, Listing, listing, numbers};
pub use call::{CallChange, CallState, CallStep, Method, call_step};
pub use checklist::{ItemFields, ItemKind, Missing, missing};
pub use meeting::{MeetingState, StepFacts, StepRefusal};
pub use outcome::{
    BodyKind, ItemState, ItemStatus, ItemStepRefusal, Outcome, OutcomeKind, OutcomeRefusal, Untreated,
    check_outcome, close_check,
};
pub use presence::{
    Attendee, Conflict, Dependency, DependsOn, Mode, Movement, MovementKind, Place, Presence,
    PresenceRefusal, Present, Roll, Span, Voter,
};
pub use quorum::{Quorum, QuorumRule};
pub use seats::{Gap, Quota, Seat, SeatRule, gaps};
pub use vote::{Ballot, By, DecidedBy, Tally, Vote, VoteRefusal, VoteResult};
