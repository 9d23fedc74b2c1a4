//! The normal form. Emphasis always lies in the order link, strong, em; white space is single; edges are trimmed;
//! what says nothing is gone; rows of a table are equally long.
//!
//! Running text is normalised as a flat row of runs and nested again, so that overlapping or doubled marks of
//! the input cannot survive.

use std::rc::Rc;

use crate::{Block, Inline, MAX_DEPTH, link};

const NBSP: char = '\u{a0}';

/// What a run of characters looks like.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Style {
    pub link: Option<Rc<str>>,
    pub strong: bool,
    pub em: bool,
}

/// A run: characters, or a break where there is no text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Run {
    pub text: Option<String>,
    pub style: Style,
}

/// Characters that are never kept: controls, joiners of nothing, and those that turn the direction of writing.
pub fn unwanted(c: char) -> bool {
    (c.is_control() && !matches!(c, '\t' | '\n' | '\r' | '\u{c}'))
        || matches!(c, '\u{ad}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffc}' | '\u{fffe}' | '\u{ffff}' | '\u{f0b7}')
}

fn is_space(c: char) -> bool {
    c.is_whitespace()
}

/// Blocks in normal form; `depth` counts the lists around them.
pub fn blocks(input: Vec<Block>, depth: usize) -> Vec<Block> {
    let mut out: Vec<Block> = Vec::with_capacity(input.len());
    for block in input {
        match block {
            Block::Paragraph(inlines) => {
                out.extend(paragraphs(flatten(&inlines)).into_iter().map(Block::Paragraph));
            }
            Block::Heading(level, inlines) => {
                let mut runs = single_breaks(flatten(&inlines));
                // A heading is strong as it is.
                runs.iter_mut().for_each(|r| r.style.strong = false);
                let text = nest(tidy(runs));
                if !text.is_empty() {
                    out.push(Block::Heading(level.clamp(1, 3), text));
                }
            }
            Block::List { ordered, start, items } => list(&mut out, ordered, start, items, depth),
            Block::Table { header, rows } => out.extend(table(header, rows)),
        }
    }
    out
}

fn list(out: &mut Vec<Block>, ordered: bool, start: u32, items: Vec<Vec<Block>>, depth: usize) {
    if depth >= MAX_DEPTH {
        // Too deep: its items go on as paragraphs of the item that holds it.
        out.extend(items.into_iter().flat_map(|item| blocks(item, depth)));
        return;
    }
    let items: Vec<Vec<Block>> =
        items.into_iter().map(|item| blocks(item, depth + 1)).filter(|item| !item.is_empty()).collect();
    if items.is_empty() {
        return;
    }
    // Two bulleted lists in a row look like one; browsers' clipboards often give one list an item.
    if let (false, Some(Block::List { ordered: false, items: before, .. })) = (ordered, out.last_mut()) {
        before.extend(items);
        return;
    }
    let start = if ordered { start.min(999_999) } else { 1 };
    out.push(Block::List { ordered, start, items });
}

fn table(header: bool, rows: Vec<Vec<Vec<Inline>>>) -> Option<Block> {
    let mut rows: Vec<Vec<Vec<Run>>> = rows
        .into_iter()
        .map(|row| row.iter().map(|cell| tidy(single_breaks(flatten(cell)))).collect())
        .collect();
    let first_said = rows.first().is_some_and(|row: &Vec<Vec<Run>>| row.iter().any(|c| !c.is_empty()));
    rows.retain(|row| row.iter().any(|cell| !cell.is_empty()));
    let width = rows.iter().filter_map(|row| row.iter().rposition(|c| !c.is_empty())).max()? + 1;
    let bold = |row: &Vec<Vec<Run>>| row.iter().flatten().all(|r| r.style.strong || r.text.is_none());
    // Word knows no header cells: a first row that is all bold over rows that are not is one.
    let header = (header && first_said) || (rows.len() > 1 && bold(&rows[0]) && !bold(&rows[1]));
    let rows = rows
        .into_iter()
        .enumerate()
        .map(|(i, mut row)| {
            row.resize_with(width, Vec::new);
            row.into_iter()
                .map(|mut cell| {
                    if header && i == 0 {
                        cell.iter_mut().for_each(|r| r.style.strong = false);
                    }
                    nest(tidy(cell))
                })
                .collect()
        })
        .collect();
    Some(Block::Table { header, rows })
}

/// The tree as flat runs, links checked.
fn flatten(inlines: &[Inline]) -> Vec<Run> {
    fn walk(inlines: &[Inline], style: &Style, depth: usize, out: &mut Vec<Run>) {
        if depth > 64 {
            return;
        }
        for inline in inlines {
            match inline {
                Inline::Text(t) => out.push(Run { text: Some(t.clone()), style: style.clone() }),
                Inline::Break => out.push(Run { text: None, style: style.clone() }),
                Inline::Strong(c) => walk(c, &Style { strong: true, ..style.clone() }, depth + 1, out),
                Inline::Em(c) => walk(c, &Style { em: true, ..style.clone() }, depth + 1, out),
                Inline::Link { href, text } => {
                    let link = link::clean(href).map(Rc::from).or_else(|| style.link.clone());
                    walk(text, &Style { link, ..style.clone() }, depth + 1, out);
                }
            }
        }
    }
    let mut out = Vec::new();
    walk(inlines, &Style::default(), 0, &mut out);
    out
}

fn says_nothing(run: &Run) -> bool {
    run.text.as_ref().is_some_and(|t| t.chars().all(|c| is_space(c) || unwanted(c)))
}

/// Two breaks in a row part paragraphs.
fn paragraphs(runs: Vec<Run>) -> Vec<Vec<Inline>> {
    let mut out = Vec::new();
    let mut now: Vec<Run> = Vec::new();
    let mut breaks = 0;
    for run in runs {
        if run.text.is_none() {
            breaks += 1;
        } else if !says_nothing(&run) {
            if breaks > 1 {
                out.push(nest(tidy(std::mem::take(&mut now))));
            }
            breaks = 0;
        }
        now.push(run);
    }
    out.push(nest(tidy(single_breaks(now))));
    out.retain(|p| !p.is_empty());
    out
}

/// Breaks in a row become one.
fn single_breaks(runs: Vec<Run>) -> Vec<Run> {
    let mut after_break = false;
    let mut out = Vec::with_capacity(runs.len());
    for run in runs {
        if run.text.is_none() {
            if after_break {
                continue;
            }
            after_break = true;
        } else if !says_nothing(&run) {
            after_break = false;
        } else if after_break {
            continue;
        }
        out.push(run);
    }
    out
}

/// Single spaces, trimmed edges, breaks in the style that both neighbours share, equal neighbours joined.
fn tidy(runs: Vec<Run>) -> Vec<Run> {
    let mut out: Vec<Run> = Vec::with_capacity(runs.len());
    let mut gap: Option<(char, Style)> = None;
    for run in runs {
        let Some(text) = run.text else {
            gap = None;
            if out.last().is_some_and(|r| r.text.is_some()) {
                out.push(Run { text: None, style: run.style });
            }
            continue;
        };
        for c in text.chars() {
            if is_space(c) {
                gap = Some(match gap {
                    None => (if c == NBSP { NBSP } else { ' ' }, run.style.clone()),
                    Some((_, style)) => (' ', style),
                });
            } else if !unwanted(c) {
                if let Some((space, style)) = gap.take()
                    && let Some(before) = out.last().filter(|r| r.text.is_some())
                {
                    let style = space_style(style, &before.style, &run.style);
                    push(&mut out, space, &style);
                }
                push(&mut out, c, &run.style);
            }
        }
    }
    if out.last().is_some_and(|r| r.text.is_none()) {
        out.pop();
    }
    for i in 1..out.len().saturating_sub(1) {
        if out[i].text.is_none() {
            out[i].style = common(&out[i - 1].style, &out[i + 1].style);
        }
    }
    out
}

/// A space between two looks takes the look of a neighbour, never one of its own.
fn space_style(own: Style, before: &Style, after: &Style) -> Style {
    if own == *before || own == *after { own } else { common(before, after) }
}

fn common(a: &Style, b: &Style) -> Style {
    Style {
        link: a.link.clone().filter(|_| a.link == b.link),
        strong: a.strong && b.strong,
        em: a.em && b.em,
    }
}

fn push(out: &mut Vec<Run>, c: char, style: &Style) {
    match out.last_mut() {
        Some(Run { text: Some(text), style: s }) if s == style => text.push(c),
        _ => out.push(Run { text: Some(c.to_string()), style: style.clone() }),
    }
}

/// Runs as a tree again: link around strong around em.
pub fn nest(runs: Vec<Run>) -> Vec<Inline> {
    group(
        &runs,
        |r| r.style.link.clone(),
        |link, runs| {
            let inner = group(
                runs,
                |r| r.style.strong,
                |strong, runs| {
                    let inner = group(
                        runs,
                        |r| r.style.em,
                        |em, runs| {
                            let leaves = runs
                                .iter()
                                .map(|r| r.text.clone().map_or(Inline::Break, Inline::Text))
                                .collect();
                            if em { vec![Inline::Em(leaves)] } else { leaves }
                        },
                    );
                    if strong { vec![Inline::Strong(inner)] } else { inner }
                },
            );
            match link {
                Some(href) => vec![Inline::Link { href: href.to_string(), text: inner }],
                None => inner,
            }
        },
    )
}

fn group<K: PartialEq>(
    runs: &[Run],
    key: impl Fn(&Run) -> K,
    make: impl Fn(K, &[Run]) -> Vec<Inline>,
) -> Vec<Inline> {
    runs.chunk_by(|a, b| key(a) == key(b)).flat_map(|chunk| make(key(&chunk[0]), chunk)).collect()
}
