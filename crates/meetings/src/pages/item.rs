//! What is done to an item by one button: moved up and down, moved to the next meeting, taken off, put back.

use std::collections::HashMap;

use assembly::ItemChange;
use axum::extract::Path;
use page::{Answer, Form, PageError, Visit, redirect, redirect_undo};
use people::bodies::Body;
use store::Tx;

use super::agenda::{begun, open};
use crate::agenda::{self, Item};
use crate::call::letter::Why;
use crate::call::{self, Material, Sender};
use crate::meetings::{self, Meeting};
use crate::{template, view};

/// Meeting, body and item of an address, for who prepares the meeting.
pub(crate) async fn load(v: &Visit, id: &str, item: &str) -> Result<(Meeting, Body, Item), PageError> {
    let (m, body) = view::prepared(v, id).await?;
    let found = agenda::get(v.app.db(), v.tenant.id, view::id(item)?).await?;
    let item = found.filter(|i| i.meeting == m.id).ok_or(PageError::NotFound)?;
    Ok((m, body, item))
}

/// Tells those called of a late item, once for each such change.
pub(crate) async fn tell(
    v: &Visit,
    tx: &mut Tx,
    (m, body): (&Meeting, &Body),
    item: &Item,
    reason: &str,
) -> Result<(), PageError> {
    let material = Material::of(tx.conn(), m).await?;
    let sender = Sender {
        app: &v.app,
        tenant: &v.tenant,
        body,
        meeting: m,
        items: &material.items,
        visitors: &material.visitors,
        files: &HashMap::new(),
    };
    let step = assembly::call_step(call::state_of(m), &[assembly::CallChange::Agenda]);
    let why = Why::Late { title: &item.title.0, publicity: item.publicity(), reason };
    call::follow(tx, &sender, step, &why).await?;
    Ok(())
}

/// `POST …/items/{item}/move` with `to` up or down.
pub(crate) async fn shift(v: Visit, Path((id, item)): Path<(String, String)>, mut form: Form) -> Answer {
    let (m, _, item) = load(&v, &id, &item).await?;
    open(&m, ItemChange::Order, "")?;
    let to = form.choice("to", &["up", "down"]).ok_or(PageError::Bad("error-broken-form"))?;
    let mut tx = v.app.store().begin(v.act()).await?;
    tx.once(form.once_key()).await?;
    let mut order: Vec<_> =
        agenda::items(tx.conn(), v.tenant.id, m.id).await?.into_iter().map(|i| i.id).collect();
    let at = order.iter().position(|i| *i == item.id).ok_or(PageError::Stale)?;
    let other = if to == "up" { at.checked_sub(1) } else { (at + 1 < order.len()).then_some(at + 1) };
    if let Some(other) = other {
        order.swap(at, other);
    }
    agenda::reorder(&mut tx, m.id, &order).await?;
    tx.noted("item", item.id, "moved", &[("to", to)]);
    tx.commit().await?;
    redirect(&v, &format!("/meetings/{}/agenda#i-{}", m.id, item.id))
}

/// `POST …/items/{item}/next`: to the next meeting of the body, which is made when there is none.
pub(crate) async fn to_next(v: Visit, Path((id, item)): Path<(String, String)>, form: Form) -> Answer {
    let (m, body, item) = load(&v, &id, &item).await?;
    let reason = form.value("late_reason").trim().to_owned();
    let late = open(&m, ItemChange::Removed, &reason)?;
    if item.moved_to.is_some() || item.state == "removed" {
        return Err(PageError::Stale);
    }
    let mut tx = v.app.store().begin(v.act()).await?;
    tx.once(form.once_key()).await?;
    let undo = v.undoable(&mut tx, "undo-item-carried", item.title.0.get(v.lang));
    let next = match meetings::next_open(tx.conn(), &m).await? {
        Some(next) => next,
        None => template::next_meeting(&mut tx, &v.app, &m).await?,
    };
    begun(&mut tx, &next).await?;
    template::carry_over(&mut tx, &item, &next).await?;
    let before = agenda::get(tx.conn(), v.tenant.id, item.id).await?.ok_or(PageError::Stale)?;
    agenda::remove(&mut tx, &before).await?;
    if let Some(reason) = late {
        tell(&v, &mut tx, (&m, &body), &item, &reason).await?;
    }
    tx.commit().await?;
    redirect_undo(&v, &format!("/meetings/{}/agenda", m.id), undo)
}

/// `POST …/items/{item}/remove`.
pub(crate) async fn remove(v: Visit, Path((id, item)): Path<(String, String)>, form: Form) -> Answer {
    let (m, body, item) = load(&v, &id, &item).await?;
    let reason = form.value("late_reason").trim().to_owned();
    let late = open(&m, ItemChange::Removed, &reason)?;
    if item.decision.is_some() || !item.outcome.is_empty() {
        return Err(PageError::Refused("meetings-item-has-outcome"));
    }
    let mut tx = v.app.store().begin(v.act()).await?;
    tx.once(form.once_key()).await?;
    let before = agenda::get(tx.conn(), v.tenant.id, item.id).await?.ok_or(PageError::Stale)?;
    Tx::fresh(item.version, before.version)?;
    let undo = v.undoable(&mut tx, "undo-item-removed", item.title.0.get(v.lang));
    agenda::remove(&mut tx, &before).await?;
    if let Some(reason) = late {
        tell(&v, &mut tx, (&m, &body), &item, &reason).await?;
    }
    tx.commit().await?;
    redirect_undo(&v, &format!("/meetings/{}/agenda#gone", m.id), undo)
}

/// `POST …/items/{item}/back`: undoes a removal.
pub(crate) async fn back(v: Visit, Path((id, item)): Path<(String, String)>, form: Form) -> Answer {
    let (m, _, item) = load(&v, &id, &item).await?;
    open(&m, ItemChange::Order, "")?;
    if item.state != "removed" || item.moved_to.is_some() {
        return Err(PageError::Stale);
    }
    let mut tx = v.app.store().begin(v.act()).await?;
    tx.once(form.once_key()).await?;
    agenda::restore(&mut tx, &item).await?;
    tx.commit().await?;
    redirect(&v, &format!("/meetings/{}/agenda#i-{}", m.id, item.id))
}
