//! Asking the index.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

use kit::Lang;
use tantivy::schema::{Field, OwnedValue, Value};
use tantivy::{DocAddress, Searcher, TantivyDocument};
use uuid::Uuid;

use crate::ask::Asked;
use crate::collect::{Gather, Gathered, Row};
use crate::entry::{Facets, Hit, Query, Results};
use crate::index::{SearchError, SearchIndex};
use crate::schema::day_of;
use crate::snippet::snippet;

impl SearchIndex {
    /// What the asker may see of what was asked for, best first.
    ///
    /// All words must be there; where nothing has them all, what has some of them is given and the
    /// results say so. Any text may be asked.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn search(&self, query: &Query) -> Result<Results, SearchError> {
        let searcher = self.searcher();
        let asked = Asked::new(&query.text, self.analyser());
        let mut relaxed = false;
        let mut gathered = self.gather(&searcher, &asked, query, relaxed)?;
        if gathered.rows.is_empty() && asked.can_relax() {
            relaxed = true;
            gathered = self.gather(&searcher, &asked, query, relaxed)?;
            relaxed = !gathered.rows.is_empty();
        }
        let Gathered { rows, kinds } = gathered;
        let mut rows = one_a_thing(rows);

        let kind_wanted: Vec<bool> =
            kinds.iter().map(|k| query.kinds.is_empty() || query.kinds.contains(k)).collect();
        let of_kind =
            |row: &Row| kind_wanted.get(row.kind as usize).copied().unwrap_or(query.kinds.is_empty());
        let of_year = |row: &Row| query.year.is_none_or(|year| row.year == Some(year));
        let mut facets = Facets::default();
        let mut by_kind = vec![0; kinds.len()];
        for row in &rows {
            if of_year(row)
                && let Some(count) = by_kind.get_mut(row.kind as usize)
            {
                *count += 1;
            }
            if of_kind(row)
                && let Some(year) = row.year
            {
                *facets.years.entry(year).or_default() += 1;
            }
        }
        facets.kinds = kinds.into_iter().zip(by_kind).filter(|(_, count)| *count > 0).collect();

        rows.retain(|row| of_kind(row) && of_year(row));
        let total = rows.len();
        let mut hits = Vec::new();
        for row in best(rows, query.offset, query.limit) {
            hits.push(self.hit(&searcher, &asked, row.doc)?);
        }
        Ok(Results { total, hits, facets, relaxed })
    }

    /// Titles that go on from what is being typed, best first, each once; only of what the asker may see.
    /// At most `query.limit`; the offset is not read.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn suggest(&self, query: &Query) -> Result<Vec<String>, SearchError> {
        let searcher = self.searcher();
        let asked = Asked::new(&query.text, self.analyser());
        let question = asked.titles(self.fields(), self.analyser(), query);
        let Gathered { rows, kinds } = searcher.search(&question, &Gather { lang: query.lang })?;
        let mut rows = one_a_thing(rows);
        rows.retain(|row| {
            let kind = kinds.get(row.kind as usize);
            (query.kinds.is_empty() || kind.is_some_and(|k| query.kinds.contains(k)))
                && query.year.is_none_or(|year| row.year == Some(year))
        });
        let mut titles: Vec<String> = Vec::new();
        // Some titles are alike: look a little further than the limit, but not through everything.
        for row in best(rows, 0, query.limit.saturating_mul(5)) {
            if titles.len() >= query.limit {
                break;
            }
            let doc: TantivyDocument = searcher.doc(row.doc)?;
            let title = text(&doc, self.fields().title);
            if !titles.contains(&title) {
                titles.push(title);
            }
        }
        Ok(titles)
    }

    fn gather(
        &self,
        searcher: &Searcher,
        asked: &Asked,
        query: &Query,
        relaxed: bool,
    ) -> Result<Gathered, SearchError> {
        let question = asked.query(self.fields(), self.analyser(), query, relaxed);
        Ok(searcher.search(&question, &Gather { lang: query.lang })?)
    }

    fn hit(&self, searcher: &Searcher, asked: &Asked, doc: DocAddress) -> Result<Hit, SearchError> {
        let f = self.fields();
        let doc: TantivyDocument = searcher.doc(doc)?;
        let lang = doc
            .get_first(f.lang)
            .and_then(|v| v.as_u64())
            .and_then(|n| Lang::ALL.get(usize::try_from(n).ok()?).copied())
            .unwrap_or_default();
        let id = doc
            .get_first(f.id)
            .and_then(|v| v.as_bytes().and_then(|b| Uuid::from_slice(b).ok()))
            .ok_or(SearchError::Damaged)?;
        Ok(Hit {
            id,
            kind: text(&doc, f.kind),
            lang,
            title: text(&doc, f.title),
            path: text(&doc, f.path),
            date: doc.get_first(f.day).and_then(|v| v.as_i64()).and_then(day_of),
            snippet: snippet(self.analyser(), asked.wanted(), &text(&doc, f.body), lang),
        })
    }
}

fn text(doc: &TantivyDocument, field: Field) -> String {
    match doc.get_first(field).map(OwnedValue::from) {
        Some(OwnedValue::Str(text)) => text,
        _ => String::new(),
    }
}

/// Of the language versions of a thing only the best.
fn one_a_thing(rows: Vec<Row>) -> Vec<Row> {
    // Rows of one language are of different things: most questions end here.
    if rows.windows(2).all(|two| two[0].lang == two[1].lang) {
        return rows;
    }
    let mut places: HashMap<u64, usize, BuildHasherDefault<AsIs>> =
        HashMap::with_capacity_and_hasher(rows.len(), BuildHasherDefault::default());
    let mut kept: Vec<Row> = Vec::with_capacity(rows.len());
    for row in rows {
        match places.get(&row.thing) {
            Some(&place) if kept[place].score < row.score => kept[place] = row,
            Some(_) => {}
            None => {
                places.insert(row.thing, kept.len());
                kept.push(row);
            }
        }
    }
    kept
}

/// The number of a thing is random already: one multiplication spreads it enough for a table.
#[derive(Default)]
struct AsIs(u64);

impl Hasher for AsIs {
    fn finish(&self) -> u64 {
        self.0
    }
    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.write_u64(self.0.rotate_left(8) ^ u64::from(*byte));
        }
    }
    fn write_u64(&mut self, number: u64) {
        self.0 = number.wrapping_mul(0x9e37_79b9_7f4a_7c15).rotate_left(32);
    }
}

/// The wanted slice in order: by score, then the newest, then always the same.
fn best(mut rows: Vec<Row>, offset: usize, limit: usize) -> Vec<Row> {
    let order =
        |a: &Row, b: &Row| b.score.total_cmp(&a.score).then(b.day.cmp(&a.day)).then(a.thing.cmp(&b.thing));
    let end = offset.saturating_add(limit);
    if end == 0 || offset >= rows.len() {
        return Vec::new();
    }
    if end < rows.len() {
        rows.select_nth_unstable_by(end, order);
        rows.truncate(end);
    }
    rows.sort_unstable_by(order);
    rows.split_off(offset)
}
