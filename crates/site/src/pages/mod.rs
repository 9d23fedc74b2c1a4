//! The pages, one file each.

pub(crate) mod datebox;
pub(crate) mod front;
pub(crate) mod search;
