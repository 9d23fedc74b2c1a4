//! The machine interface for municipalities' own case systems: they push their items and read what became of them,
//! each by its own ids. `openapi.json` beside this crate's manifest says it in full; a test compares it with the
//! addresses.

pub(crate) mod cases;
pub(crate) mod handlers;
pub(crate) mod keys;

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use page::{Answer, PageError, Visit};
use serde_json::{Value, json};

/// What the interface is, for machines.
pub const OPENAPI: &str = include_str!("../../openapi.json");

/// Why a request of a machine is not done: RFC 9457.
#[derive(Debug)]
pub(crate) struct Refused {
    status: StatusCode,
    /// The stable code, and the key of its text.
    code: &'static str,
    /// The fields with the codes of what is wrong with them.
    errors: Vec<(&'static str, &'static str)>,
}

impl Refused {
    pub(crate) fn new(status: StatusCode, code: &'static str) -> Self {
        Self { status, code, errors: Vec::new() }
    }

    pub(crate) fn fields(errors: Vec<(&'static str, &'static str)>) -> Self {
        Self { status: StatusCode::UNPROCESSABLE_ENTITY, code: "api-fields", errors }
    }

    fn answer(self, v: &Visit) -> Response {
        let errors: Vec<Value> = self
            .errors
            .iter()
            .map(|(field, code)| json!({ "field": field, "code": code, "detail": v.t(code) }))
            .collect();
        let mut body = json!({
            "type": "about:blank",
            "title": v.t(self.code),
            "status": self.status.as_u16(),
            "code": self.code,
        });
        if !errors.is_empty() {
            body["errors"] = Value::from(errors);
        }
        let mut response =
            (self.status, [(header::CONTENT_TYPE, "application/problem+json")], body.to_string())
                .into_response();
        if self.status == StatusCode::UNAUTHORIZED {
            response.headers_mut().insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
        }
        response
    }
}

impl From<PageError> for Refused {
    fn from(e: PageError) -> Self {
        if let PageError::Inside(cause) = &e {
            tracing::error!(%cause, "a request of a machine failed");
        }
        Self::new(e.status(), e.key())
    }
}

impl From<store::Error> for Refused {
    fn from(e: store::Error) -> Self {
        PageError::from(e).into()
    }
}

/// Gives the JSON of what was done, or the problem.
pub(crate) fn answer(v: &Visit, done: Result<(StatusCode, Value), Refused>) -> Answer {
    Ok(match done {
        Ok((status, body)) => {
            (status, [(header::CONTENT_TYPE, "application/json")], body.to_string()).into_response()
        }
        Err(refused) => refused.answer(v),
    })
}
