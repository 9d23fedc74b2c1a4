//! The record of a demo meeting.

use jiff::Timestamp;
use page::{App, PageError, Tenant};
use richtext::RichText;
use store::Tx;
use uuid::Uuid;

use super::model::CLOSING;
use super::rights::RecordState;
use super::{steps, store as kept};
use crate::meetings;

/// What the demo's files tell of a record.
#[derive(Debug, Clone)]
pub struct Memo {
    /// By whom it was approved.
    pub approved_by: String,
    /// When.
    pub approved_at: Timestamp,
    /// When it was published.
    pub published_at: Timestamp,
    /// The written part after the items.
    pub written: String,
}

/// Writes, approves and publishes the record of a meeting that was held: after its items, decisions and attendance
/// are there.
pub async fn demo_memo(
    app: &App,
    tenant: &Tenant,
    tx: &mut Tx,
    meeting: Uuid,
    memo: &Memo,
) -> Result<(), PageError> {
    let before = meetings::get(tx.conn(), tx.tenant(), meeting).await?.ok_or(PageError::NotFound)?;
    let written = RichText::from_input(&memo.written).map_err(PageError::inside)?;
    if !written.is_empty() {
        kept::write(tx, meeting, CLOSING, None, written.to_html()).await?;
    }
    let approved =
        steps::approve_in(tx, &before, RecordState::Approved, &memo.approved_by, memo.approved_at).await?;
    let by = (memo.approved_by.as_str(), memo.published_at);
    steps::publish_in(app, tenant, tx, &approved, None, by).await
}
