//! `cargo xtask bench desk`: the desk of the coordinator, a secretary and a manager in a store with 150,000 agenda
//! items and 150,000 states of actions, a third of the actions open. In process, so that nothing but the program and
//! its store is measured. Figures are printed, never asserted; the last line is the ratio of the coordinator's p95 to
//! that of an empty region's desk in the same run.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::print_stdout, reason = "a measuring program")]

use std::time::{Duration, Instant};

use jiff::ToSpan;
use jiff::civil::{Date, date};
use kit::{Id, Local, Role};
use meetings::rows::{invitation, item, meeting};
use page::Feature;
use record::rows::{action, action_state};
use sea_orm::{ActiveModelTrait, EntityTrait, IntoActiveModel};
use store::{Day, Json, Stamp, Tx};
use testkit::{Client, TestApp};
use uuid::Uuid;

const MEETINGS: usize = 12_000;
const ITEMS_EACH: usize = 12;
const ACTIONS: usize = 12_500;
const BODIES: usize = 50;
const REQUESTS: usize = 100;

fn features() -> Vec<Feature> {
    vec![
        people::feature(),
        signin::feature(),
        record::feature(),
        meetings::feature(),
        site::feature(),
        desk::feature(),
    ]
}

fn main() {
    tokio::runtime::Runtime::new().unwrap().block_on(run());
}

async fn run() {
    let t = TestApp::start(features, None).await;
    let coordinator = t.coordinator().await;
    let mut empty = times(&coordinator).await;
    println!("empty region: {}", told(&mut empty));
    let mut bodies = Vec::new();
    for n in 0..BODIES {
        bodies.push(t.body(&format!("ryhma-{n}")).await.id);
    }
    let towns: Vec<Uuid> = people::municipalities::on(t.app.db(), &t.tenant, t.app.today())
        .await
        .unwrap()
        .iter()
        .map(|m| m.id)
        .collect();
    let manager = t.seat(bodies[0], "member", Some(towns[0]), "Johtaja").await;
    for n in 0..20 {
        t.seat(bodies[0], "member", None, &format!("Jäsen {n}")).await;
    }
    let at = Instant::now();
    fill(&t, &bodies, &towns, manager.id).await;
    println!(
        "{} items of {MEETINGS} meetings, {} states of {ACTIONS} actions: filled in {:.0} s",
        MEETINGS * ITEMS_EACH,
        ACTIONS * towns.len(),
        at.elapsed().as_secs_f64()
    );
    let secretary = t.with_role(Role::Secretary, Some(bodies[0]), None).await;
    let own = t.sign_in(manager.id).await;
    let mut full = times(&coordinator).await;
    println!("coordinator: {}", told(&mut full));
    println!("secretary: {}", told(&mut times(&secretary).await));
    println!("manager: {}", told(&mut times(&own).await));
    println!("ratio full/empty p95: {:.1}", p(&full, 95).as_secs_f64() / p(&empty, 95).as_secs_f64());
}

async fn times(client: &Client) -> Vec<Duration> {
    let mut all = Vec::new();
    for _ in 0..REQUESTS {
        let at = Instant::now();
        let page = client.get("/fi/desk").await;
        all.push(at.elapsed());
        assert_eq!(page.status, 200);
    }
    all.sort();
    all
}

fn p(times: &[Duration], share: usize) -> Duration {
    times[(times.len() * share / 100).min(times.len() - 1)]
}

fn told(times: &mut [Duration]) -> String {
    times.sort();
    let ms = |d: Duration| d.as_secs_f64() * 1000.0;
    format!(
        "p50 {:.1} ms, p95 {:.1} ms, worst {:.1} ms",
        ms(p(times, 50)),
        ms(p(times, 95)),
        ms(p(times, 100))
    )
}

async fn fill(t: &TestApp, bodies: &[Uuid], towns: &[Uuid], manager: Uuid) {
    let mut tx = t.tx().await;
    tx.noted("region", t.tenant.id, "filled", &[]);
    let today = t.app.today();
    let (mut ms, mut is, mut inv) = (Vec::new(), Vec::new(), Vec::new());
    for no in 0..MEETINGS {
        // Fifteen years until the end of the coming one.
        let day =
            date(2007, 11, 1).checked_add(i64::try_from(no * 5_500 / MEETINGS).unwrap().days()).unwrap();
        let row = held(t.tenant.id, bodies[no % BODIES], day, today, no);
        if row.state == "called" {
            for n in 0..12 {
                inv.push(called(t.tenant.id, row.id, (n == 0).then_some(manager), n));
            }
        }
        for position in 0..ITEMS_EACH {
            is.push(treated(t.tenant.id, row.id, position));
        }
        ms.push(row);
    }
    insert::<meeting::Entity, _>(&tx, ms).await;
    insert::<item::Entity, _>(&tx, is).await;
    insert::<invitation::Entity, _>(&tx, inv).await;
    let (mut actions, mut states) = (Vec::new(), Vec::new());
    for no in 0..ACTIONS {
        let open = no % 3 == 0;
        let due = today.checked_add((i64::try_from(no % 700).unwrap() - 600).days()).unwrap();
        let row = asked(t.tenant.id, bodies[no % BODIES], due, open, no);
        for (n, town) in towns.iter().enumerate() {
            states.push(state(t.tenant.id, row.id, *town, open && n % 2 == 0));
        }
        actions.push(row);
    }
    insert::<action::Entity, _>(&tx, actions).await;
    insert::<action_state::Entity, _>(&tx, states).await;
    tx.commit().await.unwrap();
}

fn id() -> Uuid {
    Id::<meeting::Model>::new(jiff::Timestamp::UNIX_EPOCH).uuid()
}

fn held(tenant: Uuid, body: Uuid, day: Date, today: Date, no: usize) -> meeting::Model {
    let state = match (day < today, no % 4) {
        (true, _) => "closed",
        (false, 0) => "called",
        (false, 1) => "draft",
        (false, _) => "reserved",
    };
    let starts = kit::to_instant(day.at(9, 0, 0, 0));
    meeting::Model {
        id: id(),
        tenant,
        key: None,
        body,
        series: None,
        no: None,
        period: day.year().to_string(),
        title: Json(Local::default()),
        state: state.into(),
        recorded_afterwards: false,
        at_date: day.to_string(),
        at_printed: None,
        starts_at: Some(starts.into()),
        ends_at: None,
        mode: "hybrid".into(),
        place: Json(Local::fi("Lahti")),
        remote_link: String::new(),
        note: Json(Local::default()),
        doubt: Json(Local::default()),
        source: String::new(),
        example: true,
        uid: format!("{no:06}@bench"),
        sequence: 0,
        called_at: None,
        opened_at: None,
        ended_at: None,
        current_item: None,
        record_state: if state == "closed" { "published" } else { "none" }.into(),
        approved_at: None,
        published_at: None,
        version: 1,
    }
}

fn treated(tenant: Uuid, meeting: Uuid, position: usize) -> item::Model {
    item::Model {
        id: id(),
        tenant,
        meeting,
        position: i64::try_from(position).unwrap(),
        kind: "resolution".into(),
        matter: None,
        title: Json(Local::fi("Kuntien yhteinen lausunto")),
        presenter: String::new(),
        background: "<p>Tausta.</p>".into(),
        proposal: "<p>Esitys.</p>".into(),
        summary: Json(Local::default()),
        minutes: Some(10),
        publicity: "public".into(),
        ground: String::new(),
        late: position == 11,
        late_reason: String::new(),
        state: "treated".into(),
        outcome: "agreed".into(),
        outcome_text: String::new(),
        outcome_reason: String::new(),
        returns_date: "9999~unknown".into(),
        returns_printed: None,
        decision: None,
        moved_to: None,
        came_from: None,
        record_of: None,
        version: 1,
    }
}

fn called(tenant: Uuid, meeting: Uuid, person: Option<Uuid>, n: usize) -> invitation::Model {
    let id = id();
    invitation::Model {
        id,
        tenant,
        meeting,
        person,
        membership: None,
        municipality: None,
        visitor: None,
        name: format!("Jäsen {n}"),
        email: format!("jasen{n}@example.org"),
        lang: "fi".into(),
        role: "member".into(),
        withdrawn: false,
        token_digest: id.to_string(),
        answer: String::new(),
        deputy_name: String::new(),
        answered_via: String::new(),
        answered_sequence: 0,
        answered_at: None,
        sent_at: None,
        sent_sequence: 0,
        reminded_at: None,
        received_at: None,
        read_at: None,
        version: 1,
    }
}

fn asked(tenant: Uuid, body: Uuid, due: Date, open: bool, no: usize) -> action::Model {
    action::Model {
        id: id(),
        tenant,
        key: None,
        matter: None,
        decision: None,
        meeting: None,
        item: None,
        body: Some(body),
        text: Json(Local::fi(format!("Nimeä edustaja {no}"))),
        owner: "municipalities".into(),
        owner_person: None,
        due: Some(Day(due)),
        at_date: "2020".into(),
        at_printed: None,
        publicity: "public".into(),
        source: String::new(),
        example: true,
        created_at: Stamp(0),
        closed_at: (!open).then_some(Stamp(1)),
        version: 1,
    }
}

fn state(tenant: Uuid, action: Uuid, municipality: Uuid, open: bool) -> action_state::Model {
    action_state::Model {
        id: id(),
        tenant,
        action,
        municipality,
        state: if open { "no_answer" } else { "done" }.into(),
        note: String::new(),
        evidence: String::new(),
        by_person: None,
        by_name: String::new(),
        at: Stamp(0),
        version: 1,
    }
}

async fn insert<E, A>(tx: &Tx, rows: Vec<E::Model>)
where
    E: EntityTrait,
    A: ActiveModelTrait<Entity = E> + sea_orm::ActiveModelBehavior + Send,
    E::Model: IntoActiveModel<A>,
{
    let mut rows: Vec<A> = rows.into_iter().map(|r| r.into_active_model().reset_all()).collect();
    while !rows.is_empty() {
        let some: Vec<A> = rows.drain(..rows.len().min(500)).collect();
        E::insert_many(some).exec_without_returning(tx.conn()).await.unwrap();
    }
}
