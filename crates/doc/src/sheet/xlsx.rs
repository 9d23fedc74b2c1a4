//! XLSX: header frozen, bold and with a filter; widths by content.

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, XlsxError};

use super::csv::harmless;
use super::{Cell, Sheet, SheetError};

/// What a cell of Excel holds at most.
const MAX_TEXT: usize = 32_767;
/// Whole numbers over this would lose digits.
const EXACT: u64 = 1 << 53;

/// The sheet as the bytes of an XLSX file; the same sheet gives the same bytes.
///
/// # Errors
/// [`SheetError::TooLarge`] over a million rows, [`SheetError::Write`] when the file cannot be made.
pub fn xlsx(sheet: &Sheet) -> Result<Vec<u8>, SheetError> {
    if sheet.rows.len() >= 1_000_000 || sheet.header.len() > 1_000 {
        return Err(SheetError::TooLarge);
    }
    write(sheet).map_err(|e| SheetError::Write(e.to_string()))
}

fn write(sheet: &Sheet) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    // A fixed instant: the file must not know when it was made.
    book.set_properties(&DocProperties::new().set_creation_datetime(&ExcelDateTime::from_ymd(2020, 1, 1)?));
    let page = book.add_worksheet();
    page.set_name(tab(&sheet.name))?;
    let bold = Format::new().set_bold();
    let day = Format::new().set_num_format("d.m.yyyy");
    let mut widths: Vec<usize> = Vec::new();
    let mut seen = |column: usize, text: &str| {
        if widths.len() <= column {
            widths.resize(column + 1, 6);
        }
        let longest = text.lines().map(|l| l.chars().count()).max().unwrap_or(0);
        widths[column] = widths[column].max(longest + 2).min(60);
    };
    for (c, name) in sheet.header.iter().enumerate() {
        seen(c, name);
        page.write_string_with_format(0, column(c), cut(name), &bold)?;
    }
    for (r, row) in (1u32..).zip(&sheet.rows) {
        for (c, cell) in row.iter().enumerate() {
            seen(c, &cell.shown());
            let at = column(c);
            match cell {
                // No text is a formula here; but one that looks like our own apostrophe would be undone.
                Cell::Text(text) if text.starts_with('\'') => {
                    page.write_string(r, at, cut(&harmless(text)))?
                }
                Cell::Text(text) => page.write_string(r, at, cut(text))?,
                #[expect(clippy::cast_precision_loss, reason = "checked to be exact")]
                Cell::Number(n) if n.unsigned_abs() <= EXACT => page.write_number(r, at, *n as f64)?,
                Cell::Number(n) => page.write_string(r, at, n.to_string())?,
                Cell::Decimal(n) if n.is_finite() => page.write_number(r, at, *n)?,
                Cell::Decimal(_) | Cell::Empty => page,
                Cell::Date(d) => match excel_date(*d) {
                    Some(date) => page.write_datetime_with_format(r, at, &date, &day)?,
                    // Excel begins in 1900; older days are text.
                    None => page.write_string(r, at, cell.shown())?,
                },
            };
        }
    }
    for (c, width) in widths.into_iter().enumerate() {
        #[expect(clippy::cast_precision_loss, reason = "at most 60")]
        page.set_column_width(column(c), width as f64)?;
    }
    page.set_freeze_panes(1, 0)?;
    if let Some(last) = sheet.header.len().checked_sub(1) {
        page.autofilter(0, 0, u32::try_from(sheet.rows.len()).unwrap_or(u32::MAX), column(last))?;
    }
    book.save_to_buffer()
}

fn excel_date(date: jiff::civil::Date) -> Option<ExcelDateTime> {
    let year = u16::try_from(date.year()).ok().filter(|y| *y >= 1900)?;
    ExcelDateTime::from_ymd(year, date.month().try_into().ok()?, date.day().try_into().ok()?).ok()
}

fn column(c: usize) -> u16 {
    u16::try_from(c).unwrap_or(u16::MAX)
}

/// Excel counts in units of UTF-16.
fn cut(text: &str) -> String {
    let mut room = MAX_TEXT;
    text.chars()
        .take_while(|c| {
            room = room.saturating_sub(c.len_utf16());
            room > 0
        })
        .collect()
}

/// A name that a tab may have: 31 characters, none of those that Excel refuses.
fn tab(name: &str) -> String {
    let name: String = name
        .chars()
        .map(
            |c| if matches!(c, '[' | ']' | ':' | '*' | '?' | '/' | '\\') || c.is_control() { ' ' } else { c },
        )
        .take(31)
        .collect();
    let name = name.trim().trim_matches('\'').trim();
    if name.is_empty() { "1".into() } else { name.to_owned() }
}
