use std::collections::BTreeSet;

use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use jiff::SignedDuration;
use page::{Answer, Form, Html, PageError, Visit, html_with, redirect};
use people::bodies::{self, Body};
use people::reminders;
use uuid::Uuid;

use super::clash::{self, clashes};
use super::letter::{self, Why};
use super::store::{self as kept, Poll, Time, Vote, Voter};
use super::waits::KIND;

/// A proposed time with what was said of it.
struct Column {
    id: Uuid,
    words: String,
    count: String,
    best: bool,
    clashes: Vec<String>,
}

/// One who is asked.
struct Row {
    name: String,
    role: String,
    answered: bool,
    comment: String,
    cells: Vec<(&'static str, &'static str, String)>,
}

/// The asker's own answers: time, words, and what was said.
pub(crate) struct Own {
    pub(crate) id: Uuid,
    pub(crate) words: String,
    pub(crate) said: String,
    pub(crate) problem: bool,
}

impl Own {
    pub(crate) fn chosen(&self, code: &&'static str) -> bool {
        self.said == **code
    }
}

#[derive(Template)]
#[template(path = "meetings/poll.html")]
struct Page<'a> {
    v: &'a Visit,
    form: &'a Form,
    id: Uuid,
    name: String,
    body: Html,
    body_key: &'a str,
    state: &'a str,
    state_words: String,
    until: String,
    note: &'a str,
    columns: Vec<Column>,
    rows: Vec<Row>,
    missing: Vec<String>,
    own: Option<Vec<Own>>,
    own_comment: String,
    choices: Vec<(&'static str, String)>,
    open: bool,
    keeps: bool,
    meeting: Option<String>,
    reminded: Vec<String>,
    reminded_today: bool,
}

impl Page<'_> {
    fn remind(&self) -> String {
        self.v.tn("poll-remind", self.missing.len())
    }
}

/// The poll of an address with its body, for those of the body.
pub(crate) async fn load(v: &Visit, id: Uuid) -> Result<(Poll, Body), PageError> {
    let poll = kept::get(v.app.db(), v.tenant.id, id).await?.ok_or(PageError::NotFound)?;
    let body = bodies::get(v.app.db(), v.tenant.id, poll.body).await?.ok_or(PageError::NotFound)?;
    Ok((poll, body))
}

/// `GET /polls/{id}`
pub(crate) async fn show(v: Visit, Path(id): Path<Uuid>) -> Answer {
    draw(&v, StatusCode::OK, id, &Form::new()).await
}

/// The page, for those of the body and those who are asked; others do not know of it.
pub(crate) async fn draw(v: &Visit, status: StatusCode, id: Uuid, form: &Form) -> Answer {
    let (db, tenant) = (v.app.db(), v.tenant.id);
    let (poll, body) = load(v, id).await?;
    let voters = kept::voters(db, tenant, vec![id]).await?;
    let me = v.acting_for.as_ref().map(|a| a.0).or(v.who.id());
    let mine = voters.iter().find(|x| Some(x.person) == me);
    if !v.who.belongs_to(body.id) && mine.is_none() {
        return Err(if v.who.is_person() { PageError::NotFound } else { PageError::Forbidden });
    }
    let times = kept::times(db, tenant, id).await?;
    let votes = kept::votes(db, tenant, id).await?;
    let sent = reminders::of(db, tenant, vec![id]).await?;
    let page = Page {
        id,
        name: letter::name(&poll, &body, v.lang),
        body: v.local(&body.name.0),
        body_key: &body.key,
        state: &poll.state,
        state_words: v.t(&format!("poll-state-{}", poll.state)),
        until: poll.until.map_or_else(String::new, |d| v.weekday_date(d.0)),
        note: &poll.note,
        columns: columns(v, &poll, &times, &voters, &votes).await?,
        rows: voters.iter().map(|x| row(v, x, &times, &votes)).collect(),
        missing: voters.iter().filter(|x| x.answered_at.is_none()).map(|x| x.name.clone()).collect(),
        own: mine.map(|m| answers(v, m, &times, &votes, form)),
        own_comment: mine.map(|m| m.comment.clone()).unwrap_or_default(),
        choices: kept::ANSWERS.iter().map(|a| (*a, v.t(&format!("poll-answer-{a}")))).collect(),
        open: poll.is_open(v.today()),
        keeps: v.who.prepares(body.id),
        meeting: poll.meeting.map(|m| v.url(&format!("/meetings/{m}"))),
        reminded_today: sent.first().is_some_and(|r| kit::local_date(r.at.at()) == v.today()),
        reminded: sent.iter().take(12).map(|r| format!("{}: {}", v.date_time(r.at.at()), r.name)).collect(),
        form,
        v,
    };
    html_with(v, status, &page.name, &page)
}

/// What somebody has said of each time, or has typed now.
pub(crate) fn answers(v: &Visit, voter: &Voter, times: &[Time], votes: &[Vote], form: &Form) -> Vec<Own> {
    times
        .iter()
        .map(|t| {
            let field = format!("time-{}", t.id);
            let typed = form.value(&field);
            Own {
                id: t.id,
                words: letter::time_words(v.lang, t.starts_at.at()),
                said: if typed.is_empty() { said(voter, t, votes) } else { typed }.to_owned(),
                problem: form.problem(&field).is_some(),
            }
        })
        .collect()
}

fn said<'a>(voter: &Voter, time: &Time, votes: &'a [Vote]) -> &'a str {
    votes.iter().find(|a| a.voter == voter.id && a.time == time.id).map_or("", |a| &a.answer)
}

fn row(v: &Visit, x: &Voter, times: &[Time], votes: &[Vote]) -> Row {
    let cell = |t: &Time| match said(x, t, votes) {
        "yes" => ("ok", "✓", v.t("poll-answer-yes")),
        "maybe" => ("wait", "~", v.t("poll-answer-maybe")),
        "no" => ("stop", "–", v.t("poll-answer-no")),
        _ => ("", "?", v.t("poll-answer-none")),
    };
    Row {
        name: x.name.clone(),
        role: v.t(&format!("seat-{}", x.role.replace('_', "-"))),
        answered: x.answered_at.is_some(),
        comment: x.comment.clone(),
        cells: times.iter().map(cell).collect(),
    }
}

async fn columns(
    v: &Visit,
    poll: &Poll,
    times: &[Time],
    voters: &[Voter],
    votes: &[Vote],
) -> Result<Vec<Column>, PageError> {
    let persons: BTreeSet<Uuid> = voters.iter().map(|x| x.person).collect();
    let spans: Vec<clash::Span> = times
        .iter()
        .map(|t| {
            (t.starts_at.at(), t.starts_at.at().checked_add(SignedDuration::from_mins(poll.minutes)).ok())
        })
        .collect();
    let found = clashes(v.app.db(), v.tenant.id, &persons, &spans, poll.meeting).await?;
    let bodies = bodies::list(v.app.db(), v.tenant.id).await?;
    let count =
        |t: &Time, answer: &str| votes.iter().filter(|a| a.time == t.id && a.answer == answer).count();
    // The best: most who can, then fewest who cannot.
    let worth = |t: &Time| (count(t, "yes") * 2 + count(t, "maybe"), usize::MAX - count(t, "no"));
    let best = times.iter().map(worth).max();
    Ok(times
        .iter()
        .zip(found)
        .map(|(t, clashes)| {
            let (yes, maybe) = (count(t, "yes"), count(t, "maybe"));
            Column {
                id: t.id,
                words: letter::time_words(v.lang, t.starts_at.at()),
                count: v.t2("poll-count", ("yes", yes.to_string()), ("maybe", maybe.to_string())),
                best: !votes.is_empty() && Some(worth(t)) == best,
                clashes: clashes.iter().map(|c| clash::words(v.lang, c, &bodies)).collect(),
            }
        })
        .collect())
}

async fn keeper(v: &Visit, id: Uuid) -> Result<(Poll, Body), PageError> {
    let (poll, body) = load(v, id).await?;
    if !v.who.belongs_to(body.id) {
        return Err(if v.who.is_person() { PageError::NotFound } else { PageError::Forbidden });
    }
    v.allow(v.who.prepares(body.id))?;
    Ok((poll, body))
}

/// `POST /polls/{id}/fix`: makes the meeting and tells everybody who was asked.
pub(crate) async fn fix(v: Visit, Path(id): Path<Uuid>, mut form: Form) -> Answer {
    let (_, body) = keeper(&v, id).await?;
    let mut tx = v.app.store().begin(v.act()).await?;
    let poll = kept::get(tx.conn(), v.tenant.id, id).await?.ok_or(PageError::NotFound)?;
    if poll.state != "open" {
        return Err(PageError::Refused("poll-not-open"));
    }
    let times = kept::times(tx.conn(), v.tenant.id, id).await?;
    let wanted = form.id("time");
    let Some(time) = times.iter().find(|t| Some(t.id) == wanted) else {
        drop(tx);
        form.wrong("time", "problem-not-a-choice");
        return draw(&v, StatusCode::UNPROCESSABLE_ENTITY, id, &form).await;
    };
    tx.once(form.once_key()).await?;
    let meeting = kept::fix(&mut tx, &poll, time).await?;
    let voters = kept::voters(tx.conn(), v.tenant.id, vec![id]).await?;
    let why = Why::Fixed(time.starts_at.at());
    letter::send(&v.app, &v.tenant, &tx, (&poll, &body, &times), &voters, &why).await?;
    tx.commit().await?;
    redirect(&v, &format!("/meetings/{}", meeting.id))
}

/// `POST /polls/{id}/close`: ends it without a meeting; it can be opened again.
pub(crate) async fn close(v: Visit, Path(id): Path<Uuid>, form: Form) -> Answer {
    change(v, id, form, "open", "closed").await
}

/// `POST /polls/{id}/open`: Kumoa.
pub(crate) async fn open(v: Visit, Path(id): Path<Uuid>, form: Form) -> Answer {
    change(v, id, form, "closed", "open").await
}

async fn change(v: Visit, id: Uuid, form: Form, from: &str, to: &str) -> Answer {
    keeper(&v, id).await?;
    let mut tx = v.app.store().begin(v.act()).await?;
    let poll = kept::get(tx.conn(), v.tenant.id, id).await?.ok_or(PageError::NotFound)?;
    if poll.state != from {
        return Err(PageError::Refused("poll-not-open"));
    }
    tx.once(form.once_key()).await?;
    kept::set_state(&mut tx, &poll, to).await?;
    tx.commit().await?;
    redirect(&v, &format!("/polls/{id}"))
}

/// Reminds those who have not answered, but none of the addresses in `skip`.
pub(crate) async fn remind_missing(
    v: &Visit,
    tx: &store::Tx,
    id: Uuid,
    skip: &[String],
) -> Result<Vec<Voter>, PageError> {
    let (poll, body) = keeper(v, id).await?;
    if !poll.is_open(v.today()) {
        return Err(PageError::Refused("poll-not-open"));
    }
    let times = kept::times(tx.conn(), v.tenant.id, id).await?;
    let mut missing = kept::voters(tx.conn(), v.tenant.id, vec![id]).await?;
    missing.retain(|x| x.answered_at.is_none() && !skip.contains(&x.email));
    debug_assert_eq!(KIND, "meetings-poll");
    Ok(letter::send(&v.app, &v.tenant, tx, (&poll, &body, &times), &missing, &Why::Reminder).await?)
}
