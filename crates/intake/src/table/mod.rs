//! Tables: which column means what, which rows can be taken, and what they become.

pub mod check;
pub mod columns;
pub mod filing;
pub mod head;
pub mod known;
pub mod reading;
