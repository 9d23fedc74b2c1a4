//! `/municipalities/{slug}/years/{year}`: all that is told of one year.

use askama::Template;
use axum::extract::Path;
use jiff::civil::{Date, date};
use kit::{Fact, FactKind, Subject};
use page::{Answer, PageError, Visit, html};

use super::town_of;
use crate::lines::{Line, newest};

/// Nothing of the record is older.
const FIRST: i16 = 1900;
/// More than this nobody reads; the lists of the record hold the rest.
const MOST: usize = 500;

#[derive(Template)]
#[template(path = "municipality/year.html")]
struct Year<'a> {
    v: &'a Visit,
    title: &'a str,
    name: &'a str,
    up: String,
    lines: Vec<Line>,
    before: Option<(i16, String)>,
    after: Option<(i16, String)>,
}

/// `GET /municipalities/{slug}/years/{year}`
pub(crate) async fn show(v: Visit, Path((slug, year)): Path<(String, String)>) -> Answer {
    let town = town_of(&v, &slug).await?;
    let last = v.today().year() + 2;
    let year: i16 = year.parse().map_err(|_| PageError::NotFound)?;
    if !(FIRST..=last).contains(&year) {
        return Err(PageError::NotFound);
    }
    let subject = Subject::new("municipality", town.id);
    let facts = told(&v, &subject, year, year).await?;
    let (before, after) = (earlier(&v, &subject, year).await?, later(&v, &subject, year, last).await?);
    let name = town.name(v.lang);
    let title = v.t2("municipality-year", ("name", name.to_owned()), ("year", year.to_string()));
    let at = |y: i16| (y, v.url(&format!("/municipalities/{}/years/{y}", town.slug)));
    let page = Year {
        v: &v,
        title: &title,
        name,
        up: v.url(&format!("/municipalities/{}", town.slug)),
        lines: newest(facts, MOST).iter().map(|f| Line::of(&v, f)).collect(),
        before: before.map(at),
        after: after.map(at),
    };
    html(&v, &title, &page)
}

/// What is told of these years; who sat where is no event.
async fn told(v: &Visit, subject: &Subject, from: i16, to: i16) -> Result<Vec<Fact>, PageError> {
    let mut facts = v.app.facts(v.ask(), subject, (date(from, 1, 1), date(to, 12, 31))).await?;
    facts.retain(|f| !matches!(f.core, FactKind::Person { .. }));
    Ok(facts)
}

fn years(facts: &[Fact], which: impl Fn((Date, Date)) -> Date) -> impl Iterator<Item = i16> {
    facts.iter().filter_map(|f| f.at.span()).map(move |s| which(s).year())
}

/// The nearest year before this one of which anything is told: nobody is led through empty years. The years just
/// before are asked first, since mostly they hold something.
async fn earlier(v: &Visit, subject: &Subject, year: i16) -> Result<Option<i16>, PageError> {
    for from in [year - 1, FIRST] {
        let facts = if from < FIRST { Vec::new() } else { told(v, subject, from, year - 1).await? };
        if let Some(found) = years(&facts, |s| s.1).map(|y| y.min(year - 1)).max() {
            return Ok(Some(found));
        }
    }
    Ok(None)
}

/// The nearest year after this one of which anything is told.
async fn later(v: &Visit, subject: &Subject, year: i16, last: i16) -> Result<Option<i16>, PageError> {
    if year >= last {
        return Ok(None);
    }
    let facts = told(v, subject, year + 1, last).await?;
    Ok(years(&facts, |s| s.0).map(|y| y.max(year + 1)).min())
}
