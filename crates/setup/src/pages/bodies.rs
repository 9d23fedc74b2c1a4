//! Bodies from templates: tick, name, found.

use askama::Template;
use axum::http::StatusCode;
use kit::Lang;
use page::{Answer, Form, Visit, html_with, redirect};
use people::bodies;

use crate::rules;
use crate::templates::{self, free_key};

#[derive(Template)]
#[template(path = "setup/bodies.html")]
struct Page<'a> {
    v: &'a Visit,
    form: &'a Form,
    cards: Vec<Card>,
    there: Vec<(String, String)>,
}

struct Card {
    code: &'static str,
    field: String,
    task: String,
    rules: Vec<String>,
}

impl Page<'_> {
    fn chosen(&self, code: &str) -> bool {
        self.form.has("template", code)
    }
}

async fn draw(v: &Visit, status: StatusCode, form: &Form) -> Answer {
    let cards = templates::ALL
        .iter()
        .map(|t| Card {
            code: t.code,
            field: format!("name_{}", t.code),
            task: v.t(&format!("setup-body-{}-task", t.code)),
            rules: t.rules().iter().map(|k| v.t(k)).collect(),
        })
        .collect();
    let there = bodies::list(v.app.db(), v.tenant.id)
        .await?
        .into_iter()
        .map(|b| (v.url(&format!("/bodies/{}", b.key)), b.name.0.get(v.lang).to_owned()))
        .collect();
    html_with(v, status, &v.t("setup-bodies"), &Page { v, form, cards, there })
}

/// `GET /admin/bodies`
pub(crate) async fn show(v: Visit) -> Answer {
    v.allow(rules::may_begin(&v.who))?;
    let mut form = Form::new();
    for t in &templates::ALL {
        form.set(&format!("name_{}", t.code), t.name(&v.app).get(v.lang));
    }
    draw(&v, StatusCode::OK, &form).await
}

/// `POST /admin/bodies`
pub(crate) async fn save(v: Visit, mut form: Form) -> Answer {
    v.allow(rules::may_begin(&v.who))?;
    let chosen: Vec<_> = templates::ALL.iter().filter(|t| form.has("template", t.code)).collect();
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
        return draw(&v, StatusCode::UNPROCESSABLE_ENTITY, &form).await;
    }
    tx.once(form.once_key()).await?;
    let mut keys: Vec<String> = there.into_iter().map(|b| b.key).collect();
    for (t, typed) in named {
        // A name that was left as it is has all its languages; an own one is in the language of the page.
        let own = t.name(&v.app);
        let name = if own.get(v.lang) == typed { own } else { in_lang(v.lang, typed) };
        let key = free_key(name.get(Lang::Fi), &keys);
        keys.push(key.clone());
        bodies::create(&mut tx, t.body(&v.app, key, name)).await?;
    }
    tx.commit().await?;
    redirect(&v, "/admin/start")
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
