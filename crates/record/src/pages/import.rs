use std::collections::HashMap;

use askama::Template;
use axum::http::StatusCode;
use kit::Lang;
use page::{Answer, Form, Html, PageError, Upload, Visit, html_with, redirect};
use sea_orm::ConnectionTrait;
use uuid::Uuid;

use crate::actions::{self, Action, STATES, Said};
use crate::import::{self, Known, Named, Plan, Row};
use crate::pages::action::signature;
use crate::{follow, rights, view};

/// A row of the preview.
struct Line {
    line: usize,
    url: String,
    action: Html,
    municipality: String,
    before: String,
    after: String,
}

#[derive(Template)]
#[template(path = "record/import.html")]
struct Page<'a> {
    v: &'a Visit,
    form: &'a Form,
    checked: bool,
    changes: Vec<Line>,
    refused: Vec<(usize, String)>,
    rows: Vec<String>,
}

/// `GET /actions/import`.
pub(crate) async fn show(v: Visit) -> Answer {
    v.allow(rights::may_import(&v.who))?;
    draw(&v, StatusCode::OK, &Form::new(), None)
}

fn draw(v: &Visit, status: StatusCode, form: &Form, plan: Option<(Plan, &[Row], &Known)>) -> Answer {
    let checked = plan.is_some();
    let (mut changes, mut refused, mut carried) = (Vec::new(), Vec::new(), Vec::new());
    if let Some((plan, rows, known)) = plan {
        changes = plan.changes.iter().map(|c| line(v, c, known)).collect();
        refused =
            plan.refused.iter().map(|(row, why)| (row.line, v.t1(why.key, "value", &why.value))).collect();
        if plan.refused.is_empty() {
            for row in rows.iter().filter(|r| plan.changes.iter().any(|c| c.row.line == r.line)) {
                carried.push(serde_json::to_string(row).map_err(PageError::inside)?);
            }
        }
    }
    let page = Page { v, form, checked, changes, refused, rows: carried };
    html_with(v, status, &v.t("record-import"), &page)
}

fn line(v: &Visit, c: &import::Change, known: &Known) -> Line {
    let said = |state: &str, note: &str, evidence: &str| {
        let mut words = vec![v.t(view::state_key(state))];
        words.extend([note, evidence].iter().filter(|w| !w.is_empty()).map(|w| (*w).to_owned()));
        words.join(" · ")
    };
    let text = known.actions.get(&c.before.action).map(|(a, _)| v.local(&a.text.0)).unwrap_or_default();
    Line {
        line: c.row.line,
        url: v.url(&format!("/actions/{}", c.before.action)),
        action: text,
        municipality: if c.row.municipality.is_empty() { &c.row.code } else { &c.row.municipality }.clone(),
        before: said(&c.before.state, &c.before.note, &c.before.evidence),
        after: said(c.state, &c.row.note, &c.row.evidence),
    }
}

/// `POST /actions/import`: what a table would change. Nothing is saved yet.
pub(crate) async fn check(v: Visit, upload: Upload) -> Answer {
    v.allow(rights::may_import(&v.who))?;
    let Upload { mut form, files } = upload;
    let Some(file) = files.into_iter().find(|f| f.field == "file") else {
        form.wrong("file", "record-file-needed");
        return draw(&v, StatusCode::UNPROCESSABLE_ENTITY, &form, None);
    };
    let tab = v.t("record-actions");
    let (name, bytes) = (file.name, file.bytes);
    let sheet = tokio::task::spawn_blocking(move || doc::sheet::read_sheet(&bytes, &tab)).await;
    let sheet = match sheet.map_err(PageError::inside)? {
        Ok(sheet) => sheet,
        Err(doc::sheet::SheetError::TooLarge) => return Err(PageError::TooLarge),
        Err(cause) => {
            tracing::info!(%cause, "a table was not read");
            form.wrong_with("file", "record-import-not-a-sheet", name);
            return draw(&v, StatusCode::UNSUPPORTED_MEDIA_TYPE, &form, None);
        }
    };
    let names = |key: &str| Lang::ALL.iter().map(|l| v.app.t(*l, key, &[])).collect::<Vec<_>>();
    let rows = match import::read(&sheet, names) {
        Ok(rows) => rows,
        Err(key) => {
            form.wrong_with("file", "record-import-no-column", v.t(key));
            return draw(&v, StatusCode::UNPROCESSABLE_ENTITY, &form, None);
        }
    };
    let known = known(&v, v.app.db(), &rows).await?;
    let plan = import::plan(rows.clone(), &known, |a, m| rights::may_say(&v.who, a, m));
    let status = if plan.refused.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    draw(&v, status, &form, Some((plan, &rows, &known)))
}

/// `POST /actions/import/confirm`: all of it, or nothing.
pub(crate) async fn confirm(v: Visit, form: Form) -> Answer {
    v.allow(rights::may_import(&v.who))?;
    let rows: Result<Vec<Row>, _> = form.list("row").into_iter().map(serde_json::from_str).collect();
    let rows = rows.map_err(|_| PageError::Bad("error-broken-form"))?;
    let mut tx = v.app.store().begin(v.act()).await?;
    // Asked again within the transaction: what was shown may no longer hold.
    let known = known(&v, tx.conn(), &rows).await?;
    let plan = import::plan(rows.clone(), &known, |a, m| rights::may_say(&v.who, a, m));
    if !plan.refused.is_empty() {
        drop(tx);
        return draw(&v, StatusCode::UNPROCESSABLE_ENTITY, &form, Some((plan, &rows, &known)));
    }
    if plan.changes.is_empty() {
        return redirect(&v, "/actions");
    }
    tx.once(form.once_key()).await?;
    for change in plan.changes {
        let said = Said {
            state: change.state.to_owned(),
            note: change.row.note,
            evidence: change.row.evidence,
            by_person: v.who.id(),
            by_name: signature(&v),
        };
        actions::say(&mut tx, &change.before, change.before.version, said).await?;
    }
    tx.commit().await?;
    redirect(&v, "/actions")
}

/// What stands of the actions that the rows name, of those that the asker may see.
async fn known(v: &Visit, db: &impl ConnectionTrait, rows: &[Row]) -> Result<Known, PageError> {
    let mut ids: Vec<Uuid> = rows.iter().filter_map(|r| r.action.parse().ok()).collect();
    ids.sort_unstable();
    ids.dedup();
    let mut list: Vec<Action> = Vec::new();
    for part in ids.chunks(500) {
        list.extend(actions::of(db, v.tenant.id, part.to_vec()).await?);
    }
    let mut all = HashMap::new();
    for f in follow::followed(db, v.tenant.id, list).await? {
        if f.seen_by(&v.who) {
            all.insert(f.action.id, (f.action, f.states));
        }
    }
    let mut states = HashMap::new();
    for code in STATES {
        states.insert(code.to_owned(), code);
        for lang in Lang::ALL {
            states.insert(v.app.t(lang, view::state_key(code), &[]).to_lowercase(), code);
        }
    }
    let places = people::municipalities::all(db, v.tenant.id).await?;
    let municipalities = places
        .into_iter()
        .map(|m| Named {
            names: vec![m.name_fi.to_lowercase(), m.name_sv.to_lowercase(), m.slug.clone()],
            id: m.id,
            code: m.code,
        })
        .collect();
    Ok(Known { actions: all, municipalities, states })
}
