//! Actors: municipalities, organisations and bodies of the register of people, and groups known by name only.

use kit::{Id, Lang, Local};
use people::{bodies, municipalities, persons};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};
use store::{Json, Result, Tx, sort_key};
use uuid::Uuid;

use crate::rows::actor;
pub use crate::rows::actor::Model as Actor;

/// Who may be meant by a name.
#[derive(Debug, Clone)]
pub struct Known {
    /// `municipality`, `organisation`, `body` or `group`.
    pub kind: &'static str,
    /// Its id in the register.
    pub id: Option<Uuid>,
    /// Its names.
    pub name: Local,
}

/// All whom the register knows, municipalities first, then bodies, then organisations.
pub async fn known(db: &impl ConnectionTrait, tenant: Uuid) -> Result<Vec<Known>> {
    let mut all: Vec<Known> = Vec::new();
    for m in municipalities::all(db, tenant).await? {
        all.push(Known { kind: "municipality", id: Some(m.id), name: m.local() });
    }
    for b in bodies::list(db, tenant).await? {
        all.push(Known { kind: "body", id: Some(b.id), name: b.name.0 });
    }
    for o in persons::organisations(db, tenant).await? {
        if o.municipality.is_none() {
            all.push(Known { kind: "organisation", id: Some(o.id), name: o.name.0 });
        }
    }
    Ok(all)
}

/// The actor of a name: the one that stands, one of the register, or a new group of this name.
pub async fn named(tx: &mut Tx, name: &str, register: &[Known]) -> Result<Actor> {
    let same = |l: &Local| Lang::ALL.iter().any(|lang| l.exact(*lang).to_lowercase() == name.to_lowercase());
    let found = register.iter().find(|k| same(&k.name));
    let standing = all(tx.conn(), tx.tenant()).await?;
    let there = match found {
        Some(k) => standing.iter().find(|a| a.refers == k.id),
        None => standing.iter().find(|a| a.refers.is_none() && same(&a.name.0)),
    };
    if let Some(actor) = there {
        return Ok(actor.clone());
    }
    let known = found.cloned().unwrap_or_else(|| Known { kind: "group", id: None, name: Local::fi(name) });
    let slug = municipalities::slug(known.name.get(Lang::Fi));
    let base = if slug.is_empty() { "toimija".to_owned() } else { slug };
    let mut key = base.clone();
    let mut n = 2;
    while standing.iter().any(|a| a.key == key) {
        key = format!("{base}-{n}");
        n += 1;
    }
    let row = Actor {
        id: Id::<Actor>::new(tx.now()).uuid(),
        tenant: tx.tenant(),
        key,
        kind: known.kind.to_owned(),
        refers: known.id,
        sort_key: sort_key(known.name.get(Lang::Fi)),
        name: Json(known.name),
    };
    tx.create("actor", row.id, &row).await?;
    Ok(row)
}

/// All actors, in Finnish order: municipalities first, so that their chapters stand together.
pub async fn all(db: &impl ConnectionTrait, tenant: Uuid) -> Result<Vec<Actor>> {
    let mut rows = actor::Entity::find()
        .filter(actor::Column::Tenant.eq(tenant))
        .order_by_asc(actor::Column::SortKey)
        .all(db)
        .await?;
    rows.sort_by_key(|a| order(&a.kind));
    Ok(rows)
}

fn order(kind: &str) -> u8 {
    match kind {
        "municipality" => 0,
        "body" => 1,
        "organisation" => 2,
        _ => 3,
    }
}

/// The actor of a key or an id.
pub async fn by_key(db: &impl ConnectionTrait, tenant: Uuid, key: &str) -> Result<Option<Actor>> {
    let one = actor::Entity::find().filter(actor::Column::Tenant.eq(tenant));
    let one = match key.parse::<Uuid>() {
        Ok(id) => one.filter(actor::Column::Id.eq(id)),
        Err(_) => one.filter(actor::Column::Key.eq(key)),
    };
    Ok(one.one(db).await?)
}

/// The actor that stands for a thing of the register.
pub async fn of_subject(db: &impl ConnectionTrait, tenant: Uuid, refers: Uuid) -> Result<Option<Actor>> {
    Ok(actor::Entity::find()
        .filter(actor::Column::Tenant.eq(tenant))
        .filter(actor::Column::Refers.eq(refers))
        .one(db)
        .await?)
}

impl Actor {
    /// The municipality that it is, if it is one.
    pub fn municipality(&self) -> Option<Uuid> {
        self.refers.filter(|_| self.kind == "municipality")
    }
}
