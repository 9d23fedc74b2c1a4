//! The code of the set-up: whoever reads the program's log may set it up, nobody else. It is kept as a digest, so
//! that every process on the store takes it, and ends when one of them has used it.

use jiff::{SignedDuration, Timestamp};
use kit::{Id, Lang};
use page::{App, PageError, Value};
use people::tenants;
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};
use sha2::{Digest, Sha256};
use store::limit::{self, Count};
use store::{Act, Result, Tx};
use uuid::Uuid;

use crate::tables::setup_code;

/// Stands where rows of the set-up need a tenant before there is one.
const NOBODY: Uuid = Uuid::from_u128(0x7461_6c6b_6f6f_7473_6574_7570);
/// Letters and digits that nobody mistakes for one another.
const SIGNS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
/// So many signs, in groups of four: 60 bits.
const LONG: usize = 12;
/// Each start of the program offers a code of its own; so many of the latest hold.
const MOST: usize = 20;

/// Wrong codes are counted over this time,
const WINDOW: SignedDuration = SignedDuration::from_mins(15);
/// so many from one address,
const PER_ADDRESS: u64 = 5;
/// and so many from all together.
const IN_ALL: u64 = 40;
/// What is counted.
const FROM_ONE: &str = "setup-one";
const FROM_ALL: &str = "setup-all";

/// The form in which codes are compared: what is easily mistaken counts as the same.
fn plain(typed: &str) -> String {
    typed
        .chars()
        .filter(char::is_ascii_alphanumeric)
        .map(|c| match c.to_ascii_uppercase() {
            'O' => '0',
            'I' | 'L' => '1',
            c => c,
        })
        .collect()
}

fn digest(typed: &str) -> String {
    hex::encode(Sha256::digest(plain(typed)))
}

fn fresh() -> String {
    let signs: Vec<u8> = rand::random::<[u8; LONG]>().iter().map(|b| SIGNS[usize::from(b % 32)]).collect();
    let groups: Vec<String> = signs.chunks(4).map(|g| String::from_utf8_lossy(g).into_owned()).collect();
    groups.join("-")
}

/// Offers a code where the store holds no tenant; `None` where it does. The caller puts it into the log.
///
/// # Errors
/// When the store fails.
pub async fn offer(app: &App) -> Result<Option<String>> {
    let tx = app.store().begin(Act::machinery("setup", NOBODY, app.now())).await?;
    if tenants::any(tx.conn()).await? {
        return Ok(None);
    }
    let code = fresh();
    let row = setup_code::Model {
        id: Id::<setup_code::Model>::new(tx.now()).uuid(),
        tenant: NOBODY,
        digest: digest(&code),
        offered_at: tx.stamp(),
        used_at: None,
    };
    let active: setup_code::ActiveModel = row.into();
    tx.insert(sea_orm::ActiveModelTrait::reset_all(active)).await?;
    let all = setup_code::Entity::find().order_by_desc(setup_code::Column::OfferedAt).all(tx.conn()).await?;
    let old: Vec<Uuid> = all.iter().skip(MOST).map(|r| r.id).collect();
    if !old.is_empty() {
        setup_code::Entity::delete_many().filter(setup_code::Column::Id.is_in(old)).exec(tx.conn()).await?;
    }
    tx.commit_quietly().await?;
    Ok(Some(code))
}

/// The sentence for whoever reads the log: the code and where to use it.
pub fn told(app: &App, code: &str, listen: &str) -> String {
    let value = |text: &str| Value::from(text.to_owned());
    app.t(Lang::En, "setup-log", &[("code", value(code)), ("listen", value(listen))])
}

/// The key of form tokens while there is no tenant: the same in all processes.
pub(crate) async fn secret(db: &impl ConnectionTrait) -> Result<Vec<u8>> {
    let first = setup_code::Entity::find()
        .filter(setup_code::Column::UsedAt.is_null())
        .order_by_asc(setup_code::Column::OfferedAt)
        .order_by_asc(setup_code::Column::Id)
        .one(db)
        .await?;
    Ok(first.map(|c| Sha256::digest(format!("form:{}", c.digest)).to_vec()).unwrap_or_default())
}

/// Whether this is a code that has been offered and not been used.
pub(crate) async fn is_right(db: &impl ConnectionTrait, typed: &str) -> Result<bool> {
    Ok(setup_code::Entity::find()
        .filter(setup_code::Column::UsedAt.is_null())
        .filter(setup_code::Column::Digest.eq(digest(typed)))
        .one(db)
        .await?
        .is_some())
}

/// Uses all codes up, if this is one of them. Of two who do it at once one waits for the other, and then finds none.
pub(crate) async fn use_up(tx: &Tx, typed: &str) -> Result<bool> {
    let used = setup_code::Entity::update_many()
        .col_expr(setup_code::Column::UsedAt, Expr::value(tx.stamp()))
        .filter(setup_code::Column::UsedAt.is_null())
        .exec_with_returning(tx.conn())
        .await?;
    let right = digest(typed);
    Ok(used.iter().any(|c| c.digest == right))
}

/// Takes a try before the code is looked at, so that many at once do not slip through. `Err` says until when to wait.
pub(crate) async fn take_try(
    app: &App,
    address: Option<&str>,
) -> Result<std::result::Result<(), Timestamp>, PageError> {
    let tx = app.store().begin(Act::machinery("setup", NOBODY, app.now())).await?;
    let counts = [Count(FROM_ONE, address.unwrap_or_default(), PER_ADDRESS), Count(FROM_ALL, "", IN_ALL)];
    let taken = limit::take_all(&tx, &counts, WINDOW).await?;
    if taken.is_ok() {
        tx.commit_quietly().await?;
    }
    Ok(taken)
}

/// Forgets all tries: of one who had the right code.
pub(crate) async fn forget_tries(app: &App) -> Result<(), PageError> {
    let tx = app.store().begin(Act::machinery("setup", NOBODY, app.now())).await?;
    limit::forget_kind(&tx, FROM_ONE).await?;
    limit::forget_kind(&tx, FROM_ALL).await?;
    tx.commit_quietly().await?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_read_however_it_is_typed() {
        let code = fresh();
        assert_eq!(code.len(), LONG + 2);
        assert_eq!(digest(&code), digest(&code.to_lowercase().replace('-', " ")));
        assert_eq!(plain("o1-iL"), "0111");
        assert_ne!(fresh(), fresh());
    }
}
