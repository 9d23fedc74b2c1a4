//! What a region has of its own besides people: its address and sender, colours and logo, own words of texts, and
//! days on which its offices are closed besides the holidays.

use jiff::civil::Date;
use kit::{Id, Lang, Local};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};
use store::{Day, Json, Result, Tx};
use uuid::Uuid;

pub use crate::rows::closed_day::Model as ClosedDay;
pub use crate::rows::look::Model as Look;
pub use crate::rows::tenant::Model as TenantRow;
pub use crate::rows::wording::Model as Wording;
use crate::rows::{closed_day, look, tenant, wording};

/// The tenant's own row.
pub async fn tenant(db: &impl ConnectionTrait, id: Uuid) -> Result<Option<TenantRow>> {
    Ok(tenant::Entity::find_by_id(id).one(db).await?)
}

/// Changes where the region's pages stand, what its council is called, and from where its letters come.
pub async fn change_tenant(tx: &mut Tx, before: &TenantRow, after: &TenantRow) -> Result<()> {
    tx.change("tenant", before.id, before, after).await
}

/// The colours and the logo, where the tenant has chosen any.
pub async fn look(db: &impl ConnectionTrait, tenant: Uuid) -> Result<Option<Look>> {
    Ok(look::Entity::find().filter(look::Column::Tenant.eq(tenant)).one(db).await?)
}

/// Saves colours and logo; the version is set here.
pub async fn save_look(tx: &mut Tx, before: Option<&Look>, mut after: Look) -> Result<Look> {
    after.tenant = tx.tenant();
    match before {
        Some(before) => {
            after.id = before.id;
            after.version = before.version + 1;
            tx.change("look", before.id, before, &after).await?;
        }
        None => {
            after.id = Id::<Look>::new(tx.now()).uuid();
            after.version = 1;
            tx.create("look", after.id, &after).await?;
        }
    }
    Ok(after)
}

/// All texts of which the tenant has its own words.
pub async fn wordings(db: &impl ConnectionTrait, tenant: Uuid) -> Result<Vec<Wording>> {
    Ok(wording::Entity::find()
        .filter(wording::Column::Tenant.eq(tenant))
        .order_by_asc(wording::Column::Key)
        .all(db)
        .await?)
}

/// Sets the tenant's own words of a text; empty ones bring back those of the program. `shown` is the version that
/// was shown, 0 where there were none.
///
/// # Errors
/// [`store::Error::Stale`] when somebody else changed them meanwhile.
pub async fn word(tx: &mut Tx, key: &str, words: Local, shown: i64) -> Result<()> {
    let all = wordings(tx.conn(), tx.tenant()).await?;
    let before = all.into_iter().find(|w| w.key == key);
    Tx::fresh(shown, before.as_ref().map_or(0, |w| w.version))?;
    match before {
        Some(before) => {
            let after = Wording { words: Json(words), version: before.version + 1, ..before.clone() };
            tx.change("wording", before.id, &before, &after).await
        }
        None => {
            let id = Id::<Wording>::new(tx.now()).uuid();
            let row =
                Wording { id, tenant: tx.tenant(), key: key.to_owned(), words: Json(words), version: 1 };
            tx.create("wording", id, &row).await
        }
    }
}

/// The words as pages use them: key, language, text.
pub(crate) async fn worded(db: &impl ConnectionTrait, tenant: Uuid) -> Result<Vec<(String, Lang, String)>> {
    let mut all = Vec::new();
    for row in wordings(db, tenant).await? {
        for lang in Lang::ALL {
            let words = row.words.0.exact(lang);
            if !words.is_empty() {
                all.push((row.key.clone(), lang, words.to_owned()));
            }
        }
    }
    Ok(all)
}

/// The days on which the region's offices are closed besides the holidays, in their order.
pub async fn closed_days(db: &impl ConnectionTrait, tenant: Uuid) -> Result<Vec<ClosedDay>> {
    Ok(closed_day::Entity::find()
        .filter(closed_day::Column::Tenant.eq(tenant))
        .order_by_asc(closed_day::Column::Day)
        .all(db)
        .await?)
}

/// Adds such a day.
///
/// # Errors
/// [`store::Error::Taken`] where the day is there already.
pub async fn close_day(tx: &mut Tx, day: Date, name: Local) -> Result<ClosedDay> {
    let id = Id::<ClosedDay>::new(tx.now()).uuid();
    let row = ClosedDay { id, tenant: tx.tenant(), day: Day(day), name: Json(name) };
    tx.create("closed_day", id, &row).await?;
    Ok(row)
}

/// Takes such a day away.
pub async fn open_day(tx: &mut Tx, row: &ClosedDay) -> Result<()> {
    closed_day::Entity::delete_by_id(row.id).exec(tx.conn()).await?;
    tx.removed("closed_day", row.id, row)
}
