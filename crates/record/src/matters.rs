//! Matters (asia) and their diary numbers (asianumero).

use jiff::civil::Date;
use kit::{Id, Local, Publicity, When};
use numbering::DiaryNumber;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};
use store::{Json, Result, Tx};
use uuid::Uuid;

pub use crate::rows::matter::Model as Matter;
pub use crate::rows::matter_step::Model as MatterStep;
use crate::rows::{matter, matter_step};
use crate::words;

/// The states of a matter, also keys of texts (`matter-state-…`): vireillä, ratkaistu, päätetty.
pub const STATES: [&str; 3] = ["open", "resolved", "closed"];

/// A matter to be opened.
#[derive(Debug, Clone)]
pub struct NewMatter {
    /// A key of our own, for the demo and imports.
    pub key: Option<String>,
    /// What it is about.
    pub title: Local,
    /// The number as printed by whoever gave it.
    pub diary: Option<DiaryNumber>,
    /// One of [`STATES`].
    pub state: String,
    /// Two plain sentences.
    pub summary: Local,
    /// The matter of which it is a part.
    pub parent: Option<Uuid>,
    /// Who may see it.
    pub publicity: Publicity,
    /// The ground of secrecy.
    pub ground: String,
    /// Since when.
    pub opened: When,
    /// Where this is known from, when not from our own record.
    pub source: String,
    /// Whether it is made up.
    pub example: bool,
}

/// Opens a matter.
pub async fn create(tx: &mut Tx, new: NewMatter) -> Result<Matter> {
    let row = row_of(tx, Id::<Matter>::new(tx.now()).uuid(), new);
    tx.create("matter", row.id, &row).await?;
    Ok(row)
}

/// A matter as its row.
pub(crate) fn row_of(tx: &Tx, id: Uuid, new: NewMatter) -> Matter {
    let mut row = Matter {
        id,
        tenant: tx.tenant(),
        key: new.key,
        title: Json(new.title),
        diary_printed: new.diary.as_ref().map(|d| d.printed().to_owned()),
        diary_sort: new.diary.as_ref().map(DiaryNumber::sort_key),
        state: new.state,
        summary: Json(new.summary),
        parent: new.parent,
        publicity: new.publicity.code().to_owned(),
        ground: new.ground,
        opened_date: new.opened.code(),
        opened_printed: new.opened.printed().map(str::to_owned),
        source: new.source,
        example: new.example,
        created_at: tx.stamp(),
        list_order: String::new(),
        words: String::new(),
        version: 1,
    };
    arrange(&mut row);
    row
}

/// Fills the columns by which lists are sorted (by year and number) and in which they look for words.
fn arrange(row: &mut Matter) {
    let opened = When::from_code(&row.opened_date, None).ok().and_then(|w| w.known_year());
    row.list_order = match (&row.diary_sort, opened) {
        (Some(sort), _) => sort.clone(),
        (None, Some(year)) => format!("{year:04}"),
        (None, None) => String::new(),
    };
    let number = row.diary_printed.clone().unwrap_or_default();
    row.words = words::fold(&[&words::all(&row.title.0), &words::all(&row.summary.0), &number]);
}

/// Takes the next diary number of our own in the class and the year of `day`: `318/10.02/2021`. `None` when the
/// class is not one of dots and digits.
pub async fn next_diary(tx: &mut Tx, class: &str, day: Date) -> Result<Option<DiaryNumber>> {
    let year = day.year();
    let last = diary_series::Entity::find_by_id((tx.tenant(), i64::from(year))).one(tx.conn()).await?;
    let before = numbering::DiarySeries {
        year,
        last: last.as_ref().map_or(0, |s| u32::try_from(s.last).unwrap_or(0)),
    };
    let Ok((number, after)) = before.next(class) else { return Ok(None) };
    let row = diary_series::Model { tenant: tx.tenant(), year: i64::from(year), last: i64::from(after.last) };
    crate::decisions::upsert(tx, last.is_some(), diary_series::ActiveModel::from(row)).await?;
    Ok(Some(number))
}

/// Says that numbers up to `last` have been given in a year before this system. Numbers never move back.
pub async fn begin_diary(tx: &mut Tx, year: i16, last: u32) -> Result<()> {
    let series = diary_series::Entity::find_by_id((tx.tenant(), i64::from(year))).one(tx.conn()).await?;
    if series.as_ref().is_some_and(|s| s.last >= i64::from(last)) {
        return Ok(());
    }
    let row = diary_series::Model { tenant: tx.tenant(), year: i64::from(year), last: i64::from(last) };
    crate::decisions::upsert(tx, series.is_some(), diary_series::ActiveModel::from(row)).await
}

/// Saves a changed matter; the version is set here.
pub async fn update(tx: &mut Tx, before: &Matter, mut after: Matter) -> Result<Matter> {
    after.version = before.version + 1;
    arrange(&mut after);
    tx.change("matter", before.id, before, &after).await?;
    Ok(after)
}

/// The matter of an id.
pub async fn get(db: &impl ConnectionTrait, tenant: Uuid, id: Uuid) -> Result<Option<Matter>> {
    Ok(matter::Entity::find_by_id(id).filter(matter::Column::Tenant.eq(tenant)).one(db).await?)
}

/// The matter of a key of our own.
pub async fn by_key(db: &impl ConnectionTrait, tenant: Uuid, key: &str) -> Result<Option<Matter>> {
    Ok(matter::Entity::find()
        .filter(matter::Column::Tenant.eq(tenant))
        .filter(matter::Column::Key.eq(key))
        .one(db)
        .await?)
}

/// The matter with this printed diary number.
pub async fn by_diary(db: &impl ConnectionTrait, tenant: Uuid, printed: &str) -> Result<Option<Matter>> {
    Ok(matter::Entity::find()
        .filter(matter::Column::Tenant.eq(tenant))
        .filter(matter::Column::DiaryPrinted.eq(printed))
        .one(db)
        .await?)
}

/// Several matters by id, in no order.
pub async fn of(db: &impl ConnectionTrait, tenant: Uuid, ids: Vec<Uuid>) -> Result<Vec<Matter>> {
    Ok(matter::Entity::find()
        .filter(matter::Column::Tenant.eq(tenant))
        .filter(matter::Column::Id.is_in(ids))
        .all(db)
        .await?)
}

/// Adds a step to a matter's path that no meeting of ours holds.
pub async fn add_step(
    tx: &mut Tx,
    matter: Uuid,
    at: &When,
    text: Local,
    place: &str,
    doubt: Local,
    source: &str,
) -> Result<MatterStep> {
    let row = MatterStep {
        id: Id::<MatterStep>::new(tx.now()).uuid(),
        tenant: tx.tenant(),
        matter,
        at_date: at.code(),
        at_printed: at.printed().map(str::to_owned),
        text: Json(text),
        place: place.to_owned(),
        path: String::new(),
        doubt: Json(doubt),
        source: source.to_owned(),
    };
    tx.create("matter_step", row.id, &row).await?;
    Ok(row)
}

/// The steps of a matter that no meeting of ours holds, in the order of time.
pub async fn steps(db: &impl ConnectionTrait, tenant: Uuid, matter: Uuid) -> Result<Vec<MatterStep>> {
    Ok(matter_step::Entity::find()
        .filter(matter_step::Column::Tenant.eq(tenant))
        .filter(matter_step::Column::Matter.eq(matter))
        .order_by_asc(matter_step::Column::AtDate)
        .all(db)
        .await?)
}

/// All matters of the region, the latest number first; without a number last, by title.
pub async fn list(db: &impl ConnectionTrait, tenant: Uuid) -> Result<Vec<Matter>> {
    let mut rows = matter::Entity::find().filter(matter::Column::Tenant.eq(tenant)).all(db).await?;
    rows.sort_by_cached_key(|m| {
        let number = m.diary_sort.clone();
        (number.is_none(), std::cmp::Reverse(number), store::sort_key(m.title.0.get(kit::Lang::Fi)))
    });
    Ok(rows)
}

/// The matters that are parts of a matter.
pub async fn children(db: &impl ConnectionTrait, tenant: Uuid, parent: Uuid) -> Result<Vec<Matter>> {
    Ok(matter::Entity::find()
        .filter(matter::Column::Tenant.eq(tenant))
        .filter(matter::Column::Parent.eq(parent))
        .order_by_asc(matter::Column::Id)
        .all(db)
        .await?)
}

mod diary_series {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "diary_series")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub tenant: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub year: i64,
        pub last: i64,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}
