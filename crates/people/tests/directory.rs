//! Persons, roles, assistants, offices, organisations and terms.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "helpers of tests")]

use kit::Role;
use page::Feature;
use people::{bodies, persons};
use testkit::{Client, Reply, TestApp, on_both};

fn features() -> Vec<Feature> {
    vec![people::feature(), signin::feature()]
}

async fn send(client: &Client, page: &str, to: &str, fields: &[(&str, &str)]) -> Reply {
    let shown = client.get(page).await;
    assert_eq!(shown.status, 200, "{page}: {}", shown.text);
    let once = shown.field("once").expect("a form");
    let version = shown.field("version").unwrap_or_default();
    let mut all = vec![("once", once.as_str()), ("version", version.as_str())];
    all.extend_from_slice(fields);
    client.post(to, &all).await
}

async fn person(t: &TestApp, id: uuid::Uuid) -> persons::Person {
    persons::get(t.app.db(), t.tenant.id, id).await.unwrap().unwrap()
}

#[tokio::test]
async fn the_list_of_persons_is_for_staff() {
    on_both(features, async |t| {
        let body = t.body("ryhma").await;
        t.person("Äijälä Åke").await;
        let member = t.sign_in(t.seat(body.id, "member", None, "Jäsen").await.id).await;
        let secretary = t.with_role(Role::Secretary, Some(body.id), None).await;
        for path in ["/fi/people", "/fi/people/new", "/fi/offices", "/fi/organisations", "/fi/terms"] {
            assert_eq!(t.nobody().get(path).await.status, 303, "{path}");
            assert_eq!(member.get(path).await.status, 403, "{path}");
            let right = if path == "/fi/terms" { 403 } else { 200 };
            assert_eq!(secretary.get(path).await.status, right, "{path}");
            assert_eq!(t.coordinator().await.get(path).await.status, 200, "{path}");
        }
        for path in ["/fi/people/new", "/fi/offices", "/fi/offices/holders", "/fi/organisations", "/fi/terms"]
        {
            assert_eq!(t.nobody().post(path, &[]).await.status, 403, "{path}");
            assert_eq!(member.post(path, &[]).await.status, 403, "{path}");
        }
        let found = secretary.get("/fi/people?q=%C3%A5ke").await.text;
        assert!(found.contains("Äijälä Åke") && !found.contains(">Jäsen</a>"));
        assert!(secretary.get("/fi/people?q=nobodyatall").await.text.contains("Ketään ei löytynyt"));
    })
    .await;
}

#[tokio::test]
async fn a_person_is_public_with_a_seat_only_and_contact_data_by_leave_only() {
    on_both(features, async |t| {
        let body = t.body("ryhma").await;
        let silent = t.person("Ilman paikkaa").await;
        let seated = t.seat(body.id, "member", None, "Paikalla").await;
        let coordinator = t.coordinator().await;
        let (hidden, shown) = (format!("/fi/people/{}", silent.id), format!("/fi/people/{}", seated.id));
        assert_eq!(t.nobody().get(&hidden).await.status, 404);
        assert_eq!(coordinator.get(&hidden).await.status, 200);
        assert_eq!(t.sign_in(silent.id).await.get(&hidden).await.status, 200, "one sees oneself");
        let page = t.nobody().get(&shown).await;
        assert_eq!(page.status, 200);
        assert!(!page.text.contains("paikalla@example.org"));
        assert!(coordinator.get(&shown).await.text.contains("paikalla@example.org"));
        assert_eq!(t.at_host("keski-suomi.localhost").get(&shown).await.status, 404);
        let mut tx = t.tx().await;
        let before = person(&t, seated.id).await;
        persons::update(&mut tx, &before, persons::Person { contact_public: true, ..before.clone() })
            .await
            .unwrap();
        tx.commit().await.unwrap();
        assert!(t.nobody().get(&shown).await.text.contains("paikalla@example.org"));
        assert_eq!(t.nobody().get("/fi/people/nonsense").await.status, 404);
        for lang in ["fi", "sv", "en"] {
            assert_eq!(coordinator.get(&format!("/{lang}/people/{}", seated.id)).await.status, 200);
            assert_eq!(coordinator.get(&format!("/{lang}/people/{}/edit", seated.id)).await.status, 200);
            assert_eq!(coordinator.get(&format!("/{lang}/people")).await.status, 200);
        }
    })
    .await;
}

#[tokio::test]
async fn persons_are_added_and_changed_and_nobody_takes_over_somebody_with_more_rights() {
    on_both(features, async |t| {
        let body = t.body("ryhma").await;
        let (admin, coordinator) = (t.admin().await, t.coordinator().await);
        let secretary = t.with_role(Role::Secretary, Some(body.id), None).await;
        let new = [("name", "Uusi Henkilö"), ("email", "Uusi@Example.org"), ("lang", "sv")];
        let made = send(&secretary, "/fi/people/new", "/fi/people/new", &new).await;
        assert_eq!(made.status, 303, "{}", made.text);
        let id: uuid::Uuid = made.location().rsplit('/').next().unwrap().parse().unwrap();
        assert_eq!(person(&t, id).await.email.as_deref(), Some("uusi@example.org"));
        let taken = send(&secretary, "/fi/people/new", "/fi/people/new", &new).await;
        assert_eq!(taken.status, 422);
        assert!(taken.text.contains("Osoite on jo henkilöllä Uusi Henkilö."));
        let wrong = [("name", ""), ("email", "not an address")];
        let refused = send(&secretary, "/fi/people/new", "/fi/people/new", &wrong).await;
        assert!(refused.text.contains("id=\"e-name\"") && refused.text.contains("id=\"e-email\""));
        let edit = format!("/fi/people/{id}/edit");
        let off = send(&secretary, &edit, &edit, &[("name", "Uusi Nimi"), ("lang", "fi")]).await;
        assert_eq!(off.status, 303);
        let after = person(&t, id).await;
        assert_eq!((after.name.as_str(), after.active, after.version), ("Uusi Nimi", false, 2));
        let stale = [
            ("name", "Vanha"),
            ("lang", "fi"),
            ("version", "1"),
            ("once", "0192d1f0-0000-7000-8000-00000000000b"),
        ];
        assert_eq!(secretary.post(&edit, &stale).await.status, 409);

        let mut tx = t.tx().await;
        persons::grant(&mut tx, id, Role::Admin, None, None, t.app.today()).await.unwrap();
        tx.commit().await.unwrap();
        for client in [&secretary, &coordinator] {
            assert_eq!(client.get(&edit).await.status, 403);
            assert_eq!(client.post(&edit, &[("name", "x"), ("email", "mine@example.org")]).await.status, 403);
        }
        assert_eq!(admin.get(&edit).await.status, 200);
        assert_eq!(t.nobody().get(&edit).await.status, 303);
    })
    .await;
}

#[tokio::test]
async fn roles_are_given_and_ended_by_the_administrator_alone() {
    on_both(features, async |t| {
        let body = t.body("ryhma").await.id.to_string();
        let (admin, coordinator) = (t.admin().await, t.coordinator().await);
        let someone = t.person("Joku").await;
        let page = format!("/fi/people/{}", someone.id);
        let roles = format!("{page}/roles");
        for client in [&t.nobody(), &coordinator] {
            assert_eq!(client.post(&roles, &[("role", "admin")]).await.status, 403);
        }
        assert_eq!(send(&admin, &page, &roles, &[("role", "king")]).await.status, 422);
        assert_eq!(send(&admin, &page, &roles, &[("role", "secretary")]).await.status, 422, "of which body");
        assert_eq!(
            send(&admin, &page, &roles, &[("role", "official")]).await.status,
            422,
            "of which municipality"
        );
        assert_eq!(send(&admin, &page, &roles, &[("role", "admin"), ("body", &body)]).await.status, 422);
        assert_eq!(send(&admin, &page, &roles, &[("role", "secretary"), ("body", &body)]).await.status, 303);
        let client = t.sign_in(someone.id).await;
        assert_eq!(client.get("/fi/bodies/ryhma/edit").await.status, 200);
        let grants = persons::grants(t.app.db(), t.tenant.id).await.unwrap();
        let own = grants.iter().find(|g| g.person == someone.id).unwrap();
        let end = format!("{roles}/{}/end", own.id);
        assert_eq!(coordinator.post(&end, &[]).await.status, 403);
        assert_eq!(admin.post(&end, &[]).await.status, 303);
        assert_eq!(client.get("/fi/bodies/ryhma/edit").await.status, 403, "at once");
        assert_eq!(admin.post(&end, &[]).await.status, 404, "it has ended");
        let last = grants.iter().find(|g| g.role == "admin").unwrap();
        let path = format!("/fi/people/{}/roles/{}/end", last.person, last.id);
        assert_eq!(admin.post(&path, &[]).await.status, 409, "somebody must be left");
    })
    .await;
}

#[tokio::test]
async fn assistants_offices_and_organisations_are_kept_by_who_coordinates() {
    on_both(features, async |t| {
        let body = t.body("ryhma").await;
        let coordinator = t.coordinator().await;
        let (boss, anna) = (t.seat(body.id, "member", None, "Johtaja").await, t.person("Anna").await);
        let page = format!("/fi/people/{}", boss.id);
        let to = format!("{page}/assistants");
        let anna_id = anna.id.to_string();
        let secretary = t.with_role(Role::Secretary, Some(body.id), None).await;
        assert_eq!(secretary.post(&to, &[("assistant", &anna_id)]).await.status, 403);
        assert_eq!(t.nobody().post(&to, &[("assistant", &anna_id)]).await.status, 403);
        assert_eq!(send(&coordinator, &page, &to, &[]).await.status, 422);
        assert_eq!(send(&coordinator, &page, &to, &[("assistant", &anna_id)]).await.status, 303);
        let today = t.app.today();
        let who = async || persons::who(t.app.db(), t.tenant.id, anna.id, today).await.unwrap();
        assert!(who().await.has_in(body.id, &[Role::Assistant]));
        let row = persons::assistants(t.app.db(), t.tenant.id).await.unwrap().remove(0);
        let end = format!("{to}/{}/end", row.id);
        assert_eq!(secretary.post(&end, &[]).await.status, 403);
        assert_eq!(coordinator.post(&end, &[]).await.status, 303);
        assert!(!who().await.has_in(body.id, &[Role::Assistant]));

        let new = [("name_fi", "Liikelaitos"), ("kind", "company")];
        assert_eq!(send(&coordinator, "/fi/organisations", "/fi/organisations", &new).await.status, 303);
        assert_eq!(send(&coordinator, "/fi/organisations", "/fi/organisations", &[]).await.status, 422);
        assert!(coordinator.get("/sv/organisations").await.text.contains("Liikelaitos"));

        assert_eq!(
            send(&coordinator, "/fi/offices", "/fi/offices", &[("name_fi", "Johtaja")]).await.status,
            303
        );
        assert_eq!(send(&coordinator, "/fi/offices", "/fi/offices", &[]).await.status, 422);
        let office = persons::offices(t.app.db(), t.tenant.id).await.unwrap().remove(0);
        let office_id = office.id.to_string();
        let hold = [("office", office_id.as_str()), ("person", &anna_id), ("from", "1.1.2021")];
        assert_eq!(send(&coordinator, "/fi/offices", "/fi/offices/holders", &hold).await.status, 303);
        assert_eq!(send(&coordinator, "/fi/offices", "/fi/offices/holders", &[]).await.status, 422);
        // A seat that belongs to the office is sat in by its holder.
        let seat = [("office", office_id.as_str()), ("role", "chair")];
        let members = "/fi/bodies/ryhma/members";
        assert_eq!(send(&coordinator, members, members, &seat).await.status, 303);
        assert!(who().await.has_in(body.id, &[Role::Chair]));
        assert!(t.nobody().get("/fi/bodies/ryhma").await.text.contains("Anna (Johtaja)"));
        let held = persons::holdings(t.app.db(), t.tenant.id).await.unwrap().remove(0);
        let end = format!("/fi/offices/holders/{}/end", held.id);
        assert_eq!(secretary.post(&end, &[]).await.status, 403);
        assert_eq!(coordinator.post(&end, &[]).await.status, 303);
        for lang in ["sv", "en"] {
            assert_eq!(coordinator.get(&format!("/{lang}/offices")).await.status, 200);
        }
    })
    .await;
}

#[tokio::test]
async fn at_a_term_seats_change_all_at_once_after_a_preview() {
    on_both(features, async |t| {
        let body = t.body("foorumi").await;
        let kept = t.body("muu").await;
        let old = t.seat(body.id, "member", None, "Vanha Jäsen").await;
        t.seat(body.id, "secretary", None, "Sihteeri").await;
        t.seat(kept.id, "member", None, "Muu Jäsen").await;
        let coordinator = t.coordinator().await;
        let add = [("name_fi", "Kausi 2021"), ("from", "1.8.2021"), ("to", "31.5.2025")];
        assert_eq!(send(&coordinator, "/fi/terms", "/fi/terms", &add).await.status, 303);
        assert_eq!(send(&coordinator, "/fi/terms", "/fi/terms", &[("name_fi", "x")]).await.status, 422);
        let term = bodies::terms(t.app.db(), t.tenant.id).await.unwrap().remove(0);
        let path = format!("/fi/terms/{}/change", term.id);
        let secretary = t.with_role(Role::Secretary, Some(body.id), None).await;
        assert_eq!(t.nobody().get(&path).await.status, 303);
        assert_eq!(secretary.get(&path).await.status, 403);
        assert_eq!(secretary.post(&path, &[]).await.status, 403);
        for lang in ["sv", "en"] {
            assert_eq!(coordinator.get(&format!("/{lang}/terms/{}/change", term.id)).await.status, 200);
        }
        let id = body.id.to_string();
        let fields = |table: &'static str| {
            vec![
                ("bodies", id.clone()),
                ("roles", "member".to_owned()),
                ("last", "31.7.2021".to_owned()),
                ("first", "1.8.2021".to_owned()),
                ("table", table.to_owned()),
            ]
        };
        let post = async |fields: &[(&str, String)]| {
            let all: Vec<(&str, &str)> = fields.iter().map(|(n, v)| (*n, v.as_str())).collect();
            send(&coordinator, &path, &path, &all).await
        };
        assert_eq!(post(&[]).await.status, 422);
        let bad = post(&fields(
            "foorumi;Atlantis;Uusi;jäsen;\nnowhere;Sysmä;Toinen;jäsen;\nmuu;;Kolmas;jäsen;\nfoorumi;;N;king;",
        ))
        .await;
        assert_eq!(bad.status, 422);
        for words in ["Rivi 1:", "Atlantis", "Rivi 2:", "Rivi 3:", "Rivi 4:", "king"] {
            assert!(bad.text.contains(words), "{words}");
        }
        let table = "foorumi;Sysmä;Uusi Jäsen;jäsen;uusi@example.org\nfoorumi;Lahti;Vanha Jäsen;Ordförande;";
        let seen = post(&fields(table)).await;
        assert_eq!(seen.status, 200);
        assert!(seen.text.contains("1 jäsenyys päättyy") && seen.text.contains("2 jäsenyyttä alkaa"));
        assert!(seen.text.contains("Mitään ei ole vielä tallennettu."));
        let seats = async || bodies::members(t.app.db(), t.tenant.id, body.id).await.unwrap();
        assert_eq!(seats().await.len(), 2, "a preview writes nothing");

        let mut confirm = fields(table);
        confirm.push(("expect", "something else".to_owned()));
        assert_eq!(post(&confirm).await.status, 409);
        confirm.pop();
        confirm.push(("expect", seen.field("expect").unwrap()));
        assert_eq!(post(&confirm).await.status, 303);
        let after = seats().await;
        assert_eq!(after.len(), 4);
        let ended = after.iter().find(|m| m.person == Some(old.id) && m.role == "member").unwrap();
        assert_eq!(ended.to_date, "2021-07-31");
        let chair = after.iter().find(|m| m.role == "chair").unwrap();
        assert_eq!(chair.person, Some(old.id), "known by the name");
        assert!(after.iter().any(|m| m.role == "secretary" && m.in_force(t.app.today())), "was not chosen");
        assert_eq!(bodies::members(t.app.db(), t.tenant.id, kept.id).await.unwrap()[0].to_date, "9998~open");
    })
    .await;
}
