use meetings::agenda;
use testkit::{TestApp, on_both};
use uuid::Uuid;

use crate::kit_::*;

async fn titles(t: &TestApp, meeting: Uuid) -> Vec<String> {
    let items = agenda::items(t.app.db(), t.tenant.id, meeting).await.unwrap();
    items.into_iter().map(|i| i.title.0.fi).collect()
}

#[tokio::test]
async fn standing_items_come_from_the_template_and_then_from_the_last_meeting() {
    on_both(features, async |t| {
        let body = t.body("kuntajohtajakokous").await;
        let coordinator = t.coordinator().await;
        let first = meeting(&coordinator, &body).await;
        item(&coordinator, first, &[("title_fi", "Tuulivoima"), ("presenter", "edunvalvontajohtaja")]).await;
        let path = format!("/fi/meetings/{first}/agenda/template");
        assert_eq!(press(&coordinator, &path).await.status, 303);
        assert_eq!(press(&coordinator, &path).await.status, 303, "a second time adds nothing");
        let wanted = [
            "Kokouksen avaus ja läsnäolijat",
            "Edellisen kokouksen muistio",
            "Tuulivoima",
            "Kuntien kierros",
            "Muut asiat",
            "Seuraava kokous",
            "Kokouksen päättäminen",
        ];
        assert_eq!(titles(&t, first).await, wanted);
        let next = press(&coordinator, &format!("/fi/meetings/{first}/next")).await;
        assert_eq!(next.status, 303, "{}", next.text);
        let next = id_in(next.location());
        assert_eq!(
            titles(&t, next).await,
            wanted.iter().filter(|w| **w != "Tuulivoima").copied().collect::<Vec<_>>()
        );
        let made = stored(&t, next).await;
        assert_eq!((made.state.as_str(), made.place.0.fi.as_str()), ("draft", "Liitto, Lahti"));
        let page = coordinator.get(&format!("/fi/meetings/{next}/agenda")).await;
        assert_eq!(page.status, 200);
    })
    .await;
}

#[tokio::test]
async fn items_move_by_buttons_by_drag_to_the_next_meeting_and_back_after_removal() {
    on_both(features, async |t| {
        let body = t.body("kuntajohtajakokous").await;
        let coordinator = t.coordinator().await;
        let id = meeting(&coordinator, &body).await;
        let mut ids = Vec::new();
        for title in ["A", "B", "C"] {
            let made = item(&coordinator, id, &[("title_fi", title)]).await;
            ids.push(id_in(made.location().rsplit_once("#i-").unwrap().1).to_string());
        }
        assert_eq!(stored(&t, id).await.state, "draft");
        let at = |n: usize, what: &str| format!("/fi/meetings/{id}/items/{}/{what}", ids[n]);
        let once = || Uuid::new_v4().to_string();
        coordinator.post(&at(2, "move"), &[("to", "up"), ("once", &once())]).await;
        assert_eq!(titles(&t, id).await, ["A", "C", "B"]);
        let order = format!("/fi/meetings/{id}/agenda/order");
        let dragged = [("id", ids[1].as_str()), ("id", ids[0].as_str()), ("id", ids[2].as_str())];
        assert_eq!(coordinator.post(&order, &dragged).await.status, 204);
        assert_eq!(titles(&t, id).await, ["B", "A", "C"]);
        assert_eq!(
            coordinator.post(&order, &dragged[..2]).await.status,
            409,
            "an old order would hide an item"
        );
        press(&coordinator, &at(0, "remove")).await;
        assert_eq!(titles(&t, id).await, ["B", "C"]);
        assert_eq!(press(&coordinator, &at(0, "back")).await.status, 303);
        assert_eq!(titles(&t, id).await, ["B", "A", "C"]);
        let moved = press(&coordinator, &at(1, "next")).await;
        assert_eq!(moved.status, 303, "{}", moved.text);
        assert_eq!(titles(&t, id).await, ["A", "C"]);
        let from = agenda::get(t.app.db(), t.tenant.id, ids[1].parse().unwrap()).await.unwrap().unwrap();
        let to = agenda::get(t.app.db(), t.tenant.id, from.moved_to.unwrap()).await.unwrap().unwrap();
        assert_eq!((to.came_from, to.title.0.fi.as_str()), (Some(from.id), "B"));
        assert_ne!(to.meeting, id);
        assert_eq!(press(&coordinator, &at(1, "back")).await.status, 409);
        let stranger = t.person("Joku Muu").await;
        let stranger = t.sign_in(stranger.id).await;
        assert_eq!(press(&stranger, &at(0, "remove")).await.status, 403);
    })
    .await;
}

#[tokio::test]
async fn an_item_opens_its_matter_with_the_next_diary_number_and_refuses_what_is_wrong() {
    on_both(features, async |t| {
        let body = t.body("kuntajohtajakokous").await;
        let coordinator = t.coordinator().await;
        let id = meeting(&coordinator, &body).await;
        let opened = item(&coordinator, id, &[("matter", "new"), ("class", "10.02")]).await;
        assert_eq!(opened.status, 303, "{}", opened.text);
        let items = agenda::items(t.app.db(), t.tenant.id, id).await.unwrap();
        let matter = items[0].matter.unwrap();
        let matter = record::matters::get(t.app.db(), t.tenant.id, matter).await.unwrap().unwrap();
        assert_eq!(matter.diary_printed.as_deref(), Some("1/10.02/2021"));
        let wrong = [
            ("title_fi", ""),
            ("publicity", "secret"),
            ("presenter", "maakuntainsinööri"),
            ("visitor_name_1", "Kaavoittaja"),
            ("visitor_from_1", "10.00"),
            ("visitor_to_1", "9.40"),
            ("visitor_email_1", "ei osoite"),
        ];
        let reply = item(&coordinator, id, &wrong).await;
        assert_eq!(reply.status, 422);
        for kept in ["maakuntainsinööri", "Kaavoittaja", "ei osoite"] {
            assert!(reply.text.contains(kept), "{kept}");
        }
        assert!(reply.text.contains("Salassapidon peruste puuttuu"));
        let class = item(&coordinator, id, &[("matter", "new"), ("class", "kirje")]).await;
        assert_eq!(class.status, 422);
        assert_eq!(agenda::items(t.app.db(), t.tenant.id, id).await.unwrap().len(), 1);
        let page = coordinator.get(&format!("/fi/meetings/{id}/agenda")).await.text;
        assert!(
            page.contains("Esitys puuttuu") && page.contains("#f-proposal"),
            "the list of what is missing"
        );
    })
    .await;
}

#[tokio::test]
async fn an_attachment_is_served_after_the_call_and_never_with_a_secret_item() {
    on_both(features, async |t| {
        let body = t.body("kuntajohtajakokous").await;
        t.seat(body.id, "member", None, "A Jäsen").await;
        let coordinator = t.coordinator().await;
        let id = meeting(&coordinator, &body).await;
        let mut files = Vec::new();
        for (title, publicity, text) in [("Julkinen", "public", "luvut"), ("Salainen", "secret", "kohteet")] {
            let fields = [("title_fi", title), ("publicity", publicity), ("ground", "JulkL 24 §")];
            let made = item(&coordinator, id, &fields).await;
            let item = id_in(made.location().rsplit_once("#i-").unwrap().1);
            let path = format!("/fi/meetings/{id}/items/{item}/attach");
            let once = Uuid::new_v4().to_string();
            let file = ("file", "liite.txt", text.as_bytes());
            let attached = coordinator.upload(&path, &[("once", &once)], file).await;
            assert_eq!(attached.status, 303, "{}", attached.text);
            let wrong =
                coordinator.upload(&path, &[], ("file", "liite.txt", b"MZ\x90\x00\x03\x00\x00\x00")).await;
            assert_eq!(wrong.status, 415, "its content says what it is, not its name");
            let none = coordinator.upload(&path, &[("title", "Kartta")], ("file", "", b"")).await;
            assert_eq!(none.status, 422);
            assert!(none.text.contains("Kartta"));
            let all = record::documents::of(t.app.db(), t.tenant.id, "item", item).await.unwrap();
            files.push(format!("/files/{}/liite.txt", all[0].sha.as_ref().unwrap()));
        }
        let nobody = t.nobody();
        assert_eq!(nobody.get(&files[0]).await.status, 404, "the agenda is a draft");
        call(&coordinator, id).await;
        assert_eq!(nobody.get(&files[0]).await.status, 200);
        assert_eq!(nobody.get(&files[1]).await.status, 404);
        let link = link_of(&t, id, "A Jäsen").await;
        let by_link = nobody.get(&format!("{link}/agenda")).await.text;
        assert!(by_link.contains(&files[0]) && !by_link.contains(&files[1]) && !by_link.contains("Salainen"));
        assert!(nobody.get(&format!("/fi/meetings/{id}")).await.text.contains(&files[0]));
    })
    .await;
}
