//! Cards of the registers and their rows.

use std::collections::BTreeMap;

use kit::{Id, Lang, Local, When};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};
use store::{Json, Result, Tx};
use uuid::Uuid;

pub use crate::rows::card::Model as Card;
pub use crate::rows::card_row::Model as Row;
use crate::rows::{card, card_row};

/// What the fields of a card or a row say, by name. What is no words of a language stands in Finnish alone.
pub type Data = BTreeMap<String, Local>;

/// A card as it is typed or loaded.
#[derive(Debug, Clone)]
pub struct NewCard {
    /// A key of our own, for the demo.
    pub key: Option<String>,
    /// The register.
    pub kind: String,
    /// What it is called.
    pub title: Local,
    /// Two plain sentences.
    pub summary: Local,
    /// One of the register's states.
    pub state: String,
    /// Of when it is.
    pub at: When,
    /// Whose it is.
    pub municipality: Option<Uuid>,
    /// Which municipalities it concerns.
    pub places: Vec<Uuid>,
    /// Whether it concerns all of them.
    pub everywhere: bool,
    /// The matter of the record.
    pub matter: Option<Uuid>,
    /// What its fields say.
    pub data: Data,
    /// Who may see it.
    pub publicity: String,
    /// Where this is known from.
    pub source: String,
    /// Whether it is made up.
    pub example: bool,
}

fn filled(row: Card, new: NewCard) -> Card {
    let mut words: Vec<String> = Vec::new();
    for text in [&new.title, &new.summary].into_iter().chain(new.data.values()) {
        for lang in Lang::ALL {
            let said = text.exact(lang).trim().to_lowercase();
            if !said.is_empty() && !words.contains(&said) {
                words.push(said);
            }
        }
    }
    Card {
        title: Json(new.title),
        summary: Json(new.summary),
        state: new.state,
        at_date: new.at.code(),
        at_printed: new.at.printed().map(str::to_owned),
        municipality: new.municipality,
        places: Json(new.places),
        everywhere: new.everywhere,
        matter: new.matter,
        data: Json(new.data),
        publicity: new.publicity,
        source: new.source,
        words: words.join("\n"),
        ..row
    }
}

/// Makes a card.
pub async fn create(tx: &mut Tx, new: NewCard) -> Result<Card> {
    let blank = Card {
        id: Id::<Card>::new(tx.now()).uuid(),
        tenant: tx.tenant(),
        key: new.key.clone(),
        kind: new.kind.clone(),
        title: Json::default(),
        summary: Json::default(),
        state: String::new(),
        at_date: String::new(),
        at_printed: None,
        municipality: None,
        places: Json::default(),
        everywhere: false,
        matter: None,
        data: Json::default(),
        publicity: String::new(),
        source: String::new(),
        example: new.example,
        words: String::new(),
        created_at: tx.stamp(),
        version: 1,
    };
    let row = filled(blank, new);
    tx.create("card", row.id, &row).await?;
    Ok(row)
}

/// Saves a changed card.
pub async fn update(tx: &mut Tx, before: &Card, new: NewCard) -> Result<Card> {
    let after = filled(Card { version: before.version + 1, ..before.clone() }, new);
    tx.change("card", before.id, before, &after).await?;
    Ok(after)
}

/// The card of an id.
pub async fn get(db: &impl ConnectionTrait, tenant: Uuid, id: Uuid) -> Result<Option<Card>> {
    Ok(card::Entity::find_by_id(id).filter(card::Column::Tenant.eq(tenant)).one(db).await?)
}

/// The card of a key of our own.
pub async fn by_key(db: &impl ConnectionTrait, tenant: Uuid, key: &str) -> Result<Option<Card>> {
    Ok(card::Entity::find()
        .filter(card::Column::Tenant.eq(tenant))
        .filter(card::Column::Key.eq(key))
        .one(db)
        .await?)
}

/// The cards of a register, the latest first; those without a known date last.
pub async fn of_kind(db: &impl ConnectionTrait, tenant: Uuid, kind: &str) -> Result<Vec<Card>> {
    let mut rows = card::Entity::find()
        .filter(card::Column::Tenant.eq(tenant))
        .filter(card::Column::Kind.eq(kind))
        .order_by_desc(card::Column::AtDate)
        .order_by_asc(card::Column::Id)
        .all(db)
        .await?;
    rows.sort_by_key(|c| c.at().is_unknown());
    Ok(rows)
}

/// All cards.
pub async fn all(db: &impl ConnectionTrait, tenant: Uuid) -> Result<Vec<Card>> {
    Ok(card::Entity::find()
        .filter(card::Column::Tenant.eq(tenant))
        .order_by_desc(card::Column::AtDate)
        .order_by_asc(card::Column::Id)
        .all(db)
        .await?)
}

/// The cards of a matter.
pub async fn of_matter(db: &impl ConnectionTrait, tenant: Uuid, matter: Uuid) -> Result<Vec<Card>> {
    Ok(card::Entity::find()
        .filter(card::Column::Tenant.eq(tenant))
        .filter(card::Column::Matter.eq(matter))
        .order_by_asc(card::Column::Kind)
        .order_by_asc(card::Column::Id)
        .all(db)
        .await?)
}

/// Adds a row as the last of its sort.
pub async fn add_row(tx: &mut Tx, c: &Card, sort: &str, data: Data) -> Result<Row> {
    let position =
        rows(tx.conn(), tx.tenant(), c.id).await?.iter().map(|r| r.position).max().unwrap_or(0) + 1;
    let row = Row {
        id: Id::<Row>::new(tx.now()).uuid(),
        tenant: tx.tenant(),
        card: c.id,
        sort: sort.to_owned(),
        position,
        data: Json(data),
        version: 1,
    };
    tx.create("card_row", row.id, &row).await?;
    Ok(row)
}

/// Saves a changed row.
pub async fn update_row(tx: &mut Tx, before: &Row, data: Data) -> Result<()> {
    let after = Row { data: Json(data), version: before.version + 1, ..before.clone() };
    tx.change("card_row", before.id, before, &after).await
}

/// Takes a row away.
pub async fn remove_row(tx: &mut Tx, row: &Row) -> Result<()> {
    tx.delete("card_row", row.id, row).await
}

/// The rows of a card, in their order.
pub async fn rows(db: &impl ConnectionTrait, tenant: Uuid, card: Uuid) -> Result<Vec<Row>> {
    Ok(card_row::Entity::find()
        .filter(card_row::Column::Tenant.eq(tenant))
        .filter(card_row::Column::Card.eq(card))
        .order_by_asc(card_row::Column::Position)
        .order_by_asc(card_row::Column::Id)
        .all(db)
        .await?)
}

/// The row of an id.
pub async fn row(db: &impl ConnectionTrait, tenant: Uuid, id: Uuid) -> Result<Option<Row>> {
    Ok(card_row::Entity::find_by_id(id).filter(card_row::Column::Tenant.eq(tenant)).one(db).await?)
}

impl Card {
    /// Of when it is.
    pub fn at(&self) -> When {
        When::from_code(&self.at_date, self.at_printed.as_deref()).unwrap_or_else(|_| When::unknown())
    }

    /// What a field says.
    pub fn says(&self, field: &str) -> Local {
        self.data.0.get(field).cloned().unwrap_or_default()
    }

    /// A sum among its fields, in cents.
    pub fn cents(&self, field: &str) -> Option<i64> {
        self.data.0.get(field)?.fi.parse().ok()
    }
}

impl Row {
    /// What a field says.
    pub fn says(&self, field: &str) -> Local {
        self.data.0.get(field).cloned().unwrap_or_default()
    }

    /// A number among its fields.
    pub fn number(&self, field: &str) -> Option<i64> {
        self.data.0.get(field)?.fi.parse().ok()
    }
}
