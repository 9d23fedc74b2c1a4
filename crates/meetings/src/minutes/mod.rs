//! The record (pöytäkirja of a statutory body, muistio of others): generated and written parts, approved, then
//! published.
//!
//! What is generated comes from the session each time anew; what is written lies in parts of its own, so that nothing
//! is lost by generating again. Publishing freezes the document in every language; a reopened record keeps its old
//! versions with the reason. Outsiders see frozen versions only, and of items that are not public the number and the
//! ground.

mod demo;
mod files;
mod give;
pub mod model;
mod parts;
pub mod rights;
pub mod rows;
mod show;
mod steps;
mod store;
mod tables;

pub use self::demo::{Memo, demo_memo};
pub use self::files::Press;
pub use self::give::{facts, search};
pub(crate) use self::show::may_read;
pub(crate) use self::steps::{approved_at, not_approved_at};
pub use self::store::{Part, Step, Version, versions};

use ::store::Migration;
use page::Routes;

/// The addresses of the record.
pub fn routes(routes: Routes) -> Routes {
    routes
        .page("/meetings/{id}/record", show::show)
        .page("/meetings/{id}/record/versions/{number}", show::version)
        .page("/meetings/{id}/record.pdf", files::pdf)
        .page("/meetings/{id}/record.docx", files::docx)
        .page("/meetings/{id}/items/{item}/excerpt", files::excerpt)
        .page("/meetings/{id}/items/{item}/excerpt.pdf", files::excerpt_pdf)
        .page("/meetings/{id}/record/parts/{key}", parts::edit)
        .act("/meetings/{id}/record/parts/{key}", parts::save)
        .act("/meetings/{id}/record/approve", steps::approve)
        .act("/meetings/{id}/record/publish", steps::publish)
        .act("/meetings/{id}/record/reopen", steps::reopen)
}

/// The tables of the record.
pub fn migrations() -> Vec<Migration> {
    tables::migrations()
}
