use jiff::civil::date;
use kit::Role;
use record::actions::Owner;
use site::tray::{self, NewStray, Reason};
use testkit::on_both;

use crate::common::{action, call, desk, features, letters, meeting, remind, submit};

#[tokio::test]
async fn everybody_has_a_desk_of_ones_own_and_nobody_without_signing_in() {
    on_both(features, async |t| {
        let nobody = t.nobody().get("/fi/desk").await;
        assert_eq!((nobody.status, nobody.location()), (303, "/fi/login?next=%2Fdesk"));
        for role in Role::ALL {
            let page = desk(&t.with_role(role, None, None).await).await;
            assert!(page.contains("Hyvää huomenta – mikään ei odota sinua"), "{role:?} {page}");
            assert!(page.contains("Keskiviikko 13.10.2021, viikko 41"), "{page}");
        }
        let swedish = t.coordinator().await.get("/sv/desk").await.text;
        assert!(swedish.contains("God morgon – ingenting väntar på dig"), "{swedish}");
    })
    .await;
}

#[tokio::test]
async fn a_meeting_asks_for_its_call_and_then_for_the_answers_that_are_missing() {
    on_both(features, async |t| {
        let body = t.body("kuntajohtajakokous").await;
        let sysma = t.municipality("sysma").await;
        let manager = t.seat(body.id, "member", Some(sysma.id), "Sysmän johtaja").await;
        t.seat(body.id, "member", None, "Hartolan johtaja").await;
        let coordinator = t.coordinator().await;
        let id = meeting(&coordinator, &body, "20.10.2021").await;
        let page = desk(&coordinator).await;
        assert!(page.contains("Valmistele esityslista: Kuntajohtajakokous ke 20.10.2021"), "{page}");
        assert!(page.contains("Myöhässä"), "the call should have been out a week ago: {page}");

        call(&coordinator, id).await;
        let page = desk(&coordinator).await;
        assert!(!page.contains("Valmistele esityslista"), "{page}");
        assert!(page.contains("Kutsuun vastaamatta: Kuntajohtajakokous ke 20.10.2021"), "{page}");
        assert!(page.contains("Hartolan johtaja, Sysmän johtaja"), "{page}");

        let own = t.sign_in(manager.id).await;
        assert!(desk(&own).await.contains("Vastaa kutsuun: Kuntajohtajakokous"));
        assert_eq!(remind(&own, "meetings-answers", id).await.status, 403, "a member reminds nobody");

        // Exactly the missing get a letter, and nobody twice on one day, from whichever page.
        let before = letters(&t, "meeting", id).await.len();
        let sent = remind(&coordinator, "meetings-answers", id).await;
        assert_eq!(sent.location(), format!("/fi/desk?reminded=2#meetings-answers-{id}"));
        assert_eq!(letters(&t, "meeting", id).await.len(), before + 2);
        let again = remind(&coordinator, "meetings-answers", id).await;
        assert!(again.location().starts_with("/fi/desk?reminded=0"), "{}", again.location());
        submit(&coordinator, &format!("/fi/meetings/{id}/call/remind"), &[]).await;
        assert_eq!(letters(&t, "meeting", id).await.len(), before + 2);
        let page = desk(&coordinator).await;
        assert!(page.contains("Muistutettu 13.10.2021"), "{page}");
        assert!(page.contains("muistutettu tänään"), "{page}");

        // The next day only who is still missing.
        let mine = invitation_link(&t, id, "Sysmän johtaja").await;
        let answered = submit(&t.nobody(), &mine, &[("answer", "remote")]).await;
        assert_eq!(answered.status, 303, "{}", answered.text);
        t.set_now("2021-10-14T06:00:00Z");
        let (coordinator, own) = (t.coordinator().await, t.sign_in(manager.id).await);
        let sent = remind(&coordinator, "meetings-answers", id).await;
        assert!(sent.location().starts_with("/fi/desk?reminded=1"), "{}", sent.location());
        let last = letters(&t, "meeting", id).await.pop().unwrap();
        assert_eq!(last.to_name, "Hartolan johtaja");
        assert!(!desk(&own).await.contains("Vastaa kutsuun"), "the desk is true right after the answer");
    })
    .await;
}

async fn invitation_link(t: &testkit::TestApp, meeting: uuid::Uuid, name: &str) -> String {
    let all = letters(t, "meeting", meeting).await;
    let letter = all.iter().find(|l| l.to_name == name).expect(name);
    let text = &letter.body.0.text;
    let at = text.find("/answer/").expect("a link");
    let token: String = text[at + 8..].chars().take_while(|c| c.is_ascii_alphanumeric()).collect();
    format!("/fi/answer/{token}")
}

#[tokio::test]
async fn what_is_asked_of_a_municipality_stands_on_its_desk_until_it_has_answered() {
    on_both(features, async |t| {
        let body = t.body("kuntajohtajakokous").await;
        let (sysma, hartola) = (t.municipality("sysma").await, t.municipality("hartola").await);
        t.seat(body.id, "member", Some(hartola.id), "Hartolan johtaja").await;
        let due = Some(date(2021, 10, 15));
        let owner = Owner::Municipalities(vec![sysma.id, hartola.id]);
        let asked = action(&t, &body, "Nimeä edustaja", owner, due).await;
        let official = t.with_role(Role::Official, None, Some(sysma.id)).await;
        let page = desk(&official).await;
        assert!(page.contains("Kerro, missä vaiheessa on Sysmä: Nimeä edustaja"), "{page}");
        assert!(page.contains("Tällä viikolla") && !page.contains("Hartola"), "{page}");
        let coordinator = t.coordinator().await;
        let page = desk(&coordinator).await;
        assert!(page.contains("Hartola, Sysmä"), "{page}");

        let path = format!("/fi/actions/{}/states", asked.id);
        let code = sysma.code.clone();
        let said = submit(
            &official,
            &path,
            &[(&format!("state-{code}"), "done"), (&format!("version-{code}"), "1")],
        )
        .await;
        assert_eq!(said.status, 303, "{}", said.text);
        assert!(desk(&official).await.contains("mikään ei odota sinua"));
        let page = desk(&coordinator).await;
        assert!(page.contains("<p>Hartola</p>"), "only who is missing: {page}");

        let sent = remind(&coordinator, "record-states", asked.id).await;
        assert!(sent.location().starts_with("/fi/desk?reminded=1"), "{}", sent.location());
        let all = letters(&t, "action", asked.id).await;
        assert_eq!(all.iter().map(|l| l.to_name.as_str()).collect::<Vec<_>>(), ["Hartolan johtaja"]);
        assert_eq!(remind(&official, "record-states", asked.id).await.status, 403);
    })
    .await;
}

#[tokio::test]
async fn ones_own_action_waits_and_the_coordinator_may_remind_its_doer() {
    on_both(features, async |t| {
        let body = t.body("kuntajohtajakokous").await;
        let doer = t.seat(body.id, "member", None, "Selvittäjä").await;
        let due = Some(date(2021, 10, 12));
        let own = action(&t, &body, "Pyydä tarjous", Owner::Person(doer.id), due).await;
        let page = desk(&t.sign_in(doer.id).await).await;
        assert!(page.contains("Tee: Pyydä tarjous") && page.contains("päivän myöhässä"), "{page}");
        let coordinator = t.coordinator().await;
        let page = desk(&coordinator).await;
        assert!(page.contains("Odottaa tekijäänsä: Pyydä tarjous"), "{page}");
        let sent = remind(&coordinator, "record-person", own.id).await;
        assert!(sent.location().starts_with("/fi/desk?reminded=1"), "{}", sent.location());
        assert_eq!(letters(&t, "action", own.id).await[0].to_name, "Selvittäjä");
    })
    .await;
}

#[tokio::test]
async fn lost_mail_waits_for_who_sees_to_it() {
    on_both(features, async |t| {
        let mut tx = t.tx().await;
        let new = NewStray {
            from_name: "Joku Muu".into(),
            from_address: "joku@example.org".into(),
            subject: "Vastaus".into(),
            text: "En pääse.".into(),
            answer: None,
            reason: Reason::Unknown,
        };
        tray::put(&mut tx, new).await.unwrap();
        tx.commit().await.unwrap();
        let page = desk(&t.coordinator().await).await;
        assert!(page.contains("Katso vastaus, jota ei voitu kohdistaa"), "{page}");
        let admin = desk(&t.admin().await).await;
        assert!(!admin.contains("Katso vastaus"), "the tray is not the administrator's: {admin}");
    })
    .await;
}

#[tokio::test]
async fn seats_that_end_and_seats_that_are_empty_wait_for_the_secretary_of_the_body() {
    on_both(features, async |t| {
        let body = t.body("kuntajohtajakokous").await;
        let secretary = t.with_role(Role::Secretary, Some(body.id), None).await;
        let page = desk(&secretary).await;
        assert!(page.contains("tyhjää paikkaa: Kuntajohtajakokous"), "{page}");
        let sysma = t.municipality("sysma").await;
        let person = t.seat(body.id, "member", Some(sysma.id), "Sysmän johtaja").await;
        let mut tx = t.tx().await;
        let all = people::bodies::members(tx.conn(), t.tenant.id, body.id).await.unwrap();
        let seat = all.iter().find(|m| m.person == Some(person.id)).unwrap();
        people::bodies::end_member(&mut tx, seat, &kit::When::day(date(2021, 11, 1))).await.unwrap();
        tx.commit().await.unwrap();
        let page = desk(&secretary).await;
        assert!(page.contains("yksi jäsenyys päättyy ma 1.11.2021"), "{page}");
        let other = t.with_role(Role::Secretary, Some(t.body("toinen").await.id), None).await;
        assert!(!desk(&other).await.contains("ma 1.11.2021"), "another body's secretary keeps another body");
    })
    .await;
}

#[tokio::test]
async fn a_reminder_of_nothing_known_is_refused_and_writes_nothing() {
    on_both(features, async |t| {
        let coordinator = t.coordinator().await;
        let nowhere = uuid::Uuid::from_u128(7);
        assert_eq!(remind(&coordinator, "record-states", nowhere).await.status, 404);
        assert_eq!(remind(&coordinator, "meetings-answers", nowhere).await.status, 404);
        assert_eq!(remind(&coordinator, "no-such-kind", nowhere).await.status, 404);
        let bad = submit(&coordinator, "/fi/desk/remind", &[("kind", "record-states"), ("about", "x")]).await;
        assert_eq!(bad.status, 404);
        let nobody = submit(&t.nobody(), "/fi/desk/remind", &[("kind", "a"), ("about", "b")]).await;
        assert_eq!(nobody.status, 403);
    })
    .await;
}
