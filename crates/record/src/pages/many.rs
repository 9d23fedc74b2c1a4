use askama::Template;
use axum::extract::{Path, RawQuery};
use axum::http::StatusCode;
use page::{Answer, Form, Html, PageError, Visit, html, html_with, redirect};
use uuid::Uuid;

use crate::actions;
use crate::follow::{self, Followed};
use crate::many::{self, Act, Undone};
use crate::pages::action::signature;
use crate::rights;

/// At most this many at once.
const MOST: usize = 200;

/// One chosen action.
struct Row {
    id: Uuid,
    version: i64,
    url: String,
    text: Html,
    due: String,
    owner: String,
}

#[derive(Template)]
#[template(path = "record/many.html")]
struct Page<'a> {
    v: &'a Visit,
    form: &'a Form,
    rows: Vec<Row>,
    count: String,
    people: Vec<(String, String)>,
    whats: Vec<(String, String)>,
}

#[derive(Template)]
#[template(path = "record/many_done.html")]
struct Done<'a> {
    v: &'a Visit,
    id: Uuid,
    words: String,
    rows: Vec<(String, Html)>,
    undone: bool,
    changed: Vec<(String, Html)>,
}

/// The ids that an address or a form carries as `row`.
fn ids(pairs: impl Iterator<Item = (String, String)>) -> Vec<Uuid> {
    let mut ids: Vec<Uuid> =
        pairs.filter(|(n, _)| n == "row").filter_map(|(_, v)| v.parse().ok()).take(MOST).collect();
    ids.sort_unstable();
    ids.dedup();
    ids
}

/// The chosen actions, if the asker may close every one of them. One that may not even be seen is not found.
async fn chosen(v: &Visit, ids: Vec<Uuid>) -> Result<Vec<Followed>, PageError> {
    let wanted = ids.len();
    let found = actions::of(v.app.db(), v.tenant.id, ids).await?;
    let mut all = follow::followed(v.app.db(), v.tenant.id, found).await?;
    all.retain(|f| f.seen_by(&v.who));
    if all.len() != wanted {
        return Err(PageError::NotFound);
    }
    v.allow(all.iter().all(|f| rights::may_close(&v.who, &f.action)))?;
    all.sort_by_key(|f| (f.action.due.is_none(), f.action.due, f.action.id));
    Ok(all)
}

/// `GET /actions/many?row=…&row=…`: what is to be done to those chosen.
pub(crate) async fn show(v: Visit, RawQuery(query): RawQuery) -> Answer {
    v.person()?;
    let ids = ids(form_urlencoded::parse(query.unwrap_or_default().as_bytes()).into_owned());
    let all = chosen(&v, ids).await?;
    draw(&v, StatusCode::OK, &Form::new().with("what", "done"), &all).await
}

async fn draw(v: &Visit, status: StatusCode, form: &Form, all: &[Followed]) -> Answer {
    let mut rows = Vec::new();
    for f in all {
        rows.push(Row {
            id: f.action.id,
            version: f.action.version,
            url: v.url(&format!("/actions/{}", f.action.id)),
            text: v.local(&f.action.text.0),
            due: follow::due(v, &f.action),
            owner: follow::owner(v, &f.action).await?,
        });
    }
    let people = people::persons::list(v.app.db(), v.tenant.id).await?;
    let page = Page {
        count: v.tn("record-many-chosen", rows.len()),
        rows,
        people: std::iter::once((String::new(), v.t("record-many-nobody")))
            .chain(people.into_iter().filter(|p| p.active).map(|p| (p.id.to_string(), p.name)))
            .collect(),
        whats: ["done", "due", "owner"]
            .map(|w| (w.to_owned(), v.t(&format!("record-many-what-{w}"))))
            .to_vec(),
        form,
        v,
    };
    html_with(v, status, &v.t("record-many"), &page)
}

/// `POST /actions/many`: one transaction.
pub(crate) async fn act(v: Visit, mut form: Form) -> Answer {
    let own = v.person()?;
    let all = chosen(&v, ids(form.pairs().to_vec().into_iter())).await?;
    if all.is_empty() {
        form.wrong("what", "record-many-none");
    }
    let act = match form.choice("what", &["done", "due", "owner"]) {
        Some("done") => Some(Act::Done),
        Some("due") => form.required_day("due").map(Act::Due),
        Some(_) => owner(&v, &mut form).await?.map(Act::Owner),
        None => {
            form.wrong("what", "problem-required");
            None
        }
    };
    if let Some(act) = &act
        && !all.iter().all(|f| many::fits(act, !f.states.is_empty()))
    {
        form.wrong("owner", "record-many-asked");
    }
    let (Some(act), true) = (act, form.ok()) else {
        return draw(&v, StatusCode::UNPROCESSABLE_ENTITY, &form, &all).await;
    };
    let mut tx = v.app.store().begin(v.act()).await?;
    tx.once(form.once_key()).await?;
    let stand = actions::of(tx.conn(), v.tenant.id, all.iter().map(|f| f.action.id).collect()).await?;
    let stale = stand.iter().any(|a| form.value(&format!("version-{}", a.id)) != a.version.to_string());
    if stale {
        drop(tx);
        // Somebody was quicker: the page is drawn again with what stands now, nothing is done.
        form.wrong("what", "record-many-stale");
        let all = chosen(&v, all.iter().map(|f| f.action.id).collect()).await?;
        return draw(&v, StatusCode::CONFLICT, &form, &all).await;
    }
    let bulk = many::run(&mut tx, own, &signature(&v), &stand, &act).await?;
    tx.commit().await?;
    redirect(&v, &format!("/actions/many/{}", bulk.id))
}

async fn owner(v: &Visit, form: &mut Form) -> Result<Option<Uuid>, PageError> {
    let Some(id) = form.id("owner") else {
        form.wrong("owner", "problem-required");
        return Ok(None);
    };
    let known = people::persons::get(v.app.db(), v.tenant.id, id).await?.is_some_and(|p| p.active);
    if !known {
        form.wrong("owner", "problem-not-a-choice");
    }
    Ok(known.then_some(id))
}

/// `GET /actions/many/{id}`: what was done, and the one press that takes it back.
pub(crate) async fn done(v: Visit, Path(id): Path<Uuid>) -> Answer {
    draw_done(&v, StatusCode::OK, id, &[]).await
}

async fn draw_done(v: &Visit, status: StatusCode, id: Uuid, changed: &[Uuid]) -> Answer {
    let own = v.person()?;
    let bulk = many::get(v.app.db(), v.tenant.id, own, id).await?.ok_or(PageError::NotFound)?;
    let ids = bulk.before().iter().map(|b| b.action).collect();
    let found = actions::of(v.app.db(), v.tenant.id, ids).await?;
    let all = follow::followed(v.app.db(), v.tenant.id, found).await?;
    let lines = |f: &Followed| (v.url(&format!("/actions/{}", f.action.id)), v.local(&f.action.text.0));
    let seen = all.iter().filter(|f| f.seen_by(&v.who));
    let page = Done {
        id,
        words: v.tn(&format!("record-many-{}", bulk.verb), bulk.before().len()),
        changed: seen.clone().filter(|f| changed.contains(&f.action.id)).map(lines).collect(),
        rows: seen.map(lines).collect(),
        undone: bulk.undone_at.is_some(),
        v,
    };
    if status == StatusCode::OK {
        html(v, &page.words, &page)
    } else {
        html_with(v, status, &page.words, &page)
    }
}

/// `POST /actions/many/{id}/undo`: Kumoa. All or nothing; says what stands in the way.
pub(crate) async fn undo(v: Visit, Path(id): Path<Uuid>, form: Form) -> Answer {
    let own = v.person()?;
    let mut tx = v.app.store().begin(v.act()).await?;
    let bulk = many::get(tx.conn(), v.tenant.id, own, id).await?.ok_or(PageError::NotFound)?;
    chosen(&v, bulk.before().iter().map(|b| b.action).collect()).await?;
    tx.once(form.once_key()).await?;
    match many::undo(&mut tx, &bulk).await? {
        Undone::Changed(ids) => {
            drop(tx);
            return draw_done(&v, StatusCode::CONFLICT, id, &ids).await;
        }
        Undone::Already => {}
        Undone::All => tx.commit().await?,
    }
    redirect(&v, &format!("/actions/many/{id}"))
}
