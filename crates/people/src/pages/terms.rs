use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use kit::Local;
use page::{Answer, Form, PageError, Visit, html_with, redirect, redirect_undo};
use uuid::Uuid;

use super::coded;
use crate::bodies::{self, SEAT_ROLES, Term};
use crate::terms::{self, Plan, Wish};
use crate::{persons, rules};

#[derive(Template)]
#[template(path = "people/terms.html")]
struct ListPage<'a> {
    v: &'a Visit,
    form: &'a Form,
    rows: Vec<(String, String, String)>,
}

async fn draw_list(v: &Visit, status: StatusCode, form: &Form) -> Answer {
    let rows = bodies::terms(v.app.db(), v.tenant.id)
        .await?
        .into_iter()
        .rev()
        .map(|t| {
            let to = t.to_day.map(|d| v.date(d.0)).unwrap_or_default();
            let span = format!("{} – {to}", v.date(t.from_day.0));
            (t.name.0.get(v.lang).to_owned(), span, v.url(&format!("/terms/{}/change", t.id)))
        })
        .collect();
    html_with(v, status, &v.t("terms-title"), &ListPage { v, form, rows })
}

/// `GET /terms`
pub(crate) async fn list(v: Visit) -> Answer {
    v.allow(rules::may_coordinate(&v.who))?;
    draw_list(&v, StatusCode::OK, &Form::new()).await
}

/// `POST /terms`
pub(crate) async fn add(v: Visit, mut form: Form) -> Answer {
    v.allow(rules::may_coordinate(&v.who))?;
    let name = Local {
        fi: form.required("name_fi", 200),
        sv: form.text("name_sv", 200),
        en: form.text("name_en", 200),
    };
    let (from, to) = (form.required_day("from"), form.day("to"));
    if from.zip(to).is_some_and(|(f, t)| t < f) {
        form.wrong("to", "problem-end-before-start");
    }
    let Some(from) = from.filter(|_| form.ok()) else {
        return draw_list(&v, StatusCode::UNPROCESSABLE_ENTITY, &form).await;
    };
    let mut tx = v.app.store().begin(v.act()).await?;
    tx.once(form.once_key()).await?;
    bodies::create_term(&mut tx, name, from, to).await?;
    tx.commit().await?;
    redirect(&v, "/terms")
}

#[derive(Template)]
#[template(path = "people/term_change.html")]
struct ChangePage<'a> {
    v: &'a Visit,
    form: &'a Form,
    name: &'a str,
    action: String,
    bodies: Vec<(String, String)>,
    roles: Vec<(String, String)>,
    wrong: Vec<String>,
    preview: Option<Preview>,
}

struct Preview {
    expect: String,
    ending: Vec<String>,
    new: Vec<String>,
}

async fn preview(v: &Visit, plan: &Plan) -> Result<Preview, PageError> {
    let bodies = bodies::list(v.app.db(), v.tenant.id).await?;
    let name = |id: Uuid| {
        bodies.iter().find(|b| b.id == id).map_or_else(String::new, |b| b.name.0.get(v.lang).to_owned())
    };
    let seat = |role: &str| v.t(&format!("seat-{}", role.replace('_', "-")));
    let ending = bodies::seated(v.app.db(), v.tenant.id, plan.ending.clone(), v.today())
        .await?
        .into_iter()
        .map(|s| {
            let who = s.person.map_or_else(|| v.t("seat-empty"), |p| p.name);
            format!("{}: {who}, {}", name(s.membership.body), seat(&s.membership.role))
        })
        .collect();
    let new = plan
        .new
        .iter()
        .map(|p| {
            let town = p.municipality.as_ref().map(|m| format!(", {}", m.name(v.lang))).unwrap_or_default();
            let new =
                if p.known.is_some() { String::new() } else { format!(" ({})", v.t("term-new-person")) };
            format!("{}: {}{new}, {}{town}", p.body.name.0.get(v.lang), p.name, seat(&p.role))
        })
        .collect();
    Ok(Preview { expect: expect(plan), ending, new })
}

/// What was seen in the preview, in short, so that nothing else is confirmed.
fn expect(plan: &Plan) -> String {
    use sha2::Digest;
    let mut digest = sha2::Sha256::new();
    for m in &plan.ending {
        digest.update(m.id.as_bytes());
        digest.update(m.version.to_be_bytes());
    }
    for p in &plan.new {
        digest.update(p.known.as_ref().map(|k| k.id).unwrap_or_default().as_bytes());
        digest.update(format!("{};{};{};{:?}", p.body.id, p.name, p.role, p.email));
        digest.update(p.municipality.as_ref().map(|m| m.id).unwrap_or_default().as_bytes());
    }
    hex::encode(digest.finalize())
}

async fn draw(v: &Visit, status: StatusCode, form: &Form, term: &Term, plan: Option<&Plan>) -> Answer {
    let bodies = bodies::list(v.app.db(), v.tenant.id).await?;
    let wrong = plan.map(|p| p.wrong.clone()).unwrap_or_default();
    let page = ChangePage {
        v,
        form,
        name: term.name.0.get(v.lang),
        action: v.url(&format!("/terms/{}/change", term.id)),
        bodies: bodies
            .iter()
            .filter(|b| b.active)
            .map(|b| (b.id.to_string(), b.name.0.get(v.lang).to_owned()))
            .collect(),
        roles: coded(v, "seat", &SEAT_ROLES),
        wrong: wrong
            .iter()
            .map(|w| format!("{} {}", v.tn("term-line", w.line), v.t1(w.key, "value", &w.value)))
            .collect(),
        preview: match plan {
            Some(plan) if plan.wrong.is_empty() => Some(preview(v, plan).await?),
            _ => None,
        },
    };
    html_with(v, status, &v.t1("term-change-title", "name", term.name.0.get(v.lang)), &page)
}

async fn term_of(v: &Visit, id: &str) -> Result<Term, PageError> {
    v.allow(rules::may_coordinate(&v.who))?;
    let id: Uuid = id.parse().map_err(|_| PageError::NotFound)?;
    bodies::term(v.app.db(), v.tenant.id, id).await?.ok_or(PageError::NotFound)
}

/// `GET /terms/{id}/change`
pub(crate) async fn show(v: Visit, Path(id): Path<String>) -> Answer {
    let term = term_of(&v, &id).await?;
    let first = term.from_day.0;
    let form = Form::new()
        .with("last", first.yesterday().map(|d| v.date(d)).unwrap_or_default())
        .with("first", v.date(first))
        .with("roles", "chair")
        .with("roles", "vice_chair")
        .with("roles", "member")
        .with("roles", "deputy");
    draw(&v, StatusCode::OK, &form, &term, None).await
}

/// `POST /terms/{id}/change`: first shows what would be done; with what was seen confirmed, does it.
pub(crate) async fn change(v: Visit, Path(id): Path<String>, mut form: Form) -> Answer {
    let term = term_of(&v, &id).await?;
    let chosen: Option<Vec<Uuid>> = form.list("bodies").iter().map(|b| b.parse().ok()).collect();
    let roles: Vec<String> = form.list("roles").into_iter().map(str::to_owned).collect();
    let (last, first) = (form.required_day("last"), form.required_day("first"));
    let table = form.text("table", 100_000);
    if last.zip(first).is_some_and(|(l, f)| f <= l) {
        form.wrong("first", "term-first-after-last");
    }
    if chosen.as_ref().is_none_or(Vec::is_empty) {
        form.wrong("bodies", "problem-required");
    }
    if roles.iter().any(|r| !SEAT_ROLES.contains(&r.as_str())) {
        form.wrong("roles", "problem-not-a-choice");
    }
    let (Some(bodies), Some(last), Some(first), true) = (chosen, last, first, form.ok()) else {
        return draw(&v, StatusCode::UNPROCESSABLE_ENTITY, &form, &term, None).await;
    };
    let wish = Wish { bodies, roles, last, first, table };
    let words = terms::role_words(&v.app);
    let seen = form.value("expect").to_owned();
    let mut tx = v.app.store().begin(v.act()).await?;
    let plan = terms::plan(tx.conn(), &v.tenant, &words, &wish).await?;
    if plan.wrong.is_empty() && plan.ending.is_empty() && plan.new.is_empty() {
        drop(tx);
        form.wrong("table", "term-nothing");
        return draw(&v, StatusCode::UNPROCESSABLE_ENTITY, &form, &term, None).await;
    }
    if !plan.wrong.is_empty() {
        drop(tx);
        form.wrong("table", "term-lines-wrong");
        return draw(&v, StatusCode::UNPROCESSABLE_ENTITY, &form, &term, Some(&plan)).await;
    }
    if seen.is_empty() || form.flag("again") {
        drop(tx);
        return draw(&v, StatusCode::OK, &form, &term, Some(&plan)).await;
    }
    if seen != expect(&plan) {
        // Somebody changed a seat after the preview: what would be done now is shown anew.
        drop(tx);
        return draw(&v, StatusCode::CONFLICT, &form, &term, Some(&plan)).await;
    }
    tx.once(form.once_key()).await?;
    let undo = v.undoable(&mut tx, "undo-term-changed", term.name.0.get(v.lang));
    terms::apply(&mut tx, term.id, &wish, &plan).await?;
    tx.commit().await?;
    redirect_undo(&v, "/bodies", undo)
}

#[derive(Template)]
#[template(path = "people/organisations.html")]
struct OrganisationsPage<'a> {
    v: &'a Visit,
    form: &'a Form,
    rows: Vec<(String, String)>,
    kinds: Vec<(String, String)>,
    may_add: bool,
}

/// The kinds of organisations.
const ORGANISATIONS: [&str; 7] =
    ["municipality", "council", "state", "company", "association", "project", "other"];

async fn draw_organisations(v: &Visit, status: StatusCode, form: &Form) -> Answer {
    let rows = persons::organisations(v.app.db(), v.tenant.id)
        .await?
        .into_iter()
        .map(|o| (o.name.0.get(v.lang).to_owned(), v.t(&format!("organisation-{}", o.kind))))
        .collect();
    let page = OrganisationsPage {
        v,
        form,
        rows,
        kinds: coded(v, "organisation", &ORGANISATIONS),
        may_add: rules::may_coordinate(&v.who),
    };
    html_with(v, status, &v.t("organisations-title"), &page)
}

/// `GET /organisations`
pub(crate) async fn organisations(v: Visit) -> Answer {
    v.allow(rules::may_see_persons(&v.who))?;
    draw_organisations(&v, StatusCode::OK, &Form::new().with("kind", "other")).await
}

/// `POST /organisations`
pub(crate) async fn add_organisation(v: Visit, mut form: Form) -> Answer {
    v.allow(rules::may_coordinate(&v.who))?;
    let name = Local {
        fi: form.required("name_fi", 200),
        sv: form.text("name_sv", 200),
        en: form.text("name_en", 200),
    };
    let kind = form.choice("kind", &ORGANISATIONS);
    if kind.is_none() {
        form.wrong("kind", "problem-required");
    }
    let Some(kind) = kind.filter(|_| form.ok()) else {
        return draw_organisations(&v, StatusCode::UNPROCESSABLE_ENTITY, &form).await;
    };
    let mut tx = v.app.store().begin(v.act()).await?;
    tx.once(form.once_key()).await?;
    persons::create_organisation(&mut tx, name, kind, None).await?;
    tx.commit().await?;
    redirect(&v, "/organisations")
}
