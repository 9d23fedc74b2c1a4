//! Proposed items with their deadline, recurring items, and the order of an agenda by rules.
#![allow(clippy::unwrap_used, reason = "tests fail where they stand")]

mod common;

use assembly::MeetingState;
use common::{Hall, features, hall, next_meeting, once};
use kit::{Local, Role, When};
use meetings::agenda::{self, NewItem};
use meetings::meetings::NewMeeting;
use meetings::proposals::{self, Proposal};
use page::DeskAsk;
use store::outbox;
use testkit::{Client, Reply, TestApp, on_both};
use uuid::Uuid;

const KEY: &str = "/fi/bodies/kuntajohtajakokous/proposals";

async fn propose(c: &Client, fields: &[(&str, &str)], file: Option<&[u8]>) -> Reply {
    let key = once();
    let mut all =
        vec![("once", key.as_str()), ("title", "Yhteinen hankinta"), ("text", "Kilpailutetaan yhdessä.")];
    all.retain(|(n, _)| !fields.iter().any(|(f, _)| f == n));
    all.extend_from_slice(fields);
    let file = file.unwrap_or_default();
    c.upload(&format!("{KEY}/new"), &all, ("file", "laskelma.txt", file)).await
}

async fn only(t: &TestApp, h: &Hall) -> Proposal {
    proposals::of_body(t.app.db(), t.tenant.id, h.body).await.unwrap().remove(0)
}

async fn decide(c: &Client, p: &Proposal, act: &str, fields: &[(&str, &str)]) -> Reply {
    let (key, version) = (once(), p.version.to_string());
    let mut all = vec![("once", key.as_str())];
    if !fields.iter().any(|(n, _)| *n == "version") {
        all.push(("version", &version));
    }
    all.extend_from_slice(fields);
    c.post(&format!("/fi/proposals/{}/{act}", p.id), &all).await
}

async fn told(t: &TestApp, p: &Proposal) -> Vec<String> {
    let all = outbox::about(t.app.db(), t.tenant.id, "proposal", p.id).await.unwrap();
    all.into_iter().map(|l| format!("{}: {}", l.to_name, l.subject)).collect()
}

async fn change(c: &Client, p: &Proposal, fields: &[(&str, &str)]) -> Reply {
    let (key, version) = (once(), p.version.to_string());
    let mut all =
        vec![("once", key.as_str()), ("title", "Yhteinen hankinta"), ("text", "Laskelma on mukana.")];
    if !fields.iter().any(|(n, _)| *n == "version") {
        all.push(("version", &version));
    }
    all.extend_from_slice(fields);
    c.upload(&format!("/fi/proposals/{}/edit", p.id), &all, ("file", "", b"")).await
}

/// What waits on somebody's desk: kind and act's address.
async fn waiting(t: &TestApp, person: Uuid) -> Vec<String> {
    let who = people::persons::who(t.app.db(), t.tenant.id, person, t.app.today()).await.unwrap();
    let ask =
        DeskAsk { tenant: &t.tenant, who: &who, persons: &[person], now: t.app.now(), today: t.app.today() };
    let all = (meetings::feature().waits.unwrap())(&t.app, ask).await.unwrap();
    all.into_iter().filter(|w| w.about.kind == "proposal").map(|w| w.kind.to_owned()).collect()
}

async fn secretary(t: &TestApp, h: &Hall) -> Uuid {
    t.seat(h.body, "secretary", None, "Sirkka Sihteeri").await.id
}

#[tokio::test]
async fn a_member_proposes_before_the_deadline_and_the_secretary_accepts_returns_or_postpones() {
    on_both(features, async |t| {
        let h = hall(&t, |_| {}).await;
        let next = next_meeting(&t, &h).await;
        let member = t.sign_in(h.people[1].id).await;
        let keeper = secretary(&t, &h).await;
        let hollola = t.municipality("hollola").await.id;
        let behalf = format!("m:{hollola}");
        let (this, later) = (h.meeting.to_string(), next.to_string());
        for (client, status) in [(t.nobody(), 303), (t.admin().await, 403)] {
            assert_eq!(client.get(KEY).await.status, status);
        }
        assert_eq!(member.at("keski-suomi.localhost").get(KEY).await.status, 404);
        let page = member.get(&format!("{KEY}/new")).await.text;
        assert!(page.contains("ehdotukset viimeistään 20.10.2021"), "21 days before 10 November: {page}");
        let late = propose(&member, &[("meeting", &this), ("behalf", &behalf)], None).await;
        assert_eq!(late.status, 422, "today's meeting is past its deadline");
        assert!(
            late.text.contains("otettiin vastaan 22.9.2021 asti") && late.text.contains("Yhteinen hankinta")
        );
        assert_eq!(propose(&member, &[("behalf", &behalf), ("text", "")], None).await.status, 422);
        let foreign = format!("m:{}", t.municipality("lahti").await.id);
        assert_eq!(propose(&member, &[("behalf", &foreign)], None).await.status, 422, "for another's town");
        assert_eq!(
            propose(&member, &[("behalf", &behalf)], Some(b"MZ\x90\x00\x03 program")).await.status,
            415
        );
        let made =
            propose(&member, &[("meeting", &later), ("behalf", &behalf)], Some("Luvut: 1, 2, 3.".as_bytes()))
                .await;
        assert_eq!(made.status, 303, "{}", made.text);

        let p = only(&t, &h).await;
        let path = format!("/fi/proposals/{}", p.id);
        assert_eq!(member.at("keski-suomi.localhost").get(&path).await.status, 404);
        let file = record::documents::of(t.app.db(), t.tenant.id, "proposal", p.id).await.unwrap().remove(0);
        let file = format!("/files/{}/laskelma.txt", file.sha.unwrap());
        for (who, status) in [(h.people[1].id, 200), (keeper, 200), (h.people[2].id, 404)] {
            assert_eq!(t.sign_in(who).await.get(&file).await.status, status);
        }
        assert!(member.get(&path).await.text.contains("odottaa sihteeriä"));
        assert_eq!(waiting(&t, keeper).await, ["meetings-proposal-decide"]);
        let other = t.sign_in(h.people[2].id).await;
        assert_eq!(other.get(&path).await.status, 404, "another municipality's");
        assert!(!other.get(KEY).await.text.contains("Yhteinen hankinta"));
        assert_eq!(decide(&member, &p, "accept", &[("meeting", &later)]).await.status, 403);
        let c = t.coordinator().await;
        assert!(c.get(KEY).await.text.contains("Yhteinen hankinta"));
        assert_eq!(decide(&c, &p, "return", &[]).await.status, 422, "a reason is needed");
        assert_eq!(decide(&c, &p, "return", &[("version", "0"), ("reason", "x")]).await.status, 409);
        assert_eq!(decide(&c, &p, "return", &[("reason", "Kuuluu hankintarenkaalle.")]).await.status, 303);
        assert_eq!(told(&t, &p).await, ["Heikki Hollola: Ehdotuksesi palautettiin: Yhteinen hankinta"]);
        assert!(member.get(&path).await.text.contains("Kuuluu hankintarenkaalle."));
        assert_eq!(waiting(&t, h.people[1].id).await, ["meetings-proposal-returned"]);

        // Proposed again: a stale form is told so, nobody else may, and the secretary sees what was asked.
        let p = only(&t, &h).await;
        let edit = format!("{path}/edit");
        assert!(member.get(&edit).await.text.contains("Kuuluu hankintarenkaalle."));
        for (client, status) in [(&other, 404), (&c, 403), (&t.nobody(), 303)] {
            assert_eq!(client.get(&edit).await.status, status);
        }
        let again = [("meeting", later.as_str()), ("behalf", behalf.as_str())];
        let stale = [again[0], again[1], ("version", "1")];
        assert_eq!(change(&member, &p, &stale).await.status, 409);
        let past = change(&member, &p, &[("meeting", &this), ("behalf", &behalf)]).await;
        assert_eq!(past.status, 422, "returned, it no longer keeps a meeting whose deadline is over");
        assert!(past.text.contains("Laskelma on mukana."), "what was typed is kept");
        assert_eq!(change(&member, &p, &again).await.status, 303);
        let p = only(&t, &h).await;
        assert_eq!((p.state.as_str(), p.reason.as_str()), ("open", "Kuuluu hankintarenkaalle."));
        assert!(c.get(&path).await.text.contains("Sihteeri palautti ehdotuksen"));
        assert_eq!(waiting(&t, keeper).await, ["meetings-proposal-decide"]);
        assert!(waiting(&t, h.people[1].id).await.is_empty());
        let early = decide(&c, &p, "postpone", &[("later", &later)]).await;
        assert_eq!(early.status, 422, "not later than wished");
        let mut tx = t.tx().await;
        let december = NewMeeting {
            body: h.body,
            state: Some(MeetingState::Reserved),
            at: Some(When::day(jiff::civil::date(2021, 12, 8))),
            ..NewMeeting::default()
        };
        let december = meetings::meetings::create(&mut tx, december).await.unwrap().id.to_string();
        tx.commit().await.unwrap();
        assert_eq!(decide(&member, &p, "postpone", &[("later", &december)]).await.status, 403);
        assert_eq!(decide(&c, &p, "postpone", &[("later", &december)]).await.status, 303);
        let p = only(&t, &h).await;
        assert_eq!((p.state.as_str(), p.meeting.unwrap().to_string()), ("postponed", december));
        assert!(told(&t, &p).await.iter().any(|l| l.contains("Ehdotuksesi siirrettiin")));
        assert_eq!(
            decide(&c, &p, "accept", &[("meeting", &later), ("kind", "resolution")]).await.status,
            303
        );
        let p = only(&t, &h).await;
        let items = agenda::items(t.app.db(), t.tenant.id, next).await.unwrap();
        let item = items.iter().find(|i| Some(i.id) == p.item).unwrap();
        assert_eq!((item.title.0.fi.as_str(), item.kind.as_str()), ("Yhteinen hankinta", "resolution"));
        let files = record::documents::of(t.app.db(), t.tenant.id, "item", item.id).await.unwrap();
        assert_eq!(files.len(), 1, "the attachment comes along");
        assert!(!files[0].released, "the agenda is not out yet");
        assert_eq!(told(&t, &p).await.len(), 3);
        let agenda = c.get(&format!("/fi/meetings/{next}/agenda")).await.text;
        assert!(
            agenda.contains("Hollola ehdotti") && agenda.contains(&path),
            "the item leads back: {agenda}"
        );
        let form = c.get(&format!("/fi/meetings/{next}/items/{}", item.id)).await.text;
        assert!(form.contains(&path));
        assert!(member.get(&path).await.text.contains("hyväksytty esityslistalle"));
        assert_eq!(decide(&c, &p, "accept", &[("meeting", &later)]).await.status, 409, "answered already");
        assert_eq!(decide(&c, &p, "reopen", &[]).await.status, 303);
        let items = agenda::items(t.app.db(), t.tenant.id, next).await.unwrap();
        assert!(items.iter().all(|i| Some(i.id) != p.item), "the item is off the agenda again");
        let p = only(&t, &h).await;
        assert_eq!(decide(&other, &p, "withdraw", &[]).await.status, 404);
        let gone = decide(&member, &p, "withdraw", &[]).await;
        assert_eq!((gone.status, only(&t, &h).await.state.as_str()), (303, "withdrawn"));
        let notice = member.get(gone.location()).await;
        assert!(notice.text.contains("Ehdotus peruttiin"));
        let undo = notice.text.split("action=\"/fi/undo/").nth(1).unwrap().split_once('"').unwrap().0;
        assert_eq!(member.post(&format!("/fi/undo/{undo}"), &[("back", &path)]).await.status, 303);
        assert_eq!(only(&t, &h).await.state, "open");
    })
    .await;
}

#[tokio::test]
async fn an_assistant_proposes_for_the_manager_and_both_are_told() {
    on_both(features, async |t| {
        let h = hall(&t, |_| {}).await;
        let next = next_meeting(&t, &h).await.to_string();
        let manager = h.people[1].id;
        let helper = t.person("Anna Avustaja").await;
        let mut tx = t.tx().await;
        let since = jiff::civil::date(2021, 1, 1);
        people::persons::appoint_assistant(&mut tx, helper.id, manager, since).await.unwrap();
        tx.commit().await.unwrap();
        let assistant = t.sign_in(helper.id).await;
        assert_eq!(
            assistant.post("/fi/profile/acting", &[("acting", &manager.to_string())]).await.status,
            303
        );
        let page = assistant.get(&format!("{KEY}/new")).await.text;
        assert!(page.contains("Teet ehdotuksen toisen puolesta: Heikki Hollola"), "{page}");
        let behalf = format!("m:{}", t.municipality("hollola").await.id);
        assert_eq!(propose(&assistant, &[("meeting", &next), ("behalf", &behalf)], None).await.status, 303);
        let p = only(&t, &h).await;
        assert_eq!((p.by_person, p.via_person), (manager, Some(helper.id)));
        let c = t.coordinator().await;
        let page = c.get(&format!("/fi/proposals/{}", p.id)).await.text;
        assert!(page.contains("Anna Avustaja (Heikki Hollola puolesta)"), "{page}");
        assert_eq!(decide(&c, &p, "return", &[("reason", "Täydentäkää.")]).await.status, 303);
        let told: Vec<String> =
            told(&t, &p).await.iter().map(|l| l.split(':').next().unwrap().to_owned()).collect();
        assert!(told.contains(&"Heikki Hollola".to_owned()) && told.contains(&"Anna Avustaja".to_owned()));
    })
    .await;
}

#[tokio::test]
async fn the_secretary_sets_the_deadline_and_whether_late_ones_are_taken_with_a_mark() {
    on_both(features, async |t| {
        let h = hall(&t, |_| {}).await;
        let c = t.coordinator().await;
        let settings = format!("{KEY}/settings");
        let member = t.sign_in(h.people[1].id).await;
        assert_eq!(member.get(&settings).await.status, 403);
        assert_eq!(t.nobody().get(&settings).await.status, 303);
        let lahti = t.municipality("lahti").await.id;
        let official = t.with_role(Role::Official, None, Some(lahti)).await;
        assert_eq!(official.get(KEY).await.status, 200);
        for wrong in ["kolme", "-1", "366", ""] {
            let typed = c.post(&settings, &[("once", &once()), ("days", wrong)]).await;
            assert_eq!(typed.status, 422, "{wrong}");
            assert!(typed.text.contains(&format!("value=\"{wrong}\"")), "what was typed stays");
        }
        let this = h.meeting.to_string();
        let behalf = format!("m:{}", t.municipality("hollola").await.id);
        let ask = [("meeting", this.as_str()), ("behalf", behalf.as_str())];
        assert_eq!(propose(&member, &ask, None).await.status, 422);
        assert_eq!(member.post(&settings, &[("once", &once()), ("days", "0")]).await.status, 403);
        let taken = [("once", &*once()), ("days", "21"), ("late", "1")].map(|(a, b)| (a, b.to_owned()));
        let taken: Vec<(&str, &str)> = taken.iter().map(|(a, b)| (*a, b.as_str())).collect();
        assert_eq!(c.post(&settings, &taken).await.status, 303);
        let made = propose(&member, &ask, None).await;
        assert_eq!(made.status, 303, "{}", made.text);
        assert!(only(&t, &h).await.late);
        assert!(member.get(KEY).await.text.contains("myöhässä"));
        assert_eq!(c.post(&settings, &[("once", &once()), ("days", "0")]).await.status, 303);
        let made = propose(&member, &[ask[0], ask[1], ("title", "Ajoissa")], None).await;
        assert_eq!(made.status, 303, "the deadline is the day itself: {}", made.text);
        let all = proposals::of_body(t.app.db(), t.tenant.id, h.body).await.unwrap();
        assert!(all.iter().any(|p| p.title == "Ajoissa" && !p.late));
    })
    .await;
}

async fn recur(c: &Client, fields: &[(&str, &str)]) -> Reply {
    let key = once();
    let all = [&[("once", key.as_str()), ("kind", "information")], fields].concat();
    c.post("/fi/bodies/kuntajohtajakokous/recurring", &all).await
}

#[tokio::test]
async fn what_recurs_enters_by_itself_once_and_says_why() {
    on_both(features, async |t| {
        let h = hall(&t, |_| {}).await;
        let c = t.coordinator().await;
        let settings = format!("{KEY}/settings");
        let member = t.sign_in(h.people[1].id).await;
        assert_eq!(recur(&member, &[("title_fi", "X"), ("rule", "every"), ("n", "1")]).await.status, 403);
        let wrong = recur(&c, &[("title_fi", "Katsaus"), ("rule", "every"), ("n", "0")]).await;
        assert_eq!((wrong.status, wrong.text.contains("value=\"Katsaus\"")), (422, true));
        assert_eq!(recur(&c, &[("title_fi", "Katsaus"), ("rule", "months")]).await.status, 422);
        assert_eq!(
            recur(&c, &[("title_fi", "Katsaus"), ("rule", "months"), ("month", "13")]).await.status,
            422
        );
        assert_eq!(recur(&c, &[("title_fi", ""), ("rule", "every"), ("n", "1")]).await.status, 422);
        // The meeting of today, 13 October, is the first that counts: at the next every second stays away.
        for fields in [
            &[("title_fi", "Talouskatsaus"), ("rule", "every"), ("n", "2")][..],
            &[("title_fi", "Tervehdys"), ("rule", "every"), ("n", "1")],
            &[("title_fi", "Talousarvio"), ("rule", "months"), ("month", "11"), ("month", "5")],
            &[("title_fi", "Kevätasia"), ("rule", "months"), ("month", "3")],
        ] {
            assert_eq!(recur(&c, fields).await.status, 303);
        }
        let shown = c.get(&settings).await.text;
        assert!(shown.contains("näissä kuissa: toukokuu, marraskuu"), "{shown}");
        let next = next_meeting(&t, &h).await;
        let fill = format!("/fi/meetings/{next}/agenda/template");
        for _ in 0..2 {
            assert_eq!(c.post(&fill, &[("once", &once())]).await.status, 303);
        }
        let items = agenda::items(t.app.db(), t.tenant.id, next).await.unwrap();
        let titles: Vec<&str> = items.iter().map(|i| i.title.0.fi.as_str()).collect();
        assert_eq!(titles.iter().filter(|x| **x == "Tervehdys").count(), 1, "however often: {titles:?}");
        assert!(titles.contains(&"Talousarvio"), "{titles:?}");
        assert!(!titles.contains(&"Talouskatsaus") && !titles.contains(&"Kevätasia"), "{titles:?}");
        let page = c.get(&format!("/fi/meetings/{next}/agenda")).await.text;
        assert!(page.contains("Toistuva asia: joka kokouksessa"), "{page}");
        assert!(page.contains("Toistuva asia: näissä kuissa: toukokuu, marraskuu"));

        let all = proposals::recurring(t.app.db(), t.tenant.id, h.body).await.unwrap();
        let one = all.iter().find(|r| r.title.0.fi == "Tervehdys").unwrap();
        let remove = format!("/fi/bodies/kuntajohtajakokous/recurring/{}/remove", one.id);
        assert_eq!(member.post(&remove, &[("once", &once()), ("version", "1")]).await.status, 403);
        assert_eq!(c.post(&remove, &[("once", &once()), ("version", "7")]).await.status, 409);
        let gone = c.post(&remove, &[("once", &once()), ("version", "1")]).await;
        assert_eq!(gone.status, 303);
        assert_eq!(proposals::recurring(t.app.db(), t.tenant.id, h.body).await.unwrap().len(), 3);
        assert_eq!(c.post(&remove, &[("once", &once()), ("version", "2")]).await.status, 404);
        let notice = c.get(gone.location()).await.text;
        let undo = notice.split("action=\"/fi/undo/").nth(1).unwrap().split_once('"').unwrap().0;
        assert_eq!(c.post(&format!("/fi/undo/{undo}"), &[("back", &settings)]).await.status, 303);
        assert_eq!(proposals::recurring(t.app.db(), t.tenant.id, h.body).await.unwrap().len(), 4);
    })
    .await;
}

#[tokio::test]
async fn rules_order_an_agenda_only_by_a_press_and_one_press_undoes_it() {
    on_both(features, async |t| {
        let h = hall(&t, |_| {}).await;
        let next = next_meeting(&t, &h).await;
        let c = t.coordinator().await;
        let mut tx = t.tx().await;
        for (kind, title, minutes) in [
            ("procedural", "Avaus", None),
            ("information", "Tiedoksi", Some(5)),
            ("resolution", "Lyhyt päätös", Some(10)),
            ("resolution", "Pitkä päätös", Some(40)),
            ("procedural", "Päättäminen", None),
        ] {
            let new = NewItem { kind: kind.into(), title: Local::fi(title), minutes, ..NewItem::default() };
            agenda::create(&mut tx, next, new).await.unwrap();
        }
        tx.commit().await.unwrap();
        let titles = async || -> Vec<String> {
            let all = agenda::items(t.app.db(), t.tenant.id, next).await.unwrap();
            all.into_iter().map(|i| i.title.0.fi).collect()
        };
        let before = titles().await;
        let path = format!("/fi/meetings/{next}/agenda/rules");
        let member = t.sign_in(h.people[1].id).await;
        assert_eq!(member.get(&path).await.status, 403);
        assert_eq!(t.nobody().get(&path).await.status, 303);
        let shown = c.get(&format!("{path}?by1=kind&by2=long&by3=kind&by4=nonsense")).await.text;
        assert!(shown.contains("asian ”Pitkä päätös” jälkeen: kesto on lyhyempi"), "{shown}");
        assert!(shown.contains("vakiokohta listan alussa") && shown.contains("vakiokohta listan lopussa"));
        assert_eq!(titles().await, before, "a preview changes nothing");
        let ids: Vec<String> = shown
            .split("name=\"id\" value=\"")
            .skip(1)
            .map(|rest| rest.split_once('"').unwrap().0.to_owned())
            .collect();
        let key = once();
        let mut fields = vec![("once", key.as_str()), ("by1", "kind"), ("by2", "long")];
        let first = fields.clone();
        assert_eq!(c.post(&path, &first).await.status, 409, "not what was shown");
        fields.extend(ids.iter().map(|id| ("id", id.as_str())));
        assert_eq!(member.post(&path, &fields).await.status, 403);
        assert_eq!(c.post(&path, &fields).await.status, 303);
        assert_eq!(titles().await, ["Avaus", "Pitkä päätös", "Lyhyt päätös", "Tiedoksi", "Päättäminen"]);
        assert!(c.get(&path).await.text.contains("Kumoa järjestys"));
        let undo = format!("{path}/undo");
        assert_eq!(c.post(&undo, &[("once", &once())]).await.status, 303);
        assert_eq!(titles().await, before);
        assert_eq!(c.post(&undo, &[("once", &once())]).await.status, 409, "there is nothing to undo");
        let gone = format!("/fi/meetings/{}/agenda/rules", Uuid::new_v4());
        assert_eq!(c.get(&gone).await.status, 404);
    })
    .await;
}
