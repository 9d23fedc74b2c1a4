use askama::Template;
use assembly::ItemChange;
use axum::extract::Path;
use axum::http::StatusCode;
use kit::{Local, Publicity, When};
use page::{Answer, Form, Html, PageError, Version, Visit, conflict, html_with, redirect};
use people::bodies::Body;
use record::documents;
use record::matters::{self, NewMatter};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};
use store::{Json, Tx};
use uuid::Uuid;

use super::agenda::{begun, open};
use super::item::{load, tell};
use crate::agenda::{self, Item, KINDS, NewItem, NewVisitor};
use crate::meetings::Meeting;
use crate::proposals::{self, Origin};
use crate::view::{self, Choice};
use crate::visitors;

/// Lines for visitors in the form.
const VISITORS: usize = 4;

#[derive(Template)]
#[template(path = "meetings/item.html")]
struct Page<'a> {
    v: &'a Visit,
    m: &'a Meeting,
    form: &'a Form,
    item: Option<&'a Item>,
    title: Html,
    action: String,
    kinds: Vec<Choice>,
    matters: Vec<Choice>,
    publicities: Vec<Choice>,
    called: bool,
    slots: Vec<usize>,
    attached: Vec<(documents::Document, Html)>,
    origin: Option<Origin>,
}

async fn draw(v: &Visit, form: &Form, m: &Meeting, body: &Body, item: Option<&Item>) -> Answer {
    let kinds: Vec<&str> = KINDS.iter().map(|(code, _)| *code).collect();
    let attached = match item {
        Some(item) => documents::of(v.app.db(), v.tenant.id, "item", item.id).await?,
        None => Vec::new(),
    };
    let page = Page {
        v,
        m,
        form,
        item,
        title: v.local(&view::name(m, body)),
        action: item.map_or_else(
            || v.url(&format!("/meetings/{}/items/new", m.id)),
            |i| v.url(&format!("/meetings/{}/items/{}", m.id, i.id)),
        ),
        kinds: view::choices(v, "item-kind", &kinds, None),
        matters: choices(v, form.value("matter")).await?,
        publicities: view::choices(v, "meetings-publicity", &["public", "internal", "secret"], None),
        called: m.state().is_called(),
        slots: (1..=VISITORS).collect(),
        origin: match item {
            Some(item) => proposals::origins(v, m.id, vec![item.id]).await?.remove(&item.id),
            None => None,
        },
        attached: attached.into_iter().map(|d| (d.clone(), v.local(&d.title.0))).collect(),
    };
    let status = if form.ok() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let title = v.t(if item.is_some() { "meetings-item-edit" } else { "meetings-item-new" });
    html_with(v, status, &title, &page)
}

/// The open matters to choose from, that of the item too when it is closed already.
async fn choices(v: &Visit, chosen: &str) -> Result<Vec<Choice>, PageError> {
    use record::rows::matter;
    let rows = matter::Entity::find()
        .filter(matter::Column::Tenant.eq(v.tenant.id))
        .order_by_desc(matter::Column::Id)
        .all(v.app.db())
        .await?;
    let open = rows.into_iter().filter(|m| m.state == "open" || m.id.to_string() == chosen);
    let mut all =
        vec![(String::new(), v.t("meetings-matter-none")), ("new".to_owned(), v.t("meetings-matter-new"))];
    all.extend(open.map(|m| {
        let number = m.diary_printed.map(|d| format!("{d} ")).unwrap_or_default();
        (m.id.to_string(), format!("{number}{}", m.title.0.get(v.lang)))
    }));
    Ok(all)
}

/// `GET /meetings/{id}/items/new`.
pub(crate) async fn new(v: Visit, Path(id): Path<String>) -> Answer {
    let (m, body) = view::prepared(&v, &id).await?;
    open(&m, ItemChange::Added, "x")?;
    let form = Form::new().with("kind", "resolution").with("publicity", &body.publicity);
    draw(&v, &form, &m, &body, None).await
}

struct Read {
    item: NewItem,
    matter: Matter,
    visitors: Vec<NewVisitor>,
}

enum Matter {
    None,
    Known(Uuid),
    New(String),
}

fn read(form: &mut Form) -> Read {
    let kinds: Vec<&str> = KINDS.iter().map(|(code, _)| *code).collect();
    let title = view::local_field(form, "title", 300, true);
    let kind = form.choice("kind", &kinds).unwrap_or("resolution").to_owned();
    let matter = match form.value("matter") {
        "new" => {
            let class = form.required("class", 30);
            Matter::New(class)
        }
        _ => form.id("matter").map_or(Matter::None, Matter::Known),
    };
    let publicity = form
        .choice("publicity", &["public", "internal", "secret"])
        .map_or(Publicity::Secret, Publicity::parse);
    let ground = form.text("ground", 300);
    if publicity == Publicity::Secret && ground.is_empty() {
        form.wrong("ground", "missing-secrecy-ground");
    }
    let mut visitors = Vec::new();
    for n in 1..=VISITORS {
        let mut text = |part: &str, max| form.text(&format!("visitor_{part}_{n}"), max);
        let visitor = NewVisitor {
            name: text("name", 120),
            organisation: text("org", 120),
            email: text("email", 200).to_lowercase(),
            from_time: text("from", 5),
            to_time: text("to", 5),
        };
        if visitor == NewVisitor::default() {
            continue;
        }
        if visitor.name.is_empty() {
            form.wrong(&format!("visitor_name_{n}"), "problem-required");
        }
        if !visitor.email.is_empty() && !visitor.email.contains('@') {
            form.wrong(&format!("visitor_email_{n}"), "meetings-problem-email");
        }
        let (from, to) = (form.time(&format!("visitor_from_{n}")), form.time(&format!("visitor_to_{n}")));
        if let (Some(from), Some(to)) = (from, to)
            && to <= from
        {
            form.wrong(&format!("visitor_to_{n}"), "meetings-problem-end-before-start");
        }
        visitors.push(visitor);
    }
    let item = NewItem {
        kind,
        matter: None,
        title,
        presenter: form.text("presenter", 200),
        background: view::rich_field(form, "background"),
        proposal: view::rich_field(form, "proposal"),
        summary: view::local_field(form, "summary", 600, false),
        minutes: form.int("minutes", 1, 600),
        publicity,
        ground,
        late_reason: None,
        came_from: None,
        record_of: None,
    };
    Read { item, matter, visitors }
}

/// The matter of the item: the one chosen, or a new one with the next diary number of its class.
async fn matter_of(tx: &mut Tx, v: &Visit, form: &mut Form, read: &Read) -> Result<Option<Uuid>, PageError> {
    match &read.matter {
        Matter::None => Ok(None),
        Matter::Known(id) => match matters::get(tx.conn(), v.tenant.id, *id).await? {
            Some(m) => Ok(Some(m.id)),
            None => {
                form.wrong("matter", "problem-not-a-choice");
                Ok(None)
            }
        },
        Matter::New(class) => {
            let Some(diary) = matters::next_diary(tx, class, v.today()).await? else {
                form.wrong_with("class", "meetings-problem-class", class);
                return Ok(None);
            };
            let new = NewMatter {
                key: None,
                title: read.item.title.clone(),
                diary: Some(diary),
                state: "open".to_owned(),
                summary: read.item.summary.clone(),
                parent: None,
                publicity: read.item.publicity,
                ground: read.item.ground.clone(),
                opened: When::day(v.today()),
                source: String::new(),
                example: false,
            };
            Ok(Some(matters::create(tx, new).await?.id))
        }
    }
}

/// Whether the change is late; the reason is a field of the form.
fn late(form: &mut Form, m: &Meeting, change: ItemChange) -> Result<Option<String>, PageError> {
    let reason = form.text("late_reason", 500);
    match assembly::listing(m.state(), change, &reason) {
        Ok(assembly::Listing::Normal) => Ok(None),
        Ok(assembly::Listing::Late { reason }) => Ok(Some(reason)),
        Err(assembly::LateRefusal::ReasonMissing) => {
            form.wrong("late_reason", "late-reason-missing");
            Ok(None)
        }
        Err(why) => Err(PageError::Refused(why.key())),
    }
}

/// `POST /meetings/{id}/items/new`.
pub(crate) async fn create(v: Visit, Path(id): Path<String>, mut form: Form) -> Answer {
    let (m, body) = view::prepared(&v, &id).await?;
    let mut said = read(&mut form);
    said.item.late_reason = late(&mut form, &m, ItemChange::Added)?;
    if !form.ok() {
        return draw(&v, &form, &m, &body, None).await;
    }
    let mut tx = v.app.store().begin(v.act()).await?;
    tx.once(form.once_key()).await?;
    said.item.matter = matter_of(&mut tx, &v, &mut form, &said).await?;
    if !form.ok() {
        drop(tx);
        return draw(&v, &form, &m, &body, None).await;
    }
    begun(&mut tx, &m).await?;
    let reason = said.item.late_reason.clone();
    let item = agenda::create(&mut tx, m.id, said.item).await?;
    agenda::set_visitors(&mut tx, item.id, said.visitors).await?;
    if let Some(reason) = reason {
        tell(&v, &mut tx, (&m, &body), &item, &reason).await?;
    }
    tx.commit().await?;
    redirect(&v, &format!("/meetings/{}/agenda#i-{}", m.id, item.id))
}

fn filled(item: &Item, visitors: &[agenda::Visitor]) -> Form {
    let mut form = Form::new()
        .with("version", item.version)
        .with("kind", &item.kind)
        .with("matter", item.matter.map_or_else(String::new, |m| m.to_string()))
        .with("presenter", &item.presenter)
        .with("background", &item.background)
        .with("proposal", &item.proposal)
        .with("minutes", item.minutes.map_or_else(String::new, |n| n.to_string()))
        .with("publicity", &item.publicity)
        .with("ground", &item.ground);
    form = view::with_local(form, "title", &item.title.0);
    form = view::with_local(form, "summary", &item.summary.0);
    for (n, x) in visitors.iter().enumerate() {
        let n = n + 1;
        form = form
            .with(&format!("visitor_name_{n}"), &x.name)
            .with(&format!("visitor_org_{n}"), &x.organisation)
            .with(&format!("visitor_email_{n}"), &x.email)
            .with(&format!("visitor_from_{n}"), &x.from_time)
            .with(&format!("visitor_to_{n}"), &x.to_time);
    }
    form
}

/// `GET /meetings/{id}/items/{item}`.
pub(crate) async fn show(v: Visit, Path((id, item)): Path<(String, String)>) -> Answer {
    let (m, body, item) = load(&v, &id, &item).await?;
    let visitors = agenda::visitors(v.app.db(), v.tenant.id, item.id).await?;
    draw(&v, &filled(&item, &visitors), &m, &body, Some(&item)).await
}

/// The page again with what is wrong with a form beside the item's own (an attachment).
pub(crate) async fn again(v: &Visit, wrong: &Form, (m, body): (&Meeting, &Body), item: &Item) -> Answer {
    let visitors = agenda::visitors(v.app.db(), v.tenant.id, item.id).await?;
    let mut form = filled(item, &visitors);
    for (name, value) in wrong.pairs() {
        form.set(name, value);
    }
    for (name, problem) in wrong.problems() {
        form.wrong_with(name, problem.key, &problem.value);
    }
    draw(v, &form, m, body, Some(item)).await
}

fn put(before: &Item, new: NewItem, matter: Option<Uuid>) -> Item {
    Item {
        kind: new.kind,
        matter,
        title: Json(new.title),
        presenter: new.presenter,
        background: new.background,
        proposal: new.proposal,
        summary: Json(new.summary),
        minutes: new.minutes,
        publicity: new.publicity.code().to_owned(),
        ground: new.ground,
        ..before.clone()
    }
}

/// What of an item changed, as the rule of late items sees it.
fn change(before: &Item, title: &Local, proposal: &str, background: &str, summary: &Local) -> ItemChange {
    if before.title.0 != *title {
        ItemChange::Title
    } else if before.proposal != proposal {
        ItemChange::Proposal
    } else if before.background != background || before.summary.0 != *summary {
        ItemChange::Background
    } else {
        ItemChange::Presenter
    }
}

/// `POST /meetings/{id}/items/{item}`.
pub(crate) async fn save(v: Visit, Path((id, item)): Path<(String, String)>, mut form: Form) -> Answer {
    let (m, body, item) = load(&v, &id, &item).await?;
    let said = read(&mut form);
    let new = &said.item;
    let what = change(&item, &new.title, &new.proposal, &new.background, &new.summary);
    let late = late(&mut form, &m, what)?;
    if !form.ok() {
        return draw(&v, &form, &m, &body, Some(&item)).await;
    }
    let mut tx = v.app.store().begin(v.act()).await?;
    tx.once(form.once_key()).await?;
    let before = agenda::get(tx.conn(), v.tenant.id, item.id).await?.ok_or(PageError::NotFound)?;
    if form.version() != before.version {
        return stale(&v, &form, &m, &before);
    }
    let matter = matter_of(&mut tx, &v, &mut form, &said).await?;
    if !form.ok() {
        drop(tx);
        return draw(&v, &form, &m, &body, Some(&item)).await;
    }
    let mut after = put(&before, said.item, matter);
    if let Some(reason) = &late {
        after.late = true;
        after.late_reason.clone_from(reason);
    }
    let after = agenda::update(&mut tx, &before, after).await?;
    let changed = agenda::set_visitors(&mut tx, item.id, said.visitors).await?;
    for (old, new) in &changed {
        visitors::follow(&v.app, &mut tx, (&m, &body), old, new).await?;
    }
    if let Some(reason) = late {
        tell(&v, &mut tx, (&m, &body), &after, &reason).await?;
    }
    tx.commit().await?;
    redirect(&v, &format!("/meetings/{}/agenda#i-{}", m.id, item.id))
}

fn stale(v: &Visit, form: &Form, m: &Meeting, stands: &Item) -> Answer {
    let now = filled(stands, &[]);
    let version =
        |name: &'static str, label: &'static str| Version { name, label, theirs: now.value(name).to_owned() };
    let fields = [
        version("title_fi", "meetings-item-title"),
        version("presenter", "meetings-presenter"),
        version("summary_fi", "meetings-summary"),
        version("background", "meetings-background"),
        version("proposal", "meetings-proposal"),
    ];
    conflict(v, form, &format!("/meetings/{}/items/{}", m.id, stands.id), stands.version, &fields)
}
