//! What of the record waits: actions of one's own, what is asked of one's municipality, and what municipalities and
//! persons have not done of what one follows. Each question is one read by an index, with a limit.

use std::collections::HashMap;

use futures::future::{BoxFuture, FutureExt};
use jiff::ToSpan;
use jiff::civil::Date;
use kit::{Local, Role, Subject, Who};
use page::{App, DeskAsk, Load, Missing, PageError, Said, Turn, Wait};
use people::municipalities;
use people::persons;
use sea_orm::sea_query::{Expr, NullOrdering, Query};
use sea_orm::{
    ColumnTrait, Condition, EntityTrait, ExprTrait, Order, QueryFilter, QueryOrder, QuerySelect, Select,
};
use store::Day;
use uuid::Uuid;

use crate::actions::Action;
use crate::follow::{self, Followed};
use crate::rows::{action, action_state};
use crate::{remind, rights};

/// At most this many of each question.
const MOST: u64 = 60;
/// How long before its day what others are to do stands on the desk.
const AHEAD: i64 = 30;

/// What waits here.
pub(crate) fn waits<'a>(app: &'a App, ask: DeskAsk<'a>) -> BoxFuture<'a, Result<Vec<Wait>, PageError>> {
    async move {
        let mut all = own(app, &ask).await?;
        all.extend(asked(app, &ask).await?);
        all.extend(followed(app, &ask).await?);
        Ok(all)
    }
    .boxed()
}

/// Open actions of the tenant, those due first.
fn open(tenant: Uuid) -> Select<action::Entity> {
    action::Entity::find()
        .filter(action::Column::Tenant.eq(tenant))
        .filter(action::Column::ClosedAt.is_null())
}

fn wait(kind: &'static str, a: &Action) -> Wait {
    Wait {
        kind,
        about: Subject::new("action", a.id),
        text: kind,
        args: vec![("action", Said::Text(a.text.0.clone()))],
        more: Vec::new(),
        body: a.body,
        due: a.due.map(|d| d.0),
        since: Some(a.created_at.at()),
        path: format!("/actions/{}", a.id),
        act: "record-wait-open",
        turn: Turn::Mine,
        remind: false,
        many: Some("/actions/many"),
    }
}

/// What is to be done by the asker in person.
async fn own(app: &App, ask: &DeskAsk<'_>) -> Result<Vec<Wait>, PageError> {
    let rows = open(ask.tenant.id)
        .filter(action::Column::OwnerPerson.is_in(ask.persons.iter().copied()))
        .order_by_with_nulls(action::Column::Due, Order::Asc, NullOrdering::Last)
        .limit(MOST)
        .all(app.db())
        .await?;
    Ok(rows.iter().map(|a| wait("record-own", a)).collect())
}

/// What the asker's municipalities are asked: those without an answer, and once late those not done.
async fn asked(app: &App, ask: &DeskAsk<'_>) -> Result<Vec<Wait>, PageError> {
    let mut places: Vec<Uuid> =
        ask.who.grants().iter().filter_map(|g| g.municipality).filter(|m| ask.who.speaks_for(*m)).collect();
    places.sort_unstable();
    places.dedup();
    if places.is_empty() {
        return Ok(Vec::new());
    }
    let mut said = Query::select();
    said.expr(Expr::val(1))
        .from(action_state::Entity)
        .and_where(
            Expr::col((action_state::Entity, action_state::Column::Action))
                .equals((action::Entity, action::Column::Id)),
        )
        .and_where(
            Expr::col((action_state::Entity, action_state::Column::Municipality)).is_in(places.clone()),
        )
        .cond_where(
            Condition::any()
                .add(Expr::col((action_state::Entity, action_state::Column::State)).eq("no_answer"))
                .add(
                    Condition::all()
                        .add(
                            Expr::col((action_state::Entity, action_state::Column::State))
                                .is_in(["under_way", "hindered"]),
                        )
                        .add(Expr::col((action::Entity, action::Column::Due)).lt(Day(ask.today).to_string())),
                ),
        );
    let rows = open(ask.tenant.id)
        .filter(Expr::exists(said))
        .order_by_with_nulls(action::Column::Due, Order::Asc, NullOrdering::Last)
        .limit(MOST)
        .all(app.db())
        .await?;
    let names = names(app, ask.tenant.id, &places).await?;
    let mut all = Vec::new();
    for f in follow::followed(app.db(), ask.tenant.id, rows).await? {
        let awaited = remind::awaited(&f, ask.today);
        for place in places.iter().filter(|p| awaited.contains(p)) {
            let Some(name) = names.get(place) else { continue };
            let mut w = wait("record-asked", &f.action);
            w.args.push(("place", Said::Text(name.clone())));
            w.act = "record-wait-answer";
            w.many = None;
            all.push(w);
        }
    }
    Ok(all)
}

/// What others have not done of what the asker follows.
async fn followed(app: &App, ask: &DeskAsk<'_>) -> Result<Vec<Wait>, PageError> {
    let mut query = open(ask.tenant.id);
    if !ask.who.has(Role::Coordinator) {
        let bodies = prepared(ask.who);
        if bodies.is_empty() {
            return Ok(Vec::new());
        }
        query = query.filter(action::Column::Body.is_in(bodies));
    }
    let until = ask.today.checked_add(AHEAD.days()).unwrap_or(ask.today);
    let rows = query
        .filter(action::Column::Due.lte(Day(until)))
        .order_by_asc(action::Column::Due)
        .limit(MOST)
        .all(app.db())
        .await?;
    let all = follow::followed(app.db(), ask.tenant.id, rows).await?;
    let mut places: Vec<Uuid> = all.iter().flat_map(|f| remind::awaited(f, ask.today)).collect();
    places.sort_unstable();
    places.dedup();
    let names = names(app, ask.tenant.id, &places).await?;
    let owners = all.iter().filter_map(|f| f.action.owner_person).collect();
    let owners = persons::of(app.db(), ask.tenant.id, owners).await?;
    let mut waits = Vec::new();
    for f in all.iter().filter(|f| rights::may_follow(ask.who, &f.action)) {
        waits.extend(followed_one(ask, f, &names, &owners));
    }
    Ok(waits)
}

fn followed_one(
    ask: &DeskAsk<'_>,
    f: &Followed,
    names: &HashMap<Uuid, Local>,
    owners: &[persons::Person],
) -> Option<Wait> {
    let a = &f.action;
    if !f.states.is_empty() {
        let mut missing: Vec<Missing> = remind::awaited(f, ask.today)
            .iter()
            .filter_map(|m| names.get(m))
            .map(|name| Missing { name: name.clone() })
            .collect();
        missing.sort_by_cached_key(|m| store::sort_key(&m.name.fi));
        let remind = !missing.is_empty();
        return remind.then(|| Wait { turn: Turn::Others(missing), remind, ..wait(remind::STATES, a) });
    }
    let late = a.due.is_some_and(|d| d.0 < ask.today);
    match a.owner_person {
        Some(id) if ask.persons.contains(&id) => None,
        Some(id) => {
            let person = owners.iter().find(|p| p.id == id)?;
            let missing = vec![Missing { name: Local::fi(person.name.clone()) }];
            Some(Wait {
                turn: Turn::Others(missing),
                remind: person.email.is_some(),
                ..wait(remind::PERSON, a)
            })
        }
        None if late => {
            let mut w = wait("record-find-out", a);
            w.args.push(("owner", Said::Words(a.owner.clone())));
            Some(w)
        }
        None => None,
    }
}

/// The bodies whose record the asker keeps.
fn prepared(who: &Who) -> Vec<Uuid> {
    who.grants().iter().filter(|g| g.role == Role::Secretary).filter_map(|g| g.body).collect()
}

async fn names(app: &App, tenant: Uuid, ids: &[Uuid]) -> Result<HashMap<Uuid, Local>, PageError> {
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let all = municipalities::all(app.db(), tenant).await?;
    Ok(all
        .into_iter()
        .filter(|m| ids.contains(&m.id))
        .map(|m| (m.id, Local { fi: m.name_fi.clone(), sv: m.name_sv.clone(), en: m.name_fi }))
        .collect())
}

/// Open actions by person and body.
pub(crate) fn loads<'a>(app: &'a App, ask: DeskAsk<'a>) -> BoxFuture<'a, Result<Vec<Load>, PageError>> {
    async move {
        let counted = |until: Option<Date>| {
            let mut query = open(ask.tenant.id)
                .select_only()
                .column(action::Column::OwnerPerson)
                .column(action::Column::Body)
                .column_as(action::Column::Id.count(), "n")
                .group_by(action::Column::OwnerPerson)
                .group_by(action::Column::Body);
            if let Some(day) = until {
                query = query.filter(action::Column::Due.lt(Day(day)));
            }
            query.into_tuple::<(Option<Uuid>, Option<Uuid>, i64)>()
        };
        let all = counted(None).all(app.db()).await?;
        let late = counted(Some(ask.today)).all(app.db()).await?;
        Ok(all
            .into_iter()
            .map(|(person, body, n)| Load {
                person,
                body,
                what: "record-load",
                n,
                late: late.iter().find(|(p, b, _)| (*p, *b) == (person, body)).map_or(0, |(_, _, n)| *n),
                path: "/actions".to_owned(),
            })
            .collect())
    }
    .boxed()
}
