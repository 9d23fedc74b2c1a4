//! An agenda put into order by rules: shown with its reasons, applied by a press, undone by a press.

use std::collections::HashMap;

use askama::Template;
use assembly::{ItemChange, ItemKind};
use axum::extract::{Path, Query};
use page::{Answer, Form, Html, PageError, Visit, html, redirect};
use store::sort_key;
use uuid::Uuid;

use super::order::{By, Place, Why, ordered};
use super::store as kept;
use crate::agenda::{self, Item};
use crate::meetings::Meeting;
use crate::pages::open;
use crate::view::{self, Choice};

/// How many rules there may be.
const MOST: usize = 4;

/// An item at its new place.
struct Row {
    id: Uuid,
    number: String,
    title: Html,
    was: String,
    moved: bool,
    why: String,
}

#[derive(Template)]
#[template(path = "meetings/agenda_rules.html")]
struct Page<'a> {
    v: &'a Visit,
    m: &'a Meeting,
    name: Html,
    day: String,
    /// Each field with its label and the code that is chosen.
    slots: Vec<(String, String, String)>,
    choices: Vec<Choice>,
    rows: Vec<Row>,
    chosen: bool,
    changes: bool,
    undo: Option<String>,
}

impl Page<'_> {
    fn path(&self, rest: &str) -> String {
        self.v.url(&format!("/meetings/{}/agenda{rest}", self.m.id))
    }
}

/// The rules of an address or a form, in their order, each once.
fn rules<'a>(given: impl Iterator<Item = &'a str>) -> Vec<By> {
    let mut all = Vec::new();
    for by in given.filter_map(By::parse) {
        if !all.contains(&by) && all.len() < MOST {
            all.push(by);
        }
    }
    all
}

async fn places(
    v: &Visit,
    db: &impl sea_orm::ConnectionTrait,
    items: &[Item],
) -> Result<Vec<Place>, PageError> {
    let tenant = v.tenant.id;
    let ids: Vec<Uuid> = items.iter().map(|i| i.id).collect();
    let proposals = kept::of_items(db, tenant, ids.clone()).await?;
    let visitors = agenda::visitors_of(db, tenant, ids).await?;
    let matters = record::matters::of(db, tenant, items.iter().filter_map(|i| i.matter).collect()).await?;
    let towns = people::municipalities::all(db, tenant).await?;
    Ok(items
        .iter()
        .map(|i| {
            let proposal = proposals.iter().find(|p| p.item == Some(i.id));
            let town = proposal.and_then(|p| p.municipality);
            let name = towns.iter().find(|t| Some(t.id) == town).map(|t| t.name_fi.clone());
            let matter = matters.iter().find(|m| Some(m.id) == i.matter);
            let comes = visitors.iter().filter(|x| x.item == i.id);
            Place {
                id: i.id,
                heading: i.kind() == ItemKind::Heading,
                standing: i.matter.is_none() && i.kind() == ItemKind::Procedural,
                kind: match i.kind() {
                    ItemKind::Resolution => 0,
                    ItemKind::Discussion => 1,
                    _ => 2,
                },
                proposer: name
                    .or_else(|| proposal.map(|p| p.by_name.clone()))
                    .map_or_else(Vec::new, |n| sort_key(&n)),
                minutes: i.minutes,
                number: matter.and_then(|m| m.diary_printed.clone()).unwrap_or_default(),
                title: sort_key(i.title.0.get(kit::Lang::Fi)),
                closed: i.publicity() != kit::Publicity::Public,
                visitor: comes
                    .filter_map(|x| view::time_of(&x.from_time))
                    .map(|t| i64::from(t.hour()) * 60 + i64::from(t.minute()))
                    .min(),
                late: i.late || proposal.is_some_and(|p| p.late),
            }
        })
        .collect())
}

fn why(v: &Visit, why: Why, before: &str) -> String {
    match why {
        Why::Heading => v.t("order-why-heading"),
        Why::Opening => v.t("order-why-opening"),
        Why::Closing => v.t("order-why-closing"),
        Why::First => v.t("order-why-first"),
        Why::AsBefore => v.t1("order-why-as-before", "item", before),
        Why::After(by) => {
            let rule = v.t(&format!("order-after-{}", by.code()));
            v.t2("order-why-after", ("rule", rule), ("item", before.to_owned()))
        }
    }
}

/// `GET /meetings/{id}/agenda/rules?by1=kind&by2=long`: what the rules would make of the agenda.
pub(super) async fn show(
    v: Visit,
    Path(id): Path<String>,
    Query(asked): Query<HashMap<String, String>>,
) -> Answer {
    let (m, body) = view::prepared(&v, &id).await?;
    let (db, tenant) = (v.app.db(), v.tenant.id);
    let slot = |n: usize| asked.get(&format!("by{n}")).map_or("", String::as_str);
    let by = rules((1..=MOST).map(slot));
    let items = agenda::items(db, tenant, m.id).await?;
    let numbers = agenda::numbers(&items);
    let order = ordered(&places(&v, db, &items).await?, &by);
    let place = |id: Uuid| items.iter().position(|i| i.id == id);
    let plain = |n: Option<usize>| {
        n.and_then(|n| items.get(n)).map_or_else(String::new, |i| i.title.0.get(v.lang).to_owned())
    };
    let mut rows: Vec<Row> = Vec::new();
    let mut counted = 0;
    for (n, (id, reason)) in order.iter().enumerate() {
        let Some(item) = place(*id).and_then(|at| items.get(at)) else { continue };
        let heading = item.kind() == ItemKind::Heading;
        counted += u32::from(!heading);
        let before = n.checked_sub(1).and_then(|n| order.get(n)).and_then(|(id, _)| place(*id));
        let was = place(*id).and_then(|at| numbers.get(at).copied().flatten());
        rows.push(Row {
            id: *id,
            number: if heading { String::new() } else { format!("{counted}.") },
            title: v.local(&item.title.0),
            was: was.map_or_else(String::new, |n| format!("{n}.")),
            moved: place(*id) != Some(n),
            why: why(&v, *reason, &plain(before)),
        });
    }
    let stands: Vec<Uuid> = items.iter().map(|i| i.id).collect();
    let applied = kept::applied(db, tenant, m.id).await?.filter(|a| a.after.0 == stands);
    let words = |codes: &str| {
        let all = rules(codes.split(','));
        all.iter().map(|b| v.t(&format!("order-by-{}", b.code()))).collect::<Vec<_>>().join(", ")
    };
    let codes = By::ALL.map(By::code);
    let page = Page {
        v: &v,
        name: v.local(&view::name(&m, &body)),
        day: view::day(&v, &m),
        slots: (1..=MOST)
            .map(|n| {
                let code = by.get(n - 1).map_or("", |b| b.code());
                (format!("by{n}"), v.tn("order-rule", n), code.to_owned())
            })
            .collect(),
        choices: view::choices(&v, "order-by", &codes, Some("order-by-none")),
        chosen: !by.is_empty(),
        changes: rows.iter().any(|r| r.moved),
        rows,
        undo: applied.map(|a| words(&a.rules)),
        m: &m,
    };
    html(&v, &v.t("order-title"), &page)
}

/// `POST /meetings/{id}/agenda/rules`: the order as it was shown.
pub(super) async fn apply(v: Visit, Path(id): Path<String>, form: Form) -> Answer {
    let (m, _) = view::prepared(&v, &id).await?;
    open(&m, ItemChange::Order, "")?;
    let by = rules((1..=MOST).map(|n| form.value(["by1", "by2", "by3", "by4"][n - 1])));
    if by.is_empty() {
        return Err(PageError::Bad("problem-not-a-choice"));
    }
    let mut tx = v.app.store().begin(v.act()).await?;
    tx.once(form.once_key()).await?;
    let items = agenda::items(tx.conn(), v.tenant.id, m.id).await?;
    let places = places(&v, tx.conn(), &items).await?;
    let after: Vec<Uuid> = ordered(&places, &by).into_iter().map(|(id, _)| id).collect();
    let shown: Vec<Uuid> = form.list("id").iter().filter_map(|i| i.parse().ok()).collect();
    // Somebody changed the agenda meanwhile: what was shown is not what would be done.
    if shown != after {
        return Err(PageError::Stale);
    }
    let before: Vec<Uuid> = items.iter().map(|i| i.id).collect();
    agenda::reorder(&mut tx, m.id, &after).await?;
    let codes = by.iter().map(|b| b.code()).collect::<Vec<_>>().join(",");
    kept::keep_order(&mut tx, m.id, codes.clone(), before, after).await?;
    tx.noted("meeting", m.id, "ordered_by_rules", &[("rules", &codes)]);
    tx.commit().await?;
    redirect(&v, &format!("/meetings/{}/agenda/rules", m.id))
}

/// `POST /meetings/{id}/agenda/rules/undo`: the order of before.
pub(super) async fn undo(v: Visit, Path(id): Path<String>, form: Form) -> Answer {
    let (m, _) = view::prepared(&v, &id).await?;
    open(&m, ItemChange::Order, "")?;
    let mut tx = v.app.store().begin(v.act()).await?;
    tx.once(form.once_key()).await?;
    let applied = kept::applied(tx.conn(), v.tenant.id, m.id).await?.ok_or(PageError::Stale)?;
    let stands: Vec<Uuid> =
        agenda::items(tx.conn(), v.tenant.id, m.id).await?.into_iter().map(|i| i.id).collect();
    if stands != applied.after.0 {
        return Err(PageError::Stale);
    }
    agenda::reorder(&mut tx, m.id, &applied.before.0).await?;
    kept::drop_order(&mut tx, &applied).await?;
    tx.noted("meeting", m.id, "order_undone", &[]);
    tx.commit().await?;
    redirect(&v, &format!("/meetings/{}/agenda/rules", m.id))
}
