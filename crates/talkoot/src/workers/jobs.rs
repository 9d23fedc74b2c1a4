//! Jobs: taken with a lease, given to the feature that knows their kind.

use std::panic::AssertUnwindSafe;

use futures::FutureExt;
use jiff::{SignedDuration, Timestamp};
use page::App;
use sea_orm::{ColumnTrait, EntityTrait, ModelTrait, QueryFilter, QuerySelect};
use store::Stamp;
use store::jobs::{self, Job};

const LEASE: SignedDuration = SignedDuration::from_mins(10);
const AT_ONCE: u64 = 4;

type Row = <Job as ModelTrait>::Entity;
type Column = <Row as EntityTrait>::Column;

pub(super) async fn run(app: App) {
    let mut changes = app.store().changes();
    loop {
        changes.mark_unchanged();
        match due(&app, app.now()).await {
            Ok(true) => {
                if let Err(error) = work(&app).await {
                    tracing::error!(%error, "jobs could not be taken");
                    super::next(&mut changes).await;
                }
            }
            Ok(false) => super::next(&mut changes).await,
            Err(error) => {
                tracing::error!(%error, "jobs could not be read");
                super::next(&mut changes).await;
            }
        }
    }
}

/// Looks without writing: taking is a write, and an idle program writes nothing.
async fn due(app: &App, now: Timestamp) -> store::Result<bool> {
    let now = Stamp::from(now);
    let found: Option<uuid::Uuid> = Row::find()
        .select_only()
        .column(Column::Id)
        .filter(Column::State.eq("waiting"))
        .filter(Column::RunAt.lte(now))
        .filter(Column::LeaseUntil.lte(now))
        .into_tuple()
        .one(app.db())
        .await?;
    Ok(found.is_some())
}

async fn work(app: &App) -> store::Result<()> {
    let taken = jobs::take(app.store(), app.now(), LEASE, AT_ONCE).await?;
    for job in taken {
        let result = run_one(app, &job).await;
        if let Err(why) = &result {
            tracing::warn!(kind = job.kind, %why, attempts = job.attempts, "a job failed");
        }
        jobs::settle(app.store(), &job, app.now(), result).await?;
    }
    Ok(())
}

async fn run_one(app: &App, job: &Job) -> Result<(), String> {
    let handler = app
        .features()
        .iter()
        .flat_map(|f| &f.jobs)
        .find(|h| h.kind == job.kind)
        .ok_or_else(|| format!("no feature does jobs of the kind {}", job.kind))?;
    // A panic is this job's failure and not the end of all jobs.
    match AssertUnwindSafe((handler.run)(app, job.tenant, &job.payload)).catch_unwind().await {
        Ok(result) => result.map_err(|e| e.to_string()),
        Err(_) => Err("the work panicked".to_owned()),
    }
}
