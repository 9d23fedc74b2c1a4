//! A document as the values that the template walks.

use richtext::{Block, Inline};
use typst::foundations::{Array, Dict, IntoValue, Value};

use super::glyphs::Glyphs;
use crate::flow::{Flow, flow};
use crate::model::Document;

/// Stands where a title has no character that can be printed; PDF/UA allows no empty one.
const NAMELESS: &str = "–";

/// Turns a document into the one input of the template.
pub struct Values<'a> {
    pub glyphs: &'a Glyphs,
    pub document: &'a Document,
}

fn dict<const N: usize>(pairs: [(&str, Value); N]) -> Value {
    Value::Dict(pairs.into_iter().map(|(key, value)| (key.into(), value)).collect::<Dict>())
}

fn array(values: impl Iterator<Item = Value>) -> Value {
    Value::Array(values.collect::<Array>())
}

impl Values<'_> {
    pub fn inputs(&self) -> Dict {
        let d = self.document;
        let doc = dict([
            // A document without a title would be none for PDF/UA.
            (
                "title",
                self.text(if self.glyphs.printable(&d.title).trim().is_empty() {
                    NAMELESS
                } else {
                    &d.title
                }),
            ),
            ("lang", d.lang.code().into_value()),
            ("year", i64::from(d.date.year()).into_value()),
            ("month", i64::from(d.date.month()).into_value()),
            ("day", i64::from(d.date.day()).into_value()),
            ("author", self.text(&d.author)),
            ("subject", self.text(&d.subject)),
            ("footer", self.text(&d.footer)),
            ("page_label", self.page_label()),
            ("blocks", array(flow(d).iter().map(|block| self.flow(block)))),
        ]);
        [("doc".into(), doc)].into_iter().collect()
    }

    fn text(&self, text: &str) -> Value {
        self.glyphs.printable(text).into_value()
    }

    /// How much of a running text can be printed.
    fn printed(&self, text: &[Inline]) -> usize {
        text.iter()
            .map(|one| match one {
                Inline::Text(t) => self.glyphs.printable(t).trim().len(),
                Inline::Break => 0,
                Inline::Strong(inner) | Inline::Em(inner) | Inline::Link { text: inner, .. } => {
                    self.printed(inner)
                }
            })
            .sum()
    }

    /// The label cut at its two numbers.
    fn page_label(&self) -> Value {
        let mut parts = Vec::new();
        let mut rest = self.document.page_label.as_str();
        while let Some(at) = rest.find("{page") {
            let name = if rest[at..].starts_with("{page}") { "{page}" } else { "{pages}" };
            if !rest[at..].starts_with(name) {
                break;
            }
            parts.push(self.text(&rest[..at]));
            parts.push(name.into_value());
            rest = &rest[at + name.len()..];
        }
        parts.push(self.text(rest));
        array(parts.into_iter())
    }

    /// Plain text as running text; its line breaks are kept.
    fn lines(&self, text: &str) -> Value {
        let mut out = Vec::new();
        for (i, line) in text.lines().enumerate() {
            if i > 0 {
                out.push(dict([("k", "break".into_value())]));
            }
            out.push(dict([("k", "text".into_value()), ("v", self.text(line))]));
        }
        array(out.into_iter())
    }

    fn flow(&self, block: &Flow<'_>) -> Value {
        match block {
            Flow::Heading { level, number, text, .. } => {
                let says = self.glyphs.printable(number).trim().len() + self.printed(text);
                let text = if says == 0 { &[Inline::Text(NAMELESS.into())] } else { text.as_ref() };
                dict([
                    ("k", "heading".into_value()),
                    ("level", i64::from(*level).into_value()),
                    ("number", self.text(number)),
                    ("v", self.inline(text)),
                ])
            }
            Flow::KeyValues(pairs) => dict([
                ("k", "pairs".into_value()),
                (
                    "v",
                    array(pairs.iter().map(|(label, value)| {
                        dict([("label", self.text(label)), ("value", self.lines(value))])
                    })),
                ),
            ]),
            Flow::Paragraph(text) => {
                let paragraph = dict([("k", "paragraph".into_value()), ("v", self.lines(text))]);
                dict([("k", "text".into_value()), ("v", paragraph)])
            }
            Flow::Text(block) => dict([("k", "text".into_value()), ("v", self.block(block))]),
            Flow::Table(table) => {
                let columns = table.columns();
                let row = |cells: &[String]| {
                    array((0..columns).map(|i| self.lines(cells.get(i).map_or("", String::as_str))))
                };
                let header = if table.header.is_empty() { array([].into_iter()) } else { row(&table.header) };
                let rows = table.rows.iter().flat_map(|cells| {
                    (0..columns).map(|i| dict([("v", self.lines(cells.get(i).map_or("", String::as_str)))]))
                });
                let kind = if columns == 0 { "nothing" } else { "table" };
                dict([
                    ("k", kind.into_value()),
                    ("caption", self.lines(&table.caption)),
                    ("header", header),
                    ("rows", array(rows)),
                    ("shares", array(table.shares().into_iter().map(|s| i64::from(s).into_value()))),
                ])
            }
            Flow::Note(text) => dict([("k", "note".into_value()), ("v", self.lines(text))]),
            Flow::PageBreak => dict([("k", "break".into_value())]),
            Flow::Signatures(names) => {
                dict([
                    ("k", "signatures".into_value()),
                    (
                        "v",
                        array(names.iter().map(|(name, role)| {
                            dict([("name", self.text(name)), ("role", self.text(role))])
                        })),
                    ),
                ])
            }
        }
    }

    fn block(&self, block: &Block) -> Value {
        match block {
            Block::Paragraph(text) => dict([("k", "paragraph".into_value()), ("v", self.inline(text))]),
            Block::Heading(_, text) => dict([("k", "heading".into_value()), ("v", self.inline(text))]),
            Block::List { ordered, start, items } => dict([
                ("k", "list".into_value()),
                ("ordered", ordered.into_value()),
                ("start", i64::from(*start).into_value()),
                ("items", array(items.iter().map(|item| array(item.iter().map(|block| self.block(block)))))),
            ]),
            Block::Table { header, rows } => {
                let columns = rows.first().map_or(0, Vec::len);
                let (head, body) = rows.split_at(usize::from(*header).min(rows.len()));
                let head = head.iter().flatten().map(|cell| self.inline(cell));
                let cells = body.iter().flatten().map(|cell| dict([("v", self.inline(cell))]));
                let longest = |i: usize| {
                    let cells = rows.iter().filter_map(|row| row.get(i));
                    let length = cells.map(|cell| length(cell)).max().unwrap_or(0).clamp(6, 40);
                    i64::try_from(length).unwrap_or(40).into_value()
                };
                dict([
                    ("k", "table".into_value()),
                    ("header", array(head)),
                    ("rows", array(cells)),
                    ("shares", array((0..columns).map(longest))),
                ])
            }
        }
    }

    fn inline(&self, text: &[Inline]) -> Value {
        array(text.iter().map(|one| match one {
            Inline::Text(t) => dict([("k", "text".into_value()), ("v", self.text(t))]),
            Inline::Break => dict([("k", "break".into_value())]),
            Inline::Strong(inner) => dict([("k", "strong".into_value()), ("v", self.inline(inner))]),
            Inline::Em(inner) => dict([("k", "em".into_value()), ("v", self.inline(inner))]),
            Inline::Link { href, text } => match self.document.outside(href) {
                Some(to) => {
                    dict([("k", "link".into_value()), ("to", to.into_value()), ("v", self.inline(text))])
                }
                // Without its address only the words are left.
                None => dict([("k", "em".into_value()), ("v", self.inline(text))]),
            },
        }))
    }
}

fn length(text: &[Inline]) -> usize {
    text.iter()
        .map(|one| match one {
            Inline::Text(t) => t.chars().count(),
            Inline::Break => 0,
            Inline::Strong(inner) | Inline::Em(inner) | Inline::Link { text: inner, .. } => length(inner),
        })
        .sum()
}
