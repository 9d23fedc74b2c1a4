//! Two hundred memos and twenty that are out of order. Times are printed and nothing is asserted of them.

use std::time::{Duration, Instant};

use intake::{filing, imports};
use memo::Grade;
use testkit::TestApp;

use crate::common::{act, features, staged, three_bodies};
use crate::papers::Press;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_hundred_memos_and_twenty_malformed_ones_are_filed() {
    let t = TestApp::start(features, None).await;
    let bodies = three_bodies(&t).await;
    let press = Press::new();
    let good: Vec<_> = (0..200).map(|n| press.memo(n)).collect();
    let expected: Vec<_> =
        good.iter().map(|p| (p.name.clone(), bodies[p.body].id, p.day.to_string())).collect();
    let mut papers: Vec<_> = good.into_iter().map(|p| (p.name, p.bytes)).collect();
    papers.extend(press.malformed().into_iter().map(|(n, b)| (n.to_owned(), b)));

    // Meanwhile somebody else saves, again and again; the longest wait is printed.
    let (app, tenant) = (t.app.clone(), t.tenant.id);
    let saving = tokio::spawn(async move {
        let mut longest = Duration::ZERO;
        for n in 0..10_000 {
            let begun = Instant::now();
            let mut tx = app.store().begin(store::Act::machinery("test", tenant, app.now())).await.unwrap();
            tx.noted("tenant", tenant, "saved", &[("n", &n.to_string())]);
            tx.commit().await.unwrap();
            longest = longest.max(begun.elapsed());
            tokio::time::sleep(Duration::from_millis(20)).await;
            SAVED.store(
                longest.as_millis().try_into().unwrap_or(u64::MAX),
                std::sync::atomic::Ordering::Relaxed,
            );
        }
    });
    let begun = Instant::now();
    let import = staged(&t, papers).await;
    let read = begun.elapsed();

    let rows = imports::rows(t.app.db(), t.tenant.id, import.id, &[], "sure", (0, 1_000)).await.unwrap();
    assert_eq!(rows.len(), 220);
    for (name, body, day) in &expected {
        let row = rows.iter().find(|r| &r.name == name).unwrap();
        assert_eq!(
            (row.state.as_str(), row.body, row.at_date.as_str()),
            ("ready", Some(*body), day.as_str()),
            "{name}"
        );
        assert!(row.taken, "{name}: {}", row.guess);
    }
    let of = |name: &str| rows.iter().find(|r| r.name == name).unwrap_or_else(|| panic!("{name}"));
    for name in ["rikki.docx", "rikki.pdf"] {
        assert_eq!(
            (of(name).state.as_str(), of(name).problem.as_str()),
            ("refused", "intake-problem-broken"),
            "{name}"
        );
    }
    for name in [
        "ei päivää.docx",
        "ei toimielintä.docx",
        "vain-vuosi-2012.docx",
        "kuukausi.docx",
        "vuodenaika.docx",
        "viikonpäivä.docx",
        "tulevaisuus.docx",
        "mahdoton.docx",
        "kaksi.docx",
        "esityslista.docx",
        // Its only date beside that of printing stands alone.
        "tulostettu.docx",
    ] {
        assert!(!of(name).taken, "{name} waits for a person: {}", of(name).guess);
    }
    for name in ["ruotsiksi.docx", "iso.docx", "väärä nimi.pdf", "lyhyt.docx"] {
        assert_eq!(of(name).state, "ready", "{name}");
        assert!(of(name).taken, "{name}: {}", of(name).guess);
    }
    assert_eq!(of("väärä nimi.pdf").note, "intake-note-name");
    let grade = |g: Grade| {
        rows.iter().filter(|r| r.state == "ready" && Grade::of(r.sure.try_into().unwrap()) == g).count()
    };
    println!(
        "sureness: {} certain, {} likely, {} unsure; {} refused",
        grade(Grade::Certain),
        grade(Grade::Likely),
        grade(Grade::Unsure),
        rows.iter().filter(|r| r.state == "refused").count()
    );

    let planned = Instant::now();
    let plan = filing::plan(&t.app, t.tenant.id, &import).await.unwrap();
    assert!(plan.refused.is_empty(), "{:?}", plan.refused);
    let papers = plan.documents.len();
    let plan_took = planned.elapsed();
    let flipped = Instant::now();
    filing::run(&t.app, act(&t), (import.id, import.version), None, plan).await.unwrap();
    saving.abort();
    println!(
        "{papers} of 220 papers filed in {:.1} s: read {:.1} s, plan {} ms, flip {} ms; longest save meanwhile {} ms",
        begun.elapsed().as_secs_f64(),
        read.as_secs_f64(),
        plan_took.as_millis(),
        flipped.elapsed().as_millis(),
        SAVED.load(std::sync::atomic::Ordering::Relaxed)
    );
    assert_eq!(imports::made(t.app.db(), t.tenant.id, import.id, "document").await.unwrap().len(), papers);
}

static SAVED: std::sync::atomic::AtomicU64 = std::sync::atomic::AtomicU64::new(0);
