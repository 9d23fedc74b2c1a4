//! The program.
//!
//! * [`features`] is the list of all features, in the order in which their demo is loaded.
//! * `start` puts store, files and features together; `serve` listens; `workers` do what no request waits for:
//!   letters, jobs, the search index, the mailbox.
//! * `commands` is the rest of the command line. Each ends with 0 done, 1 refused, 2 usage, 3 the store or the
//!   network failed, and says in one sentence what to mend.

mod cli;
mod commands;
mod demo;
mod failure;
mod features;
mod places;
mod serve;
mod start;
mod table;
mod workers;

pub use cli::run;
pub use demo::load as load_demo;
pub use failure::Failure;
pub use features::features;
pub use start::all_migrations;
