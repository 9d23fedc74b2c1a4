//! The search page. What the asker may not see is not found, counted or hinted at: the index is asked with the
//! asker's own tokens.

use std::fmt::Write;

use askama::Template;
use axum::extract::RawQuery;
use kit::Who;
use page::{Answer, Html, PageError, Visit, html};
use search::{Hit, Query, Results, SearchIndex};

/// Hits on one page.
const PER_PAGE: usize = 20;
/// Nobody reads further than this.
const MOST_PAGES: usize = 100;

#[derive(Template)]
#[template(path = "site/search.html")]
struct Page<'a> {
    v: &'a Visit,
    q: &'a str,
    open: bool,
    relaxed: bool,
    count: String,
    hits: Vec<Found>,
    kinds: Vec<Choice>,
    years: Vec<Choice>,
    previous: Option<String>,
    next: Option<String>,
    pages: usize,
    place: String,
    follow: Option<(String, String)>,
}

/// One hit as it is drawn.
struct Found {
    title: String,
    url: String,
    lang: Option<&'static str>,
    kind: String,
    date: Option<String>,
    snippet: Vec<(String, bool)>,
}

/// A way to narrow by, with how many there are.
struct Choice {
    words: String,
    count: usize,
    url: String,
    chosen: bool,
}

/// What stands in the address.
#[derive(Default)]
struct Asked {
    q: String,
    kind: Option<String>,
    year: Option<i16>,
    page: usize,
}

impl Asked {
    fn read(query: &str) -> Self {
        let mut asked = Self { page: 1, ..Self::default() };
        for (name, value) in form_urlencoded::parse(query.as_bytes()) {
            match name.as_ref() {
                "q" => asked.q = value.trim().to_owned(),
                "kind" if !value.is_empty() => asked.kind = Some(value.into_owned()),
                "year" => asked.year = value.parse().ok(),
                "page" => asked.page = value.parse().unwrap_or(1).clamp(1, MOST_PAGES),
                _ => {}
            }
        }
        asked
    }
}

/// The address of a search within the language.
pub(crate) fn address(q: &str, kind: Option<&str>, year: Option<i16>, page: usize) -> String {
    let mut query = form_urlencoded::Serializer::new(String::new());
    query.append_pair("q", q);
    if let Some(kind) = kind {
        query.append_pair("kind", kind);
    }
    if let Some(year) = year {
        query.append_pair("year", &year.to_string());
    }
    if page > 1 {
        query.append_pair("page", &page.to_string());
    }
    format!("/search?{}", query.finish())
}

/// What the asker may find: all that is public, what belongs to a body of theirs, and for staff what is theirs.
fn audience(who: &Who) -> Vec<String> {
    let mut tokens = vec!["public".to_owned()];
    for body in who.grants().iter().filter_map(|g| g.body) {
        let token = format!("body:{body}");
        if who.belongs_to(body) && !tokens.contains(&token) {
            tokens.push(token);
        }
    }
    if let Some(id) = who.id() {
        tokens.push(format!("person:{id}"));
    }
    // An administrator has no right to the content, and a secretary only to that of the own bodies.
    if who.has(kit::Role::Coordinator) {
        tokens.push("staff".to_owned());
    }
    tokens
}

/// The tokens of the asker; a coordinator belongs to every body.
async fn tokens(v: &Visit) -> Result<Vec<String>, PageError> {
    let mut tokens = audience(&v.who);
    if v.who.has(kit::Role::Coordinator) {
        for body in people::bodies::list(v.app.db(), v.tenant.id).await? {
            let token = format!("body:{}", body.id);
            if !tokens.contains(&token) {
                tokens.push(token);
            }
        }
    }
    Ok(tokens)
}

/// `GET /search?q=&kind=&year=&page=`.
pub(crate) async fn show(v: Visit, RawQuery(query): RawQuery) -> Answer {
    let asked = Asked::read(query.as_deref().unwrap_or_default());
    let question = Query {
        tenant: v.tenant.id,
        text: asked.q.clone(),
        audience: tokens(&v).await?,
        lang: v.lang,
        kinds: asked.kind.clone().into_iter().collect(),
        year: asked.year,
        limit: PER_PAGE,
        offset: (asked.page - 1) * PER_PAGE,
        ..Query::default()
    };
    let open = v.app.part::<SearchIndex>().is_some();
    let results = ask(&v, question).await?;
    let pages = results.total.div_ceil(PER_PAGE).min(MOST_PAGES);
    let at = |page| v.url(&address(&asked.q, asked.kind.as_deref(), asked.year, page));
    let title = if asked.q.is_empty() {
        v.t("site-search-title")
    } else {
        v.t1("site-search-title-for", "q", &asked.q)
    };
    let body = Page {
        v: &v,
        q: &asked.q,
        open,
        hits: results.hits.iter().map(|h| found(&v, h)).collect(),
        kinds: kinds(&v, &asked, &results),
        years: years(&v, &asked, &results),
        previous: (asked.page > 1).then(|| at(asked.page - 1)),
        next: (asked.page < pages).then(|| at(asked.page + 1)),
        pages,
        place: v.t2("site-search-page", ("page", asked.page.to_string()), ("pages", pages.to_string())),
        relaxed: results.relaxed,
        follow: follow(&v, &asked.q),
        count: v.tn("site-search-count", results.total),
    };
    html(&v, &title, &body)
}

/// Where the words of a search can be followed by mail and by feed, if the program knows how.
fn follow(v: &Visit, q: &str) -> Option<(String, String)> {
    let known = v.app.features().iter().flat_map(|f| f.routes.known()).any(|r| r.page && r.path == "/follow");
    if !known || q.is_empty() {
        return None;
    }
    let quoted: String = form_urlencoded::byte_serialize(q.to_lowercase().as_bytes()).collect();
    let mail = v.url(&format!("/follow?kind=word&word={quoted}"));
    Some((mail, format!("/feeds/words/{}.atom", quoted.replace('+', "%20"))))
}

/// Asks the index away from the threads that serve. While it is being opened nothing is found.
pub(crate) async fn ask(v: &Visit, question: Query) -> Result<Results, PageError> {
    let app = v.app.clone();
    tokio::task::spawn_blocking(move || match app.part::<SearchIndex>() {
        Some(index) => index.search(&question).map_err(PageError::inside),
        None => Ok(Results::default()),
    })
    .await
    .map_err(PageError::inside)?
}

fn found(v: &Visit, hit: &Hit) -> Found {
    Found {
        title: hit.title.clone(),
        url: v.url(&hit.path),
        lang: (hit.lang != v.lang).then(|| hit.lang.code()),
        kind: v.t(&format!("search-kind-{}", hit.kind)),
        date: hit.date.map(|d| v.date(d)),
        snippet: hit.snippet.clone(),
    }
}

fn kinds(v: &Visit, asked: &Asked, results: &Results) -> Vec<Choice> {
    let mut all: Vec<_> = results
        .facets
        .kinds
        .iter()
        .map(|(kind, count)| {
            let chosen = asked.kind.as_deref() == Some(kind);
            let to = (!chosen).then_some(kind.as_str());
            Choice {
                words: v.t(&format!("search-kind-{kind}")),
                count: *count,
                url: v.url(&address(&asked.q, to, asked.year, 1)),
                chosen,
            }
        })
        .collect();
    all.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.words.cmp(&b.words)));
    all
}

fn years(v: &Visit, asked: &Asked, results: &Results) -> Vec<Choice> {
    results
        .facets
        .years
        .iter()
        .rev()
        .map(|(year, count)| {
            let chosen = asked.year == Some(*year);
            let to = (!chosen).then_some(*year);
            Choice {
                words: year.to_string(),
                count: *count,
                url: v.url(&address(&asked.q, asked.kind.as_deref(), to, 1)),
                chosen,
            }
        })
        .collect()
}

impl Found {
    /// The piece of text with what was found marked.
    fn marked(&self) -> Html {
        let mut out = String::new();
        for (text, hit) in &self.snippet {
            let text = Html::escape(text);
            let _infallible = if *hit { write!(out, "<mark>{text}</mark>") } else { write!(out, "{text}") };
        }
        Html::raw(out)
    }
}

#[cfg(test)]
mod tests {
    use kit::{Grant, Role};
    use uuid::Uuid;

    use super::*;

    #[test]
    fn an_address_that_makes_no_sense_is_a_plain_search() {
        let asked = Asked::read("q=a%ffb&year=long+ago&page=-3&kind=");
        assert_eq!((asked.year, asked.page, asked.kind), (None, 1, None));
        assert_eq!(Asked::read("page=99999999").page, MOST_PAGES);
    }

    #[test]
    fn an_administrator_of_people_does_not_find_what_belongs_to_a_body() {
        let body = Uuid::from_u128(1);
        let admin = Who::Person {
            id: Uuid::from_u128(2),
            name: "x".into(),
            grants: vec![Grant { role: Role::Admin, body: Some(body), municipality: None }],
        };
        assert!(!audience(&admin).contains(&format!("body:{body}")));
        assert_eq!(audience(&Who::Nobody), ["public"]);
    }
}
