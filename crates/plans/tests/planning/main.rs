//! The pages of plans as nobody, as the wrong person and as the right one, on both stores.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test may stop")]

mod cards;
mod common;
mod demo;
mod editions;
mod figures;
mod measures;
mod plans;
mod views;
