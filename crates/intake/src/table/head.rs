//! Where the header of a sheet stands. Sheets of people begin with a title, an empty line, or a header of two lines
//! whose upper one spans several columns.

use super::columns::{Column, guess, names};

/// So many rows are looked at.
const MOST: usize = 15;

/// The header of a sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Head {
    /// The names of the columns, which can be told apart.
    pub names: Vec<String>,
    /// The first row of the header, counted from 0.
    pub at: usize,
    /// The first row that is no header any more.
    pub rows: usize,
}

/// Finds the header: the row, or the two rows together, in which most columns of the kind are named.
pub fn find(columns: &[Column], rows: &[Vec<String>]) -> Head {
    let known = |names: &[String]| guess(columns, names).len();
    let mut best = Head { names: names(rows.first().map_or(&[], Vec::as_slice)), at: 0, rows: 1 };
    let mut most = known(&best.names);
    for (at, row) in rows.iter().take(MOST).enumerate() {
        let one = names(row);
        if known(&one) > most {
            most = known(&one);
            best = Head { names: one, at, rows: at + 1 };
        }
    }
    // Two lines must name more than any one does: else the second is the first row of the data, or the first a title.
    for (at, pair) in rows.windows(2).take(MOST).enumerate() {
        let two = names(&joined(&pair[0], &pair[1]));
        if known(&two) > most {
            most = known(&two);
            best = Head { names: two, at, rows: at + 2 };
        }
    }
    best
}

/// The lower line under the upper one, whose cells span to the right until the next.
fn joined(upper: &[String], lower: &[String]) -> Vec<String> {
    let mut over = "";
    (0..upper.len().max(lower.len()))
        .map(|i| {
            let above = upper.get(i).map_or("", |c| c.trim());
            let below = lower.get(i).map_or("", |c| c.trim());
            if !above.is_empty() {
                over = above;
            }
            match (below.is_empty(), above.is_empty()) {
                (true, _) => above.to_owned(),
                (false, true) if over.is_empty() => below.to_owned(),
                (false, _) => format!("{over}: {below}"),
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::super::columns::columns;
    use super::*;

    fn rows(all: &[&[&str]]) -> Vec<Vec<String>> {
        all.iter().map(|r| r.iter().map(|c| (*c).to_owned()).collect()).collect()
    }

    #[test]
    fn a_title_above_the_header_is_passed_over() {
        let sheet = rows(&[
            &["Jäsenluettelo 2012"],
            &[],
            &["Toimielin", "Nimi", "Kunta"],
            &["Foorumi", "A B", "Lahti"],
        ]);
        let head = find(columns("members").unwrap(), &sheet);
        assert_eq!(
            (head.at, head.rows, head.names),
            (2, 3, vec!["Toimielin".into(), "Nimi".into(), "Kunta".to_owned()])
        );
    }

    #[test]
    fn a_header_of_two_lines_is_read_as_one() {
        let sheet = rows(&[
            &["Nimi", "Nimike", "Yhteystiedot", ""],
            &["", "", "Sähköposti", "Puhelin"],
            &["Anna Niemi", "johtaja", "a@example.org", "044"],
        ]);
        let head = find(columns("contacts").unwrap(), &sheet);
        assert_eq!((head.at, head.rows), (0, 2));
        assert_eq!(head.names, ["Nimi", "Nimike", "Yhteystiedot: Sähköposti", "Yhteystiedot: Puhelin"]);
    }

    #[test]
    fn a_sheet_without_known_names_has_its_first_row_as_header() {
        let head = find(columns("matters").unwrap(), &rows(&[&["x", "y"], &["1", "2"]]));
        assert_eq!((head.at, head.rows), (0, 1));
    }
}
