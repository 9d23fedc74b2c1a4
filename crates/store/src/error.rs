use sea_orm::{DbErr, SqlErr};

/// Why something could not be kept or read.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// Somebody else changed the row after it was shown: the page gets 409 and shows both versions.
    #[error("the row was changed by somebody else")]
    Stale,
    /// The same form came twice.
    #[error("this form has been sent already")]
    Doubled,
    /// A unique value exists already; the name of the constraint or column says which.
    #[error("exists already: {0}")]
    Taken(String),
    /// A rule of a slice that listens to an event refuses the whole transaction; the key of its text.
    #[error("refused: {0}")]
    Refused(&'static str),
    /// A change of the record without an audit entry: a mistake of ours, never committed.
    #[error("a change without an audit entry")]
    Unaudited,
    /// The stored form of a value could not be read.
    #[error("the stored value is damaged: {0}")]
    Damaged(String),
    /// The file store failed.
    #[error("the file store failed: {0}")]
    Files(#[from] object_store::Error),
    /// The database failed.
    #[error("the database failed: {0}")]
    Db(DbErr),
    /// A file of the machine could not be read or written.
    #[error("{path}: {cause}")]
    Io {
        /// Which file.
        path: String,
        /// What the machine said.
        cause: std::io::Error,
    },
    /// The address of the store is not one that we know.
    #[error("not a store address: {0} (sqlite://FILE or postgres://… is needed)")]
    Address(String),
}

impl From<DbErr> for Error {
    fn from(e: DbErr) -> Self {
        match e.sql_err() {
            Some(SqlErr::UniqueConstraintViolation(what)) => Self::Taken(what),
            _ => Self::Db(e),
        }
    }
}

impl From<serde_json::Error> for Error {
    fn from(e: serde_json::Error) -> Self {
        Self::Damaged(e.to_string())
    }
}
