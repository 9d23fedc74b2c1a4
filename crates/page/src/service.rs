use std::convert::Infallible;
use std::time::{Duration, Instant};

use askama::Template;
use axum::body::Body;
use axum::extract::{DefaultBodyLimit, Path, Request, State};
use axum::http::{HeaderName, HeaderValue, StatusCode, Uri, header};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Extension, Router};
use kit::{Lang, Who};
use tower::util::BoxCloneService;
use tower::{Layer, ServiceExt};
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::timeout::TimeoutLayer;
use uuid::Uuid;

use crate::typed::Typed;
use crate::visit::Place;
use crate::{Admission, Answer, App, Html, PageError, Visit, assets, layout, undo, upload};

/// The cookie that carries the session's token. `__Host-` binds it to this host and to a safe connection; browsers
/// take `localhost` for one.
const SESSION_COOKIE: &str = "__Host-talkoot";

/// The whole program as one service: all features' addresses, the language in front, and around them headers,
/// limits and error pages.
pub fn service(app: &App) -> BoxCloneService<Request, Response, Infallible> {
    let mut router = Router::new()
        .route("/healthz", get(async || "ok"))
        .route("/readyz", get(ready))
        .route("/metrics", get(async |State(app): State<App>| app.metrics().text()))
        .route("/assets/{name}", get(assets::serve))
        .route("/files/{sha}/{name}", get(file))
        .route("/_/undo", get(undo::list))
        .route("/_/undo/{id}", post(undo::act));
    for feature in app.features() {
        router = router.merge(feature.routes.router.clone());
    }
    let router = router
        .fallback(async || PageError::NotFound)
        .method_not_allowed_fallback(async || {
            (StatusCode::METHOD_NOT_ALLOWED, PageError::Bad("error-method"))
        })
        .layer(DefaultBodyLimit::max(upload::MOST_BYTES + (1 << 20)))
        .layer(middleware::from_fn_with_state(app.clone(), visit))
        .layer(CatchPanicLayer::new())
        .layer(TimeoutLayer::with_status_code(StatusCode::SERVICE_UNAVAILABLE, Duration::from_secs(60)))
        .layer(CompressionLayer::new())
        .layer(middleware::from_fn_with_state(app.clone(), headers))
        .with_state(app.clone());
    // The language is taken off the address before the router sees it: every page stands once.
    tower::util::MapRequestLayer::new(strip_language).layer(router).boxed_clone()
}

fn strip_language(mut request: Request) -> Request {
    let path = request.uri().path().to_owned();
    let query = request.uri().query().map(|q| format!("?{q}")).unwrap_or_default();
    let first = path.trim_start_matches('/').split('/').next().unwrap_or_default();
    let (place, inside) = match first.parse::<Lang>() {
        Ok(lang) if first == lang.code() => {
            let rest = path.get(first.len() + 1..).unwrap_or_default().to_owned();
            let rest = if rest.is_empty() { "/".to_owned() } else { rest };
            let inside = if rest == "/" { "/_".to_owned() } else { format!("/_{rest}") };
            (Place { lang, path: format!("{rest}{query}") }, inside)
        }
        _ => {
            let wished = request.headers().get(header::ACCEPT_LANGUAGE).and_then(|v| v.to_str().ok());
            let lang = wished.map(Lang::negotiate).unwrap_or_default();
            // The inner name of pages is no address.
            let inside = if first == "_" { "/404".to_owned() } else { path.clone() };
            (Place { lang, path: format!("{path}{query}") }, inside)
        }
    };
    if let Ok(uri) = format!("{inside}{query}").parse::<Uri>() {
        *request.uri_mut() = uri;
    }
    request.extensions_mut().insert(place);
    request
}

async fn visit(State(app): State<App>, mut request: Request, next: Next) -> Response {
    let path = request.uri().path();
    if path.starts_with("/assets/") || matches!(path, "/healthz" | "/readyz" | "/metrics") {
        return next.run(request).await;
    }
    let place = request
        .extensions()
        .get::<Place>()
        .cloned()
        .unwrap_or(Place { lang: Lang::Fi, path: "/".to_owned() });
    let host = request
        .headers()
        .get(header::HOST)
        .and_then(|h| h.to_str().ok())
        .or_else(|| request.uri().host())
        .unwrap_or_default()
        .to_owned();
    let cookie = axum_extra::extract::CookieJar::from_headers(request.headers())
        .get(SESSION_COOKIE)
        .map(|c| c.value().to_owned());
    let Some(gate) = app.features().iter().find_map(|f| f.gate) else {
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    };
    let admission = match gate(&app, &host, cookie.as_deref()).await {
        Ok(admission) => admission,
        Err(PageError::Unset) => {
            let get = request.method() == axum::http::Method::GET;
            let inside = request.uri().path().to_owned();
            match stand_in(&app, &inside, get, &place).await {
                Ok(admission) => admission,
                Err(answer) => return *answer,
            }
        }
        Err(e) => {
            tracing::error!(error = %e, "the gate failed");
            return e.status().into_response();
        }
    };
    let mut visit = Visit::new(app, admission, place);
    let get = request.method() == axum::http::Method::GET;
    if get && visit.who.is_person() {
        visit.above = above(&visit).await;
    }
    request.extensions_mut().insert(visit.clone());
    let typed = Typed::default();
    request.extensions_mut().insert(typed.clone());
    let machine = request
        .headers()
        .get(header::ACCEPT)
        .and_then(|v| v.to_str().ok())
        .is_some_and(|a| a.contains("application/json"));
    let mut response = next.run(request).await;
    if let Some(error) = response.extensions_mut().remove::<PageError>() {
        response = draw_error(&visit, &error, get, machine, typed.words());
    }
    if visit.who.is_person() {
        response
            .headers_mut()
            .entry(header::CACHE_CONTROL)
            .or_insert(HeaderValue::from_static("private, no-store"));
    }
    response
}

/// What slices show above this page. What fails here is told to the log and spoils no page.
async fn above(visit: &Visit) -> Html {
    let mut all = match undo::above(visit).await {
        Ok(html) => html.to_string(),
        Err(error) => {
            tracing::error!(%error, "an undoing could not be shown");
            String::new()
        }
    };
    for draw in visit.app.features().iter().filter_map(|f| f.above) {
        match draw(visit).await {
            Ok(html) => all.push_str(&html.unwrap_or_default()),
            Err(error) => tracing::error!(%error, "what stands above a page could not be drawn"),
        }
    }
    Html::raw(all)
}

/// While the store holds no tenant, only the set-up answers: pages lead there, all else is told to come later.
async fn stand_in(app: &App, inside: &str, get: bool, place: &Place) -> Result<Admission, Box<Response>> {
    let closed = || (StatusCode::SERVICE_UNAVAILABLE, [(header::RETRY_AFTER, "60")]).into_response();
    let Some(unset) = app.features().iter().find_map(|f| f.unset) else { return Err(Box::new(closed())) };
    if inside == "/_/setup" {
        return match unset(app).await {
            Ok(tenant) => Ok(Admission { tenant, who: Who::Nobody, session: None, acting_for: None }),
            Err(e) => {
                tracing::error!(error = %e, "the set-up failed");
                Err(Box::new(e.status().into_response()))
            }
        };
    }
    let page = inside == "/" || inside == "/_" || inside.starts_with("/_/");
    if page && get {
        let to = HeaderValue::from_str(&format!("/{}/setup", place.lang));
        let to = to.unwrap_or(HeaderValue::from_static("/fi/setup"));
        return Err(Box::new((StatusCode::SEE_OTHER, [(header::LOCATION, to)]).into_response()));
    }
    Err(Box::new(closed()))
}

#[derive(Template)]
#[template(path = "page/error.html")]
struct ErrorPage<'a> {
    v: &'a Visit,
    title: String,
    text: String,
    number: Option<String>,
    sign_in: bool,
    typed: Vec<String>,
}

fn draw_error(v: &Visit, error: &PageError, get: bool, machine: bool, typed: Vec<String>) -> Response {
    let number = if let PageError::Inside(cause) = error {
        let number = Uuid::new_v4().simple().to_string();
        tracing::error!(number, %cause, path = v.path, "a request failed");
        Some(number)
    } else {
        None
    };
    if machine {
        let problem = serde_json::json!({
            "type": "about:blank",
            "title": v.t(error.key()),
            "status": error.status().as_u16(),
            "code": error.key(),
            "instance": number,
        });
        return (error.status(), [(header::CONTENT_TYPE, "application/problem+json")], problem.to_string())
            .into_response();
    }
    let sign_in = matches!(error, PageError::Forbidden) && !v.who.is_person();
    if sign_in && get && v.path.starts_with('/') {
        let back: String = form_urlencoded::byte_serialize(v.path.as_bytes()).collect();
        if let Ok(to) = HeaderValue::from_str(&format!("{}?next={back}", v.url("/login"))) {
            return (StatusCode::SEE_OTHER, [(header::LOCATION, to)]).into_response();
        }
    }
    let title_key = match error.status().as_u16() {
        404 => "error-title-404",
        403 => "error-title-403",
        409 => "error-title-409",
        500 => "error-title-500",
        _ => "error-title-400",
    };
    let page = ErrorPage { v, title: v.t(title_key), text: v.t(error.key()), number, sign_in, typed };
    let drawn =
        page.render().map_err(PageError::from).and_then(|b| layout::shell(v, &page.title, Html::raw(b)));
    match drawn {
        Ok(html) => {
            (error.status(), [(header::CONTENT_TYPE, "text/html; charset=utf-8")], html).into_response()
        }
        Err(_) => error.status().into_response(),
    }
}

async fn headers(State(app): State<App>, request: Request, next: Next) -> Response {
    let start = Instant::now();
    let mut response = next.run(request).await;
    app.metrics().note(start.elapsed(), response.status().as_u16());
    let h = response.headers_mut();
    let fixed = [
        (
            header::CONTENT_SECURITY_POLICY,
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; \
             form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
        ),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::REFERRER_POLICY, "same-origin"),
        (header::X_FRAME_OPTIONS, "DENY"),
        (header::STRICT_TRANSPORT_SECURITY, "max-age=31536000"),
        (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
        (HeaderName::from_static("permissions-policy"), "camera=(), microphone=(), geolocation=()"),
    ];
    for (name, value) in fixed {
        h.entry(name).or_insert(HeaderValue::from_static(value));
    }
    response
}

async fn ready(State(app): State<App>) -> Response {
    match app.store().ping().await {
        Ok(()) => "ready".into_response(),
        Err(_) => StatusCode::SERVICE_UNAVAILABLE.into_response(),
    }
}

/// `GET /files/{sha}/{name}`: to whoever may see a record that holds the file; for others it does not exist.
async fn file(Extension(v): Extension<Visit>, Path((sha, _name)): Path<(String, String)>) -> Answer {
    if sha.len() != 64 || !sha.bytes().all(|b| b.is_ascii_hexdigit()) {
        return Err(PageError::NotFound);
    }
    let served = v.app.served(v.ask(), &sha).await?.ok_or(PageError::NotFound)?;
    let bytes = v.app.files().get(&sha).await?;
    let inline =
        matches!(served.media_type.as_str(), "application/pdf" | "image/png" | "image/jpeg" | "text/plain");
    Ok(layout::download(&served.name, &served.media_type, Body::from(bytes), inline))
}
