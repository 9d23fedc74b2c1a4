use std::collections::HashMap;

use askama::Template;
use axum::extract::Query;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::IntoResponse;
use page::{Answer, PageError, Visit, html_with};
use people::persons;

use crate::caller::{Caller, UNDER_WAY, UnderWay};
use crate::sessions::Way;
use crate::{enter, oidc};

#[derive(Template)]
#[template(path = "signin/oidc_failed.html")]
struct FailedPage<'a> {
    v: &'a Visit,
    why: String,
}

fn failed(v: &Visit, status: StatusCode, key: &str, address: &str) -> Answer {
    let page = FailedPage { v, why: v.t1(key, "address", address) };
    html_with(v, status, &v.t("signin-oidc-failed"), &page)
}

/// `GET /login/oidc`: to the provider.
pub(crate) async fn begin(v: Visit, Query(query): Query<HashMap<String, String>>) -> Answer {
    let settings = v.app.part::<oidc::Settings>().ok_or(PageError::NotFound)?;
    let next = enter::own_path(query.get("next").map_or("/", String::as_str));
    let begun = match settings.begin(&v, next).await {
        Ok(begun) => begun,
        Err(e) => {
            tracing::error!(error = %e, "signing in at the provider could not begin");
            return failed(&v, StatusCode::BAD_GATEWAY, "signin-oidc-away", "");
        }
    };
    let to = HeaderValue::from_str(&begun.url).map_err(PageError::inside)?;
    let answer = (StatusCode::SEE_OTHER, [(header::LOCATION, to)]).into_response();
    enter::with_cookie(answer, UNDER_WAY, &begun.browser, 600)
}

/// `GET /login/oidc/callback`: back from the provider. The state, single use and bound to this browser, makes it
/// safe that this acts on GET, as the standard wants.
pub(crate) async fn back(
    mut v: Visit,
    caller: Caller,
    UnderWay(browser): UnderWay,
    Query(query): Query<HashMap<String, String>>,
) -> Answer {
    let settings = v.app.part::<oidc::Settings>().cloned().ok_or(PageError::NotFound)?;
    let of = |name: &str| query.get(name).map(String::as_str).unwrap_or_default();
    let browser = browser.unwrap_or_default();
    let Some(kept) = oidc::take(&v, of("state"), &browser).await? else {
        return failed(&v, StatusCode::CONFLICT, "signin-oidc-old", "");
    };
    v.lang = kept.lang.parse().unwrap_or_default();
    v.path = "/login".to_owned();
    if of("code").is_empty() {
        tracing::warn!(error = of("error"), "the provider refused");
        return failed(&v, StatusCode::FORBIDDEN, "signin-oidc-refused", "");
    }
    let address =
        match settings.address(page::Tenant::clone(&v.tenant), kept.clone(), of("code").to_owned()).await {
            Ok(address) => address,
            Err(e) => {
                tracing::error!(error = %e, "signing in at the provider failed");
                return failed(&v, StatusCode::BAD_GATEWAY, "signin-oidc-away", "");
            }
        };
    let Some(address) = address else {
        return failed(&v, StatusCode::FORBIDDEN, "signin-oidc-no-address", "");
    };
    let known = persons::by_email(v.app.db(), v.tenant.id, &address).await?;
    let Some(person) = known.filter(|p| p.active) else {
        return failed(&v, StatusCode::FORBIDDEN, "signin-oidc-unknown", &address);
    };
    let tx = enter::begin(&v, &person).await?;
    enter::enter(&v, tx, &caller, &person, Way::Oidc, &kept.next).await
}
