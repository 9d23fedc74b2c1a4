//! The form of a proposal: a new one, one that is changed while it waits, and one that is proposed again.

use askama::Template;
use axum::extract::{Path, Query};
use axum::http::StatusCode;
use kit::{Local, Publicity, Role, When};
use page::{Answer, Form, Html, PageError, Upload, Visit, html_with, redirect};
use people::bodies::{self, Body};
use record::documents::{self, NewDocument, UploadError};
use store::Tx;
use uuid::Uuid;

use super::decide::load;
use super::propose::{body_of, coming};
use super::rules::{Timely, may_change, may_propose};
use super::store::{self as kept, NewProposal, Proposal};
use crate::view::{self, Choice};

#[derive(Template)]
#[template(path = "meetings/proposal_new.html")]
struct FormPage<'a> {
    v: &'a Visit,
    form: &'a Form,
    body: &'a Body,
    name: Html,
    meetings: Vec<Choice>,
    behalves: Vec<Choice>,
    closed: Vec<String>,
    /// The proposal that is changed.
    old: Option<&'a Proposal>,
    files: Vec<Html>,
    acting: Option<String>,
}

impl FormPage<'_> {
    fn again(&self) -> bool {
        self.old.is_some_and(|p| p.state == "returned")
    }
    fn heading(&self) -> &'static str {
        match self.old {
            None => "proposal-new",
            Some(_) if self.again() => "proposal-again",
            Some(_) => "proposal-change",
        }
    }
    fn button(&self) -> &'static str {
        match self.old {
            None => "proposal-send",
            Some(_) if self.again() => "proposal-send-again",
            Some(_) => "meetings-save",
        }
    }
    fn action(&self) -> String {
        self.v.url(&match self.old {
            Some(p) => format!("/proposals/{}/edit", p.id),
            None => format!("/bodies/{}/proposals/new", self.body.key),
        })
    }
}

/// On whose behalf somebody may propose: `m:ID` of a municipality, `g:ID` of a group, empty of oneself. `stands` is
/// what an older proposal has already.
async fn behalves(v: &Visit, body: &Body, stands: &str) -> Result<Vec<Choice>, PageError> {
    let (db, tenant) = (v.app.db(), v.tenant.id);
    let mut all: Vec<Choice> = Vec::new();
    for town in people::municipalities::all(db, tenant).await? {
        let code = format!("m:{}", town.id);
        if v.who.speaks_for(town.id) || code == stands {
            all.push((code, town.name(v.lang).to_owned()));
        }
    }
    for group in bodies::list(db, tenant).await?.into_iter().filter(|g| g.id != body.id) {
        let code = format!("g:{}", group.id);
        if v.who.has_in(group.id, &[Role::Chair, Role::Secretary, Role::Member]) || code == stands {
            all.push((code, group.name.0.get(v.lang).to_owned()));
        }
    }
    if v.who.prepares(body.id) || all.is_empty() || stands == OWN {
        all.push((String::new(), v.t("proposal-behalf-own")));
    }
    Ok(all)
}

/// Stands for a proposal that somebody made for oneself.
const OWN: &str = "own";

fn behalf_of(p: &Proposal) -> String {
    match (p.municipality, p.by_group) {
        (Some(id), _) => format!("m:{id}"),
        (None, Some(id)) => format!("g:{id}"),
        (None, None) => OWN.to_owned(),
    }
}

async fn draw(v: &Visit, form: &Form, body: &Body, old: Option<&Proposal>) -> Answer {
    let stands = old.map(behalf_of).unwrap_or_default();
    let (mut open, mut closed) = (vec![(String::new(), v.t("proposal-any-meeting"))], Vec::new());
    for c in coming(v, body).await? {
        let day = view::day(v, &c.meeting);
        let words = |key| v.t2(key, ("meeting", day.clone()), ("day", v.date(c.last)));
        let keeps = old.is_some_and(|p| keeps_meeting(p, c.meeting.id));
        match c.timely {
            Timely::Yes => open.push((c.meeting.id.to_string(), words("proposal-meeting-until"))),
            Timely::Late => open.push((c.meeting.id.to_string(), words("proposal-meeting-late"))),
            Timely::No if keeps => open.push((c.meeting.id.to_string(), words("proposal-meeting-was"))),
            Timely::No => closed.push(words("proposal-meeting-closed")),
        }
    }
    let files = match old {
        Some(p) => documents::of(v.app.db(), v.tenant.id, "proposal", p.id).await?,
        None => Vec::new(),
    };
    let page = FormPage {
        v,
        form,
        name: v.local(&body.name.0),
        meetings: open,
        behalves: behalves(v, body, &stands).await?,
        closed,
        files: files.iter().map(|d| v.local(&d.title.0)).collect(),
        acting: v.acting_for.as_ref().map(|(_, name)| v.t1("proposal-acting", "name", name)),
        body,
        old,
    };
    let status = if form.ok() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    html_with(v, status, &v.t(page.heading()), &page)
}

/// A proposal that waits for its answer keeps its meeting, although the deadline has gone by.
fn keeps_meeting(p: &Proposal, meeting: Uuid) -> bool {
    p.state == "open" && p.meeting == Some(meeting)
}

/// What an address may ask for.
#[derive(serde::Deserialize)]
pub(super) struct Asked {
    /// The meeting that is chosen at first.
    #[serde(default)]
    meeting: String,
}

/// `GET /bodies/{key}/proposals/new?meeting=`.
pub(super) async fn new(v: Visit, Path(key): Path<String>, Query(asked): Query<Asked>) -> Answer {
    let body = body_of(&v, &key).await?;
    v.allow(may_propose(&v.who, body.id))?;
    let first = behalves(&v, &body, "").await?.into_iter().next().unwrap_or_default();
    draw(&v, &Form::new().with("behalf", first.0).with("meeting", asked.meeting), &body, None).await
}

/// What was typed, with the problems noted in the form.
async fn read(
    v: &Visit,
    form: &mut Form,
    body: &Body,
    old: Option<&Proposal>,
) -> Result<NewProposal, PageError> {
    let title = form.required("title", 300);
    let why = view::rich_field(form, "why");
    let text = view::rich_field(form, "text");
    if form.value("text").trim().is_empty() {
        form.wrong("text", "problem-required");
    }
    let minutes = form.int("minutes", 1, 240);
    let meeting = form.id("meeting");
    let mut late = false;
    if let Some(id) = meeting {
        match coming(v, body).await?.iter().find(|c| c.meeting.id == id) {
            None => form.wrong("meeting", "problem-not-a-choice"),
            Some(_) if old.is_some_and(|p| keeps_meeting(p, id)) => late = old.is_some_and(|p| p.late),
            Some(c) if c.timely == Timely::No => {
                form.wrong_with("meeting", "proposal-too-late", v.date(c.last));
            }
            Some(c) => late = c.timely == Timely::Late,
        }
    }
    let behalf = form.value("behalf").to_owned();
    let stands = old.map(behalf_of).unwrap_or_default();
    if !behalves(v, body, &stands).await?.iter().any(|(code, _)| *code == behalf) {
        form.wrong("behalf", "problem-not-a-choice");
    }
    let of = |prefix: &str| behalf.strip_prefix(prefix).and_then(|id| id.parse::<Uuid>().ok());
    let (by_person, by_name, via) = match &v.acting_for {
        Some((id, name)) => (*id, name.clone(), Some((v.person()?, v.who.name().to_owned()))),
        None => (v.person()?, v.who.name().to_owned(), None),
    };
    Ok(NewProposal {
        body: body.id,
        meeting,
        municipality: of("m:"),
        by_group: of("g:"),
        title,
        why,
        text,
        minutes,
        by_person,
        by_name,
        via,
        late,
    })
}

/// The file of the form, looked at; its type is told by its content.
async fn file_of(upload: &Upload) -> Result<Option<(String, documents::Looked)>, PageError> {
    let Some(file) = upload.files.first() else { return Ok(None) };
    match documents::look(file).await {
        Ok(looked) => Ok(Some((file.name.clone(), looked))),
        Err(UploadError::WrongType) => Err(PageError::WrongType),
        Err(e) => Err(e.into()),
    }
}

/// Keeps the file. It belongs to no body: whoever sees the proposal sees it.
async fn attach(
    v: &Visit,
    tx: &mut Tx,
    p: &Proposal,
    file: (String, documents::Looked),
) -> Result<(), PageError> {
    let (name, looked) = file;
    let stored = documents::keep(v, tx, looked).await?;
    let new = NewDocument {
        key: None,
        title: Local::fi(name),
        kind: "attachment".to_owned(),
        about: ("proposal".to_owned(), p.id),
        matter: None,
        body: None,
        file: Some(stored),
        address: String::new(),
        at: When::day(v.today()),
        publicity: Publicity::Internal,
        ground: String::new(),
        released: false,
        note: String::new(),
        source: String::new(),
    };
    documents::attach(tx, new).await?;
    Ok(())
}

/// `POST /bodies/{key}/proposals/new`, with a file where there is one.
pub(super) async fn save(v: Visit, Path(key): Path<String>, upload: Upload) -> Answer {
    let body = body_of(&v, &key).await?;
    v.allow(may_propose(&v.who, body.id))?;
    let looked = file_of(&upload).await?;
    let mut form = upload.form;
    let new = read(&v, &mut form, &body, None).await?;
    if !form.ok() {
        return draw(&v, &form, &body, None).await;
    }
    let mut tx = v.app.store().begin(v.act()).await?;
    tx.once(form.once_key()).await?;
    let made: Proposal = kept::create(&mut tx, new).await?;
    if let Some(file) = looked {
        attach(&v, &mut tx, &made, file).await?;
    }
    tx.commit().await?;
    redirect(&v, &format!("/proposals/{}", made.id))
}

/// The proposal of an address, for who may change it now.
async fn changeable(v: &Visit, id: &str) -> Result<(Proposal, Body), PageError> {
    let (p, body) = load(v, id).await?;
    if may_change(&v.who, &p) {
        return Ok((p, body));
    }
    let decided = !matches!(p.state.as_str(), "open" | "returned");
    Err(if decided { PageError::Refused("proposal-decided") } else { PageError::Forbidden })
}

/// `GET /proposals/{id}/edit`.
pub(super) async fn edit(v: Visit, Path(id): Path<String>) -> Answer {
    let (p, body) = changeable(&v, &id).await?;
    let behalf = behalf_of(&p);
    let form = Form::new()
        .with("version", p.version)
        .with("title", &p.title)
        .with("text", &p.text)
        .with("why", &p.why)
        .with("meeting", p.meeting.map_or_else(String::new, |m| m.to_string()))
        .with("behalf", if behalf == OWN { "" } else { &behalf })
        .with("minutes", p.minutes.map_or_else(String::new, |n| n.to_string()));
    draw(&v, &form, &body, Some(&p)).await
}

/// `POST /proposals/{id}/edit`: changes it while it waits, and proposes it again when it was returned. The reason of
/// the return stays with it, so that the secretary sees what was asked.
pub(super) async fn change(v: Visit, Path(id): Path<String>, upload: Upload) -> Answer {
    let (p, body) = changeable(&v, &id).await?;
    let looked = file_of(&upload).await?;
    let mut form = upload.form;
    let new = read(&v, &mut form, &body, Some(&p)).await?;
    if !form.ok() {
        return draw(&v, &form, &body, Some(&p)).await;
    }
    let mut tx = v.app.store().begin(v.act()).await?;
    tx.once(form.once_key()).await?;
    let before = kept::get(tx.conn(), v.tenant.id, p.id).await?.ok_or(PageError::NotFound)?;
    Tx::fresh(form.version(), before.version)?;
    let after = Proposal {
        meeting: new.meeting,
        municipality: new.municipality,
        by_group: new.by_group,
        title: new.title,
        why: new.why,
        text: new.text,
        minutes: new.minutes,
        late: new.late,
        state: "open".to_owned(),
        made_at: if before.state == "returned" { tx.stamp() } else { before.made_at },
        decided_at: None,
        decided_by: String::new(),
        ..before.clone()
    };
    kept::update(&mut tx, &before, after).await?;
    if let Some(file) = looked {
        attach(&v, &mut tx, &p, file).await?;
    }
    tx.commit().await?;
    redirect(&v, &format!("/proposals/{}", p.id))
}
