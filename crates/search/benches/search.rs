//! 150,000 small entries: how long opening and asking take, and how much memory an open index holds.
//! It prints the 95th percentile of a mixed load beside criterion's own figures.
#![allow(clippy::unwrap_used, clippy::print_stdout, missing_docs)]

use std::collections::HashMap;
use std::hint::black_box;
use std::sync::Arc;
use std::time::{Duration, Instant};

use criterion::{Criterion, criterion_group, criterion_main};
use jiff::ToSpan;
use jiff::civil::date;
use search::{Entry, Query, SearchIndex};
use uuid::Uuid;
use voikko::Voikko;

const ENTRIES: u64 = 150_000;
const TENANT: Uuid = Uuid::from_u128(1);

/// A small generator, so that every run has the same entries.
struct Dice(u64);

impl Dice {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) as usize) % end
    }
    /// Few words are common and many are rare, as in texts.
    fn skewed(&mut self, end: usize) -> usize {
        let one = self.below(end);
        one * self.below(end) / end * self.below(end) / end
    }
}

/// Forms of compounds: 60 × 60 + 60 different words.
fn vocabulary() -> Vec<String> {
    let words: Vec<(&str, &str)> =
        include_str!("../tests/data/words.csv").lines().skip(1).filter_map(|l| l.split_once(';')).collect();
    let mut all: Vec<String> = words.iter().map(|w| w.0.to_owned()).collect();
    for (_, first) in &words {
        all.extend(words.iter().map(|(second, _)| format!("{first}{second}")));
    }
    all
}

fn entries(words: &[String]) -> impl Iterator<Item = Entry> {
    let mut dice = Dice(42);
    (0..ENTRIES).map(move |n| {
        let mut text = |count: usize| {
            (0..count).map(|_| words[dice.skewed(words.len())].as_str()).collect::<Vec<_>>().join(" ")
        };
        let (title, body) = (text(5), text(30));
        Entry {
            tenant: TENANT,
            id: Uuid::from_u128(u128::from(n) << 64 | u128::from(n)),
            kind: ["meeting", "decision", "document", "matter"][dice.below(4)].to_owned(),
            lang: kit::Lang::Fi,
            title,
            body,
            numbers: vec![format!("{n}/00.01/20{:02}", dice.below(26))],
            path: format!("/matters/{n}"),
            date: Some(date(2000, 1, 1) + (dice.below(9_000) as i64).days()),
            year: None,
            body_id: Some(Uuid::from_u128(dice.below(40) as u128)),
            municipality_ids: Vec::new(),
            audience: vec![if n % 10 == 0 { "staff" } else { "public" }.to_owned()],
        }
    })
}

fn questions() -> Vec<&'static str> {
    vec![
        "kokous",
        "kuntien kokoukset",
        "kuntajohtaja",
        "lausuntojen valmistelu vuonna",
        "140000/00.01/2012",
        "\"asiat kuntien\"",
        "osallistuminen päätös hanke",
        "paatos",
        "asia",
        "",
    ]
}

fn memory() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    status
        .lines()
        .find_map(|l| l.strip_prefix("RssAnon:")?.trim().strip_suffix(" kB")?.trim().parse::<u64>().ok())
        .unwrap_or_default()
        / 1024
}

fn mode(c: &mut Criterion, name: &str, voikko: Option<Arc<Voikko>>) {
    let dir = tempfile::tempdir().unwrap();
    let words = vocabulary();
    let began = Instant::now();
    {
        let index = SearchIndex::open(dir.path(), HashMap::new(), voikko.clone()).unwrap();
        let mut all = entries(&words).peekable();
        let mut position = 0;
        while all.peek().is_some() {
            position += 10_000;
            let batch = all.by_ref().take(10_000).map(Into::into).collect();
            index.apply(TENANT, batch, position).unwrap();
        }
    }
    println!("{name}: {ENTRIES} entries indexed in {:.1} s", began.elapsed().as_secs_f32());

    let before = memory();
    let began = Instant::now();
    let index = SearchIndex::open(dir.path(), HashMap::new(), voikko).unwrap();
    println!("{name}: opened in {:.1?}, {} MB more", began.elapsed(), memory().saturating_sub(before));
    let ask = |text: &str| Query {
        tenant: TENANT,
        text: text.to_owned(),
        audience: vec!["public".to_owned(), "body:1".to_owned()],
        limit: 20,
        ..Query::default()
    };
    let mut took: Vec<Duration> = Vec::new();
    for round in 0..40 {
        for question in questions() {
            let began = Instant::now();
            let found = index.search(&ask(question)).unwrap();
            if round == 0 {
                println!("{name}: {question:?} finds {} in {:.1?} (cold)", found.total, began.elapsed());
            } else {
                took.push(began.elapsed());
            }
        }
    }
    took.sort_unstable();
    println!(
        "{name}: p50 {:.1?}, p95 {:.1?}, worst {:.1?}; {} MB more than before opening",
        took[took.len() / 2],
        took[took.len() * 95 / 100],
        took[took.len() - 1],
        memory().saturating_sub(before)
    );
    let mut group = c.benchmark_group(name);
    group.sample_size(20);
    for question in questions() {
        let label = if question.is_empty() { "(blank)" } else { question };
        group.bench_function(label, |b| b.iter(|| black_box(index.search(&ask(question)).unwrap())));
    }
    group.finish();
}

fn all(c: &mut Criterion) {
    mode(c, "without Voikko", None);
    match Voikko::load(true) {
        Some(voikko) => mode(c, "with Voikko", Some(Arc::new(voikko))),
        None => println!("with Voikko: not measured, libvoikko is not on this machine"),
    }
}

criterion_group!(benches, all);
criterion_main!(benches);
