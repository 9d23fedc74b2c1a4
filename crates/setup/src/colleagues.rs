//! Colleagues invited by mail. A letter carries a link; the link shows a page; only its pressed button acts. An
//! invitation to a wrong address is taken back, and its link is dead from that moment.

use jiff::{SignedDuration, Timestamp};
use kit::{Id, Lang, Role};
use page::{App, PageError, Tenant, Value};
use people::persons::{self, NewPerson, Person};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};
use sha2::{Digest, Sha256};
use store::outbox::{self, Body, Letter};
use store::{Result, Stamp, Tx};
use uuid::Uuid;

use crate::tables::colleague;
pub use crate::tables::colleague::Model as Colleague;

/// An invitation holds for a fortnight.
pub const HOLDS: SignedDuration = SignedDuration::from_hours(24 * 14);
/// Roles to which one is invited; seats are given in their bodies.
pub const ROLES: [Role; 4] = [Role::Coordinator, Role::Secretary, Role::Official, Role::Admin];

/// Where an invitation stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// Sent, and not used.
    Open,
    /// Used.
    Accepted,
    /// Taken back.
    Withdrawn,
    /// Its time is over.
    Expired,
}

impl State {
    /// The code, for the key of its text.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Accepted => "accepted",
            Self::Withdrawn => "withdrawn",
            Self::Expired => "expired",
        }
    }
}

impl Colleague {
    /// Where the invitation stands at this time.
    pub fn state(&self, now: Timestamp) -> State {
        if self.accepted_at.is_some() {
            State::Accepted
        } else if self.withdrawn_at.is_some() {
            State::Withdrawn
        } else if self.expires_at.at() <= now {
            State::Expired
        } else {
            State::Open
        }
    }
}

/// Who is invited to what.
#[derive(Debug, Clone)]
pub(crate) struct Wish {
    pub(crate) name: String,
    pub(crate) email: String,
    pub(crate) role: Role,
    pub(crate) body: Option<Uuid>,
    pub(crate) municipality: Option<Uuid>,
    pub(crate) lang: Lang,
}

fn digest(token: &str) -> String {
    hex::encode(Sha256::digest(token))
}

/// All invitations, the newest first.
pub(crate) async fn list(db: &impl ConnectionTrait, tenant: Uuid) -> Result<Vec<Colleague>> {
    Ok(colleague::Entity::find()
        .filter(colleague::Column::Tenant.eq(tenant))
        .order_by_desc(colleague::Column::SentAt)
        .order_by_desc(colleague::Column::Id)
        .all(db)
        .await?)
}

/// One invitation.
pub(crate) async fn get(db: &impl ConnectionTrait, tenant: Uuid, id: Uuid) -> Result<Option<Colleague>> {
    Ok(colleague::Entity::find_by_id(id).filter(colleague::Column::Tenant.eq(tenant)).one(db).await?)
}

/// The invitation of a link.
pub(crate) async fn by_token(
    db: &impl ConnectionTrait,
    tenant: Uuid,
    token: &str,
) -> Result<Option<Colleague>> {
    Ok(colleague::Entity::find()
        .filter(colleague::Column::Tenant.eq(tenant))
        .filter(colleague::Column::TokenDigest.eq(digest(token)))
        .one(db)
        .await?)
}

/// Invites somebody: the row and its letter in one transaction.
pub(crate) async fn invite(tx: &mut Tx, app: &App, tenant: &Tenant, by: &str, wish: Wish) -> Result<()> {
    let token = hex::encode(rand::random::<[u8; 32]>());
    let row = Colleague {
        id: Id::<Colleague>::new(tx.now()).uuid(),
        tenant: tx.tenant(),
        name: wish.name,
        email: wish.email,
        role: wish.role.code().to_owned(),
        body: wish.body,
        municipality: wish.municipality,
        lang: wish.lang.code().to_owned(),
        token_digest: digest(&token),
        sent_at: tx.stamp(),
        expires_at: expires(tx.now()),
        accepted_at: None,
        withdrawn_at: None,
        person: None,
        version: 1,
    };
    tx.create("colleague", row.id, &row).await?;
    post(tx, app, tenant, by, &row, &token).await
}

fn expires(now: Timestamp) -> Stamp {
    now.checked_add(HOLDS).unwrap_or(now).into()
}

/// Sends a new letter with a new link; the old link is dead.
pub(crate) async fn again(
    tx: &mut Tx,
    app: &App,
    tenant: &Tenant,
    by: &str,
    before: &Colleague,
) -> Result<()> {
    let token = hex::encode(rand::random::<[u8; 32]>());
    let after = Colleague {
        token_digest: digest(&token),
        sent_at: tx.stamp(),
        expires_at: expires(tx.now()),
        version: before.version + 1,
        ..before.clone()
    };
    tx.change("colleague", before.id, before, &after).await?;
    post(tx, app, tenant, by, &after, &token).await
}

/// Takes an invitation back. Nothing is sent: it went to an address that it was not meant for.
pub(crate) async fn withdraw(tx: &mut Tx, before: &Colleague) -> Result<()> {
    let after = Colleague { withdrawn_at: Some(tx.stamp()), version: before.version + 1, ..before.clone() };
    tx.change("colleague", before.id, before, &after).await
}

/// Who answers to the invitation becomes a person with the role; somebody who is known by the address stays who it is.
pub(crate) async fn accept(tx: &mut Tx, before: &Colleague) -> std::result::Result<Person, PageError> {
    let person = match persons::by_email(tx.conn(), tx.tenant(), &before.email).await? {
        Some(known) if known.active => known,
        Some(_) => return Err(PageError::Refused("setup-invite-not-active")),
        None => {
            let new = NewPerson {
                name: before.name.clone(),
                email: Some(before.email.clone()),
                lang: before.lang.parse().unwrap_or_default(),
                ..NewPerson::default()
            };
            persons::create(tx, new).await?
        }
    };
    let role = Role::parse(&before.role).ok_or(PageError::NotFound)?;
    let today = kit::local_date(tx.now());
    let held = persons::grants(tx.conn(), tx.tenant()).await?;
    let has = held.iter().any(|g| {
        g.person == person.id
            && g.role == before.role
            && (g.body, g.municipality) == (before.body, before.municipality)
            && g.to_day.is_none()
    });
    if !has {
        persons::grant(tx, person.id, role, before.body, before.municipality, today).await?;
    }
    let after = Colleague {
        accepted_at: Some(tx.stamp()),
        person: Some(person.id),
        version: before.version + 1,
        ..before.clone()
    };
    tx.change("colleague", before.id, before, &after).await?;
    Ok(person)
}

async fn post(tx: &Tx, app: &App, tenant: &Tenant, by: &str, row: &Colleague, token: &str) -> Result<()> {
    let lang: Lang = row.lang.parse().unwrap_or_default();
    let value = |text: &str| Value::from(text.to_owned());
    let region = value(tenant.name.get(lang));
    let url = format!("{}/{lang}/invite/{token}", tenant.base_url.trim_end_matches('/'));
    let role = app.t(lang, &format!("people-role-{}", row.role), &[]);
    let args = [
        ("url", value(&url)),
        ("region", region.clone()),
        ("by", value(by)),
        ("role", value(&role)),
        ("name", value(&row.name)),
        ("days", Value::from(14)),
    ];
    let letter = Letter {
        to_name: row.name.clone(),
        to_address: row.email.clone(),
        subject: app.t(lang, "setup-letter-subject", &[("region", region)]),
        body: Body {
            text: app.t(lang, "setup-letter", &args),
            lang: lang.code().to_owned(),
            ..Body::default()
        },
        // A letter about a person is read by nobody else: it carries a link that lets in.
        about: ("person", row.id),
    };
    outbox::post(tx, letter).await?;
    Ok(())
}
