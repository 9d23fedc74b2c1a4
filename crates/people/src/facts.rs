//! What this slice tells to all: who sat where and who held which office, and what the search finds.

use std::collections::HashMap;

use futures::future::{BoxFuture, FutureExt};
use jiff::civil::Date;
use kit::{Fact, FactKind, Lang, Link, Local, Publicity, Subject, When};
use page::{App, Ask, PageError, SearchEntry, Value};
use uuid::Uuid;

use crate::bodies::{self, Body, Membership};
use crate::municipalities;
use crate::persons;

/// Whether something that runs from–to may have been in force within a span of days.
fn overlaps(from: &When, to: &When, span: (Date, Date)) -> bool {
    from.span().is_none_or(|(first, _)| first <= span.1) && to.span().is_none_or(|(_, last)| last >= span.0)
}

fn in_all(app: &App, key: &str, args: impl Fn(Lang) -> Vec<(&'static str, Value)>) -> Local {
    let of = |lang| app.t(lang, key, &args(lang));
    Local { fi: of(Lang::Fi), sv: of(Lang::Sv), en: of(Lang::En) }
}

/// Seats and offices as facts of a municipality, a body or a person. Who sits in a body is public.
pub(crate) fn facts<'a>(
    app: &'a App,
    ask: Ask<'a>,
    subject: &'a Subject,
    span: (Date, Date),
) -> BoxFuture<'a, Result<Vec<Fact>, PageError>> {
    async move {
        let (db, tenant) = (app.db(), ask.tenant);
        let mut rows = match subject.kind.as_str() {
            "body" => bodies::members(db, tenant, subject.id).await?,
            "municipality" => bodies::members_for(db, tenant, subject.id).await?,
            "person" => bodies::all_members(db, tenant).await?,
            _ => return Ok(Vec::new()),
        };
        if subject.kind == "person" {
            rows.retain(|m| m.person == Some(subject.id));
        }
        rows.retain(|m| overlaps(&m.from(), &m.to(), span));
        let bodies: HashMap<Uuid, Body> =
            bodies::list(db, tenant).await?.into_iter().map(|b| (b.id, b)).collect();
        let mut facts = Vec::new();
        for seat in bodies::seated(db, tenant, rows, span.1).await? {
            if let (Some(body), Some(person)) = (bodies.get(&seat.membership.body), &seat.person) {
                facts.push(seat_fact(app, subject, &seat.membership, body, &person.name));
            }
        }
        if subject.kind == "person" && !facts.is_empty() {
            facts.extend(offices(app, ask, subject, span).await?);
        }
        Ok(facts)
    }
    .boxed()
}

fn seat_fact(app: &App, subject: &Subject, m: &Membership, body: &Body, name: &str) -> Fact {
    let role = in_all(app, &format!("seat-{}", m.role.replace('_', "-")), |_| Vec::new());
    let words = |lang: Lang, when: &When| match when.show(lang) {
        Some(shown) => shown,
        None => app.t(lang, "when-unknown", &[]),
    };
    let title = in_all(app, "fact-seat", |lang| {
        vec![
            ("name", Value::from(name.to_owned())),
            ("role", Value::from(role.get(lang).to_lowercase())),
            ("body", Value::from(body.name.0.get(lang).to_owned())),
            ("from", Value::from(words(lang, &m.from()))),
            ("to", Value::from(words(lang, &m.to()))),
        ]
    });
    Fact {
        slice: "people".to_owned(),
        subject: subject.clone(),
        at: m.from(),
        title,
        core: FactKind::Person { name: name.to_owned(), role },
        source: Link { path: format!("/bodies/{}", body.key), text: body.name.0.clone() },
        publicity: Publicity::Public,
        doubt: (!m.note.is_empty()).then(|| Local::fi(&m.note)),
    }
}

async fn offices(
    app: &App,
    ask: Ask<'_>,
    subject: &Subject,
    span: (Date, Date),
) -> Result<Vec<Fact>, PageError> {
    let (db, tenant) = (app.db(), ask.tenant);
    let Some(person) = persons::get(db, tenant, subject.id).await? else { return Ok(Vec::new()) };
    let offices = persons::offices(db, tenant).await?;
    let held = persons::holdings(db, tenant).await?;
    Ok(held
        .into_iter()
        .filter(|h| h.person == subject.id && overlaps(&h.from(), &h.to(), span))
        .filter_map(|h| {
            let office = offices.iter().find(|o| o.id == h.office)?;
            Some(Fact {
                slice: "people".to_owned(),
                subject: subject.clone(),
                at: h.from(),
                title: office.name.0.clone(),
                core: FactKind::Person { name: person.name.clone(), role: office.name.0.clone() },
                source: Link { path: format!("/people/{}", person.id), text: office.name.0.clone() },
                publicity: Publicity::Public,
                doubt: None,
            })
        })
        .collect())
}

fn everybody() -> Vec<String> {
    vec!["public".to_owned()]
}

/// What the search finds of a body, a municipality, or a person who has a seat.
pub(crate) fn entries<'a>(
    app: &'a App,
    tenant: Uuid,
    subject: &'a Subject,
) -> BoxFuture<'a, Result<Option<Vec<SearchEntry>>, PageError>> {
    async move {
        let db = app.db();
        Ok(match subject.kind.as_str() {
            "body" => Some(match bodies::get(db, tenant, subject.id).await? {
                Some(body) => body_entries(app, subject, &body),
                None => Vec::new(),
            }),
            "municipality" => Some(match municipalities::get(db, tenant, subject.id).await? {
                Some(town) => town_entries(subject, &town),
                None => Vec::new(),
            }),
            "person" => Some(match persons::get(db, tenant, subject.id).await? {
                Some(person) => {
                    let mut seats = bodies::all_members(db, tenant).await?;
                    seats.retain(|m| m.person == Some(person.id));
                    let bodies = bodies::list(db, tenant).await?;
                    person_entries(app, subject, &person, &seats, &bodies)
                }
                None => Vec::new(),
            }),
            _ => None,
        })
    }
    .boxed()
}

fn body_entries(app: &App, subject: &Subject, body: &Body) -> Vec<SearchEntry> {
    let entry = |lang: Lang| {
        let kind = app.t(lang, &format!("body-kind-{}", body.kind.replace('_', "-")), &[]);
        let tasks = richtext::RichText::parse(body.description.0.exact(lang)).to_plain();
        SearchEntry {
            subject: subject.clone(),
            kind: "body",
            lang,
            title: body.name.0.get(lang).to_owned(),
            body: format!("{kind}\n{tasks}"),
            numbers: Vec::new(),
            path: format!("/bodies/{}", body.key),
            date: None,
            body_id: Some(body.id),
            audience: everybody(),
        }
    };
    Lang::ALL.into_iter().filter(|l| !body.name.0.exact(*l).is_empty()).map(entry).collect()
}

fn town_entries(subject: &Subject, town: &municipalities::Municipality) -> Vec<SearchEntry> {
    // Finnish names are inflected in ways that no stemmer knows, so each form stands in the entry.
    let forms = territory::forms(&town.code).map(|f| f.all().join(" ")).unwrap_or_default();
    let entry = |lang: Lang, body: String| SearchEntry {
        subject: subject.clone(),
        kind: "municipality",
        lang,
        title: town.name(lang).to_owned(),
        body,
        numbers: vec![town.code.clone()],
        path: format!("/municipalities/{}", town.slug),
        date: None,
        body_id: None,
        audience: everybody(),
    };
    vec![
        entry(Lang::Fi, forms.clone()),
        entry(Lang::Sv, format!("{} {}", town.name_fi, territory::genitive_sv(&town.name_sv))),
        entry(Lang::En, format!("{} {forms}", town.name_sv)),
    ]
}

fn person_entries(
    app: &App,
    subject: &Subject,
    person: &persons::Person,
    seats: &[Membership],
    bodies: &[Body],
) -> Vec<SearchEntry> {
    if seats.is_empty() {
        return Vec::new();
    }
    let entry = |lang: Lang| SearchEntry {
        subject: subject.clone(),
        kind: "person",
        lang,
        title: person.name.clone(),
        body: seats
            .iter()
            .filter_map(|m| {
                let body = bodies.iter().find(|b| b.id == m.body)?;
                let role = app.t(lang, &format!("seat-{}", m.role.replace('_', "-")), &[]);
                Some(format!("{role}, {}", body.name.0.get(lang)))
            })
            .fold(person.title.clone(), |all, one| format!("{all}\n{one}")),
        numbers: Vec::new(),
        path: format!("/people/{}", person.id),
        date: None,
        body_id: None,
        audience: everybody(),
    };
    Lang::ALL.into_iter().map(entry).collect()
}
