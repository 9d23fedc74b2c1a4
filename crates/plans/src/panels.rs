//! What plans show on the pages of a municipality, a body and a matter.

use askama::Template;
use futures::future::{BoxFuture, FutureExt};
use kit::Subject;
use page::{Html, PageError, Visit};

use crate::keep::{actors, cards, measures, plans};
use crate::pages::registers::{CardLine, places};
use crate::rules::rights;
use crate::view::Tag;

/// At most as many open measures are shown.
const MOST: usize = 12;

#[derive(Template)]
#[template(path = "plans/panel_municipality.html")]
struct Parts<'a> {
    v: &'a Visit,
    plans: Vec<(String, Html, String)>,
    lines: Vec<(String, Html, Tag)>,
}

/// A municipality's own chapters, and what is open in them.
pub(crate) fn of_municipality<'a>(
    v: &'a Visit,
    subject: &'a Subject,
) -> BoxFuture<'a, Result<Option<String>, PageError>> {
    async move {
        let (db, tenant) = (v.app.db(), v.tenant.id);
        let Some(actor) = actors::of_subject(db, tenant, subject.id).await? else { return Ok(None) };
        let parts = measures::parts_of_actor(db, tenant, actor.id).await?;
        let all = measures::several(db, tenant, parts.iter().map(|p| p.measure).collect()).await?;
        let mut plans = plans::list(db, tenant).await?;
        plans.retain(|p| rights::may_see(&v.who, &p.publicity) && all.iter().any(|m| m.plan == p.id));
        if plans.is_empty() {
            return Ok(None);
        }
        let lines = all
            .iter()
            .filter(|m| plans.iter().any(|p| p.id == m.plan))
            .filter_map(|m| {
                let part = parts.iter().find(|p| p.measure == m.id)?;
                let open = !matches!(part.state.as_str(), "done" | "dropped");
                open.then(|| {
                    (v.url(&format!("/measures/{}", m.id)), v.local(&m.title.0), Tag::of(v, &part.state))
                })
            })
            .take(MOST)
            .collect();
        let plans = plans
            .iter()
            .map(|p| {
                let n = all.iter().filter(|m| m.plan == p.id).count();
                let url = v.url(&format!("/plans/{}/actors/{}", p.key, actor.key));
                (url, v.local(&p.title.0), v.tn("plans-n-measures", n))
            })
            .collect();
        Ok(Some(Parts { v, plans, lines }.render()?))
    }
    .boxed()
}

#[derive(Template)]
#[template(path = "plans/panel_body.html")]
struct Steered<'a> {
    v: &'a Visit,
    plans: Vec<(String, Html, String)>,
}

/// The plans that a body steers.
pub(crate) fn of_body<'a>(
    v: &'a Visit,
    subject: &'a Subject,
) -> BoxFuture<'a, Result<Option<String>, PageError>> {
    async move {
        let mut plans = plans::list(v.app.db(), v.tenant.id).await?;
        plans.retain(|p| p.body == Some(subject.id) && rights::may_see(&v.who, &p.publicity));
        if plans.is_empty() {
            return Ok(None);
        }
        let plans = plans
            .iter()
            .map(|p| {
                let kind = v.t(&format!("plans-kind-{}", p.kind));
                (v.url(&format!("/plans/{}", p.key)), v.local(&p.title.0), kind)
            })
            .collect();
        Ok(Some(Steered { v, plans }.render()?))
    }
    .boxed()
}

#[derive(Template)]
#[template(path = "plans/panel_matter.html")]
struct Cards<'a> {
    v: &'a Visit,
    plans: Vec<(String, Html, String)>,
    cards: Vec<CardLine>,
}

/// The plans and the cards of a matter.
pub(crate) fn of_matter<'a>(
    v: &'a Visit,
    subject: &'a Subject,
) -> BoxFuture<'a, Result<Option<String>, PageError>> {
    async move {
        let (db, tenant) = (v.app.db(), v.tenant.id);
        let mut plans = plans::list(db, tenant).await?;
        plans.retain(|p| p.matter == Some(subject.id) && rights::may_see(&v.who, &p.publicity));
        let mut cards = cards::of_matter(db, tenant, subject.id).await?;
        cards.retain(|c| rights::may_see(&v.who, &c.publicity));
        if plans.is_empty() && cards.is_empty() {
            return Ok(None);
        }
        let names = places(v).await?;
        let plans = plans
            .iter()
            .map(|p| {
                let kind = v.t(&format!("plans-kind-{}", p.kind));
                (v.url(&format!("/plans/{}", p.key)), v.local(&p.title.0), kind)
            })
            .collect();
        let cards = cards.iter().map(|c| CardLine::new(v, c, &names)).collect();
        Ok(Some(Cards { v, plans, cards }.render()?))
    }
    .boxed()
}
