//! Documents attached to any record. Who may see the file is who may see the document.

use kit::{Id, Local, Publicity, When};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, Select};
use store::{Json, Result, Tx};
use uuid::Uuid;

use crate::rows::document;
pub use crate::rows::document::Model as Document;
pub use crate::uploads::{Looked, TYPES_PROBLEM, UploadError, keep, look, named, store_upload};

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
    let id = Id::<Document>::new(tx.now()).uuid();
    let row = row_of(tx.tenant(), id, i64::try_from(position).unwrap_or(0) + 1, new);
    tx.create("document", row.id, &row).await?;
    Ok(row)
}

/// A document as its row.
pub(crate) fn row_of(tenant: Uuid, id: Uuid, position: i64, new: NewDocument) -> Document {
    let file = new.file;
    let name = file.as_ref().map(|f| f.name.clone()).unwrap_or_default();
    Document {
        id,
        tenant,
        key: new.key,
        words: crate::words::fold(&[&crate::words::all(&new.title), &name, &new.kind]),
        title: Json(new.title),
        kind: new.kind,
        about_kind: new.about.0,
        about: new.about.1,
        matter: new.matter,
        body: new.body,
        sha: file.as_ref().map(|f| f.sha.clone()),
        name,
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
        position,
        removed_at: None,
        version: 1,
    }
}

/// Takes a document away. It can be put back ([`put_back`]), and the audit trail keeps what it was.
pub async fn remove(tx: &mut Tx, document: &Document) -> Result<()> {
    let after = Document { removed_at: Some(tx.stamp()), version: document.version + 1, ..document.clone() };
    tx.change("document", document.id, document, &after).await
}

/// A document that was taken away.
pub async fn removed(db: &impl ConnectionTrait, tenant: Uuid, id: Uuid) -> Result<Option<Document>> {
    Ok(document::Entity::find_by_id(id)
        .filter(document::Column::Tenant.eq(tenant))
        .filter(document::Column::RemovedAt.is_not_null())
        .one(db)
        .await?)
}

/// Puts a document back that was taken away.
pub async fn put_back(tx: &mut Tx, document: &Document) -> Result<()> {
    let after = Document { removed_at: None, version: document.version + 1, ..document.clone() };
    tx.change("document", document.id, document, &after).await
}

/// Saves a changed document; the version is set here.
pub async fn update(tx: &mut Tx, before: &Document, mut after: Document) -> Result<Document> {
    after.version = before.version + 1;
    after.words = crate::words::fold(&[&crate::words::all(&after.title.0), &after.name, &after.kind]);
    tx.change("document", before.id, before, &after).await?;
    Ok(after)
}

/// The document of a key.
pub async fn by_key(db: &impl ConnectionTrait, tenant: Uuid, key: &str) -> Result<Option<Document>> {
    Ok(standing(tenant).filter(document::Column::Key.eq(key)).one(db).await?)
}

/// The documents of a matter: its own, and those of its items and meetings.
pub async fn of_matter(db: &impl ConnectionTrait, tenant: Uuid, matter: Uuid) -> Result<Vec<Document>> {
    Ok(standing(tenant)
        .filter(document::Column::Matter.eq(matter))
        .order_by_asc(document::Column::Position)
        .order_by_asc(document::Column::Id)
        .all(db)
        .await?)
}

pub(crate) fn standing(tenant: Uuid) -> Select<document::Entity> {
    document::Entity::find()
        .filter(document::Column::Tenant.eq(tenant))
        .filter(document::Column::RemovedAt.is_null())
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
    Ok(standing(tenant)
        .filter(document::Column::AboutKind.eq(about_kind))
        .filter(document::Column::About.eq(about))
        .order_by_asc(document::Column::Position)
        .all(db)
        .await?)
}

/// The document of an id.
pub async fn get(db: &impl ConnectionTrait, tenant: Uuid, id: Uuid) -> Result<Option<Document>> {
    Ok(standing(tenant).filter(document::Column::Id.eq(id)).one(db).await?)
}

/// The documents that hold a file.
pub async fn with_file(db: &impl ConnectionTrait, tenant: Uuid, sha: &str) -> Result<Vec<Document>> {
    Ok(standing(tenant).filter(document::Column::Sha.eq(sha)).all(db).await?)
}

/// Whether somebody may see a document: what is public and released, everybody; the rest, those of its body and the
/// region's coordinator; what belongs to no body, those who keep the record.
pub fn may_see(who: &kit::Who, d: &Document) -> bool {
    if d.released && Publicity::parse(&d.publicity) == Publicity::Public {
        return true;
    }
    match d.body {
        Some(body) => who.belongs_to(body),
        None => crate::rights::keeps_record(who),
    }
}
