//! The session page: agenda, item, presence.

use askama::Template;
use assembly::{MovementKind, Presence};
use axum::extract::{Path, Query};
use axum::http::StatusCode;
use kit::{Lang, fmt};
use page::{Answer, App, Form, Html, PageError, Value, Visit, html_with};
use richtext::RichText;
use serde::Deserialize;
use uuid::Uuid;

use super::outcome::offered;
use super::paths::{follow, is_live, is_writable};
use super::room::{Attendance, Room};
use super::{rights, texts};
use crate::agenda::Item;
use crate::meetings;

/// Which item is open, and where the work goes on.
#[derive(Debug, Default, Deserialize)]
pub struct At {
    item: Option<Uuid>,
    #[serde(default)]
    at: String,
}

struct Line {
    url: String,
    number: String,
    title: Html,
    done: bool,
    current: bool,
}

struct Here {
    name: String,
    role: String,
    municipality: String,
    tag: &'static str,
    state: String,
}

struct Button {
    code: &'static str,
    key: &'static str,
    main: bool,
}

struct Choice {
    id: Uuid,
    name: String,
    ticked: bool,
}

struct Todo {
    id: Uuid,
    text: Html,
    who: String,
    due: String,
}

/// The open item.
struct Open {
    id: Uuid,
    number: String,
    title: Html,
    crumbs: Vec<String>,
    background: Html,
    proposal: Html,
    version: i64,
    outcome: String,
    outcome_text: Html,
    reason: String,
    latest: bool,
    quorum_lost: bool,
    actions: Vec<Todo>,
    votes: Vec<String>,
    dissents: Vec<(String, Html)>,
    aside: Vec<(Uuid, String)>,
    round: Vec<crate::round::Told>,
}

impl Open {
    fn done(&self) -> bool {
        !self.outcome.is_empty()
    }
}

#[derive(Template)]
#[template(path = "meetings/session.html")]
struct SessionPage<'a> {
    v: &'a Visit,
    form: &'a Form,
    room: &'a Room,
    live: bool,
    writes: bool,
    runs: bool,
    since: String,
    facts: Vec<String>,
    lines: Vec<Line>,
    open: Option<Open>,
    autosave: String,
    buttons: Vec<Button>,
    to_outcome: bool,
    next_day: String,
    due: String,
    towns: Vec<Choice>,
    owners: Vec<(String, String)>,
    here: Vec<Here>,
    absent: Vec<Here>,
    present: usize,
    people: Vec<(String, String)>,
    present_now: Vec<(String, String)>,
    points: Vec<(String, String)>,
    until: Vec<(String, String)>,
    marks: Vec<(String, String)>,
    modes: Vec<(String, String)>,
    guests: Vec<(String, String)>,
    all_towns: Vec<(String, String)>,
    moves: Vec<String>,
}

impl SessionPage<'_> {
    fn title(&self) -> String {
        title(self.v, self.room)
    }
    fn path(&self, rest: &str) -> String {
        format!("/meetings/{}{rest}", self.room.meeting.id)
    }
    fn of(&self, open: &Open, act: &str) -> String {
        self.path(&format!("/items/{}/{act}", open.id))
    }
    fn action_path(&self, open: &Open, action: &Todo) -> String {
        self.of(open, &format!("actions/{}/remove", action.id))
    }
    fn text_label(&self) -> &'static str {
        if self.room.body.statutory { "session-decision-text" } else { "session-line-text" }
    }
    fn main_code(&self) -> &'static str {
        super::outcome::main_outcome(self.room.body.statutory).code()
    }
    fn outcome_key(&self, open: &Open) -> String {
        format!("session-outcome-{}", open.outcome)
    }
    fn button_key(&self, button: &Button) -> String {
        format!("session-do-{}", button.code)
    }
    fn present_line(&self) -> String {
        self.v.tn("session-present", self.present)
    }
    fn wrong_in(&self, names: &str) -> bool {
        names.split(' ').any(|n| self.form.problem(n).is_some())
    }
}

fn rich(v: &Visit, stored: &str) -> Html {
    v.written(&RichText::parse(stored).to_html_under(2))
}

/// The session page.
pub async fn show(v: Visit, Path(id): Path<Uuid>, Query(at): Query<At>) -> Answer {
    let room = follow(&v, id).await?;
    if room.people.is_empty() && room.meeting.state() == assembly::MeetingState::Called {
        return super::begin::roll_page(v, Path(id)).await;
    }
    if !room.meeting.state().takes_outcomes() {
        return Err(PageError::Refused("session-not-open"));
    }
    let form = match at.item.and_then(|i| room.item(i)).or_else(|| room.current()) {
        Some((_, item)) => Form::new().with("text", texts::shown(&item.outcome_text)).with("from", item.id),
        None => Form::new(),
    };
    draw(&v, &room, &form, &at, StatusCode::OK).await
}

/// The same page with what was typed and what is wrong with it.
pub(super) async fn again_at(v: &Visit, room: &Room, item: Option<Uuid>, form: &Form) -> Answer {
    let at = At { item, at: String::new() };
    draw(v, room, form, &at, StatusCode::UNPROCESSABLE_ENTITY).await
}

async fn draw(v: &Visit, room: &Room, form: &Form, at: &At, status: StatusCode) -> Answer {
    let hall = room.presence()?;
    let open = at.item.and_then(|i| room.item(i)).or_else(|| room.current());
    let number = open.map_or(1, |(n, _)| n);
    let next = meetings::next_open(v.app.db(), &room.meeting).await?.and_then(|m| m.day());
    let runs = rights::may_run(&v.who, room.body.id);
    let today =
        people::municipalities::on(v.app.db(), &v.tenant, room.meeting.day().unwrap_or(v.today())).await?;
    let picked = form.list("municipality");
    let towns = today
        .iter()
        .map(|m| Choice {
            id: m.id,
            name: m.name(v.lang).to_owned(),
            ticked: form.value("action").is_empty() && picked.is_empty()
                || picked.contains(&m.id.to_string().as_str()),
        })
        .collect();
    let (here, absent): (Vec<_>, Vec<_>) = room.people.iter().partition(|p| hall.is_present(p.id, number));
    let none = || std::iter::once((String::new(), String::from("–")));
    let named = |p: &Attendance| (p.id.to_string(), name_of(v, p));
    let points: Vec<(String, String)> = room
        .counted()
        .map(|(n, i)| (i.id.to_string(), format!("{} {}", room.printed(n, i), i.title.0.get(v.lang))))
        .collect();
    let days = |n: i64| v.today().checked_add(jiff::Span::new().days(n)).unwrap_or(v.today());
    let page = SessionPage {
        v,
        form,
        room,
        live: is_live(room),
        writes: runs && is_writable(room),
        runs,
        since: since(v, room),
        facts: facts(v, room, &hall, number),
        lines: lines(v, room, open.map(|(_, i)| i.id)),
        autosave: open.map_or_else(String::new, |(_, i)| {
            v.url(&format!("/meetings/{}/items/{}/text", room.meeting.id, i.id))
        }),
        open: open.map(|(n, i)| opened(v, room, &hall, n, i)),
        buttons: offered(room.body.statutory)
            .into_iter()
            .enumerate()
            .map(|(n, (kind, key))| Button { code: kind.code(), key, main: n == 0 })
            .collect(),
        to_outcome: at.at == "outcome",
        next_day: next.map_or_else(String::new, |d| v.date(d)),
        due: v.date(next.unwrap_or_else(|| days(28))),
        towns,
        owners: std::iter::once((String::new(), v.t("session-action-towns")))
            .chain(room.people.iter().filter_map(|p| Some((p.person?.to_string(), p.name.clone()))))
            .collect(),
        present: here.len(),
        here: here.iter().map(|p| seen(v, room, &hall, p, number)).collect(),
        absent: absent.iter().map(|p| seen(v, room, &hall, p, number)).collect(),
        people: none().chain(room.people.iter().map(named)).collect(),
        present_now: none().chain(here.iter().map(|p| named(p))).collect(),
        until: none().chain(points.clone()).collect(),
        points,
        marks: coded(v, "session-mark", &super::floor::MARKS),
        modes: coded(v, "session-state", &["on-site", "remote"])
            .into_iter()
            .map(|(code, words)| (code.replace('-', "_"), words))
            .collect(),
        guests: coded(v, "session-role", &super::floor::GUESTS),
        all_towns: none()
            .chain(today.iter().map(|m| (m.id.to_string(), m.name(v.lang).to_owned())))
            .collect(),
        moves: sentences(&v.app, v.lang, room, &hall).into_iter().map(|(_, s)| s).collect(),
    };
    html_with(v, status, &v.t1("session-title", "name", title(v, room)), &page)
}

fn coded(v: &Visit, prefix: &str, codes: &[&str]) -> Vec<(String, String)> {
    codes.iter().map(|c| ((*c).to_owned(), v.t(&format!("{prefix}-{c}")))).collect()
}

/// [`again_at`] for an item.
pub(super) async fn again_item(v: &Visit, room: &Room, item: Uuid, form: &Form) -> Answer {
    again_at(v, room, Some(item), form).await
}

/// The name of somebody on the list; a vacant seat has none.
pub(super) fn name_of(v: &Visit, p: &Attendance) -> String {
    if p.name.is_empty() { v.t("session-vacant") } else { p.name.clone() }
}

/// What the meeting is called: its own title, else the body's name.
pub(super) fn title(v: &Visit, room: &Room) -> String {
    let own = room.meeting.title.0.get(v.lang);
    let name = if own.is_empty() { room.body.name.0.get(v.lang) } else { own };
    match room.meeting.no {
        Some(no) => format!("{name} {no}/{}", room.meeting.period),
        None => name.to_owned(),
    }
}

fn since(v: &Visit, room: &Room) -> String {
    let Some(opened) = room.meeting.opened_at else { return String::new() };
    let minutes = v.now.duration_since(opened.at()).as_secs().max(0) / 60;
    format!("{}.{:02}", minutes / 60, minutes % 60)
}

fn facts(v: &Visit, room: &Room, hall: &Presence, number: u32) -> Vec<String> {
    let m = &room.meeting;
    let mut out = vec![match m.start() {
        Some(start) => v.date_time(start),
        None => v.when(&m.when()),
    }];
    if !m.place.0.is_empty() {
        out.push(m.place.0.get(v.lang).to_owned());
    }
    if let Some(q) = room.quorum(hall, number) {
        let key = if q.enough() { "session-quorum-yes" } else { "session-quorum-no" };
        out.push(v.t2(key, ("present", q.present.to_string()), ("needed", q.needed.to_string())));
    }
    out
}

fn lines(v: &Visit, room: &Room, current: Option<Uuid>) -> Vec<Line> {
    room.counted()
        .map(|(n, i)| Line {
            url: v.url(&super::paths::session(room.meeting.id, Some(i.id))),
            number: room.printed(n, i),
            title: v.local(&i.title.0),
            done: i.outcome().is_some(),
            current: Some(i.id) == current,
        })
        .collect()
}

fn seen(v: &Visit, room: &Room, hall: &Presence, p: &Attendance, item: u32) -> Here {
    let span = hall
        .present_at(item)
        .into_iter()
        .find(|one| one.person == p.id)
        .map(|one| super::hall::mode_code(one.mode));
    let aside = hall.aside_at(item).any(|(who, _)| who == p.id);
    let (tag, key) = match (span, aside, p.state.as_str()) {
        (Some("remote"), ..) => ("info", "session-state-remote"),
        (Some(_), ..) => ("ok", "session-state-on-site"),
        (None, true, _) => ("wait", "session-state-aside"),
        (None, _, "present") => ("wait", "session-state-away"),
        (None, _, "excused") => ("", "session-state-excused"),
        (None, _, "absent") => ("", "session-state-absent"),
        _ => ("stop", "session-state-unmarked"),
    };
    Here {
        name: name_of(v, p),
        role: if p.role == "member" { String::new() } else { v.t(&format!("session-role-{}", p.role)) },
        municipality: room.municipality(p.municipality, v.lang).to_owned(),
        tag,
        state: v.t(key),
    }
}

fn opened(v: &Visit, room: &Room, hall: &Presence, number: u32, item: &Item) -> Open {
    let mut crumbs = Vec::new();
    if let Some(diary) = room.matter(item).and_then(|m| m.diary_printed.as_deref()) {
        crumbs.push(v.t1("session-matter", "number", diary));
    }
    if !item.presenter.is_empty() {
        crumbs.push(v.t1("session-presents", "name", &item.presenter));
    }
    for visitor in room.visitors.iter().filter(|w| w.item == item.id) {
        let slot = match (visitor.from_time.as_str(), visitor.to_time.as_str()) {
            ("", _) => visitor.name.clone(),
            (from, "") => format!("{} {from}", visitor.name),
            (from, to) => format!("{} {from}–{to}", visitor.name),
        };
        crumbs.push(v.t1("session-visitor", "name", slot));
    }
    let actions = room
        .actions_of(item.id)
        .into_iter()
        .map(|(a, asked)| Todo {
            id: a.id,
            text: v.local(&a.text.0),
            who: super::todo::whose(&v.app, v.lang, room, a, &asked),
            due: a.due.map_or_else(String::new, |d| v.date(d.0)),
        })
        .collect();
    let name = |id: Uuid| room.person(id).map(|p| name_of(v, p)).unwrap_or_default();
    Open {
        id: item.id,
        number: room.printed(number, item),
        title: v.local(&item.title.0),
        crumbs,
        background: rich(v, &item.background),
        proposal: rich(v, &item.proposal),
        version: item.version,
        outcome: item.outcome.clone(),
        outcome_text: rich(v, &item.outcome_text),
        reason: item.outcome_reason.clone(),
        latest: match room.decision(item) {
            Some(d) => room.latest().map(|l| l.id) == Some(d.id),
            None => item.outcome().is_some(),
        },
        quorum_lost: room.quorum(hall, number).is_some_and(|q| !q.enough()),
        actions,
        votes: room
            .votes
            .iter()
            .filter(|x| x.item == item.id)
            .map(|x| super::votes::sentence(&v.app, v.lang, x))
            .collect(),
        dissents: room
            .dissents
            .iter()
            .filter(|d| d.item == item.id)
            .map(|d| (d.name.clone(), rich(v, &d.text)))
            .collect(),
        round: match &room.round {
            Some(r) if r.item == item.id => crate::round::told(v, &room.meeting, &r.towns, &r.lines, r.item),
            _ => Vec::new(),
        },
        aside: room
            .conflicts
            .iter()
            .filter(|c| c.item == item.id)
            .map(|c| {
                let words = ("name", name(c.attendance));
                (c.attendance, v.t2("session-aside", words, ("ground", c.ground.clone())))
            })
            .collect(),
    }
}

/// The comings and goings in sentences, each with the number of its item: for this page and for the record.
pub fn sentences(app: &App, lang: Lang, room: &Room, hall: &Presence) -> Vec<(u32, String)> {
    let last = u32::try_from(room.order.0.len()).unwrap_or(u32::MAX);
    hall.movements(last)
        .into_iter()
        .filter_map(|m| {
            let who = room.person(m.person)?;
            let item = room.order.item(m.item).and_then(|id| room.item(id))?;
            let mut args: Vec<(&'static str, Value)> = vec![
                ("name", Value::from(who.name.clone())),
                ("number", Value::from(room.printed(item.0, item.1))),
            ];
            let mut key = match &m.kind {
                MovementKind::Disqualified { ground } => {
                    args.push(("ground", Value::from(ground.clone())));
                    "session-movement-disqualified".to_owned()
                }
                other => format!("session-{}", other.key()),
            };
            if let Some(at) = m.at {
                let time = jiff::civil::date(2000, 1, 1).to_datetime(at);
                args.push(("time", Value::from(fmt::time(lang, time))));
                key.push_str("-at");
            }
            Some((m.item, app.t(lang, &key, &args)))
        })
        .collect()
}
