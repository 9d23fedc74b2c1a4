//! Files by their SHA-256: the same bytes are kept once. Who may see a file is not known here: it is whoever may
//! see a record that holds it.

use std::path::PathBuf;
use std::sync::Arc;

use bytes::Bytes;
use object_store::local::LocalFileSystem;
use object_store::path::Path;
use object_store::{ObjectStore, ObjectStoreExt, PutPayload};
use sea_orm::sea_query::OnConflict;
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::{Error, Result, Tx};

/// The SHA-256 of a file's bytes, in hex.
pub type Sha = String;

#[allow(missing_docs, reason = "the columns are words of the field")]
mod row {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "file")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub tenant: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub sha: String,
        pub size: i64,
        pub media_type: String,
        pub created_at: crate::Stamp,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// What the store knows of a file.
pub use row::Model as FileRow;

/// The file store. Cheap to clone.
#[derive(Clone)]
pub struct Files {
    objects: Arc<dyn ObjectStore>,
}

impl Files {
    /// Opens `file:FOLDER` (made when missing).
    ///
    /// # Errors
    /// [`Error::Address`] for an address of another kind.
    pub fn open(url: &str) -> Result<Self> {
        let folder = url.strip_prefix("file:").ok_or_else(|| Error::Address(url.to_owned()))?;
        let folder = PathBuf::from(folder.strip_prefix("//").unwrap_or(folder));
        std::fs::create_dir_all(&folder)
            .map_err(|cause| Error::Io { path: folder.display().to_string(), cause })?;
        Ok(Self { objects: Arc::new(LocalFileSystem::new_with_prefix(folder)?) })
    }

    fn path(sha: &str) -> Path {
        Path::from(format!("{}/{}", sha.get(..2).unwrap_or("00"), sha))
    }

    /// Keeps the bytes and notes them for the tenant of the transaction. The bytes lie there before the row:
    /// a crash between leaves bytes that nobody refers to, never a row without bytes.
    pub async fn put(&self, tx: &Tx, bytes: Bytes, media_type: &str) -> Result<Sha> {
        let sha = hex::encode(Sha256::digest(&bytes));
        let size = i64::try_from(bytes.len()).unwrap_or(i64::MAX);
        if self.objects.head(&Self::path(&sha)).await.is_err() {
            self.objects.put(&Self::path(&sha), PutPayload::from_bytes(bytes)).await?;
        }
        let row = row::ActiveModel {
            tenant: Set(tx.tenant()),
            sha: Set(sha.clone()),
            size: Set(size),
            media_type: Set(media_type.to_owned()),
            created_at: Set(tx.stamp()),
        };
        row::Entity::insert(row)
            .on_conflict(OnConflict::columns([row::Column::Tenant, row::Column::Sha]).do_nothing().to_owned())
            .exec_without_returning(tx.conn())
            .await
            .or_else(|e| if matches!(e, sea_orm::DbErr::RecordNotInserted) { Ok(0) } else { Err(e) })?;
        Ok(sha)
    }

    /// The bytes of a file. The caller has asked whether the asker may see them.
    pub async fn get(&self, sha: &str) -> Result<Bytes> {
        Ok(self.objects.get(&Self::path(sha)).await?.bytes().await?)
    }

    /// Puts bytes back under their digest (restore).
    pub(crate) async fn put_raw(&self, bytes: Bytes) -> Result<Sha> {
        let sha = hex::encode(Sha256::digest(&bytes));
        self.objects.put(&Self::path(&sha), PutPayload::from_bytes(bytes)).await?;
        Ok(sha)
    }
}

/// Forgets that a tenant holds a file, when no record of it does any more. The bytes stay where they are: another
/// tenant may hold the same.
pub async fn forget(tx: &Tx, shas: &[Sha]) -> Result<()> {
    for part in shas.chunks(5_000) {
        row::Entity::delete_many()
            .filter(row::Column::Tenant.eq(tx.tenant()))
            .filter(row::Column::Sha.is_in(part))
            .exec(tx.conn())
            .await?;
    }
    Ok(())
}

/// What is known of a file of this tenant.
pub async fn row(db: &impl ConnectionTrait, tenant: Uuid, sha: &str) -> Result<Option<FileRow>> {
    Ok(row::Entity::find()
        .filter(row::Column::Tenant.eq(tenant))
        .filter(row::Column::Sha.eq(sha))
        .one(db)
        .await?)
}
