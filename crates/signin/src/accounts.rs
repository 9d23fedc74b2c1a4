//! Accounts: a login and a password, kept as its argon2id digest.

use std::sync::OnceLock;

use argon2::Argon2;
use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use kit::Id;
use page::{App, PageError, Problem};
use people::persons::{self, Person};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};
use store::{Result, Tx};
use tokio::sync::Semaphore;
use uuid::Uuid;

use crate::tables::account;
pub use crate::tables::account::Model as Account;

/// A password that a person chooses has at least this many characters: length is what makes it strong.
pub const SHORTEST: usize = 12;
/// And at most this many, so that nobody makes us digest a book.
pub const LONGEST: usize = 200;

/// Each digest takes 19 MB and a core for a while: at most this many at once, others wait their turn.
static AT_ONCE: Semaphore = Semaphore::const_new(4);

fn damaged(e: impl std::fmt::Display) -> store::Error {
    store::Error::Damaged(format!("the password digest: {e}"))
}

fn digest_now(password: &str) -> Result<String> {
    let hash: PasswordHash = Argon2::default().hash_password(password.as_bytes()).map_err(damaged)?;
    Ok(hash.to_string())
}

/// The digest of a password, made on a thread of its own.
async fn digest(password: &str) -> Result<String> {
    let password = password.to_owned();
    let _turn = AT_ONCE.acquire().await.map_err(damaged)?;
    tokio::task::spawn_blocking(move || digest_now(&password)).await.map_err(damaged)?
}

/// The form in which logins are compared.
pub fn plain(login: &str) -> String {
    login.trim().to_lowercase()
}

/// What is wrong with a password that somebody chose for this login.
pub fn problem(login: &str, password: &str) -> Option<Problem> {
    let length = password.chars().count();
    let found = |key, value: String| Some(Problem { key, value });
    if length < SHORTEST {
        found("signin-too-short", SHORTEST.to_string())
    } else if length > LONGEST {
        found("problem-too-long", LONGEST.to_string())
    } else if plain(password) == plain(login) {
        found("signin-same-as-login", String::new())
    } else {
        None
    }
}

/// Gives a person a login and a password.
///
/// # Errors
/// [`store::Error::Taken`] where the login belongs to somebody, or the person has one already.
pub async fn create(tx: &mut Tx, person: Uuid, login: &str, password: &str) -> Result<Account> {
    let row = Account {
        id: Id::<Account>::new(tx.now()).uuid(),
        tenant: tx.tenant(),
        person,
        login: plain(login),
        password: digest(password).await?,
        changed_at: tx.stamp(),
        must_change: false,
        version: 1,
    };
    tx.create("account", row.id, &row).await?;
    Ok(row)
}

/// Changes a password. With `must_change` the person is asked for a new one after the next sign-in.
pub async fn set_password(tx: &mut Tx, before: &Account, password: &str, must_change: bool) -> Result<()> {
    let after = Account {
        password: digest(password).await?,
        changed_at: tx.stamp(),
        must_change,
        version: before.version + 1,
        ..before.clone()
    };
    tx.change("account", before.id, before, &after).await
}

/// The account of a person.
pub async fn of(db: &impl ConnectionTrait, tenant: Uuid, person: Uuid) -> Result<Option<Account>> {
    Ok(account::Entity::find()
        .filter(account::Column::Tenant.eq(tenant))
        .filter(account::Column::Person.eq(person))
        .one(db)
        .await?)
}

/// The account of a login.
pub async fn by_login(db: &impl ConnectionTrait, tenant: Uuid, login: &str) -> Result<Option<Account>> {
    Ok(account::Entity::find()
        .filter(account::Column::Tenant.eq(tenant))
        .filter(account::Column::Login.eq(plain(login)))
        .one(db)
        .await?)
}

/// The person whose login (or address) and password these are. A login that does not exist takes as long as a
/// wrong password: the digest of a password that nobody has is checked in its place.
pub(crate) async fn check(
    app: &App,
    tenant: Uuid,
    login: &str,
    password: &str,
) -> Result<Option<Person>, PageError> {
    let mut found = by_login(app.db(), tenant, login).await?;
    let person = match &found {
        Some(account) => persons::get(app.db(), tenant, account.person).await?,
        None => persons::by_email(app.db(), tenant, login).await?,
    };
    if let (None, Some(person)) = (&found, &person) {
        found = of(app.db(), tenant, person.id).await?;
    }
    let right = verify(found.map(|a| a.password), password).await?;
    Ok(person.filter(|p| right && p.active))
}

/// Whether this is the password of the account.
pub(crate) async fn is_right(account: &Account, password: &str) -> Result<bool, PageError> {
    Ok(verify(Some(account.password.clone()), password).await?)
}

async fn verify(stored: Option<String>, password: &str) -> Result<bool> {
    static NOBODYS: OnceLock<String> = OnceLock::new();
    let password: String = password.chars().take(LONGEST + 1).collect();
    let _turn = AT_ONCE.acquire().await.map_err(damaged)?;
    tokio::task::spawn_blocking(move || {
        let nobodys = match NOBODYS.get() {
            Some(known) => known.clone(),
            None => NOBODYS.get_or_init(|| digest_now("nobody has this one").unwrap_or_default()).clone(),
        };
        let exists = stored.is_some();
        let digest = stored.unwrap_or(nobodys);
        let parsed = PasswordHash::new(&digest).map_err(damaged)?;
        let right = Argon2::default().verify_password(password.as_bytes(), &parsed).is_ok();
        Ok(right && exists)
    })
    .await
    .map_err(damaged)?
}
