//! What a file is, by its content; names and what browsers say are never trusted.

use std::io::Cursor;

/// A kind of file that we know.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum MediaType {
    /// Portable Document Format.
    Pdf,
    /// Word.
    Docx,
    /// Excel.
    Xlsx,
    /// PowerPoint.
    Pptx,
    /// OpenDocument text.
    Odt,
    /// OpenDocument sheet.
    Ods,
    /// OpenDocument slides.
    Odp,
    /// Word, Excel, PowerPoint before 2007, Outlook's messages.
    OldOffice,
    /// Another archive.
    Zip,
    /// Picture.
    Png,
    /// Picture.
    Jpeg,
    /// Picture.
    Gif,
    /// Picture.
    Webp,
    /// Picture.
    Tiff,
    /// A page; browsers would run what is in it.
    Html,
    /// A drawing; browsers would run what is in it.
    Svg,
    /// Other XML.
    Xml,
    /// Rich Text Format.
    Rtf,
    /// A calendar.
    Calendar,
    /// A program.
    Program,
    /// Plain text in UTF-8, UTF-16 or Windows-1252.
    Text,
    /// None of these.
    Unknown,
}

impl MediaType {
    /// The name by which the web knows it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Pdf => "application/pdf",
            Self::Docx => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            Self::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            Self::Pptx => "application/vnd.openxmlformats-officedocument.presentationml.presentation",
            Self::Odt => "application/vnd.oasis.opendocument.text",
            Self::Ods => "application/vnd.oasis.opendocument.spreadsheet",
            Self::Odp => "application/vnd.oasis.opendocument.presentation",
            Self::OldOffice => "application/x-ole-storage",
            Self::Zip => "application/zip",
            Self::Png => "image/png",
            Self::Jpeg => "image/jpeg",
            Self::Gif => "image/gif",
            Self::Webp => "image/webp",
            Self::Tiff => "image/tiff",
            Self::Html => "text/html",
            Self::Svg => "image/svg+xml",
            Self::Xml => "application/xml",
            Self::Rtf => "application/rtf",
            Self::Calendar => "text/calendar",
            Self::Program => "application/x-executable",
            Self::Text => "text/plain",
            Self::Unknown => "application/octet-stream",
        }
    }

    /// The usual ending of its name.
    pub const fn ending(self) -> &'static str {
        match self {
            Self::Pdf => "pdf",
            Self::Docx => "docx",
            Self::Xlsx => "xlsx",
            Self::Pptx => "pptx",
            Self::Odt => "odt",
            Self::Ods => "ods",
            Self::Odp => "odp",
            Self::Zip => "zip",
            Self::Png => "png",
            Self::Jpeg => "jpg",
            Self::Gif => "gif",
            Self::Webp => "webp",
            Self::Tiff => "tif",
            Self::Html => "html",
            Self::Svg => "svg",
            Self::Xml => "xml",
            Self::Rtf => "rtf",
            Self::Calendar => "ics",
            Self::Text => "txt",
            Self::OldOffice | Self::Program | Self::Unknown => "bin",
        }
    }

    /// Whether a browser may show it in our name; everything else is only given to be saved.
    pub const fn may_be_shown(self) -> bool {
        matches!(self, Self::Pdf | Self::Png | Self::Jpeg | Self::Gif | Self::Webp | Self::Text)
    }
}

/// What the bytes are.
pub fn sniff(bytes: &[u8]) -> MediaType {
    const SIGNS: [(&[u8], MediaType); 14] = [
        (b"%PDF-", MediaType::Pdf),
        (b"\x89PNG\r\n\x1a\n", MediaType::Png),
        (b"\xff\xd8\xff", MediaType::Jpeg),
        (b"GIF87a", MediaType::Gif),
        (b"GIF89a", MediaType::Gif),
        (b"II*\0", MediaType::Tiff),
        (b"MM\0*", MediaType::Tiff),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", MediaType::OldOffice),
        (b"{\\rtf", MediaType::Rtf),
        (b"\x7fELF", MediaType::Program),
        (b"MZ\x90\0", MediaType::Program),
        (b"#!", MediaType::Program),
        (b"\xca\xfe\xba\xbe", MediaType::Program),
        (b"\xcf\xfa\xed\xfe", MediaType::Program),
    ];
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        return packed(bytes);
    }
    if bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP") {
        return MediaType::Webp;
    }
    if let Some((_, kind)) = SIGNS.iter().find(|(sign, _)| bytes.starts_with(sign)) {
        return *kind;
    }
    // Readers take a PDF whose mark comes a little later, so we must not call it a text.
    if bytes.get(..1024.min(bytes.len())).is_some_and(|b| b.windows(5).any(|w| w == b"%PDF-")) {
        return MediaType::Pdf;
    }
    text(bytes)
}

fn packed(bytes: &[u8]) -> MediaType {
    let Ok(zip) = zip::ZipArchive::new(Cursor::new(bytes)) else { return MediaType::Zip };
    let has = |name: &str| zip.index_for_name(name).is_some();
    if has("[Content_Types].xml") {
        for (part, kind) in [
            ("word/document.xml", MediaType::Docx),
            ("xl/workbook.xml", MediaType::Xlsx),
            ("ppt/presentation.xml", MediaType::Pptx),
        ] {
            if has(part) {
                return kind;
            }
        }
    }
    // OpenDocument: the first entry is its type, unpacked.
    let head = &bytes[..bytes.len().min(160)];
    let says = |word: &str| head.windows(word.len()).any(|w| w == word.as_bytes());
    for (word, kind) in [
        ("application/vnd.oasis.opendocument.text", MediaType::Odt),
        ("application/vnd.oasis.opendocument.spreadsheet", MediaType::Ods),
        ("application/vnd.oasis.opendocument.presentation", MediaType::Odp),
    ] {
        if says(word) {
            return kind;
        }
    }
    MediaType::Zip
}

fn text(bytes: &[u8]) -> MediaType {
    if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) {
        let odd = usize::from(bytes[0] == 0xff);
        let ends = bytes.len().is_multiple_of(2) && bytes.len() < 4_000_000;
        // UTF-16 of our languages has a zero in nearly every second byte.
        let zeros = bytes.iter().skip(2).skip(odd).step_by(2).filter(|b| **b == 0).count();
        return if ends && zeros * 3 > bytes.len() / 2 { MediaType::Text } else { MediaType::Unknown };
    }
    let control = |b: &u8| *b < 0x20 && !matches!(b, b'\t' | b'\n' | b'\r' | 0x0c | 0x1b) || *b == 0x7f;
    if bytes.is_empty() || bytes.iter().any(control) {
        return MediaType::Unknown;
    }
    let head: String = String::from_utf8_lossy(&bytes[..bytes.len().min(1024)]).to_lowercase();
    let head = head.trim_start_matches('\u{feff}').trim_start();
    if head.starts_with("begin:vcalendar") {
        return MediaType::Calendar;
    }
    // As cautious as the most curious browser: a page is a page wherever its tag stands near the beginning.
    const PAGE: [&str; 9] =
        ["<!doctype html", "<html", "<script", "<head", "<body", "<iframe", "<img", "<a href", "<style"];
    if head.contains("<svg") {
        return MediaType::Svg;
    }
    if PAGE.iter().any(|tag| head.contains(tag)) {
        return MediaType::Html;
    }
    if head.starts_with("<?xml") { MediaType::Xml } else { MediaType::Text }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn content_tells_the_type() {
        for (bytes, kind) in [
            (&b"%PDF-1.7\n"[..], MediaType::Pdf),
            (b"\n\n%PDF-1.4", MediaType::Pdf),
            (b"\x89PNG\r\n\x1a\nx", MediaType::Png),
            (b"PK\x03\x04rest", MediaType::Zip),
            (b"MZ\x90\0", MediaType::Program),
            (b"BEGIN:VCALENDAR\r\n", MediaType::Calendar),
            ("päätös; kokous".as_bytes(), MediaType::Text),
            (b"p\xe4\xe4t\xf6s", MediaType::Text),
            (b"\xff\xfea\0b\0c\0", MediaType::Text),
            (b"text \0 zero", MediaType::Unknown),
            (b"", MediaType::Unknown),
            (b"hello <SCRIPT>x</script>", MediaType::Html),
            (b"<?xml version='1.0'?><svg onload='x'/>", MediaType::Svg),
        ] {
            assert_eq!(sniff(bytes), kind, "{:?}", String::from_utf8_lossy(bytes));
        }
    }

    #[test]
    fn what_browsers_would_run_is_never_shown() {
        for kind in [MediaType::Html, MediaType::Svg, MediaType::Xml, MediaType::Unknown] {
            assert!(!kind.may_be_shown());
        }
    }
}
