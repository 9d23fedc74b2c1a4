//! Bodies from templates: tick, name, found. And templates of the region's own, made of its bodies.

use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use kit::{Lang, Local};
use page::{Answer, Form, Html, PageError, Visit, html_with, redirect, redirect_undo};
use people::bodies;
use richtext::RichText;
use uuid::Uuid;

use crate::rules;
use crate::templates::{self, free_key};

#[derive(Template)]
#[template(path = "setup/bodies.html")]
struct Page<'a> {
    v: &'a Visit,
    form: &'a Form,
    own: &'a Form,
    cards: Vec<Card>,
    mine: Vec<(Uuid, String)>,
    there: Vec<(String, String)>,
    choices: Vec<(String, String)>,
    settles: bool,
}

struct Card {
    code: String,
    field: String,
    task: Html,
    rules: Vec<String>,
}

impl Page<'_> {
    fn chosen(&self, code: &str) -> bool {
        self.form.has("template", code)
    }
}

/// What a body made of it is for, in the language of the page.
fn task(v: &Visit, description: &Local) -> Html {
    Html::raw(RichText::parse(description.get(v.lang)).to_html())
}

/// `form` is that of founding, `own` that of keeping a template.
async fn draw(v: &Visit, status: StatusCode, form: &Form, own: &Form) -> Answer {
    let (db, tenant) = (v.app.db(), v.tenant.id);
    let all = templates::all(&v.app, db, tenant).await?;
    let mine = all.iter().filter_map(|t| Some((t.own?, t.name.get(v.lang).to_owned()))).collect();
    let cards = all
        .iter()
        .map(|t| Card {
            code: t.code.clone(),
            field: format!("name_{}", t.code),
            task: task(v, &t.settings.description),
            rules: t.rules().iter().map(|k| v.t(k)).collect(),
        })
        .collect();
    let bodies = bodies::list(db, tenant).await?;
    let name = |b: &bodies::Body| b.name.0.get(v.lang).to_owned();
    let there = bodies.iter().map(|b| (v.url(&format!("/bodies/{}", b.key)), name(b))).collect();
    let first = (String::new(), v.t("setup-template-choose"));
    let choices = std::iter::once(first).chain(bodies.iter().map(|b| (b.key.clone(), name(b)))).collect();
    let settles = rules::may_settle(&v.who);
    let page = Page { v, form, own, cards, mine, there, choices, settles };
    html_with(v, status, &v.t("setup-bodies"), &page)
}

/// The form of founding as it begins: each template under its own name.
async fn begun(v: &Visit) -> Result<Form, PageError> {
    let mut form = Form::new();
    for t in templates::all(&v.app, v.app.db(), v.tenant.id).await? {
        form.set(&format!("name_{}", t.code), t.name.get(v.lang));
    }
    Ok(form)
}

/// `GET /admin/bodies`
pub(crate) async fn show(v: Visit) -> Answer {
    v.allow(rules::may_begin(&v.who))?;
    draw(&v, StatusCode::OK, &begun(&v).await?, &Form::new()).await
}

/// `POST /admin/bodies`
pub(crate) async fn save(v: Visit, mut form: Form) -> Answer {
    v.allow(rules::may_begin(&v.who))?;
    let all = templates::all(&v.app, v.app.db(), v.tenant.id).await?;
    let chosen: Vec<_> = all.iter().filter(|t| form.has("template", &t.code)).collect();
    if chosen.is_empty() {
        form.wrong("template", "setup-bodies-none");
    }
    let mut named = Vec::new();
    for t in chosen {
        named.push((t, form.required(&format!("name_{}", t.code), 200)));
    }
    let mut tx = v.app.store().begin(v.act()).await?;
    let there = bodies::list(tx.conn(), v.tenant.id).await?;
    for (t, name) in &named {
        let same = |n: &kit::Local| Lang::ALL.into_iter().any(|l| n.exact(l).eq_ignore_ascii_case(name));
        if there.iter().any(|b| same(&b.name.0)) {
            form.wrong_with(&format!("name_{}", t.code), "setup-bodies-there", name);
        }
    }
    if !form.ok() {
        drop(tx);
        return draw(&v, StatusCode::UNPROCESSABLE_ENTITY, &form, &Form::new()).await;
    }
    tx.once(form.once_key()).await?;
    let mut keys: Vec<String> = there.into_iter().map(|b| b.key).collect();
    for (t, typed) in named {
        // A name that was left as it is has all its languages; an own one is in the language of the page.
        let name = if t.name.get(v.lang) == typed { t.name.clone() } else { in_lang(v.lang, typed) };
        let key = free_key(name.get(Lang::Fi), &keys);
        keys.push(key.clone());
        bodies::create(&mut tx, t.body(key, name)).await?;
    }
    tx.commit().await?;
    redirect(&v, "/admin/start")
}

/// `POST /admin/bodies/templates`: how a body works becomes a template.
pub(crate) async fn keep(v: Visit, mut form: Form) -> Answer {
    v.allow(rules::may_settle(&v.who))?;
    let name = form.required("kept_name", 200);
    let body = bodies::by_key(v.app.db(), v.tenant.id, form.value("kept_body")).await?;
    if body.is_none() {
        form.wrong("kept_body", "problem-required");
    }
    let mut tx = v.app.store().begin(v.act()).await?;
    let all = templates::all(&v.app, tx.conn(), v.tenant.id).await?;
    if Lang::ALL.into_iter().any(|l| all.iter().any(|t| t.name.exact(l).eq_ignore_ascii_case(&name))) {
        form.wrong_with("kept_name", "setup-template-there", &name);
    }
    let (Some(body), true) = (body, form.ok()) else {
        drop(tx);
        return draw(&v, StatusCode::UNPROCESSABLE_ENTITY, &begun(&v).await?, &form).await;
    };
    tx.once(form.once_key()).await?;
    templates::keep(&mut tx, in_lang(v.lang, name), &body).await?;
    tx.commit().await?;
    redirect(&v, "/admin/bodies#own")
}

/// `POST /admin/bodies/templates/{id}/remove`
pub(crate) async fn remove(v: Visit, Path(id): Path<Uuid>, form: Form) -> Answer {
    v.allow(rules::may_settle(&v.who))?;
    let all = templates::all(&v.app, v.app.db(), v.tenant.id).await?;
    let found = all.iter().find(|t| t.own == Some(id)).ok_or(PageError::NotFound)?;
    let mut tx = v.app.store().begin(v.act()).await?;
    tx.once(form.once_key()).await?;
    let undo = v.undoable(&mut tx, "setup-undo-template", found.name.get(v.lang));
    if !templates::remove(&mut tx, id).await? {
        return Err(PageError::NotFound);
    }
    tx.commit().await?;
    redirect_undo(&v, "/admin/bodies#own", undo)
}

fn in_lang(lang: Lang, text: String) -> kit::Local {
    let mut local = kit::Local::default();
    match lang {
        Lang::Fi => local.fi = text,
        Lang::Sv => local.sv = text,
        Lang::En => local.en = text,
    }
    local
}
