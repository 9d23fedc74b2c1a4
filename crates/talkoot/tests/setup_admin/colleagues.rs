//! Colleagues are invited by mail.

use people::persons;
use store::outbox;
use testkit::{TestApp, on_both};

use crate::common::{Sends, admin, features};

/// The link in the newest letter of the outbox.
async fn link(t: &TestApp) -> String {
    let letters = outbox::list(t.app.db(), t.tenant.id, 1).await.unwrap();
    let text = &letters[0].body.0.text;
    let at = text.find("/invite/").unwrap_or_else(|| panic!("{text}"));
    text[at - 3..].split_whitespace().next().unwrap().to_owned()
}

const INVITED: [(&str, &str); 4] = [
    ("name", "Kalle Kollega"),
    ("email", "Kalle@liitto.example.fi"),
    ("role", "coordinator"),
    ("lang", "sv"),
];
const PASSWORDS: [(&str, &str); 2] =
    [("password", "correct horse battery"), ("again", "correct horse battery")];

#[tokio::test]
async fn a_colleague_comes_in_by_a_pressed_button_and_only_once() {
    on_both(features, async |t| {
        let admin = admin(&t).await;
        assert_eq!(admin.act("/fi/admin/colleagues", &INVITED).await.status, 303);
        let link = link(&t).await;
        assert!(link.starts_with("/sv/invite/"), "{link}");
        let nobody = t.nobody();
        for _scanner in 0..3 {
            let page = nobody.get(&link).await;
            assert_eq!(page.status, 200);
            assert!(page.text.contains("Kalle Kollega"), "{}", page.text);
        }
        let none = persons::by_email(t.app.db(), t.tenant.id, "kalle@liitto.example.fi").await.unwrap();
        assert!(none.is_none(), "opening the link does nothing");
        assert_eq!(nobody.act(&link, &[("password", "short"), ("again", "short")]).await.status, 422);
        assert_eq!(nobody.post_raw(&link, &PASSWORDS).await.status, 403, "a form that is not ours");
        let done = nobody.act(&link, &PASSWORDS).await;
        assert_eq!(done.status, 303, "{}", done.text);
        let inside = nobody.keeping(&done);
        assert_eq!(inside.get("/fi/people").await.status, 200);
        assert_eq!(inside.get("/fi/admin").await.status, 403, "a coordinator is no administrator");
        for again in [nobody.get(&link).await, nobody.act(&link, &PASSWORDS).await] {
            assert_eq!(again.status, 409);
            assert!(again.text.contains("redan använd"), "{}", again.text);
        }
        let page = admin.get("/fi/admin/colleagues").await;
        assert!(page.text.contains("hyväksytty"));
        assert_eq!(t.at_host("keski-suomi.localhost").get(&link).await.status, 404);
        assert_eq!(nobody.get("/fi/invite/0000").await.status, 404);
    })
    .await;
}

#[tokio::test]
async fn an_invitation_to_a_wrong_address_is_taken_back_and_an_old_one_sent_again() {
    on_both(features, async |t| {
        let admin = admin(&t).await;
        admin.act("/fi/admin/colleagues", &INVITED).await;
        let first = link(&t).await;
        let twice = admin.act("/fi/admin/colleagues", &INVITED).await;
        assert_eq!(twice.status, 422, "one is open already");
        let page = admin.get("/fi/admin/colleagues").await;
        let at = page.text.find("/back\"").unwrap();
        let action = page.text[..at].rsplit('"').next().unwrap().to_owned();
        let stale = admin.act(&format!("{action}/back"), &[("version", "7")]).await;
        assert_eq!(stale.status, 409);
        // A new letter kills the link of the old one.
        t.set_now("2021-10-20T06:00:00Z");
        let admin = t
            .sign_in(
                persons::by_email(t.app.db(), t.tenant.id, "ylva-yllapitaja@example.org")
                    .await
                    .unwrap()
                    .unwrap()
                    .id,
            )
            .await;
        assert_eq!(admin.act(&format!("{action}/again"), &[("version", "1")]).await.status, 303);
        assert_eq!(t.nobody().get(&first).await.status, 404);
        let second = link(&t).await;
        assert_eq!(t.nobody().get(&second).await.status, 200);
        assert_eq!(admin.act(&format!("{action}/back"), &[("version", "2")]).await.status, 303);
        let dead = t.nobody().act(&second, &PASSWORDS).await;
        assert_eq!(dead.status, 409);
        assert!(dead.text.contains("återtagen"), "{}", dead.text);
        assert_eq!(admin.act(&format!("{action}/again"), &[("version", "3")]).await.status, 409);
        // Its time runs out too.
        t.set_now("2021-10-20T06:00:05Z");
        admin.act("/fi/admin/colleagues", &INVITED).await;
        let third = link(&t).await;
        t.set_now("2021-11-03T06:00:06Z");
        let late = t.nobody().act(&third, &PASSWORDS).await;
        assert_eq!(late.status, 409);
        assert!(late.text.contains("gått ut"), "{}", late.text);
        let none = persons::by_email(t.app.db(), t.tenant.id, "kalle@liitto.example.fi").await.unwrap();
        assert!(none.is_none());
    })
    .await;
}

#[tokio::test]
async fn whoever_has_an_account_gets_the_role_and_keeps_the_password() {
    on_both(features, async |t| {
        let admin = admin(&t).await;
        let known = t.person("Outi Olemassa").await;
        let mut tx = t.tx().await;
        signin::accounts::create(&mut tx, known.id, "outi", "another long password").await.unwrap();
        tx.commit().await.unwrap();
        let fields =
            [("name", "Joku Muu"), ("email", "outi-olemassa@example.org"), ("role", "admin"), ("lang", "fi")];
        admin.act("/fi/admin/colleagues", &fields).await;
        let link = link(&t).await;
        let page = t.nobody().get(&link).await;
        assert!(page.text.contains("Sinulla on jo tunnus"));
        let done = t.nobody().act(&link, &PASSWORDS).await;
        assert_eq!((done.status, done.location()), (303, "/fi/login"));
        assert!(done.headers.get("set-cookie").is_none(), "the link alone lets nobody in");
        let roles = persons::roles_of(t.app.db(), t.tenant.id, known.id, t.app.today()).await.unwrap();
        assert_eq!(roles, [kit::Role::Admin]);
        let with = |password| [("login", "outi"), ("password", password)];
        assert_eq!(t.nobody().act("/fi/login", &with("another long password")).await.status, 303);
        assert_eq!(t.nobody().act("/fi/login", &with("correct horse battery")).await.status, 422);
        for (field, value) in
            [("role", "chair"), ("role", ""), ("email", "x"), ("name", ""), ("role", "secretary")]
        {
            let mut fields = INVITED.to_vec();
            fields.retain(|(n, _)| *n != field);
            fields.push((field, value));
            assert_eq!(admin.act("/fi/admin/colleagues", &fields).await.status, 422, "{field} {value}");
        }
        assert_eq!(t.coordinator().await.act("/fi/admin/colleagues", &INVITED).await.status, 403);
    })
    .await;
}
