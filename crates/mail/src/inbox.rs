//! Fetching by IMAP. Each errand has a connection of its own, so that a lost one harms nothing.

mod line;

use std::time::Duration;

use async_imap::Session;
use async_imap::types::Fetch;
use futures::TryStreamExt;

use crate::incoming::{Incoming, IncomingError, Key};
use crate::server::{Protocol, Server, Tls, UrlError};
use line::Line;

const IMAP: Protocol = Protocol {
    plain: "imap",
    wrapped: "imaps",
    known: "imaps:// or imap://",
    plain_port: 143,
    start_port: 143,
    wrapped_port: 993,
};

/// Fetched at once; the rest comes next time.
const MOST: usize = 50;
/// Of a larger message only the headers are read.
const LARGEST: u32 = 25 << 20;

/// Why a mailbox could not be read.
#[derive(Debug, thiserror::Error)]
pub enum InboxError {
    /// No connection, or it was lost.
    #[error("no connection to the mailbox: {0}")]
    Connection(String),
    /// Name or password is wrong.
    #[error("the server does not let us sign in: {0}")]
    Login(String),
    /// The server refused, or said something that cannot be understood.
    #[error("the server refused: {0}")]
    Refused(String),
    /// It took longer than the address allows.
    #[error("the server took longer than {0:?}")]
    TimedOut(Duration),
    /// The server has given its messages new numbers, so the keys name nothing any more. Fetch anew.
    #[error("the server has numbered the mailbox anew")]
    Renumbered,
}

/// What becomes of a message that is done.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Afterwards {
    Move(String),
    MarkSeen,
}

/// A mailbox that is read by us alone.
#[derive(Debug)]
pub struct Inbox {
    server: Server,
    folder: String,
    afterwards: Afterwards,
    line: line::Connector,
}

impl Inbox {
    /// `imaps://name:password@host/INBOX`, or `imap://…` with STARTTLS (without it on the machine itself,
    /// or by `?tls=none`).
    ///
    /// What is done goes to the folder `Processed`; `?processed=FOLDER` names another, and `?processed=`
    /// leaves it where it is and marks it as seen, so that only unseen mail counts as new. `ca=FILE` and
    /// `timeout=SECONDS` as in [`crate::Smtp::from_url`].
    pub fn from_url(url: &str) -> Result<Self, UrlError> {
        let mut server = Server::parse(url, &IMAP)?;
        let afterwards = match server.take("processed") {
            None => Afterwards::Move("Processed".to_owned()),
            Some(folder) if folder.is_empty() => Afterwards::MarkSeen,
            Some(folder) => Afterwards::Move(folder),
        };
        server.nothing_left()?;
        if server.login.is_none() {
            return Err(UrlError::NoLogin);
        }
        let folder = if server.path.is_empty() { "INBOX".to_owned() } else { server.path.clone() };
        // Other letters would have to be written in IMAP's own UTF-7.
        let plain = |name: &str| name.is_ascii() && !name.contains(|c: char| c.is_control() || c == '&');
        if !plain(&folder) || matches!(&afterwards, Afterwards::Move(name) if !plain(name)) {
            return Err(UrlError::Option("folder".into()));
        }
        let line = line::Connector::new(&server)?;
        Ok(Self { server, folder, afterwards, line })
    }

    /// What has come and is not done, the oldest first, at most 50. Until [`Self::done`] is said, the same
    /// comes again.
    pub async fn fetch_new(&self) -> Result<Vec<Incoming>, InboxError> {
        self.in_time(async {
            let (mut session, validity) = self.open().await?;
            let new = match self.afterwards {
                Afterwards::Move(_) => "UNDELETED",
                Afterwards::MarkSeen => "UNSEEN UNDELETED",
            };
            let mut uids: Vec<u32> = session.uid_search(new).await.map_err(refused)?.into_iter().collect();
            uids.sort_unstable();
            uids.truncate(MOST);
            let mut all = Vec::with_capacity(uids.len());
            for uid in uids {
                all.extend(one(&mut session, Key { validity, uid }).await?);
            }
            leave(session).await;
            Ok(all)
        })
        .await
    }

    /// Puts aside what is done. A message that is gone already is no error.
    pub async fn done(&self, keys: &[Key]) -> Result<(), InboxError> {
        if keys.is_empty() {
            return Ok(());
        }
        self.in_time(async {
            let (mut session, validity) = self.open().await?;
            if keys.iter().any(|key| key.validity != validity) {
                return Err(InboxError::Renumbered);
            }
            let uids: Vec<String> = keys.iter().map(|key| key.uid.to_string()).collect();
            let uids = uids.join(",");
            match &self.afterwards {
                Afterwards::Move(folder) => move_to(&mut session, &uids, folder).await?,
                Afterwards::MarkSeen => flag(&mut session, &uids, "\\Seen").await?,
            }
            leave(session).await;
            Ok(())
        })
        .await
    }

    async fn in_time<T>(&self, errand: impl Future<Output = Result<T, InboxError>>) -> Result<T, InboxError> {
        let limit = self.server.timeout;
        tokio::time::timeout(limit, errand).await.unwrap_or(Err(InboxError::TimedOut(limit)))
    }

    async fn open(&self) -> Result<(Session<Line>, u32), InboxError> {
        let mut client = self.line.greeted(&self.server).await?;
        if self.server.tls == Tls::Start {
            client.run_command_and_check_ok("STARTTLS", None).await.map_err(refused)?;
            client = self.line.protected(&self.server, client).await?;
        }
        let (name, password) = self.server.login.as_ref().ok_or_else(|| InboxError::Login(String::new()))?;
        let mut session = client.login(name, password).await.map_err(|(e, _)| match e {
            async_imap::error::Error::No(text) => InboxError::Login(text),
            other => refused(other),
        })?;
        let mailbox = session.select(&self.folder).await.map_err(refused)?;
        // A server without UIDVALIDITY has numbers that never change.
        Ok((session, mailbox.uid_validity.unwrap_or(0)))
    }
}

/// One message; `None` when it went away meanwhile.
async fn one(session: &mut Session<Line>, key: Key) -> Result<Option<Incoming>, InboxError> {
    let size = match ask(session, key, "(UID RFC822.SIZE)").await {
        Ok(Some(answer)) => answer.size.unwrap_or(0),
        Ok(None) => return Ok(None),
        Err(error) => return for_this_one(key, error).map(Some),
    };
    let query = if size > LARGEST { "(UID BODY.PEEK[HEADER])" } else { "(UID BODY.PEEK[])" };
    match ask(session, key, query).await {
        Ok(Some(answer)) => {
            let bytes = answer.body().or_else(|| answer.header()).unwrap_or_default();
            let mut incoming = Incoming::parse(key, bytes);
            if size > LARGEST {
                incoming.error = Some(IncomingError::TooLarge(size));
            }
            Ok(Some(incoming))
        }
        Ok(None) => Ok(None),
        Err(error) => for_this_one(key, error).map(Some),
    }
}

async fn ask(
    session: &mut Session<Line>,
    key: Key,
    query: &str,
) -> Result<Option<Fetch>, async_imap::error::Error> {
    let answers = session.uid_fetch(key.uid.to_string(), query).await?;
    let answers: Vec<Fetch> = answers.try_collect().await?;
    Ok(answers.into_iter().find(|answer| answer.uid == Some(key.uid)))
}

/// A refusal of one message stays with that message; a lost connection is everybody's.
fn for_this_one(key: Key, error: async_imap::error::Error) -> Result<Incoming, InboxError> {
    use async_imap::error::Error;
    match error {
        Error::No(text) | Error::Bad(text) => Ok(Incoming::broken(key, IncomingError::Refused(text))),
        other => Err(refused(other)),
    }
}

async fn move_to(session: &mut Session<Line>, uids: &str, folder: &str) -> Result<(), InboxError> {
    // It is there already each time but the first, and then the server says NO.
    let _ = session.create(folder).await;
    let can = session.capabilities().await.map_err(refused)?;
    if can.has_str("MOVE") {
        return session.uid_mv(uids, folder).await.map_err(refused);
    }
    session.uid_copy(uids, folder).await.map_err(refused)?;
    flag(session, uids, "\\Deleted").await?;
    if can.has_str("UIDPLUS") {
        let gone = session.uid_expunge(uids).await.map_err(refused)?;
        gone.try_collect::<Vec<_>>().await.map_err(refused)?;
    }
    Ok(())
}

async fn flag(session: &mut Session<Line>, uids: &str, flag: &str) -> Result<(), InboxError> {
    let answers = session.uid_store(uids, format!("+FLAGS.SILENT ({flag})")).await.map_err(refused)?;
    answers.try_collect::<Vec<_>>().await.map(drop).map_err(refused)
}

/// The errand is done; how the server takes the farewell does not matter.
async fn leave(mut session: Session<Line>) {
    let _ = session.logout().await;
}

fn refused(error: async_imap::error::Error) -> InboxError {
    use async_imap::error::Error;
    match error {
        Error::Io(e) => InboxError::Connection(e.to_string()),
        Error::ConnectionLost => InboxError::Connection("the connection was lost".into()),
        other => InboxError::Refused(other.to_string()),
    }
}
