use std::path::Path;
use std::process::Command;

use testkit::{Client, Reply, on_both};

use crate::actions::{asked, states};
use crate::common::features;
use kit::Role;

async fn upload(client: &Client, name: &str, bytes: &[u8]) -> Reply {
    client.upload("/fi/actions/import", &[], ("file", name, bytes)).await
}

/// The rows that a preview carries, as its form would send them.
fn carried(page: &str) -> Vec<String> {
    page.split("name=\"row\" value=\"")
        .skip(1)
        .map(|p| {
            p.split('"').next().unwrap().replace("&#34;", "\"").replace("&quot;", "\"").replace("&#38;", "&")
        })
        .collect()
}

async fn confirm(client: &Client, rows: &[String]) -> Reply {
    let once = uuid::Uuid::new_v4().to_string();
    let mut fields = vec![("once", once.as_str())];
    fields.extend(rows.iter().map(|r| ("row", r.as_str())));
    client.post("/fi/actions/import/confirm", &fields).await
}

#[tokio::test]
async fn a_table_goes_out_is_filled_in_and_comes_back_once() {
    on_both(features, async |t| {
        let a = asked(&t, None, &["asikkala", "sysma"]).await;
        let coordinator = t.coordinator().await;
        let out = coordinator.get("/fi/actions.csv").await;
        assert!(out.text.starts_with("\u{feff}Tunnus (älä muuta);Toimenpide;"), "{}", out.text);
        assert!(out.text.contains(";016;Asikkala;ei vastausta;"));
        assert!(coordinator.get("/sv/actions.xlsx").await.bytes.starts_with(b"PK"));

        let same = upload(&coordinator, "t.csv", &out.bytes).await;
        assert_eq!(same.status, 200);
        assert!(same.text.contains("ei ole mitään uutta"), "{}", same.text);
        let filled = out.text.replace("Sysmä;ei vastausta;", "Sysmä;valmis;");
        let preview = upload(&coordinator, "t.csv", filled.as_bytes()).await;
        assert_eq!(preview.status, 200, "{}", preview.text);
        assert!(preview.text.contains("Yksi rivi muuttuu."), "{}", preview.text);
        assert!(states(&t, a.id).await.iter().all(|s| s.version == 1), "a preview saves nothing");
        let rows = carried(&preview.text);
        assert_eq!(rows.len(), 1);
        assert_eq!(confirm(&t.nobody(), &rows).await.status, 403);
        assert_eq!(confirm(&coordinator, &rows).await.status, 303);
        assert_eq!(states(&t, a.id).await.iter().filter(|s| s.state == "done").count(), 1);
        let again = upload(&coordinator, "t.csv", filled.as_bytes()).await;
        assert!(again.text.contains("ei ole mitään uutta"), "{}", again.text);
        assert_eq!(confirm(&coordinator, &rows).await.status, 303);
        assert_eq!(states(&t, a.id).await.iter().map(|s| s.version).max(), Some(2), "twice changes nothing");
        let stale = out.text.replace("Sysmä;ei vastausta;", "Sysmä;este;");
        let refused = upload(&coordinator, "t.csv", stale.as_bytes()).await;
        assert_eq!(refused.status, 422);
        assert!(refused.text.contains("versio 1") && carried(&refused.text).is_empty(), "{}", refused.text);
    })
    .await;
}

#[tokio::test]
async fn a_wrong_row_is_named_with_its_reason_and_nothing_is_saved() {
    on_both(features, async |t| {
        let a = asked(&t, None, &["asikkala", "sysma"]).await;
        let coordinator = t.coordinator().await;
        let out = coordinator.get("/fi/actions.csv").await.text;
        let bad = out.replace("Asikkala;ei vastausta;", "Asikkala;valmis;").replace("Sysmä;ei", "Tampere;ei");
        let refused = upload(&coordinator, "t.csv", bad.as_bytes()).await;
        assert_eq!(refused.status, 422);
        assert!(refused.text.contains("Kuntaa ”Tampere” ei tunneta."), "{}", refused.text);
        assert!(carried(&refused.text).is_empty());
        let state = upload(&coordinator, "t.csv", out.replace("ei vastausta", "ehkä").as_bytes()).await;
        assert!(state.text.contains("Tilaa ”ehkä” ei tunneta."));
        let id = upload(&coordinator, "t.csv", out.replace(&a.id.to_string(), "x").as_bytes()).await;
        assert!(id.text.contains("Toimenpidettä ”x” ei ole."));
        let column = upload(&coordinator, "t.csv", out.replace(";Tila;", ";Mikä;").as_bytes()).await;
        assert_eq!(column.status, 422);
        assert!(column.text.contains("sarake ”Tila”"));
        assert_eq!(upload(&coordinator, "t.csv", b"%PDF-1.4 ").await.status, 415);
        assert_eq!(coordinator.upload("/fi/actions/import", &[], ("other", "t", b"x")).await.status, 422);
        assert_eq!(upload(&t.nobody(), "t.csv", out.as_bytes()).await.status, 403);
        assert_eq!(t.admin().await.get("/fi/actions/import").await.status, 403);
        let lahti = t.municipality("lahti").await;
        let official = t.with_role(Role::Official, None, Some(lahti.id)).await;
        let others = out.replace("Sysmä;ei vastausta;", "Sysmä;valmis;");
        let refused = upload(&official, "t.csv", others.as_bytes()).await;
        assert!(refused.text.contains("Sinulla ei ole oikeutta"), "{}", refused.text);
        assert!(states(&t, a.id).await.iter().all(|s| s.version == 1));
    })
    .await;
}

/// Lets LibreOffice save a table as another kind. `None` where there is no LibreOffice.
fn resaved(folder: &Path, file: &str, kind: &str) -> Option<Vec<u8>> {
    let out = folder.join("out");
    let home = format!("-env:UserInstallation=file://{}", folder.join("home").display());
    let done = Command::new("soffice")
        .args([&home, "--headless", "--infilter=CSV:59,34,76,1", "--convert-to", kind, "--outdir"])
        .arg(&out)
        .arg(folder.join(file))
        .output()
        .ok()?;
    let ending = kind.split(':').next()?;
    let made = out.join(Path::new(file).with_extension(ending));
    Some(std::fs::read(&made).unwrap_or_else(|e| panic!("{} {e} {done:?}", made.display())))
}

#[tokio::test]
async fn a_table_survives_libreoffice_both_ways() {
    if Command::new("soffice").arg("--version").output().is_err() {
        return;
    }
    on_both(features, async |t| {
        let a = asked(&t, None, &["asikkala", "sysma"]).await;
        let coordinator = t.coordinator().await;
        let folder = tempfile::tempdir().unwrap();
        let out = coordinator.get("/fi/actions.csv").await.text;
        let filled = out.replace("Asikkala;ei vastausta;;", "Asikkala;kesken;Nimetään 1/2 ;");
        std::fs::write(folder.path().join("t.csv"), filled).unwrap();
        let Some(xlsx) = resaved(folder.path(), "t.csv", "xlsx") else { return };
        let preview = upload(&coordinator, "t.xlsx", &xlsx).await;
        assert_eq!(preview.status, 200, "{}", preview.text);
        assert!(preview.text.contains("Yksi rivi muuttuu."), "{}", preview.text);
        assert_eq!(confirm(&coordinator, &carried(&preview.text)).await.status, 303);
        let all = states(&t, a.id).await;
        assert!(all.iter().any(|s| s.state == "under_way" && s.note == "Nimetään 1/2"), "{all:?}");

        std::fs::write(folder.path().join("u.xlsx"), coordinator.get("/fi/actions.xlsx").await.bytes)
            .unwrap();
        let out = folder.path().join("out");
        let home = format!("-env:UserInstallation=file://{}", folder.path().join("home").display());
        Command::new("soffice")
            .args([
                &home,
                "--headless",
                "--convert-to",
                "csv:Text - txt - csv (StarCalc):59,34,76",
                "--outdir",
            ])
            .arg(&out)
            .arg(folder.path().join("u.xlsx"))
            .output()
            .unwrap();
        let csv = std::fs::read(out.join("u.csv")).unwrap();
        let same = upload(&coordinator, "u.csv", &csv).await;
        assert!(same.text.contains("ei ole mitään uutta"), "{}", same.text);
    })
    .await;
}
