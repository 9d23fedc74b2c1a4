//! What plans tell to all: versions of them, what municipalities have done of their parts and taken into use, studies
//! that concern them, and money granted.

use futures::future::{BoxFuture, FutureExt};
use jiff::civil::Date;
use kit::{Cents, Fact, FactKind, Link, Local, Publicity, Subject, When};
use page::{App, Ask, PageError};
use uuid::Uuid;

use crate::keep::cards::{self, Card};
use crate::keep::plans::{self, Plan};
use crate::keep::{actors, adoptions, editions, measures};
use crate::rules::rights;

/// The facts of a subject between two days, of what the asker may see.
pub(crate) fn facts<'a>(
    app: &'a App,
    ask: Ask<'a>,
    subject: &'a Subject,
    span: (Date, Date),
) -> BoxFuture<'a, Result<Vec<Fact>, PageError>> {
    async move {
        let kinds = ["region", "municipality", "body", "matter"];
        if !kinds.contains(&subject.kind.as_str()) || (subject.kind == "region" && subject.id != ask.tenant) {
            return Ok(Vec::new());
        }
        let mut plans = plans::list(app.db(), ask.tenant).await?;
        plans.retain(|p| rights::may_see(ask.who, &p.publicity));
        let mut all = if subject.kind == "municipality" {
            done(app, ask, subject, &plans).await?
        } else {
            stated(app, ask, subject, &plans).await?
        };
        if matches!(subject.kind.as_str(), "region" | "municipality") {
            all.extend(carded(app, ask, subject).await?);
            all.extend(adopted(app, ask, subject, &plans).await?);
        }
        all.retain(|f| f.at.may_fall_in(span.0, span.1));
        Ok(all)
    }
    .boxed()
}

/// A fact of a plan.
pub(crate) fn fact(
    subject: &Subject,
    at: When,
    title: Local,
    core: FactKind,
    path: String,
    public: bool,
) -> Fact {
    Fact {
        slice: "plans".to_owned(),
        subject: subject.clone(),
        at,
        source: Link { path, text: title.clone() },
        title,
        core,
        publicity: if public { Publicity::Public } else { Publicity::Internal },
        doubt: None,
    }
}

/// Whether a plan is about the subject: the region has all, a body those that it steers, a matter its own.
fn concerns(p: &Plan, subject: &Subject) -> bool {
    match subject.kind.as_str() {
        "region" => true,
        "body" => p.body == Some(subject.id),
        _ => p.matter == Some(subject.id),
    }
}

async fn stated(app: &App, ask: Ask<'_>, subject: &Subject, plans: &[Plan]) -> Result<Vec<Fact>, PageError> {
    let mut all = Vec::new();
    for p in plans.iter().filter(|p| concerns(p, subject)) {
        for e in editions::of(app.db(), ask.tenant, p.id).await? {
            let title = joined(&p.title.0, &e.name.0);
            let core = FactKind::Outcome { code: e.state.clone(), text: title.clone(), printed: None };
            all.push(fact(
                subject,
                e.at(),
                title,
                core,
                format!("/editions/{}", e.id),
                p.publicity == "public",
            ));
        }
    }
    Ok(all)
}

/// Two texts in each language: `Strategia: Päivitys 2013`.
fn joined(a: &Local, b: &Local) -> Local {
    let of = |lang| format!("{}: {}", a.get(lang), b.get(lang));
    Local { fi: of(kit::Lang::Fi), sv: of(kit::Lang::Sv), en: of(kit::Lang::En) }
}

async fn done(app: &App, ask: Ask<'_>, subject: &Subject, plans: &[Plan]) -> Result<Vec<Fact>, PageError> {
    let (db, tenant) = (app.db(), ask.tenant);
    let Some(actor) = actors::of_subject(db, tenant, subject.id).await? else { return Ok(Vec::new()) };
    let parts = measures::parts_of_actor(db, tenant, actor.id).await?;
    let ids: Vec<Uuid> = parts.iter().filter(|p| p.state == "done").map(|p| p.measure).collect();
    Ok(measures::several(db, tenant, ids)
        .await?
        .into_iter()
        .filter_map(|m| {
            let p = plans.iter().find(|p| p.id == m.plan)?;
            let said = parts.iter().find(|x| x.measure == m.id)?.said_at;
            let at = said.map_or_else(When::unknown, |at| When::day(kit::local_date(at.at())));
            let core = FactKind::Outcome { code: "done".to_owned(), text: m.title.0.clone(), printed: None };
            let public = p.publicity == "public";
            Some(fact(subject, at, m.title.0, core, format!("/measures/{}", m.id), public))
        })
        .collect())
}

/// Whether a card concerns the subject, and among how many municipalities what it brings is shared.
fn shared(c: &Card, subject: &Subject, all: usize) -> Option<usize> {
    if subject.kind == "region" {
        return Some(1);
    }
    if c.everywhere {
        return Some(all.max(1));
    }
    c.places.0.contains(&subject.id).then_some(c.places.0.len())
}

/// Studies that are ready, and money that was granted: a municipality is told its equal share of it.
async fn carded(app: &App, ask: Ask<'_>, subject: &Subject) -> Result<Vec<Fact>, PageError> {
    let (db, tenant) = (app.db(), ask.tenant);
    let mut out = Vec::new();
    let towns = people::municipalities::all(db, tenant).await?;
    for kind in ["study", "funding"] {
        for c in cards::of_kind(db, tenant, kind).await? {
            // Of today's municipalities, as far as the date of the card tells which those were.
            let day = c.at().span().map_or_else(|| app.today(), |(_, last)| last);
            let there = towns
                .iter()
                .filter(|t| t.valid_from.is_none_or(|d| d.0 <= day) && t.valid_to.is_none_or(|d| d.0 >= day));
            let there: Vec<Uuid> = there.map(|t| t.id).collect();
            if c.everywhere && subject.kind == "municipality" && !there.contains(&subject.id) {
                continue;
            }
            let Some(among) = shared(&c, subject, there.len()) else { continue };
            let core = match (kind, c.state.as_str()) {
                ("study", "ready" | "unknown") => FactKind::Document { media_type: String::new() },
                ("funding", "granted") => {
                    let Some(cents) = c.cents("granted") else { continue };
                    let order = if c.everywhere { there.as_slice() } else { c.places.0.as_slice() };
                    let at = order.iter().position(|p| *p == subject.id).unwrap_or(0);
                    let parts = kit::shares(Cents(cents), &vec![1; among]);
                    FactKind::Sum { cents: parts.get(at).copied().unwrap_or_default(), at_most: false }
                }
                _ => continue,
            };
            if !rights::may_see(ask.who, &c.publicity) {
                continue;
            }
            let public = c.publicity == "public";
            out.push(fact(subject, c.at(), c.title.0.clone(), core, format!("/cards/{}", c.id), public));
        }
    }
    Ok(out)
}

/// What municipalities have decided to take into use.
async fn adopted(app: &App, ask: Ask<'_>, subject: &Subject, plans: &[Plan]) -> Result<Vec<Fact>, PageError> {
    let (db, tenant) = (app.db(), ask.tenant);
    if subject.kind != "municipality" {
        return Ok(Vec::new());
    }
    let Some(town) = people::municipalities::get(db, tenant, subject.id).await? else {
        return Ok(Vec::new());
    };
    let mut out = Vec::new();
    for a in adoptions::all(db, tenant).await? {
        if a.municipality != subject.id || !matches!(a.stage.as_str(), "decided" | "in_use") {
            continue;
        }
        let (title, public) = match plans.iter().find(|p| p.id == a.about) {
            Some(p) => (p.title.0.clone(), p.publicity == "public"),
            None => match cards::get(db, tenant, a.about).await? {
                Some(c) if rights::may_see(ask.who, &c.publicity) => (c.title.0, c.publicity == "public"),
                _ => continue,
            },
        };
        let core = FactKind::Outcome { code: "decided".to_owned(), text: title.clone(), printed: None };
        out.push(fact(subject, a.at(), title, core, format!("/adoption/{}/{}", a.about, town.slug), public));
    }
    Ok(out)
}
