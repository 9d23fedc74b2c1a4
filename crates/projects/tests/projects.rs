//! The pages as nobody, as the wrong role and as the right one, on both stores.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test may stop")]

use page::Feature;
use testkit::{Client, TestApp, on_both};
use uuid::Uuid;

fn features() -> Vec<Feature> {
    vec![people::feature(), signin::feature(), projects::feature()]
}

fn once() -> String {
    Uuid::new_v4().to_string()
}

async fn make(c: &Client, code: &str, more: &[(&str, &str)]) {
    let once = once();
    let mut fields = vec![
        ("once", once.as_str()),
        ("code", code),
        ("name", "Yhteinen hanke"),
        ("state", "running"),
        ("publicity", "public"),
        ("from", "1.1.2021"),
        ("to", "31.12.2022"),
    ];
    fields.retain(|(n, _)| !more.iter().any(|(m, _)| m == n));
    fields.extend_from_slice(more);
    let reply = c.post("/fi/projects/new", &fields).await;
    assert_eq!(reply.status, 303, "{}", reply.text);
}

async fn add(c: &Client, code: &str, kind: &str, fields: &[(&str, &str)]) -> u16 {
    let once = once();
    let mut all = vec![("once", once.as_str())];
    all.extend_from_slice(fields);
    c.post(&format!("/fi/projects/{code}/rows/{kind}"), &all).await.status
}

async fn row_of(t: &TestApp, code: &str, kind: &str) -> Uuid {
    let p = projects::store_projects::by_code(t.app.db(), t.tenant.id, code).await.unwrap().unwrap();
    let rows = projects::store_projects::rows(t.app.db(), t.tenant.id, p.id).await.unwrap();
    rows.iter().find(|r| r.kind.name == kind).unwrap().id
}

#[tokio::test]
async fn a_project_is_begun_by_who_may_and_seen_by_all() {
    on_both(features, async |t| {
        let coordinator = t.coordinator().await;
        assert_eq!(t.nobody().get("/fi/projects/new").await.status, 303, "the way to the sign-in");
        assert_eq!(t.admin().await.get("/fi/projects/new").await.status, 403);
        assert_eq!(coordinator.get("/fi/projects/new").await.status, 200);
        let bad = coordinator
            .post(
                "/fi/projects/new",
                &[("code", "a b"), ("name", ""), ("from", "31.2.2021"), ("summary", "Säily")],
            )
            .await;
        assert_eq!(bad.status, 422);
        assert!(bad.text.contains("Säily") && bad.text.contains("a b"), "what was typed is kept");
        make(&coordinator, "H-1", &[]).await;
        let again = coordinator
            .post("/fi/projects/new", &[("code", "H-1"), ("name", "Toinen"), ("state", "idea")])
            .await;
        assert_eq!(again.status, 422, "the code is taken");
        for client in [t.nobody(), t.admin().await, coordinator.clone()] {
            assert!(client.get("/fi/projects").await.text.contains("Yhteinen hanke"));
            assert_eq!(client.get("/fi/projects/H-1").await.status, 200);
        }
        let elsewhere = coordinator.at("keski-suomi.localhost");
        assert_eq!(elsewhere.get("/fi/projects/H-1").await.status, 404, "another region");
        assert!(!t.nobody().get("/fi/projects?state=closed").await.text.contains("Yhteinen hanke"));
    })
    .await;
}

#[tokio::test]
async fn what_is_internal_is_not_known_to_others() {
    on_both(features, async |t| {
        let body = t.body("ohjaus").await;
        let coordinator = t.coordinator().await;
        make(&coordinator, "S-1", &[("publicity", "internal"), ("body", "ohjaus")]).await;
        let member = t.sign_in(t.seat(body.id, "member", None, "Jäsen").await.id).await;
        assert_eq!(member.get("/fi/projects/S-1").await.status, 200);
        assert_eq!(member.get("/fi/projects/S-1/edit").await.status, 403);
        assert_eq!(member.get("/fi/projects/S-1/rows/staff").await.status, 403);
        for client in [t.nobody(), t.admin().await] {
            for page in ["", "/check", "/report", "/report.json", "/edit", "/rows/staff", "/paste/staff"] {
                assert_eq!(client.get(&format!("/fi/projects/S-1{page}")).await.status, 404, "{page}");
            }
            assert!(!client.get("/fi/projects").await.text.contains("S-1"));
        }
    })
    .await;
}

#[tokio::test]
async fn rows_are_added_changed_and_removed() {
    on_both(features, async |t| {
        let coordinator = t.coordinator().await;
        make(&coordinator, "H-2", &[]).await;
        assert_eq!(
            add(&coordinator, "H-2", "measures", &[("code", "3.1"), ("title", "Seminaarit")]).await,
            303
        );
        assert_eq!(add(&coordinator, "H-2", "measures", &[("code", "3.1"), ("title", "Toinen")]).await, 422);
        assert_eq!(
            add(&coordinator, "H-2", "reservations", &[("measure", "3.1"), ("cents", "−5")]).await,
            422
        );
        assert_eq!(
            add(
                &coordinator,
                "H-2",
                "reservations",
                &[("measure", "3.1"), ("cents", "50 000 €"), ("used_cents", "60000")]
            )
            .await,
            422,
            "overrun"
        );
        assert_eq!(
            add(&coordinator, "H-2", "reservations", &[("measure", "3.1"), ("cents", "50 000 €")]).await,
            303
        );
        assert_eq!(
            add(&coordinator, "H-2", "budget", &[("line", "Kaikki"), ("cents", "200 000")]).await,
            303
        );
        let staff = |share: &'static str| {
            [("person", "A"), ("role", "r"), ("from", "1.1.2021"), ("to", "31.12.2021"), ("share", share)]
        };
        assert_eq!(add(&coordinator, "H-2", "staff", &staff("60")).await, 303);
        assert_eq!(add(&coordinator, "H-2", "staff", &staff("50")).await, 422, "over a hundred percent");
        assert_eq!(add(&coordinator, "H-2", "nothing", &[]).await, 404);
        assert_eq!(add(&t.nobody(), "H-2", "budget", &[("line", "x"), ("cents", "1")]).await, 403);
        assert_eq!(add(&t.admin().await, "H-2", "budget", &[("line", "x"), ("cents", "1")]).await, 403);
        let page = t.nobody().get("/fi/projects/H-2").await.text;
        assert!(page.contains("25,00\u{a0}%"), "the reserved share of the budget");

        let id = row_of(&t, "H-2", "reservations").await;
        let at = format!("/fi/projects/H-2/row/{id}");
        assert_eq!(t.admin().await.get(&at).await.status, 403);
        let form = coordinator.get(&at).await;
        assert!(form.text.contains("value=\"50\u{a0}000\""), "{}", form.text);
        let stale =
            [("once", once()), ("version", "9".into()), ("measure", "3.1".into()), ("cents", "10".into())];
        let stale: Vec<(&str, &str)> = stale.iter().map(|(n, v)| (*n, v.as_str())).collect();
        assert_eq!(coordinator.post(&at, &stale).await.status, 409);
        let fresh = [
            ("once", once()),
            ("version", "1".into()),
            ("measure", "3.1".into()),
            ("cents", "100000".into()),
        ];
        let fresh: Vec<(&str, &str)> = fresh.iter().map(|(n, v)| (*n, v.as_str())).collect();
        assert_eq!(coordinator.post(&at, &fresh).await.status, 303);
        assert!(t.nobody().get("/fi/projects/H-2").await.text.contains("50,00\u{a0}%"));
        let key = once();
        assert_eq!(coordinator.post(&format!("{at}/remove"), &[("once", key.as_str())]).await.status, 303);
        assert_eq!(coordinator.get(&at).await.status, 404);
        assert_eq!(
            coordinator.at("keski-suomi.localhost").get(&at).await.status,
            404,
            "another region knows it not"
        );
    })
    .await;
}

#[tokio::test]
async fn an_extension_keeps_the_earlier_span_and_a_stage_waits_for_its_decision() {
    on_both(features, async |t| {
        let coordinator = t.coordinator().await;
        make(&coordinator, "H-3", &[]).await;
        let extension = [
            ("kind", "extension"),
            ("decider", "Maakuntajohtaja"),
            ("at", "22.6.2022"),
            ("section", "§ 21"),
            ("to", "30.6.2023"),
        ];
        assert_eq!(add(&coordinator, "H-3", "decisions", &extension).await, 303);
        let page = t.nobody().get("/fi/projects/H-3").await.text;
        assert!(page.contains("1.1.2021–30.6.2023") && page.contains("1.1.2021–31.12.2022"));
        assert!(page.contains("Maakuntajohtaja 22.6.2022 § 21"));
        add(&coordinator, "H-3", "measures", &[("code", "A"), ("title", "Selvitys")]).await;
        let stage = |no: &'static str, state: &'static str| {
            [("measure", "A"), ("no", no), ("title", "V"), ("state", state)]
        };
        assert_eq!(add(&coordinator, "H-3", "stages", &stage("1", "open")).await, 422, "no decision");
        let mut decided = stage("1", "open").to_vec();
        decided.extend([("decider", "Kuntajohtajat"), ("at", "12/2021")]);
        assert_eq!(add(&coordinator, "H-3", "stages", &decided).await, 303);
        let mut second = stage("2", "open").to_vec();
        second.extend([("decider", "Kuntajohtajat"), ("at", "1/2022")]);
        assert_eq!(add(&coordinator, "H-3", "stages", &second).await, 422, "the first is not done");
    })
    .await;
}

#[tokio::test]
async fn a_pasted_table_is_shown_first_and_saved_whole_or_not_at_all() {
    on_both(features, async |t| {
        let coordinator = t.coordinator().await;
        make(&coordinator, "H-4", &[]).await;
        let at = "/fi/projects/H-4/paste/staff";
        let table = "Henkilö\tTehtävä\tAika\tOsuus\nA\tkoordinaattori\t1.1.2021 – 31.12.2021\t40 %\n\tavustaja\t8.9.2021\t\n";
        assert_eq!(t.nobody().get(at).await.status, 303);
        assert_eq!(t.admin().await.post(at, &[("table", table)]).await.status, 403);
        let wrong = coordinator.post(at, &[("table", "Henkilö\tTehtävä\tAika\nA\tb\t31.2.2021")]).await;
        assert_eq!(wrong.status, 422);
        assert!(wrong.text.contains("31.2.2021"), "what was pasted is kept");
        let shown = coordinator.post(at, &[("table", table)]).await;
        assert_eq!(shown.status, 200);
        assert!(shown.text.contains("Ymmärrettiin 2 riviä"), "{}", shown.text);
        assert!(coordinator.get("/fi/projects/H-4/rows/staff").await.text.contains("Rivejä ei vielä ole"));
        let key = once();
        let saved = coordinator.post(at, &[("table", table), ("confirm", "1"), ("once", &key)]).await;
        assert_eq!(saved.status, 303);
        let page = coordinator.get("/fi/projects/H-4/rows/staff").await.text;
        assert!(page.contains("avustaja") && page.contains("40\u{a0}%"));
        let key = once();
        let again = coordinator.post(at, &[("table", table), ("confirm", "1"), ("once", &key)]).await;
        assert_eq!(again.status, 303, "80 % together is allowed");
        let key = once();
        let over = coordinator.post(at, &[("table", table), ("confirm", "1"), ("once", &key)]).await;
        assert_eq!(over.status, 422, "120 % is not");
    })
    .await;
}

#[tokio::test]
async fn a_report_is_written_approved_with_a_reason_and_then_frozen() {
    on_both(features, async |t| {
        let coordinator = t.coordinator().await;
        make(&coordinator, "H-5", &[]).await;
        add(&coordinator, "H-5", "measures", &[("code", "3.1"), ("title", "Seminaarit")]).await;
        add(&coordinator, "H-5", "meetings", &[("at", "13.1.2021")]).await;
        let claim = [("about", "meetings"), ("number", "28"), ("printed", "kokoontuivat 28 kertaa")];
        add(&coordinator, "H-5", "claims", &claim).await;
        let trainee =
            [("person", "Aino Keksitty"), ("role", "harjoittelija"), ("from", "1.6.2021"), ("trainee", "1")];
        add(&coordinator, "H-5", "staff", &trainee).await;
        assert_eq!(t.nobody().get("/fi/projects/H-5/report").await.status, 404, "nothing is approved");
        assert_eq!(t.nobody().get("/fi/projects/H-5/check").await.status, 303);
        assert!(coordinator.get("/fi/projects/H-5/check").await.text.contains("28"));
        let part = "/fi/projects/H-5/report/parts/1";
        let key = once();
        let saved =
            coordinator.post(part, &[("once", &key), ("version", "0"), ("text", "Oma alkusana")]).await;
        assert_eq!(saved.status, 303);
        let stale = coordinator.post(part, &[("version", "0"), ("text", "Toinen")]).await;
        assert_eq!(stale.status, 409);
        assert_eq!(coordinator.get("/fi/projects/H-5/report/parts/99").await.status, 404);
        assert_eq!(t.admin().await.get(part).await.status, 403);
        let draft = coordinator.get("/fi/projects/H-5/report").await;
        assert!(draft.text.contains("Oma alkusana") && draft.text.contains("Aino Keksitty"));
        assert!(draft.text.contains("4.1"), "headings number themselves");
        let approve = "/fi/projects/H-5/report/approve";
        assert_eq!(t.admin().await.post(approve, &[("by", "x")]).await.status, 403);
        let version = draft.field("version").unwrap();
        let open = coordinator.post(approve, &[("by", "Hallitus"), ("version", &version)]).await;
        assert_eq!(open.status, 422, "contradictions need a reason");
        let key = once();
        let fields = [
            ("by", "Hallitus § 3"),
            ("reason", "Lähde on sellainen."),
            ("version", &version),
            ("once", &key),
        ];
        let done = coordinator.post(approve, &fields).await;
        assert_eq!(done.status, 303, "{}", done.text);
        let public = t.nobody().get("/fi/projects/H-5/report").await;
        assert_eq!(public.status, 200);
        assert!(public.text.contains("Lähde on sellainen.") && public.text.contains("Harjoittelija 1"));
        assert!(!public.text.contains("Aino Keksitty"));
        let json = t.nobody().get("/fi/projects/H-5/report.json?audience=internal").await;
        assert!(!json.text.contains("Aino Keksitty"), "who is not of the project gets the public one");
        add(&coordinator, "H-5", "meetings", &[("at", "10.2.2021")]).await;
        assert_eq!(
            t.nobody().get("/fi/projects/H-5/report").await.text.matches("10.2.").count(),
            0,
            "frozen"
        );
        assert_eq!(coordinator.post(part, &[("version", "1"), ("text", "Myöhemmin")]).await.status, 409);
        let key = once();
        assert_eq!(
            coordinator.post("/fi/projects/H-5/report", &[("kind", "interim"), ("once", &key)]).await.status,
            303
        );
        let next = coordinator.get("/fi/projects/H-5/report").await;
        assert!(
            next.text.contains("Väliraportti")
                && next.text.contains("Oma alkusana")
                && next.text.contains("10.2.")
        );
        let docx = coordinator.get("/fi/projects/H-5/report.docx").await;
        assert_eq!(docx.status, 200);
        assert_eq!(&docx.bytes[..2], b"PK");
    })
    .await;
}

#[tokio::test]
async fn lessons_come_back_when_a_new_project_is_planned() {
    on_both(features, async |t| {
        let coordinator = t.coordinator().await;
        make(&coordinator, "H-6", &[]).await;
        let lesson = [("kind", "problem"), ("text", "Varauduttiin liikaan"), ("theme", "varautuminen")];
        assert_eq!(add(&coordinator, "H-6", "lessons", &lesson).await, 303);
        assert!(coordinator.get("/fi/projects/new").await.text.contains("Varauduttiin liikaan"));
        assert!(t.nobody().get("/sv/projects/lessons").await.text.contains("Varauduttiin liikaan"));
    })
    .await;
}

#[tokio::test]
async fn the_published_schema_is_served() {
    on_both(features, async |t| {
        let schema = t.nobody().get("/api/schema/project.json").await;
        assert_eq!(schema.status, 200);
        assert!(schema.text.contains("talkoot.project/1"));
    })
    .await;
}
