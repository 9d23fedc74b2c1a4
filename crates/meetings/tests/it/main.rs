//! The pages and letters of meetings before they begin, on both stores.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test may stop")]

mod agenda;
mod call;
mod demo;
mod kit_;
mod pages;
mod series;
