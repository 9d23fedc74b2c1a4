//! What no request waits for. Each worker looks when something was committed here and once a second, since other
//! processes write too; each may be killed at any moment.

mod inbox;
mod indexer;
mod jobs;
mod open_data;
mod outbox;

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use mail::{Inbox, Smtp};
use page::{App, Late};
use search::SearchIndex;
use tokio::sync::watch;
use tokio::task::JoinSet;

pub(crate) use indexer::catch_up;

/// The running workers; they end when this is dropped.
pub(crate) struct Workers {
    set: JoinSet<()>,
}

/// The servers of the post that all regions share. A region may have a mail server of its own; without either its
/// letters wait.
#[derive(Default)]
pub(crate) struct Post {
    pub(crate) smtp: Option<Arc<Smtp>>,
    pub(crate) inbox: Option<Inbox>,
}

/// Starts all workers.
pub(crate) fn start(app: &App, index: Late<SearchIndex>, index_folder: PathBuf, post: Post) -> Workers {
    let mut set = JoinSet::new();
    set.spawn(indexer::run(app.clone(), index, index_folder));
    set.spawn(jobs::run(app.clone()));
    set.spawn(open_data::run(app.clone()));
    set.spawn(outbox::run(app.clone(), post.smtp));
    if let Some(mailbox) = post.inbox {
        set.spawn(inbox::run(app.clone(), mailbox));
    }
    Workers { set }
}

impl Workers {
    /// Ends them and waits until they are gone.
    pub(crate) async fn end(mut self) {
        self.set.shutdown().await;
    }
}

/// Waits for the next commit of this process, a second at most.
async fn next(changes: &mut watch::Receiver<u64>) {
    let _timed_out = tokio::time::timeout(Duration::from_secs(1), changes.changed()).await;
}
