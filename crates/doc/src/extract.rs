//! The text of attachments, for search. Files come from anybody: nothing here may bring the process down.

use std::io::{Cursor, Read};
use std::panic::{AssertUnwindSafe, catch_unwind};

use lopdf::Document as Pdf;
use quick_xml::Reader;
use quick_xml::events::Event;

use crate::sniff::MediaType;

/// A larger file is not read.
const MAX_BYTES: usize = 60_000_000;
/// Pages after these are not read.
const MAX_PAGES: u32 = 500;
/// As much text is kept.
const MAX_TEXT: usize = 4_000_000;
/// What one part of a DOCX may unpack to.
const MAX_PART: u64 = 100_000_000;
/// Parsers of others may nest deeply.
const STACK: usize = 64 << 20;

/// Why there is no text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ExtractError {
    /// Only with a password.
    #[error("the file is encrypted")]
    Encrypted,
    /// It cannot be read.
    #[error("the file is broken")]
    Broken,
    /// Larger than allowed.
    #[error("the file is too large")]
    TooLarge,
    /// A kind of file of which we read no text.
    #[error("no text is read of such files")]
    Unsupported,
}

/// The text of a PDF, DOCX or plain text; of long ones the beginning.
///
/// # Errors
/// [`ExtractError`] says why there is none. A scanned PDF gives an empty text.
pub fn text_of(bytes: &[u8], media_type: MediaType) -> Result<String, ExtractError> {
    if bytes.len() > MAX_BYTES {
        return Err(ExtractError::TooLarge);
    }
    let text = match media_type {
        MediaType::Pdf => guarded(|| pdf(bytes)),
        MediaType::Docx => guarded(|| docx(bytes)),
        MediaType::Text => Ok(plain(bytes)),
        _ => Err(ExtractError::Unsupported),
    }?;
    Ok(tidy(&text))
}

/// Runs a reader on a stack of its own and turns its panics into errors.
fn guarded(read: impl FnOnce() -> Result<String, ExtractError> + Send) -> Result<String, ExtractError> {
    std::thread::scope(|scope| {
        std::thread::Builder::new()
            .stack_size(STACK)
            .spawn_scoped(scope, || catch_unwind(AssertUnwindSafe(read)).unwrap_or(Err(ExtractError::Broken)))
            .map_err(|_| ExtractError::Broken)
            .and_then(|thread| thread.join().unwrap_or(Err(ExtractError::Broken)))
    })
}

fn plain(bytes: &[u8]) -> String {
    match std::str::from_utf8(bytes) {
        Ok(text) => text.to_owned(),
        Err(_) if bytes.starts_with(&[0xff, 0xfe]) => encoding_rs::UTF_16LE.decode(bytes).0.into_owned(),
        Err(_) if bytes.starts_with(&[0xfe, 0xff]) => encoding_rs::UTF_16BE.decode(bytes).0.into_owned(),
        Err(_) => encoding_rs::WINDOWS_1252.decode(bytes).0.into_owned(),
    }
}

fn pdf(bytes: &[u8]) -> Result<String, ExtractError> {
    let pdf = match Pdf::load_mem(bytes) {
        Ok(pdf) => pdf,
        Err(e) if e.to_string().to_lowercase().contains("crypt") || e.to_string().contains("assword") => {
            return Err(ExtractError::Encrypted);
        }
        Err(_) => return Err(ExtractError::Broken),
    };
    if pdf.is_encrypted() {
        return Err(ExtractError::Encrypted);
    }
    let pages = u32::try_from(pdf.get_pages().len()).unwrap_or(u32::MAX);
    if pages == 0 {
        return Err(ExtractError::Broken);
    }
    let mut out = String::new();
    for page in 1..=pages.min(MAX_PAGES) {
        let mut text = String::new();
        // One page that nobody understands must not hide the others.
        let read = catch_unwind(AssertUnwindSafe(|| {
            let mut output = pdf_extract::PlainTextOutput::new(&mut text);
            pdf_extract::output_doc_page(&pdf, &mut output, page).is_ok()
        }));
        if read.is_ok() {
            out.push_str(&text);
            out.push('\n');
        }
        if out.len() > MAX_TEXT {
            break;
        }
    }
    Ok(out)
}

fn docx(bytes: &[u8]) -> Result<String, ExtractError> {
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).map_err(|_| ExtractError::Broken)?;
    let mut names: Vec<String> = zip
        .file_names()
        .filter_map(Result::ok)
        .filter(|n| {
            let part = n.strip_prefix("word/").unwrap_or("");
            part.ends_with(".xml")
                && ["header", "document", "footnotes", "endnotes", "footer"]
                    .iter()
                    .any(|p| part.starts_with(p))
        })
        .map(|n| n.into_owned())
        .collect();
    // The body first, then what stands around it.
    names.sort_by_key(|n| (n != "word/document.xml", n.clone()));
    let mut out = String::new();
    for name in names.iter().take(40) {
        let part = zip.by_name(name).map_err(|_| ExtractError::Broken)?;
        if part.encrypted() {
            return Err(ExtractError::Encrypted);
        }
        let mut xml = Vec::new();
        part.take(MAX_PART + 1).read_to_end(&mut xml).map_err(|_| ExtractError::Broken)?;
        if xml.len() as u64 > MAX_PART {
            return Err(ExtractError::TooLarge);
        }
        words(&String::from_utf8_lossy(&xml), &mut out)?;
        if out.len() > MAX_TEXT {
            break;
        }
    }
    Ok(out)
}

/// The text of `w:t`, with the ends of paragraphs and cells.
fn words(xml: &str, out: &mut String) -> Result<(), ExtractError> {
    let mut reader = Reader::from_str(xml);
    let mut inside = false;
    loop {
        match reader.read_event().map_err(|_| ExtractError::Broken)? {
            Event::Start(tag) if tag.local_name().as_ref() == "t" => inside = true,
            Event::End(tag) => match tag.local_name().as_ref() {
                "t" => inside = false,
                "p" | "tr" => out.push('\n'),
                "tc" => out.push('\t'),
                _ => {}
            },
            Event::Empty(tag) => match tag.local_name().as_ref() {
                "br" | "cr" => out.push('\n'),
                "tab" => out.push('\t'),
                "noBreakHyphen" => out.push('-'),
                _ => {}
            },
            Event::Text(text) if inside => {
                out.push_str(&text);
            }
            Event::GeneralRef(name) if inside => {
                match quick_xml::escape::unescape(&format!("&{};", &*name)) {
                    Ok(text) => out.push_str(&text),
                    Err(_) => out.push(' '),
                }
            }
            Event::Eof => return Ok(()),
            _ => {}
        }
        if out.len() > MAX_TEXT {
            return Ok(());
        }
    }
}

/// Joins words that a line end has cut, and drops what is not text.
fn tidy(text: &str) -> String {
    let mut out = String::with_capacity(text.len().min(MAX_TEXT));
    let mut empty = 0;
    for line in text.lines() {
        let line: String = line.chars().filter(|c| !c.is_control() || *c == '\t').collect();
        let line = line.trim();
        if line.is_empty() {
            empty += 1;
            continue;
        }
        // `kunnan-` + `johtaja`: a hyphen before a small letter on the next line is of the line, not of the word.
        let cut = empty == 0
            && line.starts_with(char::is_lowercase)
            && out.strip_suffix(['-', '\u{2010}', '\u{ad}']).is_some_and(|o| o.ends_with(char::is_lowercase));
        if cut {
            out.pop();
        } else if !out.is_empty() {
            out.push_str(if empty > 0 { "\n\n" } else { "\n" });
        }
        empty = 0;
        out.push_str(line);
        if out.len() > MAX_TEXT {
            break;
        }
    }
    out
}
