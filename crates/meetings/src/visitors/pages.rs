//! What a visitor sees by the link of the letter: the own item, the slot, and a place for slides.

use askama::Template;
use assembly::MeetingState;
use axum::extract::Path;
use axum::http::StatusCode;
use kit::{Actor, Local, Publicity, When};
use page::{Answer, Form, Html, PageError, Upload, Visit, html_with, redirect};
use record::documents::{self, NewDocument, UploadError};
use store::Act;

use super::store as kept;
use crate::agenda::{self, Item, Visitor};
use crate::invitations::{self, Invitation};
use crate::meetings::{self, Meeting};
use crate::{rights, view};

/// The largest file that a visitor may bring.
const MOST_BYTES: usize = 25 << 20;
/// How many files.
const MOST_FILES: usize = 10;

/// A file that the visitor brought.
struct Slide {
    id: uuid::Uuid,
    title: Html,
    name: String,
    size: String,
    removed: bool,
}

#[derive(Template)]
#[template(path = "meetings/visit.html")]
struct Page<'a> {
    v: &'a Visit,
    form: &'a Form,
    m: &'a Meeting,
    token: &'a str,
    name: Html,
    day: String,
    slot: String,
    person: &'a str,
    title: Option<Html>,
    summary: Html,
    link: Option<&'a str>,
    slides: Vec<Slide>,
    moves: Vec<String>,
    open: bool,
    cancelled: bool,
}

struct Linked {
    invitation: Invitation,
    meeting: Meeting,
    visitor: Visitor,
    item: Item,
}

/// The visit of a link. A link of somebody else's role leads nowhere here.
async fn load(v: &Visit, token: &str) -> Result<Linked, PageError> {
    let (db, tenant) = (v.app.db(), v.tenant.id);
    let found = invitations::by_token(db, tenant, token).await?.filter(|i| !i.withdrawn);
    let invitation = found.ok_or(PageError::NotFound)?;
    let visitor = match invitation.visitor {
        Some(id) => agenda::visitor(db, tenant, id).await?.ok_or(PageError::NotFound)?,
        None => return Err(PageError::NotFound),
    };
    let item = agenda::get(db, tenant, visitor.item).await?.filter(|i| i.state != "removed");
    let item = item.ok_or(PageError::NotFound)?;
    let meeting = meetings::get(db, tenant, item.meeting).await?.ok_or(PageError::NotFound)?;
    Ok(Linked { invitation, meeting, visitor, item })
}

/// Whether the link has served: the day after the meeting it shows nothing any more.
fn over(l: &Linked, now: jiff::Timestamp) -> bool {
    let last = l.meeting.end().or(l.meeting.start()).map(kit::local_date).or(l.meeting.day());
    last.is_some_and(|day| kit::local_date(now) > day.tomorrow().unwrap_or(day))
}

#[derive(Template)]
#[template(path = "meetings/visit_over.html")]
struct OverPage<'a> {
    v: &'a Visit,
}

/// Whether slides are still taken: until the item is treated or the meeting over.
fn open(l: &Linked, now: jiff::Timestamp) -> bool {
    !over(l, now)
        && matches!(l.meeting.state(), MeetingState::Called | MeetingState::InSession)
        && l.item.outcome().is_none()
}

async fn draw(v: &Visit, token: &str, l: &Linked, form: &Form) -> Answer {
    let (db, tenant) = (v.app.db(), v.tenant.id);
    let body = view::body_of(v, &l.meeting).await?;
    let mut slides = Vec::new();
    for id in kept::slides(db, tenant, l.visitor.id).await? {
        let stands = documents::get(db, tenant, id).await?;
        let removed = stands.is_none();
        let found = match stands {
            Some(d) => Some(d),
            None => documents::removed(db, tenant, id).await?,
        };
        let Some(d) = found else { continue };
        let (title, size) = (v.local(&d.title.0), v.bytes(&d.size));
        slides.push(Slide { id, title, name: d.name, size, removed });
    }
    let moves = kept::moves(db, tenant, vec![l.visitor.id]).await?;
    let page = Page {
        v,
        form,
        m: &l.meeting,
        token,
        name: v.local(&view::name(&l.meeting, &body)),
        day: view::day(v, &l.meeting),
        slot: format!("{}–{}", l.visitor.from_time, l.visitor.to_time),
        person: &l.visitor.name,
        // The link may be passed on: of what is secret it tells no more than the slot.
        title: (l.item.publicity() != Publicity::Secret).then(|| v.local(&l.item.title.0)),
        summary: if l.item.publicity() == Publicity::Secret {
            Html::default()
        } else {
            v.local(&l.item.summary.0)
        },
        link: Some(l.meeting.remote_link.as_str())
            .filter(|link| !link.is_empty() && rights::link_of_use(&l.meeting)),
        slides,
        moves: moves
            .iter()
            .map(|m| v.t2("visit-moved", ("from", m.from_time.clone()), ("to", m.new_from.clone())))
            .collect(),
        open: open(l, v.now),
        cancelled: l.meeting.state() == MeetingState::Cancelled,
    };
    let status = if form.ok() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    html_with(v, status, &v.t("visit-title"), &page)
}

/// `GET /visit/{token}`. Opening it changes nothing but that it was opened.
pub(super) async fn show(v: Visit, Path(token): Path<String>) -> Answer {
    let l = load(&v, &token).await?;
    if over(&l, v.now) {
        return html_with(&v, StatusCode::GONE, &v.t("visit-title"), &OverPage { v: &v });
    }
    invitations::note_seen(&v, &l.invitation, false).await?;
    draw(&v, &token, &l, &Form::new()).await
}

/// `POST /visit/{token}/slides`: a file for the own item. Its type is told by its content.
pub(super) async fn add(v: Visit, Path(token): Path<String>, upload: Upload) -> Answer {
    let l = load(&v, &token).await?;
    if !open(&l, v.now) {
        return Err(PageError::Refused("visit-closed"));
    }
    let mut form = upload.form;
    let Some(file) = upload.files.first() else {
        form.wrong("file", "problem-required");
        return draw(&v, &token, &l, &form).await;
    };
    if file.bytes.len() > MOST_BYTES {
        return Err(PageError::TooLarge);
    }
    let looked = match documents::look(file).await {
        Ok(looked) => looked,
        Err(UploadError::WrongType) => return Err(PageError::WrongType),
        Err(e) => return Err(e.into()),
    };
    let act = Act { actor: Actor::Link(l.invitation.id), ..v.act() };
    let mut tx = v.app.store().begin(act).await?;
    tx.once(form.once_key()).await?;
    if kept::slides(tx.conn(), v.tenant.id, l.visitor.id).await?.len() >= MOST_FILES {
        return Err(PageError::Refused("visit-too-many"));
    }
    let stored = documents::keep(&v, &tx, looked).await?;
    let new = NewDocument {
        key: None,
        title: Local::fi(file.name.clone()),
        kind: "slides".to_owned(),
        about: ("item".to_owned(), l.item.id),
        matter: l.item.matter,
        body: Some(l.meeting.body),
        file: Some(stored),
        address: String::new(),
        at: When::day(v.today()),
        publicity: l.item.publicity(),
        ground: l.item.ground.clone(),
        // Nobody of the house has looked at it yet: the public sees it with the record.
        released: false,
        note: String::new(),
        source: l.visitor.name.clone(),
    };
    let made = documents::attach(&mut tx, new).await?;
    kept::brought(&mut tx, l.visitor.id, made.id).await?;
    tx.commit().await?;
    redirect(&v, &format!("/visit/{token}"))
}

/// `POST /visit/{token}/slides/{document}`: takes an own file away, or puts it back.
pub(super) async fn turn(v: Visit, Path((token, document)): Path<(String, String)>, form: Form) -> Answer {
    let l = load(&v, &token).await?;
    if !open(&l, v.now) {
        return Err(PageError::Refused("visit-closed"));
    }
    let id = view::id(&document)?;
    let act = Act { actor: Actor::Link(l.invitation.id), ..v.act() };
    let mut tx = v.app.store().begin(act).await?;
    tx.once(form.once_key()).await?;
    if !kept::slides(tx.conn(), v.tenant.id, l.visitor.id).await?.contains(&id) {
        return Err(PageError::NotFound);
    }
    match documents::get(tx.conn(), v.tenant.id, id).await? {
        Some(d) if form.value("to") == "remove" => documents::remove(&mut tx, &d).await?,
        Some(_) => return Err(PageError::Stale),
        None => {
            let d = documents::removed(tx.conn(), v.tenant.id, id).await?.ok_or(PageError::NotFound)?;
            documents::put_back(&mut tx, &d).await?;
        }
    }
    tx.commit().await?;
    redirect(&v, &format!("/visit/{token}"))
}
