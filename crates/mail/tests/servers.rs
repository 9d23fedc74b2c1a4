//! With servers that others wrote: aiosmtpd takes our letters, Dovecot gives us the replies. Each test
//! says on stderr when its server is not there, and then checks nothing.
#![expect(clippy::unwrap_used, reason = "a test's helper fails by panicking")]

mod support;

use std::path::Path;

use mail::{Inbox, InboxError, Incoming, IncomingError, SendError, Smtp};
use support::{ICS, certificates, dovecot, free_port, full, maildir, plain, python_with_aiosmtpd, smtpd};

fn deliver(maildir: &Path, name: &str, content: &[u8]) {
    std::fs::write(maildir.join("tmp").join(name), content).unwrap();
    std::fs::rename(maildir.join("tmp").join(name), maildir.join("new").join(name)).unwrap();
}

fn reply(subject: &str) -> String {
    format!(
        "From: Anna <anna@example.fi>\r\nTo: kokoukset@example.fi\r\nSubject: {subject}\r\n\
         Content-Type: text/calendar; method=REPLY; charset=utf-8\r\n\r\n{ICS}"
    )
}

fn subjects(all: &[Incoming]) -> Vec<&str> {
    all.iter().map(|i| i.subject.as_str()).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_real_server_takes_a_letter_over_tls_and_python_reads_it_as_meant() {
    let Some(python) = python_with_aiosmtpd() else { return };
    let dir = tempfile::tempdir().unwrap();
    let (ca, maildir, port) = (certificates(dir.path()), maildir(dir.path()), free_port());
    let _server = smtpd(&python, port, dir.path(), &maildir);
    let url =
        |password: &str, more: &str| format!("smtp://talkoot:{password}@127.0.0.1:{port}?tls=required{more}");
    let trusted = format!("&ca={}", ca.display());
    let password = "salasana%3A%20%C3%A4%2F%40";

    let smtp = Smtp::from_url(&url(password, &trusted)).unwrap();
    smtp.send(&full()).await.unwrap();
    let refused = smtp.send(&plain("nobody@example.fi")).await.unwrap_err();
    assert!(matches!(refused, SendError::Permanent { code: 550, .. }), "{refused:?}");
    let later = smtp.send(&plain("busy@example.fi")).await.unwrap_err();
    assert!(matches!(later, SendError::Temporary { code: Some(451), .. }), "{later:?}");

    let unknown_ca = Smtp::from_url(&url(password, "")).unwrap().send(&full()).await.unwrap_err();
    assert!(matches!(unknown_ca, SendError::Temporary { code: None, .. }), "{unknown_ca:?}");
    let wrong = Smtp::from_url(&url("wrong", &trusted)).unwrap().send(&full()).await.unwrap_err();
    assert!(matches!(wrong, SendError::Temporary { code: Some(535), .. }), "{wrong:?}");

    let json = std::fs::read(dir.path().join("home/001.smtpd.json")).unwrap();
    let read: serde_json::Value = serde_json::from_slice(&json).unwrap();
    assert_eq!(read["defects"].as_array().unwrap().len(), 0, "{read}");
    assert_eq!(read["subject"], full().subject);
    assert_eq!(read["from"][0], full().from.name);
    assert_eq!(read["to"], full().to.name);
    assert_eq!(read["message_id"], full().message_id);
    assert_eq!(read["auto_submitted"], "auto-generated");
    let shape = [
        "multipart/mixed",
        "multipart/alternative",
        "text/plain",
        "text/html",
        "text/calendar",
        "application/pdf",
        "application/ics",
    ];
    assert_eq!(read["shape"], serde_json::json!(shape));
    let parts = &read["parts"];
    assert_eq!(
        parts[0]["content"].as_str().unwrap().replace("\r\n", "\n").trim_end(),
        full().text.trim_end()
    );
    assert_eq!(parts[2]["method"], "REQUEST");
    assert_eq!(parts[2]["content"].as_str().unwrap().replace("\r\n", "\n"), ICS.replace("\r\n", "\n"));
    assert_eq!(parts[3]["name"], full().attachments[0].name);
    assert_eq!(parts[4]["name"], "invite.ics");
    for part in parts.as_array().unwrap() {
        assert_eq!(part["defects"].as_array().unwrap().len(), 0, "{part}");
    }
    assert!(!dir.path().join("home/002.smtpd.json").exists());
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_sent_through_smtp_is_fetched_through_imap() {
    let Some(python) = python_with_aiosmtpd() else { return };
    let dir = tempfile::tempdir().unwrap();
    let maildir = maildir(dir.path());
    let port = free_port();
    let _smtpd = smtpd(&python, port, dir.path(), &maildir);
    certificates(dir.path());
    let Some(imap) = dovecot::start(dir.path(), &[]) else { return };
    Smtp::from_url(&format!("smtp://127.0.0.1:{port}")).unwrap().send(&full()).await.unwrap();
    let url = format!("imap://talkoot:sala%20sana%2F%40@127.0.0.1:{}/INBOX", imap.imap);
    let all = Inbox::from_url(&url).unwrap().fetch_new().await.unwrap();
    let [one] = all.as_slice() else { panic!("{all:?}") };
    assert_eq!(one.message_id.as_deref(), Some(full().message_id.as_str()));
    assert_eq!(one.subject, full().subject);
    assert_eq!(one.calendar_parts, [ICS.as_bytes()]);
    assert!(one.auto_submitted && one.error.is_none());
    assert_eq!(one.text.replace("\r\n", "\n"), full().text.trim());
}

#[tokio::test(flavor = "multi_thread")]
async fn broken_mail_does_not_hide_the_rest_and_what_is_done_goes_away() {
    let dir = tempfile::tempdir().unwrap();
    let ca = certificates(dir.path());
    let maildir = maildir(dir.path());
    let Some(imap) = dovecot::start(dir.path(), &[]) else { return };
    deliver(&maildir, "1", reply("first").as_bytes());
    deliver(&maildir, "2", b"\xff\xfe\x00 no mail at all");
    deliver(&maildir, "3", b"");
    deliver(&maildir, "4", reply("last").as_bytes());
    let trusted = format!("ca={}", ca.display());
    let urls = [
        format!("imaps://talkoot:sala%20sana%2F%40@127.0.0.1:{}/INBOX?{trusted}", imap.imaps),
        format!("imap://talkoot:sala%20sana%2F%40@127.0.0.1:{}?tls=required&{trusted}", imap.imap),
    ];
    let inbox = Inbox::from_url(&urls[0]).unwrap();
    let all = inbox.fetch_new().await.unwrap();
    assert_eq!(subjects(&all), ["first", "", "", "last"]);
    let errors: Vec<_> = all.iter().map(|i| i.error.clone()).collect();
    assert_eq!((&errors[0], &errors[3]), (&None, &None));
    assert_eq!(
        (&errors[1], &errors[2]),
        (&Some(IncomingError::NotAMessage), &Some(IncomingError::NotAMessage))
    );
    assert_eq!(all[3].calendar_parts, [ICS.as_bytes()]);

    // Nothing is done until it is said, on whichever connection.
    assert_eq!(inbox.fetch_new().await.unwrap(), all);
    inbox.done(&[all[0].key, all[1].key]).await.unwrap();
    let by_starttls = Inbox::from_url(&urls[1]).unwrap();
    let rest = by_starttls.fetch_new().await.unwrap();
    assert_eq!(rest, all[2..]);
    // Saying it twice is no error, and the folder is there already.
    by_starttls.done(&[all[0].key, all[2].key, all[3].key]).await.unwrap();
    assert!(inbox.fetch_new().await.unwrap().is_empty());
    let processed = Inbox::from_url(&urls[0].replace("/INBOX", "/Processed")).unwrap();
    assert_eq!(subjects(&processed.fetch_new().await.unwrap()), ["first", "", "", "last"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_without_move_or_a_folder_serves_as_well() {
    for lacking in ["MOVE", "UIDPLUS"] {
        let dir = tempfile::tempdir().unwrap();
        certificates(dir.path());
        let maildir = maildir(dir.path());
        let Some(imap) = dovecot::start(dir.path(), &[lacking]) else { return };
        deliver(&maildir, "1", reply("first").as_bytes());
        deliver(&maildir, "2", reply("second").as_bytes());
        let url = format!("imap://talkoot:sala%20sana%2F%40@127.0.0.1:{}", imap.imap);
        let inbox = Inbox::from_url(&url).unwrap();
        let all = inbox.fetch_new().await.unwrap();
        inbox.done(&[all[0].key]).await.unwrap();
        assert_eq!(subjects(&inbox.fetch_new().await.unwrap()), ["second"]);

        let marking = Inbox::from_url(&format!("{url}?processed=")).unwrap();
        assert_eq!(subjects(&marking.fetch_new().await.unwrap()), ["second"]);
        marking.done(&[all[1].key]).await.unwrap();
        assert!(marking.fetch_new().await.unwrap().is_empty());
        assert_eq!(subjects(&inbox.fetch_new().await.unwrap()), ["second"]);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_mailbox_that_cannot_be_read_says_why() {
    let dir = tempfile::tempdir().unwrap();
    certificates(dir.path());
    let maildir = maildir(dir.path());
    let Some(imap) = dovecot::start(dir.path(), &[]) else { return };
    deliver(&maildir, "1", reply("first").as_bytes());
    let failed = async |url: &str| Inbox::from_url(url).unwrap().fetch_new().await.unwrap_err();
    let right = format!("imap://talkoot:sala%20sana%2F%40@127.0.0.1:{}", imap.imap);
    let wrong = failed(&right.replace("sala", "sula")).await;
    assert!(matches!(wrong, InboxError::Login(_)), "{wrong:?}");
    let nowhere = failed(&format!("{right}/Nowhere")).await;
    assert!(matches!(nowhere, InboxError::Refused(_)), "{nowhere:?}");
    let closed = failed(&format!("imap://a:b@127.0.0.1:{}", free_port())).await;
    assert!(matches!(closed, InboxError::Connection(_)), "{closed:?}");
    let untrusted = failed(&format!("imaps://talkoot:x@127.0.0.1:{}", imap.imaps)).await;
    assert!(matches!(untrusted, InboxError::Connection(_)), "{untrusted:?}");

    let inbox = Inbox::from_url(&right).unwrap();
    let mut key = inbox.fetch_new().await.unwrap()[0].key;
    key.validity += 1;
    let renumbered = inbox.done(&[key]).await.unwrap_err();
    assert!(matches!(renumbered, InboxError::Renumbered), "{renumbered:?}");
    assert_eq!(inbox.fetch_new().await.unwrap().len(), 1);
}
