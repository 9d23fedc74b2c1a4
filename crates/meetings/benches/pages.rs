//! `cargo xtask bench pages`: the size of twenty regions over fifteen years in the embedded store, public pages and
//! search under load, the record as PDF, start and memory. Server and load run on different cores where `taskset` is.
//!
//! Figures are printed, never asserted; the last line is the ratio of the pages' p95 to that of `/healthz`, which
//! answers without store or template, in the same run.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::print_stdout, reason = "a measuring program")]

#[path = "pages/region.rs"]
mod region;
#[path = "pages/server.rs"]
mod server;

use std::path::PathBuf;
use std::process::Command;
use std::time::{Duration, Instant};

use server::{Server, connect, get, load};

const RUNS: usize = 5;
const PER_SECOND: u32 = 50;

/// Words that the made-up texts hold, inflected as people ask.
const QUESTIONS: [&str; 8] = [
    "kokouksissa",
    "lausunto",
    "tuulivoima",
    "%C2%A7+21",
    "Sysm%C3%A4ss%C3%A4",
    "vesihuolto",
    "talousarvio",
    "p%C3%A4%C3%A4t%C3%B6ksi%C3%A4",
];

fn main() {
    let folder = std::env::var_os("TALKOOT_BENCH_DATA")
        .map_or_else(|| std::env::temp_dir().join("talkoot-bench-pages"), PathBuf::from);
    let binary = std::env::var("TALKOOT_BIN").expect("TALKOOT_BIN names the program");
    let at = Instant::now();
    let ids = tokio::runtime::Runtime::new().unwrap().block_on(region::fill(&binary, &folder));
    println!(
        "store: {} meetings, {} items and decisions, {:.0} s",
        ids.meetings.len(),
        ids.decisions.len(),
        at.elapsed().as_secs_f64()
    );
    if !folder.join("search").exists() {
        let at = Instant::now();
        let done = Command::new(&binary).args(["search", "rebuild", "--data"]).arg(&folder).status().unwrap();
        assert!(done.success(), "the index was built");
        println!("index built in {:.0} s", at.elapsed().as_secs_f64());
    }

    let mut ready = Vec::new();
    let mut server = None;
    for _ in 0..RUNS {
        drop(server.take());
        let (started, took) = Server::start(&binary, &folder);
        ready.push(took);
        server = Some(started);
    }
    let server = server.unwrap();
    server::stay_on_the_other_core();
    println!("ready after start: {}", spread(&mut ready));
    std::thread::sleep(Duration::from_secs(5));
    println!("idle memory: {} MB resident", server.memory_mb());

    let groups = [
        ("null", vec!["/healthz".to_owned()]),
        ("pages", pages(&ids)),
        ("search", QUESTIONS.iter().map(|q| format!("/fi/search?q={q}")).collect()),
    ];
    for path in &groups[1].1 {
        let at = Instant::now();
        let (status, size) = get(&mut connect(server.port), path, server.port);
        println!("  {:>7.1} ms {status} {:>4} kB {path}", ms(at.elapsed()), size / 1000);
    }
    let mut p95: Vec<Vec<Duration>> = vec![Vec::new(); groups.len()];
    for run in 1..=RUNS {
        for (n, (name, paths)) in groups.iter().enumerate() {
            let mut times = load(server.port, paths, PER_SECOND, Duration::from_secs(10));
            times.sort();
            let share = |q: usize| times[(times.len() * q / 100).min(times.len() - 1)];
            println!(
                "run {run} {name:>6}: {} requests, p50 {:.1} ms, p95 {:.1} ms, worst {:.1} ms",
                times.len(),
                ms(share(50)),
                ms(share(95)),
                ms(share(100))
            );
            p95[n].push(share(95));
        }
    }
    let mut prints: Vec<Duration> = ids
        .long
        .iter()
        .map(|id| {
            let at = Instant::now();
            let (status, _) =
                get(&mut connect(server.port), &format!("/fi/meetings/{id}/record.pdf"), server.port);
            assert_eq!(status, 200, "the record of {id}");
            at.elapsed()
        })
        .collect();
    println!("record PDF of {} items: first {:.0} ms, {}", region::LONG, ms(prints[0]), spread(&mut prints));
    println!("memory after the load: {} MB resident", server.memory_mb());
    for ((name, _), times) in groups.iter().zip(&mut p95) {
        println!("{name} p95 over {RUNS} runs: {}", spread(times));
    }
    println!("ratio pages/null p95: {:.1}", ms(p95[1][RUNS / 2]) / ms(p95[0][RUNS / 2]));
}

fn pages(ids: &region::Filled) -> Vec<String> {
    [
        "/fi",
        "/fi/meetings",
        "/fi/decisions",
        "/fi/matters",
        "/fi/bodies",
        "/fi/bodies/ryhma-7",
        "/fi/municipalities/sysma",
        "/sv/municipalities/lahti/years/2024",
    ]
    .into_iter()
    .map(str::to_owned)
    .chain(ids.meetings.iter().step_by(997).map(|id| format!("/fi/meetings/{id}")))
    .chain(ids.decisions.iter().step_by(9973).map(|id| format!("/sv/decisions/{id}")))
    .collect()
}

fn ms(d: Duration) -> f64 {
    d.as_secs_f64() * 1000.0
}

/// Sorts, and says the median and the spread.
fn spread(times: &mut [Duration]) -> String {
    times.sort();
    let (first, last) = (times[0], times[times.len() - 1]);
    format!("median {:.1} ms ({:.1}–{:.1})", ms(times[times.len() / 2]), ms(first), ms(last))
}
