//! Members pasted from a sheet: understood, confirmed, and saved whole or not at all.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test may stop")]

use page::Feature;
use people::{bodies, persons};
use testkit::{Client, Reply, TestApp, on_both};

fn features() -> Vec<Feature> {
    vec![people::feature(), signin::feature(), setup::feature()]
}

const SHEET: &str = "Nimi\tKunta\tRooli\tSähköposti\tPuh.\r\n\
    Aino Aalto\tLahti\tpuheenjohtaja\taino@lahti.example.fi\t040 123 4567\r\n\
    Bo Berg\tSysmän kunta\t\tBO@sysma.example.fi\t\r\n\
    \r\n\
    Cecilia Ceder\tHeinola\tjäsen\t\t\r\n";

async fn seated(t: &TestApp) -> usize {
    bodies::all_members(t.app.db(), t.tenant.id).await.unwrap().len()
}

/// Sends the page of confirmation as it stands, with `step` and changes.
async fn confirm(client: &Client, page: &Reply, text: &str, changes: &[(&str, &str)]) -> Reply {
    let mut fields: Vec<(String, String)> = vec![("text".into(), text.into())];
    for (at, part) in page.text.split("<select id=\"f-col").skip(1).enumerate() {
        let chosen = part.split(" selected").next().unwrap().rsplit("value=\"").next().unwrap();
        fields.push((format!("col{at}"), chosen.split('"').next().unwrap().to_owned()));
    }
    if page.text.contains("name=\"headed\" value=\"1\" checked") {
        fields.push(("headed".into(), "1".into()));
    }
    for name in ["body", "from", "once"] {
        fields.push((name.into(), page.field(name).unwrap_or_default()));
    }
    fields.retain(|(n, _)| !changes.iter().any(|(c, _)| c == n));
    fields.extend(changes.iter().map(|(n, v)| ((*n).to_owned(), (*v).to_owned())));
    let fields: Vec<(&str, &str)> = fields.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
    client.post("/fi/admin/paste", &fields).await
}

#[tokio::test]
async fn pasted_rows_are_shown_first_and_then_saved_whole() {
    on_both(features, async |t| {
        let body = t.body("kuntajohtajakokous").await;
        let coordinator = t.coordinator().await;
        let page = coordinator.get("/fi/admin/paste?body=kuntajohtajakokous").await;
        assert!(page.text.contains("value=\"kuntajohtajakokous\" selected"));
        let fields = [("body", "kuntajohtajakokous"), ("text", SHEET), ("from", "1.6.2021")];
        let shown = coordinator.post("/fi/admin/paste", &fields).await;
        assert_eq!(shown.status, 200, "{}", shown.text);
        assert!(shown.text.contains("lisää henkilöitä 3 ja paikkoja 3"), "{}", shown.text);
        assert_eq!(seated(&t).await, 0, "nothing is saved by looking");
        let done = confirm(&coordinator, &shown, SHEET, &[("step", "save")]).await;
        assert_eq!((done.status, done.location()), (303, "/fi/bodies/kuntajohtajakokous"), "{}", done.text);
        let seats = bodies::seats_on(t.app.db(), t.tenant.id, body.id, t.app.today()).await.unwrap();
        let mut told: Vec<_> = seats
            .iter()
            .map(|s| (s.person.as_ref().unwrap().name.clone(), s.membership.role.clone()))
            .collect();
        told.sort();
        assert_eq!(told[0], ("Aino Aalto".to_owned(), "chair".to_owned()));
        assert_eq!(told[1], ("Bo Berg".to_owned(), "member".to_owned()));
        let sysma = t.municipality("sysma").await;
        assert!(seats.iter().any(|s| s.membership.municipality == Some(sysma.id)), "Sysmän kunta is Sysmä");
        let bo = persons::by_email(t.app.db(), t.tenant.id, "bo@sysma.example.fi").await.unwrap();
        assert_eq!(bo.unwrap().name, "Bo Berg");
        // The same rows again: known people who sit there already.
        let again = coordinator.post("/fi/admin/paste", &fields).await;
        assert!(again.text.contains("lisää henkilöitä 0 ja paikkoja 0"), "{}", again.text);
        assert!(again.text.contains("on jo jäsen"));
        let twice = confirm(&coordinator, &shown, SHEET, &[("step", "save")]).await;
        assert_eq!(twice.status, 409, "the same form twice");
        assert_eq!(seated(&t).await, 3);
    })
    .await;
}

#[tokio::test]
async fn one_faulty_row_holds_all_back_and_is_named_by_its_number() {
    on_both(features, async |t| {
        t.body("ryhma").await;
        t.person("Olli Olemassa").await;
        let coordinator = t.coordinator().await;
        let sheet = format!(
            "{SHEET}Dan Dahl\tTampere\tjäsen\tdan@x.example.fi\t\nEero Eloranta\tLahti\tkuningas\teero@x.example.fi\t\n\
             Fanni Falk\tLahti\tjäsen\tfanni.x.fi\t\nGun Grön\tLahti\tjäsen\taino@lahti.example.fi\t\n\
             Hilja Helmi\tLahti\tjäsen\tolli-olemassa@example.org\t\n\tLahti\tjäsen\tx@x.example.fi\t\n"
        );
        let shown = coordinator.post("/fi/admin/paste", &[("body", "ryhma"), ("text", &sheet)]).await;
        for words in [
            "Rivi 6: kuntaa Tampere ei ole",
            "Rivi 7: roolia kuningas ei tunneta",
            "Rivi 8: ”fanni.x.fi” ei ole",
            "Rivi 9: sama osoite kahdella nimellä",
            "Rivi 10: osoite on jo toisella",
            "Rivi 11: nimi puuttuu",
        ] {
            assert!(shown.text.contains(words), "{words}: {}", shown.text);
        }
        assert!(!shown.text.contains("value=\"save\""), "there is nothing to press");
        let people = persons::list(t.app.db(), t.tenant.id).await.unwrap().len();
        let forced = confirm(&coordinator, &shown, &sheet, &[("step", "save")]).await;
        assert_eq!(forced.status, 422);
        assert_eq!(seated(&t).await, 0);
        assert_eq!(persons::list(t.app.db(), t.tenant.id).await.unwrap().len(), people);
        // A column that is not taken has no faults.
        let without = confirm(&coordinator, &shown, &sheet, &[("step", "check"), ("col2", "skip")]).await;
        assert!(!without.text.contains("kuningas ei tunneta"));
    })
    .await;
}

#[tokio::test]
async fn what_is_no_table_of_people_is_told() {
    on_both(features, async |t| {
        let admin = t.admin().await;
        for (text, words) in [
            ("", "Taulukko on tyhjä"),
            (" \n \t \n", "Taulukko on tyhjä"),
            (&"x\n".repeat(2_001), "yli 2 000"),
            (&"x\t".repeat(60), "yli 40"),
        ] {
            let reply = admin.post("/fi/admin/paste", &[("text", text)]).await;
            assert_eq!(reply.status, 422);
            assert!(reply.text.contains(words), "{words}");
        }
        let nameless = admin.post("/fi/admin/paste", &[("text", "a@x.fi\t0401234567\nb@x.fi\t")]).await;
        assert!(nameless.text.contains("Valitse sarake, jossa nimi on."), "{}", nameless.text);
        let strange = admin.post("/fi/admin/paste", &[("text", "Aino Aalto"), ("body", "olematon")]).await;
        assert_eq!(strange.status, 422);
        // Contacts only: no seat, and what is known already is not overwritten.
        let sheet = "Nimi\tNimike\nAino <b>Aalto</b>\tjohtaja";
        let shown = admin.post("/fi/admin/paste", &[("text", sheet)]).await;
        assert!(shown.text.contains("Aino &#60;b&#62;Aalto") || shown.text.contains("Aino &lt;b&gt;Aalto"));
        let done = confirm(&admin, &shown, sheet, &[("step", "save")]).await;
        assert_eq!((done.status, done.location()), (303, "/fi/people"));
        let other = t.at_host("keski-suomi.localhost").get("/fi/admin/paste").await;
        assert_eq!(other.status, 303);
    })
    .await;
}
