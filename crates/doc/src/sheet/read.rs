//! Reads what Excel or LibreOffice has saved.

use std::io::{Cursor, Read};
use std::panic::{AssertUnwindSafe, catch_unwind};

use calamine::{DataRef, Reader, Xlsx};
use encoding_rs::{UTF_16BE, UTF_16LE, WINDOWS_1252};
use jiff::civil::Date;

use super::csv::undone;
use super::{Cell, Sheet, SheetError};
use crate::sniff::{self, MediaType};

const MAX_BYTES: usize = 30_000_000;
/// What an XLSX may unpack to.
const MAX_UNPACKED: u64 = 300_000_000;
const MAX_ROWS: usize = 300_000;
const MAX_COLUMNS: usize = 500;
const MAX_CELLS: usize = 5_000_000;

/// Reads a CSV or XLSX, told apart by content. The first row is the header, empty rows at the end are dropped.
/// CSV gives texts (see [`Cell::date`], [`Cell::number`]); XLSX gives numbers and dates as such. Of several sheets
/// the one called `name` is taken, else the first.
///
/// # Errors
/// [`SheetError`] says what is wrong with the file.
pub fn read_sheet(bytes: &[u8], name: &str) -> Result<Sheet, SheetError> {
    if bytes.len() > MAX_BYTES {
        return Err(SheetError::TooLarge);
    }
    match sniff::sniff(bytes) {
        MediaType::Xlsx => catch_unwind(AssertUnwindSafe(|| from_xlsx(bytes, name)))
            .unwrap_or_else(|_| Err(SheetError::Broken("the reader broke down".into()))),
        MediaType::Text | MediaType::Html => from_csv(bytes, name),
        _ if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) => from_csv(bytes, name),
        MediaType::Unknown if bytes.is_empty() => Err(SheetError::Empty),
        _ => Err(SheetError::NotASheet),
    }
}

fn sheet(name: &str, mut rows: Vec<Vec<Cell>>) -> Result<Sheet, SheetError> {
    while rows.last().is_some_and(|row| row.iter().all(Cell::is_empty)) {
        rows.pop();
    }
    if rows.is_empty() {
        return Err(SheetError::Empty);
    }
    let header: Vec<String> = rows.remove(0).iter().map(Cell::shown).collect();
    let named = header.iter().rposition(|h| !h.is_empty()).map_or(0, |i| i + 1);
    let width = rows.iter().filter_map(|r| r.iter().rposition(|c| !c.is_empty())).max().map_or(0, |i| i + 1);
    let width = width.max(named);
    let mut header = header;
    header.resize(width, String::new());
    rows.iter_mut().for_each(|row| row.resize(width, Cell::Empty));
    Ok(Sheet { name: name.to_owned(), header, rows })
}

fn from_csv(bytes: &[u8], name: &str) -> Result<Sheet, SheetError> {
    let text = decode(bytes);
    let text = text.trim_start_matches('\u{feff}');
    // Excel's own hint of the separator is a line of its own.
    let hint =
        text.strip_prefix("sep=").and_then(|t| t.chars().next()).filter(|c| matches!(c, ';' | ',' | '\t'));
    let text = if hint.is_some() { text.split_once('\n').map_or("", |(_, rest)| rest) } else { text };
    let separator = hint.map_or_else(|| guess(text), |c| c as u8);
    let mut rows = Vec::new();
    for record in records(text, separator) {
        let record = record.map_err(|e| SheetError::Broken(e.to_string()))?;
        if record.len() > MAX_COLUMNS || rows.len() > MAX_ROWS {
            return Err(SheetError::TooLarge);
        }
        rows.push(
            record
                .iter()
                .map(|cell| if cell.is_empty() { Cell::Empty } else { Cell::Text(undone(cell).to_owned()) })
                .collect(),
        );
    }
    sheet(name, rows)
}

fn records(text: &str, separator: u8) -> impl Iterator<Item = Result<csv::StringRecord, csv::Error>> {
    csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(separator)
        .from_reader(text.as_bytes())
        .into_records()
}

/// The separator by which most of the first lines have as many cells as the very first.
fn guess(text: &str) -> u8 {
    let alike = |separator: u8| {
        let counts: Vec<usize> =
            records(text, separator).take(30).filter_map(Result::ok).map(|r| r.len()).collect();
        let first = counts.first().copied().unwrap_or(0);
        let alike = counts.iter().filter(|n| **n == first).count();
        if first < 2 { 0 } else { alike * 100 / counts.len().max(1) }
    };
    // `max_by_key` keeps the last of equals. Commas come first, for they stand within Finnish numbers.
    [b',', b'\t', b';'].into_iter().max_by_key(|s| alike(*s)).unwrap_or(b';')
}

fn decode(bytes: &[u8]) -> String {
    if bytes.starts_with(&[0xff, 0xfe]) {
        return UTF_16LE.decode(bytes).0.into_owned();
    }
    if bytes.starts_with(&[0xfe, 0xff]) {
        return UTF_16BE.decode(bytes).0.into_owned();
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => text.to_owned(),
        Err(_) => WINDOWS_1252.decode(bytes).0.into_owned(),
    }
}

fn broken(e: impl std::fmt::Display) -> SheetError {
    SheetError::Broken(e.to_string())
}

fn from_xlsx(bytes: &[u8], name: &str) -> Result<Sheet, SheetError> {
    check_unpacked(bytes)?;
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(broken)?;
    let names = book.sheet_names();
    let tab =
        names.iter().find(|n| *n == name).or_else(|| names.first()).cloned().ok_or(SheetError::Empty)?;
    // Cell by cell: a sheet with one cell in its last corner must not be laid out whole.
    let mut reader = book.worksheet_cells_reader(&tab).map_err(broken)?;
    let mut rows: Vec<Vec<Cell>> = Vec::new();
    let mut cells = 0;
    while let Some(cell) = reader.next_cell().map_err(broken)? {
        let value = value(cell.get_value());
        if value.is_empty() {
            continue;
        }
        let (row, column) = cell.get_position();
        let (row, column) = (row as usize, column as usize);
        if row > MAX_ROWS || column >= MAX_COLUMNS {
            return Err(SheetError::TooLarge);
        }
        if rows.len() <= row {
            rows.resize_with(row + 1, Vec::new);
        }
        if rows[row].len() <= column {
            cells += column + 1 - rows[row].len();
            if cells > MAX_CELLS {
                return Err(SheetError::TooLarge);
            }
            rows[row].resize(column + 1, Cell::Empty);
        }
        rows[row][column] = value;
    }
    sheet(&tab, rows)
}

/// Unpacks to nowhere, counting: the sizes that a package states may be lies.
fn check_unpacked(bytes: &[u8]) -> Result<(), SheetError> {
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).map_err(broken)?;
    let mut left = MAX_UNPACKED;
    for i in 0..zip.len() {
        let entry = zip.by_index(i).map_err(broken)?;
        let size = std::io::copy(&mut entry.take(left + 1), &mut std::io::sink()).map_err(broken)?;
        left = left.checked_sub(size).ok_or(SheetError::TooLarge)?;
    }
    Ok(())
}

fn value(data: &DataRef<'_>) -> Cell {
    match data {
        DataRef::Int(n) => Cell::Number(*n),
        DataRef::Float(n) => float(*n),
        DataRef::String(text) => text_cell(text),
        DataRef::SharedString(text) => text_cell(text),
        DataRef::Bool(b) => Cell::Number(i64::from(*b)),
        DataRef::DateTime(at) if at.is_duration() => Cell::Decimal(at.as_f64()),
        DataRef::DateTime(at) => {
            let (year, month, day, hour, minute, ..) = at.to_ymd_hms_milli();
            let parts = (i16::try_from(year), i8::try_from(month), i8::try_from(day));
            let date = match parts {
                (Ok(y), Ok(m), Ok(d)) => Date::new(y, m, d).ok(),
                _ => None,
            };
            match date {
                Some(date) if hour == 0 && minute == 0 => Cell::Date(date),
                Some(date) => Cell::Text(format!("{date}T{hour:02}:{minute:02}")),
                None => Cell::Decimal(at.as_f64()),
            }
        }
        DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => match text.parse() {
            Ok(date) if text.len() == 10 => Cell::Date(date),
            _ => text_cell(text),
        },
        DataRef::Error(e) => Cell::Text(e.to_string()),
        DataRef::Empty => Cell::Empty,
    }
}

fn text_cell(text: &str) -> Cell {
    // LibreOffice keeps our apostrophe when a CSV was saved as XLSX.
    let text = undone(text);
    if text.is_empty() { Cell::Empty } else { Cell::Text(text.to_owned()) }
}

#[expect(clippy::cast_possible_truncation, reason = "whole and within the exact range")]
fn float(n: f64) -> Cell {
    if n.fract() == 0.0 && n.abs() < 9e15 { Cell::Number(n as i64) } else { Cell::Decimal(n) }
}
