//! Signing in at the directory of one's own house by OpenID Connect: authorization code with PKCE.

use futures::future::{BoxFuture, FutureExt};
use jiff::SignedDuration;
use kit::Id;
use openidconnect::core::{CoreAuthenticationFlow, CoreClient, CoreProviderMetadata, CoreUserInfoClaims};
use openidconnect::{
    AuthorizationCode, ClientId, ClientSecret, CsrfToken, EndpointMaybeSet, EndpointNotSet, EndpointSet,
    HttpRequest, HttpResponse, IssuerUrl, Nonce, OAuth2TokenResponse, PkceCodeChallenge, PkceCodeVerifier,
    RedirectUrl, Scope, TokenResponse,
};
use page::{PageError, Tenant, Visit};
use sea_orm::{ColumnTrait, EntityTrait, ModelTrait, QueryFilter};
use sha2::{Digest, Sha256};
use store::{Act, Stamp};
use tokio_rustls::rustls;

use crate::tables::oidc_state;
pub use crate::tables::oidc_state::Model as OidcState;

/// A sign-in at the provider has to be done within this time.
pub(crate) const HOLDS: SignedDuration = SignedDuration::from_mins(10);

/// The provider. It must be a directory that vouches for the addresses of its people, since they are found by them:
/// a tenant of one's own, not a service where anybody may claim any address.
#[derive(Clone)]
pub struct Settings {
    issuer: String,
    client_id: String,
    client_secret: String,
    http: reqwest::Client,
}

/// Why signing in at a provider failed.
#[derive(Debug, thiserror::Error)]
pub enum OidcError {
    /// A setting is no address, or TLS cannot be had.
    #[error("a setting of OpenID Connect is wrong: {0}")]
    Setting(String),
    /// The provider cannot be reached or answers wrongly.
    #[error("the OpenID provider: {0}")]
    Provider(String),
}

#[derive(Debug, thiserror::Error)]
enum HttpError {
    #[error(transparent)]
    Reqwest(#[from] reqwest::Error),
    #[error(transparent)]
    Http(#[from] axum::http::Error),
}

type Ready = CoreClient<
    EndpointSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointMaybeSet,
    EndpointMaybeSet,
>;

fn provider(e: impl std::error::Error) -> OidcError {
    let mut words = e.to_string();
    let mut cause = e.source();
    while let Some(inner) = cause {
        words = format!("{words}: {inner}");
        cause = inner.source();
    }
    OidcError::Provider(words)
}

fn setting(e: impl std::fmt::Display) -> OidcError {
    OidcError::Setting(e.to_string())
}

/// What the browser and the store keep while somebody is at the provider.
pub(crate) struct Begun {
    pub(crate) url: String,
    pub(crate) browser: String,
}

pub(crate) fn digest(text: &str) -> String {
    hex::encode(Sha256::digest(text))
}

impl Settings {
    /// The provider of these settings.
    pub fn new(issuer: &str, client_id: &str, client_secret: &str) -> Result<Self, OidcError> {
        let mut roots = rustls::RootCertStore::empty();
        roots.add_parsable_certificates(rustls_native_certs::load_native_certs().certs);
        let provider = std::sync::Arc::new(rustls::crypto::ring::default_provider());
        let tls = rustls::ClientConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()
            .map_err(setting)?
            .with_root_certificates(roots)
            .with_no_client_auth();
        let http = reqwest::Client::builder()
            .tls_backend_preconfigured(tls)
            .redirect(reqwest::redirect::Policy::none())
            .timeout(std::time::Duration::from_secs(10))
            .build()
            .map_err(setting)?;
        IssuerUrl::new(issuer.to_owned()).map_err(setting)?;
        Ok(Self {
            issuer: issuer.to_owned(),
            client_id: client_id.to_owned(),
            client_secret: client_secret.to_owned(),
            http,
        })
    }

    /// The provider that the environment names (`TALKOOT_OIDC_ISSUER`, `_CLIENT_ID`, `_CLIENT_SECRET`); `None`
    /// where it names none.
    pub fn from_env() -> Result<Option<Self>, OidcError> {
        let of = |name: &str| std::env::var(name).ok().filter(|v| !v.is_empty());
        let Some(issuer) = of("TALKOOT_OIDC_ISSUER") else { return Ok(None) };
        let missing = |name: &str| OidcError::Setting(format!("{name} is not set"));
        let id = of("TALKOOT_OIDC_CLIENT_ID").ok_or_else(|| missing("TALKOOT_OIDC_CLIENT_ID"))?;
        let secret = of("TALKOOT_OIDC_CLIENT_SECRET").ok_or_else(|| missing("TALKOOT_OIDC_CLIENT_SECRET"))?;
        Self::new(&issuer, &id, &secret).map(Some)
    }

    /// The way by which the library asks the provider. It owns all that it needs.
    fn http(
        &self,
    ) -> impl Fn(HttpRequest) -> BoxFuture<'static, Result<HttpResponse, HttpError>> + Send + Sync + 'static
    {
        let http = self.http.clone();
        move |request| {
            let http = http.clone();
            async move {
                let answer = http.execute(request.try_into()?).await?;
                let mut response = axum::http::Response::builder().status(answer.status());
                for (name, value) in answer.headers() {
                    response = response.header(name, value);
                }
                Ok(response.body(answer.bytes().await?.to_vec())?)
            }
            .boxed()
        }
    }

    fn client(self, tenant: Tenant) -> BoxFuture<'static, Result<Ready, OidcError>> {
        async move {
            let issuer = IssuerUrl::new(self.issuer.clone()).map_err(setting)?;
            let http = self.http();
            let metadata = CoreProviderMetadata::discover_async(issuer, &http).await.map_err(provider)?;
            let back = format!("{}/login/oidc/callback", tenant.base_url.trim_end_matches('/'));
            let (id, secret) = (ClientId::new(self.client_id), ClientSecret::new(self.client_secret));
            Ok(CoreClient::from_provider_metadata(metadata, id, Some(secret))
                .set_redirect_uri(RedirectUrl::new(back).map_err(setting)?))
        }
        .boxed()
    }

    /// Begins a sign-in: keeps what is needed to know the answer again, and says where to send the browser.
    pub(crate) async fn begin(&self, v: &Visit, next: &str) -> Result<Begun, PageError> {
        let client = self.clone().client(Tenant::clone(&v.tenant)).await.map_err(PageError::inside)?;
        let (challenge, verifier) = PkceCodeChallenge::new_random_sha256();
        let (url, state, nonce) = client
            .authorize_url(
                CoreAuthenticationFlow::AuthorizationCode,
                CsrfToken::new_random,
                Nonce::new_random,
            )
            .add_scope(Scope::new("email".to_owned()))
            .set_pkce_challenge(challenge)
            .url();
        let browser = hex::encode(rand::random::<[u8; 32]>());
        let row = OidcState {
            id: Id::<OidcState>::new(v.now).uuid(),
            tenant: v.tenant.id,
            state_digest: digest(state.secret()),
            browser_digest: digest(&browser),
            nonce: nonce.secret().clone(),
            verifier: verifier.into_secret(),
            lang: v.lang.code().to_owned(),
            next: next.to_owned(),
            created_at: v.now.into(),
        };
        let tx = v.app.store().begin(Act::machinery("sign-in", v.tenant.id, v.now)).await?;
        let old = Stamp::from(v.now.checked_sub(HOLDS).unwrap_or(v.now));
        oidc_state::Entity::delete_many()
            .filter(oidc_state::Column::CreatedAt.lt(old))
            .filter(oidc_state::Column::Tenant.eq(v.tenant.id))
            .exec(tx.conn())
            .await?;
        let active: oidc_state::ActiveModel = row.into();
        tx.insert(sea_orm::ActiveModelTrait::reset_all(active)).await?;
        tx.commit_quietly().await?;
        Ok(Begun { url: url.to_string(), browser })
    }

    /// The address that the provider vouches for. `None` when it gives none that it has verified.
    pub(crate) fn address(
        self,
        tenant: Tenant,
        kept: OidcState,
        code: String,
    ) -> BoxFuture<'static, Result<Option<String>, OidcError>> {
        async move {
            let http = self.http();
            let client = self.client(tenant).await?;
            let tokens = client
                .exchange_code(AuthorizationCode::new(code))
                .map_err(provider)?
                .set_pkce_verifier(PkceCodeVerifier::new(kept.verifier))
                .request_async(&http)
                .await
                .map_err(provider)?;
            let id = tokens.id_token().ok_or_else(|| OidcError::Provider("no id token".to_owned()))?;
            let claims = id.claims(&client.id_token_verifier(), &Nonce::new(kept.nonce)).map_err(provider)?;
            if let Some(email) = claims.email() {
                let vouched = claims.email_verified() != Some(false);
                return Ok(vouched.then(|| email.to_string()));
            }
            // Some providers tell the address only when asked for it by itself.
            let info: CoreUserInfoClaims = client
                .user_info(tokens.access_token().clone(), Some(claims.subject().clone()))
                .map_err(provider)?
                .request_async(&http)
                .await
                .map_err(provider)?;
            let vouched = info.email_verified() != Some(false);
            Ok(info.email().filter(|_| vouched).map(|e| e.to_string()))
        }
        .boxed()
    }
}

/// Takes what was kept of a sign-in, once. `None` when it is old, unknown, or began in another browser.
pub(crate) async fn take(v: &Visit, state: &str, browser: &str) -> Result<Option<OidcState>, PageError> {
    let tx = v.app.store().begin(Act::machinery("sign-in", v.tenant.id, v.now)).await?;
    let found = oidc_state::Entity::find()
        .filter(oidc_state::Column::Tenant.eq(v.tenant.id))
        .filter(oidc_state::Column::StateDigest.eq(digest(state)))
        .one(tx.conn())
        .await?;
    let Some(kept) = found else { return Ok(None) };
    kept.clone().delete(tx.conn()).await?;
    tx.commit_quietly().await?;
    let fresh = v.now.duration_since(kept.created_at.at()) < HOLDS;
    Ok((fresh && kept.browser_digest == digest(browser)).then_some(kept))
}
