//! A table of the input as it grows, with its spans flattened.

use crate::Inline;

/// How far cells are spread; a wider row loses nothing, its last cells only are not spread.
pub const MAX_COLUMNS: usize = 60;

/// A table as it grows.
#[derive(Debug, Default)]
pub struct Grid {
    pub rows: Vec<Vec<Vec<Inline>>>,
    row: Option<Vec<Vec<Inline>>>,
    /// Rows that a cell above still covers, by column.
    covered: Vec<usize>,
    pub head: bool,
    pub header: bool,
    /// The open row has header cells only.
    all_th: bool,
    /// Where the marks stood when the open cell began; nothing where no cell is open.
    pub cell: Option<usize>,
    span: (usize, usize),
    /// Tables within the open cell.
    pub inner: usize,
}

impl Grid {
    pub fn start_row(&mut self) {
        self.end_row();
        self.row = Some(Vec::new());
        self.all_th = true;
    }

    pub fn start_cell(&mut self, header: bool, marks: usize, span: (usize, usize)) {
        if self.row.is_none() {
            self.start_row();
        }
        self.all_th &= header;
        self.span = span;
        self.cell = Some(marks);
    }

    /// Puts a cell into the open row, and empty ones where it, or one above, covers more.
    pub fn end_cell(&mut self, text: Vec<Inline>) -> Option<usize> {
        let marks = self.cell.take()?;
        self.inner = 0;
        self.fill_covered();
        let row = self.row.get_or_insert_default();
        let at = row.len();
        let columns = self.span.0.min(MAX_COLUMNS.saturating_sub(at)).max(1);
        row.push(text);
        row.resize_with(at + columns, Vec::new);
        if self.span.1 > 1 && at + columns <= MAX_COLUMNS {
            self.covered.resize(self.covered.len().max(at + columns), 0);
            self.covered[at..at + columns].fill(self.span.1);
        }
        Some(marks)
    }

    fn fill_covered(&mut self) {
        let row = self.row.get_or_insert_default();
        while self.covered.get(row.len()).is_some_and(|&n| n > 0) {
            row.push(Vec::new());
        }
    }

    pub fn end_row(&mut self) {
        if self.row.is_none() {
            return;
        }
        self.fill_covered();
        let Some(row) = self.row.take() else { return };
        self.covered.iter_mut().for_each(|n| *n = n.saturating_sub(1));
        if self.rows.is_empty() && !row.is_empty() {
            self.header = self.head || self.all_th;
        }
        if !row.is_empty() {
            self.rows.push(row);
        }
    }
}
