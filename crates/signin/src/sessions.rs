//! Sessions: begun by a sign-in, found by the digest of the cookie's token, listed and ended by their person.

use jiff::{SignedDuration, Timestamp};
use kit::Id;
use page::App;
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};
use sha2::{Digest, Sha256};
use store::{Migration, Result, Stamp, Tx};
use uuid::Uuid;

store::row!(
    /// A session.
    session, "session", {
        #[serde(skip)]
        token_digest: String,
        person: Uuid,
        acting_for: Option<Uuid>,
        device: String,
        way: String,
        created_at: Stamp,
        seen_at: Stamp,
        ended_at: Option<Stamp>,
    }
);
pub use session::Model as Session;

/// A session ends when it has not been used for this long.
const IDLE: SignedDuration = SignedDuration::from_hours(12);
/// A session ends after this long in any case.
const LONGEST: SignedDuration = SignedDuration::from_hours(24 * 14);
/// The time of last use is written at most this often.
const SEEN_STEP: SignedDuration = SignedDuration::from_mins(5);

pub(crate) fn migrations() -> Vec<Migration> {
    vec![Migration {
        name: "2026_11_22_c_sessions",
        make: |s| {
            s.table("session")
                .id()
                .uuid("tenant")
                .text("token_digest")
                .uuid("person")
                .to("person")
                .uuid("acting_for")
                .null()
                .text("device")
                .text("way")
                .int("created_at")
                .int("seen_at")
                .int("ended_at")
                .null()
                .unique(&["token_digest"])
                .index(&["tenant", "person"]);
        },
    }]
}

fn digest(token: &str) -> String {
    hex::encode(Sha256::digest(token))
}

/// Begins a session. The token goes into the cookie and is kept nowhere else.
pub async fn begin(tx: &mut Tx, person: Uuid, device: &str) -> Result<(Session, String)> {
    begin_by(tx, person, device, Way::Password).await
}

/// How somebody got in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// By password.
    Password,
    /// By a link in a mail.
    Link,
    /// By an OpenID provider.
    Oidc,
}

impl Way {
    /// The stored form.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Password => "password",
            Self::Link => "link",
            Self::Oidc => "oidc",
        }
    }
}

/// Begins a session by a way of signing in.
pub async fn begin_by(tx: &mut Tx, person: Uuid, device: &str, way: Way) -> Result<(Session, String)> {
    let token = hex::encode(rand::random::<[u8; 32]>());
    let row = Session {
        id: Id::<Session>::new(tx.now()).uuid(),
        tenant: tx.tenant(),
        token_digest: digest(&token),
        person,
        acting_for: None,
        device: device.to_owned(),
        way: way.code().to_owned(),
        created_at: tx.stamp(),
        seen_at: tx.stamp(),
        ended_at: None,
    };
    tx.create("session", row.id, &row).await?;
    Ok((row, token))
}

fn live(s: &Session, now: Timestamp) -> bool {
    s.ended_at.is_none()
        && now.duration_since(s.seen_at.at()) < IDLE
        && now.duration_since(s.created_at.at()) < LONGEST
}

/// The live session of a token at this tenant. A session of one tenant is none at another.
pub(crate) async fn find(app: &App, tenant: Uuid, token: &str) -> Result<Option<Session>> {
    let found = session::Entity::find()
        .filter(session::Column::TokenDigest.eq(digest(token)))
        .filter(session::Column::Tenant.eq(tenant))
        .one(app.db())
        .await?;
    let now = app.now();
    let Some(s) = found.filter(|s| live(s, now)) else { return Ok(None) };
    if now.duration_since(s.seen_at.at()) > SEEN_STEP {
        let tx = app.store().begin(store::Act::machinery("session", tenant, now)).await?;
        session::Entity::update_many()
            .col_expr(session::Column::SeenAt, Expr::value(Stamp::from(now)))
            .filter(session::Column::Id.eq(s.id))
            .exec(tx.conn())
            .await?;
        tx.commit_quietly().await?;
    }
    Ok(Some(s))
}

/// The live sessions of a person, last used first.
pub async fn list(
    db: &impl ConnectionTrait,
    tenant: Uuid,
    person: Uuid,
    now: Timestamp,
) -> Result<Vec<Session>> {
    Ok(session::Entity::find()
        .filter(session::Column::Tenant.eq(tenant))
        .filter(session::Column::Person.eq(person))
        .filter(session::Column::EndedAt.is_null())
        .order_by_desc(session::Column::SeenAt)
        .all(db)
        .await?
        .into_iter()
        .filter(|s| live(s, now))
        .collect())
}

/// Ends a session of a person. `None` when it is not theirs or has ended.
pub async fn end(tx: &mut Tx, person: Uuid, id: Uuid) -> Result<Option<()>> {
    let found = session::Entity::find_by_id(id)
        .filter(session::Column::Tenant.eq(tx.tenant()))
        .filter(session::Column::Person.eq(person))
        .filter(session::Column::EndedAt.is_null())
        .one(tx.conn())
        .await?;
    let Some(before) = found else { return Ok(None) };
    let after = Session { ended_at: Some(tx.stamp()), ..before.clone() };
    tx.change("session", id, &before, &after).await?;
    Ok(Some(()))
}

/// Ends all sessions of a person but one: after a new password.
pub async fn end_others(tx: &mut Tx, person: Uuid, keep: Option<Uuid>) -> Result<()> {
    for s in list(tx.conn(), tx.tenant(), person, tx.now()).await? {
        if Some(s.id) != keep {
            end(tx, person, s.id).await?;
        }
    }
    Ok(())
}

/// Sets for whom the session acts; the caller has checked that it may.
pub async fn act_for(tx: &mut Tx, id: Uuid, whom: Option<Uuid>) -> Result<()> {
    let found = session::Entity::find_by_id(id)
        .filter(session::Column::Tenant.eq(tx.tenant()))
        .one(tx.conn())
        .await?;
    let Some(before) = found else { return Err(store::Error::Stale) };
    let after = Session { acting_for: whom, ..before.clone() };
    tx.noted(
        "person",
        before.person,
        "acts_for",
        &[("whom", &whom.map(|w| w.to_string()).unwrap_or_default())],
    );
    tx.change("session", id, &before, &after).await
}

/// One session.
pub async fn get(db: &impl ConnectionTrait, tenant: Uuid, id: Uuid) -> Result<Option<Session>> {
    Ok(session::Entity::find_by_id(id).filter(session::Column::Tenant.eq(tenant)).one(db).await?)
}
