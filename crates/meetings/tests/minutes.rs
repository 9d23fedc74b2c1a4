//! The record: generated and written parts, approval, publication, reopening, excerpts.
#![allow(clippy::unwrap_used, reason = "tests fail where they stand")]

mod common;

use common::{Hall, features, hall, once};
use kit::{Fact, FactKind, Publicity, Subject, Who};
use meetings::minutes::{self, Press};
use page::Ask;
use record::{decisions, documents};
use testkit::{Client, TestApp, on_both};

/// A meeting that was held: three items, the last one secret, with an outcome each.
async fn held(t: &TestApp, h: &Hall) -> Client {
    let mut tx = t.tx().await;
    let before = h.item(t, 2).await;
    let secret = meetings::agenda::Item {
        publicity: "secret".into(),
        ground: "JulkL 24 § 1 mom. 20 k".into(),
        title: store::Json(kit::Local::fi("Yrityksen liikesalaisuus")),
        ..before.clone()
    };
    meetings::agenda::update(&mut tx, &before, secret).await.unwrap();
    tx.commit().await.unwrap();
    let c = h.open(t).await;
    h.decide(&c, 0, "agreed", "Linjattiin esityksen mukaan.").await;
    h.decide(&c, 1, "noted", "").await;
    let last = [("version", "2"), ("outcome", "agreed"), ("text", "Salainen linjaus.")];
    assert_eq!(h.act(&c, 2, "outcome", &last).await.status, 303);
    let ended = c.post(&h.path("session/end"), &[("once", &once()), ("ended", "11.05")]).await;
    assert_eq!(ended.status, 303, "{}", ended.text);
    c
}

async fn step(c: &Client, h: &Hall, what: &str, fields: &[(&str, &str)]) -> testkit::Reply {
    let page = c.get(&h.path("record")).await;
    let version = page.field("version").unwrap_or_default();
    let key = once();
    let all = [&[("once", key.as_str()), ("version", version.as_str())], fields].concat();
    c.post(&h.path(&format!("record/{what}")), &all).await
}

async fn published(c: &Client, h: &Hall) {
    let done = step(c, h, "approve", &[("by", "Kokous"), ("day", "13.10.2021")]).await;
    assert_eq!(done.status, 303, "{}", done.text);
    let done = step(c, h, "publish", &[]).await;
    assert_eq!(done.status, 303, "{}", done.text);
}

#[tokio::test]
async fn the_draft_is_seen_by_the_body_and_the_record_by_all_once_it_is_published() {
    on_both(features, async |t| {
        let h = hall(&t, |_| {}).await;
        let c = held(&t, &h).await;
        let path = h.path("record");
        assert_eq!(t.nobody().get(&path).await.status, 404);
        assert_eq!(t.admin().await.get(&path).await.status, 404);
        let draft = t.sign_in(h.people[1].id).await.get(&path).await;
        assert_eq!(draft.status, 200);
        for words in [
            "Muistio: Kuntajohtajakokous",
            "§ 1",
            "Linjattiin esityksen mukaan.",
            "9.02–11.05",
            "Yrityksen liikesalaisuus",
        ] {
            assert!(draft.text.contains(words), "{words} in {}", draft.text);
        }
        assert!(!draft.text.contains("record/approve"), "a member approves nothing");
        published(&c, &h).await;
        for lang in ["fi", "sv", "en"] {
            let page = t.nobody().get(&path.replace("/fi/", &format!("/{lang}/"))).await;
            assert_eq!(page.status, 200);
            assert!(page.text.contains("§ 3") && page.text.contains("JulkL 24 §"), "{}", page.text);
            for hidden in ["liikesalaisuus", "Salainen", "record/reopen", "Esitys 3"] {
                assert!(!page.text.contains(hidden), "{hidden}");
            }
            assert_eq!(page.text.matches("<h1").count(), 1);
        }
        let made = decisions::of_meeting(t.app.db(), t.tenant.id, h.meeting).await.unwrap();
        assert!(made.iter().all(|d| d.published));
        assert_eq!(t.at_host("keski-suomi.localhost").get(&path).await.status, 404);
        let closed = meetings::meetings::get(t.app.db(), t.tenant.id, h.meeting).await.unwrap().unwrap();
        assert_eq!((closed.state.as_str(), closed.record_state.as_str()), ("closed", "published"));
    })
    .await;
}

#[tokio::test]
async fn written_parts_stay_while_the_rest_is_generated_anew() {
    on_both(features, async |t| {
        let h = hall(&t, |_| {}).await;
        let c = held(&t, &h).await;
        let path = h.path("record/parts/closing");
        assert_eq!(t.sign_in(h.people[0].id).await.get(&path).await.status, 403, "the chair writes nothing");
        assert_eq!(c.get(&path).await.status, 200);
        assert_eq!(c.get(&h.path("record/parts/nothing")).await.status, 404);
        let first =
            [("once", &*once()), ("version", "0"), ("html", "Etäyhteys toimi hyvin.\n\n- yksi\n- kaksi")];
        assert_eq!(c.post(&path, &first).await.status, 303);
        assert_eq!(c.post(&path, &first).await.status, 409, "a doubled form");
        let stale = [("once", &*once()), ("version", "0"), ("html", "Toisen sanat.")];
        let stale = c.post(&path, &stale).await;
        assert_eq!(stale.status, 409);
        assert!(stale.text.contains("Toisen sanat.") && stale.text.contains("Etäyhteys toimi hyvin."));
        let item = h.path(&format!("record/parts/item-{}", h.items[0]));
        let inside =
            [("once", &*once()), ("version", "0"), ("html", "<p>Käytiin keskustelu.</p><script>x</script>")];
        assert_eq!(c.post(&item, &inside).await.status, 303);
        // The text of the outcome changes in the session: the written parts stand.
        let fields = [("text", "Linjattiin toisin."), ("version", "2")];
        assert_eq!(c.post(&h.at(0, "text"), &fields).await.status, 200);
        let page = c.get(&h.path("record")).await;
        for words in ["Linjattiin toisin.", "Etäyhteys toimi hyvin.", "<li>yksi</li>", "Käytiin keskustelu."]
        {
            assert!(page.text.contains(words), "{words}");
        }
        assert!(!page.text.contains("<script>x"));
        published(&c, &h).await;
        let late = [("once", &*once()), ("version", "1"), ("html", "Myöhässä.")];
        assert_eq!(c.post(&path, &late).await.status, 409, "what is published cannot be changed");
        assert_eq!(c.post(&h.at(0, "text"), &[("text", "x"), ("version", "3")]).await.status, 409);
    })
    .await;
}

#[tokio::test]
async fn approval_needs_its_name_and_day_and_the_right_person() {
    on_both(features, async |t| {
        let h = hall(&t, |b| b.approval = "chair".into()).await;
        let c = held(&t, &h).await;
        assert_eq!(step(&c, &h, "publish", &[]).await.status, 409, "not approved yet");
        for (fields, problem) in [
            (vec![("day", "13.10.2021")], "Tämä tieto tarvitaan."),
            (vec![("by", "Laura Lahti"), ("day", "14.10.2021")], "tulevaisuudessa"),
            (vec![("by", "Laura Lahti"), ("day", "12.10.2021")], "ennen kokousta"),
            (vec![("by", "Laura Lahti"), ("day", "31.2.2021")], "ei ole kalenterissa"),
        ] {
            let refused = step(&c, &h, "approve", &fields).await;
            assert_eq!(refused.status, 422);
            assert!(refused.text.contains(problem), "{problem}");
        }
        let member = t.sign_in(h.people[1].id).await;
        let fields = [("by", "Minä"), ("day", "13.10.2021")];
        assert_eq!(step(&member, &h, "approve", &fields).await.status, 403);
        let chair = t.sign_in(h.people[0].id).await;
        let stale = [("once", &*once()), ("version", "1"), fields[0], fields[1]];
        assert_eq!(chair.post(&h.path("record/approve"), &stale).await.status, 409);
        assert_eq!(step(&chair, &h, "approve", &fields).await.status, 303);
        assert_eq!(step(&chair, &h, "publish", &[]).await.status, 403);
        assert_eq!(step(&c, &h, "approve", &fields).await.status, 409, "twice");
        assert_eq!(step(&c, &h, "publish", &[]).await.status, 303);
    })
    .await;
}

#[tokio::test]
async fn a_reopened_record_keeps_its_old_version_with_the_reason() {
    on_both(features, async |t| {
        let h = hall(&t, |_| {}).await;
        let c = held(&t, &h).await;
        published(&c, &h).await;
        assert_eq!(step(&c, &h, "reopen", &[]).await.status, 422, "a reason is needed");
        let member = t.sign_in(h.people[1].id).await;
        assert_eq!(step(&member, &h, "reopen", &[("reason", "x")]).await.status, 403);
        assert_eq!(step(&c, &h, "reopen", &[("reason", "kirjoitusvirhe")]).await.status, 303);
        let made = decisions::of_meeting(t.app.db(), t.tenant.id, h.meeting).await.unwrap();
        assert!(made.iter().all(|d| !d.published));
        let page = t.nobody().get(&h.path("record")).await;
        assert!(page.text.contains("Tätä korjataan parhaillaan"), "{}", page.text);
        let version = h.item(&t, 0).await.version.to_string();
        let fields = [("text", "Korjattu linjaus."), ("version", version.as_str())];
        assert_eq!(c.post(&h.at(0, "text"), &fields).await.status, 200);
        assert!(!t.nobody().get(&h.path("record")).await.text.contains("Korjattu linjaus."));
        published(&c, &h).await;
        let page = t.nobody().get(&h.path("record")).await;
        assert!(page.text.contains("Korjattu linjaus.") && page.text.contains("kirjoitusvirhe"));
        let old = t.nobody().get(&h.path("record/versions/1")).await;
        assert_eq!(old.status, 200);
        assert!(old.text.contains("Linjattiin esityksen mukaan.") && old.text.contains("kirjoitusvirhe"));
        assert_eq!(t.nobody().get(&h.path("record/versions/9")).await.status, 404);
        let bad = [("reason", "henkilötietoja"), ("withdraw", "1")];
        assert_eq!(step(&c, &h, "reopen", &bad).await.status, 303);
        assert_eq!(t.nobody().get(&h.path("record/versions/2")).await.status, 404, "withdrawn");
        assert_eq!(c.get(&h.path("record/versions/2")).await.status, 200, "who writes sees it");
        let page = t.nobody().get(&h.path("record")).await;
        assert!(
            page.text.contains("Linjattiin esityksen mukaan.") && !page.text.contains("Korjattu linjaus.")
        );
    })
    .await;
}

#[tokio::test]
async fn an_excerpt_holds_one_item_and_hides_what_is_not_public() {
    on_both(features, async |t| {
        let h = hall(&t, |_| {}).await;
        let c = held(&t, &h).await;
        assert_eq!(t.nobody().get(&h.at(0, "excerpt")).await.status, 404);
        published(&c, &h).await;
        let page = t.nobody().get(&h.at(0, "excerpt")).await;
        assert_eq!(page.status, 200);
        assert!(page.text.contains("Ote: Muistio") && page.text.contains("Asia 1"));
        assert!(!page.text.contains("Asia 2"));
        let secret = t.nobody().get(&h.at(2, "excerpt")).await;
        assert!(
            secret.text.contains("JulkL 24 §") && !secret.text.contains("liikesalaisuus"),
            "{}",
            secret.text
        );
        assert!(c.get(&h.at(2, "excerpt")).await.text.contains("Salainen linjaus."));
        let nowhere = h.path(&format!("items/{}/excerpt", uuid::Uuid::new_v4()));
        assert_eq!(t.nobody().get(&nowhere).await.status, 404);
    })
    .await;
}

#[tokio::test]
async fn the_record_comes_as_word_file_and_as_pdf_where_there_is_a_press() {
    on_both(features, async |t| {
        let h = hall(&t, |_| {}).await;
        let c = held(&t, &h).await;
        let docx = c.get(&h.path("record.docx")).await;
        assert_eq!((docx.status, &docx.bytes[..2]), (200, &b"PK"[..]));
        assert!(docx.headers["content-disposition"].to_str().unwrap().contains("muistio-2021-10-13.docx"));
        let none = c.get(&h.path("record.pdf")).await;
        assert_eq!(none.status, 409);
        assert!(none.text.contains("Lataa Word-tiedosto"));
        assert_eq!(t.nobody().get(&h.path("record.docx")).await.status, 404);
    })
    .await;
    let with_press = TestApp::start_with(features, None, |b| {
        b.part(Press::new(|d| Ok(format!("%PDF {} {}", d.title, d.blocks.len()).into_bytes())))
    });
    let t = with_press.await;
    let h = hall(&t, |_| {}).await;
    let c = held(&t, &h).await;
    assert!(c.get(&h.path("record.pdf?lang=sv")).await.text.starts_with("%PDF Promemoria"));
    published(&c, &h).await;
    let public = t.nobody().get(&h.path("record.pdf")).await;
    assert_eq!((public.status, public.headers["content-type"].to_str().unwrap()), (200, "application/pdf"));
    let kept = documents::of(t.app.db(), t.tenant.id, "meeting", h.meeting).await.unwrap();
    assert_eq!(kept.len(), 1);
    assert!(kept[0].released && kept[0].kind == "record");
    let bytes = t.app.files().get(kept[0].sha.as_deref().unwrap()).await.unwrap();
    assert_eq!(bytes, public.bytes, "served as it was printed");
    assert!(t.nobody().get(&h.at(0, "excerpt.pdf")).await.text.starts_with("%PDF Ote"));
    let bad = [("reason", "henkilötietoja"), ("withdraw", "1")];
    assert_eq!(step(&c, &h, "reopen", &bad).await.status, 303);
    let kept = documents::of(t.app.db(), t.tenant.id, "meeting", h.meeting).await.unwrap();
    assert!(!kept[0].released);
}

#[tokio::test]
async fn a_published_record_is_a_fact_and_can_be_found() {
    on_both(features, async |t| {
        let h = hall(&t, |_| {}).await;
        let c = held(&t, &h).await;
        let who = Who::Nobody;
        let ask = Ask::new(t.tenant.id, &who);
        let span = (jiff::civil::date(2021, 1, 1), jiff::civil::date(2021, 12, 31));
        let body = Subject::new("body", h.body);
        let none = minutes::facts(&t.app, ask, &body, span).await.unwrap();
        assert!(none.is_empty());
        published(&c, &h).await;
        let facts: Vec<Fact> = minutes::facts(&t.app, ask, &body, span).await.unwrap();
        assert_eq!(facts.len(), 1);
        assert!(
            matches!(facts[0].core, FactKind::Document { .. }) && facts[0].publicity == Publicity::Public
        );
        let versions = minutes::versions(t.app.db(), t.tenant.id, h.meeting).await.unwrap();
        let subject = Subject::new("record_version", versions[0].id);
        let found = minutes::search(&t.app, t.tenant.id, &subject).await.unwrap().unwrap();
        assert_eq!(found.len(), 3);
        assert!(
            found[0].body.contains("Linjattiin esityksen mukaan.") && !found[0].body.contains("Salainen")
        );
        assert_eq!(found[0].numbers, ["§ 1", "§ 2", "§ 3"]);
        assert_eq!(found[0].audience, ["public"]);
        step(&c, &h, "reopen", &[("reason", "virhe")]).await;
        let gone = minutes::search(&t.app, t.tenant.id, &subject).await.unwrap().unwrap();
        assert!(gone.is_empty());
        let other = Subject::new("meeting", h.meeting);
        assert!(minutes::search(&t.app, t.tenant.id, &other).await.unwrap().is_none());
    })
    .await;
}

#[tokio::test]
async fn the_demo_writes_attendance_and_a_published_memo() {
    on_both(features, async |t| {
        let h = hall(&t, |_| {}).await;
        let c = h.open(&t).await;
        for n in 0..3 {
            h.decide(&c, n, "noted", "").await;
        }
        c.post(&h.path("session/end"), &[("once", &once()), ("ended", "11.05")]).await;
        let mut tx = t.tx().await;
        let memo = minutes::Memo {
            approved_by: "Puheenjohtaja".into(),
            approved_at: t.app.now(),
            published_at: t.app.now(),
            written: "<p>Etäyhteys toimi.</p>".into(),
        };
        minutes::demo_memo(&t.app, &t.tenant, &mut tx, h.meeting, &memo).await.unwrap();
        let next = common::next_meeting_in(&mut tx, &h).await;
        let marks = [
            meetings::session::Mark { person: h.people[0].id, mode: "on_site".into(), ..Default::default() },
            meetings::session::Mark { person: h.people[2].id, mode: "excused".into(), ..Default::default() },
        ];
        meetings::session::demo_attendance(&mut tx, &next, &marks).await.unwrap();
        tx.commit().await.unwrap();
        let page = t.nobody().get(&h.path("record")).await;
        assert_eq!(page.status, 200);
        assert!(page.text.contains("Etäyhteys toimi.") && page.text.contains("Hyväksynyt Puheenjohtaja"));
        let people = meetings::session::room::people(t.app.db(), t.tenant.id, next.id).await.unwrap();
        let states: Vec<_> = people.iter().map(|p| (p.name.as_str(), p.state.as_str())).collect();
        assert!(
            states.contains(&("Laura Lahti", "present")) && states.contains(&("Aino Asikkala", "excused"))
        );
        assert_eq!(states.len(), 2);
    })
    .await;
}

#[tokio::test]
async fn the_next_meeting_approves_the_record_that_came_up_on_its_agenda() {
    on_both(features, async |t| {
        let h = hall(&t, |_| {}).await;
        held(&t, &h).await;
        let mut tx = t.tx().await;
        let next = common::next_meeting_in(&mut tx, &h).await;
        let new = meetings::agenda::NewItem { record_of: Some(h.meeting), ..Default::default() };
        let item = meetings::agenda::create(&mut tx, next.id, new).await.unwrap();
        tx.commit().await.unwrap();
        let state = async |t: &TestApp| {
            let m = meetings::meetings::get(t.app.db(), t.tenant.id, h.meeting).await.unwrap().unwrap();
            m.record_state
        };
        let settle = async |kind: assembly::OutcomeKind| {
            let outcome = assembly::Outcome {
                kind,
                text: "<p>Hyväksyttiin.</p>".into(),
                reason: String::new(),
                returns: None,
            };
            let mut tx = t.tx().await;
            let item = meetings::agenda::get(tx.conn(), t.tenant.id, item.id).await.unwrap().unwrap();
            let made = meetings::session::outcome::settle(&mut tx, &item, &outcome, false).await;
            (tx, made.unwrap().unwrap())
        };
        let (tx, _) = settle(assembly::OutcomeKind::Discussed).await;
        drop(tx);
        let (tx, decision) = settle(assembly::OutcomeKind::Agreed).await;
        assert_eq!(decision.printed, "§ 4");
        tx.commit().await.unwrap();
        assert_eq!(state(&t).await, "approved");
        let page = t.coordinator().await.get(&h.path("record")).await;
        assert!(page.text.contains("Kuntajohtajakokous 10.11.2021 § 4"), "{}", page.text);
        let mut tx = t.tx().await;
        let before = meetings::meetings::get(tx.conn(), t.tenant.id, next.id).await.unwrap().unwrap();
        meetings::meetings::set_state(&mut tx, &before, assembly::MeetingState::InSession).await.unwrap();
        tx.commit().await.unwrap();
        let path = format!("/fi/meetings/{}/items/{}/undo", next.id, item.id);
        assert_eq!(t.coordinator().await.post(&path, &[("once", &once())]).await.status, 303);
        assert_eq!(state(&t).await, "draft");
    })
    .await;
}
