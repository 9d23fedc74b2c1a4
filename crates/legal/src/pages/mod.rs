//! The pages, one file each.

pub(crate) mod edit;
pub(crate) mod give;
pub(crate) mod panel;
pub(crate) mod queue;
pub(crate) mod statement;
