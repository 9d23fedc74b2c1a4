//! Reads the trail and keeps the objects as slices tell them. Several processes may do it: each part is one
//! transaction that begins by reading how far the trail has been read.

use std::collections::{HashMap, HashSet};

use kit::{Id, Subject};
use page::{App, OpenObject, PageError, Tenant};
use people::tenants;
use sea_orm::{ActiveModelTrait, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter};
use serde_json::Value;
use store::{Act, Stamp, Tx, audit};
use uuid::Uuid;

use crate::tables::{object, position};

/// Changes read at once.
const PART: u64 = 500;

/// Reads all that has not been read yet, of all tenants; says how many changes that were.
pub async fn catch_up(app: &App) -> Result<usize, PageError> {
    let mut read = 0;
    for tenant in tenants::list(app.db()).await? {
        loop {
            let some = part(app, &tenant).await?;
            read += some;
            if some == 0 {
                break;
            }
        }
    }
    Ok(read)
}

async fn stands(
    db: &impl sea_orm::ConnectionTrait,
    tenant: Uuid,
) -> Result<Option<position::Model>, PageError> {
    Ok(position::Entity::find()
        .filter(position::Column::Tenant.eq(tenant))
        .one(db)
        .await
        .map_err(store::Error::from)?)
}

async fn part(app: &App, tenant: &Tenant) -> Result<usize, PageError> {
    let from = stands(app.db(), tenant.id).await?.map_or(0, |p| p.no);
    let changes = audit::feed(app.db(), tenant.id, from, PART).await?;
    let Some(last) = changes.last().map(|c| c.no) else { return Ok(0) };
    let subjects: HashSet<&Subject> = changes.iter().map(|c| &c.subject).collect();
    let mut opened: HashMap<Subject, Vec<OpenObject>> = HashMap::new();
    for subject in subjects {
        if !tell(app, tenant, subject, &mut opened).await? {
            // Of a part that has been removed no slice can say any more to what it belonged.
            for whole in wholes(app, tenant.id, subject).await? {
                tell(app, tenant, &whole, &mut opened).await?;
            }
        }
    }
    let mut tx = app.store().begin(Act::machinery("oparl", tenant.id, app.now())).await?;
    let before = stands(tx.conn(), tenant.id).await?;
    if before.as_ref().map_or(0, |p| p.no) != from {
        // Another process was here first.
        return Ok(changes.len());
    }
    let mut objects = before.as_ref().map_or(0, |p| p.objects);
    for (subject, told) in &opened {
        keep(&mut tx, subject, told, &mut objects).await?;
    }
    let id = before.as_ref().map_or_else(|| Id::<position::Model>::new(tx.now()).uuid(), |p| p.id);
    let after = position::Model { id, tenant: tenant.id, no: last, objects };
    if before.is_none() {
        tx.insert(after.into_active_model().reset_all()).await?;
    } else {
        update(&tx, after).await?;
    }
    tx.commit_quietly().await?;
    Ok(changes.len())
}

/// Asks all slices; says whether any of them knew the thing.
async fn tell(
    app: &App,
    tenant: &Tenant,
    subject: &Subject,
    opened: &mut HashMap<Subject, Vec<OpenObject>>,
) -> Result<bool, PageError> {
    let mut known = opened.contains_key(subject);
    for source in app.features().iter().filter_map(|f| f.open) {
        for told in source(app, tenant, subject).await? {
            known = true;
            opened.insert(told.subject, told.objects);
        }
    }
    Ok(known)
}

/// The things of which an object with this id was kept.
async fn wholes(app: &App, tenant: Uuid, part: &Subject) -> Result<HashSet<Subject>, PageError> {
    let rows = object::Entity::find()
        .filter(object::Column::Tenant.eq(tenant))
        .filter(object::Column::Object.eq(part.id))
        .filter(object::Column::Subject.ne(part.id))
        .all(app.db())
        .await
        .map_err(store::Error::from)?;
    Ok(rows.into_iter().map(|r| Subject { kind: r.subject_kind, id: r.subject }).collect())
}

/// Keeps what now stands for a subject, and marks as gone what stood for it before.
async fn keep(tx: &mut Tx, subject: &Subject, told: &[OpenObject], no: &mut i64) -> Result<(), PageError> {
    let old = object::Entity::find()
        .filter(object::Column::Tenant.eq(tx.tenant()))
        .filter(object::Column::Subject.eq(subject.id))
        .filter(object::Column::SubjectKind.eq(subject.kind.as_str()))
        .all(tx.conn())
        .await
        .map_err(store::Error::from)?;
    let mut known: HashMap<(&str, Uuid), &object::Model> =
        old.iter().map(|o| ((o.kind.as_str(), o.object), o)).collect();
    for new in told {
        let json = Value::Object(new.json.clone()).to_string();
        match known.remove(&(new.kind, new.id)) {
            Some(o) if !o.deleted && o.json == json && o.organisation == new.organisation => {}
            Some(o) => {
                let after = object::Model {
                    json,
                    organisation: new.organisation,
                    part_of: new.part_of,
                    deleted: false,
                    modified: tx.stamp(),
                    ..o.clone()
                };
                update_object(tx, after).await?;
            }
            None => {
                *no += 1;
                let row = object::Model {
                    id: Id::<object::Model>::new(tx.now()).uuid(),
                    tenant: tx.tenant(),
                    kind: new.kind.to_owned(),
                    object: new.id,
                    no: *no,
                    subject_kind: subject.kind.clone(),
                    subject: subject.id,
                    organisation: new.organisation,
                    part_of: new.part_of,
                    created: born(new.id).unwrap_or(tx.stamp()),
                    modified: tx.stamp(),
                    deleted: false,
                    json,
                };
                tx.insert(row.into_active_model().reset_all()).await?;
            }
        }
    }
    for gone in known.into_values().filter(|o| !o.deleted) {
        // The words of what is gone are not kept: it may have been taken back because it should not be known.
        let after = object::Model { deleted: true, json: "{}".into(), modified: tx.stamp(), ..gone.clone() };
        update_object(tx, after).await?;
    }
    Ok(())
}

/// Ids tell when they were given.
fn born(id: Uuid) -> Option<Stamp> {
    let (seconds, nanos) = id.get_timestamp()?.to_unix();
    let at = jiff::Timestamp::new(i64::try_from(seconds).ok()?, i32::try_from(nanos).ok()?).ok()?;
    Some(at.into())
}

async fn update(tx: &Tx, row: position::Model) -> Result<(), PageError> {
    row.into_active_model().reset_all().update(tx.conn()).await.map_err(store::Error::from)?;
    Ok(())
}

async fn update_object(tx: &Tx, row: object::Model) -> Result<(), PageError> {
    row.into_active_model().reset_all().update(tx.conn()).await.map_err(store::Error::from)?;
    Ok(())
}
