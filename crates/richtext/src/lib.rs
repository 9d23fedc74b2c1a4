//! The one clean form of written texts: paragraphs, headings, lists, tables, links and emphasis.
//!
//! People type, and people paste from Word and Outlook. Both come in through [`RichText::from_input`], which
//! keeps what a text says (its lists, tables, headings, links and emphasis) and loses how it looked. What is
//! stored is [`RichText::to_html`]; [`RichText::parse`] reads that back to the very same tree.
//!
//! Invariants:
//! - A `RichText` is always in its normal form (see `normal.rs`), so two equal texts are equal trees.
//! - HTML leaves here only by `write.rs`, which knows fourteen tags and one attribute that holds user text
//!   (`href`, checked in `link.rs`). No tag or attribute of the input is ever copied through.
//! - Nothing recurses deeper than [`MAX_DEPTH`] lists, and nothing takes more than linear time in the input.

mod build;
mod grid;
mod link;
mod lists;
mod normal;
mod office;
mod plain;
mod read;
mod tags;
mod typed;
mod write;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// How large an input may be, in bytes. Word's clipboard is generous: a page of text may be 100 kB of HTML.
pub const MAX_INPUT: usize = 2_000_000;

/// How deep lists may lie within lists; what is deeper is kept at this level.
pub const MAX_DEPTH: usize = 6;

/// A block of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// A paragraph.
    Paragraph(Vec<Inline>),
    /// A heading of level 1 to 3 within the text; the page adds its own depth to it.
    Heading(u8, Vec<Inline>),
    /// A list, each item of which holds blocks: its text first, lists within it after that.
    List {
        /// Whether the items are numbered.
        ordered: bool,
        /// The number of the first item (1 where the items are not numbered).
        start: u32,
        /// The items.
        items: Vec<Vec<Self>>,
    },
    /// A table; every row has as many cells as the widest one.
    Table {
        /// Whether the first row is the header.
        header: bool,
        /// Rows of cells.
        rows: Vec<Vec<Vec<Inline>>>,
    },
}

/// A piece of running text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Inline {
    /// Characters.
    Text(String),
    /// Important.
    Strong(Vec<Self>),
    /// Stressed.
    Em(Vec<Self>),
    /// A link.
    Link {
        /// Where to: `http`, `https`, `mailto` or a path of our own that begins with `/`.
        href: String,
        /// What it says.
        text: Vec<Self>,
    },
    /// A new line within the block.
    Break,
}

/// Why an input was not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum RichTextError {
    /// The input, or what it would become, is larger than allowed.
    #[error("the text is {size} bytes, {limit} are allowed")]
    TooLarge {
        /// Bytes that came.
        size: usize,
        /// Bytes that are allowed.
        limit: usize,
    },
}

/// A written text in its one clean form.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct RichText(Vec<Block>);

impl RichText {
    /// The text of these blocks, brought into the normal form.
    pub fn new(blocks: Vec<Block>) -> Self {
        Self(normal::blocks(blocks, 0))
    }

    /// What somebody typed (plain text: an empty line parts paragraphs, `- ` and `1. ` make lists) or pasted
    /// (HTML of a word processor, a mail or a page).
    ///
    /// # Errors
    /// [`RichTextError::TooLarge`] over [`MAX_INPUT`].
    pub fn from_input(input: &str) -> Result<Self, RichTextError> {
        Self::from_input_within(input, MAX_INPUT)
    }

    /// As [`RichText::from_input`] with a limit of one's own, in bytes.
    ///
    /// # Errors
    /// [`RichTextError::TooLarge`] when the input or its clean form is larger than `limit`.
    pub fn from_input_within(input: &str, limit: usize) -> Result<Self, RichTextError> {
        let fits = |size: usize| {
            if size > limit { Err(RichTextError::TooLarge { size, limit }) } else { Ok(()) }
        };
        fits(input.len())?;
        let text = if tags::has_html(input) { Self::parse(input) } else { Self::from_plain(input) };
        // Empty cells of wide tables can make much out of little.
        fits(text.to_html().len())?;
        Ok(text)
    }

    /// Plain text, in which `<` is only a character.
    pub fn from_plain(text: &str) -> Self {
        Self::new(typed::blocks(text))
    }

    /// Reads the stored form. Any other HTML gives a clean text as well; nothing makes it fail.
    pub fn parse(html: &str) -> Self {
        Self::new(read::blocks(html))
    }

    /// The blocks, in normal form.
    pub fn blocks(&self) -> &[Block] {
        &self.0
    }

    /// The stored form.
    pub fn to_html(&self) -> String {
        write::html(&self.0, 0)
    }

    /// HTML for a page, whose headings begin `offset` levels deeper.
    pub fn to_html_under(&self, offset: u8) -> String {
        write::html(&self.0, offset)
    }

    /// The text without any markup: lists with `- ` or numbers, cells of a table parted by tabs. Typed in
    /// again, it makes the same paragraphs and lists.
    pub fn to_plain(&self) -> String {
        plain::plain(&self.0)
    }

    /// At most `n` characters on one line, cut between words and ended with `…` where something was cut.
    pub fn excerpt(&self, n: usize) -> String {
        plain::excerpt(&self.0, n)
    }

    /// The first `count` sentences of the paragraphs and lists, on one line.
    pub fn first_sentences(&self, count: usize) -> String {
        plain::first_sentences(&self.0, count)
    }

    /// Whether nothing is said.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl std::fmt::Display for RichText {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.to_html())
    }
}

impl Serialize for RichText {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(&self.to_html())
    }
}

impl<'de> Deserialize<'de> for RichText {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        Ok(Self::parse(&String::deserialize(from)?))
    }
}
