//! Keeping the store: migrate, check, backup, restore, copy.

use std::path::Path;

use store::{Store, audit};

use crate::cli::say;
use crate::failure::Failure;
use crate::places::Places;
use crate::{all_migrations, features, start};

async fn migrated(places: &Places) -> Result<(Store, usize), Failure> {
    let store = start::open(&places.addresses()?).await?;
    let ran = store.migrate(all_migrations(&features())).await?;
    Ok((store, ran.len()))
}

pub(crate) async fn migrate(places: &Places) -> Result<(), Failure> {
    let (store, ran) = migrated(places).await?;
    say(format!("{ran} steps were taken; the store is up to date."));
    Ok(store.close().await?)
}

pub(crate) async fn check(places: &Places) -> Result<(), Failure> {
    let store = start::open(&places.addresses()?).await?;
    let (broken, read) = audit::verify(&store).await?;
    for b in &broken {
        say(b);
    }
    store.close().await?;
    if broken.is_empty() {
        say(format!("ok: {read} entries of the audit trail are as they were written."));
        return Ok(());
    }
    Err(Failure::Refused(format!(
        "The audit trail has {} faults (above). Restore the last good backup beside this store and compare.",
        broken.len()
    )))
}

pub(crate) async fn backup(places: &Places, file: &Path) -> Result<(), Failure> {
    let files = start::open_files(&places.addresses()?)?;
    let (store, _) = migrated(places).await?;
    let (rows, count) = store::backup(&store, &files, &all_migrations(&features()), file).await?;
    say(format!("{} holds {rows} rows and {count} files.", file.display()));
    Ok(store.close().await?)
}

pub(crate) async fn restore(places: &Places, file: &Path) -> Result<(), Failure> {
    let files = start::open_files(&places.addresses()?)?;
    let (store, _) = migrated(places).await?;
    let (rows, count) =
        store::restore(&store, &files, &all_migrations(&features()), file).await.map_err(|e| match e {
            store::Error::Taken(what) => Failure::Refused(format!(
                "The store is not empty ({what}). Restore into a new one: another --data folder or database."
            )),
            other => other.into(),
        })?;
    say(format!("{rows} rows and {count} files were restored."));
    Ok(store.close().await?)
}

pub(crate) async fn copy(from: &str, to: &str) -> Result<(), Failure> {
    let steps = all_migrations(&features());
    let source = Store::open(from).await?;
    source.migrate(steps.clone()).await?;
    let target = Store::open(to).await?;
    target.migrate(steps.clone()).await?;
    let rows = store::copy(&source, &target, &steps).await.map_err(|e| match e {
        store::Error::Taken(what) => {
            Failure::Refused(format!("The target is not empty ({what}). Copy into a new database."))
        }
        other => other.into(),
    })?;
    say(format!("{rows} rows were copied. Files stay where they are: keep TALKOOT_FILES_URL."));
    source.close().await?;
    Ok(target.close().await?)
}
