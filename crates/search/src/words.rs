//! Cutting text into words and numbers, and folding them.

use std::ops::Range;

/// Longer words are cut here: nobody types them, and the index refuses terms without bound.
const LONGEST: usize = 100;

/// Case endings after the colon of an abbreviation: `EU:n`, `pj:lle`.
const COLON_ENDINGS: [&str; 33] = [
    "n", "t", "a", "ä", "ta", "tä", "na", "nä", "ja", "jä", "in", "en", "an", "ien", "een", "iin", "hin",
    "hun", "hyn", "hon", "han", "ssa", "ssä", "sta", "stä", "lla", "llä", "lta", "ltä", "lle", "ksi", "s",
    "it",
];

/// A word of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Word {
    /// Where it stands, in bytes.
    pub(crate) range: Range<usize>,
    /// Folded.
    pub(crate) text: String,
}

/// All words of a text in order: runs of letters and digits; `EU:n` is `eu`.
pub(crate) fn words(text: &str) -> Vec<Word> {
    let mut found: Vec<Word> = Vec::new();
    let mut start = None;
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        match (start, belongs(c)) {
            (None, true) => start = Some(at),
            (Some(from), false) => {
                start = None;
                let folded = fold(&text[from..at]);
                let after_colon = found.last().is_some_and(|w| w.range.end + 1 == from)
                    && text[..from].ends_with(':')
                    && COLON_ENDINGS.contains(&folded.as_str());
                if !folded.is_empty() && !after_colon {
                    found.push(Word { range: from..at, text: folded });
                }
            }
            _ => {}
        }
    }
    found
}

/// Letters, digits, and what stands inside a word without being seen: combining accents, soft hyphens.
fn belongs(c: char) -> bool {
    c.is_alphanumeric() || is_mark(c) || c == '\u{ad}'
}

fn is_mark(c: char) -> bool {
    ('\u{300}'..='\u{36f}').contains(&c)
}

/// Lower case, composed, without soft hyphens and foreign accents; å, ä and ö stay letters of their own.
pub(crate) fn fold(word: &str) -> String {
    let mut out = String::with_capacity(word.len());
    for c in word.chars().flat_map(char::to_lowercase) {
        match c {
            '\u{ad}' => {}
            '\u{308}' if out.ends_with('a') => replace_last(&mut out, 'ä'),
            '\u{308}' if out.ends_with('o') => replace_last(&mut out, 'ö'),
            '\u{30a}' if out.ends_with('a') => replace_last(&mut out, 'å'),
            c if is_mark(c) => {}
            'à' | 'á' | 'â' | 'ã' => out.push('a'),
            'è' | 'é' | 'ê' | 'ë' => out.push('e'),
            'ì' | 'í' | 'î' | 'ï' => out.push('i'),
            'ò' | 'ó' | 'ô' | 'õ' => out.push('o'),
            'ù' | 'ú' | 'û' | 'ü' => out.push('u'),
            'ý' | 'ÿ' => out.push('y'),
            'æ' => out.push('ä'),
            'ø' => out.push('ö'),
            'š' => out.push('s'),
            'ž' => out.push('z'),
            'ç' => out.push('c'),
            'ñ' => out.push('n'),
            c => out.push(c),
        }
    }
    if let Some((cut, _)) = out.char_indices().nth(LONGEST) {
        out.truncate(cut);
    }
    out
}

fn replace_last(out: &mut String, c: char) {
    out.pop();
    out.push(c);
}

/// The word as typed without dots; `None` when it has none.
pub(crate) fn undotted(word: &str) -> Option<String> {
    word.contains(['ä', 'ö', 'å']).then(|| {
        word.chars()
            .map(|c| match c {
                'ä' | 'å' => 'a',
                'ö' => 'o',
                c => c,
            })
            .collect()
    })
}

/// A run of signs between spaces, as a number or as words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Chunk<'a> {
    /// `102/13.01/2012`, `§21`, `117718`: normalised, with the text that it came from.
    Number(String, &'a str),
    /// Anything else.
    Other(&'a str),
}

/// Cuts a text at its spaces and puts the paragraph sign to its number: `§ 21`, `§21` and `21 §` are `§21`.
pub(crate) fn chunks(text: &str) -> Vec<Chunk<'_>> {
    let mut found = Vec::new();
    let mut pending_sign = false;
    for raw in text.split_whitespace() {
        let chunk = raw.trim_matches(|c: char| !c.is_alphanumeric() && c != '§');
        if chunk.is_empty() {
            continue;
        }
        if chunk.chars().all(|c| c == '§') {
            match found.last_mut() {
                Some(Chunk::Number(number, _)) if !number.contains('§') && is_plain(number) => {
                    number.insert(0, '§');
                    pending_sign = false;
                }
                _ => pending_sign = true,
            }
            continue;
        }
        if chunk.contains(|c: char| c.is_numeric()) {
            let mut number = normal_number(chunk);
            if pending_sign && !number.contains('§') {
                number.insert(0, '§');
            }
            found.push(Chunk::Number(number, chunk));
        } else {
            found.push(Chunk::Other(chunk));
        }
        pending_sign = false;
    }
    found
}

/// A number as it lies in the index: lower case, without spaces, the paragraph sign first.
pub(crate) fn normal_number(number: &str) -> String {
    let mut out: String = number
        .chars()
        .filter(|c| !c.is_whitespace() && *c != '§')
        .flat_map(char::to_lowercase)
        .take(LONGEST)
        .collect();
    if number.contains('§') {
        out.insert(0, '§');
    }
    out
}

fn is_plain(number: &str) -> bool {
    number.chars().all(char::is_alphanumeric)
}

/// The numbers that a text mentions and that are more than one word: `§ 21`, `102/13.01/2012`.
pub(crate) fn mentions(text: &str) -> Vec<String> {
    chunks(text)
        .into_iter()
        .filter_map(|c| match c {
            Chunk::Number(number, _) if !is_plain(&number) => Some(number),
            _ => None,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(text: &str) -> Vec<String> {
        words(text).into_iter().map(|w| w.text).collect()
    }

    #[test]
    fn words_are_folded_but_keep_their_dots() {
        assert_eq!(texts("Päijät-Hämeen LIITTO, Café"), ["päijät", "hämeen", "liitto", "cafe"]);
        assert_eq!(texts("pa\u{308}a\u{308}to\u{308}s so\u{ad}pi\u{ad}mus"), ["päätös", "sopimus"]);
        assert_eq!(undotted("päätös").as_deref(), Some("paatos"));
        assert_eq!(undotted("kokous"), None);
    }

    #[test]
    fn an_abbreviation_loses_the_case_ending_after_its_colon() {
        assert_eq!(texts("EU:n ja KH:lle, klo 14:30"), ["eu", "ja", "kh", "klo", "14", "30"]);
        assert_eq!(texts("huom:asia"), ["huom", "asia"]);
    }

    #[test]
    fn the_paragraph_sign_is_found_on_either_side_of_its_number() {
        for text in ["§ 21", "§21", "21 §", "(§ 21)", "21§."] {
            assert_eq!(mentions(text), ["§21"], "{text}");
        }
        assert_eq!(mentions("asia 102/13.01/2012, 117718"), ["102/13.01/2012"]);
    }
}
