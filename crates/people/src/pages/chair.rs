use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use page::{Answer, Form, PageError, Visit, html_with, redirect_undo};
use store::Tx;

use super::body::{TurnRow, chair_words, turn_rows};
use super::body_of;
use super::members::{end, ends_before};
use crate::bodies::{self, Body, ChairTurn};
use crate::{municipalities, rules, seats};

#[derive(Template)]
#[template(path = "people/chair.html")]
struct ChairPage<'a> {
    v: &'a Visit,
    form: &'a Form,
    body: &'a Body,
    words: Option<Vec<String>>,
    turns: Vec<TurnRow>,
    towns: Vec<(String, String)>,
    choices: Vec<(String, String)>,
}

async fn draw(v: &Visit, status: StatusCode, form: &Form, body: &Body) -> Answer {
    let (db, tenant) = (v.app.db(), v.tenant.id);
    let turns = bodies::turns(db, tenant, body.id).await?;
    let all = municipalities::all(db, tenant).await?;
    let rows = turn_rows(v, &turns, &all);
    let choices = rows
        .iter()
        .filter(|t| t.kind == "turn")
        .map(|t| (t.id.to_string(), format!("{} ({})", t.text, t.span)))
        .collect();
    let page = ChairPage {
        v,
        form,
        body,
        words: chair_words(v, &turns, &all, v.today()),
        towns: municipalities::on(db, &v.tenant, v.today())
            .await?
            .into_iter()
            .map(|m| (m.id.to_string(), m.name(v.lang).to_owned()))
            .collect(),
        turns: rows,
        choices,
    };
    html_with(v, status, &v.t1("chair-keep-title", "name", body.name.0.get(v.lang)), &page)
}

/// `GET /bodies/{key}/chair`
pub(crate) async fn show(v: Visit, Path(key): Path<String>) -> Answer {
    let body = body_of(&v, &key).await?;
    v.allow(rules::may_keep(&v.who, body.id))?;
    draw(&v, StatusCode::OK, &Form::new(), &body).await
}

/// Writes a change and lets the engine judge the whole order with it; an order that cannot be is not committed.
async fn write(tx: &mut Tx, form: &mut Form, body: &Body, what: &str) -> Result<(), PageError> {
    let rows = bodies::turns(tx.conn(), tx.tenant(), body.id).await?;
    let find = |id: Option<uuid::Uuid>| -> Option<ChairTurn> {
        rows.iter().find(|t| Some(t.id) == id && t.kind == "turn").cloned()
    };
    // The last field of each form is where what is wrong with the whole is told.
    let at = match what {
        "turn" => {
            let municipality = form.id("turn_municipality");
            let (from, to) = (form.when("turn_from"), end(form, "turn_to"));
            if ends_before(&from, &to) {
                form.wrong("turn_to", "problem-end-before-start");
            }
            match municipality {
                Some(id) if municipalities::get(tx.conn(), tx.tenant(), id).await?.is_some() => {
                    if form.ok() {
                        bodies::add_turn(tx, body.id, id, "turn", &from, &to, "").await?;
                    }
                }
                _ => form.wrong("turn_municipality", "problem-not-a-choice"),
            }
            "turn_from"
        }
        "override" => {
            let municipality = form.id("over_municipality");
            let reason = form.required("over_reason", 500);
            let (from, to) = (form.required_day("over_from"), form.required_day("over_to"));
            if from.zip(to).is_some_and(|(f, t)| t < f) {
                form.wrong("over_to", "problem-end-before-start");
            }
            match municipality {
                Some(id) if municipalities::get(tx.conn(), tx.tenant(), id).await?.is_some() => {
                    if let (true, Some(from), Some(to)) = (form.ok(), from, to) {
                        let (from, to) = (kit::When::day(from), kit::When::day(to));
                        bodies::add_turn(tx, body.id, id, "override", &from, &to, &reason).await?;
                    }
                }
                _ => form.wrong("over_municipality", "problem-not-a-choice"),
            }
            "over_from"
        }
        "skip" => {
            let reason = form.required("skip_reason", 500);
            match find(form.id("skip_turn")) {
                Some(turn) if form.ok() => {
                    bodies::move_turn(tx, &turn, None, &reason).await?;
                }
                Some(_) => {}
                None => form.wrong("skip_turn", "problem-not-a-choice"),
            }
            "skip_turn"
        }
        _ => {
            let reason = form.required("swap_reason", 500);
            match (find(form.id("swap_one")), find(form.id("swap_other"))) {
                (Some(one), Some(other)) if form.ok() => {
                    bodies::move_turn(tx, &one, Some(&other), &reason).await?;
                }
                (Some(_), Some(_)) => {}
                (None, _) => form.wrong("swap_one", "problem-not-a-choice"),
                (_, None) => form.wrong("swap_other", "problem-not-a-choice"),
            }
            "swap_other"
        }
    };
    let rows = bodies::turns(tx.conn(), tx.tenant(), body.id).await?;
    if let Err(e) = seats::rotation(&rows) {
        form.wrong(at, seats::rotation_key(e));
    }
    Ok(())
}

/// `POST /bodies/{key}/chair/{what}`: `turn`, `skip`, `swap` or `override`.
pub(crate) async fn save(v: Visit, Path((key, what)): Path<(String, String)>, mut form: Form) -> Answer {
    let body = body_of(&v, &key).await?;
    v.allow(rules::may_keep(&v.who, body.id))?;
    if !matches!(what.as_str(), "turn" | "skip" | "swap" | "override") {
        return Err(PageError::NotFound);
    }
    let mut tx = v.app.store().begin(v.act()).await?;
    tx.once(form.once_key()).await?;
    let undo = v.undoable(&mut tx, "undo-chair-changed", body.name.0.get(v.lang));
    write(&mut tx, &mut form, &body, &what).await?;
    if !form.ok() {
        drop(tx);
        return draw(&v, StatusCode::UNPROCESSABLE_ENTITY, &form, &body).await;
    }
    tx.commit().await?;
    redirect_undo(&v, &format!("/bodies/{key}/chair"), undo)
}
