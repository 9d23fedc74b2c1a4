use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use kit::{Role, Subject};
use page::{Answer, Form, Html, PageError, Visit, html_with, redirect, redirect_undo};
use uuid::Uuid;

use super::coded;
use crate::bodies;
use crate::persons::{self, Person};
use crate::photos;
use crate::{municipalities, rules};

/// Roles that are given by hand; the others come with seats.
const GIVEN: [Role; 4] = [Role::Admin, Role::Coordinator, Role::Secretary, Role::Official];

#[derive(Template)]
#[template(path = "people/person.html")]
struct PersonPage<'a> {
    v: &'a Visit,
    form: &'a Form,
    person: &'a Person,
    organisation: Option<Html>,
    contact: bool,
    staff: bool,
    may_change: bool,
    may_grant: bool,
    may_appoint: bool,
    seats: Vec<SeatRow>,
    offices: Vec<(Html, String)>,
    grants: Vec<GrantRow>,
    assistants: Vec<GrantRow>,
    roles: Vec<(String, String)>,
    bodies: Vec<(String, String)>,
    towns: Vec<(String, String)>,
    people: Vec<(String, String)>,
    panels: Vec<Html>,
    photo: Option<String>,
}

struct SeatRow {
    role: String,
    body: Html,
    url: String,
    span: String,
    now: bool,
}

struct GrantRow {
    text: String,
    span: String,
    end: Option<String>,
    label: String,
}

fn days(v: &Visit, from: jiff::civil::Date, to: Option<store::Day>) -> String {
    format!("{} – {}", v.date(from), to.map(|d| v.date(d.0)).unwrap_or_default()).trim_end().to_owned()
}

async fn draw(v: &Visit, status: StatusCode, form: &Form, person: &Person) -> Answer {
    let (db, tenant, today) = (v.app.db(), v.tenant.id, v.today());
    let staff = rules::may_see_persons(&v.who);
    let offices = persons::offices(db, tenant).await?;
    let held: Vec<_> =
        persons::holdings(db, tenant).await?.into_iter().filter(|h| h.person == person.id).collect();
    let mut seats = bodies::all_members(db, tenant).await?;
    seats.retain(|m| {
        m.person == Some(person.id)
            || (m.person.is_none() && held.iter().any(|h| Some(h.office) == m.office && h.in_force(today)))
    });
    // Only who sits in a body is known to the public.
    if seats.is_empty() && !staff && v.who.id() != Some(person.id) {
        return Err(PageError::NotFound);
    }
    let all_bodies = bodies::list(db, tenant).await?;
    let towns = municipalities::all(db, tenant).await?;
    seats.sort_by_key(|m| !m.in_force(today));
    let seats = seats
        .iter()
        .filter_map(|m| {
            let body = all_bodies.iter().find(|b| b.id == m.body)?;
            let town = towns.iter().find(|t| Some(t.id) == m.municipality);
            let role = v.t(&format!("seat-{}", m.role.replace('_', "-")));
            Some(SeatRow {
                role: town.map_or_else(|| role.clone(), |t| format!("{role}, {}", t.name(v.lang))),
                body: v.local(&body.name.0),
                url: v.url(&format!("/bodies/{}", body.key)),
                span: v.span(&m.from(), &m.to()),
                now: m.in_force(today),
            })
        })
        .collect();
    let organisation = match person.organisation {
        Some(id) => {
            let all = persons::organisations(db, tenant).await?;
            all.iter().find(|o| o.id == id).map(|o| v.local(&o.name.0))
        }
        None => None,
    };
    let may_grant = rules::may_grant(&v.who);
    let may_appoint = rules::may_coordinate(&v.who);
    let mut grants = Vec::new();
    let mut assistants = Vec::new();
    let mut people = vec![(String::new(), v.t("choose"))];
    if staff {
        for g in persons::grants(db, tenant).await?.into_iter().filter(|g| g.person == person.id) {
            let mut text = v.t(&format!("people-role-{}", g.role));
            if let Some(b) = all_bodies.iter().find(|b| Some(b.id) == g.body) {
                text = format!("{text}, {}", b.name.0.get(v.lang));
            }
            if let Some(t) = towns.iter().find(|t| Some(t.id) == g.municipality) {
                text = format!("{text}, {}", t.name(v.lang));
            }
            let open = g.to_day.is_none() && may_grant;
            grants.push(GrantRow {
                label: v.t1("role-end-named", "name", &text),
                text,
                span: days(v, g.from_day.0, g.to_day),
                end: open.then(|| v.url(&format!("/people/{}/roles/{}/end", person.id, g.id))),
            });
        }
        let names = persons::list(db, tenant).await?;
        for a in persons::assistants(db, tenant).await?.into_iter().filter(|a| a.for_person == person.id) {
            let name = names.iter().find(|p| p.id == a.person).map(|p| p.name.clone()).unwrap_or_default();
            assistants.push(GrantRow {
                label: v.t1("role-end-named", "name", &name),
                text: name,
                span: days(v, a.from_day.0, a.to_day),
                end: (a.to_day.is_none() && may_appoint)
                    .then(|| v.url(&format!("/people/{}/assistants/{}/end", person.id, a.id))),
            });
        }
        people.extend(
            names.into_iter().filter(|p| p.active && p.id != person.id).map(|p| (p.id.to_string(), p.name)),
        );
    }
    let none = |key: &str| vec![(String::new(), v.t(key))];
    let mut body_choices = none("role-whole-region");
    body_choices.extend(all_bodies.iter().map(|b| (b.id.to_string(), b.name.0.get(v.lang).to_owned())));
    let mut town_choices = none("seat-no-municipality");
    town_choices.extend(towns.iter().map(|t| (t.id.to_string(), t.name(v.lang).to_owned())));
    let codes: Vec<&str> = GIVEN.iter().map(|r| r.code()).collect();
    let roles_held = persons::roles_of(db, tenant, person.id, today).await?;
    let page = PersonPage {
        v,
        form,
        person,
        organisation,
        contact: staff || person.contact_public,
        staff,
        may_change: rules::may_change_person(&v.who, &roles_held),
        may_grant,
        may_appoint,
        seats,
        offices: held
            .iter()
            .filter_map(|h| {
                let office = offices.iter().find(|o| o.id == h.office)?;
                Some((v.local(&office.name.0), v.span(&h.from(), &h.to())))
            })
            .collect(),
        grants,
        assistants,
        roles: coded(v, "people-role", &codes),
        bodies: body_choices,
        towns: town_choices,
        people,
        panels: v.panels(&Subject::new("person", person.id)).await?,
        photo: match photos::of(db, tenant, person.id).await? {
            Some(photo) if person.contact_public || v.who.is_person() => Some(photo.url()),
            _ => None,
        },
    };
    html_with(v, status, &person.name, &page)
}

async fn person_of(v: &Visit, id: &str) -> Result<Person, PageError> {
    let id: Uuid = id.parse().map_err(|_| PageError::NotFound)?;
    persons::get(v.app.db(), v.tenant.id, id).await?.ok_or(PageError::NotFound)
}

/// `GET /people/{id}`
pub(crate) async fn show(v: Visit, Path(id): Path<String>) -> Answer {
    let person = person_of(&v, &id).await?;
    draw(&v, StatusCode::OK, &Form::new(), &person).await
}

/// `POST /people/{id}/roles`
pub(crate) async fn grant(v: Visit, Path(id): Path<String>, mut form: Form) -> Answer {
    v.allow(rules::may_grant(&v.who))?;
    let person = person_of(&v, &id).await?;
    let codes: Vec<&'static str> = GIVEN.iter().map(|r| r.code()).collect();
    let role = form.choice("role", &codes).and_then(Role::parse);
    let (body, municipality) = (form.id("body"), form.id("municipality"));
    let mut tx = v.app.store().begin(v.act()).await?;
    match role {
        None => form.wrong("role", "problem-required"),
        Some(Role::Secretary) if body.is_none() => form.wrong("body", "role-needs-body"),
        Some(Role::Official) if municipality.is_none() => {
            form.wrong("municipality", "role-needs-municipality");
        }
        Some(Role::Admin | Role::Coordinator) if body.is_some() => form.wrong("body", "role-whole-only"),
        Some(_) => {}
    }
    if let Some(b) = body
        && bodies::get(tx.conn(), v.tenant.id, b).await?.is_none()
    {
        form.wrong("body", "problem-not-a-choice");
    }
    if let Some(m) = municipality
        && municipalities::get(tx.conn(), v.tenant.id, m).await?.is_none()
    {
        form.wrong("municipality", "problem-not-a-choice");
    }
    let Some(role) = role.filter(|_| form.ok()) else {
        drop(tx);
        return draw(&v, StatusCode::UNPROCESSABLE_ENTITY, &form, &person).await;
    };
    tx.once(form.once_key()).await?;
    persons::grant(&mut tx, person.id, role, body, municipality, v.today()).await?;
    tx.commit().await?;
    redirect(&v, &format!("/people/{id}"))
}

/// `POST /people/{id}/roles/{grant}/end`: ends a role with yesterday, so that it holds no more.
pub(crate) async fn end_grant(v: Visit, Path((id, grant)): Path<(String, String)>, _: Form) -> Answer {
    v.allow(rules::may_grant(&v.who))?;
    let person = person_of(&v, &id).await?;
    let grant: Uuid = grant.parse().map_err(|_| PageError::NotFound)?;
    let mut tx = v.app.store().begin(v.act()).await?;
    let all = persons::grants(tx.conn(), v.tenant.id).await?;
    let found = all.iter().find(|g| g.id == grant && g.person == person.id && g.to_day.is_none());
    let before = found.ok_or(PageError::NotFound)?;
    // The region is never left without an administrator who could give the role again.
    let admins = all.iter().filter(|g| g.role == Role::Admin.code() && g.to_day.is_none()).count();
    if before.role == Role::Admin.code() && admins == 1 {
        return Err(PageError::Refused("role-last-admin"));
    }
    let last = v.today().yesterday().map_err(PageError::inside)?;
    let undo = v.undoable(&mut tx, "undo-role-ended", &person.name);
    persons::end_grant(&mut tx, before, last).await?;
    tx.commit().await?;
    redirect_undo(&v, &format!("/people/{id}"), undo)
}

/// `POST /people/{id}/assistants`
pub(crate) async fn appoint(v: Visit, Path(id): Path<String>, mut form: Form) -> Answer {
    v.allow(rules::may_coordinate(&v.who))?;
    let person = person_of(&v, &id).await?;
    let assistant = form.id("assistant").filter(|a| *a != person.id);
    let mut tx = v.app.store().begin(v.act()).await?;
    let known = match assistant {
        Some(a) => persons::get(tx.conn(), v.tenant.id, a).await?,
        None => None,
    };
    let Some(known) = known else {
        drop(tx);
        form.wrong("assistant", "problem-required");
        return draw(&v, StatusCode::UNPROCESSABLE_ENTITY, &form, &person).await;
    };
    tx.once(form.once_key()).await?;
    persons::appoint_assistant(&mut tx, known.id, person.id, v.today()).await?;
    tx.commit().await?;
    redirect(&v, &format!("/people/{id}"))
}

/// `POST /people/{id}/assistants/{assistant}/end`
pub(crate) async fn dismiss(v: Visit, Path((id, which)): Path<(String, String)>, _: Form) -> Answer {
    v.allow(rules::may_coordinate(&v.who))?;
    let person = person_of(&v, &id).await?;
    let which: Uuid = which.parse().map_err(|_| PageError::NotFound)?;
    let mut tx = v.app.store().begin(v.act()).await?;
    let all = persons::assistants(tx.conn(), v.tenant.id).await?;
    let found = all.iter().find(|a| a.id == which && a.for_person == person.id && a.to_day.is_none());
    let before = found.ok_or(PageError::NotFound)?;
    let last = v.today().yesterday().map_err(PageError::inside)?;
    let undo = v.undoable(&mut tx, "undo-assistant-ended", &person.name);
    persons::end_assistant(&mut tx, before, last).await?;
    tx.commit().await?;
    redirect_undo(&v, &format!("/people/{id}"), undo)
}
