//! What each municipality gets of the common work, from the facts of all slices.

use askama::Template;
use axum::extract::Query;
use jiff::civil::date;
use kit::Subject;
use page::{Answer, PageError, Visit, html};
use people::municipalities;
use serde::Deserialize;

use crate::rules::fair::{self, Got};

/// A municipality's row.
struct Line {
    url: String,
    name: String,
    euros: String,
    got: Got,
    nothing: bool,
}

#[derive(Template)]
#[template(path = "plans/fairness.html")]
struct Page<'a> {
    v: &'a Visit,
    from: i16,
    to: i16,
    lines: Vec<Line>,
    without: Vec<String>,
    sum: Got,
    sum_euros: String,
}

/// What the address asks for: the first and the last year.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Ask {
    from: Option<i16>,
    to: Option<i16>,
}

/// `GET /fairness`: euros, events, studies and seats by municipality; who gets nothing is flagged.
pub(crate) async fn show(v: Visit, Query(ask): Query<Ask>) -> Answer {
    let this = v.today().year();
    let (from, to) = (ask.from.unwrap_or(this - 4), ask.to.unwrap_or(this));
    if !(1900..=2200).contains(&from) || !(from..=2200).contains(&to) {
        return Err(PageError::Bad("plans-problem-years"));
    }
    let span = (date(from, 1, 1), date(to, 12, 31));
    let (mut lines, mut sum) = (Vec::new(), Got::default());
    // Those that were there on the last day of the span, or today where it has not come yet.
    let day = span.1.min(v.today());
    for m in municipalities::on(v.app.db(), &v.tenant, day).await? {
        let facts = v.app.facts(v.ask(), &Subject::new("municipality", m.id), span).await?;
        let got = fair::tally(&facts);
        sum.euros.0 += got.euros.0;
        sum.events += got.events;
        sum.studies += got.studies;
        sum.seats += got.seats;
        sum.outcomes += got.outcomes;
        lines.push(Line {
            url: v.url(&format!("/municipalities/{}", m.slug)),
            name: m.name(v.lang).to_owned(),
            euros: v.money(&got.euros),
            nothing: got.nothing(),
            got,
        });
    }
    let page = Page {
        without: lines.iter().filter(|l| l.nothing).map(|l| l.name.clone()).collect(),
        sum_euros: v.money(&sum.euros),
        lines,
        sum,
        from,
        to,
        v: &v,
    };
    html(&v, &v.t("plans-fairness"), &page)
}
