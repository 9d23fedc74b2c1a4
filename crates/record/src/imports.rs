//! What an import brings by the thousand, and takes away again whole: many rows in few statements, in the trail one
//! line each. The ids are chosen before, so that what belongs together can be made ready outside the transaction.

use futures::future::{BoxFuture, FutureExt};
use kit::{Event, When};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use store::{Result, Tx};
use uuid::Uuid;

use crate::actions::{self, NewAction};
use crate::documents::{self, NewDocument};
use crate::matters::{self, NewMatter};
use crate::rows::{action, action_state, document, matter};

/// What stands in the trail for each thing that an import made.
pub const VERB: &str = "imported";

/// Makes matters.
pub async fn make_matters(tx: &mut Tx, new: Vec<(Uuid, NewMatter)>) -> Result<()> {
    let rows: Vec<matter::Model> = new.into_iter().map(|(id, n)| matters::row_of(tx, id, n)).collect();
    tx.create_many("matter", VERB, rows, |r| r.id).await
}

/// An action that an import brings.
#[derive(Debug, Clone)]
pub struct PastAction {
    /// The id that it gets.
    pub id: Uuid,
    /// The key by which it is found again.
    pub key: Option<String>,
    /// When it was agreed.
    pub at: When,
    /// What it is.
    pub new: NewAction,
}

/// Makes actions. Gives the ids of the states, one per municipality that is asked.
pub async fn make_actions(tx: &mut Tx, new: Vec<PastAction>) -> Result<Vec<Uuid>> {
    let (mut rows, mut states) = (Vec::new(), Vec::new());
    for n in new {
        let (row, asked) = actions::rows_of(tx, n.id, n.new, n.key, &n.at);
        rows.push(row);
        states.extend(asked);
    }
    let ids = states.iter().map(|s| s.id).collect();
    tx.create_many("action", VERB, rows, |r| r.id).await?;
    tx.create_many("action_state", VERB, states, |r| r.id).await?;
    Ok(ids)
}

/// Attaches documents.
pub async fn make_documents(tx: &mut Tx, new: Vec<(Uuid, NewDocument)>) -> Result<()> {
    let tenant = tx.tenant();
    let rows: Vec<document::Model> =
        new.into_iter().map(|(id, n)| documents::row_of(tenant, id, 1, n)).collect();
    tx.create_many("document", VERB, rows, |r| r.id).await
}

/// Takes away what an import made.
pub(crate) fn on<'a>(event: &'a Event, tx: &'a mut Tx) -> BoxFuture<'a, Result<()>> {
    async move {
        let Event::Unmake { kind, ids } = event else { return Ok(()) };
        let (tenant, conn) = (tx.tenant(), tx.conn());
        for part in ids.chunks(5_000) {
            let part = part.iter().copied();
            match kind.as_str() {
                "matter" => {
                    let all = matter::Entity::delete_many().filter(matter::Column::Tenant.eq(tenant));
                    all.filter(matter::Column::Id.is_in(part)).exec(conn).await?;
                }
                "action" => {
                    let all = action::Entity::delete_many().filter(action::Column::Tenant.eq(tenant));
                    all.filter(action::Column::Id.is_in(part)).exec(conn).await?;
                }
                "action_state" => {
                    let all =
                        action_state::Entity::delete_many().filter(action_state::Column::Tenant.eq(tenant));
                    all.filter(action_state::Column::Id.is_in(part)).exec(conn).await?;
                }
                "document" => {
                    let all = document::Entity::delete_many().filter(document::Column::Tenant.eq(tenant));
                    all.filter(document::Column::Id.is_in(part)).exec(conn).await?;
                }
                _ => return Ok(()),
            }
        }
        Ok(())
    }
    .boxed()
}
