use std::any::{Any, TypeId};
use std::collections::HashMap;
use std::sync::{Arc, OnceLock};

use jiff::Timestamp;
use jiff::civil::Date;
use kit::{Clock, Fact, Publicity, Subject};
use store::{Files, Store};

use crate::metrics::Metrics;
use crate::{Ask, Feature, PageError, Served, texts::Texts};

/// The running program. Cheap to clone; it is the state of every handler.
#[derive(Clone)]
pub struct App {
    inner: Arc<Inner>,
}

struct Inner {
    store: Store,
    files: Files,
    clock: Arc<dyn Clock>,
    features: Vec<Feature>,
    texts: Texts,
    parts: HashMap<TypeId, Box<dyn Any + Send + Sync>>,
    metrics: Metrics,
}

/// Puts an [`App`] together.
pub struct AppBuilder {
    store: Store,
    files: Files,
    clock: Arc<dyn Clock>,
    features: Vec<Feature>,
    parts: HashMap<TypeId, Box<dyn Any + Send + Sync>>,
}

/// The place of a part that comes after the program has begun to serve.
pub struct Late<T>(Arc<OnceLock<T>>);

impl<T> Late<T> {
    /// Gives the part to the program. Only the first is taken.
    pub fn set(&self, part: T) {
        let _there_already = self.0.set(part);
    }
}

impl AppBuilder {
    /// Begins with what every program has.
    pub fn new(store: Store, files: Files, clock: Arc<dyn Clock>, features: Vec<Feature>) -> Self {
        Self { store, files, clock, features, parts: HashMap::new() }
    }

    /// Adds something that some slices need and others know nothing of: the search index, the printer.
    #[must_use]
    pub fn part<T: Send + Sync + 'static>(mut self, part: T) -> Self {
        self.parts.insert(TypeId::of::<T>(), Box::new(part));
        self
    }

    /// Makes room for a part that takes its time to open, so that the program serves before it is there.
    #[must_use]
    pub fn late<T: Send + Sync + 'static>(mut self) -> (Self, Late<T>) {
        let late = Late(Arc::new(OnceLock::<T>::new()));
        self.parts.insert(TypeId::of::<Late<T>>(), Box::new(Late(late.0.clone())));
        (self, late)
    }

    /// The program. Listeners of all features are named to the store.
    pub fn build(self) -> App {
        self.store.listen(self.features.iter().filter_map(|f| f.on).collect());
        let texts = Texts::new(self.features.iter().filter_map(|f| f.texts).collect());
        App {
            inner: Arc::new(Inner {
                store: self.store,
                files: self.files,
                clock: self.clock,
                texts,
                features: self.features,
                parts: self.parts,
                metrics: Metrics::default(),
            }),
        }
    }
}

impl App {
    /// The store.
    pub fn store(&self) -> &Store {
        &self.inner.store
    }

    /// The connection for reading.
    pub fn db(&self) -> &store::Connection {
        self.inner.store.read()
    }

    /// The file store.
    pub fn files(&self) -> &Files {
        &self.inner.files
    }

    /// This instant.
    pub fn now(&self) -> Timestamp {
        self.inner.clock.now()
    }

    /// Today in Finland.
    pub fn today(&self) -> Date {
        kit::local_date(self.now())
    }

    /// All features, in the order of the list.
    pub fn features(&self) -> &[Feature] {
        &self.inner.features
    }

    /// A part that the program was built with; a late one, once it is there.
    pub fn part<T: 'static>(&self) -> Option<&T> {
        let parts = &self.inner.parts;
        match parts.get(&TypeId::of::<T>()) {
            Some(part) => part.downcast_ref(),
            None => parts.get(&TypeId::of::<Late<T>>())?.downcast_ref::<Late<T>>()?.0.get(),
        }
    }

    pub(crate) fn texts(&self) -> &Texts {
        &self.inner.texts
    }

    pub(crate) fn metrics(&self) -> &Metrics {
        &self.inner.metrics
    }

    /// The text of a key outside of a visit: in letters and jobs.
    pub fn t(&self, lang: kit::Lang, key: &str, args: &[(&'static str, crate::Value)]) -> String {
        self.inner.texts.get(lang, key, args)
    }

    /// What all slices know of a subject, in the order of time. What `ask.who` may not see is left out twice: by
    /// the slice, and here for all that is not public and not asked by a person.
    pub async fn facts(
        &self,
        ask: Ask<'_>,
        subject: &Subject,
        span: (Date, Date),
    ) -> Result<Vec<Fact>, PageError> {
        let mut all = Vec::new();
        for facts in self.inner.features.iter().filter_map(|f| f.facts) {
            all.extend(facts(self, ask, subject, span).await?);
        }
        all.retain(|f| f.publicity == Publicity::Public || ask.who.is_person());
        all.sort_by(|a, b| a.at.cmp(&b.at).then_with(|| a.source.path.cmp(&b.source.path)));
        Ok(all)
    }

    /// The file as the first record gives it that `ask.who` may see.
    pub async fn served(&self, ask: Ask<'_>, sha: &str) -> Result<Option<Served>, PageError> {
        let mut found = None;
        // All slices are asked even after one has answered, so that a refusal takes as long as an absence.
        for holds in self.inner.features.iter().filter_map(|f| f.holds) {
            let served = holds(self, ask, sha).await?;
            found = found.or(served);
        }
        Ok(found)
    }
}
