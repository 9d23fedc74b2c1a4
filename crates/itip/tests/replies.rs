//! What other people's calendar programs answer, read by our reader.
#![expect(clippy::unwrap_used, reason = "a test's helper fails by panicking")]

use itip::{PartStat, Reply, ReplyError, parse_reply};
use proptest::prelude::*;

const OUTLOOK: &[u8] = include_bytes!("replies/outlook.ics");
const GOOGLE: &[u8] = include_bytes!("replies/google.ics");
const APPLE: &[u8] = include_bytes!("replies/apple.ics");
const DELEGATED: &[u8] = include_bytes!("replies/delegated.ics");

fn expected(email: &str, partstat: PartStat, dtstamp: &str) -> Reply {
    Reply {
        uid: "kokous-0197f3a2@talkoot.example.fi".into(),
        sequence: 2,
        attendee_email: email.into(),
        partstat,
        delegated_to: None,
        comment: None,
        dtstamp: Some(dtstamp.parse().unwrap()),
    }
}

#[test]
fn an_acceptance_from_outlook_is_read_past_its_time_zone() {
    let want = expected("anna.makela@example.fi", PartStat::Accepted, "2026-11-21T10:15:00Z");
    assert_eq!(parse_reply(OUTLOOK), Ok(want));
}

#[test]
fn a_decline_from_google_brings_its_comment() {
    let mut want = expected("anna@example.fi", PartStat::Declined, "2026-11-21T10:16:00Z");
    want.comment = Some("Olen matkoilla: varajäseneni tulee".into());
    assert_eq!(parse_reply(GOOGLE), Ok(want));
}

#[test]
fn a_maybe_from_apple_is_read_with_bare_line_feeds_and_an_alarm() {
    assert!(!APPLE.contains(&b'\r'));
    let mut want = expected("anna@example.fi", PartStat::Tentative, "2026-11-21T10:17:00Z");
    want.comment = Some("Tulen jos ehdin, ehkä etänä.\nTerveisin Anna".into());
    assert_eq!(parse_reply(APPLE), Ok(want));
}

#[test]
fn a_delegation_names_the_deputy() {
    let mut want = expected("päivi@example.fi", PartStat::Delegated, "2026-11-21T10:18:00Z");
    want.delegated_to = Some("vara.virtanen@example.fi".into());
    assert_eq!(parse_reply(DELEGATED), Ok(want));
}

/// Google's reply with one thing put for another.
fn altered(from: &str, to: &str) -> Result<Reply, ReplyError> {
    let text = String::from_utf8(GOOGLE.to_vec()).unwrap().replace("\r\n ", "");
    assert!(text.contains(from), "{from}");
    parse_reply(text.replace(from, to).as_bytes())
}

#[test]
fn line_ends_do_not_matter() {
    for end in ["\r", "\n", "\r\n", "\r\n\r\n"] {
        assert!(altered("\r\n", end).is_ok(), "{end:?}");
    }
}

#[test]
fn a_broken_reply_says_what_is_broken() {
    let attendee = "mailto:anna@example.fi";
    assert_eq!(parse_reply(b""), Err(ReplyError::NotCalendar));
    assert_eq!(parse_reply(b"Hei, tulen kokoukseen: Anna"), Err(ReplyError::NotCalendar));
    assert_eq!(parse_reply(b"BEGIN:VCARD\nEND:VCARD"), Err(ReplyError::NotCalendar));
    assert_eq!(parse_reply(&vec![b'x'; 2 << 20]), Err(ReplyError::TooLarge));
    assert_eq!(altered("END:VCALENDAR", ""), Err(ReplyError::CutOff));
    assert_eq!(altered("METHOD:REPLY\r\n", ""), Err(ReplyError::NoMethod));
    assert_eq!(altered("METHOD:REPLY", "METHOD:counter"), Err(ReplyError::OtherMethod("COUNTER".into())));
    assert_eq!(altered("VEVENT", "VTODO"), Err(ReplyError::NoEvent));
    assert_eq!(altered("UID:kokous", "X-UID:kokous"), Err(ReplyError::NoUid));
    assert_eq!(altered("SEQUENCE:2", "SEQUENCE:two"), Err(ReplyError::Sequence("two".into())));
    assert_eq!(altered("ATTENDEE;", "X-ATTENDEE;"), Err(ReplyError::NoAttendee));
    assert_eq!(altered(attendee, "invalid:nomail"), Err(ReplyError::Address("invalid:nomail".into())));
    assert_eq!(altered("PARTSTAT=DECLINED;", ""), Err(ReplyError::NoPartStat));
    assert_eq!(altered("DECLINED", "X-LATER"), Err(ReplyError::PartStat("X-LATER".into())));
    let second = "END:VEVENT\r\nBEGIN:VEVENT\r\nUID:another\r\nEND:VEVENT";
    assert_eq!(altered("END:VEVENT", second), Err(ReplyError::SeveralEvents));
    let both = "ATTENDEE;PARTSTAT=ACCEPTED:mailto:b@example.fi\r\nSTATUS:CONFIRMED";
    assert_eq!(altered("STATUS:CONFIRMED", both), Err(ReplyError::SeveralAttendees));
}

#[test]
fn small_faults_are_forgiven() {
    assert_eq!(altered("SEQUENCE:2\r\n", "").unwrap().sequence, 0);
    assert_eq!(altered("DTSTAMP:20261121T101600Z", "DTSTAMP:yesterday").unwrap().dtstamp, None);
    let silent = "ATTENDEE;PARTSTAT=NEEDS-ACTION:mailto:b@example.fi\r\nSTATUS:CONFIRMED";
    assert_eq!(altered("STATUS:CONFIRMED", silent).unwrap().attendee_email, "anna@example.fi");
    assert_eq!(altered("mailto:anna@", "anna@").unwrap().attendee_email, "anna@example.fi");
    assert!(altered("CALSCALE:GREGORIAN", "a line without form\r\n:\r\n;=\"").is_ok());
    assert!(altered("CREATED", "X-QUOTE;A=\"never closed:1\r\nCREATED").is_ok());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn no_bytes_make_the_reader_panic(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        let _ = parse_reply(&bytes);
    }

    #[test]
    fn no_damage_to_a_reply_makes_the_reader_panic(
        which in 0usize..4,
        cuts in prop::collection::vec((any::<prop::sample::Index>(), 0usize..12, prop::collection::vec(any::<u8>(), 0..6)), 1..6),
    ) {
        let mut bytes = [OUTLOOK, GOOGLE, APPLE, DELEGATED][which].to_vec();
        for (at, length, put) in cuts {
            let from = at.index(bytes.len());
            let to = (from + length).min(bytes.len());
            bytes.splice(from..to, put);
        }
        if let Ok(reply) = parse_reply(&bytes) {
            prop_assert!(!reply.uid.is_empty() && reply.attendee_email.contains('@'));
        }
    }

    #[test]
    fn a_comment_comes_back_as_it_was_written(comment in "[ -~åäö€–\n]{0,120}") {
        let escaped = comment.replace('\\', "\\\\").replace(';', "\\;").replace(',', "\\,").replace('\n', "\\n");
        let reply = altered("STATUS:CONFIRMED", &format!("COMMENT:{escaped}")).unwrap();
        let want = comment.trim();
        let want = if want.is_empty() { "Olen matkoilla: varajäseneni tulee" } else { want };
        prop_assert_eq!(reply.comment.unwrap(), want);
    }
}
