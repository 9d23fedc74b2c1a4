//! The repository's commands, run as `cargo xtask NAME`: everything a developer or CI does, and what it needs for it.
//!
//! Each step says what it does and how long it took; whatever cannot be done is told in one sentence, with the remedy.
//! Nothing here is part of the product.
#![allow(clippy::print_stdout, reason = "talking to the terminal is what these commands do")]

mod assets;
mod bench;
mod bless;
mod build;
mod check;
mod feature;
mod postgres;
mod say;
mod sh;
mod test;
mod tools;

use std::path::PathBuf;
use std::process::ExitCode;

/// A failure is one sentence for the person at the terminal.
pub type Result<T = ()> = std::result::Result<T, String>;

const HELP: &str = "\
cargo xtask demo [-- ARGS…]        build everything, load the demo regions and serve them at http://localhost:8080
cargo xtask test [OPTIONS] [NAME]  everything that is checked before a change lands
                 --rust            no browser tests        --browser   browser tests only
                 --deny            with cargo-deny, installed if need be (minutes)
                 NAME              only the Rust tests whose name has this
cargo xtask build [--release]      assets and binary; the last line is the binary's path
cargo xtask check                  the house's rules: boundaries, texts, templates, needs, dependencies, files
cargo xtask bench [NAME]           one measurement, its ratio last; without a name, the list
cargo xtask new-feature NAME       a new slice from the example
cargo xtask bless                  accept changed snapshots and pictures; read the diff afterwards";

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let (name, rest) = words.split_first().map_or(("help", &[][..]), |(name, rest)| (name.as_str(), rest));
    let done = match name {
        "demo" => build::demo(rest),
        "build" => build::build(rest),
        "test" => test::run(rest),
        "check" => check::run(&root()),
        "bench" => bench::run(rest),
        "new-feature" => feature::run(&root(), rest),
        "bless" => bless::run(),
        "help" | "--help" | "-h" => {
            println!("{HELP}");
            Ok(())
        }
        other => {
            eprintln!("There is no command `{other}`.\n\n{HELP}");
            return ExitCode::from(2);
        }
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(sentence) => {
            eprintln!("✗ {sentence}");
            ExitCode::FAILURE
        }
    }
}

/// The checkout that this program was built from, whatever the working folder is.
pub fn root() -> PathBuf {
    // Cargo names the folder when it runs us; a program run by itself works on where it was built.
    let here = std::env::var_os("CARGO_MANIFEST_DIR")
        .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")), PathBuf::from);
    here.parent().map(PathBuf::from).unwrap_or(here)
}
