//! The index from outside: what is found, by whom, in which order, and what a restart keeps.
#![allow(clippy::unwrap_used, reason = "helpers of tests are tests")]

mod folder;
mod language;
mod queries;
mod rights;

use std::collections::HashMap;
use std::sync::{Arc, LazyLock};

use kit::Lang;
use search::{Entry, Query, Results, SearchIndex};
use tempfile::TempDir;
use uuid::Uuid;
use voikko::Voikko;

pub(crate) const TENANT: Uuid = Uuid::from_u128(0x7a);

static VOIKKO: LazyLock<Option<Arc<Voikko>>> = LazyLock::new(|| Voikko::load(true).map(Arc::new));

/// The machine's Voikko; says so where there is none and the test is passed over.
pub(crate) fn voikko() -> Option<Arc<Voikko>> {
    if VOIKKO.is_none() {
        eprintln!("skipped: libvoikko is not on this machine");
    }
    VOIKKO.clone()
}

/// Without Voikko, and with it where the machine has it.
pub(crate) fn modes() -> Vec<Option<Arc<Voikko>>> {
    let mut modes = vec![None];
    modes.extend(voikko().map(Some));
    modes
}

pub(crate) fn names() -> HashMap<String, String> {
    [
        ("lahden", "lahti"),
        ("lahteen", "lahti"),
        ("lahdessa", "lahti"),
        ("padasjoella", "padasjoki"),
        ("padasjoen", "padasjoki"),
        ("sysmässä", "sysmä"),
        ("sysmän", "sysmä"),
    ]
    .into_iter()
    .map(|(form, base)| (form.to_owned(), base.to_owned()))
    .collect()
}

pub(crate) fn index(voikko: Option<Arc<Voikko>>) -> (TempDir, SearchIndex) {
    let dir = tempfile::tempdir().unwrap();
    let index = SearchIndex::open(dir.path(), names(), voikko).unwrap();
    (dir, index)
}

pub(crate) fn entry(id: u128, title: &str, body: &str) -> Entry {
    Entry {
        tenant: TENANT,
        id: Uuid::from_u128(id),
        kind: "document".to_owned(),
        lang: Lang::Fi,
        title: title.to_owned(),
        body: body.to_owned(),
        numbers: Vec::new(),
        path: format!("/documents/{id}"),
        date: None,
        year: None,
        body_id: None,
        municipality_ids: Vec::new(),
        audience: vec!["public".to_owned()],
    }
}

pub(crate) fn put(index: &SearchIndex, entries: impl IntoIterator<Item = Entry>) {
    index.apply(TENANT, entries.into_iter().map(Into::into).collect(), 1).unwrap();
}

pub(crate) fn ask(text: &str) -> Query {
    Query {
        tenant: TENANT,
        text: text.to_owned(),
        audience: vec!["public".to_owned()],
        limit: 20,
        ..Query::default()
    }
}

/// The ids of what is found, in order.
pub(crate) fn ids(results: &Results) -> Vec<u128> {
    results.hits.iter().map(|hit| hit.id.as_u128()).collect()
}

/// The ids of what has all the words, in order.
pub(crate) fn found(index: &SearchIndex, text: &str) -> Vec<u128> {
    let results = index.search(&ask(text)).unwrap();
    if results.relaxed { Vec::new() } else { ids(&results) }
}
