//! The pages, one file each.

pub(crate) mod guide;
pub(crate) mod hint;
pub(crate) mod words;
