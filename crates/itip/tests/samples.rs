//! What we write, byte for byte. The samples are also what `independent.py` gives to other people's
//! readers. `BLESS=1` writes them anew; the diff is read before it is committed.
#![expect(clippy::unwrap_used, reason = "a test's helper fails by panicking")]

use std::path::Path;

use itip::{
    Attendee, Call, CallError, Entry, Feed, Mailbox, PartStat, Role, Span, Status, cancel, publish, request,
};
use jiff::{Timestamp, civil::date};

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

fn call() -> Call {
    let invited = |name: &str, email: &str, role| Attendee {
        name: name.into(),
        email: email.into(),
        role,
        partstat: PartStat::NeedsAction,
        rsvp: role != Role::Informed,
    };
    Call {
        uid: "kokous-0197f3a2@talkoot.example.fi".into(),
        sequence: 2,
        dtstamp: at("2026-11-21T10:00:00Z"),
        start: at("2026-12-09T07:00:00Z"),
        end: at("2026-12-09T10:00:00Z"),
        summary: "Kuntajohtajakokous 12/2026; Lahti, Hollola – yhteistyö\\ensi vuosi".into(),
        description: "Esityslista:\n1. Avaus\r\n2. Väestöennuste, \"uusi\"; 100 % kunnista\n\n".to_owned()
            + &"ääkkösiä €uroja 🗓 ".repeat(12)
            + "\nEND:VEVENT\nBEGIN:VEVENT",
        location: "Maakuntatalo, kabinetti 3; Lahti".into(),
        url: Some("https://talkoot.example.fi/fi/meetings/0197f3a2?a=1,2;b=3".into()),
        organizer: Mailbox {
            name: "Päijät-Hämeen liitto: kokoukset".into(),
            email: "kokoukset@talkoot.example.fi".into(),
        },
        attendees: vec![
            invited("Virtanen, Päivi; \"pj\"", "päivi.virtanen@example.fi", Role::Chair),
            invited("Åsa Öhman", "asa+kokous@example.fi", Role::Required),
            invited("", "kirjaamo@example.fi", Role::Informed),
        ],
        created: at("2026-11-01T08:00:00Z"),
        last_modified: at("2026-11-21T10:00:00.7Z"),
        status: Status::Confirmed,
    }
}

fn entry(uid: &str, span: Span, summary: &str, status: Status) -> Entry {
    Entry {
        uid: format!("{uid}@talkoot.example.fi"),
        sequence: 0,
        dtstamp: at("2026-11-21T10:00:00Z"),
        span,
        summary: summary.into(),
        description: String::new(),
        location: "Lahti".into(),
        url: Some("https://talkoot.example.fi/fi/meetings/0197f3a2".into()),
        organizer: Mailbox {
            name: "Päijät-Hämeen liitto".into(), email: "info@talkoot.example.fi".into()
        },
        created: at("2026-11-01T08:00:00Z"),
        last_modified: at("2026-11-21T10:00:00Z"),
        status,
    }
}

fn feed() -> Feed {
    let times = |start, end| Span::Times { start: at(start), end: Some(at(end)) };
    Feed {
        name: "Kuntajohtajakokous; kokoukset, 2026".into(),
        entries: vec![
            entry(
                "kesa",
                times("2026-06-10T06:00:00Z", "2026-06-10T09:00:00Z"),
                "Kesäkuu",
                Status::Confirmed,
            ),
            entry(
                "talvi",
                times("2026-12-09T07:00:00Z", "2026-12-09T10:00:00Z"),
                "Joulukuu",
                Status::Tentative,
            ),
            entry(
                "toinen",
                times("2026-10-25T01:30:00Z", "2026-10-25T02:30:00Z"),
                "Siirtymä",
                Status::Confirmed,
            ),
            entry("ennen", times("1975-07-01T06:00:00Z", "1975-07-01T07:00:00Z"), "Ennen", Status::Confirmed),
            entry(
                "avoin",
                Span::Times { start: at("2026-09-09T06:00:00Z"), end: None },
                "Peruttu",
                Status::Cancelled,
            ),
            entry(
                "paivat",
                Span::Days { first: date(2026, 12, 30), last: date(2026, 12, 31) },
                "Seminaari",
                Status::Confirmed,
            ),
        ],
    }
}

fn same_as_sample(name: &str, written: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/samples").join(name);
    if std::env::var_os("BLESS").is_some() {
        std::fs::write(&path, written).unwrap();
    }
    let sample = std::fs::read_to_string(&path).unwrap();
    assert!(sample == written, "{name} differs from what is written now:\n{written}");
}

#[test]
fn a_call_is_written_as_in_its_sample() {
    same_as_sample("request.ics", &request(&call()).unwrap());
}

#[test]
fn a_cancellation_is_written_as_in_its_sample_with_the_sequence_raised() {
    let written = cancel(&call()).unwrap();
    assert!(written.contains("\r\nSEQUENCE:3\r\n") && written.contains("\r\nSTATUS:CANCELLED\r\n"));
    assert!(written.contains("\r\nMETHOD:CANCEL\r\n"));
    same_as_sample("cancel.ics", &written);
}

#[test]
fn a_feed_is_written_as_in_its_sample_without_attendees() {
    let written = publish(&feed()).unwrap();
    assert!(!written.contains("ATTENDEE"));
    same_as_sample("feed.ics", &written);
}

#[test]
fn an_empty_feed_is_a_calendar_too() {
    let written = publish(&Feed { name: "Tyhjä".into(), entries: vec![] }).unwrap();
    assert!(written.starts_with("BEGIN:VCALENDAR\r\n") && written.ends_with("END:VCALENDAR\r\n"));
}

#[test]
fn a_text_cannot_add_a_property_or_end_the_event() {
    let written = request(&call()).unwrap();
    assert_eq!(written.matches("\r\nEND:VEVENT\r\n").count(), 1);
    assert_eq!(written.matches("\r\nBEGIN:VEVENT\r\n").count(), 1);
    assert!(written.split("\r\n").all(|line| line.len() <= 75 && !line.contains(['\r', '\n'])));
}

#[test]
fn what_would_break_a_calendar_is_refused_by_name() {
    let with = |change: &dyn Fn(&mut Call)| {
        let mut call = call();
        change(&mut call);
        request(&call).unwrap_err()
    };
    assert_eq!(with(&|c| c.uid = "a\r\nX:1".into()), CallError::Uid);
    assert_eq!(with(&|c| c.uid = " ".into()), CallError::Uid);
    assert_eq!(with(&|c| c.end = c.start), CallError::EndNotAfterStart);
    assert_eq!(with(&|c| c.url = Some("https://a b".into())), CallError::Url("https://a b".into()));
    assert_eq!(with(&|c| c.organizer.email = "ei osoite".into()), CallError::Address("ei osoite".into()));
    assert_eq!(with(&|c| c.attendees.clear()), CallError::NoAttendee);
    assert_eq!(with(&|c| c.status = Status::Cancelled), CallError::Cancelled);
    assert_eq!(with(&|c| c.start = at("-000500-01-01T00:00:00Z")), CallError::Year);
    let twice = with(&|c| {
        let mut second = c.attendees[1].clone();
        second.email = "ASA+kokous@example.fi".into();
        c.attendees.push(second);
    });
    assert_eq!(twice, CallError::InvitedTwice("ASA+kokous@example.fi".into()));
}
