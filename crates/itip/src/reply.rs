use jiff::{Timestamp, civil::DateTime, tz::TimeZone};

use crate::call::PartStat;
use crate::line::{Line, lines, unescape};

/// More than any reply needs; what is larger is not read.
const LARGEST: usize = 1 << 20;

/// An answer that a calendar program sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reply {
    /// Of the meeting, as we wrote it.
    pub uid: String,
    /// Of the call that is answered: an answer to an older call may be out of date. 0 when not said.
    pub sequence: u32,
    /// Who answers, in small letters. Only a claim: compare with the sender and with those invited.
    pub attendee_email: String,
    /// What they answer.
    pub partstat: PartStat,
    /// Whom they send instead, in small letters, when they say so.
    pub delegated_to: Option<String>,
    /// What they wrote.
    pub comment: Option<String>,
    /// When they answered; the later of two answers counts. `None` when it is missing or unreadable.
    pub dtstamp: Option<Timestamp>,
}

/// Why something is not an answer that can be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ReplyError {
    /// Over a megabyte.
    #[error("too large to be a reply")]
    TooLarge,
    /// Not iCalendar.
    #[error("not a calendar file")]
    NotCalendar,
    /// It ends before it is complete.
    #[error("the calendar file is cut off")]
    CutOff,
    /// No METHOD, so it is a file, not an answer.
    #[error("no method")]
    NoMethod,
    /// Another kind of message: `COUNTER` proposes another time, `REQUEST` invites us.
    #[error("the method is {0}, not REPLY")]
    OtherMethod(String),
    /// No meeting in it.
    #[error("no event in the reply")]
    NoEvent,
    /// About several meetings at once.
    #[error("the reply is about several meetings")]
    SeveralEvents,
    /// Does not say which meeting.
    #[error("no uid")]
    NoUid,
    /// The sequence is not a number.
    #[error("the sequence is not a number: {0:?}")]
    Sequence(String),
    /// Does not say who answers.
    #[error("no attendee")]
    NoAttendee,
    /// More than one has answered in it, so it is not clear who did.
    #[error("several attendees answer")]
    SeveralAttendees,
    /// The one who answers has no mail address.
    #[error("the attendee has no mail address: {0:?}")]
    Address(String),
    /// Does not say what is answered.
    #[error("no participation status")]
    NoPartStat,
    /// Answers with a word that the standard does not know.
    #[error("unknown participation status {0:?}")]
    PartStat(String),
}

/// Reads the answer in a calendar part of a mail.
pub fn parse_reply(bytes: &[u8]) -> Result<Reply, ReplyError> {
    if bytes.len() > LARGEST {
        return Err(ReplyError::TooLarge);
    }
    let file = read(lines(bytes))?;
    let method = file.method.ok_or(ReplyError::NoMethod)?;
    if method != "REPLY" {
        return Err(ReplyError::OtherMethod(method));
    }
    let mut events = file.events.iter();
    let event = events.next().ok_or(ReplyError::NoEvent)?;
    let uid = uid(event).ok_or(ReplyError::NoUid)?;
    // One answer may stand there once for each date of a series; a second meeting may not.
    if events.any(|other| self::uid(other).is_none_or(|u| u != uid)) {
        return Err(ReplyError::SeveralEvents);
    }
    let attendee = who_answers(event)?;
    let word = attendee.param("PARTSTAT").ok_or(ReplyError::NoPartStat)?;
    let partstat = PartStat::from_word(word.trim()).ok_or_else(|| ReplyError::PartStat(word.to_owned()))?;
    Ok(Reply {
        uid,
        sequence: sequence(event)?,
        attendee_email: address(attendee)?,
        partstat,
        delegated_to: attendee.param("DELEGATED-TO").and_then(mail_address),
        comment: comment(event, attendee),
        dtstamp: first(event, "DTSTAMP").and_then(|l| instant(&l.value)),
    })
}

#[derive(Default)]
struct File {
    method: Option<String>,
    events: Vec<Vec<Line>>,
}

/// Takes the method and the events; zones, alarms and unknown components are passed over.
fn read(lines: Vec<Line>) -> Result<File, ReplyError> {
    let mut file = File::default();
    let mut open: Vec<String> = Vec::new();
    let mut whole = false;
    for line in lines {
        match line.name.as_str() {
            "BEGIN" => {
                let name = line.value.trim().to_ascii_uppercase();
                if open.is_empty() && name != "VCALENDAR" {
                    return Err(ReplyError::NotCalendar);
                }
                if open.len() == 1 && name == "VEVENT" {
                    file.events.push(Vec::new());
                }
                open.push(name);
            }
            "END" => {
                let name = line.value.trim().to_ascii_uppercase();
                // An END without its BEGIN closes nothing; a missing END is closed by the outer one.
                if let Some(i) = open.iter().rposition(|o| *o == name) {
                    open.truncate(i);
                    whole |= open.is_empty();
                }
            }
            _ => match open.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
                [_] if line.name == "METHOD" && file.method.is_none() => {
                    file.method = Some(line.value.trim().to_ascii_uppercase());
                }
                [_, "VEVENT"] => {
                    if let Some(event) = file.events.last_mut() {
                        event.push(line);
                    }
                }
                _ => {}
            },
        }
    }
    match (whole, open.is_empty()) {
        (false, true) => Err(ReplyError::NotCalendar),
        (_, false) => Err(ReplyError::CutOff),
        (true, true) => Ok(file),
    }
}

fn first<'a>(event: &'a [Line], name: &str) -> Option<&'a Line> {
    event.iter().find(|l| l.name == name)
}

fn uid(event: &[Line]) -> Option<String> {
    first(event, "UID").map(|l| unescape(l.value.trim())).filter(|u| !u.is_empty())
}

fn sequence(event: &[Line]) -> Result<u32, ReplyError> {
    let Some(line) = first(event, "SEQUENCE") else { return Ok(0) };
    line.value.trim().parse().map_err(|_| ReplyError::Sequence(line.value.clone()))
}

/// The standard wants exactly one attendee. Where a program repeats all those invited, the one who has
/// answered is meant, if there is just one.
fn who_answers(event: &[Line]) -> Result<&Line, ReplyError> {
    let all: Vec<&Line> = event.iter().filter(|l| l.name == "ATTENDEE").collect();
    match all.as_slice() {
        [] => Err(ReplyError::NoAttendee),
        [one] => Ok(one),
        several => {
            let mut answered = several.iter().filter(|l| {
                l.param("PARTSTAT").is_some_and(|p| !p.trim().eq_ignore_ascii_case("NEEDS-ACTION"))
            });
            match (answered.next(), answered.next()) {
                (Some(one), None) => Ok(one),
                _ => Err(ReplyError::SeveralAttendees),
            }
        }
    }
}

/// From `mailto:`, or from the EMAIL parameter that Apple writes beside a `urn:uuid:`.
fn address(attendee: &Line) -> Result<String, ReplyError> {
    mail_address(&attendee.value)
        .or_else(|| attendee.param("EMAIL").and_then(mail_address))
        .ok_or_else(|| ReplyError::Address(attendee.value.clone()))
}

fn mail_address(value: &str) -> Option<String> {
    let value = value.trim().trim_matches('"');
    let bare = match value.get(..7) {
        Some(scheme) if scheme.eq_ignore_ascii_case("mailto:") => value.get(7..)?,
        _ => value,
    };
    let decoded = percent_decode(bare.trim()).to_lowercase();
    let (local, domain) = decoded.rsplit_once('@')?;
    let sound = |part: &str| {
        !part.is_empty()
            && !part.chars().any(|c| c.is_control() || c.is_whitespace() || "@:<>\"?/".contains(c))
    };
    (sound(local) && sound(domain)).then_some(decoded)
}

fn percent_decode(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut i = 0;
    while let Some(&byte) = bytes.get(i) {
        let hex = (byte == b'%')
            .then(|| text.get(i + 1..i + 3))
            .flatten()
            .filter(|h| h.bytes().all(|b| b.is_ascii_hexdigit()))
            .and_then(|h| u8::from_str_radix(h, 16).ok());
        out.push(hex.unwrap_or(byte));
        i += if hex.is_some() { 3 } else { 1 };
    }
    String::from_utf8(out).unwrap_or_else(|_| text.to_owned())
}

/// COMMENT, or the parameter in which Google puts it.
fn comment(event: &[Line], attendee: &Line) -> Option<String> {
    let said: Vec<String> =
        event.iter().filter(|l| l.name == "COMMENT").map(|l| unescape(&l.value).trim().to_owned()).collect();
    let said = said.join("\n");
    let said = if said.trim().is_empty() {
        attendee.param("X-RESPONSE-COMMENT").unwrap_or("")
    } else {
        said.as_str()
    };
    let said = said.trim();
    (!said.is_empty()).then(|| said.to_owned())
}

/// DTSTAMP is always UTC; some programs leave the Z out.
fn instant(value: &str) -> Option<Timestamp> {
    let value = value.trim();
    let value = value.strip_suffix(['Z', 'z']).unwrap_or(value);
    let shown = DateTime::strptime("%Y%m%dT%H%M%S", value).ok()?;
    TimeZone::UTC.to_timestamp(shown).ok()
}
