//! Case numbers (asianumero) that stand in the text.

use numbering::DiaryNumber;

use crate::Guess;
use crate::words::{has, shown};

const LABELS: [&str; 7] = ["asianro", "asianumer", "dnro", "dnr", "diaar", "diarie", "ärendenum"];

/// The case numbers of some lines, each once, as they are printed.
pub(crate) fn find(lines: &[&str]) -> Vec<Guess<String>> {
    let mut all: Vec<Guess<String>> = Vec::new();
    for (i, line) in lines.iter().enumerate() {
        if !line.contains(['/', '-']) {
            continue;
        }
        let told = has(line, &LABELS);
        let parts: Vec<&str> = line.split_whitespace().collect();
        for (n, word) in parts.iter().enumerate() {
            let word = bare(word);
            let before =
                n.checked_sub(1).and_then(|b| parts.get(b)).map(|w| bare(w)).filter(|w| is_prefix(w));
            let with = before.map(|b| format!("{b} {word}"));
            let read = with.as_deref().and_then(|w| DiaryNumber::parse(w).ok());
            let Some(number) = read.or_else(|| DiaryNumber::parse(word).ok()) else { continue };
            // `5/2012` is a meeting as often as a case, and a telephone number has the form of some registries.
            let formed = !number.class().is_empty();
            if !formed && (!told || number.prefix().is_none()) {
                continue;
            }
            if all.iter().all(|g| g.value != number.printed()) {
                let sure = if told {
                    97
                } else if number.class().len() > 1 {
                    90
                } else {
                    60
                };
                let words = shown(line);
                all.push(Guess { value: number.printed().to_owned(), sure, words, line: i + 1 });
            }
        }
    }
    all
}

fn bare(word: &str) -> &str {
    word.trim_matches(|c: char| !c.is_alphanumeric())
}

fn is_prefix(word: &str) -> bool {
    (2..=6).contains(&word.chars().count()) && word.chars().all(char::is_uppercase)
}
