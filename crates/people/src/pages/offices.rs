use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use kit::{Local, When};
use page::{Answer, Form, PageError, Visit, html_with, redirect, redirect_undo};
use uuid::Uuid;

use super::members::{end, ends_before};
use crate::{persons, rules};

#[derive(Template)]
#[template(path = "people/offices.html")]
struct OfficesPage<'a> {
    v: &'a Visit,
    form: &'a Form,
    rows: Vec<OfficeRow>,
    offices: Vec<(String, String)>,
    people: Vec<(String, String)>,
    organisations: Vec<(String, String)>,
    may_keep: bool,
}

struct OfficeRow {
    name: String,
    holders: Vec<HolderRow>,
}

struct HolderRow {
    name: String,
    url: String,
    span: String,
    end: Option<String>,
    label: String,
}

async fn draw(v: &Visit, status: StatusCode, form: &Form) -> Answer {
    let (db, tenant) = (v.app.db(), v.tenant.id);
    let may_keep = rules::may_coordinate(&v.who);
    let all = persons::offices(db, tenant).await?;
    let held = persons::holdings(db, tenant).await?;
    let people = persons::list(db, tenant).await?;
    let rows = all
        .iter()
        .map(|o| OfficeRow {
            name: o.name.0.get(v.lang).to_owned(),
            holders: held
                .iter()
                .filter(|h| h.office == o.id)
                .filter_map(|h| {
                    let person = people.iter().find(|p| p.id == h.person)?;
                    let open = h.to().code() == When::open().code();
                    Some(HolderRow {
                        name: person.name.clone(),
                        url: v.url(&format!("/people/{}", person.id)),
                        span: v.span(&h.from(), &h.to()),
                        end: (open && may_keep).then(|| v.url(&format!("/offices/holders/{}/end", h.id))),
                        label: v.t1("office-end-named", "name", &person.name),
                    })
                })
                .collect(),
        })
        .collect();
    let mut organisations = vec![(String::new(), v.t("person-no-organisation"))];
    for o in persons::organisations(db, tenant).await? {
        organisations.push((o.id.to_string(), o.name.0.get(v.lang).to_owned()));
    }
    let page = OfficesPage {
        v,
        form,
        rows,
        offices: all.iter().map(|o| (o.id.to_string(), o.name.0.get(v.lang).to_owned())).collect(),
        people: people.iter().filter(|p| p.active).map(|p| (p.id.to_string(), p.name.clone())).collect(),
        organisations,
        may_keep,
    };
    html_with(v, status, &v.t("offices-title"), &page)
}

/// `GET /offices`
pub(crate) async fn list(v: Visit) -> Answer {
    v.allow(rules::may_see_persons(&v.who))?;
    draw(&v, StatusCode::OK, &Form::new()).await
}

/// `POST /offices`
pub(crate) async fn add(v: Visit, mut form: Form) -> Answer {
    v.allow(rules::may_coordinate(&v.who))?;
    let name = Local {
        fi: form.required("name_fi", 200),
        sv: form.text("name_sv", 200),
        en: form.text("name_en", 200),
    };
    let organisation = form.id("organisation");
    let mut tx = v.app.store().begin(v.act()).await?;
    let of = match organisation {
        Some(id) => {
            let found =
                persons::organisations(tx.conn(), v.tenant.id).await?.into_iter().find(|o| o.id == id);
            if found.is_none() {
                form.wrong("organisation", "problem-not-a-choice");
            }
            found.and_then(|o| o.municipality)
        }
        None => None,
    };
    if !form.ok() {
        drop(tx);
        return draw(&v, StatusCode::UNPROCESSABLE_ENTITY, &form).await;
    }
    tx.once(form.once_key()).await?;
    persons::create_office(&mut tx, name, organisation, of).await?;
    tx.commit().await?;
    redirect(&v, "/offices")
}

/// `POST /offices/holders`
pub(crate) async fn hold(v: Visit, mut form: Form) -> Answer {
    v.allow(rules::may_coordinate(&v.who))?;
    let (office, person) = (form.id("office"), form.id("person"));
    let (from, to) = (form.when("from"), end(&mut form, "to"));
    if ends_before(&from, &to) {
        form.wrong("to", "problem-end-before-start");
    }
    let mut tx = v.app.store().begin(v.act()).await?;
    if !persons::offices(tx.conn(), v.tenant.id).await?.iter().any(|o| Some(o.id) == office) {
        form.wrong("office", "problem-not-a-choice");
    }
    let known = match person {
        Some(id) => persons::get(tx.conn(), v.tenant.id, id).await?.is_some(),
        None => false,
    };
    if !known {
        form.wrong("person", "problem-not-a-choice");
    }
    let (Some(office), Some(person), true) = (office, person, form.ok()) else {
        drop(tx);
        return draw(&v, StatusCode::UNPROCESSABLE_ENTITY, &form).await;
    };
    tx.once(form.once_key()).await?;
    persons::hold_office(&mut tx, office, person, &from, &to).await?;
    tx.commit().await?;
    redirect(&v, "/offices")
}

/// `POST /offices/holders/{id}/end`: today is the last day.
pub(crate) async fn end_holding(v: Visit, Path(id): Path<String>, _: Form) -> Answer {
    v.allow(rules::may_coordinate(&v.who))?;
    let id: Uuid = id.parse().map_err(|_| PageError::NotFound)?;
    let mut tx = v.app.store().begin(v.act()).await?;
    let all = persons::holdings(tx.conn(), v.tenant.id).await?;
    let before = all.iter().find(|h| h.id == id).ok_or(PageError::NotFound)?;
    let holder = persons::get(tx.conn(), v.tenant.id, before.person).await?;
    let undo = v.undoable(&mut tx, "undo-holding-ended", &holder.map(|p| p.name).unwrap_or_default());
    persons::end_holding(&mut tx, before, &When::day(v.today())).await?;
    tx.commit().await?;
    redirect_undo(&v, "/offices", undo)
}
