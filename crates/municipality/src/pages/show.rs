//! `/municipalities/{slug}`: the page itself.

use std::collections::HashSet;

use askama::Template;
use axum::extract::Path;
use axum::http::{HeaderMap, HeaderValue, header};
use jiff::ToSpan;
use jiff::civil::{Date, date};
use kit::{Fact, FactKind, Lang, Subject};
use page::{Answer, Enough, Html, PageError, Visit, html};
use people::municipalities::{self, Municipality};

use super::town_of;
use crate::lines::{Line, comes, first, is_comment, is_decision, newest};

/// So many decisions are shown,
const DECISIONS: usize = 6;
/// so many of the whole region where there are fewer of our own,
const OF_REGION: usize = 4;
/// and so many things to come.
const COMING: usize = 5;
/// Of each kind of event so many are asked for.
const NEXT: usize = 40;
/// What is to come is looked for so many days ahead.
const AHEAD: i32 = 400;
/// So many facts are asked for until there are enough decisions among them: much of what is told was only discussed.
const ASKED: [usize; 3] = [20, 200, 2_000];
/// Before all that any source tells of.
const EVER: Date = date(1900, 1, 1);

#[derive(Template)]
#[template(path = "municipality/show.html")]
struct Show<'a> {
    v: &'a Visit,
    slug: &'a str,
    name: &'a str,
    ended: Option<Ended>,
    decided: Vec<Line>,
    years: String,
    of_region: Vec<Line>,
    panels: Vec<Html>,
    coming: Vec<Line>,
    comments: Vec<Line>,
    seats: Vec<Seat>,
    follow: bool,
    remembered: bool,
    history: Vec<String>,
}

/// That a municipality is no more, or no more of this region, and where it went.
struct Ended {
    words: String,
    now: Option<(String, String)>,
}

/// Somebody who represents the municipality.
struct Seat {
    name: String,
    role: Html,
    body: Html,
    url: String,
    doubt: Option<Html>,
}

/// `GET /municipalities/{slug}`
pub(crate) async fn show(v: Visit, Path(slug): Path<String>, headers: HeaderMap) -> Answer {
    let town = town_of(&v, &slug).await?;
    let all = municipalities::all(v.app.db(), v.tenant.id).await?;
    let subject = Subject::new("municipality", town.id);
    let today = v.today();
    let ended = ended(&v, &town, &all);
    let decisions = newest(latest(&v, &subject, today, DECISIONS).await?, DECISIONS);
    let of_region = of_region(&v, &town, &decisions).await?;
    let ahead = facts(&v, &subject, Enough::Next(NEXT), (today, today.saturating_add(AHEAD.days()))).await?;
    let coming: Vec<Fact> = ahead.iter().filter(|f| comes(f, today)).cloned().collect();
    let asked = |f: &&Fact| is_comment(f) && f.at.span().is_none_or(|(_, last)| last >= today);
    let comments: Vec<Fact> = ahead.iter().filter(asked).cloned().collect();
    let sits = |f: &&Fact| f.at.span().is_none_or(|(first, _)| first <= today);
    let page = Show {
        v: &v,
        slug: &town.slug,
        name: town.name(v.lang),
        decided: lines(&v, decisions),
        years: v.url(&format!("/municipalities/{}/years/{}", town.slug, last_year(&town, today))),
        of_region: lines(&v, of_region),
        panels: v.panels(&subject).await?,
        coming: lines(&v, first(coming, COMING)),
        comments: lines(&v, first(comments, COMING)),
        seats: ahead.iter().filter(sits).filter_map(|f| seat(&v, f)).collect(),
        follow: v.app.features().iter().flat_map(|f| f.routes.known()).any(|r| r.path == "/follow"),
        remembered: municipalities::remembered(&headers).as_deref() == Some(town.slug.as_str()),
        history: history(&v, &town, &all),
        ended,
    };
    let mut answer = html(&v, town.name(v.lang), &page)?;
    answer.headers_mut().append(header::VARY, HeaderValue::from_static("cookie"));
    Ok(answer)
}

async fn facts(
    v: &Visit,
    subject: &Subject,
    enough: Enough,
    span: (Date, Date),
) -> Result<Vec<Fact>, PageError> {
    v.app.facts(v.ask().for_only(enough), subject, span).await
}

/// The latest decisions about the subject until a day, at least so many where there are.
async fn latest(v: &Visit, subject: &Subject, until: Date, least: usize) -> Result<Vec<Fact>, PageError> {
    let mut found = Vec::new();
    for most in ASKED {
        found = facts(v, subject, Enough::Latest(most), (EVER, until)).await?;
        let told = found.iter().filter(|f| matches!(f.core, FactKind::Outcome { .. })).count();
        found.retain(|f| past(f, until));
        if told < most || found.len() >= least {
            break;
        }
    }
    Ok(found)
}

fn past(f: &Fact, today: Date) -> bool {
    is_decision(f) && f.at.span().is_some_and(|(first, _)| first <= today)
}

fn lines(v: &Visit, facts: Vec<Fact>) -> Vec<Line> {
    facts.iter().map(|f| Line::of(v, f)).collect()
}

/// What was decided in the whole region, where little of the municipality's own is known: until today, or until the
/// day on which the municipality ended.
async fn of_region(v: &Visit, town: &Municipality, own: &[Fact]) -> Result<Vec<Fact>, PageError> {
    if own.len() >= OF_REGION {
        return Ok(Vec::new());
    }
    let known: HashSet<&str> = own.iter().map(|f| f.source.path.as_str()).collect();
    let last = town.valid_to.map_or(v.today(), |d| d.0.min(v.today()));
    let region = Subject::new("region", v.tenant.id);
    let mut found = latest(v, &region, last, OF_REGION + own.len()).await?;
    found.retain(|f| !known.contains(f.source.path.as_str()));
    Ok(newest(found, OF_REGION))
}

fn seat(v: &Visit, f: &Fact) -> Option<Seat> {
    let FactKind::Person { name, role } = &f.core else { return None };
    Some(Seat {
        name: name.clone(),
        role: v.local(role),
        body: v.local(&f.source.text),
        url: v.url(&f.source.path),
        doubt: f.doubt.as_ref().map(|d| v.local(d)),
    })
}

/// The last year of which there may be something.
fn last_year(town: &Municipality, today: Date) -> i16 {
    town.valid_to.map_or(today, |d| d.0.min(today)).year()
}

fn ended(v: &Visit, town: &Municipality, all: &[Municipality]) -> Option<Ended> {
    let today = v.today();
    if let Some(to) = town.valid_to.filter(|to| to.0 < today) {
        let into = town.merged_into.and_then(|id| all.iter().find(|m| m.id == id));
        let Some(into) = into else {
            let words = v.t1("municipality-until", "day", v.date(to.0));
            return Some(Ended { words, now: None });
        };
        let name = into.name(v.lang).to_owned();
        return Some(Ended {
            words: v.t2("municipality-until-merged", ("day", v.date(to.0)), ("into", name.clone())),
            now: Some((v.url(&format!("/municipalities/{}", into.slug)), name)),
        });
    }
    let region = territory::region_of(&town.code, today)?;
    if region.code == v.tenant.region_code {
        return None;
    }
    let name = if v.lang == Lang::Sv { region.name_sv } else { region.name_fi };
    Some(Ended { words: v.t1("municipality-belongs-elsewhere", "region", name), now: None })
}

/// Since when the municipality is, which ones it took in, and from which region it came.
fn history(v: &Visit, town: &Municipality, all: &[Municipality]) -> Vec<String> {
    let mut words = vec![v.t1("municipality-code-is", "code", &town.code)];
    match (town.valid_from, town.valid_to) {
        (Some(from), _) => words.push(v.t1("municipality-since", "day", v.date(from.0))),
        (None, None) => words.push(v.t("municipality-stands")),
        (None, Some(_)) => {}
    }
    for from in all.iter().filter(|m| m.merged_into == Some(town.id)) {
        if let Some(to) = from.valid_to {
            words.push(v.t2(
                "municipality-took-in",
                ("name", from.name(v.lang).to_owned()),
                ("day", v.date(to.0.tomorrow().unwrap_or(to.0))),
            ));
        }
    }
    let begin = territory::covered_from(&v.tenant.region_code);
    for year in begin.year() + 1..=v.today().year() {
        let (before, after) = (date(year - 1, 12, 31), date(year, 1, 1));
        let (was, is) = (territory::region_of(&town.code, before), territory::region_of(&town.code, after));
        if let (Some(was), Some(is)) = (was, is)
            && was.code != is.code
        {
            let name = |r: &territory::Region| {
                if v.lang == Lang::Sv { r.name_sv.to_owned() } else { r.name_fi.to_owned() }
            };
            let moved = v.t2("municipality-moved", ("from", name(was)), ("to", name(is)));
            words.push(format!("{}: {moved}", v.date(after)));
        }
    }
    words
}
