//! The page as nobody, as the wrong role and as the right one, on both stores.

use page::Feature;

fn features() -> Vec<Feature> {
    vec![people::feature(), signin::feature(), example::feature()]
}

#[tokio::test]
async fn only_the_coordinator_keeps_notes() {
    testkit::on_both(features, async |t| {
        assert_eq!(t.nobody().get("/fi/example").await.status, 303, "the way to the sign-in");
        assert_eq!(t.admin().await.get("/fi/example").await.status, 403);
        let coordinator = t.coordinator().await;
        assert_eq!(coordinator.post("/fi/example", &[("text", "")]).await.status, 422);
        let once = uuid::Uuid::new_v4().to_string();
        assert_eq!(coordinator.post("/fi/example", &[("text", "Soita Sysmään"), ("once", &once)]).await.status, 303);
        assert_eq!(coordinator.post("/fi/example", &[("text", "Soita Sysmään"), ("once", &once)]).await.status, 409);
        let page = coordinator.get("/fi/example").await;
        assert_eq!(page.text.matches("Soita Sysmään").count(), 1);
        assert_eq!(coordinator.at("keski-suomi.localhost").get("/fi/example").await.status, 303, "another tenant");
    })
    .await;
}
