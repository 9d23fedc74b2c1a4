//! Texts without markup.

use crate::{Block, Inline};

pub fn plain(blocks: &[Block]) -> String {
    let mut out = String::new();
    write(&mut out, blocks, 0);
    out
}

fn write(out: &mut String, blocks: &[Block], indent: usize) {
    let pad = " ".repeat(indent);
    for (i, block) in blocks.iter().enumerate() {
        if !out.is_empty() && i > 0 {
            // A list follows the line that it belongs to when it lies within an item.
            out.push_str(if indent > 0 { "\n" } else { "\n\n" });
        }
        match block {
            Block::Paragraph(text) | Block::Heading(_, text) => {
                if i > 0 {
                    out.push_str(&pad);
                }
                out.push_str(&inline(text).replace('\n', &format!("\n{pad}")));
            }
            Block::List { ordered, start, items } => {
                for (n, item) in items.iter().enumerate() {
                    if n > 0 {
                        out.push('\n');
                    }
                    let marker = if *ordered { format!("{}. ", *start as usize + n) } else { "- ".into() };
                    // The marker of a list that begins its item stands on that item's own line.
                    if n > 0 || i > 0 || indent == 0 {
                        out.push_str(&pad);
                    }
                    out.push_str(&marker);
                    write(out, item, indent + marker.len());
                }
            }
            Block::Table { rows, .. } => {
                for (n, row) in rows.iter().enumerate() {
                    if n > 0 {
                        out.push('\n');
                    }
                    if n > 0 || i > 0 {
                        out.push_str(&pad);
                    }
                    let cells: Vec<String> = row.iter().map(|cell| inline(cell).replace('\n', " ")).collect();
                    out.push_str(cells.join("\t").trim_end());
                }
            }
        }
    }
}

fn inline(text: &[Inline]) -> String {
    fn walk(text: &[Inline], out: &mut String) {
        for one in text {
            match one {
                Inline::Text(t) => out.push_str(t),
                Inline::Break => out.push('\n'),
                Inline::Strong(t) | Inline::Em(t) | Inline::Link { text: t, .. } => walk(t, out),
            }
        }
    }
    let mut out = String::new();
    walk(text, &mut out);
    out
}

/// Every line of the text in reading order: paragraphs, items, cells. Headings only where they are wanted.
fn lines(blocks: &[Block], headings: bool, out: &mut Vec<String>) {
    for block in blocks {
        match block {
            Block::Paragraph(text) => out.push(inline(text).replace('\n', " ")),
            Block::Heading(_, text) if headings => out.push(inline(text).replace('\n', " ")),
            Block::Heading(..) => {}
            Block::List { items, .. } => items.iter().for_each(|item| lines(item, headings, out)),
            Block::Table { rows, .. } => {
                let cells = rows.iter().flatten().filter(|c| !c.is_empty());
                out.extend(cells.map(|c| inline(c).replace('\n', " ")));
            }
        }
    }
}

pub fn excerpt(blocks: &[Block], n: usize) -> String {
    let mut all = Vec::new();
    lines(blocks, true, &mut all);
    let text = all.join(" ");
    if text.chars().count() <= n {
        return text;
    }
    let Some(room) = n.checked_sub(1) else { return String::new() };
    let cut: String = text.chars().take(room).collect();
    let at_word = text.chars().nth(room).is_some_and(|c| !c.is_alphanumeric());
    let kept = match cut.rfind(char::is_whitespace) {
        Some(at) if !at_word => &cut[..at],
        _ => &cut,
    };
    format!(
        "{}…",
        kept.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | ':' | '–' | '-'))
    )
}

pub fn first_sentences(blocks: &[Block], count: usize) -> String {
    let mut all = Vec::new();
    lines(blocks, false, &mut all);
    let sentences = all.iter().flat_map(|line| sentences(line)).take(count);
    sentences.collect::<Vec<_>>().join(" ")
}

/// Short forms after which a full stop ends nothing, though a name may follow.
const SHORT: [&str; 26] = [
    "mm", "esim", "ym", "ks", "vrt", "ns", "eli", "em", "ko", "nro", "kpl", "puh", "tri", "prof", "os", "mr",
    "st", "dr", "bl.a", "t.ex", "dvs", "s.k", "nr", "e.g", "i.e", "no",
];

fn sentences(line: &str) -> Vec<&str> {
    let mut out = Vec::new();
    let mut begin = 0;
    let mut chars = line.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        if !matches!(c, '.' | '!' | '?' | '…') {
            continue;
        }
        let mut end = at + c.len_utf8();
        // Closing quotes and brackets belong to the sentence.
        while let Some((i, c)) =
            chars.next_if(|(_, c)| matches!(c, '.' | '!' | '?' | '"' | '”' | '’' | ')' | '»'))
        {
            end = i + c.len_utf8();
        }
        let rest = &line[end..];
        let after = rest.trim_start();
        let begins = after.len() < rest.len()
            && after.starts_with(|c: char| {
                c.is_uppercase() || c.is_ascii_digit() || matches!(c, '"' | '”' | '§' | '(')
            });
        if begins && !(c == '.' && goes_on(&line[begin..at], after)) {
            out.push(line[begin..end].trim());
            begin = end;
        }
    }
    let rest = line[begin..].trim();
    if !rest.is_empty() {
        out.push(rest);
    }
    out
}

/// Whether a full stop after `before` only shortens or numbers something.
fn goes_on(before: &str, after: &str) -> bool {
    let word = before.rsplit(|c: char| c.is_whitespace() || c == '(').next().unwrap_or("");
    let initial = word.chars().count() == 1 && word.chars().all(char::is_uppercase);
    let number = !word.is_empty() && word.chars().all(|c| c.is_ascii_digit());
    // `1. Avaus` numbers what follows; `vuonna 2013. Kokous` ends.
    let numbers = number && (word == before.trim() || after.starts_with(|c: char| c.is_ascii_digit()));
    initial || numbers || SHORT.contains(&word.to_lowercase().as_str())
}
