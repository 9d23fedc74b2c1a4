//! Visitors: their own page by link, slides, and slots that move while the session runs.
#![allow(clippy::unwrap_used, reason = "tests fail where they stand")]

mod common;

use common::{Hall, features, hall, once};
use meetings::agenda::{self, Item, NewVisitor};
use meetings::invitations::{self, Invitation, Receiver};
use meetings::meetings::{self as kept, Meeting};
use meetings::visitors;
use store::outbox::{self, Posted};
use store::{Json, Stamp};
use testkit::{TestApp, on_both};
use uuid::Uuid;

/// The hall with a visitor at 9.40–10.00 to its third item; the first two take 20 minutes each from 9.00 on.
async fn visited(t: &TestApp) -> (Hall, Uuid, String) {
    let h = hall(t, |_| {}).await;
    let mut tx = t.tx().await;
    for id in &h.items {
        let item = agenda::get(tx.conn(), t.tenant.id, *id).await.unwrap().unwrap();
        let after = Item {
            minutes: Some(20),
            summary: Json(kit::Local::fi(format!("Tiivistelmä: {}", item.title.0.fi))),
            ..item.clone()
        };
        agenda::update(&mut tx, &item, after).await.unwrap();
    }
    let new = NewVisitor {
        name: "Vilja Vieras".into(),
        organisation: "Selvitystoimisto".into(),
        email: "vilja@example.org".into(),
        from_time: "9.40".into(),
        to_time: "10.00".into(),
    };
    agenda::set_visitors(&mut tx, h.items[2], vec![new]).await.unwrap();
    let visitor = agenda::visitors(tx.conn(), t.tenant.id, h.items[2]).await.unwrap().remove(0);
    let m = kept::get(tx.conn(), t.tenant.id, h.meeting).await.unwrap().unwrap();
    let called_at = Some(tx.stamp());
    let end = kit::to_instant(jiff::civil::date(2021, 10, 13).at(11, 0, 0, 0));
    kept::update(&mut tx, &m, Meeting { ends_at: Some(Stamp::from(end)), called_at, ..m.clone() })
        .await
        .unwrap();
    let to = Receiver {
        person: None,
        instead_of: None,
        membership: None,
        municipality: None,
        visitor: Some(visitor.id),
        name: visitor.name.clone(),
        email: visitor.email.clone(),
        lang: kit::Lang::Fi,
        role: "visitor".into(),
    };
    let i = invitations::create(&mut tx, &t.tenant, h.meeting, &to).await.unwrap();
    let sent = Invitation { sent_at: called_at, ..i.clone() };
    invitations::update(&mut tx, &i, sent).await.unwrap();
    tx.commit().await.unwrap();
    let path = format!("/fi/visit/{}", invitations::token(&t.tenant, i.id));
    (h, visitor.id, path)
}

async fn letters(t: &TestApp, h: &Hall) -> Vec<Posted> {
    let all = outbox::about(t.app.db(), t.tenant.id, "meeting", h.meeting).await.unwrap();
    all.into_iter().filter(|l| l.to_name == "Vilja Vieras").collect()
}

/// Does the work that the session asked for.
async fn look(t: &TestApp, h: &Hall) {
    let feature = meetings::feature();
    let work = feature.jobs.iter().find(|j| j.kind == "visitor-slots").unwrap();
    let payload = format!("{{\"meeting\":\"{}\",\"again\":false}}", h.meeting);
    (work.run)(&t.app, t.tenant.id, &payload).await.unwrap();
}

#[tokio::test]
async fn the_link_opens_the_own_item_alone_and_takes_slides() {
    on_both(features, async |t| {
        let (h, _, path) = visited(&t).await;
        let guest = t.nobody();
        let page = guest.get(&path).await;
        assert_eq!(page.status, 200);
        assert!(page.text.contains("Asia 3") && page.text.contains("9.40–10.00"));
        assert!(!page.text.contains("Asia 1") && !page.text.contains("Asia 2"), "the own item only");
        assert_eq!(guest.get("/fi/visit/0123").await.status, 404);
        assert_eq!(t.at_host("keski-suomi.localhost").get(&path).await.status, 404);
        common::answer(&t, &h, 1, "").await;
        let slides = format!("{path}/slides");
        let key = once();
        let fields = [("once", key.as_str())];
        let sent =
            guest.upload(&slides, &fields, ("file", "esitys.txt", "Kolme vaihtoehtoa.".as_bytes())).await;
        assert_eq!(sent.status, 303, "{}", sent.text);
        let twice =
            guest.upload(&slides, &fields, ("file", "esitys.txt", "Kolme vaihtoehtoa.".as_bytes())).await;
        assert_eq!(twice.status, 409);
        let program =
            guest.upload(&slides, &[("once", &once())], ("file", "esitys.pdf", b"MZ\x90\x00\x03 x")).await;
        assert_eq!(program.status, 415, "the content tells the type");
        let large = vec![b'a'; (25 << 20) + 1];
        let large = guest.upload(&slides, &[("once", &once())], ("file", "iso.txt", &large)).await;
        assert_eq!(large.status, 413);
        let none = guest.upload(&slides, &[("once", &once())], ("other", "", b"")).await;
        assert_eq!(none.status, 422);
        let files = record::documents::of(t.app.db(), t.tenant.id, "item", h.items[2]).await.unwrap();
        assert_eq!((files.len(), files[0].kind.as_str(), files[0].released), (1, "slides", false));
        let sha = files[0].sha.clone().unwrap();
        assert_eq!(guest.get(&format!("/files/{sha}/esitys.txt")).await.status, 404, "not the public's yet");
        let chair = t.sign_in(h.people[0].id).await;
        assert!(chair.get(&h.path("brief")).await.text.contains("Kolme vaihtoehtoa."));
        let own = format!("{slides}/{}", files[0].id);
        assert_eq!(guest.post(&own, &[("once", &once()), ("to", "remove")]).await.status, 303);
        assert!(guest.get(&path).await.text.contains("Kumoa"));
        assert_eq!(guest.post(&own, &[("once", &once()), ("to", "back")]).await.status, 303, "and back");
        assert_eq!(guest.post(&own, &[("once", &once()), ("to", "back")]).await.status, 409, "it is there");
        let foreign = format!("{slides}/{}", Uuid::new_v4());
        assert_eq!(guest.post(&foreign, &[("once", &once())]).await.status, 404);
    })
    .await;
}

#[tokio::test]
async fn a_slot_moves_when_earlier_items_take_longer_and_the_visitor_is_told_once() {
    on_both(features, async |t| {
        let (h, visitor, path) = visited(&t).await;
        let slot = async || {
            let v = agenda::visitor(t.app.db(), t.tenant.id, visitor).await.unwrap().unwrap();
            format!("{}–{}", v.from_time, v.to_time)
        };
        // 9.02 in Finland: opened as planned.
        t.set_now("2021-10-13T06:02:00Z");
        let c = h.open(&t).await;
        look(&t, &h).await;
        assert_eq!((slot().await.as_str(), letters(&t, &h).await.len()), ("9.40–10.00", 0));
        // The first item goes on until 9.35: two minutes late are none, but 9.55 is a quarter of an hour.
        t.set_now("2021-10-13T06:35:00Z");
        assert_eq!(h.decide(&c, 0, "noted", "").await.status, 303);
        look(&t, &h).await;
        look(&t, &h).await;
        assert_eq!(slot().await, "9.55–10.15");
        let sent = letters(&t, &h).await;
        assert_eq!(sent.len(), 1, "one letter for one move");
        assert!(sent[0].subject.starts_with("Vierailusi aika siirtyi"));
        assert!(sent[0].body.0.text.contains("9.55"), "{}", sent[0].body.0.text);
        let (method, ics) = sent[0].body.0.calendar.clone().unwrap();
        assert_eq!(method, "REQUEST");
        assert!(ics.contains("SEQUENCE:1"), "the entry in the calendar moves: {ics}");
        let page = t.nobody().get(&path).await.text;
        assert!(page.contains("9.55–10.15") && page.contains("9.40 → 9.55"));
        // Faster again: a visitor who was told to come later is not called back.
        t.set_now("2021-10-13T06:38:00Z");
        assert_eq!(h.decide(&c, 1, "noted", "").await.status, 303);
        look(&t, &h).await;
        assert_eq!((slot().await.as_str(), letters(&t, &h).await.len()), ("9.55–10.15", 1));
        assert_eq!(visitors::moves(t.app.db(), t.tenant.id, vec![visitor]).await.unwrap().len(), 1);
        // Treated: no slides any more.
        assert_eq!(h.decide(&c, 2, "noted", "").await.status, 303);
        let late = t
            .nobody()
            .upload(&format!("{path}/slides"), &[("once", &once())], ("file", "a.txt", b"myohassa"))
            .await;
        assert_eq!(late.status, 409);
        assert!(t.nobody().get(&path).await.text.contains("Aineistoa ei voi enää lähettää"));
    })
    .await;
}

/// Another visitor to the same meeting, at another item; gives the path of the link.
async fn second(t: &TestApp, h: &Hall, item: usize) -> (Uuid, String) {
    let mut tx = t.tx().await;
    let new = NewVisitor {
        name: "Toinen Vieras".into(),
        email: "toinen@example.org".into(),
        from_time: "9.20".into(),
        to_time: "9.30".into(),
        ..NewVisitor::default()
    };
    agenda::set_visitors(&mut tx, h.items[item], vec![new]).await.unwrap();
    let visitor = agenda::visitors(tx.conn(), t.tenant.id, h.items[item]).await.unwrap().remove(0);
    let to = Receiver {
        person: None,
        instead_of: None,
        membership: None,
        municipality: None,
        visitor: Some(visitor.id),
        name: visitor.name.clone(),
        email: visitor.email.clone(),
        lang: kit::Lang::Sv,
        role: "visitor".into(),
    };
    let i = invitations::create(&mut tx, &t.tenant, h.meeting, &to).await.unwrap();
    tx.commit().await.unwrap();
    (i.id, format!("/fi/visit/{}", invitations::token(&t.tenant, i.id)))
}

#[tokio::test]
async fn nobody_sees_more_by_a_link_than_its_visitor_may_and_it_ends_with_the_meeting() {
    on_both(features, async |t| {
        let (h, _, path) = visited(&t).await;
        let (other, theirs) = second(&t, &h, 1).await;
        let guest = t.nobody();
        let send = async |path: &str, words: &str| {
            let key = once();
            guest
                .upload(&format!("{path}/slides"), &[("once", &key)], ("file", "a.txt", words.as_bytes()))
                .await
        };
        assert_eq!(send(&path, "Ensimmäisen kalvot.").await.status, 303);
        let page = guest.get(&theirs).await.text;
        assert!(page.contains("Asia 2") && page.contains("Toinen Vieras"));
        for foreign in ["Asia 1", "Asia 3", "Vilja", "a.txt", "Tiivistelmä: Asia 3", "Heikki Hollola"] {
            assert!(!page.contains(foreign), "{foreign} is not for the other visitor: {page}");
        }
        let files = record::documents::of(t.app.db(), t.tenant.id, "item", h.items[2]).await.unwrap();
        let steal = format!("{theirs}/slides/{}", files[0].id);
        assert_eq!(guest.post(&steal, &[("once", &once()), ("to", "remove")]).await.status, 404);
        // Opening acts on nothing, however often a scanner does it.
        let before = agenda::get(t.app.db(), t.tenant.id, h.items[2]).await.unwrap().unwrap();
        for _ in 0..3 {
            assert_eq!(guest.get(&path).await.status, 200);
            assert_eq!(guest.get(&format!("{path}/slides")).await.status, 400, "slides are sent, not got");
        }
        assert_eq!(agenda::get(t.app.db(), t.tenant.id, h.items[2]).await.unwrap().unwrap(), before);
        // Forged: a letter changed, too short, somebody else's kind of link, and the link of a withdrawn call.
        let forged = format!("{}{}", &path[..path.len() - 1], if path.ends_with('0') { "1" } else { "0" });
        for wrong in [forged.as_str(), "/fi/visit/0", "/fi/visit/%00", "/fi/visit/..%2Fmeetings"] {
            assert_eq!(guest.get(wrong).await.status, 404, "{wrong}");
            assert_eq!(send(wrong, "x").await.status, 404, "{wrong}");
        }
        common::answer(&t, &h, 1, "").await;
        let mut tx = t.tx().await;
        let member = invitations::of_meeting(tx.conn(), t.tenant.id, h.meeting)
            .await
            .unwrap()
            .into_iter()
            .find(|i| i.visitor.is_none())
            .unwrap();
        let i = invitations::get(tx.conn(), t.tenant.id, other).await.unwrap().unwrap();
        invitations::update(&mut tx, &i, Invitation { withdrawn: true, ..i.clone() }).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(guest.get(&theirs).await.status, 404, "withdrawn");
        let seat = format!("/fi/visit/{}", invitations::token(&t.tenant, member.id));
        assert_eq!(guest.get(&seat).await.status, 404, "a member's link is no visitor's");
        // The day after the meeting the link still stands, then it shows nothing.
        t.set_now("2021-10-14T10:00:00Z");
        assert_eq!(guest.get(&path).await.status, 200);
        t.set_now("2021-10-15T10:00:00Z");
        let over = guest.get(&path).await;
        assert_eq!(over.status, 410);
        assert!(over.text.contains("vanhentunut") && !over.text.contains("Asia 3"));
        assert_eq!(send(&path, "Myöhässä.").await.status, 409);
    })
    .await;
}

#[tokio::test]
async fn a_slot_that_the_secretary_moves_keeps_the_link_and_the_visitor_is_told() {
    on_both(features, async |t| {
        let (h, visitor, path) = visited(&t).await;
        let c = t.coordinator().await;
        let item = h.path(&format!("items/{}", h.items[2]));
        let save = async |from: &str, reason: &str| {
            let (key, version) = (once(), c.get(&item).await.field("version").unwrap());
            let fields = [
                ("once", key.as_str()),
                ("version", version.as_str()),
                ("late_reason", reason),
                ("title_fi", "Asia 3"),
                ("kind", "resolution"),
                ("publicity", "public"),
                ("visitor_name_1", "Vilja Vieras"),
                ("visitor_org_1", "Selvitystoimisto"),
                ("visitor_email_1", "vilja@example.org"),
                ("visitor_from_1", from),
                ("visitor_to_1", "10.30"),
            ];
            c.post(&item, &fields).await
        };
        let saved = save("10.10", "Aikataulu muuttui.").await;
        assert_eq!(saved.status, 303, "{}", saved.text);
        let now = agenda::visitors(t.app.db(), t.tenant.id, h.items[2]).await.unwrap();
        assert_eq!((now.len(), now[0].id, now[0].from_time.as_str()), (1, visitor, "10.10"));
        let page = t.nobody().get(&path).await.text;
        assert!(page.contains("10.10–10.30"), "the same link shows the new slot");
        let sent = letters(&t, &h).await;
        assert_eq!(sent.len(), 1);
        assert!(sent[0].subject.starts_with("Vierailusi aika muuttui"), "{}", sent[0].subject);
        assert!(sent[0].body.0.text.contains("10.10") && sent[0].body.0.text.contains("/fi/visit/"));
        assert!(sent[0].body.0.calendar.clone().unwrap().1.contains("SEQUENCE:1"));
        assert_eq!(save("10.10", "Sama aika.").await.status, 303);
        assert_eq!(letters(&t, &h).await.len(), 1, "no letter without a move");
    })
    .await;
}
