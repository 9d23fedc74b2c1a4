//! What a spreadsheet hides from whoever reads its cells: rows that are hidden or filtered away, and cells that are
//! merged, of which only the first holds the value.

use std::io::{Cursor, Read};

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

/// What one part of an XLSX may unpack to.
const MAX_PART: u64 = 300_000_000;
/// More than these are not told.
const MOST: usize = 200_000;

/// What is odd about a sheet.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Oddities {
    /// Rows that are hidden, counted from 0.
    pub hidden: Vec<usize>,
    /// Merged cells: the first row and column, the last row and column, counted from 0.
    pub merged: Vec<(usize, usize, usize, usize)>,
}

/// The oddities of the first sheet of an XLSX. A CSV has none, and of a file that cannot be read there is nothing to
/// tell here: whoever reads its cells hears why.
pub fn oddities(bytes: &[u8]) -> Oddities {
    read(bytes).unwrap_or_default()
}

fn read(bytes: &[u8]) -> Option<Oddities> {
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).ok()?;
    let mut part = |name: &str| -> Option<String> {
        let mut out = Vec::new();
        zip.by_name(name).ok()?.take(MAX_PART).read_to_end(&mut out).ok()?;
        Some(String::from_utf8_lossy(&out).into_owned())
    };
    let book = part("xl/workbook.xml")?;
    let id = first(&book, "sheet", |tag| attribute(tag, "id"))?;
    let links = part("xl/_rels/workbook.xml.rels")?;
    let target = first(&links, "Relationship", |tag| {
        (attribute(tag, "Id")? == id).then(|| attribute(tag, "Target")).flatten()
    })?;
    let path = match target.strip_prefix('/') {
        Some(whole) => whole.to_owned(),
        None => format!("xl/{target}"),
    };
    let sheet = part(&path)?;
    let mut odd = Oddities::default();
    let mut reader = Reader::from_str(&sheet);
    let mut row = 0;
    loop {
        match reader.read_event().ok()? {
            Event::Start(tag) | Event::Empty(tag) => match tag.local_name().as_ref() {
                "row" => {
                    row = attribute(&tag, "r").and_then(|r| r.parse().ok()).unwrap_or(row + 1);
                    let hidden = attribute(&tag, "hidden").is_some_and(|h| h == "1" || h == "true");
                    if hidden && row > 0 && odd.hidden.len() < MOST {
                        odd.hidden.push(row - 1);
                    }
                }
                "mergeCell" => {
                    if let Some(range) = attribute(&tag, "ref").as_deref().and_then(range)
                        && odd.merged.len() < MOST
                    {
                        odd.merged.push(range);
                    }
                }
                _ => {}
            },
            Event::Eof => return Some(odd),
            _ => {}
        }
    }
}

fn first<T>(xml: &str, name: &str, take: impl Fn(&BytesStart<'_>) -> Option<T>) -> Option<T> {
    let mut reader = Reader::from_str(xml);
    loop {
        match reader.read_event().ok()? {
            Event::Start(tag) | Event::Empty(tag) if tag.local_name().as_ref() == name => {
                if let Some(found) = take(&tag) {
                    return Some(found);
                }
            }
            Event::Eof => return None,
            _ => {}
        }
    }
}

fn attribute(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    tag.attributes()
        .filter_map(Result::ok)
        .find(|a| a.key.local_name().as_ref() == name)
        .map(|a| a.value.into_owned())
}

/// `B3:C5` as rows and columns counted from 0.
fn range(text: &str) -> Option<(usize, usize, usize, usize)> {
    let (from, to) = text.split_once(':')?;
    let ((top, left), (bottom, right)) = (cell(from)?, cell(to)?);
    Some((top, left, bottom, right))
}

fn cell(text: &str) -> Option<(usize, usize)> {
    let letters = text.bytes().take_while(u8::is_ascii_uppercase).count();
    let column = text.get(..letters)?.bytes().fold(0_usize, |n, b| n * 26 + usize::from(b - b'A') + 1);
    let row: usize = text.get(letters..)?.parse().ok()?;
    Some((row.checked_sub(1)?, column.checked_sub(1)?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use rust_xlsxwriter::{Format, Workbook};

    #[test]
    fn hidden_rows_and_merged_cells_are_told() {
        let mut book = Workbook::new();
        let page = book.add_worksheet();
        page.write_string(0, 0, "Nimi").unwrap();
        page.merge_range(2, 1, 4, 2, "yhteinen", &Format::new()).unwrap();
        page.set_row_hidden(6).unwrap();
        page.write_string(6, 0, "piilossa").unwrap();
        let bytes = book.save_to_buffer().unwrap();
        assert_eq!(oddities(&bytes), Oddities { hidden: vec![6], merged: vec![(2, 1, 4, 2)] });
        assert_eq!(oddities(b"Nimi;Kunta\n"), Oddities::default());
        assert_eq!(oddities(&bytes[..200]), Oddities::default());
    }
}
