//! The folder on disk: opening, feeding, and the feed positions.

use std::collections::{BTreeMap, HashMap};
use std::fs::{self, File, TryLockError};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use serde::{Deserialize, Serialize};
use tantivy::indexer::IndexWriterOptions;
use tantivy::{Index, IndexReader, IndexWriter, ReloadPolicy, Searcher, TantivyDocument, Term};
use uuid::Uuid;
use voikko::Voikko;

use crate::analysis::Analyser;
use crate::entry::Change;
use crate::schema::{Fields, VERSION, document, schema, thing_key, version_key};

/// The least that the writer works with.
const WRITER_BYTES: usize = 15_000_000;
/// Blocks of stored texts kept decompressed, 16 kB each.
const CACHED_BLOCKS: usize = 16;

/// What can go wrong with the index.
#[derive(Debug, thiserror::Error)]
pub enum SearchError {
    /// Another process has the folder open.
    #[error("the search index is open in another process")]
    Busy,
    /// A change of one tenant came with the feed of another.
    #[error("a change of another tenant in the feed of {0}")]
    ForeignTenant(Uuid),
    /// A stored entry cannot be read.
    #[error("the search index is damaged")]
    Damaged,
    /// The folder cannot be read or written.
    #[error("the search index's folder: {0}")]
    Folder(#[from] io::Error),
    /// The index refused.
    #[error("the search index: {0}")]
    Index(#[from] tantivy::TantivyError),
}

/// What lies beside each commit: what the index was made with and up to where each tenant was fed.
#[derive(Debug, Default, Serialize, Deserialize)]
struct Payload {
    shape: String,
    positions: BTreeMap<Uuid, u64>,
}

/// An open index. Share it in an `Arc`; searching never waits for feeding.
pub struct SearchIndex {
    fields: Fields,
    analyser: Analyser,
    reader: IndexReader,
    feeding: Mutex<Feeding>,
    // Last: the folder is given free when the writer is gone.
    mark: Mark,
}

struct Feeding {
    writer: IndexWriter,
    payload: Payload,
}

impl std::fmt::Debug for SearchIndex {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("SearchIndex").field("mark", &self.mark).finish_non_exhaustive()
    }
}

impl SearchIndex {
    /// Opens the index in `dir`, or makes it where there is none that fits. `names` gives for case forms of
    /// place names their base form (`lahdessa` → `lahti`); with `voikko` Finnish words are analysed.
    ///
    /// # Errors
    /// When another process has it open, or the folder cannot be written.
    pub fn open(
        dir: &Path,
        names: HashMap<String, String>,
        voikko: Option<Arc<Voikko>>,
    ) -> Result<Self, SearchError> {
        fs::create_dir_all(dir)?;
        let mark = Mark::set(dir)?;
        let analyser = Analyser::new(names, voikko);
        let shape = format!("{VERSION}-{}", analyser.shape());
        let folder = dir.join("index");
        let (reader, feeding) = match existing(&folder, &shape, mark.unclean) {
            Ok(found) => found,
            Err(why) => {
                if folder.exists() {
                    tracing::warn!(why, "the search index is made anew");
                    fs::remove_dir_all(&folder)?;
                }
                new(&folder, shape)?
            }
        };
        Ok(Self { fields: schema().1, analyser, reader, feeding: Mutex::new(feeding), mark })
    }

    /// Up to which change the tenant was fed; 0 before the first.
    pub fn position(&self, tenant: Uuid) -> u64 {
        self.feeding().payload.positions.get(&tenant).copied().unwrap_or_default()
    }

    /// Makes the tenant's changes, in their order, all or none, and remembers `position` with them. They are
    /// on disk and found when this returns. It blocks: one batch costs a disk write, so gather changes.
    ///
    /// # Errors
    /// When a change is another tenant's or the disk refuses; nothing is then changed.
    pub fn apply(&self, tenant: Uuid, changes: Vec<Change>, position: u64) -> Result<(), SearchError> {
        let foreign = |change: &Change| match change {
            Change::Put(entry) => entry.tenant != tenant,
            Change::Delete { tenant: whose, .. } => *whose != tenant,
        };
        if changes.iter().any(foreign) {
            return Err(SearchError::ForeignTenant(tenant));
        }
        self.change(tenant, position, |writer| {
            for change in changes {
                match change {
                    Change::Put(entry) => {
                        writer.delete_term(Term::from_field_text(self.fields.key, &version_key(&entry)));
                        writer.add_document(document(&self.fields, &self.analyser, &entry))?;
                    }
                    Change::Delete { tenant, id } => {
                        writer.delete_term(Term::from_field_text(self.fields.key, &thing_key(tenant, id)));
                    }
                }
            }
            Ok(())
        })
    }

    /// Takes all of a tenant away and puts its position to 0, so that it can be fed anew.
    ///
    /// # Errors
    /// When the disk refuses; nothing is then changed.
    pub fn forget(&self, tenant: Uuid) -> Result<(), SearchError> {
        self.change(tenant, 0, |writer| {
            writer.delete_term(Term::from_field_text(self.fields.tenant, &tenant.simple().to_string()));
            Ok(())
        })
    }

    fn change(
        &self,
        tenant: Uuid,
        position: u64,
        make: impl FnOnce(&mut IndexWriter) -> tantivy::Result<()>,
    ) -> Result<(), SearchError> {
        let mut feeding = self.feeding();
        let Feeding { writer, payload } = &mut *feeding;
        let before = payload.positions.insert(tenant, position);
        match make(writer).and_then(|()| commit(writer, payload)) {
            Ok(()) => Ok(self.reader.reload()?),
            Err(error) => {
                match before {
                    Some(before) => payload.positions.insert(tenant, before),
                    None => payload.positions.remove(&tenant),
                };
                writer.rollback()?;
                Err(error.into())
            }
        }
    }

    fn feeding(&self) -> MutexGuard<'_, Feeding> {
        self.feeding.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn searcher(&self) -> Searcher {
        self.reader.searcher()
    }

    pub(crate) fn fields(&self) -> &Fields {
        &self.fields
    }

    pub(crate) fn analyser(&self) -> &Analyser {
        &self.analyser
    }
}

/// Opens the index that lies there, or says why it is of no use.
fn existing(folder: &Path, shape: &str, unclean: bool) -> Result<(IndexReader, Feeding), String> {
    let index = Index::open_in_dir(folder).map_err(|e| e.to_string())?;
    if index.schema() != schema().0 {
        return Err("it has another schema".to_owned());
    }
    let meta = index.load_metas().map_err(|e| e.to_string())?;
    let payload: Payload =
        serde_json::from_str(meta.payload.as_deref().unwrap_or_default()).map_err(|e| e.to_string())?;
    if payload.shape != shape {
        return Err(format!("it was made with {}, not {shape}", payload.shape));
    }
    // Reading every byte takes its time, so only after the process has ended without closing.
    if unclean {
        let broken = index.validate_checksum().map_err(|e| e.to_string())?;
        if !broken.is_empty() {
            return Err(format!("broken: {broken:?}"));
        }
    }
    let reader = reader(&index).map_err(|e| e.to_string())?;
    let writer = writer(&index).map_err(|e| e.to_string())?;
    Ok((reader, Feeding { writer, payload }))
}

fn new(folder: &Path, shape: String) -> Result<(IndexReader, Feeding), SearchError> {
    fs::create_dir_all(folder)?;
    let index = Index::create_in_dir(folder, schema().0)?;
    let mut feeding =
        Feeding { writer: writer(&index)?, payload: Payload { shape, positions: BTreeMap::new() } };
    commit(&mut feeding.writer, &feeding.payload)?;
    Ok((reader(&index)?, feeding))
}

fn reader(index: &Index) -> tantivy::Result<IndexReader> {
    index
        .reader_builder()
        .reload_policy(ReloadPolicy::Manual)
        .doc_store_cache_num_blocks(CACHED_BLOCKS)
        .try_into()
}

fn writer(index: &Index) -> tantivy::Result<IndexWriter<TantivyDocument>> {
    let options = IndexWriterOptions::builder()
        .num_worker_threads(1)
        .memory_budget_per_thread(WRITER_BYTES)
        .num_merge_threads(1)
        .build();
    index.writer_with_options(options)
}

fn commit(writer: &mut IndexWriter, payload: &Payload) -> tantivy::Result<()> {
    let payload =
        serde_json::to_string(payload).map_err(|e| tantivy::TantivyError::InternalError(e.to_string()))?;
    let mut prepared = writer.prepare_commit()?;
    prepared.set_payload(&payload);
    prepared.commit()?;
    Ok(())
}

/// Holds the folder for this process, and remembers whether the last one closed it in peace.
#[derive(Debug)]
struct Mark {
    file: File,
    unclean: bool,
}

impl Mark {
    fn set(dir: &Path) -> Result<Self, SearchError> {
        let mut file =
            File::options().read(true).write(true).create(true).truncate(false).open(dir.join("lock"))?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Err(SearchError::Busy),
            Err(TryLockError::Error(error)) => return Err(error.into()),
        }
        let mut last = String::new();
        // What is not text was not written by us: then look closer, too.
        let unclean = file.read_to_string(&mut last).is_err() || last == "open";
        let mark = Self { file, unclean };
        mark.write("open")?;
        Ok(mark)
    }

    fn write(&self, word: &str) -> io::Result<()> {
        let mut file = &self.file;
        file.set_len(0)?;
        file.seek(SeekFrom::Start(0))?;
        file.write_all(word.as_bytes())
    }
}

impl Drop for Mark {
    fn drop(&mut self) {
        if let Err(error) = self.write("closed") {
            tracing::warn!(%error, "the search index will be checked at the next start");
        }
    }
}
