//! A municipality writes its line: signed in, or by the link of a letter.

use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use kit::Actor;
use page::{Answer, Form, Html, PageError, Version, Visit, conflict, html_with, redirect};
use store::{Act, Tx};
use uuid::Uuid;

use super::overview::{draw, enter};
use super::rules::{self, may_write};
use super::store::{self as kept, Asked, Line, Said};
use crate::agenda;
use crate::meetings::{self, Meeting};
use crate::{rights, view};

/// A line is a line: what needs more is an item of its own.
const LONGEST: usize = 1000;

/// Writes in the transaction what was typed. `Err` gives the line that stands, where somebody changed it meanwhile.
async fn put(
    tx: &mut Tx,
    (item, town): (Uuid, Uuid),
    form: &Form,
    said: Said,
) -> Result<Result<(), Line>, PageError> {
    tx.once(form.once_key()).await?;
    let before = kept::line(tx.conn(), tx.tenant(), item, town).await?;
    let stands = before.as_ref().map_or(0, |b| b.version);
    if let Some(before) = before.as_ref().filter(|b| form.version() != stands && b.text != said.text) {
        return Ok(Err(before.clone()));
    }
    kept::say(tx, item, town, before.as_ref(), said).await?;
    Ok(Ok(()))
}

fn both(v: &Visit, form: &Form, action: &str, stands: &Line) -> Answer {
    let fields = [Version { name: "text", label: "round-line", theirs: stands.text.clone() }];
    conflict(v, form, action, stands.version, &fields)
}

/// `POST /meetings/{id}/round/lines/{town}`.
pub(super) async fn save(v: Visit, Path((id, town)): Path<(String, String)>, mut form: Form) -> Answer {
    let (m, body, item) = enter(&v, &id).await?;
    let town = view::id(&town)?;
    let towns = rules::municipalities(v.app.db(), &v.tenant, &m, v.today()).await?;
    if !towns.iter().any(|t| t.id == town) {
        return Err(PageError::NotFound);
    }
    if !may_write(&v.who, &m, town, v.now) {
        let closed = !rules::open(&m, v.now) && (v.who.speaks_for(town) || rights::may_prepare(&v.who, &m));
        return Err(if closed { PageError::Refused("round-closed") } else { PageError::Forbidden });
    }
    let text = form.text("text", LONGEST);
    if !form.ok() {
        return draw(&v, &m, &body, &item, &form, Some(town)).await;
    }
    let said = Said {
        text,
        by_name: signature(&v),
        by_person: v.who.id(),
        via: match &v.acting_for {
            Some(_) => "assistant",
            None if v.who.speaks_for(town) => "page",
            None => "secretary",
        },
    };
    let mut tx = v.app.store().begin(v.act()).await?;
    if let Err(stands) = put(&mut tx, (item.id, town), &form, said).await? {
        return both(&v, &form, &format!("/meetings/{}/round/lines/{town}", m.id), &stands);
    }
    tx.commit().await?;
    let to = if form.value("back") == "brief" { "brief#round" } else { "round" };
    redirect(&v, &format!("/meetings/{}/{to}", m.id))
}

/// The name that stays beside the line: who wrote, and for whom.
fn signature(v: &Visit) -> String {
    match &v.acting_for {
        Some((_, principal)) => format!("{}, {principal}", v.who.name()),
        None => v.who.name().to_owned(),
    }
}

#[derive(Template)]
#[template(path = "meetings/round_line.html")]
struct LinkPage<'a> {
    v: &'a Visit,
    form: &'a Form,
    m: &'a Meeting,
    name: Html,
    day: String,
    times: String,
    title: Html,
    town: &'a str,
    action: String,
    version: i64,
    saved: String,
    text: &'a str,
    open: bool,
}

struct Linked {
    asked: Asked,
    meeting: Meeting,
    title: kit::Local,
    line: Option<Line>,
}

async fn load(v: &Visit, token: &str) -> Result<Linked, PageError> {
    let (db, tenant) = (v.app.db(), v.tenant.id);
    let asked = kept::by_token(db, tenant, token).await?.ok_or(PageError::NotFound)?;
    let item = agenda::get(db, tenant, asked.item).await?.filter(|i| i.state != "removed");
    let item = item.ok_or(PageError::NotFound)?;
    let meeting = meetings::get(db, tenant, item.meeting).await?.ok_or(PageError::NotFound)?;
    let line = kept::line(db, tenant, item.id, asked.municipality).await?;
    Ok(Linked { asked, meeting, title: item.title.0, line })
}

async fn draw_link(v: &Visit, token: &str, l: &Linked, form: &Form) -> Answer {
    let body = view::body_of(v, &l.meeting).await?;
    let town = people::municipalities::get(v.app.db(), v.tenant.id, l.asked.municipality).await?;
    let town = town.ok_or(PageError::NotFound)?;
    let stands = l.line.as_ref().filter(|l| !l.text.is_empty());
    let page = LinkPage {
        v,
        form,
        m: &l.meeting,
        name: v.local(&view::name(&l.meeting, &body)),
        day: view::day(v, &l.meeting),
        times: view::times(v, &l.meeting),
        title: v.local(&l.title),
        town: town.name(v.lang),
        action: v.url(&format!("/round/{token}")),
        version: l.line.as_ref().map_or(0, |l| l.version),
        saved: stands.map_or_else(String::new, |l| {
            v.t2("round-by", ("name", l.by_name.clone()), ("day", v.date_time(l.at.at())))
        }),
        text: stands.map_or("", |l| l.text.as_str()),
        open: rules::open(&l.meeting, v.now),
    };
    let status = if form.ok() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    html_with(v, status, &v.t1("round-link-title", "town", page.town), &page)
}

/// `GET /round/{token}`: the form of one line. Opening it changes nothing, for scanners open every link.
pub(super) async fn by_link(v: Visit, Path(token): Path<String>) -> Answer {
    let l = load(&v, &token).await?;
    let text = l.line.as_ref().map(|l| l.text.clone()).unwrap_or_default();
    draw_link(&v, &token, &l, &Form::new().with("text", text)).await
}

/// `POST /round/{token}`: the line, which may be changed until the meeting begins.
pub(super) async fn save_by_link(v: Visit, Path(token): Path<String>, mut form: Form) -> Answer {
    let l = load(&v, &token).await?;
    if !rules::open(&l.meeting, v.now) {
        return Err(PageError::Refused("round-closed"));
    }
    let text = form.text("text", LONGEST);
    if text.is_empty() && l.line.is_none() {
        form.wrong("text", "problem-required");
    }
    if !form.ok() {
        return draw_link(&v, &token, &l, &form).await;
    }
    let said = Said { text, by_name: l.asked.name.clone(), by_person: l.asked.person, via: "link" };
    let act = Act { actor: Actor::Link(l.asked.id), ..v.act() };
    let mut tx = v.app.store().begin(act).await?;
    if let Err(stands) = put(&mut tx, (l.asked.item, l.asked.municipality), &form, said).await? {
        return both(&v, &form, &format!("/round/{token}"), &stands);
    }
    tx.commit().await?;
    redirect(&v, &format!("/round/{token}"))
}

/// `GET /meetings/{id}/round/lines/{town}`: where the page of two versions leads back to.
pub(super) async fn back(v: Visit, Path((id, _)): Path<(String, String)>) -> Answer {
    let (m, _, _) = enter(&v, &id).await?;
    redirect(&v, &format!("/meetings/{}/round", m.id))
}
