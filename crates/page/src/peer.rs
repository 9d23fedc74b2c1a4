use std::net::SocketAddr;

use axum::extract::{ConnectInfo, FromRequestParts};
use axum::http::request::Parts;

use crate::{App, PageError};

/// The address from which somebody asks, where the server told it: what limits of tries count by.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Peer(pub Option<String>);

impl Peer {
    /// Reads it from a request.
    pub fn of(parts: &Parts) -> Self {
        let peer = parts.extensions.get::<ConnectInfo<SocketAddr>>().map(|c| c.0.ip());
        // A proxy on this machine tells for whom it asks; what others say of themselves counts for nothing.
        let forwarded = parts
            .headers
            .get("x-forwarded-for")
            .and_then(|v| v.to_str().ok())
            .and_then(|list| list.rsplit(',').next())
            .map(|a| a.trim().to_owned())
            .filter(|_| peer.is_some_and(|p| p.is_loopback()));
        Self(forwarded.or_else(|| peer.map(|p| p.to_string())))
    }
}

impl FromRequestParts<App> for Peer {
    type Rejection = PageError;

    async fn from_request_parts(parts: &mut Parts, _: &App) -> Result<Self, PageError> {
        Ok(Self::of(parts))
    }
}
