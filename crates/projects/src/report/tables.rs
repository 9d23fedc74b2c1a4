//! Rows as tables whose dates, counts and sums lead to the row that they come from. A column in which nothing stands is
//! left out; what has no column of its own stands in the last.

use doc::DocBlock;
use richtext::{Block, Inline, RichText};

use super::Pen;
use crate::kinds::{Column, Sort};
use crate::values::Fields;
use crate::whole::Row;

/// At most so many columns stand side by side on paper.
const MOST_COLUMNS: usize = 6;

pub(crate) type Cell = Vec<Inline>;

pub(crate) fn plain(text: impl Into<String>) -> Cell {
    let text: String = text.into();
    let mut out = Vec::new();
    for (n, line) in text.lines().enumerate() {
        if n > 0 {
            out.push(Inline::Break);
        }
        out.push(Inline::Text(line.to_owned()));
    }
    out
}

pub(crate) fn link(href: String, text: impl Into<String>) -> Cell {
    vec![Inline::Link { href, text: plain(text) }]
}

pub(crate) fn paragraph(cell: Cell) -> DocBlock {
    DocBlock::Rich(RichText::new(vec![Block::Paragraph(cell)]))
}

/// A table; nothing where it has no rows.
pub(crate) fn table(header: Vec<String>, rows: Vec<Vec<Cell>>) -> Option<DocBlock> {
    if rows.is_empty() {
        return None;
    }
    let head = header.into_iter().map(plain).collect();
    let rows = std::iter::once(head).chain(rows).collect();
    Some(DocBlock::Rich(RichText::new(vec![Block::Table { header: true, rows }])))
}

impl Pen<'_> {
    /// A value as a cell; dates, counts and sums lead to their row.
    fn cell(&self, row: &Row, column: Column) -> Cell {
        let shown = self.w.cell(column, row);
        let sort = match column {
            Column::One(field) => field.sort,
            Column::Span => Sort::When,
        };
        match sort {
            _ if shown.is_empty() => Vec::new(),
            Sort::When | Sort::Money | Sort::Count | Sort::Percent => {
                link(self.at(&format!("r-{}", row.id)), shown)
            }
            Sort::Url => link(shown.clone(), shown),
            _ => plain(shown),
        }
    }

    /// Rows as a table, without some of their fields.
    pub(crate) fn rows(&self, rows: &[&Row], but: &[&str]) -> Option<DocBlock> {
        let kind = rows.first()?.kind;
        let mut columns = kind.columns(but, |name| rows.iter().any(|r| r.data().contains_key(name)));
        let over = columns.split_off(columns.len().min(MOST_COLUMNS));
        let rest: Vec<Vec<String>> = rows
            .iter()
            .map(|r| {
                let more = over.iter().filter_map(|c| {
                    let shown = self.w.cell(*c, r);
                    (!shown.is_empty()).then(|| format!("{}: {shown}", self.w.heading(*c)))
                });
                more.chain(self.w.asides(r, but)).collect()
            })
            .collect();
        let with_rest = rest.iter().any(|r| !r.is_empty());
        if columns.is_empty() && !with_rest {
            return None;
        }
        let mut header: Vec<String> = columns.iter().map(|c| self.w.heading(*c)).collect();
        if with_rest {
            header.push(self.w.t("projects-f-remark"));
        }
        let body = rows.iter().zip(rest).map(|(r, rest)| {
            let mut cells: Vec<Cell> = columns.iter().map(|c| self.cell(r, *c)).collect();
            if with_rest {
                cells.push(plain(rest.join("; ")));
            }
            cells
        });
        table(header, body.collect())
    }

    /// Rows under a heading of their own; nothing where there are none.
    pub(crate) fn titled(&self, out: &mut Vec<DocBlock>, level: u8, rows: &[&Row], but: &[&str]) {
        let Some(first) = rows.first() else { return };
        if let Some(table) = self.rows(rows, but) {
            out.push(DocBlock::Heading { level, text: self.w.kind(first.kind), anchor: None });
            out.push(table);
        }
    }

    /// Words in a list of points.
    pub(crate) fn points(&self, lines: Vec<Cell>) -> DocBlock {
        let items = lines.into_iter().map(|l| vec![Block::Paragraph(l)]).collect();
        DocBlock::Rich(RichText::new(vec![Block::List { ordered: false, start: 1, items }]))
    }
}
