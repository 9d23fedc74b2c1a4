use std::path::Path;

use jiff::ToSpan;
use jiff::civil::date;
use kit::{FactKind, Local, Publicity, Role, Subject, When, Who};
use numbering::DiaryNumber;
use page::{Ask, Enough};
use record::actions::{self, NewAction, Owner, Said};
use record::decisions::Number;
use record::matters::NewMatter;
use testkit::on_both;

use crate::common::{decided, decision, features, matter, opened};

#[tokio::test]
async fn a_municipality_is_told_what_was_decided_of_it_and_what_it_did() {
    on_both(features, async |t| {
        let body = t.body("kj").await;
        let d = decided(&t, decision(Some(body.id), "Nimetään edustajat")).await;
        decided(&t, decision(Some(body.id), "Muuta")).await;
        let (sysma, lahti) = (t.municipality("sysma").await, t.municipality("lahti").await);
        let mut tx = t.tx().await;
        let new = NewAction {
            matter: None,
            decision: Some(d.id),
            meeting: None,
            item: None,
            body: Some(body.id),
            text: Local::fi("Nimeä edustaja"),
            owner: Owner::Municipalities(vec![sysma.id]),
            due: None,
            publicity: Publicity::Public,
            source: String::new(),
            example: false,
        };
        let a = actions::create(&mut tx, new).await.unwrap();
        let state = actions::states(tx.conn(), t.tenant.id, a.id).await.unwrap().remove(0);
        let said = Said {
            state: "done".into(),
            note: String::new(),
            evidence: String::new(),
            by_person: None,
            by_name: "Sysmä".into(),
        };
        actions::say(&mut tx, &state, 1, said).await.unwrap();
        tx.commit().await.unwrap();
        let span = (date(2021, 1, 1), date(2021, 12, 31));
        let ask = Ask::new(t.tenant.id, &Who::Nobody);
        let told = |kind: &'static str, id| {
            let app = &t.app;
            async move { app.facts(ask, &Subject::new(kind, id), span).await.unwrap() }
        };
        let own = told("municipality", sysma.id).await;
        let titles: Vec<&str> = own.iter().map(|f| f.title.fi.as_str()).collect();
        assert_eq!(titles, ["Nimeä edustaja", "Nimetään edustajat"]);
        assert!(matches!(&own[0].core, FactKind::Outcome { code, .. } if code == "done"));
        assert!(matches!(&own[1].core, FactKind::Outcome { printed: Some(p), .. } if p == "§ 1"));
        assert!(told("municipality", lahti.id).await.is_empty());
        assert_eq!(told("body", body.id).await.len(), 3);
        assert_eq!(told("region", t.tenant.id).await.len(), 3);
        assert!(told("region", t.other.id).await.is_empty());
        let past = (date(2019, 1, 1), date(2019, 12, 31));
        assert!(t.app.facts(ask, &Subject::new("body", body.id), past).await.unwrap().is_empty());

        let entry = |subject: Subject| {
            let app = &t.app;
            let source = record::feature().search.unwrap();
            let tenant = t.tenant.id;
            async move { source(app, tenant, &subject).await.unwrap().unwrap() }
        };
        let found = entry(Subject::new("decision", d.id)).await;
        assert_eq!(found[0].audience, ["public"]);
        assert!(found[0].numbers.contains(&"§1".to_owned()) && found[0].body.contains("Sovittiin niin."));
        assert_eq!(entry(Subject::new("action", a.id)).await[0].audience, ["public"]);
    })
    .await;
}

#[tokio::test]
async fn who_needs_a_few_is_told_the_latest_or_the_next_that_may_be_read() {
    on_both(features, async |t| {
        let body = t.body("kj").await;
        let mut tx = t.tx().await;
        for day in 1..=28 {
            for part in 0..3 {
                let mut new = decision(Some(body.id), &format!("Kohta {day}-{part}"));
                new.at = When::day(date(2020, 3, day));
                // All of the last week is still being prepared.
                new.published = day <= 21;
                record::decisions::decide(&mut tx, new).await.unwrap();
            }
        }
        tx.commit().await.unwrap();
        let span = (date(2000, 1, 1), date(2020, 12, 31));
        let ask = Ask::new(t.tenant.id, &Who::Nobody);
        for subject in [Subject::new("region", t.tenant.id), Subject::new("body", body.id)] {
            let latest = t.app.facts(ask.for_only(Enough::Latest(4)), &subject, span).await.unwrap();
            let days: Vec<_> = latest.iter().rev().map(|f| f.at.known_day().unwrap().day()).collect();
            assert_eq!(days[..4], [21, 21, 21, 20]);
            assert!(days.len() < 40, "not the whole record: {}", days.len());
            let next = t.app.facts(ask.for_only(Enough::Next(4)), &subject, span).await.unwrap();
            let days: Vec<_> = next.iter().map(|f| f.at.known_day().unwrap().day()).collect();
            assert_eq!(days[..4], [1, 1, 1, 2]);
            assert!(days.len() < 40, "not the whole record: {}", days.len());
            let all = t.app.facts(ask, &subject, span).await.unwrap();
            assert_eq!(all.len(), 63);
        }
    })
    .await;
}

#[tokio::test]
async fn what_a_municipality_has_done_and_has_to_do_is_told_by_parts_too() {
    on_both(features, async |t| {
        let sysma = t.municipality("sysma").await;
        let mut tx = t.tx().await;
        for n in 1..=30 {
            let new = NewAction {
                matter: None,
                decision: None,
                meeting: None,
                item: None,
                body: None,
                text: Local::fi(format!("Tehtävä {n}")),
                owner: Owner::Municipalities(vec![sysma.id]),
                due: Some(date(2030, 1, 1).checked_add((31 - n).days()).unwrap()),
                publicity: Publicity::Public,
                source: String::new(),
                example: false,
            };
            actions::create(&mut tx, new).await.unwrap();
        }
        tx.commit().await.unwrap();
        let coordinator = Who::Person {
            id: uuid::Uuid::nil(),
            name: String::new(),
            grants: vec![kit::Grant { role: Role::Coordinator, body: None, municipality: None }],
        };
        let ask = Ask::new(t.tenant.id, &coordinator).for_only(Enough::Next(3));
        let span = (date(2029, 1, 1), date(2031, 1, 1));
        let subject = Subject::new("municipality", sysma.id);
        let told = t.app.facts(ask, &subject, span).await.unwrap();
        let titles: Vec<_> = told.iter().map(|f| f.title.fi.as_str()).collect();
        assert_eq!(titles[..3], ["Tehtävä 30", "Tehtävä 29", "Tehtävä 28"]);
        assert!(titles.len() < 20, "not all of them: {}", titles.len());
    })
    .await;
}

#[tokio::test]
async fn the_search_gets_numbers_as_people_type_them_and_no_secret_for_the_public() {
    on_both(features, async |t| {
        let source = record::feature().search.unwrap();
        let diary = Some(DiaryNumber::parse("VM/1497/03.01.01/2013").unwrap());
        let m = opened(&t, NewMatter { diary, publicity: Publicity::Internal, ..matter("Valmistelu") }).await;
        let body = t.body("kj").await;
        let mut new = decision(Some(body.id), "Luonnos");
        new.published = false;
        new.matter = Some(m.id);
        new.number = Number::Printed("§ 21".into());
        let d = decided(&t, new).await;
        let subject = Subject::new("matter", m.id);
        let found = source(&t.app, t.tenant.id, &subject).await.unwrap().unwrap();
        assert_eq!(found[0].audience, [format!("body:{}", body.id), "staff".to_owned()]);
        assert!(found[0].numbers.iter().any(|n| n == "vm/1497/03.01.01/2013"), "{:?}", found[0].numbers);
        let subject = Subject::new("decision", d.id);
        let found = source(&t.app, t.tenant.id, &subject).await.unwrap().unwrap();
        assert_eq!(found[0].audience, [format!("body:{}", body.id), "staff".to_owned()]);
        assert!(
            found[0].numbers.contains(&"§ 21".to_owned()) && found[0].numbers.contains(&"§21".to_owned())
        );
        let gone = Subject::new("decision", m.id);
        assert_eq!(source(&t.app, t.tenant.id, &gone).await.unwrap(), Some(Vec::new()));
        assert_eq!(source(&t.app, t.tenant.id, &Subject::new("meeting", m.id)).await.unwrap(), None);
        assert_eq!(source(&t.app, t.other.id, &subject).await.unwrap(), Some(Vec::new()));
    })
    .await;
}

#[tokio::test]
async fn the_demo_loads_its_facts_and_a_second_time_nothing() {
    on_both(features, async |t| {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../demo/paijat-hame");
        t.body("kuntajohtajakokous").await;
        let load = record::feature().demo.unwrap();
        load(&t.app, &t.tenant, &folder, t.app.today()).await.unwrap();
        let before = store::audit::last_no(t.app.db(), t.tenant.id).await.unwrap();
        load(&t.app, &t.tenant, &folder, t.app.today()).await.unwrap();
        assert_eq!(store::audit::last_no(t.app.db(), t.tenant.id).await.unwrap(), before);

        let all = record::matters::list(t.app.db(), t.tenant.id).await.unwrap();
        let support = all.iter().find(|m| m.diary_printed.as_deref() == Some("102/13.01/2012")).unwrap();
        let train = record::matters::by_key(t.app.db(), t.tenant.id, "lahijunaliikenteen-esiselvitys").await;
        let train = train.unwrap().unwrap();
        let page = t.nobody().get(&format!("/fi/matters/{}", train.id)).await.text;
        for words in ["enintään 30\u{a0}000\u{a0}€", "23.1.2013", "§ ei tiedossa", "linjaus"] {
            assert!(page.contains(words), "{words} in {page}");
        }
        let market = record::matters::by_key(t.app.db(), t.tenant.id, "markkinointistrategia").await;
        let page = t.nobody().get(&format!("/fi/matters/{}", market.unwrap().unwrap().id)).await.text;
        assert!(
            page.contains("kj 8.8.2013") && page.contains("epävarma") && page.contains("torstai"),
            "{page}"
        );
        let risks = record::matters::by_key(t.app.db(), t.tenant.id, "riskienhallintapilotti").await;
        let page = t.nobody().get(&format!("/fi/matters/{}", risks.unwrap().unwrap().id)).await.text;
        assert!(page.contains("72\u{a0}000\u{a0}€") && page.contains("ei tiedossa"), "{page}");
        let page = t.nobody().get(&format!("/fi/matters/{}", support.id)).await.text;
        for words in ["§ 21", "Päätöksen sisältö ei ole tiedossa", "loppuraportti"] {
            assert!(page.contains(words), "{words} in {page}");
        }
        for path in ["/fi/matters", "/sv/decisions", "/en/documents", "/fi/actions", "/feeds/decisions.atom"]
        {
            assert_eq!(t.nobody().get(path).await.status, 200, "{path}");
        }
        let secretary = t.with_role(Role::Secretary, None, None).await;
        let form = secretary.get("/fi/matters/new").await;
        assert_eq!(form.status, 200);
        let next = [("title", "Uusi"), ("state", "open"), ("publicity", "public"), ("class", "10.02")];
        let made = secretary.post("/fi/matters/new", &next).await;
        assert!(secretary.get(made.location()).await.text.contains("Asianumero 341/10.02/2021"));
    })
    .await;
}
