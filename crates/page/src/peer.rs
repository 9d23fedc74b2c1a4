use std::net::SocketAddr;

use axum::extract::{ConnectInfo, FromRequestParts};
use axum::http::HeaderName;
use axum::http::request::Parts;

use crate::{App, PageError};

/// From which address somebody asks, where the server told it: for limits, and for nothing else.
#[derive(Debug, Clone, Default)]
pub struct Peer(pub Option<String>);

impl FromRequestParts<App> for Peer {
    type Rejection = PageError;

    async fn from_request_parts(parts: &mut Parts, _: &App) -> Result<Self, PageError> {
        let peer = parts.extensions.get::<ConnectInfo<SocketAddr>>().map(|c| c.0.ip());
        // A proxy on this machine tells for whom it asks; what others say of themselves counts for nothing.
        let forwarded = parts
            .headers
            .get(HeaderName::from_static("x-forwarded-for"))
            .and_then(|v| v.to_str().ok())
            .and_then(|list| list.rsplit(',').next())
            .map(|a| a.trim().to_owned())
            .filter(|_| peer.is_some_and(|p| p.is_loopback()));
        Ok(Self(forwarded.or_else(|| peer.map(|p| p.to_string()))))
    }
}
