//! Who is called to a meeting and what was answered. Only this file writes the table `invitation`.

use hmac::{Hmac, KeyInit, Mac};
use kit::Id;
use page::Tenant;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};
use sha2::{Digest, Sha256};
use store::{Result, Tx};
use uuid::Uuid;

use crate::meetings::{self, Meeting};
use crate::rows::invitation;
pub use crate::rows::invitation::Model as Invitation;

/// What can be answered by the buttons, also keys of texts (`answer-…`).
pub const ANSWERS: [&str; 4] = ["on_site", "remote", "deputy", "absent"];
/// What a calendar program answers besides: that one comes, not how; or perhaps.
pub const CALENDAR_ANSWERS: [&str; 2] = ["coming", "perhaps"];

/// Somebody who is to be called.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Receiver {
    /// The person.
    pub person: Option<Uuid>,
    /// Whose substitute the person is on the day of the meeting. A call that went to the holder stands for both.
    pub instead_of: Option<Uuid>,
    /// The seat.
    pub membership: Option<Uuid>,
    /// On behalf of this municipality.
    pub municipality: Option<Uuid>,
    /// The visitor's row, for visitors to an item.
    pub visitor: Option<Uuid>,
    /// The name.
    pub name: String,
    /// The address; empty where none is known, and then nobody can be called.
    pub email: String,
    /// The language of letters.
    pub lang: kit::Lang,
    /// The role of the seat, `deputy` in copy, or `visitor`.
    pub role: String,
}

/// The secret of an invitation's link. Made from the tenant's own secret, so that a later letter can carry the same
/// link while the store holds only its digest.
pub fn token(tenant: &Tenant, invitation: Uuid) -> String {
    let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(&tenant.secret) else { return String::new() };
    mac.update(b"answer:");
    mac.update(invitation.as_bytes());
    hex::encode(&mac.finalize().into_bytes()[..20])
}

fn digest(token: &str) -> String {
    hex::encode(Sha256::digest(token.as_bytes()))
}

/// An invitation as it will be, for the preview of its letter. It is not kept, so its link leads nowhere.
pub(crate) fn draft(meeting: &Meeting, to: &Receiver, now: jiff::Timestamp) -> Invitation {
    row(Id::<Invitation>::new(now).uuid(), meeting.tenant, meeting.id, to)
}

/// Calls somebody; the row stands before the letter.
pub async fn create(tx: &mut Tx, tenant: &Tenant, meeting: Uuid, to: &Receiver) -> Result<Invitation> {
    let id = Id::<Invitation>::new(tx.now()).uuid();
    let row = Invitation { token_digest: digest(&token(tenant, id)), ..row(id, tx.tenant(), meeting, to) };
    tx.create("invitation", id, &row).await?;
    Ok(row)
}

fn row(id: Uuid, tenant: Uuid, meeting: Uuid, to: &Receiver) -> Invitation {
    Invitation {
        id,
        tenant,
        meeting,
        person: to.person,
        membership: to.membership,
        municipality: to.municipality,
        visitor: to.visitor,
        name: to.name.clone(),
        email: to.email.clone(),
        lang: to.lang.code().to_owned(),
        role: to.role.clone(),
        withdrawn: false,
        token_digest: String::new(),
        answer: String::new(),
        deputy_name: String::new(),
        answered_via: String::new(),
        answered_sequence: 0,
        answered_at: None,
        sent_at: None,
        sent_sequence: 0,
        reminded_at: None,
        received_at: None,
        read_at: None,
        version: 1,
    }
}

/// Saves a changed invitation; the version is set here.
pub async fn update(tx: &mut Tx, before: &Invitation, mut after: Invitation) -> Result<Invitation> {
    after.version = before.version + 1;
    tx.change("invitation", before.id, before, &after).await?;
    Ok(after)
}

/// The invitation of an id.
pub async fn get(db: &impl ConnectionTrait, tenant: Uuid, id: Uuid) -> Result<Option<Invitation>> {
    Ok(invitation::Entity::find_by_id(id).filter(invitation::Column::Tenant.eq(tenant)).one(db).await?)
}

/// All who were called to a meeting, by name in Finnish order.
pub async fn of_meeting(db: &impl ConnectionTrait, tenant: Uuid, meeting: Uuid) -> Result<Vec<Invitation>> {
    let mut all = invitation::Entity::find()
        .filter(invitation::Column::Tenant.eq(tenant))
        .filter(invitation::Column::Meeting.eq(meeting))
        .all(db)
        .await?;
    all.sort_by_cached_key(|i| (store::sort_key(&i.name), i.id));
    Ok(all)
}

/// A person's invitations that stand.
pub async fn of_person(db: &impl ConnectionTrait, tenant: Uuid, person: Uuid) -> Result<Vec<Invitation>> {
    Ok(invitation::Entity::find()
        .filter(invitation::Column::Tenant.eq(tenant))
        .filter(invitation::Column::Person.eq(person))
        .filter(invitation::Column::Withdrawn.eq(false))
        .all(db)
        .await?)
}

/// A person's invitation to a meeting, if it stands.
pub async fn of_person_to(
    db: &impl ConnectionTrait,
    tenant: Uuid,
    person: Uuid,
    meeting: Uuid,
) -> Result<Option<Invitation>> {
    Ok(invitation::Entity::find()
        .filter(invitation::Column::Tenant.eq(tenant))
        .filter(invitation::Column::Meeting.eq(meeting))
        .filter(invitation::Column::Person.eq(person))
        .filter(invitation::Column::Withdrawn.eq(false))
        .one(db)
        .await?)
}

/// The invitation of a link in a letter.
pub async fn by_token(db: &impl ConnectionTrait, tenant: Uuid, token: &str) -> Result<Option<Invitation>> {
    Ok(invitation::Entity::find()
        .filter(invitation::Column::Tenant.eq(tenant))
        .filter(invitation::Column::TokenDigest.eq(digest(token)))
        .one(db)
        .await?)
}

/// The invitation that a calendar program's reply is about: of the UID and of the address that answers. Whoever
/// puts unknown senders into a tray asks here first.
pub async fn of_reply(
    db: &impl ConnectionTrait,
    tenant: Uuid,
    uid: &str,
    email: &str,
) -> Result<Option<(Meeting, Invitation)>> {
    let Some(meeting) = meetings::by_uid(db, tenant, uid).await? else { return Ok(None) };
    let found = invitation::Entity::find()
        .filter(invitation::Column::Tenant.eq(tenant))
        .filter(invitation::Column::Meeting.eq(meeting.id))
        .filter(invitation::Column::Email.eq(email.trim().to_lowercase()))
        .filter(invitation::Column::Withdrawn.eq(false))
        .one(db)
        .await?;
    Ok(found.map(|i| (meeting, i)))
}

/// Notes that the link of the letter was opened, or the agenda read. The first time counts; the record's trail is
/// not for this.
pub async fn note_seen(v: &page::Visit, invitation: &Invitation, read: bool) -> Result<()> {
    let done = invitation.received_at.is_some() && (!read || invitation.read_at.is_some());
    if done {
        return Ok(());
    }
    let tx = v.app.store().begin(v.act()).await?;
    let now = Some(tx.stamp());
    let after = Invitation {
        received_at: invitation.received_at.or(now),
        read_at: if read { invitation.read_at.or(now) } else { invitation.read_at },
        ..invitation.clone()
    };
    let row: invitation::ActiveModel = after.into();
    let row = sea_orm::ActiveModelTrait::reset_all(row);
    invitation::Entity::update(row).exec_without_returning(tx.conn()).await?;
    tx.commit_quietly().await
}

/// An answer to a call.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answered {
    /// One of [`ANSWERS`] or [`CALENDAR_ANSWERS`].
    pub answer: String,
    /// Who comes instead.
    pub deputy: String,
    /// `link`, `calendar`, `page`.
    pub via: &'static str,
    /// The SEQUENCE that was answered.
    pub sequence: i64,
}

/// Writes an answer down. It may be changed until the meeting.
pub async fn answer(tx: &mut Tx, before: &Invitation, said: Answered) -> Result<Invitation> {
    let after = Invitation {
        deputy_name: if said.answer == "deputy" { said.deputy } else { String::new() },
        answer: said.answer,
        answered_via: said.via.to_owned(),
        answered_sequence: said.sequence,
        answered_at: Some(tx.stamp()),
        ..before.clone()
    };
    update(tx, before, after).await
}

/// What a calendar program's word means for a meeting held in this mode: the choice between room and remote that
/// was made before stays, since the program does not know of it.
pub fn from_calendar(partstat: &str, mode: &str, before: &str) -> Option<&'static str> {
    match partstat {
        "ACCEPTED" => Some(match (mode, before) {
            ("on_site", _) => "on_site",
            ("remote", _) => "remote",
            (_, "on_site") => "on_site",
            (_, "remote") => "remote",
            _ => "coming",
        }),
        "DECLINED" if before == "deputy" => Some("deputy"),
        "DECLINED" => Some("absent"),
        "TENTATIVE" => Some("perhaps"),
        _ => None,
    }
}

/// A calendar program's reply, as the mailbox tells it. An answer to an older call is out of date and ignored; so is
/// one to a meeting that is over.
pub async fn take_reply(tx: &mut Tx, uid: &str, from: &str, partstat: &str, sequence: i64) -> Result<()> {
    let Some((meeting, invitation)) = of_reply(tx.conn(), tx.tenant(), uid, from).await? else {
        return Ok(());
    };
    if sequence < invitation.sent_sequence || !open_for_answers(&meeting, tx.now()) {
        tx.noted("invitation", invitation.id, "reply_out_of_date", &[("partstat", partstat)]);
        return Ok(());
    }
    let Some(means) = from_calendar(partstat, &meeting.mode, &invitation.answer) else { return Ok(()) };
    let said = Answered {
        answer: means.to_owned(),
        deputy: invitation.deputy_name.clone(),
        via: "calendar",
        sequence,
    };
    answer(tx, &invitation, said).await?;
    Ok(())
}

/// Whether answers are still taken: the meeting is called and not over.
pub fn open_for_answers(m: &Meeting, now: jiff::Timestamp) -> bool {
    m.state() == assembly::MeetingState::Called && m.end().or(m.start()).is_none_or(|end| now < end)
}

#[cfg(test)]
mod tests {
    use super::from_calendar;

    #[test]
    fn a_calendar_program_knows_nothing_of_rooms_and_links() {
        assert_eq!(from_calendar("ACCEPTED", "on_site", ""), Some("on_site"));
        assert_eq!(from_calendar("ACCEPTED", "remote", "absent"), Some("remote"));
        assert_eq!(from_calendar("ACCEPTED", "hybrid", "remote"), Some("remote"), "the earlier choice stays");
        assert_eq!(from_calendar("ACCEPTED", "hybrid", ""), Some("coming"));
        assert_eq!(from_calendar("DECLINED", "hybrid", "deputy"), Some("deputy"));
        assert_eq!(from_calendar("DECLINED", "hybrid", "on_site"), Some("absent"));
        assert_eq!(from_calendar("COUNTER", "hybrid", ""), None);
    }
}
