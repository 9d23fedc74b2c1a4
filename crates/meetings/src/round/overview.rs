//! The round side by side, and the secretary's letters.

use askama::Template;
use assembly::MeetingState;
use axum::extract::Path;
use axum::http::StatusCode;
use kit::Role;
use page::{Answer, Form, Html, PageError, Visit, html_with, redirect};
use people::bodies::{self, Body};
use people::municipalities::Municipality;
use uuid::Uuid;

use super::letter::letter;
use super::rules::{self, may_write};
use super::store::{self as kept, Line, ToAsk};
use crate::agenda::{self, Item};
use crate::meetings::Meeting;
use crate::{rights, view};

/// A municipality in the round.
pub(crate) struct Told {
    pub(crate) name: String,
    pub(crate) text: String,
    pub(crate) by: String,
    pub(crate) missing: bool,
    pub(crate) town: Uuid,
    pub(crate) version: i64,
    pub(crate) writes: bool,
    pub(crate) action: String,
}

/// The round as a reader sees it, every municipality in its place.
pub(crate) fn told(v: &Visit, m: &Meeting, towns: &[Municipality], lines: &[Line], item: Uuid) -> Vec<Told> {
    let of = |town: Uuid| lines.iter().find(|l| l.item == item && l.municipality == town);
    kept::side_by_side(towns, lines, item)
        .into_iter()
        .map(|(town, line)| Told {
            name: town.name(v.lang).to_owned(),
            text: line.map(|l| l.text.clone()).unwrap_or_default(),
            by: line.map_or_else(String::new, |l| {
                v.t2("round-by", ("name", l.by_name.clone()), ("day", v.date_time(l.at.at())))
            }),
            missing: line.is_none(),
            town: town.id,
            version: of(town.id).map_or(0, |l| l.version),
            writes: may_write(&v.who, m, town.id, v.now),
            action: v.url(&format!("/meetings/{}/round/lines/{}", m.id, town.id)),
        })
        .collect()
}

#[derive(Template)]
#[template(path = "meetings/round.html")]
struct Page<'a> {
    v: &'a Visit,
    m: &'a Meeting,
    form: &'a Form,
    name: Html,
    day: String,
    title: Html,
    rows: Vec<Told>,
    missing: usize,
    asked: usize,
    open: bool,
    prepares: bool,
    wrong: Option<Uuid>,
}

impl Page<'_> {
    fn path(&self, rest: &str) -> String {
        self.v.url(&format!("/meetings/{}/{rest}", self.m.id))
    }
    /// What was typed for the row that was refused.
    fn shown<'b>(&'b self, row: &'b Told) -> &'b str {
        if self.wrong == Some(row.town) { self.form.value("text") } else { &row.text }
    }
    fn remind(&self) -> String {
        self.v.tn("round-remind", self.missing)
    }
    fn refused(&self, row: &Told) -> bool {
        self.wrong == Some(row.town)
    }
    fn of_all(&self) -> String {
        let n = self.rows.len();
        self.v.t2("round-told", ("n", (n - self.missing).to_string()), ("all", n.to_string()))
    }
}

/// Meeting, body and round of an address, for those of the body.
pub(super) async fn enter(v: &Visit, id: &str) -> Result<(Meeting, Body, Item), PageError> {
    let m = view::load(v, id).await?;
    v.person()?;
    v.allow(v.who.belongs_to(m.body))?;
    let body = view::body_of(v, &m).await?;
    let items = agenda::items(v.app.db(), v.tenant.id, m.id).await?;
    let item = kept::item_of(&items).cloned().ok_or(PageError::NotFound)?;
    Ok((m, body, item))
}

/// `GET /meetings/{id}/round`.
pub(super) async fn show(v: Visit, Path(id): Path<String>) -> Answer {
    let (m, body, item) = enter(&v, &id).await?;
    draw(&v, &m, &body, &item, &Form::new(), None).await
}

pub(super) async fn draw(
    v: &Visit,
    m: &Meeting,
    body: &Body,
    item: &Item,
    form: &Form,
    wrong: Option<Uuid>,
) -> Answer {
    let (db, tenant) = (v.app.db(), v.tenant.id);
    let towns = rules::municipalities(db, &v.tenant, m, v.today()).await?;
    let lines = kept::lines(db, tenant, vec![item.id]).await?;
    let rows = told(v, m, &towns, &lines, item.id);
    let page = Page {
        v,
        m,
        form,
        name: v.local(&view::name(m, body)),
        day: view::day(v, m),
        title: v.local(&item.title.0),
        missing: rows.iter().filter(|r| r.missing).count(),
        asked: kept::asked(db, tenant, item.id).await?.len(),
        open: rules::open(m, v.now),
        prepares: rights::may_prepare(&v.who, m),
        rows,
        wrong,
    };
    let status = if form.ok() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    html_with(v, status, &v.t("round-title"), &page)
}

/// Meeting, body and round for who prepares it, while letters are of use.
async fn prepared(v: &Visit, id: &str) -> Result<(Meeting, Body, Item), PageError> {
    let (m, body, item) = enter(v, id).await?;
    v.allow(rights::may_prepare(&v.who, &m))?;
    if !rules::open(&m, v.now) || m.state() == MeetingState::Cancelled {
        return Err(PageError::Refused("round-closed"));
    }
    Ok((m, body, item))
}

/// `POST /meetings/{id}/round/ask`: a letter with a link of one's own to each who sits for a municipality and was
/// not asked yet.
pub(super) async fn ask(v: Visit, Path(id): Path<String>, form: Form) -> Answer {
    let (m, body, item) = prepared(&v, &id).await?;
    let mut tx = v.app.store().begin(v.act()).await?;
    tx.once(form.once_key()).await?;
    let towns = rules::municipalities(tx.conn(), &v.tenant, &m, v.today()).await?;
    let stand = kept::asked(tx.conn(), v.tenant.id, item.id).await?;
    let day = m.day().unwrap_or_else(|| v.today());
    let mut sent = 0;
    for seat in bodies::seats_on(tx.conn(), v.tenant.id, m.body, day).await? {
        let (Some(person), Some(town)) = (seat.person, seat.membership.municipality) else { continue };
        let sits = matches!(bodies::seat_role(&seat.membership.role), Role::Chair | Role::Member);
        let known = stand.iter().any(|a| a.person == Some(person.id) && a.municipality == town);
        let (Some(email), true, false) = (person.email.filter(|e| !e.is_empty()), sits, known) else {
            continue;
        };
        let to = ToAsk { municipality: town, person: person.id, name: person.name, email, lang: person.lang };
        let asked = kept::ask(&mut tx, &v.tenant, item.id, to).await?;
        let name = name_of(&towns, &asked);
        store::outbox::post(&tx, letter(&v.app, &v.tenant, (&m, &body), &asked, &name, "ask")).await?;
        sent += 1;
    }
    tx.noted("item", item.id, "round_asked", &[("letters", &sent.to_string())]);
    tx.commit().await?;
    redirect(&v, &format!("/meetings/{}/round", m.id))
}

fn name_of(towns: &[Municipality], to: &kept::Asked) -> String {
    let lang = to.lang.parse().unwrap_or_default();
    towns.iter().find(|t| t.id == to.municipality).map_or_else(String::new, |t| t.name(lang).to_owned())
}

/// `POST /meetings/{id}/round/remind`: a letter to exactly those whose municipality has not told anything.
pub(super) async fn remind(v: Visit, Path(id): Path<String>, form: Form) -> Answer {
    let (m, body, item) = prepared(&v, &id).await?;
    let mut tx = v.app.store().begin(v.act()).await?;
    tx.once(form.once_key()).await?;
    let towns = rules::municipalities(tx.conn(), &v.tenant, &m, v.today()).await?;
    let lines = kept::lines(tx.conn(), v.tenant.id, vec![item.id]).await?;
    let missing: Vec<Uuid> = kept::side_by_side(&towns, &lines, item.id)
        .into_iter()
        .filter(|(_, line)| line.is_none())
        .map(|(town, _)| town.id)
        .collect();
    let mut sent = 0;
    for to in kept::asked(tx.conn(), v.tenant.id, item.id).await? {
        if !missing.contains(&to.municipality) {
            continue;
        }
        let name = name_of(&towns, &to);
        store::outbox::post(&tx, letter(&v.app, &v.tenant, (&m, &body), &to, &name, "remind")).await?;
        kept::reminded(&mut tx, &to).await?;
        sent += 1;
    }
    tx.noted("item", item.id, "round_reminded", &[("letters", &sent.to_string())]);
    tx.commit().await?;
    redirect(&v, &format!("/meetings/{}/round", m.id))
}
