//! One proposal, and what the secretary does with it.

use askama::Template;
use assembly::ItemChange;
use axum::extract::Path;
use axum::http::StatusCode;
use kit::{Local, Publicity};
use page::{Answer, Form, Html, PageError, Visit, html_with, redirect, redirect_undo};
use people::bodies::{self, Body};
use record::documents;
use store::Tx;

use super::letter::tell;
use super::propose::{Coming, coming, signed, state_class};
use super::recurring::before_the_end;
use super::rules::{may_change, may_see, may_withdraw};
use super::store::{self as kept, Proposal};
use crate::agenda::{self, Item, KINDS, NewItem};
use crate::meetings::{self, Meeting};
use crate::pages::{begun, open, tell_late};
use crate::template;
use crate::view::{self, Choice};

/// So often an item may have been carried on.
const CARRIED: usize = 24;

#[derive(Template)]
#[template(path = "meetings/proposal.html")]
struct Page<'a> {
    v: &'a Visit,
    form: &'a Form,
    p: &'a Proposal,
    body: &'a Body,
    name: Html,
    by: String,
    behalf: String,
    state: String,
    class: &'static str,
    decided: String,
    wished: String,
    why: Html,
    text: Html,
    minutes: String,
    files: Vec<(Html, String)>,
    /// The item that it became.
    item: Option<String>,
    prepares: bool,
    may_withdraw: bool,
    may_change: bool,
    meetings: Vec<Choice>,
    /// Those after the wished one.
    later: Vec<Choice>,
    /// Whether one of them has been called: then a late item needs its reason.
    called: bool,
    kinds: Vec<Choice>,
}

impl Page<'_> {
    fn path(&self, act: &str) -> String {
        self.v.url(&format!("/proposals/{}/{act}", self.p.id))
    }
    fn is(&self, state: &str) -> bool {
        self.p.state == state
    }
}

/// The proposal of an address, for who may see it.
pub(super) async fn load(v: &Visit, id: &str) -> Result<(Proposal, Body), PageError> {
    let (db, tenant) = (v.app.db(), v.tenant.id);
    let p = kept::get(db, tenant, view::id(id)?).await?.ok_or(PageError::NotFound)?;
    if !v.who.is_person() {
        return Err(PageError::Forbidden);
    }
    // Whoever may not see it need not know that there is one.
    if !may_see(&v.who, &p) {
        return Err(PageError::NotFound);
    }
    let body = bodies::get(db, tenant, p.body).await?.ok_or(PageError::NotFound)?;
    Ok((p, body))
}

/// The proposal for who decides about it.
async fn prepared(v: &Visit, id: &str) -> Result<(Proposal, Body), PageError> {
    let (p, body) = load(v, id).await?;
    v.allow(v.who.prepares(p.body))?;
    Ok((p, body))
}

async fn meeting(v: &Visit, id: Option<uuid::Uuid>) -> Result<Option<Meeting>, PageError> {
    Ok(match id {
        Some(id) => meetings::get(v.app.db(), v.tenant.id, id).await?,
        None => None,
    })
}

/// The item that a proposal became, where it stands now: it may have been carried on to later meetings.
async fn item_of(v: &Visit, p: &Proposal) -> Result<Option<Item>, PageError> {
    let (db, tenant) = (v.app.db(), v.tenant.id);
    let mut next = p.item;
    let mut found = None;
    for _ in 0..CARRIED {
        let Some(id) = next else { break };
        found = agenda::get(db, tenant, id).await?;
        next = found.as_ref().and_then(|i| i.moved_to);
    }
    Ok(found.filter(|i| i.state != "removed"))
}

async fn draw(v: &Visit, p: &Proposal, body: &Body, form: &Form) -> Answer {
    let (db, tenant) = (v.app.db(), v.tenant.id);
    let town = match p.municipality {
        Some(id) => people::municipalities::get(db, tenant, id).await?.map(|m| m.name(v.lang).to_owned()),
        None => None,
    };
    let group = match p.by_group {
        Some(id) => bodies::get(db, tenant, id).await?.map(|b| b.name.0.get(v.lang).to_owned()),
        None => None,
    };
    let item = item_of(v, p).await?;
    let wished = meeting(v, p.meeting).await?;
    let coming = coming(v, body).await?;
    let choice = |c: &Coming| (c.meeting.id.to_string(), view::day(v, &c.meeting));
    let kinds: Vec<&str> = KINDS.iter().map(|(code, _)| *code).take(3).collect();
    let decided = p.decided_at.map_or_else(String::new, |at| {
        v.t2("proposal-by", ("name", p.decided_by.clone()), ("day", v.date_time(at.at())))
    });
    let files = documents::of(db, tenant, "proposal", p.id).await?;
    let page = Page {
        v,
        form,
        name: v.local(&body.name.0),
        by: signed(v, p),
        behalf: town.or(group).unwrap_or_default(),
        state: v.t(&format!("proposal-state-{}", p.state)),
        class: state_class(&p.state),
        decided,
        wished: wished.as_ref().map_or_else(|| v.t("proposal-any-meeting"), |m| view::day(v, m)),
        why: view::rich(v, &p.why),
        text: view::rich(v, &p.text),
        minutes: p.minutes.map_or_else(String::new, |n| v.tn("meetings-minutes-n", n)),
        files: files.iter().map(|d| (v.local(&d.title.0), crate::brief::address(d))).collect(),
        item: item.map(|i| v.url(&format!("/meetings/{}#i-{}", i.meeting, i.id))),
        prepares: v.who.prepares(p.body),
        may_withdraw: may_withdraw(&v.who, p),
        may_change: may_change(&v.who, p),
        later: coming.iter().filter(|c| is_later(&c.meeting, wished.as_ref())).map(choice).collect(),
        called: coming.iter().any(|c| c.meeting.state().is_called()),
        meetings: coming.iter().map(choice).collect(),
        kinds: view::choices(v, "item-kind", &kinds, None),
        p,
        body,
    };
    let status = if form.ok() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    html_with(v, status, &p.title, &page)
}

/// `GET /proposals/{id}`.
pub(super) async fn show(v: Visit, Path(id): Path<String>) -> Answer {
    let (p, body) = load(&v, &id).await?;
    let wished = p.meeting.map_or_else(String::new, |m| m.to_string());
    let form = Form::new().with("version", p.version).with("meeting", wished).with("kind", "discussion");
    draw(&v, &p, &body, &form).await
}

/// Whether something may still be decided, and of the version that was shown.
async fn fresh(tx: &Tx, p: &Proposal, shown: i64) -> Result<Proposal, PageError> {
    let stands = kept::get(tx.conn(), tx.tenant(), p.id).await?.ok_or(PageError::NotFound)?;
    Tx::fresh(shown, stands.version)?;
    if matches!(stands.state.as_str(), "open" | "postponed") {
        Ok(stands)
    } else {
        Err(PageError::Refused("proposal-decided"))
    }
}

fn decided(v: &Visit, tx: &Tx, before: &Proposal, state: &str, reason: String) -> Proposal {
    Proposal {
        state: state.to_owned(),
        reason,
        decided_at: Some(tx.stamp()),
        decided_by: v.who.name().to_owned(),
        ..before.clone()
    }
}

/// Whether a meeting comes after the one that was wished; where none was, any does.
fn is_later(m: &Meeting, wished: Option<&Meeting>) -> bool {
    wished.is_none_or(|wished| m.at_date > wished.at_date)
}

/// The meeting chosen in a field of the form, among those that are coming.
async fn chosen(v: &Visit, form: &mut Form, field: &str, body: &Body) -> Result<Option<Meeting>, PageError> {
    let id = form.id(field);
    let found = coming(v, body).await?.into_iter().map(|c| c.meeting).find(|m| Some(m.id) == id);
    if found.is_none() {
        form.wrong(field, "problem-not-a-choice");
    }
    Ok(found)
}

/// `POST /proposals/{id}/accept`: it becomes an item of the meeting, with its attachments.
pub(super) async fn accept(v: Visit, Path(id): Path<String>, mut form: Form) -> Answer {
    let (p, body) = prepared(&v, &id).await?;
    let m = chosen(&v, &mut form, "meeting", &body).await?;
    let kinds: Vec<&str> = KINDS.iter().map(|(code, _)| *code).take(3).collect();
    let kind = form.choice("kind", &kinds).unwrap_or("discussion").to_owned();
    let reason = form.text("late_reason", 500);
    if m.as_ref().is_some_and(|m| m.state().is_called()) && reason.is_empty() {
        form.wrong("late_reason", "late-reason-missing");
    }
    let (Some(m), true) = (m, form.ok()) else { return draw(&v, &p, &body, &form).await };
    let late = open(&m, ItemChange::Added, &reason)?;
    let mut tx = v.app.store().begin(v.act()).await?;
    tx.once(form.once_key()).await?;
    let before = fresh(&tx, &p, form.version()).await?;
    begun(&mut tx, &m).await?;
    let new = NewItem {
        kind,
        title: Local::fi(p.title.clone()),
        presenter: p.by_name.clone(),
        background: p.why.clone(),
        proposal: p.text.clone(),
        minutes: p.minutes,
        publicity: Publicity::parse(&body.publicity),
        late_reason: late.clone(),
        ..NewItem::default()
    };
    let item = agenda::create(&mut tx, m.id, new).await?;
    before_the_end(&mut tx, m.id, item.id).await?;
    let item = agenda::get(tx.conn(), v.tenant.id, item.id).await?.ok_or(PageError::Stale)?;
    template::copy_documents(&mut tx, ("proposal", p.id), &item, Some((m.body, m.is_open()))).await?;
    let after = Proposal { item: Some(item.id), ..decided(&v, &tx, &before, "accepted", String::new()) };
    let after = kept::update(&mut tx, &before, after).await?;
    tell(&v, &tx, &after, &body, Some(&m), "accepted").await?;
    if let Some(reason) = late {
        tell_late(&v, &mut tx, (&m, &body), &item, &reason).await?;
    }
    tx.commit().await?;
    redirect(&v, &format!("/meetings/{}/items/{}", m.id, item.id))
}

/// `POST /proposals/{id}/return`: back to the proposer, with a reason.
pub(super) async fn give_back(v: Visit, Path(id): Path<String>, mut form: Form) -> Answer {
    let (p, body) = prepared(&v, &id).await?;
    let reason = form.required("reason", 1000);
    if !form.ok() {
        return draw(&v, &p, &body, &form).await;
    }
    let mut tx = v.app.store().begin(v.act()).await?;
    tx.once(form.once_key()).await?;
    let before = fresh(&tx, &p, form.version()).await?;
    let after = decided(&v, &tx, &before, "returned", reason);
    let after = kept::update(&mut tx, &before, after).await?;
    tell(&v, &tx, &after, &body, None, "returned").await?;
    tx.commit().await?;
    redirect(&v, &format!("/proposals/{}", p.id))
}

/// `POST /proposals/{id}/postpone`: to a later meeting, which the proposal is then wished for.
pub(super) async fn postpone(v: Visit, Path(id): Path<String>, mut form: Form) -> Answer {
    let (p, body) = prepared(&v, &id).await?;
    let m = chosen(&v, &mut form, "later", &body).await?;
    let reason = form.text("reason", 1000);
    let wished = meeting(&v, p.meeting).await?;
    if m.as_ref().is_some_and(|m| !is_later(m, wished.as_ref())) {
        form.wrong("later", "proposal-not-later");
    }
    let (Some(m), true) = (m, form.ok()) else { return draw(&v, &p, &body, &form).await };
    let mut tx = v.app.store().begin(v.act()).await?;
    tx.once(form.once_key()).await?;
    let before = fresh(&tx, &p, form.version()).await?;
    let after = Proposal { meeting: Some(m.id), ..decided(&v, &tx, &before, "postponed", reason) };
    let after = kept::update(&mut tx, &before, after).await?;
    tell(&v, &tx, &after, &body, Some(&m), "postponed").await?;
    tx.commit().await?;
    redirect(&v, &format!("/proposals/{}", p.id))
}

/// `POST /proposals/{id}/withdraw`: the proposer takes it back.
pub(super) async fn withdraw(v: Visit, Path(id): Path<String>, form: Form) -> Answer {
    let (p, _) = load(&v, &id).await?;
    if !may_withdraw(&v.who, &p) {
        return Err(if p.state == "open" {
            PageError::Forbidden
        } else {
            PageError::Refused("proposal-decided")
        });
    }
    let mut tx = v.app.store().begin(v.act()).await?;
    tx.once(form.once_key()).await?;
    let before = fresh(&tx, &p, form.version()).await?;
    let undo = v.undoable(&mut tx, "undo-proposal-withdrawn", &before.title);
    let after = Proposal { state: "withdrawn".to_owned(), ..before.clone() };
    kept::update(&mut tx, &before, after).await?;
    tx.commit().await?;
    redirect_undo(&v, &format!("/proposals/{}", p.id), undo)
}

/// `POST /proposals/{id}/reopen`: undoes what was decided; an item that it became is taken off its agenda again.
pub(super) async fn reopen(v: Visit, Path(id): Path<String>, form: Form) -> Answer {
    let (p, body) = prepared(&v, &id).await?;
    let mut tx = v.app.store().begin(v.act()).await?;
    tx.once(form.once_key()).await?;
    let before = kept::get(tx.conn(), v.tenant.id, p.id).await?.ok_or(PageError::NotFound)?;
    Tx::fresh(form.version(), before.version)?;
    if matches!(before.state.as_str(), "open" | "withdrawn") {
        return Err(PageError::Stale);
    }
    if let Some(item) = before.item
        && let Some(item) = agenda::get(tx.conn(), v.tenant.id, item).await?.filter(|i| i.state != "removed")
    {
        let m = meetings::get(tx.conn(), v.tenant.id, item.meeting).await?.ok_or(PageError::Stale)?;
        if !item.outcome.is_empty() || m.state().is_called() {
            return Err(PageError::Refused("proposal-called"));
        }
        agenda::remove(&mut tx, &item).await?;
    }
    let after = Proposal {
        state: "open".to_owned(),
        reason: String::new(),
        item: None,
        decided_at: None,
        decided_by: String::new(),
        ..before.clone()
    };
    let after = kept::update(&mut tx, &before, after).await?;
    tell(&v, &tx, &after, &body, None, "reopened").await?;
    tx.commit().await?;
    redirect(&v, &format!("/proposals/{}", p.id))
}
