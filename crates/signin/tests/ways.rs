//! Signing in by password and by a link in a mail, and what people see of themselves.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "helpers of tests")]

use axum::body::Body;
use axum::extract::Request;
use page::Feature;
use people::persons::{self, NewPerson, Person};
use signin::{accounts, links, sessions};
use testkit::{Client, Reply, TestApp, on_both};

fn features() -> Vec<Feature> {
    vec![people::feature(), signin::feature()]
}

async fn with_account(t: &TestApp, name: &str, login: &str) -> Person {
    let person = t.person(name).await;
    let mut tx = t.tx().await;
    accounts::create(&mut tx, person.id, login, "correct horse battery").await.unwrap();
    tx.commit().await.unwrap();
    person
}

fn cookie(reply: &Reply) -> String {
    let set = reply.headers.get("set-cookie").expect("a cookie").to_str().unwrap();
    assert!(set.starts_with("__Host-talkoot="), "{set}");
    for part in ["Path=/", "Secure", "HttpOnly", "SameSite=Lax"] {
        assert!(set.contains(part), "{set}");
    }
    set.split(';').next().unwrap().to_owned()
}

async fn get_with(client: &Client, path: &str, cookie: &str) -> Reply {
    client.send(Request::get(path).header("cookie", cookie).body(Body::empty()).unwrap()).await
}

async fn try_in(t: &TestApp, login: &str, password: &str) -> Reply {
    t.nobody().post("/fi/login", &[("login", login), ("password", password), ("next", "/profile")]).await
}

#[tokio::test]
async fn the_right_password_opens_a_session_and_goes_to_the_wanted_page() {
    on_both(features, async |t| {
        with_account(&t, "Kaisa Koordinaattori", "Kaisa").await;
        let page = t.nobody().get("/fi/login?next=/profile").await;
        assert_eq!(page.status, 200);
        assert_eq!(page.field("next").as_deref(), Some("/profile"));
        let reply = try_in(&t, " kaisa ", "correct horse battery").await;
        assert_eq!((reply.status, reply.location()), (303, "/fi/profile"));
        let cookie = cookie(&reply);
        let profile = get_with(&t.nobody(), "/fi/profile", &cookie).await;
        assert_eq!(profile.status, 200);
        assert!(profile.text.contains("Kaisa Koordinaattori"));
        // Another tenant knows nothing of the session, nor of the account.
        let other = get_with(&t.at_host("keski-suomi.localhost"), "/fi/profile", &cookie).await;
        assert_eq!(other.status, 303);
        let fields = [("login", "kaisa"), ("password", "correct horse battery")];
        assert_eq!(t.at_host("keski-suomi.localhost").post("/fi/login", &fields).await.status, 422);
        // The address does as well as the login.
        assert_eq!(try_in(&t, "kaisa-koordinaattori@example.org", "correct horse battery").await.status, 303);
    })
    .await;
}

#[tokio::test]
async fn a_wrong_password_and_an_unknown_login_are_told_alike_and_another_site_is_never_gone_to() {
    on_both(features, async |t| {
        with_account(&t, "Kaisa", "kaisa").await;
        let wrong = try_in(&t, "kaisa", "wrong horse").await;
        let unknown = try_in(&t, "nobody", "wrong horse").await;
        assert_eq!((wrong.status, unknown.status), (422, 422));
        assert!(wrong.text.contains("Tunnus tai salasana on väärin."));
        assert!(unknown.text.contains("Tunnus tai salasana on väärin."));
        assert!(wrong.text.contains("value=\"kaisa\""), "the login stays as it was typed");
        assert!(!wrong.text.contains("wrong horse"), "a password is never sent back");
        assert_eq!(try_in(&t, "", "").await.status, 422);
        let away = [("login", "kaisa"), ("password", "correct horse battery"), ("next", "//evil.example")];
        assert_eq!(t.nobody().post("/fi/login", &away).await.location(), "/fi/");
        let forged = t.nobody().post_raw("/fi/login", &[("login", "kaisa"), ("password", "x")]).await;
        assert_eq!(forged.status, 403);
    })
    .await;
}

#[tokio::test]
async fn an_unknown_login_takes_as_long_as_a_wrong_password() {
    let t = TestApp::start(features, None).await;
    with_account(&t, "Kaisa", "kaisa").await;
    let client = t.nobody();
    let token = client.csrf().await;
    let mut spent = [Vec::new(), Vec::new()];
    for round in 0..4 {
        for (i, login) in ["kaisa", "nobody"].into_iter().enumerate() {
            let begin = std::time::Instant::now();
            let fields = [("csrf", token.as_str()), ("login", login), ("password", "wrong")];
            client.post_raw("/fi/login", &fields).await;
            if round > 0 {
                spent[i].push(begin.elapsed());
            }
        }
    }
    let least = |list: &Vec<std::time::Duration>| list.iter().min().unwrap().as_secs_f64();
    let ratio = least(&spent[0]) / least(&spent[1]);
    // A digest is what takes the time; without it the second would be some ten times quicker.
    assert!((0.4..2.5).contains(&ratio), "{spent:?}");
}

#[tokio::test]
async fn after_five_wrong_passwords_one_waits_and_is_told_until_when() {
    on_both(features, async |t| {
        with_account(&t, "Kaisa", "kaisa").await;
        for minute in 0..5 {
            t.set_now(&format!("2021-10-13T06:0{minute}:00Z"));
            assert_eq!(try_in(&t, "kaisa", "wrong").await.status, 422);
        }
        let refused = try_in(&t, "Kaisa", "correct horse battery").await;
        assert_eq!(refused.status, 429);
        assert!(refused.text.contains("9.15"), "the first try leaves the window at 9.15");
        assert_eq!(try_in(&t, "somebody-else", "wrong").await.status, 422);
        t.set_now("2021-10-13T06:15:01Z");
        assert_eq!(try_in(&t, "kaisa", "correct horse battery").await.status, 303);
        // Who got in begins from nothing again.
        for _ in 0..5 {
            assert_eq!(try_in(&t, "kaisa", "wrong").await.status, 422);
        }
    })
    .await;
}

#[tokio::test]
async fn many_at_once_do_not_slip_through_the_limit() {
    on_both(features, async |t| {
        with_account(&t, "Kaisa", "kaisa").await;
        let tries = (0..12).map(|_| try_in(&t, "kaisa", "wrong"));
        let statuses: Vec<u16> = futures_of(tries).await.iter().map(|r| r.status).collect();
        assert_eq!(statuses.iter().filter(|s| **s == 422).count(), 5, "{statuses:?}");
        assert_eq!(statuses.iter().filter(|s| **s == 429).count(), 7, "{statuses:?}");
    })
    .await;
}

async fn futures_of<F: Future>(all: impl Iterator<Item = F>) -> Vec<F::Output> {
    futures::future::join_all(all).await
}

/// The token in the last letter of the outbox.
async fn letter(t: &TestApp) -> Option<(String, String)> {
    let letters = store::outbox::list(t.app.db(), t.tenant.id, 10).await.unwrap();
    let letter = letters.into_iter().next()?;
    let text = letter.body.0.text;
    let path = text.split_once("http://localhost")?.1.split_whitespace().next()?.to_owned();
    Some((letter.to_address, path))
}

#[tokio::test]
async fn a_link_acts_once_and_only_on_a_pressed_button() {
    on_both(features, async |t| {
        t.person("Kaisa").await;
        assert_eq!(t.nobody().get("/fi/login/link").await.status, 200);
        let known = t.nobody().post("/fi/login/link", &[("email", "Kaisa@example.org ")]).await;
        let unknown = t.nobody().post("/fi/login/link", &[("email", "nobody@example.org")]).await;
        assert_eq!((known.status, unknown.status), (200, 200));
        assert_eq!(store::outbox::list(t.app.db(), t.tenant.id, 10).await.unwrap().len(), 1);
        let (to, path) = letter(&t).await.unwrap();
        assert_eq!(to, "kaisa@example.org");
        // Scanners open every link, and more than once.
        for _ in 0..3 {
            let page = t.nobody().get(&path).await;
            assert_eq!(page.status, 200);
            assert!(page.headers.get("set-cookie").is_none());
        }
        assert_eq!(t.at_host("keski-suomi.localhost").post(&path, &[]).await.status, 409);
        let reply = t.nobody().post(&path, &[]).await;
        assert_eq!((reply.status, reply.location()), (303, "/fi/"));
        let cookie = cookie(&reply);
        assert_eq!(get_with(&t.nobody(), "/fi/profile", &cookie).await.status, 200);
        let again = t.nobody().post(&path, &[]).await;
        assert_eq!(again.status, 409);
        assert!(again.text.contains("Pyydä uusi"));
        assert_eq!(t.nobody().post("/fi/login/link", &[("email", "not an address")]).await.status, 422);
    })
    .await;
}

#[tokio::test]
async fn a_link_is_over_after_a_quarter_of_an_hour_and_three_are_enough() {
    on_both(features, async |t| {
        let kaisa = t.person("Kaisa").await;
        let mut tx = t.tx().await;
        let token = links::make(&mut tx, kaisa.id).await.unwrap();
        tx.commit().await.unwrap();
        t.set_now("2021-10-13T06:15:00Z");
        assert_eq!(t.nobody().post(&format!("/fi/login/link/{token}"), &[]).await.status, 409);
        for _ in 0..5 {
            let asked = t.nobody().post("/fi/login/link", &[("email", "kaisa@example.org")]).await;
            assert_eq!(asked.status, 200, "nothing is said of the limit");
        }
        assert_eq!(store::outbox::list(t.app.db(), t.tenant.id, 10).await.unwrap().len(), 3);
    })
    .await;
}

#[tokio::test]
async fn who_is_no_longer_active_does_not_come_in() {
    on_both(features, async |t| {
        let kaisa = with_account(&t, "Kaisa", "kaisa").await;
        let client = t.sign_in(kaisa.id).await;
        assert_eq!(client.get("/fi/profile").await.status, 200);
        let mut tx = t.tx().await;
        let after = Person { active: false, ..kaisa.clone() };
        persons::update(&mut tx, &kaisa, after).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(client.get("/fi/profile").await.status, 303);
        assert_eq!(try_in(&t, "kaisa", "correct horse battery").await.status, 422);
        t.nobody().post("/fi/login/link", &[("email", "kaisa@example.org")]).await;
        assert!(letter(&t).await.is_none());
    })
    .await;
}

#[tokio::test]
async fn own_data_are_seen_and_changed_by_oneself_alone() {
    on_both(features, async |t| {
        let kaisa = t.person("Kaisa").await;
        let client = t.sign_in(kaisa.id).await;
        assert_eq!(t.nobody().get("/fi/profile").await.location(), "/fi/login?next=%2Fprofile");
        for path in ["/fi/profile", "/fi/profile/password", "/fi/profile/acting"] {
            assert_eq!(t.nobody().post(path, &[]).await.status, 403, "{path}");
        }
        let page = client.get("/sv/profile").await;
        assert_eq!(page.status, 200);
        let version = page.field("version").unwrap();
        let once = page.field("once").unwrap();
        let fields = [
            ("version", version.as_str()),
            ("once", once.as_str()),
            ("phone", "040 123"),
            ("lang", "sv"),
            ("contact_public", "1"),
        ];
        assert_eq!(client.post("/sv/profile", &fields).await.status, 303);
        let after = persons::get(t.app.db(), t.tenant.id, kaisa.id).await.unwrap().unwrap();
        assert_eq!(
            (after.phone.as_deref(), after.lang.as_str(), after.contact_public),
            (Some("040 123"), "sv", true)
        );
        assert_eq!(client.post("/sv/profile", &fields).await.status, 409, "a doubled form");
        let stale = [("version", "1"), ("once", "0192d1f0-0000-7000-8000-000000000000"), ("lang", "fi")];
        assert_eq!(client.post("/fi/profile", &stale).await.status, 409);
        let bad = [("version", "2"), ("lang", "de")];
        assert_eq!(client.post("/fi/profile", &bad).await.status, 422);
    })
    .await;
}

#[tokio::test]
async fn a_new_password_needs_the_old_one_and_ends_other_sessions() {
    on_both(features, async |t| {
        let kaisa = with_account(&t, "Kaisa", "kaisa").await;
        let (here, there) = (t.sign_in(kaisa.id).await, t.sign_in(kaisa.id).await);
        let change = |old: &'static str, new: &'static str, again: &'static str| {
            let here = here.clone();
            async move {
                let once = here.get("/fi/profile").await.field("once").unwrap();
                let fields = [("once", once.as_str()), ("old", old), ("new", new), ("again", again)];
                here.post("/fi/profile/password", &fields).await
            }
        };
        let good = "a much longer password";
        assert_eq!(change("wrong", good, good).await.status, 422);
        assert_eq!(change("correct horse battery", "short", "short").await.status, 422);
        assert_eq!(change("correct horse battery", good, "another long password").await.status, 422);
        assert_eq!(there.get("/fi/profile").await.status, 200);
        assert_eq!(change("correct horse battery", good, good).await.status, 303);
        assert_eq!(here.get("/fi/profile").await.status, 200);
        assert_eq!(there.get("/fi/profile").await.status, 303, "the other session has ended");
        assert_eq!(try_in(&t, "kaisa", good).await.status, 303);
    })
    .await;
}

#[tokio::test]
async fn who_forgot_the_password_comes_by_link_and_sets_a_new_one() {
    on_both(features, async |t| {
        let kaisa = with_account(&t, "Kaisa", "kaisa").await;
        let mut tx = t.tx().await;
        let token = links::make(&mut tx, kaisa.id).await.unwrap();
        tx.commit().await.unwrap();
        let reply = t.nobody().post(&format!("/fi/login/link/{token}"), &[]).await;
        let cookie = cookie(&reply);
        let page = get_with(&t.nobody(), "/fi/profile", &cookie).await;
        assert!(!page.text.contains("name=\"old\""));
        let (csrf, once) = (page.field("csrf").unwrap(), page.field("once").unwrap());
        let body = format!("csrf={csrf}&once={once}&new=long+enough+now&again=long+enough+now");
        let request = Request::post("/fi/profile/password")
            .header("cookie", &cookie)
            .header("content-type", "application/x-www-form-urlencoded")
            .body(Body::from(body))
            .unwrap();
        assert_eq!(t.nobody().send(request).await.status, 303);
        assert_eq!(try_in(&t, "kaisa", "long enough now").await.status, 303);
    })
    .await;
}

#[tokio::test]
async fn sessions_are_listed_and_ended_by_their_owner_only() {
    on_both(features, async |t| {
        let kaisa = t.person("Kaisa").await;
        let (here, there) = (t.sign_in(kaisa.id).await, t.sign_in(kaisa.id).await);
        let all = sessions::list(t.app.db(), t.tenant.id, kaisa.id, t.app.now()).await.unwrap();
        assert_eq!(all.len(), 2);
        let stranger = t.sign_in(t.person("Matti").await.id).await;
        for s in &all {
            let path = format!("/fi/profile/sessions/{}/end", s.id);
            assert_eq!(stranger.post(&path, &[]).await.status, 404);
            assert_eq!(t.nobody().post(&path, &[]).await.status, 403);
        }
        let page = here.get("/fi/profile").await.text;
        for s in &all {
            assert!(page.contains(&format!("/fi/profile/sessions/{}/end", s.id)));
        }
        assert_eq!(here.post("/fi/profile/sessions/nonsense/end", &[]).await.status, 404);
        assert_eq!(here.post("/fi/logout", &[]).await.status, 303);
        assert_eq!(here.get("/fi/profile").await.status, 303);
        assert_eq!(there.get("/fi/profile").await.status, 200);
    })
    .await;
}

#[tokio::test]
async fn an_assistant_chooses_for_whom_to_act_and_only_among_those_who_appointed() {
    on_both(features, async |t| {
        let (anna, boss, other) =
            (t.person("Anna Avustaja").await, t.person("Kunnanjohtaja").await, t.person("Muu").await);
        let mut tx = t.tx().await;
        let today = t.app.today();
        persons::appoint_assistant(&mut tx, anna.id, boss.id, today).await.unwrap();
        tx.commit().await.unwrap();
        let client = t.sign_in(anna.id).await;
        let refused = client.post("/fi/profile/acting", &[("acting", &other.id.to_string())]).await;
        assert_eq!(refused.status, 403);
        assert_eq!(client.post("/fi/profile/acting", &[("acting", "nonsense")]).await.status, 400);
        let chosen = client.post("/fi/profile/acting", &[("acting", &boss.id.to_string())]).await;
        assert_eq!(chosen.status, 303);
        let says = "Toimit henkilön Kunnanjohtaja puolesta.";
        assert!(client.get("/fi/profile").await.text.contains(says));
        assert_eq!(client.post("/fi/profile/acting", &[("acting", "")]).await.status, 303);
        assert!(!client.get("/fi/profile").await.text.contains(says));
    })
    .await;
}

#[tokio::test]
async fn all_pages_are_drawn_in_three_languages() {
    let t = TestApp::start(features, None).await;
    let client = t.sign_in(with_account(&t, "Kaisa", "kaisa").await.id).await;
    for lang in ["fi", "sv", "en"] {
        for path in ["login", "login/link", "login/link/abc"] {
            assert_eq!(t.nobody().get(&format!("/{lang}/{path}")).await.status, 200, "{lang} {path}");
        }
        assert_eq!(client.get(&format!("/{lang}/profile")).await.status, 200);
        assert_eq!(t.nobody().get(&format!("/{lang}/login/oidc")).await.status, 404, "no provider is set");
    }
    let mut tx = t.tx().await;
    let new = NewPerson { name: "Ilman osoitetta".into(), ..NewPerson::default() };
    let silent = persons::create(&mut tx, new).await.unwrap();
    tx.commit().await.unwrap();
    let page = t.sign_in(silent.id).await.get("/fi/profile").await;
    assert!(page.text.contains("Sinulla ei ole salasanaa."));
}
