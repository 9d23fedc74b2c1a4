//! What the command line does.

pub(crate) mod import;
pub(crate) mod keep;
pub(crate) mod people;
pub(crate) mod project;
pub(crate) mod search;
pub(crate) mod serve;
