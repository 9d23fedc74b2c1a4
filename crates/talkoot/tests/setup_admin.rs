//! The administrator's settings: mail, colleagues, look, words, days off.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test may stop")]

use page::Feature;
use people::{house, persons};
use setup::post;
use store::outbox::{self, Body, Letter, Outcome};
use testkit::{Client, Reply, TestApp, on_both};
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::TcpListener;

fn features() -> Vec<Feature> {
    vec![
        people::feature(),
        signin::feature(),
        record::feature(),
        meetings::feature(),
        site::feature(),
        setup::feature(),
    ]
}

/// Sends forms as pages make them: each with a key of its own.
trait Sends {
    async fn act(&self, path: &str, fields: &[(&str, &str)]) -> Reply;
    async fn send_file(&self, path: &str, fields: &[(&str, &str)], file: (&str, &str, &[u8])) -> Reply;
}

impl Sends for Client {
    async fn act(&self, path: &str, fields: &[(&str, &str)]) -> Reply {
        let once = uuid::Uuid::now_v7().to_string();
        let mut all = vec![("once", once.as_str())];
        all.extend_from_slice(fields);
        self.post(path, &all).await
    }

    async fn send_file(&self, path: &str, fields: &[(&str, &str)], file: (&str, &str, &[u8])) -> Reply {
        let once = uuid::Uuid::now_v7().to_string();
        let mut all = vec![("once", once.as_str())];
        all.extend_from_slice(fields);
        self.upload(path, &all, file).await
    }
}

/// An administrator with an address.
async fn admin(t: &TestApp) -> Client {
    let person = t.person("Ylva Ylläpitäjä").await;
    let mut tx = t.tx().await;
    let day = jiff::civil::date(2020, 1, 1);
    persons::grant(&mut tx, person.id, kit::Role::Admin, None, None, day).await.unwrap();
    tx.commit().await.unwrap();
    t.sign_in(person.id).await
}

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

/// The link in the newest letter of the outbox.
async fn link(t: &TestApp) -> String {
    let letters = outbox::list(t.app.db(), t.tenant.id, 1).await.unwrap();
    let text = &letters[0].body.0.text;
    let at = text.find("/invite/").unwrap_or_else(|| panic!("{text}"));
    text[at - 3..].split_whitespace().next().unwrap().to_owned()
}

const INVITED: [(&str, &str); 4] = [
    ("name", "Kalle Kollega"),
    ("email", "Kalle@liitto.example.fi"),
    ("role", "coordinator"),
    ("lang", "sv"),
];
const PASSWORDS: [(&str, &str); 2] =
    [("password", "correct horse battery"), ("again", "correct horse battery")];

#[tokio::test]
async fn a_colleague_comes_in_by_a_pressed_button_and_only_once() {
    on_both(features, async |t| {
        let admin = admin(&t).await;
        assert_eq!(admin.act("/fi/admin/colleagues", &INVITED).await.status, 303);
        let link = link(&t).await;
        assert!(link.starts_with("/sv/invite/"), "{link}");
        let nobody = t.nobody();
        for _scanner in 0..3 {
            let page = nobody.get(&link).await;
            assert_eq!(page.status, 200);
            assert!(page.text.contains("Kalle Kollega"), "{}", page.text);
        }
        let none = persons::by_email(t.app.db(), t.tenant.id, "kalle@liitto.example.fi").await.unwrap();
        assert!(none.is_none(), "opening the link does nothing");
        assert_eq!(nobody.act(&link, &[("password", "short"), ("again", "short")]).await.status, 422);
        assert_eq!(nobody.post_raw(&link, &PASSWORDS).await.status, 403, "a form that is not ours");
        let done = nobody.act(&link, &PASSWORDS).await;
        assert_eq!(done.status, 303, "{}", done.text);
        let inside = nobody.keeping(&done);
        assert_eq!(inside.get("/fi/people").await.status, 200);
        assert_eq!(inside.get("/fi/admin").await.status, 403, "a coordinator is no administrator");
        for again in [nobody.get(&link).await, nobody.act(&link, &PASSWORDS).await] {
            assert_eq!(again.status, 409);
            assert!(again.text.contains("redan använd"), "{}", again.text);
        }
        let page = admin.get("/fi/admin/colleagues").await;
        assert!(page.text.contains("hyväksytty"));
        assert_eq!(t.at_host("keski-suomi.localhost").get(&link).await.status, 404);
        assert_eq!(nobody.get("/fi/invite/0000").await.status, 404);
    })
    .await;
}

#[tokio::test]
async fn an_invitation_to_a_wrong_address_is_taken_back_and_an_old_one_sent_again() {
    on_both(features, async |t| {
        let admin = admin(&t).await;
        admin.act("/fi/admin/colleagues", &INVITED).await;
        let first = link(&t).await;
        let twice = admin.act("/fi/admin/colleagues", &INVITED).await;
        assert_eq!(twice.status, 422, "one is open already");
        let page = admin.get("/fi/admin/colleagues").await;
        let at = page.text.find("/back\"").unwrap();
        let action = page.text[..at].rsplit('"').next().unwrap().to_owned();
        let stale = admin.act(&format!("{action}/back"), &[("version", "7")]).await;
        assert_eq!(stale.status, 409);
        // A new letter kills the link of the old one.
        t.set_now("2021-10-20T06:00:00Z");
        let admin = t
            .sign_in(
                persons::by_email(t.app.db(), t.tenant.id, "ylva-yllapitaja@example.org")
                    .await
                    .unwrap()
                    .unwrap()
                    .id,
            )
            .await;
        assert_eq!(admin.act(&format!("{action}/again"), &[("version", "1")]).await.status, 303);
        assert_eq!(t.nobody().get(&first).await.status, 404);
        let second = link(&t).await;
        assert_eq!(t.nobody().get(&second).await.status, 200);
        assert_eq!(admin.act(&format!("{action}/back"), &[("version", "2")]).await.status, 303);
        let dead = t.nobody().act(&second, &PASSWORDS).await;
        assert_eq!(dead.status, 409);
        assert!(dead.text.contains("återtagen"), "{}", dead.text);
        assert_eq!(admin.act(&format!("{action}/again"), &[("version", "3")]).await.status, 409);
        // Its time runs out too.
        t.set_now("2021-10-20T06:00:05Z");
        admin.act("/fi/admin/colleagues", &INVITED).await;
        let third = link(&t).await;
        t.set_now("2021-11-03T06:00:06Z");
        let late = t.nobody().act(&third, &PASSWORDS).await;
        assert_eq!(late.status, 409);
        assert!(late.text.contains("gått ut"), "{}", late.text);
        let none = persons::by_email(t.app.db(), t.tenant.id, "kalle@liitto.example.fi").await.unwrap();
        assert!(none.is_none());
    })
    .await;
}

#[tokio::test]
async fn whoever_has_an_account_gets_the_role_and_keeps_the_password() {
    on_both(features, async |t| {
        let admin = admin(&t).await;
        let known = t.person("Outi Olemassa").await;
        let mut tx = t.tx().await;
        signin::accounts::create(&mut tx, known.id, "outi", "another long password").await.unwrap();
        tx.commit().await.unwrap();
        let fields =
            [("name", "Joku Muu"), ("email", "outi-olemassa@example.org"), ("role", "admin"), ("lang", "fi")];
        admin.act("/fi/admin/colleagues", &fields).await;
        let link = link(&t).await;
        let page = t.nobody().get(&link).await;
        assert!(page.text.contains("Sinulla on jo tunnus"));
        let done = t.nobody().act(&link, &PASSWORDS).await;
        assert_eq!((done.status, done.location()), (303, "/fi/login"));
        assert!(done.headers.get("set-cookie").is_none(), "the link alone lets nobody in");
        let roles = persons::roles_of(t.app.db(), t.tenant.id, known.id, t.app.today()).await.unwrap();
        assert_eq!(roles, [kit::Role::Admin]);
        let with = |password| [("login", "outi"), ("password", password)];
        assert_eq!(t.nobody().act("/fi/login", &with("another long password")).await.status, 303);
        assert_eq!(t.nobody().act("/fi/login", &with("correct horse battery")).await.status, 422);
        for (field, value) in
            [("role", "chair"), ("role", ""), ("email", "x"), ("name", ""), ("role", "secretary")]
        {
            let mut fields = INVITED.to_vec();
            fields.retain(|(n, _)| *n != field);
            fields.push((field, value));
            assert_eq!(admin.act("/fi/admin/colleagues", &fields).await.status, 422, "{field} {value}");
        }
        assert_eq!(t.coordinator().await.act("/fi/admin/colleagues", &INVITED).await.status, 403);
    })
    .await;
}

#[tokio::test]
async fn logo_and_colours_are_checked_and_then_stand_on_every_page() {
    on_both(features, async |t| {
        let admin = admin(&t).await;
        let svg =
            b"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\"><path d=\"M0 0h9v9z\"/></svg>";
        let bad = b"<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>";
        let good = [("bar", "#123456"), ("act", "#0b5394"), ("version", "0")];
        let refused = admin.send_file("/fi/admin/look", &good, ("logo", "logo.svg", bad)).await;
        assert_eq!(refused.status, 422);
        assert!(refused.text.contains("ei saa olla: script"), "{}", refused.text);
        let refused = admin.send_file("/fi/admin/look", &good, ("logo", "logo.png", b"GIF89a......")).await;
        assert!(refused.text.contains("ei ole PNG- eikä SVG-kuva"));
        let faint = [("bar", "#ffee88"), ("act", "#88bbff"), ("version", "0")];
        let refused = admin.send_file("/fi/admin/look", &faint, ("logo", "logo.svg", svg)).await;
        assert_eq!(refused.status, 422);
        assert!(refused.text.matches("Teksti ei erotu tarpeeksi").count() >= 2);
        let injected = [("bar", "#123456;}body{x"), ("act", "red"), ("version", "0")];
        assert_eq!(admin.send_file("/fi/admin/look", &injected, ("logo", "", b"")).await.status, 422);
        assert_eq!(t.nobody().get("/look/1.css").await.status, 404);
        assert_eq!(admin.send_file("/fi/admin/look", &good, ("logo", "logo.svg", svg)).await.status, 303);
        let front = t.nobody().get("/fi/bodies").await;
        assert!(front.text.contains("<link rel=\"stylesheet\" href=\"/look/1.css\">"), "{}", front.text);
        assert!(!front.text.contains("style=\""));
        let css = t.nobody().get("/look/1.css").await;
        assert_eq!((css.status, css.text.trim()), (200, ":root{--lake-dark:#123456;--lake:#0b5394}"));
        let at = front.text.find("class=\"logo\" src=\"").unwrap() + 18;
        let logo = front.text[at..].split('"').next().unwrap();
        let drawn = t.nobody().get(logo).await;
        assert_eq!(drawn.status, 200);
        assert_eq!(drawn.headers["content-type"], "image/svg+xml");
        assert!(drawn.headers["content-security-policy"].to_str().unwrap().contains("sandbox"));
        assert_eq!(t.at_host("keski-suomi.localhost").get(logo).await.status, 404);
        assert_eq!(
            admin.send_file("/fi/admin/look", &good, ("logo", "", b"")).await.status,
            409,
            "a stale version"
        );
        let next = [("bar", "#123456"), ("act", "#0b5394"), ("version", "1"), ("no_logo", "1")];
        assert_eq!(admin.send_file("/fi/admin/look", &next, ("logo", "", b"")).await.status, 303);
        assert!(!t.nobody().get("/fi/bodies").await.text.contains("class=\"logo\""));
        assert_eq!(
            t.coordinator().await.send_file("/fi/admin/look", &good, ("logo", "", b"")).await.status,
            403
        );
    })
    .await;
}

#[tokio::test]
async fn a_regions_own_words_stand_in_place_of_the_programs() {
    on_both(features, async |t| {
        let admin = admin(&t).await;
        let notice = |version| {
            [
                ("key", "notice-all"),
                ("notice-all-fi", "Huolto <b>lauantaina</b>"),
                ("notice-all-sv", ""),
                ("version", version),
            ]
        };
        assert_eq!(admin.act("/fi/admin/words", &notice("0")).await.status, 303);
        let page = t.nobody().get("/fi/bodies").await;
        assert!(page.text.contains("Huolto &lt;b&gt;lauantaina") || page.text.contains("Huolto &#60;b&#62;"));
        let swedish = t.nobody().get("/sv/bodies").await;
        assert!(swedish.text.contains("<span lang=\"fi\">Huolto"), "words in one language only say so");
        assert!(!t.at_host("keski-suomi.localhost").get("/fi/bodies").await.text.contains("Huolto"));
        let stale = admin.act("/fi/admin/words", &notice("0")).await;
        assert_eq!(stale.status, 409);
        assert!(stale.text.contains("Huolto"), "both versions are there");
        let own = [("key", "signin-lead"), ("signin-lead-fi", "Kysy tunnus liitosta."), ("version", "0")];
        assert_eq!(admin.act("/fi/admin/words", &own).await.status, 303);
        assert!(t.nobody().get("/fi/login").await.text.contains("Kysy tunnus liitosta."));
        assert!(
            !t.nobody().get("/sv/login").await.text.contains("Kysy tunnus"),
            "other languages keep theirs"
        );
        let page = admin.get("/fi/admin/words").await;
        assert!(
            page.text.contains("Julkisten sivujen lukemiseen et tarvitse tunnusta."),
            "what the program says"
        );
        let none = [("key", "signin-lead"), ("version", "1")];
        assert_eq!(admin.act("/fi/admin/words", &none).await.status, 303);
        assert!(!t.nobody().get("/fi/login").await.text.contains("Kysy tunnus"));
        assert_eq!(
            admin.act("/fi/admin/words", &[("key", "error-inside"), ("version", "0")]).await.status,
            400
        );
        let long = "x".repeat(601);
        let fields = [("key", "notice-all"), ("notice-all-fi", long.as_str()), ("version", "1")];
        assert_eq!(admin.act("/fi/admin/words", &fields).await.status, 422);
        assert_eq!(t.coordinator().await.act("/fi/admin/words", &own).await.status, 403);
    })
    .await;
}

#[tokio::test]
async fn a_region_has_days_off_of_its_own() {
    on_both(features, async |t| {
        let admin = admin(&t).await;
        let page = admin.get("/fi/admin/days").await;
        assert!(page.text.contains("6.12.2021") && page.text.contains("itsenäisyyspäivä"), "{}", page.text);
        let day = [("day", "7.12.2021"), ("name", "Virkistyspäivä")];
        assert_eq!(admin.act("/fi/admin/days", &day).await.status, 303);
        assert_eq!(admin.act("/fi/admin/days", &day).await.status, 422, "the same day twice");
        for wrong in [("day", "31.2.2022"), ("day", ""), ("name", "")] {
            let mut fields = day.to_vec();
            fields.retain(|(n, _)| *n != wrong.0);
            fields.push(wrong);
            assert_eq!(admin.act("/fi/admin/days", &fields).await.status, 422, "{wrong:?}");
        }
        let own = house::closed_days(t.app.db(), t.tenant.id).await.unwrap();
        assert_eq!(own.len(), 1);
        let path = format!("/fi/admin/days/{}/open", own[0].id);
        assert_eq!(t.coordinator().await.act(&path, &[]).await.status, 403);
        assert_eq!(admin.act(&path, &[]).await.status, 303);
        assert_eq!(admin.act(&path, &[]).await.status, 404);
        assert!(house::closed_days(t.app.db(), t.tenant.id).await.unwrap().is_empty());
    })
    .await;
}

#[tokio::test]
async fn people_have_a_picture_of_their_own() {
    on_both(features, async |t| {
        let aino = t.person("Aino Aalto").await;
        let inside = t.sign_in(aino.id).await;
        let place = b"Exif\0\0 61.2 N";
        let mut shot = vec![0xff, 0xd8, 0xff, 0xe1, 0, u8::try_from(place.len() + 2).unwrap()];
        shot.extend_from_slice(place);
        shot.extend_from_slice(&[0xff, 0xda, 0, 2, 9, 9, 9, 0xff, 0xd9]);
        let path = "/fi/profile/photo";
        assert_eq!(inside.send_file(path, &[], ("photo", "me.jpg", &shot)).await.status, 303);
        let page = inside.get("/fi/profile").await;
        let at = page.text.find("class=\"portrait\" src=\"").unwrap() + 22;
        let url = page.text[at..].split('"').next().unwrap().to_owned();
        let picture = inside.get(&url).await;
        assert_eq!((picture.status, picture.headers["content-type"].to_str().unwrap()), (200, "image/jpeg"));
        assert!(!picture.bytes.windows(4).any(|w| w == b"Exif"), "where it was taken is gone");
        assert_eq!(t.nobody().get(&url).await.status, 404, "only those signed in see it");
        assert_eq!(t.at_host("keski-suomi.localhost").get(&url).await.status, 404);
        for (name, bytes, words) in [
            ("x.jpg", &b"GIF89a"[..], "ei ole PNG- eikä JPEG-kuva"),
            ("x.jpg", &shot[..20], "Kuva on rikki"),
            ("", &b""[..], "Tämä tieto tarvitaan"),
        ] {
            let refused = inside.send_file(path, &[], ("photo", name, bytes)).await;
            assert_eq!(refused.status, 422);
            assert!(refused.text.contains(words), "{words}: {}", refused.text);
        }
        assert_eq!(t.nobody().send_file(path, &[], ("photo", "me.jpg", &shot)).await.status, 403);
        assert_eq!(inside.act("/fi/profile/photo/remove", &[]).await.status, 303);
        assert_eq!(inside.get(&url).await.status, 404);
    })
    .await;
}
