use kit::{Event, Role};
use meetings::invitations::{self, Invitation};
use meetings::rows::invitation;
use sea_orm::EntityTrait;
use testkit::{TestApp, on_both};
use uuid::Uuid;

use crate::kit_::*;

async fn invited(t: &TestApp, meeting: Uuid) -> Vec<Invitation> {
    let mut all = invitations::of_meeting(t.app.db(), t.tenant.id, meeting).await.unwrap();
    all.sort_by(|a, b| a.name.cmp(&b.name));
    all
}

async fn called(t: &TestApp) -> (Uuid, testkit::Client, Uuid) {
    let body = t.body("kuntajohtajakokous").await;
    let hollola = t.municipality("hollola").await;
    t.seat(body.id, "chair", None, "A Puheenjohtaja").await;
    t.seat(body.id, "member", Some(hollola.id), "B Jäsen").await;
    t.seat(body.id, "deputy", None, "C Varajäsen").await;
    let coordinator = t.coordinator().await;
    let id = meeting(&coordinator, &body).await;
    item(&coordinator, id, &[("title_fi", "Tuulivoima"), ("proposal", "Nimetään.")]).await;
    call(&coordinator, id).await;
    (id, coordinator, body.id)
}

#[tokio::test]
async fn the_call_stops_at_what_is_missing_and_says_what() {
    on_both(features, async |t| {
        let body = t.body("kuntajohtajakokous").await;
        let coordinator = t.coordinator().await;
        let id = meeting(&coordinator, &body).await;
        let path = format!("/fi/meetings/{id}/call");
        let empty = press(&coordinator, &path).await;
        assert_eq!(empty.status, 422);
        assert!(empty.text.contains("Esityslista on tyhjä."));
        item(&coordinator, id, &[]).await;
        let nobody = press(&coordinator, &path).await;
        assert_eq!(nobody.status, 422);
        assert!(nobody.text.contains("osoitetta"));
        assert_eq!(letters(&t, id).await.len(), 0);
        let member = t.with_role(Role::Member, Some(body.id), None).await;
        assert_eq!(press(&member, &path).await.status, 403);
    })
    .await;
}

#[tokio::test]
async fn each_receiver_gets_a_letter_with_a_calendar_part_and_a_link_of_ones_own() {
    on_both(features, async |t| {
        let (id, coordinator, _) = called(&t).await;
        let sent = letters(&t, id).await;
        assert_eq!(sent.len(), 2, "deputies only when wished");
        let body = &sent[0].body.0;
        assert!(body.text.contains("1. Tuulivoima") && body.text.contains(LINK), "{}", body.text);
        assert!(body.html.as_ref().unwrap().contains("<h2>Esityslista</h2>"));
        let (method, ics) = body.calendar.as_ref().unwrap();
        let ics = ics.replace("\r\n ", "");
        assert_eq!(method, "REQUEST");
        assert!(ics.contains("SEQUENCE:0") && ics.contains("ATTENDEE"), "{ics}");
        assert_ne!(answer_path(&sent[0]), answer_path(&sent[1]));
        let rows = invited(&t, id).await;
        assert!(
            rows.iter().all(|i| !answer_path(&sent[0]).contains(&i.token_digest)),
            "only the digest is kept"
        );
        let page = coordinator.get(&format!("/fi/meetings/{id}/call")).await.text;
        assert!(page.contains("2 ei ole vielä vastannut."), "{page}");
        assert!(page.contains("Hollola"));
    })
    .await;
}

#[tokio::test]
async fn opening_the_link_answers_nothing_and_a_button_does() {
    on_both(features, async |t| {
        let (id, _, _) = called(&t).await;
        let path = link_of(&t, id, "A Puheenjohtaja").await;
        let guest = t.nobody();
        let page = guest.get(&path).await;
        assert_eq!(page.status, 200);
        assert_eq!(guest.get(&format!("{path}/agenda")).await.status, 200);
        let first = invited(&t, id).await.remove(0);
        assert_eq!(first.answer, "", "a mail scanner opens every link");
        assert!(first.received_at.is_some() && first.read_at.is_some());
        let once = || Uuid::new_v4().to_string();
        assert_eq!(submit(&guest, &path, &[("answer", "remote"), ("once", &once())]).await.status, 303);
        assert_eq!(invited(&t, id).await[0].answer, "remote");
        let nameless = submit(&guest, &path, &[("answer", "deputy"), ("once", &once())]).await;
        assert_eq!(nameless.status, 422);
        let deputy = [("answer", "deputy"), ("deputy", "Varajohtaja"), ("once", &once())];
        assert_eq!(submit(&guest, &path, &deputy).await.status, 303);
        let changed = invited(&t, id).await.remove(0);
        assert_eq!((changed.answer.as_str(), changed.deputy_name.as_str()), ("deputy", "Varajohtaja"));
        assert_eq!(submit(&guest, &path, &[("answer", "ehkä")]).await.status, 422);
        assert_eq!(guest.post_raw(&path, &[("answer", "absent")]).await.status, 403);
        assert_eq!(guest.get("/fi/answer/0000").await.status, 404);
        assert_eq!(t.at_host("keski-suomi.localhost").get(&path).await.status, 404);
        t.set_now("2021-10-27T09:00:00Z");
        assert_eq!(submit(&guest, &path, &[("answer", "absent")]).await.status, 409, "the meeting is over");
    })
    .await;
}

#[tokio::test]
async fn a_changed_time_raises_the_sequence_and_asks_again_and_cancelling_says_why() {
    on_both(features, async |t| {
        let (id, coordinator, _) = called(&t).await;
        let guest = t.nobody();
        submit(&guest, &link_of(&t, id, "A Puheenjohtaja").await, &[("answer", "on_site")]).await;
        let version = stored(&t, id).await.version.to_string();
        let fields = [
            ("version", version.as_str()),
            ("day", "28.10.2021"),
            ("start", "9.00"),
            ("end", "11.30"),
            ("mode", "hybrid"),
            ("place_fi", "Liitto, Lahti"),
            ("remote_link", LINK),
        ];
        let once = Uuid::new_v4().to_string();
        let mut fields = fields.to_vec();
        fields.push(("once", &once));
        let saved = submit(&coordinator, &format!("/fi/meetings/{id}/edit"), &fields).await;
        assert_eq!(saved.status, 303, "{}", saved.text);
        assert_eq!(stored(&t, id).await.sequence, 1);
        let sent = letters(&t, id).await;
        assert_eq!(sent.len(), 4);
        assert!(sent[2].subject.starts_with("Muutos:"));
        assert!(sent[2].body.0.calendar.as_ref().unwrap().1.contains("SEQUENCE:1"));
        assert!(
            invited(&t, id).await.iter().all(|i| i.answer.is_empty()),
            "the answers were to another time"
        );
        let path = format!("/fi/meetings/{id}/cancel");
        assert_eq!(press(&coordinator, &path).await.status, 422, "a reason is needed");
        let why = [("reason", "Myrsky kaatoi sähköt."), ("once", &Uuid::new_v4().to_string())];
        assert_eq!(submit(&coordinator, &path, &why).await.status, 303);
        let sent = letters(&t, id).await;
        assert_eq!(sent.len(), 6);
        let last = &sent[5].body.0;
        let (method, ics) = last.calendar.as_ref().unwrap();
        assert_eq!(method, "CANCEL");
        assert!(ics.contains("SEQUENCE:2") && ics.contains("STATUS:CANCELLED"), "{ics}");
        assert!(last.text.contains("Myrsky kaatoi") && !last.text.contains(LINK));
        let order: Vec<i64> = sent.iter().map(|l| l.order_no).collect();
        assert!(order.is_sorted(), "the CANCEL leaves after its REQUEST");
    })
    .await;
}

#[tokio::test]
async fn a_late_item_needs_a_reason_and_is_told_once() {
    on_both(features, async |t| {
        let (id, coordinator, _) = called(&t).await;
        let bare = item(&coordinator, id, &[("title_fi", "Lausunto")]).await;
        assert_eq!(bare.status, 422);
        assert!(bare.text.contains("kerro, miksi muutos tehdään nyt") && bare.text.contains("Lausunto"));
        assert_eq!(letters(&t, id).await.len(), 2);
        let why = [("title_fi", "Lausunto"), ("late_reason", "Määräaika on ennen seuraavaa kokousta.")];
        assert_eq!(item(&coordinator, id, &why).await.status, 303);
        let sent = letters(&t, id).await;
        assert_eq!(sent.len(), 4);
        assert!(sent[3].body.0.text.contains("Lausunto") && sent[3].body.0.text.contains("Määräaika"));
        assert!(sent[3].body.0.calendar.as_ref().unwrap().1.contains("SEQUENCE:0"), "answers stay good");
        let page = t.nobody().get(&format!("/fi/meetings/{id}")).await.text;
        assert!(page.contains("myöhässä tullut") && page.contains("Määräaika"));
    })
    .await;
}

#[tokio::test]
async fn a_calendar_program_answers_and_an_old_answer_is_ignored() {
    on_both(features, async |t| {
        let (id, _, _) = called(&t).await;
        let m = stored(&t, id).await;
        let email = invited(&t, id).await[0].email.clone();
        let reply = async |partstat: &str, sequence: i64, from: &str| {
            let mut tx = t.tx().await;
            let event = Event::CalendarReply {
                uid: m.uid.clone(),
                from: from.to_owned(),
                partstat: partstat.to_owned(),
                sequence,
            };
            tx.emit(&event).await.unwrap();
            tx.commit_quietly().await.unwrap();
        };
        reply("ACCEPTED", 0, &email.to_uppercase()).await;
        assert_eq!(invited(&t, id).await[0].answer, "coming");
        let path = link_of(&t, id, "A Puheenjohtaja").await;
        submit(&t.nobody(), &path, &[("answer", "remote")]).await;
        reply("ACCEPTED", 0, &email).await;
        assert_eq!(invited(&t, id).await[0].answer, "remote", "the choice made before stays");
        reply("DECLINED", -1, &email).await;
        assert_eq!(invited(&t, id).await[0].answer, "remote", "an answer to an older call");
        reply("DECLINED", 0, "joku.muu@example.org").await;
        assert!(invited(&t, id).await.iter().all(|i| i.answer != "absent"));
        reply("DECLINED", 0, &email).await;
        let answered = invited(&t, id).await.remove(0);
        assert_eq!((answered.answer.as_str(), answered.answered_via.as_str()), ("absent", "calendar"));
        let known = invitations::of_reply(t.app.db(), t.tenant.id, &m.uid, "joku.muu@example.org").await;
        assert!(known.unwrap().is_none(), "who is not invited goes to the tray");
    })
    .await;
}

#[tokio::test]
async fn those_added_later_get_their_own_call_and_the_silent_a_reminder() {
    on_both(features, async |t| {
        let (id, coordinator, body) = called(&t).await;
        t.seat(body, "member", None, "D Uusi").await;
        let path = format!("/fi/meetings/{id}/call");
        assert!(coordinator.get(&path).await.text.contains("ei vielä kutsuttu"));
        assert_eq!(press(&coordinator, &format!("{path}/list")).await.status, 303);
        let sent = letters(&t, id).await;
        assert_eq!(sent.len(), 3, "only the new one hears of it");
        assert_eq!(sent[2].to_name, "D Uusi");
        submit(&t.nobody(), &link_of(&t, id, "A Puheenjohtaja").await, &[("answer", "on_site")]).await;
        assert_eq!(press(&coordinator, &format!("{path}/remind")).await.status, 303);
        let sent = letters(&t, id).await;
        assert_eq!(sent.len(), 5);
        assert!(sent[3].subject.starts_with("Muistutus:"));
    })
    .await;
}

#[tokio::test]
async fn deputies_get_a_copy_when_wished_and_visitors_their_own_slot_only() {
    on_both(features, async |t| {
        let body = t.body("kuntajohtajakokous").await;
        t.seat(body.id, "member", None, "A Jäsen").await;
        t.seat(body.id, "deputy", None, "B Vara").await;
        let coordinator = t.coordinator().await;
        let id = meeting(&coordinator, &body).await;
        let visitor = [
            ("title_fi", "Kaavat"),
            ("visitor_name_1", "Kaavoittaja"),
            ("visitor_email_1", "kaava@example.org"),
            ("visitor_from_1", "9.40"),
            ("visitor_to_1", "10.00"),
        ];
        assert_eq!(item(&coordinator, id, &visitor).await.status, 303);
        item(&coordinator, id, &[("title_fi", "Muiden asia")]).await;
        let once = Uuid::new_v4().to_string();
        let sent =
            submit(&coordinator, &format!("/fi/meetings/{id}/call"), &[("copies", "1"), ("once", &once)])
                .await;
        assert_eq!(sent.status, 303, "{}", sent.text);
        let sent = letters(&t, id).await;
        assert_eq!(sent.len(), 3);
        let to = |name: &str| sent.iter().find(|l| l.to_name == name).unwrap();
        let copy = to("B Vara").body.0.calendar.clone().unwrap().1.replace("\r\n ", "");
        assert!(copy.contains("ROLE=NON-PARTICIPANT") && copy.contains("RSVP=FALSE"), "{copy}");
        let own = &to("Kaavoittaja").body.0;
        let ics = own.calendar.clone().unwrap().1.replace("\r\n ", "");
        assert!(ics.contains("T094000") && ics.contains("T100000"), "{ics}");
        assert!(!own.text.contains("Muiden asia") && own.text.contains("9.40"));
        let path = answer_path(to("Kaavoittaja"));
        assert!(t.nobody().get(&path).await.text.contains("9.40–10.00"));
        assert_eq!(t.nobody().get(&format!("{path}/agenda")).await.status, 404);
        let rows = invitation::Entity::find().all(t.app.db()).await.unwrap();
        assert_eq!(rows.len(), 3);
    })
    .await;
}
