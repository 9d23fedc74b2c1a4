//! A letter as the bytes that travel.

use std::time::SystemTime;

use lettre::Message;
use lettre::address::{Address, Envelope};
use lettre::message::header::{ContentTransferEncoding, ContentType, HeaderName, HeaderValue};
use lettre::message::{self, Attachment as FilePart, Body, MultiPart, SinglePart};

use crate::boundary::Boundaries;
use crate::letter::{Letter, LetterError, Mailbox};

/// A letter ready to go: who sends, who receives, and the message.
pub(crate) struct Ready {
    pub(crate) envelope: Envelope,
    pub(crate) bytes: Vec<u8>,
}

impl Letter {
    /// The message as it is sent: the same bytes for the same letter.
    pub fn to_mime(&self) -> Result<Vec<u8>, LetterError> {
        self.ready().map(|ready| ready.bytes)
    }

    pub(crate) fn ready(&self) -> Result<Ready, LetterError> {
        no_control("subject", &self.subject)?;
        let mut builder = Message::builder()
            .message_id(Some(message_id(&self.message_id)?))
            .date(SystemTime::from(self.date))
            .from(mailbox("from", &self.from)?)
            .to(mailbox("to", &self.to)?)
            .subject(self.subject.as_str());
        if let Some(reply_to) = &self.reply_to {
            builder = builder.reply_to(mailbox("reply_to", reply_to)?);
        }
        if self.auto_generated {
            // RFC 3834; the second is for Exchange, which does not know the first.
            builder = builder
                .raw_header(header("Auto-Submitted", "auto-generated"))
                .raw_header(header("X-Auto-Response-Suppress", "OOF, AutoReply"));
        }
        if let Some(stop) = &self.unsubscribe {
            no_control("unsubscribe", stop)?;
            builder = builder
                .raw_header(header("List-Unsubscribe", &format!("<{stop}>")))
                .raw_header(header("List-Unsubscribe-Post", "List-Unsubscribe=One-Click"));
        }
        let message = self.with_body(builder)?;
        Ok(Ready { envelope: message.envelope().clone(), bytes: message.formatted() })
    }

    fn with_body(&self, builder: message::MessageBuilder) -> Result<Message, LetterError> {
        let lines = Boundaries::of(self);
        let files = self.files()?;
        let text = part("text/plain; charset=utf-8", Body::new(self.text.clone()))?;
        let built = if self.html.is_none() && self.calendar.is_none() {
            if files.is_empty() {
                return builder.singlepart(text).map_err(refused);
            }
            MultiPart::mixed().boundary(lines.outer).singlepart(text)
        } else {
            let mut same = MultiPart::alternative().boundary(lines.inner).singlepart(text);
            if let Some(html) = &self.html {
                same = same.singlepart(part("text/html; charset=utf-8", Body::new(html.clone()))?);
            }
            if let Some(calendar) = &self.calendar {
                let kind = format!("text/calendar; charset=utf-8; method={}", calendar.method.word());
                same = same.singlepart(part(&kind, as_it_is(calendar.ics.clone().into_bytes()))?);
            }
            if files.is_empty() {
                return builder.multipart(same).map_err(refused);
            }
            MultiPart::mixed().boundary(lines.outer).multipart(same)
        };
        builder.multipart(files.into_iter().fold(built, MultiPart::singlepart)).map_err(refused)
    }

    /// The attachments, and the calendar once more as a file for programs that know it only so.
    fn files(&self) -> Result<Vec<SinglePart>, LetterError> {
        let mut files = Vec::new();
        for attachment in &self.attachments {
            no_control("attachment name", &attachment.name)?;
            let kind = content_type(&attachment.media_type)?;
            let bytes = as_it_is(attachment.bytes.clone());
            files.push(FilePart::new(attachment.name.clone()).body(bytes, kind));
        }
        if let Some(calendar) = &self.calendar {
            // Not text/calendar: some programs would show the call twice.
            let kind = content_type("application/ics")?;
            let bytes = as_it_is(calendar.ics.clone().into_bytes());
            files.push(FilePart::new("invite.ics".to_owned()).body(bytes, kind));
        }
        Ok(files)
    }
}

fn part(kind: &str, body: Body) -> Result<SinglePart, LetterError> {
    Ok(SinglePart::builder().content_type(content_type(kind)?).body(body))
}

/// Base64, in which no relay touches a line end.
fn as_it_is(bytes: Vec<u8>) -> Body {
    Body::new_with_encoding(bytes, ContentTransferEncoding::Base64)
        .unwrap_or_else(|bytes| Body::dangerous_pre_encoded(bytes, ContentTransferEncoding::Binary))
}

fn content_type(kind: &str) -> Result<ContentType, LetterError> {
    no_control("media type", kind)?;
    ContentType::parse(kind).map_err(|_| LetterError::MediaType(kind.to_owned()))
}

fn header(name: &'static str, value: &str) -> HeaderValue {
    HeaderValue::new(HeaderName::new_from_ascii_str(name), value.to_owned())
}

fn mailbox(field: &'static str, who: &Mailbox) -> Result<message::Mailbox, LetterError> {
    no_control(field, &who.name)?;
    no_control(field, &who.email)?;
    let name = who.name.trim();
    Ok(message::Mailbox::new((!name.is_empty()).then(|| name.to_owned()), address(&who.email)?))
}

/// The address with its domain as the name system has it (`xn--…`), so that every server takes it.
fn address(email: &str) -> Result<Address, LetterError> {
    let refuse = || LetterError::Address(email.to_owned());
    let (local, domain) = email.rsplit_once('@').ok_or_else(refuse)?;
    if !local.is_ascii() {
        return Err(refuse());
    }
    let domain = match url::Host::parse(domain).map_err(|_| refuse())? {
        url::Host::Domain(name) => name,
        _ => return Err(refuse()),
    };
    Address::new(local, domain).map_err(|_| refuse())
}

/// Whether a letter can be written to this address: one `@`, a domain with a dot, nothing that a server would refuse.
pub fn is_address(text: &str) -> bool {
    let dotted = text.rsplit_once('@').is_some_and(|(_, d)| d.contains('.') && !d.ends_with('.'));
    dotted && text.len() <= 254 && no_control("to", text).is_ok() && address(text).is_ok()
}

fn message_id(id: &str) -> Result<String, LetterError> {
    let refuse = || LetterError::MessageId(id.to_owned());
    let inner = id.strip_prefix('<').and_then(|i| i.strip_suffix('>')).ok_or_else(refuse)?;
    let (left, right) = inner.split_once('@').ok_or_else(refuse)?;
    let sound = |part: &str| {
        !part.is_empty()
            && part.bytes().all(|b| b.is_ascii_alphanumeric() || b"!#$%&'*+-/=?^_`{|}~.".contains(&b))
    };
    // Short enough never to be folded: some servers lose a folded id.
    (sound(left) && sound(right) && id.len() <= 200).then(|| id.to_owned()).ok_or_else(refuse)
}

fn no_control(field: &'static str, text: &str) -> Result<(), LetterError> {
    let breaks = |c: char| c.is_control() || matches!(c, '\u{2028}' | '\u{2029}');
    if text.contains(breaks) { Err(LetterError::Control(field)) } else { Ok(()) }
}

fn refused(error: lettre::error::Error) -> LetterError {
    LetterError::Mime(error.to_string())
}
