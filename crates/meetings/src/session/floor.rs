//! Comings and goings, conflicts of interest, and persons who were not called out.

use assembly::{Conflict, Presence, PresenceRefusal};
use axum::extract::Path;
use jiff::civil::Time;
use page::{Answer, Form, PageError, Visit, redirect, redirect_undo};
use uuid::Uuid;

use super::paths::{run, session, text_key, writable};
use super::room::{Room, enter};
use super::store::{self as marks, Candidate};
use super::{hall, show};

/// What an added person may be, also keys of texts (`session-role-…`). None of them is counted.
pub const GUESTS: [&str; 4] = ["presenter", "expert", "observer", "secretary"];

fn town(room: &Room, form: &mut Form) -> Option<Uuid> {
    form.id("guest-town").filter(|id| room.municipalities.iter().any(|m| m.id == *id))
}

/// Adds somebody who takes part and is not counted.
pub async fn add_person(v: Visit, Path(id): Path<Uuid>, mut form: Form) -> Answer {
    let room = run(&v, id).await?;
    writable(&room)?;
    let name = form.required("guest", 200);
    let role = form.choice("guest-role", &GUESTS).unwrap_or("observer").to_owned();
    let mode = form.choice("guest-mode", &["on_site", "remote"]).unwrap_or("on_site");
    let municipality = town(&room, &mut form);
    if !form.ok() {
        return show::again_at(&v, &room, None, &form).await;
    }
    let mut tx = v.app.store().begin(v.act()).await?;
    tx.once(form.once_key()).await?;
    let position = room.people.iter().map(|p| p.position).max().unwrap_or(0) + 1;
    let guest = Candidate {
        key: Uuid::nil(),
        person: None,
        name,
        role,
        municipality,
        seat: None,
        answer: String::new(),
        deputy_name: String::new(),
    };
    let row = marks::list(&mut tx, id, position, &guest).await?;
    let room = enter(tx.conn(), v.tenant.id, id).await?.ok_or(PageError::NotFound)?;
    let mut hall = room.presence()?;
    let roll = assembly::Roll::Present(hall::mode(mode));
    hall.roll(row.id, roll, &[]).map_err(|e| PageError::Refused(text_key(e.key())))?;
    marks::keep(&mut tx, &row, &hall, &room.order).await?;
    tx.commit().await?;
    redirect(&v, &session(id, room.meeting.current_item))
}

/// What was marked of a presence.
struct Marked {
    who: Uuid,
    what: &'static str,
    mode: assembly::Mode,
    from: u32,
    to: Option<u32>,
    time: Option<Time>,
}

/// What can be marked, also keys of texts (`session-mark-…`).
pub const MARKS: [&str; 3] = ["leave", "arrive", "mode"];

fn read(room: &Room, form: &mut Form) -> Option<Marked> {
    let who = form.id("who").filter(|id| room.person(*id).is_some());
    let what = form.choice("what", &MARKS).and_then(|w| MARKS.into_iter().find(|m| *m == w));
    let mode = hall::mode(form.choice("mode", &["on_site", "remote"]).unwrap_or("on_site"));
    let from = form.id("from").and_then(|i| room.order.number(i));
    let to = form.id("to").map(|i| room.order.number(i));
    let time = form.time("time");
    if who.is_none() {
        form.wrong("who", "problem-required");
    }
    if what.is_none() {
        form.wrong("what", "problem-required");
    }
    if from.is_none() {
        form.wrong("from", "problem-required");
    }
    if to == Some(None) {
        form.wrong("to", "problem-not-a-choice");
    }
    if let (Some(from), Some(Some(to))) = (from, to)
        && to < from
    {
        form.wrong("to", "session-presence-ends-before");
    }
    if !form.ok() {
        return None;
    }
    Some(Marked { who: who?, what: what?, mode, from: from?, to: to.flatten(), time })
}

fn apply(hall: &mut Presence, room: &Room, m: &Marked) -> Result<(), PresenceRefusal> {
    let rests = marks::rests(room);
    match m.what {
        "leave" => {
            hall.leave(m.who, m.from, m.time, &rests)?;
            match m.to {
                Some(to) => hall.arrive(m.who, to + 1, m.mode, None),
                None => Ok(()),
            }
        }
        "arrive" => {
            hall.arrive(m.who, m.from, m.mode, m.time)?;
            match m.to {
                Some(to) => hall.leave(m.who, to + 1, None, &rests),
                None => Ok(()),
            }
        }
        _ => hall.change_mode(m.who, m.from, m.mode),
    }
}

/// Marks a coming, a going or another way of taking part, by item or range of items.
pub async fn presence(v: Visit, Path(id): Path<Uuid>, mut form: Form) -> Answer {
    let room = run(&v, id).await?;
    writable(&room)?;
    let Some(marked) = read(&room, &mut form) else {
        return show::again_at(&v, &room, None, &form).await;
    };
    let mut tx = v.app.store().begin(v.act()).await?;
    tx.once(form.once_key()).await?;
    let room = enter(tx.conn(), v.tenant.id, id).await?.ok_or(PageError::NotFound)?;
    let who = room.person(marked.who).ok_or(PageError::NotFound)?;
    let mut hall = room.presence()?;
    if let Err(refusal) = apply(&mut hall, &room, &marked) {
        let field = match refusal {
            PresenceRefusal::NoSuchItem => "from",
            _ => "who",
        };
        form.wrong(field, text_key(refusal.key()));
        drop(tx);
        return show::again_at(&v, &room, None, &form).await;
    }
    marks::keep(&mut tx, who, &hall, &room.order).await?;
    tx.commit().await?;
    redirect(&v, &session(id, room.order.item(marked.from)))
}

/// Notes that somebody is disqualified from an item, or takes that back.
pub async fn conflict(v: Visit, Path((id, item)): Path<(Uuid, Uuid)>, mut form: Form) -> Answer {
    let room = run(&v, id).await?;
    writable(&room)?;
    let (number, _) = room.item(item).ok_or(PageError::NotFound)?;
    let who = form.id("conflict-who").and_then(|p| room.person(p)).cloned();
    let Some(who) = who else {
        form.wrong("conflict-who", "problem-required");
        return show::again_item(&v, &room, item, &form).await;
    };
    let mut tx = v.app.store().begin(v.act()).await?;
    tx.once(form.once_key()).await?;
    let room = enter(tx.conn(), v.tenant.id, id).await?.ok_or(PageError::NotFound)?;
    let stands = room.conflicts.iter().find(|c| c.item == item && c.attendance == who.id);
    let mut undo = None;
    if form.flag("remove") {
        undo = Some(v.undoable(&mut tx, "undo-conflict-removed", &who.name));
        marks::drop_conflict(&mut tx, stands.ok_or(PageError::NotFound)?).await?;
    } else {
        let ground = form.text("ground", 500);
        let mut hall = room.presence()?;
        let why = Conflict::Disqualified { ground: ground.clone() };
        if let Err(refusal) = hall.stand_aside(who.id, number, why, &marks::rests(&room)) {
            form.wrong("ground", text_key(refusal.key()));
        }
        if !form.ok() {
            drop(tx);
            return show::again_item(&v, &room, item, &form).await;
        }
        if let Some(stands) = stands {
            marks::drop_conflict(&mut tx, stands).await?;
        }
        marks::add_conflict(&mut tx, &who, item, &ground).await?;
    }
    tx.commit().await?;
    match undo {
        Some(undo) => redirect_undo(&v, &session(id, Some(item)), undo),
        None => redirect(&v, &session(id, Some(item))),
    }
}
