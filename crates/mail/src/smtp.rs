use lettre::transport::smtp::authentication::{Credentials, DEFAULT_MECHANISMS};
use lettre::transport::smtp::client::{AsyncSmtpConnection, Certificate, TlsParameters};
use lettre::transport::smtp::extension::ClientId;

use crate::letter::{Letter, LetterError};
use crate::mime::Ready;
use crate::server::{Protocol, Server, Tls, UrlError};

const SMTP: Protocol = Protocol {
    plain: "smtp",
    wrapped: "smtps",
    known: "smtp:// or smtps://",
    plain_port: 25,
    start_port: 587,
    wrapped_port: 465,
};

/// Why a letter did not go.
#[derive(Debug, thiserror::Error)]
pub enum SendError {
    /// It cannot be written; see there.
    #[error(transparent)]
    Letter(#[from] LetterError),
    /// The server will never take it: the receiver does not exist, the letter is too large.
    #[error("refused for good ({code}): {text}")]
    Permanent {
        /// 5xx.
        code: u16,
        /// In the server's words.
        text: String,
    },
    /// It may go later: the network, a busy server, or a setting that the administrator must mend (sign-in,
    /// certificate). After a lost connection the letter may have arrived all the same; its Message-ID tells.
    #[error("not sent for now: {text}")]
    Temporary {
        /// 4xx, when a server said so.
        code: Option<u16>,
        /// What happened.
        text: String,
    },
}

impl SendError {
    /// Whether trying again is of no use.
    pub const fn is_permanent(&self) -> bool {
        matches!(self, Self::Letter(_) | Self::Permanent { .. })
    }
}

/// A mail server that takes our letters. One connection for each letter.
pub struct Smtp {
    server: Server,
    tls: Option<TlsParameters>,
    hello: ClientId,
}

impl Smtp {
    /// `smtp://name:password@host:587`, `smtps://…`.
    ///
    /// `smtp:` means STARTTLS, without which nothing is sent, except on the machine itself; `?tls=none` and
    /// `?tls=required` say otherwise. A path is the name that we say hello with; `ca=FILE` trusts these
    /// certificates too; `timeout=SECONDS` for the whole sending (180).
    pub fn from_url(url: &str) -> Result<Self, UrlError> {
        let server = Server::parse(url, &SMTP)?;
        server.nothing_left()?;
        let tls = (server.tls != Tls::None).then(|| tls_of(&server)).transpose()?;
        let hello = if server.path.is_empty() {
            ClientId::default()
        } else if server.path.chars().all(|c| c.is_ascii_alphanumeric() || ".-[]:".contains(c)) {
            ClientId::Domain(server.path.clone())
        } else {
            return Err(UrlError::Option("path".into()));
        };
        Ok(Self { server, tls, hello })
    }

    /// Sends one letter. `Ok` means that the server has taken it over.
    pub async fn send(&self, letter: &Letter) -> Result<(), SendError> {
        let ready = letter.ready()?;
        match tokio::time::timeout(self.server.timeout, self.hand_over(&ready)).await {
            Ok(outcome) => outcome,
            Err(_) => Err(SendError::Temporary { code: None, text: "the server took too long".into() }),
        }
    }

    async fn hand_over(&self, ready: &Ready) -> Result<(), SendError> {
        // Whatever goes wrong before the letter is spoken of is not the letter's fault, even a 5xx.
        let mut line = self.connect().await.map_err(|e| later(&e))?;
        let sent = line.send(&ready.envelope, &ready.bytes).await;
        // Taken is taken, whatever becomes of the farewell.
        line.abort().await;
        sent.map(drop).map_err(|e| judge(&e))
    }

    async fn connect(&self) -> Result<AsyncSmtpConnection, lettre::transport::smtp::Error> {
        let address = (self.server.host.as_str(), self.server.port);
        let wrapped = self.tls.clone().filter(|_| self.server.tls == Tls::Wrapped);
        let timeout = Some(self.server.timeout);
        let mut line =
            AsyncSmtpConnection::connect_tokio1(address, timeout, &self.hello, wrapped, None).await?;
        if let (Tls::Start, Some(tls)) = (self.server.tls, &self.tls) {
            line.starttls(tls.clone(), &self.hello).await?;
        }
        if let Some((name, password)) = &self.server.login {
            let credentials = Credentials::new(name.clone(), password.clone());
            line.auth(DEFAULT_MECHANISMS, &credentials).await?;
        }
        Ok(line)
    }
}

impl std::fmt::Debug for Smtp {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("Smtp").field(&self.server).finish()
    }
}

fn tls_of(server: &Server) -> Result<TlsParameters, UrlError> {
    let mut tls = TlsParameters::builder(server.host.clone());
    if let Some(ca) = &server.ca {
        let certificate = Certificate::from_pem(&ca.pem)
            .map_err(|e| UrlError::Ca { path: ca.path.clone(), reason: e.to_string() })?;
        tls = tls.add_root_certificate(certificate);
    }
    tls.build_rustls().map_err(|e| UrlError::Option(format!("tls ({e})")))
}

fn later(error: &lettre::transport::smtp::Error) -> SendError {
    SendError::Temporary { code: error.status().map(u16::from), text: error.to_string() }
}

/// 5xx is for good, except where the server wants us to sign in first or otherwise (530, 534, 535, 538):
/// that is a setting of ours, and must not use up the letters.
fn judge(error: &lettre::transport::smtp::Error) -> SendError {
    match error.status().map(u16::from) {
        Some(code @ 500..=599) if !matches!(code, 530 | 534 | 535 | 538) => {
            SendError::Permanent { code, text: error.to_string() }
        }
        _ => later(error),
    }
}
