//! One file per page.

pub(crate) mod list;
