use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use page::{App, PageError};

pub(crate) use page::Caller;

/// The cookie that binds a sign-in at a provider to the browser where it began.
pub(crate) const UNDER_WAY: &str = "__Host-talkoot-oidc";

/// What the browser keeps of a sign-in that is under way at a provider.
pub(crate) struct UnderWay(pub(crate) Option<String>);

impl FromRequestParts<App> for UnderWay {
    type Rejection = PageError;

    async fn from_request_parts(parts: &mut Parts, _: &App) -> Result<Self, PageError> {
        let jar = axum_extra::extract::CookieJar::from_headers(&parts.headers);
        Ok(Self(jar.get(UNDER_WAY).map(|c| c.value().to_owned())))
    }
}
