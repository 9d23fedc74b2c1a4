//! The real program as a process, and a small client for it.

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};
use std::time::{Duration, Instant};

use jiff::Timestamp;
use kit::{Local, Role};
use page::Tenant;
use people::persons::{self, NewPerson};
use people::tenants::{self, NewTenant};
use store::{Act, Store, Tx};
use uuid::Uuid;

/// A running program; killed when it is dropped.
pub struct Program {
    child: Child,
    pub port: u16,
}

/// The address of the embedded store in a folder.
pub fn sqlite(dir: &Path) -> String {
    format!("sqlite://{}/talkoot.db", dir.display())
}

/// Runs a command to its end, on the store of this folder.
pub fn command(dir: &Path, words: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_talkoot"))
        .args(words)
        .arg("--data")
        .arg(dir)
        .env_remove("TALKOOT_DATABASE_URL")
        .output()
        .expect("the program runs")
}

impl Program {
    /// Serves this database and waits until it is ready.
    pub fn serve(database: &str, dir: &Path) -> Self {
        let port = TcpListener::bind("127.0.0.1:0").expect("a port").local_addr().expect("an address").port();
        let child = Command::new(env!("CARGO_BIN_EXE_talkoot"))
            .args(["serve", "--listen", &format!("127.0.0.1:{port}")])
            .env("TALKOOT_DATABASE_URL", database)
            .env("TALKOOT_FILES_URL", format!("file:{}/files", dir.display()))
            .env("TALKOOT_SEARCH_DIR", dir.join("search"))
            .env("TALKOOT_LOG", "error")
            .stdout(Stdio::null())
            .stderr(Stdio::inherit())
            .spawn()
            .expect("the program starts");
        let program = Self { child, port };
        let start = Instant::now();
        while program.get("/readyz", None).is_none_or(|r| r.status != 200) {
            assert!(start.elapsed() < Duration::from_secs(60), "the program is not ready");
            std::thread::sleep(Duration::from_millis(5));
        }
        program
    }

    /// Ends it at once, as a power cut does.
    pub fn kill(&mut self) {
        self.child.kill().expect("it runs");
        self.child.wait().expect("it ends");
    }

    /// Asks it to end, and says whether it ended in peace.
    pub fn end(mut self) -> bool {
        let asked = Command::new("kill").arg(self.child.id().to_string()).status().expect("kill runs");
        assert!(asked.success());
        self.child.wait().expect("it ends").success()
    }

    /// Gets a page; `None` when the program is not there.
    pub fn get(&self, path: &str, cookie: Option<&str>) -> Option<Reply> {
        get(self.port, path, cookie)
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        let _ended_already = self.child.kill();
        let _ended_already = self.child.wait();
    }
}

/// What came back.
pub struct Reply {
    pub status: u16,
    pub text: String,
}

impl Reply {
    /// The token for forms that every page carries.
    pub fn csrf(&self) -> String {
        let rest = self.text.split_once("name=\"csrf\" content=\"").expect("a token").1;
        rest.split_once('"').expect("its end").0.to_owned()
    }
}

pub fn get(port: u16, path: &str, cookie: Option<&str>) -> Option<Reply> {
    send(port, &format!("GET {path} HTTP/1.1\r\n{}", headers(cookie)))
}

/// Sends a form; `None` when no whole answer came back: then nothing was acknowledged.
pub fn post(port: u16, path: &str, cookie: &str, fields: &[(&str, &str)]) -> Option<Reply> {
    let body: Vec<String> = fields.iter().map(|(k, v)| format!("{k}={v}")).collect();
    let body = body.join("&");
    send(
        port,
        &format!(
            "POST {path} HTTP/1.1\r\n{}Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\r\n{body}",
            headers(Some(cookie)).trim_end_matches("\r\n").to_owned() + "\r\n",
            body.len()
        ),
    )
}

fn headers(cookie: Option<&str>) -> String {
    let cookie = cookie.map(|c| format!("Cookie: __Host-talkoot={c}\r\n")).unwrap_or_default();
    format!("Host: localhost\r\nConnection: close\r\n{cookie}\r\n")
}

fn send(port: u16, request: &str) -> Option<Reply> {
    let mut line = TcpStream::connect(("127.0.0.1", port)).ok()?;
    line.set_read_timeout(Some(Duration::from_secs(20))).ok()?;
    line.write_all(request.as_bytes()).ok()?;
    let mut bytes = Vec::new();
    line.read_to_end(&mut bytes).ok()?;
    let text = String::from_utf8_lossy(&bytes).into_owned();
    // An answer that was cut acknowledges nothing.
    let (head, body) = text.split_once("\r\n\r\n")?;
    let status = head.split(' ').nth(1)?.parse().ok()?;
    Some(Reply { status, text: body.to_owned() })
}

/// A store with the program's tables, a region and a coordinator with a session; gives region and token.
pub async fn seed(database: &str) -> (Store, Tenant, String) {
    let store = Store::open(database).await.expect("opens");
    store.migrate(talkoot::all_migrations(&talkoot::features())).await.expect("migrates");
    let id = Uuid::now_v7();
    let mut tx = begin(&store, id).await;
    let tenant = tenants::create(
        &mut tx,
        NewTenant {
            key: "paijat-hame".into(),
            host: "localhost".into(),
            base_url: "http://localhost".into(),
            name: Local::fi("Päijät-Häme"),
            council: Local::fi("Päijät-Hämeen liitto"),
            region_code: "07".into(),
            mail_from: "talkoot@example.org".into(),
            demo: true,
            is_default: true,
        },
    )
    .await
    .expect("a region");
    let new = NewPerson { name: "Koordinaattori".into(), ..NewPerson::default() };
    let person = persons::create(&mut tx, new).await.expect("a person");
    let day = jiff::civil::date(2020, 1, 1);
    persons::grant(&mut tx, person.id, Role::Coordinator, None, None, day).await.expect("a role");
    let (_, token) = signin::sessions::begin(&mut tx, person.id, "testi").await.expect("a session");
    tx.commit().await.expect("commits");
    (store, tenant, token)
}

pub async fn begin(store: &Store, tenant: Uuid) -> Tx {
    store.begin(Act::machinery("test", tenant, now())).await.expect("begins")
}

/// The program under test reads the machine's clock, so a session must begin now.
fn now() -> Timestamp {
    use kit::Clock;
    kit::SystemClock.now()
}
