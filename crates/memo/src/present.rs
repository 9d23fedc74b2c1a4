//! Those present, as the list says them.

use crate::words::{labelled, shown};
use crate::{Guess, items};

const LABELS: [&str; 11] = [
    "läsnä",
    "läsnäolijat",
    "läsnäolleet",
    "osallistujat",
    "paikalla",
    "saapuvilla",
    "mukana",
    "närvarande",
    "deltagare",
    "present",
    "participants",
];
const ENDS: [&str; 22] = [
    "poissa",
    "asiat",
    "asialista",
    "esityslista",
    "käsitellyt",
    "käsiteltävät",
    "aika",
    "paikka",
    "aihe",
    "kokouksen",
    "frånvarande",
    "ärenden",
    "föredragningslista",
    "tid",
    "plats",
    "absent",
    "agenda",
    "items",
    "time",
    "place",
    "jakelu",
    "liitteet",
];
/// No body of ours has more seats.
const MOST: usize = 80;

pub(crate) fn find(lines: &[&str]) -> Option<Guess<Vec<String>>> {
    let (at, rest) = lines.iter().enumerate().find_map(|(i, l)| Some((i, labelled(l, &LABELS)?)))?;
    let mut names = Vec::new();
    // `Läsnä olivat:`, `Läsnä: …`, `Läsnä` and the names below.
    let inline =
        rest.split_once(':').map_or(rest, |(before, after)| if before.len() < 25 { after } else { rest });
    take(inline, &mut names);
    for line in lines.iter().skip(at + 1) {
        if labelled(line, &ENDS).is_some() || items::looks_like(line) || names.len() >= MOST {
            break;
        }
        // A sentence is no list of names any more.
        if line.split_whitespace().count() > 12 && !line.contains([',', ';', '\t']) {
            break;
        }
        take(line, &mut names);
    }
    if names.is_empty() {
        return None;
    }
    let good = names.iter().filter(|n| is_name(n)).count();
    let sure = u8::try_from(10 + 85 * good / names.len()).unwrap_or(95);
    Some(Guess { value: names, sure, words: shown(lines[at]), line: at + 1 })
}

fn take(line: &str, names: &mut Vec<String>) {
    for part in line.split([';', '\t']).flat_map(split_names) {
        let part = part.trim_matches(|c: char| c.is_whitespace() || "•–-*·.".contains(c));
        if part.chars().count() >= 3 && part.chars().any(char::is_alphabetic) && names.len() < MOST {
            names.push(shown(part));
        }
    }
}

/// `Olli Riipinen, kunnanjohtaja, Sysmä` is one; `Olli Riipinen, Anna Niemi` are two.
fn split_names(part: &str) -> Vec<&str> {
    let bits: Vec<&str> = part.split(',').collect();
    if bits.len() > 1 && bits.iter().filter(|b| is_name(b)).count() * 2 > bits.len() {
        bits
    } else {
        vec![part]
    }
}

fn is_name(words: &str) -> bool {
    let words = words.split(['(', ',']).next().unwrap_or_default();
    let capital = |w: &&str| w.chars().next().is_some_and(char::is_uppercase);
    (2..=6).contains(&words.split_whitespace().count())
        && words.split_whitespace().filter(capital).count() >= 2
}
