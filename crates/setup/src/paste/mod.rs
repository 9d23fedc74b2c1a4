//! Members and contacts from a sheet: what was copied in Excel and pasted here. The columns are guessed and shown;
//! a person confirms them; what cannot be taken is told by its row; all is saved or nothing.

mod columns;
mod grid;
mod plan;

pub use columns::{Column, Words, guess};
pub use grid::{Grid, GridError, MOST_COLUMNS, MOST_ROWS};
pub use plan::{Fault, Known, Line, Plan, Seat, apply, plan};
