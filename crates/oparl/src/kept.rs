//! The kept objects, read.

use std::collections::HashMap;

use page::{PageError, Visit};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder,
    QuerySelect,
};
use serde_json::{Map, Value};
use store::Stamp;
use uuid::Uuid;

use crate::Kind;
use crate::envelope::Filter;
use crate::json::Head;
use crate::tables::object::{self as rows, Column as C, Model};

/// One page of a list.
pub(crate) struct Found {
    pub(crate) rows: Vec<Model>,
    pub(crate) total: u64,
    pub(crate) more: bool,
}

/// How many objects of each type there are.
pub(crate) async fn counts(
    db: &impl ConnectionTrait,
    tenant: Uuid,
) -> Result<HashMap<String, i64>, PageError> {
    let rows: Vec<(String, i64)> = rows::Entity::find()
        .select_only()
        .column(C::Kind)
        .column_as(C::Id.count(), "count")
        .filter(C::Tenant.eq(tenant))
        .filter(C::Deleted.eq(false))
        .group_by(C::Kind)
        .into_tuple()
        .all(db)
        .await
        .map_err(store::Error::from)?;
    Ok(rows.into_iter().collect())
}

/// When anything last changed.
pub(crate) async fn changed(
    db: &impl ConnectionTrait,
    tenant: Uuid,
) -> Result<Option<jiff::Timestamp>, PageError> {
    let latest: Option<Option<Stamp>> = rows::Entity::find()
        .select_only()
        .column_as(C::Modified.max(), "latest")
        .filter(C::Tenant.eq(tenant))
        .into_tuple()
        .one(db)
        .await
        .map_err(store::Error::from)?;
    Ok(latest.flatten().map(Stamp::at))
}

/// One object, also one that is gone.
pub(crate) async fn object(
    db: &impl ConnectionTrait,
    tenant: Uuid,
    kind: &str,
    id: Uuid,
) -> Result<Option<Model>, PageError> {
    Ok(rows::Entity::find()
        .filter(C::Tenant.eq(tenant))
        .filter(C::Kind.eq(kind))
        .filter(C::Object.eq(id))
        .one(db)
        .await
        .map_err(store::Error::from)?)
}

/// Objects of a type in the order in which they came. What is gone is listed only where changes are asked for, so
/// that whoever keeps a copy learns of it.
pub(crate) async fn list(
    db: &impl ConnectionTrait,
    tenant: Uuid,
    kind: Kind,
    organisation: Option<Uuid>,
    filter: &Filter,
) -> Result<Found, PageError> {
    let mut all = Condition::all().add(C::Tenant.eq(tenant)).add(C::Kind.eq(kind.name));
    if let Some(organisation) = organisation {
        all = all.add(C::Organisation.eq(organisation));
    }
    let stamp = |at: jiff::Timestamp| Stamp::from(at);
    if let Some(from) = filter.created.0 {
        all = all.add(C::Created.gte(stamp(from)));
    }
    if let Some(to) = filter.created.1 {
        all = all.add(C::Created.lt(stamp(to)));
    }
    if let Some(from) = filter.modified.0 {
        all = all.add(C::Modified.gte(stamp(from)));
    }
    if let Some(to) = filter.modified.1 {
        all = all.add(C::Modified.lt(stamp(to)));
    }
    if filter.modified.0.is_none() {
        all = all.add(C::Deleted.eq(false));
    }
    let query = rows::Entity::find().filter(all);
    let total = query.clone().count(db).await.map_err(store::Error::from)?;
    let mut rows = query
        .filter(C::No.gt(filter.after))
        .order_by_asc(C::No)
        .limit(filter.limit + 1)
        .all(db)
        .await
        .map_err(store::Error::from)?;
    let more = rows.len() as u64 > filter.limit;
    rows.truncate(usize::try_from(filter.limit).unwrap_or(usize::MAX));
    Ok(Found { rows, total, more })
}

/// The objects as they are served; papers with their consultations within.
pub(crate) async fn values(
    v: &Visit,
    rows: Vec<Model>,
    omit_internal: bool,
) -> Result<Vec<Value>, PageError> {
    let papers: Vec<Uuid> =
        rows.iter().filter(|r| r.kind == "Paper" && !r.deleted).map(|r| r.object).collect();
    let mut parts: HashMap<Uuid, Vec<Value>> = HashMap::new();
    if !papers.is_empty() && !omit_internal {
        let all = rows::Entity::find()
            .filter(C::Tenant.eq(v.tenant.id))
            .filter(C::PartOf.is_in(papers))
            .filter(C::Deleted.eq(false))
            .order_by_asc(C::No)
            .all(v.app.db())
            .await
            .map_err(store::Error::from)?;
        for part in all {
            if let (Some(whole), Some(value)) = (part.part_of, value(v, &part, Map::new())) {
                parts.entry(whole).or_default().push(value);
            }
        }
    }
    Ok(rows
        .iter()
        .filter_map(|row| {
            let mut more = Map::new();
            if let Some(consultations) = parts.remove(&row.object) {
                more.insert("consultation".into(), Value::Array(consultations));
            }
            let mut value = value(v, row, more)?;
            if omit_internal && let Some(map) = value.as_object_mut() {
                map.retain(|_, v| {
                    !v.is_object() && !v.as_array().is_some_and(|a| a.iter().any(Value::is_object))
                });
            }
            Some(value)
        })
        .collect())
}

fn value(v: &Visit, row: &Model, more: Map<String, Value>) -> Option<Value> {
    let head = Head {
        kind: Kind::named(&row.kind)?,
        id: row.object,
        created: row.created.at(),
        modified: row.modified.at(),
        deleted: row.deleted,
    };
    let mut properties: Map<String, Value> = serde_json::from_str(&row.json).unwrap_or_default();
    properties.extend(more);
    Some(crate::json::object(&v.tenant.base_url, head, properties))
}
