//! Slices know each other by facts and events only. Two tiny ones try both.

use futures::future::{BoxFuture, FutureExt};
use jiff::civil::Date;
use kit::{Event, Fact, FactKind, Link, Local, Publicity, Subject, When};
use page::{Answer, App, Ask, Feature, Form, PageError, Routes, Visit};
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter};
use store::{Migration, Tx};
use testkit::{TestApp, on_both};
use uuid::Uuid;

store::row!(
    /// What the one slice writes.
    promise, "promise", { text: String }
);
store::row!(
    /// What the other writes when it hears of it.
    echo, "echo", { text: String }
);

fn promises() -> Feature {
    Feature {
        name: "promises",
        routes: Routes::new().act("/promises", promise_made).page("/promises", told),
        migrations: vec![Migration {
            name: "2026_11_22_t_promises",
            make: |s| {
                s.table("promise").id().uuid("tenant").text("text");
            },
        }],
        ..Feature::default()
    }
}

fn echoes() -> Feature {
    Feature {
        name: "echoes",
        on: Some(hear),
        facts: Some(tell),
        migrations: vec![Migration {
            name: "2026_11_22_t_echoes",
            make: |s| {
                s.table("echo").id().uuid("tenant").text("text");
            },
        }],
        ..Feature::default()
    }
}

async fn promise_made(v: Visit, form: Form) -> Answer {
    v.person()?;
    let row = promise::Model { id: Uuid::now_v7(), tenant: v.tenant.id, text: form.value("text").to_owned() };
    let mut tx = v.app.store().begin(v.act()).await?;
    tx.create("promise", row.id, &row).await?;
    let outcome = row.text.clone();
    tx.emit(&Event::Decided { decision: row.id, matter: None, body: Uuid::nil(), outcome }).await?;
    tx.commit().await?;
    page::redirect(&v, "/promises")
}

/// Shows what others say: this slice knows nothing of theirs.
async fn told(v: Visit) -> Answer {
    let days = (jiff::civil::date(2000, 1, 1), jiff::civil::date(2100, 1, 1));
    let facts = v.app.facts(v.ask(), &Subject::new("region", v.tenant.id), days).await?;
    let lines: Vec<_> = facts.iter().filter(|f| f.slice == "echoes").map(|f| f.title.get(v.lang)).collect();
    Ok(page::download("facts.txt", "text/plain", lines.join("\n"), true))
}

fn hear<'a>(event: &'a Event, tx: &'a mut Tx) -> BoxFuture<'a, store::Result<()>> {
    async move {
        let Event::Decided { outcome, .. } = event else { return Ok(()) };
        let row = echo::Model { id: Uuid::now_v7(), tenant: tx.tenant(), text: outcome.clone() };
        tx.create("echo", row.id, &row).await?;
        if outcome == "too-much" {
            return Err(store::Error::Refused("error-stale"));
        }
        Ok(())
    }
    .boxed()
}

fn tell<'a>(
    app: &'a App,
    ask: Ask<'a>,
    subject: &'a Subject,
    _: (Date, Date),
) -> BoxFuture<'a, Result<Vec<Fact>, PageError>> {
    async move {
        let rows = echo::Entity::find().filter(echo::Column::Tenant.eq(ask.tenant)).all(app.db()).await?;
        Ok(rows
            .into_iter()
            .map(|row| Fact {
                slice: "echoes".into(),
                subject: subject.clone(),
                at: When::unknown(),
                title: Local::fi(row.text),
                core: FactKind::Document { media_type: "text/plain".into() },
                source: Link { path: "/".into(), text: Local::default() },
                publicity: Publicity::Public,
                doubt: None,
            })
            .collect())
    }
    .boxed()
}

fn features() -> Vec<Feature> {
    let mut all = talkoot::features();
    all.extend([promises(), echoes()]);
    all
}

async fn written(t: &TestApp) -> (u64, u64, i64) {
    let db = t.app.db();
    (
        promise::Entity::find().count(db).await.unwrap(),
        echo::Entity::find().count(db).await.unwrap(),
        store::audit::last_no(db, t.tenant.id).await.unwrap(),
    )
}

#[tokio::test]
async fn a_fact_of_one_slice_is_found_in_another() {
    on_both(features, async |t| {
        let coordinator = t.coordinator().await;
        assert_eq!(coordinator.post("/fi/promises", &[("text", "kaiku")]).await.status, 303);
        assert_eq!(t.nobody().get("/fi/promises").await.text, "kaiku");
        let elsewhere = t.at_host("keski-suomi.localhost").get("/fi/promises").await;
        assert_eq!(elsewhere.text, "", "what is one region's is not told in another");
    })
    .await;
}

#[tokio::test]
async fn an_event_that_one_slice_refuses_leaves_nothing_of_the_others_write() {
    on_both(features, async |t| {
        let coordinator = t.coordinator().await;
        assert_eq!(coordinator.post("/fi/promises", &[("text", "hyvä")]).await.status, 303);
        let before = written(&t).await;
        assert_eq!((before.0, before.1), (1, 1));
        assert_eq!(coordinator.post("/fi/promises", &[("text", "too-much")]).await.status, 409);
        assert_eq!(written(&t).await, before);
    })
    .await;
}

#[tokio::test]
async fn a_session_of_one_region_is_nobody_in_another() {
    on_both(features, async |t| {
        let coordinator = t.coordinator().await;
        assert_eq!(coordinator.get("/fi/desk").await.status, 200);
        let elsewhere = coordinator.at("keski-suomi.localhost");
        assert_eq!(elsewhere.get("/fi/desk").await.status, 303);
        assert_eq!(elsewhere.post("/fi/promises", &[("text", "hei")]).await.status, 403);
    })
    .await;
}
