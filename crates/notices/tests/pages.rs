//! Following by mail and by feed on both stores: nothing before the button, the same answer to everybody, letters once
//! and in time, one press that stops and erases; forged, used and ended links, and those that only open links.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "helpers of tests")]

use axum::body::Body;
use axum::extract::{ConnectInfo, Request};
use futures::future::{BoxFuture, FutureExt};
use jiff::civil::{Date, date};
use kit::{Event, Fact, FactKind, Link, Local, Publicity, Role, Subject, When};
use page::{App, Ask, Feature, PageError};
use store::outbox::{self, Posted};
use testkit::{Client, Reply, TestApp, on_both};
use uuid::Uuid;

fn features() -> Vec<Feature> {
    let teller = Feature { name: "teller", facts: Some(tell), ..Feature::default() };
    vec![people::feature(), signin::feature(), record::feature(), teller, notices::feature()]
}

/// Tells of every subject one decision for each day of October 2021 until today, and one that is not public.
fn tell<'a>(
    app: &'a App,
    _: Ask<'a>,
    subject: &'a Subject,
    (from, to): (Date, Date),
) -> BoxFuture<'a, Result<Vec<Fact>, PageError>> {
    async move {
        let fact = |day: i8, publicity: Publicity, title: String| Fact {
            slice: "teller".into(),
            subject: subject.clone(),
            at: When::day(date(2021, 10, day)),
            title: Local { fi: title, sv: format!("Beslut {day}"), en: String::new() },
            core: FactKind::Outcome { code: "agreed".into(), text: Local::default(), printed: None },
            source: Link { path: format!("/decisions/{day}"), text: Local::fi("x") },
            publicity,
            doubt: None,
        };
        let mut all: Vec<Fact> = (1..=app.today().day())
            .map(|day| fact(day, Publicity::Public, format!("Linjaus {day} < & >")))
            .collect();
        all.push(fact(13, Publicity::Internal, "Ei julkinen".into()));
        all.retain(|f| f.at.may_fall_in(from, to));
        Ok(all)
    }
    .boxed()
}

async fn letters(t: &TestApp) -> Vec<Posted> {
    let mut all = outbox::list(t.app.db(), t.tenant.id, 500).await.unwrap();
    all.retain(|l| !l.to_address.is_empty());
    all
}

async fn last(t: &TestApp) -> Posted {
    letters(t).await.into_iter().next().expect("a letter")
}

/// The newest letter to an address. Letters of one instant to several addresses stand in no order.
async fn last_to(t: &TestApp, email: &str) -> Posted {
    letters(t).await.into_iter().find(|l| l.to_address == email).expect("a letter")
}

/// The path of a link in a letter: `/fi/follow/confirm/…`.
fn link(letter: &Posted, what: &str) -> String {
    let text = &letter.body.0.text;
    let at = text.find(what).unwrap_or_else(|| panic!("no {what} in {text}"));
    let start = text[..at].rfind("http://").expect("an address") + "http://localhost".len();
    text[start..].split_whitespace().next().unwrap().to_owned()
}

async fn ask(client: &Client, lang: &str, fields: &[(&str, &str)]) -> Reply {
    send(client, &format!("/{lang}/follow"), fields).await
}

/// Sends a form as a page would, with a key of its own.
async fn send(client: &Client, path: &str, fields: &[(&str, &str)]) -> Reply {
    let once = Uuid::new_v4().to_string();
    let mut all = vec![("once", once.as_str())];
    all.extend_from_slice(fields);
    client.post(path, &all).await
}

/// Follows something and presses the button.
async fn follow(t: &TestApp, lang: &str, kind: &str, id: &str, email: &str, pace: &str) {
    let asked = ask(&t.nobody(), lang, &[("kind", kind), ("id", id), ("email", email), ("pace", pace)]).await;
    assert_eq!(asked.status, 303, "{}", asked.text);
    let to = link(&last_to(t, email).await, "/follow/confirm/");
    assert_eq!(t.nobody().post(&to, &[]).await.status, 303);
}

/// Runs the round that waits.
async fn round(t: &TestApp) {
    use sea_orm::{ConnectionTrait, Statement};
    let db = t.app.db();
    let sql = "SELECT payload FROM job WHERE kind = 'notices-round'".to_owned();
    let rows = db.query_all_raw(Statement::from_string(db.get_database_backend(), sql)).await.unwrap();
    let plans = rows.iter().map(|r| r.try_get::<String>("", "payload").unwrap());
    // Under a clock that stands, all are planned for the same moment: the newest has the highest number.
    let payload = plans.max_by_key(|p| p.trim_matches(|c: char| !c.is_ascii_digit()).parse::<i64>().unwrap());
    let payload = payload.expect("a round is planned");
    let run = notices::feature().jobs[0].run;
    run(&t.app, t.tenant.id, &payload).await.unwrap();
}

async fn count(t: &TestApp, table: &str) -> i64 {
    use sea_orm::{ConnectionTrait, Statement};
    let db = t.app.db();
    let sql = Statement::from_string(db.get_database_backend(), format!("SELECT COUNT(*) AS n FROM {table}"));
    db.query_one_raw(sql).await.unwrap().unwrap().try_get("", "n").unwrap()
}

#[tokio::test]
async fn nothing_is_followed_before_the_button_is_pressed() {
    on_both(features, async |t| {
        let sysma = t.municipality("sysma").await.id.to_string();
        for lang in ["fi", "sv", "en"] {
            assert_eq!(t.nobody().get(&format!("/{lang}/follow")).await.status, 200);
            let page = t.nobody().get(&format!("/{lang}/follow?kind=municipality&id={sysma}")).await;
            assert!(page.status == 200 && page.text.contains("Sysmä"));
        }
        let fields =
            [("kind", "municipality"), ("id", &sysma), ("email", "Asukas@Example.fi"), ("pace", "at-once")];
        let asked = ask(&t.nobody(), "sv", &fields).await;
        assert_eq!((asked.status, asked.location()), (303, "/sv/follow/sent"));
        let letter = last(&t).await;
        assert_eq!(letter.to_address, "asukas@example.fi");
        assert!(letter.subject.starts_with("Bekräfta") && letter.body.0.lang == "sv");
        let to = link(&letter, "/follow/confirm/");
        // A scanner opens the link, more than once.
        for _ in 0..3 {
            let page = t.nobody().get(&to).await;
            assert!(page.status == 200 && page.text.contains("Ja, jag vill följa"));
        }
        assert_eq!(count(&t, "news_watch").await, 0, "nothing is watched yet");
        let forged = t.nobody().post_raw(&to, &[]).await;
        assert_eq!(forged.status, 403);
        assert_eq!(t.nobody().post(&to, &[]).await.status, 303);
        assert!(t.nobody().get(&to).await.text.contains("Nu följer du"));
        assert_eq!(t.nobody().post(&to, &[]).await.status, 303, "pressed twice it says the same");
        assert_eq!(count(&t, "follow").await, 1);
        let other = t.at_host("keski-suomi.localhost");
        assert_eq!(other.get(&to).await.status, 404, "another tenant");
    })
    .await;
}

#[tokio::test]
async fn a_link_that_is_forged_or_has_ended_does_nothing() {
    on_both(features, async |t| {
        let sysma = t.municipality("sysma").await.id.to_string();
        for wrong in ["0".repeat(64), "x".into(), "%00".into()] {
            for path in ["confirm", "list", "stop"] {
                let to = format!("/fi/follow/{path}/{wrong}");
                assert_eq!(t.nobody().get(&to).await.status, 404, "{to}");
            }
            assert_eq!(t.nobody().post(&format!("/fi/follow/confirm/{wrong}"), &[]).await.status, 404);
            assert_eq!(t.nobody().post(&format!("/fi/follow/stop/{wrong}"), &[]).await.status, 404);
        }
        let fields = [("kind", "municipality"), ("id", &sysma), ("email", "a@example.fi"), ("pace", "daily")];
        ask(&t.nobody(), "fi", &fields).await;
        let old = link(&last(&t).await, "/follow/confirm/");
        ask(&t.nobody(), "fi", &fields).await;
        let new = link(&last(&t).await, "/follow/confirm/");
        assert_eq!(t.nobody().post(&old, &[]).await.status, 404, "the newer letter's link holds");
        t.set_now("2021-10-15T06:00:01Z");
        assert_eq!(t.nobody().get(&new).await.status, 404, "two days later");
        assert_eq!(t.nobody().post(&new, &[]).await.status, 404);
        round(&t).await;
        assert_eq!((count(&t, "follow").await, count(&t, "follower").await), (0, 0), "the address is erased");
        assert!(letters(&t).await.is_empty(), "and no letter holds it");
    })
    .await;
}

#[tokio::test]
async fn bad_input_is_drawn_again_and_sends_nothing() {
    on_both(features, async |t| {
        let sysma = t.municipality("sysma").await.id.to_string();
        for email in [
            "",
            "x",
            "a@b",
            "a b@example.fi",
            "a@example.fi\r\nBcc: b@example.fi",
            "a@exa mple.fi",
            "ä@example.fi",
        ] {
            let fields =
                [("kind", "municipality"), ("id", sysma.as_str()), ("email", email), ("pace", "daily")];
            let bad = ask(&t.nobody(), "fi", &fields).await;
            assert_eq!(bad.status, 422, "{email:?}");
            assert!(bad.text.contains("aria-invalid"));
        }
        let word =
            ask(&t.nobody(), "fi", &[("kind", "word"), ("word", "ab"), ("email", "a@example.fi")]).await;
        assert!(word.status == 422 && word.text.contains("a@example.fi") && word.text.contains("3–60"));
        let pace =
            [("kind", "municipality"), ("id", sysma.as_str()), ("email", "a@example.fi"), ("pace", "hourly")];
        assert_eq!(ask(&t.nobody(), "fi", &pace).await.status, 422);
        let nowhere = Uuid::from_u128(1).to_string();
        for (kind, id) in [("municipality", nowhere.as_str()), ("person", &nowhere), ("body", "x"), ("", "")]
        {
            let none = ask(&t.nobody(), "fi", &[("kind", kind), ("id", id), ("email", "a@example.fi")]).await;
            assert_eq!(none.status, 404, "{kind}");
        }
        let list = t.nobody().post("/fi/follow/list", &[("list_email", "x")]).await;
        assert_eq!(list.status, 422);
        assert!(letters(&t).await.is_empty());
        // The same form twice.
        let once = Uuid::new_v4().to_string();
        let good = [("kind", "word"), ("word", "silta"), ("email", "a@example.fi"), ("once", once.as_str())];
        assert_eq!(t.nobody().post("/fi/follow", &good).await.status, 303);
        assert_eq!(t.nobody().post("/fi/follow", &good).await.status, 409);
        assert_eq!(letters(&t).await.len(), 1);
    })
    .await;
}

#[tokio::test]
async fn the_answer_is_the_same_whether_an_address_is_known_or_not() {
    on_both(features, async |t| {
        let sysma = t.municipality("sysma").await.id.to_string();
        follow(&t, "fi", "municipality", &sysma, "tuttu@example.fi", "daily").await;
        let before = letters(&t).await.len();
        let mut answers = Vec::new();
        for email in ["tuttu@example.fi", "vieras@example.fi"] {
            let once = Uuid::new_v4().to_string();
            let asked = t.nobody().post("/fi/follow/list", &[("list_email", email), ("once", &once)]).await;
            answers.push((asked.status, asked.location().to_owned(), asked.text));
        }
        assert_eq!(answers[0], answers[1]);
        let after = letters(&t).await;
        assert_eq!(after.len(), before + 1, "only the known one gets the link");
        assert_eq!(after[0].to_address, "tuttu@example.fi");
        // Following again what one follows already gives the list and changes nothing.
        let again = [("kind", "municipality"), ("id", sysma.as_str()), ("email", "tuttu@example.fi")];
        let asked = ask(&t.nobody(), "fi", &again).await;
        assert_eq!((asked.status, asked.location()), (303, "/fi/follow/sent"));
        assert!(last(&t).await.body.0.text.contains("/follow/list/"));
        assert_eq!(count(&t, "follow").await, 1);
    })
    .await;
}

#[tokio::test]
async fn letters_to_one_address_and_from_one_place_are_limited() {
    on_both(features, async |t| {
        let sysma = t.municipality("sysma").await.id.to_string();
        let fields = [("kind", "municipality"), ("id", sysma.as_str()), ("email", "a@example.fi")];
        for _ in 0..9 {
            let asked = ask(&t.nobody(), "fi", &fields).await;
            assert_eq!((asked.status, asked.location()), (303, "/fi/follow/sent"), "nothing is told of it");
        }
        assert_eq!(letters(&t).await.len(), 6);
        // From one place of the network, to ever new addresses.
        let token = t.nobody().csrf().await;
        let mut last = 0;
        for n in 0..31 {
            let body =
                format!("csrf={token}&once={}&kind=word&word=silta&email=a{n}%40example.fi", Uuid::new_v4());
            let mut request = Request::post("/fi/follow")
                .header("content-type", "application/x-www-form-urlencoded")
                .body(Body::from(body))
                .unwrap();
            let peer: std::net::SocketAddr = "192.0.2.7:4000".parse().unwrap();
            request.extensions_mut().insert(ConnectInfo(peer));
            last = t.nobody().send(request).await.status;
            assert_eq!(last, if n < 30 { 303 } else { 429 }, "{n}");
        }
        assert_eq!(last, 429);
    })
    .await;
}

#[tokio::test]
async fn news_go_once_at_the_chosen_pace_and_in_the_chosen_language() {
    on_both(features, async |t| {
        let sysma = t.municipality("sysma").await.id.to_string();
        let body = t.body("kj").await.id.to_string();
        follow(&t, "fi", "municipality", &sysma, "heti@example.fi", "at-once").await;
        // The same things are told of the body: one letter for each thing all the same.
        follow(&t, "fi", "body", &body, "heti@example.fi", "at-once").await;
        follow(&t, "sv", "municipality", &sysma, "dag@example.fi", "daily").await;
        follow(&t, "fi", "body", &body, "viikko@example.fi", "weekly").await;
        let asked = letters(&t).await.len();
        round(&t).await;
        assert_eq!(letters(&t).await.len(), asked, "what was known before is no news");

        t.set_now("2021-10-14T03:00:00Z");
        t.person("Joku muu").await;
        round(&t).await;
        let new = letters(&t).await;
        assert_eq!(new.len(), asked + 1, "the daily letter goes at seven, the weekly on Monday");
        assert_eq!(new[0].to_address, "heti@example.fi");
        let text = &new[0].body.0.text;
        assert_eq!(text.matches("Linjaus 14 < & >").count(), 1, "{text}");
        assert!(!text.contains("Linjaus 13") && !text.contains("Ei julkinen"));
        assert!(text.contains("http://localhost/fi/decisions/14") && text.contains("/fi/follow/stop/"));
        let unsubscribe = new[0].body.0.unsubscribe.clone().unwrap();
        assert!(unsubscribe.starts_with("http://localhost/unsubscribe/"), "{unsubscribe}");
        round(&t).await;
        round(&t).await;
        assert_eq!(letters(&t).await.len(), asked + 1, "never twice");

        t.set_now("2021-10-14T04:00:00Z");
        round(&t).await;
        let new = letters(&t).await;
        assert_eq!(new.len(), asked + 2);
        assert_eq!(new[0].to_address, "dag@example.fi");
        assert!(new[0].body.0.text.contains("Beslut 14") && new[0].body.0.lang == "sv");

        t.set_now("2021-10-18T04:00:00Z");
        round(&t).await;
        let week: Vec<_> =
            letters(&t).await.into_iter().filter(|l| l.to_address == "viikko@example.fi").collect();
        let text = &week[0].body.0.text;
        for day in 14..=18 {
            assert!(text.contains(&format!("Linjaus {day} ")), "{day} in {text}");
        }
        assert!(week[0].subject.contains('5'), "{}", week[0].subject);
        // A job that was taken twice does nothing the second time.
        let run = notices::feature().jobs[0].run;
        let before = letters(&t).await.len();
        run(&t.app, t.tenant.id, "{\"no\":1}").await.unwrap();
        assert_eq!(letters(&t).await.len(), before);
        assert!(run(&t.app, t.tenant.id, "nonsense").await.is_err());
    })
    .await;
}

#[tokio::test]
async fn one_press_stops_all_and_the_address_is_erased_everywhere() {
    on_both(features, async |t| {
        let sysma = t.municipality("sysma").await.id.to_string();
        follow(&t, "fi", "municipality", &sysma, "a@example.fi", "at-once").await;
        t.set_now("2021-10-14T06:00:00Z");
        round(&t).await;
        let letter = last(&t).await;
        let stop = link(&letter, "/follow/stop/");
        let page = t.nobody().get(&stop).await;
        assert!(page.status == 200 && page.text.contains("Sysmä"));
        assert_eq!(count(&t, "follower").await, 1, "opening it changes nothing");
        assert_eq!(t.nobody().post_raw(&stop, &[]).await.status, 403, "a button of our own page only");

        // A mail program: without a token of a form, but with what RFC 8058 says.
        let one_click = letter.body.0.unsubscribe.clone().unwrap();
        let one_click = one_click.strip_prefix("http://localhost").unwrap();
        let opened = t.nobody().get(one_click).await;
        assert_eq!((opened.status, opened.location().contains("/follow/stop/")), (303, true));
        assert_eq!(t.nobody().post_raw(one_click, &[("x", "y")]).await.status, 400);
        assert_eq!(count(&t, "follower").await, 1);
        let form = [("List-Unsubscribe", "One-Click")];
        assert_eq!(t.at_host("keski-suomi.localhost").post_raw(one_click, &form).await.status, 404);
        assert_eq!(t.nobody().post_raw(one_click, &form).await.status, 200);
        for table in ["follower", "follow", "news_told"] {
            assert_eq!(count(&t, table).await, 0, "{table}");
        }
        let all = outbox::list(t.app.db(), t.tenant.id, 100).await.unwrap();
        assert!(all.iter().all(|l| l.to_address != "a@example.fi"), "no letter holds the address");
        assert_eq!(t.nobody().post_raw(one_click, &form).await.status, 200, "a second time it is as quiet");
        assert!(t.nobody().get(&stop).await.text.contains("osoitteesi on pyyhitty"));
        assert_eq!(t.nobody().post(&stop, &[]).await.status, 303);
        assert!(!in_trail(&t, "a@example.fi").await, "nor does the audit trail");
        let (broken, _) = store::audit::verify(t.app.store()).await.unwrap();
        assert!(broken.is_empty());
        // With nobody left the rounds end.
        round(&t).await;
        assert_eq!(count(&t, "news_clock").await, 0);
    })
    .await;
}

async fn in_trail(t: &TestApp, what: &str) -> bool {
    use sea_orm::{ConnectionTrait, Statement};
    let db = t.app.db();
    let sql = format!("SELECT COUNT(*) AS n FROM audit_value WHERE value LIKE '%{what}%'");
    let row =
        db.query_one_raw(Statement::from_string(db.get_database_backend(), sql)).await.unwrap().unwrap();
    row.try_get::<i64>("", "n").unwrap() > 0
}

#[tokio::test]
async fn the_own_list_opens_by_its_link_and_lets_change_and_stop() {
    on_both(features, async |t| {
        let sysma = t.municipality("sysma").await.id.to_string();
        let body = t.body("kj").await.id.to_string();
        follow(&t, "fi", "municipality", &sysma, "a@example.fi", "daily").await;
        follow(&t, "fi", "body", &body, "a@example.fi", "daily").await;
        let once = Uuid::new_v4().to_string();
        t.nobody().post("/fi/follow/list", &[("list_email", "a@example.fi"), ("once", &once)]).await;
        let list = link(&last(&t).await, "/follow/list/");
        let page = t.nobody().get(&list).await;
        assert!(
            page.status == 200 && page.text.contains("Sysmä") && page.text.contains("Kuntajohtajakokous")
        );
        let pace = |p: &'static str, l: &'static str, once: Uuid| {
            [("pace", p.to_owned()), ("lang", l.to_owned()), ("once", once.to_string())]
        };
        let good = pace("weekly", "sv", Uuid::new_v4());
        let good: Vec<(&str, &str)> = good.iter().map(|(k, w)| (*k, w.as_str())).collect();
        assert_eq!(t.nobody().post(&format!("{list}/pace"), &good).await.status, 303);
        let bad = pace("never", "sv", Uuid::new_v4());
        let bad: Vec<(&str, &str)> = bad.iter().map(|(k, w)| (*k, w.as_str())).collect();
        assert_eq!(t.nobody().post(&format!("{list}/pace"), &bad).await.status, 400);
        let stop = format!("{list}/stop");
        let elsewhere = Uuid::from_u128(3).to_string();
        assert_eq!(t.nobody().post(&stop, &[("id", &elsewhere)]).await.status, 404);
        let mut left = 2;
        while left > 0 {
            let id = t.nobody().get(&list).await.field("id").unwrap();
            let once = Uuid::new_v4().to_string();
            let stopped = t.nobody().post(&stop, &[("id", &id), ("once", &once)]).await;
            left -= 1;
            let to = if left == 0 { "/fi/follow/stop/done" } else { list.as_str() };
            assert_eq!((stopped.status, stopped.location()), (303, to));
        }
        assert_eq!(count(&t, "follower").await, 0);
        assert_eq!(t.nobody().get(&list).await.status, 404);

        follow(&t, "fi", "municipality", &sysma, "b@example.fi", "daily").await;
        let once = Uuid::new_v4().to_string();
        t.nobody().post("/fi/follow/list", &[("list_email", "b@example.fi"), ("once", &once)]).await;
        let list = link(&last(&t).await, "/follow/list/");
        t.set_now("2021-10-13T07:00:01Z");
        assert_eq!(t.nobody().get(&list).await.status, 404, "after an hour");
    })
    .await;
}

#[tokio::test]
async fn panels_stand_on_public_pages_and_feeds_say_the_same_to_everybody() {
    on_both(features, async |t| {
        let body = t.body("kj").await;
        let page = t.nobody().get("/fi/bodies/kj").await.text;
        assert!(page.contains("id=\"follow\"") && page.contains("/feeds/bodies/kj.atom"));
        for feed in ["/feeds/bodies/kj.atom", "/feeds/municipalities/sysma.atom"] {
            let feed = t.nobody().get(feed).await;
            assert_eq!(feed.status, 200);
            assert!(feed.headers["content-type"].to_str().unwrap().starts_with("application/atom+xml"));
            assert_eq!(feed.text.matches("<entry>").count(), 13);
            assert!(feed.text.contains("Linjaus 13 &lt; &amp; &gt;") && !feed.text.contains("Ei julkinen"));
            let first = feed.text.find("Linjaus 13").unwrap();
            assert!(first < feed.text.find("Linjaus 12").unwrap(), "the newest first");
        }
        let member = t.with_role(Role::Member, Some(body.id), None).await;
        assert!(!member.get("/feeds/bodies/kj.atom").await.text.contains("Ei julkinen"));
        let word = t.nobody().get("/feeds/words/tuuli%20voima.atom").await;
        assert_eq!(word.status, 200, "empty while there is no index");
        for none in [
            "bodies/x.atom",
            "bodies/kj",
            "people/x.atom",
            "matters/x.atom",
            "words/a.atom",
            "municipalities/.atom",
        ] {
            assert_eq!(t.nobody().get(&format!("/feeds/{none}")).await.status, 404, "{none}");
        }
        // What is not for everybody can neither be followed nor read by feed.
        let mut tx = t.tx().await;
        let new = record::matters::NewMatter {
            key: None,
            title: Local::fi("Salainen asia"),
            diary: None,
            state: "open".into(),
            summary: Local::default(),
            parent: None,
            publicity: Publicity::Secret,
            ground: "JulkL 24 §".into(),
            opened: When::unknown(),
            source: String::new(),
            example: false,
        };
        let matter = record::matters::create(&mut tx, new).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(t.nobody().get(&format!("/feeds/matters/{}.atom", matter.id)).await.status, 404);
        let asked = [("kind", "matter"), ("id", &matter.id.to_string()), ("email", "a@example.fi")];
        assert_eq!(ask(&t.coordinator().await, "fi", &asked).await.status, 404);
    })
    .await;
}

#[tokio::test]
async fn who_is_erased_as_a_person_follows_nothing_any_more() {
    on_both(features, async |t| {
        let person = t.person("Pyyhittävä Henkilö").await;
        let sysma = t.municipality("sysma").await.id.to_string();
        let address = person.email.clone().unwrap();
        follow(&t, "fi", "municipality", &sysma, &address, "daily").await;
        let mut tx = t.tx().await;
        tx.emit(&Event::ErasePerson { person: person.id }).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(count(&t, "follower").await, 0);
    })
    .await;
}

#[tokio::test]
async fn whoever_has_signed_in_changes_and_stops_in_the_own_profile_what_the_own_address_follows() {
    on_both(features, async |t| {
        let kaisa = t.person("Kaisa Kunta").await;
        let address = kaisa.email.clone().unwrap();
        let inside = t.sign_in(kaisa.id).await;
        let page = inside.get("/fi/profile").await.text;
        assert!(page.contains("Et seuraa vielä mitään"), "{page}");
        let sysma = t.municipality("sysma").await;
        let panel = inside.get("/fi/follow?kind=municipality&id=".to_owned().as_str()).await;
        assert_eq!(panel.status, 404);
        let form = inside.get(&format!("/fi/follow?kind=municipality&id={}", sysma.id)).await.text;
        assert!(form.contains(&format!("value=\"{address}\"")), "the own address stands there already");
        follow(&t, "fi", "municipality", &sysma.id.to_string(), &address, "daily").await;
        let page = inside.get("/fi/profile").await.text;
        assert!(page.contains("href=\"/fi/municipalities/sysma\""), "{page}");
        let other = t.sign_in(t.person("Olli Outo").await.id).await;
        let pace = [("pace", "weekly"), ("lang", "sv")];
        let id = page.split("name=\"id\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
        for (path, fields) in [
            ("/fi/profile/follows/pace", &pace[..]),
            ("/fi/profile/follows/stop", &[("id", id.as_str())][..]),
        ] {
            assert_eq!(t.nobody().post(path, fields).await.status, 403, "{path}");
            assert_eq!(other.post(path, fields).await.status, 404, "{path}: somebody who follows nothing");
        }
        assert_eq!(inside.post("/fi/profile/follows/pace", &[("pace", "hourly")]).await.status, 400);
        assert_eq!(send(&inside, "/fi/profile/follows/pace", &pace).await.location(), "/fi/profile#follows");
        let page = inside.get("/fi/profile").await.text;
        assert!(
            page.contains("value=\"weekly\" selected") && page.contains("value=\"sv\" selected"),
            "{page}"
        );
        assert_eq!(send(&inside, "/fi/profile/follows/stop", &[("id", &id)]).await.status, 303);
        assert!(inside.get("/fi/profile").await.text.contains("Et seuraa vielä mitään"));
        assert_eq!(count(&t, "follower").await, 0, "with the last thing the address goes");
    })
    .await;
}
