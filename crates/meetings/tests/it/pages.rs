use assembly::MeetingState;
use kit::{Local, Role, Subject, When};
use meetings::meetings::{self as store_of, NewMeeting};
use people::bodies::Body;
use testkit::{TestApp, on_both};
use uuid::Uuid;

use crate::kit_::*;

#[tokio::test]
async fn nobody_and_the_wrong_role_make_no_meeting_and_the_coordinator_does() {
    on_both(features, async |t| {
        let body = t.body("kuntajohtajakokous").await;
        let nobody = t.nobody();
        assert_eq!(nobody.get("/fi/meetings").await.status, 200);
        assert!(nobody.get("/fi/meetings/new").await.location().starts_with("/fi/login"));
        let member = t.with_role(Role::Member, Some(body.id), None).await;
        assert_eq!(member.get("/fi/meetings/new").await.status, 403);
        let denied = member.post("/fi/meetings/new", &[("body", "kuntajohtajakokous")]).await;
        assert_eq!(denied.status, 403);
        let coordinator = t.coordinator().await;
        for lang in ["fi", "sv", "en"] {
            assert_eq!(coordinator.get(&format!("/{lang}/meetings/new")).await.status, 200);
        }
        let id = meeting(&coordinator, &body).await;
        for lang in ["fi", "sv", "en"] {
            for page in ["", "/edit", "/agenda", "/call", "/items/new"] {
                let reply = coordinator.get(&format!("/{lang}/meetings/{id}{page}")).await;
                assert_eq!(reply.status, 200, "{lang} {page} {}", reply.text);
            }
        }
        for page in ["/edit", "/agenda", "/call", "/items/new"] {
            let path = format!("/fi/meetings/{id}{page}");
            assert!(nobody.get(&path).await.location().starts_with("/fi/login"), "{page}");
            assert_eq!(member.get(&path).await.status, 403, "{page}");
            if page != "/agenda" {
                assert_eq!(member.post(&path, &[]).await.status, 403, "{page}");
            }
        }
    })
    .await;
}

#[tokio::test]
async fn another_region_knows_nothing_of_the_meeting() {
    on_both(features, async |t| {
        let body = t.body("kuntajohtajakokous").await;
        let coordinator = t.coordinator().await;
        let id = meeting(&coordinator, &body).await;
        let there = t.at_host("keski-suomi.localhost");
        for path in [
            format!("/fi/meetings/{id}"),
            format!("/fi/meetings/{id}/edit"),
            "/fi/bodies/kuntajohtajakokous/series".to_owned(),
            "/calendar/kuntajohtajakokous.ics".to_owned(),
        ] {
            assert_eq!(there.get(&path).await.status, 404, "{path}");
        }
        assert!(!there.get("/fi/meetings").await.text.contains(&id.to_string()));
        assert_eq!(t.nobody().get("/fi/meetings/not-an-id").await.status, 404);
    })
    .await;
}

#[tokio::test]
async fn a_wrong_form_keeps_what_was_typed_and_saves_nothing() {
    on_both(features, async |t| {
        t.body("kuntajohtajakokous").await;
        let coordinator = t.coordinator().await;
        let typed = [
            ("body", "kuntajohtajakokous"),
            ("day", "31.2.2021"),
            ("start", "11.00"),
            ("end", "9.00"),
            ("mode", "hybrid"),
            ("place_fi", "Sysmän kunnantalo"),
            ("remote_link", "javascript:alert(1)"),
        ];
        let reply = coordinator.post("/fi/meetings/new", &typed).await;
        assert_eq!(reply.status, 422);
        assert!(reply.text.contains("Sysmän kunnantalo"));
        assert!(reply.text.contains("31.2.2021 ei ole"), "{}", reply.text);
        assert!(reply.text.contains("Päättymisajan pitää olla alkamisajan jälkeen."));
        assert!(reply.text.contains("Linkin pitää alkaa"));
        let all = store_of::list(t.app.db(), t.tenant.id, &store_of::Filter::default(), false, (0, 9)).await;
        assert_eq!(all.unwrap().len(), 0);
        let forged = coordinator.post_raw("/fi/meetings/new", &typed).await;
        assert_eq!(forged.status, 403);
    })
    .await;
}

#[tokio::test]
async fn who_saves_over_a_newer_version_sees_both() {
    on_both(features, async |t| {
        let body = t.body("kuntajohtajakokous").await;
        let coordinator = t.coordinator().await;
        let id = meeting(&coordinator, &body).await;
        let path = format!("/fi/meetings/{id}/edit");
        let fields = |place: &'static str, version: &'static str| {
            [
                ("version", version),
                ("day", "27.10.2021"),
                ("start", "9.00"),
                ("end", "11.30"),
                ("mode", "hybrid"),
                ("place_fi", place),
            ]
        };
        let once = Uuid::new_v4().to_string();
        let mut first = fields("Hollola", "1").to_vec();
        first.push(("once", &once));
        assert_eq!(coordinator.post(&path, &first).await.status, 303);
        assert_eq!(coordinator.post(&path, &first).await.status, 409, "a doubled form");
        let late = coordinator.post(&path, &fields("Heinola", "1")).await;
        assert_eq!(late.status, 409);
        assert!(late.text.contains("Hollola") && late.text.contains("Heinola"));
        assert_eq!(stored(&t, id).await.place.0.fi, "Hollola");
    })
    .await;
}

#[tokio::test]
async fn the_agenda_is_open_after_the_call_and_what_is_secret_only_mentioned() {
    on_both(features, async |t| {
        let body = t.body("kuntajohtajakokous").await;
        t.seat(body.id, "member", None, "Asikkalan johtaja").await;
        let coordinator = t.coordinator().await;
        let id = meeting(&coordinator, &body).await;
        item(&coordinator, id, &[("title_fi", "Tuulivoiman paikat"), ("proposal", "Nimetään edustajat.")])
            .await;
        let secret = [
            ("title_fi", "Varavoiman kohteet"),
            ("publicity", "secret"),
            ("ground", "JulkL 24 § 1 mom. 8 k"),
            ("background", "Kriittiset kohteet"),
        ];
        assert_eq!(item(&coordinator, id, &secret).await.status, 303);
        item(&coordinator, id, &[("title_fi", "Vielä valmisteltava"), ("publicity", "internal")]).await;
        let path = format!("/fi/meetings/{id}");
        let nobody = t.nobody();
        let draft = nobody.get(&path).await;
        assert_eq!(draft.status, 200);
        assert!(!draft.text.contains("Tuulivoiman paikat"), "a draft agenda is not for outsiders");
        assert!(draft.text.contains("varattu") && !draft.text.contains("luonnos"));
        call(&coordinator, id).await;
        let open = nobody.get(&path).await;
        assert!(open.text.contains("Tuulivoiman paikat"));
        assert!(open.text.contains("2. Salassa pidettävä asia"), "{}", open.text);
        assert!(open.text.contains("JulkL 24 § 1 mom. 8 k"));
        assert!(open.text.contains("3. Asia, joka ei ole vielä julkinen"));
        for hidden in ["Varavoiman", "Kriittiset", "Vielä valmisteltava"] {
            assert!(!open.text.contains(hidden), "{hidden}");
        }
        let member = t.with_role(Role::Member, Some(body.id), None).await;
        assert!(member.get(&path).await.text.contains("Varavoiman kohteet"));
        // Somebody of another body is an outsider here.
        let other = t.body("muu-ryhma").await;
        let stranger = t.with_role(Role::Member, Some(other.id), None).await;
        assert!(!stranger.get(&path).await.text.contains("Varavoiman"));
    })
    .await;
}

/// All that outsiders can reach of a meeting.
async fn walk(t: &TestApp, body: &Body, id: Uuid) -> Vec<(String, String)> {
    let nobody = t.nobody();
    let mut all = Vec::new();
    for path in [
        "/fi/meetings".to_owned(),
        format!("/fi/meetings?body={}&year=2021", body.key),
        format!("/fi/meetings/{id}"),
        format!("/sv/meetings/{id}"),
        format!("/fi/meetings/{id}/edit"),
        format!("/fi/meetings/{id}/call"),
        format!("/fi/bodies/{}/series", body.key),
        format!("/calendar/{}.ics", body.key),
        "/calendar/all.ics".to_owned(),
        "/fi/calendar".to_owned(),
    ] {
        let reply = nobody.get(&path).await;
        // A calendar folds its lines.
        all.push((path, reply.text.replace("\r\n ", "")));
    }
    let search = meetings::feature().search.expect("a source");
    let found = search(&t.app, t.tenant.id, &Subject::new("meeting", id)).await.unwrap().unwrap();
    assert!(!found.is_empty());
    for e in found {
        all.push((format!("search {} {}", e.kind, e.lang), format!("{} {} {}", e.title, e.body, e.path)));
    }
    let facts = meetings::feature().facts.expect("facts");
    let who = kit::Who::Nobody;
    let ask = page::Ask::new(t.tenant.id, &who);
    let span = (jiff::civil::date(2021, 1, 1), jiff::civil::date(2021, 12, 31));
    let told = facts(&t.app, ask, &Subject::new("body", body.id), span).await.unwrap();
    assert_eq!(told.len(), 1);
    all.push(("facts".to_owned(), format!("{told:?}")));
    all
}

#[tokio::test]
async fn the_remote_link_leaks_nowhere() {
    on_both(features, async |t| {
        let body = t.body("kuntajohtajakokous").await;
        let person = t.seat(body.id, "member", None, "Asikkalan johtaja").await;
        let coordinator = t.coordinator().await;
        let id = meeting(&coordinator, &body).await;
        item(&coordinator, id, &[]).await;
        for (path, text) in walk(&t, &body, id).await {
            assert!(!text.contains("salainen-huone"), "before the call: {path}");
        }
        call(&coordinator, id).await;
        for (path, text) in walk(&t, &body, id).await {
            assert!(!text.contains("salainen-huone"), "after the call: {path}");
        }
        let path = format!("/fi/meetings/{id}");
        let invited = t.sign_in(person.id).await;
        assert!(invited.get(&path).await.text.contains(LINK), "those invited see it");
        let member = t.with_role(Role::Member, Some(body.id), None).await;
        assert!(!member.get(&path).await.text.contains(LINK), "who is not invited does not");
        assert!(!t.admin().await.get(&path).await.text.contains(LINK));
    })
    .await;
}

#[tokio::test]
async fn what_is_not_known_is_shown_as_not_known() {
    on_both(features, async |t| {
        let body = t.body("kuntajohtajakokous").await;
        let mut tx = t.tx().await;
        let old = NewMeeting {
            body: body.id,
            state: Some(MeetingState::RecordedAfterwards),
            at: Some(When::parse("syksyllä 2012").unwrap()),
            doubt: Local::fi("Päivää ei ole painettu."),
            source: "Loppuraportti".into(),
            ..NewMeeting::default()
        };
        let autumn = store_of::create(&mut tx, old.clone()).await.unwrap();
        let undated = NewMeeting { at: Some(When::unknown()), ..old };
        store_of::create(&mut tx, undated).await.unwrap();
        tx.commit().await.unwrap();
        let list = t.nobody().get("/fi/meetings").await;
        assert!(list.text.contains("syksy 2012"), "{}", list.text);
        assert!(list.text.contains("ei tiedossa") && list.text.contains("epävarma"));
        assert!(!t.nobody().get("/fi/meetings?year=2013").await.text.contains("syksy 2012"));
        let page = t.nobody().get(&format!("/fi/meetings/{}", autumn.id)).await;
        assert!(page.text.contains("Päivää ei ole painettu.") && page.text.contains("Loppuraportti"));
        assert!(!t.nobody().get("/calendar/all.ics").await.text.contains("BEGIN:VEVENT"));
    })
    .await;
}

#[tokio::test]
async fn ones_own_calendar_is_secret_and_its_address_can_be_ended() {
    on_both(features, async |t| {
        let body = t.body("kuntajohtajakokous").await;
        let person = t.seat(body.id, "member", None, "Asikkalan johtaja").await;
        let coordinator = t.coordinator().await;
        let id = meeting(&coordinator, &body).await;
        item(&coordinator, id, &[]).await;
        call(&coordinator, id).await;
        assert!(!t.nobody().get("/fi/calendar").await.text.contains("/calendar/person/"));
        let own = t.sign_in(person.id).await;
        let page = own.get("/fi/calendar").await.text;
        let at = page.find("/calendar/person/").unwrap();
        let address = page[at..].split('"').next().unwrap().to_owned();
        let feed = t.nobody().get(&address).await;
        assert_eq!(feed.status, 200);
        assert!(feed.text.replace("\r\n ", "").contains("salainen-huone"));
        let wrong = address.replace(".ics", "0.ics");
        assert_eq!(t.nobody().get(&wrong).await.status, 404);
        assert_eq!(t.at_host("keski-suomi.localhost").get(&address).await.status, 404);
        assert_eq!(press(&own, "/fi/calendar/renew").await.status, 303);
        assert_eq!(t.nobody().get(&address).await.status, 404, "the address that was leads nowhere");
    })
    .await;
}
