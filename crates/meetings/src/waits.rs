//! What of meetings waits: calls, answers, sessions, records. Every question is one read by an index, with a limit;
//! who answers what is decided by the rules of `rights`.

use std::collections::HashMap;

use assembly::MeetingState;
use futures::future::{BoxFuture, FutureExt};
use jiff::ToSpan;
use jiff::civil::Date;
use kit::{Local, Role, Subject, Who};
use page::{App, DeskAsk, Load, Missing, PageError, Reminded, Reminding, Said, Turn, Visit, Wait};
use people::bodies::{self, Body};
use people::reminders;
use sea_orm::sea_query::SimpleExpr;
use sea_orm::{
    ColumnTrait, Condition, EntityTrait, ExprTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait,
};
use store::Tx;
use uuid::Uuid;

use crate::invitations::Invitation;
use crate::meetings::Meeting;
use crate::pages::call;
use crate::rows::{invitation, item, meeting};
use crate::{invitations, poll, proposals, rights, view};

/// The kind of the wait for answers, by which its reminder is asked.
pub(crate) const ANSWERS: &str = "meetings-answers";
/// How many days before a meeting its call should be out.
const CALL_DAYS: i64 = 14;
/// How many days after a meeting its record should be out.
const RECORD_DAYS: i64 = 7;
/// How far ahead meetings stand on the desk, and how far behind those that nobody finished.
const AHEAD: i64 = 60;
const BEHIND: i64 = 120;
/// At most this many meetings of each question.
const MOST: u64 = 200;

/// What waits here.
pub(crate) fn waits<'a>(app: &'a App, ask: DeskAsk<'a>) -> BoxFuture<'a, Result<Vec<Wait>, PageError>> {
    async move {
        let all = bodies::list(app.db(), ask.tenant.id).await?;
        let known: HashMap<Uuid, &Body> = all.iter().map(|b| (b.id, b)).collect();
        let desk = Desk { app, ask, known };
        let mut waits = desk.kept().await?;
        waits.extend(desk.records().await?);
        waits.extend(desk.called().await?);
        waits.extend(poll::waits(app, &ask).await?);
        waits.extend(proposals::waits(app, &ask, CALL_DAYS).await?);
        Ok(waits)
    }
    .boxed()
}

struct Desk<'a> {
    app: &'a App,
    ask: DeskAsk<'a>,
    known: HashMap<Uuid, &'a Body>,
}

/// The bodies whose meetings the asker prepares or leads: `None` is all of them.
fn own_bodies(who: &Who) -> Option<Vec<Uuid>> {
    if who.has(Role::Coordinator) {
        return None;
    }
    let own = who.grants().iter().filter(|g| matches!(g.role, Role::Secretary | Role::Chair));
    Some(own.filter_map(|g| g.body).collect())
}

fn in_bodies(own: Option<Vec<Uuid>>) -> Condition {
    match own {
        None => Condition::all(),
        Some(ids) => Condition::all().add(meeting::Column::Body.is_in(ids)),
    }
}

impl Desk<'_> {
    fn wait(&self, kind: &'static str, m: &Meeting, body: &Body, due: Date, page: &str) -> Wait {
        let mut args = vec![("meeting", Said::Text(view::name(m, body)))];
        let mut more = Vec::new();
        if let Some(day) = m.day() {
            args.push(("day", Said::Day(day)));
            more.push(Said::Day(day));
        }
        if let Some(start) = m.start() {
            args.push(("time", Said::Time(start)));
            more.push(Said::Time(start));
        }
        if !m.place.0.is_empty() {
            more.push(Said::Text(m.place.0.clone()));
        }
        Wait {
            kind,
            about: Subject::new("meeting", m.id),
            text: kind,
            args,
            more,
            body: Some(m.body),
            due: Some(due),
            since: None,
            path: format!("/meetings/{}{page}", m.id),
            act: "meetings-wait-open",
            turn: Turn::Mine,
            remind: false,
            many: None,
        }
    }

    async fn find(&self, states: &[&str], of: Condition) -> Result<Vec<Meeting>, PageError> {
        let back = self.ask.today.checked_sub(BEHIND.days()).unwrap_or(self.ask.today);
        let until = self.ask.today.checked_add(AHEAD.days()).unwrap_or(self.ask.today);
        Ok(meeting::Entity::find()
            .filter(meeting::Column::Tenant.eq(self.ask.tenant.id))
            .filter(meeting::Column::State.is_in(states.iter().copied()))
            .filter(meeting::Column::AtDate.gte(back.to_string()))
            .filter(meeting::Column::AtDate.lte(format!("{until}~")))
            .filter(of)
            .order_by_asc(meeting::Column::AtDate)
            .limit(MOST)
            .all(self.app.db())
            .await?)
    }

    /// What waits of meetings that the asker prepares or leads.
    async fn kept(&self) -> Result<Vec<Wait>, PageError> {
        let own = own_bodies(self.ask.who);
        if own.as_ref().is_some_and(Vec::is_empty) {
            return Ok(Vec::new());
        }
        let found = self.find(&["reserved", "draft", "called", "in_session"], in_bodies(own)).await?;
        let called: Vec<Uuid> =
            found.iter().filter(|m| m.state() == MeetingState::Called).map(|m| m.id).collect();
        let silent = self.silent(called.clone()).await?;
        let late = self.late_items(called).await?;
        let mut waits = Vec::new();
        for m in &found {
            let (Some(day), Some(body)) = (m.day(), self.known.get(&m.body)) else { continue };
            let prepares = rights::may_prepare(self.ask.who, m);
            match m.state() {
                MeetingState::Reserved | MeetingState::Draft if prepares => {
                    waits.push(self.to_call(m, body, day));
                }
                MeetingState::Called | MeetingState::InSession if day == self.ask.today => {
                    let kind = if m.state() == MeetingState::Called {
                        "meetings-session"
                    } else {
                        "meetings-session-on"
                    };
                    let mut w = self.wait(kind, m, body, day, "/session");
                    w.act = "meetings-wait-session";
                    w.more.extend(late.get(&m.id).map(|n| Said::Count("meetings-wait-late-items", *n)));
                    waits.push(w);
                }
                MeetingState::InSession => {
                    waits.push(self.wait("meetings-not-ended", m, body, day, "/session"));
                }
                MeetingState::Called if day < self.ask.today && prepares => {
                    waits.push(self.wait("meetings-not-held", m, body, day, ""));
                }
                _ => {}
            }
            if let (true, Some(missing)) = (prepares && day >= self.ask.today, silent.get(&m.id)) {
                let mut w = self.wait(ANSWERS, m, body, day, "/call");
                w.more.extend(late.get(&m.id).map(|n| Said::Count("meetings-wait-late-items", *n)));
                w.turn = Turn::Others(missing.clone());
                w.remind = invitations::open_for_answers(m, self.ask.now);
                waits.push(w);
            }
        }
        Ok(waits)
    }

    /// A meeting whose call has not been sent. A reserved day far ahead waits for nothing yet.
    fn to_call(&self, m: &Meeting, body: &Body, day: Date) -> Wait {
        if day < self.ask.today {
            return self.wait("meetings-gone-by", m, body, day, "/edit");
        }
        let due = day.checked_sub(CALL_DAYS.days()).unwrap_or(day);
        if m.state() == MeetingState::Draft {
            self.wait("meetings-to-call", m, body, due, "/call")
        } else {
            self.wait("meetings-to-prepare", m, body, due, "/agenda")
        }
    }

    /// Who has not answered, by meeting.
    async fn silent(&self, meetings: Vec<Uuid>) -> Result<HashMap<Uuid, Vec<Missing>>, PageError> {
        if meetings.is_empty() {
            return Ok(HashMap::new());
        }
        let rows = invitation::Entity::find()
            .filter(invitation::Column::Tenant.eq(self.ask.tenant.id))
            .filter(invitation::Column::Meeting.is_in(meetings))
            .filter(invitation::Column::Withdrawn.eq(false))
            .filter(invitation::Column::Answer.eq(""))
            .filter(invitation::Column::Role.ne("deputy"))
            .limit(2_000)
            .all(self.app.db())
            .await?;
        let mut all: HashMap<Uuid, Vec<Missing>> = HashMap::new();
        for i in rows {
            all.entry(i.meeting).or_default().push(Missing { name: Local::fi(i.name) });
        }
        for names in all.values_mut() {
            names.sort_by_cached_key(|m| store::sort_key(&m.name.fi));
        }
        Ok(all)
    }

    /// How many items came after the call, by meeting.
    async fn late_items(&self, meetings: Vec<Uuid>) -> Result<HashMap<Uuid, i64>, PageError> {
        if meetings.is_empty() {
            return Ok(HashMap::new());
        }
        let rows: Vec<(Uuid, i64)> = item::Entity::find()
            .select_only()
            .column(item::Column::Meeting)
            .column_as(item::Column::Id.count(), "n")
            .filter(item::Column::Tenant.eq(self.ask.tenant.id))
            .filter(item::Column::Meeting.is_in(meetings))
            .filter(item::Column::Late.eq(true))
            .group_by(item::Column::Meeting)
            .into_tuple()
            .all(self.app.db())
            .await?;
        Ok(rows.into_iter().collect())
    }

    /// Records to be written, approved or published.
    async fn records(&self) -> Result<Vec<Wait>, PageError> {
        let own = own_bodies(self.ask.who);
        if own.as_ref().is_some_and(Vec::is_empty) {
            return Ok(Vec::new());
        }
        let of = in_bodies(own);
        let begun = |of: SimpleExpr, all: Condition| {
            meeting::Entity::find()
                .filter(meeting::Column::Tenant.eq(self.ask.tenant.id))
                .filter(of)
                .filter(all)
                .order_by_desc(meeting::Column::AtDate)
                .limit(MOST)
        };
        let mut found = begun(meeting::Column::RecordState.is_in(["draft", "approved"]), of.clone())
            .all(self.app.db())
            .await?;
        found.extend(
            begun(meeting::Column::State.eq("held").and(meeting::Column::RecordState.eq("none")), of)
                .all(self.app.db())
                .await?,
        );
        let mut waits = Vec::new();
        for m in found.iter().filter(|m| crate::minutes::rights::is_over(m.state())) {
            let Some(body) = self.known.get(&m.body) else { continue };
            let day = m.day().unwrap_or(self.ask.today);
            let due = day.checked_add(RECORD_DAYS.days()).unwrap_or(day);
            let chair = body.approval == "chair" && self.ask.who.has_in(body.id, &[Role::Chair]);
            let kind = match m.record_state.as_str() {
                "approved" if rights::may_prepare(self.ask.who, m) => "meetings-publish",
                "approved" => continue,
                _ if chair => "meetings-approve",
                _ if rights::may_prepare(self.ask.who, m) => "meetings-record",
                _ => continue,
            };
            let mut w = self.wait(kind, m, body, due, "/record");
            w.since = m.ended_at.map(store::Stamp::at);
            w.act = match kind {
                "meetings-publish" => "meetings-wait-publish",
                "meetings-approve" => "meetings-wait-approve",
                _ => "meetings-wait-write",
            };
            waits.push(w);
        }
        Ok(waits)
    }

    /// Calls to the asker: without an answer, and today's meetings.
    async fn called(&self) -> Result<Vec<Wait>, PageError> {
        let mine = invitation::Entity::find()
            .filter(invitation::Column::Tenant.eq(self.ask.tenant.id))
            .filter(invitation::Column::Person.is_in(self.ask.persons.iter().copied()))
            .filter(invitation::Column::Withdrawn.eq(false))
            .filter(
                invitation::Column::Meeting.in_subquery(
                    meeting::Entity::find()
                        .select_only()
                        .column(meeting::Column::Id)
                        .filter(meeting::Column::Tenant.eq(self.ask.tenant.id))
                        .filter(meeting::Column::State.is_in(["called", "in_session"]))
                        .filter(meeting::Column::AtDate.gte(self.ask.today.to_string()))
                        .into_query(),
                ),
            )
            .limit(MOST)
            .all(self.app.db())
            .await?;
        let found =
            crate::meetings::of(self.app.db(), self.ask.tenant.id, mine.iter().map(|i| i.meeting).collect())
                .await?;
        let mut waits = Vec::new();
        for m in &found {
            let (Some(day), Some(body)) = (m.day(), self.known.get(&m.body)) else { continue };
            let own = mine.iter().filter(|i| i.meeting == m.id);
            let silent = own.clone().any(|i| i.answer.is_empty() && i.role != "deputy");
            if silent && invitations::open_for_answers(m, self.ask.now) {
                // For a principal or a holder whose substitute one is, it is answered on the brief.
                let called = own.clone().any(|i| i.person.is_some() && i.person == self.ask.who.id());
                let mut w =
                    self.wait("meetings-own-answer", m, body, day, if called { "" } else { "/brief" });
                w.act = "meetings-wait-answer";
                waits.push(w);
            }
            let leads = rights::may_lead(self.ask.who, m);
            let comes = own.clone().any(|i| !matches!(i.answer.as_str(), "" | "absent" | "deputy"));
            if day == self.ask.today && !leads && comes {
                let mut w = self.wait("meetings-today-own", m, body, day, "");
                w.act = "meetings-wait-today";
                waits.push(w);
            }
        }
        Ok(waits)
    }
}

/// Reminds those who have not answered a call.
pub(crate) fn remind<'a>(
    v: &'a Visit,
    tx: &'a mut Tx,
    what: Reminding<'a>,
) -> BoxFuture<'a, Result<Option<Vec<Reminded>>, PageError>> {
    async move {
        if what.kind == poll::KIND {
            return poll::remind(v, tx, what.about, what.skip).await.map(Some);
        }
        if what.kind != ANSWERS {
            return Ok(None);
        }
        let written = call::remind_silent(v, tx, &what.about.to_string(), what.skip).await?;
        Ok(Some(written.iter().map(reminded).collect()))
    }
    .boxed()
}

fn reminded(i: &Invitation) -> Reminded {
    Reminded { name: i.name.clone(), address: i.email.clone() }
}

/// Notes a reminder that another page sent, so that the desk knows of it.
pub(crate) async fn note(tx: &mut Tx, meeting: Uuid, written: &[Invitation]) -> Result<(), PageError> {
    for i in written {
        reminders::note(tx, ANSWERS, meeting, &i.name, &i.email).await?;
    }
    Ok(())
}

/// Meetings to be prepared and records to be finished, by body: they fall to its secretary.
pub(crate) fn loads<'a>(app: &'a App, ask: DeskAsk<'a>) -> BoxFuture<'a, Result<Vec<Load>, PageError>> {
    async move {
        let until = ask.today.checked_add(AHEAD.days()).unwrap_or(ask.today);
        let soon = ask.today.checked_add(CALL_DAYS.days()).unwrap_or(ask.today);
        let counted = |all: Condition| {
            meeting::Entity::find()
                .select_only()
                .column(meeting::Column::Body)
                .column_as(meeting::Column::Id.count(), "n")
                .filter(meeting::Column::Tenant.eq(ask.tenant.id))
                .filter(all)
                .group_by(meeting::Column::Body)
                .into_tuple::<(Uuid, i64)>()
        };
        let coming = |last: Date| {
            Condition::all()
                .add(meeting::Column::State.is_in(["reserved", "draft"]))
                .add(meeting::Column::AtDate.gte(ask.today.to_string()))
                .add(meeting::Column::AtDate.lte(format!("{last}~")))
        };
        let open = |before: Option<Date>| {
            let mut all = Condition::all().add(
                Condition::any()
                    .add(meeting::Column::RecordState.is_in(["draft", "approved"]))
                    .add(meeting::Column::RecordState.eq("none").and(meeting::Column::State.eq("held"))),
            );
            all = all.add(meeting::Column::State.is_in(["held", "closed", "recorded_afterwards"]));
            if let Some(day) = before {
                all = all.add(meeting::Column::AtDate.lt(day.to_string()));
            }
            all
        };
        let old = ask.today.checked_sub(RECORD_DAYS.days()).unwrap_or(ask.today);
        let mut loads = Vec::new();
        for (what, all, late) in [
            ("meetings-load-prepare", coming(until), coming(soon)),
            ("meetings-load-records", open(None), open(Some(old))),
        ] {
            let late = counted(late).all(app.db()).await?;
            for (body, n) in counted(all).all(app.db()).await? {
                loads.push(Load {
                    person: None,
                    body: Some(body),
                    what,
                    n,
                    late: late.iter().find(|(b, _)| *b == body).map_or(0, |(_, n)| *n),
                    path: "/meetings".to_owned(),
                });
            }
        }
        Ok(loads)
    }
    .boxed()
}
