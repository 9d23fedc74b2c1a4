use std::process::ExitCode;

/// Why a command did not do what was asked, in a sentence for whoever typed it.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// The input was understood and refused.
    #[error("{0}")]
    Refused(String),
    /// The command cannot be understood, or a setting is missing.
    #[error("{0}")]
    Usage(String),
    /// The store or the network failed.
    #[error("{0}")]
    Store(String),
}

impl Failure {
    pub(crate) fn code(&self) -> ExitCode {
        ExitCode::from(match self {
            Self::Refused(_) => 1,
            Self::Usage(_) => 2,
            Self::Store(_) => 3,
        })
    }
}

impl From<store::Error> for Failure {
    fn from(e: store::Error) -> Self {
        match e {
            store::Error::Address(_) => Self::Usage(e.to_string()),
            store::Error::Taken(_)
            | store::Error::Damaged(_)
            | store::Error::Refused(_)
            | store::Error::Stale
            | store::Error::Doubled => Self::Refused(e.to_string()),
            other => Self::Store(other.to_string()),
        }
    }
}

impl From<page::PageError> for Failure {
    fn from(e: page::PageError) -> Self {
        Self::Store(e.to_string())
    }
}
