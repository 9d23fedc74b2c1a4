//! A piece of the text around the found words.

use std::ops::Range;

use kit::Lang;

use crate::analysis::Analyser;
use crate::ask::Wanted;
use crate::words::words;

/// How many words a piece has.
const WINDOW: usize = 28;
/// How many words come before the first found one.
const BEFORE: usize = 6;
/// Only so many words of a text are looked through, so that a long document costs no more than a short one.
const LOOKED_THROUGH: usize = 3_000;

/// The piece with the most found words, each run with whether it is one of them.
pub(crate) fn snippet(analyser: &Analyser, wanted: &Wanted, body: &str, lang: Lang) -> Vec<(String, bool)> {
    let mut words: Vec<Range<usize>> = Vec::new();
    let mut found: Vec<usize> = Vec::new();
    for (at, word) in words_of(body).enumerate() {
        if !wanted.is_empty() && wanted.matches(analyser, &word.text, lang) {
            found.push(at);
        }
        words.push(word.range);
    }
    // The window that begins at a found word and holds the most of them, the earliest of equals.
    let mut best = (0, 0);
    let mut end = 0;
    for (nth, &start) in found.iter().enumerate() {
        while end < found.len() && found[end] < start + WINDOW - BEFORE {
            end += 1;
        }
        if end - nth > best.1 {
            best = (start, end - nth);
        }
    }
    let from = best.0.saturating_sub(BEFORE);
    let to = (from + WINDOW).min(words.len());
    let Some(window) = words.get(from..to).filter(|w| !w.is_empty()) else { return Vec::new() };

    let mut pieces = Pieces::default();
    let mut at = if from == 0 { 0 } else { window[0].start };
    if from > 0 {
        pieces.push("… ", false);
    }
    for (offset, range) in window.iter().enumerate() {
        pieces.push(&body[at..range.start], false);
        pieces.push(&body[range.clone()], found.binary_search(&(from + offset)).is_ok());
        at = range.end;
    }
    match words.get(to) {
        Some(_) => pieces.push(" …", false),
        None if body.len() - at <= 4 => pieces.push(&body[at..], false),
        None => {}
    }
    pieces.done()
}

fn words_of(body: &str) -> impl Iterator<Item = crate::words::Word> {
    // About eight bytes a word in Finnish: cutting the text first spares folding a whole book.
    let cut = body.char_indices().nth(LOOKED_THROUGH * 10).map_or(body, |(at, _)| &body[..at]);
    words(cut).into_iter().take(LOOKED_THROUGH)
}

#[derive(Default)]
struct Pieces(Vec<(String, bool)>);

impl Pieces {
    /// Adds text with its runs of white space made one space.
    fn push(&mut self, text: &str, marked: bool) {
        if self.0.last().is_none_or(|last| last.1 != marked) {
            self.0.push((String::new(), marked));
        }
        if let Some((out, _)) = self.0.last_mut() {
            for c in text.chars() {
                match c {
                    c if c.is_whitespace() && out.ends_with(' ') => {}
                    c if c.is_whitespace() => out.push(' '),
                    c => out.push(c),
                }
            }
        }
    }

    fn done(self) -> Vec<(String, bool)> {
        self.0.into_iter().filter(|(text, _)| !text.is_empty()).collect()
    }
}
