use kit::Role;
use testkit::on_both;

use crate::common::{Forms, features, measure, plan, says};

#[tokio::test]
async fn a_shared_measure_stands_in_the_chapter_of_each_and_counts_once() {
    on_both(features, async |t| {
        let coordinator = t.coordinator().await;
        let at = plan(&coordinator, "Turvallisuussuunnitelma", "public").await;
        measure(&coordinator, &at, "Yhteinen harjoitus", "Lahti\nHeinola\nPelastuslaitos", "planned").await;
        measure(&coordinator, &at, "Liikuntakasvatus", "heinola", "planned").await;
        measure(&coordinator, &at, "Vailla tekijää", "", "planned").await;
        let page = t.nobody().get(&at).await;
        says(
            &page,
            &[
                "Toimenpiteitä on 3. Toimijoiden luvuissa on yhteensä 4 riviä, koska 1 toimenpidettä",
                "vastuutaho ei ole tiedossa",
            ],
        );
        let heinola = t.nobody().get(&format!("{at}/actors/heinola")).await;
        says(
            &heinola,
            &[
                "Yhteinen harjoitus",
                "Liikuntakasvatus",
                "Yhdessä",
                "Lahti",
                "Pelastuslaitos",
                "osallistuu",
                "Toimenpiteitä 2",
            ],
        );
        says(
            &t.nobody().get(&format!("{at}/actors/lahti")).await,
            &["Yhteinen harjoitus", "vastaa toimenpiteestä"],
        );
        let lahti = t.nobody().get(&format!("{at}/actors/lahti")).await.text;
        assert!(!lahti.contains("Liikuntakasvatus"), "who is another's is not here");
        let book = t.nobody().get(&format!("{at}/print")).await;
        says(
            &book,
            &[
                "2.1 Heinola",
                "2.2 Lahti",
                "2.3 Pelastuslaitos",
                "2.4 Toimenpiteet, joille ei ole nimetty toimijaa",
                "⇄ Lahti, Pelastuslaitos",
            ],
        );
        assert_eq!(
            t.nobody().get(&format!("{at}/actors/sysma")).await.status,
            404,
            "who has no part has no chapter"
        );
        let docx = t.nobody().get(&format!("{at}/plan.docx")).await;
        assert_eq!(docx.status, 200);
        assert_eq!(&docx.bytes[..2], b"PK");
        assert_eq!(t.nobody().get(&format!("{at}/actors/heinola/chapter.docx")).await.status, 200);
    })
    .await;
}

#[tokio::test]
async fn all_municipalities_are_named_at_once() {
    on_both(features, async |t| {
        let coordinator = t.coordinator().await;
        let at = plan(&coordinator, "Ohjelma", "public").await;
        let m = measure(&coordinator, &at, "Kaikkien toimi", "Kaikki kunnat", "planned").await;
        let page = t.nobody().get(&m).await;
        let all =
            people::municipalities::on(t.app.db(), &t.tenant, jiff::civil::date(2021, 10, 13)).await.unwrap();
        assert_eq!(all.len(), 10);
        for town in all {
            assert!(page.text.contains(&town.name_fi), "{}", town.name_fi);
        }
    })
    .await;
}

#[tokio::test]
async fn a_municipality_says_how_far_its_own_part_is() {
    on_both(features, async |t| {
        let coordinator = t.coordinator().await;
        let at = plan(&coordinator, "Ohjelma", "public").await;
        let m = measure(&coordinator, &at, "Toimi", "Heinola\nSysmä", "planned").await;
        let heinola = t.municipality("heinola").await;
        let sysma = t.municipality("sysma").await;
        let official = t.with_role(Role::Official, None, Some(heinola.id)).await;
        let page = official.get(&m).await;
        assert_eq!(page.text.matches("name=\"part\"").count(), 1, "the own part alone can be told");
        let part = page.field("part").unwrap();
        let other = t.with_role(Role::Official, None, Some(sysma.id)).await;
        let say = |state: &'static str, note: &'static str| {
            [
                ("part", part.clone()),
                ("state", state.to_owned()),
                ("note", note.to_owned()),
                ("version", "1".to_owned()),
            ]
        };
        let send = async |c: &testkit::Client, fields: [(&'static str, String); 4]| {
            let pairs: Vec<(&str, &str)> = fields.iter().map(|(n, v)| (*n, v.as_str())).collect();
            c.form(&format!("{m}/states"), &pairs).await
        };
        assert_eq!(send(&other, say("done", "")).await.status, 403);
        let why = send(&official, say("dropped", "")).await;
        assert_eq!(why.status, 422);
        assert!(why.text.contains("Kirjoita, miksi toimenpidettä ei toteuteta."), "{}", why.text);
        assert_eq!(send(&official, say("done", "Harjoitus pidettiin")).await.status, 303);
        assert_eq!(send(&official, say("planned", "")).await.status, 409, "a stale version");
        says(&t.nobody().get(&m).await, &["Harjoitus pidettiin", "käynnissä", "toteutettu"]);
        // The municipality's own page tells of it, and all facts of it do.
        let ask = page::Ask::new(t.tenant.id, &kit::Who::Nobody);
        let days = (jiff::civil::date(2021, 1, 1), jiff::civil::date(2021, 12, 31));
        let facts = t.app.facts(ask, &kit::Subject::new("municipality", heinola.id), days).await.unwrap();
        assert!(facts.iter().any(|f| f.slice == "plans" && f.title.fi == "Toimi"));
    })
    .await;
}

#[tokio::test]
async fn what_was_planned_and_given_up_stays_visible_with_its_reason() {
    on_both(features, async |t| {
        let coordinator = t.coordinator().await;
        let at = plan(&coordinator, "Hanke", "public").await;
        let without = coordinator
            .form(&format!("{at}/measures/new"), &[("title", "Elinkeinoyhtiöt"), ("state", "dropped")])
            .await;
        assert_eq!(without.status, 422, "the reason is asked for");
        let fields =
            [("title", "Elinkeinoyhtiöt"), ("state", "dropped"), ("reason", "Ei mainintaa raportissa")];
        assert_eq!(coordinator.form(&format!("{at}/measures/new"), &fields).await.status, 303);
        says(&t.nobody().get(&at).await, &["Suunniteltu, ei toteutunut", "Ei mainintaa raportissa"]);
        says(
            &t.nobody().get(&format!("{at}/print")).await,
            &["Suunniteltu, ei toteutunut", "Ei mainintaa raportissa"],
        );
    })
    .await;
}

#[tokio::test]
async fn measures_have_yearly_actions_with_costs() {
    on_both(features, async |t| {
        let coordinator = t.coordinator().await;
        let at = plan(&coordinator, "Strategia", "public").await;
        let m = measure(&coordinator, &at, "Markkinointi", "Lahti", "planned").await;
        let wrong = coordinator
            .form(&format!("{m}/years"), &[("year", "1800"), ("year-title", "Kampanja"), ("cost", "paljon")])
            .await;
        assert_eq!(wrong.status, 422);
        assert!(wrong.text.contains("ei ole rahasumma") && wrong.text.contains("Kampanja"), "{}", wrong.text);
        for (year, cost) in [("2014", "12 000"), ("2015", "3 000,50"), ("2016", "")] {
            let fields = [
                ("year", year),
                ("year-title", "Vuosisuunnitelma"),
                ("cost", cost),
                ("year-state", "planned"),
            ];
            assert_eq!(coordinator.form(&format!("{m}/years"), &fields).await.status, 303);
        }
        assert_eq!(t.admin().await.form(&format!("{m}/years"), &[("year", "2014")]).await.status, 403);
        says(&t.nobody().get(&m).await, &["15\u{a0}000,50\u{a0}€", "kustannus ei ole tiedossa"]);
        says(&t.nobody().get(&format!("{at}/print")).await, &["Vuosisuunnitelma", "15\u{a0}000,50\u{a0}€"]);
        let page = coordinator.get(&m).await;
        let yearly = format!(
            "/fi/yearly/{}",
            page.text.split("/fi/yearly/").nth(1).unwrap().split('"').next().unwrap()
        );
        assert_eq!(t.nobody().get(&yearly).await.status, 303);
        assert_eq!(t.at_host("keski-suomi.localhost").get(&yearly).await.status, 404);
        let fields = [
            ("year", "2014"),
            ("year-title", "Toimintasuunnitelma"),
            ("cost", ""),
            ("year-state", "done"),
            ("version", "1"),
        ];
        assert_eq!(coordinator.form(&yearly, &fields).await.status, 303);
        assert_eq!(coordinator.form(&yearly, &fields).await.status, 409);
        says(&t.nobody().get(&m).await, &["Toimintasuunnitelma", "3\u{a0}000,50\u{a0}€"]);
    })
    .await;
}

#[tokio::test]
async fn who_is_named_again_keeps_what_was_said() {
    on_both(features, async |t| {
        let coordinator = t.coordinator().await;
        let at = plan(&coordinator, "Ohjelma", "public").await;
        let m = measure(&coordinator, &at, "Toimi", "Heinola\nSysmä", "planned").await;
        let page = coordinator.get(&m).await;
        let part = page.field("part").unwrap();
        let said = [("part", part.as_str()), ("state", "done"), ("note", "Valmis"), ("version", "1")];
        assert_eq!(coordinator.form(&format!("{m}/states"), &said).await.status, 303);
        let form = coordinator.get(&format!("{m}/edit")).await;
        assert!(form.text.contains("Heinola\nSysmä"), "{}", form.text);
        let version = form.field("version").unwrap();
        let fields = [
            ("title", "Toimi"),
            ("state", "planned"),
            ("actors", "Heinola\nHartola"),
            ("version", version.as_str()),
        ];
        assert_eq!(coordinator.form(&format!("{m}/edit"), &fields).await.status, 303);
        assert_eq!(coordinator.form(&format!("{m}/edit"), &fields).await.status, 409);
        let after = t.nobody().get(&m).await;
        says(&after, &["Valmis", "Hartola"]);
        assert!(!after.text.contains("Sysmä"));
        assert_eq!(t.at_host("keski-suomi.localhost").get(&m).await.status, 404);
    })
    .await;
}
