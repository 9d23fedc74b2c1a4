//! The day of the meeting, among all days that a memo names.

use jiff::civil::{Date, Weekday};
use kit::{Lang, When, fmt};

use crate::Guess;
use crate::head::names_meeting;
use crate::words::{has, labelled, shown};

const LABELS: [&str; 14] = [
    "aika",
    "kokousaika",
    "ajankohta",
    "päivämäärä",
    "pvm",
    "päiväys",
    "pidetty",
    "tid",
    "datum",
    "tidpunkt",
    "time",
    "date",
    "held",
    "kokous",
];
/// Lines about other days: the next meeting, approval, printing.
const OTHERS: [&str; 20] = [
    "seuraav",
    "nästa",
    "next",
    "hyväks",
    "tarkast",
    "tulost",
    "lähet",
    "päivitet",
    "jakelu",
    "allekirj",
    "edellis",
    "föregå",
    "previous",
    "päätös",
    "beslut",
    "voimassa",
    "justera",
    "nähtäv",
    "approv",
    "muutoksenhaku",
];

/// A day found in a line.
struct Found {
    when: When,
    /// Where it ends, in bytes.
    end: usize,
    /// What is taken off for its form.
    doubt: u8,
    /// At most so sure, whatever speaks for it.
    most: u8,
    start: usize,
}

struct Candidate {
    when: When,
    sure: u8,
    words: String,
    line: usize,
}

pub(crate) fn find(name: &str, lines: &[&str], head: usize, today: Date) -> Option<Guess<When>> {
    let mut all: Vec<Candidate> = Vec::new();
    for (i, line) in lines.iter().enumerate() {
        let days = in_line(line);
        let range = is_range(line, &days);
        for found in days {
            let before = lines[..i].iter().rev().find(|l| !l.is_empty()).copied().unwrap_or_default();
            let sure = judge(line, before, i, head, &found, range, today);
            all.push(Candidate { when: found.when, sure, words: shown(line), line: i + 1 });
        }
    }
    if let Some(when) = in_name(name) {
        let sure = if when.known_day().is_some_and(|d| d <= today) { 62 } else { 30 };
        all.push(Candidate { when, sure, words: name.to_owned(), line: 0 });
    }
    choose(all)
}

/// What is said twice is surer; what is contradicted by something as good is not.
fn choose(all: Vec<Candidate>) -> Option<Guess<When>> {
    let best = all.iter().max_by_key(|c| (c.sure, std::cmp::Reverse(c.line)))?;
    let again = all.iter().any(|c| c.when == best.when && c.line != best.line && c.sure >= 30);
    let rival =
        all.iter().filter(|c| c.when != best.when && !within(&c.when, &best.when)).map(|c| c.sure).max();
    let mut sure = best.sure;
    if again && best.when.known_day().is_some() {
        sure = sure.saturating_add(20).min(99);
    }
    if rival.is_some_and(|r| r.saturating_add(15) > sure) {
        sure = sure.saturating_sub(25);
    }
    Some(Guess { value: best.when.clone(), sure, words: best.words.clone(), line: best.line })
}

/// `marraskuu 2012` does not contradict the 29th of it.
fn within(wide: &When, day: &When) -> bool {
    match (wide.span(), day.span()) {
        (Some((a, b)), Some((c, d))) => a <= c && d <= b,
        _ => false,
    }
}

fn judge(line: &str, before: &str, i: usize, head: usize, found: &Found, range: bool, today: Date) -> u8 {
    let mut sure: i32 = if i < head { 50 } else { 20 };
    let label_before = labelled(before, &LABELS).is_some_and(str::is_empty);
    if labelled(line, &LABELS).is_some() || label_before {
        sure += 28;
    }
    if names_meeting(line) && i < head {
        sure += 20;
    }
    if i < 4 {
        sure += 8;
    }
    let after: String =
        line.get(found.end..).unwrap_or_default().trim_start_matches([' ', ',', '.']).to_lowercase();
    if ["klo", "kello", "kl", "at "].iter().any(|k| after.starts_with(k)) {
        sure += 15;
    }
    if has(line, &OTHERS) {
        sure -= 45;
    }
    if range {
        sure -= 25;
    }
    sure -= i32::from(found.doubt);
    let mut most = i32::from(found.most);
    if let (Some(said), Some(day)) =
        (weekday_before(line.get(..found.start).unwrap_or_default()), found.when.known_day())
    {
        if said == day.weekday() {
            sure += 12;
        } else {
            // One of the two is wrong, and nobody knows which.
            most = most.min(45);
        }
    }
    match found.when.span() {
        Some((first, _)) if first > today => most = most.min(25),
        Some((first, _)) if first.year() < 1950 => most = most.min(35),
        _ => {}
    }
    u8::try_from(sure.clamp(5, 95).min(most)).unwrap_or(5)
}

fn is_range(line: &str, days: &[Found]) -> bool {
    days.windows(2).any(|w| {
        let between = line.get(w[0].end..w[1].start).unwrap_or("x").trim();
        matches!(between, "-" | "–" | "—")
    })
}

const WEEKDAYS: [Weekday; 7] = [
    Weekday::Monday,
    Weekday::Tuesday,
    Weekday::Wednesday,
    Weekday::Thursday,
    Weekday::Friday,
    Weekday::Saturday,
    Weekday::Sunday,
];

fn weekday_before(text: &str) -> Option<Weekday> {
    const SHORT: [&str; 7] = ["ma", "ti", "ke", "to", "pe", "la", "su"];
    const FI: [&str; 7] =
        ["maanantai", "tiistai", "keskiviik", "torstai", "perjantai", "lauantai", "sunnuntai"];
    const SV: [&str; 7] = ["måndag", "tisdag", "onsdag", "torsdag", "fredag", "lördag", "söndag"];
    const EN: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
    let word = text.split_whitespace().next_back()?.trim_matches(|c: char| !c.is_alphabetic()).to_lowercase();
    (0..7)
        .find(|i| {
            word == SHORT[*i]
                || word.starts_with(FI[*i])
                || word.starts_with(SV[*i])
                || word.starts_with(EN[*i])
        })
        .map(|i| WEEKDAYS[i])
}

/// All days that a line names, in their order.
fn in_line(line: &str) -> Vec<Found> {
    let mut all = numeric(line);
    all.extend(in_words(line, &all));
    all.sort_by_key(|f| f.start);
    all
}

/// `29.11.2012`, `29. 11. 2012`, `2012-11-29`, `29.11.12`, `29/11/2012`.
fn numeric(line: &str) -> Vec<Found> {
    let bytes = line.as_bytes();
    let mut all = Vec::new();
    let mut i = 0;
    while i < bytes.len() {
        let free = i == 0 || !(bytes[i - 1].is_ascii_digit() || matches!(bytes[i - 1], b'/' | b'.'));
        if bytes[i].is_ascii_digit()
            && free
            && let Some(found) = date_at(line, i)
        {
            i = found.end;
            all.push(found);
        } else {
            i += 1;
        }
    }
    all
}

fn date_at(line: &str, start: usize) -> Option<Found> {
    let bytes = line.as_bytes();
    let number = |from: usize| {
        let n = bytes.get(from..)?.iter().take(5).take_while(|b| b.is_ascii_digit()).count();
        Some((line.get(from..from + n)?.parse::<i16>().ok()?, n, from + n))
    };
    let (a, la, at) = number(start)?;
    let sign = *bytes.get(at).filter(|b| matches!(b, b'.' | b'-' | b'/'))?;
    let skip = |from: usize| {
        let spaces = if sign == b'.' {
            bytes.get(from..).map_or(0, |r| r.iter().take_while(|b| **b == b' ').count())
        } else {
            0
        };
        from + spaces.min(1)
    };
    let (b, lb, at) = number(skip(at + 1))?;
    if bytes.get(at) != Some(&sign) {
        return None;
    }
    let (c, lc, end) = number(skip(at + 1))?;
    let (year, month, day, doubt) = match (la, lb, lc) {
        (4, 1..=2, 1..=2) if sign == b'-' => (a, b, c, 0),
        (1..=2, 1..=2, 4) => (c, b, a, if sign == b'.' { 0 } else { 15 }),
        (1..=2, 1..=2, 2) if sign == b'.' => (if c < 60 { 2000 + c } else { 1900 + c }, b, a, 18),
        _ => return None,
    };
    let date = Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()?;
    if !(1900..2200).contains(&year) {
        return None;
    }
    Some(Found { when: When::day(date), start, end, doubt, most: 99 })
}

fn month_of(word: &str) -> Option<i8> {
    let word = word.trim_matches(|c: char| !c.is_alphabetic()).to_lowercase();
    (1..=12).find(|m| {
        word.starts_with(fmt::month(Lang::Fi, *m))
            || word == fmt::month(Lang::Sv, *m)
            || word == fmt::month(Lang::En, *m).to_lowercase()
    })
}

/// `29. marraskuuta 2012`, `den 29 november 2012`, `November 29, 2012`, `marraskuussa 2012`, `syksyllä 2012`.
fn in_words(line: &str, numeric: &[Found]) -> Vec<Found> {
    let mut parts: Vec<(usize, &str)> = Vec::new();
    for word in line.split_whitespace() {
        parts.push((word.as_ptr() as usize - line.as_ptr() as usize, word));
    }
    let year = |w: &str| {
        let w = w.trim_matches(|c: char| !c.is_ascii_digit());
        w.parse::<i16>().ok().filter(|y| w.len() == 4 && (1900..2200).contains(y))
    };
    let day = |w: &str| {
        let w = w.trim_end_matches(['.', ',', ':']);
        w.parse::<i8>().ok().filter(|d| (1..=31).contains(d))
    };
    let mut all = Vec::new();
    for (n, (at, word)) in parts.iter().enumerate() {
        let Some(month) = month_of(word) else {
            // A season needs its year at once.
            if let Some((next_at, next)) = parts.get(n + 1)
                && year(next).is_some()
                && word.chars().all(char::is_alphabetic)
                && let Ok(when) = When::parse(&format!("{word} {}", next.trim_end_matches(['.', ','])))
                && when.span().is_some_and(|(a, b)| a != b)
            {
                all.push(Found { when, start: *at, end: next_at + next.len(), doubt: 20, most: 40 });
            }
            continue;
        };
        let before = n.checked_sub(1).and_then(|b| parts.get(b));
        let next = parts.get(n + 1);
        let later = parts.get(n + 2);
        let of = |y: i16, d: i8| Date::new(y, month, d).ok();
        let found = match (before, next, later) {
            (Some((start, d)), Some((y_at, y)), _) if day(d).is_some() && year(y).is_some() => {
                of(year(y).unwrap_or(0), day(d).unwrap_or(0))
                    .map(|d| (When::day(d), *start, y_at + y.len(), 0, 99))
            }
            (_, Some((_, d)), Some((y_at, y))) if day(d).is_some() && year(y).is_some() => {
                of(year(y).unwrap_or(0), day(d).unwrap_or(0))
                    .map(|d| (When::day(d), *at, y_at + y.len(), 0, 99))
            }
            (_, Some((y_at, y)), _) => year(y).map(|y_| {
                (When::month(y_, month).printed_as(format!("{word} {y_}")), *at, y_at + y.len(), 15, 50)
            }),
            _ => None,
        };
        if let Some((when, start, end, doubt, most)) = found
            && numeric.iter().all(|f| f.end <= start || end <= f.start)
        {
            all.push(Found { when, start, end, doubt, most });
        }
    }
    all
}

/// `2012-11-29`, `20121129`, `29112012`, `29_11_2012` in the name of a file; else its year.
fn in_name(name: &str) -> Option<When> {
    let stem = name.rsplit_once('.').map_or(name, |(s, _)| s);
    let letters: Vec<char> = stem.chars().collect();
    let digit = |i: Option<usize>| i.and_then(|i| letters.get(i)).is_some_and(char::is_ascii_digit);
    let joins = |i: usize| digit(i.checked_sub(1)) && digit(Some(i + 1));
    let dotted: String = (0..letters.len())
        .map(|i| match letters[i] {
            '_' | ' ' if joins(i) => '.',
            '_' => ' ',
            c => c,
        })
        .collect();
    let whole: Vec<Found> =
        numeric(&dotted).into_iter().chain(numeric(stem)).filter(|f| f.doubt < 18).collect();
    if let Some(found) = whole.into_iter().next() {
        return Some(found.when);
    }
    let runs = stem.split(|c: char| !c.is_ascii_digit()).filter(|r| !r.is_empty());
    let cut = |r: &str, a: std::ops::Range<usize>| r.get(a).and_then(|t| t.parse::<i16>().ok());
    for run in runs.clone().filter(|r| r.len() == 8) {
        let turned = [(0..4, 4..6, 6..8), (4..8, 2..4, 0..2)];
        for (y, m, d) in turned {
            if let (Some(y), Some(m), Some(d)) = (cut(run, y), cut(run, m), cut(run, d))
                && (1950..2200).contains(&y)
                && let (Ok(m), Ok(d)) = (i8::try_from(m), i8::try_from(d))
                && let Ok(date) = Date::new(y, m, d)
            {
                return Some(When::day(date));
            }
        }
    }
    runs.filter(|r| r.len() == 4)
        .find_map(|r| r.parse().ok().filter(|y| (1950..2200).contains(y)))
        .map(When::year)
}
