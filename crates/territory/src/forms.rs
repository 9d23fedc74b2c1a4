use std::sync::LazyLock;

use crate::{municipalities, rows};

/// Which series of place cases people use of a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Local {
    /// `Lahdessa`, `Lahdesta`, `Lahteen`.
    Inside,
    /// `Padasjoella`, `Padasjoelta`, `Padasjoelle`.
    Outside,
}

/// The three place cases of one series.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Places {
    /// Where: inessive or adessive.
    pub at: &'static str,
    /// Where from: elative or ablative.
    pub from: &'static str,
    /// Where to: illative or allative.
    pub to: &'static str,
}

/// The case forms of a municipality's Finnish name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaseForms {
    /// `Lahden`.
    pub genitive: &'static str,
    /// `Lahtea`.
    pub partitive: &'static str,
    /// Inessive, elative and illative: `Lahdessa`, `Lahdesta`, `Lahteen`.
    pub inside: Places,
    /// Adessive, ablative and allative: `Lahdella`, `Lahdelta`, `Lahdelle`.
    pub outside: Places,
    /// `Lahtena`.
    pub essive: &'static str,
    /// `Lahdeksi`.
    pub translative: &'static str,
    /// Which of the two series is used of the place.
    pub local: Local,
    /// Other forms that texts have: `Joroisen` beside `Joroisten`.
    pub also: Vec<&'static str>,
    code: &'static str,
}

impl CaseForms {
    /// The place cases that people use: in texts write `at` of these.
    pub const fn places(&self) -> Places {
        match self.local {
            Local::Inside => self.inside,
            Local::Outside => self.outside,
        }
    }

    /// Every form but the name itself, each once.
    pub fn all(&self) -> Vec<&'static str> {
        let places = [self.inside, self.outside].into_iter().flat_map(|p| [p.at, p.from, p.to]);
        let mut all: Vec<_> = [self.genitive, self.partitive, self.essive, self.translative]
            .into_iter()
            .chain(places)
            .chain(self.also.iter().copied())
            .collect();
        all.sort_unstable();
        all.dedup();
        all
    }
}

static FORMS: LazyLock<Vec<CaseForms>> = LazyLock::new(|| {
    rows(include_str!("../data/forms.csv"))
        .map(|[code, gen_, part, ine, ela, ill, ade, abl, all, ess, tra, local, also]| CaseForms {
            genitive: gen_,
            partitive: part,
            inside: Places { at: ine, from: ela, to: ill },
            outside: Places { at: ade, from: abl, to: all },
            essive: ess,
            translative: tra,
            local: if local == "outside" { Local::Outside } else { Local::Inside },
            also: also.split('|').filter(|f| !f.is_empty()).collect(),
            code,
        })
        .collect()
});

/// The case forms of the Finnish name of the municipality with this code.
pub fn forms(code: &str) -> Option<&'static CaseForms> {
    FORMS.iter().find(|f| f.code == code)
}

/// Every form of every municipality's name with its code, for search: Finnish names in all cases, Swedish names as
/// they are and in the genitive. A form may belong to more than one municipality.
pub fn all_forms() -> impl Iterator<Item = (String, &'static str)> {
    let finnish = FORMS.iter().flat_map(|f| f.all().into_iter().map(move |form| (form.to_owned(), f.code)));
    let names = municipalities().iter().flat_map(|m| {
        let swedish = (m.name_sv != m.name_fi).then(|| (m.name_sv.to_owned(), m.code));
        let genitive = (genitive_sv(m.name_sv), m.code);
        [Some((m.name_fi.to_owned(), m.code)), swedish, Some(genitive)].into_iter().flatten()
    });
    names.chain(finnish)
}

/// The Swedish genitive of a name: `Lahtis`, `Hollolas`, `Borgås`. A name that ends in s, x or z stays as it is.
pub fn genitive_sv(name: &str) -> String {
    if name.ends_with(['s', 'x', 'z']) { name.to_owned() } else { format!("{name}s") }
}
