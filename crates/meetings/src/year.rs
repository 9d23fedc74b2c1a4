//! Next year's dates of all bodies from their series: shown on one page before anything is reserved, with what is
//! skipped and why and with who would have two meetings at once; reserved at once; sent at once to the members.

use std::collections::hash_map::Entry;
use std::collections::{BTreeMap, BTreeSet, HashMap};

use askama::Template;
use axum::extract::Query;
use jiff::civil::{Date, date};
use kit::{Lang, Role, fmt};
use page::{Answer, Form, Html, PageError, Value, Visit, html, redirect};
use people::bodies::{self, Body};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use serde::Deserialize;
use store::{Tx, outbox};
use uuid::Uuid;

use crate::meetings::{self, Filter, Meeting};
use crate::poll::{clash_words, clashes};
use crate::printer::Printer;
use crate::rows::series as row;
use crate::series::{self, Series};
use crate::view::{self, Bodies};

/// What the address may carry.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Asked {
    pub(crate) year: String,
    reserved: Option<i64>,
    sent: Option<i64>,
}

/// A day in the plan.
struct Line {
    day: String,
    body: Html,
    times: String,
    place: String,
    url: Option<String>,
    skipped: Option<String>,
    clashes: Vec<String>,
}

/// A month with its days.
struct Month {
    name: String,
    lines: Vec<Line>,
}

#[derive(Template)]
#[template(path = "meetings/year.html")]
struct Page<'a> {
    v: &'a Visit,
    year: i16,
    years: Vec<(String, bool)>,
    months: Vec<Month>,
    title: String,
    reserve: Option<String>,
    send: bool,
    keeps: bool,
    prints: bool,
    done: Option<String>,
}

/// A day as it stands or as a series would give it.
pub(crate) struct Planned {
    pub(crate) day: Date,
    pub(crate) body: Uuid,
    start: Option<jiff::Timestamp>,
    end: Option<jiff::Timestamp>,
    meeting: Option<Meeting>,
    pub(crate) skipped: Option<almanac::Skipped>,
    place: kit::Local,
}

pub(crate) fn year_of(v: &Visit, asked: &str) -> i16 {
    asked.parse().ok().filter(|y| (1990..=2200).contains(y)).unwrap_or(v.today().year() + 1)
}

fn whole(year: i16) -> (Date, Date) {
    (date(year, 1, 1), date(year, 12, 31))
}

/// The series of the bodies whose meetings the asker prepares.
async fn own_series(v: &Visit, bodies: &Bodies) -> Result<Vec<Series>, PageError> {
    let kept: Vec<Uuid> =
        bodies.sorted().iter().filter(|b| b.active && v.who.prepares(b.id)).map(|b| b.id).collect();
    if kept.is_empty() {
        return Ok(Vec::new());
    }
    Ok(row::Entity::find()
        .filter(row::Column::Tenant.eq(v.tenant.id))
        .filter(row::Column::Body.is_in(kept))
        .all(v.app.db())
        .await?)
}

/// The days on which the region's offices are closed.
async fn closed(v: &Visit) -> Result<Vec<Date>, PageError> {
    let days = people::house::closed_days(v.app.db(), v.tenant.id).await?;
    Ok(days.into_iter().map(|d| d.day.0).collect())
}

/// The days of a year in their order: as they stand, and those that the asker's series would give.
pub(crate) async fn planned(v: &Visit, bodies: &Bodies, year: i16) -> Result<Vec<Planned>, PageError> {
    let (from, to) = whole(year);
    let filter = Filter { from: Some(from), to: Some(to), ..Filter::default() };
    let mut all: Vec<Planned> = meetings::list(v.app.db(), v.tenant.id, &filter, false, (0, 2_000))
        .await?
        .into_iter()
        .filter(|m| m.state() != assembly::MeetingState::Cancelled)
        .filter_map(|m| {
            Some(Planned {
                day: m.day()?,
                body: m.body,
                start: m.start(),
                end: m.end(),
                place: m.place.0.clone(),
                skipped: None,
                meeting: Some(m),
            })
        })
        .collect();
    let closed = closed(v).await?;
    for s in own_series(v, bodies).await? {
        for o in s.days_besides(&closed, from, to) {
            if o.skipped.is_none() && all.iter().any(|p| p.body == s.body && p.day == o.date) {
                continue;
            }
            let (start, end) = s.span_on(o.date);
            all.push(Planned {
                day: o.date,
                body: s.body,
                start,
                end,
                meeting: None,
                skipped: o.skipped,
                place: s.place.0.clone(),
            });
        }
    }
    all.sort_by_key(|p| (p.day, p.start, p.body));
    Ok(all)
}

/// Whether somebody may see the plan: everybody who takes part.
pub(crate) fn may_see(v: &Visit) -> bool {
    v.who.grants().iter().any(|g| g.role != Role::Admin)
}

/// `GET /year-plan?year=`: for everybody who takes part; what is not reserved yet, for those who prepare.
pub(crate) async fn show(v: Visit, Query(asked): Query<Asked>) -> Answer {
    v.allow(may_see(&v))?;
    let year = year_of(&v, &asked.year);
    let bodies = Bodies::of(&v).await?;
    let all = planned(&v, &bodies, year).await?;
    let known = bodies::list(v.app.db(), v.tenant.id).await?;
    let mut months: BTreeMap<i8, Vec<Line>> = BTreeMap::new();
    let hits = doubled(&v, &all).await?;
    for (p, clashes) in all.iter().zip(hits) {
        let Some(body) = bodies.get(p.body) else { continue };
        months.entry(p.day.month()).or_default().push(Line {
            day: v.weekday_date(p.day),
            body: v.local(&p.meeting.as_ref().map_or_else(|| body.name.0.clone(), |m| view::name(m, body))),
            times: times(&v, p),
            place: p.place.get(v.lang).to_owned(),
            url: p.meeting.as_ref().map(|m| v.url(&format!("/meetings/{}", m.id))),
            skipped: p.skipped.map(|why| v.t1("meetings-day-skipped", "why", v.t(why.key()))),
            clashes: clashes.iter().map(|c| clash_words(v.lang, c, &known)).collect(),
        });
    }
    let open = all.iter().filter(|p| p.meeting.is_none() && p.skipped.is_none()).count();
    let page = Page {
        title: v.tn("year-title", i64::from(year)),
        reserve: (open > 0).then(|| v.tn("year-reserve", open)),
        send: all.iter().any(|p| p.meeting.is_some()),
        months: months
            .into_iter()
            .map(|(m, lines)| Month { name: fmt::month(v.lang, m).to_owned(), lines })
            .collect(),
        keeps: bodies.sorted().iter().any(|b| v.who.prepares(b.id)),
        prints: Printer::is_there(&v.app),
        done: asked
            .reserved
            .map(|n| v.tn("year-reserved", n))
            .or_else(|| asked.sent.map(|n| v.tn("year-sent", n))),
        years: [0, 1].map(|n| v.today().year() + n).map(|y| (y.to_string(), y == year)).to_vec(),
        year,
        v: &v,
    };
    html(&v, &page.title, &page)
}

fn times(v: &Visit, p: &Planned) -> String {
    match (p.start, p.end) {
        (Some(start), Some(end)) => format!("{}–{}", v.time(start), v.time(end)),
        (Some(start), None) => v.time(start),
        _ => String::new(),
    }
}

/// Who would sit in two meetings at once, for each day of the plan. Only days on which two bodies meet are asked.
async fn doubled(v: &Visit, all: &[Planned]) -> Result<Vec<Vec<crate::poll::Clash>>, PageError> {
    let mut found = Vec::new();
    let mut seats: HashMap<Uuid, BTreeSet<Uuid>> = HashMap::new();
    for p in all {
        let shared = p.skipped.is_none()
            && all.iter().any(|o| o.day == p.day && o.body != p.body && o.meeting.is_some());
        let Some(start) = p.start.filter(|_| shared) else {
            found.push(Vec::new());
            continue;
        };
        if let Entry::Vacant(unknown) = seats.entry(p.body) {
            let sit = bodies::seats_on(v.app.db(), v.tenant.id, p.body, v.today()).await?;
            unknown.insert(sit.into_iter().filter_map(|s| s.person.map(|p| p.id)).collect());
        }
        let Some(persons) = seats.get(&p.body) else { continue };
        let own = p.meeting.as_ref().map(|m| m.id);
        let hits = clashes(v.app.db(), v.tenant.id, persons, &[(start, p.end)], own).await?;
        found.push(hits.into_iter().flatten().filter(|c| c.body != p.body).collect());
    }
    Ok(found)
}

/// `POST /year-plan/reserve`: all days of all series that are not reserved yet, in one transaction.
pub(crate) async fn reserve(v: Visit, form: Form) -> Answer {
    let bodies = Bodies::of(&v).await?;
    let all = own_series(&v, &bodies).await?;
    let closed = closed(&v).await?;
    v.allow(bodies.sorted().iter().any(|b| v.who.prepares(b.id)))?;
    let year = year_of(&v, form.value("year"));
    let (from, to) = whole(year);
    let mut tx = v.app.store().begin(v.act()).await?;
    tx.once(form.once_key()).await?;
    let mut made = 0;
    for s in &all {
        let days: Vec<Date> = s
            .days_besides(&closed, from, to)
            .into_iter()
            .filter(|o| o.skipped.is_none() && o.date >= v.today())
            .map(|o| o.date)
            .collect();
        made += series::reserve(&mut tx, s, &days).await?.len();
    }
    if made > 0 {
        tx.commit().await?;
    }
    redirect(&v, &format!("/year-plan?year={year}&reserved={made}"))
}

/// A person, and the meetings of the year at which the person sits.
type Dates<'a> = (people::persons::Person, Vec<(Meeting, &'a Body)>);

/// `POST /year-plan/send`: to everybody who sits in a body that the asker prepares, the own days of the year.
pub(crate) async fn send(v: Visit, form: Form) -> Answer {
    let bodies = Bodies::of(&v).await?;
    let kept: Vec<&Body> = bodies.sorted().into_iter().filter(|b| b.active && v.who.prepares(b.id)).collect();
    v.allow(!kept.is_empty())?;
    let year = year_of(&v, form.value("year"));
    let mut tx = v.app.store().begin(v.act()).await?;
    tx.once(form.once_key()).await?;
    let (from, to) = whole(year);
    let filter = Filter { from: Some(from.max(v.today())), to: Some(to), ..Filter::default() };
    let mut own: BTreeMap<Uuid, Dates<'_>> = BTreeMap::new();
    for body in kept {
        let filter = Filter { body: Some(body.id), ..filter.clone() };
        let mut days = meetings::list(tx.conn(), v.tenant.id, &filter, false, (0, 400)).await?;
        days.retain(|m| m.state() != assembly::MeetingState::Cancelled);
        if days.is_empty() {
            continue;
        }
        for seat in bodies::seats_on(tx.conn(), v.tenant.id, body.id, v.today()).await? {
            let Some(person) = seat.person.filter(|p| p.email.is_some()) else { continue };
            let all = &mut own.entry(person.id).or_insert_with(|| (person, Vec::new())).1;
            for m in &days {
                if !all.iter().any(|(k, _)| k.id == m.id) {
                    all.push((m.clone(), body));
                }
            }
        }
    }
    for (person, days) in own.values_mut() {
        days.sort_by(|a, b| (&a.0.at_date, a.0.starts_at).cmp(&(&b.0.at_date, b.0.starts_at)));
        letter(&v, &tx, person, days, year).await?;
    }
    let n = own.len();
    if n > 0 {
        tx.noted(
            "year_plan",
            v.tenant.id,
            "sent",
            &[("year", &year.to_string()), ("letters", &n.to_string())],
        );
        tx.commit().await?;
    }
    redirect(&v, &format!("/year-plan?year={year}&sent={n}"))
}

async fn letter(
    v: &Visit,
    tx: &Tx,
    person: &people::persons::Person,
    days: &[(Meeting, &Body)],
    year: i16,
) -> Result<(), PageError> {
    let lang: Lang = person.lang.parse().unwrap_or_default();
    let args = [("year", Value::from(year.to_string()))];
    let mut text = format!("{}\n\n", v.app.t(lang, "year-letter-lead", &args));
    for (m, body) in days {
        let Some(day) = m.day() else { continue };
        let mut line = format!("{} {}", fmt::weekday_short(lang, day), fmt::date(lang, day));
        if let Some(start) = m.start() {
            line.push_str(&format!(" {}", fmt::time(lang, kit::local_time(start))));
        }
        text.push_str(&format!("  {line}  {}\n", view::name(m, body).get(lang)));
    }
    let base = v.tenant.base_url.trim_end_matches('/');
    text.push_str(&format!(
        "\n{}\n{base}/{lang}/year-plan?year={year}\n",
        v.app.t(lang, "year-letter-where", &[])
    ));
    text.push_str(&format!("\n-- \n{}\n", v.tenant.council.get(lang)));
    outbox::post(
        tx,
        outbox::Letter {
            to_name: person.name.clone(),
            to_address: person.email.clone().unwrap_or_default(),
            subject: v.app.t(lang, "year-letter-subject", &args),
            body: outbox::Body { text, lang: lang.code().to_owned(), ..outbox::Body::default() },
            about: ("year_plan", v.tenant.id),
        },
    )
    .await?;
    Ok(())
}
