//! A document of our own: minutes (pöytäkirja), memo (muistio), agenda, excerpt (ote), report.
//!
//! The words in it, labels included, all come from the caller: this crate knows no language's texts.

use jiff::civil::Date;
use kit::Lang;
use richtext::RichText;
use serde::{Deserialize, Serialize};

/// A document, from which HTML, PDF and DOCX are made.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Document {
    /// Its title; printed first, and told to readers' programs.
    pub title: String,
    /// The language in which it is written.
    pub lang: Lang,
    /// The date of the record; never the date of printing, so that the bytes stay the same.
    pub date: Date,
    /// Whose document it is: the council or body.
    pub author: String,
    /// What it is about, in a line; stands at the head of each page.
    pub subject: String,
    /// A line at the foot of each page.
    pub footer: String,
    /// How pages are counted, with `{page}` and `{pages}` where the numbers go: `Sivu {page} / {pages}`.
    pub page_label: String,
    /// The address of the site (`https://yhteistyo.example.fi`), before which our own links stand where the
    /// document lies elsewhere; empty = such links become plain text.
    pub site: String,
    /// What it says.
    pub blocks: Vec<DocBlock>,
}

impl Document {
    /// A link of a text as it works outside the site; nothing where it cannot.
    pub(crate) fn outside(&self, href: &str) -> Option<String> {
        match href.starts_with('/') {
            false => Some(href.to_owned()),
            true if self.site.starts_with("http") => {
                Some(format!("{}{href}", self.site.trim_end_matches('/')))
            }
            true => None,
        }
    }
}

/// A part of a document.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DocBlock {
    /// A heading; level 1 is the first under the title.
    Heading {
        /// 1 to 4.
        level: u8,
        /// What it says.
        text: String,
        /// The name by which HTML links to it.
        anchor: Option<String>,
    },
    /// Labels with their values: time, place, chair.
    KeyValues(Vec<(String, String)>),
    /// Plain text.
    Paragraph(String),
    /// A written text.
    Rich(RichText),
    /// A table.
    Table(Table),
    /// An agenda item (asiakohta) or section (pykälä). It lies under the heading before it.
    Item {
        /// `§ 64` or `3.`, as printed.
        number: String,
        /// Its title.
        title: String,
        /// The name by which HTML links to it.
        anchor: Option<String>,
        /// What it holds; headings within count from its own.
        blocks: Vec<Self>,
    },
    /// A remark that stands apart from the text.
    Note(String),
    /// A new page, where there are pages.
    PageBreak,
    /// Names with roles, with room to sign.
    Signatures(Vec<(String, String)>),
}

/// A table of plain texts.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Table {
    /// What it shows; may be empty.
    pub caption: String,
    /// The header; may be empty.
    pub header: Vec<String>,
    /// Rows.
    pub rows: Vec<Vec<String>>,
    /// The columns' shares of the width; empty = by content.
    pub widths: Vec<u16>,
}

impl Table {
    /// How many columns there are.
    pub fn columns(&self) -> usize {
        self.rows.iter().map(Vec::len).chain([self.header.len()]).max().unwrap_or(0)
    }

    /// The columns' shares: as given, else by the longest text of each within reason.
    pub fn shares(&self) -> Vec<u16> {
        let columns = self.columns();
        if self.widths.len() == columns && self.widths.iter().all(|w| *w > 0) {
            return self.widths.clone();
        }
        let longest = |i: usize| {
            let cells = self.rows.iter().chain([&self.header]).filter_map(|row| row.get(i));
            cells.map(|cell| cell.chars().count()).max().unwrap_or(0)
        };
        (0..columns).map(|i| u16::try_from(longest(i).clamp(6, 40)).unwrap_or(40)).collect()
    }
}
