//! What becomes of a letter on good and bad days, told by a server in the same process.
#![expect(clippy::unwrap_used, reason = "a test's helper fails by panicking")]

mod support;

use mail::{SendError, Smtp, UrlError};
use support::sink::{GOOD, Mood, Sink, sink};
use support::{free_port, full, plain};

fn smtp(sink: &Sink) -> Smtp {
    Smtp::from_url(&format!("smtp://127.0.0.1:{}/talkoot.example.fi", sink.port)).unwrap()
}

#[tokio::test]
async fn a_letter_that_must_wait_goes_the_next_time_with_the_same_bytes() {
    let sink = sink(vec![Mood { greeting: "421 too many connections", ..GOOD }, GOOD]).await;
    let smtp = smtp(&sink);
    let first = smtp.send(&full()).await.unwrap_err();
    assert!(matches!(first, SendError::Temporary { code: Some(421), .. }), "{first:?}");
    assert!(!first.is_permanent());
    smtp.send(&full()).await.unwrap();
    let letters = sink.letters.lock().unwrap();
    let [letter] = letters.as_slice() else { panic!("{letters:?}") };
    assert_eq!(letter.trim_end(), String::from_utf8(full().to_mime().unwrap()).unwrap().trim_end());
    assert!(letter.contains("Message-ID: <0197f3a2-call-1@talkoot.example.fi>\r\n"));
}

#[tokio::test]
async fn five_hundreds_about_the_letter_are_for_good_and_all_else_is_tried_again() {
    let hung_up = Mood { taken: "", ..GOOD };
    let cases: [(Mood, Option<u16>, bool); 10] = [
        (Mood { rcpt: "550 5.1.1 no such user", ..GOOD }, Some(550), true),
        (Mood { taken: "552 too large", ..GOOD }, Some(552), true),
        (Mood { mail: "553 not your address", ..GOOD }, Some(553), true),
        (Mood { rcpt: "451 greylisted", ..GOOD }, Some(451), false),
        (Mood { taken: "452 disk full", ..GOOD }, Some(452), false),
        (Mood { data: "421 shutting down", ..GOOD }, Some(421), false),
        // Not the letter's fault:
        (Mood { mail: "530 sign in first", ..GOOD }, Some(530), false),
        (Mood { greeting: "554 not from your address", ..GOOD }, Some(554), false),
        (hung_up, None, false),
        (Mood { rcpt: "", ..GOOD }, None, false),
    ];
    for (mood, code, permanent) in cases {
        let sink = sink(vec![mood]).await;
        let error = smtp(&sink).send(&plain("asa@example.fi")).await.unwrap_err();
        let got = match &error {
            SendError::Permanent { code, .. } => Some(*code),
            SendError::Temporary { code, .. } => *code,
            SendError::Letter(_) => None,
        };
        assert_eq!((got, error.is_permanent()), (code, permanent), "{error:?}");
        assert!(sink.letters.lock().unwrap().is_empty());
    }
}

#[tokio::test]
async fn a_wrong_password_keeps_the_letters() {
    let sink = sink(vec![Mood { auth: "535 wrong", ..GOOD }]).await;
    let smtp = Smtp::from_url(&format!("smtp://a:b@127.0.0.1:{}", sink.port)).unwrap();
    let error = smtp.send(&plain("asa@example.fi")).await.unwrap_err();
    assert!(matches!(error, SendError::Temporary { code: Some(535), .. }), "{error:?}");
}

#[tokio::test]
async fn without_starttls_nothing_is_sent_when_it_is_required() {
    let sink = sink(vec![GOOD]).await;
    let smtp = Smtp::from_url(&format!("smtp://a:b@127.0.0.1:{}?tls=required", sink.port)).unwrap();
    let error = smtp.send(&plain("asa@example.fi")).await.unwrap_err();
    assert!(matches!(error, SendError::Temporary { .. }), "{error:?}");
    assert!(sink.letters.lock().unwrap().is_empty());
}

#[tokio::test]
async fn no_server_at_all_is_for_now() {
    let smtp = Smtp::from_url(&format!("smtp://127.0.0.1:{}", free_port())).unwrap();
    let error = smtp.send(&plain("asa@example.fi")).await.unwrap_err();
    assert!(matches!(error, SendError::Temporary { code: None, .. }), "{error:?}");
}

#[tokio::test]
async fn a_server_that_never_answers_does_not_hold_the_others_for_ever() {
    let silent = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = silent.local_addr().unwrap().port();
    let smtp = Smtp::from_url(&format!("smtp://127.0.0.1:{port}?timeout=1")).unwrap();
    let error = smtp.send(&plain("asa@example.fi")).await.unwrap_err();
    assert!(matches!(error, SendError::Temporary { code: None, .. }), "{error:?}");
}

#[tokio::test]
async fn a_letter_that_cannot_be_written_is_refused_before_any_server_is_asked() {
    let smtp = Smtp::from_url(&format!("smtp://127.0.0.1:{}", free_port())).unwrap();
    let error = smtp.send(&plain("not an address")).await.unwrap_err();
    assert!(matches!(error, SendError::Letter(_)) && error.is_permanent(), "{error:?}");
}

#[test]
fn an_address_of_a_server_is_checked_when_it_is_read() {
    let wrong = |url: &str| Smtp::from_url(url).unwrap_err();
    assert!(matches!(wrong("mail.example.fi"), UrlError::Malformed(_)));
    assert!(matches!(wrong("http://mail.example.fi"), UrlError::Scheme { .. }));
    assert!(matches!(wrong("smtp:///x"), UrlError::Host));
    assert!(matches!(wrong("smtp://mail.example.fi?tls=maybe"), UrlError::Option(_)));
    assert!(matches!(wrong("smtp://mail.example.fi?verify=no"), UrlError::Option(_)));
    assert!(matches!(wrong("smtp://a:b@mail.example.fi?tls=none"), UrlError::PlainPassword(_)));
    assert!(matches!(wrong("smtps://a:b@mail.example.fi?ca=/no/such/file"), UrlError::Ca { .. }));
    assert!(matches!(wrong("smtp://mail.example.fi/a%0d%0ab"), UrlError::Option(_)));
    assert!(matches!(mail::Inbox::from_url("imaps://mail.example.fi").unwrap_err(), UrlError::NoLogin));
    assert!(matches!(
        mail::Inbox::from_url("imap://a:b@mail.example.fi?tls=none").unwrap_err(),
        UrlError::PlainPassword(_)
    ));
}

#[test]
fn a_password_is_never_shown() {
    let smtp = Smtp::from_url("smtps://talkoot:hyvinsalainen@mail.example.fi").unwrap();
    let inbox = mail::Inbox::from_url("imaps://talkoot:hyvinsalainen@mail.example.fi").unwrap();
    let shown = format!("{smtp:?} {inbox:?}");
    assert!(shown.contains("mail.example.fi:465") && shown.contains("mail.example.fi:993"), "{shown}");
    assert!(!shown.contains("hyvinsalainen"), "{shown}");
}
