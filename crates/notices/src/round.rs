//! The round: looks what is new of all that is followed, and writes the letters that are due. It asks for its own next
//! run as long as anybody follows.

use std::collections::{HashMap, HashSet};

use futures::future::{BoxFuture, FutureExt};
use jiff::{SignedDuration, Timestamp};
use kit::Id;
use page::{App, PageError, Tenant};
use people::tenants;
use sea_orm::{ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};
use serde::{Deserialize, Serialize};
use store::{Act, Day, Stamp, Tx, audit, jobs};
use uuid::Uuid;

use crate::follows::{self, Follow};
use crate::letters::Sender;
use crate::news::{self, News};
use crate::tables::clock;
use crate::what::What;

/// The kind of the job.
pub(crate) const KIND: &str = "notices-round";
/// From one round to the next.
const EVERY: SignedDuration = SignedDuration::from_mins(5);
/// A round that is late by this much has been lost.
const LOST: SignedDuration = SignedDuration::from_hours(6);
/// One letter tells of at most so many things; the rest follows in the next.
const MOST: usize = 50;

#[derive(Debug, Serialize, Deserialize)]
struct Payload {
    no: i64,
}

async fn clock_of(db: &impl ConnectionTrait, tenant: Uuid) -> store::Result<Option<clock::Model>> {
    Ok(clock::Entity::find().filter(clock::Column::Tenant.eq(tenant)).one(db).await?)
}

/// Sees to it that rounds run: begins them where none is on its way.
pub(crate) async fn ensure(tx: &Tx) -> store::Result<()> {
    let clock = clock_of(tx.conn(), tx.tenant()).await?;
    let lost = |c: &clock::Model| c.runs_at.at().checked_add(LOST).is_ok_and(|until| until < tx.now());
    if clock.as_ref().is_some_and(|c| !lost(c)) {
        return Ok(());
    }
    plan(tx, clock, 0).await
}

/// Asks for the next round. An older one that should still turn up does nothing.
async fn plan(tx: &Tx, clock: Option<clock::Model>, position: i64) -> store::Result<()> {
    let runs_at = tx.now().checked_add(EVERY).unwrap_or(tx.now());
    let no = clock.as_ref().map_or(1, |c| c.no + 1);
    let row = clock::Model {
        id: clock.as_ref().map_or_else(|| Id::<clock::Model>::new(tx.now()).uuid(), |c| c.id),
        tenant: tx.tenant(),
        no,
        runs_at: runs_at.into(),
        position,
        day: Day(kit::local_date(tx.now())),
    };
    let active = clock::ActiveModel::from(row).reset_all();
    if clock.is_some() {
        clock::Entity::update(active).exec_without_returning(tx.conn()).await?;
    } else {
        tx.insert(active).await?;
    }
    jobs::enqueue(tx, KIND, &Payload { no }, runs_at).await?;
    Ok(())
}

async fn begin(app: &App, tenant: Uuid, now: Timestamp) -> store::Result<Tx> {
    app.store().begin(Act::machinery("notices", tenant, now)).await
}

/// Does the round of a tenant.
pub(crate) fn run<'a>(app: &'a App, tenant: Uuid, payload: &'a str) -> BoxFuture<'a, Result<(), PageError>> {
    async move {
        let asked: Payload = serde_json::from_str(payload).map_err(PageError::inside)?;
        let Some(clock) = clock_of(app.db(), tenant).await?.filter(|c| c.no == asked.no) else {
            return Ok(());
        };
        let Some(tenant) = tenants::list(app.db()).await?.into_iter().find(|t| t.id == tenant) else {
            return Ok(());
        };
        let now = app.now();
        let mut tx = begin(app, tenant.id, now).await?;
        follows::forget_old(&mut tx).await?;
        tx.commit_quietly().await?;
        let all = follows::confirmed(app.db(), tenant.id).await?;
        // What the round itself writes is no reason for another one.
        let position = audit::last_no(app.db(), tenant.id).await?;
        let changed = position != clock.position || clock.day.0 != app.today();
        look(app, tenant.id, &all, changed).await?;
        write(app, &tenant, all).await?;
        let tx = begin(app, tenant.id, now).await?;
        if follows::any(tx.conn(), tenant.id).await? {
            plan(&tx, Some(clock), position).await?;
        } else {
            clock::Entity::delete_by_id(clock.id).exec(tx.conn()).await?;
        }
        tx.commit_quietly().await?;
        Ok(())
    }
    .boxed()
}

/// Looks what is new of each followed thing, once for all its followers. Where nothing has changed only the words are
/// looked for: the index comes a moment after the record.
async fn look(app: &App, tenant: Uuid, all: &[Follow], changed: bool) -> Result<(), PageError> {
    let codes: HashSet<&str> = all.iter().map(|f| f.what.as_str()).collect();
    for what in codes.iter().filter_map(|c| What::parse(c)) {
        if !changed && !matches!(what, What::Word(_)) {
            continue;
        }
        let Some(things) = news::gather(app, tenant, &what).await? else { continue };
        let mut tx = begin(app, tenant, app.now()).await?;
        news::sync(&mut tx, &what, things).await?;
        tx.commit_quietly().await?;
    }
    let followed: Vec<String> = codes.into_iter().map(str::to_owned).collect();
    let tx = begin(app, tenant, app.now()).await?;
    news::forget_unfollowed(&tx, &followed).await?;
    tx.commit_quietly().await?;
    Ok(())
}

/// Writes the letters that are due, each in a transaction of its own: letter, what was told and how far are one.
async fn write(app: &App, tenant: &Tenant, all: Vec<Follow>) -> Result<(), PageError> {
    let mut by_owner: HashMap<Uuid, Vec<Follow>> = HashMap::new();
    for f in all {
        by_owner.entry(f.follower).or_default().push(f);
    }
    let sender = Sender { app, tenant };
    for (id, mine) in by_owner {
        let Some(owner) = follows::get(app.db(), tenant.id, id).await? else { continue };
        if owner.due_at > Stamp::from(app.now()) {
            continue;
        }
        let mut tx = begin(app, tenant.id, app.now()).await?;
        // Read in the transaction: who stopped meanwhile gets nothing.
        let Some(owner) = follows::get(tx.conn(), tenant.id, id).await? else { continue };
        let upto = news::last_no(tx.conn(), tenant.id).await?;
        let mut found: Vec<News> = Vec::new();
        for f in &mine {
            found.extend(news::after(tx.conn(), tenant.id, &f.what, f.since_no).await?);
        }
        found.sort_by_key(|n| n.no);
        let mut known: HashSet<String> =
            follows::told_of(tx.conn(), tenant.id, id).await?.into_iter().collect();
        found.retain(|n| known.insert(n.thing.clone()));
        let more = found.len() > MOST;
        found.truncate(MOST);
        if let Some(last) = found.last().map(|n| n.no) {
            let mut followed = Vec::new();
            for what in mine.iter().filter_map(|f| What::parse(&f.what)) {
                followed.extend(news::named(app, tenant.id, &what).await?);
            }
            sender.news(&tx, &owner, &found, &followed).await?;
            let things: Vec<String> = found.into_iter().map(|n| n.thing).collect();
            follows::note_told(&mut tx, id, &things).await?;
            follows::move_on(&tx, &owner, if more { last } else { upto }).await?;
            tx.noted("follower", id, "told", &[("things", &things.len().to_string())]);
            tx.commit().await?;
        } else {
            follows::move_on(&tx, &owner, upto).await?;
            tx.commit_quietly().await?;
        }
    }
    Ok(())
}
