//! Calendars to subscribe to: of the region and of a body for anybody, of one's own meetings behind a secret
//! address. The public ones know neither link nor attendees.

use hmac::{Hmac, KeyInit, Mac};
use itip::{Entry, Feed, Mailbox, Span, Status};
use jiff::Timestamp;
use kit::Lang;
use page::{PageError, Tenant, Visit};
use people::bodies::Body;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};
use sha2::Sha256;
use store::{Result, Tx};
use uuid::Uuid;

use crate::meetings::Meeting;
use crate::rows::calendar_key;
use crate::{rights, view};

/// The meeting as an entry of a public feed; `None` where not even a span of days is known.
pub(crate) fn entry(v: &Visit, m: &Meeting, body: &Body, lang: Lang) -> Option<Entry> {
    let span = match (m.start(), m.when().span()) {
        (Some(start), _) => Span::Times { start, end: m.end() },
        (None, Some((first, last))) if m.when().known_day().is_some() => Span::Days { first, last },
        // A month or a year in a calendar would look like a meeting of thirty days.
        _ => return None,
    };
    let state = rights::shown_state(&v.who, m);
    // The row's own times keep the feed the same bytes until the row changes.
    let made = made_at(m.id);
    let changed = m.called_at.map_or(made, store::Stamp::at);
    let mut description = v.app.t(lang, &format!("meeting-state-{}", state.code()), &[]);
    if !m.doubt.0.is_empty() {
        description = format!("{description}\n{}", m.doubt.0.get(lang));
    }
    Some(Entry {
        uid: m.uid.clone(),
        sequence: u32::try_from(m.sequence).unwrap_or(0),
        dtstamp: changed,
        span,
        summary: view::name(m, body).get(lang).to_owned(),
        description,
        location: m.place.0.get(lang).to_owned(),
        url: Some(format!("{}/{lang}/meetings/{}", v.tenant.base_url.trim_end_matches('/'), m.id)),
        organizer: Mailbox { name: v.tenant.council.get(lang).to_owned(), email: v.tenant.mail_from.clone() },
        created: made,
        last_modified: changed,
        status: match state {
            assembly::MeetingState::Cancelled => Status::Cancelled,
            assembly::MeetingState::Reserved | assembly::MeetingState::Draft => Status::Tentative,
            _ => Status::Confirmed,
        },
    })
}

/// When a row was made: its id tells.
pub(crate) fn made_at(id: Uuid) -> Timestamp {
    let made = id.get_timestamp().and_then(|t| {
        let (seconds, nanos) = t.to_unix();
        Timestamp::new(i64::try_from(seconds).ok()?, i32::try_from(nanos).ok()?).ok()
    });
    made.unwrap_or(Timestamp::UNIX_EPOCH)
}

/// A feed as the file that calendar programs fetch.
pub(crate) fn file(name: String, entries: Vec<Entry>) -> std::result::Result<String, PageError> {
    itip::publish(&Feed { name, entries }).map_err(PageError::inside)
}

/// The secret part of a person's own address. It comes from the tenant's secret and a number that the person can
/// raise, so that nothing secret lies in the store and an address that got out can be ended.
pub(crate) fn secret(tenant: &Tenant, person: Uuid, generation: i64) -> String {
    let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(&tenant.secret) else { return String::new() };
    mac.update(b"calendar:");
    mac.update(person.as_bytes());
    mac.update(&generation.to_be_bytes());
    format!("{}{}", person.simple(), hex::encode(&mac.finalize().into_bytes()[..20]))
}

/// The person of a secret address, if it is the one that holds now.
pub(crate) async fn person_of(v: &Visit, token: &str) -> std::result::Result<Option<Uuid>, PageError> {
    let Some(person) = token.get(..32).and_then(|id| Uuid::parse_str(id).ok()) else { return Ok(None) };
    let right = secret(&v.tenant, person, generation(v.app.db(), v.tenant.id, person).await?);
    // Compared without leaving early, so that the time tells nothing.
    let same = right.len() == token.len()
        && right.bytes().zip(token.bytes()).fold(0_u8, |acc, (a, b)| acc | (a ^ b)) == 0;
    Ok(same.then_some(person))
}

/// Which of a person's addresses holds; the first is 0.
pub(crate) async fn generation(db: &impl ConnectionTrait, tenant: Uuid, person: Uuid) -> Result<i64> {
    let row = calendar_key::Entity::find_by_id(person)
        .filter(calendar_key::Column::Tenant.eq(tenant))
        .one(db)
        .await?;
    Ok(row.map_or(0, |r| r.generation))
}

/// Ends a person's address; another one holds from now on.
pub(crate) async fn renew(tx: &mut Tx, person: Uuid) -> Result<()> {
    let before = calendar_key::Entity::find_by_id(person)
        .filter(calendar_key::Column::Tenant.eq(tx.tenant()))
        .one(tx.conn())
        .await?;
    let row = calendar_key::Model {
        id: person,
        tenant: tx.tenant(),
        generation: before.as_ref().map_or(0, |b| b.generation) + 1,
    };
    match before {
        Some(before) => tx.change("calendar_key", person, &before, &row).await,
        None => tx.create("calendar_key", person, &row).await,
    }
}
