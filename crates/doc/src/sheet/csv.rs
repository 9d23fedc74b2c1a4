//! CSV that a Finnish Excel opens by double click.

use std::borrow::Cow;

use super::{Cell, Sheet, number};

/// The sheet as CSV: UTF-8 with its mark, `;` between cells, CRLF at the end of lines.
pub fn csv(sheet: &Sheet) -> Vec<u8> {
    let mut out = String::from("\u{feff}");
    line(&mut out, sheet.header.iter().map(|h| Cow::Borrowed(h.as_str())), true);
    for row in &sheet.rows {
        // Texts alone may be mistaken for formulas; numbers and dates are ours.
        let cells = row.iter().map(|cell| match cell {
            Cell::Text(text) => Cow::Owned(harmless(text)),
            cell => Cow::Owned(cell.shown()),
        });
        line(&mut out, cells, false);
    }
    out.into_bytes()
}

fn line<'a>(out: &mut String, cells: impl Iterator<Item = Cow<'a, str>>, header: bool) {
    for (i, cell) in cells.enumerate() {
        if i > 0 {
            out.push(';');
        }
        let cell = if header { Cow::Owned(harmless(&cell)) } else { cell };
        if cell.contains(['"', ';', '\n', '\r', '\t', ','])
            || cell.trim() != cell
            || cell.is_empty() && i == 0
        {
            out.push('"');
            out.push_str(&cell.replace('"', "\"\""));
            out.push('"');
        } else {
            out.push_str(&cell);
        }
    }
    out.push_str("\r\n");
}

/// Whether a spreadsheet program would take the text, bare of apostrophes, for a formula.
fn like_formula(text: &str) -> bool {
    text.trim_start_matches('\'').trim_start().starts_with(['=', '+', '-', '@'])
}

/// With an apostrophe where a program would reckon instead of showing.
pub fn harmless(text: &str) -> String {
    let bare = !text.starts_with('\'') && number(text).is_some();
    if like_formula(text) && !bare { format!("'{text}") } else { text.to_owned() }
}

/// Without the apostrophe that [`harmless`] put.
pub fn undone(text: &str) -> &str {
    match text.strip_prefix('\'') {
        Some(rest) if like_formula(rest) => rest,
        _ => text,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn formulas_get_an_apostrophe_and_numbers_none() {
        let texts = ["=1+1", "+358 40 x", "-5", "-1,5", "@SUM(A1)", "- viiva", "a=b", "'=x", " =1+1", "'n"];
        let made: Vec<_> = texts.into_iter().map(harmless).collect();
        assert_eq!(
            made,
            ["'=1+1", "'+358 40 x", "-5", "-1,5", "'@SUM(A1)", "'- viiva", "a=b", "''=x", "' =1+1", "'n"]
        );
    }

    proptest! {
        #[test]
        fn what_was_made_harmless_can_be_undone(text in "[ '=+@a1,-]{0,6}") {
            let made = harmless(&text);
            prop_assert_eq!(undone(&made), text);
        }
    }
}
