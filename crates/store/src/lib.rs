//! The one place that keeps things.
//!
//! * [`Store`] opens SQLite (one writer, four readers, WAL, `synchronous=FULL`) or PostgreSQL and runs the
//!   [`Migration`]s of all slices.
//! * [`Tx`] is the only way to write: it begins immediate on SQLite, carries the audit entries and the events
//!   of the change, and takes the number of the audit chain as the last thing before the commit.
//! * [`audit`] chains what was written by digest; the values lie beside it and can be erased.
//! * [`outbox`] and [`jobs`] are rows of the same transaction, taken by workers with leases.
//! * [`limit`] counts what anybody may cause, over all processes.
//! * [`undo`] keeps for a day how to take back what a person did.
//! * [`files`] keeps bytes by their SHA-256.
//!
//! Slices keep their own tables and are the only ones that know them.

pub mod audit;
mod backup;
mod column;
mod error;
pub mod files;
pub mod jobs;
pub mod limit;
mod open;
pub mod outbox;
mod rowdef;
mod schema;
mod sort;
mod tables;
mod tx;
pub mod undo;

pub use backup::{backup, copy, restore};
pub use column::{Day, Json, LocalText, Stamp};
pub use error::Error;
pub use files::{FileRow, Files, Sha};
pub use open::{Kind, Store};
pub use schema::{Migration, Schema, TableSpec};
pub use sea_orm::{DatabaseConnection as Connection, DbErr};
pub use sort::sort_key;
pub use tables::migrations;
pub use tx::{Act, Listener, Tx};

/// What a store call gives.
pub type Result<T, E = Error> = std::result::Result<T, E>;
