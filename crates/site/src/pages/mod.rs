//! The pages, one file each.

pub(crate) mod front;
pub(crate) mod outbox;
pub(crate) mod robots;
pub(crate) mod search;
pub(crate) mod tray;
