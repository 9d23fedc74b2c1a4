use std::sync::LazyLock;

use jiff::civil::{Date, date};

use crate::{Municipality, by_code, day, rows, sort::finnish_order};

/// A region (`maakunta`) and the council (`maakunnan liitto`) of its municipalities.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Region {
    /// The code of Statistics Finland, two digits: `07`.
    pub code: &'static str,
    /// The Finnish name.
    pub name_fi: &'static str,
    /// The Swedish name.
    pub name_sv: &'static str,
    /// The English name.
    pub name_en: &'static str,
    /// The genitive of the Finnish name: `Päijät-Hämeen`.
    pub genitive: &'static str,
    /// Where one is when one is there: `Päijät-Hämeessä`, `Uudellamaalla`.
    pub local: &'static str,
    /// The regional council in Finnish: `Päijät-Hämeen liitto`. In Åland, which has none, the government.
    pub council_fi: &'static str,
    /// The regional council in Swedish.
    pub council_sv: &'static str,
}

struct Membership {
    code: &'static str,
    region: &'static str,
    from: Option<Date>,
    to: Option<Date>,
}

impl Membership {
    fn on(&self, date: Date) -> bool {
        self.from.is_none_or(|from| from <= date) && self.to.is_none_or(|to| date <= to)
    }
}

static REGIONS: LazyLock<Vec<Region>> = LazyLock::new(|| {
    let mut all: Vec<_> = rows(include_str!("../data/regions.csv"))
        .map(|[code, name_fi, name_sv, name_en, genitive, local, council_fi, council_sv]| Region {
            code,
            name_fi,
            name_sv,
            name_en,
            genitive,
            local,
            council_fi,
            council_sv,
        })
        .collect();
    all.sort_by(|a, b| finnish_order(a.name_fi, b.name_fi));
    all
});

static MEMBERSHIPS: LazyLock<Vec<Membership>> = LazyLock::new(|| {
    rows(include_str!("../data/memberships.csv"))
        .map(|[code, region, from, to]| Membership { code, region, from: day(from), to: day(to) })
        .collect()
});

/// The 19 regions in the Finnish order of their names.
pub fn regions() -> &'static [Region] {
    &REGIONS
}

/// The region with this code.
pub fn region(code: &str) -> Option<&'static Region> {
    REGIONS.iter().find(|r| r.code == code)
}

/// The first day on which the register knows a region's members. Before it [`members`] is empty because it is not
/// known, not because there were none.
pub fn covered_from(region_code: &str) -> Date {
    if matches!(region_code, "07" | "13") { date(2010, 1, 1) } else { date(2013, 1, 1) }
}

/// The municipalities of a region on this day, in the Finnish order of their names.
pub fn members(region_code: &str, date: Date) -> Vec<&'static Municipality> {
    let mut found: Vec<_> = MEMBERSHIPS
        .iter()
        .filter(|m| m.region == region_code && m.on(date))
        .filter_map(|m| by_code(m.code))
        .collect();
    found.sort_by(|a, b| finnish_order(a.name_fi, b.name_fi));
    found
}

/// How many municipalities a region has on this day.
pub fn member_count(region_code: &str, date: Date) -> usize {
    MEMBERSHIPS.iter().filter(|m| m.region == region_code && m.on(date)).count()
}

/// The region of a municipality on this day, where the register knows it.
pub fn region_of(code: &str, date: Date) -> Option<&'static Region> {
    MEMBERSHIPS.iter().find(|m| m.code == code && m.on(date)).and_then(|m| region(m.region))
}
