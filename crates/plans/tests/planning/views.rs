use kit::{Role, Subject, Who};
use page::Ask;
use testkit::on_both;

use crate::common::{Forms, features, plan, says};

#[tokio::test]
async fn a_municipality_adopts_a_policy_with_its_own_edits_and_a_date() {
    on_both(features, async |t| {
        let coordinator = t.coordinator().await;
        let text = "<p>Tarkoitus</p><p>Vastuut</p><p>Seuranta</p>";
        let fields = [
            ("title", "Riskipolitiikka"),
            ("kind", "policy"),
            ("state", "draft"),
            ("publicity", "public"),
            ("body-text", text),
        ];
        let at = coordinator.form("/fi/plans/new", &fields).await.location().to_owned();
        let page = t.nobody().get(&at).await;
        says(&page, &["Kunnittain", "Heinola"]);
        let adopt = page
            .text
            .split("\"/fi/adoption/")
            .find(|s| s.contains("/heinola\""))
            .unwrap()
            .split('"')
            .next()
            .unwrap()
            .to_owned();
        let adopt = format!("/fi/adoption/{adopt}");
        says(&t.nobody().get(&adopt).await, &["ei tiedossa"]);
        let heinola = t.municipality("heinola").await;
        let sysma = t.municipality("sysma").await;
        let official = t.with_role(Role::Official, None, Some(heinola.id)).await;
        let other = t.with_role(Role::Official, None, Some(sysma.id)).await;
        let form = official.get(&adopt).await;
        assert!(form.text.contains("Vastuut"), "the model's text is there to be edited");
        assert_eq!(form.field("version").unwrap(), "0");
        let own = "<p>Tarkoitus</p><p>Meillä vastaa kunnanhallitus</p><p>Seuranta</p>";
        let fields = [("stage", "decided"), ("at", ""), ("own-text", own), ("version", "0")];
        assert_eq!(other.form(&adopt, &fields).await.status, 403);
        assert_eq!(t.nobody().form(&adopt, &fields).await.status, 403);
        let wrong = official.form(&adopt, &fields).await;
        assert_eq!(wrong.status, 422);
        assert!(
            wrong.text.contains("Kerro, milloin päätettiin.") && wrong.text.contains("Meillä vastaa"),
            "{}",
            wrong.text
        );
        let fields = [
            ("stage", "decided"),
            ("at", "4.10.2021"),
            ("decided-by", "Kunnanhallitus § 12"),
            ("own-text", own),
            ("version", "0"),
        ];
        assert_eq!(official.form(&adopt, &fields).await.status, 303);
        assert_eq!(official.form(&adopt, &fields).await.status, 409);
        says(
            &t.nobody().get(&adopt).await,
            &[
                "päättänyt ottaa käyttöön",
                "4.10.2021",
                "Kunnanhallitus § 12",
                "jätetty pois",
                "omaa",
                "Meillä vastaa kunnanhallitus",
            ],
        );
        says(&t.nobody().get("/fi/adoption").await, &["Riskipolitiikka", "1/10 kuntaa on päättänyt"]);
        says(&t.nobody().get(&at).await, &["oma teksti", "4.10.2021"]);
        assert_eq!(t.at_host("keski-suomi.localhost").get(&adopt).await.status, 404);
        let ask = Ask::new(t.tenant.id, &Who::Nobody);
        let days = (jiff::civil::date(2021, 1, 1), jiff::civil::date(2021, 12, 31));
        let facts = t.app.facts(ask, &Subject::new("municipality", heinola.id), days).await.unwrap();
        assert!(facts.iter().any(|f| f.title.fi == "Riskipolitiikka"));
    })
    .await;
}

#[tokio::test]
async fn a_decision_is_linked_to_a_goal_and_the_share_without_one_is_shown() {
    on_both(features, async |t| {
        let coordinator = t.coordinator().await;
        let at = plan(&coordinator, "Strategia", "public").await;
        coordinator.form(&format!("{at}/goals"), &[("goal-title", "Sujuva arki")]).await;
        let body = t.body("kj").await;
        let mut tx = t.tx().await;
        for title in ["Yhteinen hankinta", "Muu asia"] {
            let new = record::decisions::NewDecision {
                body: Some(body.id),
                officer: String::new(),
                matter: None,
                meeting: None,
                item: None,
                period: "2021".into(),
                number: record::decisions::Number::Next,
                at: kit::When::day(jiff::civil::date(2021, 9, 13)),
                statutory: false,
                outcome: "agreed".into(),
                title: kit::Local::fi(title),
                text: String::new(),
                reason: String::new(),
                returns: kit::When::unknown(),
                publicity: kit::Publicity::Public,
                ground: String::new(),
                doubt: kit::Local::default(),
                source: String::new(),
                published: true,
                example: false,
            };
            record::decisions::decide(&mut tx, new).await.unwrap();
        }
        tx.commit().await.unwrap();
        let page = coordinator.get("/fi/goal-links?year=2021").await;
        says(
            &page,
            &[
                "2 / 2 (100 %) ei liity mihinkään tavoitteeseen.",
                "Yhteinen hankinta",
                "Strategia: 1 Sujuva arki",
            ],
        );
        assert!(!t.nobody().get("/fi/goal-links?year=2021").await.text.contains("<select"));
        let goal = page.text.split("<option value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
        let path = page
            .text
            .split("name=\"path\" value=\"")
            .find(|s| s.starts_with("/decisions/"))
            .unwrap()
            .split('"')
            .next()
            .unwrap()
            .to_owned();
        let fields = [("year", "2021"), ("goal", goal.as_str()), ("path", path.as_str())];
        assert_eq!(t.admin().await.form("/fi/goal-links", &fields).await.status, 403);
        assert_eq!(
            coordinator
                .form("/fi/goal-links", &[("year", "2021"), ("goal", goal.as_str()), ("path", "/muu")])
                .await
                .status,
            404
        );
        assert_eq!(coordinator.form("/fi/goal-links", &[("year", "x")]).await.status, 400);
        assert_eq!(coordinator.form("/fi/goal-links", &fields).await.status, 303);
        let page = coordinator.get("/fi/goal-links?year=2021").await;
        says(&page, &["1 / 2 (50 %)"]);
        assert_eq!(
            coordinator
                .get("/fi/goal-links?year=2021&only=unlinked")
                .await
                .text
                .matches("name=\"path\"")
                .count(),
            1
        );
        says(&t.nobody().get(&at).await, &["Tavoitteisiin liitetyt päätökset"]);
        let one = page.text.split("/fi/goal-links/").nth(1).unwrap().split('"').next().unwrap().to_owned();
        assert_eq!(t.admin().await.form(&format!("/fi/goal-links/{one}"), &[]).await.status, 403);
        assert_eq!(coordinator.form(&format!("/fi/goal-links/{one}"), &[]).await.status, 303);
        says(&t.nobody().get("/fi/goal-links?year=2021").await, &["2 / 2 (100 %)"]);
        assert_eq!(t.nobody().get("/fi/goal-links?year=99").await.status, 404);
    })
    .await;
}

#[tokio::test]
async fn who_gets_nothing_is_flagged() {
    on_both(features, async |t| {
        let coordinator = t.coordinator().await;
        let heinola = t.municipality("heinola").await.id.to_string();
        let lahti = t.municipality("lahti").await.id.to_string();
        let study = [
            ("title", "Selvitys"),
            ("state", "ready"),
            ("publicity", "public"),
            ("at", "2021"),
            ("places", heinola.as_str()),
            ("places", lahti.as_str()),
        ];
        assert_eq!(coordinator.form("/fi/registers/study/new", &study).await.status, 303);
        let money = [
            ("title", "Raha"),
            ("state", "granted"),
            ("publicity", "public"),
            ("at", "2021"),
            ("d-funder", "EAKR"),
            ("d-granted", "100,01"),
            ("places", heinola.as_str()),
            ("places", lahti.as_str()),
        ];
        assert_eq!(coordinator.form("/fi/registers/funding/new", &money).await.status, 303);
        let page = t.nobody().get("/fi/fairness?from=2021&to=2021").await;
        says(
            &page,
            &["Näinä vuosina ei mitään saaneet:", "Sysmä", "50,01\u{a0}€", "50\u{a0}€", "100,01\u{a0}€"],
        );
        let flagged =
            page.text.split("Näinä vuosina ei mitään saaneet:").nth(1).unwrap().split("</p>").next().unwrap();
        assert!(!flagged.contains("Heinola") && !flagged.contains("Lahti"), "{flagged}");
        assert_eq!(t.nobody().get("/fi/fairness?from=2022&to=2021").await.status, 400);
        let all = [
            ("title", "Kaikille"),
            ("state", "ready"),
            ("publicity", "public"),
            ("at", "2021"),
            ("everywhere", "1"),
        ];
        assert_eq!(coordinator.form("/fi/registers/study/new", &all).await.status, 303);
        says(&t.nobody().get("/fi/fairness?from=2021&to=2021").await, &["Jokainen kunta on saanut jotakin"]);
    })
    .await;
}
