//! The municipality's page on both stores: made of what others tell, for everybody, in three languages; the letter to
//! those who represent it; the choice that is remembered; bad input and other tenants.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "helpers of tests")]

use axum::body::Body;
use axum::extract::Request;
use futures::future::{BoxFuture, FutureExt};
use jiff::civil::{Date, date};
use kit::{Fact, FactKind, Link, Local, Publicity, Subject, When};
use page::{App, Ask, Feature, PageError, Panel, Visit};
use store::outbox;
use testkit::{TestApp, on_both};

fn features() -> Vec<Feature> {
    let teller = Feature {
        name: "teller",
        facts: Some(tell),
        panels: vec![Panel { on: "municipality", order: 5, draw: panel }],
        ..Feature::default()
    };
    vec![people::feature(), signin::feature(), record::feature(), teller, municipality::feature()]
}

fn panel<'a>(_: &'a Visit, _: &'a Subject) -> BoxFuture<'a, Result<Option<String>, PageError>> {
    async { Ok(Some("<section class=\"card\"><h2>Muiden ruutu</h2></section>".to_owned())) }.boxed()
}

fn tell<'a>(
    _: &'a App,
    _: Ask<'a>,
    subject: &'a Subject,
    (from, to): (Date, Date),
) -> BoxFuture<'a, Result<Vec<Fact>, PageError>> {
    async move {
        let fact = |path: &str, title: &str, at: Date, core: FactKind, publicity: Publicity| Fact {
            slice: "teller".into(),
            subject: subject.clone(),
            at: When::day(at),
            title: Local::fi(title),
            core,
            source: Link { path: path.into(), text: Local::fi("Kuntajohtajakokous") },
            publicity,
            doubt: None,
        };
        let outcome = |code: &str| FactKind::Outcome {
            code: code.into(),
            text: Local::default(),
            printed: Some("§ 12".into()),
        };
        let event = |what: &str| FactKind::Event { what: what.into() };
        let (open, closed) = (Publicity::Public, Publicity::Internal);
        let mut all = match subject.kind.as_str() {
            "municipality" => vec![
                fact("/d/1", "Yhteinen lausunto", date(2021, 9, 1), outcome("agreed"), open),
                fact("/d/2", "Vanha päätös", date(2012, 5, 14), outcome("decided"), open),
                fact("/d/3", "Vielä salassa", date(2021, 9, 2), outcome("agreed"), closed),
                fact("/a/1", "Nimeä edustaja", date(2021, 11, 1), event("fact-due"), open),
                fact(
                    "/q/1",
                    "Turvallisuussuunnitelman luonnos",
                    date(2021, 10, 20),
                    event("fact-comment"),
                    open,
                ),
                fact("/q/2", "Jo ohi mennyt kysely", date(2021, 10, 1), event("fact-comment"), open),
            ],
            "region" => {
                vec![fact("/d/9", "Koko maakunnan linjaus", date(2015, 3, 3), outcome("agreed"), open)]
            }
            _ => Vec::new(),
        };
        all.retain(|f| f.at.may_fall_in(from, to));
        Ok(all)
    }
    .boxed()
}

#[tokio::test]
async fn everybody_sees_what_concerns_the_municipality_and_what_comes() {
    on_both(features, async |t| {
        for lang in ["fi", "sv", "en"] {
            let page = t.nobody().get(&format!("/{lang}/municipalities/sysma")).await;
            assert_eq!(page.status, 200, "{}", page.text);
            assert!(page.text.len() < 60_000, "{} bytes", page.text.len());
        }
        let page = t.nobody().get("/fi/municipalities/sysma").await.text;
        let at = |what: &str| page.find(what).unwrap_or_else(|| panic!("{what} is not on the page"));
        assert!(at("Yhteinen lausunto") < at("Vanha päätös"), "the newest first");
        assert!(at("id=\"coming\"") < at("Nimeä edustaja"));
        assert!(at("id=\"say\"") < at("Turvallisuussuunnitelman luonnos"));
        assert!(!page.contains("Jo ohi mennyt kysely"), "nobody can comment on it any more");
        assert!(page.contains("Koko maakunnan linjaus"), "little is known of Sysmä alone");
        assert!(page.contains("Muiden ruutu") && page.contains("§ 12"));
        assert!(!page.contains("Vielä salassa"), "what is not public is told to nobody");
        let coordinator = t.coordinator().await.get("/fi/municipalities/sysma").await.text;
        assert!(coordinator.contains("Vielä salassa"));
        assert!(t.nobody().get("/sv/municipalities/sysma").await.text.contains("<span lang=\"fi\">Yhteinen"));
        assert_eq!(t.nobody().get("/fi/municipalities/jyvaskyla").await.status, 404, "of another region");
        assert_eq!(t.at_host("keski-suomi.localhost").get("/fi/municipalities/jyvaskyla").await.status, 200);
        assert_eq!(t.nobody().get("/fi/municipalities/sysma'--").await.status, 404);
    })
    .await;
}

#[tokio::test]
async fn a_municipality_that_is_no_more_says_where_it_went() {
    on_both(features, async |t| {
        let nastola = t.nobody().get("/fi/municipalities/nastola").await.text;
        assert!(nastola.contains("31.12.2015 asti ja liittyi sitten kuntaan Lahti"), "{nastola}");
        assert!(nastola.contains("href=\"/fi/municipalities/lahti\""));
        assert!(nastola.contains("Koko maakunnan linjaus"), "what was decided in its time");
        assert!(!nastola.contains("/write"), "nobody represents it");
        assert_eq!(t.nobody().get("/fi/municipalities/nastola/write").await.status, 404);
        let lahti = t.nobody().get("/fi/municipalities/lahti").await.text;
        assert!(lahti.contains("Nastola liittyi kuntaan 1.1.2016."));
        let iitti = t.nobody().get("/fi/municipalities/iitti").await.text;
        assert!(iitti.contains("1.1.2021: siirtyi maakunnasta Kymenlaakso"));
        // Every municipality that is or was in either region has its page.
        for (tenant, client) in [(&t.tenant, t.nobody()), (&t.other, t.at_host("keski-suomi.localhost"))] {
            let all = people::municipalities::all(t.app.db(), tenant.id).await.unwrap();
            assert!(all.len() > 10);
            for town in all {
                let page = client.get(&format!("/sv/municipalities/{}", town.slug)).await;
                assert_eq!(page.status, 200, "{}", town.slug);
            }
        }
        // One that belongs to another region today says so.
        let kuhmoinen = t.at_host("keski-suomi.localhost").get("/fi/municipalities/kuhmoinen").await.text;
        assert!(kuhmoinen.contains("Kunta kuuluu nyt maakuntaan Pirkanmaa"));
    })
    .await;
}

#[tokio::test]
async fn a_year_shows_all_of_that_year_and_leads_to_its_neighbours() {
    on_both(features, async |t| {
        let year = t.nobody().get("/fi/municipalities/sysma/years/2021").await;
        assert_eq!(year.status, 200);
        assert!(year.text.contains("Yhteinen lausunto") && !year.text.contains("Vanha päätös"));
        assert!(year.text.contains("/years/2012"), "the nearest year of which anything is told");
        assert!(!year.text.contains("/years/2020") && !year.text.contains("/years/2022"));
        assert!(!year.text.contains("Vielä salassa"));
        let empty = t.nobody().get("/en/municipalities/sysma/years/1999").await.text;
        assert!(empty.contains("There is nothing public of this year"));
        assert!(empty.contains("/years/2012") && !empty.contains("/years/1998"));
        for wrong in ["1899", "2030", "x", "-1", "99999999999"] {
            let page = t.nobody().get(&format!("/fi/municipalities/sysma/years/{wrong}")).await;
            assert_eq!(page.status, 404, "{wrong}");
        }
    })
    .await;
}

async fn letters(t: &TestApp) -> Vec<outbox::Posted> {
    outbox::list(t.app.db(), t.tenant.id, 100).await.unwrap()
}

#[tokio::test]
async fn a_resident_writes_to_those_who_represent_the_municipality_without_seeing_their_addresses() {
    on_both(features, async |t| {
        let body = t.body("kj").await;
        let sysma = t.municipality("sysma").await;
        t.seat(body.id, "member", Some(sysma.id), "Sysmän kunnanjohtaja").await;
        t.seat(body.id, "deputy", Some(sysma.id), "Sysmän varajäsen").await;
        let page = t.nobody().get("/fi/municipalities/sysma").await.text;
        assert!(page.contains("Sysmän kunnanjohtaja") && page.contains("/fi/municipalities/sysma/write"));
        assert!(!page.contains("@example.org"), "no address stands on the page");
        let to = "/fi/municipalities/sysma/write";
        let form = t.nobody().get(to).await;
        assert!(form.status == 200 && !form.text.contains("@example.org"));

        let bad = t.nobody().post(to, &[("text", "Mitä kuuluu?"), ("email", "ei osoite")]).await;
        assert_eq!(bad.status, 422);
        assert!(bad.text.contains("Mitä kuuluu?") && bad.text.contains("ei ole sähköpostiosoite"));
        for email in ["a@b", "a b@example.fi", "a@example.fi\nBcc: x@example.fi", "@example.fi", ""] {
            assert_eq!(
                t.nobody().post(to, &[("text", "x"), ("email", email)]).await.status,
                422,
                "{email:?}"
            );
        }
        assert_eq!(t.nobody().post(to, &[("text", ""), ("email", "a@example.fi")]).await.status, 422);
        let long = "x".repeat(4_001);
        assert_eq!(t.nobody().post(to, &[("text", &long), ("email", "a@example.fi")]).await.status, 422);
        let forged = t.nobody().post_raw(to, &[("text", "x"), ("email", "a@example.fi")]).await;
        assert_eq!(forged.status, 403);
        assert!(letters(&t).await.is_empty(), "nothing was sent by any of these");

        let once = form.field("once").unwrap();
        let good =
            [("text", "Milloin silta korjataan?"), ("email", "Asukas@Example.fi"), ("once", once.as_str())];
        let sent = t.nobody().post(to, &good).await;
        assert_eq!((sent.status, sent.location()), (303, "/fi/municipalities/sysma/write?sent"));
        assert!(t.nobody().get(sent.location()).await.text.contains("viestisi on lähetetty"));
        assert_eq!(t.nobody().post(to, &good).await.status, 409, "a doubled form");
        let out = letters(&t).await;
        assert_eq!(out.len(), 1, "the deputy does not represent while the member does");
        assert_eq!(out[0].to_name, "Sysmän kunnanjohtaja");
        assert!(out[0].body.0.text.contains("Milloin silta korjataan?"));
        assert!(out[0].body.0.text.contains("asukas@example.fi"));
    })
    .await;
}

#[tokio::test]
async fn letters_are_limited_and_reach_the_coordinator_where_nobody_represents() {
    on_both(features, async |t| {
        t.coordinator().await;
        let to = "/sv/municipalities/hartola/write";
        for n in 0..3 {
            let once = uuid::Uuid::new_v4().to_string();
            let sent =
                t.nobody().post(to, &[("text", "x"), ("email", "a@example.fi"), ("once", &once)]).await;
            assert_eq!(sent.status, 303, "{n}");
        }
        let once = uuid::Uuid::new_v4().to_string();
        let fields = [("text", "x"), ("email", "a@example.fi"), ("once", once.as_str())];
        assert_eq!(t.nobody().post(to, &fields).await.status, 429);
        let out = letters(&t).await;
        assert_eq!(out.len(), 3);
        assert!(out[0].to_name.starts_with("coordinator"), "{}", out[0].to_name);
        t.set_now("2021-10-13T07:00:01Z");
        assert_eq!(t.nobody().post(to, &fields).await.status, 303, "an hour later");
    })
    .await;
}

#[tokio::test]
async fn the_choice_is_remembered_by_a_press_and_forgotten_by_a_press() {
    on_both(features, async |t| {
        let page = t.nobody().get("/fi/municipalities/sysma").await;
        assert!(page.headers.get("set-cookie").is_none(), "no cookie without a press");
        let set = t.nobody().post("/fi/municipalities/sysma/remember", &[]).await;
        assert_eq!((set.status, set.location()), (303, "/fi/municipalities/sysma"));
        let cookie = set.headers.get("set-cookie").unwrap().to_str().unwrap().to_owned();
        assert!(cookie.starts_with("__Host-talkoot-municipality=sysma; Path=/;"), "{cookie}");
        assert!(cookie.contains("Secure") && cookie.contains("HttpOnly") && cookie.contains("SameSite=Lax"));
        let request = Request::get("/fi/municipalities/sysma")
            .header("cookie", cookie.split(';').next().unwrap())
            .body(Body::empty())
            .unwrap();
        let known = t.nobody().send(request).await.text;
        assert!(known.contains("Unohda kuntani") && known.contains("/sysma/forget"));
        let gone = t.nobody().post("/fi/municipalities/sysma/forget", &[("back", "front")]).await;
        assert_eq!((gone.status, gone.location()), (303, "/fi/"));
        assert!(gone.headers.get("set-cookie").unwrap().to_str().unwrap().contains("Max-Age=0"));
        assert_eq!(t.nobody().post("/fi/municipalities/nowhere/remember", &[]).await.status, 404);
        assert_eq!(t.nobody().post_raw("/fi/municipalities/sysma/remember", &[]).await.status, 403);
    })
    .await;
}
