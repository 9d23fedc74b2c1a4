//! The session: roll call, presence by item, outcomes, votes and actions while the meeting is going on.
//!
//! Words: roll call (nimenhuuto) is not presence, presence is not a vote. Items are kept by id and numbered anew when
//! read ([`hall`]); a § is taken in the transaction of its outcome and never moves. Everything is a plain form; the
//! island `session.ts` adds the saving of texts as one types, and keys.

mod begin;
mod floor;
pub mod hall;
pub mod outcome;
mod paths;
pub mod rights;
pub mod room;
pub mod rows;
mod show;
mod store;
mod tables;
mod texts;
pub mod todo;
pub mod votes;

pub use self::begin::ANSWERS;
pub use self::show::sentences;
pub use self::store::{Mark, demo_attendance};

use ::store::Migration;
use page::Routes;

/// The addresses of the session.
pub fn routes(routes: Routes) -> Routes {
    routes
        .page("/meetings/{id}/session", show::show)
        .page("/meetings/{id}/session/roll", begin::roll_page)
        .act("/meetings/{id}/session/roll", begin::roll)
        .act("/meetings/{id}/session/open", begin::open)
        .act("/meetings/{id}/session/pause", begin::pause)
        .page("/meetings/{id}/session/end", begin::end_page)
        .act("/meetings/{id}/session/end", begin::end)
        .act("/meetings/{id}/session/resume", begin::resume)
        .act("/meetings/{id}/session/people", floor::add_person)
        .act("/meetings/{id}/session/presence", floor::presence)
        .act("/meetings/{id}/items/{item}/text", outcome::save_text)
        .act("/meetings/{id}/items/{item}/outcome", outcome::record)
        .act("/meetings/{id}/items/{item}/undo", outcome::undo)
        .act("/meetings/{id}/items/{item}/conflict", floor::conflict)
        .page("/meetings/{id}/items/{item}/vote", votes::vote_page)
        .act("/meetings/{id}/items/{item}/vote", votes::vote)
        .act("/meetings/{id}/items/{item}/dissent", votes::dissent)
        .act("/meetings/{id}/items/{item}/actions", todo::add)
        .act("/meetings/{id}/items/{item}/actions/{action}/remove", todo::remove)
}

/// The tables of the session.
pub fn migrations() -> Vec<Migration> {
    tables::migrations()
}
