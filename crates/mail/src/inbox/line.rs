//! The connection below IMAP, plain or protected.

use std::fmt;
use std::sync::Arc;

use async_imap::Client;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpStream;
use tokio_rustls::TlsConnector;
use tokio_rustls::rustls::crypto::ring;
use tokio_rustls::rustls::pki_types::pem::PemObject;
use tokio_rustls::rustls::pki_types::{CertificateDer, ServerName};
use tokio_rustls::rustls::{ClientConfig, RootCertStore};

use super::InboxError;
use crate::server::{Server, Tls, UrlError};

/// What IMAP is spoken over.
pub(super) trait Wire: AsyncRead + AsyncWrite + Unpin + fmt::Debug + Send {}
impl<T: AsyncRead + AsyncWrite + Unpin + fmt::Debug + Send> Wire for T {}

pub(super) type Line = Box<dyn Wire>;

/// Makes connections. It holds the certificates that are trusted, unless none are needed.
pub(super) struct Connector(Option<TlsConnector>);

impl fmt::Debug for Connector {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.0.is_some() { "Connector(tls)" } else { "Connector(plain)" })
    }
}

impl Connector {
    pub(super) fn new(server: &Server) -> Result<Self, UrlError> {
        if server.tls == Tls::None {
            return Ok(Self(None));
        }
        let mut roots = RootCertStore::empty();
        roots.add_parsable_certificates(rustls_native_certs::load_native_certs().certs);
        if let Some(ca) = &server.ca {
            let refuse = |reason: String| UrlError::Ca { path: ca.path.clone(), reason };
            for certificate in CertificateDer::pem_slice_iter(&ca.pem) {
                let certificate = certificate.map_err(|e| refuse(e.to_string()))?;
                roots.add(certificate).map_err(|e| refuse(e.to_string()))?;
            }
        }
        let config = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()))
            .with_safe_default_protocol_versions()
            .map_err(|e| UrlError::Option(format!("tls ({e})")))?
            .with_root_certificates(roots)
            .with_no_client_auth();
        Ok(Self(Some(TlsConnector::from(Arc::new(config)))))
    }

    /// Connected, and the server has said hello.
    pub(super) async fn greeted(&self, server: &Server) -> Result<Client<Line>, InboxError> {
        let plain = TcpStream::connect((server.host.as_str(), server.port)).await.map_err(lost)?;
        let line: Line = match server.tls {
            Tls::Wrapped => self.wrap(server, plain).await?,
            Tls::None | Tls::Start => Box::new(plain),
        };
        let mut client = Client::new(line);
        match client.read_response().await.map_err(lost)? {
            Some(_) => Ok(client),
            None => Err(InboxError::Connection("the server hung up without a word".into())),
        }
    }

    /// After STARTTLS. Whatever the plain connection still held in its buffer is thrown away with it.
    pub(super) async fn protected(
        &self,
        server: &Server,
        client: Client<Line>,
    ) -> Result<Client<Line>, InboxError> {
        Ok(Client::new(self.wrap(server, client.into_inner()).await?))
    }

    async fn wrap<W: Wire + 'static>(&self, server: &Server, wire: W) -> Result<Line, InboxError> {
        let name =
            ServerName::try_from(server.host.clone()).map_err(|e| InboxError::Connection(e.to_string()))?;
        let connector = self.0.as_ref().ok_or_else(|| InboxError::Connection("no certificates".into()))?;
        Ok(Box::new(connector.connect(name, wire).await.map_err(lost)?))
    }
}

fn lost(error: std::io::Error) -> InboxError {
    InboxError::Connection(error.to_string())
}
