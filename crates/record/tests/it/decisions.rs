use kit::{Local, Publicity, Role, When};
use record::decisions;
use testkit::on_both;

use crate::common::{decided, decision, features, matter, opened};

#[tokio::test]
async fn everybody_reads_published_decisions_and_only_the_body_reads_the_rest() {
    on_both(features, async |t| {
        let body = t.body("kj").await;
        let open = decided(&t, decision(Some(body.id), "Julkinen linjaus")).await;
        let mut new = decision(Some(body.id), "Vielä julkaisematon");
        new.published = false;
        let draft = decided(&t, new).await;
        let mut new = decision(Some(body.id), "Salainen otsikko");
        new.publicity = Publicity::Secret;
        new.ground = "JulkL 24 §".into();
        let secret = decided(&t, new).await;

        let list = t.nobody().get("/fi/decisions").await;
        assert_eq!(list.status, 200, "{}", list.text);
        assert!(list.text.contains("Julkinen linjaus") && list.text.contains("§ 1"));
        assert!(!list.text.contains("Vielä julkaisematon") && !list.text.contains("Salainen otsikko"));
        assert!(list.text.contains("§ 3") && list.text.contains("JulkL 24 §"), "{}", list.text);
        let words = t.nobody().get("/fi/decisions?q=salainen").await.text;
        assert!(!words.contains("§ 3"), "a found word would tell of the content");

        let path = |id| format!("/fi/decisions/{id}");
        let page = t.nobody().get(&path(open.id)).await;
        assert!(page.text.contains("Sovittiin niin.") && page.text.contains("linjaus"), "{}", page.text);
        let cited = format!("/decisions/{}", open.id);
        assert!(page.text.contains(&format!("http://localhost{cited}")));
        assert_eq!(t.nobody().get(&cited).await.location(), path(open.id));
        assert_eq!(t.nobody().get(&path(draft.id)).await.status, 404);
        assert_eq!(t.nobody().get(&format!("/decisions/{}", draft.id)).await.status, 404);
        let hidden = t.nobody().get(&path(secret.id)).await;
        assert_eq!(hidden.status, 200);
        assert!(hidden.text.contains("JulkL 24 §") && hidden.text.contains("§ 3"));
        for leak in ["Salainen otsikko", "Sovittiin niin."] {
            assert!(!hidden.text.contains(leak), "{leak}");
        }
        for file in ["csv", "json"] {
            let text = t.nobody().get(&format!("/fi/decisions?format={file}")).await.text;
            assert!(text.contains("Julkinen linjaus") && text.contains("JulkL 24 §"), "{text}");
            assert!(!text.contains("Salainen otsikko") && !text.contains("julkaisematon"));
        }
        assert!(t.nobody().get("/fi/decisions?format=xlsx").await.bytes.starts_with(b"PK"));

        let member = t.with_role(Role::Member, Some(body.id), None).await;
        for id in [draft.id, secret.id] {
            assert!(member.get(&path(id)).await.text.contains("Sovittiin niin."));
        }
        assert_eq!(t.admin().await.get(&path(draft.id)).await.status, 404);
        assert_eq!(t.at_host("keski-suomi.localhost").get(&path(open.id)).await.status, 404);
    })
    .await;
}

#[tokio::test]
async fn decisions_are_filtered_and_paged_by_fifty_with_the_undated_last() {
    on_both(features, async |t| {
        let body = t.body("kj").await;
        let mut tx = t.tx().await;
        for day in 1..=28 {
            for round in 0..2 {
                let mut new = decision(Some(body.id), &format!("Kohta {day}-{round}"));
                new.at = When::day(jiff::civil::date(2020, 3, day));
                decisions::decide(&mut tx, new).await.unwrap();
            }
        }
        let mut new = decision(None, "Päivätön");
        new.at = When::unknown();
        new.statutory = true;
        new.source = "Raportti".into();
        new.doubt = Local::fi("Lähde ei kerro.");
        decisions::decide(&mut tx, new).await.unwrap();
        tx.commit().await.unwrap();

        let first = t.nobody().get("/fi/decisions").await.text;
        assert_eq!(first.matches("Kohta ").count(), 50);
        assert!(!first.contains("Päivätön"));
        let next = first.split("rel=\"next\"").next().unwrap().rsplit("href=\"").next().unwrap();
        let next = next.split('"').next().unwrap().replace("&amp;", "&").replace("&#38;", "&");
        let second = t.nobody().get(&next).await.text;
        assert_eq!(second.matches("Kohta ").count(), 6, "{next} {second}");
        assert!(second.contains("Päivätön") && second.contains("§ ei tiedossa"));
        assert!(second.contains("Lähde ei kerro.") && second.contains("ei tiedossa"));
        let kinds = t.nobody().get("/fi/decisions?kind=decision").await.text;
        assert!(kinds.contains("Päivätön") && !kinds.contains("Kohta "));
        let year = t.nobody().get("/fi/decisions?year=2020&body=kj&q=kohta%203-1").await.text;
        assert!(year.contains("Kohta 3-1") && !year.contains("Kohta 4-1"));
        assert!(t.nobody().get("/fi/decisions?year=1999").await.text.contains("ei löytynyt yhtään"));
    })
    .await;
}

#[tokio::test]
async fn the_feed_tells_of_published_ones_with_whole_addresses_and_answers_not_modified() {
    on_both(features, async |t| {
        let body = t.body("kj").await;
        let open = decided(&t, decision(Some(body.id), "Kuntien <yhteinen> & selvä linja")).await;
        let mut new = decision(Some(body.id), "Vielä julkaisematon");
        new.published = false;
        let draft = decided(&t, new).await;
        let mut new = decision(None, "Salainen otsikko");
        new.publicity = Publicity::Secret;
        decided(&t, new).await;
        let feed = t.nobody().get("/feeds/decisions.atom").await;
        assert_eq!(feed.status, 200);
        assert!(feed.text.contains("Kuntien &lt;yhteinen&gt; &amp; selvä linja"), "{}", feed.text);
        assert!(feed.text.contains(&format!("http://localhost/decisions/{}", open.id)));
        assert!(!feed.text.contains("julkaisematon") && !feed.text.contains("Salainen"));
        let member = t.with_role(Role::Coordinator, None, None).await;
        assert!(!member.get("/feeds/decisions.atom").await.text.contains("julkaisematon"));
        assert!(feed.headers.contains_key("last-modified"));
        let tag = feed.headers.get("etag").unwrap().to_str().unwrap().to_owned();
        let again = |tag: String| {
            axum::http::Request::get("/feeds/decisions.atom")
                .header("if-none-match", tag)
                .body(axum::body::Body::empty())
                .unwrap()
        };
        assert_eq!(t.nobody().send(again(tag.clone())).await.status, 304);
        let mut tx = t.tx().await;
        let after = decisions::Decision { published: true, ..draft.clone() };
        decisions::update(&mut tx, &draft, after).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(t.nobody().send(again(tag)).await.status, 200);
        assert!(t.nobody().get("/feeds/decisions.atom?body=kj").await.text.contains("julkaisematon"));
        assert_eq!(t.nobody().get("/feeds/decisions.atom?body=nobody").await.status, 404);
        assert!(
            !t.at_host("keski-suomi.localhost").get("/feeds/decisions.atom").await.text.contains("<entry>")
        );
    })
    .await;
}

#[tokio::test]
async fn a_postponed_one_shows_its_reason_and_its_matter() {
    on_both(features, async |t| {
        let m = opened(&t, matter("ICT-strategia")).await;
        let mut new = decision(None, "Päivitys siirretään");
        new.officer = "Maakuntajohtaja".into();
        new.matter = Some(m.id);
        new.outcome = "postponed".into();
        new.reason = "Lainsäädäntö muuttuu".into();
        new.example = true;
        let d = decided(&t, new).await;
        let page = t.nobody().get(&format!("/sv/decisions/{}", d.id)).await.text;
        for words in ["sköts upp", "Lainsäädäntö muuttuu", "Maakuntajohtaja", "ICT-strategia", "exempel"]
        {
            assert!(page.contains(words), "{words} in {page}");
        }
    })
    .await;
}
