use kit::Role;
use testkit::on_both;

use crate::common::{Forms, features, measure, plan, says};

#[tokio::test]
async fn a_plan_is_made_read_and_changed_by_who_may() {
    on_both(features, async |t| {
        let coordinator = t.coordinator().await;
        assert_eq!(t.nobody().get("/fi/plans/new").await.status, 303, "the way to the sign-in");
        assert_eq!(t.admin().await.get("/fi/plans/new").await.status, 403);
        let wrong = coordinator
            .form(
                "/fi/plans/new",
                &[("title", ""), ("from-year", "2016"), ("to-year", "2013"), ("vision", "Visio 2035")],
            )
            .await;
        assert_eq!(wrong.status, 422);
        for words in ["Tämä tieto tarvitaan.", "Päättymisvuosi on ennen alkamisvuotta.", "Visio 2035"] {
            assert!(wrong.text.contains(words), "{words} in {}", wrong.text);
        }
        let at = plan(&coordinator, "Turvallisuussuunnitelma", "public").await;
        assert_eq!(at, "/fi/plans/turvallisuussuunnitelma");
        says(&t.nobody().get(&at).await, &["Turvallisuussuunnitelma", "Luonnos 25.4.2013"]);
        says(&t.nobody().get("/sv/plans").await, &["Utkast 25.4.2013", "Planer"]);
        assert_eq!(t.at_host("keski-suomi.localhost").get(&at).await.status, 404, "another region");
        assert_eq!(t.nobody().get("/fi/plans/muu").await.status, 404);

        let form = coordinator.get(&format!("{at}/edit")).await;
        let version = form.field("version").unwrap();
        assert_eq!(t.admin().await.get(&format!("{at}/edit")).await.status, 403);
        let fields = |title: &'static str, version: String| {
            vec![
                ("title", title.to_owned()),
                ("kind", "plan".to_owned()),
                ("state", "draft".to_owned()),
                ("publicity", "public".to_owned()),
                ("version", version),
            ]
        };
        let send = async |fields: Vec<(&'static str, String)>| {
            let pairs: Vec<(&str, &str)> = fields.iter().map(|(n, v)| (*n, v.as_str())).collect();
            coordinator.form(&format!("{at}/edit"), &pairs).await
        };
        assert_eq!(send(fields("Suunnitelma 2014", version.clone())).await.status, 303);
        let late = send(fields("Myöhässä", version)).await;
        assert_eq!(late.status, 409);
        assert!(
            late.text.contains("Myöhässä") && late.text.contains("Suunnitelma 2014"),
            "both versions stand"
        );
    })
    .await;
}

#[tokio::test]
async fn what_is_in_preparation_is_not_known_to_the_public() {
    on_both(features, async |t| {
        let coordinator = t.coordinator().await;
        let at = plan(&coordinator, "Salattu valmistelu", "internal").await;
        let m = measure(&coordinator, &at, "Toimi", "Heinola", "planned").await;
        for path in [
            at.clone(),
            m.clone(),
            format!("{at}/risks"),
            format!("{at}/print"),
            format!("{at}/actors/heinola"),
        ] {
            assert_eq!(t.nobody().get(&path).await.status, 404, "{path}");
            assert_eq!(t.admin().await.get(&path).await.status, 404, "{path}");
            assert_eq!(coordinator.get(&path).await.status, 200, "{path}");
        }
        assert!(!t.nobody().get("/fi/plans").await.text.contains("Salattu"));
        let heinola = t.municipality("heinola").await;
        let official = t.with_role(Role::Official, None, Some(heinola.id)).await;
        assert!(official.get("/fi/plans").await.text.contains("Salattu"));
    })
    .await;
}

#[tokio::test]
async fn goals_are_added_and_changed() {
    on_both(features, async |t| {
        let coordinator = t.coordinator().await;
        let at = plan(&coordinator, "Ohjelma", "public").await;
        let empty = coordinator
            .form(&format!("{at}/goals"), &[("goal-title", ""), ("goal-text", "jäi talteen")])
            .await;
        assert_eq!(empty.status, 422);
        assert!(empty.text.contains("jäi talteen"));
        assert_eq!(t.admin().await.form(&format!("{at}/goals"), &[("goal-title", "x")]).await.status, 403);
        assert_eq!(
            coordinator.form(&format!("{at}/goals"), &[("goal-title", "Turvallinen koti")]).await.status,
            303
        );
        let page = coordinator.get(&at).await;
        says(&page, &["Turvallinen koti", "Tavoitteelle ei ole kirjattu toimenpiteitä."]);
        let id = page.text.split("/fi/goals/").nth(1).unwrap().split('"').next().unwrap().to_owned();
        let goal = format!("/fi/goals/{id}");
        assert_eq!(t.nobody().get(&goal).await.status, 303);
        assert_eq!(t.admin().await.get(&goal).await.status, 403);
        assert_eq!(t.at_host("keski-suomi.localhost").get(&goal).await.status, 404);
        let saved = coordinator
            .form(
                &goal,
                &[("goal-title", "Turvallinen koti ja koulu"), ("goal-code", "1.1"), ("version", "1")],
            )
            .await;
        assert_eq!(saved.status, 303, "{}", saved.text);
        let late =
            coordinator.form(&goal, &[("goal-title", "x"), ("goal-code", "1"), ("version", "1")]).await;
        assert_eq!(late.status, 409);
        says(&t.nobody().get(&at).await, &["Turvallinen koti ja koulu", "1.1"]);
    })
    .await;
}

#[tokio::test]
async fn the_secretary_of_the_steering_body_keeps_its_plan() {
    on_both(features, async |t| {
        let body = t.body("ohjausryhma").await;
        let other = t.body("toinen").await;
        let secretary = t.seat(body.id, "secretary", None, "Sihteeri").await;
        let secretary = t.sign_in(secretary.id).await;
        let id = body.id.to_string();
        let own = [
            ("title", "Strategia"),
            ("kind", "strategy"),
            ("state", "draft"),
            ("publicity", "public"),
            ("body", id.as_str()),
        ];
        let made = secretary.form("/fi/plans/new", &own).await;
        assert_eq!(made.status, 303, "{}", made.text);
        let theirs = other.id.to_string();
        let foreign = [
            ("title", "Strategia"),
            ("kind", "strategy"),
            ("state", "draft"),
            ("publicity", "public"),
            ("body", theirs.as_str()),
        ];
        assert_eq!(secretary.form("/fi/plans/new", &foreign).await.status, 422);
        assert_eq!(secretary.get(&format!("{}/edit", made.location())).await.status, 200);
        says(
            &t.nobody().get("/fi/bodies/ohjausryhma").await,
            &["Toimielimen ohjaamat suunnitelmat", "Strategia"],
        );
    })
    .await;
}
