use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// A name and an address. The name may be empty.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mailbox {
    /// As people write it.
    pub name: String,
    /// `anna@example.fi`.
    pub email: String,
}

/// One mail to one receiver.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Letter {
    /// `<unique@host>`. Made once, when the letter is put into the outbox, and the same at every try.
    pub message_id: String,
    /// When it was put into the outbox.
    pub date: Timestamp,
    /// Who writes; mail that cannot be delivered comes back here.
    pub from: Mailbox,
    /// Who gets it.
    pub to: Mailbox,
    /// Where an answer goes, if not to `from`.
    pub reply_to: Option<Mailbox>,
    /// The title.
    pub subject: String,
    /// The letter as plain text; always there.
    pub text: String,
    /// The same as a page.
    pub html: Option<String>,
    /// The same for a calendar program.
    pub calendar: Option<Calendar>,
    /// What comes with it.
    pub attachments: Vec<Attachment>,
    /// Written by the system and not by a person at this moment: then no holiday message should answer.
    pub auto_generated: bool,
    /// The address at which one press stops further letters of this kind (RFC 8058).
    #[serde(default)]
    pub unsubscribe: Option<String>,
}

/// What a calendar program does with the calendar part.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Method {
    /// Calls.
    Request,
    /// Takes a call back.
    Cancel,
    /// Informs.
    Publish,
}

impl Method {
    pub(crate) const fn word(self) -> &'static str {
        match self {
            Self::Request => "REQUEST",
            Self::Cancel => "CANCEL",
            Self::Publish => "PUBLISH",
        }
    }
}

/// The calendar part of a letter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Calendar {
    /// The same as METHOD inside.
    pub method: Method,
    /// The iCalendar file.
    pub ics: String,
}

/// A file that comes with a letter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attachment {
    /// The file's name, in any letters.
    pub name: String,
    /// `application/pdf`.
    pub media_type: String,
    /// The content.
    #[serde(with = "base64_text")]
    pub bytes: Vec<u8>,
}

/// Why a letter cannot be written. It will not get better by trying again.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum LetterError {
    /// A line end or another control character in a header: an accident, or somebody adding headers.
    #[error("control character in {0}")]
    Control(&'static str),
    /// Not an address, or one whose part before the @ is not ASCII.
    #[error("not a mail address: {0:?}")]
    Address(String),
    /// Not of the form `<unique@host>`.
    #[error("not a message id: {0:?}")]
    MessageId(String),
    /// Not a media type.
    #[error("not a media type: {0:?}")]
    MediaType(String),
    /// The library that writes MIME would not.
    #[error("the letter cannot be written: {0}")]
    Mime(String),
}

/// Content as base64, since JSON's arrays of numbers would be four times the file.
mod base64_text {
    use base64::{Engine, engine::general_purpose::STANDARD};
    use serde::{Deserialize, Deserializer, Serializer, de::Error};

    pub(super) fn serialize<S: Serializer>(bytes: &[u8], to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(&STANDARD.encode(bytes))
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<u8>, D::Error> {
        STANDARD.decode(String::deserialize(from)?).map_err(D::Error::custom)
    }
}
