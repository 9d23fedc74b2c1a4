//! The administrator's settings: mail, colleagues, look, words, days off.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test may stop")]

mod colleagues;
mod common;
mod mail;
mod settings;
