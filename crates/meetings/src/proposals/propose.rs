//! The proposals to a body, and until when each of its meetings takes them.

use askama::Template;
use assembly::MeetingState;
use axum::extract::Path;
use jiff::civil::Date;
use page::{Answer, Html, PageError, Visit, html};
use people::bodies::{self, Body};

use super::rules::{Timely, deadline, may_propose, may_see, timely};
use super::store::{self as kept, Proposal};
use crate::meetings::{self, Filter, Meeting};
use crate::view;

/// A proposal in the list.
pub(super) struct Line {
    pub(super) url: String,
    pub(super) title: String,
    pub(super) by: String,
    pub(super) wished: String,
    pub(super) state: String,
    pub(super) class: &'static str,
    pub(super) late: bool,
}

/// The colour of a state; its word stands there too.
pub(super) fn state_class(state: &str) -> &'static str {
    match state {
        "accepted" => "ok",
        "returned" => "stop",
        "open" | "postponed" => "wait",
        _ => "",
    }
}

/// The body of an address.
pub(super) async fn body_of(v: &Visit, key: &str) -> Result<Body, PageError> {
    bodies::by_key(v.app.db(), v.tenant.id, key).await?.ok_or(PageError::NotFound)
}

/// A coming meeting of a body.
pub(super) struct Coming {
    pub(super) meeting: Meeting,
    /// The last day for proposals.
    pub(super) last: Date,
    /// Whether one that comes today is in time.
    pub(super) timely: Timely,
}

/// The coming meetings of a body with the last day for proposals to each.
pub(super) async fn coming(v: &Visit, body: &Body) -> Result<Vec<Coming>, PageError> {
    let (db, tenant) = (v.app.db(), v.tenant.id);
    let (days, late) = kept::days(db, tenant, body.id).await?;
    let filter = Filter { body: Some(body.id), from: Some(v.today()), ..Filter::default() };
    let all = meetings::list(db, tenant, &filter, false, (0, 24)).await?;
    Ok(all
        .into_iter()
        .filter(|m| {
            use MeetingState::{Called, Draft, Reserved};
            matches!(m.state(), Reserved | Draft | Called)
        })
        .filter_map(|m| {
            let last = deadline(m.day()?, days);
            Some(Coming { meeting: m, last, timely: timely(v.today(), last, late) })
        })
        .collect())
}

/// Who proposed, for whom, and when: an assistant stands there as such.
pub(super) fn signed(v: &Visit, p: &Proposal) -> String {
    let day = v.date_time(p.made_at.at());
    if p.via_name.is_empty() {
        return v.t2("proposal-by", ("name", p.by_name.clone()), ("day", day));
    }
    let who = v.t2("proposal-via", ("name", p.via_name.clone()), ("principal", p.by_name.clone()));
    v.t2("proposal-by", ("name", who), ("day", day))
}

/// A coming meeting in the list of deadlines.
struct Until {
    day: String,
    words: String,
    over: bool,
}

#[derive(Template)]
#[template(path = "meetings/proposals.html")]
struct ListPage<'a> {
    v: &'a Visit,
    body: &'a Body,
    name: Html,
    lines: Vec<Line>,
    deadlines: Vec<Until>,
    prepares: bool,
}

/// `GET /bodies/{key}/proposals`.
pub(super) async fn list(v: Visit, Path(key): Path<String>) -> Answer {
    let body = body_of(&v, &key).await?;
    v.allow(may_propose(&v.who, body.id))?;
    let (db, tenant) = (v.app.db(), v.tenant.id);
    let all = kept::of_body(db, tenant, body.id).await?;
    let seen: Vec<&Proposal> = all.iter().filter(|p| may_see(&v.who, p)).collect();
    let wished = meetings::of(db, tenant, seen.iter().filter_map(|p| p.meeting).collect()).await?;
    let lines = seen.iter().map(|p| Line {
        url: v.url(&format!("/proposals/{}", p.id)),
        title: p.title.clone(),
        by: signed(&v, p),
        wished: wished
            .iter()
            .find(|m| Some(m.id) == p.meeting)
            .map_or_else(String::new, |m| v.t1("proposal-for", "meeting", view::day(&v, m))),
        state: v.t(&format!("proposal-state-{}", p.state)),
        class: state_class(&p.state),
        late: p.late,
    });
    let page = ListPage {
        v: &v,
        name: v.local(&body.name.0),
        lines: lines.collect(),
        deadlines: coming(&v, &body)
            .await?
            .iter()
            .map(|c| {
                let key = match c.timely {
                    Timely::Yes => "proposal-until",
                    Timely::Late => "proposal-was-until-late",
                    Timely::No => "proposal-was-until",
                };
                Until {
                    day: view::day(&v, &c.meeting),
                    words: v.t1(key, "day", v.date(c.last)),
                    over: c.timely != Timely::Yes,
                }
            })
            .collect(),
        prepares: v.who.prepares(body.id),
        body: &body,
    };
    html(&v, &v.t("proposals-title"), &page)
}
