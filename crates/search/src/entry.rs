use std::collections::BTreeMap;

use jiff::civil::Date;
use kit::Lang;
use uuid::Uuid;

/// One thing that can be found, in one language. The language versions of a thing share its `id`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Whose it is.
    pub tenant: Uuid,
    /// The thing's id.
    pub id: Uuid,
    /// What it is: `meeting`, `decision`, `document`…
    pub kind: String,
    /// The language of title and body.
    pub lang: Lang,
    /// The heading.
    pub title: String,
    /// The text, without markup.
    pub body: String,
    /// Numbers as printed: `102/13.01/2012`, `§ 21`, `117718`.
    pub numbers: Vec<String>,
    /// The page's address within the site.
    pub path: String,
    /// The day that the thing is of; newer things rank slightly higher.
    pub date: Option<Date>,
    /// The year to count it under, where it is not the date's.
    pub year: Option<i16>,
    /// The body that it belongs to.
    pub body_id: Option<Uuid>,
    /// The municipalities that it is about.
    pub municipality_ids: Vec<Uuid>,
    /// Who may see it: `public`, `body:<uuid>`, `staff`, `person:<uuid>`. Nobody, when empty.
    pub audience: Vec<String>,
}

/// One change to the index.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// Adds the entry, or replaces the version of the same id and language.
    Put(Box<Entry>),
    /// Takes all language versions of a thing away.
    Delete {
        /// Whose it is.
        tenant: Uuid,
        /// The thing's id.
        id: Uuid,
    },
}

impl From<Entry> for Change {
    fn from(entry: Entry) -> Self {
        Self::Put(Box::new(entry))
    }
}

/// A question.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Query {
    /// Whose things.
    pub tenant: Uuid,
    /// What the asker typed. Blank text finds everything, the newest first.
    pub text: String,
    /// The asker's tokens; an entry is seen by who has at least one of its own. Nothing without tokens.
    pub audience: Vec<String>,
    /// The asker's language: of a thing's versions the one in this language is given, and things in it
    /// rank higher. Words are understood in every language.
    pub lang: Lang,
    /// Only these kinds; all when empty.
    pub kinds: Vec<String>,
    /// Only this year.
    pub year: Option<i16>,
    /// Only this body's.
    pub body_id: Option<Uuid>,
    /// Only what is about this municipality.
    pub municipality_id: Option<Uuid>,
    /// How many hits at most.
    pub limit: usize,
    /// How many of the best hits to pass over.
    pub offset: usize,
}

/// What was found.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Results {
    /// How many things in all.
    pub total: usize,
    /// The wanted slice of them, best first.
    pub hits: Vec<Hit>,
    /// How many things there are of each kind and year.
    pub facets: Facets,
    /// Nothing has all the words: these have some of them.
    pub relaxed: bool,
}

/// Counts to narrow by. The kinds are counted within the asked year and the years within the asked kinds,
/// so that the counts say what choosing another one would give.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Facets {
    /// Things by kind.
    pub kinds: BTreeMap<String, usize>,
    /// Things by year.
    pub years: BTreeMap<i16, usize>,
}

/// One found thing.
#[derive(Debug, Clone, PartialEq)]
pub struct Hit {
    /// The thing's id.
    pub id: Uuid,
    /// What it is.
    pub kind: String,
    /// The language of this version.
    pub lang: Lang,
    /// The heading.
    pub title: String,
    /// The page's address within the site.
    pub path: String,
    /// The day that the thing is of.
    pub date: Option<Date>,
    /// A piece of the text around the found words; `true` marks a found word. Plain text, not markup.
    pub snippet: Vec<(String, bool)>,
}
