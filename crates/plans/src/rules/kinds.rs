//! The registers. Each has cards of its own kind: fields and rows with their own words, one shape behind them.
//!
//! A word of a kind, a field or a row is also the end of a text's key: `plans-reg-study`, `plans-d-study-maker`,
//! `plans-rows-review-finding`.

/// What a field holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Holds {
    /// A line of words, in three languages.
    Line,
    /// Some sentences, in three languages.
    Area,
    /// One of these codes; their words are `plans-c-…`.
    Choice(&'static [&'static str]),
    /// A sum in euros.
    Money,
    /// A whole number.
    Number,
    /// A number from 1 to 5.
    Five,
    /// A date with doubt.
    When,
    /// An address on the web.
    Address,
}

/// A field of a card or of one of its rows.
#[derive(Debug, Clone, Copy)]
pub struct Field {
    /// Its name.
    pub name: &'static str,
    /// What it holds.
    pub holds: Holds,
    /// Whether it must be filled in.
    pub must: bool,
}

/// A sort of rows under a card.
#[derive(Debug, Clone, Copy)]
pub struct Sort {
    /// Its name.
    pub code: &'static str,
    /// What each row says.
    pub fields: &'static [Field],
}

/// A register.
#[derive(Debug, Clone, Copy)]
pub struct Kind {
    /// Its name, also in its address.
    pub code: &'static str,
    /// The states of its cards, the first being that of a new one.
    pub states: &'static [&'static str],
    /// What each card says.
    pub fields: &'static [Field],
    /// The rows under a card.
    pub sorts: &'static [Sort],
    /// Whether it is of one municipality.
    pub of_place: bool,
    /// Whether it concerns certain municipalities: those who get nothing of it are counted.
    pub concerns: bool,
    /// Whether municipalities take it into use, each by its own decision.
    pub adopted: bool,
}

const fn line(name: &'static str) -> Field {
    Field { name, holds: Holds::Line, must: false }
}

const fn area(name: &'static str) -> Field {
    Field { name, holds: Holds::Area, must: false }
}

const fn of(name: &'static str, holds: Holds) -> Field {
    Field { name, holds, must: false }
}

const fn must(field: Field) -> Field {
    Field { must: true, ..field }
}

const PLAIN: Kind = Kind {
    code: "",
    states: &["unknown"],
    fields: &[],
    sorts: &[],
    of_place: false,
    concerns: false,
    adopted: false,
};

/// How sure an assessment is, and how large an effect.
const SIZES: Holds = Holds::Choice(&["unknown", "small", "medium", "large"]);

/// All registers, in the order in which they are shown.
pub const KINDS: [Kind; 12] = [
    Kind {
        code: "study",
        states: &["unknown", "planned", "under_way", "ready"],
        fields: &[
            line("maker"),
            line("client"),
            area("content"),
            line("keywords"),
            of("address", Holds::Address),
            of("cost", Holds::Money),
        ],
        sorts: &[Sort { code: "use", fields: &[must(line("what")), of("when", Holds::When), area("note")] }],
        concerns: true,
        ..PLAIN
    },
    Kind {
        code: "practice",
        states: &["in_use", "tried", "ended"],
        fields: &[
            area("problem"),
            must(area("solution")),
            area("result"),
            line("contact"),
            of("address", Holds::Address),
        ],
        sorts: &[Sort { code: "copy", fields: &[must(line("who")), of("when", Holds::When), area("note")] }],
        of_place: true,
        ..PLAIN
    },
    Kind {
        code: "initiative",
        states: &["open", "answered", "lapsed"],
        fields: &[must(area("asks"))],
        sorts: &[Sort {
            code: "step",
            fields: &[
                must(of("stage", Holds::Choice(&["handling", "study", "answer"]))),
                of("when", Holds::When),
                line("who"),
                must(area("what")),
            ],
        }],
        of_place: true,
        concerns: true,
        ..PLAIN
    },
    Kind {
        code: "option",
        states: &["open", "proposed", "settled"],
        fields: &[must(area("question")), area("decision"), area("chosen")],
        sorts: &[
            Sort {
                code: "criterion",
                fields: &[must(line("name")), of("weight", Holds::Five), area("note")],
            },
            Sort {
                code: "choice",
                fields: &[
                    must(line("name")),
                    line("provider"),
                    area("services"),
                    of("cost", Holds::Money),
                    of("risk", Holds::Five),
                    area("note"),
                ],
            },
        ],
        ..PLAIN
    },
    Kind {
        code: "impact",
        states: &["open", "ready"],
        fields: &[must(area("reform")), area("basis")],
        sorts: &[Sort {
            code: "effect",
            fields: &[
                must(line("actor")),
                must(area("effect")),
                of("way", Holds::Choice(&["unknown", "gain", "harm", "both"])),
                of("size", SIZES),
                of("certainty", SIZES),
            ],
        }],
        ..PLAIN
    },
    Kind {
        code: "review",
        states: &["open", "ready"],
        fields: &[must(line("reviewers")), area("scope")],
        sorts: &[Sort {
            code: "finding",
            fields: &[
                must(area("finding")),
                area("recommendation"),
                area("action"),
                line("owner"),
                of("state", Holds::Choice(&["unknown", "planned", "under_way", "done", "dropped"])),
            ],
        }],
        ..PLAIN
    },
    Kind {
        code: "advocacy",
        states: &["prepared", "under_way", "reached", "not_reached", "unknown"],
        fields: &[must(area("goal")), line("target"), area("arguments"), area("result")],
        sorts: &[Sort { code: "step", fields: &[of("when", Holds::When), line("who"), must(area("what"))] }],
        concerns: true,
        ..PLAIN
    },
    Kind {
        code: "funding",
        states: &["call", "applied", "granted", "refused", "unknown"],
        fields: &[
            must(line("funder")),
            line("call"),
            of("deadline", Holds::When),
            of("whole", Holds::Money),
            of("applied", Holds::Money),
            of("granted", Holds::Money),
            area("reason"),
        ],
        concerns: true,
        ..PLAIN
    },
    Kind {
        code: "model",
        states: &["offered", "ended", "unknown"],
        fields: &[must(area("content")), line("owner")],
        adopted: true,
        ..PLAIN
    },
    Kind {
        code: "rollout",
        states: &["planned", "under_way", "done"],
        fields: &[area("aim"), area("groups")],
        sorts: &[Sort {
            code: "delivery",
            fields: &[
                of("when", Holds::When),
                must(line("what")),
                line("group"),
                of("way", Holds::Choice(&["unknown", "print", "event", "web", "mail"])),
                of("copies", Holds::Number),
            ],
        }],
        ..PLAIN
    },
    Kind {
        code: "recognition",
        states: &["unknown", "told", "confirmed"],
        fields: &[must(line("by")), must(area("said")), line("edition")],
        sorts: &[Sort {
            code: "reuse",
            fields: &[must(line("who")), line("edition"), of("when", Holds::When), area("note")],
        }],
        ..PLAIN
    },
    Kind {
        code: "story",
        states: &["draft", "final"],
        fields: &[area("need"), area("joint"), area("funding")],
        ..PLAIN
    },
];

/// The register of a name.
pub fn kind(code: &str) -> Option<&'static Kind> {
    KINDS.iter().find(|k| k.code == code)
}

impl Kind {
    /// The sort of rows of a name.
    pub fn sort(&self, code: &str) -> Option<&'static Sort> {
        self.sorts.iter().find(|s| s.code == code)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_name_is_there_once_and_fits_an_address() {
        let mut codes = BTreeSet::new();
        for k in &KINDS {
            assert!(codes.insert(k.code), "{}", k.code);
            assert!(k.code.chars().all(|c| c.is_ascii_lowercase()) && !k.states.is_empty());
            for fields in std::iter::once(k.fields).chain(k.sorts.iter().map(|s| s.fields)) {
                let names: BTreeSet<_> = fields.iter().map(|f| f.name).collect();
                assert_eq!(names.len(), fields.len(), "{}", k.code);
            }
            for sort in k.sorts {
                assert!(sort.fields.iter().any(|f| f.must), "{}: a row says something", sort.code);
            }
        }
    }
}
