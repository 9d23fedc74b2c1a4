//! The messages: REQUEST, CANCEL, PUBLISH.

use jiff::{ToSpan, civil::Date};

use crate::call::{Attendee, Call, CallError, Entry, Feed, Mailbox, Role, Span, Status};
use crate::write::{Lines, mailto, param, url, whole_second};
use crate::zone;

const PRODUCT: &str = "PRODID:-//Talkoot//Talkoot//FI";

/// A call, or the changed call when its sequence has gone up.
pub fn request(call: &Call) -> Result<String, CallError> {
    if call.status == Status::Cancelled {
        return Err(CallError::Cancelled);
    }
    to_invited("REQUEST", call, call.sequence, call.status)
}

/// Takes a call back. `call` is the call as it was last sent: the sequence is raised here, since calendar
/// programs leave the meeting standing when it is not.
pub fn cancel(call: &Call) -> Result<String, CallError> {
    to_invited("CANCEL", call, call.sequence.saturating_add(1), Status::Cancelled)
}

/// A feed for anybody.
pub fn publish(feed: &Feed) -> Result<String, CallError> {
    let mut out = open("PUBLISH");
    out.text("NAME", &feed.name);
    out.text("X-WR-CALNAME", &feed.name);
    out.raw("REFRESH-INTERVAL;VALUE=DURATION:PT1H");
    out.raw("X-PUBLISHED-TTL:PT1H");
    if feed.entries.iter().any(|e| matches!(e.span, Span::Times { .. })) {
        zone::LINES.iter().for_each(|line| out.raw(line));
    }
    for entry in &feed.entries {
        entry_of_feed(&mut out, entry)?;
    }
    Ok(close(out))
}

fn open(method: &str) -> Lines {
    let mut out = Lines::default();
    out.raw("BEGIN:VCALENDAR");
    out.raw("VERSION:2.0");
    out.raw(PRODUCT);
    out.raw("CALSCALE:GREGORIAN");
    out.raw(&format!("METHOD:{method}"));
    out
}

fn close(mut out: Lines) -> String {
    out.raw("END:VCALENDAR");
    out.finish()
}

fn to_invited(method: &str, call: &Call, sequence: u32, status: Status) -> Result<String, CallError> {
    check_attendees(&call.attendees)?;
    if whole_second(call.end) <= whole_second(call.start) {
        return Err(CallError::EndNotAfterStart);
    }
    let mut out = open(method);
    zone::LINES.iter().for_each(|line| out.raw(line));
    out.raw("BEGIN:VEVENT");
    uid(&mut out, &call.uid)?;
    out.raw(&format!("SEQUENCE:{sequence}"));
    out.utc("DTSTAMP", call.dtstamp)?;
    out.instant("DTSTART", call.start)?;
    out.instant("DTEND", call.end)?;
    words(&mut out, &call.summary, &call.description, &call.location, call.url.as_deref())?;
    organizer(&mut out, &call.organizer)?;
    for attendee in &call.attendees {
        invited(&mut out, attendee)?;
    }
    out.utc("CREATED", call.created)?;
    out.utc("LAST-MODIFIED", call.last_modified)?;
    out.raw(status_line(status));
    out.raw("TRANSP:OPAQUE");
    out.raw("END:VEVENT");
    Ok(close(out))
}

fn entry_of_feed(out: &mut Lines, entry: &Entry) -> Result<(), CallError> {
    out.raw("BEGIN:VEVENT");
    uid(out, &entry.uid)?;
    out.raw(&format!("SEQUENCE:{}", entry.sequence));
    out.utc("DTSTAMP", entry.dtstamp)?;
    match entry.span {
        Span::Times { start, end } => {
            if end.is_some_and(|end| whole_second(end) <= whole_second(start)) {
                return Err(CallError::EndNotAfterStart);
            }
            out.instant("DTSTART", start)?;
            if let Some(end) = end {
                out.instant("DTEND", end)?;
            }
        }
        Span::Days { first, last } => {
            if last < first {
                return Err(CallError::EndNotAfterStart);
            }
            out.date("DTSTART", first)?;
            out.date("DTEND", day_after(last)?)?;
        }
    }
    words(out, &entry.summary, &entry.description, &entry.location, entry.url.as_deref())?;
    organizer(out, &entry.organizer)?;
    out.utc("CREATED", entry.created)?;
    out.utc("LAST-MODIFIED", entry.last_modified)?;
    out.raw(status_line(entry.status));
    // A public calendar must not make those who subscribe to it look busy.
    out.raw("TRANSP:TRANSPARENT");
    out.raw("END:VEVENT");
    Ok(())
}

/// DTEND of whole days is the first day that is free again.
fn day_after(day: Date) -> Result<Date, CallError> {
    day.checked_add(1.day()).map_err(|_| CallError::Year)
}

fn check_attendees(attendees: &[Attendee]) -> Result<(), CallError> {
    if attendees.is_empty() {
        return Err(CallError::NoAttendee);
    }
    let mut seen = std::collections::HashSet::new();
    for attendee in attendees {
        if !seen.insert(attendee.email.to_lowercase()) {
            return Err(CallError::InvitedTwice(attendee.email.clone()));
        }
    }
    Ok(())
}

fn uid(out: &mut Lines, uid: &str) -> Result<(), CallError> {
    if uid.trim().is_empty() || uid.chars().any(char::is_control) {
        return Err(CallError::Uid);
    }
    out.text("UID", uid);
    Ok(())
}

fn words(
    out: &mut Lines,
    summary: &str,
    description: &str,
    location: &str,
    link: Option<&str>,
) -> Result<(), CallError> {
    out.text("SUMMARY", summary);
    out.text_if_any("DESCRIPTION", description);
    out.text_if_any("LOCATION", location);
    if let Some(link) = link {
        out.raw(&format!("URL:{}", url(link)?));
    }
    Ok(())
}

fn organizer(out: &mut Lines, who: &Mailbox) -> Result<(), CallError> {
    out.raw(&format!("ORGANIZER{}:{}", common_name(&who.name), mailto(&who.email)?));
    Ok(())
}

fn invited(out: &mut Lines, who: &Attendee) -> Result<(), CallError> {
    let role = match who.role {
        Role::Chair => "CHAIR",
        Role::Required => "REQ-PARTICIPANT",
        Role::Optional => "OPT-PARTICIPANT",
        Role::Informed => "NON-PARTICIPANT",
    };
    let rsvp = if who.rsvp { "TRUE" } else { "FALSE" };
    out.raw(&format!(
        "ATTENDEE;CUTYPE=INDIVIDUAL;ROLE={role};PARTSTAT={};RSVP={rsvp}{}:{}",
        who.partstat.word(),
        common_name(&who.name),
        mailto(&who.email)?
    ));
    Ok(())
}

fn common_name(name: &str) -> String {
    if name.trim().is_empty() { String::new() } else { format!(";CN={}", param(name)) }
}

const fn status_line(status: Status) -> &'static str {
    match status {
        Status::Tentative => "STATUS:TENTATIVE",
        Status::Confirmed => "STATUS:CONFIRMED",
        Status::Cancelled => "STATUS:CANCELLED",
    }
}
