//! What is served. Anybody may read it from any page of the net.

pub(crate) mod about;
pub(crate) mod list;
pub(crate) mod object;
pub(crate) mod system;

use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use jiff::Timestamp;
use page::PageError;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use crate::envelope::BadFilter;

/// An answer that may be asked for again cheaply: with the digest of its content and the time of its last change.
fn served(asked: &HeaderMap, value: &Value, modified: Option<Timestamp>) -> Result<Response, PageError> {
    let text = value.to_string();
    let tag = format!("\"{}\"", &hex::encode(Sha256::digest(&text))[..32]);
    let mut headers = HeaderMap::new();
    open_to_all(&mut headers);
    headers.insert(header::ETAG, HeaderValue::from_str(&tag).map_err(PageError::inside)?);
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("public, no-cache"));
    if let Some(at) = modified {
        let day = at.strftime("%a, %d %b %Y %H:%M:%S GMT").to_string();
        headers.insert(header::LAST_MODIFIED, HeaderValue::from_str(&day).map_err(PageError::inside)?);
    }
    if unchanged(asked, &tag, modified) {
        return Ok((StatusCode::NOT_MODIFIED, headers).into_response());
    }
    Ok((headers, text).into_response())
}

fn open_to_all(headers: &mut HeaderMap) {
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json; charset=utf-8"));
    headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
}

/// Whether the asker has it already. A tag says it exactly; a time only where no tag is given.
fn unchanged(asked: &HeaderMap, tag: &str, modified: Option<Timestamp>) -> bool {
    let text = |name| asked.get(name).and_then(|v: &HeaderValue| v.to_str().ok());
    if let Some(tags) = text(header::IF_NONE_MATCH) {
        return tags.split(',').map(str::trim).any(|t| t == "*" || t.trim_start_matches("W/") == tag);
    }
    let Some(since) = text(header::IF_MODIFIED_SINCE).and_then(|t| jiff::fmt::rfc2822::parse(t).ok()) else {
        return false;
    };
    modified.is_some_and(|at| at.as_second() <= since.timestamp().as_second())
}

/// What is wrong, for programs.
fn refused(status: StatusCode, words: &str) -> Response {
    let mut headers = HeaderMap::new();
    open_to_all(&mut headers);
    (status, headers, json!({ "error": words }).to_string()).into_response()
}

fn bad(filter: &BadFilter) -> Response {
    refused(StatusCode::BAD_REQUEST, &filter.to_string())
}

fn missing() -> Response {
    refused(StatusCode::NOT_FOUND, "there is no such object")
}
