//! The pages, one file each.

pub(crate) mod desk;
pub(crate) mod remind;
pub(crate) mod searches;
pub(crate) mod workload;
