//! Letters out, replies in.
//!
//! - A [`Letter`] is a plain value that the outbox keeps. [`Letter::to_mime`] gives the same bytes each time:
//!   Message-ID, date and the boundaries between the parts come from the letter itself, so that a letter
//!   that is sent again after a crash is the same letter.
//! - [`Smtp`] sends one. Its [`SendError`] tells what will never go ([`SendError::Permanent`],
//!   [`SendError::Letter`]) from what is tried again ([`SendError::Temporary`]).
//! - [`Inbox`] fetches what has come to a mailbox as [`Incoming`], and puts aside what is done. A message
//!   that cannot be read is an `Incoming` with an error, and never hides the others.
//!
//! What this crate never does: keep a queue, decide when to try again, or believe a sender. `From` is a
//! claim; who acts on a reply compares it with those invited.

mod boundary;
mod inbox;
mod incoming;
mod letter;
mod mime;
mod server;
mod smtp;
mod trouble;

pub use inbox::{Inbox, InboxError};
pub use incoming::{Incoming, IncomingError, Key};
pub use letter::{Attachment, Calendar, Letter, LetterError, Mailbox, Method};
pub use mime::is_address;
pub use server::UrlError;
pub use smtp::{SendError, Smtp};
pub use trouble::Trouble;
