use jiff::civil::date;
use kit::Role;
use record::actions::{self, Owner};
use testkit::{Client, Reply, on_both};
use uuid::Uuid;

use crate::common::{action, desk, features, submit};

/// Presses the button of the page of many, with the versions that it showed.
async fn act(client: &Client, ids: &[Uuid], more: &[(&str, &str)]) -> Reply {
    let query: Vec<String> = ids.iter().map(|id| format!("row={id}")).collect();
    let page = client.get(&format!("/fi/actions/many?{}", query.join("&"))).await.text;
    let mut fields: Vec<(String, String)> = Vec::new();
    for id in ids {
        fields.push(("row".into(), id.to_string()));
        let mark = format!("name=\"version-{id}\" value=\"");
        let version = page.split(&mark).nth(1).and_then(|r| r.split('"').next()).unwrap_or("?");
        fields.push((format!("version-{id}"), version.to_owned()));
    }
    let mut all: Vec<(&str, &str)> = fields.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect();
    all.extend_from_slice(more);
    submit(client, "/fi/actions/many", &all).await
}

#[tokio::test]
async fn many_are_done_at_once_and_one_press_restores_exactly_what_stood() {
    on_both(features, async |t| {
        let body = t.body("kuntajohtajakokous").await;
        let (sysma, hartola) = (t.municipality("sysma").await, t.municipality("hartola").await);
        let doer = t.person("Tekijä").await;
        let due = Some(date(2021, 10, 12));
        let owner = Owner::Municipalities(vec![sysma.id, hartola.id]);
        let one = action(&t, &body, "Nimeä edustaja", owner, due).await;
        let two = action(&t, &body, "Pyydä tarjous", Owner::Person(doer.id), due).await;
        let before = (
            actions::states(t.app.db(), t.tenant.id, one.id).await.unwrap(),
            actions::get(t.app.db(), t.tenant.id, two.id).await.unwrap().unwrap(),
        );
        let coordinator = t.coordinator().await;
        let done = act(&coordinator, &[one.id, two.id], &[("what", "done")]).await;
        assert_eq!(done.status, 303, "{}", done.text);
        let page = coordinator.get(done.location()).await.text;
        assert!(page.contains("2 toimenpidettä merkittiin tehdyiksi") && page.contains("Kumoa"), "{page}");
        let states = actions::states(t.app.db(), t.tenant.id, one.id).await.unwrap();
        assert!(states.iter().all(|s| s.state == "done"));
        assert!(!desk(&coordinator).await.contains("Nimeä edustaja"), "the desk is true at once");

        let undo = format!("{}/undo", done.location());
        let stranger = t.coordinator().await;
        assert_eq!(submit(&stranger, &undo, &[]).await.status, 404, "one's own acts only");
        assert_eq!(submit(&coordinator, &undo, &[]).await.status, 303);
        let after = (
            actions::states(t.app.db(), t.tenant.id, one.id).await.unwrap(),
            actions::get(t.app.db(), t.tenant.id, two.id).await.unwrap().unwrap(),
        );
        for old in &before.0 {
            let new = after.0.iter().find(|s| s.id == old.id).unwrap();
            assert_eq!(
                (&new.state, &new.note, &new.by_name, new.by_person, new.at),
                (&old.state, &old.note, &old.by_name, old.by_person, old.at)
            );
        }
        assert_eq!((after.1.due, after.1.closed_at, &after.1.owner), (before.1.due, None, &before.1.owner));
        assert!(desk(&coordinator).await.contains("Nimeä edustaja"));
        assert_eq!(submit(&coordinator, &undo, &[]).await.status, 303, "twice does no harm");
    })
    .await;
}

#[tokio::test]
async fn undo_says_what_was_changed_since_and_changes_nothing() {
    on_both(features, async |t| {
        let body = t.body("kuntajohtajakokous").await;
        let (a, b) = (t.person("Anna").await, t.person("Bertta").await);
        let one = action(&t, &body, "Ensimmäinen", Owner::Person(a.id), Some(date(2021, 11, 1))).await;
        let two = action(&t, &body, "Toinen", Owner::Person(a.id), None).await;
        let coordinator = t.coordinator().await;
        let moved = act(&coordinator, &[one.id, two.id], &[("what", "due"), ("due", "1.12.2021")]).await;
        assert_eq!(moved.status, 303, "{}", moved.text);
        let other = t.coordinator().await;
        let id = b.id.to_string();
        let changed = act(&other, &[two.id], &[("what", "owner"), ("owner", &id)]).await;
        assert_eq!(changed.status, 303, "{}", changed.text);
        let refused = submit(&coordinator, &format!("{}/undo", moved.location()), &[]).await;
        assert_eq!(refused.status, 409);
        assert!(
            refused.text.contains("Kumota ei voitu") && refused.text.contains("Toinen"),
            "{}",
            refused.text
        );
        let stands = actions::get(t.app.db(), t.tenant.id, one.id).await.unwrap().unwrap();
        assert_eq!(stands.due.map(|d| d.0), Some(date(2021, 12, 1)), "all or nothing");
    })
    .await;
}

#[tokio::test]
async fn what_cannot_be_done_to_all_is_done_to_none() {
    on_both(features, async |t| {
        let body = t.body("kuntajohtajakokous").await;
        let sysma = t.municipality("sysma").await;
        let a = t.person("Anna").await;
        let own = action(&t, &body, "Oma", Owner::Person(a.id), None).await;
        let asked = action(&t, &body, "Kunnilta", Owner::Municipalities(vec![sysma.id]), None).await;
        let coordinator = t.coordinator().await;
        let id = a.id.to_string();
        let wrong = act(&coordinator, &[own.id, asked.id], &[("what", "owner"), ("owner", &id)]).await;
        assert_eq!(wrong.status, 422);
        assert!(wrong.text.contains("osoitettu kunnille"), "{}", wrong.text);
        assert_eq!(act(&coordinator, &[own.id], &[("what", "due"), ("due", "31.2.2021")]).await.status, 422);
        assert_eq!(act(&coordinator, &[own.id], &[]).await.status, 422);
        assert_eq!(act(&coordinator, &[], &[("what", "done")]).await.status, 422);
        assert_eq!(act(&coordinator, &[Uuid::from_u128(7)], &[("what", "done")]).await.status, 404);
        // The doer may close the own one; a member of the body neither.
        let doer = t.sign_in(a.id).await;
        assert_eq!(act(&doer, &[own.id], &[("what", "done")]).await.status, 303);
        let member = t.with_role(Role::Member, Some(body.id), None).await;
        assert_eq!(act(&member, &[asked.id], &[("what", "done")]).await.status, 403);
        // What was shown is stale now: nothing is done.
        let row = own.id.to_string();
        let version = format!("version-{}", own.id);
        let fields = [("row", row.as_str()), (version.as_str(), "1"), ("what", "due"), ("due", "1.12.2021")];
        assert_eq!(submit(&coordinator, "/fi/actions/many", &fields).await.status, 409);
    })
    .await;
}
