//! The thread that carries the product: matter → preparation → decision → action → each municipality's state.
//!
//! A base slice: other slices refer to its things by id and change them through the functions here.
//! Words: `Matter` (asia) with its `DiaryNumber` (asianumero) lives over many meetings and bodies; a `Decision`
//! (päätös of a statutory body, linjaus of a co-operation body) carries the § as it was printed; an `Action`
//! (toimenpide) has one `ActionState` per municipality; a `Document` is attached to any record.
//!
//! Numbers are taken in the transaction of the decision, gap-free from (body, period), and never moved.

pub mod actions;
pub mod decisions;
pub mod documents;
pub mod matters;
pub mod rows;
mod tables;

use page::Feature;

page::texts!(fn texts);

/// What this slice gives to the house.
pub fn feature() -> Feature {
    Feature { name: "record", migrations: tables::migrations(), texts: Some(texts), ..Feature::default() }
}
