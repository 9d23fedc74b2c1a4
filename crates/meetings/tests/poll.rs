//! Planning dates, on both stores: polls, clashes, the year's plan.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test may stop")]

use jiff::civil::date;
use kit::{Local, Role};
use page::Feature;
use people::bodies::{self, Body, NewMembership};
use store::outbox::{self, Posted};
use testkit::{Client, Reply, TestApp, on_both};
use uuid::Uuid;

fn features() -> Vec<Feature> {
    vec![people::feature(), signin::feature(), record::feature(), meetings::feature(), desk_stub()]
}

/// The reminder goes through the hook that the desk uses; the slice itself is not needed here.
fn desk_stub() -> Feature {
    Feature { name: "stub", ..Feature::default() }
}

async fn submit(client: &Client, path: &str, fields: &[(&str, &str)]) -> Reply {
    let once = Uuid::new_v4().to_string();
    let mut all = vec![("once", once.as_str())];
    all.extend_from_slice(fields);
    client.post(path, &all).await
}

async fn letters(t: &TestApp, poll: Uuid) -> Vec<Posted> {
    outbox::about(t.app.db(), t.tenant.id, "poll", poll).await.unwrap()
}

fn id_in(location: &str) -> Uuid {
    location.split(['/', '#', '?']).find_map(|part| part.parse().ok()).expect(location)
}

fn link(letter: &Posted) -> String {
    let text = &letter.body.0.text;
    let at = text.find("/poll/").expect("a link");
    let token: String = text[at + 6..].chars().take_while(|c| c.is_ascii_alphanumeric()).collect();
    format!("/fi/poll/{token}")
}

const TIMES: [(&str, &str); 4] =
    [("day_1", "2021-10-27"), ("time_1", "09:00"), ("day_2", "2021-10-28"), ("time_2", "13:00")];

async fn poll(client: &Client, body: &Body) -> Reply {
    let mut fields = vec![("body", body.key.as_str()), ("minutes", "90"), ("mode", "remote")];
    fields.extend(TIMES);
    submit(client, "/fi/polls/new", &fields).await
}

/// The ids of the proposed times, as the page of the link shows them.
async fn times(client: &Client, path: &str) -> Vec<String> {
    let page = client.get(path).await.text;
    let mut ids: Vec<String> = Vec::new();
    for part in page.split("name=\"time-").skip(1) {
        let id = part.split('"').next().unwrap().to_owned();
        if !ids.contains(&id) {
            ids.push(id);
        }
    }
    ids
}

#[tokio::test]
async fn a_poll_is_answered_by_link_or_signed_in_and_fixing_makes_the_meeting() {
    on_both(features, async |t| {
        let body = t.body("kuntajohtajakokous").await;
        let one = t.seat(body.id, "member", None, "Yksi Jäsen").await;
        t.seat(body.id, "member", None, "Kaksi Jäsen").await;
        t.seat(body.id, "deputy", None, "Vara Jäsen").await;
        let coordinator = t.coordinator().await;
        let made = poll(&coordinator, &body).await;
        assert_eq!(made.status, 303, "{}", made.text);
        let id = id_in(made.location());
        let sent = letters(&t, id).await;
        assert_eq!(sent.len(), 2, "deputies only when wished");
        assert!(
            sent[0].body.0.text.contains("ke 27.10.2021 klo 9.00")
                || sent[0].body.0.text.contains("27.10.2021")
        );

        // Opening the link changes nothing; the button acts. A half answer is refused and kept.
        let path = link(sent.iter().find(|l| l.to_name == "Kaksi Jäsen").unwrap());
        let ids = times(&t.nobody(), &path).await;
        assert_eq!(ids.len(), 2);
        let page = coordinator.get(&format!("/fi/polls/{id}")).await.text;
        assert!(page.contains("Vastaus puuttuu: Kaksi Jäsen, Yksi Jäsen"), "{page}");
        let (first, second) = (format!("time-{}", ids[0]), format!("time-{}", ids[1]));
        let half = submit(&t.nobody(), &path, &[(&first, "yes")]).await;
        assert_eq!(half.status, 422);
        assert!(half.text.contains("Vastaa jokaiseen aikaan"));
        let full =
            submit(&t.nobody(), &path, &[(&first, "yes"), (&second, "no"), ("comment", "Iltapäivä ei käy")])
                .await;
        assert_eq!(full.status, 303, "{}", full.text);
        assert!(t.nobody().get(&path).await.text.contains("vastauksesi on tallessa"));
        let own = t.sign_in(one.id).await;
        let answer = format!("/fi/polls/{id}/answer");
        assert_eq!(submit(&own, &answer, &[(&first, "maybe"), (&second, "yes")]).await.status, 303);
        let page = coordinator.get(&format!("/fi/polls/{id}")).await.text;
        assert!(!page.contains("Vastaus puuttuu") && page.contains("Iltapäivä ei käy"), "{page}");

        // Strangers do not know of it; members do not fix it.
        let stranger = t.with_role(Role::Member, Some(t.body("toinen").await.id), None).await;
        assert_eq!(stranger.get(&format!("/fi/polls/{id}")).await.status, 404);
        assert_eq!(t.nobody().get("/fi/poll/0123456789").await.status, 404);
        let fix = format!("/fi/polls/{id}/fix");
        assert_eq!(submit(&own, &fix, &[("time", &ids[0])]).await.status, 403);
        assert_eq!(
            submit(&coordinator, &fix, &[("time", &Uuid::from_u128(7).to_string())]).await.status,
            422
        );
        let fixed = submit(&coordinator, &fix, &[("time", &ids[0])]).await;
        assert_eq!(fixed.status, 303, "{}", fixed.text);
        let m =
            meetings::meetings::get(t.app.db(), t.tenant.id, id_in(fixed.location())).await.unwrap().unwrap();
        assert_eq!(m.day(), Some(jiff::civil::date(2021, 10, 27)));
        assert_eq!(letters(&t, id).await.len(), 4, "everybody hears of the time");
        let late = submit(&t.nobody(), &path, &[(&first, "no"), (&second, "no")]).await;
        assert!(late.status >= 400, "the poll is over");
        assert!(submit(&coordinator, &fix, &[("time", &ids[1])]).await.status >= 400, "one meeting only");
    })
    .await;
}

#[tokio::test]
async fn who_has_another_meeting_then_is_shown_over_all_bodies_before_a_time_is_fixed() {
    on_both(features, async |t| {
        let (one, two) = (t.body("kuntajohtajakokous").await, t.body("ohjausryhma").await);
        let person = t.seat(one.id, "member", None, "Kahden Jäsen").await;
        let mut tx = t.tx().await;
        let seat = NewMembership {
            body: two.id,
            person: Some(person.id),
            office: None,
            municipality: None,
            role: "member".into(),
            sector: None,
            deputy_of: None,
            from: kit::When::unknown(),
            to: kit::When::open(),
            note: String::new(),
        };
        bodies::add_member(&mut tx, seat).await.unwrap();
        tx.commit().await.unwrap();
        let coordinator = t.coordinator().await;
        let other = [
            ("body", two.key.as_str()),
            ("day", "27.10.2021"),
            ("start", "10.00"),
            ("end", "12.00"),
            ("mode", "remote"),
        ];
        assert_eq!(submit(&coordinator, "/fi/meetings/new", &other).await.status, 303);
        let id = id_in(poll(&coordinator, &one).await.location());
        let page = coordinator.get(&format!("/fi/polls/{id}")).await.text;
        assert!(
            page.contains("yksi päällekkäisyys") && page.contains("Kahden Jäsen: Kuntajohtajakokous"),
            "{page}"
        );
        assert!(page.contains("Kenelläkään kysytyistä ei ole silloin toista kokousta"), "{page}");
    })
    .await;
}

#[tokio::test]
async fn a_poll_with_wrong_times_is_drawn_again_with_what_was_typed() {
    on_both(features, async |t| {
        let body = t.body("kuntajohtajakokous").await;
        let coordinator = t.coordinator().await;
        let base = [("body", body.key.as_str()), ("mode", "remote"), ("note", "Tervetuloa")];
        for (more, words) in [
            (vec![("day_1", "2021-10-27"), ("time_1", "09:00")], "vähintään kahta"),
            (vec![("day_1", "2021-10-27"), ("time_1", "")], "Anna myös kellonaika"),
            (vec![("day_1", ""), ("time_1", "09:00")], "Anna myös päivä"),
            (vec![("day_1", "2020-10-27"), ("time_1", "09:00")], "Aika on jo mennyt"),
            (
                vec![
                    ("day_1", "2021-10-27"),
                    ("time_1", "09:00"),
                    ("day_2", "2021-10-27"),
                    ("time_2", "09:00"),
                ],
                "kahdesti",
            ),
        ] {
            let mut fields = base.to_vec();
            fields.extend(more);
            let reply = submit(&coordinator, "/fi/polls/new", &fields).await;
            assert_eq!(reply.status, 422, "{words}");
            assert!(
                reply.text.contains(words) && reply.text.contains("Tervetuloa"),
                "{words}: {}",
                reply.text
            );
        }
        assert!(poll(&coordinator, &body).await.text.contains("ei istu nyt ketään"));
        assert_eq!(poll(&t.with_role(Role::Member, Some(body.id), None).await, &body).await.status, 403);
        assert_eq!(poll(&t.admin().await, &body).await.status, 403);
    })
    .await;
}

#[tokio::test]
async fn the_years_days_are_shown_reserved_and_sent_at_once() {
    on_both(features, async |t| {
        let body = t.body("kuntajohtajakokous").await;
        t.seat(body.id, "member", None, "Yksi Jäsen").await;
        let rule = meetings::series::DatedRule {
            frequency: "monthly".into(),
            nth: Some(almanac::Nth::Second),
            second: None,
            weekday: Some(3),
            weeks: 1,
            on_holiday: almanac::HolidayPolicy::Skip,
            skip_july: true,
            skip: std::collections::BTreeSet::new(),
            from: kit::When::unknown(),
            to: kit::When::open(),
        };
        let mut tx = t.tx().await;
        let new = meetings::series::NewSeries {
            body: body.id,
            rules: vec![rule],
            starts: "09:00".into(),
            minutes: 120,
            ..meetings::series::NewSeries::default()
        };
        meetings::series::create(&mut tx, new).await.unwrap();
        tx.commit().await.unwrap();
        let coordinator = t.coordinator().await;
        let page = coordinator.get("/fi/year-plan?year=2022").await.text;
        assert!(page.contains("ke 12.1.2022") && page.contains("Varaa kaikki"), "{page}");
        let member = t.with_role(Role::Member, Some(body.id), None).await;
        assert!(!member.get("/fi/year-plan?year=2022").await.text.contains("12.1.2022"), "not reserved yet");
        assert_eq!(submit(&member, "/fi/year-plan/reserve", &[("year", "2022")]).await.status, 403);
        let mut tx = t.tx().await;
        people::house::close_day(&mut tx, date(2022, 2, 9), Local::fi("Liiton päivä")).await.unwrap();
        tx.commit().await.unwrap();
        let made = submit(&coordinator, "/fi/year-plan/reserve", &[("year", "2022")]).await;
        assert!(made.location().starts_with("/fi/year-plan?year=2022&reserved=1"), "{}", made.location());
        let again = submit(&coordinator, "/fi/year-plan/reserve", &[("year", "2022")]).await;
        assert!(again.location().ends_with("reserved=0"), "{}", again.location());
        let plan = member.get("/fi/year-plan?year=2022").await.text;
        assert!(plan.contains("12.1.2022") && plan.contains("9.3.2022"));
        assert!(!plan.contains("9.2.2022"), "the region's own day off stays free");
        for (client, status) in [(&t.nobody(), 303), (&t.admin().await, 403), (&member, 409)] {
            let pdf = client.get("/fi/year-plan.pdf?year=2022").await.status;
            assert_eq!(pdf, status, "a program without a printer says so");
        }
        assert_eq!(submit(&member, "/fi/year-plan/send", &[("year", "2022")]).await.status, 403);
        let sent = submit(&coordinator, "/fi/year-plan/send", &[("year", "2022")]).await;
        assert!(sent.location().ends_with("sent=1"), "{}", sent.location());
        let all = outbox::list(t.app.db(), t.tenant.id, 10).await.unwrap();
        assert!(
            all[0].body.0.text.contains("ke 12.1.2022 klo 9.00") || all[0].body.0.text.contains("12.1.2022"),
            "{}",
            all[0].body.0.text
        );
        assert_eq!(t.admin().await.get("/fi/year-plan").await.status, 403);
    })
    .await;
}
