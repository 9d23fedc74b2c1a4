//! The manager's brief (kokousvalmistelu): all that somebody needs who has ten minutes and a phone.
//!
//! What is to be decided, each item in two sentences, what it asks of one's own municipality, what changed after the
//! call, what was promised and is not done, the answer and the link. Own notes beside each item are seen by nobody
//! else ([`notes`]). An assistant reads and answers for the manager, and it is told wherever the answer is shown.

mod ask_edit;
pub mod asks;
mod changes;
mod files;
mod model;
mod notes;
mod own;
mod show;
mod tables;

pub(crate) use self::files::address;
pub(crate) use self::model::may_read;
pub(crate) use self::notes::erase;
pub(crate) use self::show::via_key;
pub(crate) use self::tables::migrations;

use page::Routes;

/// The addresses of the brief.
pub(crate) fn routes(routes: Routes) -> Routes {
    routes
        .page("/meetings/{id}/brief", show::show)
        .page("/meetings/{id}/brief.pdf", files::pdf)
        .page("/meetings/{id}/brief.zip", files::zip)
        .page("/meetings/{id}/brief/files/{document}", files::read)
        .act("/meetings/{id}/brief/answer", own::answer)
        .page("/meetings/{id}/brief/notes/{about}", own::back)
        .act("/meetings/{id}/brief/notes/{about}", own::note)
        .page("/meetings/{id}/items/{item}/asks", ask_edit::show)
        .act("/meetings/{id}/items/{item}/asks", ask_edit::save)
}
