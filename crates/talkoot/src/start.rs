//! Putting the program together.

use std::collections::HashMap;
use std::path::Path;
use std::sync::{Arc, LazyLock};

use kit::Clock;
use mail::Smtp;
use page::{App, AppBuilder, Feature, Late};
use search::{SearchError, SearchIndex};
use store::{Files, Migration, Store};
use voikko::Voikko;

use crate::failure::Failure;
use crate::places::Addresses;
use crate::{features, table};

/// All steps of the schema: the store's own, the program's, and those of all features.
pub fn all_migrations(features: &[Feature]) -> Vec<Migration> {
    let mut steps = store::migrations();
    steps.extend(table::migrations());
    steps.extend(features.iter().flat_map(|f| f.migrations.iter().copied()));
    steps
}

/// Opens the store, or says which setting to look at.
pub(crate) async fn open(at: &Addresses) -> Result<Store, Failure> {
    Store::open(&at.database).await.map_err(|e| match e {
        store::Error::Address(_) => Failure::Usage(format!("TALKOOT_DATABASE_URL: {e}")),
        store::Error::Io { path, cause } => Failure::Store(format!(
            "The folder {path} cannot be made ({cause}). Give the process the right to write there, or name \
             another folder with --data or TALKOOT_DATABASE_URL."
        )),
        other => Failure::Store(format!(
            "The database {} does not answer ({other}). Is it running, and is TALKOOT_DATABASE_URL right?",
            at.shown()
        )),
    })
}

/// Opens the file store, or says which setting to look at.
pub(crate) fn open_files(at: &Addresses) -> Result<Files, Failure> {
    Files::open(&at.files).map_err(|e| {
        Failure::Store(format!("The file store cannot be opened: {e}. Look at --data or TALKOOT_FILES_URL."))
    })
}

/// The program on this store, migrated, and the place into which the search index comes when it is open.
pub(crate) async fn program(
    at: &Addresses,
    clock: Arc<dyn Clock>,
    smtp: Option<Arc<Smtp>>,
) -> Result<(App, Late<SearchIndex>), Failure> {
    let store = open(at).await?;
    let features = features();
    let ran = store.migrate(all_migrations(&features)).await?;
    if !ran.is_empty() {
        tracing::info!(steps = ran.len(), "the store has been migrated");
    }
    let files = open_files(at)?;
    let mut builder = AppBuilder::new(store, files, clock, features);
    if let Some(provider) = signin::oidc::Settings::from_env().map_err(|e| Failure::Usage(e.to_string()))? {
        builder = builder.part(provider);
    }
    if let Some(smtp) = smtp {
        builder = builder.part(setup::post::Common(smtp));
    }
    // Made at the first print: its fonts would weigh on a program that prints nothing.
    let press = Arc::new(LazyLock::new(|| doc::pdf::Printer::new(PRINTED_AT_ONCE)));
    let same = Arc::clone(&press);
    let builder = builder
        .part(meetings::printer::Printer::new(move |document| press.pdf(document).map_err(|e| e.to_string())))
        .part(projects::press::Press::new(move |document| same.pdf(document).map_err(|e| e.to_string())));
    let (builder, index) = builder.late::<SearchIndex>();
    Ok((builder.build(), index))
}

/// Printing is the heaviest work of the program; a poor machine bears two at a time.
const PRINTED_AT_ONCE: usize = 2;

/// As many processes of one machine may share a folder.
const MOST_PROCESSES: usize = 64;

/// Opens an index that no other process has: each process feeds its own. It blocks.
pub(crate) fn open_index(folder: &Path) -> Result<SearchIndex, SearchError> {
    open_one_of(folder, MOST_PROCESSES)
}

/// Opens the index that a single server uses. It blocks.
pub(crate) fn open_first_index(folder: &Path) -> Result<SearchIndex, SearchError> {
    open_one_of(folder, 1)
}

fn open_one_of(folder: &Path, most: usize) -> Result<SearchIndex, SearchError> {
    let voikko = Voikko::load(std::env::var("TALKOOT_VOIKKO").as_deref() != Ok("off")).map(Arc::new);
    for nth in 1..=most {
        match SearchIndex::open(&folder.join(nth.to_string()), place_names(), voikko.clone()) {
            Err(SearchError::Busy) => {}
            other => return other,
        }
    }
    Err(SearchError::Busy)
}

/// Case forms of the municipalities' names: `lahdessa` finds `lahti`.
fn place_names() -> HashMap<String, String> {
    territory::all_forms()
        .filter_map(|(form, code)| {
            let base = territory::by_code(code)?.name_fi;
            Some((form.to_lowercase(), base.to_lowercase()))
        })
        .collect()
}
