//! One file per page.

pub(crate) mod confirm;
pub(crate) mod follow;
pub(crate) mod list;
pub(crate) mod own;
pub(crate) mod stop;

use page::{PageError, Peer, Visit};
use store::{Tx, limit};

/// Letters to one address of mail in a day.
const PER_ADDRESS: u64 = 6;
/// Asked from one place of the network in an hour. A whole village may come from one.
const PER_PEER: u64 = 30;

/// Lets so many ask from one place; more is told.
async fn limit_peer(tx: &Tx, peer: &Peer) -> Result<(), PageError> {
    let Some(peer) = &peer.0 else { return Ok(()) };
    let hour = jiff::SignedDuration::from_hours(1);
    if limit::take(tx, "follow-peer", peer, PER_PEER, hour).await? { Ok(()) } else { Err(PageError::TooMany) }
}

/// Whether one more letter may go to an address. Nothing is told of it: the answer is the same.
async fn may_write(tx: &Tx, address: &str) -> Result<bool, PageError> {
    let day = jiff::SignedDuration::from_hours(24);
    Ok(limit::take(tx, "follow-mail", address, PER_ADDRESS, day).await?)
}

/// The paces as choices of a form.
pub(crate) fn paces(v: &Visit) -> Vec<(String, String)> {
    crate::what::PACES.iter().map(|p| ((*p).to_owned(), v.t(&format!("notices-pace-{p}")))).collect()
}
