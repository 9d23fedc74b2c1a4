//! A document as the row of blocks that every writer prints, with the real level of each heading.
//!
//! Levels never skip one on the way down: readers of assistive technology rely on it and PDF/UA demands it.

use std::borrow::Cow;

use richtext::{Block, Inline};

use crate::model::{DocBlock, Document, Table};

/// The deepest heading that all formats know.
const DEEPEST: u8 = 6;

/// A block as it is printed.
#[derive(Debug)]
pub enum Flow<'a> {
    /// A heading; the title is level 1 and not among these.
    Heading { level: u8, number: &'a str, text: Cow<'a, [Inline]>, anchor: Option<&'a str> },
    /// Labels with values.
    KeyValues(&'a [(String, String)]),
    /// Plain text, whose line breaks are kept.
    Paragraph(&'a str),
    /// A paragraph, list or table of a written text.
    Text(&'a Block),
    /// A table.
    Table(&'a Table),
    /// A remark.
    Note(&'a str),
    /// A new page.
    PageBreak,
    /// Names with roles.
    Signatures(&'a [(String, String)]),
}

/// The blocks of a document in order.
pub fn flow(document: &Document) -> Vec<Flow<'_>> {
    let mut walk = Walk { out: Vec::new(), last: 1 };
    walk.blocks(&document.blocks, 1);
    walk.out
}

struct Walk<'a> {
    out: Vec<Flow<'a>>,
    last: u8,
}

impl<'a> Walk<'a> {
    fn heading(
        &mut self,
        level: u8,
        number: &'a str,
        text: Cow<'a, [Inline]>,
        anchor: Option<&'a str>,
    ) -> u8 {
        let level = level.min(self.last + 1).clamp(2, DEEPEST);
        // A heading that says nothing would stop readers' programs.
        if number.trim().is_empty()
            && text.iter().all(|t| matches!(t, Inline::Text(t) if t.trim().is_empty()))
        {
            return level;
        }
        self.last = level;
        self.out.push(Flow::Heading { level, number, text, anchor });
        level
    }

    /// `depth` is the level of the heading under which these blocks lie.
    fn blocks(&mut self, blocks: &'a [DocBlock], depth: u8) {
        let mut section = depth;
        for block in blocks {
            match block {
                DocBlock::Heading { level, text, anchor } => {
                    let level = depth.saturating_add((*level).clamp(1, 4));
                    section = self.heading(level, "", plain(text), anchor.as_deref());
                }
                DocBlock::Item { number, title, anchor, blocks } => {
                    let level =
                        self.heading(section.saturating_add(1), number, plain(title), anchor.as_deref());
                    self.blocks(blocks, level);
                }
                DocBlock::Rich(text) => {
                    for block in text.blocks() {
                        match block {
                            Block::Heading(level, text) => {
                                let level = section.saturating_add(*level);
                                self.heading(level, "", Cow::Borrowed(text), None);
                            }
                            block => self.out.push(Flow::Text(block)),
                        }
                    }
                }
                DocBlock::KeyValues(pairs) => self.out.push(Flow::KeyValues(pairs)),
                DocBlock::Paragraph(text) => self.out.push(Flow::Paragraph(text)),
                DocBlock::Table(table) => self.out.push(Flow::Table(table)),
                DocBlock::Note(text) => self.out.push(Flow::Note(text)),
                DocBlock::PageBreak => self.out.push(Flow::PageBreak),
                DocBlock::Signatures(names) => self.out.push(Flow::Signatures(names)),
            }
        }
    }
}

fn plain(text: &str) -> Cow<'static, [Inline]> {
    Cow::Owned(vec![Inline::Text(text.to_owned())])
}
