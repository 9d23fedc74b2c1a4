//! The text beside a proposal, the outcome with its number, and taking it back.

use assembly::{BodyKind, Outcome, OutcomeKind};
use axum::extract::Path;
use axum::http::header;
use axum::response::IntoResponse;
use kit::{Publicity, When};
use page::{Answer, Form, PageError, Version, Visit, conflict, redirect};
use record::decisions::{self, Decision, NewDecision, Number};
use store::Tx;
use uuid::Uuid;

use super::paths::{run, session, text_key, writable};
use super::room::{Room, enter};
use super::{show, texts};
use crate::agenda::{self, Item, NewItem};
use crate::meetings::{self, Meeting};
use crate::minutes;

/// The outcome that is a body's own: a statutory one decides, the others agree.
pub const fn main_outcome(statutory: bool) -> OutcomeKind {
    if statutory { OutcomeKind::Decided } else { OutcomeKind::Agreed }
}

/// The outcomes that a session offers, each with its key.
pub const fn offered(statutory: bool) -> [(OutcomeKind, &'static str); 5] {
    [
        (main_outcome(statutory), "p"),
        (OutcomeKind::Discussed, "k"),
        (OutcomeKind::Noted, "m"),
        (OutcomeKind::Postponed, "s"),
        (OutcomeKind::Untreated, "e"),
    ]
}

fn both_texts(v: &Visit, form: &Form, id: Uuid, stands: &Item) -> Answer {
    let shown = texts::shown(&stands.outcome_text);
    let fields = [Version { name: "text", label: "session-outcome-text", theirs: shown }];
    conflict(v, form, &format!("/meetings/{id}/items/{}/text", stands.id), stands.version, &fields)
}

/// Saves the text beside the proposal, also as one types. Answers with the new version; to a form without a script,
/// with the page.
pub async fn save_text(v: Visit, Path((id, item)): Path<(Uuid, Uuid)>, mut form: Form) -> Answer {
    let room = run(&v, id).await?;
    writable(&room)?;
    room.item(item).ok_or(PageError::NotFound)?;
    let text = texts::typed(&mut form, "text");
    if !form.ok() {
        return show::again_item(&v, &room, item, &form).await;
    }
    let mut tx = v.app.store().begin(v.act()).await?;
    let before = agenda::get(tx.conn(), v.tenant.id, item).await?.ok_or(PageError::NotFound)?;
    let mut version = before.version;
    if before.outcome_text != text {
        if form.version() != before.version {
            drop(tx);
            return both_texts(&v, &form, id, &before);
        }
        if let Some(decision) = before.decision {
            rewrite(&mut tx, decision, &text).await?;
        }
        let after = Item { outcome_text: text, ..before.clone() };
        version = agenda::update(&mut tx, &before, after).await?.version;
        tx.commit().await?;
    }
    // Whoever sends a one-time key is a form, and wants a page.
    if form.value("once").is_empty() {
        let body = format!("{{\"version\":{version}}}");
        return Ok(([(header::CONTENT_TYPE, "application/json")], body).into_response());
    }
    redirect(&v, &session(id, Some(item)))
}

async fn rewrite(tx: &mut Tx, decision: Uuid, text: &str) -> Result<(), PageError> {
    let Some(before) = decisions::get(tx.conn(), tx.tenant(), decision).await? else { return Ok(()) };
    let after = Decision { text: text.to_owned(), ..before.clone() };
    decisions::update(tx, &before, after).await?;
    Ok(())
}

/// Records an outcome: takes the number, opens the next item.
pub async fn record(v: Visit, Path((id, item)): Path<(Uuid, Uuid)>, mut form: Form) -> Answer {
    let room = run(&v, id).await?;
    writable(&room)?;
    room.item(item).ok_or(PageError::NotFound)?;
    let kind = offered(room.body.statutory)
        .into_iter()
        .map(|(kind, _)| kind)
        .find(|kind| kind.code() == form.value("outcome"))
        .ok_or(PageError::Bad("problem-not-a-choice"))?;
    let outcome = Outcome {
        kind,
        text: texts::typed(&mut form, "text"),
        reason: form.text("reason", 1000),
        returns: (kind == OutcomeKind::Postponed).then(|| form.when("returns")),
    };
    check(&mut form, &room, &outcome, v.today());
    if !form.ok() {
        return show::again_item(&v, &room, item, &form).await;
    }
    let carry = kind == OutcomeKind::Postponed && form.flag("carry");
    let mut tx = v.app.store().begin(v.act()).await?;
    tx.once(form.once_key()).await?;
    let before = agenda::get(tx.conn(), v.tenant.id, item).await?.ok_or(PageError::NotFound)?;
    if before.outcome().is_some() {
        return Err(PageError::Refused("session-has-outcome"));
    }
    // A newer version of the same text is no conflict: it is one's own saving that was under way.
    if form.version() != before.version && before.outcome_text != outcome.text {
        drop(tx);
        return both_texts(&v, &form, id, &before);
    }
    settle(&mut tx, &before, &outcome, carry).await?;
    if !room.visitors.is_empty() {
        crate::visitors::watch(&tx, id, false).await?;
    }
    tx.commit().await?;
    redirect(&v, &session(id, None))
}

fn check(form: &mut Form, room: &Room, outcome: &Outcome, today: jiff::civil::Date) {
    let kind = if room.body.statutory { BodyKind::Statutory } else { BodyKind::Cooperation };
    let day = room.meeting.day().unwrap_or(today);
    let Err(wrong) = assembly::check_outcome(outcome, kind, day) else { return };
    for refusal in wrong {
        let field = match refusal {
            assembly::OutcomeRefusal::ReasonMissing => "reason",
            assembly::OutcomeRefusal::ReturnMissing | assembly::OutcomeRefusal::ReturnNotAfter => "returns",
            _ => "text",
        };
        form.wrong(field, text_key(refusal.key()));
    }
}

/// Writes an outcome into item and record, within the transaction that takes its number.
pub async fn settle(
    tx: &mut Tx,
    before: &Item,
    outcome: &Outcome,
    carry: bool,
) -> Result<Option<Decision>, PageError> {
    let room = enter(tx.conn(), tx.tenant(), before.meeting).await?.ok_or(PageError::NotFound)?;
    if outcome.kind == OutcomeKind::Untreated {
        leave_untreated(tx, before).await?;
        step(tx, &room, before.id).await?;
        return Ok(None);
    }
    let (number, _) = room.item(before.id).ok_or(PageError::NotFound)?;
    let returns = outcome.returns.clone().unwrap_or_else(When::unknown);
    let new = NewDecision {
        body: Some(room.body.id),
        officer: String::new(),
        matter: before.matter,
        meeting: Some(room.meeting.id),
        item: Some(before.id),
        period: period(&room, kit::local_date(tx.now())),
        number: if room.body.numbering == "section" {
            Number::Next
        } else {
            Number::Printed(number.to_string())
        },
        at: room.meeting.when(),
        statutory: room.body.statutory && outcome.kind == OutcomeKind::Decided,
        outcome: outcome.kind.code().to_owned(),
        title: before.title.0.clone(),
        text: outcome.text.clone(),
        reason: outcome.reason.clone(),
        returns: returns.clone(),
        publicity: Publicity::parse(&before.publicity),
        ground: before.ground.clone(),
        doubt: kit::Local::default(),
        source: String::new(),
        published: false,
        example: room.meeting.example,
    };
    let decision = decisions::decide(tx, new).await?;
    for (action, _) in room.actions_of(before.id) {
        let after = record::actions::Action { decision: Some(decision.id), ..action.clone() };
        record::actions::update(tx, action, after).await?;
    }
    if outcome.kind == main_outcome(room.body.statutory)
        && let Some(record) = before.record_of
    {
        minutes::approved_at(tx, record, &where_said(&room, &decision)).await?;
    }
    let moved_to = if carry { carry_over(tx, &room, before).await? } else { None };
    let after = Item {
        state: if outcome.kind == OutcomeKind::Postponed { "postponed" } else { "treated" }.to_owned(),
        outcome: outcome.kind.code().to_owned(),
        outcome_text: outcome.text.clone(),
        outcome_reason: outcome.reason.clone(),
        returns_date: returns.code(),
        returns_printed: returns.printed().map(str::to_owned),
        decision: Some(decision.id),
        moved_to,
        ..before.clone()
    };
    agenda::update(tx, before, after).await?;
    step(tx, &room, before.id).await?;
    Ok(Some(decision))
}

/// Where it was decided, in the record's own words: `Kuntajohtajakokous 13.10.2021 § 62`.
fn where_said(room: &Room, decision: &Decision) -> String {
    let day =
        room.meeting.day().map(|d| format!(" {}", kit::fmt::date(kit::Lang::Fi, d))).unwrap_or_default();
    format!("{}{day} {}", room.body.name.0.get(kit::Lang::Fi), decision.printed)
}

/// The label of the period, as it was set with the day of the meeting.
fn period(room: &Room, today: jiff::civil::Date) -> String {
    if !room.meeting.period.is_empty() {
        return room.meeting.period.clone();
    }
    let day = room.meeting.day().unwrap_or(today);
    numbering::period_label(numbering::PeriodRule::CalendarYear, day, &[]).unwrap_or_default()
}

/// Marks an item as not treated: it waits for another meeting.
pub(super) async fn leave_untreated(tx: &mut Tx, before: &Item) -> Result<(), PageError> {
    let after = Item { outcome: OutcomeKind::Untreated.code().to_owned(), ..before.clone() };
    agenda::update(tx, before, after).await?;
    Ok(())
}

/// Puts a postponed item on the agenda of the next meeting, where one takes items.
async fn carry_over(tx: &mut Tx, room: &Room, item: &Item) -> Result<Option<Uuid>, PageError> {
    let Some(next) = meetings::next_open(tx.conn(), &room.meeting).await? else { return Ok(None) };
    let new = NewItem {
        kind: item.kind.clone(),
        matter: item.matter,
        title: item.title.0.clone(),
        presenter: item.presenter.clone(),
        background: item.background.clone(),
        proposal: item.proposal.clone(),
        summary: item.summary.0.clone(),
        minutes: item.minutes,
        publicity: Publicity::parse(&item.publicity),
        ground: item.ground.clone(),
        late_reason: None,
        came_from: Some(item.id),
        record_of: item.record_of,
    };
    Ok(Some(agenda::create(tx, next.id, new).await?.id))
}

/// Opens the next item without an outcome.
async fn step(tx: &mut Tx, room: &Room, done: Uuid) -> Result<(), PageError> {
    let at = room.order.number(done).unwrap_or(0);
    let next = room.next_open(at).filter(|next| *next != done);
    turn_to(tx, &room.meeting, next).await
}

async fn turn_to(tx: &mut Tx, before: &Meeting, item: Option<Uuid>) -> Result<(), PageError> {
    if before.current_item != item {
        meetings::update(tx, before, Meeting { current_item: item, ..before.clone() }).await?;
    }
    Ok(())
}

/// Takes the latest outcome back: its number is free again.
pub async fn undo(v: Visit, Path((id, item)): Path<(Uuid, Uuid)>, form: Form) -> Answer {
    let room = run(&v, id).await?;
    writable(&room)?;
    let mut tx = v.app.store().begin(v.act()).await?;
    tx.once(form.once_key()).await?;
    let room = enter(tx.conn(), v.tenant.id, id).await?.ok_or(PageError::NotFound)?;
    let (_, before) = room.item(item).ok_or(PageError::NotFound)?;
    if before.outcome().is_none() {
        return Err(PageError::Refused("session-no-outcome"));
    }
    if let Some(decision) = room.decision(before) {
        if room.latest().map(|d| d.id) != Some(decision.id) {
            return Err(PageError::Refused("session-later-number"));
        }
        for (action, _) in room.actions_of(item) {
            let after = record::actions::Action { decision: None, ..action.clone() };
            record::actions::update(&mut tx, action, after).await?;
        }
        if let Some(record) = before.record_of {
            minutes::not_approved_at(&mut tx, record, &where_said(&room, decision)).await?;
        }
        if !decisions::take_back(&mut tx, decision).await? {
            return Err(PageError::Refused("session-later-number"));
        }
    }
    if let Some(copy) = before.moved_to
        && let Some(copy) = agenda::get(tx.conn(), v.tenant.id, copy).await?
        && copy.version == 1
    {
        agenda::remove(&mut tx, &copy).await?;
    }
    let after = Item {
        state: "listed".to_owned(),
        outcome: String::new(),
        outcome_reason: String::new(),
        returns_date: When::unknown().code(),
        returns_printed: None,
        decision: None,
        moved_to: None,
        ..before.clone()
    };
    agenda::update(&mut tx, before, after).await?;
    turn_to(&mut tx, &room.meeting, Some(item)).await?;
    tx.commit().await?;
    redirect(&v, &session(id, Some(item)))
}
