//! The front page: made of facts only, it knows none of the slices that tell them.

use std::collections::HashSet;

use askama::Template;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::IntoResponse;
use jiff::ToSpan;
use jiff::civil::Date;
use kit::{Cents, Fact, FactKind, Subject};
use page::{Answer, DateBox, Enough, Html, PageError, Visit, html};
use people::municipalities::{self, Municipality};

/// So many decisions with a known date are shown,
const DECISIONS: usize = 6;
/// and so many of which no date is known.
const UNDATED: usize = 2;
/// So many meetings are shown.
const MEETINGS: usize = 5;
/// So many facts are asked for until there are enough decisions among them: much of what is told was only discussed.
const ASKED: [usize; 3] = [20, 200, 2_000];
/// Before all that any source tells of.
const EVER: Date = Date::constant(1900, 1, 1);
/// Meetings to come are looked for this far.
const AHEAD: i32 = 400;
/// Outcomes by which something was decided or agreed; the others tell what was talked about or done.
const DECIDED: [&str; 2] = ["decided", "agreed"];

/// `GET /`: to the front page in the language that the browser wishes.
pub(crate) async fn root(v: Visit) -> Answer {
    let to = HeaderValue::from_str(&v.url("/")).map_err(PageError::inside)?;
    let vary = HeaderValue::from_static("accept-language");
    Ok((StatusCode::SEE_OTHER, [(header::LOCATION, to), (header::VARY, vary)]).into_response())
}

#[derive(Template)]
#[template(path = "site/front.html")]
struct Front<'a> {
    v: &'a Visit,
    title: &'a str,
    decisions: Vec<Row>,
    meetings: Vec<Row>,
    municipalities: Vec<(String, String)>,
    own: Option<Own>,
    all_decisions: bool,
    all_meetings: bool,
}

/// The municipality that the reader's browser remembers.
struct Own {
    slug: String,
    name: String,
    url: String,
}

/// One line of a list: a date, a title that leads to the source, and what is worth knowing beside it.
struct Row {
    date: DateBox,
    url: String,
    title: Html,
    number: Option<String>,
    /// Where it stands, unless that is what its title says.
    source: Option<Html>,
    outcome: Option<String>,
    sum: Option<String>,
    doubt: Option<Html>,
}

/// `GET /fi`: the reader's municipality, what has been decided and agreed, meetings to come, search.
pub(crate) async fn show(v: Visit, headers: HeaderMap) -> Answer {
    let decisions = decisions(&v).await?.iter().map(|f| row(&v, f)).collect();
    let meetings = meetings(&v).await?.iter().map(|f| row(&v, f)).collect();
    let has_page = knows(&v, "/municipalities/{slug}");
    let towns = municipalities::on(v.app.db(), &v.tenant, v.today()).await?;
    let remembered = municipalities::remembered(&headers).filter(|_| has_page);
    let own = towns.iter().find(|m| Some(&m.slug) == remembered.as_ref()).map(|m| Own {
        slug: m.slug.clone(),
        name: m.name(v.lang).to_owned(),
        url: address(&v, m, true),
    });
    let municipalities =
        towns.iter().map(|m| (m.name(v.lang).to_owned(), address(&v, m, has_page))).collect();
    let title = v.t1("site-front-title", "region", v.region());
    let body = Front {
        v: &v,
        title: &title,
        decisions,
        meetings,
        municipalities,
        own,
        all_decisions: knows(&v, "/decisions"),
        all_meetings: knows(&v, "/meetings"),
    };
    let mut answer = html(&v, &title, &body)?;
    answer.headers_mut().append(header::VARY, HeaderValue::from_static("cookie"));
    Ok(answer)
}

/// Whether the program has this page.
fn knows(v: &Visit, path: &str) -> bool {
    v.app.features().iter().flat_map(|f| f.routes.known()).any(|r| r.page && r.path == path)
}

/// The municipality's own page, or what can be found of it.
fn address(v: &Visit, m: &Municipality, has_page: bool) -> String {
    if has_page {
        return v.url(&format!("/municipalities/{}", m.slug));
    }
    v.url(&super::search::address(m.name(v.lang), None, None, 1))
}

async fn facts(v: &Visit, enough: Enough, from: Date, to: Date) -> Result<Vec<Fact>, PageError> {
    let region = Subject::new("region", v.tenant.id);
    v.app.facts(v.ask().for_only(enough), &region, (from, to)).await
}

async fn decisions(v: &Visit) -> Result<Vec<Fact>, PageError> {
    let today = v.today();
    let mut found = Vec::new();
    for most in ASKED {
        found = facts(v, Enough::Latest(most), EVER, today).await?;
        let told = found.iter().filter(|f| matches!(f.core, FactKind::Outcome { .. })).count();
        found.retain(is_decision);
        if told < most || found.iter().filter(|f| f.at.known_day().is_some()).count() >= DECISIONS {
            break;
        }
    }
    Ok(newest(found))
}

fn is_decision(f: &Fact) -> bool {
    match &f.core {
        FactKind::Outcome { code, .. } => DECIDED.contains(&code.as_str()),
        FactKind::Sum { .. } => true,
        _ => false,
    }
}

/// The newest first, those without a date last, each source once: a decision about a sum is one decision.
fn newest(mut found: Vec<Fact>) -> Vec<Fact> {
    found.sort_by_key(|f| !matches!(f.core, FactKind::Outcome { .. }));
    let mut seen = HashSet::new();
    found.retain(|f| seen.insert(f.source.path.clone()));
    found.sort_by_key(|f| std::cmp::Reverse(f.at.span()));
    let (mut dated, mut undated): (Vec<_>, Vec<_>) = found.into_iter().partition(|f| f.at.span().is_some());
    dated.truncate(DECISIONS);
    undated.truncate(UNDATED);
    dated.append(&mut undated);
    dated
}

async fn meetings(v: &Visit) -> Result<Vec<Fact>, PageError> {
    let today = v.today();
    let mut found = facts(v, Enough::Next(MEETINGS), today, today.saturating_add(AHEAD.days())).await?;
    found.retain(|f| {
        matches!(f.core, FactKind::Event { .. }) && f.at.span().is_some_and(|(_, last)| last >= today)
    });
    found.truncate(MEETINGS);
    Ok(found)
}

fn row(v: &Visit, f: &Fact) -> Row {
    let (number, outcome, sum) = match &f.core {
        FactKind::Outcome { code, printed, .. } => {
            let key = match code.as_str() {
                "decided" => Some("site-outcome-decided"),
                "agreed" => Some("site-outcome-agreed"),
                _ => None,
            };
            (printed.clone(), key.map(|k| v.t(k)), None)
        }
        FactKind::Sum { cents, at_most } => (None, None, Some(sum_in_words(v, cents, *at_most))),
        _ => (None, None, None),
    };
    Row {
        date: DateBox::of(v, &f.at),
        url: v.url(&f.source.path),
        title: v.local(&f.title),
        number,
        source: (f.source.text != f.title).then(|| v.local(&f.source.text)),
        outcome,
        sum,
        doubt: f.doubt.as_ref().map(|d| v.local(d)),
    }
}

fn sum_in_words(v: &Visit, cents: &Cents, at_most: bool) -> String {
    let sum = v.money(cents);
    if at_most { v.t1("site-at-most", "sum", sum) } else { sum }
}

#[cfg(test)]
mod tests {
    use kit::{Link, Local, Publicity, When};
    use uuid::Uuid;

    use super::*;

    fn fact(path: &str, at: When, core: FactKind) -> Fact {
        Fact {
            slice: "test".into(),
            subject: Subject::new("region", Uuid::nil()),
            at,
            title: Local::fi(path),
            core,
            source: Link { path: path.into(), text: Local::fi("x") },
            publicity: Publicity::Public,
            doubt: None,
        }
    }

    fn outcome() -> FactKind {
        FactKind::Outcome { code: "agreed".into(), text: Local::fi("x"), printed: None }
    }

    #[test]
    fn the_newest_decision_stands_first_and_one_without_a_date_last() {
        let day = |d| When::day(jiff::civil::date(2013, 1, d));
        let shown = newest(vec![
            fact("/a", When::unknown(), outcome()),
            fact("/b", day(1), outcome()),
            fact("/c", day(2), outcome()),
        ]);
        let paths: Vec<_> = shown.iter().map(|f| f.source.path.as_str()).collect();
        assert_eq!(paths, ["/c", "/b", "/a"]);
    }

    #[test]
    fn a_decision_about_a_sum_stands_once_and_by_its_outcome() {
        let day = When::day(jiff::civil::date(2013, 1, 23));
        let sum = FactKind::Sum { cents: Cents(3_000_000), at_most: true };
        let shown = newest(vec![fact("/a", day.clone(), sum), fact("/a", day, outcome())]);
        assert_eq!(shown.len(), 1);
        assert!(matches!(shown[0].core, FactKind::Outcome { .. }));
    }
}
