//! The pages that law wants: what everybody sees, who may change and answer, what is late.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "helpers of tests")]

use page::Feature;
use sea_orm::{ConnectionTrait, Statement};
use store::outbox;
use testkit::{Client, Reply, TestApp, on_both};

fn features() -> Vec<Feature> {
    vec![people::feature(), signin::feature(), legal::feature()]
}

/// All values that stand in the trail.
async fn told(t: &TestApp) -> String {
    let db = t.app.db();
    let asked = Statement::from_string(db.get_database_backend(), "SELECT field, value FROM audit_value");
    let rows = db.query_all_raw(asked).await.unwrap();
    let of =
        |r: &sea_orm::QueryResult, c: &str| r.try_get::<Option<String>>("", c).unwrap().unwrap_or_default();
    rows.iter().map(|r| format!("{}={}\n", of(r, "field"), of(r, "value"))).collect()
}

async fn give(client: &Client, fields: &[(&str, &str)]) -> Reply {
    let once = uuid::Uuid::new_v4().to_string();
    let mut all = vec![("once", once.as_str())];
    all.extend_from_slice(fields);
    client.post("/fi/feedback", &all).await
}

fn last_part(reply: &Reply) -> String {
    reply.location().rsplit('/').next().unwrap().to_owned()
}

#[tokio::test]
async fn every_page_leads_to_the_statements_and_to_feedback() {
    on_both(features, async |t| {
        for path in ["/fi/bodies", "/sv/login", "/en/nowhere"] {
            let page = t.nobody().get(path).await.text;
            let lang = &path[..3];
            for to in ["accessibility", "privacy", "feedback"] {
                assert!(page.contains(&format!("href=\"{lang}/{to}\"")), "{path} does not lead to {to}");
            }
        }
    })
    .await;
}

#[tokio::test]
async fn the_statements_come_in_three_languages_with_what_the_law_asks() {
    on_both(features, async |t| {
        for (path, words) in [
            ("/fi/accessibility", ["306/2019", "täyttää osittain", "14 päivä", "Traficom", "/fi/feedback"]),
            ("/sv/accessibility", ["306/2019", "uppfyller delvis", "14 dagar", "Traficom", "/sv/feedback"]),
            ("/en/accessibility", ["306/2019", "in part", "14 days", "Traficom", "/en/feedback"]),
            (
                "/fi/privacy",
                [
                    "Päijät-Hämen liitto",
                    "__Host-talkoot",
                    "14 päivän",
                    "tietosuojavaltuutetun",
                    "oikaistuiksi",
                ],
            ),
            (
                "/sv/privacy",
                ["Personuppgiftsansvarig", "__Host-talkoot", "14 dagar", "dataombudsmannens", "rättade"],
            ),
            ("/en/privacy", ["Controller", "__Host-talkoot", "14 days", "Ombudsman", "corrected"]),
        ] {
            let page = t.nobody().get(path).await;
            assert_eq!(page.status, 200);
            for word in words {
                assert!(page.text.contains(word), "{path} says nothing of {word}");
            }
            assert!(!page.text.contains("{council}") && !page.text.contains("{address}"), "{path}");
        }
    })
    .await;
}

#[tokio::test]
async fn the_administrator_makes_a_statement_the_councils_own_and_versions_stay() {
    on_both(features, async |t| {
        let edit = "/fi/notices/privacy/fi";
        assert_eq!(t.nobody().get(edit).await.status, 303);
        let coordinator = t.coordinator().await;
        assert_eq!(coordinator.get(edit).await.status, 403);
        assert_eq!(coordinator.post(edit, &[("text", "hei")]).await.status, 403);
        let admin = t.admin().await;
        assert_eq!(admin.get("/fi/notices").await.status, 200);
        for none in ["/fi/notices/cookies/fi", "/fi/notices/privacy/de", "/fi/notices/privacy/fi/versions/9"]
        {
            assert_eq!(admin.get(none).await.status, 404, "{none}");
        }
        let save = async |version: &str, text: &str| {
            let once = uuid::Uuid::new_v4().to_string();
            admin.post(edit, &[("once", &once), ("version", version), ("text", text)]).await
        };
        assert_eq!(save("0", "  ").await.status, 422);
        assert_eq!(save("0", "<h1>Oma</h1><p>Yksi<script>x()</script></p>").await.status, 303);
        assert_eq!(save("1", "Kaksi").await.status, 303);
        let stale = save("1", "Kolme kirjoitettu vanhan päälle").await;
        assert_eq!(stale.status, 409);
        assert!(stale.text.contains("Kolme kirjoitettu vanhan päälle") && stale.text.contains("Kaksi"));
        let public = t.nobody().get("/fi/privacy").await.text;
        assert!(public.contains("Kaksi") && !public.contains("Yksi"));
        assert!(
            t.nobody().get("/sv/privacy").await.text.contains("Personuppgiftsansvarig"),
            "other languages stay"
        );
        let first = admin.get("/fi/notices/privacy/fi/versions/1").await.text;
        assert!(first.contains("Yksi") && !first.contains("x()"));
        let restore = async |number: &str, version: &str| {
            let once = uuid::Uuid::new_v4().to_string();
            let path = format!("{edit}/versions/{number}/restore");
            admin.post(&path, &[("once", &once), ("version", version)]).await.status
        };
        assert_eq!(restore("1", "1").await, 409, "somebody saved meanwhile");
        assert_eq!(restore("1", "2").await, 303);
        assert!(t.nobody().get("/fi/privacy").await.text.contains("Yksi"));
        assert_eq!(restore("0", "3").await, 303);
        assert!(t.nobody().get("/fi/privacy").await.text.contains("Rekisterinpitäjä"));
        assert!(told(&t).await.contains("Yksi"), "each version stands in the trail");
        let elsewhere = t.at_host("keski-suomi.localhost").get("/fi/privacy").await.text;
        assert!(
            elsewhere.contains("Keski-Suomen liitto") || elsewhere.contains("Keski-Suomin liitto"),
            "its own council"
        );
    })
    .await;
}

#[tokio::test]
async fn anybody_gives_feedback_and_is_told_when_it_is_answered() {
    on_both(features, async |t| {
        let visitor = t.nobody();
        let empty = give(&visitor, &[("text", " "), ("address", "ei osoite"), ("name", "Eeva")]).await;
        assert_eq!(empty.status, 422);
        for stays in ["ei osoite", "Eeva", "Tämä tieto tarvitaan", "Valitse, mitä asia koskee"] {
            assert!(empty.text.contains(stays), "{stays}");
        }
        let sent = give(
            &visitor,
            &[
                ("kind", "accessibility"),
                ("text", "Kuvalla ei ole tekstiä"),
                ("address", "eeva@example.org"),
                ("name", "Eeva"),
            ],
        )
        .await;
        assert_eq!(sent.status, 303);
        let thanks = visitor.get(sent.location()).await;
        assert!(thanks.text.contains("27.10.2021"), "13.10. and 14 days");
        assert!(!thanks.text.contains("Kuvalla") && !thanks.text.contains("eeva@"), "it shows nothing of it");
        let audit = told(&t).await;
        assert!(audit.contains("accessibility"), "{audit}");
        assert!(!audit.contains("Kuvalla") && !audit.contains("eeva@") && !audit.contains("Eeva"), "{audit}");
        assert_eq!(visitor.at("keski-suomi.localhost").get(sent.location()).await.status, 404);
        let once = uuid::Uuid::new_v4().to_string();
        let twice = [("once", once.as_str()), ("kind", "idea"), ("text", "Kerran")];
        assert_eq!(visitor.post("/fi/feedback", &twice).await.status, 303);
        assert_eq!(visitor.post("/fi/feedback", &twice).await.status, 409);
        assert_eq!(visitor.post_raw("/fi/feedback", &[("kind", "idea"), ("text", "x")]).await.status, 403);
    })
    .await;
}

#[tokio::test]
async fn a_program_that_fills_every_field_in_is_thanked_and_not_kept_and_many_are_too_many() {
    on_both(features, async |t| {
        let coordinator = t.coordinator().await;
        let visitor = t.nobody();
        let robot = give(&visitor, &[("kind", "idea"), ("text", "ostakaa"), ("website", "http://x")]).await;
        assert_eq!(robot.status, 303);
        assert_eq!(visitor.get(robot.location()).await.status, 200);
        assert!(!coordinator.get("/fi/desk/feedback").await.text.contains("ostakaa"));
        for n in 0..10 {
            let text = format!("viesti {n}");
            assert_eq!(give(&visitor, &[("kind", "idea"), ("text", &text)]).await.status, 303);
        }
        let more = give(&visitor, &[("kind", "idea"), ("text", "yhdestoista on tallessa")]).await;
        assert_eq!(more.status, 429);
        assert!(more.text.contains("yhdestoista on tallessa"), "what was typed stays");
        t.set_now("2021-10-13T07:30:00Z");
        assert_eq!(give(&visitor, &[("kind", "idea"), ("text", "nyt")]).await.status, 303);
    })
    .await;
}

#[tokio::test]
async fn feedback_is_taken_and_answered_by_letter_and_what_is_late_is_shown() {
    on_both(features, async |t| {
        let visitor = t.nobody();
        let fields =
            [("kind", "error"), ("text", "Väärä päivä\ntoinen rivi"), ("address", "eeva@example.org")];
        let id = last_part(&give(&visitor, &fields).await);
        let path = format!("/fi/desk/feedback/{id}");
        assert_eq!(visitor.get(&path).await.status, 303);
        let body = t.body("ryhma").await;
        let secretary = t.with_role(kit::Role::Secretary, Some(body.id), None).await;
        assert_eq!(secretary.get(&path).await.status, 403);
        assert_eq!(secretary.post(&format!("{path}/close"), &[]).await.status, 403);
        assert!(t.coordinator().await.get("/fi/desk/feedback").await.text.contains("27.10.2021"));
        t.set_now("2021-10-27T20:00:00Z");
        let coordinator = t.coordinator().await;
        assert!(
            !coordinator.get("/fi/desk/feedback").await.text.contains("myöhässä"),
            "the last day is in time"
        );
        t.set_now("2021-10-27T21:30:00Z");
        assert!(coordinator.get("/fi/desk/feedback").await.text.contains("myöhässä"), "a new day in Finland");
        let post = async |what: &str, fields: &[(&str, &str)]| {
            let once = uuid::Uuid::new_v4().to_string();
            let mut all = vec![("once", once.as_str())];
            all.extend_from_slice(fields);
            coordinator.post(&format!("{path}/{what}"), &all).await
        };
        let me = coordinator.get(&path).await.field("owner").unwrap();
        assert_eq!(post("owner", &[("version", "1"), ("owner", &me)]).await.status, 303);
        let nobody_of_ours = t.person("Joku Muu").await.id.to_string();
        assert_eq!(post("owner", &[("version", "2"), ("owner", &nobody_of_ours)]).await.status, 422);
        assert_eq!(post("answer", &[("version", "2"), ("answer", "")]).await.status, 422);
        let stale = post("answer", &[("version", "1"), ("answer", "Korjasimme päivän")]).await;
        assert_eq!(stale.status, 409);
        assert!(stale.text.contains("Korjasimme päivän"), "what was typed stays");
        assert_eq!(post("answer", &[("version", "2"), ("answer", "Korjasimme päivän")]).await.status, 303);
        let letters = outbox::list(t.app.db(), t.tenant.id, 10).await.unwrap();
        assert_eq!(letters.len(), 1);
        assert_eq!(letters[0].to_address, "eeva@example.org");
        for said in ["Korjasimme päivän", "> Väärä päivä\n    > toinen rivi", "13.10.2021"] {
            let text = &letters[0].body.0.text;
            assert!(text.contains(said) || text.contains(&said.replace("    ", "")), "{text}");
        }
        assert_eq!(post("answer", &[("version", "3"), ("answer", "Toisen kerran")]).await.status, 409);
        assert_eq!(outbox::list(t.app.db(), t.tenant.id, 10).await.unwrap().len(), 1);
        assert!(coordinator.get("/fi/desk/feedback?state=ended").await.text.contains("Väärä päivä"));
        assert!(!coordinator.get("/fi/desk/feedback").await.text.contains("Väärä päivä"));
        assert_eq!(post("reopen", &[("version", "3")]).await.status, 409, "a letter is not taken back");
    })
    .await;
}

#[tokio::test]
async fn what_was_closed_without_an_answer_opens_again_as_it_was_and_names_are_forgotten_in_a_year() {
    on_both(features, async |t| {
        let fields =
            [("kind", "other"), ("text", "Asiaton"), ("name", "Matti"), ("address", "m@example.org")];
        let id = last_part(&give(&t.nobody(), &fields).await);
        let coordinator = t.coordinator().await;
        let path = format!("/fi/desk/feedback/{id}");
        let post = async |what: &str, version: &str| {
            let once = uuid::Uuid::new_v4().to_string();
            let fields = [("once", once.as_str()), ("version", version)];
            coordinator.post(&format!("{path}/{what}"), &fields).await.status
        };
        assert_eq!(post("close", "1").await, 303);
        assert_eq!(post("close", "2").await, 409);
        assert_eq!(post("reopen", "2").await, 303);
        assert!(coordinator.get(&path).await.text.contains("m@example.org"));
        assert_eq!(post("close", "3").await, 303);
        t.set_now("2022-10-14T08:00:00Z");
        give(&t.nobody(), &[("kind", "idea"), ("text", "Uusi")]).await;
        let coordinator = t.coordinator().await;
        let old = coordinator.get(&path).await.text;
        assert!(!old.contains("m@example.org") && !old.contains("Matti") && old.contains("Asiaton"));
    })
    .await;
}
