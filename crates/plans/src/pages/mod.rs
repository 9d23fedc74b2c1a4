//! The pages, one file each.

pub(crate) mod actor;
pub(crate) mod adoption;
pub(crate) mod card;
pub(crate) mod card_edit;
pub(crate) mod card_files;
pub(crate) mod card_rows;
pub(crate) mod editions;
pub(crate) mod fairness;
pub(crate) mod files;
pub(crate) mod goal;
pub(crate) mod indicator;
pub(crate) mod links;
pub(crate) mod list;
pub(crate) mod matrix;
pub(crate) mod measure;
pub(crate) mod measure_edit;
pub(crate) mod plan;
pub(crate) mod plan_edit;
pub(crate) mod postpone;
pub(crate) mod registers;
pub(crate) mod risk_edit;
pub(crate) mod risks;
pub(crate) mod yearly;
