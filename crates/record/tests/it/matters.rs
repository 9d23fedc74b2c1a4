use kit::{Local, Publicity, Role, When};
use numbering::DiaryNumber;
use record::decisions::{self, NewReservation};
use record::matters::{self, NewMatter};
use testkit::on_both;

use crate::common::{decided, decision, features, matter, opened};

#[tokio::test]
async fn the_path_of_a_matter_shows_steps_decisions_doubts_and_sums() {
    on_both(features, async |t| {
        let body = t.body("kj").await;
        let number = DiaryNumber::parse("102/13.01/2012").unwrap();
        let m = opened(&t, NewMatter { diary: Some(number), ..matter("Kuntayhteistyön tuki") }).await;
        let mut tx = t.tx().await;
        let doubt = Local::fi("Lähde ei kerro päivää.");
        matters::add_step(
            &mut tx,
            m.id,
            &When::unknown(),
            Local::fi("Jotain tapahtui"),
            "",
            doubt,
            "Raportti",
        )
        .await
        .unwrap();
        decisions::reserve(
            &mut tx,
            NewReservation {
                key: None,
                matter: m.id,
                decision: None,
                sum: kit::Cents(3_000_000),
                at_most: true,
                at: When::unknown(),
                doubt: Local::default(),
                source: "Raportti".into(),
            },
        )
        .await
        .unwrap();
        tx.commit().await.unwrap();
        let mut new = decision(Some(body.id), "Jatketaan hanketta");
        new.matter = Some(m.id);
        decided(&t, new).await;

        let page = t.nobody().get(&format!("/fi/matters/{}", m.id)).await;
        assert_eq!(page.status, 200, "{}", page.text);
        for words in [
            "Asianumero 102/13.01/2012",
            "Jotain tapahtui",
            "epävarma",
            "Lähde ei kerro päivää.",
            "ei tiedossa",
            "Jatketaan hanketta",
            "§ 1",
            "enintään 30\u{a0}000\u{a0}€",
        ] {
            assert!(page.text.contains(words), "{words} in {}", page.text);
        }
        let english = t.nobody().get(&format!("/en/matters/{}", m.id)).await;
        assert!(english.text.contains("<span lang=\"fi\">Jatketaan hanketta</span>"), "{}", english.text);
        assert_eq!(
            t.at_host("keski-suomi.localhost").get(&format!("/fi/matters/{}", m.id)).await.status,
            404
        );
        assert_eq!(t.nobody().get("/fi/matters/not-an-id").await.status, 400);
    })
    .await;
}

#[tokio::test]
async fn matters_are_filtered_by_words_state_and_year_and_sorted_by_number() {
    on_both(features, async |t| {
        for (title, number, state) in [
            ("Ääniverkko", "5/00.01/2011", "closed"),
            ("Sähkökatkot", "12/11.03/2021", "open"),
            ("Tuulivoima", "2/10.02/2021", "open"),
        ] {
            let diary = Some(DiaryNumber::parse(number).unwrap());
            opened(&t, NewMatter { diary, state: state.into(), ..matter(title) }).await;
        }
        let all = t.nobody().get("/fi/matters").await.text;
        let at = |words: &str| all.find(words).unwrap_or_else(|| panic!("{words} in {all}"));
        assert!(at("Sähkökatkot") < at("Tuulivoima") && at("Tuulivoima") < at("Ääniverkko"));
        // Å, Ä and Ö fold alike on both stores.
        let found = t.nobody().get("/fi/matters?q=%C3%84%C3%84NI").await.text;
        assert!(found.contains("Ääniverkko") && !found.contains("Tuulivoima"));
        let found = t.nobody().get("/fi/matters?year=2021&state=open&q=2/10.02").await.text;
        assert!(found.contains("Tuulivoima") && !found.contains("Sähkökatkot"));
        let none = t.nobody().get("/fi/matters?q=100%25").await.text;
        assert!(none.contains("Näillä ehdoilla ei löytynyt"));
        let csv = t.nobody().get("/fi/matters?format=csv&year=2021").await;
        assert!(csv.text.starts_with('\u{feff}') && csv.text.contains("12/11.03/2021"), "{}", csv.text);
        assert!(!csv.text.contains("Ääniverkko"));
        let json = t.nobody().get("/fi/matters?format=json").await;
        let value: serde_json::Value = serde_json::from_str(&json.text).unwrap();
        assert_eq!(value.as_array().unwrap().len(), 3);
        assert_eq!(value[0]["number"], "12/11.03/2021");
        let xlsx = t.nobody().get("/fi/matters?format=xlsx").await;
        assert!(xlsx.bytes.starts_with(b"PK"));
        assert_eq!(t.nobody().get("/fi/matters?format=exe").await.status, 400);
    })
    .await;
}

#[tokio::test]
async fn of_a_secret_matter_outsiders_learn_number_and_ground_only() {
    on_both(features, async |t| {
        let diary = Some(DiaryNumber::parse("340/11.03/2021").unwrap());
        let new = NewMatter {
            diary,
            publicity: Publicity::Secret,
            ground: "JulkL 24 §".into(),
            ..matter("Kaapelin paikka")
        };
        let m = opened(&t, new).await;
        let list = t.nobody().get("/fi/matters").await.text;
        assert!(list.contains("340/11.03/2021") && list.contains("JulkL 24 §") && !list.contains("Kaapelin"));
        let asked = t.nobody().get("/fi/matters?q=kaapelin").await.text;
        assert!(!asked.contains("340/11.03/2021"), "a found word would tell of the content");
        let path = format!("/fi/matters/{}", m.id);
        assert_eq!(t.nobody().get(&path).await.status, 404);
        assert_eq!(t.admin().await.get(&path).await.status, 404);
        for format in ["csv", "json"] {
            let file = t.nobody().get(&format!("/fi/matters?format={format}")).await.text;
            assert!(!file.contains("Kaapelin") && file.contains("340/11.03/2021"), "{file}");
        }
        let body = t.body("kj").await;
        let secretary = t.with_role(Role::Secretary, Some(body.id), None).await;
        assert!(secretary.get(&path).await.text.contains("Kaapelin paikka"));
        let member = t.with_role(Role::Member, Some(body.id), None).await;
        assert_eq!(member.get(&path).await.status, 404, "its body has not dealt with it");
        let mut new = decision(Some(body.id), "Suojataan");
        new.matter = Some(m.id);
        new.publicity = Publicity::Secret;
        decided(&t, new).await;
        assert_eq!(member.get(&path).await.status, 200);
    })
    .await;
}

const NEW: [(&str, &str); 7] = [
    ("title", "Uusi asia"),
    ("state", "open"),
    ("publicity", "public"),
    ("opened", "13.10.2021"),
    ("summary", "Kaksi virkettä."),
    ("class", "10.02"),
    ("once", "0190163d-8694-739b-aea5-966c26f8ad91"),
];

#[tokio::test]
async fn a_matter_gets_the_next_number_of_its_class_or_the_one_typed() {
    on_both(features, async |t| {
        assert_eq!(t.nobody().get("/fi/matters/new").await.location(), "/fi/login?next=%2Fmatters%2Fnew");
        assert_eq!(t.nobody().post("/fi/matters/new", &NEW).await.status, 403);
        let body = t.body("kj").await;
        let member = t.with_role(Role::Member, Some(body.id), None).await;
        assert_eq!(member.get("/fi/matters/new").await.status, 403);
        assert_eq!(member.post("/fi/matters/new", &NEW).await.status, 403);
        let secretary = t.with_role(Role::Secretary, Some(body.id), None).await;
        assert_eq!(secretary.get("/sv/matters/new").await.status, 200);
        let made = secretary.post("/fi/matters/new", &NEW).await;
        assert_eq!(made.status, 303, "{}", made.text);
        let page = secretary.get(made.location()).await.text;
        assert!(page.contains("Asianumero 1/10.02/2021"), "{page}");
        assert_eq!(secretary.post("/fi/matters/new", &NEW).await.status, 409, "the same form twice");

        let mut bad = NEW.to_vec();
        bad[0] = ("title", "");
        bad[3] = ("opened", "31.2.2021");
        bad[5] = ("diary", "tämä ei ole numero");
        bad[6] = ("once", "0190163d-8694-739b-aea5-966c26f8ad92");
        let refused = secretary.post("/fi/matters/new", &bad).await;
        assert_eq!(refused.status, 422);
        for words in ["ei ole asianumero", "31.2.2021", "Tämä tieto tarvitaan", "tämä ei ole numero"] {
            assert!(refused.text.contains(words), "{words} in {}", refused.text);
        }
        let mut taken = NEW.to_vec();
        taken[5] = ("diary", "1/10.02/2021");
        let refused = secretary.post("/fi/matters/new", &taken).await;
        assert_eq!(refused.status, 422);
        assert!(refused.text.contains("on jo toisella asialla"));
        let mut secret = NEW.to_vec();
        secret[2] = ("publicity", "secret");
        assert!(
            secretary.post("/fi/matters/new", &secret).await.text.contains("Kirjoita salassapidon peruste")
        );
        let mut letters = NEW.to_vec();
        letters[5] = ("class", "kymmenen");
        assert_eq!(secretary.post("/fi/matters/new", &letters).await.status, 422);
    })
    .await;
}

#[tokio::test]
async fn a_stale_version_shows_both_and_loses_nothing() {
    on_both(features, async |t| {
        let m = opened(&t, matter("Ensimmäinen")).await;
        let coordinator = t.coordinator().await;
        let path = format!("/fi/matters/{}/edit", m.id);
        assert_eq!(t.nobody().get(&path).await.status, 303);
        assert_eq!(t.admin().await.get(&path).await.status, 403);
        let form = coordinator.get(&path).await;
        assert_eq!(form.field("version").as_deref(), Some("1"));
        let fields = |title: &'static str, once: &'static str| {
            vec![
                ("title", title),
                ("state", "open"),
                ("publicity", "public"),
                ("version", "1"),
                ("once", once),
            ]
        };
        let first = coordinator.post(&path, &fields("Toinen", "0190163d-8694-739b-aea5-966c26f8ad93")).await;
        assert_eq!(first.status, 303, "{}", first.text);
        let late = coordinator.post(&path, &fields("Kolmas", "0190163d-8694-739b-aea5-966c26f8ad94")).await;
        assert_eq!(late.status, 409);
        assert!(late.text.contains("Toinen") && late.text.contains("Kolmas"));
        assert_eq!(late.field("version").as_deref(), Some("2"));
        let mut own = fields("Neljäs", "0190163d-8694-739b-aea5-966c26f8ad95");
        own[3] = ("version", "2");
        let id = m.id.to_string();
        own.push(("parent", &id));
        let circle = coordinator.post(&path, &own).await;
        assert_eq!(circle.status, 422);
        assert!(circle.text.contains("Asia ei voi olla itsensä"));
        assert_eq!(coordinator.at("keski-suomi.localhost").get(&path).await.status, 404);
    })
    .await;
}
