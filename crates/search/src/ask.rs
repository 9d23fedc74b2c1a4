//! From what was typed to a query of the index.

use std::collections::HashSet;

use kit::Lang;
use tantivy::Term;
use tantivy::query::{
    AllQuery, BooleanQuery, BoostQuery, ConstScoreQuery, DisjunctionMaxQuery, EmptyQuery, FuzzyTermQuery,
    Occur, PhraseQuery, Query as IndexQuery, TermQuery,
};
use tantivy::schema::{Field, IndexRecordOption};

use crate::analysis::{Analyser, Tokens};
use crate::entry::Query;
use crate::schema::{Fields, scope};
use crate::stem::coarse;
use crate::words::{Chunk, chunks, normal_number, words};

/// What is typed beyond this is not read.
const MOST_LETTERS: usize = 400;
/// As many words and phrases are looked for.
const MOST_CLAUSES: usize = 16;
/// A word of at least so many letters also finds the words that begin with it.
const SHORTEST_PREFIX: usize = 4;
/// A coarse stem of at least so many letters does the same; a shorter one begins too many words.
const SHORTEST_STEM_PREFIX: usize = 6;

type Boxed = Box<dyn IndexQuery>;

#[derive(Debug, Clone, PartialEq, Eq)]
enum Clause {
    Phrase(Vec<String>),
    Number { token: String, words: Vec<String> },
    Word(String),
}

/// A question taken apart.
pub(crate) struct Asked {
    clauses: Vec<Clause>,
    blank: bool,
    wanted: Wanted,
}

/// What marks a word of a text as found.
#[derive(Debug, Default)]
pub(crate) struct Wanted {
    surfaces: HashSet<String>,
    stems: HashSet<String>,
    lemmas: HashSet<String>,
    prefixes: Vec<String>,
}

impl Wanted {
    pub(crate) fn is_empty(&self) -> bool {
        self.surfaces.is_empty()
    }

    /// Whether a folded word of a text in `lang` is one that was asked for.
    pub(crate) fn matches(&self, analyser: &Analyser, word: &str, lang: Lang) -> bool {
        if self.surfaces.contains(word) {
            return true;
        }
        let tokens = analyser.index(word, lang);
        tokens.lemmas.iter().any(|l| self.lemmas.contains(l))
            || tokens
                .stems
                .iter()
                .any(|s| self.stems.contains(s) || self.prefixes.iter().any(|p| s.starts_with(p)))
    }

    fn add(&mut self, word: &str, tokens: &Tokens) {
        self.surfaces.insert(word.to_owned());
        self.stems.extend(tokens.stems.iter().cloned());
        self.lemmas.extend(tokens.lemmas.iter().chain(&tokens.inside).cloned());
        self.prefixes.extend(prefixes(word));
    }
}

impl Asked {
    pub(crate) fn new(text: &str, analyser: &Analyser) -> Self {
        let blank = text.trim().is_empty();
        let cut = text.char_indices().nth(MOST_LETTERS).map_or(text, |(at, _)| &text[..at]);
        let mut clauses = parse(cut);
        clauses.truncate(MOST_CLAUSES);
        let mut wanted = Wanted::default();
        for clause in &clauses {
            match clause {
                Clause::Word(word) => wanted.add(word, &analyser.ask(word)),
                Clause::Phrase(words) | Clause::Number { words, .. } => {
                    wanted.surfaces.extend(words.iter().cloned());
                }
            }
        }
        Self { clauses, blank, wanted }
    }

    pub(crate) fn wanted(&self) -> &Wanted {
        &self.wanted
    }

    /// Whether asking for some of the words instead of all is another question.
    pub(crate) fn can_relax(&self) -> bool {
        self.clauses.len() > 1
    }

    /// The query for all words, or for some of them, among what the asker may see.
    pub(crate) fn query(&self, f: &Fields, analyser: &Analyser, query: &Query, relaxed: bool) -> Boxed {
        let mut parts = conditions(f, query);
        let mut clauses: Vec<Boxed> = self.clauses.iter().map(|c| clause(f, analyser, c)).collect();
        match (clauses.len(), relaxed) {
            (0, _) if self.blank => parts.push((Occur::Must, Box::new(AllQuery))),
            (0, _) => return Box::new(EmptyQuery),
            (1.., true) => parts.push((Occur::Must, Box::new(BooleanQuery::union(clauses)))),
            (1.., false) => parts.extend(clauses.drain(..).map(|c| (Occur::Must, c))),
        }
        Box::new(BooleanQuery::new(parts))
    }

    /// The query for titles that have all words, the last of them perhaps only begun.
    pub(crate) fn titles(&self, f: &Fields, analyser: &Analyser, query: &Query) -> Boxed {
        let Some((last, before)) = self.clauses.split_last() else { return Box::new(EmptyQuery) };
        let mut parts = conditions(f, query);
        for clause in before {
            parts.push((Occur::Must, best(in_title(f, analyser, clause))));
        }
        let mut ways = in_title(f, analyser, last);
        if let Clause::Word(word) = last {
            let begins = FuzzyTermQuery::new_prefix(Term::from_field_text(f.title_surface, word), 0, false);
            ways.push(Box::new(begins));
        }
        parts.push((Occur::Must, best(ways)));
        Box::new(BooleanQuery::new(parts))
    }
}

/// What every hit must fulfil, whatever was typed.
fn conditions(f: &Fields, query: &Query) -> Vec<(Occur, Boxed)> {
    let mut parts = vec![(Occur::Must, visible(f, query))];
    for (field, id) in [(f.body_id, query.body_id), (f.municipality, query.municipality_id)] {
        if let Some(id) = id {
            parts.push((Occur::Must, silent(term(field, &id.simple().to_string()))));
        }
    }
    parts
}

/// What the asker may see: tenant and audience are one term, so no entry of another tenant can come.
fn visible(f: &Fields, query: &Query) -> Boxed {
    let mut tokens: Vec<&String> = query.audience.iter().collect();
    tokens.sort();
    tokens.dedup();
    let mut terms: Vec<Boxed> = tokens.into_iter().map(|t| term(f.scope, &scope(query.tenant, t))).collect();
    match terms.len() {
        0 => Box::new(EmptyQuery),
        1 => silent(terms.remove(0)),
        _ => silent(Box::new(BooleanQuery::union(terms))),
    }
}

fn parse(text: &str) -> Vec<Clause> {
    let mut found = Vec::new();
    let pieces: Vec<&str> = text.split(['"', '“', '”', '„', '»', '«']).collect();
    for (at, piece) in pieces.iter().enumerate() {
        // The last piece stands after the last mark: with an odd mark too many it is no phrase.
        let quoted = at % 2 == 1 && at + 1 < pieces.len();
        if quoted {
            let phrase: Vec<String> = words(piece).into_iter().map(|w| w.text).collect();
            if !phrase.is_empty() {
                found.push(Clause::Phrase(phrase));
            }
            continue;
        }
        for chunk in chunks(piece) {
            match chunk {
                Chunk::Number(token, raw) => {
                    let words = words(raw).into_iter().map(|w| w.text).collect();
                    found.push(Clause::Number { token, words });
                }
                Chunk::Other(raw) => found.extend(words(raw).into_iter().map(|w| Clause::Word(w.text))),
            }
        }
    }
    let mut seen: Vec<Clause> = Vec::new();
    for clause in found {
        if !seen.contains(&clause) {
            seen.push(clause);
        }
    }
    seen
}

fn clause(f: &Fields, analyser: &Analyser, clause: &Clause) -> Boxed {
    match clause {
        Clause::Phrase(words) => phrase(f, words),
        Clause::Number { token, words } => number(f, token, words),
        Clause::Word(text) => word(f, &analyser.ask(text), text),
    }
}

/// The ways in which a title may have it.
fn in_title(f: &Fields, analyser: &Analyser, clause: &Clause) -> Vec<Boxed> {
    match clause {
        Clause::Word(word) => {
            let tokens = analyser.ask(word);
            let lemmas =
                tokens.lemmas.iter().chain(&tokens.inside).map(|l| boost(term(f.title_lemma, l), 4.0));
            let stems = tokens.stems.iter().map(|s| term(f.title_stem, s));
            lemmas.chain(stems).chain([term(f.title_surface, word)]).collect()
        }
        Clause::Number { token, words } if words.is_empty() => vec![term(f.numbers, token)],
        Clause::Number { token, words } => vec![term(f.numbers, token), phrase_in(f.title_surface, words)],
        Clause::Phrase(words) => vec![phrase_in(f.title_surface, words)],
    }
}

/// The words side by side, as typed.
fn phrase(f: &Fields, words: &[String]) -> Boxed {
    best(vec![boost(phrase_in(f.title_surface, words), 3.0), phrase_in(f.all_surface, words)])
}

fn phrase_in(field: Field, words: &[String]) -> Boxed {
    match words {
        [one] => term(field, one),
        several => {
            Box::new(PhraseQuery::new(several.iter().map(|w| Term::from_field_text(field, w)).collect()))
        }
    }
}

/// A number as typed; one without signs (`117718`, `2026`) also as a word of the text, and one with
/// letters (`covid-19`) also by its words side by side.
fn number(f: &Fields, token: &str, words: &[String]) -> Boxed {
    let mut ways = vec![boost(term(f.numbers, token), 10.0), boost(term(f.mentions, token), 4.0)];
    let paragraph = token.contains('§');
    if !paragraph && !words.is_empty() && (words.len() == 1 || token.chars().any(char::is_alphabetic)) {
        ways.push(phrase(f, words));
    }
    // `§21` may lie in the numbers without its sign being typed, never the other way round.
    if !paragraph && token.chars().all(char::is_alphanumeric) {
        ways.push(boost(term(f.numbers, &normal_number(&format!("§{token}"))), 2.0));
    }
    best(ways)
}

fn word(f: &Fields, tokens: &Tokens, word: &str) -> Boxed {
    let mut ways = Vec::new();
    let mut way = |title: Field, all: Field, text: &str, weight: f32| {
        ways.push(boost(term(title, text), weight * 2.5));
        ways.push(boost(term(all, text), weight));
    };
    for lemma in &tokens.lemmas {
        way(f.title_lemma, f.all_lemma, lemma, 4.0);
    }
    for inside in &tokens.inside {
        way(f.title_lemma, f.all_lemma, inside, 2.0);
    }
    way(f.title_surface, f.all_surface, word, 1.5);
    for stem in &tokens.stems {
        let dotless = stem.starts_with('~');
        way(f.title_stem, f.all_stem, stem, if dotless { 0.3 } else { 1.0 });
    }
    for prefix in prefixes(word) {
        let begins = FuzzyTermQuery::new_prefix(Term::from_field_text(f.all_stem, &prefix), 0, false);
        ways.push(Box::new(ConstScoreQuery::new(Box::new(begins), 0.2)));
    }
    best(ways)
}

/// How the stems of longer words may begin that a word finds: `kuntajohtaja` finds `kuntajohtajakokous`.
fn prefixes(word: &str) -> Vec<String> {
    if word.chars().count() < SHORTEST_PREFIX {
        return Vec::new();
    }
    let stem = coarse(word, Lang::Fi);
    let finnish = if stem.chars().count() >= SHORTEST_STEM_PREFIX { stem.as_str() } else { word };
    vec![format!("{}:{finnish}", Lang::Fi), format!("{}:{word}", Lang::Sv)]
}

fn term(field: Field, text: &str) -> Boxed {
    Box::new(TermQuery::new(Term::from_field_text(field, text), IndexRecordOption::WithFreqs))
}

fn boost(query: Boxed, by: f32) -> Boxed {
    Box::new(BoostQuery::new(query, by))
}

/// A condition that says nothing of how good a hit is.
fn silent(query: Boxed) -> Boxed {
    Box::new(ConstScoreQuery::new(query, 0.0))
}

/// The best way counts, the others a little.
fn best(ways: Vec<Boxed>) -> Boxed {
    Box::new(DisjunctionMaxQuery::with_tie_breaker(ways, 0.05))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn word(text: &str) -> Clause {
        Clause::Word(text.to_owned())
    }

    #[test]
    fn phrases_numbers_and_words_are_told_apart() {
        assert_eq!(
            parse("\"Kunnan talous\" § 21 Lahden 102/13.01/2012"),
            [
                Clause::Phrase(vec!["kunnan".into(), "talous".into()]),
                Clause::Number { token: "§21".into(), words: vec!["21".into()] },
                word("lahden"),
                Clause::Number {
                    token: "102/13.01/2012".into(),
                    words: vec!["102".into(), "13".into(), "01".into(), "2012".into()],
                },
            ]
        );
    }

    #[test]
    fn an_unclosed_quotation_is_only_words() {
        assert_eq!(parse("\"kunnan talous"), [word("kunnan"), word("talous")]);
        assert_eq!(parse("kokous kokous \""), [word("kokous")]);
        assert!(parse(" \"\" § - ? ").is_empty());
    }
}
