//! Logo and colours, own words, days off, one's own picture.

use people::house;
use testkit::on_both;

use crate::common::{Sends, admin, features};

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

#[tokio::test]
async fn how_a_body_works_becomes_a_template_of_the_regions_own() {
    on_both(features, async |t| {
        let admin = admin(&t).await;
        let body = t.body("turvaryhma").await;
        let mut tx = t.tx().await;
        let after = people::bodies::Body { quorum: "half".into(), conflict_step: true, ..body.clone() };
        people::bodies::update(&mut tx, &body, after).await.unwrap();
        tx.commit().await.unwrap();
        let path = "/fi/admin/bodies/templates";
        let keep = [("kept_body", "turvaryhma"), ("kept_name", "Valmiusryhmä")];
        assert_eq!(t.coordinator().await.act(path, &keep).await.status, 403);
        for (body, name) in [("", "Valmiusryhmä"), ("eiole", "Valmiusryhmä"), ("turvaryhma", "")] {
            let bad = admin.act(path, &[("kept_body", body), ("kept_name", name)]).await;
            assert_eq!(bad.status, 422, "{body} {name}");
            assert!(bad.text.contains(name), "what was typed stays");
        }
        assert_eq!(admin.act(path, &keep).await.status, 303);
        let twice = admin.act(path, &keep).await;
        assert_eq!(twice.status, 422);
        assert!(twice.text.contains("Malli Valmiusryhmä on jo olemassa"), "{}", twice.text);
        let page = admin.get("/fi/admin/bodies").await.text;
        let id = page.split("/bodies/templates/").nth(1).unwrap().split('/').next().unwrap().to_owned();
        // A body that is founded from it works as the first one did when the template was made.
        let field = format!("name_{id}");
        let found = [("template", id.as_str()), (field.as_str(), "Öljyntorjuntaryhmä")];
        assert_eq!(t.coordinator().await.act("/fi/admin/bodies", &found).await.status, 303);
        let made =
            people::bodies::by_key(t.app.db(), t.tenant.id, "oljyntorjuntaryhma").await.unwrap().unwrap();
        assert_eq!((made.quorum.as_str(), made.conflict_step), ("half", true));
        let remove = format!("{path}/{id}/remove");
        assert_eq!(t.coordinator().await.act(&remove, &[]).await.status, 403);
        assert_eq!(t.at_host("keski-suomi.localhost").act(&remove, &[]).await.status, 403);
        let gone = admin.act(&remove, &[]).await;
        assert!(gone.location().starts_with("/fi/admin/bodies?undo="), "{}", gone.location());
        assert_eq!(admin.act(&remove, &[]).await.status, 404);
        let undo = gone.location().split("undo=").nth(1).unwrap().split('#').next().unwrap().to_owned();
        assert_eq!(admin.act(&format!("/fi/undo/{undo}"), &[]).await.status, 303);
        assert!(admin.get("/fi/admin/bodies").await.text.contains("Poista malli: Valmiusryhmä"));
    })
    .await;
}
