use askama::Template;
use axum::extract::Query;
use axum::http::StatusCode;
use jiff::Timestamp;
use kit::{Local, Role};
use page::{Answer, Form, Html, PageError, Visit, html, html_with, redirect};
use serde::Deserialize;

use super::letter::{self, Why};
use super::store::{self as kept, NewPoll};
use crate::meetings::MODES;
use crate::view::Bodies;

/// So many times can be proposed at once.
pub(crate) const ROWS: usize = 8;

/// One poll in the list.
struct Line {
    url: String,
    name: String,
    body: Html,
    state: String,
    class: &'static str,
    answered: String,
}

#[derive(Template)]
#[template(path = "meetings/polls.html")]
struct List<'a> {
    v: &'a Visit,
    lines: Vec<Line>,
    may_make: bool,
}

#[derive(Template)]
#[template(path = "meetings/poll_new.html")]
struct New<'a> {
    v: &'a Visit,
    form: &'a Form,
    bodies: Vec<(String, String)>,
    modes: Vec<(String, String)>,
    /// Legend and the names of the two fields.
    rows: Vec<(String, String, String)>,
}

/// The bodies whose meetings the asker prepares.
fn own<'a>(v: &Visit, bodies: &'a Bodies) -> Vec<&'a people::bodies::Body> {
    bodies.sorted().into_iter().filter(|b| b.active && v.who.prepares(b.id)).collect()
}

/// `GET /polls`: those of the bodies that one belongs to.
pub(crate) async fn list(v: Visit) -> Answer {
    v.allow(v.who.grants().iter().any(|g| g.role != Role::Admin))?;
    let bodies = Bodies::of(&v).await?;
    let mut all = kept::list(v.app.db(), v.tenant.id).await?;
    all.retain(|p| v.who.belongs_to(p.body));
    let voters = kept::voters(v.app.db(), v.tenant.id, all.iter().map(|p| p.id).collect()).await?;
    let lines = all
        .iter()
        .filter_map(|p| {
            let body = bodies.get(p.body)?;
            let asked = voters.iter().filter(|x| x.poll == p.id);
            let answered = asked.clone().filter(|x| x.answered_at.is_some()).count();
            let n = asked.count();
            Some(Line {
                url: v.url(&format!("/polls/{}", p.id)),
                name: letter::name(p, body, v.lang),
                body: v.local(&body.name.0),
                state: v.t(&format!("poll-state-{}", p.state)),
                class: match p.state.as_str() {
                    "open" => "wait",
                    "fixed" => "ok",
                    _ => "",
                },
                answered: v.t2("poll-answered", ("n", answered.to_string()), ("all", n.to_string())),
            })
        })
        .collect();
    html(&v, &v.t("polls"), &List { may_make: !own(&v, &bodies).is_empty(), v: &v, lines })
}

/// What the address may carry.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Asked {
    body: String,
}

/// `GET /polls/new?body=`
pub(crate) async fn new(v: Visit, Query(asked): Query<Asked>) -> Answer {
    let bodies = Bodies::of(&v).await?;
    v.allow(!own(&v, &bodies).is_empty())?;
    let form = Form::new().with("body", asked.body).with("minutes", 120).with("mode", "hybrid");
    draw(&v, &form, &bodies)
}

fn draw(v: &Visit, form: &Form, bodies: &Bodies) -> Answer {
    let page = New {
        bodies: own(v, bodies).iter().map(|b| (b.key.clone(), b.name.0.get(v.lang).to_owned())).collect(),
        modes: MODES.iter().map(|m| ((*m).to_owned(), v.t(&format!("meeting-mode-{m}")))).collect(),
        rows: (1..=ROWS).map(|n| (v.tn("poll-time-n", n), format!("day_{n}"), format!("time_{n}"))).collect(),
        v,
        form,
    };
    let status = if form.ok() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    html_with(v, status, &v.t("poll-new"), &page)
}

/// The proposed times of a form: each a day and an hour, none twice, none gone by.
fn times(form: &mut Form, now: Timestamp) -> Vec<Timestamp> {
    let mut all: Vec<Timestamp> = Vec::new();
    for n in 1..=ROWS {
        let (day, time) = (format!("day_{n}"), format!("time_{n}"));
        match (form.day(&day), form.time(&time)) {
            (Some(d), Some(t)) => {
                let at = kit::to_instant(d.to_datetime(t));
                if at <= now {
                    form.wrong(&day, "poll-problem-past");
                } else if all.contains(&at) {
                    form.wrong(&day, "poll-problem-twice");
                } else {
                    all.push(at);
                }
            }
            (Some(_), None) => form.wrong(&time, "poll-problem-hour"),
            (None, Some(_)) => form.wrong(&day, "poll-problem-day"),
            (None, None) => {}
        }
    }
    if all.len() < 2 && form.ok() {
        form.wrong("day_1", "poll-problem-two");
    }
    all
}

/// `POST /polls/new`: the question goes out to all who sit in the body.
pub(crate) async fn create(v: Visit, mut form: Form) -> Answer {
    let bodies = Bodies::of(&v).await?;
    v.allow(!own(&v, &bodies).is_empty())?;
    let body = bodies.by_key(form.value("body"));
    match body {
        Some(body) => v.allow(v.who.prepares(body.id))?,
        None => form.wrong("body", "problem-not-a-choice"),
    }
    let title = Local::fi(form.text("title", 200));
    let times = times(&mut form, v.now);
    let minutes = form.int("minutes", 10, 24 * 60).unwrap_or(120);
    let mode = form.choice("mode", &MODES).unwrap_or("hybrid").to_owned();
    let place = Local::fi(form.text("place", 300));
    let note = form.text("note", 1_000);
    let until = form.day("until");
    if until.is_some_and(|d| d < v.today()) {
        form.wrong("until", "poll-problem-past");
    }
    let deputies = form.flag("deputies");
    let (Some(body), true) = (body, form.ok()) else { return draw(&v, &form, &bodies) };
    let new = NewPoll { body: body.id, title, minutes, mode, place, note, until, times, deputies };
    let mut tx = v.app.store().begin(v.act()).await?;
    tx.once(form.once_key()).await?;
    let (poll, voters) = kept::create(&mut tx, &v.tenant, v.today(), new).await?;
    if voters.is_empty() {
        drop(tx);
        form.wrong("body", "poll-problem-nobody");
        return draw(&v, &form, &bodies);
    }
    let times = kept::times(tx.conn(), v.tenant.id, poll.id).await?;
    letter::send(&v.app, &v.tenant, &tx, (&poll, body, &times), &voters, &Why::Asked).await?;
    tx.commit().await.map_err(PageError::from)?;
    redirect(&v, &format!("/polls/{}", poll.id))
}
