//! The answer to a call by the link of the letter. Opening the link changes nothing but that it was opened; the
//! buttons act.

use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use kit::Actor;
use page::{Answer, Form, Html, PageError, Visit, html, html_with, redirect};
use store::Act;

use super::call::answer_words;
use super::meeting::{Reader, Shown};
use crate::invitations::{self, ANSWERS, Answered, Invitation};
use crate::meetings::{self, Meeting};
use crate::{rights, view};

#[derive(Template)]
#[template(path = "meetings/answer.html")]
struct Page<'a> {
    v: &'a Visit,
    m: &'a Meeting,
    form: &'a Form,
    token: &'a str,
    name: Html,
    day: String,
    times: String,
    person: &'a str,
    answer: String,
    answer_class: &'static str,
    deputy: &'a str,
    open: bool,
    visitor: bool,
    link: Option<&'a str>,
    cancelled: bool,
}

impl Page<'_> {
    fn offers(&self, answer: &str) -> bool {
        match answer {
            "on_site" => self.m.mode != "remote",
            "remote" => self.m.mode != "on_site",
            "deputy" => !self.visitor,
            _ => true,
        }
    }
}

async fn load(v: &Visit, token: &str) -> Result<(Invitation, Meeting), PageError> {
    let (db, tenant) = (v.app.db(), v.tenant.id);
    let found = invitations::by_token(db, tenant, token).await?.filter(|i| !i.withdrawn);
    let i = found.ok_or(PageError::NotFound)?;
    let m = meetings::get(db, tenant, i.meeting).await?.ok_or(PageError::NotFound)?;
    Ok((i, m))
}

async fn draw(v: &Visit, form: &Form, token: &str, i: &Invitation, m: &Meeting) -> Answer {
    let body = view::body_of(v, m).await?;
    let (answer, answer_class) = answer_words(v, i);
    let page = Page {
        v,
        m,
        form,
        token,
        name: v.local(&view::name(m, &body)),
        day: view::day(v, m),
        times: slot(v, m, i).await?,
        person: &i.name,
        answer,
        answer_class,
        deputy: &i.deputy_name,
        open: invitations::open_for_answers(m, v.now),
        visitor: i.role == "visitor",
        link: Some(m.remote_link.as_str()).filter(|l| !l.is_empty() && rights::link_of_use(m)),
        cancelled: m.state() == assembly::MeetingState::Cancelled,
    };
    let status = if form.ok() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    html_with(v, status, &v.t("meetings-answer-title"), &page)
}

/// A visitor's own slot; the whole meeting's times for others.
async fn slot(v: &Visit, m: &Meeting, i: &Invitation) -> Result<String, PageError> {
    let Some(visitor) = i.visitor else { return Ok(view::times(v, m)) };
    let found = crate::agenda::visitor(v.app.db(), v.tenant.id, visitor).await?;
    Ok(found.map_or_else(String::new, |x| format!("{}–{}", x.from_time, x.to_time)))
}

/// `GET /answer/{token}`: the buttons.
pub(crate) async fn show(v: Visit, Path(token): Path<String>) -> Answer {
    let (i, m) = load(&v, &token).await?;
    invitations::note_seen(&v, &i, false).await?;
    draw(&v, &Form::new().with("deputy", &i.deputy_name), &token, &i, &m).await
}

/// `POST /answer/{token}`: the answer, which may be changed until the meeting.
pub(crate) async fn save(v: Visit, Path(token): Path<String>, mut form: Form) -> Answer {
    let (i, m) = load(&v, &token).await?;
    if !invitations::open_for_answers(&m, v.now) {
        return Err(PageError::Refused("meetings-answer-closed"));
    }
    let answer = form.choice("answer", &ANSWERS).map(str::to_owned);
    let deputy = form.text("deputy", 120);
    if answer.is_none() {
        form.wrong("answer", "problem-not-a-choice");
    }
    if answer.as_deref() == Some("deputy") && (deputy.is_empty() || i.role == "visitor") {
        form.wrong("deputy", "meetings-problem-deputy");
    }
    let fits = match answer.as_deref() {
        Some("on_site") => m.mode != "remote",
        Some("remote") => m.mode != "on_site",
        _ => true,
    };
    if !fits {
        form.wrong("answer", "problem-not-a-choice");
    }
    let (Some(answer), true) = (answer, form.ok()) else { return draw(&v, &form, &token, &i, &m).await };
    let act = Act { actor: Actor::Link(i.id), ..v.act() };
    let mut tx = v.app.store().begin(act).await?;
    tx.once(form.once_key()).await?;
    let before = invitations::get(tx.conn(), v.tenant.id, i.id).await?.ok_or(PageError::NotFound)?;
    let said = Answered { answer, deputy, via: "link", sequence: m.sequence };
    invitations::answer(&mut tx, &before, said).await?;
    tx.noted("invitation", i.id, "answered", &[]);
    tx.commit().await?;
    redirect(&v, &format!("/answer/{token}"))
}

#[derive(Template)]
#[template(path = "meetings/answer_agenda.html")]
struct AgendaPage<'a> {
    v: &'a Visit,
    token: &'a str,
    name: Html,
    day: String,
    mark: Option<&'static str>,
    items: Vec<Shown>,
}

/// `GET /answer/{token}/agenda`: the agenda for who has the link, without what is secret.
pub(crate) async fn agenda(v: Visit, Path(token): Path<String>) -> Answer {
    let (i, m) = load(&v, &token).await?;
    if i.role == "visitor" || !m.is_open() {
        return Err(PageError::NotFound);
    }
    invitations::note_seen(&v, &i, true).await?;
    let body = view::body_of(&v, &m).await?;
    let reader = Reader { v: &v, m: &m, by_link: true };
    let page = AgendaPage {
        v: &v,
        token: &token,
        name: v.local(&view::name(&m, &body)),
        day: view::day(&v, &m),
        mark: crate::rights::mark(&m),
        items: reader.items().await?,
    };
    html(&v, &v.t("meetings-agenda"), &page)
}
