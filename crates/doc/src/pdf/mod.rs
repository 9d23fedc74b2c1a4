//! Prints a document as one file that is PDF/A-2a and PDF/UA-1 at once.
//!
//! What people wrote goes in as values, never as markup; the template may read no file, no clock and no network.
//! The same document gives the same bytes.

mod glyphs;
mod values;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Condvar, Mutex, PoisonError};

use typst::diag::{FileError, FileResult, SourceDiagnostic};
use typst::foundations::{Bytes, Datetime, Dict, Duration, Smart};
use typst::syntax::{FileId, Source};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World};
use typst_kit::fonts::{FontStore, embedded};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};

use crate::model::Document;
use glyphs::Glyphs;
use values::Values;

const TEMPLATE: &str = include_str!("record.typ");

/// After how many later prints what a print left in memory is dropped.
const KEEP: usize = 5;

/// Why a document was not printed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PrintError {
    /// The engine refused: its words, for the log.
    #[error("the document cannot be printed: {0}")]
    Refused(String),
    /// The engine broke down over this document.
    #[error("the printing engine broke down")]
    Broke,
}

/// Prints documents, a few at a time. Make one for the whole process: it holds the fonts.
///
/// [`Printer::pdf`] works for tens of milliseconds and waits for its turn, so async callers run it in
/// `spawn_blocking`.
pub struct Printer {
    fonts: FontStore,
    glyphs: Glyphs,
    template: Source,
    free: Mutex<usize>,
    freed: Condvar,
}

impl Printer {
    /// A printer that prints at most `at_once` documents at the same time (at least one).
    pub fn new(at_once: usize) -> Self {
        let mut fonts = FontStore::new();
        fonts.extend(embedded());
        let glyphs = Glyphs::of(&fonts);
        Self {
            glyphs,
            fonts,
            template: Source::detached(TEMPLATE),
            free: Mutex::new(at_once.max(1)),
            freed: Condvar::new(),
        }
    }

    /// The document as PDF/A-2a and PDF/UA-1.
    ///
    /// # Errors
    /// [`PrintError`] when the engine cannot print it.
    pub fn pdf(&self, document: &Document) -> Result<Vec<u8>, PrintError> {
        let _turn = self.turn();
        let done = catch_unwind(AssertUnwindSafe(|| self.print(document)));
        comemo::evict(KEEP);
        done.unwrap_or(Err(PrintError::Broke))
    }

    fn turn(&self) -> Turn<'_> {
        let free = self.free.lock().unwrap_or_else(PoisonError::into_inner);
        let mut free = self.freed.wait_while(free, |n| *n == 0).unwrap_or_else(PoisonError::into_inner);
        *free -= 1;
        Turn(self)
    }

    fn print(&self, document: &Document) -> Result<Vec<u8>, PrintError> {
        let inputs = Values { glyphs: &self.glyphs, document }.inputs();
        let world = Paper::new(self, inputs);
        let pages = typst::compile::<PagedDocument>(&world).output.map_err(|e| refused(&e))?;
        typst_pdf::pdf(&pages, &options(document)?).map_err(|e| refused(&e))
    }
}

fn options(document: &Document) -> Result<PdfOptions, PrintError> {
    let date = document.date;
    let midnight = u8::try_from(date.month())
        .ok()
        .zip(u8::try_from(date.day()).ok())
        .and_then(|(month, day)| Datetime::from_ymd_hms(date.year().into(), month, day, 0, 0, 0));
    let standards = PdfStandards::new(&[PdfStandard::A_2a, PdfStandard::Ua_1])
        .map_err(|e| PrintError::Refused(e.message().to_string()))?;
    let ident = format!("{}\n{}\n{}\n{date}", document.author, document.subject, document.title);
    Ok(PdfOptions {
        ident: Smart::Custom(ident),
        creator: Smart::Custom(Some("Talkoot".into())),
        timestamp: midnight.map(Timestamp::new_utc),
        standards,
        ..PdfOptions::default()
    })
}

fn refused(errors: &[SourceDiagnostic]) -> PrintError {
    let words: Vec<&str> = errors.iter().map(|e| e.message.as_str()).collect();
    PrintError::Refused(words.join("; "))
}

/// A turn at the printer, given back when it is over, whatever happened.
struct Turn<'a>(&'a Printer);

impl Drop for Turn<'_> {
    fn drop(&mut self) {
        *self.0.free.lock().unwrap_or_else(PoisonError::into_inner) += 1;
        self.0.freed.notify_one();
    }
}

/// All that the template sees of the world.
struct Paper<'a> {
    printer: &'a Printer,
    library: LazyHash<Library>,
}

impl<'a> Paper<'a> {
    fn new(printer: &'a Printer, inputs: Dict) -> Self {
        Self { printer, library: LazyHash::new(Library::builder().with_inputs(inputs).build()) }
    }
}

impl World for Paper<'_> {
    fn library(&self) -> &LazyHash<Library> {
        &self.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        self.printer.fonts.book()
    }

    fn main(&self) -> FileId {
        self.printer.template.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == self.main() { Ok(self.printer.template.clone()) } else { Err(FileError::AccessDenied) }
    }

    fn file(&self, _: FileId) -> FileResult<Bytes> {
        Err(FileError::AccessDenied)
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.printer.fonts.font(index)
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}
