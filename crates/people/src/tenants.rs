//! Tenants: who owns the record, chosen by the host name.

use kit::Local;
use page::Tenant;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};
use store::{Json, Result, Tx};
use uuid::Uuid;

use crate::rows::tenant;
use crate::{house, municipalities};

fn value(row: tenant::Model) -> Tenant {
    Tenant {
        id: row.id,
        key: row.key,
        host: row.host,
        base_url: row.base_url,
        name: row.name.0,
        council: row.council.0,
        region_code: row.region_code,
        mail_from: row.mail_from,
        demo: row.demo,
        secret: row.secret,
        look: None,
        wording: Vec::new(),
    }
}

/// The tenant with its own colours and words.
async fn dressed(db: &impl ConnectionTrait, row: tenant::Model) -> Result<Tenant> {
    let mut tenant = value(row);
    tenant.look = house::look(db, tenant.id).await?.map(|l| page::Look {
        version: l.version,
        bar: l.bar,
        act: l.act,
        logo: l.logo,
    });
    tenant.wording = house::worded(db, tenant.id).await?;
    Ok(tenant)
}

/// Whether there is any tenant at all; without one the program is to be set up.
pub async fn any(db: &impl ConnectionTrait) -> Result<bool> {
    Ok(tenant::Entity::find().one(db).await?.is_some())
}

/// The tenant of a host name; the port does not matter. An unknown host gets the default tenant.
pub async fn by_host(db: &impl ConnectionTrait, host: &str) -> Result<Option<Tenant>> {
    let name = host.rsplit_once(':').map_or(host, |(name, _)| name).to_lowercase();
    let found = tenant::Entity::find().filter(tenant::Column::Host.eq(name)).one(db).await?;
    let row = match found {
        Some(row) => Some(row),
        None => tenant::Entity::find().filter(tenant::Column::IsDefault.eq(true)).one(db).await?,
    };
    match row {
        Some(row) => Ok(Some(dressed(db, row).await?)),
        None => Ok(None),
    }
}

/// The tenant of a key, as on the command line; without its colours and words.
pub async fn by_key(db: &impl ConnectionTrait, key: &str) -> Result<Option<Tenant>> {
    Ok(tenant::Entity::find().filter(tenant::Column::Key.eq(key)).one(db).await?.map(value))
}

/// The tenant of an id; without its colours and words.
pub async fn get(db: &impl ConnectionTrait, id: Uuid) -> Result<Option<Tenant>> {
    Ok(tenant::Entity::find_by_id(id).one(db).await?.map(value))
}

/// All tenants, for the machinery: without their colours and words.
pub async fn list(db: &impl ConnectionTrait) -> Result<Vec<Tenant>> {
    Ok(tenant::Entity::find()
        .order_by_asc(tenant::Column::Key)
        .all(db)
        .await?
        .into_iter()
        .map(value)
        .collect())
}

/// A region that is to be a tenant.
#[derive(Debug, Clone)]
pub struct NewTenant {
    /// `paijat-hame`.
    pub key: String,
    /// The host name without a port.
    pub host: String,
    /// `http://localhost:8080`.
    pub base_url: String,
    /// The region's name.
    pub name: Local,
    /// The council's name.
    pub council: Local,
    /// The region's code, as `07`.
    pub region_code: String,
    /// The address from which letters come.
    pub mail_from: String,
    /// Whether it is a demo.
    pub demo: bool,
    /// Whether unknown hosts get it.
    pub is_default: bool,
}

/// Makes a tenant with all municipalities that are or were in its region. The transaction is one of this new
/// tenant: its id is `tx.tenant()`.
pub async fn create(tx: &mut Tx, new: NewTenant) -> Result<Tenant> {
    let row = tenant::Model {
        id: tx.tenant(),
        key: new.key,
        host: new.host.to_lowercase(),
        base_url: new.base_url,
        name: Json(new.name),
        council: Json(new.council),
        region_code: new.region_code,
        mail_from: new.mail_from,
        demo: new.demo,
        is_default: new.is_default,
        secret: rand::random::<[u8; 32]>().to_vec(),
    };
    tx.create("tenant", row.id, &row).await?;
    municipalities::fill(tx, &row.region_code).await?;
    Ok(value(row))
}
