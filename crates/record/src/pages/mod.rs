//! The pages of the record, one file each.

pub(crate) mod action;
pub(crate) mod actions;
pub(crate) mod decision;
pub(crate) mod decisions;
pub(crate) mod documents;
pub(crate) mod feed;
pub(crate) mod import;
pub(crate) mod many;
pub(crate) mod matter;
pub(crate) mod matter_edit;
pub(crate) mod matters;
