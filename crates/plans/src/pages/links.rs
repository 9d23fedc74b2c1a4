//! Links from what was decided or done to goals, and how much has none. It knows all slices by their facts alone.

use askama::Template;
use axum::extract::{Path, Query};
use jiff::civil::{Date, date};
use kit::{Fact, FactKind, Publicity, Subject};
use page::{Answer, Form, Html, PageError, Visit, html, redirect};
use serde::Deserialize;
use uuid::Uuid;

use crate::keep::{goals, links, plans};
use crate::rules::{fair, rights};
use crate::view::Choice;

/// Something that was decided or done.
struct Line {
    url: String,
    path: String,
    title: Html,
    when: String,
    source: Html,
    linked: Vec<(Uuid, String, Html)>,
}

#[derive(Template)]
#[template(path = "plans/links.html")]
struct Page<'a> {
    v: &'a Visit,
    year: i16,
    years: Vec<(i16, bool, String)>,
    only: bool,
    lines: Vec<Line>,
    share: Option<String>,
    goals: Vec<Choice>,
    may_link: bool,
}

/// What the address asks for.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Ask {
    year: Option<i16>,
    only: String,
}

/// The first and last day of a year.
pub(crate) fn span(year: i16) -> Result<(Date, Date), PageError> {
    if !(1900..=2200).contains(&year) {
        return Err(PageError::NotFound);
    }
    Ok((date(year, 1, 1), date(year, 12, 31)))
}

/// What was decided or done in a year, the latest first; each thing once.
async fn happened(v: &Visit, year: i16) -> Result<Vec<Fact>, PageError> {
    let region = Subject::new("region", v.tenant.id);
    let mut all = v.app.facts(v.ask(), &region, span(year)?).await?;
    all.retain(|f| {
        matches!(f.core, FactKind::Outcome { .. }) && f.slice != "plans" && !f.source.path.is_empty()
    });
    all.reverse();
    let mut seen = std::collections::BTreeSet::new();
    all.retain(|f| seen.insert(f.source.path.clone()));
    Ok(all)
}

/// `GET /goal-links`: decisions and actions with the goals that they serve, and the share of those without one.
pub(crate) async fn show(v: Visit, Query(ask): Query<Ask>) -> Answer {
    let (db, tenant) = (v.app.db(), v.tenant.id);
    let year = ask.year.unwrap_or_else(|| v.today().year());
    let facts = happened(&v, year).await?;
    let mut seen = plans::list(db, tenant).await?;
    seen.retain(|p| rights::may_see(&v.who, &p.publicity));
    let all_goals = goals::all(db, tenant).await?;
    let links = links::all(db, tenant).await?;
    let shown = |goal: Uuid| {
        let g = all_goals.iter().find(|g| g.id == goal)?;
        let p = seen.iter().find(|p| p.id == g.plan)?;
        Some((v.url(&format!("/plans/{}#goal-{}", p.key, g.id)), v.local(&g.title.0)))
    };
    let linked = |f: &Fact| links.iter().filter(|l| l.path == f.source.path).collect::<Vec<_>>();
    let without = facts.iter().filter(|f| linked(f).is_empty()).count();
    let only = ask.only == "unlinked";
    let choices = seen
        .iter()
        .flat_map(|p| all_goals.iter().filter(|g| g.plan == p.id).map(move |g| (p, g)))
        .map(|(p, g)| {
            (g.id.to_string(), format!("{}: {} {}", p.title.0.get(v.lang), g.code, g.title.0.get(v.lang)))
        })
        .collect::<Vec<Choice>>();
    let this = v.today().year();
    let mut years: Vec<i16> = links
        .iter()
        .filter_map(|l| l.at_date.get(..4)?.parse().ok())
        .chain([year, this, this - 1, this - 2])
        .filter(|y| (1900..=2200).contains(y))
        .collect();
    years.sort_unstable_by(|a, b| b.cmp(a));
    years.dedup();
    let page = Page {
        share: fair::unlinked(facts.len(), facts.len() - without).map(|share| {
            v.app.t(
                v.lang,
                "plans-unlinked-share",
                &[("all", facts.len().into()), ("n", without.into()), ("share", share.into())],
            )
        }),
        lines: facts
            .iter()
            .filter(|f| !only || linked(f).is_empty())
            .take(300)
            .map(|f| Line {
                url: v.url(&f.source.path),
                path: f.source.path.clone(),
                title: v.local(&f.title),
                when: v.when(&f.at),
                source: if f.source.text == f.title { Html::default() } else { v.local(&f.source.text) },
                linked: linked(f)
                    .into_iter()
                    .filter_map(|l| shown(l.goal).map(|(url, title)| (l.id, url, title)))
                    .collect(),
            })
            .collect(),
        years: years.into_iter().map(|y| (y, y == year, v.url(&format!("/goal-links?year={y}")))).collect(),
        goals: choices,
        may_link: rights::may_begin(&v.who),
        year,
        only,
        v: &v,
    };
    html(&v, &v.t("plans-links"), &page)
}

/// `POST /goal-links`: links something that was decided or done to a goal.
pub(crate) async fn link(v: Visit, mut form: Form) -> Answer {
    v.allow(rights::may_begin(&v.who))?;
    let (db, tenant) = (v.app.db(), v.tenant.id);
    let year: i16 = form.value("year").parse().map_err(|_| PageError::Bad("error-broken-form"))?;
    let goal = form.id("goal").ok_or(PageError::Refused("plans-problem-choose-goal"))?;
    let goal = goals::get(db, tenant, goal).await?.ok_or(PageError::NotFound)?;
    let plan = plans::get(db, tenant, goal.plan).await?.ok_or(PageError::NotFound)?;
    if !rights::may_see(&v.who, &plan.publicity) {
        return Err(PageError::NotFound);
    }
    // Only what the asker may see can be linked, with its own words.
    let path = form.text("path", 300);
    let facts = happened(&v, year).await?;
    let fact = facts.into_iter().find(|f| f.source.path == path).ok_or(PageError::NotFound)?;
    let mut tx = v.app.store().begin(v.act()).await?;
    tx.once(form.once_key()).await?;
    let public = fact.publicity == Publicity::Public;
    links::link(&mut tx, goal.id, &path, fact.title, &fact.at.code(), public).await?;
    tx.noted("goal", goal.id, "linked", &[("path", &path)]);
    tx.commit().await?;
    redirect(&v, &format!("/goal-links?year={year}"))
}

/// `POST /goal-links/{id}/remove`.
pub(crate) async fn unlink(v: Visit, Path(id): Path<Uuid>, form: Form) -> Answer {
    v.allow(rights::may_begin(&v.who))?;
    let row = links::get(v.app.db(), v.tenant.id, id).await?.ok_or(PageError::NotFound)?;
    let mut tx = v.app.store().begin(v.act()).await?;
    tx.once(form.once_key()).await?;
    let row = links::get(tx.conn(), v.tenant.id, row.id).await?.ok_or(PageError::Stale)?;
    links::unlink(&mut tx, &row).await?;
    tx.commit().await?;
    let year = row.at_date.get(..4).unwrap_or_default().to_owned();
    redirect(&v, &format!("/goal-links?year={year}"))
}
