//! What an import brings by the thousand, and takes away again whole: many rows in few statements, in the trail one
//! line each. The ids are chosen before.

use std::collections::HashSet;

use futures::future::{BoxFuture, FutureExt};
use kit::Event;
use sea_orm::{ColumnTrait, EntityTrait, ExprTrait, QueryFilter};
use store::{Result, Tx};
use uuid::Uuid;

use crate::bodies::{self, NewBody, NewMembership};
use crate::persons::{self, NewPerson};
use crate::rows::{body, membership, person};

/// What stands in the trail for each thing that an import made.
pub const VERB: &str = "imported";

/// Founds bodies.
pub async fn make_bodies(tx: &mut Tx, new: Vec<(Uuid, NewBody)>) -> Result<()> {
    let tenant = tx.tenant();
    let rows: Vec<body::Model> = new.into_iter().map(|(id, n)| bodies::row_of(tenant, id, n)).collect();
    tx.create_many("body", VERB, rows, |r| r.id).await
}

/// Adds persons.
pub async fn make_persons(tx: &mut Tx, new: Vec<(Uuid, NewPerson)>) -> Result<()> {
    let tenant = tx.tenant();
    let rows: Vec<person::Model> =
        new.into_iter().map(|(id, n)| persons::row_of(tenant, id, n, None)).collect();
    tx.create_many("person", VERB, rows, |r| r.id).await
}

/// Gives seats. `fresh` are the persons that the same import makes; the others hear of their seat.
pub async fn make_members(tx: &mut Tx, new: Vec<(Uuid, NewMembership)>, fresh: &HashSet<Uuid>) -> Result<()> {
    let tenant = tx.tenant();
    let rows: Vec<membership::Model> =
        new.into_iter().map(|(id, n)| bodies::seat_of(tenant, id, n)).collect();
    let told: HashSet<Uuid> = rows.iter().filter_map(|r| r.person).filter(|p| !fresh.contains(p)).collect();
    tx.create_many("membership", VERB, rows, |r| r.id).await?;
    for person in told {
        tx.noted("person", person, "seated", &[]);
    }
    Ok(())
}

/// Takes away what an import made.
pub(crate) fn on<'a>(event: &'a Event, tx: &'a mut Tx) -> BoxFuture<'a, Result<()>> {
    async move {
        let Event::Unmake { kind, ids } = event else { return Ok(()) };
        let tenant = tx.tenant();
        for part in ids.chunks(5_000) {
            let part = part.iter().copied();
            match kind.as_str() {
                "body" => {
                    let all = body::Entity::delete_many().filter(body::Column::Tenant.eq(tenant));
                    all.filter(body::Column::Id.is_in(part)).exec(tx.conn()).await?;
                }
                "person" => {
                    let all = person::Entity::delete_many().filter(person::Column::Tenant.eq(tenant));
                    all.filter(person::Column::Id.is_in(part)).exec(tx.conn()).await?;
                }
                "membership" => {
                    let mine = membership::Column::Tenant.eq(tenant).and(membership::Column::Id.is_in(part));
                    let gone = membership::Entity::find().filter(mine.clone()).all(tx.conn()).await?;
                    membership::Entity::delete_many().filter(mine).exec(tx.conn()).await?;
                    let told: HashSet<Uuid> = gone.into_iter().filter_map(|m| m.person).collect();
                    for person in told {
                        tx.noted("person", person, "unseated", &[]);
                    }
                }
                _ => return Ok(()),
            }
        }
        Ok(())
    }
    .boxed()
}
