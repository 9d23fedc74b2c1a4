//! Municipalities through time. The facts are the register's ([`territory`]); a row here gives each its stable id
//! and address within the tenant.

use axum::http::{HeaderMap, header};
use jiff::civil::Date;
use kit::Id;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};
use store::{Day, Result, Tx, sort_key};
use uuid::Uuid;

pub use crate::rows::municipality::Model as Municipality;
use crate::rows::municipality::{Column, Entity};

/// Makes rows for all municipalities that are or ever were in the region, as far back as the register reaches.
pub(crate) async fn fill(tx: &mut Tx, region_code: &str) -> Result<()> {
    let first = territory::covered_from(region_code);
    let mut known: Vec<&territory::Municipality> = Vec::new();
    for year in first.year()..=kit::local_date(tx.now()).year() {
        let day = Date::new(year, 1, 1).unwrap_or(first).max(first);
        for m in territory::members(region_code, day) {
            if !known.iter().any(|k| k.code == m.code) {
                known.push(m);
            }
        }
    }
    let ids: Vec<(&str, Uuid)> =
        known.iter().map(|m| (m.code, Id::<Municipality>::new(tx.now()).uuid())).collect();
    let id_of = |code: &str| ids.iter().find(|(c, _)| *c == code).map(|(_, id)| *id);
    for m in known {
        let Some(id) = id_of(m.code) else { continue };
        let row = Municipality {
            id,
            tenant: tx.tenant(),
            code: m.code.to_owned(),
            slug: slug(m.name_fi),
            name_fi: m.name_fi.to_owned(),
            name_sv: m.name_sv.to_owned(),
            sort_key: sort_key(m.name_fi),
            valid_from: m.from.map(Day),
            valid_to: m.to.map(Day),
            merged_into: m.merged_into.and_then(id_of),
        };
        tx.create("municipality", id, &row).await?;
    }
    Ok(())
}

/// `Hämeenkoski` as `hameenkoski`, for addresses.
pub fn slug(name: &str) -> String {
    name.to_lowercase()
        .chars()
        .filter_map(|c| match c {
            'ä' | 'å' => Some('a'),
            'ö' => Some('o'),
            'a'..='z' | '0'..='9' => Some(c),
            ' ' | '-' | '–' => Some('-'),
            _ => None,
        })
        .collect()
}

/// The members of the region on a day, in Finnish order.
pub async fn on(db: &impl ConnectionTrait, tenant: &page::Tenant, day: Date) -> Result<Vec<Municipality>> {
    let codes: Vec<&str> = territory::members(&tenant.region_code, day).iter().map(|m| m.code).collect();
    Ok(Entity::find()
        .filter(Column::Tenant.eq(tenant.id))
        .filter(Column::Code.is_in(codes))
        .order_by_asc(Column::SortKey)
        .all(db)
        .await?)
}

/// All that are or were in the region, in Finnish order.
pub async fn all(db: &impl ConnectionTrait, tenant: Uuid) -> Result<Vec<Municipality>> {
    Ok(Entity::find().filter(Column::Tenant.eq(tenant)).order_by_asc(Column::SortKey).all(db).await?)
}

/// The municipality of an address.
pub async fn by_slug(db: &impl ConnectionTrait, tenant: Uuid, slug: &str) -> Result<Option<Municipality>> {
    Ok(Entity::find().filter(Column::Tenant.eq(tenant)).filter(Column::Slug.eq(slug)).one(db).await?)
}

/// The municipality of an id.
pub async fn get(db: &impl ConnectionTrait, tenant: Uuid, id: Uuid) -> Result<Option<Municipality>> {
    Ok(Entity::find_by_id(id).filter(Column::Tenant.eq(tenant)).one(db).await?)
}

/// The cookie in which a browser keeps which municipality is its reader's own. It is set by the reader's own press
/// only, says nothing else, and no server keeps it.
pub const REMEMBERED: &str = "__Host-talkoot-municipality";

/// The municipality that the reader has asked to be remembered, by its name in the address.
pub fn remembered(headers: &HeaderMap) -> Option<String> {
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|h| h.to_str().ok())
        .flat_map(|all| all.split(';'))
        .filter_map(|one| one.trim().split_once('='))
        .find(|(name, value)| *name == REMEMBERED && !value.is_empty())
        .map(|(_, value)| value.to_owned())
}

impl Municipality {
    /// The name in a language (Finnish and English use the Finnish one).
    pub fn name(&self, lang: kit::Lang) -> &str {
        if lang == kit::Lang::Sv { &self.name_sv } else { &self.name_fi }
    }

    /// The name as a text in several languages.
    pub fn local(&self) -> kit::Local {
        kit::Local { fi: self.name_fi.clone(), sv: self.name_sv.clone(), en: self.name_fi.clone() }
    }
}
