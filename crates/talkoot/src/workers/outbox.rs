//! Letters: taken with a lease and given to the mail server. A crash loses none; those in flight are sent again with
//! the same Message-ID.

use std::collections::HashMap;
use std::sync::Arc;

use jiff::{SignedDuration, Timestamp};
use mail::{Attachment, Calendar, Letter, Mailbox, Method, Smtp};
use page::{App, Tenant};
use people::tenants;
use sea_orm::{ColumnTrait, EntityTrait, ModelTrait, QueryFilter, QuerySelect};
use setup::post;
use store::outbox::{self, Outcome, Posted};
use store::{Result, Stamp};
use uuid::Uuid;

/// Longer than the slowest sending of all that are taken at once.
const LEASE: SignedDuration = SignedDuration::from_mins(20);
const AT_ONCE: u64 = 5;

type Row = <Posted as ModelTrait>::Entity;
type Column = <Row as EntityTrait>::Column;

/// The servers by which letters leave: each region's own, or the one that all share.
struct Servers {
    common: Option<Arc<Smtp>>,
    /// Each region's own at the version of its settings.
    own: HashMap<Uuid, (i64, Option<Arc<Smtp>>)>,
}

impl Servers {
    /// Reads the settings anew; a server is made only when they have changed.
    async fn renew(&mut self, app: &App) -> Result<()> {
        let rows = post::all(app.db()).await?;
        self.own.retain(|tenant, _| rows.iter().any(|r| r.tenant == *tenant));
        for row in rows {
            if self.own.get(&row.tenant).is_some_and(|(version, _)| *version == row.version) {
                continue;
            }
            let smtp = Smtp::from_url(&row.url());
            if let Err(error) = &smtp {
                tracing::error!(tenant = %row.tenant, %error, "the mail server's settings cannot be used");
            }
            self.own.insert(row.tenant, (row.version, smtp.ok().map(Arc::new)));
        }
        Ok(())
    }

    fn of(&self, tenant: &Tenant) -> Option<Arc<Smtp>> {
        match self.own.get(&tenant.id) {
            // The demo's letters are only shown.
            _ if tenant.demo => None,
            Some((_, own)) => own.clone(),
            None => self.common.clone(),
        }
    }
}

pub(super) async fn run(app: App, common: Option<Arc<Smtp>>) {
    let mut changes = app.store().changes();
    let mut servers = Servers { common, own: HashMap::new() };
    loop {
        changes.mark_unchanged();
        match work(&app, &mut servers).await {
            Ok(true) => {}
            Ok(false) => super::next(&mut changes).await,
            Err(error) => {
                tracing::error!(%error, "letters could not be taken");
                super::next(&mut changes).await;
            }
        }
    }
}

/// Sends what is due; says whether there was any.
async fn work(app: &App, servers: &mut Servers) -> Result<bool> {
    let all: HashMap<Uuid, Tenant> = tenants::list(app.db()).await?.into_iter().map(|t| (t.id, t)).collect();
    servers.renew(app).await?;
    // Letters of a region without a server wait, and lose none of their tries by it.
    let silent: Vec<Uuid> = all.values().filter(|t| servers.of(t).is_none()).map(|t| t.id).collect();
    if silent.len() == all.len() || !due(app, &silent, app.now()).await? {
        return Ok(false);
    }
    for letter in outbox::take_except(app.store(), app.now(), LEASE, AT_ONCE, &silent).await? {
        let way = all.get(&letter.tenant).and_then(|t| Some((t, servers.of(t)?)));
        let outcome = match way {
            Some((tenant, smtp)) => send(app, &smtp, tenant, &letter).await,
            None => Outcome::Later(String::new()),
        };
        if let Outcome::Later(why) | Outcome::Failed(why) = &outcome
            && !why.is_empty()
        {
            tracing::warn!(letter = %letter.id, why, attempts = letter.attempts, "a letter was not sent");
        }
        outbox::settle(app.store(), letter.id, app.now(), outcome).await?;
    }
    Ok(true)
}

/// Looks without writing: taking is a write, and an idle program writes nothing.
async fn due(app: &App, silent: &[Uuid], now: Timestamp) -> Result<bool> {
    let now = Stamp::from(now);
    let found: Option<Uuid> = Row::find()
        .select_only()
        .column(Column::Id)
        .filter(Column::State.eq("waiting"))
        .filter(Column::DueAt.lte(now))
        .filter(Column::LeaseUntil.lte(now))
        .filter(Column::Tenant.is_not_in(silent.iter().copied()))
        .into_tuple()
        .one(app.db())
        .await?;
    Ok(found.is_some())
}

async fn send(app: &App, smtp: &Smtp, tenant: &Tenant, posted: &Posted) -> Outcome {
    let letter = match letter(app, tenant, posted).await {
        Ok(letter) => letter,
        Err(e) => return Outcome::Later(e.to_string()),
    };
    match smtp.send(&letter).await {
        Ok(()) => Outcome::Sent,
        Err(e) if e.is_permanent() => Outcome::Failed(e.to_string()),
        Err(e) => Outcome::Later(e.to_string()),
    }
}

async fn letter(app: &App, tenant: &Tenant, posted: &Posted) -> Result<Letter> {
    let body = &posted.body.0;
    let lang = body.lang.parse().unwrap_or_default();
    let mut attachments = Vec::with_capacity(body.enclosures.len());
    for enclosure in &body.enclosures {
        attachments.push(Attachment {
            name: enclosure.name.clone(),
            media_type: enclosure.media_type.clone(),
            bytes: app.files().get(&enclosure.sha).await?.to_vec(),
        });
    }
    Ok(Letter {
        message_id: format!("<{}>", posted.message_id),
        date: posted.created_at.at(),
        from: Mailbox { name: tenant.council.get(lang).to_owned(), email: tenant.mail_from.clone() },
        to: Mailbox { name: posted.to_name.clone(), email: posted.to_address.clone() },
        reply_to: None,
        subject: posted.subject.clone(),
        text: body.text.clone(),
        html: body.html.clone(),
        calendar: body
            .calendar
            .as_ref()
            .map(|(method, ics)| Calendar { method: method_of(method), ics: ics.clone() }),
        attachments,
        auto_generated: true,
        unsubscribe: body.unsubscribe.clone(),
    })
}

fn method_of(word: &str) -> Method {
    match word {
        "CANCEL" => Method::Cancel,
        "PUBLISH" => Method::Publish,
        _ => Method::Request,
    }
}
