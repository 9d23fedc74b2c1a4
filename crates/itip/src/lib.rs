//! Calls to meetings as iCalendar: written for those invited, published as feeds, and read when a
//! calendar program answers (RFC 5545 for the form, RFC 5546 for the conversation).
//!
//! - [`request`] calls or changes a meeting, [`cancel`] takes it back. Both are for those invited.
//! - [`publish`] writes a feed for anybody. Its [`Entry`] has no field for attendees or for a remote link,
//!   so neither can slip out.
//! - [`parse_reply`] reads what Outlook, Google and Apple answer; what it cannot use, it names by a
//!   [`ReplyError`].
//!
//! Text is free: whatever stands in a title or a description is escaped and folded, never trusted. What
//! cannot be escaped (addresses, UIDs, URLs) is refused by a [`CallError`] when it would break the file.
//! Nothing here reads a clock: `dtstamp` is the caller's. Reader and writer are our own, since the task is
//! a page long and must be tolerant in one direction and exact in the other; `tests/independent.py` has
//! other people's readers check what we write.

mod call;
mod compose;
mod line;
mod reply;
mod write;
mod zone;

pub use call::{Attendee, Call, CallError, Entry, Feed, Mailbox, PartStat, Role, Span, Status};
pub use compose::{cancel, publish, request};
pub use reply::{Reply, ReplyError, parse_reply};
