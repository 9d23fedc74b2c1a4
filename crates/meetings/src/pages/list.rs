use askama::Template;
use axum::extract::Query;
use page::{Answer, MenuEntry, PageError, Visit, html};
use serde::Deserialize;

use crate::meetings::{self, Filter};
use crate::view::{Bodies, Choice, Line};

/// How many past meetings stand on a page.
const SIZE: u64 = 50;

/// What is asked of the list.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Asked {
    body: String,
    year: String,
    page: u64,
}

#[derive(Template)]
#[template(path = "meetings/list.html")]
struct List<'a> {
    v: &'a Visit,
    asked: &'a Asked,
    bodies: Vec<Choice>,
    coming: Vec<Line>,
    past: Vec<Line>,
    /// Addresses of the earlier and later page.
    later: Option<String>,
    earlier: Option<String>,
    feed: String,
    may_make: bool,
    takes_part: bool,
}

impl List<'_> {
    fn chosen(&self, key: &String) -> bool {
        *key == self.asked.body
    }
}

/// The entry of the main menu.
pub(crate) fn menu() -> MenuEntry {
    MenuEntry { text: "meetings-menu", path: "/meetings", order: 10, shown: |_| true }
}

fn address(v: &Visit, asked: &Asked, page: u64) -> String {
    v.url(&format!("/meetings?body={}&year={}&page={page}", asked.body, asked.year))
}

/// `GET /meetings`: coming ones first, then the past, the latest first. Those without a known day stand last.
pub(crate) async fn show(v: Visit, Query(mut asked): Query<Asked>) -> Answer {
    let bodies = Bodies::of(&v).await?;
    let body = match asked.body.as_str() {
        "" => None,
        key => Some(bodies.by_key(key).ok_or(PageError::NotFound)?.id),
    };
    let year: Option<i16> = asked.year.trim().parse().ok().filter(|y| (1000..=9000).contains(y));
    if year.is_none() {
        asked.year = String::new();
    }
    let today = v.today();
    let yesterday = today.yesterday().unwrap_or(today);
    let base = Filter { body, year, ..Filter::default() };
    let (db, tenant) = (v.app.db(), v.tenant.id);
    let coming = if asked.page == 0 {
        let filter = Filter { from: Some(today), ..base.clone() };
        meetings::list(db, tenant, &filter, false, (0, SIZE)).await?
    } else {
        Vec::new()
    };
    let past = Filter { to: Some(yesterday), ..base.clone() };
    // One more than is shown tells whether there is another page.
    let skip = asked.page.min(10_000) * SIZE;
    let mut rows = meetings::list(db, tenant, &past, true, (skip, SIZE + 1)).await?;
    let most = usize::try_from(SIZE).unwrap_or(usize::MAX);
    let more = rows.len() > most;
    rows.truncate(most);
    if !more {
        let undated = Filter { undated: true, ..base };
        rows.extend(meetings::list(db, tenant, &undated, false, (0, SIZE)).await?);
    }
    let line = |m: &meetings::Meeting| bodies.get(m.body).map(|b| Line::new(&v, m, b));
    let first = (String::new(), v.t("meetings-all-bodies"));
    let choices = bodies.sorted().into_iter().map(|b| (b.key.clone(), b.name.0.get(v.lang).to_owned()));
    let feed = if asked.body.is_empty() { "all" } else { &asked.body };
    let page = List {
        v: &v,
        bodies: std::iter::once(first).chain(choices).collect(),
        coming: coming.iter().filter_map(line).collect(),
        past: rows.iter().filter_map(line).collect(),
        later: (asked.page > 0).then(|| address(&v, &asked, asked.page - 1)),
        earlier: more.then(|| address(&v, &asked, asked.page + 1)),
        feed: format!("/calendar/{feed}.ics"),
        may_make: bodies.sorted().iter().any(|b| v.who.prepares(b.id)),
        takes_part: v.who.grants().iter().any(|g| g.role != kit::Role::Admin),
        asked: &asked,
    };
    html(&v, &v.t("meetings-title"), &page)
}
