//! The mail server, the letter that tries it, and letters that did not arrive.

use setup::post;
use store::outbox::{self, Body, Letter, Outcome};
use testkit::on_both;
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::TcpListener;

use crate::common::{Sends, admin, features};

/// A mail server that takes every letter, or says `refusal` where it should take the sender; it gives the letters.
async fn mail_server(refusal: Option<&'static str>) -> (u16, tokio::sync::mpsc::UnboundedReceiver<String>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let (give, letters) = tokio::sync::mpsc::unbounded_channel();
    tokio::spawn(async move {
        while let Ok((line, _)) = listener.accept().await {
            let (read, mut write) = line.into_split();
            let mut lines = BufReader::new(read).lines();
            let _gone = write.write_all(b"220 test\r\n").await;
            let mut data: Option<String> = None;
            while let Ok(Some(said)) = lines.next_line().await {
                let answer = match (&mut data, said.as_str()) {
                    (Some(letter), ".") => {
                        let _nobody_waits = give.send(std::mem::take(letter));
                        data = None;
                        "250 taken"
                    }
                    (Some(letter), more) => {
                        letter.push_str(more);
                        letter.push('\n');
                        continue;
                    }
                    (None, "DATA") => {
                        data = Some(String::new());
                        "354 go on"
                    }
                    (None, said) if said.starts_with("MAIL") => refusal.unwrap_or("250 ok"),
                    (None, _) => "250 ok",
                };
                let _gone = write.write_all(format!("{answer}\r\n").as_bytes()).await;
            }
        }
    });
    (port, letters)
}

fn server<'a>(port: &'a str, changes: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let all = [
        ("host", "127.0.0.1"),
        ("port", port),
        ("protection", "none"),
        ("mail_from", "talkoot@liitto.example.fi"),
        ("base_url", "https://talkoot.example.fi"),
        ("version", "0"),
        ("test", "1"),
    ];
    let kept = all.into_iter().filter(|(n, _)| !changes.iter().any(|(c, _)| c == n));
    kept.chain(changes.iter().copied()).collect()
}

#[tokio::test]
async fn a_real_letter_tries_the_settings_and_the_answer_is_told_in_words() {
    on_both(features, async |t| {
        let admin = admin(&t).await;
        let (port, mut letters) = mail_server(None).await;
        let saved = admin.act("/fi/admin/mail", &server(&port.to_string(), &[])).await;
        assert_eq!(saved.status, 303, "{}", saved.text);
        let letter = letters.recv().await.unwrap();
        assert!(
            letter.contains("talkoot@liitto.example.fi") && letter.contains("ylva-yllapitaja@example.org")
        );
        let page = admin.get("/fi/admin/mail").await;
        assert!(page.text.contains("Koekirje lähti 13.10.2021"), "{}", page.text);
        let tenant = people::tenants::get(t.app.db(), t.tenant.id).await.unwrap().unwrap();
        assert_eq!(tenant.base_url, "https://talkoot.example.fi");
        // What does not work says what to look at.
        let closed = TcpListener::bind("127.0.0.1:0").await.unwrap().local_addr().unwrap().port().to_string();
        let changes = [("version", "2"), ("port", closed.as_str())];
        let version = page.field("version").unwrap();
        let changes = [("version", version.as_str()), changes[1]];
        assert_eq!(admin.act("/fi/admin/mail", &server("", &changes)).await.status, 303);
        let page = admin.get("/fi/admin/mail").await;
        assert!(page.text.contains("palvelin ei vastaa tässä portissa"), "{}", page.text);
        let (port, _letters) = mail_server(Some("550 no such sender")).await;
        let version = page.field("version").unwrap();
        let port = port.to_string();
        let changes = [("version", version.as_str()), ("port", port.as_str())];
        admin.act("/fi/admin/mail", &server("", &changes)).await;
        let page = admin.get("/sv/admin/mail").await;
        assert!(page.text.contains("Koekirje") && page.text.contains("vastaanottajaa"), "{}", page.text);
        let stale = admin.act("/fi/admin/mail", &server(&port, &[])).await;
        assert_eq!(stale.status, 409, "an old version");
    })
    .await;
}

#[tokio::test]
async fn a_mail_servers_secret_is_kept_and_never_shown() {
    on_both(features, async |t| {
        let admin = admin(&t).await;
        let first = [("login", "me"), ("secret", "hush-hush"), ("protection", "starttls"), ("test", "")];
        let first: Vec<_> = first.into_iter().chain([("host", "mail.example.fi")]).collect();
        assert_eq!(admin.act("/fi/admin/mail", &server("587", &first)).await.status, 303);
        let page = admin.get("/fi/admin/mail").await;
        assert!(!page.text.contains("hush-hush"));
        let kept = post::of(t.app.db(), t.tenant.id).await.unwrap().unwrap();
        assert_eq!(kept.secret, "hush-hush");
        // An empty secret keeps the old one, but never sends it to another server.
        let version = page.field("version").unwrap();
        let same = [
            ("login", "me"),
            ("secret", ""),
            ("protection", "tls"),
            ("test", ""),
            ("host", "mail.example.fi"),
            ("version", version.as_str()),
        ];
        assert_eq!(admin.act("/fi/admin/mail", &server("465", &same)).await.status, 303);
        let kept = post::of(t.app.db(), t.tenant.id).await.unwrap().unwrap();
        assert_eq!((kept.secret.as_str(), kept.protection.as_str()), ("hush-hush", "tls"));
        let other = [
            ("login", "me"),
            ("secret", ""),
            ("host", "evil.example"),
            ("protection", "tls"),
            ("version", "2"),
        ];
        let refused = admin.act("/fi/admin/mail", &server("465", &other)).await;
        assert_eq!(refused.status, 422);
        for (field, value) in [
            ("host", "x@y"),
            ("host", ""),
            ("port", "99999"),
            ("mail_from", "nobody"),
            ("base_url", "javascript:x"),
        ] {
            let reply = admin.act("/fi/admin/mail", &server("25", &[(field, value)])).await;
            assert_eq!(reply.status, 422, "{field}");
        }
        let plain = [("login", "me"), ("secret", "x"), ("host", "mail.example.fi")];
        assert_eq!(admin.act("/fi/admin/mail", &server("25", &plain)).await.status, 422);
        for client in [t.coordinator().await, t.nobody()] {
            assert!([303, 403].contains(&client.get("/fi/admin/mail").await.status));
            assert_eq!(client.act("/fi/admin/mail", &server("25", &[])).await.status, 403);
        }
    })
    .await;
}

#[tokio::test]
async fn a_letter_that_did_not_arrive_is_shown_and_goes_again() {
    on_both(features, async |t| {
        let admin = admin(&t).await;
        let tx = t.tx().await;
        let letter = Letter {
            to_name: "Aino".into(),
            to_address: "aino@wrong.example.fi".into(),
            subject: "Kokouskutsu".into(),
            body: Body::default(),
            about: ("meeting", uuid::Uuid::now_v7()),
        };
        let id = outbox::post(&tx, letter).await.unwrap();
        tx.commit_quietly().await.unwrap();
        let lease = jiff::SignedDuration::from_mins(1);
        outbox::take(t.app.store(), t.app.now(), lease, 9).await.unwrap();
        outbox::settle(t.app.store(), id, t.app.now(), Outcome::Failed("550 no such user".into()))
            .await
            .unwrap();
        let page = admin.get("/fi/admin/mail").await;
        assert!(page.text.contains("550 no such user") && page.text.contains("ei mennyt perille"));
        let path = format!("/fi/admin/mail/letters/{id}");
        assert_eq!(admin.act(&path, &[("to", "nonsense")]).await.status, 422);
        assert_eq!(admin.act(&path, &[("to", "aino@right.example.fi")]).await.status, 303);
        let posted = outbox::get(t.app.db(), t.tenant.id, id).await.unwrap().unwrap();
        assert_eq!((posted.state.as_str(), posted.to_address.as_str()), ("waiting", "aino@right.example.fi"));
        assert_eq!(outbox::take(t.app.store(), t.app.now(), lease, 9).await.unwrap().len(), 1);
        outbox::settle(t.app.store(), id, t.app.now(), Outcome::Sent).await.unwrap();
        assert_eq!(admin.act(&path, &[]).await.status, 409, "it has gone");
        let elsewhere = format!("/fi/admin/mail/letters/{}", uuid::Uuid::now_v7());
        assert_eq!(admin.act(&elsewhere, &[]).await.status, 404);
    })
    .await;
}
