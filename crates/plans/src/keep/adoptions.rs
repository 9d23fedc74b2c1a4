//! How far each municipality is in taking something common into use.

use kit::{Id, When};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};
use store::{Result, Tx};
use uuid::Uuid;

use crate::rows::adoption;
pub use crate::rows::adoption::Model as Adoption;

/// The stages, also keys of texts (`plans-stage-…`): ei tiedossa, valmistelee, päätetty, käytössä, ei oteta käyttöön.
pub const STAGES: [&str; 5] = ["unknown", "preparing", "decided", "in_use", "declined"];

/// What a municipality says.
#[derive(Debug, Clone)]
pub struct Said {
    /// One of [`STAGES`].
    pub stage: String,
    /// The date of the decision.
    pub at: When,
    /// Who decided, with the §.
    pub decided_by: String,
    /// The municipality's own text, where it differs from the model; in its clean form.
    pub own_text: String,
    /// A remark.
    pub note: String,
    /// Where this is known from.
    pub source: String,
}

/// Says how far a municipality is.
pub async fn say(tx: &mut Tx, about: (&str, Uuid), place: Uuid, said: Said) -> Result<Adoption> {
    let before = one(tx.conn(), tx.tenant(), about.1, place).await?;
    let row = Adoption {
        id: before.as_ref().map_or_else(|| Id::<Adoption>::new(tx.now()).uuid(), |b| b.id),
        tenant: tx.tenant(),
        about_kind: about.0.to_owned(),
        about: about.1,
        municipality: place,
        stage: said.stage,
        at_date: said.at.code(),
        at_printed: said.at.printed().map(str::to_owned),
        decided_by: said.decided_by,
        own_text: said.own_text,
        note: said.note,
        source: said.source,
        version: before.as_ref().map_or(1, |b| b.version + 1),
    };
    match before {
        Some(before) => tx.change("adoption", row.id, &before, &row).await?,
        None => tx.create("adoption", row.id, &row).await?,
    }
    Ok(row)
}

/// What a municipality has said of something.
pub async fn one(
    db: &impl ConnectionTrait,
    tenant: Uuid,
    about: Uuid,
    place: Uuid,
) -> Result<Option<Adoption>> {
    Ok(adoption::Entity::find()
        .filter(adoption::Column::Tenant.eq(tenant))
        .filter(adoption::Column::About.eq(about))
        .filter(adoption::Column::Municipality.eq(place))
        .one(db)
        .await?)
}

/// All that municipalities have said.
pub async fn all(db: &impl ConnectionTrait, tenant: Uuid) -> Result<Vec<Adoption>> {
    Ok(adoption::Entity::find().filter(adoption::Column::Tenant.eq(tenant)).all(db).await?)
}

impl Adoption {
    /// The date of the decision.
    pub fn at(&self) -> When {
        When::from_code(&self.at_date, self.at_printed.as_deref()).unwrap_or_else(|_| When::unknown())
    }
}
