use record::actions::Owner;
use testkit::on_both;

use crate::common::{action, desk, features, letters, remind, submit};

#[tokio::test]
async fn a_narrowed_list_leads_to_where_it_is_kept_with_its_address_and_a_name() {
    on_both(features, async |t| {
        let one = t.coordinator().await;
        for (path, kept) in [
            ("/fi/actions?due=late", "path=%2Factions%3Fdue%3Dlate&name=Toimenpiteet"),
            ("/fi/decisions?year=2013&q=", "path=%2Fdecisions%3Fyear%3D2013%26q%3D&name="),
            ("/fi/matters?q=juna", "path=%2Fmatters%3Fq%3Djuna&name=Asiat"),
            ("/fi/meetings?year=2014", "path=%2Fmeetings%3Fyear%3D2014&name=Kokoukset"),
            ("/fi/search?q=juna", "path=%2Fsearch%3Fq%3Djuna&name=juna"),
        ] {
            let page = one.get(path).await.text.replace("&#38;", "&").replace("&amp;", "&");
            assert!(page.contains(&format!("/fi/desk/searches?{kept}")), "{path}: {page}");
            assert!(!t.nobody().get(path).await.text.contains("/desk/searches"), "{path}");
        }
        let plain = one.get("/fi/actions?due=&body=").await.text;
        assert!(!plain.contains("Tallenna tämä haku"), "nothing has been narrowed");
        let page = one.get("/fi/desk/searches?path=/actions?due%3Dlate&name=Toimenpiteet").await.text;
        assert!(page.contains("value=\"Toimenpiteet\""), "{page}");
    })
    .await;
}

#[tokio::test]
async fn reminders_by_mail_go_as_often_as_the_person_has_chosen_in_the_own_profile() {
    on_both(features, async |t| {
        let body = t.body("kuntajohtajakokous").await;
        let doer = t.seat(body.id, "member", None, "Selvittäjä").await;
        let client = t.sign_in(doer.id).await;
        let due = Some(jiff::civil::date(2021, 10, 12));
        let one = action(&t, &body, "Pyydä tarjous", Owner::Person(doer.id), due).await;
        let two = action(&t, &body, "Kysy hinta", Owner::Person(doer.id), due).await;
        let profile = client.get("/fi/profile").await.text;
        assert!(profile.contains("Muistutukset sähköpostiin") && profile.contains("Jokainen muistutus"));
        let coordinator = t.coordinator().await;
        let wishes = [("none", 0, 0), ("daily", 1, 0), ("each", 1, 1)];
        for (version, (wish, first, second)) in (doer.version..).zip(wishes) {
            t.set_now(match wish {
                "none" => "2021-10-13T07:00:00Z",
                "daily" => "2021-10-14T07:00:00Z",
                _ => "2021-10-15T07:00:00Z",
            });
            let client = t.sign_in(doer.id).await;
            let coordinator = if wish == "none" { &coordinator } else { &t.coordinator().await };
            let fields = [("lang", "fi"), ("reminders", wish), ("version", &version.to_string())];
            assert_eq!(submit(&client, "/fi/profile", &fields).await.status, 303, "{wish}");
            for (id, expected) in [(one.id, first), (two.id, second)] {
                let before = letters(&t, "action", id).await.len();
                let sent = remind(coordinator, "record-person", id).await;
                assert!(sent.location().starts_with(&format!("/fi/desk?reminded={expected}")), "{wish}");
                assert_eq!(letters(&t, "action", id).await.len() - before, expected, "{wish}");
            }
        }
        let bad = [("lang", "fi"), ("reminders", "hourly"), ("version", "4")];
        assert_eq!(submit(&t.sign_in(doer.id).await, "/fi/profile", &bad).await.status, 422);
    })
    .await;
}

#[tokio::test]
async fn a_search_is_saved_by_its_address_shown_to_its_owner_alone_and_comes_back_by_undo() {
    on_both(features, async |t| {
        let (one, two) = (t.coordinator().await, t.coordinator().await);
        let save = [("name", "Myöhässä"), ("path", "http://localhost/sv/actions?due=late&body=x")];
        assert_eq!(submit(&one, "/fi/desk/searches", &save).await.status, 303);
        let page = desk(&one).await;
        assert!(
            page.contains("href=\"/fi/actions?due=late&#38;body=x\"")
                || page.contains("/fi/actions?due=late&amp;body=x"),
            "{page}"
        );
        assert!(!desk(&two).await.contains("due=late"), "personal");
        for bad in ["https://example.org/fi/actions", "javascript:alert(1)", "actions", ""] {
            let reply = submit(&one, "/fi/desk/searches", &[("name", "Nimi tässä"), ("path", bad)]).await;
            assert_eq!(reply.status, 422, "{bad}");
            assert!(reply.text.contains("Nimi tässä"), "what was typed stays");
        }
        let list = one.get("/fi/desk/searches").await.text;
        let id = list.split("/fi/desk/searches/").nth(1).unwrap().split('/').next().unwrap().to_owned();
        assert_eq!(submit(&two, &format!("/fi/desk/searches/{id}/remove"), &[]).await.status, 404);
        let gone = submit(&one, &format!("/fi/desk/searches/{id}/remove"), &[]).await;
        assert_eq!(gone.location(), format!("/fi/desk/searches?removed={id}"));
        let page = one.get(&format!("/fi/desk/searches?removed={id}")).await.text;
        assert!(page.contains("Kumoa"), "{page}");
        assert!(!desk(&one).await.contains("due=late"));
        assert_eq!(submit(&one, &format!("/fi/desk/searches/{id}/restore"), &[]).await.status, 303);
        assert!(desk(&one).await.contains("due=late"));
        assert_eq!(
            one.at("keski-suomi.localhost").get("/fi/desk").await.status,
            303,
            "another region knows nobody"
        );
    })
    .await;
}
