use std::collections::HashMap;

use askama::Template;
use assembly::{CallChange, MeetingState, StepFacts};
use axum::extract::{Path, Query};
use axum::http::StatusCode;
use page::{Answer, Form, Html, PageError, Version, Visit, conflict, html_with, redirect, redirect_undo};
use people::bodies::Body;
use serde::Deserialize;
use store::Tx;

use crate::call::letter::Why;
use crate::call::{self, Material, Sender};
use crate::forms::{MeetingForm, of_meeting};
use crate::meetings::{self, MODES, Meeting, NewMeeting};
use crate::view::{self, Bodies, Choice};
use crate::{agenda, template};

/// What is asked of an empty form.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Asked {
    body: String,
    afterwards: String,
}

#[derive(Template)]
#[template(path = "meetings/edit.html")]
struct Edit<'a> {
    v: &'a Visit,
    form: &'a Form,
    name: Html,
    /// `None` for a new one.
    m: Option<&'a Meeting>,
    action: String,
    bodies: Vec<Choice>,
    modes: Vec<Choice>,
    afterwards: bool,
    called: bool,
    may_cancel: bool,
    cancelled: bool,
}

async fn draw(v: &Visit, form: &Form, m: Option<(&Meeting, &Body)>, afterwards: bool) -> Answer {
    let bodies = Bodies::of(v).await?;
    let mine = bodies.sorted().into_iter().filter(|b| v.who.prepares(b.id));
    let title = match m {
        Some((m, body)) => format!("{}: {}", v.t("meetings-edit"), view::name(m, body).get(v.lang)),
        None => v.t("meetings-new"),
    };
    let state = m.map(|(m, _)| m.state());
    let page = Edit {
        v,
        form,
        name: m.map_or_else(Html::default, |(m, b)| v.local(&view::name(m, b))),
        action: m.map_or_else(|| v.url("/meetings/new"), |(m, _)| v.url(&format!("/meetings/{}/edit", m.id))),
        bodies: mine.map(|b| (b.key.clone(), b.name.0.get(v.lang).to_owned())).collect(),
        modes: view::choices(v, "meeting-mode", &MODES, afterwards.then_some("meetings-mode-unknown")),
        afterwards,
        called: state == Some(MeetingState::Called),
        may_cancel: state.is_some_and(|s| s.steps().contains(&MeetingState::Cancelled)),
        cancelled: state == Some(MeetingState::Cancelled),
        m: m.map(|(m, _)| m),
    };
    let status = if form.ok() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    html_with(v, status, &title, &page)
}

/// Whether there is any body whose meetings the visitor prepares.
fn prepares_any(v: &Visit, bodies: &Bodies) -> bool {
    bodies.sorted().iter().any(|b| v.who.prepares(b.id))
}

/// `GET /meetings/new?body=`.
pub(crate) async fn new(v: Visit, Query(asked): Query<Asked>) -> Answer {
    let bodies = Bodies::of(&v).await?;
    v.allow(prepares_any(&v, &bodies))?;
    let form =
        Form::new().with("body", &asked.body).with("afterwards", &asked.afterwards).with("mode", "hybrid");
    draw(&v, &form, None, !asked.afterwards.is_empty()).await
}

/// `POST /meetings/new`.
pub(crate) async fn create(v: Visit, mut form: Form) -> Answer {
    let bodies = Bodies::of(&v).await?;
    v.allow(prepares_any(&v, &bodies))?;
    let afterwards = form.flag("afterwards");
    let body = bodies.by_key(form.value("body"));
    match body {
        Some(body) => v.allow(v.who.prepares(body.id))?,
        None => form.wrong("body", "problem-not-a-choice"),
    }
    let read = MeetingForm::read(&mut form, afterwards);
    let (Some(body), true) = (body, form.ok()) else { return draw(&v, &form, None, afterwards).await };
    let mut tx = v.app.store().begin(v.act()).await?;
    tx.once(form.once_key()).await?;
    let new = NewMeeting {
        body: body.id,
        title: read.title,
        state: afterwards.then_some(MeetingState::RecordedAfterwards),
        at: Some(read.at),
        starts_at: read.starts_at,
        ends_at: read.ends_at,
        mode: read.mode,
        place: read.place,
        remote_link: read.remote_link,
        note: read.note,
        doubt: read.doubt,
        source: read.source,
        ..NewMeeting::default()
    };
    let m = meetings::create(&mut tx, new).await?;
    tx.commit().await?;
    redirect(&v, &format!("/meetings/{}", m.id))
}

/// `GET /meetings/{id}/edit`.
pub(crate) async fn show(v: Visit, Path(id): Path<String>) -> Answer {
    let (m, body) = view::prepared(&v, &id).await?;
    draw(&v, &of_meeting(&v, &m), Some((&m, &body)), m.recorded_afterwards).await
}

/// `POST /meetings/{id}/edit`. A change of time, place or link after the call goes out to all who are called.
pub(crate) async fn save(v: Visit, Path(id): Path<String>, mut form: Form) -> Answer {
    let (m, body) = view::prepared(&v, &id).await?;
    let read = MeetingForm::read(&mut form, m.recorded_afterwards);
    if m.called_at.is_some() && (read.starts_at.is_none() || read.ends_at.is_none()) && form.ok() {
        form.wrong("end", "meetings-problem-called-needs-times");
    }
    if !form.ok() {
        return draw(&v, &form, Some((&m, &body)), m.recorded_afterwards).await;
    }
    let mut tx = v.app.store().begin(v.act()).await?;
    tx.once(form.once_key()).await?;
    let before = meetings::get(tx.conn(), v.tenant.id, m.id).await?.ok_or(PageError::NotFound)?;
    if form.version() != before.version {
        return stale(&v, &form, &before);
    }
    let mut after = read.put(&before);
    let changes = call::changes(&before, &after);
    let step = call::step(&before, &mut after, &changes);
    let after = meetings::update(&mut tx, &before, after).await?;
    if before.state() == MeetingState::Called {
        let material = Material::of(tx.conn(), &after).await?;
        let sender = Sender {
            app: &v.app,
            tenant: &v.tenant,
            body: &body,
            meeting: &after,
            items: &material.items,
            visitors: &material.visitors,
            files: &HashMap::new(),
        };
        call::follow(&mut tx, &sender, step, &Why::Changed).await?;
    }
    tx.commit().await?;
    redirect(&v, &format!("/meetings/{}", m.id))
}

fn stale(v: &Visit, form: &Form, stands: &Meeting) -> Answer {
    let now = of_meeting(v, stands);
    let version =
        |name: &'static str, label: &'static str| Version { name, label, theirs: now.value(name).to_owned() };
    let fields = [
        version("title_fi", "meetings-name"),
        version("day", "meetings-date"),
        version("start", "meetings-start"),
        version("end", "meetings-end"),
        version("place_fi", "meetings-place"),
        version("remote_link", "meetings-remote-link"),
    ];
    conflict(v, form, &format!("/meetings/{}/edit", stands.id), stands.version, &fields)
}

/// Takes a step of the meeting's life; a refusal is a problem of the field `reason`.
async fn go(v: &Visit, id: &str, form: &mut Form, to: MeetingState) -> Answer {
    let (m, body) = view::prepared(v, id).await?;
    let reason = form.text("reason", 1000);
    let items = agenda::items(v.app.db(), v.tenant.id, m.id).await?;
    let statuses = agenda::statuses(&items);
    let facts = StepFacts { items: &statuses, reason: &reason, ..StepFacts::default() };
    if let Err(refusal) = m.state().go(to, &facts) {
        form.wrong("reason", refusal.key());
        let filled = of_meeting(v, &m);
        for (name, value) in filled.pairs() {
            if form.value(name).is_empty() {
                form.set(name, value);
            }
        }
        return draw(v, form, Some((&m, &body)), m.recorded_afterwards).await;
    }
    let mut tx = v.app.store().begin(v.act()).await?;
    tx.once(form.once_key()).await?;
    let before = meetings::get(tx.conn(), v.tenant.id, m.id).await?.ok_or(PageError::NotFound)?;
    Tx::fresh(m.version, before.version)?;
    let mut after = Meeting { state: to.code().to_owned(), ..before.clone() };
    let cancels = to == MeetingState::Cancelled;
    let undo = cancels.then(|| v.undoable(&mut tx, "undo-meeting-cancelled", body.name.0.get(v.lang)));
    let step = if cancels { Some(call::step(&before, &mut after, &[CallChange::Cancelled])) } else { None };
    let after = meetings::update(&mut tx, &before, after).await?;
    tx.noted("meeting", m.id, if cancels { "cancelled" } else { "restored" }, &[("reason", &reason)]);
    if let Some(step) = step {
        let material = Material::of(tx.conn(), &after).await?;
        let sender = Sender {
            app: &v.app,
            tenant: &v.tenant,
            body: &body,
            meeting: &after,
            items: &material.items,
            visitors: &material.visitors,
            files: &HashMap::new(),
        };
        call::follow(&mut tx, &sender, step, &Why::Cancelled { reason: &reason }).await?;
    }
    tx.commit().await?;
    let back = format!("/meetings/{}", m.id);
    match undo {
        Some(undo) => redirect_undo(v, &back, undo),
        None => redirect(v, &back),
    }
}

/// `POST /meetings/{id}/cancel`: those who were called are told why.
pub(crate) async fn cancel(v: Visit, Path(id): Path<String>, mut form: Form) -> Answer {
    go(&v, &id, &mut form, MeetingState::Cancelled).await
}

/// `POST /meetings/{id}/restore`: a cancelled meeting is held after all; its call is sent anew.
pub(crate) async fn restore(v: Visit, Path(id): Path<String>, mut form: Form) -> Answer {
    go(&v, &id, &mut form, MeetingState::Draft).await
}

/// `POST /meetings/{id}/next`: next month's meeting from this one.
pub(crate) async fn next(v: Visit, Path(id): Path<String>, form: Form) -> Answer {
    let (m, _) = view::prepared(&v, &id).await?;
    let mut tx = v.app.store().begin(v.act()).await?;
    tx.once(form.once_key()).await?;
    let next = template::next_meeting(&mut tx, &v.app, &m).await?;
    tx.commit().await?;
    redirect(&v, &format!("/meetings/{}/agenda", next.id))
}
