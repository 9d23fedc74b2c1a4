use std::collections::HashMap;

use askama::Template;
use assembly::{CallState, MeetingState, StepFacts};
use axum::extract::Path;
use axum::http::StatusCode;
use kit::Publicity;
use page::{Answer, Form, Html, PageError, Visit, html_with, redirect};
use people::bodies::Body;
use people::reminders;
use record::documents;
use store::Tx;
use uuid::Uuid;

use super::agenda::lacks;
use crate::call::letter::{self, Why};
use crate::call::{self, Material, Sender, print};
use crate::invitations::{self, Invitation, Receiver};
use crate::meetings::{self, Meeting};
use crate::{agenda, rights, view, waits};

/// Somebody on the list of the call.
struct Line {
    name: String,
    role: String,
    municipality: String,
    email: String,
    no_address: bool,
    /// The invitation's state in words, when one stands.
    answer: String,
    answer_class: &'static str,
    deputy: String,
    /// Who answered for the one called.
    via: Option<String>,
    sent: String,
    received: String,
    read: String,
    /// Not called yet, though the meeting has been.
    added: bool,
}

/// An item with what it lacks.
struct Warning {
    title: Html,
    lacks: Vec<(String, String, bool)>,
}

#[derive(Template)]
#[template(path = "meetings/call.html")]
struct Page<'a> {
    v: &'a Visit,
    m: &'a Meeting,
    form: &'a Form,
    name: Html,
    day: String,
    lines: Vec<Line>,
    count: usize,
    removed: Vec<(Uuid, String)>,
    warnings: Vec<Warning>,
    slotless: Vec<String>,
    sample: Option<(String, String)>,
    called: bool,
    may_call: bool,
    waiting: usize,
    added: usize,
    prints: bool,
}

impl Page<'_> {
    fn n(&self, key: &str, n: &usize) -> String {
        self.v.tn(key, *n)
    }
}

struct Prepared {
    m: Meeting,
    body: Body,
    material: Material,
    stand: Vec<Invitation>,
    wanted: Vec<Receiver>,
}

async fn prepare(v: &Visit, id: &str, copies: Option<bool>) -> Result<Prepared, PageError> {
    let (m, body) = view::prepared(v, id).await?;
    let (db, tenant) = (v.app.db(), v.tenant.id);
    let material = Material::of(db, &m).await?;
    let stand = invitations::of_meeting(db, tenant, m.id).await?;
    // Deputies who got a copy once stay on the list.
    let copies = copies.unwrap_or_else(|| stand.iter().any(|i| i.role == "deputy" && !i.withdrawn));
    let mut wanted = call::receivers(db, &m, v.today(), &material.visitors, copies).await?;
    wanted.sort_by_cached_key(|r| (r.visitor.is_some(), store::sort_key(&r.name)));
    Ok(Prepared { m, body, material, stand, wanted })
}

impl Prepared {
    fn invitation(&self, r: &Receiver) -> Option<&Invitation> {
        let mut all = self.stand.iter().filter(|i| !i.withdrawn && call::is_for(i, r));
        // The own call comes before that of the holder whose substitute one is.
        all.clone().find(|i| r.person.is_some() && i.person == r.person).or_else(|| all.next())
    }

    fn added(&self) -> Vec<&Receiver> {
        self.wanted.iter().filter(|r| self.invitation(r).is_none()).collect()
    }

    fn gone(&self) -> Vec<&Invitation> {
        let standing = self.stand.iter().filter(|i| !i.withdrawn);
        standing.filter(|i| !self.wanted.iter().any(|r| call::is_for(i, r))).collect()
    }

    fn sender<'a>(&'a self, v: &'a Visit, m: &'a Meeting, files: &'a print::Files) -> Sender<'a> {
        Sender {
            app: &v.app,
            tenant: &v.tenant,
            body: &self.body,
            meeting: m,
            items: &self.material.items,
            visitors: &self.material.visitors,
            files,
        }
    }
}

/// The colour and words of an answer.
pub(crate) fn answer_words(v: &Visit, i: &Invitation) -> (String, &'static str) {
    let code = if i.answer.is_empty() { "none" } else { &i.answer };
    let class = match code {
        "on_site" | "remote" | "coming" => "ok",
        "absent" => "stop",
        "deputy" => "info",
        _ => "wait",
    };
    (v.t(&format!("answer-{code}")), class)
}

async fn draw(v: &Visit, p: &Prepared, form: &Form) -> Answer {
    let names: HashMap<Uuid, String> = people::municipalities::all(v.app.db(), v.tenant.id)
        .await?
        .into_iter()
        .map(|m| (m.id, m.name(v.lang).to_owned()))
        .collect();
    let stamp = |at: Option<store::Stamp>| at.map_or_else(String::new, |s| v.date_time(s.at()));
    let line = |r: &Receiver| {
        let i = p.invitation(r);
        let (answer, answer_class) = i.map_or((String::new(), ""), |i| answer_words(v, i));
        Line {
            name: r.name.clone(),
            role: v.t(&format!("meetings-role-{}", r.role)),
            municipality: r.municipality.and_then(|id| names.get(&id).cloned()).unwrap_or_default(),
            email: r.email.clone(),
            no_address: r.email.is_empty(),
            answer,
            answer_class,
            deputy: i.map(|i| i.deputy_name.clone()).unwrap_or_default(),
            via: i.and_then(crate::brief::via_key).map(|key| v.t(key)),
            sent: stamp(i.and_then(|i| i.sent_at)),
            received: stamp(i.and_then(|i| i.received_at)),
            read: stamp(i.and_then(|i| i.read_at)),
            added: p.m.called_at.is_some() && i.is_none(),
        }
    };
    let mut warnings = Vec::new();
    for item in &p.material.items {
        let lacks = lacks(v, &p.m, &p.body, item, &p.material.visitors).await?;
        if !lacks.is_empty() {
            warnings.push(Warning { title: v.local(&item.title.0), lacks });
        }
    }
    let state = p.m.state();
    let files = print::Files::new();
    let sender = p.sender(v, &p.m, &files);
    let waiting = p.stand.iter().filter(|i| !i.withdrawn && i.answer.is_empty() && i.role != "deputy");
    let page = Page {
        v,
        form,
        name: v.local(&view::name(&p.m, &p.body)),
        day: view::day(v, &p.m),
        lines: p.wanted.iter().map(line).collect(),
        count: p.wanted.iter().filter(|r| !r.email.is_empty()).count(),
        removed: p.gone().iter().map(|i| (i.id, i.name.clone())).collect(),
        warnings,
        slotless: p
            .material
            .visitors
            .iter()
            .filter(|x| x.from_time.is_empty() || x.email.is_empty())
            .map(|x| x.name.clone())
            .collect(),
        sample: sample(&sender, p, v)?,
        called: state.is_called(),
        may_call: matches!(state, MeetingState::Reserved | MeetingState::Draft),
        waiting: waiting.count(),
        added: if state == MeetingState::Called { p.added().len() } else { 0 },
        prints: print::can(&v.app),
        m: &p.m,
    };
    let status = if form.ok() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    html_with(v, status, &v.t("meetings-call"), &page)
}

/// Subject and text of the letter as the first on the list will read it.
fn sample(sender: &Sender<'_>, p: &Prepared, v: &Visit) -> Result<Option<(String, String)>, PageError> {
    let Some(first) = p.wanted.iter().find(|r| r.visitor.is_none() && !r.email.is_empty()) else {
        return Ok(None);
    };
    let shown = invitations::draft(&p.m, first, v.now);
    let Some(body) = letter::compose(sender, &shown, &Why::Call, v.now)? else { return Ok(None) };
    // The link of a letter is its receiver's own; the preview shows none that works.
    Ok(Some((letter::subject(sender, &shown, &Why::Call), body.text)))
}

/// `GET /meetings/{id}/call`: who gets it, what is still missing, and afterwards who has answered.
pub(crate) async fn show(v: Visit, Path(id): Path<String>) -> Answer {
    let p = prepare(&v, &id, None).await?;
    draw(&v, &p, &Form::new()).await
}

/// What stops the call, as a problem of the field `call`.
fn check(p: &Prepared, blocking: bool, form: &mut Form) {
    let statuses = agenda::statuses(&p.material.items);
    let facts = StepFacts {
        has_time: p.m.starts_at.is_some() && p.m.ends_at.is_some(),
        has_place: !p.m.place.0.is_empty() || !p.m.remote_link.is_empty(),
        items: &statuses,
        present: 0,
        reason: "",
    };
    let from = if p.m.state() == MeetingState::Reserved { MeetingState::Draft } else { p.m.state() };
    if let Err(why) = from.go(MeetingState::Called, &facts) {
        form.wrong("call", why.key());
    } else if blocking {
        form.wrong("call", "meetings-problem-incomplete");
    } else if p.wanted.iter().all(|r| r.email.is_empty()) {
        form.wrong("call", "meetings-problem-nobody");
    }
}

/// `POST /meetings/{id}/call`: the call goes out.
pub(crate) async fn send(v: Visit, Path(id): Path<String>, mut form: Form) -> Answer {
    let p = prepare(&v, &id, Some(form.flag("copies"))).await?;
    let mut blocking = false;
    for item in &p.material.items {
        let lacks = lacks(&v, &p.m, &p.body, item, &p.material.visitors).await?;
        blocking |= lacks.iter().any(|(_, _, stops)| *stops);
    }
    check(&p, blocking, &mut form);
    if !form.ok() {
        return draw(&v, &p, &form).await;
    }
    let printed = print::agenda(&v, &p.m, &p.body, &p.material, &p.wanted).await?;
    let mut tx = v.app.store().begin(v.act()).await?;
    tx.once(form.once_key()).await?;
    let before = meetings::get(tx.conn(), v.tenant.id, p.m.id).await?.ok_or(PageError::NotFound)?;
    Tx::fresh(p.m.version, before.version)?;
    let files = print::keep(&v.app, &tx, printed).await?;
    let mut after = Meeting {
        state: MeetingState::Called.code().to_owned(),
        called_at: before.called_at.or(Some(tx.stamp())),
        ..before.clone()
    };
    // A meeting that was cancelled and is called again is the same entry in people's calendars.
    if before.called_at.is_some() {
        let state = CallState { cancelled: true, ..call::state_of(&before) };
        let step = assembly::call_step(state, &[assembly::CallChange::Restored]);
        after.sequence = i64::from(step.state.sequence);
    }
    let after = meetings::update(&mut tx, &before, after).await?;
    let mut called = Vec::new();
    for r in &p.wanted {
        called.push(match p.invitation(r) {
            Some(known) => {
                let fresh = Invitation { answer: String::new(), answered_at: None, ..known.clone() };
                invitations::update(&mut tx, known, fresh).await?
            }
            None => invitations::create(&mut tx, &v.tenant, after.id, r).await?,
        });
    }
    call::send(&mut tx, &p.sender(&v, &after, &files), &called, &Why::Call).await?;
    for item in p.material.items.iter().filter(|i| i.publicity() == Publicity::Public) {
        documents::release(&mut tx, "item", item.id, true).await?;
    }
    tx.noted("meeting", after.id, "called", &[("receivers", &called.len().to_string())]);
    tx.commit().await?;
    redirect(&v, &format!("/meetings/{}/call", after.id))
}

/// `POST /meetings/{id}/call/list`: those added since get their own call, those no longer on the list a cancellation.
pub(crate) async fn renew(v: Visit, Path(id): Path<String>, form: Form) -> Answer {
    let p = prepare(&v, &id, form.flag("copies").then_some(true)).await?;
    if p.m.state() != MeetingState::Called {
        return Err(PageError::Refused("meeting-step-not-allowed"));
    }
    let printed = print::agenda(&v, &p.m, &p.body, &p.material, &p.wanted).await?;
    let mut tx = v.app.store().begin(v.act()).await?;
    tx.once(form.once_key()).await?;
    let files = print::keep(&v.app, &tx, printed).await?;
    let sender = p.sender(&v, &p.m, &files);
    let mut added = Vec::new();
    for r in p.added() {
        added.push(invitations::create(&mut tx, &v.tenant, p.m.id, r).await?);
    }
    call::send(&mut tx, &sender, &added, &Why::Call).await?;
    let gone: Vec<Invitation> = p.gone().into_iter().cloned().collect();
    call::send(&mut tx, &sender, &gone, &Why::Withdrawn).await?;
    for i in &gone {
        let before = invitations::get(tx.conn(), v.tenant.id, i.id).await?.ok_or(PageError::Stale)?;
        let after = Invitation { withdrawn: true, ..before.clone() };
        invitations::update(&mut tx, &before, after).await?;
    }
    tx.noted("meeting", p.m.id, "call_list_renewed", &[]);
    tx.commit().await?;
    redirect(&v, &format!("/meetings/{}/call", p.m.id))
}

/// `POST /meetings/{id}/call/remind`: a letter to those who have not answered and were not reminded today.
pub(crate) async fn remind(v: Visit, Path(id): Path<String>, form: Form) -> Answer {
    let id = view::id(&id)?;
    let mut tx = v.app.store().begin(v.act()).await?;
    tx.once(form.once_key()).await?;
    let skip = reminders::spared(tx.conn(), v.tenant.id, waits::ANSWERS, id, v.today()).await?;
    let written = remind_silent(&v, &mut tx, &id.to_string(), &skip).await?;
    waits::note(&mut tx, id, &written).await?;
    tx.noted("meeting", id, "reminded", &[("receivers", &written.len().to_string())]);
    tx.commit().await?;
    redirect(&v, &format!("/meetings/{id}/call"))
}

/// Letters to those who have not answered, but to none of the addresses in `skip`; says to whom.
pub(crate) async fn remind_silent(
    v: &Visit,
    tx: &mut Tx,
    id: &str,
    skip: &[String],
) -> Result<Vec<Invitation>, PageError> {
    let p = prepare(v, id, None).await?;
    if !invitations::open_for_answers(&p.m, v.now) || !rights::may_prepare(&v.who, &p.m) {
        return Err(PageError::Refused("meeting-step-not-allowed"));
    }
    let silent: Vec<Invitation> = p
        .stand
        .iter()
        .filter(|i| !i.withdrawn && i.answer.is_empty() && i.role != "deputy")
        .filter(|i| !i.email.is_empty() && !skip.contains(&i.email))
        .cloned()
        .collect();
    let files = print::Files::new();
    call::send(tx, &p.sender(v, &p.m, &files), &silent, &Why::Reminder).await?;
    Ok(silent)
}
