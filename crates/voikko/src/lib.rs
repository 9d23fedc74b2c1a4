//! Finnish word analysis by the system's libvoikko (Debian: `libvoikko1 voikko-fi`).
//!
//! The library is opened at run time and may be absent: [`Voikko::load`] then gives `None` and search
//! goes on with its own stems. This is the only crate of the house with `unsafe`: all of it is in `ffi`,
//! behind a lock, because a libvoikko handle must be used by one thread at a time.

mod cache;
mod ffi;
mod parts;

use std::sync::{Arc, Mutex, PoisonError};

use cache::Cache;

/// How many analysed words are kept: a council's whole active vocabulary in about ten megabytes.
const CACHED_WORDS: usize = 30_000;

/// One reading of a word.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Analysis {
    /// The base form, as the dictionary writes it (names with a capital letter).
    pub lemma: String,
    /// The base forms of the compound's parts in order; a word that is no compound has one part.
    pub parts: Vec<String>,
}

/// An open libvoikko with the Finnish dictionary. Share it between threads in an `Arc`.
#[derive(Debug)]
pub struct Voikko {
    inner: Mutex<Inner>,
}

#[derive(Debug)]
struct Inner {
    library: ffi::Handle,
    cache: Cache<Arc<[Analysis]>>,
}

impl Voikko {
    /// Opens libvoikko and its Finnish dictionary; `None` when either is absent, or when the caller does
    /// not want it (`wanted` is false, for example because the environment says `TALKOOT_VOIKKO=off`).
    pub fn load(wanted: bool) -> Option<Self> {
        let library = if wanted { ffi::Handle::open()? } else { return None };
        Some(Self { inner: Mutex::new(Inner { library, cache: Cache::new(CACHED_WORDS) }) })
    }

    /// All readings of a word, without doubles, the most plain first; none when the word is unknown.
    pub fn analyse(&self, word: &str) -> Arc<[Analysis]> {
        let mut inner = self.inner.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = inner.cache.get(word) {
            return known;
        }
        let mut found: Vec<Analysis> = Vec::new();
        for raw in inner.library.analyse(word) {
            let parts = parts::parts(&raw.word_bases, &raw.structure);
            let analysis = Analysis { lemma: raw.base_form, parts };
            if !found.contains(&analysis) {
                found.push(analysis);
            }
        }
        let found: Arc<[Analysis]> = found.into();
        inner.cache.put(word, Arc::clone(&found));
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn voikko() -> Option<Voikko> {
        let voikko = Voikko::load(true);
        if voikko.is_none() {
            eprintln!("skipped: libvoikko is not on this machine");
        }
        voikko
    }

    #[test]
    fn nothing_is_opened_when_it_is_not_wanted() {
        assert!(Voikko::load(false).is_none());
    }

    #[test]
    fn a_compound_gives_its_base_form_and_the_base_forms_of_its_parts() {
        let Some(voikko) = voikko() else { return };
        for (word, lemma, parts) in [
            ("kunnanjohtajakokouksissa", "kunnanjohtajakokous", &["kunta", "johtaja", "kokous"][..]),
            ("kuntajohtajakokousten", "kuntajohtajakokous", &["kunta", "johtaja", "kokous"]),
            ("lähijunaliikenteen", "lähijunaliikenne", &["lähi", "juna", "liikenne"]),
            ("kehittämistoimenpiteiden", "kehittämistoimenpide", &["kehittää", "toimenpide"]),
            ("yhteistyössä", "yhteistyö", &["yhteis", "työ"]),
            ("kokouksissa", "kokous", &["kokous"]),
        ] {
            let found = voikko.analyse(word);
            assert!(
                found.iter().any(|a| a.lemma == lemma && a.parts == parts),
                "{word}: {found:?} has no {lemma} = {parts:?}"
            );
        }
    }

    #[test]
    fn a_word_with_several_readings_gives_them_all() {
        let Some(voikko) = voikko() else { return };
        let lemmas: Vec<_> = voikko.analyse("lahden").iter().map(|a| a.lemma.clone()).collect();
        assert!(lemmas.contains(&"Lahti".to_owned()) && lemmas.contains(&"lahti".to_owned()), "{lemmas:?}");
    }

    #[test]
    fn odd_input_gives_nothing_and_does_no_harm() {
        let Some(voikko) = voikko() else { return };
        let long = "kokous".repeat(2_000);
        for word in ["", "\0", "ko\0kous", "🦆", "zzqxw", "=(+)", "\u{feff}", long.as_str()] {
            assert!(voikko.analyse(word).len() < 10, "{word:?}");
        }
    }

    #[test]
    fn threads_may_share_it() {
        let Some(voikko) = voikko() else { return };
        std::thread::scope(|scope| {
            for _ in 0..4 {
                scope.spawn(|| {
                    for word in ["kuntien", "päätösten", "lausunnot"].repeat(50) {
                        assert!(!voikko.analyse(word).is_empty());
                    }
                });
            }
        });
    }

    #[test]
    fn two_libraries_may_be_open_at_once() {
        let (Some(one), Some(two)) = (voikko(), voikko()) else { return };
        drop(one);
        assert_eq!(two.analyse("kuntien").first().map(|a| a.lemma.as_str()), Some("kunta"));
    }
}
