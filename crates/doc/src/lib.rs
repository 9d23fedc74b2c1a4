//! Documents out and in.
//!
//! Out: a [`Document`] of our own model becomes HTML ([`html`]), PDF (`pdf::Printer`, feature `typst`) and DOCX
//! ([`docx`]); a [`sheet::Sheet`] becomes CSV and XLSX; PDFs are joined ([`merge`]).
//! In: sheets are read back ([`sheet::read_sheet`]), attachments give their text ([`extract`]) and their real
//! type ([`sniff`]).
//!
//! Invariants: no text of ours stands here, every label comes from the caller; the same input gives the same PDF,
//! CSV and XLSX bytes; what people wrote or sent is data, never markup, formula or code; nothing of a foreign
//! file brings the process down.

mod docx;
pub mod extract;
mod flow;
mod html;
pub mod merge;
mod model;
#[cfg(feature = "typst")]
pub mod pdf;
pub mod sheet;
pub mod sniff;

pub use docx::{DocxError, docx};
pub use html::html;
pub use model::{DocBlock, Document, Table};
