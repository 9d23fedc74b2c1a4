/// So many rows are taken at once; a region's whole address book fits.
pub const MOST_ROWS: usize = 2_000;
/// So many columns.
pub const MOST_COLUMNS: usize = 40;
/// A cell is cut to this many characters.
const LONGEST: usize = 300;

/// A table as it was pasted: every row has the same number of cells.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Grid {
    /// The rows with the number of each as a person counts them, empty rows left out.
    pub rows: Vec<(usize, Vec<String>)>,
    /// How many columns there are.
    pub width: usize,
}

/// Why a pasted text is no table that we take.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum GridError {
    /// There is nothing in it.
    Empty,
    /// More rows than we take.
    Rows,
    /// More columns than we take.
    Columns,
}

impl GridError {
    /// The key of the text that says what to mend.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Empty => "setup-paste-empty",
            Self::Rows => "setup-paste-rows",
            Self::Columns => "setup-paste-columns",
        }
    }
}

impl Grid {
    /// Reads what was pasted: tabs between cells as sheets copy them, else `;`, else commas. A cell in quotes may
    /// hold a line break, as Excel writes it.
    ///
    /// # Errors
    /// [`GridError`] where it is empty or too large.
    pub fn read(text: &str) -> Result<Self, GridError> {
        // With one sign for the end of a line, so that lines are counted as people count them.
        let text = text.trim_start_matches('\u{feff}').replace("\r\n", "\n").replace('\r', "\n");
        let delimiter = [b'\t', b';'].into_iter().find(|d| text.contains(char::from(*d))).unwrap_or(b',');
        let mut reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .delimiter(delimiter)
            .from_reader(text.as_bytes());
        let mut grid = Self::default();
        let mut breaks = 0;
        for record in reader.records() {
            // A text is always readable as records; the bytes are UTF-8 already.
            let Ok(record) = record else { continue };
            // A break within a cell makes a line of the text and no row of the sheet; empty rows count.
            let (line, start) = record.position().map_or((0, 0), |p| (p.line(), p.byte()));
            let start = usize::try_from(start).unwrap_or(usize::MAX);
            let empty = text.bytes().skip(start).take_while(|b| *b == b'\n').count();
            let number = usize::try_from(line).unwrap_or(usize::MAX) + empty - breaks;
            breaks += record.iter().map(|c| c.matches('\n').count()).sum::<usize>();
            let cells: Vec<String> = record.iter().map(clean).collect();
            if cells.iter().all(String::is_empty) {
                continue;
            }
            if grid.rows.len() == MOST_ROWS {
                return Err(GridError::Rows);
            }
            let used = cells.iter().rposition(|c| !c.is_empty()).map_or(0, |at| at + 1);
            grid.width = grid.width.max(used);
            grid.rows.push((number, cells));
        }
        if grid.rows.is_empty() {
            return Err(GridError::Empty);
        }
        if grid.width > MOST_COLUMNS {
            return Err(GridError::Columns);
        }
        let width = grid.width;
        for (_, cells) in &mut grid.rows {
            cells.resize(width, String::new());
        }
        Ok(grid)
    }
}

/// One line of words: no breaks, no doubled or odd white space, no signs that one cannot see.
fn clean(cell: &str) -> String {
    let words: Vec<&str> = cell.split_whitespace().collect();
    let text: String = words.join(" ").chars().filter(|c| !c.is_control() && !invisible(*c)).collect();
    text.trim().chars().take(LONGEST).collect()
}

const fn invisible(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_sheets_copy_is_read_with_its_row_numbers() {
        let grid = Grid::read(
            "Nimi\tSähköposti\r\n\r\nAino  Aalto\ta@x.fi\t\t\r\n\"Bo\nBerg\"\t\"say \"\"hi\"\"\"\r\n",
        )
        .unwrap();
        assert_eq!(grid.width, 2);
        assert_eq!(grid.rows[0].1, ["Nimi", "Sähköposti"]);
        assert_eq!(grid.rows[1].1, ["Aino Aalto", "a@x.fi"]);
        assert_eq!(grid.rows[2].1, ["Bo Berg", "say \"hi\""]);
        assert_eq!(grid.rows[1].0, 3, "the empty row counts");
        assert_eq!(Grid::read("\"a\nb\"\tc\nd\te").unwrap().rows[1].0, 2, "a break in a cell does not");
    }

    #[test]
    fn semicolons_and_commas_do_too() {
        assert_eq!(Grid::read("a;b,c").unwrap().rows[0].1, ["a", "b,c"]);
        assert_eq!(Grid::read("a,b").unwrap().rows[0].1, ["a", "b"]);
    }

    #[test]
    fn what_is_empty_or_too_large_is_told() {
        assert_eq!(Grid::read(" \n\t\n"), Err(GridError::Empty));
        assert_eq!(Grid::read(&"x\n".repeat(MOST_ROWS + 1)), Err(GridError::Rows));
        assert_eq!(Grid::read(&"x\t".repeat(MOST_COLUMNS + 1)), Err(GridError::Columns));
    }

    proptest! {
        #[test]
        fn whatever_is_pasted_makes_a_table_of_one_width(text in "\\PC{0,200}|[\t\n\";,a-z@ ]{0,200}") {
            if let Ok(grid) = Grid::read(&text) {
                prop_assert!(grid.rows.iter().all(|(_, cells)| cells.len() == grid.width));
                prop_assert!(grid.rows.iter().flat_map(|(_, c)| c).all(|c| !c.contains(['\n', '\t'])));
            }
        }
    }
}
