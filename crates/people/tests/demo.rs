//! The demo regions as they are loaded.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "helpers of tests")]

use std::path::PathBuf;

use kit::Role;
use page::{AppBuilder, Feature};
use people::{bodies, municipalities, persons};
use store::{Files, Store};

fn features() -> Vec<Feature> {
    vec![people::feature(), signin::feature()]
}

fn folder(tenant: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../demo").join(tenant)
}

#[tokio::test]
async fn both_regions_are_loaded_with_their_bodies_seats_and_logins() {
    let dir = std::env::temp_dir().join(format!("talkoot-demo-{}", uuid::Uuid::new_v4().simple()));
    std::fs::create_dir_all(&dir).unwrap();
    let store = Store::open(&format!("sqlite://{}/t.db", dir.display())).await.unwrap();
    let mut steps = store::migrations();
    steps.extend(features().into_iter().flat_map(|f| f.migrations));
    store.migrate(steps).await.unwrap();
    let files = Files::open(&format!("file:{}/files", dir.display())).unwrap();
    let now: jiff::Timestamp = testkit::NOW.parse().unwrap();
    let clock = std::sync::Arc::new(kit::FixedClock::new(now));
    let app = AppBuilder::new(store, files, clock, features()).build();
    let today = app.today();
    for (key, towns) in [("paijat-hame", 10), ("keski-suomi", 22)] {
        let folder = folder(key);
        let tenant =
            people::demo::create_tenant(app.store(), &folder, "http://localhost:8080", now).await.unwrap();
        for load in app.features().iter().filter_map(|f| f.demo) {
            load(&app, &tenant, &folder, today).await.unwrap();
        }
        assert_eq!(municipalities::on(app.db(), &tenant, today).await.unwrap().len(), towns, "{key}");
        let again =
            people::demo::create_tenant(app.store(), &folder, "http://localhost:8080", now).await.unwrap();
        assert_eq!(again.id, tenant.id, "a tenant is made once");
        assert_eq!(tenant.base_url, format!("http://{}:8080", tenant.host));
        for (login, name) in signin::demo::logins(&folder).unwrap() {
            let account =
                signin::accounts::by_login(app.db(), tenant.id, &login).await.unwrap().expect(&login);
            let person = persons::get(app.db(), tenant.id, account.person).await.unwrap().unwrap();
            assert_eq!(person.name, name);
        }
        let coordinator = persons::by_key(app.db(), tenant.id, "koordinaattori").await.unwrap().unwrap();
        let who = persons::who(app.db(), tenant.id, coordinator.id, today).await.unwrap();
        assert!(who.has(Role::Coordinator), "{key}");
        assert_eq!(bodies::terms(app.db(), tenant.id).await.unwrap().len(), 5);
        if key == "paijat-hame" {
            let body = bodies::by_key(app.db(), tenant.id, "kuntajohtajakokous").await.unwrap().unwrap();
            let seats = bodies::seats_on(app.db(), tenant.id, body.id, today).await.unwrap();
            assert_eq!(seats.iter().filter(|s| s.membership.municipality.is_some()).count(), 10);
            let sysma = persons::by_key(app.db(), tenant.id, "avustaja").await.unwrap().unwrap();
            let who = persons::who(app.db(), tenant.id, sysma.id, today).await.unwrap();
            assert!(who.has_in(body.id, &[Role::Assistant]), "the assistant acts in the manager's seat");
            let unknown = bodies::by_key(app.db(), tenant.id, "maakuntahallitus").await.unwrap().unwrap();
            assert!(!unknown.members_known && unknown.statutory);
        }
    }
    std::fs::remove_dir_all(dir).unwrap();
}
