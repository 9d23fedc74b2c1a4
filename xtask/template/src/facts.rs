//! What this slice tells to all: a note is a dated event of the region.

use futures::future::{BoxFuture, FutureExt};
use kit::{Fact, FactKind, Link, Local, Publicity, Subject, When};
use page::{App, Ask, PageError};

use crate::{rules, store_note};

pub(crate) fn facts<'a>(
    app: &'a App,
    ask: Ask<'a>,
    subject: &'a Subject,
    (from, to): (jiff::civil::Date, jiff::civil::Date),
) -> BoxFuture<'a, Result<Vec<Fact>, PageError>> {
    async move {
        if subject.kind != "region" || !rules::may_keep(ask.who) {
            return Ok(Vec::new());
        }
        let notes = store_note::list(app.db(), ask.tenant).await?;
        Ok(notes
            .into_iter()
            .map(|n| (When::day(kit::local_date(n.written_at.at())), n))
            .filter(|(at, _)| at.may_fall_in(from, to))
            .map(|(at, n)| Fact {
                slice: "example".to_owned(),
                subject: subject.clone(),
                at,
                title: Local::fi(n.text.clone()),
                core: FactKind::Event { what: "example-fact".to_owned() },
                source: Link { path: "/example".to_owned(), text: Local::fi(n.text) },
                publicity: Publicity::Internal,
                doubt: None,
            })
            .collect())
    }
    .boxed()
}
