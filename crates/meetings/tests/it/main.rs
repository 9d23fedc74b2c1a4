//! The pages and letters of meetings before they begin, on both stores.

mod agenda;
mod call;
mod demo;
mod kit_;
mod pages;
mod series;
