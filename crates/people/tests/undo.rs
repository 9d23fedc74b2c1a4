//! What was ended can be undone for a day: exactly, by who did it, and never over what others did since.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "helpers of tests")]

use jiff::SignedDuration;
use kit::{Actor, Role};
use page::Feature;
use people::{bodies, persons};
use store::outbox::{self, Letter};
use store::{Act, Error, audit, undo};
use testkit::{Client, TestApp, on_both};
use uuid::Uuid;

fn features() -> Vec<Feature> {
    vec![people::feature(), signin::feature()]
}

/// The name of the undoing that an address offers.
fn offered(location: &str) -> String {
    location.split_once("undo=").expect(location).1.split(['&', '#']).next().unwrap().to_owned()
}

struct Ended {
    path: String,
    seat: Uuid,
    undo: String,
}

/// A seat that the coordinator has ended, with a follower who has begun.
async fn ended(t: &TestApp, coordinator: &Client) -> Ended {
    let body = t.body(&format!("ryhma-{}", &Uuid::new_v4().simple().to_string()[..6])).await;
    t.seat(body.id, "member", None, "Eeva Ensimmäinen").await;
    let follower = t.person("Toini Toinen").await.id.to_string();
    let seat = bodies::members(t.app.db(), t.tenant.id, body.id).await.unwrap()[0].clone();
    let path = format!("/fi/bodies/{}/members/{}", body.key, seat.id);
    let once = Uuid::new_v4().to_string();
    let version = seat.version.to_string();
    let fields =
        [("once", once.as_str()), ("version", &version), ("last", "12.10.2021"), ("person", &follower)];
    let reply = coordinator.post(&path, &fields).await;
    assert_eq!(reply.status, 303, "{}", reply.text);
    let undo = offered(reply.location());
    let shown = coordinator.get(reply.location()).await.text;
    assert!(shown.contains("Paikka päätettiin") && shown.contains(&format!("/fi/undo/{undo}")), "{shown}");
    Ended { path: format!("/bodies/{}/members", body.key), seat: seat.id, undo }
}

#[tokio::test]
async fn one_press_puts_everything_back_exactly() {
    on_both(features, async |t| {
        let coordinator = t.coordinator().await;
        let body = t.body("ryhma").await;
        t.seat(body.id, "member", None, "Eeva").await;
        let before = bodies::members(t.app.db(), t.tenant.id, body.id).await.unwrap();
        let seat = before[0].clone();
        let follower = t.person("Toini").await.id.to_string();
        let (once, version) = (Uuid::new_v4().to_string(), seat.version.to_string());
        let fields =
            [("once", once.as_str()), ("version", &version), ("last", "12.10.2021"), ("person", &follower)];
        let reply = coordinator.post(&format!("/fi/bodies/ryhma/members/{}", seat.id), &fields).await;
        assert_eq!(bodies::members(t.app.db(), t.tenant.id, body.id).await.unwrap().len(), 2);
        let undo = format!("/fi/undo/{}", offered(reply.location()));
        assert!(coordinator.get("/fi/undo").await.text.contains("Paikka päätettiin"));
        let undone = coordinator.post(&undo, &[("back", "/bodies/ryhma/members")]).await;
        assert_eq!(undone.location(), "/fi/bodies/ryhma/members?undone=1");
        assert!(coordinator.get(undone.location()).await.text.contains("niin kuin ennen"));
        let after = bodies::members(t.app.db(), t.tenant.id, body.id).await.unwrap();
        let as_before = bodies::Membership { version: seat.version, ..after[0].clone() };
        assert_eq!((after.len(), as_before), (1, seat.clone()), "all but the version, which goes on");
        assert!(after[0].version > seat.version + 1, "a page shown in between is stale");
        let last = audit::last_no(t.app.db(), t.tenant.id).await.unwrap();
        let trail = format!("{:?}", audit::feed(t.app.db(), t.tenant.id, last - 2, 10).await.unwrap());
        assert!(trail.contains("undone"), "{trail}");
        assert_eq!(coordinator.post(&undo, &[]).await.status, 409, "once");
        assert!(!coordinator.get("/fi/undo").await.text.contains("Paikka päätettiin"));
    })
    .await;
}

#[tokio::test]
async fn nobody_else_undoes_it_and_nobody_after_a_day() {
    on_both(features, async |t| {
        let coordinator = t.coordinator().await;
        let e = ended(&t, &coordinator).await;
        let undo = format!("/fi/undo/{}", e.undo);
        assert_eq!(t.nobody().post(&undo, &[]).await.status, 403);
        assert_eq!(t.nobody().get("/fi/undo").await.status, 303);
        let other = t.coordinator().await;
        assert_eq!(other.post(&undo, &[]).await.status, 409);
        assert!(!other.get(&format!("/fi{}?undo={}", e.path, e.undo)).await.text.contains("/fi/undo/"));
        assert_eq!(coordinator.at("keski-suomi.localhost").post(&undo, &[]).await.status, 403);
        t.set_now("2021-10-14T06:00:01Z");
        let late = coordinator.post(&undo, &[]).await;
        assert!(late.status == 409 || late.status == 403, "a day has passed, or the session has");
        let stands = bodies::membership(t.app.db(), t.tenant.id, e.seat).await.unwrap().unwrap();
        assert_eq!(stands.to_date, "2021-10-12");
    })
    .await;
}

#[tokio::test]
async fn what_others_have_changed_since_is_not_undone_and_nothing_is_half_done() {
    on_both(features, async |t| {
        let coordinator = t.coordinator().await;
        let e = ended(&t, &coordinator).await;
        let stands = bodies::membership(t.app.db(), t.tenant.id, e.seat).await.unwrap().unwrap();
        let mut tx = t.tx().await;
        bodies::end_member(&mut tx, &stands, &kit::When::day(jiff::civil::date(2021, 10, 1))).await.unwrap();
        tx.commit().await.unwrap();
        let before = bodies::members(t.app.db(), t.tenant.id, stands.body).await.unwrap();
        let refused = coordinator.post(&format!("/fi/undo/{}", e.undo), &[]).await;
        assert_eq!(refused.status, 409);
        assert!(refused.text.contains("joku on muuttanut samaa tietoa"));
        assert_eq!(bodies::members(t.app.db(), t.tenant.id, stands.body).await.unwrap(), before);
    })
    .await;
}

#[tokio::test]
async fn who_has_lost_the_right_does_not_undo() {
    on_both(features, async |t| {
        let person = t.person("Entinen").await;
        let mut tx = t.tx().await;
        let day = jiff::civil::date(2020, 1, 1);
        persons::grant(&mut tx, person.id, Role::Coordinator, None, None, day).await.unwrap();
        tx.commit().await.unwrap();
        let coordinator = t.sign_in(person.id).await;
        let e = ended(&t, &coordinator).await;
        let grants = persons::grants(t.app.db(), t.tenant.id).await.unwrap();
        let own = grants.iter().find(|g| g.person == person.id).unwrap();
        let mut tx = t.tx().await;
        persons::end_grant(&mut tx, own, jiff::civil::date(2021, 10, 12)).await.unwrap();
        tx.commit().await.unwrap();
        let refused = coordinator.post(&format!("/fi/undo/{}", e.undo), &[]).await;
        assert_eq!(refused.status, 409);
        assert!(refused.text.contains("oikeutesi ovat muuttuneet"));
    })
    .await;
}

#[tokio::test]
async fn a_role_an_assistant_and_an_office_come_back() {
    on_both(features, async |t| {
        let admin = t.admin().await;
        let person = t.person("Sihteeri").await;
        let mut tx = t.tx().await;
        let day = jiff::civil::date(2020, 1, 1);
        let grant = persons::grant(&mut tx, person.id, Role::Official, None, None, day).await.unwrap();
        tx.commit().await.unwrap();
        let path = format!("/fi/people/{}/roles/{}/end", person.id, grant.id);
        let reply = admin.post(&path, &[]).await;
        let stands = async || {
            let all = persons::grants(t.app.db(), t.tenant.id).await.unwrap();
            all.into_iter().find(|g| g.id == grant.id).unwrap()
        };
        assert!(stands().await.to_day.is_some());
        assert_eq!(admin.post(&format!("/fi/undo/{}", offered(reply.location())), &[]).await.status, 303);
        assert_eq!(stands().await, grant);
    })
    .await;
}

fn letter(about: Uuid) -> Letter {
    Letter {
        to_name: String::new(),
        to_address: "eva@example.org".into(),
        subject: "Peruttu".into(),
        body: outbox::Body::default(),
        about: ("meeting", about),
    }
}

/// Ends a seat with a letter about it, so that it can be undone.
async fn with_letter(t: &TestApp, act: &Act) -> (Uuid, bodies::Membership) {
    let name = format!("kirje-{}", &Uuid::new_v4().simple().to_string()[..6]);
    let body = t.body(&name).await;
    t.seat(body.id, "member", None, &format!("Eeva {name}")).await;
    let seat = bodies::members(t.app.db(), t.tenant.id, body.id).await.unwrap()[0].clone();
    let mut tx = t.app.store().begin(act.clone()).await.unwrap();
    let name = tx.undoable("undo-seat-ended", "x", Vec::new());
    bodies::end_member(&mut tx, &seat, &kit::When::day(t.app.today())).await.unwrap();
    outbox::post(&tx, letter(body.id)).await.unwrap();
    tx.commit().await.unwrap();
    (name, seat)
}

#[tokio::test]
async fn a_letter_waits_so_that_undoing_finds_it_and_one_that_has_left_is_not_called_back() {
    on_both(features, async |t| {
        let person = t.person("Eeva Tekijä").await.id;
        let act = Act {
            tenant: t.tenant.id,
            actor: Actor::Person { id: person, for_person: None },
            now: t.app.now(),
        };
        let (name, _) = with_letter(&t, &act).await;
        let minute = SignedDuration::from_mins(1);
        let soon = act.now + minute;
        assert!(outbox::take(t.app.store(), soon, minute, 10).await.unwrap().is_empty(), "it waits");
        let mut tx = t.app.store().begin(act.clone()).await.unwrap();
        undo::undo(&mut tx, name, &[]).await.unwrap();
        tx.commit().await.unwrap();
        assert!(outbox::list(t.app.db(), t.tenant.id, 10).await.unwrap().is_empty(), "nobody hears of it");

        let (name, seat) = with_letter(&t, &act).await;
        let later = act.now + undo::HOLD;
        assert_eq!(outbox::take(t.app.store(), later, minute, 10).await.unwrap().len(), 1, "then it leaves");
        let mut tx = t.app.store().begin(act.clone()).await.unwrap();
        let refused = undo::undo(&mut tx, name, &[]).await;
        assert!(matches!(refused, Err(Error::Refused(undo::refused::LETTER))), "{refused:?}");
        drop(tx);
        let stands = bodies::membership(t.app.db(), t.tenant.id, seat.id).await.unwrap().unwrap();
        assert_ne!(stands.to_date, seat.to_date, "nothing is half done");
    })
    .await;
}

#[tokio::test]
async fn a_stale_form_shows_what_was_typed_also_without_a_script() {
    on_both(features, async |t| {
        let coordinator = t.coordinator().await;
        let body = t.body("ryhma").await;
        t.seat(body.id, "member", None, "Eeva").await;
        let seat = bodies::members(t.app.db(), t.tenant.id, body.id).await.unwrap()[0].clone();
        let path = format!("/fi/bodies/ryhma/members/{}", seat.id);
        let once = Uuid::new_v4().to_string();
        let typed = "Siirtyi toiseen tehtävään <b>heti</b>";
        let fields = [("once", once.as_str()), ("version", "99"), ("last", "12.10.2021"), ("note", typed)];
        let reply = coordinator.post(&path, &fields).await;
        assert_eq!(reply.status, 409);
        assert!(reply.text.contains("Siirtyi toiseen tehtävään heti"), "{}", reply.text);
        let forged = coordinator.post_raw(&path, &[("csrf", "x"), ("note", typed)]).await;
        assert_eq!(forged.status, 403);
        assert!(forged.text.contains("Siirtyi toiseen tehtävään heti"), "a session that ended loses nothing");
    })
    .await;
}
