//! The administrator makes the notices the council's own.

use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use kit::Lang;
use page::{Answer, Form, Html, PageError, Version, Visit, conflict, html, html_with, redirect};
use people::persons;
use richtext::RichText;

use crate::notices::{self, Kind, NoticeText};
use crate::rules;

/// The longest notice, in bytes of its stored form.
const LONGEST: usize = 200_000;

#[derive(Template)]
#[template(path = "legal/notices.html")]
struct List<'a> {
    v: &'a Visit,
    rows: Vec<(String, Vec<Cell>)>,
}

struct Cell {
    lang: &'static str,
    code: &'static str,
    url: String,
    label: String,
    state: String,
    own: bool,
}

/// `GET /notices`
pub(crate) async fn list(v: Visit) -> Answer {
    v.allow(rules::may_edit(&v.who))?;
    let mut rows = Vec::new();
    for kind in Kind::ALL {
        let title = v.t(&format!("legal-{}", kind.code()));
        let mut cells = Vec::new();
        for lang in Lang::ALL {
            let newest = notices::newest(v.app.db(), v.tenant.id, kind, lang).await?;
            let own = newest.filter(|n| n.html.is_some());
            cells.push(Cell {
                lang: lang.name(),
                code: lang.code(),
                url: v.url(&format!("/notices/{}/{lang}", kind.code())),
                label: format!("{}: {title}, {}", v.t("legal-edit"), lang.name()),
                state: match &own {
                    Some(n) => v.t2(
                        "legal-own-text",
                        ("number", n.number.to_string()),
                        ("date", v.date(kit::local_date(n.saved_at.at()))),
                    ),
                    None => v.t("legal-default-text"),
                },
                own: own.is_some(),
            });
        }
        rows.push((title, cells));
    }
    html(&v, &v.t("legal-notices"), &List { v: &v, rows })
}

#[derive(Template)]
#[template(path = "legal/edit.html")]
struct Edit<'a> {
    v: &'a Visit,
    form: &'a Form,
    title: String,
    action: String,
    public: String,
    versions: Vec<Old>,
}

struct Old {
    words: String,
    url: String,
    newest: bool,
}

fn asked(kind: &str, lang: &str) -> Result<(Kind, Lang), PageError> {
    let kind = Kind::parse(kind).ok_or(PageError::NotFound)?;
    Ok((kind, lang.parse().map_err(|_| PageError::NotFound)?))
}

fn path(kind: Kind, lang: Lang) -> String {
    format!("/notices/{}/{lang}", kind.code())
}

fn title(v: &Visit, kind: Kind, lang: Lang) -> String {
    format!("{}, {}", v.t(&format!("legal-{}", kind.code())), lang.name())
}

/// The text of a version, or what comes with the program.
fn text_of(v: &Visit, kind: Kind, lang: Lang, version: Option<&NoticeText>) -> RichText {
    match version.and_then(|n| n.html.as_deref()) {
        Some(html) => RichText::parse(html),
        None => kind.default_text(&v.tenant, lang),
    }
}

/// `GET /notices/{kind}/{lang}`
pub(crate) async fn show(v: Visit, Path((kind, lang)): Path<(String, String)>) -> Answer {
    v.allow(rules::may_edit(&v.who))?;
    let (kind, lang) = asked(&kind, &lang)?;
    let newest = notices::newest(v.app.db(), v.tenant.id, kind, lang).await?;
    let text = text_of(&v, kind, lang, newest.as_ref());
    let form = Form::new().with("text", text.to_html()).with("version", newest.map_or(0, |n| n.number));
    draw(&v, StatusCode::OK, &form, kind, lang).await
}

async fn draw(v: &Visit, status: StatusCode, form: &Form, kind: Kind, lang: Lang) -> Answer {
    let all = notices::versions(v.app.db(), v.tenant.id, kind, lang).await?;
    let by = persons::of(v.app.db(), v.tenant.id, all.iter().filter_map(|n| n.saved_by).collect()).await?;
    let mut versions: Vec<Old> = Vec::new();
    for n in &all {
        let who = by.iter().find(|p| Some(p.id) == n.saved_by).map(|p| p.name.clone()).unwrap_or_default();
        let words = format!("{} · {} · {who}", n.number, v.date_time(n.saved_at.at()));
        versions.push(Old {
            words: words.trim_end_matches(" · ").to_owned(),
            url: v.url(&format!("{}/versions/{}", path(kind, lang), n.number)),
            newest: versions.is_empty(),
        });
    }
    versions.push(Old {
        words: v.t("legal-default-text"),
        url: v.url(&format!("{}/versions/0", path(kind, lang))),
        newest: versions.is_empty(),
    });
    let page = Edit {
        v,
        form,
        title: title(v, kind, lang),
        action: v.url(&path(kind, lang)),
        public: format!("/{lang}/{}", kind.code()),
        versions,
    };
    html_with(v, status, &page.title, &page)
}

/// `POST /notices/{kind}/{lang}`
pub(crate) async fn save(v: Visit, Path((kind, lang)): Path<(String, String)>, mut form: Form) -> Answer {
    v.allow(rules::may_edit(&v.who))?;
    let (kind, lang) = asked(&kind, &lang)?;
    let typed = form.value("text").to_owned();
    let text = match RichText::from_input_within(&typed, LONGEST) {
        Ok(text) if text.is_empty() => {
            form.wrong("text", "problem-required");
            text
        }
        Ok(text) => text,
        Err(_) => {
            form.wrong_with("text", "problem-too-long", LONGEST);
            RichText::default()
        }
    };
    if !form.ok() {
        return draw(&v, StatusCode::UNPROCESSABLE_ENTITY, &form, kind, lang).await;
    }
    let mut tx = v.app.store().begin(v.act()).await?;
    let newest = notices::newest(tx.conn(), v.tenant.id, kind, lang).await?;
    let stands = newest.as_ref().map_or(0, |n| n.number);
    if form.version() != stands {
        drop(tx);
        let theirs = text_of(&v, kind, lang, newest.as_ref()).to_html();
        let fields = [Version { name: "text", label: "legal-text", theirs }];
        return conflict(&v, &form, &path(kind, lang), stands, &fields);
    }
    tx.once(form.once_key()).await?;
    notices::save(&mut tx, kind, lang, stands, Some(text.to_html())).await?;
    tx.commit().await?;
    redirect(&v, &path(kind, lang))
}

#[derive(Template)]
#[template(path = "legal/version.html")]
struct OneVersion<'a> {
    v: &'a Visit,
    title: String,
    lang: &'static str,
    back: String,
    words: String,
    text: Html,
    newest: i64,
    restore: String,
}

async fn version_of(
    v: &Visit,
    kind: Kind,
    lang: Lang,
    number: i64,
) -> Result<(Option<NoticeText>, i64), PageError> {
    let all = notices::versions(v.app.db(), v.tenant.id, kind, lang).await?;
    let newest = all.first().map_or(0, |n| n.number);
    if number == 0 {
        return Ok((None, newest));
    }
    let found = all.into_iter().find(|n| n.number == number).ok_or(PageError::NotFound)?;
    Ok((Some(found), newest))
}

/// `GET /notices/{kind}/{lang}/versions/{number}`
pub(crate) async fn version(v: Visit, Path((kind, lang, number)): Path<(String, String, i64)>) -> Answer {
    v.allow(rules::may_edit(&v.who))?;
    let (kind, lang) = asked(&kind, &lang)?;
    let (found, newest) = version_of(&v, kind, lang, number).await?;
    let page = OneVersion {
        v: &v,
        title: title(&v, kind, lang),
        lang: lang.code(),
        back: v.url(&path(kind, lang)),
        words: match &found {
            Some(n) => v.t2(
                "legal-own-text",
                ("number", n.number.to_string()),
                ("date", v.date(kit::local_date(n.saved_at.at()))),
            ),
            None => v.t("legal-default-text"),
        },
        text: Html::raw(text_of(&v, kind, lang, found.as_ref()).to_html_under(1)),
        newest,
        restore: v.url(&format!("{}/versions/{number}/restore", path(kind, lang))),
    };
    html(&v, &page.title, &page)
}

/// `POST /notices/{kind}/{lang}/versions/{number}/restore`: an old version becomes the newest.
pub(crate) async fn restore(
    v: Visit,
    Path((kind, lang, number)): Path<(String, String, i64)>,
    form: Form,
) -> Answer {
    v.allow(rules::may_edit(&v.who))?;
    let (kind, lang) = asked(&kind, &lang)?;
    let (found, _) = version_of(&v, kind, lang, number).await?;
    let mut tx = v.app.store().begin(v.act()).await?;
    tx.once(form.once_key()).await?;
    notices::save(&mut tx, kind, lang, form.version(), found.and_then(|n| n.html)).await?;
    tx.commit().await?;
    redirect(&v, &path(kind, lang))
}
