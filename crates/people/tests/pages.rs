//! The pages of bodies, seats, turns and municipalities: nobody, the wrong role, the right role, and bad input.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "helpers of tests")]

use kit::{Role, Subject};
use page::Feature;
use people::bodies;
use testkit::{Client, Reply, on_both};

fn features() -> Vec<Feature> {
    vec![people::feature(), signin::feature()]
}

/// Opens a page and sends its form: what stands in it hidden, and these fields.
async fn send(client: &Client, page: &str, to: &str, fields: &[(&str, &str)]) -> Reply {
    let shown = client.get(page).await;
    assert_eq!(shown.status, 200, "{page}: {}", shown.text);
    let once = shown.field("once").expect("a form");
    let version = shown.field("version").unwrap_or_default();
    let mut all = vec![("once", once.as_str()), ("version", version.as_str())];
    all.extend_from_slice(fields);
    client.post(to, &all).await
}

const BODY: [(&str, &str); 9] = [
    ("name_fi", "Tuulivoimaryhmä"),
    ("kind", "working"),
    ("numbering", "plain"),
    ("period", "calendar_year"),
    ("quorum", "none"),
    ("approval", "next_meeting"),
    ("publicity", "public"),
    ("per_municipality", "1"),
    ("description_fi", "<p>Seuraa <b>työtä</b></p><script>x</script>"),
];

#[tokio::test]
async fn everybody_sees_bodies_with_their_seats_gaps_and_chair() {
    on_both(features, async |t| {
        let empty = t.nobody().get("/fi/bodies").await;
        assert_eq!(empty.status, 200);
        assert!(empty.text.contains("Toimielimiä ei ole vielä perustettu."));
        let body = t.body("kuntajohtajakokous").await;
        let sysma = t.municipality("sysma").await;
        t.seat(body.id, "member", Some(sysma.id), "Sysmän kunnanjohtaja").await;
        for lang in ["fi", "sv", "en"] {
            assert_eq!(t.nobody().get(&format!("/{lang}/bodies")).await.status, 200);
            assert_eq!(t.nobody().get(&format!("/{lang}/bodies/kuntajohtajakokous")).await.status, 200);
        }
        let list = t.nobody().get("/fi/bodies").await;
        assert!(list.text.contains("9 paikkaa tyhjänä"), "ten municipalities, one seat");
        let page = t.nobody().get("/fi/bodies/kuntajohtajakokous").await;
        assert!(page.text.contains("Sysmän kunnanjohtaja"));
        assert!(page.text.contains("alku ei tiedossa"), "nobody has told since when");
        assert_eq!(page.text.matches("ei edustajaa").count(), 9);
        assert!(!page.text.contains("/edit"));
        assert_eq!(t.nobody().get("/fi/bodies/no-such").await.status, 404);
        assert_eq!(t.at_host("keski-suomi.localhost").get("/fi/bodies/kuntajohtajakokous").await.status, 404);
    })
    .await;
}

#[tokio::test]
async fn only_who_coordinates_founds_bodies_and_only_who_keeps_them_changes_them() {
    on_both(features, async |t| {
        let body = t.body("kuntajohtajakokous").await;
        let other = t.body("toinen").await;
        let coordinator = t.coordinator().await;
        let secretary = t.with_role(Role::Secretary, Some(body.id), None).await;
        let member = t.sign_in(t.seat(body.id, "member", None, "Jäsen").await.id).await;
        assert_eq!(t.nobody().get("/fi/bodies/new").await.status, 303, "to the sign-in");
        for client in [&secretary, &member] {
            assert_eq!(client.get("/fi/bodies/new").await.status, 403);
            assert_eq!(client.post("/fi/bodies/new", &BODY).await.status, 403);
        }
        let pages = ["edit", "members", "chair"];
        for page in pages {
            let own = format!("/fi/bodies/{}/{page}", body.key);
            let foreign = format!("/fi/bodies/{}/{page}", other.key);
            assert_eq!(t.nobody().get(&own).await.status, 303);
            assert_eq!(member.get(&own).await.status, 403);
            assert_eq!(secretary.get(&own).await.status, 200);
            assert_eq!(secretary.get(&foreign).await.status, 403);
            assert_eq!(coordinator.get(&foreign).await.status, 200);
            assert_eq!(t.admin().await.get(&foreign).await.status, 200);
            let act = if page == "chair" { format!("{own}/turn") } else { own.clone() };
            assert_eq!(t.nobody().post(&act, &[]).await.status, 403);
            assert_eq!(member.post(&act, &[]).await.status, 403);
        }
        let mut fields = BODY.to_vec();
        fields.push(("key", "Tuulivoimaryhma"));
        let made = send(&coordinator, "/fi/bodies/new", "/fi/bodies/new", &fields).await;
        assert_eq!((made.status, made.location()), (303, "/fi/bodies/tuulivoimaryhma"), "{}", made.text);
        let page = t.nobody().get("/fi/bodies/tuulivoimaryhma").await.text;
        assert!(page.contains("Seuraa <strong>työtä</strong>") && !page.contains("<script>x"));
        let twice = send(&coordinator, "/fi/bodies/new", "/fi/bodies/new", &fields).await;
        assert_eq!(twice.status, 422);
        assert!(twice.text.contains("Tämän niminen osoite"));
        assert!(twice.text.contains("value=\"Tuulivoimaryhmä\""), "what was typed stays");
    })
    .await;
}

#[tokio::test]
async fn wrong_settings_are_told_at_their_fields_and_a_stale_form_shows_both_versions() {
    on_both(features, async |t| {
        let body = t.body("ryhma").await;
        let coordinator = t.coordinator().await;
        let edit = "/fi/bodies/ryhma/edit";
        let mut wrong = BODY.to_vec();
        wrong.retain(|(n, _)| *n != "name_fi" && *n != "kind" && *n != "quorum");
        wrong.extend([
            ("kind", "nonsense"),
            ("quorum", "count"),
            ("sectors", "valtio:kaksi"),
            ("name_fi", ""),
        ]);
        let refused = send(&coordinator, edit, edit, &wrong).await;
        assert_eq!(refused.status, 422);
        for field in ["name_fi", "kind", "quorum_count", "sectors"] {
            assert!(refused.text.contains(&format!("id=\"e-{field}\"")), "{field}");
        }
        assert!(refused.text.contains("valtio:kaksi"));
        let own = body.id.to_string();
        let mut loops = BODY.to_vec();
        loops.push(("parent", &own));
        assert_eq!(send(&coordinator, edit, edit, &loops).await.status, 422, "under itself");
        let mut right = BODY.to_vec();
        right.extend([("sectors", "valtio:2, kunnat:3-5"), ("active", "1"), ("members_known", "1")]);
        assert_eq!(send(&coordinator, edit, edit, &right).await.status, 303);
        let saved = bodies::by_key(t.app.db(), t.tenant.id, "ryhma").await.unwrap().unwrap();
        assert_eq!(
            (saved.seat_rule.as_str(), saved.version),
            ("one_per_municipality;valtio:2,kunnat:3-5", 2)
        );
        let page = t.nobody().get("/fi/bodies/ryhma").await.text;
        assert!(page.contains("valtio: liian vähän (0/2)"));
        let mut stale = right.clone();
        stale.extend([("version", "1"), ("once", "0192d1f0-0000-7000-8000-00000000000a")]);
        let conflict = coordinator.post(edit, &stale).await;
        assert_eq!(conflict.status, 409);
        assert!(conflict.text.contains("Joku toinen tallensi samaan aikaan"));
    })
    .await;
}

#[tokio::test]
async fn members_are_added_ended_and_replaced() {
    on_both(features, async |t| {
        let body = t.body("ryhma").await;
        let coordinator = t.coordinator().await;
        let sysma = t.municipality("sysma").await.id.to_string();
        let (anna, bo) = (t.person("Anna").await, t.person("Bo").await);
        let members = "/fi/bodies/ryhma/members";
        let anna_id = anna.id.to_string();
        let add = [
            ("person", anna_id.as_str()),
            ("role", "member"),
            ("municipality", &sysma),
            ("from", "kesällä 2021"),
        ];
        assert_eq!(send(&coordinator, members, members, &add).await.status, 303);
        let wrong = [("role", "king"), ("from", "31.2.2021"), ("to", "1.1.2020")];
        let refused = send(&coordinator, members, members, &wrong).await;
        assert_eq!(refused.status, 422);
        for field in ["person", "role", "from"] {
            assert!(refused.text.contains(&format!("id=\"e-{field}\"")), "{field}");
        }
        let backwards =
            [("person", anna_id.as_str()), ("role", "member"), ("from", "1.2.2021"), ("to", "1.1.2021")];
        assert_eq!(send(&coordinator, members, members, &backwards).await.status, 422);

        let seat = bodies::members(t.app.db(), t.tenant.id, body.id).await.unwrap().remove(0);
        let deputy = t.person("Varajäsen").await.id.to_string();
        let of = seat.id.to_string();
        let second = [("person", deputy.as_str()), ("role", "deputy"), ("deputy_of", &of)];
        assert_eq!(send(&coordinator, members, members, &second).await.status, 303);
        let one = format!("{members}/{}", seat.id);
        let bo_id = bo.id.to_string();
        assert_eq!(send(&coordinator, &one, &one, &[("last", "")]).await.status, 422);
        assert_eq!(send(&coordinator, &one, &one, &[("last", "1.1.2020")]).await.status, 422);
        let done = send(&coordinator, &one, &one, &[("last", "12.10.2021"), ("person", &bo_id)]).await;
        assert_eq!(done.status, 303, "{}", done.text);
        let now = bodies::seats_on(t.app.db(), t.tenant.id, body.id, t.app.today()).await.unwrap();
        let bos = now.iter().find(|s| s.person.as_ref().is_some_and(|p| p.id == bo.id)).expect("Bo sits");
        assert_eq!(bos.membership.municipality, seat.municipality);
        let follows = now.iter().find(|s| s.membership.role == "deputy").unwrap();
        assert_eq!(follows.membership.deputy_of, Some(bos.membership.id), "the deputy stays with the seat");
        assert!(!now.iter().any(|s| s.person.as_ref().is_some_and(|p| p.id == anna.id)));
        let page = t.nobody().get("/fi/bodies/ryhma").await.text;
        assert!(page.contains("1 päättynyt jäsenyys") && page.contains("kesä 2021"));
        assert_eq!(coordinator.get("/fi/bodies/ryhma/members/nonsense").await.status, 404);
        let other = t.body("toinen").await;
        assert_eq!(
            coordinator.get(&format!("/fi/bodies/{}/members/{}", other.key, seat.id)).await.status,
            404
        );
    })
    .await;
}

#[tokio::test]
async fn the_chair_rotates_as_agreed_and_what_is_not_agreed_is_told_so() {
    on_both(features, async |t| {
        t.body("foorumi").await;
        let coordinator = t.coordinator().await;
        let chair = "/fi/bodies/foorumi/chair";
        let id = async |slug: &str| t.municipality(slug).await.id.to_string();
        let (asikkala, sysma, lahti) = (id("asikkala").await, id("sysma").await, id("lahti").await);
        assert!(coordinator.get(chair).await.text.contains("Vuoroja ei ole sovittu"));
        let first = [("turn_municipality", asikkala.as_str()), ("turn_from", "2021"), ("turn_to", "")];
        assert_eq!(send(&coordinator, chair, &format!("{chair}/turn"), &first).await.status, 303);
        let page = t.nobody().get("/fi/bodies/foorumi").await.text;
        assert!(page.contains("Asikkala"));
        assert!(page.contains("Seuraavasta vuorosta ei ole sovittu."));
        let over = [("turn_municipality", sysma.as_str()), ("turn_from", "2019"), ("turn_to", "2020")];
        let refused = send(&coordinator, chair, &format!("{chair}/turn"), &over).await;
        assert_eq!(refused.status, 422, "it would begin before the first");
        let second =
            [("turn_municipality", sysma.as_str()), ("turn_from", "1.1.2022"), ("turn_to", "31.12.2022")];
        assert_eq!(send(&coordinator, chair, &format!("{chair}/turn"), &second).await.status, 303);
        assert!(t.nobody().get("/fi/bodies/foorumi").await.text.contains("Seuraava vuoro on kunnalla Sysmä"));

        let exception =
            [("over_municipality", lahti.as_str()), ("over_from", "1.10.2021"), ("over_to", "31.10.2021")];
        let without = send(&coordinator, chair, &format!("{chair}/override"), &exception).await;
        assert_eq!(without.status, 422, "a reason is needed");
        let mut with = exception.to_vec();
        with.push(("over_reason", "Asikkala on estynyt"));
        assert_eq!(send(&coordinator, chair, &format!("{chair}/override"), &with).await.status, 303);
        let page = t.nobody().get("/fi/bodies/foorumi").await.text;
        assert!(page.contains("poikkeuksellisesti Lahti") && page.contains("Asikkala on estynyt"));

        let body = bodies::by_key(t.app.db(), t.tenant.id, "foorumi").await.unwrap().unwrap();
        let turns = bodies::turns(t.app.db(), t.tenant.id, body.id).await.unwrap();
        let (one, other) = (turns[0].id.to_string(), turns[1].id.to_string());
        let same = [("swap_one", one.as_str()), ("swap_other", &one), ("swap_reason", "x")];
        assert_eq!(send(&coordinator, chair, &format!("{chair}/swap"), &same).await.status, 422);
        let swap =
            [("swap_one", one.as_str()), ("swap_other", &other), ("swap_reason", "Sovittu kokouksessa")];
        assert_eq!(send(&coordinator, chair, &format!("{chair}/swap"), &swap).await.status, 303);
        assert!(
            t.nobody().get("/fi/bodies/foorumi").await.text.contains("Seuraava vuoro on kunnalla Asikkala")
        );
        let skip = [("skip_turn", other.as_str()), ("skip_reason", "Ei voi")];
        assert_eq!(send(&coordinator, chair, &format!("{chair}/skip"), &skip).await.status, 303);
        assert_eq!(coordinator.post(&format!("{chair}/nonsense"), &[]).await.status, 404);
    })
    .await;
}

#[tokio::test]
async fn municipalities_are_shown_as_they_were_on_a_day() {
    on_both(features, async |t| {
        let today = t.nobody().get("/fi/municipalities").await;
        assert_eq!(today.status, 200);
        assert!(today.text.contains("10 kuntaa") && today.text.contains("Iitti"));
        assert!(today.text.contains("Nastola liittyi kuntaan Lahti."));
        assert!(today.text.contains("Iitti tuli maakunnasta Kymenlaakso."));
        let then = t.nobody().get("/fi/municipalities?on=2015-01-01").await.text;
        assert!(then.contains("11 kuntaa") && then.contains(">Nastola</a>") && !then.contains(">Iitti</a>"));
        assert!(t.nobody().get("/fi/municipalities?on=1.1.2010").await.text.contains("12 kuntaa"));
        assert!(
            t.nobody().get("/fi/municipalities?on=1.1.2005").await.text.contains("tunnetaan 1.1.2010 alkaen")
        );
        assert!(t.nobody().get("/fi/municipalities?on=31.2.2020").await.text.contains("31.2.2020 ei ole"));
        for lang in ["fi", "sv", "en"] {
            assert_eq!(t.nobody().get(&format!("/{lang}/municipalities")).await.status, 200);
        }
        assert!(t.nobody().get("/sv/municipalities").await.text.contains("Gustav Adolfs"));
    })
    .await;
}

#[tokio::test]
async fn seats_are_facts_of_the_municipality_the_body_and_the_person() {
    on_both(features, async |t| {
        let body = t.body("ryhma").await;
        let sysma = t.municipality("sysma").await;
        let person = t.seat(body.id, "chair", Some(sysma.id), "Sysmän kunnanjohtaja").await;
        let ask = page::Ask::new(t.tenant.id, &kit::Who::Nobody);
        let span = (jiff::civil::date(2020, 1, 1), jiff::civil::date(2022, 1, 1));
        for subject in [
            Subject::new("municipality", sysma.id),
            Subject::new("body", body.id),
            Subject::new("person", person.id),
        ] {
            let facts = t.app.facts(ask, &subject, span).await.unwrap();
            assert_eq!(facts.len(), 1, "{subject:?}");
            assert!(
                facts[0].title.fi.contains("Sysmän kunnanjohtaja, puheenjohtaja"),
                "{:?}",
                facts[0].title
            );
            assert!(facts[0].at.is_unknown());
        }
        let elsewhere = page::Ask::new(t.other.id, &kit::Who::Nobody);
        let none = t.app.facts(elsewhere, &Subject::new("body", body.id), span).await.unwrap();
        assert!(none.is_empty());

        let source = people::feature().search.unwrap();
        let found = |subject: Subject| {
            let app = t.app.clone();
            let tenant = t.tenant.id;
            async move { source(&app, tenant, &subject).await.unwrap() }
        };
        let town = found(Subject::new("municipality", sysma.id)).await.unwrap();
        assert!(town[0].body.contains("Sysmässä"), "{}", town[0].body);
        assert_eq!(found(Subject::new("person", person.id)).await.unwrap().len(), 3);
        let silent = t.person("Ilman paikkaa").await;
        assert_eq!(found(Subject::new("person", silent.id)).await.unwrap(), vec![]);
        assert_eq!(found(Subject::new("meeting", silent.id)).await, None);
    })
    .await;
}
