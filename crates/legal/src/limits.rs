//! How much feedback may come: so much from one address and so much in all.

use jiff::SignedDuration;
use store::limit::{self, Count};
use store::{Result, Tx};

/// It is counted over this time.
const WINDOW: SignedDuration = SignedDuration::from_hours(1);
/// From one address. A whole town hall comes from one.
pub(crate) const FROM_ONE: u64 = 10;
/// In all.
const IN_ALL: u64 = 100;

/// Takes one try; `false` where there have been too many.
pub(crate) async fn take(tx: &Tx, address: Option<&str>) -> Result<bool> {
    let counts =
        [Count("feedback-one", address.unwrap_or_default(), FROM_ONE), Count("feedback-all", "", IN_ALL)];
    Ok(limit::take_all(tx, &counts, WINDOW).await?.is_ok())
}
