use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use kit::When;
use page::{Answer, Form, PageError, Visit, html_with, redirect, redirect_undo};
use store::Tx;
use uuid::Uuid;

use super::body::{MemberRow, rows};
use super::{body_of, coded};
use crate::bodies::{self, Body, Membership, NewMembership, SEAT_ROLES};
use crate::{municipalities, persons, rules};

#[derive(Template)]
#[template(path = "people/members.html")]
struct MembersPage<'a> {
    v: &'a Visit,
    form: &'a Form,
    body: &'a Body,
    members: Vec<MemberRow>,
    persons: Vec<(String, String)>,
    offices: Vec<(String, String)>,
    towns: Vec<(String, String)>,
    roles: Vec<(String, String)>,
    deputy_of: Vec<(String, String)>,
    replaced: Option<MemberRow>,
}

async fn draw(v: &Visit, status: StatusCode, form: &Form, body: &Body, replaced: Option<Uuid>) -> Answer {
    let (db, tenant, today) = (v.app.db(), v.tenant.id, v.today());
    let towns = municipalities::all(db, tenant).await?;
    let all = bodies::members(db, tenant, body.id).await?;
    let now: Vec<Membership> = all.iter().filter(|m| m.in_force(today)).cloned().collect();
    let seats = bodies::seated(db, tenant, now, today).await?;
    let mut members = rows(v, &seats, &all, &towns).await?;
    let none = |key: &str| vec![(String::new(), v.t(key))];
    let mut deputy_of = none("seat-deputy-of-all");
    for s in seats.iter().filter(|s| s.membership.role != "deputy") {
        if let Some(row) = members.iter().find(|m| m.id == s.membership.id) {
            deputy_of.push((row.id.to_string(), row.name.clone()));
        }
    }
    let mut people = none("choose");
    people.extend(
        persons::list(db, tenant).await?.into_iter().filter(|p| p.active).map(|p| (p.id.to_string(), p.name)),
    );
    let mut offices = none("seat-no-office");
    offices.extend(
        persons::offices(db, tenant)
            .await?
            .into_iter()
            .map(|o| (o.id.to_string(), o.name.0.get(v.lang).to_owned())),
    );
    let mut choices = none("seat-no-municipality");
    choices.extend(
        municipalities::on(db, &v.tenant, today)
            .await?
            .into_iter()
            .map(|m| (m.id.to_string(), m.name(v.lang).to_owned())),
    );
    let replaced =
        replaced.and_then(|id| members.iter().position(|m| m.id == id)).map(|at| members.remove(at));
    let page = MembersPage {
        v,
        form,
        body,
        members,
        persons: people,
        offices,
        towns: choices,
        roles: coded(v, "seat", &SEAT_ROLES),
        deputy_of,
        replaced,
    };
    html_with(v, status, &v.t1("members-title", "name", body.name.0.get(v.lang)), &page)
}

/// `GET /bodies/{key}/members`
pub(crate) async fn show(v: Visit, Path(key): Path<String>) -> Answer {
    let body = body_of(&v, &key).await?;
    v.allow(rules::may_keep(&v.who, body.id))?;
    draw(&v, StatusCode::OK, &Form::new().with("role", "member"), &body, None).await
}

/// A surely impossible span: it ends before it can have begun.
pub(crate) fn ends_before(from: &When, to: &When) -> bool {
    from.span().zip(to.span()).is_some_and(|((first, _), (_, last))| last < first)
}

/// An end as it is typed: nothing means that it has not ended.
pub(crate) fn end(form: &mut Form, name: &str) -> When {
    if form.value(name).trim().is_empty() { When::open() } else { form.when(name) }
}

async fn read(tx: &Tx, form: &mut Form, body: &Body) -> Result<NewMembership, PageError> {
    let (db, tenant) = (tx.conn(), tx.tenant());
    let person = form.id("person");
    let office = form.id("office");
    if person.is_none() && office.is_none() {
        form.wrong("person", "seat-nobody");
    }
    if let Some(id) = person
        && persons::get(db, tenant, id).await?.is_none()
    {
        form.wrong("person", "problem-not-a-choice");
    }
    if let Some(id) = office
        && !persons::offices(db, tenant).await?.iter().any(|o| o.id == id)
    {
        form.wrong("office", "problem-not-a-choice");
    }
    let municipality = form.id("municipality");
    if let Some(id) = municipality
        && municipalities::get(db, tenant, id).await?.is_none()
    {
        form.wrong("municipality", "problem-not-a-choice");
    }
    let role = form.choice("role", &SEAT_ROLES).unwrap_or_default().to_owned();
    if role.is_empty() {
        form.wrong("role", "problem-required");
    }
    let deputy_of = form.id("deputy_of").filter(|_| role == "deputy");
    if let Some(id) = deputy_of
        && bodies::membership(db, tenant, id).await?.is_none_or(|m| m.body != body.id)
    {
        form.wrong("deputy_of", "problem-not-a-choice");
    }
    let (from, to) = (form.when("from"), end(form, "to"));
    if ends_before(&from, &to) {
        form.wrong("to", "problem-end-before-start");
    }
    let sector = form.text("sector", 60);
    Ok(NewMembership {
        body: body.id,
        person,
        office: office.filter(|_| person.is_none()),
        municipality,
        role,
        sector: Some(sector).filter(|s| !s.is_empty()),
        deputy_of,
        from,
        to,
        note: form.text("note", 500),
    })
}

/// `POST /bodies/{key}/members`
pub(crate) async fn add(v: Visit, Path(key): Path<String>, mut form: Form) -> Answer {
    let body = body_of(&v, &key).await?;
    v.allow(rules::may_keep(&v.who, body.id))?;
    let mut tx = v.app.store().begin(v.act()).await?;
    let new = read(&tx, &mut form, &body).await?;
    if !form.ok() {
        drop(tx);
        return draw(&v, StatusCode::UNPROCESSABLE_ENTITY, &form, &body, None).await;
    }
    tx.once(form.once_key()).await?;
    bodies::add_member(&mut tx, new).await?;
    tx.commit().await?;
    redirect(&v, &format!("/bodies/{key}/members"))
}

async fn seat(v: &Visit, body: &Body, id: &str) -> Result<Membership, PageError> {
    let id: Uuid = id.parse().map_err(|_| PageError::NotFound)?;
    let found = bodies::membership(v.app.db(), v.tenant.id, id).await?;
    found.filter(|m| m.body == body.id).ok_or(PageError::NotFound)
}

/// `GET /bodies/{key}/members/{id}`: to end a seat or to put somebody else into it.
pub(crate) async fn one(v: Visit, Path((key, id)): Path<(String, String)>) -> Answer {
    let body = body_of(&v, &key).await?;
    v.allow(rules::may_keep(&v.who, body.id))?;
    let m = seat(&v, &body, &id).await?;
    let form = Form::new().with("version", m.version);
    draw(&v, StatusCode::OK, &form, &body, Some(m.id)).await
}

/// `POST /bodies/{key}/members/{id}`: ends the seat on its last day; with a person, who follows begins the day after.
pub(crate) async fn close(v: Visit, Path((key, id)): Path<(String, String)>, mut form: Form) -> Answer {
    let body = body_of(&v, &key).await?;
    v.allow(rules::may_keep(&v.who, body.id))?;
    let shown = seat(&v, &body, &id).await?;
    let last = form.required_day("last");
    let follower = form.id("person");
    if let Some(last) = last
        && ends_before(&shown.from(), &When::day(last))
    {
        form.wrong("last", "problem-end-before-start");
    }
    if let Some(person) = follower
        && persons::get(v.app.db(), v.tenant.id, person).await?.is_none()
    {
        form.wrong("person", "problem-not-a-choice");
    }
    let Some(last) = last.filter(|_| form.ok()) else {
        return draw(&v, StatusCode::UNPROCESSABLE_ENTITY, &form, &body, Some(shown.id)).await;
    };
    let mut tx = v.app.store().begin(v.act()).await?;
    tx.once(form.once_key()).await?;
    let before = bodies::membership(tx.conn(), v.tenant.id, shown.id).await?.ok_or(PageError::NotFound)?;
    Tx::fresh(form.version(), before.version)?;
    let undo = v.undoable(&mut tx, "undo-seat-ended", body.name.0.get(v.lang));
    bodies::end_member(&mut tx, &before, &When::day(last)).await?;
    if let Some(person) = follower {
        let first = last.tomorrow().map_err(PageError::inside)?;
        let new = NewMembership {
            body: body.id,
            person: Some(person),
            office: None,
            municipality: before.municipality,
            role: before.role.clone(),
            sector: before.sector.clone(),
            deputy_of: before.deputy_of,
            from: When::day(first),
            to: When::open(),
            note: String::new(),
        };
        let after = bodies::add_member(&mut tx, new).await?;
        bodies::move_deputies(&mut tx, &before, &after).await?;
    }
    tx.commit().await?;
    redirect_undo(&v, &format!("/bodies/{key}/members"), undo)
}
