use std::panic::{AssertUnwindSafe, catch_unwind};

use jiff::Timestamp;
use mail_parser::{Address, HeaderValue, Message, MessageParser, MessagePart, MimeHeaders, PartType};
use serde::{Deserialize, Serialize};

use crate::letter::Mailbox;

/// More than this of a text is not kept.
const LONGEST_TEXT: usize = 200_000;
/// More calendar parts than this are not looked at.
const MOST_CALENDARS: usize = 20;

/// Names a message in its mailbox for as long as the server keeps its numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Key {
    /// UIDVALIDITY of the mailbox.
    pub validity: u32,
    /// UID of the message.
    pub uid: u32,
}

/// Why a message cannot be used. It stays in the mailbox until somebody says what becomes of it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum IncomingError {
    /// Not a mail message.
    #[error("not a mail message")]
    NotAMessage,
    /// Nobody stands in From.
    #[error("no sender")]
    NoSender,
    /// Larger than is read; only its headers were.
    #[error("too large: {0} bytes")]
    TooLarge(u32),
    /// The server would not give it.
    #[error("the server did not give it: {0}")]
    Refused(String),
}

/// A message that came in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Incoming {
    /// For [`crate::Inbox::done`].
    pub key: Key,
    /// Who says to have written it. A claim.
    pub from: Option<Mailbox>,
    /// To whom.
    pub to: Vec<Mailbox>,
    /// The title; may be empty.
    pub subject: String,
    /// `<…>`. The same message may come twice; this tells.
    pub message_id: Option<String>,
    /// The messages that it answers, each `<…>`.
    pub in_reply_to: Vec<String>,
    /// When it says to have been written.
    pub date: Option<Timestamp>,
    /// Each calendar part once, for `itip::parse_reply`. Forwarded messages are not searched.
    pub calendar_parts: Vec<Vec<u8>>,
    /// What is written in it, from HTML when there is nothing else.
    pub text: String,
    /// Sent by a program: a holiday message, a list, a report that a letter could not be delivered. A
    /// calendar's own reply may carry this too, so look at the calendar parts first.
    pub auto_submitted: bool,
    /// What is wrong with it. The other fields then hold what could be read.
    pub error: Option<IncomingError>,
}

impl Incoming {
    /// Reads the bytes of a message. Whatever they are, this gives an answer.
    pub fn parse(key: Key, bytes: &[u8]) -> Self {
        // A fault in the reading library must not make one message a stone before all the others.
        unharmed(|| read(key, bytes)).unwrap_or_else(|| Self::broken(key, IncomingError::NotAMessage))
    }

    pub(crate) fn broken(key: Key, error: IncomingError) -> Self {
        Self {
            key,
            from: None,
            to: Vec::new(),
            subject: String::new(),
            message_id: None,
            in_reply_to: Vec::new(),
            date: None,
            calendar_parts: Vec::new(),
            text: String::new(),
            auto_submitted: false,
            error: Some(error),
        }
    }
}

fn unharmed<T>(work: impl FnOnce() -> Option<T>) -> Option<T> {
    catch_unwind(AssertUnwindSafe(work)).ok().flatten()
}

fn read(key: Key, bytes: &[u8]) -> Option<Incoming> {
    let message = MessageParser::default().parse(bytes)?;
    // Any bytes have some "header"; a mail has at least one that mail knows.
    if message.parts.is_empty() || message.headers().iter().all(|h| h.name.is_other()) {
        return None;
    }
    let from = message.from().and_then(|a| mailboxes(a).next());
    let error = from.is_none().then_some(IncomingError::NoSender);
    Some(Incoming {
        key,
        to: message.all_to().flat_map(mailboxes).collect(),
        subject: message.subject().unwrap_or("").trim().to_owned(),
        message_id: message.message_id().map(in_brackets),
        in_reply_to: ids(message.in_reply_to()),
        date: message.date().and_then(|d| Timestamp::from_second(d.to_timestamp()).ok()),
        calendar_parts: calendars(&message),
        text: text(&message),
        auto_submitted: by_program(&message),
        from,
        error,
    })
}

fn mailboxes<'a>(address: &'a Address<'a>) -> impl Iterator<Item = Mailbox> + 'a {
    address.iter().filter_map(|one| {
        let email = one.address()?.trim().to_lowercase();
        let name = one.name().unwrap_or("").trim().to_owned();
        email.contains('@').then_some(Mailbox { name, email })
    })
}

fn in_brackets(id: &str) -> String {
    format!("<{}>", id.trim().trim_start_matches('<').trim_end_matches('>'))
}

fn ids(value: &HeaderValue<'_>) -> Vec<String> {
    match value {
        HeaderValue::Text(id) => vec![in_brackets(id)],
        HeaderValue::TextList(ids) => ids.iter().map(|id| in_brackets(id)).collect(),
        _ => Vec::new(),
    }
}

fn is_calendar(part: &MessagePart<'_>) -> bool {
    part.is_content_type("text", "calendar")
        || part.is_content_type("application", "ics")
        || part.attachment_name().is_some_and(|name| name.to_lowercase().ends_with(".ics"))
}

fn calendars(message: &Message<'_>) -> Vec<Vec<u8>> {
    let mut found: Vec<Vec<u8>> = Vec::new();
    for part in message.parts.iter().filter(|p| is_calendar(p)) {
        let bytes = part.contents();
        if !bytes.is_empty() && found.len() < MOST_CALENDARS && !found.iter().any(|f| f == bytes) {
            found.push(bytes.to_vec());
        }
    }
    found
}

fn text(message: &Message<'_>) -> String {
    let written = message.text_bodies().filter(|part| !is_calendar(part)).find_map(|part| match &part.body {
        PartType::Text(text) => Some(text.to_string()),
        PartType::Html(html) => Some(mail_parser::decoders::html::html_to_text(html)),
        _ => None,
    });
    let mut written = written.unwrap_or_default();
    written.truncate(written.floor_char_boundary(LONGEST_TEXT));
    written.trim().to_owned()
}

/// RFC 3834, and what older programs write instead.
fn by_program(message: &Message<'_>) -> bool {
    let says = |name: &'static str| message.header_raw(name).map(|v| v.trim().to_ascii_lowercase());
    says("Auto-Submitted").is_some_and(|v| !v.starts_with("no"))
        || says("Precedence").is_some_and(|v| matches!(v.as_str(), "bulk" | "junk" | "list" | "auto_reply"))
        || says("X-Autoreply").is_some()
        || says("Return-Path").is_some_and(|v| v == "<>")
        || message.is_content_type("multipart", "report")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_of_the_reading_library_is_only_an_unreadable_message() {
        assert_eq!(
            unharmed(|| -> Option<u8> { [].first().copied().or_else(|| panic!("as a library would")) }),
            None
        );
        assert_eq!(unharmed(|| Some(1)), Some(1));
    }
}
