//! Whole-program tests: what one slice tells, another finds; nothing acknowledged is lost; who may do what.

mod commands;
mod kill;
mod matrix;
mod program;
mod slices;
mod two;
