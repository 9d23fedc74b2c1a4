//! What of the register waits for whoever keeps it: seats and terms that end, seats that nobody holds.

use futures::future::{BoxFuture, FutureExt};
use jiff::ToSpan;
use jiff::civil::Date;
use kit::Subject;
use page::{App, DeskAsk, PageError, Said, Turn, Wait};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QuerySelect};
use uuid::Uuid;

use crate::bodies::{self, Body, Membership};
use crate::rows::membership;
use crate::seats::Rule;
use crate::{mandates, municipalities, rules};

/// How long before its last day a seat or a term stands on the desk.
const AHEAD: i64 = 60;
/// At most this many seats are read: the desk is no register.
const MOST: u64 = 2_000;

/// What waits here.
pub(crate) fn waits<'a>(app: &'a App, ask: DeskAsk<'a>) -> BoxFuture<'a, Result<Vec<Wait>, PageError>> {
    async move {
        let (db, tenant) = (app.db(), ask.tenant.id);
        let mut kept = bodies::list(db, tenant).await?;
        kept.retain(|b| b.active && rules::may_keep(ask.who, b.id));
        if kept.is_empty() {
            return Ok(Vec::new());
        }
        let until = ask.today.checked_add(AHEAD.days()).unwrap_or(ask.today);
        let ids: Vec<Uuid> = kept.iter().map(|b| b.id).collect();
        // The code of a month sorts before its days: the whole year is read and asked one by one.
        let mut rows = membership::Entity::find()
            .filter(membership::Column::Tenant.eq(tenant))
            .filter(membership::Column::Body.is_in(ids.clone()))
            .filter(membership::Column::ToDate.gte(format!("{:04}", ask.today.year())))
            .limit(MOST)
            .all(db)
            .await?;
        rows.retain(|m| m.in_force(ask.today));
        let mut all = ending(&kept, &rows, until);
        for m in mandates::standing(db, tenant, ids, ask.today).await? {
            let (Some(body), Some(last)) = (kept.iter().find(|b| b.id == m.body), m.to().known_day()) else {
                continue;
            };
            if last <= until {
                all.push(wait(
                    "people-term-ends",
                    body,
                    Some(last),
                    "/mandate",
                    vec![("day", Said::Day(last))],
                ));
            }
        }
        all.extend(gaps(app, &ask, &kept, rows).await?);
        Ok(all)
    }
    .boxed()
}

fn wait(
    kind: &'static str,
    body: &Body,
    due: Option<Date>,
    page: &str,
    mut args: Vec<(&'static str, Said)>,
) -> Wait {
    args.push(("body", Said::Text(body.name.0.clone())));
    Wait {
        kind,
        about: Subject::new("body", body.id),
        text: kind,
        args,
        more: Vec::new(),
        body: Some(body.id),
        due,
        since: None,
        path: format!("/bodies/{}{page}", body.key),
        act: "people-wait-open",
        turn: Turn::Mine,
        remind: false,
        many: None,
    }
}

/// One wait a body for all its seats that end soon, by the first of them.
fn ending(kept: &[Body], rows: &[Membership], until: Date) -> Vec<Wait> {
    let mut all = Vec::new();
    for body in kept {
        let ends: Vec<Date> = rows
            .iter()
            .filter(|m| m.body == body.id)
            .filter_map(|m| m.to().known_day())
            .filter(|d| *d <= until)
            .collect();
        let Some(first) = ends.iter().min().copied() else { continue };
        let n = i64::try_from(ends.len()).unwrap_or(i64::MAX);
        let args = vec![("n", Said::Number(n)), ("day", Said::Day(first))];
        all.push(wait("people-seats-end", body, Some(first), "/members", args));
    }
    all
}

/// One wait a body for the seats that its rule asks for and nobody holds. Where the members are not known, nothing
/// can be said.
async fn gaps(
    app: &App,
    ask: &DeskAsk<'_>,
    kept: &[Body],
    rows: Vec<Membership>,
) -> Result<Vec<Wait>, PageError> {
    let ruled: Vec<(&Body, Rule)> = kept
        .iter()
        .filter(|b| b.members_known)
        .filter_map(|b| Some((b, Rule::parse(&b.seat_rule).filter(|r| *r != Rule::default())?)))
        .collect();
    if ruled.is_empty() {
        return Ok(Vec::new());
    }
    let places: Vec<Uuid> =
        municipalities::on(app.db(), ask.tenant, ask.today).await?.iter().map(|m| m.id).collect();
    let rows = rows.into_iter().filter(|m| ruled.iter().any(|(b, _)| b.id == m.body)).collect();
    let seats = bodies::seated(app.db(), ask.tenant.id, rows, ask.today).await?;
    let mut all = Vec::new();
    for (body, rule) in ruled {
        let own: Vec<bodies::Seat> = seats.iter().filter(|s| s.membership.body == body.id).cloned().collect();
        let missing = rule.gaps(&places, &own).len();
        if missing > 0 {
            let n = i64::try_from(missing).unwrap_or(i64::MAX);
            all.push(wait("people-gaps", body, None, "/members", vec![("n", Said::Number(n))]));
        }
    }
    Ok(all)
}
