use testkit::on_both;

use crate::common::{desk, features, submit};

#[tokio::test]
async fn a_search_is_saved_by_its_address_shown_to_its_owner_alone_and_comes_back_by_undo() {
    on_both(features, async |t| {
        let (one, two) = (t.coordinator().await, t.coordinator().await);
        let save = [("name", "Myöhässä"), ("path", "http://localhost/sv/actions?due=late&body=x")];
        assert_eq!(submit(&one, "/fi/desk/searches", &save).await.status, 303);
        let page = desk(&one).await;
        assert!(
            page.contains("href=\"/fi/actions?due=late&#38;body=x\"")
                || page.contains("/fi/actions?due=late&amp;body=x"),
            "{page}"
        );
        assert!(!desk(&two).await.contains("due=late"), "personal");
        for bad in ["https://example.org/fi/actions", "javascript:alert(1)", "actions", ""] {
            let reply = submit(&one, "/fi/desk/searches", &[("name", "Nimi tässä"), ("path", bad)]).await;
            assert_eq!(reply.status, 422, "{bad}");
            assert!(reply.text.contains("Nimi tässä"), "what was typed stays");
        }
        let list = one.get("/fi/desk/searches").await.text;
        let id = list.split("/fi/desk/searches/").nth(1).unwrap().split('/').next().unwrap().to_owned();
        assert_eq!(submit(&two, &format!("/fi/desk/searches/{id}/remove"), &[]).await.status, 404);
        let gone = submit(&one, &format!("/fi/desk/searches/{id}/remove"), &[]).await;
        assert_eq!(gone.location(), format!("/fi/desk/searches?removed={id}"));
        let page = one.get(&format!("/fi/desk/searches?removed={id}")).await.text;
        assert!(page.contains("Kumoa"), "{page}");
        assert!(!desk(&one).await.contains("due=late"));
        assert_eq!(submit(&one, &format!("/fi/desk/searches/{id}/restore"), &[]).await.status, 303);
        assert!(desk(&one).await.contains("due=late"));
        assert_eq!(
            one.at("keski-suomi.localhost").get("/fi/desk").await.status,
            303,
            "another region knows nobody"
        );
    })
    .await;
}
