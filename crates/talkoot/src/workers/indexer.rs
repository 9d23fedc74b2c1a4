//! The search index of this process, fed by the trail of each tenant from where the index stands.

use std::collections::HashSet;
use std::path::PathBuf;

use page::{App, Late, PageError, SearchEntry};
use people::tenants;
use search::{Change, Entry, SearchIndex};
use store::audit;
use uuid::Uuid;

use crate::start::open_index;

/// Changes read at once. Each batch costs one write of the index.
const BATCH: u64 = 2_000;

pub(super) async fn run(app: App, index: Late<SearchIndex>, folder: PathBuf) {
    let opened = tokio::task::spawn_blocking(move || open_index(&folder)).await;
    match opened {
        Ok(Ok(opened)) => index.set(opened),
        Ok(Err(error)) => return tracing::error!(%error, "the search index cannot be opened: no search"),
        Err(error) => return tracing::error!(%error, "opening the search index panicked: no search"),
    }
    let mut changes = app.store().changes();
    loop {
        changes.mark_unchanged();
        match catch_up(&app).await {
            Ok(0) => super::next(&mut changes).await,
            Ok(n) => tracing::debug!(changes = n, "the search index was fed"),
            Err(error) => {
                tracing::error!(%error, "the search index could not be fed");
                super::next(&mut changes).await;
            }
        }
    }
}

/// Feeds the next batch of each tenant; says how many changes were read.
pub(crate) async fn catch_up(app: &App) -> Result<usize, PageError> {
    let Some(index) = app.part::<SearchIndex>() else { return Ok(0) };
    let mut fed = 0;
    for tenant in tenants::list(app.db()).await? {
        let position = i64::try_from(index.position(tenant.id)).unwrap_or(0);
        let last = audit::last_no(app.db(), tenant.id).await?;
        if last == position {
            continue;
        }
        if last < position {
            // The store was restored from an older backup or made anew: the index knows of what is no more.
            tracing::warn!(tenant = tenant.key, "the search index is ahead of the store and is made anew");
            let (app, id) = (app.clone(), tenant.id);
            blocking(move || app.part::<SearchIndex>().map_or(Ok(()), |i| i.forget(id))).await?;
            fed += 1;
            continue;
        }
        fed += feed(app, tenant.id, position).await?;
    }
    Ok(fed)
}

async fn feed(app: &App, tenant: Uuid, position: i64) -> Result<usize, PageError> {
    let read = audit::feed(app.db(), tenant, position, BATCH).await?;
    let Some(last) = read.last().map(|c| c.no) else { return Ok(0) };
    let mut seen = HashSet::new();
    let mut changes = Vec::new();
    for change in read.iter().filter(|c| seen.insert(&c.subject)) {
        let mut entries: Option<Vec<SearchEntry>> = None;
        for source in app.features().iter().filter_map(|f| f.search) {
            if let Some(more) = source(app, tenant, &change.subject).await? {
                entries.get_or_insert_default().extend(more);
            }
        }
        let Some(entries) = entries else { continue };
        // First away with all that stood for it: a language version may be gone.
        let mut gone: HashSet<Uuid> = entries.iter().map(|e| e.subject.id).collect();
        gone.insert(change.subject.id);
        changes.extend(gone.into_iter().map(|id| Change::Delete { tenant, id }));
        changes.extend(entries.into_iter().map(|e| put(tenant, e)));
    }
    let (app, count, to) = (app.clone(), read.len(), u64::try_from(last).unwrap_or(0));
    blocking(move || app.part::<SearchIndex>().map_or(Ok(()), |i| i.apply(tenant, changes, to))).await?;
    Ok(count)
}

async fn blocking(
    work: impl FnOnce() -> Result<(), search::SearchError> + Send + 'static,
) -> Result<(), PageError> {
    tokio::task::spawn_blocking(work).await.map_err(PageError::inside)?.map_err(PageError::inside)
}

fn put(tenant: Uuid, e: SearchEntry) -> Change {
    Change::from(Entry {
        tenant,
        id: e.subject.id,
        kind: e.kind.to_owned(),
        lang: e.lang,
        title: e.title,
        body: e.body,
        numbers: e.numbers,
        path: e.path,
        date: e.date,
        year: None,
        body_id: e.body_id,
        municipality_ids: Vec::new(),
        audience: e.audience,
    })
}
