//! The region's own words: notices on every page, and texts of the program that it may say in its own way.

use askama::Template;
use axum::http::StatusCode;
use kit::{Lang, Local};
use page::{Answer, Form, PageError, Version, Visit, conflict, html_with, redirect};
use people::house;
use store::Error;

use crate::rules;

/// Texts that are empty until a region has words for them.
const OWN: [&str; 3] = ["notice-all", "notice-signed-in", "footer-words"];
/// Texts of the program that a region may say in its own words.
const PROGRAMS: [&str; 6] = [
    "site-decisions",
    "site-meetings",
    "site-no-meetings",
    "site-municipalities-lead",
    "signin-lead",
    "meetings-lead",
];

#[derive(Template)]
#[template(path = "setup/words.html")]
struct Page<'a> {
    v: &'a Visit,
    form: &'a Form,
    groups: Vec<(String, Vec<Line>)>,
}

struct Line {
    key: &'static str,
    title: String,
    /// What the program says.
    program: Option<String>,
    open: bool,
    fields: Vec<(String, String, String, &'static str)>,
    version: i64,
    action: String,
}

fn field(key: &str, lang: Lang) -> String {
    format!("{key}-{lang}")
}

async fn draw(v: &Visit, status: StatusCode, form: &Form) -> Answer {
    let rows = house::wordings(v.app.db(), v.tenant.id).await?;
    let line = |key: &'static str, program: bool| {
        let row = rows.iter().find(|r| r.key == key);
        let own = |lang: Lang| row.map(|r| r.words.0.exact(lang).to_owned()).unwrap_or_default();
        let typed = form.value("key") == key;
        Line {
            key,
            title: v.t(&format!("setup-words-{key}")),
            program: program.then(|| v.app.t(v.lang, key, &[])),
            open: typed || row.is_some_and(|r| !r.words.0.is_empty()),
            fields: Lang::ALL
                .iter()
                .map(|l| {
                    let name = field(key, *l);
                    let value = if typed { form.value(&name).to_owned() } else { own(*l) };
                    (name, l.name().to_owned(), value, l.code())
                })
                .collect(),
            version: row.map_or(0, |r| r.version),
            action: v.url("/admin/words"),
        }
    };
    let groups = vec![
        (v.t("setup-words-own"), OWN.into_iter().map(|k| line(k, false)).collect()),
        (v.t("setup-words-programs"), PROGRAMS.into_iter().map(|k| line(k, true)).collect()),
    ];
    html_with(v, status, &v.t("setup-words"), &Page { v, form, groups })
}

/// `GET /admin/words`
pub(crate) async fn show(v: Visit) -> Answer {
    v.allow(rules::may_settle(&v.who))?;
    draw(&v, StatusCode::OK, &Form::new()).await
}

/// `POST /admin/words`: one text in its languages. Empty ones bring back those of the program.
pub(crate) async fn save(v: Visit, mut form: Form) -> Answer {
    v.allow(rules::may_settle(&v.who))?;
    let key = form.value("key").to_owned();
    if !OWN.iter().chain(&PROGRAMS).any(|k| *k == key) {
        return Err(PageError::Bad("problem-not-a-choice"));
    }
    let mut of = |lang| form.text(&field(&key, lang), 600);
    let words = Local { fi: of(Lang::Fi), sv: of(Lang::Sv), en: of(Lang::En) };
    if !form.ok() {
        return draw(&v, StatusCode::UNPROCESSABLE_ENTITY, &form).await;
    }
    let mut tx = v.app.store().begin(v.act()).await?;
    tx.once(form.once_key()).await?;
    match house::word(&mut tx, &key, words, form.version()).await {
        Ok(()) => {}
        Err(Error::Stale) => {
            let rows = house::wordings(tx.conn(), v.tenant.id).await?;
            drop(tx);
            let stands = rows.into_iter().find(|r| r.key == key);
            return stale(&v, &form, &key, stands);
        }
        Err(e) => return Err(e.into()),
    }
    tx.noted("tenant", v.tenant.id, "worded", &[("key", &key)]);
    tx.commit().await?;
    redirect(&v, "/admin/words")
}

/// Both wordings side by side; nothing typed is lost.
fn stale(v: &Visit, form: &Form, key: &str, stands: Option<house::Wording>) -> Answer {
    let version = stands.as_ref().map_or(0, |s| s.version);
    let words = stands.map(|s| s.words.0).unwrap_or_default();
    let mut shown = form.clone();
    for (lang, name) in Lang::ALL.iter().zip(["fi", "sv", "en"]) {
        shown.set(name, form.value(&field(key, *lang)));
    }
    let labels = [("fi", "setup-words-fi"), ("sv", "setup-words-sv"), ("en", "setup-words-en")];
    let fields: Vec<Version> = Lang::ALL
        .iter()
        .zip(labels)
        .map(|(lang, (name, label))| Version { name, label, theirs: words.exact(*lang).to_owned() })
        .collect();
    conflict(v, &shown, "/admin/words", version, &fields)
}
