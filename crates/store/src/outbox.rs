//! Letters as rows of the transaction that causes them. A worker takes them with a lease and sends them; a
//! crash loses none and doubles at most those in flight, which carry the same Message-ID.
//!
//! Letters about the same thing to the same address leave in the order in which they were written, so that a
//! CANCEL never overtakes its REQUEST.

use jiff::{SignedDuration, Timestamp};
use sea_orm::sea_query::{Expr, Query};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, Condition, ConnectionTrait, EntityTrait, ExprTrait, QueryFilter,
    QueryOrder, QuerySelect,
};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{Json, Result, Stamp, Store, Tx};

/// A file that goes with a letter, by its digest.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Enclosure {
    /// The file's SHA-256 in hex.
    pub sha: String,
    /// The name that the receiver sees.
    pub name: String,
    /// The media type.
    pub media_type: String,
}

/// What a letter says, apart from its receiver.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Body {
    /// Plain text.
    pub text: String,
    /// The same as HTML, where there is one.
    pub html: Option<String>,
    /// `REQUEST`, `CANCEL`… and the calendar file.
    pub calendar: Option<(String, String)>,
    /// Files, fetched when the letter leaves.
    pub enclosures: Vec<Enclosure>,
    /// The language of the texts.
    pub lang: String,
    /// The address at which one press stops further letters of this kind (RFC 8058), where there are further ones.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unsubscribe: Option<String>,
}

/// A letter to be sent.
#[derive(Debug, Clone)]
pub struct Letter {
    /// The receiver's name.
    pub to_name: String,
    /// The receiver's address.
    pub to_address: String,
    /// The subject line.
    pub subject: String,
    /// What it says.
    pub body: Body,
    /// What it is about: `("meeting", id)`; order is kept within it.
    pub about: (&'static str, Uuid),
}

#[allow(missing_docs, reason = "the columns are words of the field")]
mod row {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "outbox")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub tenant: Uuid,
        pub to_name: String,
        pub to_address: String,
        pub subject: String,
        pub body: crate::Json<super::Body>,
        pub message_id: String,
        pub about_kind: String,
        pub about: Uuid,
        pub order_no: i64,
        pub state: String,
        pub attempts: i64,
        pub last_error: Option<String>,
        pub created_at: crate::Stamp,
        pub due_at: crate::Stamp,
        pub lease_until: crate::Stamp,
        pub sent_at: Option<crate::Stamp>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// A letter as it lies in the outbox.
pub use row::Model as Posted;

/// Puts a letter into the outbox, as part of the transaction. Returns its id.
pub async fn post(tx: &Tx, letter: Letter) -> Result<Uuid> {
    let id: kit::Id<Posted> = kit::Id::new(tx.now());
    let id = id.uuid();
    let before = row::Entity::find()
        .select_only()
        .column_as(row::Column::OrderNo.max(), "n")
        .filter(row::Column::AboutKind.eq(letter.about.0))
        .filter(row::Column::About.eq(letter.about.1))
        .into_tuple::<Option<i64>>()
        .one(tx.conn())
        .await?
        .flatten()
        .unwrap_or(0);
    // A letter of something that can be undone waits a little, so that undoing finds it here.
    let waits = if tx.record_letter(id) { crate::undo::HOLD } else { SignedDuration::ZERO };
    let due: Stamp = tx.now().checked_add(waits).unwrap_or(tx.now()).into();
    tx.insert(row::ActiveModel {
        id: Set(id),
        tenant: Set(tx.tenant()),
        to_name: Set(letter.to_name),
        to_address: Set(letter.to_address),
        subject: Set(letter.subject),
        body: Set(Json(letter.body)),
        message_id: Set(format!("{id}@talkoot.invalid")),
        about_kind: Set(letter.about.0.to_owned()),
        about: Set(letter.about.1),
        order_no: Set(before + 1),
        state: Set("waiting".to_owned()),
        attempts: Set(0),
        last_error: Set(None),
        created_at: Set(tx.stamp()),
        due_at: Set(due),
        lease_until: Set(Stamp(0)),
        sent_at: Set(None),
    })
    .await?;
    Ok(id)
}

/// Takes letters back that have not left: all or none.
pub(crate) async fn withdraw(tx: &Tx, letters: &[Uuid]) -> Result<()> {
    for id in letters {
        let gone = row::Entity::delete_many()
            .filter(row::Column::Id.eq(*id))
            .filter(row::Column::Tenant.eq(tx.tenant()))
            .filter(row::Column::State.eq("waiting"))
            .filter(row::Column::Attempts.eq(0))
            .exec(tx.conn())
            .await?;
        if gone.rows_affected != 1 {
            return Err(crate::Error::Refused(crate::undo::refused::LETTER));
        }
    }
    Ok(())
}

/// Takes letters that are due, each for `lease`; nobody else takes them until it ends.
pub async fn take(store: &Store, now: Timestamp, lease: SignedDuration, most: u64) -> Result<Vec<Posted>> {
    take_except(store, now, lease, most, &[]).await
}

/// The same without the letters of these tenants: those that have no mail server, and those of the demo.
pub async fn take_except(
    store: &Store,
    now: Timestamp,
    lease: SignedDuration,
    most: u64,
    except: &[Uuid],
) -> Result<Vec<Posted>> {
    let until: Stamp = now.checked_add(lease).unwrap_or(now).into();
    let now: Stamp = now.into();
    let tx = store.begin(crate::Act::machinery("outbox", Uuid::nil(), now.at())).await?;
    let earlier = sea_orm::sea_query::Alias::new("earlier");
    let blocked = Query::select()
        .expr(Expr::val(1))
        .from_as(row::Entity, earlier.clone())
        .and_where(Expr::col((earlier.clone(), row::Column::State)).eq("waiting"))
        .and_where(
            Expr::col((earlier.clone(), row::Column::AboutKind))
                .equals((row::Entity, row::Column::AboutKind)),
        )
        .and_where(Expr::col((earlier.clone(), row::Column::About)).equals((row::Entity, row::Column::About)))
        .and_where(
            Expr::col((earlier.clone(), row::Column::ToAddress))
                .equals((row::Entity, row::Column::ToAddress)),
        )
        .and_where(
            Expr::col((earlier, row::Column::OrderNo)).lt(Expr::col((row::Entity, row::Column::OrderNo))),
        )
        .to_owned();
    let due: Vec<Uuid> = row::Entity::find()
        .select_only()
        .column(row::Column::Id)
        .filter(
            Condition::all()
                .add(row::Column::State.eq("waiting"))
                .add(row::Column::DueAt.lte(now))
                .add(row::Column::LeaseUntil.lte(now))
                .add(row::Column::Tenant.is_not_in(except.iter().copied()))
                .add(Expr::exists(blocked).not()),
        )
        .order_by_asc(row::Column::CreatedAt)
        .order_by_asc(row::Column::OrderNo)
        .limit(most)
        .into_tuple()
        .all(tx.conn())
        .await?;
    // The lease is asked again: on PostgreSQL another worker may have taken the row in between.
    let taken = row::Entity::update_many()
        .col_expr(row::Column::LeaseUntil, Expr::value(until))
        .col_expr(row::Column::Attempts, Expr::col(row::Column::Attempts).add(1))
        .filter(row::Column::Id.is_in(due))
        .filter(row::Column::LeaseUntil.lte(now))
        .filter(row::Column::State.eq("waiting"))
        .exec_with_returning(tx.conn())
        .await?;
    tx.commit_quietly().await?;
    Ok(taken)
}

/// What became of a letter that was taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// The mail server took it.
    Sent,
    /// It is tried again later, each time after a longer wait.
    Later(String),
    /// It will never be taken; a person must see to it.
    Failed(String),
}

/// Writes down what became of a letter.
pub async fn settle(store: &Store, id: Uuid, now: Timestamp, outcome: Outcome) -> Result<()> {
    let tx = store.begin(crate::Act::machinery("outbox", Uuid::nil(), now)).await?;
    let Some(letter) = row::Entity::find_by_id(id).one(tx.conn()).await? else { return Ok(()) };
    let stamp: Stamp = now.into();
    let update = row::Entity::update_many().filter(row::Column::Id.eq(id));
    let update = match outcome {
        Outcome::Sent => update
            .col_expr(row::Column::State, Expr::value("sent"))
            .col_expr(row::Column::SentAt, Expr::value(stamp))
            .col_expr(row::Column::LastError, Expr::value(Option::<String>::None)),
        Outcome::Later(why) => {
            let wait = 30_i64 << letter.attempts.clamp(0, 10);
            let due = now.checked_add(SignedDuration::from_secs(wait)).unwrap_or(now);
            update
                .col_expr(row::Column::DueAt, Expr::value(Stamp::from(due)))
                .col_expr(row::Column::LeaseUntil, Expr::value(Stamp(0)))
                .col_expr(row::Column::LastError, Expr::value(why))
        }
        Outcome::Failed(why) => update
            .col_expr(row::Column::State, Expr::value("failed"))
            .col_expr(row::Column::LastError, Expr::value(why)),
    };
    update.exec(tx.conn()).await?;
    tx.commit_quietly().await
}

/// The letters of a tenant, newest first.
pub async fn list(db: &impl ConnectionTrait, tenant: Uuid, limit: u64) -> Result<Vec<Posted>> {
    Ok(row::Entity::find()
        .filter(row::Column::Tenant.eq(tenant))
        .order_by_desc(row::Column::CreatedAt)
        .order_by_desc(row::Column::OrderNo)
        .limit(limit)
        .all(db)
        .await?)
}

/// The letters of a tenant that will not arrive, the newest first.
pub async fn failed(db: &impl ConnectionTrait, tenant: Uuid, limit: u64) -> Result<Vec<Posted>> {
    Ok(row::Entity::find()
        .filter(row::Column::State.eq("failed"))
        .filter(row::Column::Tenant.eq(tenant))
        .order_by_desc(row::Column::DueAt)
        .limit(limit)
        .all(db)
        .await?)
}

/// One letter of a tenant.
pub async fn get(db: &impl ConnectionTrait, tenant: Uuid, id: Uuid) -> Result<Option<Posted>> {
    Ok(row::Entity::find_by_id(id).filter(row::Column::Tenant.eq(tenant)).one(db).await?)
}

/// Forgets to whom letters about one thing went: those that wait are taken back, the others lose their receiver and
/// what they say. For addresses that are to be erased.
pub async fn forget(tx: &Tx, kind: &str, id: Uuid) -> Result<()> {
    let mine = || {
        row::Column::AboutKind
            .eq(kind)
            .and(row::Column::About.eq(id))
            .and(row::Column::Tenant.eq(tx.tenant()))
    };
    row::Entity::delete_many()
        .filter(mine())
        .filter(row::Column::State.eq("waiting"))
        .exec(tx.conn())
        .await?;
    row::Entity::update_many()
        .col_expr(row::Column::ToName, Expr::value(""))
        .col_expr(row::Column::ToAddress, Expr::value(""))
        .col_expr(row::Column::Body, Expr::value(Json(Body::default())))
        .filter(mine())
        .exec(tx.conn())
        .await?;
    Ok(())
}

/// The letters about one thing, oldest first.
pub async fn about(db: &impl ConnectionTrait, tenant: Uuid, kind: &str, id: Uuid) -> Result<Vec<Posted>> {
    Ok(row::Entity::find()
        .filter(row::Column::Tenant.eq(tenant))
        .filter(row::Column::AboutKind.eq(kind))
        .filter(row::Column::About.eq(id))
        .order_by_asc(row::Column::OrderNo)
        .all(db)
        .await?)
}

/// The letters of a tenant that did not arrive, and those that are tried again and again, newest first.
pub async fn troubled(db: &impl ConnectionTrait, tenant: Uuid, limit: u64) -> Result<Vec<Posted>> {
    Ok(row::Entity::find()
        .filter(row::Column::Tenant.eq(tenant))
        .filter(row::Column::State.ne("sent"))
        .filter(row::Column::LastError.is_not_null())
        .filter(row::Column::LastError.ne(""))
        .order_by_desc(row::Column::CreatedAt)
        .limit(limit)
        .all(db)
        .await?)
}

/// Lets a letter go again at once, with the address as it is given here. `None` when it has gone already.
pub async fn again(tx: &mut Tx, id: Uuid, to_address: &str) -> Result<Option<()>> {
    let now = tx.stamp();
    let done = row::Entity::update_many()
        .col_expr(row::Column::State, Expr::value("waiting"))
        .col_expr(row::Column::ToAddress, Expr::value(to_address))
        .col_expr(row::Column::DueAt, Expr::value(now))
        .col_expr(row::Column::LeaseUntil, Expr::value(Stamp(0)))
        .col_expr(row::Column::Attempts, Expr::value(0_i64))
        .filter(row::Column::Id.eq(id))
        .filter(row::Column::Tenant.eq(tx.tenant()))
        .filter(row::Column::State.ne("sent"))
        .exec(tx.conn())
        .await?;
    if done.rows_affected == 0 {
        return Ok(None);
    }
    tx.noted("letter", id, "sent_again", &[("to", to_address)]);
    Ok(Some(()))
}
