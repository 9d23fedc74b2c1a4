use testkit::on_both;

use crate::common::{Forms, features, measure, plan, says};

#[tokio::test]
async fn an_indicator_has_base_target_source_values_trend_and_owner() {
    on_both(features, async |t| {
        let coordinator = t.coordinator().await;
        let at = plan(&coordinator, "Ilmasto-ohjelma", "public").await;
        let new = format!("{at}/indicators/new");
        assert_eq!(t.nobody().get(&new).await.status, 303);
        assert_eq!(t.admin().await.get(&new).await.status, 403);
        let wrong = coordinator.form(&new, &[("title", "Päästöt"), ("base", "sata"), ("target", "20")]).await;
        assert_eq!(wrong.status, 422);
        assert!(
            wrong.text.contains("”sata” ei ole luku")
                && wrong.text.contains("Kerro, minkä vuoden luku tämä on."),
            "{}",
            wrong.text
        );
        let fields = [
            ("title", "Kasvihuonekaasupäästöt"),
            ("unit", "kt CO₂e"),
            ("better", "less"),
            ("base", "100"),
            ("base-year", "2007"),
            ("target", "20"),
            ("target-year", "2030"),
            ("data-source", "Suomen ympäristökeskus"),
            ("owner", "Ilmastokoordinaattori"),
        ];
        let made = coordinator.form(&new, &fields).await;
        assert_eq!(made.status, 303, "{}", made.text);
        let i = made.location().to_owned();
        let rows = format!("{i}/values");
        for (typed, words) in [
            ("2019", "Riviä ei ymmärretty. Rivi 1: 2019"),
            ("2019; 68\nEspoo; 2019; 5", "Kuntaa ei löydy maakunnasta. Rivi 2: Espoo; 2019; 5"),
            ("19; 68", "Vuosi ei kelpaa. Rivi 1"),
            ("2019; paljon", "Arvo ei ole luku. Rivi 1"),
        ] {
            let wrong = coordinator.form(&rows, &[("rows", typed)]).await;
            assert_eq!(wrong.status, 422, "{typed}");
            assert!(wrong.text.contains(words), "{words} in {}", wrong.text);
        }
        assert!(t.nobody().get(&i).await.text.contains("Arvoja ei ole kirjattu."), "nothing was half-saved");
        let typed = "2019; 68\n2020\t64,5\nHeinola; 2019; 12\nSysmä;2019;3";
        assert_eq!(coordinator.form(&rows, &[("rows", typed)]).await.status, 303);
        assert_eq!(coordinator.form(&rows, &[("rows", "2020; 64")]).await.status, 303, "a value is replaced");
        assert_eq!(t.admin().await.form(&rows, &[("rows", "2020; 1")]).await.status, 403);
        let page = t.nobody().get(&i).await;
        says(
            &page,
            &[
                "kohti tavoitetta",
                "jäljessä tavoitepolusta",
                "Heinola",
                "Sysmä",
                "Suomen ympäristökeskus",
                "Ilmastokoordinaattori",
                "64 kt CO₂e (2020)",
                "<polyline",
            ],
        );
        assert!(!page.text.contains("64,5"));
        says(&t.nobody().get(&at).await, &["Viimeisin 64 kt CO₂e (2020)", "tavoite 20 kt CO₂e (2030)"]);
        assert_eq!(t.at_host("keski-suomi.localhost").get(&i).await.status, 404);
        let form = coordinator.get(&format!("{i}/edit")).await;
        let version = form.field("version").unwrap();
        let fields = [("title", "Päästöt"), ("better", "less"), ("version", version.as_str())];
        assert_eq!(coordinator.form(&format!("{i}/edit"), &fields).await.status, 303);
        assert_eq!(coordinator.form(&format!("{i}/edit"), &fields).await.status, 409);
    })
    .await;
}

#[tokio::test]
async fn the_risk_register_stands_on_a_matrix_and_says_what_a_critical_risk_wants() {
    on_both(features, async |t| {
        let coordinator = t.coordinator().await;
        let at = plan(&coordinator, "Turvallisuus", "public").await;
        let m = measure(&coordinator, &at, "Varavoima", "Lahti", "planned").await;
        let id = m.rsplit('/').next().unwrap().to_owned();
        let new = format!("{at}/risks/new");
        assert_eq!(t.admin().await.get(&new).await.status, 403);
        let half = coordinator.form(&new, &[("title", "Sähkökatko"), ("p-inherent", "4")]).await;
        assert_eq!(half.status, 422);
        assert!(half.text.contains("Anna sekä todennäköisyys että vaikutus."));
        let out = coordinator
            .form(&new, &[("title", "Sähkökatko"), ("p-inherent", "6"), ("i-inherent", "5")])
            .await;
        assert_eq!(out.status, 422);
        let fields = [
            ("title", "Sähkökatko"),
            ("class", "operational"),
            ("state", "open"),
            ("p-inherent", "4"),
            ("i-inherent", "5"),
        ];
        assert_eq!(coordinator.form(&new, &fields).await.status, 303);
        let page = t.nobody().get(&format!("{at}/risks")).await;
        says(
            &page,
            &["4 × 5 = 20", "kriittinen", "Kriittisellä riskillä pitää olla vastuutaho.", "suurin 20"],
        );
        let page = coordinator.get(&format!("{at}/risks")).await;
        let risk =
            format!("/fi/risks/{}", page.text.split("/fi/risks/").nth(1).unwrap().split('"').next().unwrap());
        assert_eq!(t.nobody().get(&risk).await.status, 303);
        assert_eq!(t.at_host("keski-suomi.localhost").get(&risk).await.status, 404);
        let fields = [
            ("title", "Sähkökatko"),
            ("class", "operational"),
            ("state", "open"),
            ("p-inherent", "4"),
            ("i-inherent", "5"),
            ("p-residual", "2"),
            ("i-residual", "5"),
            ("p-target", "2"),
            ("i-target", "2"),
            ("measures", id.as_str()),
            ("owner", "Lahti"),
            ("due", "1.12.2021"),
            ("version", "1"),
        ];
        assert_eq!(coordinator.form(&risk, &fields).await.status, 303);
        assert_eq!(coordinator.form(&risk, &fields).await.status, 409);
        let page = t.nobody().get(&format!("{at}/risks")).await;
        says(&page, &["2 × 5 = 10", "merkittävä", "pienenee 50 %", "Varavoima", "suurin 10"]);
        assert!(!page.text.contains("Kriittisellä riskillä"));
        says(&t.nobody().get(&format!("{at}/risks?view=target")).await, &["suurin 4"]);
        says(&t.nobody().get(&m).await, &["Pienentää riskiä"]);
    })
    .await;
}
