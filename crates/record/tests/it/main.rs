//! The record's pages on both stores: nobody, the wrong role, the right role; bad input; other tenants.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests")]

mod common;
mod matters;
