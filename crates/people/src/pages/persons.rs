use std::collections::HashMap;

use askama::Template;
use axum::extract::Query;
use axum::http::StatusCode;
use page::{Answer, Form, PageError, Version, Visit, conflict, html, html_with, redirect};
use store::Tx;
use uuid::Uuid;

use crate::persons::{self, NewPerson, Person};
use crate::rules;

#[derive(Template)]
#[template(path = "people/persons.html")]
struct ListPage<'a> {
    v: &'a Visit,
    form: &'a Form,
    rows: Vec<Row>,
}

struct Row {
    url: String,
    name: String,
    title: String,
    organisation: String,
    email: String,
    active: bool,
}

/// `GET /people?q=`: for staff.
pub(crate) async fn list(v: Visit, Query(query): Query<HashMap<String, String>>) -> Answer {
    v.allow(rules::may_see_persons(&v.who))?;
    let form = Form::new().with("q", query.get("q").map_or("", String::as_str));
    let wanted = form.value("q").trim().to_lowercase();
    let organisations: HashMap<Uuid, String> = persons::organisations(v.app.db(), v.tenant.id)
        .await?
        .into_iter()
        .map(|o| (o.id, o.name.0.get(v.lang).to_owned()))
        .collect();
    let rows = persons::list(v.app.db(), v.tenant.id)
        .await?
        .into_iter()
        .map(|p| Row {
            url: v.url(&format!("/people/{}", p.id)),
            organisation: p.organisation.and_then(|o| organisations.get(&o).cloned()).unwrap_or_default(),
            name: p.name,
            title: p.title,
            email: p.email.unwrap_or_default(),
            active: p.active,
        })
        .filter(|r| {
            let all = format!("{} {} {} {}", r.name, r.title, r.organisation, r.email).to_lowercase();
            wanted.split_whitespace().all(|w| all.contains(w))
        })
        .collect();
    html(&v, &v.t("persons-title"), &ListPage { v: &v, form: &form, rows })
}

#[derive(Template)]
#[template(path = "people/person_edit.html")]
struct EditPage<'a> {
    v: &'a Visit,
    form: &'a Form,
    person: Option<&'a Person>,
    action: String,
    langs: Vec<(String, String)>,
    organisations: Vec<(String, String)>,
}

async fn draw(v: &Visit, status: StatusCode, form: &Form, person: Option<&Person>) -> Answer {
    let mut organisations = vec![(String::new(), v.t("person-no-organisation"))];
    for o in persons::organisations(v.app.db(), v.tenant.id).await? {
        organisations.push((o.id.to_string(), o.name.0.get(v.lang).to_owned()));
    }
    let page = EditPage {
        v,
        form,
        person,
        action: match person {
            Some(p) => v.url(&format!("/people/{}/edit", p.id)),
            None => v.url("/people/new"),
        },
        langs: kit::Lang::ALL.iter().map(|l| (l.code().to_owned(), l.name().to_owned())).collect(),
        organisations,
    };
    let title = person.map_or_else(|| v.t("person-add"), |p| p.name.clone());
    html_with(v, status, &title, &page)
}

/// Whether these characters can be an address at all; whether it is one, a letter will tell.
pub(crate) fn looks_like_address(text: &str) -> bool {
    text.split_once('@').is_some_and(|(who, host)| !who.is_empty() && host.contains('.'))
        && !text.contains(char::is_whitespace)
}

async fn read(tx: &Tx, form: &mut Form, own: Option<Uuid>) -> Result<NewPerson, PageError> {
    let email = form.text("email", 200).to_lowercase();
    if !email.is_empty() && !looks_like_address(&email) {
        form.wrong("email", "person-not-an-address");
    } else if !email.is_empty()
        && let Some(other) = persons::by_email(tx.conn(), tx.tenant(), &email).await?
        && Some(other.id) != own
    {
        form.wrong_with("email", "person-address-taken", other.name);
    }
    let organisation = form.id("organisation");
    if let Some(id) = organisation
        && !persons::organisations(tx.conn(), tx.tenant()).await?.iter().any(|o| o.id == id)
    {
        form.wrong("organisation", "problem-not-a-choice");
    }
    Ok(NewPerson {
        name: form.required("name", 200),
        title: form.text("title", 200),
        email: Some(email).filter(|e| !e.is_empty()),
        phone: Some(form.text("phone", 40)).filter(|p| !p.is_empty()),
        contact_public: form.flag("contact_public"),
        lang: form.choice("lang", &["fi", "sv", "en"]).unwrap_or("fi").parse().unwrap_or_default(),
        organisation,
    })
}

/// `GET /people/new`
pub(crate) async fn new(v: Visit) -> Answer {
    v.allow(rules::may_see_persons(&v.who))?;
    draw(&v, StatusCode::OK, &Form::new().with("lang", "fi"), None).await
}

/// `POST /people/new`
pub(crate) async fn create(v: Visit, mut form: Form) -> Answer {
    v.allow(rules::may_see_persons(&v.who))?;
    let mut tx = v.app.store().begin(v.act()).await?;
    let new = read(&tx, &mut form, None).await?;
    if !form.ok() {
        drop(tx);
        return draw(&v, StatusCode::UNPROCESSABLE_ENTITY, &form, None).await;
    }
    tx.once(form.once_key()).await?;
    let made = persons::create(&mut tx, new).await?;
    tx.commit().await?;
    redirect(&v, &format!("/people/{}", made.id))
}

/// The person of an address, if the visitor may change this one.
pub(crate) async fn changeable(v: &Visit, id: &str) -> Result<Person, PageError> {
    let id: Uuid = id.parse().map_err(|_| PageError::NotFound)?;
    // Who may not see persons at all learns nothing of who exists.
    v.allow(rules::may_see_persons(&v.who))?;
    let person = persons::get(v.app.db(), v.tenant.id, id).await?.ok_or(PageError::NotFound)?;
    let held = persons::roles_of(v.app.db(), v.tenant.id, id, v.today()).await?;
    v.allow(rules::may_change_person(&v.who, &held))?;
    Ok(person)
}

fn shown(p: &Person) -> Form {
    let form = Form::new()
        .with("version", p.version)
        .with("name", &p.name)
        .with("title", &p.title)
        .with("email", p.email.as_deref().unwrap_or_default())
        .with("phone", p.phone.as_deref().unwrap_or_default())
        .with("lang", &p.lang)
        .with("organisation", p.organisation.map(|o| o.to_string()).unwrap_or_default());
    let form = if p.contact_public { form.with("contact_public", "1") } else { form };
    if p.active { form.with("active", "1") } else { form }
}

/// `GET /people/{id}/edit`
pub(crate) async fn edit(v: Visit, axum::extract::Path(id): axum::extract::Path<String>) -> Answer {
    let person = changeable(&v, &id).await?;
    draw(&v, StatusCode::OK, &shown(&person), Some(&person)).await
}

/// `POST /people/{id}/edit`
pub(crate) async fn save(
    v: Visit,
    axum::extract::Path(id): axum::extract::Path<String>,
    mut form: Form,
) -> Answer {
    let person = changeable(&v, &id).await?;
    let mut tx = v.app.store().begin(v.act()).await?;
    let new = read(&tx, &mut form, Some(person.id)).await?;
    let active = form.flag("active");
    if !active && v.who.id() == Some(person.id) {
        form.wrong("active", "person-not-oneself");
    }
    if !form.ok() {
        drop(tx);
        return draw(&v, StatusCode::UNPROCESSABLE_ENTITY, &form, Some(&person)).await;
    }
    let before = persons::get(tx.conn(), v.tenant.id, person.id).await?.ok_or(PageError::NotFound)?;
    if form.version() != before.version {
        drop(tx);
        let stands = shown(&before);
        let fields: Vec<Version> = [
            ("name", "person-name"),
            ("title", "person-title"),
            ("email", "person-email"),
            ("phone", "person-phone"),
        ]
        .into_iter()
        .map(|(name, label)| Version { name, label, theirs: stands.value(name).to_owned() })
        .collect();
        return conflict(&v, &form, &format!("/people/{id}/edit"), before.version, &fields);
    }
    tx.once(form.once_key()).await?;
    let after = Person {
        name: new.name,
        title: new.title,
        email: new.email,
        phone: new.phone,
        contact_public: new.contact_public,
        lang: new.lang.code().to_owned(),
        organisation: new.organisation,
        active,
        ..before.clone()
    };
    persons::update(&mut tx, &before, after).await?;
    tx.commit().await?;
    redirect(&v, &format!("/people/{id}"))
}
