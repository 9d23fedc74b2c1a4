//! Builds blocks from tags and texts as they come.

use std::rc::Rc;

use crate::grid::{Grid, MAX_COLUMNS};
use crate::lists::{Line, Raw, fold};
use crate::normal::{Run, Style, nest, unwanted};
use crate::read::Tag;
use crate::tags::{Kind, kind};
use crate::{Block, Inline, MAX_DEPTH, office};

/// Lists, items, tables and captions that may be open at once.
const MAX_OPEN: usize = 40;
/// Marks that may be open at once; more than that no hand has made.
const MAX_MARKS: usize = 200;

/// What is open around the place where the text goes.
#[derive(Debug)]
enum Open {
    List { ordered: bool, start: u32, items: Vec<Vec<Block>> },
    Item(Vec<Raw>),
    Table(Grid),
    Caption(Vec<Raw>),
}

/// What the running text will become.
#[derive(Debug, Default)]
enum Now {
    #[default]
    Paragraph,
    Heading(u8),
    Office {
        level: usize,
        list: String,
        marker: String,
        sure: bool,
    },
}

#[derive(Debug, Default)]
pub struct Builder {
    root: Vec<Raw>,
    open: Vec<Open>,
    marks: Vec<(String, Style, bool)>,
    runs: Vec<Run>,
    now: Now,
    skip: Option<(String, usize)>,
    /// Between the conditional comments around a printed bullet.
    bullet: bool,
    /// Lists that lie too deep to be opened.
    ignored: usize,
}

impl Builder {
    /// Closes what is open.
    pub fn finish(mut self) -> Vec<Block> {
        self.flush();
        while !self.open.is_empty() {
            self.close_top();
        }
        fold(self.root)
    }

    pub fn comment(&mut self, said: &str) {
        if said.contains("supportLists") {
            self.bullet = true;
        } else if said.contains("endif") {
            self.bullet = false;
        }
    }

    pub fn text(&mut self, text: &str) {
        if self.skip.is_some() {
            return;
        }
        let empty = text.chars().all(|c| c.is_whitespace() || unwanted(c));
        let marker = self.bullet || self.marks.last().is_some_and(|m| m.2);
        if let (true, Now::Office { marker: before, .. }) = (marker, &mut self.now) {
            before.push_str(text);
            return;
        }
        match self.open.last() {
            Some(Open::List { .. }) if empty => return,
            Some(Open::List { .. }) => self.open.push(Open::Item(Vec::new())),
            Some(Open::Table(grid)) if grid.cell.is_none() => {
                if empty {
                    return;
                }
                self.start_cell(false, 1, 1);
            }
            _ => {}
        }
        let style = self.style();
        self.runs.push(Run { text: Some(text.into()), style });
    }

    pub fn start(&mut self, tag: &Tag, ended: bool) {
        let kind = kind(&tag.name);
        if let Some((name, depth)) = &mut self.skip {
            *depth += usize::from(*name == tag.name && !ended);
            return;
        }
        match kind {
            Kind::Skip if ended => {}
            Kind::Skip => self.skip = Some((tag.name.clone(), 1)),
            Kind::Break => self.line_break(),
            Kind::Strong | Kind::Em | Kind::Link | Kind::Inline if !ended => self.mark(tag, kind),
            Kind::Strong | Kind::Em | Kind::Link | Kind::Inline => {}
            _ if self.in_cell() => self.start_in_cell(tag, kind),
            Kind::Paragraph | Kind::Boundary | Kind::Heading(_) => self.start_block(tag, kind),
            Kind::List { ordered } => self.start_list(ordered, tag.start.unwrap_or(1)),
            Kind::Item => self.start_item(),
            Kind::Table if self.open.len() >= MAX_OPEN => self.flush(),
            Kind::Table => {
                self.flush();
                self.need_item();
                self.open.push(Open::Table(Grid::default()));
            }
            Kind::Head | Kind::Row | Kind::Cell { .. } | Kind::Caption => self.start_table_part(tag, kind),
        }
    }

    pub fn end(&mut self, name: &str) {
        if let Some((skipped, depth)) = &mut self.skip {
            *depth -= usize::from(skipped == name);
            if *depth == 0 {
                self.skip = None;
            }
            return;
        }
        match kind(name) {
            Kind::Skip => {}
            Kind::Break => self.line_break(),
            Kind::Strong | Kind::Em | Kind::Link | Kind::Inline => self.unmark(name),
            kind if self.in_cell() => self.end_in_cell(kind),
            Kind::Paragraph | Kind::Boundary | Kind::Heading(_) => self.flush(),
            Kind::List { .. } if self.ignored > 0 => {
                self.ignored -= 1;
                self.flush();
            }
            Kind::List { .. } => self.close_to(|o| matches!(o, Open::List { .. })),
            Kind::Item => {
                if self.ignored == 0 {
                    self.close_to(|o| matches!(o, Open::Item(_)));
                } else {
                    self.flush();
                }
            }
            Kind::Table => self.close_to(|o| matches!(o, Open::Table(_))),
            Kind::Caption => self.close_to(|o| matches!(o, Open::Caption(_))),
            Kind::Cell { .. } => {}
            Kind::Head | Kind::Row => {
                if let Some(Open::Table(grid)) = self.open.last_mut() {
                    grid.end_row();
                    grid.head &= kind(name) == Kind::Row;
                }
            }
        }
    }

    // Marks

    fn style(&self) -> Style {
        self.marks.last().map(|m| m.1.clone()).unwrap_or_default()
    }

    fn mark(&mut self, tag: &Tag, kind: Kind) {
        if self.marks.len() >= MAX_MARKS {
            return;
        }
        let (mut style, mut marker) = self.marks.last().map(|m| (m.1.clone(), m.2)).unwrap_or_default();
        style.strong |= kind == Kind::Strong;
        style.em |= kind == Kind::Em;
        style.strong = tag.look.strong.unwrap_or(style.strong);
        style.em = tag.look.em.unwrap_or(style.em);
        marker |= tag.look.marker;
        if kind == Kind::Link {
            style.link = tag.href.as_deref().and_then(crate::link::clean).map(Rc::from);
        }
        self.marks.push((tag.name.clone(), style, marker));
    }

    fn unmark(&mut self, name: &str) {
        let floor = match self.open.last() {
            Some(Open::Table(grid)) => grid.cell.unwrap_or(0),
            _ => 0,
        };
        let Some(at) = self.marks.iter().rposition(|m| m.0 == name).filter(|&at| at >= floor) else { return };
        let closed: Vec<_> = self.marks.drain(at..).collect();
        // `<b><i></b></i>`: what was opened within goes on, without what this tag gave.
        let base = self.style();
        for (name, style, marker) in closed.into_iter().skip(1) {
            let style = Style {
                link: style.link.filter(|_| name == "a").or_else(|| base.link.clone()),
                strong: base.strong || (style.strong && kind(&name) == Kind::Strong),
                em: base.em || (style.em && kind(&name) == Kind::Em),
            };
            self.marks.push((name, style, marker));
        }
    }

    // Text

    fn line_break(&mut self) {
        let style = self.style();
        self.runs.push(Run { text: None, style });
    }

    fn start_block(&mut self, tag: &Tag, kind: Kind) {
        self.flush();
        self.now = match (kind, tag.look.level) {
            (Kind::Heading(level), None) => Now::Heading(level),
            (_, Some(level)) => {
                Now::Office { level, list: tag.look.list.clone(), marker: String::new(), sure: true }
            }
            _ if tag.look.list_class => {
                Now::Office { level: 1, list: String::new(), marker: String::new(), sure: false }
            }
            _ => Now::Paragraph,
        };
    }

    /// Ends the running text as the block that it was begun as.
    fn flush(&mut self) {
        if self.in_cell() {
            return;
        }
        self.bullet = false;
        let text = nest(std::mem::take(&mut self.runs));
        let raw = match std::mem::take(&mut self.now) {
            Now::Heading(level) => Raw::Block(Block::Heading(level, text)),
            Now::Office { marker, sure, level, list } if sure || !marker.trim().is_empty() => {
                Raw::Line(Line { level, number: office::number(&marker), list, text })
            }
            _ => Raw::Block(Block::Paragraph(text)),
        };
        let says = match &raw {
            Raw::Block(Block::Paragraph(t) | Block::Heading(_, t)) | Raw::Line(Line { text: t, .. }) => {
                !blank(t)
            }
            Raw::Block(_) => true,
        };
        if says {
            self.put(raw);
        }
    }

    fn put(&mut self, raw: Raw) {
        self.need_item();
        match self.open.last_mut() {
            Some(Open::Item(blocks) | Open::Caption(blocks)) => blocks.push(raw),
            // A table holds cells only; `text` opened one where there was something to say.
            Some(Open::List { .. } | Open::Table(_)) => {}
            None => self.root.push(raw),
        }
    }

    /// Blocks straight in a list belong to its last item.
    fn need_item(&mut self) {
        if let Some(Open::List { items, .. }) = self.open.last_mut() {
            let last = items.pop().unwrap_or_default();
            self.open.push(Open::Item(last.into_iter().map(Raw::Block).collect()));
        }
    }

    // Lists

    fn start_list(&mut self, ordered: bool, start: u32) {
        self.flush();
        let depth = self.open.iter().filter(|o| matches!(o, Open::List { .. })).count();
        if depth >= MAX_DEPTH {
            self.ignored += 1;
            return;
        }
        self.need_item();
        self.open.push(Open::List { ordered, start, items: Vec::new() });
    }

    fn start_item(&mut self) {
        self.flush();
        match self.open.last() {
            Some(Open::Item(_)) => self.close_top(),
            Some(Open::List { .. }) => {}
            // An item without a list.
            _ => self.open.push(Open::List { ordered: false, start: 1, items: Vec::new() }),
        }
        self.open.push(Open::Item(Vec::new()));
    }

    // Closing

    fn close_to(&mut self, wanted: impl Fn(&Open) -> bool) {
        self.flush();
        // A tag within a table never closes what lies around the table.
        let reach = self.open.iter().rposition(|o| matches!(o, Open::Table(_))).unwrap_or(0);
        if let Some(at) = self.open.iter().rposition(wanted).filter(|&at| at >= reach) {
            while self.open.len() > at {
                self.close_top();
            }
        }
    }

    fn close_top(&mut self) {
        if self.in_cell() {
            self.end_cell();
        }
        match self.open.pop() {
            Some(Open::Item(raw)) => {
                if let Some(Open::List { items, .. }) = self.open.last_mut() {
                    items.push(fold(raw));
                }
            }
            Some(Open::List { ordered, start, items }) => {
                self.put(Raw::Block(Block::List { ordered, start, items }))
            }
            Some(Open::Table(mut grid)) => {
                grid.end_row();
                self.put(Raw::Block(Block::Table { header: grid.header, rows: grid.rows }));
            }
            Some(Open::Caption(raw)) => {
                // A caption stands before its table.
                let table = self.open.pop();
                fold(raw).into_iter().for_each(|block| self.put(Raw::Block(block)));
                self.open.extend(table);
            }
            None => {}
        }
    }

    // Tables

    fn in_cell(&self) -> bool {
        matches!(self.open.last(), Some(Open::Table(grid)) if grid.cell.is_some())
    }

    fn start_table_part(&mut self, tag: &Tag, kind: Kind) {
        if matches!(self.open.last(), Some(Open::Caption(_))) {
            self.close_to(|o| matches!(o, Open::Caption(_)));
        }
        let Some(Open::Table(grid)) = self.open.last_mut() else {
            // Parts of a table without a table are paragraphs.
            return self.flush();
        };
        match kind {
            Kind::Head => grid.head = true,
            Kind::Row => grid.start_row(),
            Kind::Cell { header } => self.start_cell(header, tag.colspan, tag.rowspan),
            _ => self.open.push(Open::Caption(Vec::new())),
        }
    }

    fn start_cell(&mut self, header: bool, colspan: usize, rowspan: usize) {
        self.runs.clear();
        let marks = self.marks.len();
        if let Some(Open::Table(grid)) = self.open.last_mut() {
            grid.start_cell(header, marks, (colspan.clamp(1, MAX_COLUMNS), rowspan.clamp(1, 1000)));
        }
    }

    fn end_cell(&mut self) {
        let text = nest(std::mem::take(&mut self.runs));
        if let Some(Open::Table(grid)) = self.open.last_mut()
            && let Some(marks) = grid.end_cell(text)
        {
            self.marks.truncate(marks);
        }
    }

    /// Within a cell every block is a line.
    fn start_in_cell(&mut self, tag: &Tag, kind: Kind) {
        let inner = match self.open.last_mut() {
            Some(Open::Table(grid)) => {
                grid.inner += usize::from(kind == Kind::Table);
                grid.inner
            }
            _ => 0,
        };
        match kind {
            Kind::Cell { .. } | Kind::Row | Kind::Head if inner == 0 => {
                self.end_cell();
                self.start_table_part(tag, kind);
            }
            Kind::Cell { .. } => self.runs.push(Run { text: Some(" ".into()), style: Style::default() }),
            Kind::Item => {
                self.line_break();
                self.runs.push(Run { text: Some("– ".into()), style: Style::default() });
            }
            _ => self.line_break(),
        }
    }

    fn end_in_cell(&mut self, kind: Kind) {
        let inner = match self.open.last_mut() {
            Some(Open::Table(grid)) => &mut grid.inner,
            _ => return,
        };
        match kind {
            Kind::Table if *inner > 0 => {
                *inner -= 1;
                self.line_break();
            }
            Kind::Cell { .. } | Kind::Head | Kind::Row | Kind::Table if *inner == 0 => {
                self.end_cell();
                match kind {
                    Kind::Table => self.close_to(|o| matches!(o, Open::Table(_))),
                    Kind::Row | Kind::Head => {
                        if let Some(Open::Table(grid)) = self.open.last_mut() {
                            grid.end_row();
                            grid.head &= kind == Kind::Row;
                        }
                    }
                    _ => {}
                }
            }
            Kind::Cell { .. } => {}
            _ => self.line_break(),
        }
    }
}

fn blank(text: &[Inline]) -> bool {
    text.iter().all(|t| match t {
        Inline::Text(t) => t.chars().all(|c| c.is_whitespace() || unwanted(c)),
        Inline::Strong(t) | Inline::Em(t) | Inline::Link { text: t, .. } => blank(t),
        Inline::Break => true,
    })
}
