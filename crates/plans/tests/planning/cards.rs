use testkit::{Client, on_both};

use crate::common::{Forms, features, says};

async fn card(c: &Client, kind: &str, fields: &[(&str, &str)]) -> String {
    let mut all = vec![("publicity", "public")];
    all.extend(fields);
    let made = c.form(&format!("/fi/registers/{kind}/new"), &all).await;
    assert_eq!(made.status, 303, "{kind}: {}", made.text);
    made.location().to_owned()
}

async fn row(c: &Client, card: &str, fields: &[(&str, &str)]) {
    let added = c.form(&format!("{card}/rows"), fields).await;
    assert_eq!(added.status, 303, "{}", added.text);
}

#[tokio::test]
async fn every_register_is_read_by_all_and_kept_by_who_may() {
    on_both(features, async |t| {
        let coordinator = t.coordinator().await;
        let admin = t.admin().await;
        says(
            &t.nobody().get("/fi/registers").await,
            &["Selvityskirjasto", "Hyvät käytännöt", "Rahoitushaut"],
        );
        for kind in &plans::rules::kinds::KINDS {
            for lang in ["fi", "sv", "en"] {
                assert_eq!(t.nobody().get(&format!("/{lang}/registers/{}", kind.code)).await.status, 200);
                assert_eq!(
                    coordinator.get(&format!("/{lang}/registers/{}/new", kind.code)).await.status,
                    200
                );
            }
            let new = format!("/fi/registers/{}/new", kind.code);
            assert_eq!(t.nobody().get(&new).await.status, 303);
            assert_eq!(admin.get(&new).await.status, 403);
            assert_eq!(admin.form(&new, &[("title", "x")]).await.status, 403);
            let empty = coordinator.form(&new, &[("title", ""), ("source", "säilyy tämä")]).await;
            assert_eq!(empty.status, 422);
            assert!(empty.text.contains("säilyy tämä"));
        }
        assert_eq!(t.nobody().get("/fi/registers/muu").await.status, 404);
        assert_eq!(coordinator.get("/fi/registers/muu/new").await.status, 404);
    })
    .await;
}

#[tokio::test]
async fn a_card_is_changed_printed_and_hidden_while_in_preparation() {
    on_both(features, async |t| {
        let coordinator = t.coordinator().await;
        let fields = [
            ("title", "Kirjastokortti"),
            ("title-sv", "Bibliotekskort"),
            ("state", "in_use"),
            ("at", "syksyllä 2012"),
            ("d-problem", "Jokaisella oma kortti"),
            ("d-solution", "Yhteinen kortti"),
            ("d-solution-sv", "Ett gemensamt kort"),
            ("d-address", "https://www.example.org/kortti"),
            ("publicity", "internal"),
        ];
        let made = coordinator.form("/fi/registers/practice/new", &fields).await;
        assert_eq!(made.status, 303, "{}", made.text);
        let at = made.location().to_owned();
        assert_eq!(t.nobody().get(&at).await.status, 404, "in preparation");
        says(
            &coordinator.get(&at).await,
            &["Jokaisella oma kortti", "Yhteinen kortti", "syksyllä 2012", "https://www.example.org/kortti"],
        );
        says(
            &coordinator.get(&at.replace("/fi/", "/sv/")).await,
            &["Bibliotekskort", "Ett gemensamt kort", "<span lang=\"fi\">Jokaisella oma kortti</span>"],
        );
        let version = coordinator.get(&format!("{at}/edit")).await.field("version").unwrap();
        let fields = [
            ("title", "Kirjastokortti"),
            ("state", "in_use"),
            ("d-solution", "Yksi kortti"),
            ("publicity", "public"),
            ("version", version.as_str()),
        ];
        assert_eq!(t.admin().await.form(&format!("{at}/edit"), &fields).await.status, 404);
        assert_eq!(coordinator.form(&format!("{at}/edit"), &fields).await.status, 303);
        assert_eq!(coordinator.form(&format!("{at}/edit"), &fields).await.status, 409);
        says(&t.nobody().get(&at).await, &["Yksi kortti"]);
        assert_eq!(t.admin().await.form(&format!("{at}/edit"), &fields).await.status, 403);
        assert_eq!(t.at_host("keski-suomi.localhost").get(&at).await.status, 404);
        let docx = t.nobody().get(&format!("{at}/card.docx")).await;
        assert_eq!(&docx.bytes[..2], b"PK");
        says(&t.nobody().get("/fi/registers/practice?q=yksi+kortti").await, &["Kirjastokortti"]);
        assert!(
            t.nobody()
                .get("/fi/registers/practice?q=vesi")
                .await
                .text
                .contains("Hakuehdoilla ei löytynyt kortteja.")
        );
        assert!(!t.nobody().get("/fi/registers/practice?state=ended").await.text.contains("/fi/cards/"));
    })
    .await;
}

#[tokio::test]
async fn rows_are_added_changed_removed_and_put_back() {
    on_both(features, async |t| {
        let coordinator = t.coordinator().await;
        let at = card(
            &coordinator,
            "review",
            &[("title", "EU-arviointi"), ("state", "open"), ("d-reviewers", "Arviointiryhmä")],
        )
        .await;
        let rows = format!("{at}/rows");
        assert_eq!(t.nobody().form(&rows, &[("sort", "finding")]).await.status, 403);
        assert_eq!(t.admin().await.form(&rows, &[("sort", "finding"), ("d-finding", "x")]).await.status, 403);
        assert_eq!(coordinator.form(&rows, &[("sort", "muu")]).await.status, 400);
        let empty =
            coordinator.form(&rows, &[("sort", "finding"), ("d-action", "Kirjoitettu talteen")]).await;
        assert_eq!(empty.status, 422);
        assert!(empty.text.contains("Kirjoitettu talteen"));
        row(
            &coordinator,
            &at,
            &[("sort", "finding"), ("d-finding", "Malli on edistyksellinen"), ("d-state", "planned")],
        )
        .await;
        let page = coordinator.get(&at).await;
        says(&page, &["Malli on edistyksellinen", "suunniteltu"]);
        let one =
            format!("/fi/rows/{}", page.text.split("/fi/rows/").nth(1).unwrap().split('"').next().unwrap());
        assert_eq!(t.nobody().get(&one).await.status, 303);
        assert_eq!(t.admin().await.get(&one).await.status, 403);
        assert_eq!(t.at_host("keski-suomi.localhost").get(&one).await.status, 404);
        let fields = [
            ("d-finding", "Malli on edistyksellinen"),
            ("d-recommendation", "Kuvataan malli"),
            ("d-state", "done"),
            ("version", "1"),
        ];
        assert_eq!(coordinator.form(&one, &fields).await.status, 303);
        assert_eq!(coordinator.form(&one, &fields).await.status, 409);
        says(&t.nobody().get(&at).await, &["Kuvataan malli", "toteutettu"]);
        let gone = coordinator.form(&format!("{one}/remove"), &[]).await;
        assert_eq!(gone.status, 303);
        assert!(!t.nobody().get(&at).await.text.contains("Kuvataan malli"));
        let undo = gone.location().split("undo=").nth(1).unwrap().to_owned();
        let after = coordinator.get(gone.location()).await;
        assert!(after.text.contains("Rivi poistettiin kortista EU-arviointi."), "{}", after.text);
        assert_eq!(
            coordinator.form(&format!("/fi/undo/{undo}"), &[("back", "/registers")]).await.status,
            303
        );
        says(&t.nobody().get(&at).await, &["Kuvataan malli"]);
    })
    .await;
}

#[tokio::test]
async fn options_are_marked_and_weighed() {
    on_both(features, async |t| {
        let coordinator = t.coordinator().await;
        let at = card(
            &coordinator,
            "option",
            &[("title", "ICT"), ("state", "open"), ("d-question", "Miten järjestetään?")],
        )
        .await;
        row(&coordinator, &at, &[("sort", "criterion"), ("d-name", "Häiriöttömyys"), ("d-weight", "5")])
            .await;
        row(&coordinator, &at, &[("sort", "criterion"), ("d-name", "Hinta"), ("d-weight", "1")]).await;
        row(
            &coordinator,
            &at,
            &[
                ("sort", "choice"),
                ("d-name", "Yhdessä"),
                ("d-provider", "Tiera"),
                ("d-cost", "120 000"),
                ("d-risk", "2"),
            ],
        )
        .await;
        row(&coordinator, &at, &[("sort", "choice"), ("d-name", "Erikseen"), ("d-cost", ""), ("d-risk", "")])
            .await;
        let wrong = coordinator
            .form(
                &format!("{at}/rows"),
                &[("sort", "choice"), ("d-name", "x"), ("d-cost", "kallis"), ("d-risk", "9")],
            )
            .await;
        assert_eq!(wrong.status, 422);
        let page = coordinator.get(&at).await;
        says(&page, &["120\u{a0}000\u{a0}€", "2 / 5", "ei tiedossa"]);
        let fields: Vec<String> = page
            .text
            .split("select name=\"m-")
            .skip(1)
            .map(|s| format!("m-{}", s.split('"').next().unwrap()))
            .collect();
        assert_eq!(fields.len(), 4);
        // By criterion: both options by the first, then by the second.
        let marks = ["5", "2", "1", "5"];
        let pairs: Vec<(&str, &str)> = fields.iter().map(String::as_str).zip(marks).collect();
        assert_eq!(t.admin().await.form(&format!("{at}/marks"), &pairs).await.status, 403);
        let wrong: Vec<(&str, &str)> = fields.iter().map(|f| (f.as_str(), "7")).collect();
        assert_eq!(coordinator.form(&format!("{at}/marks"), &wrong).await.status, 422);
        assert_eq!(coordinator.form(&format!("{at}/marks"), &pairs).await.status, 303);
        says(&t.nobody().get(&at).await, &["4,33", "2,50", "sija 1.", "eniten pisteitä"]);
    })
    .await;
}

#[tokio::test]
async fn an_initiative_says_which_stage_is_still_to_come_and_funding_stands_in_steps() {
    on_both(features, async |t| {
        let coordinator = t.coordinator().await;
        let at = card(
            &coordinator,
            "initiative",
            &[("title", "Lähijuna"), ("state", "open"), ("d-asks", "Selvitetään")],
        )
        .await;
        row(
            &coordinator,
            &at,
            &[
                ("sort", "step"),
                ("d-stage", "study"),
                ("d-what", "Esiselvitys"),
                ("d-when", "syyskuussa 2014"),
            ],
        )
        .await;
        says(
            &t.nobody().get(&at).await,
            &["Vielä kirjaamatta: käsittely, vastaus valtuustoille", "syyskuussa 2014"],
        );
        for (title, state, applied, granted) in [
            ("A", "applied", "10 000", ""),
            ("B", "applied", "5 000", ""),
            ("C", "granted", "9 000", "7 000"),
            ("D", "refused", "", ""),
        ] {
            let fields = [
                ("title", title),
                ("state", state),
                ("d-funder", "EAKR"),
                ("d-applied", applied),
                ("d-granted", granted),
            ];
            card(&coordinator, "funding", &fields).await;
        }
        let page = t.nobody().get("/fi/registers/funding").await;
        says(
            &page,
            &["Haut vaiheittain", "15\u{a0}000\u{a0}€", "7\u{a0}000\u{a0}€", "summa ei ole tiedossa"],
        );
    })
    .await;
}

#[tokio::test]
async fn a_study_has_files_that_only_those_see_who_see_the_card() {
    on_both(features, async |t| {
        let coordinator = t.coordinator().await;
        let at = card(
            &coordinator,
            "study",
            &[("title", "Selvitys"), ("state", "ready"), ("publicity", "public")],
        )
        .await;
        let docs = format!("{at}/documents");
        let file = ("file", "selvitys.txt", "Selvityksen teksti".as_bytes());
        assert_eq!(t.admin().await.upload(&docs, &[], file).await.status, 403);
        let bad = coordinator.upload(&docs, &[], ("file", "x.exe", b"MZ\x90\x00\x03\x00\x00\x00\x04")).await;
        assert_eq!(bad.status, 415);
        assert_eq!(coordinator.upload(&docs, &[("file-title", "Loppuraportti")], file).await.status, 303);
        let page = t.nobody().get(&at).await;
        says(&page, &["Loppuraportti"]);
        let sha = page.text.split("/files/").nth(1).unwrap().split('"').next().unwrap().to_owned();
        assert!(sha.ends_with("/selvitys.txt"));
    })
    .await;
}
