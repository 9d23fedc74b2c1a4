use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use page::{Answer, Form, PageError, Version, Visit, conflict, html_with, redirect};
use people::municipalities;
use uuid::Uuid;

use crate::fields::{self, Drawn};
use crate::keep::cards::{self, Card, NewCard};
use crate::pages::card;
use crate::rules::kinds::{self, Kind};
use crate::rules::rights;
use crate::view::{self, Choice};

#[derive(Template)]
#[template(path = "plans/card_edit.html")]
struct Edit<'a> {
    v: &'a Visit,
    form: &'a Form,
    register: (String, String),
    title: String,
    action: String,
    cancel: String,
    new: bool,
    fields: Vec<Drawn>,
    states: Vec<Choice>,
    publicities: Vec<Choice>,
    places: Vec<Choice>,
    place: Vec<Choice>,
    of_place: bool,
    concerns: bool,
}

async fn draw(v: &Visit, status: StatusCode, form: &Form, kind: &'static Kind, c: Option<&Card>) -> Answer {
    let list = v.url(&format!("/registers/{}", kind.code));
    let (title, action, cancel) = match c {
        Some(c) => {
            let own = v.url(&format!("/cards/{}", c.id));
            (v.t("plans-card-edit"), format!("{own}/edit"), own)
        }
        None => (v.t(&format!("plans-new-{}", kind.code)), format!("{list}/new"), list.clone()),
    };
    let all: Vec<Choice> = municipalities::all(v.app.db(), v.tenant.id)
        .await?
        .iter()
        .map(|m| (m.id.to_string(), m.name(v.lang).to_owned()))
        .collect();
    let none = (String::new(), v.t("plans-no-place"));
    let page = Edit {
        register: (list, v.t(&format!("plans-reg-{}", kind.code))),
        fields: fields::drawn(v, kind.code, kind.fields),
        states: view::choices(v, "plans-cs", kind.states),
        publicities: view::publicities(v),
        place: std::iter::once(none).chain(all.iter().cloned()).collect(),
        places: all,
        of_place: kind.of_place,
        concerns: kind.concerns,
        new: c.is_none(),
        title: title.clone(),
        action,
        cancel,
        form,
        v,
    };
    html_with(v, status, &title, &page)
}

/// `GET /registers/{kind}/new`.
pub(crate) async fn new(v: Visit, Path(code): Path<String>) -> Answer {
    let kind = kinds::kind(&code).ok_or(PageError::NotFound)?;
    v.allow(rights::may_begin(&v.who))?;
    let form = Form::new().with("state", kind.states[0]).with("publicity", "public");
    draw(&v, StatusCode::OK, &form, kind, None).await
}

/// What is typed of a card; its problems are noted in the form.
async fn read(v: &Visit, form: &mut Form, kind: &Kind, c: Option<&Card>) -> Result<NewCard, PageError> {
    let title = view::local_required(form, "title", 300);
    let summary = view::local(form, "summary", 1000);
    let data = fields::read(form, kind.fields);
    let known = municipalities::all(v.app.db(), v.tenant.id).await?;
    let is_known = |id: &Uuid| known.iter().any(|m| m.id == *id);
    let municipality = if kind.of_place { form.id("municipality") } else { None };
    if municipality.is_some_and(|m| !is_known(&m)) {
        form.wrong("municipality", "problem-not-a-choice");
    }
    let places: Vec<Uuid> = match kind.concerns {
        true => form.list("places").iter().filter_map(|id| id.parse().ok()).collect(),
        false => Vec::new(),
    };
    if !places.iter().all(is_known) {
        form.wrong("places", "problem-not-a-choice");
    }
    let typed = form.text("matter", 100);
    let matter = if typed.is_empty() {
        None
    } else {
        let (db, tenant) = (v.app.db(), v.tenant.id);
        let found = match typed.parse::<Uuid>() {
            Ok(id) => record::matters::get(db, tenant, id).await?,
            Err(_) => record::matters::by_diary(db, tenant, &typed).await?,
        };
        let found = found.filter(|m| record::rights::may_see_matter(&v.who, m, &[]));
        if found.is_none() {
            form.wrong_with("matter", "plans-problem-matter", &typed);
        }
        found.map(|m| m.id)
    };
    Ok(NewCard {
        key: c.and_then(|c| c.key.clone()),
        kind: kind.code.to_owned(),
        title,
        summary,
        state: form.choice("state", kind.states).unwrap_or(kind.states[0]).to_owned(),
        at: form.when("at"),
        municipality,
        places,
        everywhere: kind.concerns && form.flag("everywhere"),
        matter,
        data,
        publicity: form.choice("publicity", &["public", "internal"]).unwrap_or("internal").to_owned(),
        source: form.text("source", 300),
        example: c.is_some_and(|c| c.example),
    })
}

/// `POST /registers/{kind}/new`.
pub(crate) async fn create(v: Visit, Path(code): Path<String>, mut form: Form) -> Answer {
    let kind = kinds::kind(&code).ok_or(PageError::NotFound)?;
    v.allow(rights::may_begin(&v.who))?;
    let new = read(&v, &mut form, kind, None).await?;
    if !form.ok() {
        return draw(&v, StatusCode::UNPROCESSABLE_ENTITY, &form, kind, None).await;
    }
    let mut tx = v.app.store().begin(v.act()).await?;
    tx.once(form.once_key()).await?;
    let c = cards::create(&mut tx, new).await?;
    tx.commit().await?;
    redirect(&v, &format!("/cards/{}", c.id))
}

async fn filled(v: &Visit, kind: &Kind, c: &Card) -> Result<Form, PageError> {
    let matter = match c.matter {
        Some(id) => record::matters::get(v.app.db(), v.tenant.id, id)
            .await?
            .map(|m| m.diary_printed.unwrap_or_else(|| id.to_string())),
        None => None,
    };
    let mut form = Form::new()
        .with("state", &c.state)
        .with("at", view::typed(&c.at()))
        .with("municipality", view::shown(c.municipality))
        .with("matter", matter.unwrap_or_default())
        .with("publicity", &c.publicity)
        .with("source", &c.source)
        .with("everywhere", if c.everywhere { "1" } else { "" })
        .with("version", c.version);
    for place in &c.places.0 {
        form = form.with("places", place);
    }
    let form = view::fill(form, "title", &c.title.0);
    let form = view::fill(form, "summary", &c.summary.0);
    Ok(fields::fill(form, kind.fields, &c.data.0))
}

/// `GET /cards/{id}/edit`.
pub(crate) async fn edit(v: Visit, Path(id): Path<Uuid>) -> Answer {
    let (c, kind) = card::load(&v, id).await?;
    v.allow(rights::may_begin(&v.who))?;
    let form = filled(&v, kind, &c).await?;
    draw(&v, StatusCode::OK, &form, kind, Some(&c)).await
}

/// `POST /cards/{id}/edit`.
pub(crate) async fn save(v: Visit, Path(id): Path<Uuid>, mut form: Form) -> Answer {
    let (c, kind) = card::load(&v, id).await?;
    v.allow(rights::may_begin(&v.who))?;
    let new = read(&v, &mut form, kind, Some(&c)).await?;
    if !form.ok() {
        return draw(&v, StatusCode::UNPROCESSABLE_ENTITY, &form, kind, Some(&c)).await;
    }
    let mut tx = v.app.store().begin(v.act()).await?;
    let before = cards::get(tx.conn(), v.tenant.id, id).await?.ok_or(PageError::NotFound)?;
    if form.version() != before.version {
        drop(tx);
        let theirs = filled(&v, kind, &before).await?;
        let field = |name, label| Version { name, label, theirs: theirs.value(name).to_owned() };
        let fields = [
            field("title", "plans-f-title"),
            field("summary", "plans-f-summary"),
            field("at", "plans-f-when"),
        ];
        return conflict(&v, &form, &format!("/cards/{id}/edit"), before.version, &fields);
    }
    tx.once(form.once_key()).await?;
    cards::update(&mut tx, &before, new).await?;
    tx.commit().await?;
    redirect(&v, &format!("/cards/{id}"))
}
