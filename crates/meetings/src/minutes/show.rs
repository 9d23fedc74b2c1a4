//! The page of a record and of its earlier versions.

use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use doc::Document;
use page::{Answer, Form, Html, PageError, Visit, html_with};
use uuid::Uuid;

use super::model::{self, CLOSING, OPENING, Source, item_key};
use super::rights::{self, RecordState, RecordStep};
use super::store::{self as kept, Part, Step, Version};
use crate::session::room::{self, Room};

/// What somebody sees of a record.
pub enum Seen {
    /// The working record, whole.
    Working(Box<Document>),
    /// A published version.
    Frozen(Box<Version>),
}

/// A record with all that its pages need.
pub struct Shelf {
    /// The session.
    pub room: Room,
    /// The written parts.
    pub parts: Vec<Part>,
    /// The steps until now.
    pub steps: Vec<Step>,
    /// The published versions, the newest first.
    pub versions: Vec<Version>,
}

impl Shelf {
    /// Reads it.
    pub async fn open(v: &Visit, id: Uuid) -> Result<Self, PageError> {
        let (db, tenant) = (v.app.db(), v.tenant.id);
        let room = room::enter(db, tenant, id).await?.ok_or(PageError::NotFound)?;
        Ok(Self {
            parts: kept::parts(db, tenant, id).await?,
            steps: kept::steps(db, tenant, id).await?,
            versions: kept::versions(db, tenant, id).await?,
            room,
        })
    }

    /// What the document is made of.
    pub fn source<'a>(&'a self, v: &'a Visit) -> Source<'a> {
        Source { app: &v.app, tenant: &v.tenant, room: &self.room, parts: &self.parts, steps: &self.steps }
    }

    /// Where the record is.
    pub fn state(&self) -> RecordState {
        RecordState::parse(&self.room.meeting.record_state)
    }

    /// What the visitor sees; nothing is [`PageError::NotFound`].
    pub fn seen(&self, v: &Visit) -> Result<Seen, PageError> {
        if rights::may_read_draft(&v.who, self.room.body.id, self.room.meeting.state()) {
            return Ok(Seen::Working(Box::new(model::document(&self.source(v), v.lang, true)?)));
        }
        let newest = self.versions.iter().find(|x| !x.withdrawn);
        newest.map(|x| Seen::Frozen(Box::new(x.clone()))).ok_or(PageError::NotFound)
    }

    /// The document that the visitor sees.
    pub fn document(&self, v: &Visit) -> Result<Document, PageError> {
        match self.seen(v)? {
            Seen::Working(d) => Ok(*d),
            Seen::Frozen(x) => {
                x.document(v.lang).ok_or_else(|| PageError::inside("a damaged version of a record"))
            }
        }
    }
}

/// Whether there is anything of a meeting's record for the visitor to read.
pub(crate) async fn may_read(v: &Visit, m: &crate::meetings::Meeting) -> Result<bool, PageError> {
    if rights::is_over(m.state()) && rights::may_read_draft(&v.who, m.body, m.state()) {
        return Ok(true);
    }
    let versions = kept::versions(v.app.db(), v.tenant.id, m.id).await?;
    Ok(versions.iter().any(|x| !x.withdrawn))
}

struct PartRow {
    key: String,
    title: String,
    begun: bool,
}

struct VersionRow {
    number: i64,
    line: String,
    reopened: String,
    withdrawn: bool,
}

#[derive(Template)]
#[template(path = "meetings/record.html")]
struct RecordPage<'a> {
    v: &'a Visit,
    form: &'a Form,
    meeting: Uuid,
    html: Html,
    outdated: bool,
    correcting: bool,
    inside: bool,
    state: &'static str,
    writes: bool,
    approves: bool,
    publishes: bool,
    reopens: bool,
    approval: String,
    version: i64,
    parts: Vec<PartRow>,
    versions: Vec<VersionRow>,
    steps: Vec<String>,
}

impl RecordPage<'_> {
    fn path(&self, rest: &str) -> String {
        format!("/meetings/{}/record{rest}", self.meeting)
    }
    fn session(&self) -> String {
        format!("/meetings/{}", self.meeting)
    }
    fn part(&self, row: &PartRow) -> String {
        self.path(&format!("/parts/{}", row.key))
    }
    fn old(&self, row: &VersionRow) -> String {
        self.path(&format!("/versions/{}", row.number))
    }
    fn state_key(&self) -> String {
        format!("minutes-state-{}", self.state)
    }
    fn approval_key(&self) -> String {
        format!("minutes-approval-{}", self.approval)
    }
}

/// What the parts are called.
pub(super) fn part_title(v: &Visit, room: &Room, key: &str) -> Option<String> {
    match key {
        OPENING => Some(v.t("minutes-part-opening")),
        CLOSING => Some(v.t("minutes-part-closing")),
        _ => {
            let id: Uuid = key.strip_prefix("item-")?.parse().ok()?;
            let (n, item) = room.item(id)?;
            Some(format!("{} {}", room.printed(n, item), item.title.0.get(v.lang)))
        }
    }
}

fn part_rows(v: &Visit, shelf: &Shelf) -> Vec<PartRow> {
    let items = shelf.room.counted().map(|(_, i)| item_key(i.id));
    std::iter::once(OPENING.to_owned())
        .chain(items)
        .chain([CLOSING.to_owned()])
        .filter_map(|key| {
            let title = part_title(v, &shelf.room, &key)?;
            let begun = shelf.parts.iter().any(|p| p.key == key && !p.html.is_empty());
            Some(PartRow { key, title, begun })
        })
        .collect()
}

fn version_rows(v: &Visit, versions: &[Version], whole: bool) -> Vec<VersionRow> {
    versions
        .iter()
        .filter(|x| whole || !x.withdrawn)
        .map(|x| VersionRow {
            number: x.number,
            line: version_line(v, x),
            reopened: x.reopened_at.map_or_else(String::new, |at| {
                let day = ("day", v.date_time(at.at()));
                v.t2("minutes-version-reopened", day, ("reason", x.reopened_reason.clone()))
            }),
            withdrawn: x.withdrawn,
        })
        .collect()
}

fn version_line(v: &Visit, x: &Version) -> String {
    let day = ("day", v.date_time(x.published_at.at()));
    v.t2("minutes-version-of", ("number", x.number.to_string()), day)
}

fn step_lines(v: &Visit, steps: &[Step]) -> Vec<String> {
    steps
        .iter()
        .map(|s| {
            let day = ("day", v.date_time(s.at.at()));
            let line = v.t2(&format!("minutes-step-{}", s.verb), ("name", s.by_name.clone()), day);
            if s.reason.is_empty() { line } else { format!("{line} {}", s.reason) }
        })
        .collect()
}

/// The record.
pub async fn show(v: Visit, Path(id): Path<Uuid>) -> Answer {
    let shelf = Shelf::open(&v, id).await?;
    let form = Form::new().with("by", v.who.name()).with("day", v.date(v.today()));
    draw(&v, &shelf, &form, StatusCode::OK)
}

/// The same page with what was typed and what is wrong with it.
pub(super) fn draw(v: &Visit, shelf: &Shelf, form: &Form, status: StatusCode) -> Answer {
    let (room, state) = (&shelf.room, shelf.state());
    let (document, html, frozen) = match shelf.seen(v)? {
        Seen::Working(d) => (Some(d.title.clone()), doc::html(&d), None),
        Seen::Frozen(x) => (
            x.document(v.lang).map(|d| d.title),
            x.page(v.lang).ok_or_else(|| PageError::inside("a damaged version of a record"))?,
            Some(x),
        ),
    };
    let inside = frozen.is_none();
    let writes = inside && rights::may_write(&v.who, room.body.id);
    let over = rights::is_over(room.meeting.state());
    let goes = |step| state.go(step).is_some();
    let page = RecordPage {
        v,
        form,
        meeting: room.meeting.id,
        html: Html::raw(html),
        outdated: frozen.as_ref().is_some_and(|x| shelf.versions.first().map(|n| n.number) != Some(x.number)),
        correcting: frozen.as_ref().is_some_and(|x| x.reopened_at.is_some()),
        inside,
        state: state.code(),
        writes: writes && state == RecordState::Draft,
        approves: inside
            && over
            && goes(RecordStep::Approve)
            && rights::may_approve(&v.who, room.body.id, &room.body.approval),
        publishes: writes && over && goes(RecordStep::Publish),
        reopens: writes && goes(RecordStep::Reopen),
        approval: room.body.approval.clone(),
        version: room.meeting.version,
        parts: if writes && state == RecordState::Draft { part_rows(v, shelf) } else { Vec::new() },
        versions: version_rows(v, &shelf.versions, writes),
        steps: if inside { step_lines(v, &shelf.steps) } else { Vec::new() },
    };
    html_with(v, status, &document.unwrap_or_default(), &page)
}

#[derive(Template)]
#[template(path = "meetings/record_version.html")]
struct VersionPage<'a> {
    v: &'a Visit,
    meeting: Uuid,
    html: Html,
    line: String,
    reason: String,
    withdrawn: bool,
}

impl VersionPage<'_> {
    fn back(&self) -> String {
        format!("/meetings/{}/record", self.meeting)
    }
}

/// An earlier version with the reason for which it was opened again.
pub async fn version(v: Visit, Path((id, number)): Path<(Uuid, i64)>) -> Answer {
    let shelf = Shelf::open(&v, id).await?;
    let writes = rights::may_write(&v.who, shelf.room.body.id);
    let found = shelf.versions.iter().find(|x| x.number == number && (writes || !x.withdrawn));
    let version = found.ok_or(PageError::NotFound)?;
    let html = version.page(v.lang).ok_or(PageError::NotFound)?;
    let line = version_line(&v, version);
    let reason = version.reopened_reason.clone();
    let title = line.clone();
    let page =
        VersionPage { v: &v, meeting: id, html: Html::raw(html), line, reason, withdrawn: version.withdrawn };
    html_with(&v, StatusCode::OK, &title, &page)
}
