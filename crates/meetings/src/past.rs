//! Meetings of the past that an import brings, and takes away again whole. They come as [`kit::Event`]s: the slice
//! that reads old papers knows nothing of meetings but their ids.

use assembly::MeetingState;
use kit::{Local, PastItem, PastMeeting, When};
use people::bodies;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use store::{Json, Result, Tx};
use uuid::Uuid;

use crate::meetings::period_of;
use crate::rows::{item, meeting};

/// What stands in the trail for each thing that an import made.
const VERB: &str = "imported";

/// Files the meetings as recorded afterwards, with what stood on their agenda.
pub(crate) async fn make(tx: &mut Tx, past: &[PastMeeting]) -> Result<()> {
    let tenant = tx.tenant();
    let all = bodies::list(tx.conn(), tenant).await?;
    let terms = bodies::terms(tx.conn(), tenant).await?;
    let (mut rows, mut items) = (Vec::with_capacity(past.len()), Vec::new());
    for new in past {
        let body = all.iter().find(|b| b.id == new.body).ok_or(store::Error::Stale)?;
        rows.push(row(tenant, new, period_of(body, &terms, &new.at)));
        for (n, i) in (1..).zip(&new.items) {
            items.push(item_row(tenant, new.id, n, i));
        }
    }
    tx.create_many("meeting", VERB, rows, |r: &meeting::Model| r.id).await?;
    tx.create_many("item", VERB, items, |r: &item::Model| r.id).await
}

fn row(tenant: Uuid, new: &PastMeeting, period: String) -> meeting::Model {
    meeting::Model {
        id: new.id,
        tenant,
        key: None,
        body: new.body,
        series: None,
        no: None,
        period,
        title: Json(new.title.clone()),
        state: MeetingState::RecordedAfterwards.code().to_owned(),
        recorded_afterwards: true,
        at_date: new.at.code(),
        at_printed: new.at.printed().map(str::to_owned),
        starts_at: None,
        ends_at: None,
        mode: String::new(),
        place: Json(new.place.clone()),
        remote_link: String::new(),
        note: Json(Local::default()),
        doubt: Json(Local::default()),
        source: new.source.clone(),
        example: false,
        uid: format!("{}@talkoot", new.id),
        sequence: 0,
        called_at: None,
        opened_at: None,
        ended_at: None,
        current_item: None,
        record_state: "none".to_owned(),
        approved_at: None,
        published_at: None,
        version: 1,
    }
}

fn item_row(tenant: Uuid, meeting: Uuid, position: i64, new: &PastItem) -> item::Model {
    item::Model {
        id: new.id,
        tenant,
        meeting,
        position,
        kind: "resolution".to_owned(),
        matter: new.matter,
        title: Json(new.title.clone()),
        presenter: String::new(),
        background: String::new(),
        proposal: String::new(),
        summary: Json(Local::default()),
        minutes: None,
        publicity: new.publicity.code().to_owned(),
        ground: String::new(),
        late: false,
        late_reason: String::new(),
        state: "listed".to_owned(),
        outcome: String::new(),
        outcome_text: String::new(),
        outcome_reason: String::new(),
        returns_date: When::unknown().code(),
        returns_printed: None,
        decision: None,
        moved_to: None,
        came_from: None,
        record_of: None,
        version: 1,
    }
}

/// Takes away what an import made. What refers to it since stops the whole.
pub(crate) async fn unmake(tx: &mut Tx, kind: &str, ids: &[Uuid]) -> Result<()> {
    let tenant = tx.tenant();
    for part in ids.chunks(5_000) {
        let part = part.iter().copied();
        match kind {
            "meeting" => {
                let all = meeting::Entity::delete_many().filter(meeting::Column::Tenant.eq(tenant));
                all.filter(meeting::Column::Id.is_in(part)).exec(tx.conn()).await?;
            }
            "item" => {
                let all = item::Entity::delete_many().filter(item::Column::Tenant.eq(tenant));
                all.filter(item::Column::Id.is_in(part)).exec(tx.conn()).await?;
            }
            _ => return Ok(()),
        }
    }
    Ok(())
}
