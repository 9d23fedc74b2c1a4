//! The secretary's settings: how early proposals must come, and which items come up by themselves.

use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use page::{Answer, Form, Html, PageError, Visit, html_with, redirect, redirect_undo};
use people::bodies::Body;
use store::Tx;

use super::origin::rule_words;
use super::propose::body_of;
use super::recurring::{self, NewRecurring, Recurring};
use super::rules::Recurs;
use super::store as kept;
use crate::agenda::KINDS;
use crate::view::{self, Choice};

/// How an item may recur, also keys of texts (`recurring-rule-…`).
const RULES: [&str; 2] = ["every", "months"];

/// A recurring item with its rule in words.
struct Line {
    row: Recurring,
    title: Html,
    rule: String,
}

#[derive(Template)]
#[template(path = "meetings/proposal_settings.html")]
struct Page<'a> {
    v: &'a Visit,
    form: &'a Form,
    body: &'a Body,
    name: Html,
    lines: Vec<Line>,
    kinds: Vec<Choice>,
    rules: Vec<Choice>,
    months: Vec<Choice>,
}

/// The body of an address, for who prepares its meetings.
async fn prepared(v: &Visit, key: &str) -> Result<Body, PageError> {
    let body = body_of(v, key).await?;
    v.allow(v.who.prepares(body.id))?;
    Ok(body)
}

async fn draw(v: &Visit, body: &Body, form: &Form) -> Answer {
    let all = recurring::of_body(v.app.db(), v.tenant.id, body.id).await?;
    let lines =
        all.into_iter().map(|row| Line { title: v.local(&row.title.0), rule: rule_words(v, &row), row });
    let page = Page {
        v,
        form,
        name: v.local(&body.name.0),
        lines: lines.collect(),
        kinds: view::choices(v, "item-kind", &kinds(), None),
        rules: view::choices(v, "recurring-rule", &RULES, None),
        months: (1..=12).map(|m| (m.to_string(), kit::fmt::month(v.lang, m).to_owned())).collect(),
        body,
    };
    let status = if form.ok() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    html_with(v, status, &v.t("proposal-settings"), &page)
}

fn kinds() -> Vec<&'static str> {
    KINDS.iter().map(|(code, _)| *code).filter(|c| *c != "heading" && *c != crate::round::KIND).collect()
}

async fn blank(v: &Visit, body: &Body) -> Result<Form, PageError> {
    let (days, late) = kept::days(v.app.db(), v.tenant.id, body.id).await?;
    let form = if late { Form::new().with("late", "1") } else { Form::new() };
    Ok(form.with("days", days).with("kind", "information").with("rule", "every"))
}

/// `GET /bodies/{key}/proposals/settings`.
pub(super) async fn show(v: Visit, Path(key): Path<String>) -> Answer {
    let body = prepared(&v, &key).await?;
    draw(&v, &body, &blank(&v, &body).await?).await
}

/// `POST /bodies/{key}/proposals/settings`: how many days before a meeting.
pub(super) async fn save(v: Visit, Path(key): Path<String>, mut form: Form) -> Answer {
    let body = prepared(&v, &key).await?;
    let days = form.int("days", 0, 365);
    if days.is_none() {
        form.wrong("days", "problem-required");
    }
    let (Some(days), true) = (days, form.ok()) else { return draw(&v, &body, &form).await };
    let mut tx = v.app.store().begin(v.act()).await?;
    tx.once(form.once_key()).await?;
    kept::set_days(&mut tx, body.id, days, form.flag("late")).await?;
    tx.noted("body", body.id, "proposal_days_set", &[("days", &days.to_string())]);
    tx.commit().await?;
    redirect(&v, &format!("/bodies/{}/proposals/settings", body.key))
}

/// `POST /bodies/{key}/recurring`: an item that comes up again.
pub(super) async fn add(v: Visit, Path(key): Path<String>, mut form: Form) -> Answer {
    let body = prepared(&v, &key).await?;
    let title = view::local_field(&mut form, "title", 300, true);
    let kind = form.choice("kind", &kinds()).unwrap_or("information").to_owned();
    let rule = form.choice("rule", &RULES).unwrap_or("every").to_owned();
    let n = if rule == "months" {
        let months = form.list("month").iter().filter_map(|m| m.parse::<i8>().ok()).collect::<Vec<_>>();
        let set = Recurs::of_months(months);
        if set == 0 {
            form.wrong("month", "recurring-no-month");
        }
        set
    } else {
        let n = form.int("n", 1, 60);
        if n.is_none() {
            form.wrong("n", "problem-required");
        }
        n.unwrap_or(1)
    };
    let new = NewRecurring {
        body: body.id,
        title,
        kind,
        presenter: form.text("presenter", 200),
        proposal: view::rich_field(&mut form, "proposal"),
        minutes: form.int("minutes", 1, 240),
        rule,
        n,
    };
    if !form.ok() {
        return draw(&v, &body, &form).await;
    }
    let mut tx = v.app.store().begin(v.act()).await?;
    tx.once(form.once_key()).await?;
    let from = v.today();
    recurring::create(&mut tx, new, from).await?;
    tx.commit().await?;
    redirect(&v, &format!("/bodies/{}/proposals/settings#recurring", body.key))
}

/// `POST /bodies/{key}/recurring/{id}/remove`.
pub(super) async fn remove(v: Visit, Path((key, id)): Path<(String, String)>, form: Form) -> Answer {
    let body = prepared(&v, &key).await?;
    let mut tx = v.app.store().begin(v.act()).await?;
    tx.once(form.once_key()).await?;
    let found = recurring::get(tx.conn(), v.tenant.id, view::id(&id)?).await?;
    let before = found.filter(|r| r.body == body.id && !r.removed).ok_or(PageError::NotFound)?;
    Tx::fresh(form.version(), before.version)?;
    let undo = v.undoable(&mut tx, "undo-recurring-removed", before.title.0.get(v.lang));
    recurring::remove(&mut tx, &before).await?;
    tx.commit().await?;
    redirect_undo(&v, &format!("/bodies/{}/proposals/settings#recurring", body.key), undo)
}
