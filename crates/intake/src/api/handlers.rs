//! The addresses under `/api/v1`.

use axum::body::Bytes;
use axum::extract::{Path, Query};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::IntoResponse;
use jiff::SignedDuration;
use kit::{Actor, Lang, Local, Publicity, When};
use numbering::DiaryNumber;
use page::{Answer, Visit};
use people::bodies;
use people::municipalities::{self, Municipality};
use record::{actions, decisions, matters};
use serde::Deserialize;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use store::Act;

use super::cases::{self, Case, Pushed, Said};
use super::keys::{self, Key};
use super::{OPENAPI, Refused, answer};

/// When a key was last used is written at most this often.
const SEEN: SignedDuration = SignedDuration::from_mins(15);
/// The longest body of a request.
const LONGEST: usize = 256 * 1024;
/// So many items come on one page.
const PAGE: u64 = 100;

/// `GET /api/openapi.json`.
pub(crate) async fn openapi() -> Answer {
    Ok(([(header::CONTENT_TYPE, "application/json")], OPENAPI).into_response())
}

struct Caller {
    key: Key,
    municipality: Municipality,
}

async fn caller(v: &Visit, headers: &HeaderMap) -> Result<Caller, Refused> {
    let no = || Refused::new(StatusCode::UNAUTHORIZED, "api-no-key");
    let token = headers
        .get(header::AUTHORIZATION)
        .and_then(|h| h.to_str().ok())
        .and_then(|h| h.strip_prefix("Bearer "))
        .map(str::trim)
        .ok_or_else(no)?;
    let key = keys::by_token(v.app.db(), v.tenant.id, token).await?.ok_or_else(no)?;
    let municipality =
        municipalities::get(v.app.db(), v.tenant.id, key.municipality).await?.ok_or_else(no)?;
    if key.used_at.is_none_or(|at| v.now.duration_since(at.at()) > SEEN) {
        let tx = v.app.store().begin(act(v, &key)).await?;
        keys::used(&tx, &key).await?;
        tx.commit_quietly().await?;
    }
    Ok(Caller { key, municipality })
}

fn act(v: &Visit, key: &Key) -> Act {
    Act { tenant: v.tenant.id, actor: Actor::Link(key.id), now: v.now }
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Words {
    One(String),
    Several { fi: Option<String>, sv: Option<String>, en: Option<String> },
}

impl Words {
    fn local(self) -> Local {
        let tidy = |t: Option<String>| t.map(|t| t.trim().to_owned()).unwrap_or_default();
        match self {
            Self::One(fi) => Local::fi(fi.trim()),
            Self::Several { fi, sv, en } => Local { fi: tidy(fi), sv: tidy(sv), en: tidy(en) },
        }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Item {
    id: String,
    title: Words,
    summary: Option<Words>,
    diary_number: Option<String>,
    opened: Option<String>,
    publicity: Option<String>,
}

fn read(body: &[u8]) -> Result<Said, Refused> {
    if body.len() > LONGEST {
        return Err(Refused::new(StatusCode::PAYLOAD_TOO_LARGE, "error-too-large"));
    }
    let item: Item =
        serde_json::from_slice(body).map_err(|_| Refused::new(StatusCode::BAD_REQUEST, "api-not-json"))?;
    let mut errors = Vec::new();
    let id = item.id.trim().to_owned();
    if id.is_empty() || id.chars().count() > 120 || id.chars().any(char::is_control) {
        errors.push(("id", "api-field-id"));
    }
    let title = item.title.local();
    let summary = item.summary.map(Words::local).unwrap_or_default();
    let longest = |text: &Local| Lang::ALL.iter().map(|l| text.exact(*l).chars().count()).max().unwrap_or(0);
    if !(1..=300).contains(&longest(&title)) {
        errors.push(("title", "api-field-title"));
    }
    if longest(&summary) > 1_000 {
        errors.push(("summary", "api-field-summary"));
    }
    let diary =
        match item.diary_number.as_deref().map(str::trim).filter(|d| !d.is_empty()).map(DiaryNumber::parse) {
            Some(Err(_)) => {
                errors.push(("diary_number", "api-field-diary"));
                None
            }
            Some(Ok(number)) => Some(number),
            None => None,
        };
    let opened = When::parse(item.opened.as_deref().unwrap_or_default()).unwrap_or_else(|_| {
        errors.push(("opened", "api-field-opened"));
        When::unknown()
    });
    let publicity = match item.publicity.as_deref().unwrap_or("internal") {
        "public" => Publicity::Public,
        "internal" => Publicity::Internal,
        _ => {
            errors.push(("publicity", "api-field-publicity"));
            Publicity::Internal
        }
    };
    if !errors.is_empty() {
        return Err(Refused::fields(errors));
    }
    let digest = hex::encode(Sha256::digest(body));
    Ok(Said { id, title, summary, diary, opened, publicity, digest })
}

/// `POST /api/v1/items`: a municipality's system says what an item of its own is. The same twice changes nothing.
pub(crate) async fn push(v: Visit, headers: HeaderMap, body: Bytes) -> Answer {
    let done = pushed(&v, &headers, &body).await;
    answer(&v, done)
}

async fn pushed(v: &Visit, headers: &HeaderMap, body: &[u8]) -> Result<(StatusCode, Value), Refused> {
    let caller = caller(v, headers).await?;
    let said = read(body)?;
    let mut tx = v.app.store().begin(act(v, &caller.key)).await?;
    let source = caller.municipality.name(Lang::Fi).to_owned();
    let (status, case) = match cases::push(&mut tx, caller.municipality.id, &source, said).await? {
        Pushed::New(case) => (StatusCode::CREATED, case),
        Pushed::Changed(case) => (StatusCode::OK, case),
        // Nothing was written, so there is nothing to commit.
        Pushed::Same(case) => return Ok((StatusCode::OK, shown(v, &caller, &case).await?)),
        Pushed::ChangedHere => return Err(Refused::new(StatusCode::CONFLICT, "api-changed-here")),
        Pushed::NumberTaken => return Err(Refused::new(StatusCode::CONFLICT, "api-number-taken")),
    };
    tx.commit().await?;
    Ok((status, shown(v, &caller, &case).await?))
}

#[derive(Deserialize, Default)]
#[serde(default)]
pub(crate) struct Page {
    after: String,
}

/// `GET /api/v1/items`: the items that this municipality has pushed.
pub(crate) async fn list(v: Visit, headers: HeaderMap, Query(page): Query<Page>) -> Answer {
    let done = async {
        let caller = caller(&v, &headers).await?;
        let all = cases::list(v.app.db(), v.tenant.id, caller.municipality.id, &page.after, PAGE).await?;
        let next = all.last().filter(|_| all.len() as u64 == PAGE).map(|c| c.sender_id.clone());
        let mut items = Vec::with_capacity(all.len());
        for case in &all {
            items.push(shown(&v, &caller, case).await?);
        }
        Ok((StatusCode::OK, json!({ "items": items, "next": next })))
    };
    let done = done.await;
    answer(&v, done)
}

/// `GET /api/v1/items/{id}`: what became of an item, by the sender's own id.
pub(crate) async fn one(v: Visit, headers: HeaderMap, Path(id): Path<String>) -> Answer {
    let done = async {
        let caller = caller(&v, &headers).await?;
        let found = cases::by_sender(v.app.db(), v.tenant.id, caller.municipality.id, &id).await?;
        let case = found.ok_or_else(|| Refused::new(StatusCode::NOT_FOUND, "api-no-item"))?;
        Ok((StatusCode::OK, shown(&v, &caller, &case).await?))
    };
    let done = done.await;
    answer(&v, done)
}

/// An item as its sender sees it: its state, what was decided in public, and what the municipality is asked to do.
async fn shown(v: &Visit, caller: &Caller, case: &Case) -> Result<Value, Refused> {
    let (db, tenant) = (v.app.db(), v.tenant.id);
    let Some(m) = matters::get(db, tenant, case.matter).await? else {
        return Err(Refused::new(StatusCode::GONE, "api-no-item"));
    };
    let address = |path: String| format!("{}/fi{path}", v.tenant.base_url);
    let mut outcomes = Vec::new();
    for d in decisions::of_matter(db, tenant, m.id).await? {
        if !d.published || Publicity::parse(&d.publicity) != Publicity::Public {
            continue;
        }
        let body = match d.body {
            Some(id) => bodies::get(db, tenant, id).await?.map(|b| b.name.0.fi),
            None => Some(d.officer.clone()),
        };
        outcomes.push(json!({
            "id": d.id, "body": body, "section": d.printed, "date": d.at_date, "outcome": d.outcome,
            "title": d.title.0, "text": d.text, "url": address(format!("/decisions/{}", d.id)),
        }));
    }
    let mut asked = Vec::new();
    for a in actions::of_matter(db, tenant, m.id).await? {
        let states = actions::states(db, tenant, a.id).await?;
        if let Some(state) = states.iter().find(|s| s.municipality == caller.municipality.id) {
            asked.push(json!({
                "id": a.id, "text": a.text.0, "due": a.due.map(|d| d.0), "state": state.state, "note": state.note,
                "url": address(format!("/actions/{}", a.id)),
            }));
        }
    }
    Ok(json!({
        "id": case.sender_id, "matter": m.id, "url": address(format!("/matters/{}", m.id)), "title": m.title.0,
        "summary": m.summary.0, "diary_number": m.diary_printed, "state": m.state, "publicity": m.publicity,
        "changed_here": m.version != case.matter_version, "outcomes": outcomes, "actions": asked,
    }))
}
