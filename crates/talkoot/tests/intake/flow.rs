//! From papers to the record, and back.

use intake::{filing, imports, undo};
use kit::Subject;
use record::{documents, matters};
use store::audit;
use testkit::{TestApp, on_both};

use crate::common::{act, again, dump, features, staged, three_bodies};
use crate::papers::Press;

async fn run(t: &TestApp, import: &intake::Import) -> intake::Import {
    let plan = filing::plan(&t.app, t.tenant.id, import).await.unwrap();
    filing::run(&t.app, act(t), (import.id, import.version), None, plan).await.unwrap()
}

async fn matter(t: &TestApp) -> uuid::Uuid {
    let mut tx = t.tx().await;
    let new = matters::NewMatter {
        key: None,
        title: kit::Local::fi("Kuntayhteistyön tuki"),
        diary: numbering::DiaryNumber::parse("102/13.01/2012").ok(),
        state: "open".into(),
        summary: kit::Local::default(),
        parent: None,
        publicity: kit::Publicity::Public,
        ground: String::new(),
        opened: kit::When::unknown(),
        source: String::new(),
        example: false,
    };
    let id = matters::create(&mut tx, new).await.unwrap().id;
    tx.commit().await.unwrap();
    id
}

#[tokio::test]
async fn papers_become_meetings_documents_and_words_and_undoing_leaves_nothing() {
    on_both(features, async |t| {
        let [managers, ..] = three_bodies(&t).await;
        let matter = matter(&t).await;
        let before = dump(&t).await;
        let press = Press::new();
        let papers: Vec<_> = [0, 15, 30].into_iter().map(|n| press.memo(n)).collect();
        let day = papers[0].day;
        let import = staged(&t, papers.into_iter().map(|p| (p.name, p.bytes)).collect()).await;
        assert_eq!(import.state, "ready");
        assert!(
            imports::counts(t.app.db(), t.tenant.id, import.id).await.unwrap()
                == imports::Counts { taken: 3, ..imports::Counts::default() }
        );
        // Nothing is to be seen before it is confirmed.
        assert!(documents::of_matter(t.app.db(), t.tenant.id, matter).await.unwrap().is_empty());

        let last = audit::last_no(t.app.db(), t.tenant.id).await.unwrap();
        let done = run(&t, &import).await;
        assert_eq!((done.state.as_str(), done.digest.len()), ("done", 64));
        let found = documents::of_matter(t.app.db(), t.tenant.id, matter).await.unwrap();
        assert_eq!(found.len(), 3, "each names the matter's number");
        let document = found.iter().find(|d| d.at_date == day.to_string()).unwrap();
        assert_eq!((document.body, document.publicity.as_str()), (Some(managers.id), "internal"));
        // What the search reads of it are its words, for those of the body and the staff.
        let subject = Subject::new("document", document.id);
        let source = record::feature().search.unwrap();
        let entries = source(&t.app, t.tenant.id, &subject).await.unwrap().unwrap();
        assert!(entries[0].body.contains("maakuntatalo"), "{}", entries[0].body);
        assert!(entries[0].audience.contains(&"staff".to_owned()) && entries[0].audience.len() == 2);
        // The feed names every thing that was made, so that the search hears of it.
        let feed = audit::feed(t.app.db(), t.tenant.id, last, 1_000).await.unwrap();
        for kind in ["meeting", "item", "document", "import"] {
            assert!(feed.iter().any(|c| c.subject.kind == kind && c.verb == "imported"), "{kind}");
        }
        let coordinator = t.coordinator().await;
        let page = coordinator.get(&format!("/fi/meetings/{}", document.about)).await;
        assert_eq!(page.status, 200);
        assert!(page.text.contains("muistio 000"), "the paper stands on its meeting");
        assert!(page.text.contains(&format!("{}.{}.{}", day.day(), day.month(), day.year())));
        // Whoever is not of the body sees neither the paper nor its bytes.
        let file = format!("/files/{}/x.docx", document.sha.as_deref().unwrap());
        assert_eq!(t.nobody().get(&file).await.status, 404);
        assert_eq!(coordinator.get(&file).await.status, 200);

        // The same papers again are known; nothing doubles.
        let again_ = staged(
            &t,
            vec![{
                let p = press.memo(0);
                (p.name, p.bytes)
            }],
        )
        .await;
        assert_eq!(imports::counts(t.app.db(), t.tenant.id, again_.id).await.unwrap().known, 1);
        undo::forget(&t.app, act(&t), (again_.id, again_.version)).await.unwrap();

        let undone = undo::run(&t.app, act(&t), (done.id, done.version), None).await.unwrap().unwrap();
        assert_eq!(undone.state, "undone");
        let after = dump(&t).await;
        let kept = |l: &&String| !l.starts_with("[\"person\"") && !l.starts_with("[\"role_grant\"");
        let gone: Vec<_> = before.difference(&after).filter(kept).collect();
        let left: Vec<_> = after.difference(&before).filter(kept).collect();
        assert!(gone.is_empty() && left.is_empty(), "gone {gone:?}, left {left:?}");
        let (broken, _) = audit::verify(t.app.store()).await.unwrap();
        assert!(broken.is_empty(), "{broken:?}");
        assert_eq!(t.nobody().get(&file).await.status, 404);
    })
    .await;
}

#[tokio::test]
async fn what_was_changed_or_referred_to_since_cannot_be_undone() {
    on_both(features, async |t| {
        three_bodies(&t).await;
        let press = Press::new();
        let first = press.memo(0);
        let done = run(&t, &staged(&t, vec![(first.name, first.bytes)]).await).await;
        let meeting = imports::made(t.app.db(), t.tenant.id, done.id, "meeting").await.unwrap()[0];
        // Another memo of the same day goes to the same meeting: a second import refers to the first.
        let text = format!("Kuntajohtajakokous\nAika: {}\nLisäys muistioon", "7.1.2008");
        let second = staged(&t, vec![("lisäys.txt".into(), text.into_bytes())]).await;
        let plan = filing::plan(&t.app, t.tenant.id, &second).await.unwrap();
        assert_eq!((plan.meetings.len(), plan.there()), (0, 1), "{:?}", plan.refused);
        let second = filing::run(&t.app, act(&t), (second.id, second.version), None, plan).await.unwrap();
        let refused = undo::run(&t.app, act(&t), (done.id, done.version), None).await.unwrap().unwrap_err();
        assert_eq!(refused.len(), 1);
        assert_eq!(
            (refused[0].kind, refused[0].id, refused[0].why),
            ("meeting", meeting, "intake-undo-referred")
        );
        undo::run(&t.app, act(&t), (second.id, second.version), None).await.unwrap().unwrap();

        // A document taken off the meeting is a change of what was made.
        let document = documents::of(t.app.db(), t.tenant.id, "meeting", meeting).await.unwrap().remove(0);
        let mut tx = t.tx().await;
        documents::remove(&mut tx, &document).await.unwrap();
        tx.commit().await.unwrap();
        let coordinator = t.coordinator().await;
        let done = again(&t, done.id).await;
        let page = coordinator
            .post(
                &format!("/fi/import/{}/undo", done.id),
                &[("version", &done.version.to_string()), ("once", &uuid::Uuid::new_v4().to_string())],
            )
            .await;
        assert_eq!(page.status, 409);
        assert!(page.text.contains("muutettu tuonnin jälkeen"), "the reason is said");
        assert_eq!(again(&t, done.id).await.state, "done");
        let (broken, _) = audit::verify(t.app.store()).await.unwrap();
        assert!(broken.is_empty(), "{broken:?}");
    })
    .await;
}

#[tokio::test]
async fn reading_goes_on_after_a_restart_and_dropping_leaves_nothing() {
    on_both(features, async |t| {
        three_bodies(&t).await;
        let before = dump(&t).await;
        let press = Press::new();
        let mut pack = intake::pack::Pack::default();
        for n in 0..20 {
            let p = press.memo(n * 2);
            pack.take(&p.name, p.bytes.into());
        }
        let import =
            intake::staging::papers(&t.app, &act(&t), ("x", "y"), kit::Publicity::Internal, pack.papers)
                .await
                .unwrap();
        // The process ends in the middle: what was read so far is kept, and the rest still waits.
        let reading = intake::reading::read(&t.app, t.tenant.id, import.id);
        let _cut = tokio::time::timeout(std::time::Duration::from_millis(60), reading).await;
        assert_eq!(imports::counts(t.app.db(), t.tenant.id, import.id).await.unwrap().all(), 20);
        intake::reading::read(&t.app, t.tenant.id, import.id).await.unwrap();
        let counts = imports::counts(t.app.db(), t.tenant.id, import.id).await.unwrap();
        assert_eq!((counts.waiting, counts.taken + counts.left), (0, 20));
        let import = again(&t, import.id).await;
        undo::forget(&t.app, act(&t), (import.id, import.version)).await.unwrap();
        assert_eq!(dump(&t).await, before);
    })
    .await;
}
