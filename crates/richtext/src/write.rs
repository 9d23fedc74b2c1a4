//! The stored form. The only place where HTML is made, from names that stand here and text that is escaped.

use crate::{Block, Inline};

pub fn html(blocks: &[Block], offset: u8) -> String {
    let mut out = String::new();
    all(&mut out, blocks, offset);
    out
}

fn all(out: &mut String, blocks: &[Block], offset: u8) {
    for block in blocks {
        one(out, block, offset);
    }
}

fn one(out: &mut String, block: &Block, offset: u8) {
    match block {
        Block::Paragraph(text) => wrap(out, "p", |out| inlines(out, text)),
        Block::Heading(level, text) => {
            const NAMES: [&str; 6] = ["h1", "h2", "h3", "h4", "h5", "h6"];
            let level = level.saturating_add(offset).clamp(1, 6);
            wrap(out, NAMES[usize::from(level) - 1], |out| inlines(out, text));
        }
        Block::List { ordered, start, items } => {
            match (ordered, start) {
                (false, _) => out.push_str("<ul>"),
                (true, 1) => out.push_str("<ol>"),
                (true, n) => out.push_str(&format!("<ol start=\"{n}\">")),
            }
            for item in items {
                wrap(out, "li", |out| self::item(out, item, offset));
            }
            out.push_str(if *ordered { "</ol>" } else { "</ul>" });
        }
        Block::Table { header, rows } => wrap(out, "table", |out| table(out, *header, rows)),
    }
}

/// The text of an item stands bare, so that a list stays as tight as it was typed.
fn item(out: &mut String, blocks: &[Block], offset: u8) {
    match blocks.split_first() {
        Some((Block::Paragraph(text), rest)) => {
            inlines(out, text);
            all(out, rest, offset);
        }
        _ => all(out, blocks, offset),
    }
}

fn table(out: &mut String, header: bool, rows: &[Vec<Vec<Inline>>]) {
    let (head, body) = rows.split_at(usize::from(header).min(rows.len()));
    if !head.is_empty() {
        out.push_str("<thead>");
        for row in head {
            out.push_str("<tr>");
            for cell in row {
                out.push_str("<th scope=\"col\">");
                inlines(out, cell);
                out.push_str("</th>");
            }
            out.push_str("</tr>");
        }
        out.push_str("</thead>");
    }
    if !body.is_empty() {
        out.push_str("<tbody>");
        for row in body {
            wrap(out, "tr", |out| row.iter().for_each(|cell| wrap(out, "td", |out| inlines(out, cell))));
        }
        out.push_str("</tbody>");
    }
}

fn wrap(out: &mut String, name: &str, inner: impl FnOnce(&mut String)) {
    out.push('<');
    out.push_str(name);
    out.push('>');
    inner(out);
    out.push_str("</");
    out.push_str(name);
    out.push('>');
}

fn inlines(out: &mut String, text: &[Inline]) {
    for inline in text {
        match inline {
            Inline::Text(t) => escape(out, t),
            Inline::Break => out.push_str("<br>"),
            Inline::Strong(inner) => wrap(out, "strong", |out| inlines(out, inner)),
            Inline::Em(inner) => wrap(out, "em", |out| inlines(out, inner)),
            Inline::Link { href, text } => {
                out.push_str("<a href=\"");
                escape(out, href);
                out.push_str("\">");
                inlines(out, text);
                out.push_str("</a>");
            }
        }
    }
}

fn escape(out: &mut String, text: &str) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            c => out.push(c),
        }
    }
}
