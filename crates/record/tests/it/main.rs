//! The record's pages on both stores: nobody, the wrong role, the right role; bad input; other tenants.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests")]

mod actions;
mod common;
mod decisions;
mod documents;
mod house;
mod matters;
mod tables;
