//! What is done on the brief: the answer to the call, and own notes.

use axum::extract::Path;
use axum::http::header;
use axum::response::IntoResponse;
use page::{Answer, Form, PageError, Version, Visit, conflict, redirect};

use super::notes::{self, MARKS, Said};
use super::show::{draw, enter};
use crate::agenda;
use crate::invitations::{self, ANSWERS, Answered};
use crate::view;

/// The longest note.
const LONGEST: usize = 20_000;

/// `POST /meetings/{id}/brief/answer`: the answer of the reader, or of an assistant or substitute for the manager.
pub(super) async fn answer(v: Visit, Path(id): Path<String>, mut form: Form) -> Answer {
    let (m, body, reader) = enter(&v, &id).await?;
    let Some(invitation) = &reader.invitation else { return Err(PageError::Forbidden) };
    if !invitations::open_for_answers(&m, v.now) {
        return Err(PageError::Refused("meetings-answer-closed"));
    }
    let answer = form.choice("answer", &ANSWERS).map(str::to_owned);
    let deputy = form.text("deputy", 120);
    let fits = match answer.as_deref() {
        None => false,
        Some("on_site") => m.mode != "remote",
        Some("remote") => m.mode != "on_site",
        Some(_) => true,
    };
    if !fits {
        form.wrong("answer", "problem-not-a-choice");
    }
    if answer.as_deref() == Some("deputy") && deputy.is_empty() {
        form.wrong("deputy", "meetings-problem-deputy");
    }
    let (Some(answer), true) = (answer, form.ok()) else { return draw(&v, &m, &body, &reader, &form).await };
    let mut tx = v.app.store().begin(v.act()).await?;
    tx.once(form.once_key()).await?;
    let before = invitations::get(tx.conn(), v.tenant.id, invitation.id).await?.ok_or(PageError::Stale)?;
    let via = match () {
        () if v.acting_for.is_some() => "assistant",
        () if reader.stands_in => "substitute",
        () => "page",
    };
    let said = Answered { answer, deputy, via, sequence: m.sequence };
    invitations::answer(&mut tx, &before, said).await?;
    tx.noted("invitation", invitation.id, "answered", &[]);
    tx.commit().await?;
    redirect(&v, &format!("/meetings/{}/brief#answer", m.id))
}

/// `POST /meetings/{id}/brief/notes/{about}`: an own note to an item or to the meeting, also as one types.
pub(super) async fn note(v: Visit, Path((id, about)): Path<(String, String)>, mut form: Form) -> Answer {
    let (m, _, _) = enter(&v, &id).await?;
    let about = view::id(&about)?;
    if about != m.id {
        let item = agenda::get(v.app.db(), v.tenant.id, about).await?;
        item.filter(|i| i.meeting == m.id).ok_or(PageError::NotFound)?;
    }
    let text = form.text("text", LONGEST);
    let mark = form.choice("mark", &MARKS).unwrap_or_default().to_owned();
    if form.problem("text").is_some() {
        return Err(PageError::TooLarge);
    }
    if !form.ok() {
        return Err(PageError::Bad("problem-not-a-choice"));
    }
    // What saves itself sends the text alone: the mark stays.
    let mark = form.pairs().iter().any(|(n, _)| n == "mark").then_some(mark);
    let path = format!("/meetings/{}/brief", m.id);
    match notes::save(&v, (m.id, about), form.version(), Said { mark, text }).await? {
        // Whoever sends a one-time key is a form, and wants a page.
        Ok(version) if form.value("once").is_empty() => {
            let body = format!("{{\"version\":{version}}}");
            Ok(([(header::CONTENT_TYPE, "application/json")], body).into_response())
        }
        Ok(_) => redirect(&v, &format!("{path}#i-{about}")),
        Err(stands) => {
            let fields = [Version { name: "text", label: "brief-note", theirs: stands.text.clone() }];
            conflict(&v, &form, &format!("{path}/notes/{about}"), stands.version, &fields)
        }
    }
}

/// `GET /meetings/{id}/brief/notes/{about}`: where the page of two versions leads back to.
pub(super) async fn back(v: Visit, Path((id, about)): Path<(String, String)>) -> Answer {
    let (m, _, _) = enter(&v, &id).await?;
    redirect(&v, &format!("/meetings/{}/brief#i-{}", m.id, view::id(&about)?))
}
