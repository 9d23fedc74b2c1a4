//! The municipalities' round: lines by link and signed in, reminders to exactly the missing, session and memo.
#![allow(clippy::unwrap_used, reason = "tests fail where they stand")]

mod common;

use common::{Hall, features, hall, once};
use kit::Local;
use meetings::agenda::{self, NewItem};
use meetings::round;
use store::outbox::{self, Posted};
use testkit::{Client, Reply, TestApp, on_both};
use uuid::Uuid;

/// The hall with a round on its agenda, on the day before the meeting.
async fn round_of(t: &TestApp) -> (Hall, Uuid) {
    let h = hall(t, |_| {}).await;
    let mut tx = t.tx().await;
    let new =
        NewItem { kind: round::KIND.into(), title: Local::fi("Kuntien kuulumiset"), ..NewItem::default() };
    let item = agenda::create(&mut tx, h.meeting, new).await.unwrap().id;
    tx.commit().await.unwrap();
    t.set_now("2021-10-12T06:00:00Z");
    (h, item)
}

async fn letters(t: &TestApp, item: Uuid) -> Vec<Posted> {
    outbox::about(t.app.db(), t.tenant.id, "round", item).await.unwrap()
}

fn link(letter: &Posted) -> String {
    let text = &letter.body.0.text;
    let at = text.find("/round/").unwrap();
    let token: String = text[at + 7..].chars().take_while(char::is_ascii_alphanumeric).collect();
    format!("/fi/round/{token}")
}

async fn write(c: &Client, path: &str, version: &str, text: &str) -> Reply {
    c.post(path, &[("once", &once()), ("version", version), ("text", text)]).await
}

#[tokio::test]
async fn a_line_is_written_by_the_link_of_a_letter_and_changed_until_the_meeting_begins() {
    on_both(features, async |t| {
        let (h, item) = round_of(&t).await;
        let c = t.coordinator().await;
        let member = t.sign_in(h.people[1].id).await;
        let ask = h.path("round/ask");
        assert_eq!(member.post(&ask, &[("once", &once())]).await.status, 403);
        assert_eq!(t.nobody().post(&ask, &[("once", &once())]).await.status, 403);
        assert_eq!(c.post(&ask, &[("once", &once())]).await.status, 303);
        assert_eq!(c.post(&ask, &[("once", &once())]).await.status, 303);
        let sent = letters(&t, item).await;
        assert_eq!(sent.len(), 3, "each is asked once");
        let hollola = sent.iter().find(|l| l.to_name == "Heikki Hollola").unwrap();
        assert!(hollola.subject.contains("Hollola"));
        let path = link(hollola);
        let guest = t.nobody();
        // A scanner opens the link as often as it likes.
        for _ in 0..3 {
            let page = guest.get(&path).await;
            assert_eq!(page.status, 200);
            assert!(page.text.contains("Hollola") && !page.text.contains("Rivi on tallessa"));
        }
        assert!(round::lines(t.app.db(), t.tenant.id, vec![item]).await.unwrap().is_empty());
        assert_eq!(write(&guest, &path, "0", "  ").await.status, 422);
        let long = write(&guest, &path, "0", &"å".repeat(1001)).await;
        assert_eq!(long.status, 422);
        assert!(long.text.contains("ååå"), "what was typed stays");
        assert_eq!(write(&guest, &path, "0", "Koulu valmistui.").await.status, 303);
        assert!(guest.get(&path).await.text.contains("Rivi on tallessa."));
        let key = once();
        let fields = [("once", key.as_str()), ("version", "1"), ("text", "Koulu avattiin.")];
        assert_eq!(guest.post(&path, &fields).await.status, 303);
        assert_eq!(guest.post(&path, &fields).await.status, 409, "the same form twice");
        let stale = write(&guest, &path, "1", "Vanha sivu.").await;
        assert_eq!(stale.status, 409);
        assert!(
            stale.text.contains("Koulu avattiin.") && stale.text.contains("Vanha sivu."),
            "both are shown"
        );
        assert_eq!(guest.post_raw(&path, &[("text", "ilman merkkiä")]).await.status, 403);
        assert_eq!(guest.get("/fi/round/0123").await.status, 404);
        assert_eq!(t.at_host("keski-suomi.localhost").get(&path).await.status, 404, "another region's");

        let remind = h.path("round/remind");
        assert_eq!(c.post(&remind, &[("once", &once())]).await.status, 303);
        let sent = letters(&t, item).await;
        let mut names: Vec<&str> = sent[3..].iter().map(|l| l.to_name.as_str()).collect();
        names.sort_unstable();
        assert_eq!(names, ["Aino Asikkala", "Laura Lahti"], "exactly the missing");
        for letter in &sent[3..] {
            let first = sent[..3].iter().find(|l| l.to_name == letter.to_name).unwrap();
            assert_eq!(link(letter), link(first), "a reminder carries the same link");
        }

        h.open(&t).await;
        assert_eq!(write(&guest, &path, "2", "Myöhässä").await.status, 409);
        let page = guest.get(&path).await;
        assert!(
            page.status == 200 && page.text.contains("Koulu avattiin.") && !page.text.contains("<textarea")
        );
        assert_eq!(c.post(&remind, &[("once", &once())]).await.status, 409);
    })
    .await;
}

#[tokio::test]
async fn the_session_shows_all_side_by_side_and_the_memo_keeps_them_as_they_stood() {
    on_both(features, async |t| {
        let (h, item) = round_of(&t).await;
        let (lahti, hollola, asikkala) = (
            t.municipality("lahti").await.id,
            t.municipality("hollola").await.id,
            t.municipality("asikkala").await.id,
        );
        let line = |town: Uuid| h.path(&format!("round/lines/{town}"));
        let member = t.sign_in(h.people[1].id).await;
        assert_eq!(write(&member, &line(lahti), "0", "Toisen puolesta").await.status, 403);
        assert_eq!(write(&member, &line(Uuid::new_v4()), "0", "Olematon").await.status, 404);
        assert_eq!(write(&member, &line(hollola), "0", "Koulu <valmistui>.").await.status, 303);
        assert_eq!(t.nobody().get(&h.path("round")).await.status, 303);
        assert_eq!(t.admin().await.get(&h.path("round")).await.status, 403);
        let page = member.get(&h.path("round")).await.text;
        assert!(
            page.contains("Koulu &#60;valmistui&#62;.") || page.contains("Koulu &lt;valmistui&gt;."),
            "{page}"
        );
        let brief = member.get(&h.path("brief")).await.text;
        assert!(brief.contains("Rivejä on kirjoitettu 1, kuntia on 3."), "{brief}");

        let c = h.open(&t).await;
        assert_eq!(write(&member, &line(hollola), "1", "Vielä yksi").await.status, 409, "it has begun");
        assert_eq!(write(&c, &line(asikkala), "0", "Kerrottiin kokouksessa.").await.status, 303);
        let session = c.get(&h.path(&format!("session?item={item}"))).await.text;
        let order: Vec<usize> = ["Asikkala</th>", "Hollola</th>", "Lahti</th>"]
            .iter()
            .map(|name| session.find(name).unwrap_or_else(|| panic!("{name} in {session}")))
            .collect();
        assert!(order.is_sorted(), "the order of the municipalities is fixed");
        assert!(session.contains("ei vielä kirjoittanut") && session.contains("Kerrottiin kokouksessa."));
        for n in 0..3 {
            h.decide(&c, n, "noted", "Merkittiin tiedoksi.").await;
        }
        let key = once();
        let of_round = h.path(&format!("items/{item}/outcome"));
        let noted = [("once", key.as_str()), ("version", "1"), ("outcome", "noted"), ("text", "")];
        assert_eq!(c.post(&of_round, &noted).await.status, 303);
        let end = c.post(&h.path("session/end"), &[("once", &once()), ("ended", "11.00")]).await;
        assert_eq!(end.status, 303, "{}", end.text);
        assert_eq!(write(&c, &line(lahti), "0", "Jälkikäteen").await.status, 409, "frozen with the meeting");
        let memo = c.get(&h.path("record")).await.text;
        assert!(memo.contains("Kerrottiin kokouksessa.") && memo.contains("ei vielä kirjoittanut"), "{memo}");
        assert!(!memo.contains("Jälkikäteen"));
    })
    .await;
}

#[tokio::test]
async fn the_round_stands_in_the_agenda_of_every_new_meeting() {
    on_both(features, async |t| {
        let (h, _) = round_of(&t).await;
        let c = t.coordinator().await;
        assert_eq!(c.post(&h.path("next"), &[("once", &once())]).await.status, 303);
        let all = meetings::meetings::list_for_body(t.app.db(), t.tenant.id, h.body).await.unwrap();
        let next = all.iter().find(|m| m.id != h.meeting).unwrap();
        let items = agenda::items(t.app.db(), t.tenant.id, next.id).await.unwrap();
        assert_eq!(items.iter().filter(|i| i.kind == round::KIND).count(), 1, "{items:?}");
    })
    .await;
}
