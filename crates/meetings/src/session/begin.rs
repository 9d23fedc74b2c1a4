//! Roll call, opening, pause and end of a session.

use askama::Template;
use assembly::{MeetingState, Roll, StepFacts, StepRefusal};
use axum::extract::Path;
use axum::http::StatusCode;
use jiff::Timestamp;
use jiff::civil::Time;
use page::{Answer, Form, PageError, Visit, html_with, redirect};
use store::{Stamp, Tx};
use uuid::Uuid;

use super::hall;
use super::paths::{follow, is_live, run, session, text_key, writable};
use super::room::{Attendance, Room, enter};
use super::store::{self as marks, Candidate, Deputy};
use crate::agenda;
use crate::meetings::{self, Meeting};

/// The answers of the roll call, in the order of the choices: keys of texts `session-roll-…`.
pub const ANSWERS: [&str; 6] = ["on_site", "remote", "deputy_on_site", "deputy_remote", "excused", "absent"];

/// One row of the roll call.
struct Called {
    key: Uuid,
    name: String,
    role: String,
    municipality: String,
    counts: bool,
    answer: String,
    deputy: String,
}

impl Called {
    fn is(&self, code: &&str) -> bool {
        self.answer == *code
    }
    fn offers(&self, code: &&str) -> bool {
        self.counts || !code.starts_with("deputy")
    }
    fn role_key(&self) -> String {
        format!("session-role-{}", self.role)
    }
}

#[derive(Template)]
#[template(path = "meetings/session_roll.html")]
struct RollPage<'a> {
    v: &'a Visit,
    form: &'a Form,
    room: &'a Room,
    opening: bool,
    action: String,
    rows: Vec<Called>,
    deputies: Vec<Deputy>,
}

/// The answer to the call as a choice of the roll call. A calendar program that only said that somebody comes means
/// the meeting's own place; one that said perhaps said nothing.
fn answered(answer: &str, mode: &str) -> &'static str {
    let remote = mode == "remote";
    match answer {
        "on_site" => "on_site",
        "remote" => "remote",
        "coming" => {
            if remote {
                "remote"
            } else {
                "on_site"
            }
        }
        "deputy" => {
            if remote {
                "deputy_remote"
            } else {
                "deputy_on_site"
            }
        }
        "absent" => "excused",
        _ => "",
    }
}

/// The answer that stands for somebody on the list.
fn standing(room: &Room, row: &Attendance) -> (String, String) {
    if let Some(deputy) = room.people.iter().find(|p| p.deputy_for == Some(row.id)) {
        return (format!("deputy_{}", deputy.mode), deputy.name.clone());
    }
    let answer = match row.state.as_str() {
        "present" => row.mode.clone(),
        "unmarked" => String::new(),
        other => other.to_owned(),
    };
    (answer, String::new())
}

fn field(kind: &str, key: Uuid) -> String {
    format!("{kind}-{key}")
}

impl<'a> RollPage<'a> {
    fn path(&self) -> String {
        format!("/meetings/{}", self.room.meeting.id)
    }
    fn title(&self) -> String {
        super::show::title(self.v, self.room)
    }
    fn answer_key(&self, code: &str) -> String {
        format!("session-roll-{code}")
    }
    fn lacks(&self, row: &Called) -> bool {
        self.form.problem(&field("deputy", row.key)).is_some()
    }

    fn new(
        v: &'a Visit,
        form: &'a Form,
        room: &'a Room,
        listed: &[Candidate],
        deputies: Vec<Deputy>,
    ) -> Self {
        let opening = room.people.is_empty();
        let typed = |kind: &str, key: Uuid, stands: &str| {
            let name = field(kind, key);
            match form.pairs().iter().any(|(n, _)| *n == name) {
                true => form.value(&name).to_owned(),
                false => stands.to_owned(),
            }
        };
        let row = |key: Uuid, name: &str, role: &str, town: Option<Uuid>, stands: (&str, &str)| Called {
            key,
            name: name.to_owned(),
            role: role.to_owned(),
            municipality: room.municipality(town, v.lang).to_owned(),
            counts: hall::counts(role),
            answer: typed("roll", key, stands.0),
            deputy: typed("deputy", key, stands.1),
        };
        let rows = if opening {
            let of = |c: &Candidate| {
                row(
                    c.key,
                    &c.name,
                    &c.role,
                    c.municipality,
                    (answered(&c.answer, &room.meeting.mode), &c.deputy_name),
                )
            };
            listed.iter().map(of).collect()
        } else {
            let of = |p: &Attendance| {
                let (answer, deputy) = standing(room, p);
                row(p.id, &p.name, &p.role, p.municipality, (&answer, &deputy))
            };
            room.people.iter().filter(|p| p.deputy_for.is_none()).map(of).collect()
        };
        let at = if room.meeting.state() == MeetingState::Called { "open" } else { "roll" };
        let action = v.url(&format!("/meetings/{}/session/{at}", room.meeting.id));
        Self { v, form, room, opening: at == "open", action, rows, deputies }
    }
}

/// Draws the roll call.
async fn draw_roll(v: &Visit, room: &Room, form: &Form, status: StatusCode) -> Answer {
    let (listed, deputies) = marks::candidates(v.app.db(), room, v.today()).await?;
    let key = if room.people.is_empty() { "session-open-title" } else { "session-roll-title" };
    html_with(v, status, &v.t(key), &RollPage::new(v, form, room, &listed, deputies))
}

/// The roll call.
pub async fn roll_page(v: Visit, Path(id): Path<Uuid>) -> Answer {
    let room = follow(&v, id).await?;
    let form = Form::new().with("opened", clock(&v, v.now));
    draw_roll(&v, &room, &form, StatusCode::OK).await
}

pub(super) fn clock(v: &Visit, at: Timestamp) -> String {
    v.time(at)
}

/// One answer as it was given.
struct Given {
    row: Attendance,
    answer: &'static str,
    deputy: String,
    person: Option<Uuid>,
}

/// Reads the answers of the form for those on the list.
fn given(form: &mut Form, rows: impl Iterator<Item = (Uuid, Attendance)>, deputies: &[Deputy]) -> Vec<Given> {
    let mut out = Vec::new();
    for (key, row) in rows {
        let name = field("roll", key);
        if !form.pairs().iter().any(|(n, _)| *n == name) {
            continue;
        }
        let answer = form
            .choice(&name, &ANSWERS)
            .and_then(|a| ANSWERS.into_iter().find(|known| *known == a))
            .unwrap_or_default();
        let mut deputy = String::new();
        if answer.starts_with("deputy") {
            deputy = form.required(&field("deputy", key), 200);
        }
        let person = deputies.iter().find(|d| d.name == deputy).map(|d| d.person);
        out.push(Given { row, answer, deputy, person });
    }
    out
}

/// Writes the answers. Who is marked as before stays as marked, with all comings and goings.
async fn call_out(tx: &mut Tx, room: &Room, all: Vec<Given>) -> Result<usize, PageError> {
    let rests = marks::rests(room);
    let mut hall = room.presence()?;
    let mut present = 0;
    for one in all {
        let (answer, name) = standing(room, &one.row);
        let deputy = room.people.iter().find(|p| p.deputy_for == Some(one.row.id));
        present += usize::from(!matches!(one.answer, "" | "excused" | "absent"));
        if answer == one.answer && name == one.deputy {
            continue;
        }
        let refuse = |e: assembly::PresenceRefusal| PageError::Refused(text_key(e.key()));
        if let Some(stands) = deputy {
            hall.remove(stands.id, &rests).map_err(refuse)?;
            marks::unlist(tx, stands).await?;
        }
        let roll = match one.answer {
            "on_site" | "remote" => Roll::Present(hall::mode(one.answer)),
            "absent" => Roll::Absent,
            "" => Roll::Unmarked,
            _ => Roll::Excused,
        };
        hall.roll(one.row.id, roll, &rests).map_err(refuse)?;
        marks::keep(tx, &one.row, &hall, &room.order).await?;
        if let Some(mode) = one.answer.strip_prefix("deputy_") {
            marks::stand_in(tx, &one.row, &one.deputy, one.person, mode).await?;
        }
    }
    Ok(present)
}

/// Corrects the roll call of a session that is going on.
pub async fn roll(v: Visit, Path(id): Path<Uuid>, mut form: Form) -> Answer {
    let room = run(&v, id).await?;
    writable(&room)?;
    let (_, deputies) = marks::candidates(v.app.db(), &room, v.today()).await?;
    let mut tx = v.app.store().begin(v.act()).await?;
    tx.once(form.once_key()).await?;
    let room = enter(tx.conn(), v.tenant.id, id).await?.ok_or(PageError::NotFound)?;
    if room.people.is_empty() {
        // Recorded without a session: the list is made now.
        let Some(all) = listed(&v, &mut tx, &room, &mut form).await? else {
            drop(tx);
            return draw_roll(&v, &room, &form, StatusCode::UNPROCESSABLE_ENTITY).await;
        };
        let room = enter(tx.conn(), v.tenant.id, id).await?.ok_or(PageError::NotFound)?;
        call_out(&mut tx, &room, all).await?;
    } else {
        let rows = room.people.iter().filter(|p| p.deputy_for.is_none()).map(|p| (p.id, p.clone()));
        let all = given(&mut form, rows, &deputies);
        if !form.ok() {
            drop(tx);
            return draw_roll(&v, &room, &form, StatusCode::UNPROCESSABLE_ENTITY).await;
        }
        call_out(&mut tx, &room, all).await?;
    }
    tx.noted("meeting", id, "roll_called", &[]);
    tx.commit().await?;
    redirect(&v, &session(id, None))
}

/// Puts all candidates on the list and reads their answers; `None` where the form is wrong.
async fn listed(
    v: &Visit,
    tx: &mut Tx,
    room: &Room,
    form: &mut Form,
) -> Result<Option<Vec<Given>>, PageError> {
    let (candidates, deputies) = marks::candidates(tx.conn(), room, v.today()).await?;
    let mut rows = Vec::new();
    for (n, who) in candidates.iter().enumerate() {
        let position = i64::try_from(n).unwrap_or(i64::MAX - 1) + 1;
        rows.push((who.key, marks::list(tx, room.meeting.id, position, who).await?));
    }
    let all = given(form, rows.into_iter(), &deputies);
    Ok(form.ok().then_some(all))
}

/// A time of the meeting's own day as typed; this instant where nothing was.
fn instant(v: &Visit, m: &Meeting, typed: Option<Time>) -> Timestamp {
    let day = m.day().unwrap_or_else(|| v.today());
    typed.map_or(v.now, |t| kit::to_instant(day.to_datetime(t)))
}

/// Opens the session.
pub async fn open(v: Visit, Path(id): Path<Uuid>, mut form: Form) -> Answer {
    let room = run(&v, id).await?;
    let opened = form.time("opened");
    let mut tx = v.app.store().begin(v.act()).await?;
    tx.once(form.once_key()).await?;
    let room_now = enter(tx.conn(), v.tenant.id, id).await?.ok_or(PageError::NotFound)?;
    let before = room_now.meeting.clone();
    if before.state() != MeetingState::Called || !room_now.people.is_empty() {
        return Err(PageError::Refused("session-step-not-allowed"));
    }
    let Some(all) = listed(&v, &mut tx, &room_now, &mut form).await? else {
        drop(tx);
        return draw_roll(&v, &room, &form, StatusCode::UNPROCESSABLE_ENTITY).await;
    };
    let room_now = enter(tx.conn(), v.tenant.id, id).await?.ok_or(PageError::NotFound)?;
    let present = call_out(&mut tx, &room_now, all).await?;
    let statuses = agenda::statuses(&room_now.items);
    let facts = StepFacts { present, items: &statuses, ..StepFacts::default() };
    if let Err(refusal) = before.state().go(MeetingState::InSession, &facts) {
        form.wrong("opened", text_key(refusal.key()));
        drop(tx);
        return draw_roll(&v, &room, &form, StatusCode::UNPROCESSABLE_ENTITY).await;
    }
    let after = Meeting {
        state: MeetingState::InSession.code().to_owned(),
        opened_at: Some(Stamp::from(instant(&v, &before, opened))),
        current_item: room_now.next_open(0),
        ..before.clone()
    };
    meetings::update(&mut tx, &before, after).await?;
    crate::visitors::watch(&tx, id, true).await?;
    tx.commit().await?;
    redirect(&v, &session(id, None))
}

/// Begins or ends a pause.
pub async fn pause(v: Visit, Path(id): Path<Uuid>, form: Form) -> Answer {
    let room = run(&v, id).await?;
    if !is_live(&room) {
        return Err(PageError::Refused("session-closed"));
    }
    let mut tx = v.app.store().begin(v.act()).await?;
    tx.once(form.once_key()).await?;
    let room = enter(tx.conn(), v.tenant.id, id).await?.ok_or(PageError::NotFound)?;
    marks::turn_pause(&mut tx, id, room.pause()).await?;
    tx.commit().await?;
    redirect(&v, &session(id, None))
}

#[derive(Template)]
#[template(path = "meetings/session_end.html")]
struct EndPage<'a> {
    v: &'a Visit,
    form: &'a Form,
    room: &'a Room,
    open: Vec<(u32, Uuid, kit::Local)>,
}

impl EndPage<'_> {
    fn path(&self, rest: &str) -> String {
        format!("/meetings/{}{rest}", self.room.meeting.id)
    }
    fn item(&self, id: &Uuid) -> String {
        session(self.room.meeting.id, Some(*id))
    }
}

fn draw_end(v: &Visit, room: &Room, form: &Form, status: StatusCode) -> Answer {
    let open = room
        .counted()
        .filter(|(_, i)| i.outcome().is_none())
        .map(|(n, i)| (n, i.id, i.title.0.clone()))
        .collect();
    html_with(v, status, &v.t("session-end-title"), &EndPage { v, form, room, open })
}

/// What must be settled before the session can end.
pub async fn end_page(v: Visit, Path(id): Path<Uuid>) -> Answer {
    let room = run(&v, id).await?;
    let form = Form::new().with("ended", clock(&v, v.now));
    draw_end(&v, &room, &form, StatusCode::OK)
}

/// Ends the session. Items without an outcome are listed, and marked as not treated only where that was ticked.
pub async fn end(v: Visit, Path(id): Path<Uuid>, mut form: Form) -> Answer {
    let room = run(&v, id).await?;
    if !is_live(&room) {
        return Err(PageError::Refused("session-step-not-allowed"));
    }
    let ended = instant(&v, &room.meeting, form.time("ended"));
    if room.meeting.opened_at.is_some_and(|o| ended < o.at()) {
        form.wrong("ended", "session-end-before-start");
    }
    let left: Vec<Uuid> = form.list("untreated").iter().filter_map(|u| u.parse().ok()).collect();
    let mut tx = v.app.store().begin(v.act()).await?;
    tx.once(form.once_key()).await?;
    let mut room = enter(tx.conn(), v.tenant.id, id).await?.ok_or(PageError::NotFound)?;
    for item in room.items.clone().iter().filter(|i| left.contains(&i.id) && i.outcome().is_none()) {
        super::outcome::leave_untreated(&mut tx, item).await?;
    }
    let was = room.clone();
    room.items = agenda::items(tx.conn(), v.tenant.id, id).await?;
    let statuses = agenda::statuses(&room.items);
    if let Err(e) = assembly::close_check(&statuses) {
        form.wrong("ended", text_key(StepRefusal::from(e).key()));
    }
    if !form.ok() {
        drop(tx);
        return draw_end(&v, &was, &form, StatusCode::UNPROCESSABLE_ENTITY);
    }
    let before = room.meeting.clone();
    let facts = StepFacts { items: &statuses, ..StepFacts::default() };
    before.state().go(MeetingState::Held, &facts).map_err(|e| PageError::Refused(text_key(e.key())))?;
    if room.pause().is_some() {
        marks::turn_pause(&mut tx, id, room.pause()).await?;
    }
    let after = Meeting {
        state: MeetingState::Held.code().to_owned(),
        ended_at: Some(Stamp::from(ended)),
        current_item: None,
        record_state: "draft".to_owned(),
        ..before.clone()
    };
    meetings::update(&mut tx, &before, after).await?;
    tx.commit().await?;
    redirect(&v, &format!("/meetings/{id}/record"))
}

/// Goes on with a session that was ended by mistake, while its record is open.
pub async fn resume(v: Visit, Path(id): Path<Uuid>, form: Form) -> Answer {
    let room = run(&v, id).await?;
    writable(&room)?;
    let mut tx = v.app.store().begin(v.act()).await?;
    tx.once(form.once_key()).await?;
    let before = meetings::get(tx.conn(), v.tenant.id, id).await?.ok_or(PageError::NotFound)?;
    let to = before
        .state()
        .go(MeetingState::InSession, &StepFacts::default())
        .map_err(|e| PageError::Refused(text_key(e.key())))?;
    let after = Meeting { state: to.code().to_owned(), ended_at: None, ..before.clone() };
    meetings::update(&mut tx, &before, after).await?;
    crate::visitors::watch(&tx, id, true).await?;
    tx.commit().await?;
    redirect(&v, &session(id, None))
}
