use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// A language of the pages. Finnish is the default.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Lang {
    /// Suomi.
    #[default]
    Fi,
    /// Svenska.
    Sv,
    /// English.
    En,
}

impl Lang {
    /// All languages in the order of the switch.
    pub const ALL: [Self; 3] = [Self::Fi, Self::Sv, Self::En];

    /// The code in addresses and in `lang` attributes.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Fi => "fi",
            Self::Sv => "sv",
            Self::En => "en",
        }
    }

    /// The language's own name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Fi => "Suomi",
            Self::Sv => "Svenska",
            Self::En => "English",
        }
    }

    /// The first language of an `Accept-Language` header that we speak.
    pub fn negotiate(header: &str) -> Self {
        let mut wishes: Vec<(f32, Self)> = header
            .split(',')
            .filter_map(|part| {
                let mut bits = part.trim().split(';');
                let lang = bits.next()?.split('-').next()?.parse().ok()?;
                let weight =
                    bits.find_map(|b| b.trim().strip_prefix("q=")?.parse::<f32>().ok()).unwrap_or(1.0);
                Some((weight, lang))
            })
            .collect();
        wishes.sort_by(|a, b| b.0.total_cmp(&a.0));
        wishes.first().map(|w| w.1).unwrap_or_default()
    }
}

impl fmt::Display for Lang {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl FromStr for Lang {
    type Err = ();
    fn from_str(s: &str) -> Result<Self, ()> {
        Self::ALL.into_iter().find(|l| l.code().eq_ignore_ascii_case(s)).ok_or(())
    }
}

/// A text that may exist in several languages. It is shown in the reader's language where it exists,
/// else in the first language that it has, and the page then marks which one it is.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Local {
    /// Suomeksi.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub fi: String,
    /// På svenska.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub sv: String,
    /// In English.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub en: String,
}

impl Local {
    /// A text that exists in Finnish only.
    pub fn fi(text: impl Into<String>) -> Self {
        Self { fi: text.into(), ..Self::default() }
    }

    /// The text of exactly this language, empty where there is none.
    pub fn exact(&self, lang: Lang) -> &str {
        match lang {
            Lang::Fi => &self.fi,
            Lang::Sv => &self.sv,
            Lang::En => &self.en,
        }
    }

    /// The text to show to a reader of `lang`, with the language in which it really is.
    pub fn pick(&self, lang: Lang) -> (&str, Lang) {
        std::iter::once(lang)
            .chain(Lang::ALL)
            .map(|l| (self.exact(l), l))
            .find(|(t, _)| !t.is_empty())
            .unwrap_or(("", lang))
    }

    /// The text to show to a reader of `lang`.
    pub fn get(&self, lang: Lang) -> &str {
        self.pick(lang).0
    }

    /// Whether there is no text in any language.
    pub fn is_empty(&self) -> bool {
        Lang::ALL.into_iter().all(|l| self.exact(l).is_empty())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_browser_gets_the_language_it_wants_most() {
        assert_eq!(Lang::negotiate("de, en;q=0.5, sv-FI;q=0.9"), Lang::Sv);
        assert_eq!(Lang::negotiate("de"), Lang::Fi);
    }

    #[test]
    fn a_missing_translation_falls_back_and_says_so() {
        let t = Local::fi("Esityslista");
        assert_eq!(t.pick(Lang::Sv), ("Esityslista", Lang::Fi));
    }
}
