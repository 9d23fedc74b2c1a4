//! The search page: what is found, by whom, and what it says when nothing is.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test may stop")]

mod common;

use std::collections::HashMap;

use common::features;
use jiff::civil::date;
use kit::Lang;
use search::{Entry, SearchIndex};
use testkit::TestApp;
use uuid::Uuid;

async fn with_index(folder: &std::path::Path) -> TestApp {
    let index = SearchIndex::open(folder, HashMap::new(), None).unwrap();
    TestApp::start_with(features, None, |b| b.part(index)).await
}

fn entry(tenant: Uuid, n: u128, title: &str, audience: &str) -> Entry {
    Entry {
        tenant,
        id: Uuid::from_u128(n),
        kind: "decision".into(),
        lang: Lang::Fi,
        title: title.into(),
        body: "Varataan enintään 30 000 euroa <esiselvitykseen> lähijunista.".into(),
        numbers: vec!["102/13.01/2012".into()],
        path: format!("/decisions/{n}"),
        date: Some(date(2013, 1, 23)),
        year: None,
        body_id: None,
        municipality_ids: Vec::new(),
        audience: vec![audience.into()],
    }
}

fn feed(t: &TestApp, entries: Vec<Entry>) {
    let index = t.app.part::<SearchIndex>().unwrap();
    let tenant = entries[0].tenant;
    index.apply(tenant, entries.into_iter().map(Into::into).collect(), 1).unwrap();
}

#[tokio::test]
async fn a_number_finds_its_decision_and_the_found_words_are_marked() {
    let folder = tempfile::tempdir().unwrap();
    let t = with_index(folder.path()).await;
    feed(&t, vec![entry(t.tenant.id, 1, "Lähijunat", "public")]);
    let page = t.nobody().get("/fi/search?q=102%2F13.01%2F2012").await;
    assert_eq!(page.status, 200);
    assert!(page.text.contains("Yksi osuma"), "{}", page.text);
    assert!(page.text.contains("href=\"/fi/decisions/1\""), "{}", page.text);
    let words = t.nobody().get("/fi/search?q=l%C3%A4hijunista").await.text;
    assert!(words.contains("<mark>lähijunista</mark>"), "{words}");
    assert!(words.contains("&lt;esiselvitykseen&gt;"), "a text is never markup: {words}");
    let foreign = t.nobody().get("/sv/search?q=l%C3%A4hijunista").await.text;
    assert!(foreign.contains("lang=\"fi\">Lähijunat"), "another language is marked: {foreign}");
}

#[tokio::test]
async fn facets_narrow_and_let_go_again() {
    let folder = tempfile::tempdir().unwrap();
    let t = with_index(folder.path()).await;
    feed(&t, vec![entry(t.tenant.id, 1, "Lähijunat", "public")]);
    let page = t.nobody().get("/fi/search?q=varataan").await.text;
    assert!(
        page.contains("/fi/search?q=varataan&amp;kind=decision")
            || page.contains("/fi/search?q=varataan&#38;kind=decision"),
        "{page}"
    );
    let narrowed = t.nobody().get("/fi/search?q=varataan&kind=decision&year=2013").await.text;
    assert!(narrowed.contains("aria-current=\"true\""), "{narrowed}");
    let none = t.nobody().get("/fi/search?q=varataan&year=1999").await;
    assert_eq!(none.status, 200);
    assert!(none.text.contains("Hakuasi ei vastaa mikään"), "{}", none.text);
}

#[tokio::test]
async fn some_of_the_words_are_better_than_none_and_the_page_says_so() {
    let folder = tempfile::tempdir().unwrap();
    let t = with_index(folder.path()).await;
    feed(&t, vec![entry(t.tenant.id, 1, "Lähijunat", "public")]);
    let page = t.nobody().get("/fi/search?q=l%C3%A4hijunat+norsu").await.text;
    assert!(page.contains("Kaikkia sanoja ei löytynyt"), "{page}");
    let nothing = t.nobody().get("/fi/search?q=norsu").await.text;
    assert!(nothing.contains("Näin löydät paremmin"), "{nothing}");
}

#[tokio::test]
async fn what_is_not_for_everybody_is_found_by_its_own_and_by_the_coordinator_only() {
    let folder = tempfile::tempdir().unwrap();
    let t = with_index(folder.path()).await;
    let body = t.body("kuntajohtajakokous").await;
    let other = t.body("tuulivoima").await;
    let member = t.seat(body.id, "member", None, "Jäsen").await;
    let outsider = t.seat(other.id, "member", None, "Toinen").await;
    feed(
        &t,
        vec![
            entry(t.tenant.id, 1, "Toimielimen asia", &format!("body:{}", body.id)),
            entry(t.tenant.id, 2, "Valmistelijan asia", "staff"),
        ],
    );
    let titles = async |c: testkit::Client| {
        let page = c.get("/fi/search?q=varataan").await.text;
        (page.contains("Toimielimen asia"), page.contains("Valmistelijan asia"))
    };
    assert_eq!(titles(t.nobody()).await, (false, false));
    assert_eq!(titles(t.sign_in(outsider.id).await).await, (false, false));
    assert_eq!(titles(t.sign_in(member.id).await).await, (true, false));
    assert_eq!(titles(t.coordinator().await).await, (true, true));
    assert_eq!(titles(t.admin().await).await, (false, false), "an administrator has no right to the content");
}

#[tokio::test]
async fn one_region_does_not_find_what_is_anothers() {
    let folder = tempfile::tempdir().unwrap();
    let t = with_index(folder.path()).await;
    feed(&t, vec![entry(t.tenant.id, 1, "Lähijunat", "public")]);
    let elsewhere = t.at_host("keski-suomi.localhost").get("/fi/search?q=varataan").await;
    assert!(elsewhere.text.contains("Hakuasi ei vastaa mikään"), "{}", elsewhere.text);
}

#[tokio::test]
async fn many_hits_stand_on_several_pages() {
    let folder = tempfile::tempdir().unwrap();
    let t = with_index(folder.path()).await;
    feed(&t, (1..=45).map(|n| entry(t.tenant.id, n, &format!("Asia {n}"), "public")).collect());
    let last = t.nobody().get("/fi/search?q=varataan&page=3").await.text;
    assert!(
        last.contains("sivu 3 / 3") && last.contains("rel=\"prev\"") && !last.contains("rel=\"next\""),
        "{last}"
    );
    assert_eq!(last.matches("<h3><a href=\"/fi/decisions/").count(), 5);
    let map = t.nobody().get("/sitemap.xml").await.text;
    assert!(map.contains("<loc>http://localhost/fi/decisions/45</loc>"), "{map}");
}

#[tokio::test]
async fn while_the_index_is_being_opened_the_page_says_so() {
    let t = TestApp::start(features, None).await;
    for lang in Lang::ALL {
        let page = t.nobody().get(&format!("/{lang}/search?q=x")).await;
        assert_eq!(page.status, 200);
        assert!(page.text.contains("class=\"notice\""), "{}", page.text);
    }
}
