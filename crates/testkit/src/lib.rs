//! What tests share: a whole program in process, on SQLite and, when `TALKOOT_TEST_POSTGRES` names a server
//! (`postgres://user@host:port`), on PostgreSQL too; clients signed in by a session row; a clock that stands still.
//!
//! ```ignore
//! testkit::on_both(|| vec![people::feature(), signin::feature(), mine::feature()], async |t| {
//!     let coordinator = t.coordinator().await;
//!     let page = coordinator.get("/fi/mine").await;
//!     assert_eq!(page.status, 200);
//! })
//! .await;
//! ```

mod client;

use std::sync::Arc;

use jiff::Timestamp;
use kit::{FixedClock, Local, Role, When};
use page::{App, AppBuilder, Feature, Tenant};
use people::bodies::{self, Body, NewBody, NewMembership};
use people::municipalities::Municipality;
use people::persons::{self, NewPerson, Person};
use people::tenants::{self, NewTenant};
use store::{Act, Files, Store, Tx};
use uuid::Uuid;

pub use client::{Client, Reply};

/// The day of the tests: Wednesday 13 October 2021 at 9.00 in Finland.
pub const NOW: &str = "2021-10-13T06:00:00Z";

/// A program for one test.
pub struct TestApp {
    /// The program.
    pub app: App,
    /// Päijät-Häme, the default tenant.
    pub tenant: Tenant,
    /// Keski-Suomi, at `keski-suomi.localhost`.
    pub other: Tenant,
    /// The clock, which can be moved.
    pub clock: Arc<FixedClock>,
    _folder: tempfile::TempDir,
}

/// Runs a test on both stores.
pub async fn on_both<F>(features: fn() -> Vec<Feature>, test: F)
where
    F: AsyncFn(TestApp),
{
    test(TestApp::start(features, None).await).await;
    if let Ok(server) = std::env::var("TALKOOT_TEST_POSTGRES") {
        let name = format!("t_{}", Uuid::new_v4().simple());
        admin(
            &server,
            &format!("CREATE DATABASE {name} TEMPLATE template0 LC_COLLATE 'C' LC_CTYPE 'C' ENCODING 'UTF8'"),
        )
        .await;
        test(TestApp::start(features, Some(format!("{server}/{name}"))).await).await;
        admin(&server, &format!("DROP DATABASE {name} WITH (FORCE)")).await;
    }
}

/// A program whose store holds no region yet.
pub struct EmptyApp {
    /// The program.
    pub app: App,
    /// The clock, which can be moved.
    pub clock: Arc<FixedClock>,
    _folder: tempfile::TempDir,
}

impl EmptyApp {
    /// Somebody at this host, without any session.
    pub fn nobody(&self, host: &str) -> Client {
        Client::new(self.app.clone(), host, None)
    }
}

/// Runs a test on both stores, each without any region.
pub async fn on_both_empty<F>(features: fn() -> Vec<Feature>, test: F)
where
    F: AsyncFn(EmptyApp),
{
    let start = async |url| {
        let (app, clock, folder) = bare(features, url, |b| b).await;
        EmptyApp { app, clock, _folder: folder }
    };
    test(start(None).await).await;
    if let Ok(server) = std::env::var("TALKOOT_TEST_POSTGRES") {
        let name = format!("t_{}", Uuid::new_v4().simple());
        admin(
            &server,
            &format!("CREATE DATABASE {name} TEMPLATE template0 LC_COLLATE 'C' LC_CTYPE 'C' ENCODING 'UTF8'"),
        )
        .await;
        test(start(Some(format!("{server}/{name}"))).await).await;
        admin(&server, &format!("DROP DATABASE {name} WITH (FORCE)")).await;
    }
}

/// A migrated store and a program on it.
async fn bare(
    features: fn() -> Vec<Feature>,
    url: Option<String>,
    parts: impl FnOnce(AppBuilder) -> AppBuilder,
) -> (App, Arc<FixedClock>, tempfile::TempDir) {
    let folder = tempfile::tempdir().expect("a folder");
    let url = url.unwrap_or_else(|| format!("sqlite://{}/t.db", folder.path().display()));
    let store = Store::open(&url).await.expect("the store opens");
    let features = features();
    let mut steps = store::migrations();
    steps.extend(features.iter().flat_map(|f| f.migrations.clone()));
    store.migrate(steps).await.expect("migrates");
    let files = Files::open(&format!("file:{}/files", folder.path().display())).expect("files");
    let clock = Arc::new(FixedClock::new(NOW.parse().expect("a time")));
    let app = parts(AppBuilder::new(store, files, clock.clone(), features)).build();
    (app, clock, folder)
}

async fn admin(server: &str, sql: &str) {
    use sea_orm::ConnectionTrait;
    let db = Store::open(&format!("{server}/postgres"))
        .await
        .expect("PostgreSQL of TALKOOT_TEST_POSTGRES answers");
    db.read().execute_unprepared(sql).await.expect(sql);
    db.close().await.expect("closes");
}

impl TestApp {
    /// Starts a program on a fresh SQLite file, or on the PostgreSQL database of `url`.
    pub async fn start(features: fn() -> Vec<Feature>, url: Option<String>) -> Self {
        Self::start_with(features, url, |b| b).await
    }

    /// The same with parts (a search index, a printer) added.
    pub async fn start_with(
        features: fn() -> Vec<Feature>,
        url: Option<String>,
        parts: impl FnOnce(AppBuilder) -> AppBuilder,
    ) -> Self {
        let (app, clock, folder) = bare(features, url, parts).await;
        let tenant = region(&app, "paijat-hame", "localhost", "07", "Päijät-Häme", true).await;
        let other = region(&app, "keski-suomi", "keski-suomi.localhost", "13", "Keski-Suomi", false).await;
        Self { app, tenant, other, clock, _folder: folder }
    }

    /// Begins a change by the program itself.
    pub async fn tx(&self) -> Tx {
        self.app.store().begin(Act::machinery("test", self.tenant.id, self.app.now())).await.expect("begins")
    }

    /// Moves the clock.
    pub fn set_now(&self, at: &str) {
        self.clock.set(at.parse::<Timestamp>().expect("a time"));
    }

    /// Somebody who has not signed in.
    pub fn nobody(&self) -> Client {
        Client::new(self.app.clone(), "localhost", None)
    }

    /// Somebody at another host.
    pub fn at_host(&self, host: &str) -> Client {
        Client::new(self.app.clone(), host, None)
    }

    /// A new person without any role.
    pub async fn person(&self, name: &str) -> Person {
        let mut tx = self.tx().await;
        let email = format!("{}@example.org", people::municipalities::slug(name));
        let new = NewPerson {
            name: name.into(),
            title: "testaaja".into(),
            email: Some(email),
            ..NewPerson::default()
        };
        let person = persons::create(&mut tx, new).await.expect("a person");
        tx.commit().await.expect("commits");
        person
    }

    /// A client signed in as this person.
    pub async fn sign_in(&self, person: Uuid) -> Client {
        let mut tx = self.tx().await;
        let (_, token) = signin::sessions::begin(&mut tx, person, "testi").await.expect("a session");
        tx.commit().await.expect("commits");
        Client::new(self.app.clone(), "localhost", Some(token))
    }

    /// A client with a role in the whole region, in a body, or for a municipality.
    pub async fn with_role(&self, role: Role, body: Option<Uuid>, municipality: Option<Uuid>) -> Client {
        let person =
            self.person(&format!("{} {}", role.code(), &Uuid::new_v4().simple().to_string()[..6])).await;
        let mut tx = self.tx().await;
        let day = jiff::civil::date(2020, 1, 1);
        persons::grant(&mut tx, person.id, role, body, municipality, day).await.expect("a role");
        tx.commit().await.expect("commits");
        self.sign_in(person.id).await
    }

    /// The region's coordinator.
    pub async fn coordinator(&self) -> Client {
        self.with_role(Role::Coordinator, None, None).await
    }

    /// The administrator.
    pub async fn admin(&self) -> Client {
        self.with_role(Role::Admin, None, None).await
    }

    /// A municipality of the region by its name in the address.
    pub async fn municipality(&self, slug: &str) -> Municipality {
        people::municipalities::by_slug(self.app.db(), self.tenant.id, slug)
            .await
            .expect("reads")
            .expect(slug)
    }

    /// A co-operation body with § numbers by calendar year and no quorum: a managers' meeting.
    pub async fn body(&self, key: &str) -> Body {
        let mut tx = self.tx().await;
        let body = bodies::create(&mut tx, plain_body(key)).await.expect("a body");
        tx.commit().await.expect("commits");
        body
    }

    /// A new person with a seat in a body, on behalf of a municipality.
    pub async fn seat(&self, body: Uuid, role: &str, municipality: Option<Uuid>, name: &str) -> Person {
        let person = self.person(name).await;
        let mut tx = self.tx().await;
        let new = NewMembership {
            body,
            person: Some(person.id),
            office: None,
            municipality,
            role: role.into(),
            sector: None,
            deputy_of: None,
            from: When::unknown(),
            to: When::open(),
            note: String::new(),
        };
        bodies::add_member(&mut tx, new).await.expect("a seat");
        tx.commit().await.expect("commits");
        person
    }
}

/// The settings of a plain co-operation body, to be changed by a test.
pub fn plain_body(key: &str) -> NewBody {
    NewBody {
        key: key.into(),
        name: Local {
            fi: "Kuntajohtajakokous".into(),
            sv: "Kommundirektörsmötet".into(),
            en: "Managers' meeting".into(),
        },
        kind: "managers".into(),
        statutory: false,
        parent: None,
        description: Local::default(),
        numbering: "section".into(),
        period: "calendar_year".into(),
        quorum: "none".into(),
        conflict_step: false,
        approval: "next_meeting".into(),
        publicity: "public".into(),
        seat_rule: "one_per_municipality".into(),
    }
}

async fn region(app: &App, key: &str, host: &str, code: &str, name: &str, is_default: bool) -> Tenant {
    let id = kit::Id::<Tenant>::new(app.now()).uuid();
    let mut tx = app.store().begin(Act::machinery("test", id, app.now())).await.expect("begins");
    let tenant = tenants::create(
        &mut tx,
        NewTenant {
            key: key.into(),
            host: host.into(),
            base_url: format!("http://{host}"),
            name: Local::fi(name),
            council: Local::fi(format!("{name}n liitto")),
            region_code: code.into(),
            mail_from: "talkoot@example.org".into(),
            demo: true,
            is_default,
        },
    )
    .await
    .expect("a tenant");
    tx.commit().await.expect("commits");
    tenant
}
