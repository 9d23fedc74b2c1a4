//! The mailbox: replies of calendar programs are told to all slices as an event; what none of them takes up lies in
//! the tray until a person has seen it.
//!
//! A slice takes a reply up by writing something: the transaction of an event that nobody answered has nothing to
//! commit, and that is how it is known here.

use std::time::Duration;

use itip::{PartStat, Reply, parse_reply};
use kit::Event;
use mail::{Inbox, Incoming};
use page::{App, Tenant};
use people::tenants;
use sha2::{Digest, Sha256};
use site::tray::{self, NewStray, Reason};
use store::{Act, Error, Result, Tx};
use uuid::Uuid;

/// How often the mailbox is looked at.
const EVERY: Duration = Duration::from_secs(15);

pub(super) async fn run(app: App, inbox: Inbox) {
    loop {
        if let Err(error) = look(&app, &inbox).await {
            tracing::warn!(%error, "the mailbox could not be read");
        }
        tokio::time::sleep(EVERY).await;
    }
}

async fn look(app: &App, inbox: &Inbox) -> std::result::Result<(), mail::InboxError> {
    loop {
        let new = inbox.fetch_new().await?;
        let mut done = Vec::new();
        for message in &new {
            match take_in(app, message).await {
                Ok(()) => done.push(message.key),
                // It stays in the mailbox and comes again.
                Err(error) => tracing::error!(%error, "a reply could not be kept"),
            }
        }
        inbox.done(&done).await?;
        if done.is_empty() {
            return Ok(());
        }
    }
}

/// Takes one message in, once: the same may come again after a crash.
pub(crate) async fn take_in(app: &App, message: &Incoming) -> Result<()> {
    let all = tenants::list(app.db()).await?;
    let reason = match judge(message) {
        Ok(reply) => match offer(app, &all, message, &reply).await? {
            None => return Ok(()),
            Some(reason) => reason,
        },
        Err(reason) => reason,
    };
    let Some(tenant) = addressed(app, &all, message).await? else { return Ok(()) };
    let Some(mut tx) = begin_once(app, tenant, message).await? else { return Ok(()) };
    let from = message.from.clone();
    let reply = message.calendar_parts.iter().find_map(|p| parse_reply(p).ok());
    let new = NewStray {
        from_name: from.as_ref().map(|f| f.name.clone()).unwrap_or_default(),
        from_address: from.map(|f| f.email).unwrap_or_default(),
        subject: message.subject.clone(),
        text: message.text.clone(),
        answer: reply.map(|r| word(r.partstat).to_owned()),
        reason,
    };
    tray::put(&mut tx, new).await?;
    tx.commit().await
}

/// The reply in a message, if it is one that its sender may give.
fn judge(message: &Incoming) -> std::result::Result<Reply, Reason> {
    if message.error.is_some() {
        return Err(Reason::Unreadable);
    }
    let Some(reply) = message.calendar_parts.iter().find_map(|p| parse_reply(p).ok()) else {
        let broken = !message.calendar_parts.is_empty();
        return Err(match (broken, message.auto_submitted) {
            (true, _) => Reason::Unreadable,
            (false, true) => Reason::Automatic,
            (false, false) => Reason::NoReply,
        });
    };
    match &message.from {
        Some(from) if from.email.eq_ignore_ascii_case(&reply.attendee_email) => Ok(reply),
        _ => Err(Reason::OtherSender),
    }
}

/// Tells the reply to the slices at each tenant until one takes it up; otherwise says why none did.
async fn offer(app: &App, all: &[Tenant], message: &Incoming, reply: &Reply) -> Result<Option<Reason>> {
    let event = Event::CalendarReply {
        uid: reply.uid.clone(),
        from: reply.attendee_email.clone(),
        partstat: word(reply.partstat).to_owned(),
        sequence: i64::from(reply.sequence),
    };
    let mut reason = Reason::Unknown;
    for tenant in all {
        let Some(mut tx) = begin_once(app, tenant, message).await? else { return Ok(None) };
        match tx.emit(&event).await {
            Ok(()) => {}
            Err(Error::Refused(_)) => {
                reason = Reason::Refused;
                continue;
            }
            Err(e) => return Err(e),
        }
        match tx.commit().await {
            Ok(()) => return Ok(None),
            Err(Error::Unaudited) => {}
            Err(e) => return Err(e),
        }
    }
    Ok(Some(reason))
}

/// A transaction that this message has not been taken in by yet.
async fn begin_once(app: &App, tenant: &Tenant, message: &Incoming) -> Result<Option<Tx>> {
    let mut tx = app.store().begin(Act::machinery("inbox", tenant.id, app.now())).await?;
    match tx.once(name_of(message)).await {
        Ok(()) => Ok(Some(tx)),
        Err(Error::Doubled) => Ok(None),
        Err(e) => Err(e),
    }
}

/// The same for the same message, whenever it comes.
fn name_of(message: &Incoming) -> Uuid {
    let mut digest = Sha256::new();
    match &message.message_id {
        Some(id) => digest.update(id),
        None => digest.update(format!("{}/{}/{}", message.key.validity, message.key.uid, message.subject)),
    }
    let bytes = digest.finalize();
    let mut half = [0_u8; 16];
    half.copy_from_slice(&bytes[..16]);
    uuid::Builder::from_custom_bytes(half).into_uuid()
}

/// The tenant to whose address it was sent, else the default one.
async fn addressed<'t>(app: &App, all: &'t [Tenant], message: &Incoming) -> Result<Option<&'t Tenant>> {
    let to = |t: &&Tenant| message.to.iter().any(|m| m.email.eq_ignore_ascii_case(&t.mail_from));
    let mut addressed = all.iter().filter(to);
    if let (Some(only), None) = (addressed.next(), addressed.next()) {
        return Ok(Some(only));
    }
    let default = tenants::by_host(app.db(), "").await?.map(|t| t.id);
    Ok(all.iter().find(|t| Some(t.id) == default).or(all.first()))
}

const fn word(answer: PartStat) -> &'static str {
    match answer {
        PartStat::NeedsAction => "NEEDS-ACTION",
        PartStat::Accepted => "ACCEPTED",
        PartStat::Declined => "DECLINED",
        PartStat::Tentative => "TENTATIVE",
        PartStat::Delegated => "DELEGATED",
    }
}
