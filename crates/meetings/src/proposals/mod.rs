//! Items that others propose, items that come up by themselves, and the order of an agenda by rules.
//!
//! A proposal (asiaehdotus) has a deadline that is shown; the secretary accepts it into an agenda, returns it with
//! a reason, or postpones it to a later meeting, and the proposer is told each time. A recurring item (toistuva asia)
//! enters when the agenda of its meeting begins. An order is shown with its reasons first and applied by a press.

mod decide;
mod letter;
mod order;
mod order_page;
mod origin;
mod propose;
mod recurring;
mod rules;
mod settings;
mod store;
mod tables;
mod waits;
mod write;

pub(crate) use self::origin::{Origin, origins};
pub(crate) use self::recurring::enter;
pub use self::recurring::{NewRecurring, Recurring, create as create_recurring, of_body as recurring};
pub use self::rules::Recurs;
pub(crate) use self::rules::{may_propose, may_see};
pub use self::store::{NewProposal, Proposal, create, get, of_body};
pub(crate) use self::tables::migrations;
pub(crate) use self::waits::waits;

use futures::FutureExt;
use futures::future::BoxFuture;
use page::{App, Ask, PageError, Routes, Served};
use record::documents;

/// The addresses of proposals and orders.
pub(crate) fn routes(routes: Routes) -> Routes {
    routes
        .page("/bodies/{key}/proposals", propose::list)
        .page("/bodies/{key}/proposals/new", write::new)
        .act("/bodies/{key}/proposals/new", write::save)
        .page("/bodies/{key}/proposals/settings", settings::show)
        .act("/bodies/{key}/proposals/settings", settings::save)
        .act("/bodies/{key}/recurring", settings::add)
        .act("/bodies/{key}/recurring/{id}/remove", settings::remove)
        .page("/proposals/{id}", decide::show)
        .page("/proposals/{id}/edit", write::edit)
        .act("/proposals/{id}/edit", write::change)
        .act("/proposals/{id}/accept", decide::accept)
        .act("/proposals/{id}/return", decide::give_back)
        .act("/proposals/{id}/postpone", decide::postpone)
        .act("/proposals/{id}/withdraw", decide::withdraw)
        .act("/proposals/{id}/reopen", decide::reopen)
        .page("/meetings/{id}/agenda/rules", order_page::show)
        .act("/meetings/{id}/agenda/rules", order_page::apply)
        .act("/meetings/{id}/agenda/rules/undo", order_page::undo)
}

/// The file, if a proposal that somebody may see holds it.
pub(crate) fn holds<'a>(
    app: &'a App,
    ask: Ask<'a>,
    sha: &'a str,
) -> BoxFuture<'a, Result<Option<Served>, PageError>> {
    async move {
        let mut served = None;
        for d in documents::with_file(app.db(), ask.tenant, sha).await? {
            if d.about_kind == "proposal" {
                let found = get(app.db(), ask.tenant, d.about).await?;
                if found.is_some_and(|p| may_see(ask.who, &p)) {
                    served = Some(Served { name: d.name, media_type: d.media_type });
                }
            }
        }
        Ok(served)
    }
    .boxed()
}
