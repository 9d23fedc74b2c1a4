//! The search index by the command line.

use std::sync::Arc;

use clap::Subcommand;
use kit::SystemClock;
use people::tenants;
use search::{SearchError, SearchIndex};

use crate::cli::say;
use crate::failure::Failure;
use crate::places::Places;
use crate::{start, workers};

#[derive(Debug, Subcommand)]
pub(crate) enum Search {
    /// Make the index anew from the store
    Rebuild,
}

pub(crate) async fn search(places: &Places, what: &Search) -> Result<(), Failure> {
    let Search::Rebuild = what;
    let at = places.addresses()?;
    let (app, place) = start::program(&at, Arc::new(SystemClock), None).await?;
    let folder = at.search.clone();
    let index = tokio::task::spawn_blocking(move || match start::open_first_index(&folder) {
        Err(SearchError::Busy) => Err(Failure::Refused(
            "A running server has the index open. Stop it first: the index is its own.".to_owned(),
        )),
        Err(e) => Err(Failure::Store(format!("{}: {e}. Look at TALKOOT_SEARCH_DIR.", folder.display()))),
        Ok(index) => Ok(index),
    })
    .await
    .map_err(|e| Failure::Store(e.to_string()))??;
    for tenant in tenants::list(app.db()).await? {
        index.forget(tenant.id).map_err(|e| Failure::Store(e.to_string()))?;
    }
    place.set(index);
    let mut read = 0;
    loop {
        match workers::catch_up(&app).await? {
            0 => break,
            n => read += n,
        }
    }
    debug_assert!(app.part::<SearchIndex>().is_some());
    say(format!("{read} changes were read; the index is up to date."));
    Ok(app.store().clone().close().await?)
}
