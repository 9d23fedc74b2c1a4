//! Full-text search that knows Finnish inflection.
//!
//! Others feed it ([`SearchIndex::apply`]) and ask it ([`SearchIndex::search`]); it knows neither the
//! database nor the web. The index is a folder that may be thrown away at any time: it remembers for each
//! tenant up to which change it was fed ([`SearchIndex::position`]), and a damaged folder, or one made by
//! another schema, other place names or with Voikko instead of without, is made anew from position 0.
//!
//! A word is found in three ways, the surest ranked first: by its **lemma** and the parts of its compound
//! (Voikko, where the machine has it; place names by their stored case forms always), by its folded
//! **surface**, and by a **coarse stem** (Snowball and the small filter of `stem`). Who may not see an
//! entry does not find, count or get it suggested: every query is bound to a tenant and to the asker's
//! audience tokens inside the index, not after it.

mod analysis;
mod ask;
mod collect;
mod entry;
mod find;
mod index;
mod schema;
mod snippet;
mod stem;
mod words;

pub use entry::{Change, Entry, Facets, Hit, Query, Results};
pub use index::{SearchError, SearchIndex};
