use std::path::Path;

use page::{Ask, Feature};
use testkit::TestApp;

use crate::common::{features, says};

async fn load(t: &TestApp, key: &str) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../demo").join(key);
    let tenant = if key == "paijat-hame" { &t.tenant } else { &t.other };
    for loader in features().iter().filter_map(|f: &Feature| f.demo) {
        loader(&t.app, tenant, &folder, jiff::civil::date(2021, 10, 13)).await.expect("the demo loads");
    }
}

#[tokio::test]
async fn the_demo_tells_the_versions_and_what_was_put_off() {
    let t = TestApp::start(features, None).await;
    load(&t, "keski-suomi").await;
    let c = t.at_host("keski-suomi.localhost");
    says(
        &c.get("/fi/plans/ict-strategia").await,
        &[
            "ICT-strategia 2011",
            "tammikuussa 2011",
            "Päivitys 2013",
            "Päivitystä siirrettiin 27.10.2016.",
            "Lainsäädäntö".to_lowercase().as_str(),
        ],
    );
    says(&c.get("/en/plans/ilmasto2030").await, &["Ilmasto2030", "State not known"]);
}

#[tokio::test]
async fn the_demo_loads_twice_without_doubling() {
    let t = TestApp::start(features, None).await;
    load(&t, "paijat-hame").await;
    let before = store::audit::last_no(t.app.db(), t.tenant.id).await.unwrap();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../demo/paijat-hame");
    let again = plans::feature().demo.unwrap();
    again(&t.app, &t.tenant, &folder, jiff::civil::date(2021, 10, 13)).await.expect("loads again");
    assert_eq!(store::audit::last_no(t.app.db(), t.tenant.id).await.unwrap(), before);
    let page = t.nobody().get("/fi/plans/turvallisuussuunnitelma").await;
    says(&page, &["Hämeenkoski", "Pelastuslaitos", "esimerkki"]);
    says(
        &t.nobody().get("/fi/plans/kuntayhteistyon-tuki").await,
        &["Suunniteltu, ei toteutunut", "Elinkeinoyhtiöiden"],
    );
    // What the search may find of it.
    let source = features().iter().find(|f| f.name == "plans").unwrap().search.unwrap();
    let all = plans::keep::plans::list(t.app.db(), t.tenant.id).await.unwrap();
    let subject = kit::Subject::new("plan", all[0].id);
    let found = source(&t.app, t.tenant.id, &subject).await.unwrap().unwrap();
    assert_eq!(found.len(), 3, "one entry a language");
    let ask = Ask::new(t.tenant.id, &kit::Who::Nobody);
    let days = (jiff::civil::date(2010, 1, 1), jiff::civil::date(2016, 12, 31));
    let facts = t.app.facts(ask, &kit::Subject::new("region", t.tenant.id), days).await.unwrap();
    assert!(facts.iter().any(|f| f.slice == "plans" && f.title.fi.ends_with(": 2014")));
}
