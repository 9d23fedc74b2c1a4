//! The twelve types of OParl 1.1 and where their objects stand.

/// A type of objects.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Kind {
    /// Its name, as `AgendaItem`.
    pub name: &'static str,
    /// Its word in addresses of one object.
    pub one: &'static str,
    /// Its word in addresses of lists; empty where OParl knows none.
    pub many: &'static str,
}

const fn kind(name: &'static str, one: &'static str, many: &'static str) -> Kind {
    Kind { name, one, many }
}

/// All types; the system itself is the entrance and no object of the store.
pub const KINDS: [Kind; 11] = [
    kind("Body", "body", ""),
    kind("LegislativeTerm", "legislative-term", "legislative-terms"),
    kind("Organization", "organization", "organizations"),
    kind("Person", "person", "people"),
    kind("Membership", "membership", "memberships"),
    kind("Meeting", "meeting", "meetings"),
    kind("AgendaItem", "agenda-item", "agenda-items"),
    kind("Paper", "paper", "papers"),
    kind("Consultation", "consultation", "consultations"),
    kind("File", "file", "files"),
    kind("Location", "location", "locations"),
];

impl Kind {
    /// The type of this name.
    pub fn named(name: &str) -> Option<Self> {
        KINDS.into_iter().find(|k| k.name == name)
    }

    /// The type of this word of an address.
    pub fn at(one: &str) -> Option<Self> {
        KINDS.into_iter().find(|k| k.one == one)
    }

    /// The type of this word of a list's address.
    pub fn listed(many: &str) -> Option<Self> {
        KINDS.into_iter().find(|k| !k.many.is_empty() && k.many == many)
    }

    /// The address of the type's definition.
    pub fn schema(self) -> String {
        schema(self.name)
    }
}

/// The address of a type's definition.
pub fn schema(name: &str) -> String {
    format!("https://schema.oparl.org/1.1/{name}")
}
