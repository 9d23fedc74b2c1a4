//! Printed numbers of the record: case numbers (`102/13.01/2012`) and sections (`§ 64`).
//!
//! A printed number is kept for ever as it was printed. What is read out of it (prefix, running number, class,
//! year; body, day, section) serves sorting, searching and linking only. Our own numbers are given here too:
//! one after another, without a gap and never twice, within their series ([`DiarySeries`], [`next`]).
//!
//! Pure: no store and no clock. The caller holds the last number in the same transaction in which it uses the
//! next one.

mod diary;
mod section;
mod sequence;

pub use diary::{DiaryError, DiaryNumber, DiarySeries};
pub use section::{SectionError, SectionRef, SectionStyle};
pub use sequence::{
    ClosedMeeting, NumberedAt, PeriodRule, ReopenRefusal, SequenceError, TakeBackRefusal, Term,
    after_take_back, block, may_reopen, may_take_back, next, period_label,
};
