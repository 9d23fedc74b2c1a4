use std::path::Path;

use kit::Local;
use meetings::meetings as store_of;
use people::bodies::{self, NewBody};
use testkit::{TestApp, on_both, plain_body};

use crate::kit_::features;

async fn bodies_of(t: &TestApp, folder: &Path) {
    let text = std::fs::read_to_string(folder.join("bodies.toml")).unwrap();
    let file: toml::Value = toml::from_str(&text).unwrap();
    let mut tx = t.tx().await;
    for row in file["body"].as_array().unwrap() {
        let new = NewBody {
            name: Local::fi(row["key"].as_str().unwrap()),
            statutory: row["kind"].as_str() == Some("statutory"),
            ..plain_body(row["key"].as_str().unwrap())
        };
        bodies::create(&mut tx, new).await.unwrap();
    }
    tx.commit().await.unwrap();
}

#[tokio::test]
async fn the_demo_tells_the_meetings_of_the_sources_and_loads_once() {
    on_both(features, async |t| {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../demo/paijat-hame");
        bodies_of(&t, &folder).await;
        let load = meetings::feature().demo.expect("a loader");
        load(&t.app, &t.tenant, &folder, t.app.today()).await.unwrap();
        let filter = store_of::Filter::default();
        let all = store_of::list(t.app.db(), t.tenant.id, &filter, false, (0, 500)).await.unwrap();
        load(&t.app, &t.tenant, &folder, t.app.today()).await.unwrap();
        let again = store_of::list(t.app.db(), t.tenant.id, &filter, false, (0, 500)).await.unwrap();
        assert_eq!(all.len(), again.len());
        let steering = all.iter().filter(|m| m.key.as_deref().is_some_and(|k| k.starts_with("ohjausryhma-")));
        assert_eq!(steering.count(), 26);
        let of = |key: &str| all.iter().find(|m| m.key.as_deref() == Some(key)).unwrap();
        let doubtful = of("ohjausryhma-2012-01-23");
        assert_eq!(doubtful.state, "recorded_afterwards");
        assert!(!doubtful.doubt.0.is_empty());
        assert_eq!(of("puheenjohtajat-2021-09-24").state, "reserved");
        let last = of("esimerkki-edellinen");
        assert_eq!((last.state.as_str(), last.is_published()), ("closed", true));
        let decided = record::decisions::of_meeting(t.app.db(), t.tenant.id, last.id).await.unwrap();
        let mut numbers: Vec<i64> = decided.iter().filter_map(|d| d.number).collect();
        numbers.sort_unstable();
        assert_eq!(numbers, [61, 62, 63, 64, 65, 66, 67]);
        let page = t.nobody().get(&format!("/fi/meetings/{}", last.id)).await.text;
        assert!(page.contains("§ 63") && page.contains("linjattiin") && page.contains("esimerkki"));
        let today = t.nobody().get(&format!("/fi/meetings/{}", of("esimerkki-tanaan").id)).await.text;
        assert!(!today.contains("kokous.example.org") && !today.contains("Sähkökatkoihin"));
        assert!(today.contains("JulkL 24 § 1 mom. 8 k"));
        let draft = t.nobody().get(&format!("/fi/meetings/{}", of("esimerkki-seuraava").id)).await.text;
        assert!(!draft.contains("kutsuliikenteen"));
    })
    .await;
}
