//! A PostgreSQL for the tests alone: in a temporary folder, on a free port, without the care for the disk that real
//! data need. PostgreSQL refuses to run as root, so root gives the folder to another user and starts it as that one.

use crate::{Result, sh};
use std::net::TcpListener;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

/// A running server. It stops when this is dropped, and also when this program is killed: the watcher sees the pipe close.
pub struct Server {
    url: String,
    watcher: Child,
}

impl Server {
    /// Starts one. Takes about two seconds.
    pub fn start() -> Result<Self> {
        let programs = programs()?;
        let user = if sh::is_root() { Some(other_user()?) } else { None };
        let folder = std::env::temp_dir().join(format!("talkoot-pg-{}", std::process::id()));
        std::fs::create_dir(&folder).map_err(|e| format!("{} could not be made: {e}.", folder.display()))?;
        let started = init_and_start(&programs, user.as_deref(), &folder);
        let watcher = watch_over(&programs, user.as_deref(), &folder)?;
        // From here the watcher tidies up, also after a failed start.
        let mut server = Server { url: String::new(), watcher };
        server.url = format!("postgres://talkoot@127.0.0.1:{}", started?);
        Ok(server)
    }

    /// Address of the server, without a database: tests make their own there and add its name.
    pub fn url(&self) -> &str {
        &self.url
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        drop(self.watcher.stdin.take());
        let _ = self.watcher.wait();
    }
}

fn init_and_start(programs: &Path, user: Option<&str>, folder: &Path) -> Result<u16> {
    if let Some(user) = user {
        sh::output(Command::new("chown").arg(user).arg(folder))?;
    }
    let data = folder.join("data");
    sh::output(as_user(user, &programs.join("initdb"), folder).arg("--pgdata").arg(&data).args([
        "--username=talkoot",
        "--auth=trust",
        "--locale=C",
        "--encoding=UTF8",
        "--no-sync",
    ]))?;
    let port = TcpListener::bind("127.0.0.1:0")
        .and_then(|l| l.local_addr())
        .map_err(|e| format!("There is no free port: {e}."))?
        .port();
    let options = format!(
        "-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={} -c fsync=off -c synchronous_commit=off \
         -c full_page_writes=off -c max_connections=300 -c shared_buffers=64MB",
        folder.display()
    );
    let log = folder.join("log");
    sh::run(
        as_user(user, &programs.join("pg_ctl"), folder)
            .arg("--pgdata")
            .arg(&data)
            .arg("--log")
            .arg(&log)
            .args(["--wait", "--silent", "--options", &options, "start"])
            .stdin(Stdio::null()),
    )
    .map_err(|e| format!("{e} PostgreSQL said: {}", std::fs::read_to_string(&log).unwrap_or_default()))?;
    Ok(port)
}

/// A small shell that waits for our end of the pipe to close, by will or by death, then stops the server and tidies up.
/// It has its own process group, so that Ctrl+C does not end it before its work.
fn watch_over(programs: &Path, user: Option<&str>, folder: &Path) -> Result<Child> {
    let script = r#"cat >/dev/null; "$@" >/dev/null 2>&1; rm -rf "$TALKOOT_PG_FOLDER""#;
    let stop = as_user(user, &programs.join("pg_ctl"), folder);
    Command::new("sh")
        .args(["-c", script, "sh"])
        .arg(stop.get_program())
        .args(stop.get_args())
        .arg("--pgdata")
        .arg(folder.join("data"))
        .args(["--mode=immediate", "stop"])
        .env("TALKOOT_PG_FOLDER", folder)
        .current_dir("/")
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .process_group(0)
        .spawn()
        .map_err(|e| format!("A shell to stop PostgreSQL later could not be started: {e}."))
}

fn as_user(user: Option<&str>, program: &Path, folder: &Path) -> Command {
    let mut command = match user {
        Some(user) => {
            let mut command = Command::new("runuser");
            command.args(["-u", user, "--"]).arg(program);
            command
        }
        None => Command::new(program),
    };
    command.current_dir(folder);
    command
}

/// The user that the Debian package makes, else nobody.
fn other_user() -> Result<String> {
    let known = |user: &&str| sh::output(Command::new("id").args(["-u", user])).is_ok();
    ["postgres", "nobody"].into_iter().find(known).map(str::to_owned).ok_or_else(|| {
        "PostgreSQL refuses to run as root and there is no other user: make a user `postgres`.".into()
    })
}

/// The folder of the newest `initdb` and `pg_ctl`.
fn programs() -> Result<PathBuf> {
    let mut versions: Vec<(u32, PathBuf)> = std::fs::read_dir("/usr/lib/postgresql")
        .into_iter()
        .flatten()
        .flatten()
        .filter_map(|e| Some((e.file_name().to_str()?.parse().ok()?, e.path().join("bin"))))
        .filter(|(_, folder)| folder.join("initdb").is_file())
        .collect();
    versions.sort();
    versions
        .pop()
        .map(|(_, folder)| folder)
        .or_else(|| sh::find("initdb", &[]).and_then(|file| file.parent().map(Path::to_owned)))
        .ok_or_else(|| "PostgreSQL's `initdb` was not found: install the package `postgresql`.".into())
}
