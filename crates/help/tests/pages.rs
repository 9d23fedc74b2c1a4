//! Help in place: the guide, the words, the hints.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "helpers of tests")]

use page::Feature;
use testkit::on_both;

fn features() -> Vec<Feature> {
    vec![people::feature(), signin::feature(), help::feature()]
}

#[tokio::test]
async fn everybody_reads_the_guide_and_the_words_and_other_languages_are_told_that_it_is_finnish() {
    on_both(features, async |t| {
        for lang in ["fi", "sv", "en"] {
            let page = t.nobody().get(&format!("/{lang}/guide")).await;
            assert_eq!(page.status, 200);
            assert!(page.text.contains("id=\"kokous-kaynnissa\"") && page.text.contains("href=\"#kutsu\""));
            let words = t.nobody().get(&format!("/{lang}/guide/words")).await;
            assert_eq!(words.status, 200);
            assert_eq!(words.text.matches("<dt>").count(), help::words::WORDS.len());
        }
        assert!(t.nobody().get("/sv/guide").await.text.contains("Användarguiden är på finska"));
        assert!(!t.nobody().get("/fi/guide").await.text.contains("Käyttöopas on suomeksi"));
    })
    .await;
}

#[tokio::test]
async fn a_page_opens_the_guide_at_its_section_for_who_has_signed_in() {
    on_both(features, async |t| {
        let coordinator = t.coordinator().await;
        let page = coordinator.get("/fi/bodies/new").await.text;
        assert!(page.contains("href=\"/fi/guide#toimielimet-ja-ryhmat\""));
        assert!(!t.nobody().get("/fi/bodies").await.text.contains("/fi/guide#"));
        for (word, label) in [("esteellisyys", "hallintolaki"), ("päätösvaltaisuus", "yli puolet")] {
            assert!(page.contains(&format!("Mitä tarkoittaa {word}")) && page.contains(label), "{word}");
        }
    })
    .await;
}

#[tokio::test]
async fn a_hint_goes_for_good_with_one_press_for_its_person_alone() {
    on_both(features, async |t| {
        let body = t.body("ryhma").await;
        let path = format!("/fi/bodies/{}", body.key);
        let shown = "Tällä sivulla on toimielimen koko elämä";
        let person = t.person("Koordinaattori").await;
        let mut tx = t.tx().await;
        let day = jiff::civil::date(2020, 1, 1);
        people::persons::grant(&mut tx, person.id, kit::Role::Coordinator, None, None, day).await.unwrap();
        tx.commit().await.unwrap();
        let here = t.sign_in(person.id).await;
        assert!(here.get(&path).await.text.contains(shown));
        assert!(!t.nobody().get(&path).await.text.contains(shown), "visitors get no hints");
        assert_eq!(t.nobody().post("/fi/hints/body/seen", &[("back", &path)]).await.status, 403);
        assert_eq!(here.post("/fi/hints/nothing/seen", &[]).await.status, 404);
        let back = format!("/bodies/{}", body.key);
        assert_eq!(here.post("/fi/hints/body/seen", &[("back", &back)]).await.location(), path);
        assert_eq!(here.post("/fi/hints/body/seen", &[("back", "//evil.example")]).await.location(), "/fi/");
        assert!(!here.get(&path).await.text.contains(shown));
        let elsewhere = t.sign_in(person.id).await;
        assert!(!elsewhere.get(&path).await.text.contains(shown), "on another device too");
        assert!(t.coordinator().await.get(&path).await.text.contains(shown), "others still get it");
        assert_eq!(here.post("/fi/hints/again", &[]).await.status, 303);
        assert!(here.get(&path).await.text.contains(shown));
    })
    .await;
}
