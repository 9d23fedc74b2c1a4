//! Who follows what. Only this file writes followers and follows.

use futures::future::{BoxFuture, FutureExt};
use jiff::{SignedDuration, Timestamp};
use kit::{Event, Id, Lang};
use sea_orm::{ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};
use store::{Result, Stamp, Tx, outbox};
use uuid::Uuid;

pub(crate) use crate::tables::follow::Model as Follow;
pub(crate) use crate::tables::follower::Model as Follower;
use crate::tables::{follow, follower, told};
use crate::what::{Pace, What};
use crate::{links, news};

/// A link that confirms holds for two days; what is not confirmed is erased then.
pub(crate) const CONFIRM: SignedDuration = SignedDuration::from_hours(48);
/// The link to one's own list holds for an hour.
pub(crate) const LIST: SignedDuration = SignedDuration::from_hours(1);
/// What letters to a follower are about, in the outbox.
pub(crate) const ABOUT: &str = "follower";

/// The wish of a form.
pub(crate) struct Wish {
    pub(crate) address: String,
    pub(crate) what: What,
    pub(crate) pace: &'static str,
    pub(crate) lang: Lang,
}

/// What became of a wish.
pub(crate) enum Asked {
    /// It waits for the link with this token.
    Waits(Follower, String),
    /// It is followed already.
    Stands(Follower),
}

fn later(tx: &Tx, by: SignedDuration) -> Stamp {
    Timestamp::checked_add(tx.now(), by).unwrap_or(tx.now()).into()
}

/// Notes what somebody wishes to follow. Nothing is sent of it before it is confirmed.
pub(crate) async fn ask(tx: &mut Tx, wish: Wish) -> Result<Asked> {
    let owner = match by_address(tx.conn(), tx.tenant(), &wish.address).await? {
        Some(known) => known,
        None => {
            let row = Follower {
                id: Id::<Follower>::new(tx.now()).uuid(),
                tenant: tx.tenant(),
                address: wish.address,
                lang: wish.lang.code().to_owned(),
                pace: wish.pace.to_owned(),
                due_at: Stamp(0),
                list_digest: None,
                list_until: None,
                created_at: tx.stamp(),
            };
            tx.create("follower", row.id, &row).await?;
            row
        }
    };
    let code = wish.what.code();
    let before = follow::Entity::find()
        .filter(follow::Column::Tenant.eq(tx.tenant()))
        .filter(follow::Column::Follower.eq(owner.id))
        .filter(follow::Column::What.eq(code.as_str()))
        .one(tx.conn())
        .await?;
    let token = links::random();
    match before {
        Some(stands) if stands.confirmed_at.is_some() => return Ok(Asked::Stands(owner)),
        Some(before) => {
            let after = Follow {
                wish_pace: wish.pace.to_owned(),
                wish_lang: wish.lang.code().to_owned(),
                token_digest: links::digest(&token),
                token_until: later(tx, CONFIRM),
                ..before.clone()
            };
            tx.change("follow", before.id, &before, &after).await?;
            // The link is no part of the trail, but that it was asked for again is.
            tx.noted("follow", before.id, "asked_again", &[]);
        }
        None => {
            let row = Follow {
                id: Id::<Follow>::new(tx.now()).uuid(),
                tenant: tx.tenant(),
                follower: owner.id,
                what: code,
                wish_pace: wish.pace.to_owned(),
                wish_lang: wish.lang.code().to_owned(),
                token_digest: links::digest(&token),
                token_until: later(tx, CONFIRM),
                confirmed_at: None,
                since_no: 0,
            };
            tx.create("follow", row.id, &row).await?;
        }
    }
    Ok(Asked::Waits(owner, token))
}

/// The follow of a confirming link, while the link holds or after it has been used.
pub(crate) async fn by_token(
    db: &impl ConnectionTrait,
    tenant: Uuid,
    token: &str,
    now: Timestamp,
) -> Result<Option<Follow>> {
    let found = follow::Entity::find()
        .filter(follow::Column::Tenant.eq(tenant))
        .filter(follow::Column::TokenDigest.eq(links::digest(token)))
        .one(db)
        .await?;
    Ok(found.filter(|f| f.confirmed_at.is_some() || f.token_until > Stamp::from(now)))
}

/// Confirms a follow: from here on news go. Pace and language are those of the latest wish that was confirmed.
pub(crate) async fn confirm(tx: &mut Tx, before: &Follow) -> Result<()> {
    let after = Follow {
        confirmed_at: Some(tx.stamp()),
        since_no: news::last_no(tx.conn(), tx.tenant()).await?,
        ..before.clone()
    };
    tx.change("follow", before.id, before, &after).await?;
    if let Some(owner) = get(tx.conn(), tx.tenant(), before.follower).await? {
        choose(tx, &owner, &before.wish_pace, &before.wish_lang).await?;
    }
    Ok(())
}

/// Sets how often and in which language letters go.
pub(crate) async fn choose(tx: &mut Tx, owner: &Follower, pace: &str, lang: &str) -> Result<()> {
    let after = Follower {
        pace: pace.to_owned(),
        lang: lang.to_owned(),
        due_at: Pace::parse(pace).next(tx.now()).into(),
        ..owner.clone()
    };
    tx.change("follower", owner.id, owner, &after).await
}

/// Makes the link to a follower's own list; an older one ends.
pub(crate) async fn list_link(tx: &mut Tx, owner: &Follower) -> Result<String> {
    let token = links::random();
    let after = Follower {
        list_digest: Some(links::digest(&token)),
        list_until: Some(later(tx, LIST)),
        ..owner.clone()
    };
    tx.change("follower", owner.id, owner, &after).await?;
    tx.noted("follower", owner.id, "list_asked", &[]);
    Ok(token)
}

/// Whose list a link opens, while it holds.
pub(crate) async fn by_list(
    db: &impl ConnectionTrait,
    tenant: Uuid,
    token: &str,
    now: Timestamp,
) -> Result<Option<Follower>> {
    let found = follower::Entity::find()
        .filter(follower::Column::Tenant.eq(tenant))
        .filter(follower::Column::ListDigest.eq(links::digest(token)))
        .one(db)
        .await?;
    Ok(found.filter(|f| f.list_until.is_some_and(|u| u > Stamp::from(now))))
}

/// The follower of an id.
pub(crate) async fn get(db: &impl ConnectionTrait, tenant: Uuid, id: Uuid) -> Result<Option<Follower>> {
    Ok(follower::Entity::find_by_id(id).filter(follower::Column::Tenant.eq(tenant)).one(db).await?)
}

/// The follower of an address.
pub(crate) async fn by_address(
    db: &impl ConnectionTrait,
    tenant: Uuid,
    address: &str,
) -> Result<Option<Follower>> {
    Ok(follower::Entity::find()
        .filter(follower::Column::Tenant.eq(tenant))
        .filter(follower::Column::Address.eq(address))
        .one(db)
        .await?)
}

/// What somebody follows, in the order of confirming.
pub(crate) async fn confirmed_of(
    db: &impl ConnectionTrait,
    tenant: Uuid,
    owner: Uuid,
) -> Result<Vec<Follow>> {
    Ok(follow::Entity::find()
        .filter(follow::Column::Tenant.eq(tenant))
        .filter(follow::Column::Follower.eq(owner))
        .filter(follow::Column::ConfirmedAt.is_not_null())
        .order_by_asc(follow::Column::ConfirmedAt)
        .all(db)
        .await?)
}

/// All that is followed at a tenant.
pub(crate) async fn confirmed(db: &impl ConnectionTrait, tenant: Uuid) -> Result<Vec<Follow>> {
    Ok(follow::Entity::find()
        .filter(follow::Column::Tenant.eq(tenant))
        .filter(follow::Column::ConfirmedAt.is_not_null())
        .order_by_asc(follow::Column::ConfirmedAt)
        .all(db)
        .await?)
}

/// Stops one thing; with the last one the address goes.
pub(crate) async fn stop(tx: &mut Tx, one: &Follow) -> Result<()> {
    follow::Entity::delete_by_id(one.id).exec(tx.conn()).await?;
    tx.removed("follow", one.id, one)?;
    let left = follow::Entity::find()
        .filter(follow::Column::Tenant.eq(tx.tenant()))
        .filter(follow::Column::Follower.eq(one.follower))
        .one(tx.conn())
        .await?;
    if left.is_none() { erase(tx, one.follower).await } else { Ok(()) }
}

/// Stops all that somebody follows, and erases the address.
pub(crate) async fn stop_all(tx: &mut Tx, owner: Uuid) -> Result<()> {
    let all = follow::Entity::find()
        .filter(follow::Column::Tenant.eq(tx.tenant()))
        .filter(follow::Column::Follower.eq(owner))
        .all(tx.conn())
        .await?;
    for one in &all {
        follow::Entity::delete_by_id(one.id).exec(tx.conn()).await?;
        tx.removed("follow", one.id, one)?;
    }
    erase(tx, owner).await
}

/// Erases an address: here, and in the letters that went to it. What still waits to leave is taken back.
async fn erase(tx: &mut Tx, owner: Uuid) -> Result<()> {
    let Some(row) = get(tx.conn(), tx.tenant(), owner).await? else { return Ok(()) };
    told::Entity::delete_many()
        .filter(told::Column::Tenant.eq(tx.tenant()))
        .filter(told::Column::Follower.eq(owner))
        .exec(tx.conn())
        .await?;
    outbox::forget(tx, ABOUT, owner).await?;
    follower::Entity::delete_by_id(owner).exec(tx.conn()).await?;
    tx.removed("follower", owner, &row)
}

/// Erases what nobody has confirmed in time. Says how many wishes were erased.
pub(crate) async fn forget_old(tx: &mut Tx) -> Result<usize> {
    let old = follow::Entity::find()
        .filter(follow::Column::Tenant.eq(tx.tenant()))
        .filter(follow::Column::ConfirmedAt.is_null())
        .filter(follow::Column::TokenUntil.lte(tx.stamp()))
        .all(tx.conn())
        .await?;
    for one in &old {
        stop(tx, one).await?;
    }
    Ok(old.len())
}

/// Whether anybody follows or has asked to.
pub(crate) async fn any(db: &impl ConnectionTrait, tenant: Uuid) -> Result<bool> {
    let one = follow::Entity::find().filter(follow::Column::Tenant.eq(tenant)).one(db).await?;
    Ok(one.is_some())
}

/// Notes that somebody was told of these things.
pub(crate) async fn note_told(tx: &mut Tx, owner: Uuid, things: &[String]) -> Result<()> {
    for thing in things {
        let row = told::Model {
            id: Id::<told::Model>::new(tx.now()).uuid(),
            tenant: tx.tenant(),
            follower: owner,
            thing: thing.clone(),
        };
        tx.insert(told::ActiveModel::from(row).reset_all()).await?;
    }
    Ok(())
}

/// Of what somebody has been told.
pub(crate) async fn told_of(db: &impl ConnectionTrait, tenant: Uuid, owner: Uuid) -> Result<Vec<String>> {
    let rows = told::Entity::find()
        .filter(told::Column::Tenant.eq(tenant))
        .filter(told::Column::Follower.eq(owner))
        .all(db)
        .await?;
    Ok(rows.into_iter().map(|r| r.thing).collect())
}

/// Moves on: what has been found until `no` is done with, and the next letter goes by the pace.
pub(crate) async fn move_on(tx: &Tx, owner: &Follower, no: i64) -> Result<()> {
    use sea_orm::sea_query::Expr;
    follow::Entity::update_many()
        .col_expr(follow::Column::SinceNo, Expr::value(no))
        .filter(follow::Column::Tenant.eq(tx.tenant()))
        .filter(follow::Column::Follower.eq(owner.id))
        .filter(follow::Column::SinceNo.lt(no))
        .exec(tx.conn())
        .await?;
    follower::Entity::update_many()
        .col_expr(follower::Column::DueAt, Expr::value(Stamp::from(Pace::parse(&owner.pace).next(tx.now()))))
        .filter(follower::Column::Tenant.eq(tx.tenant()))
        .filter(follower::Column::Id.eq(owner.id))
        .exec(tx.conn())
        .await?;
    Ok(())
}

/// When a person's data are to be erased, the same address follows nothing any more.
pub(crate) fn listen<'a>(event: &'a Event, tx: &'a mut Tx) -> BoxFuture<'a, Result<()>> {
    async move {
        let Event::ErasePerson { person } = event else { return Ok(()) };
        let Some(person) = people::persons::get(tx.conn(), tx.tenant(), *person).await? else {
            return Ok(());
        };
        let Some(address) = person.email else { return Ok(()) };
        match by_address(tx.conn(), tx.tenant(), &address).await? {
            Some(owner) => stop_all(tx, owner.id).await,
            None => Ok(()),
        }
    }
    .boxed()
}
