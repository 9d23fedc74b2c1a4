//! The mail server of a region: host, protection, name and secret. Without one of its own a region uses the one that
//! the program was started with, where there is any.
//!
//! The secret is never shown again and stands in no audit trail. It lies in the store as it is, since the program
//! must be able to use it: whoever can read the store can read it.

use std::sync::Arc;

use kit::Id;
use mail::{Letter, Mailbox, SendError, Smtp};
use page::{App, PageError, Tenant};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};
use store::{Result, Tx};
use uuid::Uuid;

use crate::tables::mail_server;
pub use crate::tables::mail_server::Model as MailServer;

/// How the connection to the server is protected, also the ends of texts' keys.
pub const PROTECTIONS: [&str; 3] = ["starttls", "tls", "none"];
/// The test letter waits this many seconds and no longer.
const PATIENCE: u32 = 20;

/// The mail server that the program was started with, for regions that have none of their own.
pub struct Common(pub Arc<Smtp>);

/// The region's own server.
pub async fn of(db: &impl ConnectionTrait, tenant: Uuid) -> Result<Option<MailServer>> {
    Ok(mail_server::Entity::find().filter(mail_server::Column::Tenant.eq(tenant)).one(db).await?)
}

/// The servers of all regions, for the worker that sends.
pub async fn all(db: &impl ConnectionTrait) -> Result<Vec<MailServer>> {
    Ok(mail_server::Entity::find().all(db).await?)
}

/// Saves the settings; id and version are set here. What a test said of the settings before holds no more.
pub(crate) async fn save(tx: &mut Tx, before: Option<&MailServer>, mut after: MailServer) -> Result<()> {
    after.tenant = tx.tenant();
    after.tested_at = None;
    after.problem = None;
    match before {
        Some(before) => {
            after.id = before.id;
            after.version = before.version + 1;
            tx.change("mail_server", before.id, before, &after).await?;
            // The secret stands in no trail, so that a change of it alone would leave none.
            tx.noted("mail_server", before.id, "saved", &[]);
        }
        None => {
            after.id = Id::<MailServer>::new(tx.now()).uuid();
            after.version = 1;
            tx.create("mail_server", after.id, &after).await?;
        }
    }
    Ok(())
}

/// Takes the settings away.
pub(crate) async fn remove(tx: &mut Tx, row: &MailServer) -> Result<()> {
    mail_server::Entity::delete_by_id(row.id).exec(tx.conn()).await?;
    tx.removed("mail_server", row.id, row)
}

/// Notes how a test went.
pub(crate) async fn tested(tx: &mut Tx, before: &MailServer, problem: Option<String>) -> Result<()> {
    let after = MailServer { tested_at: Some(tx.stamp()), problem, ..before.clone() };
    tx.change("mail_server", before.id, before, &after).await
}

impl MailServer {
    /// The settings as the address that [`Smtp::from_url`] reads.
    pub fn url(&self) -> String {
        let scheme = if self.protection == "tls" { "smtps" } else { "smtp" };
        let part = |text: &str| utf8_percent_encode(text, NON_ALPHANUMERIC).to_string();
        let login = match self.login.as_str() {
            "" => String::new(),
            login => format!("{}:{}@", part(login), part(&self.secret)),
        };
        let option = match self.protection.as_str() {
            "starttls" => "tls=required&",
            "none" => "tls=none&",
            _ => "",
        };
        let host = if self.host.contains(':') { format!("[{}]", self.host) } else { self.host.clone() };
        format!("{scheme}://{login}{host}:{}?{option}timeout={PATIENCE}", self.port)
    }
}

/// Whether this may be the name of a server.
pub(crate) fn is_host(text: &str) -> bool {
    let ip = text.parse::<std::net::IpAddr>().is_ok();
    let name = !text.is_empty()
        && text.len() <= 253
        && !text.starts_with(['.', '-'])
        && text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'.' || b == b'-');
    ip || name
}

/// Where letters of a region go, and why they do not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// By its own server.
    Own,
    /// By the server that the program was started with.
    Common,
    /// Nowhere: letters wait.
    None,
}

/// By which way letters of this region leave.
pub async fn way(app: &App, tenant: Uuid) -> Result<Way> {
    Ok(match (of(app.db(), tenant).await?, app.part::<Common>()) {
        (Some(_), _) => Way::Own,
        (None, Some(_)) => Way::Common,
        (None, None) => Way::None,
    })
}

/// How a test letter fared: the end of the key of a text, and the server's own words.
pub(crate) type Trial = std::result::Result<(), (&'static str, String)>;

/// Sends a real letter now, and not by the outbox: whoever tries the settings waits for the answer.
pub(crate) async fn trial(
    app: &App,
    tenant: &Tenant,
    to: (&str, &str),
    subject: String,
    text: String,
) -> std::result::Result<Trial, PageError> {
    let own = of(app.db(), tenant.id).await?;
    let smtp = match &own {
        Some(server) => match Smtp::from_url(&server.url()) {
            Ok(smtp) => Arc::new(smtp),
            Err(e) => return Ok(Err(("plain-password", e.to_string()))),
        },
        None => match app.part::<Common>() {
            Some(common) => common.0.clone(),
            None => return Ok(Err(("none", String::new()))),
        },
    };
    let id = Uuid::new_v4();
    let letter = Letter {
        message_id: format!("<{id}@talkoot.invalid>"),
        date: app.now(),
        from: Mailbox { name: tenant.council.get(kit::Lang::Fi).to_owned(), email: tenant.mail_from.clone() },
        to: Mailbox { name: to.0.to_owned(), email: to.1.to_owned() },
        reply_to: None,
        subject,
        text,
        html: None,
        calendar: None,
        attachments: Vec::new(),
        auto_generated: true,
        unsubscribe: None,
    };
    Ok(smtp.send(&letter).await.map_err(|e: SendError| (e.trouble().code(), e.to_string())))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn server(protection: &str, login: &str) -> MailServer {
        MailServer {
            id: Uuid::nil(),
            tenant: Uuid::nil(),
            host: "mail.example.fi".into(),
            port: 587,
            protection: protection.into(),
            login: login.into(),
            secret: "p@ss:w/ord?".into(),
            version: 1,
            tested_at: None,
            problem: None,
        }
    }

    #[test]
    fn settings_make_an_address_that_the_mail_crate_reads() {
        for protection in ["starttls", "tls"] {
            let url = server(protection, "me@example.fi").url();
            assert!(Smtp::from_url(&url).is_ok(), "{url}");
        }
        assert!(Smtp::from_url(&server("none", "").url()).is_ok());
        assert!(Smtp::from_url(&server("none", "me").url()).is_err(), "no secret goes unprotected");
        let six = MailServer { host: "::1".into(), ..server("none", "") };
        assert!(Smtp::from_url(&six.url()).is_ok(), "{}", six.url());
    }

    #[test]
    fn a_host_is_a_name_or_a_number_and_nothing_that_changes_the_address() {
        assert!(is_host("smtp.example.fi") && is_host("127.0.0.1") && is_host("::1"));
        for wrong in ["", "a b", "x/y", "x@y", "x:25", "-x", "x?tls=none", "ä.fi"] {
            assert!(!is_host(wrong), "{wrong}");
        }
    }
}
