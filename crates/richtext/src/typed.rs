//! Plain text as people type it.

use crate::lists::{Line, Raw, fold};
use crate::{Block, Inline};

/// An empty line parts paragraphs; lines that begin with `- ` or `1. ` are lists, indented ones lie deeper.
pub fn blocks(text: &str) -> Vec<Block> {
    let mut raw: Vec<Raw> = Vec::new();
    let mut indents: Vec<usize> = Vec::new();
    let mut open = false;
    for line in text.split(['\n', '\u{c}']).map(|l| l.trim_end_matches('\r')) {
        let said = line.trim_start();
        if said.trim().is_empty() {
            open = false;
            continue;
        }
        let indent: usize =
            line[..line.len() - said.len()].chars().map(|c| if c == '\t' { 4 } else { 1 }).sum();
        if let Some((number, rest)) = marker(said) {
            while indents.last().is_some_and(|&i| i > indent) {
                indents.pop();
            }
            if indents.last().is_none_or(|&i| i < indent) {
                indents.push(indent);
            }
            let text = vec![Inline::Text(rest.into())];
            raw.push(Raw::Line(Line { level: indents.len(), number, list: String::new(), text }));
            open = true;
            continue;
        }
        match raw.last_mut() {
            Some(Raw::Line(item)) if open && indent > 0 => {
                item.text.extend([Inline::Break, Inline::Text(said.into())]);
            }
            Some(Raw::Block(Block::Paragraph(before))) if open => {
                before.extend([Inline::Break, Inline::Text(said.into())]);
            }
            _ => {
                indents.clear();
                raw.push(Raw::Block(Block::Paragraph(vec![Inline::Text(said.into())])));
                open = true;
            }
        }
    }
    fold(raw)
}

/// The number of a list line (nothing for a bullet) and what follows.
fn marker(line: &str) -> Option<(Option<u32>, &str)> {
    if let Some(rest) = ["- ", "* ", "• ", "– ", "·\t", "•\t"].iter().find_map(|m| line.strip_prefix(m))
    {
        return Some((None, rest));
    }
    let digits = line.find(|c: char| !c.is_ascii_digit())?;
    let rest = line[digits..].strip_prefix(['.', ')'])?.strip_prefix([' ', '\t'])?;
    if (1..=3).contains(&digits) { Some((line[..digits].parse().ok(), rest)) } else { None }
}
