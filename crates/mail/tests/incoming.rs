//! What comes in, whole and broken.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test may stop")]

use mail::{Incoming, IncomingError, Key};
use proptest::prelude::*;

const KEY: Key = Key { validity: 7, uid: 3 };

const REPLY: &str = "Return-Path: <anna@example.fi>\r\n\
From: =?iso-8859-1?Q?M=E4kel=E4=2C_Anna?= <Anna@Example.fi>\r\n\
To: kokoukset@example.fi\r\n\
Subject: =?utf-8?B?SHl2w6Rrc3l0dHk6IGtva291cw==?=\r\n\
Message-ID: <reply-1@example.fi>\r\n\
In-Reply-To: <0197f3a2-call-1@talkoot.example.fi>\r\n\
Date: Sat, 21 Nov 2026 12:15:00 +0200\r\n\
MIME-Version: 1.0\r\n\
Content-Type: multipart/alternative; boundary=\"b\"\r\n\r\n\
--b\r\nContent-Type: text/plain; charset=windows-1252\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n\
Tulen, hyv=E4=E4 p=E4iv=E4=E4!\r\n\
--b\r\nContent-Type: text/calendar; charset=\"utf-8\"; method=REPLY\r\nContent-Transfer-Encoding: base64\r\n\r\n\
QkVHSU46VkNBTEVOREFSDQpNRVRIT0Q6UkVQTFkNCkVORDpWQ0FMRU5EQVINCg==\r\n\
--b--\r\n";

#[test]
fn a_reply_from_a_calendar_program_is_read() {
    let incoming = Incoming::parse(KEY, REPLY.as_bytes());
    assert_eq!(incoming.error, None);
    assert_eq!(incoming.key, KEY);
    let from = incoming.from.unwrap();
    assert_eq!((from.name.as_str(), from.email.as_str()), ("Mäkelä, Anna", "anna@example.fi"));
    assert_eq!(incoming.to.len(), 1);
    assert_eq!(incoming.subject, "Hyväksytty: kokous");
    assert_eq!(incoming.message_id.as_deref(), Some("<reply-1@example.fi>"));
    assert_eq!(incoming.in_reply_to, ["<0197f3a2-call-1@talkoot.example.fi>"]);
    assert_eq!(incoming.date.unwrap().to_string(), "2026-11-21T10:15:00Z");
    assert_eq!(incoming.text, "Tulen, hyvää päivää!");
    assert_eq!(incoming.calendar_parts, [b"BEGIN:VCALENDAR\r\nMETHOD:REPLY\r\nEND:VCALENDAR\r\n"]);
    assert!(!incoming.auto_submitted);
}

#[test]
fn the_same_calendar_part_twice_counts_once_and_an_ics_file_counts_too() {
    let calendar = "QkVHSU46VkNBTEVOREFSDQpNRVRIT0Q6UkVQTFkNCkVORDpWQ0FMRU5EQVINCg==";
    let file = |name: &str, content: &str| {
        format!(
            "--b\r\nContent-Type: application/octet-stream; name=\"{name}\"\r\nContent-Transfer-Encoding: base64\r\n\r\n{content}\r\n"
        )
    };
    let more = format!("{}{}--b--\r\n", file("Invite.ICS", calendar), file("other.ics", "QkVHSU4="));
    let incoming = Incoming::parse(KEY, REPLY.replace("--b--\r\n", &more).as_bytes());
    assert_eq!(incoming.calendar_parts.len(), 2);
    assert_eq!(incoming.calendar_parts[1], b"BEGIN");
}

#[test]
fn a_calendar_in_a_forwarded_message_is_not_an_answer() {
    let forwarded = format!(
        "From: a@example.fi\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\nContent-Type: message/rfc822\r\n\r\n{REPLY}--x--\r\n"
    );
    let incoming = Incoming::parse(KEY, forwarded.as_bytes());
    assert!(incoming.calendar_parts.is_empty());
    assert_eq!(incoming.error, None);
}

#[test]
fn a_program_s_letter_is_told_from_a_person_s() {
    let with = |header: &str| Incoming::parse(KEY, format!("{header}\r\n{REPLY}").as_bytes()).auto_submitted;
    assert!(with("Auto-Submitted: auto-replied"));
    assert!(with("Precedence: bulk"));
    assert!(with("X-Autoreply: yes"));
    assert!(!with("Auto-Submitted: no"));
    let report = REPLY.replace("multipart/alternative;", "multipart/report; report-type=delivery-status;");
    assert!(Incoming::parse(KEY, report.as_bytes()).auto_submitted);
    let bounce = REPLY.replace("<anna@example.fi>", "<>");
    assert!(Incoming::parse(KEY, bounce.as_bytes()).auto_submitted);
}

#[test]
fn html_alone_is_read_as_text() {
    let html = "From: a@b.fi\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<p>En <b>pääse</b></p>";
    assert_eq!(Incoming::parse(KEY, html.as_bytes()).text, "En pääse");
}

#[test]
fn a_broken_message_says_what_is_wrong() {
    assert_eq!(Incoming::parse(KEY, b"").error, Some(IncomingError::NotAMessage));
    assert_eq!(Incoming::parse(KEY, &[0xff; 100]).error, Some(IncomingError::NotAMessage));
    let nobody = Incoming::parse(KEY, b"Subject: hei\r\n\r\nteksti");
    assert_eq!((nobody.error, nobody.subject.as_str()), (Some(IncomingError::NoSender), "hei"));
    let cut = Incoming::parse(KEY, &REPLY.as_bytes()[..REPLY.len() / 2]);
    assert_eq!(cut.error, None);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]

    #[test]
    fn no_bytes_stop_the_reader(bytes in prop::collection::vec(any::<u8>(), 0..600)) {
        prop_assert_eq!(Incoming::parse(KEY, &bytes).key, KEY);
    }

    #[test]
    fn no_damage_stops_the_reader(
        at in any::<prop::sample::Index>(),
        length in 0usize..80,
        put in prop::collection::vec(any::<u8>(), 0..20),
    ) {
        let mut bytes = REPLY.as_bytes().to_vec();
        let from = at.index(bytes.len());
        bytes.splice(from..(from + length).min(REPLY.len()), put);
        prop_assert_eq!(Incoming::parse(KEY, &bytes).key, KEY);
    }
}
