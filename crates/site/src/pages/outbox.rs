//! The outbox: each letter as its receiver sees it.

use askama::Template;
use axum::body::Body;
use axum::extract::Path;
use kit::Lang;
use page::{Answer, Html, PageError, Visit, download, html};
use store::outbox::{self, Posted};
use uuid::Uuid;

use crate::rules;

/// So many of the newest letters are listed.
const MOST: u64 = 300;

#[derive(Template)]
#[template(path = "site/outbox.html")]
struct List<'a> {
    v: &'a Visit,
    letters: Vec<Line>,
}

struct Line {
    url: Option<String>,
    subject: String,
    to: String,
    at: String,
    state: State,
}

/// What became of a letter: a text, the colour of its tag, and why where it failed.
struct State {
    text: String,
    tag: &'static str,
    why: Option<String>,
}

fn state(v: &Visit, letter: &Posted) -> State {
    let (key, tag) = match letter.state.as_str() {
        "sent" => ("site-letter-sent", "ok"),
        "failed" => ("site-letter-failed", "stop"),
        _ if v.tenant.demo => ("site-letter-shown", "info"),
        _ => ("site-letter-waiting", "wait"),
    };
    let why = letter.last_error.clone().filter(|_| !v.tenant.demo && letter.state != "sent");
    State { text: v.t(key), tag, why }
}

fn to(letter: &Posted) -> String {
    if letter.to_name.is_empty() {
        return letter.to_address.clone();
    }
    format!("{} <{}>", letter.to_name, letter.to_address)
}

/// `GET /outbox`.
pub(crate) async fn list(v: Visit) -> Answer {
    v.allow(rules::may_list_letters(&v.who, v.tenant.demo))?;
    let letters = outbox::list(v.app.db(), v.tenant.id, MOST)
        .await?
        .iter()
        .map(|l| Line {
            url: rules::may_read_letter(&v.who, v.tenant.demo, l)
                .then(|| v.url(&format!("/outbox/{}", l.id))),
            subject: l.subject.clone(),
            to: to(l),
            at: v.date_time(l.created_at.at()),
            state: state(&v, l),
        })
        .collect();
    html(&v, &v.t("site-outbox"), &List { v: &v, letters })
}

#[derive(Template)]
#[template(path = "site/letter.html")]
struct Letter<'a> {
    v: &'a Visit,
    subject: &'a str,
    from: String,
    to: String,
    at: String,
    lang: Lang,
    state: State,
    text: &'a str,
    html: Option<Html>,
    calendar: Option<&'a str>,
    calendar_url: String,
    files: Vec<(String, String)>,
}

async fn letter(v: &Visit, id: Uuid) -> Result<Posted, PageError> {
    v.allow(rules::may_list_letters(&v.who, v.tenant.demo))?;
    let letter = outbox::get(v.app.db(), v.tenant.id, id).await?.ok_or(PageError::NotFound)?;
    v.allow(rules::may_read_letter(&v.who, v.tenant.demo, &letter))?;
    Ok(letter)
}

/// `GET /outbox/{id}`.
pub(crate) async fn show(v: Visit, Path(id): Path<Uuid>) -> Answer {
    let letter = letter(&v, id).await?;
    let body = &letter.body.0;
    let lang: Lang = body.lang.parse().unwrap_or(v.lang);
    let page = Letter {
        v: &v,
        subject: &letter.subject,
        from: format!("{} <{}>", v.tenant.council.get(lang), v.tenant.mail_from),
        to: to(&letter),
        at: v.date_time(letter.created_at.at()),
        lang,
        state: state(&v, &letter),
        text: &body.text,
        html: body.html.as_deref().map(harmless),
        calendar: body.calendar.as_ref().map(|(_, ics)| ics.as_str()),
        calendar_url: v.url(&format!("/outbox/{id}/call.ics")),
        files: body
            .enclosures
            .iter()
            .map(|e| (e.name.clone(), v.url(&format!("/outbox/{id}/files/{}", e.sha))))
            .collect(),
    };
    html(&v, &letter.subject, &page)
}

/// The HTML part as a mail program shows it: without scripts and forms, and without pictures that would tell their
/// server who reads.
fn harmless(html: &str) -> Html {
    // Headings and landmarks are the page's own.
    Html::raw(
        ammonia::Builder::default()
            .rm_tags(["img", "header", "footer", "nav", "main"])
            .clean(html)
            .to_string(),
    )
}

/// `GET /outbox/{id}/call.ics`: the calendar part.
pub(crate) async fn calendar(v: Visit, Path(id): Path<Uuid>) -> Answer {
    let letter = letter(&v, id).await?;
    let (_, ics) = letter.body.0.calendar.ok_or(PageError::NotFound)?;
    Ok(download("invite.ics", "text/calendar; charset=utf-8", ics, false))
}

/// `GET /outbox/{id}/files/{sha}`: a file that goes with the letter.
pub(crate) async fn file(v: Visit, Path((id, sha)): Path<(Uuid, String)>) -> Answer {
    let letter = letter(&v, id).await?;
    let file = letter.body.0.enclosures.into_iter().find(|e| e.sha == sha).ok_or(PageError::NotFound)?;
    let bytes = v.app.files().get(&file.sha).await?;
    let inline = file.media_type == "application/pdf";
    Ok(download(&file.name, &file.media_type, Body::from(bytes), inline))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_letter_on_a_page_runs_nothing_and_calls_nobody() {
        let shown = harmless(
            "<p onclick=\"x()\">Hei <a href=\"https://a.example/1\">tästä</a></p><script>x()</script>\
             <img src=\"https://spy.example/1.gif\"><form action=\"/x\"><button>Paina</button></form>\
             <a href=\"javascript:x()\">y</a>",
        );
        for bad in ["script", "onclick", "img", "form", "javascript"] {
            assert!(!shown.as_str().contains(bad), "{bad} in {shown}");
        }
        assert!(shown.as_str().contains("href=\"https://a.example/1\""), "{shown}");
    }
}
