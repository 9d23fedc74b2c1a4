use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{Cents, Local, Publicity, When};

/// What a fact, a panel or a change is about. The kinds are open: a slice adds its own.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Subject {
    /// `municipality`, `body`, `matter`, `meeting`, `person`, `region`…
    pub kind: String,
    /// The thing's id.
    pub id: Uuid,
}

impl Subject {
    /// A subject of this kind.
    pub fn new(kind: &str, id: impl Into<Uuid>) -> Self {
        Self { kind: kind.to_owned(), id: id.into() }
    }
}

/// Where a fact can be read in full: an address within the language (`/meetings/…`) and the words for it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Link {
    /// The path after the language prefix.
    pub path: String,
    /// The words of the link.
    pub text: Local,
}

/// The typed core of a fact.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum FactKind {
    /// Something that happened or will happen (`at` of the fact says when).
    Event {
        /// What it was: the key of a text, as `fact-meeting`.
        what: String,
    },
    /// A sum of money.
    Sum {
        /// How much.
        cents: Cents,
        /// Whether it is the most that may be used.
        at_most: bool,
    },
    /// A person in an office or a role.
    Person {
        /// The person as shown.
        name: String,
        /// The role or office.
        role: Local,
    },
    /// A place.
    Place {
        /// Its name.
        name: Local,
    },
    /// What was decided, agreed or done.
    Outcome {
        /// The stored code of the outcome, as `decided` or `done`.
        code: String,
        /// The words.
        text: Local,
        /// The printed number, as `§ 64`, where there is one.
        printed: Option<String>,
    },
    /// A document or a file.
    Document {
        /// Its media type.
        media_type: String,
    },
}

/// What one slice tells to all: the only thing that reports, digests, timelines, the municipality's page and
/// exports read of other slices.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fact {
    /// The slice that says so.
    pub slice: String,
    /// About whom or what it was asked.
    pub subject: Subject,
    /// When, with its doubt.
    pub at: When,
    /// One line that says it.
    pub title: Local,
    /// The typed core.
    pub core: FactKind,
    /// Where it stands.
    pub source: Link,
    /// Who may see it.
    pub publicity: Publicity,
    /// Why it is in doubt, where it is.
    pub doubt: Option<Local>,
}
