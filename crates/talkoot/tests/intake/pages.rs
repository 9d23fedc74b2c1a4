//! The pages by role, and what is said of bad input.

use intake::reading;
use testkit::{Client, Reply, on_both};
use uuid::Uuid;

use crate::common::{features, three_bodies};
use crate::papers::Press;

fn zipped(files: &[(&str, Vec<u8>)]) -> Vec<u8> {
    use std::io::Write;
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, bytes) in files {
        zip.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

async fn bring(client: &Client, name: &str, bytes: &[u8]) -> Reply {
    client.upload("/fi/import", &[("publicity", "internal")], ("files", name, bytes)).await
}

fn id_of(address: &str) -> Uuid {
    address.rsplit('/').next().unwrap().parse().unwrap()
}

#[tokio::test]
async fn only_those_who_coordinate_bring_material_in() {
    on_both(features, async |t| {
        three_bodies(&t).await;
        assert_eq!(t.nobody().get("/fi/import").await.status, 303);
        let official = t.with_role(kit::Role::Official, None, None).await;
        assert_eq!(official.get("/fi/import").await.status, 403);
        assert_eq!(bring(&official, "x.txt", b"Kokous").await.status, 403);
        for client in [t.coordinator().await, t.admin().await] {
            for lang in ["fi", "sv", "en"] {
                assert_eq!(client.get(&format!("/{lang}/import")).await.status, 200);
            }
        }
        let coordinator = t.coordinator().await;
        let reply = bring(&coordinator, "muistio.txt", b"Kuntajohtajakokous 29.11.2012").await;
        assert_eq!(reply.status, 303);
        let address = reply.location().to_owned();
        for path in [address.clone(), format!("{address}/plan")] {
            assert_eq!(official.get(&path).await.status, 403);
            assert_eq!(coordinator.at("keski-suomi.localhost").get(&path).await.status, 303);
        }
        assert_eq!(coordinator.get(&format!("/fi/import/{}", Uuid::new_v4())).await.status, 404);
    })
    .await;
}

#[tokio::test]
async fn a_guess_is_shown_corrected_confirmed_and_filed() {
    on_both(features, async |t| {
        let [managers, ..] = three_bodies(&t).await;
        let coordinator = t.coordinator().await;
        let press = Press::new();
        let sure = press.memo(0);
        let zip = zipped(&[
            (&sure.name, sure.bytes.clone()),
            ("epävarma.txt", "Muistio\n1. Asia\nTeksti".into()),
            ("rikki.pdf", b"%PDF-1.7 x".to_vec()),
            ("kopio.docx", sure.bytes.clone()),
            ("ohjelma.exe", b"MZ\x90\0".to_vec()),
        ]);
        let reply = bring(&coordinator, "vanhat.zip", &zip).await;
        assert_eq!(reply.status, 303);
        let address = reply.location().to_owned();
        assert!(coordinator.get("/fi/import").await.text.contains(&address));
        let waiting = coordinator.get(&address).await;
        assert!(waiting.headers.contains_key("refresh") && waiting.text.contains("Tiedostoja luetaan"));
        reading::read(&t.app, t.tenant.id, id_of(&address)).await.unwrap();

        let page = coordinator.get(&address).await;
        assert_eq!(page.status, 200);
        for words in
            ["varma 9", "ei löytynyt", "Sama tiedosto kuin", "Tiedosto on rikki", "Tästä lajista ei lueta"]
        {
            assert!(page.text.contains(words), "{words}: {}", page.text);
        }
        // The unsure one stands first.
        assert!(page.text.find("epävarma.txt").unwrap() < page.text.find(&sure.name).unwrap());
        let rows =
            intake::imports::rows(t.app.db(), t.tenant.id, id_of(&address), &["ready"], "sure", (0, 9))
                .await
                .unwrap();
        let (row, other) = (&rows[0], &rows[1]);
        assert_eq!(coordinator.get(&format!("{address}/rows/{}", other.id)).await.status, 200);

        let version = page.field("version").unwrap();
        let field = |n: &str| format!("{n}-{}", row.id);
        let id = row.id.to_string();
        let (take, body, date) = (field("take"), field("body"), field("date"));
        let body_id = managers.id.to_string();
        let bad =
            [("version", version.as_str()), ("row", &id), (&take, "1"), (&body, ""), (&date, "31.2.2012")];
        let refused = coordinator.post(&address, &bad).await;
        assert_eq!(refused.status, 422);
        assert!(
            refused.text.contains("31.2.2012") && refused.text.contains("Toimielin puuttuu"),
            "kept as typed"
        );
        let good = [
            ("version", version.as_str()),
            ("row", &id),
            (&take, "1"),
            (&body, &body_id),
            (&date, "syksyllä 2012"),
            ("then", "plan"),
        ];
        let saved = coordinator.post(&address, &good).await;
        assert_eq!((saved.status, saved.location()), (303, format!("{address}/plan").as_str()));
        // Somebody who still looks at the page of before gets it with what was typed.
        let stale = coordinator.post(&address, &good).await;
        assert_eq!(stale.status, 409);
        assert!(stale.text.contains("syksyllä 2012"));

        let plan = coordinator.get(&format!("{address}/plan")).await;
        assert!(plan.text.contains("2 kokousta, kirjattu jälkikäteen"), "{}", plan.text);
        let (version, once) = (plan.field("version").unwrap(), Uuid::new_v4().to_string());
        let fields = [("version", version.as_str()), ("once", once.as_str())];
        assert_eq!(coordinator.post(&format!("{address}/plan"), &fields).await.status, 303);
        assert_eq!(coordinator.post(&format!("{address}/plan"), &fields).await.status, 409, "not twice");
        let done = coordinator.get(&address).await;
        assert!(
            done.text.contains("2 asiakirjaa") && done.text.contains("Peru koko tuonti"),
            "{}",
            done.text
        );
        let version = done.field("version").unwrap();
        let undone = coordinator
            .post(&format!("{address}/undo"), &[("version", &version), ("once", &Uuid::new_v4().to_string())])
            .await;
        assert_eq!(undone.status, 303, "{}", undone.text);
        assert!(coordinator.get(&address).await.text.contains("Tuonti on peruttu"));
    })
    .await;
}

#[tokio::test]
async fn a_form_without_files_or_with_litter_only_says_so() {
    on_both(features, async |t| {
        let coordinator = t.coordinator().await;
        assert_eq!(bring(&coordinator, "x.zip", b"").await.status, 422);
        let litter = zipped(&[("__MACOSX/x", b"y".to_vec())]);
        let page = bring(&coordinator, "x.zip", &litter).await;
        assert_eq!(page.status, 422);
        assert!(page.text.contains("ei ole mitään tuotavaa"));
    })
    .await;
}
