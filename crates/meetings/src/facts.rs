//! What meetings tell to all: facts for reports and timelines, entries for the search. Neither knows the remote link.

use std::collections::{HashMap, HashSet};

use futures::FutureExt;
use futures::future::BoxFuture;
use jiff::civil::Date;
use kit::{Fact, FactKind, Lang, Link, Publicity, Subject};
use page::{App, Ask, PageError, SearchEntry};
use people::bodies::{self, Body};
use richtext::RichText;
use uuid::Uuid;

use crate::agenda::{self, Item};
use crate::meetings::{self, Meeting};
use crate::rights::{self, View};
use crate::{invitations, view};

/// Facts of a subject between two days: meetings of the region, a body, a municipality's bodies, a person's calls,
/// and the meetings at which a matter was on the agenda.
pub(crate) fn facts<'a>(
    app: &'a App,
    ask: Ask<'a>,
    subject: &'a Subject,
    span: (Date, Date),
) -> BoxFuture<'a, Result<Vec<Fact>, PageError>> {
    async move {
        let bodies: HashMap<Uuid, Body> =
            bodies::list(app.db(), ask.tenant).await?.into_iter().map(|b| (b.id, b)).collect();
        if subject.kind == "matter" {
            return of_matter(app, ask, subject, span, &bodies).await;
        }
        let found = match subject.kind.as_str() {
            "region" => between(app, ask, None, span, |_| true).await?,
            "body" => between(app, ask, Some(&[subject.id]), span, |_| true).await?,
            "municipality" => of_municipality(app, ask, subject.id, span).await?,
            "person" => of_person(app, ask, subject.id).await?,
            _ => return Ok(Vec::new()),
        };
        Ok(found
            .iter()
            .filter(|m| m.when().may_fall_in(span.0, span.1))
            .filter_map(|m| Some(fact(subject, m, bodies.get(&m.body)?)))
            .collect())
    }
    .boxed()
}

/// Meetings of the span that `keep` takes, part by part until there are enough.
async fn between(
    app: &App,
    ask: Ask<'_>,
    bodies: Option<&[Uuid]>,
    span: (Date, Date),
    keep: impl Fn(&Meeting) -> bool,
) -> Result<Vec<Meeting>, PageError> {
    let enough = ask.enough.count();
    let (mut found, mut skip, mut part) = (Vec::new(), 0, enough.map_or(100_000, |n| 2 * n as u64));
    loop {
        let back = ask.enough.backwards();
        let some = meetings::in_span(app.db(), ask.tenant, bodies, span, back, (skip, part)).await?;
        let read = some.len() as u64;
        found.extend(some.into_iter().filter(|m| m.when().may_fall_in(span.0, span.1) && keep(m)));
        if read < part || enough.is_some_and(|n| found.len() >= n) {
            return Ok(found);
        }
        skip += part;
        part *= 2;
    }
}

/// The meetings of all bodies in which somebody sat for the municipality on the day of the meeting.
async fn of_municipality(
    app: &App,
    ask: Ask<'_>,
    municipality: Uuid,
    span: (Date, Date),
) -> Result<Vec<Meeting>, PageError> {
    let seats = bodies::members_for(app.db(), ask.tenant, municipality).await?;
    let mut sat_in: Vec<Uuid> = seats.iter().map(|s| s.body).collect();
    sat_in.sort_unstable();
    sat_in.dedup();
    if sat_in.is_empty() {
        return Ok(Vec::new());
    }
    let sat = |m: &Meeting| {
        let Some((_, day)) = m.when().span() else { return false };
        seats.iter().any(|s| s.body == m.body && s.in_force(day))
    };
    between(app, ask, Some(&sat_in), span, sat).await
}

/// The meetings to which a person is called: for the person, and for those who keep the record.
async fn of_person(app: &App, ask: Ask<'_>, person: Uuid) -> Result<Vec<Meeting>, PageError> {
    if ask.who.id() != Some(person) && !ask.who.is_staff() {
        return Ok(Vec::new());
    }
    let called = invitations::of_person(app.db(), ask.tenant, person).await?;
    Ok(meetings::of(app.db(), ask.tenant, called.iter().map(|i| i.meeting).collect()).await?)
}

fn fact(subject: &Subject, m: &Meeting, body: &Body) -> Fact {
    use assembly::MeetingState::{Called, Cancelled, RecordedAfterwards};
    let what = match m.state() {
        Cancelled => "fact-meeting-cancelled",
        Called => "fact-meeting-called",
        RecordedAfterwards => "fact-meeting",
        _ if m.is_published() => "fact-meeting-published",
        _ => "fact-meeting",
    };
    let title = view::name(m, body);
    Fact {
        slice: "meetings".to_owned(),
        subject: subject.clone(),
        at: m.when(),
        title: title.clone(),
        core: FactKind::Event { what: what.to_owned() },
        source: Link { path: format!("/meetings/{}", m.id), text: title },
        publicity: Publicity::Public,
        doubt: (!m.doubt.0.is_empty()).then(|| m.doubt.0.clone()),
    }
}

async fn of_matter(
    app: &App,
    ask: Ask<'_>,
    subject: &Subject,
    span: (Date, Date),
    bodies: &HashMap<Uuid, Body>,
) -> Result<Vec<Fact>, PageError> {
    let items = agenda::of_matter(app.db(), ask.tenant, subject.id).await?;
    let ids: HashSet<Uuid> = items.iter().map(|i| i.meeting).collect();
    let all = meetings::of(app.db(), ask.tenant, ids.into_iter().collect()).await?;
    let all: HashMap<Uuid, Meeting> = all.into_iter().map(|m| (m.id, m)).collect();
    Ok(items
        .iter()
        .filter_map(|item| {
            let m = all.get(&item.meeting)?;
            let whole = rights::item_view(ask.who, m, item) == View::Whole;
            if !whole || !m.when().may_fall_in(span.0, span.1) {
                return None;
            }
            let mut fact = fact(subject, m, bodies.get(&m.body)?);
            fact.title = item.title.0.clone();
            fact.source.path = format!("/meetings/{}#i-{}", m.id, item.id);
            fact.publicity = item.publicity();
            Some(fact)
        })
        .collect())
}

/// What the search holds of a meeting or an item.
pub(crate) fn search<'a>(
    app: &'a App,
    tenant: Uuid,
    subject: &'a Subject,
) -> BoxFuture<'a, Result<Option<Vec<SearchEntry>>, PageError>> {
    async move {
        let db = app.db();
        let (meeting, only) = match subject.kind.as_str() {
            "meeting" => (meetings::get(db, tenant, subject.id).await?, None),
            "item" => match agenda::get(db, tenant, subject.id).await?.filter(|i| i.state != "removed") {
                Some(item) => (meetings::get(db, tenant, item.meeting).await?, Some(item)),
                None => (None, None),
            },
            _ => return Ok(None),
        };
        let Some(m) = meeting else { return Ok(Some(Vec::new())) };
        let Some(body) = bodies::get(db, tenant, m.body).await? else { return Ok(Some(Vec::new())) };
        let mut entries = Vec::new();
        match only {
            Some(item) => of_item(app, &m, &item, &mut entries),
            None => {
                of_meeting(app, &m, &body, &mut entries);
                // A called or published meeting changes who may find its items.
                for item in agenda::items(db, tenant, m.id).await? {
                    of_item(app, &m, &item, &mut entries);
                }
            }
        }
        Ok(Some(entries))
    }
    .boxed()
}

fn of_meeting(app: &App, m: &Meeting, body: &Body, entries: &mut Vec<SearchEntry>) {
    for lang in Lang::ALL {
        let when = m.when().show(lang).unwrap_or_default();
        let name = view::name(m, body);
        let state = app.t(lang, &format!("meeting-state-{}", shown(m)), &[]);
        entries.push(SearchEntry {
            subject: Subject::new("meeting", m.id),
            kind: "meeting",
            lang,
            title: format!("{} {when}", name.get(lang)).trim_end().to_owned(),
            body: [body.name.0.get(lang), m.place.0.get(lang), m.note.0.get(lang), &state].join("\n"),
            numbers: Vec::new(),
            path: format!("/meetings/{}", m.id),
            date: m.day(),
            body_id: Some(m.body),
            audience: vec!["public".to_owned()],
        });
    }
}

/// The state as outsiders know it: the index is one for all.
fn shown(m: &Meeting) -> &'static str {
    rights::shown_state(&kit::Who::Nobody, m).code()
}

fn of_item(_: &App, m: &Meeting, item: &Item, entries: &mut Vec<SearchEntry>) {
    // Nobody finds what the agenda does not show yet; its preparers have it open.
    if !m.is_open() {
        return;
    }
    let public = item.publicity() == Publicity::Public;
    let audience = if public { "public".to_owned() } else { format!("body:{}", m.body) };
    let plain = |stored: &str| RichText::parse(stored).to_plain();
    let outcome = if m.is_published() { plain(&item.outcome_text) } else { String::new() };
    for lang in Lang::ALL {
        // A language version that there is not would only repeat the Finnish one.
        if item.title.0.exact(lang).is_empty() && lang != item.title.0.pick(lang).1 {
            continue;
        }
        entries.push(SearchEntry {
            subject: Subject::new("item", item.id),
            kind: "item",
            lang,
            title: item.title.0.get(lang).to_owned(),
            body: [
                item.summary.0.get(lang),
                &plain(&item.background),
                &plain(&item.proposal),
                &outcome,
                &item.presenter,
            ]
            .join("\n"),
            numbers: Vec::new(),
            path: format!("/meetings/{}#i-{}", m.id, item.id),
            date: m.day(),
            body_id: Some(m.body),
            audience: vec![audience.clone()],
        });
    }
}
