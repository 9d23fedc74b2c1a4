//! A document as DOCX, with real heading styles, lists, header rows, links and language.

use std::io::Cursor;

use docx_rs::{
    AbstractNumbering, BreakType, Docx, Footer, Header, Hyperlink, HyperlinkType, IndentLevel, Level,
    LevelJc, LevelOverride, LevelText, NumPages, NumberFormat, Numbering, NumberingId, PageNum, Paragraph,
    Run, RunFonts, SpecialIndentType, Start, Style, StyleType, TableCell, TableRow, WidthType, XMLDocx,
};
use kit::Lang;
use richtext::{Block, Inline, MAX_DEPTH};

use crate::flow::{Flow, flow};
use crate::model::{Document, Table};

/// The width of the text in twentieths of a point.
const WIDTH: usize = 9_200;
const BULLETS: usize = 20;
const NUMBERS: usize = 21;
/// Every numbered list has its own counter from here on.
const FIRST_LIST: usize = 100;

/// Why no DOCX was made.
#[derive(Debug, thiserror::Error)]
pub enum DocxError {
    /// The package could not be written.
    #[error("the document cannot be packed: {0}")]
    Pack(String),
}

/// The document as the bytes of a DOCX file.
///
/// # Errors
/// [`DocxError::Pack`] when the package cannot be written.
pub fn docx(document: &Document) -> Result<Vec<u8>, DocxError> {
    let mut writer = Writer { document, docx: styles(Docx::new()), lists: 0 };
    writer.paragraph(Paragraph::new().style("Title").add_run(text(&document.title)));
    for block in flow(document) {
        writer.flow(&block);
    }
    let docx = writer.docx.header(header(document)).footer(footer(document));
    let mut parts = docx.build();
    finish(&mut parts, document);
    let mut out = Cursor::new(Vec::new());
    parts.pack(&mut out).map_err(|e| DocxError::Pack(e.to_string()))?;
    Ok(out.into_inner())
}

/// What the library cannot say: the language of the text, the rows that repeat, who wrote what when.
fn finish(parts: &mut XMLDocx, document: &Document) {
    let lang = match document.lang {
        Lang::Fi => "fi-FI",
        Lang::Sv => "sv-FI",
        Lang::En => "en-GB",
    };
    let styles = String::from_utf8_lossy(&parts.styles);
    let tag = format!("<w:lang w:val=\"{lang}\" /></w:rPr>");
    parts.styles = styles.replacen("</w:rPr>", &tag, 1).into_bytes();
    // Only header rows are unsplittable here, so that mark tells them apart.
    let body = String::from_utf8_lossy(&parts.document);
    parts.document = body.replace("<w:cantSplit />", "<w:cantSplit /><w:tblHeader />").into_bytes();
    let date = document.date;
    parts.doc_props.core = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><cp:coreProperties \
         xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" \
         xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:dcterms=\"http://purl.org/dc/terms/\" \
         xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"><dc:title>{}</dc:title><dc:subject>{}</dc:subject>\
         <dc:creator>{}</dc:creator><dc:language>{lang}</dc:language>\
         <dcterms:created xsi:type=\"dcterms:W3CDTF\">{date}T00:00:00Z</dcterms:created>\
         <dcterms:modified xsi:type=\"dcterms:W3CDTF\">{date}T00:00:00Z</dcterms:modified></cp:coreProperties>",
        xml(&document.title),
        xml(&document.subject),
        xml(&document.author),
    )
    .into_bytes();
}

fn xml(text: &str) -> String {
    quick_xml::escape::escape(allowed(text)).into_owned()
}

/// XML knows no control characters, not even escaped ones.
fn allowed(text: &str) -> String {
    text.chars()
        .filter(|c| (!c.is_control() || matches!(c, '\t' | '\n')) && !matches!(c, '\u{fffe}' | '\u{ffff}'))
        .collect()
}

fn text(text: &str) -> Run {
    let mut run = Run::new();
    for (i, line) in allowed(text).lines().enumerate() {
        if i > 0 {
            run = run.add_break(BreakType::TextWrapping);
        }
        run = run.add_text(line);
    }
    run
}

fn styles(docx: Docx) -> Docx {
    let mut docx = docx
        .default_size(22)
        .default_fonts(RunFonts::new().ascii("Calibri").hi_ansi("Calibri").cs("Calibri"))
        .add_style(Style::new("Title", StyleType::Paragraph).name("Title").size(36).bold())
        .add_style(Style::new("Note", StyleType::Paragraph).name("Note").italic().indent(
            Some(300),
            None,
            None,
            None,
        ));
    for level in 1..=5 {
        let size = [30, 26, 24, 22, 22][level - 1];
        docx = docx.add_style(
            Style::new(format!("Heading{level}"), StyleType::Paragraph)
                .name(format!("heading {level}"))
                .based_on("Normal")
                .next("Normal")
                .q_format(true)
                .outline_lvl(level - 1)
                .size(size)
                .bold(),
        );
    }
    let mut bullets = AbstractNumbering::new(BULLETS);
    let mut numbers = AbstractNumbering::new(NUMBERS);
    for level in 0..=MAX_DEPTH {
        let indent = i32::try_from(level + 1).unwrap_or(1) * 400;
        let hanging = Some(SpecialIndentType::Hanging(300));
        let make = |format: &str, text: String| {
            Level::new(
                level,
                Start::new(1),
                NumberFormat::new(format),
                LevelText::new(text),
                LevelJc::new("left"),
            )
            .indent(Some(indent), hanging, None, None)
        };
        bullets = bullets.add_level(make("bullet", ["•", "–", "▪"][level % 3].into()));
        numbers = numbers.add_level(make("decimal", format!("%{}.", level + 1)));
    }
    docx.add_abstract_numbering(bullets)
        .add_abstract_numbering(numbers)
        .add_numbering(Numbering::new(BULLETS, BULLETS))
}

fn header(document: &Document) -> Header {
    let line: Vec<&str> =
        [document.author.as_str(), document.subject.as_str()].into_iter().filter(|t| !t.is_empty()).collect();
    Header::new().add_paragraph(Paragraph::new().add_run(text(&line.join(" · ")).size(18)))
}

fn footer(document: &Document) -> Footer {
    let mut footer = Footer::new();
    if !document.footer.is_empty() {
        footer = footer.add_paragraph(Paragraph::new().add_run(text(&document.footer).size(18)));
    }
    let mut line = Paragraph::new();
    let mut rest = document.page_label.as_str();
    while let Some(at) = rest.find('{') {
        line = line.add_run(text(&rest[..at]).size(18));
        rest = if let Some(after) = rest[at..].strip_prefix("{page}") {
            line = line.add_page_num(PageNum::new());
            after
        } else if let Some(after) = rest[at..].strip_prefix("{pages}") {
            line = line.add_num_pages(NumPages::new());
            after
        } else {
            line = line.add_run(text("{").size(18));
            &rest[at + 1..]
        };
    }
    footer.add_paragraph(line.add_run(text(rest).size(18)))
}

struct Writer<'a> {
    document: &'a Document,
    docx: Docx,
    lists: usize,
}

impl Writer<'_> {
    fn with(&mut self, change: impl FnOnce(Docx) -> Docx) {
        self.docx = change(std::mem::take(&mut self.docx));
    }

    fn paragraph(&mut self, paragraph: Paragraph) {
        self.with(|docx| docx.add_paragraph(paragraph));
    }

    fn flow(&mut self, block: &Flow<'_>) {
        match block {
            Flow::Heading { level, number, text: words, .. } => {
                let mut heading = Paragraph::new().style(&format!("Heading{}", level - 1)).keep_next(true);
                if !number.is_empty() {
                    heading = heading.add_run(text(&format!("{number} ")));
                }
                let heading = self.inline(heading, words, Look::default());
                self.paragraph(heading);
            }
            Flow::KeyValues(pairs) => {
                let rows = pairs.iter().map(|(label, value)| {
                    TableRow::new(vec![
                        cell(WIDTH * 3 / 10, Paragraph::new().add_run(text(label).bold())),
                        cell(WIDTH * 7 / 10, Paragraph::new().add_run(text(value))),
                    ])
                });
                let table = docx_rs::Table::without_borders(rows.collect());
                self.table(table, vec![WIDTH * 3 / 10, WIDTH * 7 / 10]);
            }
            Flow::Paragraph(words) => self.paragraph(spaced(Paragraph::new().add_run(text(words)))),
            Flow::Text(block) => self.block(block),
            Flow::Table(table) => self.plain_table(table),
            Flow::Note(words) => self.paragraph(Paragraph::new().style("Note").add_run(text(words))),
            Flow::PageBreak => {
                self.paragraph(Paragraph::new().add_run(Run::new().add_break(BreakType::Page)));
            }
            Flow::Signatures(names) => {
                for (name, role) in *names {
                    self.paragraph(Paragraph::new());
                    self.paragraph(Paragraph::new().add_run(text("____________________________")));
                    let words = if role.is_empty() { name.clone() } else { format!("{name}\n{role}") };
                    self.paragraph(Paragraph::new().add_run(text(&words)));
                }
            }
        }
    }

    fn table(&mut self, table: docx_rs::Table, grid: Vec<usize>) {
        let table = table.set_grid(grid).width(WIDTH, WidthType::Dxa);
        // Without a paragraph between, two tables would become one.
        self.with(|docx| docx.add_table(table).add_paragraph(Paragraph::new()));
    }

    fn plain_table(&mut self, table: &Table) {
        let columns = table.columns();
        if columns == 0 {
            return;
        }
        if !table.caption.is_empty() {
            self.paragraph(Paragraph::new().keep_next(true).add_run(text(&table.caption).bold()));
        }
        let grid = widths(&table.shares());
        let row = |cells: &[String], bold: bool| {
            let cells = (0..columns).map(|i| {
                let run = text(cells.get(i).map_or("", String::as_str));
                cell(grid[i], Paragraph::new().add_run(if bold { run.bold() } else { run }))
            });
            TableRow::new(cells.collect())
        };
        let head = (!table.header.is_empty()).then(|| row(&table.header, true).cant_split());
        let rows = head.into_iter().chain(table.rows.iter().map(|cells| row(cells, false))).collect();
        self.table(docx_rs::Table::new(rows), grid);
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Paragraph(words) => {
                let paragraph = self.inline(Paragraph::new(), words, Look::default());
                self.paragraph(spaced(paragraph));
            }
            Block::Heading(_, words) => {
                let paragraph =
                    self.inline(Paragraph::new(), words, Look { strong: true, ..Look::default() });
                self.paragraph(paragraph);
            }
            Block::List { .. } => self.list(block, 0),
            Block::Table { header, rows } => {
                let columns = rows.first().map_or(0, Vec::len);
                let grid = widths(&vec![1; columns]);
                let rows = rows.iter().enumerate().map(|(n, cells)| {
                    let strong = *header && n == 0;
                    let cells = cells.iter().zip(&grid).map(|(words, width)| {
                        cell(*width, self.inline(Paragraph::new(), words, Look { strong, ..Look::default() }))
                    });
                    let row = TableRow::new(cells.collect());
                    if strong { row.cant_split() } else { row }
                });
                let table = docx_rs::Table::new(rows.collect());
                self.table(table, grid);
            }
        }
    }

    /// Lists are at most [`MAX_DEPTH`] deep, so this does not run deep.
    fn list(&mut self, list: &Block, level: usize) {
        let Block::List { ordered, start, items } = list else { return self.block(list) };
        let number = if *ordered {
            self.lists += 1;
            let id = FIRST_LIST + self.lists;
            let counter = Numbering::new(id, NUMBERS)
                .add_override(LevelOverride::new(level).start(usize::try_from(*start).unwrap_or(1)));
            self.with(|docx| docx.add_numbering(counter));
            id
        } else {
            BULLETS
        };
        for item in items {
            let mut marked = false;
            for block in item {
                match block {
                    Block::Paragraph(words) | Block::Heading(_, words) => {
                        let strong = matches!(block, Block::Heading(..));
                        let line = self.inline(Paragraph::new(), words, Look { strong, ..Look::default() });
                        let line = if marked {
                            let indent = i32::try_from(level + 1).unwrap_or(1) * 400;
                            line.indent(Some(indent), None, None, None)
                        } else {
                            line.numbering(NumberingId::new(number), IndentLevel::new(level))
                        };
                        marked = true;
                        self.paragraph(line);
                    }
                    Block::List { .. } => self.list(block, level + 1),
                    Block::Table { .. } => self.block(block),
                }
            }
        }
    }

    fn inline(&self, mut to: Paragraph, words: &[Inline], look: Look) -> Paragraph {
        for word in words {
            to =
                match word {
                    Inline::Text(t) => to.add_run(look.on(text(t))),
                    Inline::Break => to.add_run(Run::new().add_break(BreakType::TextWrapping)),
                    Inline::Strong(inner) => self.inline(to, inner, Look { strong: true, ..look }),
                    Inline::Em(inner) => self.inline(to, inner, Look { em: true, ..look }),
                    Inline::Link { href, text: inner } => match self.document.outside(href) {
                        Some(address) => {
                            let link = Hyperlink::new(address, HyperlinkType::External);
                            to.add_hyperlink(runs(inner, look).into_iter().fold(link, |link, run| {
                                link.add_run(run.color("0A4A8F").underline("single"))
                            }))
                        }
                        None => self.inline(to, inner, look),
                    },
                };
        }
        to
    }
}

/// How a run looks.
#[derive(Debug, Clone, Copy, Default)]
struct Look {
    strong: bool,
    em: bool,
}

impl Look {
    fn on(self, run: Run) -> Run {
        let run = if self.strong { run.bold() } else { run };
        if self.em { run.italic() } else { run }
    }
}

/// The runs within a link; there are no links within links.
fn runs(words: &[Inline], look: Look) -> Vec<Run> {
    words
        .iter()
        .flat_map(|word| match word {
            Inline::Text(t) => vec![look.on(text(t))],
            Inline::Break => vec![Run::new().add_break(BreakType::TextWrapping)],
            Inline::Strong(inner) => runs(inner, Look { strong: true, ..look }),
            Inline::Em(inner) => runs(inner, Look { em: true, ..look }),
            Inline::Link { text, .. } => runs(text, look),
        })
        .collect()
}

fn cell(width: usize, paragraph: Paragraph) -> TableCell {
    TableCell::new().width(width, WidthType::Dxa).add_paragraph(paragraph)
}

fn spaced(paragraph: Paragraph) -> Paragraph {
    paragraph.line_spacing(docx_rs::LineSpacing::new().after(120))
}

fn widths(shares: &[u16]) -> Vec<usize> {
    let all: usize = shares.iter().map(|s| usize::from(*s)).sum::<usize>().max(1);
    shares.iter().map(|s| WIDTH * usize::from(*s) / all).collect()
}
