//! What a word is indexed and looked up by.

use std::collections::HashMap;
use std::sync::Arc;

use kit::Lang;
use voikko::Voikko;

use crate::stem::{coarse, partitive};
use crate::words::{fold, undotted};

/// Compounds of more parts are rare; their pieces would fill the index.
const MOST_PARTS: usize = 6;

/// The tokens of one word in the stem and lemma fields.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Tokens {
    /// `fi:kokous`, and `~paatos` for typing without dots.
    pub(crate) stems: Vec<String>,
    /// `kokous`; in the index also `+kunta`, `+kunta|johtaja` for the parts of a compound.
    pub(crate) lemmas: Vec<String>,
    /// Lemmas and parts by which it is looked for inside compounds: `+kokous`.
    pub(crate) inside: Vec<String>,
}

/// Knows place names and, where it is there, Voikko.
#[derive(Debug)]
pub(crate) struct Analyser {
    names: HashMap<String, String>,
    voikko: Option<Arc<Voikko>>,
}

impl Analyser {
    pub(crate) fn new(names: HashMap<String, String>, voikko: Option<Arc<Voikko>>) -> Self {
        let names = names.into_iter().map(|(form, base)| (fold(&form), fold(&base))).collect();
        Self { names, voikko }
    }

    /// What the index was made with: an index made otherwise is made anew.
    pub(crate) fn shape(&self) -> String {
        let mut names: Vec<_> = self.names.iter().collect();
        names.sort();
        // FNV-1a, for it must be the same in every build.
        let mut hash = 0xcbf2_9ce4_8422_2325_u64;
        for byte in
            names.iter().flat_map(|(form, base)| form.bytes().chain([0]).chain(base.bytes()).chain([0]))
        {
            hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
        format!("{}-{hash:016x}", if self.voikko.is_some() { "voikko" } else { "plain" })
    }

    /// The tokens under which a folded word of a text in `lang` is indexed.
    pub(crate) fn index(&self, word: &str, lang: Lang) -> Tokens {
        let mut tokens = Tokens::default();
        for stem in stems(word, lang) {
            push(&mut tokens.stems, undotted(&stem).map(|s| format!("~{s}")));
            push(&mut tokens.stems, Some(format!("{lang}:{stem}")));
        }
        push(&mut tokens.lemmas, self.names.get(word).cloned());
        if lang == Lang::Fi {
            for (lemma, parts) in self.readings(word) {
                push(&mut tokens.stems, undotted(&coarse(&lemma, lang)).map(|s| format!("~{s}")));
                push(&mut tokens.lemmas, Some(lemma));
                for from in 0..parts.len() {
                    for to in from + 1..=parts.len() {
                        push(&mut tokens.lemmas, Some(format!("+{}", parts[from..to].join("|"))));
                    }
                }
            }
        }
        if tokens.lemmas.is_empty() {
            tokens.lemmas.push(word.to_owned());
        }
        tokens
    }

    /// The tokens by which a folded word of a question is looked for, whatever its language.
    pub(crate) fn ask(&self, word: &str) -> Tokens {
        let mut tokens = Tokens::default();
        for lang in Lang::ALL {
            for stem in stems(word, lang) {
                if undotted(word).is_none() {
                    push(&mut tokens.stems, Some(format!("~{stem}")));
                }
                push(&mut tokens.stems, Some(format!("{lang}:{stem}")));
            }
        }
        push(&mut tokens.lemmas, Some(word.to_owned()));
        push(&mut tokens.lemmas, self.names.get(word).cloned());
        for (lemma, parts) in self.readings(word) {
            if parts.is_empty() {
                push(&mut tokens.inside, Some(format!("+{lemma}")));
            } else {
                push(&mut tokens.inside, Some(format!("+{}", parts.join("|"))));
            }
            push(&mut tokens.lemmas, Some(lemma));
        }
        tokens
    }

    /// Folded lemmas, with the parts where the word is a compound.
    fn readings(&self, word: &str) -> Vec<(String, Vec<String>)> {
        let Some(voikko) = &self.voikko else { return Vec::new() };
        let readings = voikko.analyse(word);
        readings
            .iter()
            .map(|reading| {
                let compound = (2..=MOST_PARTS).contains(&reading.parts.len());
                let parts =
                    if compound { reading.parts.iter().map(|p| fold(p)).collect() } else { Vec::new() };
                (fold(&reading.lemma), parts)
            })
            .collect()
    }
}

fn stems(word: &str, lang: Lang) -> impl Iterator<Item = String> {
    std::iter::once(coarse(word, lang)).chain(partitive(word, lang))
}

fn push(tokens: &mut Vec<String>, token: Option<String>) {
    if let Some(token) = token
        && !tokens.contains(&token)
    {
        tokens.push(token);
    }
}
