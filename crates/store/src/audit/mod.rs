//! The audit trail: one chain per tenant.
//!
//! Each entry names who did what to which thing and when, and for each field a salted digest of its value.
//! The hash of an entry covers the hash before it, so that nothing can be changed, left out or put between
//! without [`verify`] noticing. The values lie beside the chain and can be erased by rule: the chain still
//! verifies, since it holds only their digests.
//!
//! The trail is the change feed too: its numbers per tenant grow in the order of the commits.

mod chain;
mod read;
mod rows;
mod verify;

pub use chain::erase;
pub(crate) use chain::{Entry, append};
pub use read::{Change, Line, feed, history, last_no, mentioned, no_of, touched};
pub use verify::{Broken, verify};
