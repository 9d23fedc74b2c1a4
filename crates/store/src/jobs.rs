//! Slow or fallible work as rows of the transaction that wants it. A job may run twice without harm.

use jiff::{SignedDuration, Timestamp};
use sea_orm::sea_query::Expr;
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, ExprTrait, QueryFilter, QueryOrder, QuerySelect};
use serde::Serialize;
use uuid::Uuid;

use crate::{Result, Stamp, Store, Tx};

#[allow(missing_docs, reason = "the columns are words of the field")]
mod row {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "job")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub tenant: Uuid,
        pub kind: String,
        pub payload: String,
        pub state: String,
        pub attempts: i64,
        pub last_error: Option<String>,
        pub run_at: crate::Stamp,
        pub lease_until: crate::Stamp,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// A job as it lies in the store.
pub use row::Model as Job;

/// Jobs that failed this many times are left for a person to see.
const MOST_ATTEMPTS: i64 = 8;

/// Asks for work of this kind at `run_at`, as part of the transaction.
pub async fn enqueue(tx: &Tx, kind: &str, payload: &impl Serialize, run_at: Timestamp) -> Result<Uuid> {
    let id: kit::Id<Job> = kit::Id::new(tx.now());
    tx.insert(row::ActiveModel {
        id: Set(id.uuid()),
        tenant: Set(tx.tenant()),
        kind: Set(kind.to_owned()),
        payload: Set(serde_json::to_string(payload)?),
        state: Set("waiting".to_owned()),
        attempts: Set(0),
        last_error: Set(None),
        run_at: Set(run_at.into()),
        lease_until: Set(Stamp(0)),
    })
    .await?;
    Ok(id.uuid())
}

/// Takes jobs that are due, each for `lease`.
pub async fn take(store: &Store, now: Timestamp, lease: SignedDuration, most: u64) -> Result<Vec<Job>> {
    let until: Stamp = now.checked_add(lease).unwrap_or(now).into();
    let now: Stamp = now.into();
    let tx = store.begin(crate::Act::machinery("jobs", Uuid::nil(), now.at())).await?;
    let due: Vec<Uuid> = row::Entity::find()
        .select_only()
        .column(row::Column::Id)
        .filter(row::Column::State.eq("waiting"))
        .filter(row::Column::RunAt.lte(now))
        .filter(row::Column::LeaseUntil.lte(now))
        .order_by_asc(row::Column::RunAt)
        .limit(most)
        .into_tuple()
        .all(tx.conn())
        .await?;
    let taken = row::Entity::update_many()
        .col_expr(row::Column::LeaseUntil, Expr::value(until))
        .col_expr(row::Column::Attempts, Expr::col(row::Column::Attempts).add(1))
        .filter(row::Column::Id.is_in(due))
        .filter(row::Column::LeaseUntil.lte(now))
        .exec_with_returning(tx.conn())
        .await?;
    tx.commit_quietly().await?;
    Ok(taken)
}

/// Writes down how a job ended: done, or failed and tried again after a growing wait.
pub async fn settle(store: &Store, job: &Job, now: Timestamp, result: Result<(), String>) -> Result<()> {
    let tx = store.begin(crate::Act::machinery("jobs", Uuid::nil(), now)).await?;
    let update = row::Entity::update_many().filter(row::Column::Id.eq(job.id));
    let update = match result {
        Ok(()) => update.col_expr(row::Column::State, Expr::value("done")),
        Err(why) if job.attempts >= MOST_ATTEMPTS => update
            .col_expr(row::Column::State, Expr::value("failed"))
            .col_expr(row::Column::LastError, Expr::value(why)),
        Err(why) => {
            let wait = SignedDuration::from_secs(15_i64 << job.attempts.clamp(0, 10));
            let at: Stamp = now.checked_add(wait).unwrap_or(now).into();
            update
                .col_expr(row::Column::RunAt, Expr::value(at))
                .col_expr(row::Column::LeaseUntil, Expr::value(Stamp(0)))
                .col_expr(row::Column::LastError, Expr::value(why))
        }
    };
    update.exec(tx.conn()).await?;
    tx.commit_quietly().await
}
