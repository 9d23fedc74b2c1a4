//! A mail server's address in the configuration.

use std::net::IpAddr;
use std::path::PathBuf;
use std::time::Duration;

use url::Url;

/// Why an address in the configuration cannot be used. None of them shows the password.
#[derive(Debug, thiserror::Error)]
pub enum UrlError {
    /// Not a URL.
    #[error("not a url: {0}")]
    Malformed(#[from] url::ParseError),
    /// Another scheme.
    #[error("the scheme {found:?} is unknown; use {known}")]
    Scheme {
        /// As it stands there.
        found: String,
        /// What it may be.
        known: &'static str,
    },
    /// No host.
    #[error("the url names no host")]
    Host,
    /// An option that does not exist, or a value that it cannot have.
    #[error("the option {0} is unknown or its value is")]
    Option(String),
    /// Name and password would travel unprotected.
    #[error("a password goes to {0} only over TLS: use tls=required or the scheme that ends in s")]
    PlainPassword(String),
    /// A mailbox is never open to all.
    #[error("the url names no user and password")]
    NoLogin,
    /// The file of certificates.
    #[error("the certificates in {path} cannot be used: {reason}")]
    Ca {
        /// The file.
        path: PathBuf,
        /// What is wrong.
        reason: String,
    },
}

/// How a connection is protected.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Tls {
    /// Not at all: on the same machine, or where the administrator says so.
    None,
    /// By STARTTLS, or not at all connected.
    Start,
    /// From the first byte.
    Wrapped,
}

/// What the address says.
pub(crate) struct Server {
    pub(crate) host: String,
    pub(crate) port: u16,
    pub(crate) tls: Tls,
    pub(crate) login: Option<(String, String)>,
    /// The path, without its slashes.
    pub(crate) path: String,
    /// Certificates to trust besides those of the machine.
    pub(crate) ca: Option<Ca>,
    /// For one whole errand.
    pub(crate) timeout: Duration,
    /// Options that only one protocol knows.
    rest: Vec<(String, String)>,
}

/// A file of certificates.
pub(crate) struct Ca {
    pub(crate) path: PathBuf,
    pub(crate) pem: Vec<u8>,
}

/// What one protocol calls itself.
pub(crate) struct Protocol {
    pub(crate) plain: &'static str,
    pub(crate) wrapped: &'static str,
    pub(crate) known: &'static str,
    pub(crate) plain_port: u16,
    pub(crate) start_port: u16,
    pub(crate) wrapped_port: u16,
}

impl Server {
    pub(crate) fn parse(text: &str, protocol: &Protocol) -> Result<Self, UrlError> {
        let url = Url::parse(text)?;
        // Certificates and sockets know an IPv6 address without its brackets.
        let host = url.host_str().unwrap_or("").trim_matches(['[', ']']).to_lowercase();
        if host.is_empty() {
            return Err(UrlError::Host);
        }
        let near = host == "localhost" || host.parse::<IpAddr>().is_ok_and(|ip| ip.is_loopback());
        let wrapped = url.scheme() == protocol.wrapped;
        if !wrapped && url.scheme() != protocol.plain {
            return Err(UrlError::Scheme { found: url.scheme().to_owned(), known: protocol.known });
        }
        let mut tls = match (wrapped, near) {
            (true, _) => Tls::Wrapped,
            (false, true) => Tls::None,
            (false, false) => Tls::Start,
        };
        let (mut ca, mut timeout, mut rest) = (None, Duration::from_secs(180), Vec::new());
        for (name, value) in url.query_pairs() {
            match (name.as_ref(), value.as_ref()) {
                ("tls", "required") if !wrapped => tls = Tls::Start,
                ("tls", "required") => {}
                ("tls", "none") if !wrapped => tls = Tls::None,
                ("ca", path) => ca = Some(read_ca(path)?),
                ("timeout", seconds) => {
                    let seconds = seconds.parse().ok().filter(|s| (1..=3600).contains(s));
                    timeout = Duration::from_secs(seconds.ok_or_else(|| UrlError::Option("timeout".into()))?);
                }
                (name, value) => rest.push((name.to_owned(), value.to_owned())),
            }
        }
        let login = login(&url)?;
        if login.is_some() && tls == Tls::None && !near {
            return Err(UrlError::PlainPassword(host));
        }
        let port = url.port().unwrap_or(match tls {
            Tls::None => protocol.plain_port,
            Tls::Start => protocol.start_port,
            Tls::Wrapped => protocol.wrapped_port,
        });
        let path = decoded(url.path().trim_matches('/'))?;
        Ok(Self { host, port, tls, login, path, ca, timeout, rest })
    }

    /// An option of one protocol. What is left after all were taken is unknown.
    pub(crate) fn take(&mut self, name: &str) -> Option<String> {
        let at = self.rest.iter().position(|(n, _)| n == name)?;
        Some(self.rest.remove(at).1)
    }

    pub(crate) fn nothing_left(&self) -> Result<(), UrlError> {
        self.rest.first().map_or(Ok(()), |(name, _)| Err(UrlError::Option(name.clone())))
    }
}

impl std::fmt::Debug for Server {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}:{} ({:?})", self.host, self.port, self.tls)
    }
}

fn login(url: &Url) -> Result<Option<(String, String)>, UrlError> {
    match url.password() {
        Some(password) => Ok(Some((decoded(url.username())?, decoded(password)?))),
        None if url.username().is_empty() => Ok(None),
        None => Err(UrlError::NoLogin),
    }
}

fn decoded(text: &str) -> Result<String, UrlError> {
    let decoded = percent_encoding::percent_decode_str(text).decode_utf8();
    decoded.map(std::borrow::Cow::into_owned).map_err(|_| UrlError::Option("name, password or path".into()))
}

fn read_ca(path: &str) -> Result<Ca, UrlError> {
    let path = PathBuf::from(path);
    match std::fs::read(&path) {
        Ok(pem) => Ok(Ca { path, pem }),
        Err(e) => Err(UrlError::Ca { path, reason: e.to_string() }),
    }
}
