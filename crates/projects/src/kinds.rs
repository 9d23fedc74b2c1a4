//! What a project's record is made of: kinds of dated rows, and the fields of each.
//!
//! One table says it all. Forms, pasted tables, the JSON form with its published schema, pages and the report read it,
//! so that a field is known everywhere or nowhere.

/// What stands in a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sort {
    /// A line of words.
    Text,
    /// Several lines.
    Long,
    /// An address on the web.
    Url,
    /// A date with doubt.
    When,
    /// Money in cents.
    Money,
    /// A whole number.
    Count,
    /// Whole percents, 0 to 100.
    Percent,
    /// Yes or no.
    Flag,
    /// The code of a measure of the same project.
    Measure,
    /// One of these.
    Choice(&'static [&'static str]),
}

/// A field of a kind of rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Field {
    /// Its name in the JSON form; the key of its label is `projects-f-NAME`.
    pub name: &'static str,
    /// What stands in it.
    pub sort: Sort,
    /// Whether a row without it is none.
    pub needed: bool,
    /// Whether it is a column of tables; else it stands among the remarks.
    pub column: bool,
}

const fn field(name: &'static str, sort: Sort) -> Field {
    Field { name, sort, needed: false, column: true }
}

const fn text(name: &'static str) -> Field {
    field(name, Sort::Text)
}

const fn when(name: &'static str) -> Field {
    field(name, Sort::When)
}

const fn money(name: &'static str) -> Field {
    field(name, Sort::Money)
}

const fn count(name: &'static str) -> Field {
    field(name, Sort::Count)
}

const MEASURE: Field = field("measure", Sort::Measure);
const REMARK: Field = field("remark", Sort::Long).aside();

impl Field {
    const fn must(mut self) -> Self {
        self.needed = true;
        self
    }

    const fn aside(mut self) -> Self {
        self.column = false;
        self
    }
}

/// A column of a table: a field, or both ends of a span in one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Column {
    /// A field.
    One(&'static Field),
    /// The fields `from` and `to`.
    Span,
}

/// Marks that steer what is shown and are not shown themselves.
pub const MARKS: [&str; 2] = ["trainee", "for_event"];

/// A kind of rows.
#[derive(Debug, PartialEq, Eq)]
pub struct Kind {
    /// Its name, as `staff`; also the name of its list in the JSON form.
    pub name: &'static str,
    /// The chapter of the report in which its rows stand.
    pub chapter: u8,
    /// The field by which rows are put in the order of time; empty where the order is the writer's.
    pub by: &'static str,
    /// Its fields.
    pub fields: &'static [Field],
}

impl Kind {
    /// The field of a name.
    pub fn field(&self, name: &str) -> Option<&'static Field> {
        self.fields.iter().find(|f| f.name == name)
    }

    /// The columns in which something stands, but for some fields. Both ends of a span make one column.
    pub fn columns(&self, but: &[&str], stands: impl Fn(&str) -> bool) -> Vec<Column> {
        let both = self.field("from").is_some() && self.field("to").is_some();
        let mut out = Vec::new();
        for f in self.fields.iter().filter(|f| f.column && !but.contains(&f.name)) {
            match f.name {
                "to" if both => {}
                "from" if both && (stands("from") || stands("to")) => out.push(Column::Span),
                "from" if both => {}
                name if stands(name) => out.push(Column::One(f)),
                _ => {}
            }
        }
        out
    }

    /// Whether a row may belong to a measure.
    pub fn of_measure(&self) -> bool {
        self.fields.iter().any(|f| f.sort == Sort::Measure)
    }
}

/// The kind of a name.
pub fn kind(name: &str) -> Option<&'static Kind> {
    KINDS.iter().find(|k| k.name == name)
}

const fn of(name: &'static str, chapter: u8, by: &'static str, fields: &'static [Field]) -> Kind {
    Kind { name, chapter, by, fields }
}

/// All kinds, in the order of the report's chapters.
pub static KINDS: &[Kind] = &[
    of(
        "goals",
        2,
        "",
        &[
            field("kind", Sort::Choice(&["main", "target", "principle", "intangible", "tangible"])).must(),
            field("text", Sort::Long).must(),
        ],
    ),
    of("planned", 2, "", &[text("title").must(), MEASURE, field("reason", Sort::Long), REMARK]),
    of("budget", 2, "", &[text("line").must(), count("year"), money("cents").must(), REMARK]),
    of("financing", 2, "", &[text("financier").must(), money("cents").must(), REMARK]),
    of(
        "payments",
        2,
        "from",
        &[
            text("financier").must(),
            text("period"),
            when("from"),
            when("to"),
            field("share", Sort::Percent),
            money("cents").must(),
            REMARK,
        ],
    ),
    of(
        "decisions",
        3,
        "at",
        &[
            field("kind", Sort::Choice(&["start", "change", "extension", "end", "other"])).must(),
            text("decider").must(),
            when("at").must(),
            text("section"),
            text("subject"),
            when("from"),
            when("to"),
            REMARK,
        ],
    ),
    of("meetings", 3, "at", &[when("at").must(), text("place"), text("subject"), REMARK]),
    of(
        "claims",
        3,
        "",
        &[
            field("about", Sort::Choice(&["meetings", "events", "partners", "staff", "reserved", "budget"]))
                .must(),
            MEASURE,
            count("year"),
            count("number"),
            money("cents"),
            field("printed", Sort::Long).must(),
            text("place"),
        ],
    ),
    of(
        "staff",
        3,
        "",
        &[
            text("person").must(),
            text("role").must(),
            when("from").must(),
            when("to"),
            field("share", Sort::Percent),
            field("trainee", Sort::Flag).aside(),
            field("for_event", Sort::Flag).aside(),
            REMARK,
        ],
    ),
    of(
        "measures",
        4,
        "",
        &[
            text("code").must(),
            text("title").must(),
            field("state", Sort::Choice(&["planned", "running", "done", "dropped"])),
            text("audience"),
            when("from"),
            when("to"),
            field("goal", Sort::Long),
            field("done", Sort::Long),
            field("result", Sort::Long),
            text("indicator"),
            money("cost_cents"),
            field("continuation", Sort::Long),
            text("owner"),
            REMARK,
        ],
    ),
    of(
        "events",
        4,
        "at",
        &[
            when("at").must(),
            text("title").must(),
            text("venue"),
            text("with"),
            MEASURE,
            text("kind").aside(),
            text("audience").aside(),
            count("registered").aside(),
            count("participants").aside(),
            field("good", Sort::Percent).aside(),
            field("feedback", Sort::Long).aside(),
            REMARK,
        ],
    ),
    of(
        "reservations",
        4,
        "",
        &[
            MEASURE,
            money("cents").must(),
            field("at_most", Sort::Flag).aside(),
            text("decider"),
            when("at"),
            field("by_steering", Sort::Flag).aside(),
            money("used_cents"),
            money("released_cents"),
            field("reason", Sort::Long).aside(),
            REMARK,
        ],
    ),
    of(
        "entries",
        6,
        "at",
        &[
            field("kind", Sort::Choice(&["commitment", "actual", "forecast"])).must(),
            text("line").must(),
            count("year"),
            when("at"),
            text("subject"),
            MEASURE,
            money("cents").must(),
            REMARK,
        ],
    ),
    of("unused", 6, "", &[text("line"), money("cents"), field("reason", Sort::Long).must()]),
    of("contractors", 4, "", &[text("name").must(), text("task"), MEASURE, when("from"), when("to"), REMARK]),
    of(
        "groups",
        4,
        "",
        &[text("name").must(), text("chair"), text("secretary"), text("members"), MEASURE, REMARK],
    ),
    of(
        "stages",
        4,
        "no",
        &[
            MEASURE.must(),
            count("no").must(),
            text("title").must(),
            field("state", Sort::Choice(&["waiting", "open", "done"])).must(),
            text("decider"),
            when("at"),
            text("section"),
            REMARK,
        ],
    ),
    of(
        "scope",
        4,
        "at",
        &[
            MEASURE,
            when("at"),
            field("before", Sort::Long).must(),
            field("after", Sort::Long).must(),
            field("reason", Sort::Long).must(),
            text("decider").aside(),
            REMARK,
        ],
    ),
    of("notes", 4, "", &[text("title").must(), field("text", Sort::Long).must(), MEASURE]),
    of(
        "links",
        4,
        "",
        &[
            text("title").must(),
            field("url", Sort::Url).must(),
            MEASURE,
            when("made"),
            when("from"),
            when("to"),
            field("state", Sort::Choice(&["unchecked", "works", "moved", "dead"])).aside(),
            REMARK,
        ],
    ),
    of(
        "channels",
        5,
        "",
        &[
            text("title").must(),
            field(
                "kind",
                Sort::Choice(&["web", "social", "newsletter", "press", "mail", "public_event", "other"]),
            ),
            text("audience"),
            REMARK,
        ],
    ),
    of(
        "lessons",
        6,
        "",
        &[
            field("kind", Sort::Choice(&["problem", "recommendation", "success"])).must(),
            field("text", Sort::Long).must(),
            text("theme"),
            MEASURE,
        ],
    ),
    of(
        "results",
        7,
        "",
        &[
            MEASURE,
            field("text", Sort::Long).must(),
            text("indicator"),
            text("value"),
            field("continuation", Sort::Long),
            text("owner"),
            REMARK,
        ],
    ),
    of(
        "partners",
        8,
        "",
        &[text("name").must(), field("kind", Sort::Choice(&["municipality", "other"])).must(), REMARK],
    ),
    of("attachments", 8, "", &[text("title").must(), MEASURE, field("url", Sort::Url), REMARK]),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_and_field_has_one_name() {
        for (n, k) in KINDS.iter().enumerate() {
            assert!(KINDS[n + 1..].iter().all(|other| other.name != k.name), "{}", k.name);
            assert!(k.by.is_empty() || k.field(k.by).is_some(), "{}", k.name);
            for (m, f) in k.fields.iter().enumerate() {
                assert!(k.fields[m + 1..].iter().all(|other| other.name != f.name), "{}.{}", k.name, f.name);
            }
        }
    }
}
