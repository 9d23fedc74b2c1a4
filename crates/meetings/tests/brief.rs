//! The manager's brief: what it tells to whom, own notes that stay own, and an assistant's answer.
#![allow(clippy::unwrap_used, reason = "tests fail where they stand")]

mod common;

use common::{Hall, features, hall, once};
use jiff::civil::date;
use kit::{Event, Local, Publicity};
use meetings::agenda::{self, NewItem};
use meetings::meetings::{self as kept, Meeting};
use meetings::{brief, invitations};
use people::handovers::{self, NewHandover};
use people::persons;
use record::actions::{self, NewAction, Owner};
use sea_orm::{ConnectionTrait, Statement};
use store::{Json, Stamp};
use testkit::{TestApp, on_both};
use uuid::Uuid;

const SECRET: &str = "kuiskaus-pöllölle-7";
const LINK: &str = "https://etana.example.org/huone";

/// The hall with its call sent a while ago, a link, and Heikki of Hollola called to it.
async fn called(t: &TestApp) -> Hall {
    t.set_now("2021-10-01T06:00:00Z");
    let h = hall(t, |_| {}).await;
    common::answer(t, &h, 1, "").await;
    let mut tx = t.tx().await;
    let m = kept::get(tx.conn(), t.tenant.id, h.meeting).await.unwrap().unwrap();
    let end = kit::to_instant(date(2021, 10, 13).at(11, 0, 0, 0));
    let after = Meeting {
        called_at: Some(tx.stamp()),
        ends_at: Some(Stamp::from(end)),
        remote_link: LINK.into(),
        ..m.clone()
    };
    kept::update(&mut tx, &m, after).await.unwrap();
    tx.commit().await.unwrap();
    t.set_now("2021-10-12T06:00:00Z");
    h
}

#[tokio::test]
async fn the_brief_is_for_the_body_and_for_nobody_else() {
    on_both(features, async |t| {
        let h = called(&t).await;
        let path = h.path("brief");
        assert_eq!(t.nobody().get(&path).await.status, 303, "to the sign-in");
        assert_eq!(t.admin().await.get(&path).await.status, 403);
        assert_eq!(t.sign_in(t.person("Ulla Ulkopuolinen").await.id).await.get(&path).await.status, 403);
        let manager = t.sign_in(h.people[1].id).await;
        assert_eq!(manager.at("keski-suomi.localhost").get(&path).await.status, 404);
        for lang in ["fi", "sv", "en"] {
            let page = manager.get(&path.replace("/fi/", &format!("/{lang}/"))).await;
            assert_eq!(page.status, 200);
            assert!(page.text.contains(LINK) && page.text.contains("Asia 1"));
        }
        let chair = t.sign_in(h.people[0].id).await;
        assert!(!chair.get(&path).await.text.contains(LINK), "a seat without a call has no link");
        assert!(manager.get(&format!("/fi/meetings/{}", h.meeting)).await.text.contains("/brief\""));
        assert_eq!(manager.get("/fi/meetings/zzz/brief").await.status, 404);
    })
    .await;
}

#[tokio::test]
async fn it_says_what_is_asked_what_was_promised_and_what_changed_since_the_call() {
    on_both(features, async |t| {
        let h = called(&t).await;
        let manager = t.sign_in(h.people[1].id).await;
        let page = manager.get(&h.path("brief")).await.text;
        assert!(page.contains("Päätettävänä on 3 asiaa."), "{page}");
        assert!(page.contains("Mikään ei ole muuttunut kutsun jälkeen."));
        assert!(page.contains("Hollola: kaikki luvattu on tehty."));

        let c = t.coordinator().await;
        let asks = h.at(0, "asks");
        let (hollola, lahti) = (t.municipality("hollola").await.id, t.municipality("lahti").await.id);
        let town = hollola.to_string();
        let fields = [
            ("once", &*once()),
            ("version", "0"),
            ("text_fi", "Nimetkää edustaja."),
            ("due", "1.11.2021"),
            ("municipality", &*town),
        ]
        .map(|(a, b)| (a, b.to_owned()));
        let fields: Vec<(&str, &str)> = fields.iter().map(|(a, b)| (*a, b.as_str())).collect();
        assert_eq!(manager.post(&asks, &fields).await.status, 403, "the secretary's page");
        assert_eq!(c.post(&asks, &fields).await.status, 303);
        assert_eq!(c.post(&asks, &fields).await.status, 409, "the same form again");
        let wrong = c.post(&asks, &[("once", &once()), ("text_fi", "X"), ("due", "31.2.2021")]).await;
        assert_eq!(wrong.status, 422);
        assert!(wrong.text.contains("31.2.2021"), "what was typed stays");

        let mut tx = t.tx().await;
        let new = NewAction {
            matter: None,
            decision: None,
            meeting: None,
            item: None,
            body: Some(h.body),
            text: Local::fi("Lähetä kaavatiedot"),
            owner: Owner::Municipalities(vec![hollola, lahti]),
            due: Some(date(2021, 10, 2)),
            publicity: Publicity::Public,
            source: String::new(),
            example: false,
        };
        actions::create(&mut tx, new).await.unwrap();
        let item = agenda::get(tx.conn(), t.tenant.id, h.items[1]).await.unwrap().unwrap();
        let after = agenda::Item { proposal: "<p>Uusi esitys.</p>".into(), ..item.clone() };
        agenda::update(&mut tx, &item, after).await.unwrap();
        let late = NewItem {
            title: Local::fi("Kiireinen asia"),
            late_reason: Some("Päätös tuli eilen.".into()),
            ..NewItem::default()
        };
        agenda::create(&mut tx, h.meeting, late).await.unwrap();
        tx.commit().await.unwrap();

        let page = manager.get(&h.path("brief")).await.text;
        assert!(page.contains("Nimetkää edustaja.") && page.contains("Viimeistään 1.11.2021."));
        assert!(page.contains("Lähetä kaavatiedot") && page.contains("Piti olla valmis 2.10.2021."));
        assert!(page.contains("esitys (12.10.2021") && page.contains("lisätty listalle: Päätös tuli eilen."));
        let other = t.sign_in(h.people[2].id).await.get(&h.path("brief")).await.text;
        assert!(!other.contains("Nimetkää edustaja."), "it was asked of Hollola alone");
        assert!(!other.contains("Lähetä kaavatiedot"), "Asikkala promised nothing");
    })
    .await;
}

#[tokio::test]
async fn own_notes_are_kept_changed_and_compared_and_nobody_else_finds_them() {
    on_both(features, async |t| {
        let h = called(&t).await;
        let manager = t.sign_in(h.people[1].id).await;
        let path = format!("{}/{}", h.path("brief/notes"), h.items[0]);
        // As it saves itself: no one-time key, an answer with the version.
        let saved = manager.post(&path, &[("text", SECRET), ("version", "0")]).await;
        assert_eq!((saved.status, saved.text.as_str()), (200, "{\"version\":1}"));
        // As a form: back to the item, with the mark.
        let form = [
            ("once", once()),
            ("text", SECRET.to_owned()),
            ("version", "1".into()),
            ("mark", "oppose".into()),
        ];
        let form: Vec<(&str, &str)> = form.iter().map(|(a, b)| (*a, b.as_str())).collect();
        assert_eq!(manager.post(&path, &form).await.status, 303);
        let page = manager.get(&h.path("brief")).await.text;
        assert!(page.contains(SECRET) && page.contains("value=\"oppose\" selected"));
        let stale = manager.post(&path, &[("text", "toinen laite"), ("version", "1")]).await;
        assert_eq!(stale.status, 409);
        assert!(stale.text.contains(SECRET) && stale.text.contains("toinen laite"), "both are shown");
        let bad = manager.post(&path, &[("text", "x"), ("version", "2"), ("mark", "hurraa")]).await;
        assert_eq!(bad.status, 400);
        assert_eq!(manager.post(&path, &[("text", &"å".repeat(20_001)), ("version", "2")]).await.status, 413);
        let foreign = format!("{}/{}", h.path("brief/notes"), Uuid::new_v4());
        assert_eq!(manager.post(&foreign, &[("text", "x")]).await.status, 404);
        assert_eq!(t.admin().await.post(&path, &[("text", "x")]).await.status, 403);
        assert_eq!(t.nobody().post(&path, &[("text", "x")]).await.status, 403);

        for other in [t.coordinator().await, t.sign_in(h.people[0].id).await, t.sign_in(h.people[2].id).await]
        {
            for page in ["brief", "brief.zip", "agenda", "call", "session", "record", ""] {
                let answer = other.get(h.path(page).trim_end_matches('/')).await;
                assert!(!answer.text.contains(SECRET), "{page}");
            }
        }
        let told = "SELECT count(*) AS n FROM audit_value WHERE value LIKE '%kuiskaus%'";
        let db = t.app.db();
        let asked = Statement::from_string(db.get_database_backend(), told);
        let n: i64 = db.query_one_raw(asked).await.unwrap().unwrap().try_get("", "n").unwrap();
        assert_eq!(n, 0, "the trail does not know the words");

        let mut tx = t.tx().await;
        tx.emit(&Event::ErasePerson { person: h.people[1].id }).await.unwrap();
        tx.commit_quietly().await.unwrap();
        assert!(!manager.get(&h.path("brief")).await.text.contains(SECRET), "who is erased leaves no note");
    })
    .await;
}

#[tokio::test]
async fn an_assistant_answers_for_the_manager_and_is_named_and_sees_no_notes() {
    on_both(features, async |t| {
        let h = called(&t).await;
        let manager = h.people[1].id;
        let own = t.sign_in(manager).await;
        let note = format!("{}/{}", h.path("brief/notes"), h.meeting);
        own.post(&note, &[("text", SECRET), ("version", "0")]).await;
        let helper = t.person("Avustaja").await;
        let mut tx = t.tx().await;
        persons::appoint_assistant(&mut tx, helper.id, manager, date(2021, 1, 1)).await.unwrap();
        tx.commit().await.unwrap();
        let assistant = t.sign_in(helper.id).await;
        let answer = h.path("brief/answer");
        let alone = assistant.post(&answer, &[("once", &once()), ("answer", "remote")]).await;
        assert_eq!(alone.status, 403, "on nobody's behalf there is no call to answer");
        let whom = manager.to_string();
        assert_eq!(assistant.post("/fi/profile/acting", &[("acting", &whom)]).await.status, 303);
        let page = assistant.get(&h.path("brief")).await.text;
        assert!(page.contains("Mitä pyydetään: Hollola") && page.contains("Heikki Hollola"), "{page}");
        assert!(!page.contains(SECRET), "the manager's notes are the manager's");
        let wrong = assistant.post(&answer, &[("once", &once()), ("answer", "deputy")]).await;
        assert_eq!(wrong.status, 422, "a deputy has a name");
        assert_eq!(assistant.post(&answer, &[("once", &once()), ("answer", "remote")]).await.status, 303);
        let i =
            invitations::of_person_to(t.app.db(), t.tenant.id, manager, h.meeting).await.unwrap().unwrap();
        assert_eq!((i.answer.as_str(), i.answered_via.as_str()), ("remote", "assistant"));
        for page in [own.get(&h.path("brief")).await, t.coordinator().await.get(&h.path("call")).await] {
            assert!(page.text.contains("avustajan antama"), "{}", page.text);
        }
        t.set_now("2021-10-13T12:00:00Z");
        let assistant = t.sign_in(helper.id).await;
        assistant.post("/fi/profile/acting", &[("acting", &whom)]).await;
        let late = assistant.post(&answer, &[("once", &once()), ("answer", "absent")]).await;
        assert_eq!(late.status, 409, "the meeting is over");
    })
    .await;
}

#[tokio::test]
async fn the_whole_meeting_is_one_file_without_what_is_secret() {
    on_both(features, async |t| {
        let h = called(&t).await;
        let mut tx = t.tx().await;
        let item = agenda::get(tx.conn(), t.tenant.id, h.items[2]).await.unwrap().unwrap();
        let after = agenda::Item {
            publicity: "secret".into(),
            ground: "JulkL 24 §".into(),
            title: Json(Local::fi("Salainen kohta")),
            ..item.clone()
        };
        agenda::update(&mut tx, &item, after).await.unwrap();
        tx.commit().await.unwrap();
        let c = t.coordinator().await;
        let file = ("file", "liite.txt", "Kolme vaihtoehtoa tuulivoimalle.".as_bytes());
        let fields = [("once", &*once()), ("title", "Vaihtoehdot"), ("late_reason", "Valmistui nyt.")]
            .map(|(a, b)| (a, b.to_owned()));
        let fields: Vec<(&str, &str)> = fields.iter().map(|(a, b)| (*a, b.as_str())).collect();
        assert_eq!(c.upload(&h.at(0, "attach"), &fields, file).await.status, 303);

        let manager = t.sign_in(h.people[1].id).await;
        let page = manager.get(&h.path("brief")).await.text;
        assert!(page.contains("Kolme vaihtoehtoa tuulivoimalle."), "an attachment opens where it stands");
        assert!(page.contains("uusi liite: Vaihtoehdot"), "{page}");
        assert!(page.contains("Salainen kohta") && page.contains("Salassa pidettävät asiat eivät ole"));
        let zip = manager.get(&h.path("brief.zip")).await;
        assert_eq!((zip.status, &zip.bytes[..2]), (200, b"PK".as_slice()));
        let mut zip = zip::ZipArchive::new(std::io::Cursor::new(zip.bytes.to_vec())).unwrap();
        let names: Vec<String> = zip.file_names().map(|n| n.unwrap().into_owned()).collect();
        assert!(names.iter().any(|n| n == "01-asia-1/1-liite.txt"), "{names:?}");
        let mut text = String::new();
        std::io::Read::read_to_string(&mut zip.by_name("esityslista.html").unwrap(), &mut text).unwrap();
        assert!(text.contains("Asia 1") && !text.contains("Salainen kohta"));
        assert_eq!(manager.get(&h.path("brief.pdf")).await.status, 409, "no printer stands here");
        for path in ["brief.zip", "brief.pdf"] {
            assert_eq!(t.admin().await.get(&h.path(path)).await.status, 403);
            assert_eq!(t.nobody().get(&h.path(path)).await.status, 303);
        }
        let all = record::documents::of(t.app.db(), t.tenant.id, "item", h.items[0]).await.unwrap();
        let read = h.path(&format!("brief/files/{}", all[0].id));
        assert!(manager.get(&read).await.text.contains("Kolme vaihtoehtoa"));
        assert_eq!(t.admin().await.get(&read).await.status, 403);
        let found = brief::asks::of(t.app.db(), t.tenant.id, h.items.clone()).await.unwrap();
        assert!(found.is_empty());
    })
    .await;
}

#[tokio::test]
async fn a_substitute_answers_the_call_that_went_to_the_holder_and_it_says_so() {
    on_both(features, async |t| {
        let h = called(&t).await;
        let manager = h.people[1].id;
        let other = t.person("Sirpa Sijainen").await;
        let client = t.sign_in(other.id).await;
        let answer = h.path("brief/answer");
        let send = [("once", &*once()), ("answer", "remote")].map(|(a, b)| (a, b.to_owned()));
        let send: Vec<(&str, &str)> = send.iter().map(|(a, b)| (*a, b.as_str())).collect();
        assert_eq!(client.post(&answer, &send).await.status, 403, "no substitute yet");
        let mut tx = t.tx().await;
        let new = NewHandover {
            person: manager,
            substitute: other.id,
            from: date(2021, 10, 1),
            to: date(2021, 10, 31),
            note: String::new(),
        };
        handovers::create(&mut tx, new).await.unwrap();
        tx.commit().await.unwrap();
        let client = t.sign_in(other.id).await;
        let page = client.get(&h.path("brief")).await.text;
        assert!(page.contains("Vastaat sijaisena: Heikki Hollola"), "{page}");
        assert_eq!(client.post(&answer, &send).await.status, 303);
        let i =
            invitations::of_person_to(t.app.db(), t.tenant.id, manager, h.meeting).await.unwrap().unwrap();
        assert_eq!((i.answer.as_str(), i.answered_via.as_str()), ("remote", "substitute"));
        for page in [client.get(&h.path("brief")).await, t.coordinator().await.get(&h.path("call")).await] {
            assert!(page.text.contains("sijaisen antama"), "{}", page.text);
        }
    })
    .await;
}
