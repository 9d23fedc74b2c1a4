//! What meetings show on pages of others: a body's meetings and a matter's items.

use askama::Template;
use futures::FutureExt;
use futures::future::BoxFuture;
use kit::Subject;
use page::{Html, PageError, Panel, Visit};
use people::bodies;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

use crate::meetings::{self, Filter};
use crate::pages::SeriesLine;
use crate::rights::{self, View};
use crate::rows::contradiction;
use crate::view::{self, Bodies, Line};
use crate::{agenda, series};

type Drawn<'a> = BoxFuture<'a, Result<Option<String>, PageError>>;

/// The panels of this slice.
pub(crate) fn panels() -> Vec<Panel> {
    vec![Panel { on: "body", order: 20, draw: on_body }, Panel { on: "matter", order: 20, draw: on_matter }]
}

#[derive(Template)]
#[template(path = "meetings/panel_body.html")]
struct BodyPanel<'a> {
    v: &'a Visit,
    key: &'a str,
    coming: Vec<Line>,
    past: Vec<Line>,
    series: Vec<SeriesLine>,
    contradictions: Vec<(Html, String)>,
    may_make: bool,
    may_propose: bool,
}

fn on_body<'a>(v: &'a Visit, subject: &'a Subject) -> Drawn<'a> {
    async move {
        let (db, tenant) = (v.app.db(), v.tenant.id);
        let Some(body) = bodies::get(db, tenant, subject.id).await? else { return Ok(None) };
        let today = v.today();
        let base = Filter { body: Some(body.id), ..Filter::default() };
        let coming = Filter { from: Some(today), ..base.clone() };
        let past = Filter { to: Some(today.yesterday().unwrap_or(today)), ..base };
        let coming = meetings::list(db, tenant, &coming, false, (0, 5)).await?;
        let past = meetings::list(db, tenant, &past, true, (0, 5)).await?;
        let all = series::list_for_body(db, tenant, body.id).await?;
        let panel = BodyPanel {
            v,
            coming: coming.iter().map(|m| Line::new(v, m, &body)).collect(),
            past: past.iter().map(|m| Line::new(v, m, &body)).collect(),
            series: all.iter().map(|s| SeriesLine::new(v, s, &body)).collect(),
            contradictions: contradictions(v, contradiction::Column::Body.eq(body.id)).await?,
            may_make: v.who.prepares(body.id),
            may_propose: crate::proposals::may_propose(&v.who, body.id),
            key: &body.key,
        };
        Ok(Some(panel.render()?))
    }
    .boxed()
}

async fn contradictions(
    v: &Visit,
    of: sea_orm::sea_query::SimpleExpr,
) -> Result<Vec<(Html, String)>, PageError> {
    let rows = contradiction::Entity::find()
        .filter(contradiction::Column::Tenant.eq(v.tenant.id))
        .filter(of)
        .all(v.app.db())
        .await?;
    Ok(rows.into_iter().map(|c| (v.local(&c.text.0), c.source)).collect())
}

/// An item at a meeting.
struct ItemLine {
    url: String,
    when: String,
    title: Html,
    body: Html,
    outcome: String,
    doubtful: bool,
}

#[derive(Template)]
#[template(path = "meetings/panel_matter.html")]
struct MatterPanel<'a> {
    v: &'a Visit,
    lines: Vec<ItemLine>,
    contradictions: Vec<(Html, String)>,
}

fn on_matter<'a>(v: &'a Visit, subject: &'a Subject) -> Drawn<'a> {
    async move {
        let (db, tenant) = (v.app.db(), v.tenant.id);
        let items = agenda::of_matter(db, tenant, subject.id).await?;
        let all = meetings::of(db, tenant, items.iter().map(|i| i.meeting).collect()).await?;
        let bodies = Bodies::of(v).await?;
        let mut lines: Vec<(String, ItemLine)> = Vec::new();
        for item in &items {
            let Some(m) = all.iter().find(|m| m.id == item.meeting) else { continue };
            let Some(body) = bodies.get(m.body) else { continue };
            if rights::item_view(&v.who, m, item) != View::Whole {
                continue;
            }
            let outcome = item.outcome().filter(|_| rights::may_see_outcomes(&v.who, m));
            lines.push((
                m.at_date.clone(),
                ItemLine {
                    url: v.url(&format!("/meetings/{}#i-{}", m.id, item.id)),
                    when: view::day(v, m),
                    title: v.local(&item.title.0),
                    body: v.local(&body.name.0),
                    outcome: outcome.map_or_else(String::new, |o| v.t(&format!("outcome-{}", o.code()))),
                    doubtful: !m.doubt.0.is_empty(),
                },
            ));
        }
        lines.sort_by(|a, b| a.0.cmp(&b.0));
        let contradictions = contradictions(v, contradiction::Column::Matter.eq(subject.id)).await?;
        if lines.is_empty() && contradictions.is_empty() {
            return Ok(None);
        }
        let lines = lines.into_iter().map(|(_, l)| l).collect();
        Ok(Some(MatterPanel { v, lines, contradictions }.render()?))
    }
    .boxed()
}
