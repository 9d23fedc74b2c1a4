//! The rules, without store and clock.

pub mod chapters;
pub mod compare;
pub mod fair;
pub mod kinds;
pub mod numbers;
pub mod options;
pub mod rights;
pub mod risk;
pub mod state;
pub mod trend;
