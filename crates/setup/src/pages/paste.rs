//! Members and contacts pasted from a sheet: paste, look at what was understood, confirm.

use std::collections::HashMap;

use askama::Template;
use axum::extract::Query;
use axum::http::StatusCode;
use kit::Lang;
use page::{Answer, Form, PageError, Visit, html_with, redirect};
use people::bodies::{self, Body};
use people::{municipalities, persons, terms};
use sea_orm::ConnectionTrait;

use crate::paste::{Column, Grid, Known, Line, Plan, Words, apply, guess, plan};
use crate::rules;

#[derive(Template)]
#[template(path = "setup/paste.html")]
struct Page<'a> {
    v: &'a Visit,
    form: &'a Form,
    bodies: Vec<(String, String)>,
}

#[derive(Template)]
#[template(path = "setup/confirm.html")]
struct Confirm<'a> {
    v: &'a Visit,
    form: &'a Form,
    body: Option<String>,
    body_key: String,
    columns: Vec<Head>,
    kinds: Vec<(String, String)>,
    rows: Vec<Row>,
    /// Sentences on what will be done or what is wrong.
    lead: String,
    wrong: Vec<String>,
    right: bool,
    headed: bool,
}

/// The head of a column: its field, its number and heading, what it is taken for.
struct Head {
    field: String,
    label: String,
    code: &'static str,
}

impl Head {
    fn is(&self, code: &str) -> bool {
        self.code == code
    }
}

struct Row {
    number: usize,
    cells: Vec<String>,
    class: &'static str,
    state: String,
}

async fn known(v: &Visit, db: &impl ConnectionTrait) -> Result<Known, PageError> {
    let today = v.today();
    let mut seats = bodies::all_members(db, v.tenant.id).await?;
    seats.retain(|m| m.in_force(today));
    let mut all = bodies::list(db, v.tenant.id).await?;
    all.retain(|b| b.active);
    Ok(Known {
        people: persons::list(db, v.tenant.id).await?,
        bodies: all,
        towns: municipalities::on(db, &v.tenant, today).await?,
        seats,
        roles: terms::role_words(&v.app),
    })
}

fn words(known: &Known) -> Words {
    let names = |n: &kit::Local| Lang::ALL.map(|l| n.exact(l).to_lowercase());
    Words {
        municipalities: known
            .towns
            .iter()
            .flat_map(|t| [t.name_fi.to_lowercase(), t.name_sv.to_lowercase()])
            .collect(),
        roles: known.roles.clone(),
        bodies: known.bodies.iter().flat_map(|b| names(&b.name.0)).filter(|n| !n.is_empty()).collect(),
    }
}

async fn draw(v: &Visit, status: StatusCode, form: &Form) -> Answer {
    let mut choices = vec![(String::new(), v.t("setup-paste-contacts"))];
    for b in bodies::list(v.app.db(), v.tenant.id).await? {
        if b.active {
            choices.push((b.key.clone(), b.name.0.get(v.lang).to_owned()));
        }
    }
    html_with(v, status, &v.t("setup-paste"), &Page { v, form, bodies: choices })
}

/// `GET /admin/paste?body=`
pub(crate) async fn show(v: Visit, Query(query): Query<HashMap<String, String>>) -> Answer {
    v.allow(rules::may_begin(&v.who))?;
    let asked = query.get("body").map(String::as_str).unwrap_or_default();
    draw(&v, StatusCode::OK, &Form::new().with("body", asked)).await
}

/// The columns as the person confirmed them, or as they are guessed the first time.
fn columns(form: &Form, grid: &Grid, known: &Known) -> (Vec<Column>, bool) {
    if form.value("step").is_empty() {
        return guess(grid, &words(known));
    }
    let column = |at: usize| Column::parse(form.value(&format!("col{at}"))).unwrap_or(Column::Skip);
    ((0..grid.width).map(column).collect(), form.flag("headed"))
}

/// `POST /admin/paste`: without `step` what was pasted is understood and shown; with `check` shown again with the
/// columns as chosen; with `save` saved, if every row can be.
pub(crate) async fn save(v: Visit, mut form: Form) -> Answer {
    v.allow(rules::may_begin(&v.who))?;
    let text = form.value("text").to_owned();
    let grid = match Grid::read(&text) {
        Ok(grid) => grid,
        Err(why) => {
            form.wrong("text", why.key());
            return draw(&v, StatusCode::UNPROCESSABLE_ENTITY, &form).await;
        }
    };
    let from = form.when("from");
    let mut tx = v.app.store().begin(v.act()).await?;
    let known = known(&v, tx.conn()).await?;
    let key = form.value("body").to_owned();
    let body = known.bodies.iter().find(|b| b.key == key);
    if body.is_none() && !key.is_empty() {
        form.wrong("body", "problem-not-a-choice");
    }
    if !form.ok() {
        drop(tx);
        return draw(&v, StatusCode::UNPROCESSABLE_ENTITY, &form).await;
    }
    let (columns, headed) = columns(&form, &grid, &known);
    let planned = plan(&grid, &columns, headed, body, &known);
    if form.value("step") != "save" {
        drop(tx);
        return confirm(&v, StatusCode::OK, &form, &grid, &columns, headed, body, &planned);
    }
    if !planned.is_right() {
        drop(tx);
        let status = StatusCode::UNPROCESSABLE_ENTITY;
        return confirm(&v, status, &form, &grid, &columns, headed, body, &planned);
    }
    tx.once(form.once_key()).await?;
    let (people, seats) = apply(&mut tx, &planned, &from).await?;
    let (people, seats) = (people.to_string(), seats.to_string());
    let rows = planned.lines.len().to_string();
    tx.noted("tenant", v.tenant.id, "pasted", &[("rows", &rows), ("people", &people), ("seats", &seats)]);
    tx.commit().await?;
    match body {
        Some(b) => redirect(&v, &format!("/bodies/{}", b.key)),
        None => redirect(&v, "/people"),
    }
}

#[expect(clippy::too_many_arguments, reason = "the parts of one page")]
fn confirm(
    v: &Visit,
    status: StatusCode,
    form: &Form,
    grid: &Grid,
    columns: &[Column],
    headed: bool,
    body: Option<&Body>,
    plan: &Plan,
) -> Answer {
    let heading =
        |at: usize| grid.rows.first().filter(|_| headed).map_or("", |(_, cells)| cells[at].as_str());
    let heads = columns
        .iter()
        .enumerate()
        .map(|(at, c)| Head {
            field: format!("col{at}"),
            label: v.t2("setup-column-n", ("n", (at + 1).to_string()), ("heading", heading(at).to_owned())),
            code: c.code(),
        })
        .collect();
    let below = grid.rows.iter().skip(usize::from(headed));
    let rows = below
        .zip(&plan.lines)
        .map(|((number, cells), line)| {
            let (class, state) = state(v, line);
            Row { number: *number, cells: cells.clone(), class, state }
        })
        .collect();
    let mut wrong: Vec<String> = plan.columns.iter().map(|key| v.t(key)).collect();
    for line in &plan.lines {
        if let Some(fault) = &line.fault {
            let why = v.t1(fault.key, "value", &fault.value);
            wrong.push(v.t2("setup-row-wrong", ("row", line.row.to_string()), ("why", why)));
        }
    }
    let lead = if plan.is_right() {
        let fresh = plan.lines.iter().filter(|l| l.known.is_none()).count();
        let seats = plan.lines.iter().filter(|l| l.seat.is_some()).count();
        v.t2("setup-paste-will", ("people", v.number(fresh)), ("seats", v.number(seats)))
    } else {
        v.t("setup-paste-cannot")
    };
    let page = Confirm {
        v,
        form,
        body: body.map(|b| b.name.0.get(v.lang).to_owned()),
        body_key: body.map(|b| b.key.clone()).unwrap_or_default(),
        columns: heads,
        kinds: Column::ALL
            .iter()
            .map(|c| (c.code().to_owned(), v.t(&format!("setup-column-{}", c.code()))))
            .collect(),
        rows,
        lead,
        right: plan.is_right(),
        wrong,
        headed,
    };
    html_with(v, status, &v.t("setup-confirm"), &page)
}

fn state(v: &Visit, line: &Line) -> (&'static str, String) {
    match line {
        Line { fault: Some(fault), .. } => ("stop", v.t1(fault.key, "value", &fault.value)),
        Line { sits: true, .. } => ("info", v.t("setup-row-sits")),
        Line { known: Some(_), .. } => ("info", v.t("setup-row-known")),
        _ => ("ok", v.t("setup-row-new")),
    }
}
