//! Whether the chains are as they were written.

use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

use super::chain::{START, chain_hash, digest};
use super::rows::{head, row, value};
use crate::{Result, Store};

/// What is wrong with a chain.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Broken {
    /// A number is missing or out of order.
    #[error("tenant {tenant}: entry {expected} is missing")]
    Gap {
        /// Whose chain.
        tenant: Uuid,
        /// The number that should stand here.
        expected: i64,
    },
    /// An entry does not hash to what it says, or does not follow the one before.
    #[error("tenant {tenant}: entry {no} has been changed")]
    Changed {
        /// Whose chain.
        tenant: Uuid,
        /// Which entry.
        no: i64,
    },
    /// A value beside the chain is not the one that was written.
    #[error("tenant {tenant}: the value of {field} at entry {no} has been changed")]
    Value {
        /// Whose chain.
        tenant: Uuid,
        /// Which entry.
        no: i64,
        /// Which field.
        field: String,
    },
    /// The head does not say what the last entry says.
    #[error("tenant {tenant}: the end of the chain has been cut")]
    Cut {
        /// Whose chain.
        tenant: Uuid,
    },
}

/// Walks all chains and says what is wrong; an empty list means that all is as it was written.
/// The second value is the number of entries that were read.
pub async fn verify(store: &Store) -> Result<(Vec<Broken>, u64)> {
    let db = store.read();
    let mut broken = Vec::new();
    let mut count = 0;
    for head in head::Entity::find().all(db).await? {
        let tenant = head.tenant;
        let mut prev = START.to_owned();
        let mut no = 0;
        loop {
            let rows = row::Entity::find()
                .filter(row::Column::Tenant.eq(tenant))
                .filter(row::Column::No.gt(no))
                .order_by_asc(row::Column::No)
                .limit(500)
                .all(db)
                .await?;
            let Some(last) = rows.last().map(|r| r.no) else { break };
            let values = value::Entity::find()
                .filter(value::Column::Tenant.eq(tenant))
                .filter(value::Column::No.gt(no))
                .filter(value::Column::No.lte(last))
                .all(db)
                .await?;
            for r in &rows {
                count += 1;
                if r.no != no + 1 {
                    broken.push(Broken::Gap { tenant, expected: no + 1 });
                }
                if r.prev != prev || chain_hash(r) != r.hash {
                    broken.push(Broken::Changed { tenant, no: r.no });
                }
                let digests: Vec<(String, String)> = serde_json::from_str(&r.fields)?;
                for v in values.iter().filter(|v| v.no == r.no) {
                    let Some(text) = &v.value else { continue };
                    let right = digests.iter().any(|(f, d)| *f == v.field && *d == digest(&v.salt, f, text));
                    if !right {
                        broken.push(Broken::Value { tenant, no: r.no, field: v.field.clone() });
                    }
                }
                prev.clone_from(&r.hash);
                no = r.no;
            }
        }
        if no != head.no || prev != head.hash {
            broken.push(Broken::Cut { tenant });
        }
    }
    Ok((broken, count))
}
