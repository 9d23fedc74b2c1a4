//! Old material in, on both stores: from a heap of papers to meetings, documents and words that are found, and back.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::print_stdout,
    reason = "a test may stop, and print what it measured"
)]

mod api;
mod common;
mod flow;
mod heap;
mod pages;
mod papers;
mod tables;
