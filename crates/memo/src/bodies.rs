//! Which of the known bodies met.

use crate::Guess;
use crate::words::{akin, alike, has, shown, squash, words};

/// A body by all names that a memo may give it.
#[derive(Debug, Clone, Default)]
pub struct Known {
    /// Its names in every language, and its key.
    pub names: Vec<String>,
}

/// Lines that tell to whom the paper goes, or what others decided, name bodies that did not meet.
const OTHERS: [&str; 10] = [
    "jakelu",
    "tiedoksi",
    "vastaanotta",
    "sändlista",
    "distribution",
    "seuraava",
    "päätös",
    "beslut",
    "lähet",
    "projekti",
];

/// The paper's own heading stands within its first lines; a body named further down has only been spoken of.
const TOP: usize = 6;

struct Found {
    sure: u8,
    length: usize,
    words: String,
    line: usize,
}

pub(crate) fn find(name: &str, lines: &[&str], head: usize, known: &[Known]) -> Option<Guess<usize>> {
    let mut all: Vec<(usize, Found)> = Vec::new();
    for (at, body) in known.iter().enumerate() {
        let by_file = in_name(name, body);
        let mut best: Option<Found> = None;
        for (i, line) in lines.iter().enumerate().filter(|(_, l)| !l.is_empty()) {
            let Some((near, length)) = in_line(line, body) else { continue };
            let mut sure: u8 = match (i < head, near) {
                (true, 2) => 88,
                (true, _) => 82,
                (false, 2) => 40,
                (false, _) => 35,
            };
            if i < TOP && i < head {
                sure += 7;
            }
            if has(line, &OTHERS) {
                sure = sure.saturating_sub(45);
            } else if is_sentence(line) {
                sure = sure.saturating_sub(20);
            }
            if best.as_ref().is_none_or(|b| (b.sure, b.length) < (sure, length)) {
                best = Some(Found { sure, length, words: shown(line), line: i + 1 });
            }
        }
        best = best.or_else(|| fuzzy(lines, head, body));
        match (best, by_file) {
            (Some(mut found), Some(_)) => {
                found.sure = found.sure.max(75).saturating_add(8).min(99);
                all.push((at, found));
            }
            (Some(found), None) => all.push((at, found)),
            (None, Some(length)) => {
                all.push((at, Found { sure: 68, length, words: name.to_owned(), line: 0 }))
            }
            (None, None) => {}
        }
    }
    all.sort_by(|(_, a), (_, b)| (b.sure, b.length, a.line).cmp(&(a.sure, a.length, b.line)));
    let rival = all.get(1).map(|(_, f)| (f.sure, f.line, f.length));
    let (value, best) = all.into_iter().next()?;
    let mut sure = best.sure;
    // Two bodies on lines of their own that could both have met: a person must say which. On one line the longer
    // name holds the shorter one.
    if let Some((other, line, length)) = rival
        && other.saturating_add(10) >= sure
        && !(line == best.line && length < best.length)
        && (line <= TOP || best.line > TOP)
    {
        sure = sure.saturating_sub(30).min(55);
    }
    Some(Guess { value, sure, words: best.words, line: best.line })
}

/// A sentence tells about a body; a heading names the one that met.
fn is_sentence(line: &str) -> bool {
    let long = line.chars().count();
    long > 90 || (long > 50 && line.trim_end().ends_with('.'))
}

/// How near a name of the body stands in a line, and how long that name is.
fn in_line(line: &str, body: &Known) -> Option<(u8, usize)> {
    let said = words(line);
    body.names
        .iter()
        .filter_map(|name| {
            let wanted = words(name);
            if wanted.is_empty() || squash(name).chars().count() < 4 {
                return None;
            }
            said.windows(wanted.len())
                .filter_map(|w| w.iter().zip(&wanted).map(|(a, b)| akin(a, b)).min())
                .max()
                .filter(|near| *near > 0)
                .map(|near| (near, squash(name).chars().count()))
        })
        .max_by_key(|(near, length)| (*length, *near))
}

/// The name of the file has no umlauts and no spaces: `puheenjohtajafoorumi_2021-09-24`.
fn in_name(name: &str, body: &Known) -> Option<usize> {
    let plain = |t: &str| squash(t).replace(['ä', 'å'], "a").replace('ö', "o");
    let file = plain(name);
    body.names
        .iter()
        .map(|n| plain(n))
        .filter(|n| {
            let long = n.chars().count();
            let stem: String = n.chars().take(if long > 8 { long - 2 } else { long }).collect();
            long >= 5 && file.contains(&stem)
        })
        .map(|n| n.chars().count())
        .max()
}

/// Another form of the name: `kunnanjohtajien kokous` for `Kuntajohtajakokous`.
fn fuzzy(lines: &[&str], head: usize, body: &Known) -> Option<Found> {
    let mut best: Option<Found> = None;
    for (i, line) in lines.iter().take(head.min(15)).enumerate().filter(|(_, l)| !l.is_empty()) {
        if has(line, &OTHERS) || line.chars().count() > 120 {
            continue;
        }
        let said: Vec<String> =
            words(line).into_iter().filter(|w| w.chars().all(char::is_alphabetic)).collect();
        for name in &body.names {
            let wanted = squash(name);
            for width in 1..=words(name).len() + 1 {
                for window in said.windows(width) {
                    let near = alike(&window.concat(), &wanted);
                    // Never more than unsure: the region may have another body of nearly this name.
                    let sure = near.saturating_sub(20).min(58);
                    if near >= 68 && best.as_ref().is_none_or(|b| b.sure < sure) {
                        let length = wanted.chars().count();
                        best = Some(Found { sure, length, words: shown(line), line: i + 1 });
                    }
                }
            }
        }
    }
    best
}
