//! Which municipalities are in the round, who writes for them, and until when.

use assembly::MeetingState;
use jiff::Timestamp;
use jiff::civil::Date;
use kit::Who;
use page::Tenant;
use people::bodies;
use people::municipalities::{self, Municipality};
use sea_orm::ConnectionTrait;
use store::Result;
use uuid::Uuid;

use crate::meetings::Meeting;

/// The municipalities of the round in their fixed order: those with a seat in the body on the day of the meeting;
/// of a body without such seats, all of the region.
pub(crate) async fn municipalities(
    db: &impl ConnectionTrait,
    tenant: &Tenant,
    m: &Meeting,
    today: Date,
) -> Result<Vec<Municipality>> {
    let day = m.day().unwrap_or(today);
    let seats = bodies::seats_on(db, tenant.id, m.body, day).await?;
    let seated: Vec<Uuid> = seats.iter().filter_map(|s| s.membership.municipality).collect();
    if seated.is_empty() {
        return municipalities::on(db, tenant, day).await;
    }
    let mut all = municipalities::all(db, tenant.id).await?;
    all.retain(|m| seated.contains(&m.id));
    Ok(all)
}

/// Whether municipalities still write: until the meeting begins, and of one that never did, until its time is over.
pub(crate) fn open(m: &Meeting, now: Timestamp) -> bool {
    use MeetingState::{Called, Draft, Reserved};
    let before = matches!(m.state(), Reserved | Draft | Called) && m.opened_at.is_none();
    before && m.end().or(m.start()).is_none_or(|end| now < end)
}

/// Whether somebody writes the line of a municipality now: those who speak for it until the meeting begins, and who
/// prepares the meeting until it ends, so that what is said aloud is written too.
pub(crate) fn may_write(who: &Who, m: &Meeting, municipality: Uuid, now: Timestamp) -> bool {
    if who.prepares(m.body) {
        return open(m, now) || m.state() == MeetingState::InSession;
    }
    open(m, now) && who.belongs_to(m.body) && who.speaks_for(municipality)
}
