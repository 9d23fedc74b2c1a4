//! What projects tell to all: their events, and of one project its decisions, sums, people and documents too.

use futures::future::{BoxFuture, FutureExt};
use jiff::civil::Date;
use kit::{Fact, FactKind, Link, Local, Publicity, Subject, When};
use page::{App, Ask, PageError};

use crate::rights;
use crate::store_projects::{self as projects, Project};
use crate::values::Fields;
use crate::whole::Row;

fn fact(subject: &Subject, p: &Project, row: &Row, at: When, title: &str, core: FactKind) -> Fact {
    Fact {
        slice: "projects".to_owned(),
        subject: subject.clone(),
        at,
        title: Local::fi(title),
        core,
        source: Link { path: format!("/projects/{}#r-{}", p.code, row.id), text: Local::fi(p.name.clone()) },
        publicity: Publicity::parse(&p.publicity),
        doubt: None,
    }
}

fn event() -> FactKind {
    FactKind::Event { what: "projects-fact-event".to_owned() }
}

/// The facts of a subject between two days, of what the asker may see.
pub(crate) fn facts<'a>(
    app: &'a App,
    ask: Ask<'a>,
    subject: &'a Subject,
    (from, to): (Date, Date),
) -> BoxFuture<'a, Result<Vec<Fact>, PageError>> {
    async move {
        let (db, tenant) = (app.db(), ask.tenant);
        let mut all = match subject.kind.as_str() {
            "project" => match projects::get(db, tenant, subject.id).await? {
                Some(p) if rights::may_see(ask.who, &p.publicity, p.body) => {
                    let inside = rights::inside(ask.who, p.body);
                    of_project(subject, &p, &projects::rows(db, tenant, p.id).await?, inside)
                }
                _ => Vec::new(),
            },
            "region" | "body" => {
                projects::between(db, tenant, "events", (from.year(), to.year()), ask.enough)
                    .await?
                    .iter()
                    .filter(|(p, _)| subject.kind == "region" || p.body == Some(subject.id))
                    .filter(|(p, _)| rights::may_see(ask.who, &p.publicity, p.body))
                    .map(|(p, r)| fact(subject, p, r, r.when("at"), r.text("title"), event()))
                    .collect()
            }
            _ => Vec::new(),
        };
        if subject.kind == "region" && subject.id != tenant {
            all.clear();
        }
        all.retain(|f| f.at.may_fall_in(from, to));
        Ok(all)
    }
    .boxed()
}

fn of_project(subject: &Subject, p: &Project, rows: &[Row], inside: bool) -> Vec<Fact> {
    let mut all = Vec::new();
    for r in rows {
        let told = match r.kind.name {
            "events" => (r.when("at"), r.text("title").to_owned(), event()),
            "meetings" => {
                (r.when("at"), p.name.clone(), FactKind::Event { what: "projects-fact-meeting".to_owned() })
            }
            "decisions" => {
                let printed = Some(r.text("section").to_owned()).filter(|s| !s.is_empty());
                let text = Local::fi(format!("{} {}", r.text("decider"), r.text("subject")).trim());
                let core = FactKind::Outcome { code: "decided".to_owned(), text: text.clone(), printed };
                (r.when("at"), text.fi, core)
            }
            "reservations" => {
                let cents = r.cents("cents").unwrap_or_default();
                let title = format!("{} {}", p.name, r.text("measure"));
                (r.when("at"), title, FactKind::Sum { cents, at_most: r.flag("at_most") })
            }
            "staff" if inside || !r.flag("trainee") => {
                let role = Local::fi(r.text("role"));
                let name = r.text("person").to_owned();
                (r.when("from"), name.clone(), FactKind::Person { name, role })
            }
            "attachments" | "links" => {
                let core = FactKind::Document { media_type: String::new() };
                (r.when("made"), r.text("title").to_owned(), core)
            }
            _ => continue,
        };
        all.push(fact(subject, p, r, told.0, &told.1, told.2));
    }
    all
}
