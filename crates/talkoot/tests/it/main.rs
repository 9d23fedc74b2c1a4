//! Whole-program tests: what one slice tells, another finds; nothing acknowledged is lost; who may do what.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test may stop")]

mod commands;
mod guide;
mod import;
mod kill;
mod matrix;
mod notes;
mod open_data;
mod program;
mod projects;
mod slices;
mod two;
