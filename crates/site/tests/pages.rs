//! The pages of the site, on both stores: nobody, the wrong role, the right role, bad input, another tenant.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test may stop")]

mod common;

use common::{features, letter};
use kit::Lang;
use site::tray::{self, NewStray, Reason};
use testkit::{TestApp, on_both};

#[tokio::test]
async fn the_front_page_tells_what_was_agreed_and_when_one_meets_in_three_languages() {
    on_both(features, async |t| {
        for (lang, heading) in [
            ("fi", "Mitä on päätetty ja linjattu"),
            ("sv", "Vad som har beslutats"),
            ("en", "What has been decided"),
        ] {
            let page = t.nobody().get(&format!("/{lang}")).await;
            assert_eq!(page.status, 200, "{}", page.text);
            assert!(page.text.contains(heading), "{}", page.text);
            assert!(page.text.contains("Lähijunaliikenteen esiselvitys"), "{}", page.text);
            assert!(page.text.contains(&format!("href=\"/{lang}/decisions/1\"")), "{}", page.text);
            assert!(page.text.contains("datetime=\"2021-10-21\""), "{}", page.text);
            assert!(page.text.contains(&format!("<html lang=\"{lang}\">")), "{}", page.text);
        }
    })
    .await;
}

#[tokio::test]
async fn a_date_that_nobody_knows_is_a_question_mark_and_stands_last() {
    on_both(features, async |t| {
        let page = t.nobody().get("/fi").await.text;
        let dated = page.find("Lähijunaliikenteen").expect("the dated one");
        let undated = page.find("Turvallisuuspilotti").expect("the undated one");
        assert!(dated < undated);
        assert!(page.contains("<b>?</b><span>ei tiedossa</span>"), "{page}");
        assert!(page.contains("Päättäjä ei ole lähteessä"), "the reason of the doubt is told: {page}");
        assert!(!page.contains("Keskusteltiin vain"), "what was only discussed is no decision");
    })
    .await;
}

#[tokio::test]
async fn what_is_not_public_stands_on_nobodys_front_page() {
    on_both(features, async |t| {
        assert!(!t.nobody().get("/fi").await.text.contains("Sisäinen valmistelu"));
        assert!(t.coordinator().await.get("/fi").await.text.contains("Sisäinen valmistelu"));
    })
    .await;
}

#[tokio::test]
async fn the_root_goes_to_the_language_that_the_browser_wishes() {
    on_both(features, async |t| {
        let request = axum::http::Request::get("/")
            .header("accept-language", "sv-FI, fi;q=0.5")
            .body(axum::body::Body::empty())
            .unwrap();
        let reply = t.nobody().send(request).await;
        assert_eq!((reply.status, reply.location()), (303, "/sv/"));
        assert_eq!(t.nobody().get("/").await.location(), "/fi/");
    })
    .await;
}

#[tokio::test]
async fn the_front_page_of_another_region_lists_its_own_municipalities() {
    on_both(features, async |t| {
        let page = t.at_host("keski-suomi.localhost").get("/fi").await.text;
        assert!(page.contains("Jyväskylä") && !page.contains("Heinola"), "{page}");
    })
    .await;
}

async fn stray(t: &TestApp, subject: &str) -> tray::Stray {
    let mut tx = t.tx().await;
    let new = NewStray {
        from_name: "Joku Muu".into(),
        from_address: "joku@example.org".into(),
        subject: subject.into(),
        text: "En pääse <b>paikalle</b>.".into(),
        answer: Some("DECLINED".into()),
        reason: Reason::Unknown,
    };
    let row = tray::put(&mut tx, new).await.unwrap();
    tx.commit().await.unwrap();
    row
}

#[tokio::test]
async fn the_tray_is_seen_to_by_the_coordinator_once() {
    on_both(features, async |t| {
        let row = stray(&t, "Kokous 13.10.").await;
        let path = format!("/fi/tray/{}", row.id);
        assert_eq!(t.nobody().get("/fi/tray").await.status, 303);
        assert_eq!(t.admin().await.get("/fi/tray").await.status, 403);
        assert_eq!(t.nobody().post(&path, &[("version", "1")]).await.status, 403);
        assert_eq!(t.admin().await.post(&path, &[("version", "1")]).await.status, 403);

        let coordinator = t.coordinator().await;
        let page = coordinator.get("/fi/tray").await;
        assert_eq!(page.status, 200);
        assert!(page.text.contains("Joku Muu &#60;joku@example.org&#62;"), "{}", page.text);
        assert!(page.text.contains("ei tule"), "{}", page.text);
        assert!(!page.text.contains("<b>paikalle</b>"), "what a stranger wrote is text: {}", page.text);
        let once = page.field("once").unwrap();

        assert_eq!(coordinator.post(&path, &[("version", "7"), ("once", &once)]).await.status, 409);
        let done = coordinator.post(&path, &[("version", "1"), ("once", &once)]).await;
        assert!(done.status == 303 && done.location().starts_with("/fi/tray?undo="), "{}", done.location());
        assert_eq!(coordinator.post(&path, &[("version", "2"), ("once", &once)]).await.status, 409);
        assert!(coordinator.get("/fi/tray").await.text.contains("Lokero on tyhjä"));
        assert!(tray::open(t.app.db(), t.tenant.id).await.unwrap().is_empty());

        let nowhere = format!("/fi/tray/{}", uuid::Uuid::nil());
        assert_eq!(coordinator.post(&nowhere, &[("version", "1")]).await.status, 404);
        assert_eq!(coordinator.post_raw(&path, &[("version", "2")]).await.status, 403, "forged");
    })
    .await;
}

#[tokio::test]
async fn a_session_of_one_region_opens_no_tray_of_another() {
    on_both(features, async |t| {
        let row = stray(&t, "Kokous").await;
        let elsewhere = t.coordinator().await.at("keski-suomi.localhost");
        assert_eq!(elsewhere.get("/fi/tray").await.status, 303, "there it is nobody");
        assert_eq!(elsewhere.post(&format!("/fi/tray/{}", row.id), &[("version", "1")]).await.status, 403);
    })
    .await;
}

#[tokio::test]
async fn each_letter_reads_as_its_receiver_sees_it() {
    on_both(features, async |t| {
        let mut tx = t.tx().await;
        let id = letter(&mut tx).await;
        tx.noted("test", id, "posted", &[]);
        tx.commit().await.unwrap();
        for lang in Lang::ALL {
            let list = t.nobody().get(&format!("/{lang}/outbox")).await;
            assert_eq!(list.status, 200);
            assert!(list.text.contains("Kutsu kokoukseen"), "{}", list.text);
            let page = t.nobody().get(&format!("/{lang}/outbox/{id}")).await;
            assert_eq!(page.status, 200, "{}", page.text);
            assert!(page.text.contains("Sysmän kunnanjohtaja &#60;sysma@example.org&#62;"), "{}", page.text);
            assert!(page.text.contains("<strong>Tervetuloa</strong>"), "{}", page.text);
            assert!(page.text.contains("BEGIN:VCALENDAR"), "{}", page.text);
            assert!(!page.text.contains("alert("), "{}", page.text);
        }
        let ics = t.nobody().get(&format!("/fi/outbox/{id}/call.ics")).await;
        assert_eq!((ics.status, ics.text.as_str()), (200, "BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n"));
        let file = format!("/fi/outbox/{id}/files/{}", "0".repeat(64));
        assert_eq!(t.nobody().get(&file).await.status, 404);
        let elsewhere = t.at_host("keski-suomi.localhost");
        assert_eq!(elsewhere.get(&format!("/fi/outbox/{id}")).await.status, 404);
        assert_eq!(elsewhere.get(&format!("/fi/outbox/{id}/call.ics")).await.status, 404);
        assert_eq!(t.nobody().get(&format!("/fi/outbox/{}", uuid::Uuid::nil())).await.status, 404);
    })
    .await;
}

#[tokio::test]
async fn an_empty_outbox_says_what_to_do() {
    on_both(features, async |t| {
        assert!(t.nobody().get("/fi/outbox").await.text.contains("Lähetä kokouskutsu"));
    })
    .await;
}

#[tokio::test]
async fn machines_are_told_what_to_read_and_what_not() {
    on_both(features, async |t| {
        let robots = t.nobody().get("/robots.txt").await;
        assert!(robots.text.contains("Disallow: /*/search") && robots.text.contains("/sitemap.xml"));
        let map = t.nobody().get("/sitemap.xml").await;
        assert_eq!(map.headers["content-type"], "application/xml; charset=utf-8");
        assert!(map.text.contains("<loc>http://localhost/sv</loc>"), "{}", map.text);
        assert!(!map.text.contains("desk"), "what is for staff is not listed: {}", map.text);
    })
    .await;
}
