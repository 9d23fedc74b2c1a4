use jiff::civil::date;
use kit::Role;
use record::actions::Owner;
use testkit::on_both;
use uuid::Uuid;

use crate::common::{action, desk, features, meeting, submit};

async fn hand_over(client: &testkit::Client, substitute: Uuid, (from, to): (&str, &str)) -> testkit::Reply {
    let id = substitute.to_string();
    submit(
        client,
        "/fi/offices/handover",
        &[("substitute", &id), ("from", from), ("to", to), ("note", "Vuosiloma")],
    )
    .await
}

#[tokio::test]
async fn all_offices_go_to_the_substitute_on_their_day_and_come_back_by_themselves() {
    on_both(features, async |t| {
        let body = t.body("kuntaturva").await;
        let holder = t.seat(body.id, "secretary", None, "Sihteeri Saari").await;
        let substitute = t.person("Sijainen Salo").await;
        let (own, other) = (t.sign_in(holder.id).await, t.sign_in(substitute.id).await);
        assert_eq!(hand_over(&own, substitute.id, ("20.10.2021", "22.10.2021")).await.status, 303);
        action(&t, &body, "Tee pohja", Owner::Person(holder.id), Some(date(2021, 10, 29))).await;

        // Before: nothing has changed.
        let id = meeting(&own, &body, "27.10.2021").await;
        let path = format!("/fi/meetings/{id}/edit");
        assert_eq!((own.get(&path).await.status, other.get(&path).await.status), (200, 403));
        assert!(!desk(&other).await.contains("Tee pohja"));

        // In between: the substitute does what the office allows; the holder reads and does not act.
        t.set_now("2021-10-20T06:00:00Z");
        let (own, other) = (t.sign_in(holder.id).await, t.sign_in(substitute.id).await);
        assert_eq!((own.get(&path).await.status, other.get(&path).await.status), (403, 200));
        let page = desk(&other).await;
        assert!(page.contains("Hoidat sijaisena") && page.contains("Sihteeri Saari"), "{page}");
        assert!(page.contains("Tee: Tee pohja"), "the holder's own actions too: {page}");
        let page = desk(&own).await;
        assert!(page.contains("Tehtäviäsi hoitaa Sijainen Salo 22.10.2021 asti"), "{page}");
        assert!(!page.contains("Tee pohja"), "{page}");
        let shown = t.nobody().get("/fi/bodies/kuntaturva").await.text;
        assert!(shown.contains("Sijainen Salo (sijainen, paikka: Sihteeri Saari)"), "{shown}");

        // After: as before, and the history tells who had them when.
        t.set_now("2021-10-23T06:00:00Z");
        let (own, other) = (t.sign_in(holder.id).await, t.sign_in(substitute.id).await);
        assert_eq!((own.get(&path).await.status, other.get(&path).await.status), (200, 403));
        let page = own.get("/fi/offices/handover").await.text;
        assert!(
            page.contains("Sihteeri Saari → Sijainen Salo") && page.contains("20.10.2021–22.10.2021"),
            "{page}"
        );
        assert!(page.contains("päättynyt") && page.contains("Vuosiloma"), "{page}");
    })
    .await;
}

#[tokio::test]
async fn the_coordinators_role_goes_too_but_not_the_administrators() {
    on_both(features, async |t| {
        let holder = t.person("Koordinaattori Kivi").await;
        let mut tx = t.tx().await;
        for role in [Role::Coordinator, Role::Admin] {
            people::persons::grant(&mut tx, holder.id, role, None, None, date(2020, 1, 1)).await.unwrap();
        }
        tx.commit().await.unwrap();
        let substitute = t.person("Sijainen Salo").await;
        let (own, other) = (t.sign_in(holder.id).await, t.sign_in(substitute.id).await);
        assert_eq!(hand_over(&own, substitute.id, ("13.10.2021", "14.10.2021")).await.status, 303);
        let who = people::persons::who(t.app.db(), t.tenant.id, substitute.id, t.app.today()).await.unwrap();
        assert!(who.has(Role::Coordinator) && !who.has(Role::Admin));
        let who = people::persons::who(t.app.db(), t.tenant.id, holder.id, t.app.today()).await.unwrap();
        assert!(!who.has(Role::Coordinator) && who.has(Role::Admin));
        assert_eq!(other.get("/fi/matters/new").await.status, 200);

        // Taken back at once, by the holder only.
        let rows = people::handovers::list(t.app.db(), t.tenant.id, None).await.unwrap();
        let back = format!("/fi/offices/handover/{}/back", rows[0].id);
        assert_eq!(submit(&t.with_role(Role::Member, None, None).await, &back, &[]).await.status, 404);
        assert_eq!(submit(&own, &back, &[]).await.status, 303);
        let who = people::persons::who(t.app.db(), t.tenant.id, holder.id, t.app.today()).await.unwrap();
        assert!(who.has(Role::Coordinator));
        assert_eq!(other.get("/fi/matters/new").await.status, 403);
        assert!(own.get("/fi/offices/handover").await.text.contains("otettu takaisin"));
    })
    .await;
}

#[tokio::test]
async fn a_wrong_handover_is_drawn_again_with_its_reason() {
    on_both(features, async |t| {
        let (one, two) = (t.person("Yksi").await, t.person("Kaksi").await);
        let own = t.sign_in(one.id).await;
        for (substitute, from, to, words) in [
            (two.id, "12.10.2021", "14.10.2021", "Ensimmäinen päivä on mennyt"),
            (two.id, "14.10.2021", "13.10.2021", "Loppu on ennen alkua"),
            (one.id, "14.10.2021", "15.10.2021", "joku muu kuin"),
            (Uuid::from_u128(7), "14.10.2021", "15.10.2021", "problem"),
        ] {
            let reply = hand_over(&own, substitute, (from, to)).await;
            assert_eq!(reply.status, 422, "{}", reply.text);
            assert!(words == "problem" || reply.text.contains(words), "{words}: {}", reply.text);
            assert!(reply.text.contains("Vuosiloma"), "what was typed stays: {}", reply.text);
        }
        assert_eq!(hand_over(&own, two.id, ("14.10.2021", "15.10.2021")).await.status, 303);
        let twice = hand_over(&own, two.id, ("15.10.2021", "16.10.2021")).await;
        assert!(twice.text.contains("on jo luovutettu näinä päivinä"), "{}", twice.text);
        // Nobody hands over another's offices but who keeps the register.
        let (a, b) = (one.id.to_string(), two.id.to_string());
        let fields =
            [("person", a.as_str()), ("substitute", b.as_str()), ("from", "1.11.2021"), ("to", "2.11.2021")];
        let stranger = t.with_role(Role::Member, None, None).await;
        assert_eq!(submit(&stranger, "/fi/offices/handover", &fields).await.status, 403);
        assert_eq!(submit(&t.coordinator().await, "/fi/offices/handover", &fields).await.status, 303);
        let nobody = t.nobody().get("/fi/offices/handover").await;
        assert_eq!(nobody.location(), "/fi/login?next=%2Foffices%2Fhandover");
    })
    .await;
}

#[tokio::test]
async fn the_workload_shows_the_groups_secretary_with_mandate_and_term() {
    on_both(features, async |t| {
        let body = t.body("kuntaturva").await;
        let holder = t.seat(body.id, "secretary", None, "Sihteeri Saari").await;
        let own = t.sign_in(holder.id).await;
        let fields = [
            ("text_fi", "Laatia turvallisuuspolitiikan mallipohja"),
            ("set_by", "Kuntajohtajakokous"),
            ("from", "1.1.2021"),
            ("to", "31.12.2021"),
        ];
        let saved = submit(&own, "/fi/bodies/kuntaturva/mandate", &fields).await;
        assert_eq!(saved.status, 303, "{}", saved.text);
        let empty =
            submit(&own, "/fi/bodies/kuntaturva/mandate", &[("text_fi", ""), ("set_by", "Kuka")]).await;
        assert_eq!(empty.status, 422);
        assert!(empty.text.contains("Kuka"));
        let wrong =
            submit(&t.with_role(Role::Member, None, None).await, "/fi/bodies/kuntaturva/mandate", &fields)
                .await;
        assert_eq!(wrong.status, 403);

        action(&t, &body, "Tee pohja", Owner::Person(holder.id), Some(date(2021, 10, 1))).await;
        meeting(&own, &body, "27.10.2021").await;
        let page = own.get("/fi/desk/workload").await;
        assert_eq!(page.status, 200, "{}", page.text);
        for words in [
            "Sihteeri Saari",
            "1 avoin toimenpide",
            "1 valmisteltava kokous",
            "1.1.2021 – 31.12.2021",
            "Laatia turvallisuuspolitiikan mallipohja",
            "2 avointa työtä",
        ] {
            assert!(page.text.contains(words), "{words}: {}", page.text);
        }
        assert_eq!(
            t.with_role(Role::Member, Some(body.id), None).await.get("/fi/desk/workload").await.status,
            403
        );
        assert_eq!(t.admin().await.get("/fi/desk/workload").await.status, 403);
        t.body("toinen").await;
        assert!(!own.get("/fi/desk/workload").await.text.contains("/bodies/toinen"), "only what one keeps");
    })
    .await;
}
