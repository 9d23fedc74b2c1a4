//! `/municipalities/{slug}/years/{year}`: all that is told of one year.

use askama::Template;
use axum::extract::Path;
use jiff::civil::date;
use kit::{FactKind, Subject};
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
    let span = (date(year, 1, 1), date(year, 12, 31));
    let mut facts = v.app.facts(v.ask(), &subject, span).await?;
    facts.retain(|f| !matches!(f.core, FactKind::Person { .. }));
    let name = town.name(v.lang);
    let title = v.t2("municipality-year", ("name", name.to_owned()), ("year", year.to_string()));
    let at = |y: i16| (y, v.url(&format!("/municipalities/{}/years/{y}", town.slug)));
    let page = Year {
        v: &v,
        title: &title,
        name,
        up: v.url(&format!("/municipalities/{}", town.slug)),
        lines: newest(facts, MOST).iter().map(|f| Line::of(&v, f)).collect(),
        before: (year > FIRST).then(|| at(year - 1)),
        after: (year < last).then(|| at(year + 1)),
    };
    html(&v, &title, &page)
}
