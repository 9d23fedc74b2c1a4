use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};

/// What a handler gives.
pub type Answer = Result<Response, PageError>;

/// Why a request is not answered as asked. Each has one status and one text; it is drawn as a page in the visitor's
/// language by the service, so that a handler needs nothing but `?`.
#[derive(Debug, Clone, thiserror::Error)]
pub enum PageError {
    /// 404. Also for what somebody may not know to exist.
    #[error("not found")]
    NotFound,
    /// 403 for who has signed in, and the way to the sign-in for who has not.
    #[error("not allowed")]
    Forbidden,
    /// 400: a request that no page of ours makes.
    #[error("bad request: {0}")]
    Bad(&'static str),
    /// 403: a form without our token, or from another site.
    #[error("a forged form")]
    Forged,
    /// 409: the same form came twice.
    #[error("a doubled form")]
    Doubled,
    /// 409: somebody else changed it meanwhile.
    #[error("a stale version")]
    Stale,
    /// 409: a rule refuses; the key of its text.
    #[error("refused: {0}")]
    Refused(&'static str),
    /// 413.
    #[error("too large")]
    TooLarge,
    /// 415: the key of the text that says which types are taken.
    #[error("unsupported type")]
    WrongType,
    /// 429.
    #[error("too many tries")]
    TooMany,
    /// 503: the store holds no region yet; only the set-up answers.
    #[error("no region has been set up")]
    Unset,
    /// 500. The text goes to the log, its number to the visitor.
    #[error("{0}")]
    Inside(String),
}

impl PageError {
    /// The status.
    pub fn status(&self) -> StatusCode {
        match self {
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::Forbidden | Self::Forged => StatusCode::FORBIDDEN,
            Self::Bad(_) => StatusCode::BAD_REQUEST,
            Self::Doubled | Self::Stale | Self::Refused(_) => StatusCode::CONFLICT,
            Self::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::WrongType => StatusCode::UNSUPPORTED_MEDIA_TYPE,
            Self::TooMany => StatusCode::TOO_MANY_REQUESTS,
            Self::Unset => StatusCode::SERVICE_UNAVAILABLE,
            Self::Inside(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    /// The key of the text that says what to mend.
    pub fn key(&self) -> &'static str {
        match self {
            Self::NotFound => "error-not-found",
            Self::Forbidden => "error-forbidden",
            Self::Bad(key) | Self::Refused(key) => key,
            Self::Forged => "error-forged",
            Self::Doubled => "error-doubled",
            Self::Stale => "error-stale",
            Self::TooLarge => "error-too-large",
            Self::WrongType => "error-wrong-type",
            Self::TooMany => "error-too-many",
            Self::Unset => "error-unset",
            Self::Inside(_) => "error-inside",
        }
    }

    /// Something of ours failed.
    pub fn inside(cause: impl std::fmt::Display) -> Self {
        Self::Inside(cause.to_string())
    }
}

impl From<store::Error> for PageError {
    fn from(e: store::Error) -> Self {
        match e {
            store::Error::Stale => Self::Stale,
            store::Error::Doubled => Self::Doubled,
            store::Error::Refused(key) => Self::Refused(key),
            other => Self::Inside(other.to_string()),
        }
    }
}

impl From<store::DbErr> for PageError {
    fn from(e: store::DbErr) -> Self {
        store::Error::from(e).into()
    }
}

impl From<askama::Error> for PageError {
    fn from(e: askama::Error) -> Self {
        Self::Inside(e.to_string())
    }
}

impl IntoResponse for PageError {
    fn into_response(self) -> Response {
        let mut response = self.status().into_response();
        response.extensions_mut().insert(self);
        response
    }
}
