//! A store with the meetings of a large region, made once and kept for later runs.

use std::path::Path;
use std::process::Command;

use jiff::civil::{Date, date};
use kit::{Id, Local, Publicity, When};
use meetings::rows::{item, meeting};
use people::bodies::{self, NewBody, NewMembership};
use people::persons::NewPerson;
use people::tenants::{self, NewTenant};
use record::decisions::{self, NewDecision, Number};
use record::rows::{action, action_state, decision};
use sea_orm::{ActiveModelTrait, EntityTrait, IntoActiveModel, QueryOrder, QuerySelect};
use store::{Act, Day, Json, Stamp, Store, Tx};
use uuid::Uuid;

const MEETINGS: usize = 12_000;
const ITEMS: usize = 150_000;
const BODIES: usize = 50;
/// The first five meetings have so many items.
pub const LONG: usize = 40;
const IN_ONE: usize = 100;

/// What was made.
pub struct Filled {
    pub meetings: Vec<Uuid>,
    pub decisions: Vec<Uuid>,
    /// Meetings whose record is long.
    pub long: Vec<Uuid>,
}

pub async fn fill(binary: &str, folder: &Path) -> Filled {
    std::fs::create_dir_all(folder).unwrap();
    let done = Command::new(binary).args(["migrate", "--data"]).arg(folder).status().unwrap();
    assert!(done.success(), "the store was made");
    let store = Store::open(&format!("sqlite://{}", folder.join("talkoot.db").display())).await.unwrap();
    if tenants::by_key(store.read(), "bench").await.unwrap().is_none() {
        make(&store, "2026-01-02T08:00:00Z".parse().unwrap()).await;
    }
    let meetings: Vec<Uuid> = meeting::Entity::find()
        .select_only()
        .column(meeting::Column::Id)
        .order_by_asc(meeting::Column::Uid)
        .into_tuple()
        .all(store.read())
        .await
        .unwrap();
    let decisions: Vec<Uuid> = decision::Entity::find()
        .select_only()
        .column(decision::Column::Id)
        .into_tuple()
        .all(store.read())
        .await
        .unwrap();
    store.close().await.unwrap();
    let long = meetings.iter().take(5).copied().collect();
    Filled { meetings, decisions, long }
}

async fn make(store: &Store, now: jiff::Timestamp) {
    let tenant = Id::<NewTenant>::new(now).uuid();
    let act = || Act::machinery("bench", tenant, now);
    let mut tx = store.begin(act()).await.unwrap();
    let new = NewTenant {
        key: "bench".into(),
        host: "localhost".into(),
        base_url: "http://localhost".into(),
        name: Local::fi("Päijät-Häme"),
        council: Local::fi("Päijät-Hämeen liitto"),
        region_code: "07".into(),
        mail_from: "bench@example.org".into(),
        demo: true,
        is_default: true,
    };
    tenants::create(&mut tx, new).await.unwrap();
    let mut bodies = Vec::new();
    for n in 0..BODIES {
        bodies.push(self::bodies::create(&mut tx, body(n)).await.unwrap().id);
    }
    let all = people::municipalities::all(tx.conn(), tenant).await.unwrap();
    let towns: Vec<Uuid> = all.iter().filter(|m| m.valid_to.is_none()).map(|m| m.id).collect();
    for town in &towns {
        let person = manager(&mut tx).await;
        for body in &bodies {
            sits(&mut tx, *body, person, *town).await;
        }
    }
    tx.commit().await.unwrap();
    let mut made = 0;
    for first in (0..MEETINGS).step_by(IN_ONE) {
        let mut tx = store.begin(act()).await.unwrap();
        let (mut ms, mut is, mut asked, mut said) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        for no in first..first + IN_ONE {
            let year = 2011 + i16::try_from(no * 15 / MEETINGS).unwrap();
            let day = date(year, 1, 1)
                .checked_add(jiff::Span::new().days(i64::try_from(no * 7 % 360).unwrap()))
                .unwrap();
            let row = held(tenant, bodies[no % BODIES], no, day, now);
            tx.noted("meeting", row.id, "imported", &[]);
            let count = if no < 5 { LONG } else { (ITEMS - made).div_ceil(MEETINGS - no) };
            for position in 0..count {
                let item = treated(&mut tx, &row, position, made + position, day).await;
                if (made + position) % 12 == 0 {
                    let action = action_of(&item, row.body, day);
                    said.extend(towns.iter().map(|town| done(&action, *town, day)));
                    asked.push(action);
                }
                is.push(item);
            }
            made += count;
            ms.push(row);
        }
        insert::<meeting::Entity, _>(&tx, ms).await;
        insert::<item::Entity, _>(&tx, is).await;
        insert::<action::Entity, _>(&tx, asked).await;
        insert::<action_state::Entity, _>(&tx, said).await;
        tx.commit().await.unwrap();
    }
}

fn body(n: usize) -> NewBody {
    NewBody {
        key: format!("ryhma-{n}"),
        name: Local::fi(format!("Ryhmä {n} {}", words(n, 1))),
        kind: "sector".into(),
        statutory: false,
        parent: None,
        description: Local::default(),
        numbering: "section".into(),
        period: "calendar_year".into(),
        quorum: "none".into(),
        conflict_step: false,
        approval: "chair".into(),
        publicity: "public".into(),
        seat_rule: "none".into(),
    }
}

async fn manager(tx: &mut Tx) -> Uuid {
    let new = NewPerson {
        name: "Kunnanjohtaja".into(),
        title: String::new(),
        email: None,
        phone: None,
        contact_public: false,
        lang: kit::Lang::Fi,
        organisation: None,
    };
    people::persons::create(tx, new).await.unwrap().id
}

async fn sits(tx: &mut Tx, body: Uuid, person: Uuid, town: Uuid) {
    let new = NewMembership {
        body,
        person: Some(person),
        office: None,
        municipality: Some(town),
        role: "member".into(),
        sector: None,
        deputy_of: None,
        from: When::unknown(),
        to: When::open(),
        note: String::new(),
    };
    bodies::add_member(tx, new).await.unwrap();
}

/// What an item asked all municipalities to do.
fn action_of(item: &item::Model, body: Uuid, day: Date) -> action::Model {
    action::Model {
        id: Id::<action::Model>::new(kit::to_instant(day.at(12, 0, 0, 0))).uuid(),
        tenant: item.tenant,
        key: None,
        matter: None,
        decision: item.decision,
        meeting: Some(item.meeting),
        item: Some(item.id),
        body: Some(body),
        text: item.title.clone(),
        owner: "municipalities".into(),
        owner_person: None,
        due: Some(Day(day)),
        at_date: day.to_string(),
        at_printed: None,
        publicity: "public".into(),
        source: String::new(),
        example: true,
        created_at: Stamp(0),
        closed_at: Some(Stamp(1)),
        version: 1,
    }
}

fn done(action: &action::Model, municipality: Uuid, day: Date) -> action_state::Model {
    action_state::Model {
        id: Id::<action_state::Model>::new(kit::to_instant(day.at(12, 0, 0, 0))).uuid(),
        tenant: action.tenant,
        action: action.id,
        municipality,
        state: "done".into(),
        note: String::new(),
        evidence: String::new(),
        by_person: None,
        by_name: String::new(),
        at: kit::to_instant(day.at(12, 0, 0, 0)).into(),
        version: 1,
    }
}

/// A meeting that was held and whose record is published.
fn held(tenant: Uuid, body: Uuid, no: usize, day: Date, now: jiff::Timestamp) -> meeting::Model {
    let starts = Some(kit::to_instant(day.at(9, 0, 0, 0)).into());
    let id = Id::<meeting::Model>::new(now).uuid();
    meeting::Model {
        id,
        tenant,
        key: None,
        body,
        series: None,
        no: Some(i64::try_from(no / BODIES % 16 + 1).unwrap()),
        period: day.year().to_string(),
        title: Json(Local::default()),
        state: "closed".into(),
        recorded_afterwards: false,
        at_date: day.to_string(),
        at_printed: None,
        starts_at: starts,
        ends_at: None,
        mode: "hybrid".into(),
        place: Json(Local::fi("Päijät-Hämeen liitto, Lahti")),
        remote_link: String::new(),
        note: Json(Local::default()),
        doubt: Json(Local::default()),
        source: String::new(),
        example: true,
        uid: format!("{no:06}@bench"),
        sequence: 0,
        called_at: starts,
        opened_at: starts,
        ended_at: starts,
        current_item: None,
        record_state: "published".into(),
        approved_at: starts,
        published_at: starts,
        version: 1,
    }
}

async fn treated(tx: &mut Tx, m: &meeting::Model, position: usize, seed: usize, day: Date) -> item::Model {
    let id = Id::<item::Model>::new(tx.now()).uuid();
    let title = Local::fi(words(seed, 5));
    let text = format!("<p>{}.</p>", words(seed + 1, 25));
    let new = NewDecision {
        body: Some(m.body),
        officer: String::new(),
        matter: None,
        meeting: Some(m.id),
        item: Some(id),
        period: m.period.clone(),
        number: Number::Next,
        at: When::day(day),
        statutory: false,
        outcome: "agreed".into(),
        title: title.clone(),
        text: text.clone(),
        reason: String::new(),
        returns: When::unknown(),
        publicity: Publicity::Public,
        ground: String::new(),
        doubt: Local::default(),
        source: String::new(),
        published: true,
        example: true,
    };
    let decision = decisions::decide(tx, new).await.unwrap();
    item::Model {
        id,
        tenant: m.tenant,
        meeting: m.id,
        position: i64::try_from(position).unwrap() + 1,
        kind: "item".into(),
        matter: None,
        title: Json(title),
        presenter: "kuntayhteistyöpäällikkö".into(),
        background: format!("<p>{}.</p>", words(seed + 2, 60)),
        proposal: format!("<p>{}.</p>", words(seed + 3, 20)),
        summary: Json(Local::fi(words(seed + 4, 14))),
        minutes: Some(10),
        publicity: "public".into(),
        ground: String::new(),
        late: false,
        late_reason: String::new(),
        state: "treated".into(),
        outcome: "agreed".into(),
        outcome_text: text,
        outcome_reason: String::new(),
        returns_date: "9999~unknown".into(),
        returns_printed: None,
        decision: Some(decision.id),
        moved_to: None,
        came_from: None,
        record_of: None,
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

const WORDS: [&str; 40] = [
    "kuntien",
    "yhteinen",
    "lausunto",
    "selvitys",
    "tuulivoimaan",
    "soveltuvat",
    "alueet",
    "palveluverkko",
    "uudistus",
    "vesihuolto",
    "lähijunaliikenne",
    "talousarvio",
    "toimintasuunnitelma",
    "koulutussarja",
    "valtuutetut",
    "maakunnan",
    "edunvalvonta",
    "liikenne",
    "sote",
    "riskienhallinta",
    "turvallisuus",
    "markkinointi",
    "elinvoima",
    "hankinta",
    "kirjasto",
    "nuoriso",
    "ikääntyminen",
    "väestö",
    "ennuste",
    "kuntajohtajakokous",
    "puheenjohtajafoorumi",
    "päätös",
    "valmistelu",
    "ohjausryhmä",
    "seuranta",
    "raportti",
    "Sysmän",
    "Lahden",
    "Heinolan",
    "Padasjoen",
];

/// The same words for the same seed in every run: few words are common and many, compounds of two, are rare, as in texts.
fn words(seed: usize, n: usize) -> String {
    let mut x = seed.wrapping_mul(2_654_435_761) | 1;
    let mut below = |end: usize| {
        x ^= x << 13;
        x ^= x >> 7;
        x ^= x << 17;
        x % end
    };
    let many = WORDS.len() * (WORDS.len() + 1);
    let mut out = Vec::with_capacity(n);
    for _ in 0..n {
        let one = below(many);
        let rank = one * below(many) / many * below(many) / many;
        let (first, second) = (rank % WORDS.len(), rank / WORDS.len());
        let end = if second == 0 { "" } else { WORDS[second - 1] };
        out.push(format!("{}{end}", WORDS[first]));
    }
    out.join(" ")
}
