//! Documents attached to any record. Who may see the file is who may see the document.

use kit::{Id, Local, Publicity, When};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};
use store::{Json, Result, Tx};
use uuid::Uuid;

use crate::rows::document;
pub use crate::rows::document::Model as Document;

/// A file that has been put into the store.
#[derive(Debug, Clone)]
pub struct StoredFile {
    /// Its digest.
    pub sha: String,
    /// The name for the download.
    pub name: String,
    /// The type, as sniffed.
    pub media_type: String,
    /// Its size in bytes.
    pub size: i64,
    /// Its plain text, for the search.
    pub content: String,
}

/// A document to be attached.
#[derive(Debug, Clone)]
pub struct NewDocument {
    /// A key of our own, for the demo and imports.
    pub key: Option<String>,
    /// What it is called.
    pub title: Local,
    /// `attachment`, `background`, `record`, `study`, `report`, `link`…
    pub kind: String,
    /// To what it is attached: `("item", id)`, `("matter", id)`, `("meeting", id)`.
    pub about: (String, Uuid),
    /// The matter, where there is one.
    pub matter: Option<Uuid>,
    /// The body whose people may see it while it is not public.
    pub body: Option<Uuid>,
    /// The file.
    pub file: Option<StoredFile>,
    /// An address elsewhere.
    pub address: String,
    /// Of when it is.
    pub at: When,
    /// Who may see it.
    pub publicity: Publicity,
    /// The ground of secrecy.
    pub ground: String,
    /// Whether the public may see it already (an agenda's attachment is released with the call or the record).
    pub released: bool,
    /// A remark, as why its content is not here.
    pub note: String,
    /// Where this is known from.
    pub source: String,
}

/// Attaches a document.
pub async fn attach(tx: &mut Tx, new: NewDocument) -> Result<Document> {
    let position = of(tx.conn(), tx.tenant(), &new.about.0, new.about.1).await?.len();
    let file = new.file;
    let row = Document {
        id: Id::<Document>::new(tx.now()).uuid(),
        tenant: tx.tenant(),
        key: new.key,
        title: Json(new.title),
        kind: new.kind,
        about_kind: new.about.0,
        about: new.about.1,
        matter: new.matter,
        body: new.body,
        sha: file.as_ref().map(|f| f.sha.clone()),
        name: file.as_ref().map(|f| f.name.clone()).unwrap_or_default(),
        media_type: file.as_ref().map(|f| f.media_type.clone()).unwrap_or_default(),
        size: file.as_ref().map_or(0, |f| f.size),
        address: new.address,
        at_date: new.at.code(),
        at_printed: new.at.printed().map(str::to_owned),
        publicity: new.publicity.code().to_owned(),
        ground: new.ground,
        released: new.released,
        content: file.map(|f| f.content).unwrap_or_default(),
        note: new.note,
        source: new.source,
        position: i64::try_from(position).unwrap_or(0) + 1,
        version: 1,
    };
    tx.create("document", row.id, &row).await?;
    Ok(row)
}

/// Removes a document; the file's bytes stay as long as the audit trail may name them.
pub async fn remove(tx: &mut Tx, document: &Document) -> Result<()> {
    document::Entity::delete_by_id(document.id).exec(tx.conn()).await?;
    tx.removed("document", document.id, document)
}

/// Shows or hides the public documents of a record to the public.
pub async fn release(tx: &mut Tx, about_kind: &str, about: Uuid, released: bool) -> Result<()> {
    for before in of(tx.conn(), tx.tenant(), about_kind, about).await? {
        if before.released != released {
            let after = Document { released, version: before.version + 1, ..before.clone() };
            tx.change("document", before.id, &before, &after).await?;
        }
    }
    Ok(())
}

/// The documents of a record, in their order.
pub async fn of(
    db: &impl ConnectionTrait,
    tenant: Uuid,
    about_kind: &str,
    about: Uuid,
) -> Result<Vec<Document>> {
    Ok(document::Entity::find()
        .filter(document::Column::Tenant.eq(tenant))
        .filter(document::Column::AboutKind.eq(about_kind))
        .filter(document::Column::About.eq(about))
        .order_by_asc(document::Column::Position)
        .all(db)
        .await?)
}

/// The document of an id.
pub async fn get(db: &impl ConnectionTrait, tenant: Uuid, id: Uuid) -> Result<Option<Document>> {
    Ok(document::Entity::find_by_id(id).filter(document::Column::Tenant.eq(tenant)).one(db).await?)
}

/// The documents that hold a file.
pub async fn with_file(db: &impl ConnectionTrait, tenant: Uuid, sha: &str) -> Result<Vec<Document>> {
    Ok(document::Entity::find()
        .filter(document::Column::Tenant.eq(tenant))
        .filter(document::Column::Sha.eq(sha))
        .all(db)
        .await?)
}

/// Whether somebody may see a document: what is public and released, everybody; the rest, those of its body and the
/// region's coordinator.
pub fn may_see(who: &kit::Who, d: &Document) -> bool {
    if d.released && Publicity::parse(&d.publicity) == Publicity::Public {
        return true;
    }
    match d.body {
        Some(body) => who.belongs_to(body),
        None => who.has(kit::Role::Coordinator),
    }
}
