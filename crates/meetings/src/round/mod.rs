//! The municipalities' round (kuntien kuulumiset): a standing item in which every municipality tells its line.
//!
//! Before the meeting each writes by the link of a letter, or signed in, and may change it until the meeting begins.
//! Opening the link changes nothing; its button does. The session shows the lines side by side in the order of the
//! municipalities with the missing ones in their places, and the memo takes them as they stand when the meeting ends.

mod letter;
mod overview;
mod rules;
mod store;
mod tables;
mod write;

pub(crate) use self::overview::{Told, told};
pub(crate) use self::rules::municipalities;
pub use self::store::{KIND, Line, Said, lines, say};
pub(crate) use self::store::{item_of, side_by_side};
pub(crate) use self::tables::migrations;

use page::Routes;

/// The addresses of the round.
pub(crate) fn routes(routes: Routes) -> Routes {
    routes
        .page("/meetings/{id}/round", overview::show)
        .act("/meetings/{id}/round/ask", overview::ask)
        .act("/meetings/{id}/round/remind", overview::remind)
        .page("/meetings/{id}/round/lines/{town}", write::back)
        .act("/meetings/{id}/round/lines/{town}", write::save)
        .page("/round/{token}", write::by_link)
        .act("/round/{token}", write::save_by_link)
}
