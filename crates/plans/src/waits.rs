//! What of plans waits: updates that were put off, for those who keep the plan; parts whose day comes, for those who
//! speak for the municipality.

use futures::future::{BoxFuture, FutureExt};
use jiff::ToSpan;
use kit::Subject;
use page::{App, DeskAsk, PageError, Said, Turn, Wait};
use uuid::Uuid;

use crate::keep::{actors, editions, measures, plans};
use crate::rules::rights;

/// How long before its day a part stands on the desk.
const AHEAD: i64 = 60;

/// What waits here.
pub(crate) fn waits<'a>(app: &'a App, ask: DeskAsk<'a>) -> BoxFuture<'a, Result<Vec<Wait>, PageError>> {
    async move {
        let mut all = postponed(app, &ask).await?;
        all.extend(parts(app, &ask).await?);
        Ok(all)
    }
    .boxed()
}

fn wait(kind: &'static str, about: Subject, what: &kit::Local, path: String) -> Wait {
    Wait {
        kind,
        about,
        text: kind,
        args: vec![("what", Said::Text(what.clone()))],
        more: Vec::new(),
        body: None,
        due: None,
        since: None,
        path,
        act: "plans-wait-open",
        turn: Turn::Mine,
        remind: false,
        many: None,
    }
}

/// Updates that were put off and whose day to be looked at again has come or comes soon.
async fn postponed(app: &App, ask: &DeskAsk<'_>) -> Result<Vec<Wait>, PageError> {
    let mut all = Vec::new();
    for one in editions::waiting(app.db(), ask.tenant.id).await? {
        let Some(p) = plans::get(app.db(), ask.tenant.id, one.plan).await? else { continue };
        let near = one.remind_on.is_none_or(|d| d.0 <= ask.today.saturating_add(AHEAD.days()));
        if near && rights::may_keep(ask.who, p.body) {
            let path = format!("/plans/{}", p.key);
            all.push(Wait {
                more: vec![Said::Text(one.waits_for.0)],
                body: p.body,
                due: one.remind_on.map(|d| d.0),
                ..wait("plans-wait-postponed", Subject::new("postponement", one.id), &p.title.0, path)
            });
        }
    }
    Ok(all)
}

/// Parts of one's own municipalities whose day comes or has passed.
async fn parts(app: &App, ask: &DeskAsk<'_>) -> Result<Vec<Wait>, PageError> {
    let (db, tenant) = (app.db(), ask.tenant.id);
    let mut places: Vec<Uuid> = ask.who.grants().iter().filter_map(|g| g.municipality).collect();
    places.retain(|m| ask.who.speaks_for(*m));
    places.sort_unstable();
    places.dedup();
    let mut all = Vec::new();
    for place in places {
        let Some(actor) = actors::of_subject(db, tenant, place).await? else { continue };
        let parts = measures::parts_of_actor(db, tenant, actor.id).await?;
        let open = parts.iter().filter(|p| matches!(p.state.as_str(), "planned" | "under_way"));
        for m in measures::several(db, tenant, open.map(|p| p.measure).collect()).await? {
            let Some(day) = m.last_day().filter(|d| *d <= ask.today.saturating_add(AHEAD.days())) else {
                continue;
            };
            let path = format!("/measures/{}", m.id);
            all.push(Wait {
                due: Some(day),
                ..wait("plans-wait-part", Subject::new("measure", m.id), &m.title.0, path)
            });
        }
    }
    Ok(all)
}
