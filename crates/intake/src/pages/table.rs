use askama::Template;
use axum::extract::{Path, Query};
use axum::http::StatusCode;
use bytes::Bytes;
use page::{Answer, Form, PageError, Upload, Visit, html_with, redirect};
use serde::Deserialize;
use store::Tx;
use uuid::Uuid;

use crate::imports::{self, Import};
use crate::pages::{list, load, said};
use crate::table::columns::{self, Mapping, TABLES, columns};
use crate::table::reading::{self, Table};
use crate::{rights, staging};

/// So many rows are shown.
const SHOWN: u64 = 200;

/// `POST /import/table`: a table comes in. What its columns mean is asked next.
pub(crate) async fn start(v: Visit, upload: Upload) -> Answer {
    v.allow(rights::may_import(&v.who))?;
    let Upload { mut form, files } = upload;
    let kinds: Vec<&str> = TABLES.iter().map(|(k, _)| *k).collect();
    let kind = form.choice("kind", &kinds).unwrap_or_default().to_owned();
    if kind.is_empty() {
        form.wrong("kind", "problem-required");
    }
    let publicity = form.choice("publicity", &["internal", "public"]).unwrap_or("internal");
    let publicity = kit::Publicity::parse(publicity);
    let Some(file) = files.into_iter().find(|f| f.field == "file") else {
        form.wrong("file", "intake-files-needed");
        return list::draw(&v, StatusCode::UNPROCESSABLE_ENTITY, &form).await;
    };
    if !form.ok() {
        return list::draw(&v, StatusCode::UNPROCESSABLE_ENTITY, &form).await;
    }
    let (bytes, wished) = (file.bytes.clone(), kind.clone());
    let table = tokio::task::spawn_blocking(move || Table::read(&bytes, &wished).map(|t| t.is_empty()));
    match table.await.map_err(PageError::inside)? {
        Ok(false) => {}
        Ok(true) => form.wrong_with("file", "intake-table-empty", &file.name),
        Err(problem) => form.wrong_with("file", problem.key, &file.name),
    }
    if !form.ok() {
        return list::draw(&v, StatusCode::UNPROCESSABLE_ENTITY, &form).await;
    }
    let by = v.who.name().to_owned();
    let import = staging::table(&v.app, &v.act(), &kind, (&file.name, &by), publicity, file.bytes).await?;
    redirect(&v, &format!("/import/{}", import.id))
}

/// One of our columns with the choice of theirs.
struct Asked {
    key: &'static str,
    label: String,
    needed: bool,
    chosen: String,
    sample: String,
}

impl Asked {
    fn field(&self) -> String {
        format!("col-{}", self.key)
    }
}

#[derive(Template)]
#[template(path = "intake/mapping.html")]
struct MappingPage<'a> {
    v: &'a Visit,
    form: &'a Form,
    import: &'a Import,
    kind: String,
    asked: Vec<Asked>,
    names: Vec<(String, String)>,
    unused: Vec<String>,
    kept: Vec<(String, String)>,
    notes: Vec<String>,
    action: String,
}

/// A mapping that was kept, by its name.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Kept {
    mapping: String,
}

async fn bytes_of(v: &Visit, import: &Import) -> Result<Bytes, PageError> {
    let file = imports::file(v.app.db(), v.tenant.id, import.id).await?.ok_or(PageError::NotFound)?;
    Ok(v.app.files().get(&file.sha).await?)
}

/// Asks which column means what; what was guessed or kept stands there already.
pub(crate) async fn mapping(
    v: &Visit,
    status: StatusCode,
    import: &Import,
    kept: &Kept,
    typed: Option<&Form>,
) -> Answer {
    let bytes = bytes_of(v, import).await?;
    let kind = import.kind.clone();
    let table =
        tokio::task::spawn_blocking(move || Table::read(&bytes, &kind)).await.map_err(PageError::inside)?;
    let table = table.map_err(|_| PageError::Bad("error-broken-form"))?;
    let ours = columns(&import.kind).unwrap_or_default();
    let all = imports::mappings(v.app.db(), v.tenant.id, &import.kind).await?;
    let by_name = all.iter().find(|m| m.name == kept.mapping);
    let before: Mapping = serde_json::from_str(&import.mapping).unwrap_or_default();
    let mut mapping = match by_name {
        Some(m) => serde_json::from_str(&m.columns).unwrap_or_default(),
        None if before.is_empty() => columns::guess(ours, &table.head.names),
        None => before,
    };
    mapping.retain(|_, name| table.head.names.contains(name));
    let samples = table.samples();
    let empty = Form::new();
    let form = typed.unwrap_or(&empty);
    let asked: Vec<Asked> = ours
        .iter()
        .map(|c| {
            let field = format!("col-{}", c.key);
            let chosen = match typed {
                Some(form) => form.value(&field).to_owned(),
                None => mapping.get(c.key).cloned().unwrap_or_default(),
            };
            let at = table.head.names.iter().position(|n| *n == chosen);
            Asked {
                key: c.key,
                label: v.t(&format!("intake-column-{}", c.key)),
                needed: c.needed,
                sample: at.and_then(|a| samples.get(a)).cloned().unwrap_or_default(),
                chosen,
            }
        })
        .collect();
    let mut notes = vec![v.tn("intake-table-rows", table.len())];
    if table.head.at > 0 || table.head.rows > table.head.at + 1 {
        notes.push(v.t2(
            "intake-table-head",
            ("from", (table.head.at + 1).to_string()),
            ("to", table.head.rows.to_string()),
        ));
    }
    let unused = table.head.names.iter().filter(|n| asked.iter().all(|a| a.chosen != **n)).cloned().collect();
    let mut names = vec![(String::new(), v.t("intake-column-none"))];
    names.extend(table.head.names.iter().map(|n| (n.clone(), n.clone())));
    let page = MappingPage {
        kind: v.t(&format!("intake-kind-{}", import.kind)),
        action: v.url(&format!("/import/{}/mapping", import.id)),
        kept: all
            .iter()
            .map(|m| (v.url(&format!("/import/{}?mapping={}", import.id, encoded(&m.name))), m.name.clone()))
            .collect(),
        asked,
        names,
        unused,
        notes,
        form,
        import,
        v,
    };
    html_with(v, status, &v.t1("intake-show-title", "name", &import.name), &page)
}

fn encoded(name: &str) -> String {
    let mut out = String::new();
    for b in name.bytes() {
        if b.is_ascii_alphanumeric() {
            out.push(char::from(b));
        } else {
            out.push_str(&format!("%{b:02X}"));
        }
    }
    out
}

/// `POST /import/{id}/mapping`: which column means what. The rows are read by a job.
pub(crate) async fn save(v: Visit, Path(id): Path<Uuid>, Query(kept): Query<Kept>, mut form: Form) -> Answer {
    let import = load(&v, id).await?;
    if import.state != "mapping" {
        return Err(PageError::Stale);
    }
    let mut mapping = Mapping::new();
    for column in columns(&import.kind).unwrap_or_default() {
        let field = format!("col-{}", column.key);
        let name = form.text(&field, 300);
        if name.is_empty() {
            if column.needed {
                form.wrong(&field, "intake-column-needed");
            }
        } else if mapping.values().any(|n| *n == name) {
            form.wrong_with(&field, "intake-column-twice", &name);
        } else {
            mapping.insert(column.key.to_owned(), name);
        }
    }
    let keep = form.text("keep", 80);
    if !form.ok() {
        return self::mapping(&v, StatusCode::UNPROCESSABLE_ENTITY, &import, &kept, Some(&form)).await;
    }
    let json = serde_json::to_string(&mapping).map_err(PageError::inside)?;
    let mut tx = v.app.store().begin(v.act()).await?;
    tx.once(form.once_key()).await?;
    let mut now = imports::get(tx.conn(), v.tenant.id, id).await?.ok_or(PageError::NotFound)?;
    Tx::fresh(form.version(), now.version)?;
    if !keep.is_empty() {
        imports::keep_mapping(&mut tx, &now.kind, &keep, &json).await?;
    }
    now.mapping = json;
    now.state = "reading".to_owned();
    imports::put(&tx, now).await?;
    reading::ask(&tx, id).await?;
    tx.commit_quietly().await?;
    redirect(&v, &format!("/import/{id}"))
}

/// `POST /import/{id}/columns`: back to the question which column means what.
pub(crate) async fn again(v: Visit, Path(id): Path<Uuid>, form: Form) -> Answer {
    let import = load(&v, id).await?;
    if import.state != "ready" || import.kind == "memos" {
        return Err(PageError::Stale);
    }
    let tx = v.app.store().begin(v.act()).await?;
    let mut now = imports::get(tx.conn(), v.tenant.id, id).await?.ok_or(PageError::NotFound)?;
    Tx::fresh(form.version(), now.version)?;
    now.state = "mapping".to_owned();
    imports::forget_lines(&tx, id).await?;
    imports::put(&tx, now).await?;
    tx.commit_quietly().await?;
    redirect(&v, &format!("/import/{id}"))
}

#[derive(Template)]
#[template(path = "intake/table.html")]
struct TablePage<'a> {
    v: &'a Visit,
    import: &'a Import,
    kind: String,
    summary: Vec<String>,
    ready: Vec<(String, String)>,
    refused: Vec<(String, String, String)>,
    known: Vec<(String, String)>,
    may_run: bool,
    more: String,
}

/// The rows of a table, checked: those that cannot be taken first, each with its reason.
pub(crate) async fn rows(v: &Visit, import: &Import) -> Answer {
    let (db, tenant) = (v.app.db(), v.tenant.id);
    let counts = imports::counts(db, tenant, import.id).await?;
    let of = async |state: &'static str| imports::rows(db, tenant, import.id, &[state], "", (0, SHOWN)).await;
    let pair = |r: imports::Row| (r.name, r.content);
    let ready = of("ready").await?.into_iter().map(pair).collect();
    let refused = of("refused").await?;
    let summary = [
        ("intake-rows-taken", counts.taken),
        ("intake-rows-refused", counts.refused),
        ("intake-rows-known", counts.known),
    ];
    let page = TablePage {
        kind: v.t(&format!("intake-kind-{}", import.kind)),
        summary: summary.into_iter().filter(|(_, n)| *n > 0).map(|(k, n)| v.tn(k, n)).collect(),
        ready,
        refused: refused
            .into_iter()
            .map(|r| (r.name, r.content, said(v, &r.problem, &r.problem_value)))
            .collect(),
        known: of("known").await?.into_iter().map(pair).collect(),
        may_run: counts.taken > 0,
        more: if counts.all() > i64::try_from(SHOWN).unwrap_or(0) {
            v.tn("intake-rows-shown", SHOWN)
        } else {
            String::new()
        },
        import,
        v,
    };
    html_with(v, StatusCode::OK, &v.t1("intake-show-title", "name", &import.name), &page)
}
