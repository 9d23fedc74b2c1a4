use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use kit::Actor;
use page::{Answer, Form, PageError, Visit, html_with, redirect};
use people::bodies;
use store::Act;
use uuid::Uuid;

use super::letter;
use super::show::{self, Own};
use super::store::{self as kept, Poll, Time, Voter};

#[derive(Template)]
#[template(path = "meetings/poll_answer.html")]
struct Page<'a> {
    v: &'a Visit,
    form: &'a Form,
    token: &'a str,
    name: String,
    person: &'a str,
    note: &'a str,
    until: String,
    own: Vec<Own>,
    own_comment: &'a str,
    choices: Vec<(&'static str, String)>,
    open: bool,
    answered: bool,
    fixed: Option<String>,
}

/// What a form says of each time. A time that was left open is a problem: a half answer helps nobody.
fn read(form: &mut Form, times: &[Time]) -> (Vec<(Uuid, &'static str)>, String) {
    let mut said = Vec::new();
    for t in times {
        let field = format!("time-{}", t.id);
        match form.choice(&field, &kept::ANSWERS) {
            Some(answer) => said.push((t.id, answer)),
            None => form.wrong(&field, "poll-problem-answer"),
        }
    }
    (said, form.text("comment", 500))
}

/// `POST /polls/{id}/answer`: signed in, for oneself or for whom an assistant acts.
pub(crate) async fn own(v: Visit, Path(id): Path<Uuid>, mut form: Form) -> Answer {
    let own = v.person()?;
    let (poll, _) = show::load(&v, id).await?;
    let me = v.acting_for.as_ref().map_or(own, |a| a.0);
    let mut tx = v.app.store().begin(v.act()).await?;
    let voters = kept::voters(tx.conn(), v.tenant.id, vec![id]).await?;
    let voter = voters.iter().find(|x| x.person == me).ok_or(PageError::NotFound)?;
    if !poll.is_open(v.today()) {
        return Err(PageError::Refused("poll-not-open"));
    }
    let times = kept::times(tx.conn(), v.tenant.id, id).await?;
    let (said, comment) = read(&mut form, &times);
    if !form.ok() {
        drop(tx);
        return show::draw(&v, StatusCode::UNPROCESSABLE_ENTITY, id, &form).await;
    }
    tx.once(form.once_key()).await?;
    kept::answer(&mut tx, voter, said, comment).await?;
    tx.commit().await?;
    redirect(&v, &format!("/polls/{id}"))
}

async fn load(v: &Visit, token: &str) -> Result<(Voter, Poll), PageError> {
    let voter = kept::by_token(v.app.db(), v.tenant.id, token).await?.ok_or(PageError::NotFound)?;
    let poll = kept::get(v.app.db(), v.tenant.id, voter.poll).await?.ok_or(PageError::NotFound)?;
    Ok((voter, poll))
}

async fn draw(v: &Visit, form: &Form, token: &str, voter: &Voter, poll: &Poll) -> Answer {
    let (db, tenant) = (v.app.db(), v.tenant.id);
    let body = bodies::get(db, tenant, poll.body).await?.ok_or(PageError::NotFound)?;
    let times = kept::times(db, tenant, poll.id).await?;
    let votes = kept::votes(db, tenant, poll.id).await?;
    let own = show::answers(v, voter, &times, &votes, form);
    let fixed = match poll.meeting {
        Some(m) => crate::meetings::get(db, tenant, m)
            .await?
            .and_then(|m| m.start())
            .map(|at| letter::time_words(v.lang, at)),
        None => None,
    };
    let page = Page {
        name: letter::name(poll, &body, v.lang),
        person: &voter.name,
        note: &poll.note,
        until: poll.until.map_or_else(String::new, |d| v.weekday_date(d.0)),
        own,
        own_comment: if form.value("comment").is_empty() { &voter.comment } else { form.value("comment") },
        choices: kept::ANSWERS.iter().map(|a| (*a, v.t(&format!("poll-answer-{a}")))).collect(),
        open: poll.is_open(v.today()),
        answered: voter.answered_at.is_some(),
        fixed,
        v,
        form,
        token,
    };
    let status = if form.ok() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    html_with(v, status, &page.name, &page)
}

/// `GET /poll/{token}`: the buttons. A scanner that opens the link changes nothing.
pub(crate) async fn show(v: Visit, Path(token): Path<String>) -> Answer {
    let (voter, poll) = load(&v, &token).await?;
    draw(&v, &Form::new(), &token, &voter, &poll).await
}

/// `POST /poll/{token}`: the answer, which may be changed while the poll is open.
pub(crate) async fn save(v: Visit, Path(token): Path<String>, mut form: Form) -> Answer {
    let (voter, poll) = load(&v, &token).await?;
    if !poll.is_open(v.today()) {
        return Err(PageError::Refused("poll-not-open"));
    }
    let times = kept::times(v.app.db(), v.tenant.id, poll.id).await?;
    let (said, comment) = read(&mut form, &times);
    if !form.ok() {
        return draw(&v, &form, &token, &voter, &poll).await;
    }
    let act = Act { actor: Actor::Link(voter.id), ..v.act() };
    let mut tx = v.app.store().begin(act).await?;
    tx.once(form.once_key()).await?;
    let (stands, _) = load(&v, &token).await?;
    kept::answer(&mut tx, &stands, said, comment).await?;
    tx.commit().await?;
    redirect(&v, &format!("/poll/{token}"))
}
