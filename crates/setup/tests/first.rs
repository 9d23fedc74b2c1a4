//! The set-up of an empty store, and what stands in its way.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test may stop")]

use page::Feature;
use people::{bodies, municipalities, persons, tenants};
use testkit::{Client, EmptyApp, Reply, on_both, on_both_empty};

fn features() -> Vec<Feature> {
    vec![people::feature(), signin::feature(), setup::feature()]
}

const FORM: [(&str, &str); 6] = [
    ("region", "07"),
    ("name", "Ylva Ylläpitäjä"),
    ("email", "Ylva@liitto.example.fi"),
    ("password", "correct horse battery"),
    ("again", "correct horse battery"),
    ("coordinates", "1"),
];

fn with<'a>(changes: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let kept = FORM.into_iter().filter(|(n, _)| !changes.iter().any(|(c, _)| c == n));
    kept.chain(changes.iter().copied()).collect()
}

async fn send(client: &Client, changes: &[(&str, &str)]) -> Reply {
    client.post("/fi/setup", &with(changes)).await
}

async fn code(t: &EmptyApp) -> String {
    setup::code::offer(&t.app).await.unwrap().expect("an empty store offers a code")
}

#[tokio::test]
async fn an_empty_store_lets_only_the_set_up_through() {
    on_both_empty(features, async |t| {
        code(&t).await;
        let nobody = t.nobody("anything.example.fi");
        for path in ["/", "/fi", "/fi/bodies", "/fi/login"] {
            let reply = nobody.get(path).await;
            assert_eq!((reply.status, reply.location()), (303, "/fi/setup"), "{path}");
        }
        assert_eq!(nobody.get("/sv/people").await.location(), "/sv/setup");
        for path in ["/robots.txt", "/files/00/x"] {
            assert_eq!(nobody.get(path).await.status, 503, "{path}");
        }
        assert_eq!(nobody.post_raw("/fi/login", &[("login", "x")]).await.status, 503);
        let page = nobody.get("/fi/setup").await;
        assert_eq!(page.status, 200);
        assert_eq!(page.text.matches("<option value=\"").count(), 20, "19 regions and none chosen");
        assert!(page.text.contains("Päijät-Häme (10 kuntaa)"), "{}", page.text);
        assert!(!page.text.contains("/login"), "there is nobody to sign in yet");
    })
    .await;
}

#[tokio::test]
async fn with_the_code_a_region_its_municipalities_and_its_administrator_are_there() {
    on_both_empty(features, async |t| {
        let code = code(&t).await;
        let browser = t.nobody("yhteistyo.example.fi:8443");
        let done = send(&browser, &[("code", &code.to_lowercase())]).await;
        assert_eq!((done.status, done.location()), (303, "/fi/admin/start"), "{}", done.text);
        let db = t.app.db();
        let tenant = tenants::by_host(db, "yhteistyo.example.fi").await.unwrap().unwrap();
        assert_eq!((tenant.key.as_str(), tenant.region_code.as_str()), ("paijat-hame", "07"));
        assert_eq!(tenant.base_url, "https://yhteistyo.example.fi:8443");
        assert!(!tenant.demo);
        assert_eq!(municipalities::on(db, &tenant, t.app.today()).await.unwrap().len(), 10);
        let person = persons::by_email(db, tenant.id, "ylva@liitto.example.fi").await.unwrap().unwrap();
        let roles = persons::roles_of(db, tenant.id, person.id, t.app.today()).await.unwrap();
        assert_eq!(roles.len(), 2);
        // The browser is signed in at once, and everything says what comes next.
        let inside = browser.keeping(&done);
        let start = inside.get("/fi/admin/start").await;
        assert_eq!(start.status, 200);
        assert!(start.text.contains("10 kuntaa on valmiina"), "{}", start.text);
        assert!(start.text.contains("/fi/admin/bodies"));
        // The password works from elsewhere too, at any host: it is the default region.
        let fields = [("login", "ylva@liitto.example.fi"), ("password", "correct horse battery")];
        assert_eq!(t.nobody("elsewhere").post("/fi/login", &fields).await.status, 303);
        // A second set-up is nowhere, for whoever tries it with whatever.
        for client in [&browser, &inside] {
            assert_eq!(client.get("/fi/setup").await.status, 404);
            assert_eq!(send(client, &[("code", &code)]).await.status, 404);
            assert_eq!(client.post_raw("/fi/setup", &[("code", &code)]).await.status, 404);
        }
        assert_eq!(setup::code::offer(&t.app).await.unwrap(), None);
        assert!(store::audit::verify(t.app.store()).await.unwrap().0.is_empty());
    })
    .await;
}

#[tokio::test]
async fn a_guessed_code_is_refused_and_waits() {
    on_both_empty(features, async |t| {
        let code = code(&t).await;
        let browser = t.nobody("localhost:8080");
        for _ in 0..5 {
            let reply = send(&browser, &[("code", "AAAA-BBBB-CCCC")]).await;
            assert_eq!(reply.status, 422);
            assert!(reply.text.contains("Koodi ei ole oikea"));
            assert!(reply.text.contains("value=\"Ylva Ylläpitäjä\""), "what was typed stays");
            assert!(!reply.text.contains("correct horse"), "but no password");
        }
        let wait = send(&browser, &[("code", &code)]).await;
        assert_eq!(wait.status, 429, "even the right code waits");
        assert!(wait.text.contains("9.15"), "{}", wait.text);
        assert!(!tenants::any(t.app.db()).await.unwrap());
        t.clock.set("2021-10-13T06:15:01Z".parse().unwrap());
        assert_eq!(send(&browser, &[("code", &code)]).await.status, 303);
    })
    .await;
}

#[tokio::test]
async fn what_is_wrong_is_told_at_its_field_in_three_languages_and_nothing_is_half_done() {
    on_both_empty(features, async |t| {
        let code = code(&t).await;
        let browser = t.nobody("localhost");
        for (field, value, words) in [
            ("region", "99", "Valitse maakunta."),
            ("name", " ", "Tämä tieto tarvitaan."),
            ("email", "ylva", "ei ole sähköpostiosoite"),
            ("password", "short", "12"),
            ("again", "something else", "Salasanat eroavat"),
            ("code", "", "Tämä tieto tarvitaan."),
        ] {
            let changes = if field == "code" { vec![] } else { vec![("code", code.as_str())] };
            let changes: Vec<_> = changes.into_iter().chain([(field, value)]).collect();
            let reply = send(&browser, &changes).await;
            assert_eq!(reply.status, 422, "{field}");
            assert!(reply.text.contains(words), "{field}: {}", reply.text);
        }
        for (lang, words) in [("sv", "Välj landskap."), ("en", "Choose a region.")] {
            let path = format!("/{lang}/setup");
            let reply = browser.post(&path, &with(&[("code", &code), ("region", "")])).await;
            assert!(reply.text.contains(words), "{}", reply.text);
        }
        assert!(!tenants::any(t.app.db()).await.unwrap());
        // A form without our token, or from another site, is none.
        assert_eq!(browser.post_raw("/fi/setup", &with(&[("code", &code)])).await.status, 403);
        assert_eq!(send(&browser, &[("code", &code)]).await.status, 303, "the code still holds");
    })
    .await;
}

#[tokio::test]
async fn codes_of_several_processes_hold_until_one_is_used() {
    on_both_empty(features, async |t| {
        let (one, two) = (code(&t).await, code(&t).await);
        assert_ne!(one, two);
        let browsers = [t.nobody("a.example"), t.nobody("b.example")];
        let first = [("code", one.as_str()), ("region", "07")];
        let second = [("code", two.as_str()), ("region", "13")];
        let both = futures::join!(send(&browsers[0], &first), send(&browsers[1], &second));
        let mut statuses = [both.0.status, both.1.status];
        statuses.sort_unstable();
        assert_eq!(statuses[0], 303);
        assert!([403, 404, 409, 422].contains(&statuses[1]), "{statuses:?}");
        assert_eq!(tenants::list(t.app.db()).await.unwrap().len(), 1);
    })
    .await;
}

#[tokio::test]
async fn bodies_are_founded_from_templates_with_their_rules() {
    on_both(features, async |t| {
        let admin = t.admin().await;
        let member = t.person("Jäsen Tavallinen").await;
        let (member, coordinator) = (t.sign_in(member.id).await, t.coordinator().await);
        for path in ["/fi/admin/bodies", "/fi/admin/start", "/fi/admin/paste"] {
            assert_eq!(t.nobody().get(path).await.status, 303, "{path}");
            assert_eq!(member.get(path).await.status, 403, "{path}");
            assert_eq!(member.post(path, &[]).await.status / 100, 4, "{path}");
            assert_eq!(coordinator.get(path).await.status, 200, "{path}");
            assert_eq!(admin.get(path).await.status, 200, "{path}");
        }
        assert_eq!(admin.get("/fi/admin").await.status, 200);
        assert_eq!(t.coordinator().await.get("/fi/admin").await.status, 403);
        let none = admin.post("/fi/admin/bodies", &[]).await;
        assert_eq!(none.status, 422);
        assert!(none.text.contains("Rastita vähintään yksi malli."));
        let fields = [
            ("template", "managers"),
            ("name_managers", "Kuntajohtajakokous"),
            ("template", "working"),
            ("name_working", "Liikennetyöryhmä"),
            ("once", "018f0000-0000-7000-8000-000000000001"),
        ];
        let done = admin.post("/fi/admin/bodies", &fields).await;
        assert_eq!((done.status, done.location()), (303, "/fi/admin/start"), "{}", done.text);
        let all = bodies::list(t.app.db(), t.tenant.id).await.unwrap();
        let of = |key: &str| all.iter().find(|b| b.key == key).unwrap_or_else(|| panic!("{key}"));
        let managers = of("kuntajohtajakokous");
        assert_eq!(managers.seat_rule, "one_per_municipality");
        assert_eq!(managers.name.0.sv, "Kommundirektörsmötet", "an unchanged name has all its languages");
        assert_eq!(of("liikennetyoryhma").publicity, "internal");
        assert_eq!(of("liikennetyoryhma").name.0.sv, "", "an own name is not invented in others");
        // The same form twice, and the same name twice.
        let twice = admin.post("/fi/admin/bodies", &fields).await;
        assert!([409, 422].contains(&twice.status));
        let same =
            admin.post("/fi/admin/bodies", &[("template", "chairs"), ("name_chairs", "kuntajohtajakokous")]);
        assert_eq!(same.await.status, 422);
        assert_eq!(bodies::list(t.app.db(), t.tenant.id).await.unwrap().len(), 2);
    })
    .await;
}
