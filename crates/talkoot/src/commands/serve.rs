//! `talkoot serve` and `talkoot demo`.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};
use kit::{Clock, SystemClock};
use mail::{Inbox, Smtp};
use page::{App, Late};
use search::SearchIndex;
use tokio::net::TcpListener;

use crate::cli::say;
use crate::failure::Failure;
use crate::places::{Addresses, Places};
use crate::workers::Post;
use crate::{demo, serve as server, start, workers};

pub(crate) async fn serve(
    places: &Places,
    listen: &str,
    smtp: Option<String>,
    imap: Option<String>,
) -> Result<(), Failure> {
    let at = places.addresses()?;
    let post = Post {
        smtp: smtp.map(|url| Smtp::from_url(&url).map(Arc::new)).transpose().map_err(|e| {
            Failure::Usage(format!("TALKOOT_SMTP_URL: {e}. It should read as smtps://name:password@host."))
        })?,
        inbox: imap.map(|url| Inbox::from_url(&url)).transpose().map_err(|e| {
            Failure::Usage(format!(
                "TALKOOT_IMAP_URL: {e}. It should read as imaps://name:password@host/INBOX."
            ))
        })?,
    };
    let listener = server::bind(listen).await?;
    let (app, index) = start::program(&at, Arc::new(SystemClock), post.smtp.clone()).await?;
    tracing::info!(listen, database = at.shown(), "serving");
    if let Some(code) = setup::code::offer(&app).await? {
        let told = setup::code::told(&app, &code, listen);
        tracing::warn!(code, "{told}");
        // Whoever starts it by hand reads the terminal and not the log.
        say(told);
    }
    if post.smtp.is_none() {
        tracing::warn!(
            "TALKOOT_SMTP_URL is not set: letters of regions without a mail server of their own wait"
        );
    }
    run(app, index, &at, listener, post).await
}

async fn run(
    app: App,
    index: Late<SearchIndex>,
    at: &Addresses,
    listener: TcpListener,
    post: Post,
) -> Result<(), Failure> {
    let workers = workers::start(&app, index, at.search.clone(), post);
    let served = server::serve(&app, listener).await;
    workers.end().await;
    app.store().clone().close().await?;
    served
}

/// The machine's clock, moved so that the demo begins on its day.
struct Moved(SignedDuration);

impl Clock for Moved {
    fn now(&self) -> Timestamp {
        let now = SystemClock.now();
        now.checked_add(self.0).unwrap_or(now)
    }
}

fn clock_of(day: Option<Date>) -> Arc<dyn Clock> {
    let Some(day) = day else { return Arc::new(SystemClock) };
    let here = kit::local_time(SystemClock.now());
    let there = kit::to_instant(day.to_datetime(here.time()));
    Arc::new(Moved(there.duration_since(SystemClock.now())))
}

pub(crate) async fn demo(
    places: Places,
    listen: &str,
    reset: bool,
    day: Option<Date>,
) -> Result<(), Failure> {
    let dir = places.data.clone().unwrap_or_else(|| PathBuf::from("data"));
    let at = Addresses::in_folder(&dir);
    let listener = server::bind(listen).await?;
    let port = listener.local_addr().map_or(8080, |a| a.port());
    if reset {
        forget(&dir)?;
    }
    let (app, index) = start::program(&at, clock_of(day), None).await?;
    let tenants = demo::load(&app, port).await?;
    for tenant in &tenants {
        say(format!("{:<14} http://{}:{port}/", tenant.name.get(kit::Lang::Fi), tenant.host));
        for (login, name) in demo::logins(&tenant.key)? {
            say(format!("  {login:<16} {name}"));
        }
    }
    say(format!("Every login has the password {}.", signin::demo::PASSWORD));
    say(format!("Kept in {}. Ctrl-C ends; the same command goes on where it was.", dir.display()));
    run(app, index, &at, listener, Post::default()).await
}

/// Takes away what a demo left in its folder, and nothing else that may lie there.
fn forget(dir: &Path) -> Result<(), Failure> {
    let remove = |name: &str| {
        let path = dir.join(name);
        let gone = if path.is_dir() { std::fs::remove_dir_all(&path) } else { std::fs::remove_file(&path) };
        match gone {
            Err(e) if e.kind() != std::io::ErrorKind::NotFound => {
                Err(Failure::Store(format!("{} cannot be removed: {e}", path.display())))
            }
            _ => Ok(()),
        }
    };
    ["talkoot.db", "talkoot.db-wal", "talkoot.db-shm", "files", "search"].into_iter().try_for_each(remove)
}
