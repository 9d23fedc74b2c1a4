//! The head of a memo: what stands before its first item.

use crate::words::{has, labelled, shown, words};
use crate::{Guess, Paper};

/// At most so many lines that say something are the head.
const MOST: usize = 40;

const MEMO: [&str; 4] = ["muistio", "kokousmuisti", "promemoria", "memo"];
const MINUTES: [&str; 4] = ["pöytäkirj", "poytakirj", "protokoll", "minutes"];
const AGENDA: [&str; 6] =
    ["esityslist", "asialist", "kokouskutsu", "föredragningslist", "kallelse", "agenda"];
const MEETING: [&str; 4] = ["kokou", "möte", "sammanträde", "meeting"];

/// The line at which the head ends.
pub(crate) fn length(lines: &[&str], first_item: usize) -> usize {
    let mut full = 0;
    for (i, line) in lines.iter().enumerate() {
        if i >= first_item || full == MOST {
            return i;
        }
        full += usize::from(!line.is_empty());
    }
    lines.len()
}

/// Whether a line says that it is about a meeting or its record.
pub(crate) fn names_meeting(line: &str) -> bool {
    // `Kuntajohtajakokous`, `ordförandemöte`: in our languages the meeting is the end of a longer word.
    let meets = |w: &String| MEETING.iter().any(|m| w.contains(m));
    [&MEMO[..], &MINUTES].iter().any(|b| has(line, b)) || words(line).iter().any(meets)
}

/// What kind of paper it says it is.
pub(crate) fn paper(name: &str, lines: &[&str], head: usize) -> Option<Guess<Paper>> {
    let of = |line: &str| {
        [(&MEMO[..], Paper::Memo), (&MINUTES, Paper::Minutes), (&AGENDA, Paper::Agenda)]
            .into_iter()
            .find(|(b, _)| has(line, b))
            .map(|(_, paper)| paper)
    };
    for (i, line) in lines.iter().take(head).enumerate() {
        // In a sentence the word tells of another paper: `edellisen kokouksen muistio hyväksyttiin`.
        if let Some(value) = of(line).filter(|_| line.split_whitespace().count() <= 8) {
            let sure = if i < 5 { 95 } else { 75 };
            return Some(Guess { value, sure, words: shown(line), line: i + 1 });
        }
    }
    of(name).map(|value| Guess { value, sure: 70, words: name.to_owned(), line: 0 })
}

/// The number of the meeting: `Kokous 5/2012`, `Muistio nro 5/2012`, `5/2012` alone.
pub(crate) fn number(lines: &[&str], head: usize) -> Option<Guess<String>> {
    let mut best: Option<Guess<String>> = None;
    for (i, line) in lines.iter().take(head).enumerate() {
        let told = names_meeting(line) || has(line, &["nro", "nr", "numero"]);
        for word in line.split_whitespace() {
            let word = word.trim_matches(|c: char| !c.is_ascii_digit());
            let Some((n, year)) = word.split_once('/') else { continue };
            let right = n.len() <= 3
                && n.parse::<u16>().is_ok_and(|n| n > 0)
                && year.len() == 4
                && year.parse::<u16>().is_ok_and(|y| (1950..2200).contains(&y));
            if !right {
                continue;
            }
            let alone = line.split_whitespace().count() == 1;
            let sure = if told {
                90
            } else if alone {
                75
            } else {
                45
            };
            if best.as_ref().is_none_or(|b| b.sure < sure) {
                best = Some(Guess { value: word.to_owned(), sure, words: shown(line), line: i + 1 });
            }
        }
    }
    best
}

/// Where they met.
pub(crate) fn place(lines: &[&str], head: usize) -> Option<Guess<String>> {
    const LABELS: [&str; 4] = ["paikka", "kokouspaikka", "plats", "place"];
    lines.iter().take(head).enumerate().find_map(|(i, line)| {
        let rest = labelled(line, &LABELS)?;
        let (value, at, sure) = if rest.is_empty() {
            // The table of a Word file gives the cell after its label on the next line.
            let (n, next) = lines.iter().enumerate().skip(i + 1).find(|(_, l)| !l.is_empty())?;
            (*next, n, 70)
        } else {
            (rest, i, 90)
        };
        let odd = words(value).is_empty() || value.chars().count() > 120;
        (!odd).then(|| Guess { value: shown(value), sure, words: shown(lines[at]), line: at + 1 })
    })
}
