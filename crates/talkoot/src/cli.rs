//! The command line.

use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};
use jiff::civil::Date;
use tracing_subscriber::EnvFilter;

use crate::commands::{import, keep, people, project, search, serve};
use crate::failure::Failure;
use crate::places::Places;

/// A region's co-operation: meetings, decisions, follow-up.
#[derive(Debug, Parser)]
#[command(name = "talkoot", version, about, max_term_width = 100)]
struct Cli {
    #[command(flatten)]
    places: Places,
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Load the demo regions into an embedded store (./data unless --data says otherwise) and serve them
    Demo {
        /// The address to listen at
        #[arg(long, default_value = "127.0.0.1:8080", env = "TALKOOT_LISTEN")]
        listen: String,
        /// Throw away what the store holds and begin anew
        #[arg(long)]
        reset: bool,
        /// Pretend that today is this day, as 2026-11-24
        #[arg(long, value_name = "YYYY-MM-DD")]
        day: Option<Date>,
    },
    /// Serve
    Serve {
        /// The address to listen at
        #[arg(long, default_value = "127.0.0.1:8080", env = "TALKOOT_LISTEN")]
        listen: String,
        /// The mail server for letters: smtps://name:password@host; without it no letter leaves
        #[arg(long, env = "TALKOOT_SMTP_URL", hide_env_values = true, value_name = "URL")]
        smtp: Option<String>,
        /// The mailbox to which calendar programs reply: imaps://name:password@host/INBOX
        #[arg(long, env = "TALKOOT_IMAP_URL", hide_env_values = true, value_name = "URL")]
        imap: Option<String>,
    },
    /// Bring the store's tables up to date
    Migrate,
    /// Verify the audit trail; ends with 1 when something was changed behind its back
    Check,
    /// Write all that is kept into one file
    Backup {
        /// The file to write
        file: PathBuf,
    },
    /// Fill an empty store from a backup
    Restore {
        /// The file to read
        file: PathBuf,
    },
    /// Copy all from one database to another, empty one; files stay where they are
    Copy {
        /// The database to read
        #[arg(long, value_name = "URL")]
        from: String,
        /// The empty database to fill
        #[arg(long, value_name = "URL")]
        to: String,
    },
    /// Bring old material in: a folder of memos, a table, or a project's file
    Import(import::Wish),
    /// Write a report into a file
    #[command(subcommand)]
    Report(project::Report),
    /// People who sign in
    #[command(subcommand)]
    User(people::User),
    /// The search index
    #[command(subcommand)]
    Search(search::Search),
}

/// Runs the command line of this process.
pub fn run() -> ExitCode {
    let cli = Cli::parse();
    log(matches!(cli.command, Command::Serve { .. }));
    let runtime = match tokio::runtime::Builder::new_multi_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(e) => return end(Err(Failure::Store(format!("The system gives no threads: {e}")))),
    };
    let result = runtime.block_on(act(cli));
    // A blocking read that still runs must not hold up the end.
    runtime.shutdown_timeout(std::time::Duration::from_secs(2));
    end(result)
}

async fn act(cli: Cli) -> Result<(), Failure> {
    let places = cli.places;
    match cli.command {
        Command::Demo { listen, reset, day } => serve::demo(places, &listen, reset, day).await,
        Command::Serve { listen, smtp, imap } => serve::serve(&places, &listen, smtp, imap).await,
        Command::Migrate => keep::migrate(&places).await,
        Command::Check => keep::check(&places).await,
        Command::Backup { file } => keep::backup(&places, &file).await,
        Command::Restore { file } => keep::restore(&places, &file).await,
        Command::Copy { from, to } => keep::copy(&from, &to).await,
        Command::Import(wish) => import::import(&places, wish).await,
        Command::Report(what) => project::report(&places, what).await,
        Command::User(user) => people::user(&places, user).await,
        Command::Search(what) => search::search(&places, &what).await,
    }
}

fn end(result: Result<(), Failure>) -> ExitCode {
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            let _no_terminal = writeln!(std::io::stderr(), "talkoot: {failure}");
            failure.code()
        }
    }
}

/// One line of JSON per event, to stderr. Whoever serves wants to know more than whoever typed a command.
fn log(serving: bool) {
    let usual = if serving { "info,tantivy=warn" } else { "warn" };
    let filter = EnvFilter::try_from_env("TALKOOT_LOG").unwrap_or_else(|_| EnvFilter::new(usual));
    let set = tracing_subscriber::fmt().json().with_env_filter(filter).with_writer(std::io::stderr);
    let _set_by_a_test = set.try_init();
}

/// Tells whoever typed the command.
pub(crate) fn say(line: impl std::fmt::Display) {
    let _closed_pipe = writeln!(std::io::stdout(), "{line}");
}
