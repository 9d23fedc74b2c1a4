use testkit::on_both;

use crate::common::{Forms, features, measure, plan, says};

#[tokio::test]
async fn a_frozen_version_stays_as_it_was() {
    on_both(features, async |t| {
        let coordinator = t.coordinator().await;
        let at = plan(&coordinator, "ICT-strategia", "public").await;
        measure(&coordinator, &at, "Vanha toimi", "Jyväskylä", "planned").await;
        let without =
            coordinator.form(&format!("{at}/editions"), &[("name", ""), ("edition-note", "säilyy")]).await;
        assert_eq!(without.status, 422);
        assert!(without.text.contains("säilyy"));
        assert_eq!(t.admin().await.form(&format!("{at}/editions"), &[("name", "x")]).await.status, 403);
        let fields = [
            ("name", "2011"),
            ("edition-state", "approved"),
            ("edition-at", "tammikuussa 2011"),
            ("what", "now"),
        ];
        let made = coordinator.form(&format!("{at}/editions"), &fields).await;
        assert_eq!(made.status, 303, "{}", made.text);
        let first = made.location().to_owned();
        t.set_now("2021-10-13T06:05:00Z");
        measure(&coordinator, &at, "Uusi toimi", "Jyväskylä", "planned").await;
        says(&t.nobody().get(&at).await, &["muuttunut viimeisen jäädytetyn version jälkeen", "Uusi toimi"]);
        let old = t.nobody().get(&first).await;
        says(&old, &["Vanha toimi", "hyväksytty", "tammikuussa 2011"]);
        assert!(!old.text.contains("Uusi toimi"), "what came later is not in it");
        let english = t.nobody().get(&first.replace("/fi/", "/en/")).await;
        says(&english, &["A frozen version", "Goals and measures"]);
        let docx = t.nobody().get(&format!("{first}/plan.docx")).await;
        assert_eq!(&docx.bytes[..2], b"PK");
        let fields = [
            ("name", "Päivitys 2013"),
            ("edition-state", "published"),
            ("edition-at", "2013"),
            ("what", "now"),
        ];
        assert_eq!(coordinator.form(&format!("{at}/editions"), &fields).await.status, 303);
        says(&t.nobody().get(&first).await, &["Uudempi:", "Päivitys 2013"]);
        assert_eq!(t.at_host("keski-suomi.localhost").get(&first).await.status, 404);
    })
    .await;
}

#[tokio::test]
async fn a_version_of_old_is_noted_without_its_content() {
    on_both(features, async |t| {
        let coordinator = t.coordinator().await;
        let at = plan(&coordinator, "Suunnitelma", "public").await;
        let fields =
            [("name", "2010"), ("edition-state", "published"), ("what", "elsewhere"), ("address", "ftp://x")];
        let wrong = coordinator.form(&format!("{at}/editions"), &fields).await;
        assert_eq!(wrong.status, 422);
        let fields = [
            ("name", "2010"),
            ("edition-state", "published"),
            ("what", "elsewhere"),
            ("address", "http://www.example.org/a.pdf"),
        ];
        let made = coordinator.form(&format!("{at}/editions"), &fields).await;
        let page = t.nobody().get(made.location()).await;
        says(&page, &["Version sisältöä ei ole tässä.", "http://www.example.org/a.pdf", "ei tiedossa"]);
        assert_eq!(t.nobody().get(&format!("{}/plan.docx", made.location())).await.status, 404);
    })
    .await;
}

#[tokio::test]
async fn an_update_that_is_put_off_comes_back_as_an_action_of_the_body() {
    on_both(features, async |t| {
        let body = t.body("ict").await;
        let coordinator = t.coordinator().await;
        let id = body.id.to_string();
        let fields = [
            ("title", "ICT-strategia"),
            ("kind", "strategy"),
            ("state", "approved"),
            ("publicity", "public"),
            ("body", id.as_str()),
        ];
        let at = coordinator.form("/fi/plans/new", &fields).await.location().to_owned();
        let empty = coordinator.form(&format!("{at}/postponements"), &[("at", "27.10.2016")]).await;
        assert_eq!(empty.status, 422);
        assert!(empty.text.contains("27.10.2016"), "what was typed stays");
        let fields = [
            ("at", "27.10.2016"),
            ("postpone-reason", "Kansallinen valmistelu kesken"),
            ("waits-for", "Lainsäädäntömuutokset"),
            ("remind-on", "1.11.2021"),
        ];
        assert_eq!(t.admin().await.form(&format!("{at}/postponements"), &fields).await.status, 403);
        assert_eq!(coordinator.form(&format!("{at}/postponements"), &fields).await.status, 303);
        assert_eq!(
            coordinator.form(&format!("{at}/postponements"), &fields).await.status,
            409,
            "it waits already"
        );
        let page = coordinator.get(&at).await;
        says(
            &page,
            &["Päivitystä siirrettiin 27.10.2016.", "Kansallinen valmistelu kesken", "Lainsäädäntömuutokset"],
        );
        let back =
            page.text.split("/fi/postponements/").nth(1).unwrap().split('"').next().unwrap().to_owned();
        let back = format!("/fi/postponements/{back}");
        assert_eq!(t.admin().await.form(&back, &[("version", "1")]).await.status, 403);
        assert_eq!(t.at_host("keski-suomi.localhost").form(&back, &[("version", "1")]).await.status, 404);
        assert_eq!(coordinator.form(&back, &[("version", "7")]).await.status, 409);
        assert_eq!(coordinator.form(&back, &[("version", "1")]).await.status, 303);
        let after = t.nobody().get(&at).await;
        says(&after, &["Palasi käsittelyyn 13.10.2021.", "/fi/actions/"]);
        let action = after.text.split("/fi/actions/").nth(1).unwrap().split('"').next().unwrap().to_owned();
        let action =
            record::actions::get(t.app.db(), t.tenant.id, action.parse().unwrap()).await.unwrap().unwrap();
        assert_eq!(action.text.0.fi, "Otetaan käsittelyyn päivitys: ICT-strategia");
        assert_eq!(action.body, Some(body.id));
    })
    .await;
}
