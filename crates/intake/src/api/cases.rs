//! The items of municipalities' own systems: the sender's id and the matter that it is here.

use kit::{Id, Local, Publicity, When};
use numbering::DiaryNumber;
use record::matters::{self, Matter, NewMatter};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use store::{Result, Tx};
use uuid::Uuid;

use crate::rows::api_case;
pub use crate::rows::api_case::Model as Case;

/// What a system says of an item, checked.
#[derive(Debug, Clone)]
pub struct Said {
    /// The sender's id.
    pub id: String,
    /// What it is about.
    pub title: Local,
    /// Two plain sentences.
    pub summary: Local,
    /// The sender's case number.
    pub diary: Option<DiaryNumber>,
    /// Since when.
    pub opened: When,
    /// Who may see it.
    pub publicity: Publicity,
    /// The digest of all that was said.
    pub digest: String,
}

/// What became of a push.
#[derive(Debug, Clone)]
pub enum Pushed {
    /// A matter was opened.
    New(Case),
    /// It was changed as said.
    Changed(Case),
    /// The same was said before.
    Same(Case),
    /// It was changed here since: nobody overwrites that unseen.
    ChangedHere,
    /// The case number is another matter's.
    NumberTaken,
}

/// The item of a sender's id.
pub async fn by_sender(
    db: &impl ConnectionTrait,
    tenant: Uuid,
    municipality: Uuid,
    sender_id: &str,
) -> Result<Option<Case>> {
    Ok(api_case::Entity::find()
        .filter(api_case::Column::Tenant.eq(tenant))
        .filter(api_case::Column::Municipality.eq(municipality))
        .filter(api_case::Column::SenderId.eq(sender_id))
        .one(db)
        .await?)
}

/// The items of a municipality after a sender's id, in the order of the ids.
pub async fn list(
    db: &impl ConnectionTrait,
    tenant: Uuid,
    municipality: Uuid,
    after: &str,
    most: u64,
) -> Result<Vec<Case>> {
    Ok(api_case::Entity::find()
        .filter(api_case::Column::Tenant.eq(tenant))
        .filter(api_case::Column::Municipality.eq(municipality))
        .filter(api_case::Column::SenderId.gt(after))
        .order_by_asc(api_case::Column::SenderId)
        .limit(most)
        .all(db)
        .await?)
}

/// Takes what a system says of an item. Saying it twice changes nothing.
pub async fn push(tx: &mut Tx, municipality: Uuid, source: &str, said: Said) -> Result<Pushed> {
    let tenant = tx.tenant();
    let case = by_sender(tx.conn(), tenant, municipality, &said.id).await?;
    if let Some(case) = &case
        && case.digest == said.digest
    {
        return Ok(Pushed::Same(case.clone()));
    }
    if let Some(number) = &said.diary {
        let other = matters::by_diary(tx.conn(), tenant, number.printed()).await?;
        if other.is_some_and(|m| case.as_ref().is_none_or(|c| c.matter != m.id)) {
            return Ok(Pushed::NumberTaken);
        }
    }
    let Some(before) = case else {
        let matter = matters::create(tx, new_matter(&said, source)).await?;
        let row = Case {
            id: Id::<Case>::new(tx.now()).uuid(),
            tenant,
            municipality,
            sender_id: said.id,
            matter: matter.id,
            matter_version: matter.version,
            digest: said.digest,
            changed_at: tx.stamp(),
            version: 1,
        };
        tx.create("api_case", row.id, &row).await?;
        return Ok(Pushed::New(row));
    };
    let Some(stands) = matters::get(tx.conn(), tenant, before.matter).await? else {
        return Ok(Pushed::ChangedHere);
    };
    if stands.version != before.matter_version {
        return Ok(Pushed::ChangedHere);
    }
    let after = Matter {
        title: store::Json(said.title),
        summary: store::Json(said.summary),
        diary_printed: said.diary.as_ref().map(|d| d.printed().to_owned()),
        diary_sort: said.diary.as_ref().map(DiaryNumber::sort_key),
        opened_date: said.opened.code(),
        opened_printed: said.opened.printed().map(str::to_owned),
        publicity: said.publicity.code().to_owned(),
        ..stands.clone()
    };
    let matter = matters::update(tx, &stands, after).await?;
    let after = Case {
        matter_version: matter.version,
        digest: said.digest,
        changed_at: tx.stamp(),
        version: before.version + 1,
        ..before.clone()
    };
    tx.change("api_case", before.id, &before, &after).await?;
    Ok(Pushed::Changed(after))
}

fn new_matter(said: &Said, source: &str) -> NewMatter {
    NewMatter {
        key: None,
        title: said.title.clone(),
        diary: said.diary.clone(),
        state: "open".to_owned(),
        summary: said.summary.clone(),
        parent: None,
        publicity: said.publicity,
        ground: String::new(),
        opened: said.opened.clone(),
        source: source.to_owned(),
        example: false,
    }
}
