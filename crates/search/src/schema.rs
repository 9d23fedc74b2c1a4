//! The fields of the index, and an entry as a document.

use jiff::civil::{Date, date};
use tantivy::TantivyDocument;
use tantivy::schema::{
    FAST, Field, INDEXED, IndexRecordOption, STORED, STRING, Schema, TextFieldIndexing, TextOptions,
};
use tantivy::tokenizer::{PreTokenizedString, Token};
use uuid::Uuid;

use crate::analysis::Analyser;
use crate::entry::Entry;
use crate::words::{mentions, normal_number, words};

/// Raise it whenever the meaning of a field changes: older folders are then made anew.
pub(crate) const VERSION: u32 = 1;

/// How far the body's words stand from the title's, so that no phrase spans both.
const GAP: usize = 20;

/// The fields. Those named `all_` hold the words of title and body, those named `title_` the title's again.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Fields {
    /// `tenant/id` and `tenant/id/lang`, to replace and delete by.
    pub(crate) key: Field,
    /// `tenant/token`: tenant and audience in one, so that none can be asked without the other.
    pub(crate) scope: Field,
    pub(crate) tenant: Field,
    pub(crate) body_id: Field,
    pub(crate) municipality: Field,
    pub(crate) title_surface: Field,
    pub(crate) title_stem: Field,
    pub(crate) title_lemma: Field,
    pub(crate) all_surface: Field,
    pub(crate) all_stem: Field,
    pub(crate) all_lemma: Field,
    /// The entry's own numbers.
    pub(crate) numbers: Field,
    /// Numbers that its text mentions.
    pub(crate) mentions: Field,
    // Columns.
    pub(crate) thing: Field,
    pub(crate) kind: Field,
    pub(crate) lang: Field,
    pub(crate) year: Field,
    pub(crate) day: Field,
    // Stored only.
    pub(crate) id: Field,
    pub(crate) title: Field,
    pub(crate) body: Field,
    pub(crate) path: Field,
}

pub(crate) fn schema() -> (Schema, Fields) {
    let mut b = Schema::builder();
    let text = |option| {
        TextOptions::default()
            .set_indexing_options(TextFieldIndexing::default().set_tokenizer("raw").set_index_option(option))
    };
    let phrase = text(IndexRecordOption::WithFreqsAndPositions);
    let bag = text(IndexRecordOption::WithFreqs);
    let fields = Fields {
        key: b.add_text_field("key", STRING),
        scope: b.add_text_field("scope", STRING),
        tenant: b.add_text_field("tenant", STRING),
        body_id: b.add_text_field("body_id", STRING),
        municipality: b.add_text_field("municipality", STRING),
        title_surface: b.add_text_field("title_surface", phrase.clone()),
        title_stem: b.add_text_field("title_stem", bag.clone()),
        title_lemma: b.add_text_field("title_lemma", bag.clone()),
        all_surface: b.add_text_field("all_surface", phrase),
        all_stem: b.add_text_field("all_stem", bag.clone()),
        all_lemma: b.add_text_field("all_lemma", bag),
        numbers: b.add_text_field("numbers", STRING),
        mentions: b.add_text_field("mentions", STRING),
        thing: b.add_u64_field("thing", FAST),
        kind: b.add_text_field("kind", STRING | FAST | STORED),
        lang: b.add_u64_field("lang", FAST | STORED),
        year: b.add_i64_field("year", FAST | INDEXED),
        day: b.add_i64_field("day", FAST | STORED),
        id: b.add_bytes_field("id", STORED),
        title: b.add_text_field("title", STORED),
        body: b.add_text_field("body", STORED),
        path: b.add_text_field("path", STORED),
    };
    (b.build(), fields)
}

pub(crate) fn thing_key(tenant: Uuid, id: Uuid) -> String {
    format!("{}/{}", tenant.simple(), id.simple())
}

pub(crate) fn version_key(entry: &Entry) -> String {
    format!("{}/{}", thing_key(entry.tenant, entry.id), entry.lang)
}

pub(crate) fn scope(tenant: Uuid, token: &str) -> String {
    format!("{}/{token}", tenant.simple())
}

/// Days since 2000, for a date as a column.
pub(crate) fn day_number(day: Date) -> i64 {
    i64::from((day - date(2000, 1, 1)).get_days())
}

/// The date of a day number.
pub(crate) fn day_of(number: i64) -> Option<Date> {
    date(2000, 1, 1).checked_add(jiff::Span::new().try_days(number).ok()?).ok()
}

pub(crate) fn document(f: &Fields, analyser: &Analyser, entry: &Entry) -> TantivyDocument {
    let mut doc = TantivyDocument::default();
    doc.add_text(f.key, thing_key(entry.tenant, entry.id));
    doc.add_text(f.key, version_key(entry));
    doc.add_text(f.tenant, entry.tenant.simple().to_string());
    for token in &entry.audience {
        doc.add_text(f.scope, scope(entry.tenant, token));
    }
    if let Some(body) = entry.body_id {
        doc.add_text(f.body_id, body.simple().to_string());
    }
    for municipality in &entry.municipality_ids {
        doc.add_text(f.municipality, municipality.simple().to_string());
    }
    for number in &entry.numbers {
        doc.add_text(f.numbers, normal_number(number));
    }
    for number in mentions(&entry.title).into_iter().chain(mentions(&entry.body)) {
        doc.add_text(f.mentions, number);
    }

    let mut title = Bags::default();
    let mut all = Bags::default();
    for (at, word) in words(&entry.title).into_iter().enumerate() {
        let tokens = analyser.index(&word.text, entry.lang);
        title.add(at, &word.text, &tokens.stems, &tokens.lemmas);
        all.add(at, &word.text, &tokens.stems, &tokens.lemmas);
    }
    let start = all.surface.last().map_or(0, |t| t.position + GAP);
    for (at, word) in words(&entry.body).into_iter().enumerate() {
        let tokens = analyser.index(&word.text, entry.lang);
        all.add(start + at, &word.text, &tokens.stems, &tokens.lemmas);
    }
    for (field, tokens) in [
        (f.title_surface, title.surface),
        (f.title_stem, title.stem),
        (f.title_lemma, title.lemma),
        (f.all_surface, all.surface),
        (f.all_stem, all.stem),
        (f.all_lemma, all.lemma),
    ] {
        doc.add_pre_tokenized_text(field, PreTokenizedString { text: String::new(), tokens });
    }

    doc.add_u64(f.thing, thing_number(entry.id));
    doc.add_text(f.kind, &entry.kind);
    doc.add_u64(f.lang, lang_number(entry.lang));
    if let Some(year) = entry.year.or_else(|| entry.date.map(Date::year)) {
        doc.add_i64(f.year, i64::from(year));
    }
    if let Some(day) = entry.date {
        doc.add_i64(f.day, day_number(day));
    }
    doc.add_bytes(f.id, entry.id.as_bytes());
    doc.add_text(f.title, &entry.title);
    doc.add_text(f.body, &entry.body);
    doc.add_text(f.path, &entry.path);
    doc
}

/// A short number for an id, to know the language versions of one thing by.
fn thing_number(id: Uuid) -> u64 {
    let (high, low) = id.as_u64_pair();
    high.rotate_left(17) ^ low
}

pub(crate) fn lang_number(lang: kit::Lang) -> u64 {
    lang as u64
}

#[derive(Default)]
struct Bags {
    surface: Vec<Token>,
    stem: Vec<Token>,
    lemma: Vec<Token>,
}

impl Bags {
    fn add(&mut self, position: usize, surface: &str, stems: &[String], lemmas: &[String]) {
        let token = |text: &str| Token {
            offset_from: 0,
            offset_to: 0,
            position,
            text: text.to_owned(),
            position_length: 1,
        };
        self.surface.push(token(surface));
        self.stem.extend(stems.iter().map(|s| token(s)));
        self.lemma.extend(lemmas.iter().map(|l| token(l)));
    }
}
