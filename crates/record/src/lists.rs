//! Long lists, fifty at a time, by the place where the last one ended: as quick on the last page as on the first.

use kit::{Publicity, Role, Who};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, Select,
};
use serde::Deserialize;
use store::Result;
use uuid::Uuid;

use crate::decisions::Decision;
use crate::documents::{self, Document};
use crate::matters::{self, Matter};
use crate::rows::{decision, document, matter};
use crate::{rights, words};

/// As many rows stand on one page of a list.
pub const PAGE: u64 = 50;

/// The place where a page of a list ended: the sorting column and the id.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    order: String,
    id: Uuid,
}

impl Place {
    /// Reads the form that addresses carry.
    pub fn parse(text: &str) -> Option<Self> {
        let (order, id) = text.rsplit_once('~')?;
        Some(Self { order: order.to_owned(), id: id.parse().ok()? })
    }

    /// The form that addresses carry.
    pub fn code(&self) -> String {
        format!("{}~{}", self.order, self.id)
    }

    fn after<C: ColumnTrait>(&self, order: C, id: C) -> Condition {
        Condition::any()
            .add(order.lt(self.order.as_str()))
            .add(Condition::all().add(order.eq(self.order.as_str())).add(id.lt(self.id)))
    }
}

/// One page, and where the next begins.
#[derive(Debug, Clone)]
pub struct Page<T> {
    /// The rows that the asker may know of.
    pub rows: Vec<T>,
    /// Where the next page begins; `None` on the last.
    pub next: Option<String>,
}

/// What the address of the list of decisions asks for.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct DecisionFilter {
    /// The body, by its key.
    pub body: String,
    /// The year.
    pub year: String,
    /// Words.
    pub q: String,
    /// `decision` or `outline`.
    pub kind: String,
    /// Where the page before ended.
    pub after: String,
    /// `csv`, `xlsx`, `json`; empty is the page.
    pub format: String,
}

/// What the address of the list of matters asks for.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct MatterFilter {
    /// Words.
    pub q: String,
    /// One of [`matters::STATES`].
    pub state: String,
    /// The year.
    pub year: String,
    /// Where the page before ended.
    pub after: String,
    /// `csv`, `xlsx`, `json`; empty is the page.
    pub format: String,
}

/// What the address of the list of documents asks for.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct DocumentFilter {
    /// Words.
    pub q: String,
    /// The kind.
    pub kind: String,
    /// Where the page before ended.
    pub after: String,
}

/// The year of a filter, where it is one.
pub fn year(text: &str) -> Option<i32> {
    text.trim().parse().ok().filter(|y| (1000..=9000).contains(y))
}

fn own_bodies(who: &Who) -> Vec<Uuid> {
    who.grants().iter().filter(|g| g.role != Role::Admin).filter_map(|g| g.body).collect()
}

/// Decisions that the asker may know of, latest first; those without a known date last. `body` is the id of the
/// body that the filter names. With words, only such as may be read.
pub async fn decisions(
    db: &impl ConnectionTrait,
    (tenant, who): (Uuid, &Who),
    filter: &DecisionFilter,
    body: Option<Uuid>,
    most: u64,
) -> Result<Page<Decision>> {
    use decision::Column as C;
    let mut query = decision::Entity::find().filter(C::Tenant.eq(tenant));
    if !who.has(Role::Coordinator) {
        let mut known = Condition::all().add(C::Published.eq(true));
        if !filter.q.is_empty() {
            known = known.add(C::Publicity.eq(Publicity::Public.code()));
        }
        query = query.filter(Condition::any().add(known).add(C::Body.is_in(own_bodies(who))));
    }
    if let Some(body) = body {
        query = query.filter(C::Body.eq(body));
    }
    if let Some(year) = year(&filter.year) {
        query = query.filter(C::AtOrder.gte(format!("{year:04}")));
        query = query.filter(C::AtOrder.lt(format!("{:04}", year + 1)));
    }
    match filter.kind.as_str() {
        "decision" => query = query.filter(C::Statutory.eq(true)),
        "outline" => query = query.filter(C::Statutory.eq(false)),
        _ => {}
    }
    query = query.filter(words::matching(C::Words, &filter.q));
    let rows = page(db, query, C::AtOrder, C::Id, &filter.after, most).await?;
    Ok(cut(rows, most, |d| Place { order: d.at_order.clone(), id: d.id }))
}

/// Matters that the asker may know of, the latest number first. Which of them may be read is the caller's to ask.
pub async fn matters(
    db: &impl ConnectionTrait,
    (tenant, who): (Uuid, &Who),
    filter: &MatterFilter,
    most: u64,
) -> Result<Page<Matter>> {
    use matter::Column as C;
    let mut query = matter::Entity::find().filter(C::Tenant.eq(tenant));
    if !rights::takes_part(who) {
        let mut known = Condition::any().add(C::Publicity.eq(Publicity::Public.code()));
        if filter.q.is_empty() {
            known = known.add(
                Condition::all()
                    .add(C::Publicity.eq(Publicity::Secret.code()))
                    .add(C::DiaryPrinted.is_not_null()),
            );
        }
        query = query.filter(known);
    }
    if matters::STATES.contains(&filter.state.as_str()) {
        query = query.filter(C::State.eq(filter.state.as_str()));
    }
    if let Some(year) = year(&filter.year) {
        query = query.filter(C::ListOrder.gte(format!("{year:04}")));
        query = query.filter(C::ListOrder.lt(format!("{:04}", year + 1)));
    }
    query = query.filter(words::matching(C::Words, &filter.q));
    let rows = page(db, query, C::ListOrder, C::Id, &filter.after, most).await?;
    Ok(cut(rows, most, |m| Place { order: m.list_order.clone(), id: m.id }))
}

/// Documents that the asker may see, the latest first.
pub async fn documents(
    db: &impl ConnectionTrait,
    (tenant, who): (Uuid, &Who),
    filter: &DocumentFilter,
) -> Result<Page<Document>> {
    use document::Column as C;
    let mut query = documents::standing(tenant);
    if !who.has(Role::Coordinator) {
        let out = Condition::all().add(C::Released.eq(true)).add(C::Publicity.eq(Publicity::Public.code()));
        let mut seen = Condition::any().add(out).add(C::Body.is_in(own_bodies(who)));
        if rights::keeps_record(who) {
            seen = seen.add(C::Body.is_null());
        }
        query = query.filter(seen);
    }
    if !filter.kind.is_empty() {
        query = query.filter(C::Kind.eq(filter.kind.as_str()));
    }
    if let Some(place) = Place::parse(&filter.after) {
        query = query.filter(C::Id.lt(place.id));
    }
    query = query.filter(words::matching(C::Words, &filter.q));
    let rows = query.order_by_desc(C::Id).limit(PAGE + 1).all(db).await?;
    Ok(cut(rows, PAGE, |d| Place { order: String::new(), id: d.id }))
}

async fn page<E: EntityTrait, C: ColumnTrait>(
    db: &impl ConnectionTrait,
    query: Select<E>,
    order: C,
    id: C,
    after: &str,
    most: u64,
) -> Result<Vec<E::Model>> {
    let query = match Place::parse(after) {
        Some(place) => query.filter(place.after(order, id)),
        None => query,
    };
    Ok(query.order_by_desc(order).order_by_desc(id).limit(most + 1).all(db).await?)
}

fn cut<T>(mut rows: Vec<T>, most: u64, place: impl Fn(&T) -> Place) -> Page<T> {
    let most = usize::try_from(most).unwrap_or(usize::MAX);
    let more = rows.len() > most;
    rows.truncate(most);
    let next = if more { rows.last().map(|r| place(r).code()) } else { None };
    Page { rows, next }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_survives_an_address_even_with_a_season_in_it() {
        let place = Place { order: "2012-09~autumn".into(), id: Uuid::from_u128(7) };
        assert_eq!(Place::parse(&place.code()), Some(place));
        assert_eq!(Place::parse("anything"), None);
    }

    #[test]
    fn only_a_year_is_a_year() {
        assert_eq!(year(" 2021 "), Some(2021));
        assert_eq!(year("21"), None);
        assert_eq!(year("viime"), None);
    }
}
