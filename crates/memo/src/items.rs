//! The items with their numbers: `§ 12 Laajakaista`, `12 § Laajakaista`, `3. Muut asiat`.

use serde::{Deserialize, Serialize};

use crate::words::{labelled, shown};
use crate::{Guess, cases};

/// An item of a memo.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Item {
    /// Its number.
    pub number: u32,
    /// Its number as printed: `§ 12`, `3.`
    pub printed: String,
    /// Its title.
    pub title: String,
    /// The case numbers that stand under it.
    pub cases: Vec<String>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Style {
    Section,
    Numbered,
}

struct Line<'l> {
    at: usize,
    style: Style,
    number: u32,
    printed: &'l str,
    title: &'l str,
}

/// At most so many items are read.
const MOST: usize = 300;

/// Whether a line begins an item.
pub(crate) fn looks_like(line: &str) -> bool {
    parse(0, line).is_some_and(|l| l.style == Style::Section || !l.title.is_empty())
}

fn parse(at: usize, line: &str) -> Option<Line<'_>> {
    let digits = |t: &str| t.chars().take_while(char::is_ascii_digit).count();
    let clean =
        |t: &str| -> usize { t.len() - t.trim_start_matches([' ', '\t', '.', ':', '–', '-', ')']).len() };
    if let Some(rest) = line.strip_prefix('§') {
        let rest = rest.trim_start();
        let n = digits(rest);
        let number = rest.get(..n)?.parse().ok()?;
        let end = line.len() - rest.len() + n;
        let title = line.get(end + clean(&line[end..])..)?;
        return Some(Line { at, style: Style::Section, number, printed: line[..end].trim(), title });
    }
    // `Asia 3: …`
    let body = labelled(line, &["asia", "kohta", "ärende", "item"]).filter(|r| digits(r) > 0).unwrap_or(line);
    let n = digits(body);
    if n == 0 || n > 4 {
        return None;
    }
    let number: u32 = body.get(..n)?.parse().ok()?;
    let rest = body.get(n..)?;
    if let Some(after) = rest.trim_start().strip_prefix('§') {
        let end = line.len() - after.len();
        let title = line.get(end + clean(&line[end..])..)?;
        let printed = line.get(line.len() - body.len()..end)?.trim();
        return Some(Line { at, style: Style::Section, number, printed, title });
    }
    let sign = rest.chars().next()?;
    if !matches!(sign, '.' | ')' | ':') || number > 99 || number == 0 {
        return None;
    }
    let after = &rest[1..];
    // `1.7.2012` and `9.00` are no items.
    let title = after.trim_start();
    if !title.is_empty() && (after.len() == title.len() || !title.chars().next()?.is_uppercase()) {
        return None;
    }
    let end = line.len() - after.len();
    let printed = line.get(line.len() - body.len()..end)?.trim();
    Some(Line { at, style: Style::Numbered, number, printed, title })
}

pub(crate) fn find(lines: &[&str]) -> Vec<Guess<Item>> {
    let all: Vec<Line<'_>> = lines.iter().enumerate().filter_map(|(i, l)| parse(i, l)).collect();
    let sections = all.iter().filter(|l| l.style == Style::Section).count();
    let style = if sections > 0 { Style::Section } else { Style::Numbered };
    let mut kept: Vec<(Line<'_>, bool)> = Vec::new();
    for line in all.into_iter().filter(|l| l.style == style) {
        let (fits, next) = match (kept.last(), style) {
            (None, Style::Section) => (true, true),
            // A list inside of a text rarely begins the memo's own numbers.
            (None, Style::Numbered) => (line.number == 1, true),
            (Some((last, _)), Style::Numbered) => (line.number == last.number + 1, true),
            (Some((last, _)), Style::Section) => {
                let step = line.number.saturating_sub(last.number);
                ((1..=20).contains(&step), step == 1)
            }
        };
        if fits && kept.len() < MOST {
            kept.push((line, next));
        }
    }
    let several = kept.len() > 1;
    let ends: Vec<usize> = kept.iter().skip(1).map(|(l, _)| l.at).chain([lines.len()]).collect();
    kept.iter()
        .zip(ends)
        .map(|((line, next), end)| {
            // `§ 12` alone: the title stands on the next line.
            let title = if line.title.is_empty() {
                lines[line.at + 1..end].iter().find(|l| !l.is_empty()).copied().unwrap_or_default()
            } else {
                line.title
            };
            let base: u8 = match (style, several) {
                (Style::Section, true) => 92,
                (Style::Section, false) => 75,
                (Style::Numbered, true) => 80,
                (Style::Numbered, false) => 45,
            };
            let sure = base.saturating_sub(if *next { 0 } else { 30 });
            let sure = sure.saturating_sub(if line.title.is_empty() { 10 } else { 0 });
            let sure = if title.is_empty() { 30 } else { sure };
            let value = Item {
                number: line.number,
                printed: line.printed.to_owned(),
                title: shown(title),
                cases: cases::find(&lines[line.at..end]).into_iter().map(|g| g.value).collect(),
            };
            Guess { value, sure, words: shown(lines[line.at]), line: line.at + 1 }
        })
        .collect()
}
