//! The store of this slice: the only files that know its tables.

pub mod actors;
pub mod adoptions;
pub mod cards;
pub mod editions;
pub mod goals;
pub mod indicators;
pub mod links;
pub mod measures;
pub mod plans;
pub mod risks;
pub mod whole;
