use kit::{Local, Publicity, Role};
use record::actions::{self, Action, NewAction, Owner};
use testkit::{Client, TestApp, on_both};
use uuid::Uuid;

use crate::common::{decided, decision, features};

pub async fn asked(t: &TestApp, body: Option<Uuid>, places: &[&str]) -> Action {
    let mut ids = Vec::new();
    for place in places {
        ids.push(t.municipality(place).await.id);
    }
    let mut tx = t.tx().await;
    let new = NewAction {
        matter: None,
        decision: None,
        meeting: None,
        item: None,
        body,
        text: Local::fi("Nimeä edustaja"),
        owner: Owner::Municipalities(ids),
        due: Some(jiff::civil::date(2021, 9, 30)),
        publicity: Publicity::Public,
        source: String::new(),
        example: false,
    };
    let action = actions::create(&mut tx, new).await.unwrap();
    tx.commit().await.unwrap();
    action
}

pub async fn states(t: &TestApp, action: Uuid) -> Vec<actions::ActionState> {
    actions::states(t.app.db(), t.tenant.id, action).await.unwrap()
}

fn fields<'a>(
    code: &str,
    state: &'a str,
    note: &'a str,
    version: &'a str,
    was: &'a str,
) -> Vec<(String, &'a str)> {
    vec![
        (format!("state-{code}"), state),
        (format!("note-{code}"), note),
        (format!("evidence-{code}"), ""),
        (format!("version-{code}"), version),
        (format!("was-{code}"), was),
    ]
}

async fn say(client: &Client, action: Uuid, all: &[(String, &str)]) -> testkit::Reply {
    let once = Uuid::new_v4().to_string();
    let mut pairs: Vec<(&str, &str)> = all.iter().map(|(n, v)| (n.as_str(), *v)).collect();
    pairs.push(("once", &once));
    client.post(&format!("/fi/actions/{action}/states"), &pairs).await
}

#[tokio::test]
async fn the_matrix_shows_every_municipality_with_a_sign_and_its_word() {
    on_both(features, async |t| {
        let a = asked(&t, None, &["asikkala", "sysma"]).await;
        let page = t.nobody().get("/fi/actions").await;
        assert_eq!(page.status, 200, "{}", page.text);
        for words in [
            "Asikkala: ei vastausta",
            "Sysmä: ei vastausta",
            "<span>Lahti</span>",
            "ei pyydetty",
            "myöhässä",
            "määräaika 30.9.2021",
            "ei koske kuntaa",
        ] {
            assert!(page.text.contains(words), "{words} in {}", page.text);
        }
        let filtered = |query: &'static str| {
            let t = &t;
            async move { t.nobody().get(&format!("/fi/actions?{query}")).await.text.contains("Nimeä edustaja") }
        };
        for query in ["municipality=sysma", "state=no_answer", "due=late", "municipality=sysma&state=no_answer"] {
            assert!(filtered(query).await, "{query}");
        }
        for query in ["municipality=lahti", "state=done", "due=soon", "due=none", "matter=00000000-0000-0000-0000-000000000001"] {
            assert!(!filtered(query).await, "{query}");
        }
        assert!(t.nobody().get("/en/actions").await.text.contains("Sysmä: no answer"));
        assert_eq!(t.at_host("keski-suomi.localhost").get(&format!("/fi/actions/{}", a.id)).await.status, 404);
    })
    .await;
}

#[tokio::test]
async fn a_municipality_says_for_itself_and_the_coordinator_for_all() {
    on_both(features, async |t| {
        let body = t.body("kj").await;
        let a = asked(&t, Some(body.id), &["asikkala", "sysma", "lahti"]).await;
        let was = "no_answer||";
        let done = fields("781", "done", "Nimetty", "1", was);
        assert_eq!(say(&t.nobody(), a.id, &done).await.status, 403);
        let lahti = t.municipality("lahti").await;
        let wrong = t.with_role(Role::Official, None, Some(lahti.id)).await;
        assert_eq!(say(&wrong, a.id, &done).await.status, 403);
        assert_eq!(say(&t.admin().await, a.id, &done).await.status, 403);
        assert!(states(&t, a.id).await.iter().all(|s| s.state == "no_answer"), "nothing was half-saved");
        let sysma = t.municipality("sysma").await;
        let right = t.with_role(Role::Official, None, Some(sysma.id)).await;
        let form = right.get(&format!("/fi/actions/{}", a.id)).await;
        assert!(form.text.contains("name=\"state-781\"") && !form.text.contains("name=\"state-398\""));
        let saved = say(&right, a.id, &done).await;
        assert_eq!(saved.status, 303, "{}", saved.text);
        let page = t.nobody().get(&format!("/fi/actions/{}", a.id)).await.text;
        assert!(
            page.contains("Nimetty") && page.contains("official ") && page.contains("13.10.2021"),
            "{page}"
        );
        assert!(page.contains("Vastaus puuttuu: Asikkala, Lahti."), "{page}");

        let coordinator = t.coordinator().await;
        let mut several = fields("016", "under_way", "", "1", was);
        several.extend(fields("398", "hindered", "Ei ehdokasta", "1", was));
        several.extend(fields("781", "done", "Nimetty", "1", was));
        assert_eq!(say(&coordinator, a.id, &several).await.status, 303);
        let all = states(&t, a.id).await;
        assert_eq!(all.iter().filter(|s| s.version == 2).count(), 3, "what stands already is left alone");
        let page = coordinator.get(&format!("/fi/actions/{}", a.id)).await.text;
        assert!(page.contains("Lahti: este · Ei ehdokasta"), "{page}");

        let late = say(&coordinator, a.id, &fields("781", "hindered", "", "1", was)).await;
        assert_eq!(late.status, 409);
        assert!(late.text.contains("Nimetty") && late.text.contains("este"), "{}", late.text);
        let refused = say(&coordinator, a.id, &fields("781", "maybe", "typed words", "2", "x")).await;
        assert_eq!(refused.status, 422);
        assert!(refused.text.contains("typed words"), "{}", refused.text);
    })
    .await;
}

#[tokio::test]
async fn what_an_unpublished_decision_caused_is_not_public_yet() {
    on_both(features, async |t| {
        let body = t.body("kj").await;
        let mut new = decision(Some(body.id), "Luonnos");
        new.published = false;
        let d = decided(&t, new).await;
        let sysma = t.municipality("sysma").await;
        let mut tx = t.tx().await;
        let new = NewAction {
            matter: None,
            decision: Some(d.id),
            meeting: None,
            item: None,
            body: Some(body.id),
            text: Local::fi("Vielä piilossa"),
            owner: Owner::Municipalities(vec![sysma.id]),
            due: None,
            publicity: Publicity::Public,
            source: String::new(),
            example: false,
        };
        let a = actions::create(&mut tx, new).await.unwrap();
        tx.commit().await.unwrap();
        let path = format!("/fi/actions/{}", a.id);
        assert_eq!(t.nobody().get(&path).await.status, 404);
        for list in ["/fi/actions", "/fi/actions.csv"] {
            assert!(!t.nobody().get(list).await.text.contains("Vielä piilossa"));
        }
        let own = t.with_role(Role::Official, None, Some(sysma.id)).await;
        assert_eq!(own.get(&path).await.status, 200, "who was asked sees it");
        let member = t.with_role(Role::Member, Some(body.id), None).await;
        assert_eq!(member.get(&path).await.status, 200);
        let after = record::decisions::Decision { published: true, ..d.clone() };
        let mut tx = t.tx().await;
        record::decisions::update(&mut tx, &d, after).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(t.nobody().get(&path).await.status, 200);
    })
    .await;
}

#[tokio::test]
async fn those_who_sit_for_a_missing_municipality_get_one_letter() {
    on_both(features, async |t| {
        let body = t.body("kj").await;
        let a = asked(&t, Some(body.id), &["asikkala", "sysma"]).await;
        let sysma = t.municipality("sysma").await.id;
        let lahti = t.municipality("lahti").await.id;
        t.seat(body.id, "member", Some(sysma), "Sysmän johtaja").await;
        t.seat(body.id, "member", Some(lahti), "Lahden johtaja").await;
        let path = format!("/fi/actions/{}/remind", a.id);
        let once = [("once", "0190163d-8694-739b-aea5-966c26f8ad97")];
        assert_eq!(t.nobody().post(&path, &once).await.status, 403);
        let member = t.with_role(Role::Member, Some(body.id), None).await;
        assert_eq!(member.post(&path, &once).await.status, 403);
        let secretary = t.with_role(Role::Secretary, Some(body.id), None).await;
        let done = secretary.post(&path, &once).await;
        assert!(done.location().ends_with("?reminded=1"), "{} {}", done.status, done.text);
        assert!(secretary.get(done.location()).await.text.contains("lähetettiin yhdelle henkilölle"));
        let letters = store::outbox::about(t.app.db(), t.tenant.id, "action", a.id).await.unwrap();
        assert_eq!(letters.len(), 1);
        assert_eq!(letters[0].to_name, "Sysmän johtaja");
        assert!(letters[0].subject.contains("Nimeä edustaja"));
        assert!(letters[0].body.0.text.contains(&format!("http://localhost/fi/actions/{}", a.id)));
        assert_eq!(secretary.post(&path, &once).await.status, 409, "the same form twice");
    })
    .await;
}
