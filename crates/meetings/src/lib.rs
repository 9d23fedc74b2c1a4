//! Meetings from call to published record.
//!
//! Words: `Series` (kokoussarja) with its dated rules; `Meeting` (kokous) on site, hybrid or remote; `Item`
//! (asiakohta) of the agenda; `Invitation` (kutsu) with its answer; `Visitor` (vierailija) with a slot. The rules are
//! the engines' (`almanac`, `assembly`, `numbering`); the decisions and actions are kept by the base slice `record`.
//! The remote link is for those invited only: no public page, feed, calendar or search ever holds it.
//!
//! Before the meeting: `series`, `meetings`, `agenda`, `invitations`, `call`, `calendar`. The meeting itself is
//! `session`, what is left of it `minutes`; `brief` is all
//! of it for who has ten minutes and a phone. Who may see what is decided in `rights` and nowhere else.

pub mod agenda;
pub mod brief;
mod calendar;
mod call;
mod demo;
mod facts;
mod forms;
pub mod invitations;
pub mod meetings;
pub mod minutes;
mod open;
mod pages;
mod panels;
mod past;
mod poll;
pub use record::printer;
pub mod proposals;
pub mod rights;
pub mod round;
pub mod rows;
pub mod series;
pub mod session;
mod tables;
pub mod template;
mod view;
pub mod visitors;
mod waits;
mod year;
mod year_print;

use futures::FutureExt;
use futures::future::BoxFuture;
use jiff::civil::Date;
use kit::{Event, Fact, Subject};
use page::{App, Ask, Feature, JobHandler, PageError, Routes, SearchEntry};
use store::Tx;
use uuid::Uuid;

page::texts!(fn texts);

/// What this slice gives to the house.
pub fn feature() -> Feature {
    let mut migrations = tables::migrations();
    migrations.extend(session::migrations());
    migrations.extend(minutes::migrations());
    migrations.extend(brief::migrations());
    migrations.extend(round::migrations());
    migrations.extend(poll::migrations());
    migrations.extend(proposals::migrations());
    migrations.extend(visitors::migrations());
    Feature {
        name: "meetings",
        routes: poll::routes(rooms(session::routes(pages::routes(Routes::new())))),
        migrations,
        texts: Some(texts),
        menu: vec![pages::menu()],
        facts: Some(told),
        open: Some(open::source),
        on: Some(on),
        search: Some(found),
        panels: panels::panels(),
        waits: Some(waits::waits),
        remind: Some(waits::remind),
        loads: Some(waits::loads),
        demo: Some(demo::load),
        holds: Some(proposals::holds),
        jobs: vec![JobHandler { kind: visitors::KIND, run: visitors::job }],
        ..Feature::default()
    }
}

/// The addresses of the rooms beside the meeting itself.
fn rooms(routes: Routes) -> Routes {
    visitors::routes(proposals::routes(round::routes(brief::routes(minutes::routes(routes)))))
}

fn on<'a>(event: &'a Event, tx: &'a mut Tx) -> BoxFuture<'a, store::Result<()>> {
    async move {
        match event {
            Event::CalendarReply { uid, from, partstat, sequence } => {
                invitations::take_reply(tx, uid, from, partstat, *sequence).await
            }
            Event::Undone { kind, id } => meetings::may_still_undo(tx, kind, *id).await,
            Event::PastMeetings { meetings } => past::make(tx, meetings).await,
            Event::Unmake { kind, ids } => past::unmake(tx, kind, ids).await,
            Event::ErasePerson { person } => brief::erase(tx, *person).await,
            _ => Ok(()),
        }
    }
    .boxed()
}

/// What meetings tell, and what their records do.
fn told<'a>(
    app: &'a App,
    ask: Ask<'a>,
    subject: &'a Subject,
    span: (Date, Date),
) -> BoxFuture<'a, Result<Vec<Fact>, PageError>> {
    async move {
        let mut all = facts::facts(app, ask, subject, span).await?;
        all.extend(minutes::facts(app, ask, subject, span).await?);
        Ok(all)
    }
    .boxed()
}

/// What the search holds of meetings and items, and of their records.
fn found<'a>(
    app: &'a App,
    tenant: Uuid,
    subject: &'a Subject,
) -> BoxFuture<'a, Result<Option<Vec<SearchEntry>>, PageError>> {
    async move {
        match facts::search(app, tenant, subject).await? {
            Some(entries) => Ok(Some(entries)),
            None => minutes::search(app, tenant, subject).await,
        }
    }
    .boxed()
}
