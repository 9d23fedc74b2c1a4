use std::sync::LazyLock;

use jiff::civil::Date;

use crate::{day, rows, sort::finnish_order};

/// A municipality (`kunta`) of Finland, of today or of the time that the register covers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Municipality {
    /// The code of Statistics Finland, three digits: `398`.
    pub code: &'static str,
    /// The Finnish name.
    pub name_fi: &'static str,
    /// The Swedish name; the same as the Finnish where there is no other.
    pub name_sv: &'static str,
    /// The first day; none when it is older than the register.
    pub from: Option<Date>,
    /// The last day; none when it still exists.
    pub to: Option<Date>,
    /// The code of the municipality that it merged into.
    pub merged_into: Option<&'static str>,
}

impl Municipality {
    /// Whether it exists on this day.
    pub fn exists_on(&self, date: Date) -> bool {
        self.from.is_none_or(|from| from <= date) && self.to.is_none_or(|to| date <= to)
    }
}

static ALL: LazyLock<Vec<Municipality>> = LazyLock::new(|| {
    let mut all: Vec<_> = rows(include_str!("../data/municipalities.csv"))
        .map(|[code, name_fi, name_sv, from, to, into]| Municipality {
            code,
            name_fi,
            name_sv,
            from: day(from),
            to: day(to),
            merged_into: (!into.is_empty()).then_some(into),
        })
        .collect();
    all.sort_by(|a, b| finnish_order(a.name_fi, b.name_fi));
    all
});

/// All municipalities of the register, also those that have ended, in the Finnish order of their names.
pub fn municipalities() -> &'static [Municipality] {
    &ALL
}

/// The municipality with this code.
pub fn by_code(code: &str) -> Option<&'static Municipality> {
    ALL.iter().find(|m| m.code == code)
}

/// The municipality that has this Finnish or Swedish name on this day; case does not count.
pub fn by_name_on(name: &str, date: Date) -> Option<&'static Municipality> {
    let name = name.trim().to_lowercase();
    let same =
        |m: &&Municipality, n: fn(&Municipality) -> &str| m.exists_on(date) && n(m).to_lowercase() == name;
    ALL.iter().find(|m| same(m, |m| m.name_fi)).or_else(|| ALL.iter().find(|m| same(m, |m| m.name_sv)))
}

/// The municipality to which the area of `code` belongs on this day: itself, or what it has merged into by then.
pub fn successor_on(code: &str, date: Date) -> Option<&'static Municipality> {
    let mut at = by_code(code)?;
    while let (Some(to), Some(into)) = (at.to, at.merged_into)
        && to < date
    {
        at = by_code(into)?;
    }
    at.exists_on(date).then_some(at)
}
