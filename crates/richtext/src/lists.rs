//! Flat list lines (Office paragraphs, typed lines) become nested lists.

use crate::{Block, Inline, MAX_DEPTH};

/// A line of a list, before it is nested.
#[derive(Debug, Clone)]
pub struct Line {
    /// 1 is the outermost.
    pub level: usize,
    /// Its number, nothing for a bullet.
    pub number: Option<u32>,
    /// Which list it says it is of.
    pub list: String,
    pub text: Vec<Inline>,
}

/// Block, or a line that waits for its neighbours.
#[derive(Debug)]
pub enum Raw {
    Block(Block),
    Line(Line),
}

/// Joins lines that stand in a row into lists.
pub fn fold(raw: Vec<Raw>) -> Vec<Block> {
    let mut out = Vec::with_capacity(raw.len());
    let mut lines: Vec<Line> = Vec::new();
    for one in raw {
        match one {
            Raw::Line(mut line) => {
                line.level = line.level.clamp(1, MAX_DEPTH);
                lines.push(line);
            }
            Raw::Block(block) => {
                nest(std::mem::take(&mut lines), &mut out);
                out.push(block);
            }
        }
    }
    nest(lines, &mut out);
    out
}

/// Levels are at most [`MAX_DEPTH`] and grow with each call, so this does not run deep.
fn nest(lines: Vec<Line>, out: &mut Vec<Block>) {
    let Some(base) = lines.iter().map(|l| l.level).min() else { return };
    // Kind and last number of the list that is being written, as the last block of `out`.
    let mut open: Option<(bool, u32, String)> = None;
    let mut lines = lines.into_iter().peekable();
    while let Some(line) = lines.next() {
        let mut block = Vec::new();
        let deeper = line.level > base;
        let mut inner = Vec::new();
        let (number, list) = (line.number, line.list.clone());
        if deeper {
            inner.push(line);
        } else {
            block.push(Block::Paragraph(line.text));
        }
        while let Some(next) = lines.next_if(|l| l.level > base) {
            inner.push(next);
        }
        if deeper {
            // Indented lines before the first line of their own level.
            nest(inner, out);
            open = None;
            continue;
        }
        nest(inner, &mut block);
        let goes_on = open.as_ref().is_some_and(|(ordered, last, name)| {
            *name == list
                && *ordered == number.is_some()
                && number.is_none_or(|n| n == last.saturating_add(1))
        });
        if let (true, Some(Block::List { items, .. })) = (goes_on, out.last_mut()) {
            items.push(block);
        } else {
            let start = number.unwrap_or(1);
            out.push(Block::List { ordered: number.is_some(), start, items: vec![block] });
        }
        open = Some((number.is_some(), number.unwrap_or(1), list));
    }
}
