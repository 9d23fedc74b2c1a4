//! Gathers every match with what is needed to rank, count and narrow.

use kit::Lang;
use tantivy::collector::{Collector, SegmentCollector};
use tantivy::columnar::{Column, StrColumn};
use tantivy::{DocAddress, DocId, Score, SegmentOrdinal, SegmentReader};

use crate::schema::lang_number;

/// One match.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Row {
    pub(crate) score: Score,
    pub(crate) doc: DocAddress,
    /// The thing that this is a language version of.
    pub(crate) thing: u64,
    pub(crate) lang: u64,
    /// Index into the kinds of the same gathering.
    pub(crate) kind: u32,
    pub(crate) year: Option<i16>,
    pub(crate) day: Option<i32>,
}

/// All matches and the names of their kinds.
#[derive(Debug, Default)]
pub(crate) struct Gathered {
    pub(crate) rows: Vec<Row>,
    pub(crate) kinds: Vec<String>,
}

/// Ranks things in the asker's language higher, and newer ones slightly.
pub(crate) struct Gather {
    pub(crate) lang: Lang,
}

impl Collector for Gather {
    type Fruit = Gathered;
    type Child = SegmentGather;

    fn for_segment(&self, segment: SegmentOrdinal, reader: &SegmentReader) -> tantivy::Result<SegmentGather> {
        let columns = reader.fast_fields();
        Ok(SegmentGather {
            segment,
            lang: lang_number(self.lang),
            things: columns.u64("thing")?,
            langs: columns.u64("lang")?,
            years: columns.i64("year")?,
            days: columns.i64("day")?,
            kinds: columns.str("kind")?,
            rows: Vec::new(),
        })
    }

    fn requires_scoring(&self) -> bool {
        true
    }

    fn merge_fruits(&self, fruits: Vec<tantivy::Result<Gathered>>) -> tantivy::Result<Gathered> {
        let mut all = Gathered::default();
        for fruit in fruits {
            let fruit = fruit?;
            let numbers: Vec<u32> =
                fruit.kinds.into_iter().map(|kind| number_of(&mut all.kinds, kind)).collect();
            all.rows.extend(
                fruit.rows.into_iter().map(|row| Row {
                    kind: numbers.get(row.kind as usize).copied().unwrap_or(row.kind),
                    ..row
                }),
            );
        }
        Ok(all)
    }
}

fn number_of(kinds: &mut Vec<String>, kind: String) -> u32 {
    let at = kinds.iter().position(|k| *k == kind).unwrap_or_else(|| {
        kinds.push(kind);
        kinds.len() - 1
    });
    u32::try_from(at).unwrap_or(u32::MAX)
}

pub(crate) struct SegmentGather {
    segment: SegmentOrdinal,
    lang: u64,
    things: Column<u64>,
    langs: Column<u64>,
    years: Column<i64>,
    days: Column<i64>,
    kinds: Option<StrColumn>,
    rows: Vec<Row>,
}

impl SegmentCollector for SegmentGather {
    type Fruit = tantivy::Result<Gathered>;

    fn collect(&mut self, doc: DocId, score: Score) {
        let day = self.days.first(doc).and_then(|d| i32::try_from(d).ok());
        let lang = self.langs.first(doc).unwrap_or_default();
        let own_language = if lang == self.lang { 1.25 } else { 1.0 };
        self.rows.push(Row {
            score: score * own_language * newness(day),
            doc: DocAddress::new(self.segment, doc),
            thing: self.things.first(doc).unwrap_or_default(),
            lang,
            kind: self.kinds.as_ref().and_then(|k| k.ords().first(doc)).map_or(u32::MAX, |k| k as u32),
            year: self.years.first(doc).and_then(|y| i16::try_from(y).ok()),
            day,
        });
    }

    fn harvest(self) -> Self::Fruit {
        let mut kinds = Vec::new();
        if let Some(column) = &self.kinds {
            for ord in 0..column.num_terms() as u64 {
                let mut name = String::new();
                column.ord_to_str(ord, &mut name)?;
                kinds.push(name);
            }
        }
        Ok(Gathered { rows: self.rows, kinds })
    }
}

/// One hundredth more for each year since 2000: it decides between equals and needs no clock.
fn newness(day: Option<i32>) -> f32 {
    day.map_or(1.0, |day| 1.0 + (day as f32 / 36_525.0).clamp(0.0, 0.5))
}
