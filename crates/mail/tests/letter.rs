//! What a letter looks like to those who read it.
#![expect(clippy::unwrap_used, reason = "a test's helper fails by panicking")]

mod support;

use mail::{Incoming, Key, Letter, LetterError, Mailbox, Method};
use mail_parser::{MessageParser, MimeHeaders};
use proptest::prelude::*;
use support::{ICS, full, plain};

const KEY: Key = Key { validity: 1, uid: 1 };

fn headers(letter: &Letter) -> String {
    let mime = String::from_utf8(letter.to_mime().unwrap()).unwrap();
    mime.split("\r\n\r\n").next().unwrap().to_owned()
}

#[test]
fn a_full_letter_is_read_as_it_was_meant() {
    let mime = full().to_mime().unwrap();
    let message = MessageParser::default().parse(&mime).unwrap();
    assert_eq!(message.subject(), Some(full().subject.as_str()));
    let from = message.from().unwrap().first().unwrap();
    assert_eq!(from.name(), Some("Päijät-Hämeen liitto, kokoukset"));
    let to = message.to().unwrap().first().unwrap();
    assert_eq!((to.name(), to.address()), (Some("Åsa \"Ässä\" Öhman"), Some("asa@example.fi")));
    assert_eq!(message.reply_to().unwrap().first().unwrap().address(), Some("vastaus@example.fi"));
    assert_eq!(message.message_id(), Some("0197f3a2-call-1@talkoot.example.fi"));
    assert_eq!(message.header_raw("Auto-Submitted").map(str::trim), Some("auto-generated"));
    assert_eq!(message.date().unwrap().to_rfc3339(), "2026-11-21T10:00:00Z");
    assert_eq!(message.body_text(0).unwrap().trim_end_matches("\r\n"), full().text.replace('\n', "\r\n"));
    let names: Vec<_> = message.attachments().filter_map(|a| a.attachment_name()).collect();
    assert_eq!(names, [full().attachments[0].name.as_str(), "invite.ics"]);
    assert_eq!(
        message.attachment(message.attachment_count() as u32 - 2).unwrap().contents(),
        full().attachments[0].bytes
    );
    let calendar = message.parts.iter().find(|p| p.is_content_type("text", "calendar")).unwrap();
    assert_eq!(calendar.content_type().unwrap().attribute("method"), Some("REQUEST"));
    assert_eq!(calendar.contents(), ICS.as_bytes());
}

#[test]
fn the_parts_stand_in_the_order_in_which_programs_look_for_them() {
    let mime = full().to_mime().unwrap();
    let message = MessageParser::default().parse(&mime).unwrap();
    let shape: Vec<String> = message
        .parts
        .iter()
        .filter_map(|p| p.content_type())
        .map(|t| format!("{}/{}", t.ctype(), t.subtype().unwrap_or("")))
        .collect();
    let want = [
        "multipart/mixed",
        "multipart/alternative",
        "text/plain",
        "text/html",
        "text/calendar",
        "application/pdf",
        "application/ics",
    ];
    assert_eq!(shape, want);
}

#[test]
fn the_same_letter_is_the_same_bytes_and_another_text_has_other_boundaries() {
    assert_eq!(full().to_mime().unwrap(), full().to_mime().unwrap());
    let kept: Letter = serde_json::from_str(&serde_json::to_string(&full()).unwrap()).unwrap();
    assert_eq!(kept, full());
    assert_eq!(kept.to_mime().unwrap(), full().to_mime().unwrap());
    let mut other = full();
    other.text.push('!');
    let boundary = |letter: &Letter| headers(letter).split("boundary=").nth(1).unwrap().to_owned();
    assert_ne!(boundary(&other), boundary(&full()));
}

#[test]
fn a_letter_of_text_alone_has_no_parts_and_a_person_s_letter_no_auto_submitted() {
    let mut letter = plain("asa@example.fi");
    assert!(headers(&letter).contains("Auto-Submitted: auto-generated\r\n"));
    letter.auto_generated = false;
    let headers = headers(&letter);
    assert!(headers.contains("Content-Type: text/plain; charset=utf-8\r\n"), "{headers}");
    assert!(!headers.contains("Auto-"), "{headers}");
}

#[test]
fn every_line_of_a_letter_is_short_enough_and_ascii() {
    let mime = full().to_mime().unwrap();
    assert!(mime.is_ascii());
    assert!(mime.split(|b| *b == b'\n').all(|line| line.len() <= 998));
}

#[test]
fn a_cancellation_says_so_outside_too() {
    let mut letter = full();
    letter.calendar.as_mut().unwrap().method = Method::Cancel;
    assert!(String::from_utf8(letter.to_mime().unwrap()).unwrap().contains("method=CANCEL"));
}

#[test]
fn a_domain_in_finnish_letters_goes_by_its_name_for_servers() {
    let letter = plain("asa@hämeenlinna.example");
    assert!(headers(&letter).contains("asa@xn--hmeenlinna-q5a.example"), "{}", headers(&letter));
}

fn refusal(change: impl Fn(&mut Letter)) -> LetterError {
    let mut letter = full();
    change(&mut letter);
    letter.to_mime().unwrap_err()
}

#[test]
fn nobody_adds_a_header_through_a_field() {
    let evil = "x\r\nBcc: everybody@example.fi";
    assert_eq!(refusal(|l| l.subject = evil.into()), LetterError::Control("subject"));
    assert_eq!(refusal(|l| l.from.name = evil.into()), LetterError::Control("from"));
    assert_eq!(refusal(|l| l.to.name = "a\nb".into()), LetterError::Control("to"));
    assert_eq!(refusal(|l| l.to.email = "a@b.fi\r\nX: y".into()), LetterError::Control("to"));
    assert_eq!(
        refusal(|l| l.reply_to.as_mut().unwrap().name = "\0".into()),
        LetterError::Control("reply_to")
    );
    assert_eq!(refusal(|l| l.attachments[0].name = evil.into()), LetterError::Control("attachment name"));
    assert_eq!(
        refusal(|l| l.attachments[0].media_type = "a/b\r\nX: y".into()),
        LetterError::Control("media type")
    );
    let id = "<a@b>\r\nX: y";
    assert_eq!(refusal(|l| l.message_id = id.into()), LetterError::MessageId(id.into()));
}

#[test]
fn what_is_no_address_id_or_type_is_refused_by_name() {
    for bad in [
        "",
        "asa",
        "asa@",
        "@example.fi",
        "a b@example.fi",
        "äsä@example.fi",
        "a@b@c",
        "a@1.2.3.4",
        "<a@b.fi>",
    ] {
        assert_eq!(refusal(|l| l.to.email = bad.into()), LetterError::Address(bad.into()), "{bad:?}");
    }
    for bad in ["", "a@b", "<ab>", "<a@>", "<a b@c>", "<ä@c>", "<a@b@c>"] {
        assert_eq!(refusal(|l| l.message_id = bad.into()), LetterError::MessageId(bad.into()), "{bad:?}");
    }
    assert_eq!(refusal(|l| l.attachments[0].media_type = "pdf".into()), LetterError::MediaType("pdf".into()));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn any_words_come_through_or_are_refused(
        subject in any::<String>(),
        name in any::<String>(),
        file in "\\PC{1,60}",
        text in any::<String>(),
    ) {
        let mut letter = full();
        letter.subject = subject.clone();
        letter.to = Mailbox { name, email: "asa@example.fi".into() };
        letter.attachments[0].name = file;
        letter.text = text;
        letter.html = None;
        if let Ok(mime) = letter.to_mime() {
            let message = MessageParser::default().parse(&mime).unwrap();
            let names: Vec<&str> = message.headers().iter().map(|h| h.name()).collect();
            let want = ["Message-ID", "Date", "From", "To", "Subject", "Reply-To", "Auto-Submitted", "X-Auto-Response-Suppress", "MIME-Version", "Content-Type"];
            prop_assert_eq!(names, want);
            prop_assert_eq!(message.to().unwrap().iter().count(), 1);
            let incoming = Incoming::parse(KEY, &mime);
            prop_assert_eq!(incoming.calendar_parts, [ICS.as_bytes()]);
            prop_assert!(incoming.error.is_none());
        }
    }
}
