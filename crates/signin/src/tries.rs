//! The limit of tries to sign in.

use jiff::{SignedDuration, Timestamp};
use page::{App, PageError};
pub(crate) use store::limit::Count;
use store::{Act, limit};
use uuid::Uuid;

/// Tries are counted over this time.
pub const WINDOW: SignedDuration = SignedDuration::from_mins(15);
/// Wrong passwords for one login.
pub(crate) const PER_LOGIN: u64 = 5;
/// Wrong passwords from one address. More than one login's, since a whole town hall comes from one address.
pub(crate) const PER_ADDRESS: u64 = 20;
/// Links by mail to one address of mail.
pub(crate) const LINKS: u64 = 3;

/// Takes a try of each count in a transaction of its own, since it counts whatever becomes of it. `Err` says until
/// when to wait.
pub(crate) async fn take(
    app: &App,
    tenant: Uuid,
    counts: &[Count<'_>],
) -> Result<Result<(), Timestamp>, PageError> {
    let tx = app.store().begin(Act::machinery("sign-in", tenant, app.now())).await?;
    let taken = limit::take_all(&tx, counts, WINDOW).await?;
    if taken.is_ok() {
        tx.commit_quietly().await?;
    }
    Ok(taken)
}
