//! The queue of feedback: who sees to it, what is late, what was answered.

use std::collections::HashMap;

use askama::Template;
use axum::extract::{Path, Query};
use axum::http::StatusCode;
use kit::Lang;
use page::{Answer, Form, PageError, Value, Visit, html, html_with, redirect, redirect_undo};
use people::persons;
use store::Tx;
use store::outbox::{self, Letter};
use uuid::Uuid;

use crate::feedback::{self, Feedback};
use crate::rules::{self, TENDERS};

#[derive(Template)]
#[template(path = "legal/queue.html")]
struct Queue<'a> {
    v: &'a Visit,
    lines: Vec<Line>,
    open: bool,
    late: usize,
}

struct Line {
    url: String,
    excerpt: String,
    kind: String,
    received: String,
    due: String,
    late: bool,
    state: String,
    owner: String,
}

impl Queue<'_> {
    fn late_words(&self) -> String {
        self.v.tn("legal-late-count", i64::try_from(self.late).unwrap_or(0))
    }
}

/// At most so much of a text, cut between words.
fn excerpt(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(90) {
        Some((at, _)) => format!("{}…", line[..at].rsplit_once(' ').map_or(&line[..at], |(head, _)| head)),
        None => line,
    }
}

/// `GET /desk/feedback`
pub(crate) async fn list(v: Visit, Query(asked): Query<HashMap<String, String>>) -> Answer {
    v.allow(rules::may_tend(&v.who))?;
    let open = asked.get("state").map(String::as_str) != Some("ended");
    let rows = feedback::list(v.app.db(), v.tenant.id, open).await?;
    let owners = persons::of(v.app.db(), v.tenant.id, rows.iter().filter_map(|r| r.owner).collect()).await?;
    let today = v.today();
    let late = rows.iter().filter(|r| r.is_late(today)).count();
    let lines = rows
        .iter()
        .map(|r| Line {
            url: v.url(&format!("/desk/feedback/{}", r.id)),
            excerpt: excerpt(&r.text),
            kind: v.t(&format!("legal-kind-{}", r.kind)),
            received: v.date(kit::local_date(r.received_at.at())),
            due: v.date(r.due.0),
            late: r.is_late(today),
            state: v.t(&format!("legal-state-{}", r.state)),
            owner: owners.iter().find(|p| Some(p.id) == r.owner).map(|p| p.name.clone()).unwrap_or_default(),
        })
        .collect();
    html(&v, &v.t("legal-queue"), &Queue { v: &v, lines, open, late })
}

#[derive(Template)]
#[template(path = "legal/one.html")]
struct One<'a> {
    v: &'a Visit,
    form: &'a Form,
    row: &'a Feedback,
    kind: String,
    received: String,
    due: String,
    late: bool,
    state: String,
    owner: String,
    mine: bool,
    owners: Vec<(String, String)>,
    own_id: String,
    ended: String,
    base: String,
}

async fn draw(v: &Visit, status: StatusCode, form: &Form, row: &Feedback) -> Answer {
    let (db, tenant, today) = (v.app.db(), v.tenant.id, v.today());
    let mut tenders: Vec<Uuid> = persons::grants(db, tenant)
        .await?
        .into_iter()
        .filter(|g| TENDERS.iter().any(|r| r.code() == g.role) && g.body.is_none())
        .filter(|g| g.from_day.0 <= today && g.to_day.is_none_or(|d| d.0 >= today))
        .map(|g| g.person)
        .collect();
    tenders.extend(row.owner);
    let mut people = persons::of(db, tenant, tenders).await?;
    people.sort_by(|a, b| a.sort_key.cmp(&b.sort_key));
    people.dedup_by_key(|p| p.id);
    let owner = people.iter().find(|p| Some(p.id) == row.owner).map(|p| p.name.clone()).unwrap_or_default();
    let mut owners = vec![(String::new(), v.t("legal-nobody"))];
    owners.extend(people.into_iter().map(|p| (p.id.to_string(), p.name)));
    let page = One {
        v,
        form,
        row,
        kind: v.t(&format!("legal-kind-{}", row.kind)),
        received: v.date_time(row.received_at.at()),
        due: v.weekday_date(row.due.0),
        late: row.is_late(today),
        state: v.t(&format!("legal-state-{}", row.state)),
        mine: row.owner.is_some() && row.owner == v.who.id(),
        owner,
        owners,
        own_id: v.who.id().map(|id| id.to_string()).unwrap_or_default(),
        ended: row.ended_at.map(|at| v.date_time(at.at())).unwrap_or_default(),
        base: v.url(&format!("/desk/feedback/{}", row.id)),
    };
    html_with(v, status, &v.t("legal-one"), &page)
}

async fn asked(v: &Visit, id: Uuid) -> Result<Feedback, PageError> {
    v.allow(rules::may_tend(&v.who))?;
    feedback::get(v.app.db(), v.tenant.id, id).await?.ok_or(PageError::NotFound)
}

fn shown(row: &Feedback) -> Form {
    Form::new()
        .with("version", row.version)
        .with("owner", row.owner.map(|o| o.to_string()).unwrap_or_default())
        .with("answer", &row.answer)
}

/// `GET /desk/feedback/{id}`
pub(crate) async fn show(v: Visit, Path(id): Path<Uuid>) -> Answer {
    let row = asked(&v, id).await?;
    draw(&v, StatusCode::OK, &shown(&row), &row).await
}

async fn begin(v: &Visit, form: &Form, id: Uuid) -> Result<(Tx, Feedback), PageError> {
    let mut tx = v.app.store().begin(v.act()).await?;
    tx.once(form.once_key()).await?;
    let row = feedback::get(tx.conn(), v.tenant.id, id).await?.ok_or(PageError::NotFound)?;
    Tx::fresh(form.version(), row.version)?;
    Ok((tx, row))
}

/// `POST /desk/feedback/{id}/owner`
pub(crate) async fn own(v: Visit, Path(id): Path<Uuid>, mut form: Form) -> Answer {
    let row = asked(&v, id).await?;
    let owner = form.id("owner");
    if let Some(person) = owner {
        let who = persons::who(v.app.db(), v.tenant.id, person, v.today()).await?;
        if !rules::may_tend(&who) {
            form.wrong("owner", "problem-not-a-choice");
        }
    }
    if !form.ok() {
        return draw(&v, StatusCode::UNPROCESSABLE_ENTITY, &form, &row).await;
    }
    let (mut tx, row) = begin(&v, &form, id).await?;
    feedback::give(&mut tx, &row, owner).await?;
    tx.commit().await?;
    redirect(&v, &format!("/desk/feedback/{id}"))
}

/// `POST /desk/feedback/{id}/answer`: the answer leaves by mail, where an address was given; else it is kept.
pub(crate) async fn answer(v: Visit, Path(id): Path<Uuid>, mut form: Form) -> Answer {
    let row = asked(&v, id).await?;
    let by = v.person()?;
    let text = form.required("answer", 10_000);
    if !form.ok() {
        return draw(&v, StatusCode::UNPROCESSABLE_ENTITY, &form, &row).await;
    }
    let stands = feedback::get(v.app.db(), v.tenant.id, id).await?.ok_or(PageError::NotFound)?;
    if form.version() != stands.version && stands.is_open() {
        // Somebody took it meanwhile: what was written stays in the form, on the newer version.
        form.set("version", stands.version);
        form.wrong("answer", "legal-changed-meanwhile");
        return draw(&v, StatusCode::CONFLICT, &form, &stands).await;
    }
    let (mut tx, row) = begin(&v, &form, id).await?;
    feedback::end(&mut tx, &row, by, "answered", text.clone()).await?;
    if let Some(letter) = letter(&v, &row, &text) {
        outbox::post(&tx, letter).await?;
    }
    tx.commit().await?;
    redirect(&v, &format!("/desk/feedback/{id}"))
}

fn letter(v: &Visit, row: &Feedback, answer: &str) -> Option<Letter> {
    let to_address = row.address.clone()?;
    let lang: Lang = row.lang.parse().unwrap_or_default();
    let value = |text: &str| Value::from(text.to_owned());
    let council = v.tenant.council.get(lang);
    let quoted: String = row.text.lines().map(|l| format!("> {l}\n")).collect();
    Some(Letter {
        to_name: row.name.clone().unwrap_or_default(),
        to_address,
        subject: v.app.t(lang, "legal-letter-subject", &[("council", value(council))]),
        body: outbox::Body {
            text: v.app.t(
                lang,
                "legal-letter",
                &[
                    ("answer", value(answer)),
                    ("council", value(council)),
                    ("quoted", value(quoted.trim_end())),
                    ("date", value(&kit::fmt::date(lang, kit::local_date(row.received_at.at())))),
                ],
            ),
            lang: lang.code().to_owned(),
            ..outbox::Body::default()
        },
        about: ("feedback", row.id),
    })
}

/// `POST /desk/feedback/{id}/close`: seen to, and nothing is answered.
pub(crate) async fn close(v: Visit, Path(id): Path<Uuid>, form: Form) -> Answer {
    asked(&v, id).await?;
    let by = v.person()?;
    let (mut tx, row) = begin(&v, &form, id).await?;
    let undo = v.undoable(&mut tx, "undo-feedback-closed", &excerpt(&row.text));
    feedback::end(&mut tx, &row, by, "closed", String::new()).await?;
    tx.commit().await?;
    redirect_undo(&v, &format!("/desk/feedback/{id}"), undo)
}

/// `POST /desk/feedback/{id}/reopen`
pub(crate) async fn reopen(v: Visit, Path(id): Path<Uuid>, form: Form) -> Answer {
    asked(&v, id).await?;
    let (mut tx, row) = begin(&v, &form, id).await?;
    if row.state != "closed" {
        return Err(PageError::Refused("legal-not-closed"));
    }
    feedback::reopen(&mut tx, &row).await?;
    tx.commit().await?;
    redirect(&v, &format!("/desk/feedback/{id}"))
}

#[cfg(test)]
mod tests {
    use super::excerpt;

    #[test]
    fn a_long_text_is_cut_between_words() {
        assert_eq!(excerpt("Hei\n  sinä"), "Hei sinä");
        let long = "pitkä ".repeat(40);
        let cut = excerpt(&long);
        assert!(cut.ends_with("pitkä…") && cut.chars().count() <= 91, "{cut}");
    }
}
