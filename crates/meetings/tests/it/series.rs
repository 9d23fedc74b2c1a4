use kit::Role;
use meetings::meetings as store_of;
use testkit::on_both;
use uuid::Uuid;

use crate::kit_::*;

const MONTHLY: [(&str, &str); 11] = [
    ("name_fi", "Kuukausikokoukset"),
    ("frequency", "monthly"),
    ("nth", "second"),
    ("weekday", "3"),
    ("weeks", "1"),
    ("from", "1.11.2021"),
    ("on_holiday", "skip"),
    ("skip_july", "1"),
    ("starts", "9.00"),
    ("minutes", "150"),
    ("mode", "hybrid"),
];

#[tokio::test]
async fn a_series_reserves_the_second_wednesdays_once() {
    on_both(features, async |t| {
        let body = t.body("kuntajohtajakokous").await;
        let base = "/fi/bodies/kuntajohtajakokous/series";
        assert_eq!(t.nobody().get(base).await.status, 200);
        assert!(t.nobody().get(&format!("{base}/new")).await.location().starts_with("/fi/login"));
        let member = t.with_role(Role::Member, Some(body.id), None).await;
        assert_eq!(submit(&member, &format!("{base}/new"), &MONTHLY).await.status, 403);
        let coordinator = t.coordinator().await;
        for lang in ["fi", "sv", "en"] {
            let path = format!("/{lang}/bodies/kuntajohtajakokous/series/new");
            assert_eq!(coordinator.get(&path).await.status, 200);
        }
        let made = submit(&coordinator, &format!("{base}/new"), &MONTHLY).await;
        assert_eq!(made.status, 303, "{}", made.text);
        let path = format!("{base}/{}", id_in(made.location()));
        let page = coordinator.get(&path).await.text;
        assert!(page.contains("kuukauden toinen keskiviikko"), "{page}");
        assert!(page.contains("value=\"2021-11-10\"") && page.contains("value=\"2022-06-08\""));
        assert!(!page.contains("value=\"2022-07-13\"") && page.contains("heinäkuu"));
        let days = [("day", "2021-11-10"), ("day", "2021-12-08")];
        let reserved = submit(&coordinator, &format!("{path}/reserve"), &days).await;
        assert_eq!(reserved.status, 303);
        let none = submit(&coordinator, &format!("{path}/reserve"), &days).await;
        assert_eq!(none.status, 422, "those days stand already");
        let all = store_of::list_for_body(t.app.db(), t.tenant.id, body.id).await.unwrap();
        assert_eq!(all.len(), 2);
        assert_eq!(all[0].start().unwrap().to_string(), "2021-11-10T07:00:00Z");
        assert_eq!(all[0].state, "reserved");
    })
    .await;
}

#[tokio::test]
async fn a_crisis_rule_keeps_the_history_and_a_stale_or_overlapping_one_is_refused() {
    on_both(features, async |t| {
        t.body("kuntajohtajakokous").await;
        let coordinator = t.coordinator().await;
        let base = "/fi/bodies/kuntajohtajakokous/series";
        let made = submit(&coordinator, &format!("{base}/new"), &MONTHLY).await;
        let path = format!("{base}/{}", id_in(made.location()));
        let weekly = |from: &'static str, version: &'static str| {
            [
                ("version", version),
                ("frequency", "weekly"),
                ("weekday", "4"),
                ("weeks", "1"),
                ("from", from),
                ("on_holiday", "skip"),
            ]
        };
        let early = submit(&coordinator, &format!("{path}/rule"), &weekly("1.11.2021", "1")).await;
        assert_eq!(early.status, 422, "it would begin with the one before");
        let once = Uuid::new_v4().to_string();
        let mut fields = weekly("1.1.2022", "1").to_vec();
        fields.push(("once", &once));
        assert_eq!(submit(&coordinator, &format!("{path}/rule"), &fields).await.status, 303);
        assert_eq!(submit(&coordinator, &format!("{path}/rule"), &weekly("1.3.2022", "1")).await.status, 409);
        let page = coordinator.get(&path).await.text;
        assert!(page.contains("joka viikko: torstai") && page.contains("kuukauden toinen keskiviikko"));
        assert!(page.contains("1.11.2021 – 31.12.2021"), "{page}");
        assert!(page.contains("value=\"2022-01-13\"") && page.contains("loppiainen"));
        let broken =
            submit(&coordinator, &format!("{base}/new"), &[("from", "30.2.2022"), ("skip", "eilen")]).await;
        assert_eq!(broken.status, 422);
        assert!(broken.text.contains("30.2.2022") && broken.text.contains("eilen"));
    })
    .await;
}
