//! Approving, publishing and reopening a record.

use assembly::{MeetingState, StepFacts};
use axum::extract::Path;
use axum::http::StatusCode;
use bytes::Bytes;
use jiff::Timestamp;
use kit::{Event, Lang, Local, Publicity};
use page::{Answer, App, Form, PageError, Tenant, Visit, redirect};
use record::decisions;
use record::documents::{self, NewDocument, StoredFile};
use store::{Stamp, Tx};
use uuid::Uuid;

use super::files;
use super::model::{self, Source};
use super::rights::{self, RecordState, RecordStep};
use super::show::{Shelf, draw};
use super::store as kept;
use crate::agenda;
use crate::meetings::{self, Meeting};
use crate::session::room::{self, Room};

fn go(shelf: &Shelf, step: RecordStep) -> Result<RecordState, PageError> {
    shelf.state().go(step).ok_or(PageError::Refused("minutes-step-not-allowed"))
}

/// Reads the meeting again within the transaction, as it was shown.
async fn again(tx: &Tx, id: Uuid, shown: i64) -> Result<Meeting, PageError> {
    let before = meetings::get(tx.conn(), tx.tenant(), id).await?.ok_or(PageError::NotFound)?;
    Tx::fresh(shown, before.version)?;
    Ok(before)
}

/// Notes by whom and when the record was approved.
pub async fn approve(v: Visit, Path(id): Path<Uuid>, mut form: Form) -> Answer {
    let shelf = Shelf::open(&v, id).await?;
    let body = &shelf.room.body;
    v.allow(rights::may_approve(&v.who, body.id, &body.approval))?;
    let to = go(&shelf, RecordStep::Approve)?;
    if !rights::is_over(shelf.room.meeting.state()) {
        return Err(PageError::Refused("minutes-not-over"));
    }
    let by = form.required("by", 500);
    let day = form.required_day("day");
    if day.is_some_and(|d| d > v.today()) {
        form.wrong("day", "minutes-approved-later");
    }
    if day.zip(shelf.room.meeting.day()).is_some_and(|(d, held)| d < held) {
        form.wrong("day", "minutes-approved-before");
    }
    if assembly::close_check(&agenda::statuses(&shelf.room.items)).is_err() {
        form.wrong("by", "minutes-untreated");
    }
    let (true, Some(day)) = (form.ok(), day) else {
        return draw(&v, &shelf, &form, StatusCode::UNPROCESSABLE_ENTITY);
    };
    let at = if day == v.today() { v.now } else { kit::to_instant(day.at(12, 0, 0, 0)) };
    let mut tx = v.app.store().begin(v.act()).await?;
    tx.once(form.once_key()).await?;
    let before = again(&tx, id, form.version()).await?;
    approve_in(&mut tx, &before, to, &by, at).await?;
    tx.commit().await?;
    redirect(&v, &format!("/meetings/{id}/record"))
}

pub(super) async fn approve_in(
    tx: &mut Tx,
    before: &Meeting,
    to: RecordState,
    by: &str,
    at: Timestamp,
) -> Result<Meeting, PageError> {
    kept::note(tx, before.id, "approved", by, "", at).await?;
    let after =
        Meeting { record_state: to.code().to_owned(), approved_at: Some(Stamp::from(at)), ..before.clone() };
    Ok(meetings::update(tx, before, after).await?)
}

/// The next meeting approved the record that came up on its agenda, where the body has it so. A record that is
/// approved already, or whose items are open, stays as it is.
pub(crate) async fn approved_at(tx: &mut Tx, id: Uuid, by: &str) -> Result<(), PageError> {
    let Some(room) = room::enter(tx.conn(), tx.tenant(), id).await? else { return Ok(()) };
    let open = assembly::close_check(&agenda::statuses(&room.items)).is_err();
    let state = RecordState::parse(&room.meeting.record_state);
    if room.body.approval != "next_meeting" || open || !rights::is_over(room.meeting.state()) {
        return Ok(());
    }
    if let Some(to) = state.go(RecordStep::Approve) {
        let now = tx.now();
        approve_in(tx, &room.meeting, to, by, now).await?;
    }
    Ok(())
}

/// That approval was taken back before the record was published.
pub(crate) async fn not_approved_at(tx: &mut Tx, id: Uuid, by: &str) -> Result<(), PageError> {
    let Some(before) = meetings::get(tx.conn(), tx.tenant(), id).await? else { return Ok(()) };
    let steps = kept::steps(tx.conn(), tx.tenant(), id).await?;
    let ours = steps.iter().any(|s| s.verb == "approved" && s.by_name == by);
    if !ours || before.record_state != RecordState::Approved.code() {
        return Ok(());
    }
    let now = tx.now();
    kept::note(tx, id, "taken_back", by, "", now).await?;
    let draft = RecordState::Draft.code().to_owned();
    let after = Meeting { record_state: draft, approved_at: None, ..before.clone() };
    meetings::update(tx, &before, after).await?;
    Ok(())
}

/// Publishes the record: freezes it, and lets the public see decisions and documents.
pub async fn publish(v: Visit, Path(id): Path<Uuid>, form: Form) -> Answer {
    let mut shelf = Shelf::open(&v, id).await?;
    v.allow(rights::may_write(&v.who, shelf.room.body.id))?;
    let to = go(&shelf, RecordStep::Publish)?;
    // The document is made as it will stand, and printed before the transaction begins: printing takes long.
    shelf.room.meeting.record_state = to.code().to_owned();
    let documents = model::public(&shelf.source(&v))?;
    let pdf = match documents.get(Lang::Fi.code()) {
        Some(document) => files::print(&v.app, document).await?,
        None => None,
    };
    let mut tx = v.app.store().begin(v.act()).await?;
    tx.once(form.once_key()).await?;
    let before = again(&tx, id, form.version()).await?;
    publish_in(&v.app, &v.tenant, &mut tx, &before, pdf, (v.who.name(), v.now)).await?;
    tx.commit().await?;
    redirect(&v, &format!("/meetings/{id}/record"))
}

/// Publishes within a transaction.
pub(super) async fn publish_in(
    app: &App,
    tenant: &Tenant,
    tx: &mut Tx,
    before: &Meeting,
    pdf: Option<Vec<u8>>,
    (by, at): (&str, Timestamp),
) -> Result<(), PageError> {
    let id = before.id;
    let mut room = room::enter(tx.conn(), tx.tenant(), id).await?.ok_or(PageError::NotFound)?;
    room.meeting.record_state = RecordState::Published.code().to_owned();
    let parts = kept::parts(tx.conn(), tx.tenant(), id).await?;
    let steps = kept::steps(tx.conn(), tx.tenant(), id).await?;
    let source = Source { app, tenant, room: &room, parts: &parts, steps: &steps };
    let documents = model::public(&source)?;
    let sha = match pdf {
        Some(bytes) => Some(file(app, tx, &room, bytes, at).await?),
        None => None,
    };
    kept::freeze(tx, id, &documents, sha, at).await?;
    kept::note(tx, id, "published", by, "", at).await?;
    decisions::set_published(tx, id, true).await?;
    documents::release(tx, "meeting", id, true).await?;
    for item in room.items.iter().filter(|i| Publicity::parse(&i.publicity) == Publicity::Public) {
        documents::release(tx, "item", item.id, true).await?;
    }
    let statuses = agenda::statuses(&room.items);
    let state = match before.state() {
        MeetingState::Held => before
            .state()
            .go(MeetingState::Closed, &StepFacts { items: &statuses, ..StepFacts::default() })
            .map_err(|_| PageError::Refused("minutes-untreated"))?,
        other => other,
    };
    let after = Meeting {
        state: state.code().to_owned(),
        record_state: RecordState::Published.code().to_owned(),
        published_at: Some(Stamp::from(at)),
        ..before.clone()
    };
    meetings::update(tx, before, after).await?;
    tx.emit(&Event::Published { meeting: id }).await?;
    Ok(())
}

/// Keeps the printed record among the documents of the meeting.
async fn file(
    app: &App,
    tx: &mut Tx,
    room: &Room,
    bytes: Vec<u8>,
    at: Timestamp,
) -> Result<String, PageError> {
    let size = i64::try_from(bytes.len()).unwrap_or(i64::MAX);
    let sha = app.files().put(tx, Bytes::from(bytes), "application/pdf").await?;
    let key = if room.body.statutory { "minutes-minutes" } else { "minutes-memo" };
    let t = |lang| app.t(lang, key, &[]);
    let new = NewDocument {
        key: None,
        title: Local { fi: t(Lang::Fi), sv: t(Lang::Sv), en: t(Lang::En) },
        kind: "record".to_owned(),
        about: ("meeting".to_owned(), room.meeting.id),
        matter: None,
        body: Some(room.body.id),
        file: Some(StoredFile {
            sha: sha.clone(),
            name: files::name(app, room, Lang::Fi, "pdf"),
            media_type: "application/pdf".to_owned(),
            size,
            content: String::new(),
        }),
        address: String::new(),
        at: kit::When::day(kit::local_date(at)),
        publicity: Publicity::Public,
        ground: String::new(),
        released: true,
        note: String::new(),
        source: String::new(),
    };
    documents::attach(tx, new).await?;
    Ok(sha)
}

/// Opens a record again, with the reason. The published version stays, unless it must be withdrawn from the public.
pub async fn reopen(v: Visit, Path(id): Path<Uuid>, mut form: Form) -> Answer {
    let shelf = Shelf::open(&v, id).await?;
    v.allow(rights::may_write(&v.who, shelf.room.body.id))?;
    let to = go(&shelf, RecordStep::Reopen)?;
    let reason = form.required("reason", 1000);
    if !form.ok() {
        return draw(&v, &shelf, &form, StatusCode::UNPROCESSABLE_ENTITY);
    }
    let withdrawn = form.flag("withdraw");
    let mut tx = v.app.store().begin(v.act()).await?;
    tx.once(form.once_key()).await?;
    let before = again(&tx, id, form.version()).await?;
    kept::note(&mut tx, id, "reopened", v.who.name(), &reason, v.now).await?;
    if shelf.state() == RecordState::Published {
        let versions = kept::versions(tx.conn(), v.tenant.id, id).await?;
        if let Some(version) = versions.iter().find(|x| x.reopened_at.is_none()) {
            kept::supersede(&mut tx, version, &reason, withdrawn).await?;
            if withdrawn {
                hide(&mut tx, id, version.pdf_sha.as_deref()).await?;
            }
        }
        decisions::set_published(&mut tx, id, false).await?;
    }
    let facts = StepFacts { reason: &reason, ..StepFacts::default() };
    let state = match before.state() {
        MeetingState::Closed => before
            .state()
            .go(MeetingState::Held, &facts)
            .map_err(|_| PageError::Refused("minutes-step-not-allowed"))?,
        other => other,
    };
    let after = Meeting {
        state: state.code().to_owned(),
        record_state: to.code().to_owned(),
        approved_at: None,
        published_at: None,
        ..before.clone()
    };
    meetings::update(&mut tx, &before, after).await?;
    tx.commit().await?;
    redirect(&v, &format!("/meetings/{id}/record"))
}

/// Takes a withdrawn version's file away from the public.
async fn hide(tx: &mut Tx, meeting: Uuid, sha: Option<&str>) -> Result<(), PageError> {
    for before in documents::of(tx.conn(), tx.tenant(), "meeting", meeting).await? {
        if before.released && before.sha.is_some() && before.sha.as_deref() == sha {
            let after =
                documents::Document { released: false, version: before.version + 1, ..before.clone() };
            tx.change("document", before.id, &before, &after).await?;
        }
    }
    Ok(())
}
