//! What an item asks of the municipalities (pyyntö). Only this file knows its table.

use jiff::civil::Date;
use kit::{Id, Local};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};
use store::{Day, Json, Result, Tx};
use uuid::Uuid;

use self::item_ask::{Column, Entity};

store::row!(
    /// What an item asks of municipalities; of none named, all are asked.
    item_ask, "item_ask", {
        item: Uuid,
        text: LocalText,
        municipalities: Json<Vec<Uuid>>,
        due: Option<Day>,
        version: i64,
    }
);
pub use self::item_ask::Model as ItemAsk;

/// What is to be asked.
#[derive(Debug, Clone, Default)]
pub struct NewAsk {
    /// In words.
    pub text: Local,
    /// Of whom; empty means all.
    pub municipalities: Vec<Uuid>,
    /// Until when.
    pub due: Option<Date>,
}

/// What several items ask.
pub async fn of(db: &impl ConnectionTrait, tenant: Uuid, items: Vec<Uuid>) -> Result<Vec<ItemAsk>> {
    Ok(Entity::find().filter(Column::Tenant.eq(tenant)).filter(Column::Item.is_in(items)).all(db).await?)
}

/// Sets what an item asks; an empty text takes it away.
pub async fn set(tx: &mut Tx, item: Uuid, new: NewAsk) -> Result<()> {
    let before = of(tx.conn(), tx.tenant(), vec![item]).await?.into_iter().next();
    if new.text.is_empty() {
        if let Some(before) = before {
            Entity::delete_by_id(before.id).exec(tx.conn()).await?;
            tx.removed("item_ask", before.id, &before)?;
        }
        return Ok(());
    }
    let row = ItemAsk {
        id: before.as_ref().map_or_else(|| Id::<ItemAsk>::new(tx.now()).uuid(), |b| b.id),
        tenant: tx.tenant(),
        item,
        text: Json(new.text),
        municipalities: Json(new.municipalities),
        due: new.due.map(Day),
        version: before.as_ref().map_or(0, |b| b.version) + 1,
    };
    match before {
        Some(before) => tx.change("item_ask", row.id, &before, &row).await,
        None => tx.create("item_ask", row.id, &row).await,
    }
}

impl ItemAsk {
    /// Whether this municipality is asked.
    pub fn concerns(&self, municipality: Uuid) -> bool {
        self.municipalities.0.is_empty() || self.municipalities.0.contains(&municipality)
    }
}
