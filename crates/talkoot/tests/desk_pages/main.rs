//! The desk on both stores: what waits for whom, reminders, workload, hand-over, saved searches.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test may stop")]

mod common;
mod desk;
mod handover;
mod many;
mod own;
