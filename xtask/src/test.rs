//! `test`: everything that is checked before a change lands. Goes on after a failure, so that one run tells all,
//! and closes with `N passed, N failed`: each test counts, and so does each check.

use crate::postgres::Server;
use crate::{Result, assets, build, check, root, say, sh, tools};
use regex::Regex;
use std::path::{Path, PathBuf};

#[derive(Default)]
struct Wish {
    rust: bool,
    browser: bool,
    deny: bool,
    filter: Option<String>,
}

/// How many passed and failed.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub struct Count {
    pub passed: usize,
    pub failed: usize,
}

impl Count {
    fn add(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
    }

    /// A check that is one thing: it passed or it failed, and its words are told already.
    fn note<T>(&mut self, done: Result<T>) -> Option<T> {
        match done {
            Ok(value) => {
                self.passed += 1;
                Some(value)
            }
            Err(_) => {
                self.failed += 1;
                None
            }
        }
    }

    /// Tests that a runner counted; a runner that failed with no failed test has failed itself.
    fn ran(&mut self, done: Result<(Count, bool)>) {
        match done {
            Ok((count, true)) => self.add(count),
            Ok((count, false)) => self.add(Count { failed: count.failed.max(1), ..count }),
            Err(_) => self.failed += 1,
        }
    }
}

/// `cargo xtask test [--rust|--browser] [--deny] [NAME]`
pub fn run(words: &[String]) -> Result {
    let wish = Wish::of(words)?;
    let mut count = Count::default();
    let ready = prepare(&wish);
    if let Err(sentence) = ready {
        println!("\n✗ {sentence}\n\n0 passed, 1 failed");
        return Err("The tests could not begin.".into());
    }
    if wish.rust {
        rust(&wish, &mut count);
    }
    if wish.browser {
        browser_step(&mut count, wish.rust);
    }
    println!("\n{} passed, {} failed", count.passed, count.failed);
    if count.failed == 0 { Ok(()) } else { Err("Not everything passed; the words are above.".into()) }
}

impl Wish {
    fn of(words: &[String]) -> Result<Self> {
        let mut wish = Self::default();
        for word in words {
            match word.as_str() {
                "--rust" => wish.rust = true,
                "--browser" => wish.browser = true,
                "--deny" => wish.deny = true,
                "--" => {}
                name if !name.starts_with('-') && wish.filter.is_none() => wish.filter = Some(name.into()),
                other => return Err(format!("`cargo xtask test` does not know `{other}`.")),
            }
        }
        if wish.filter.is_some() {
            wish.rust = true;
        }
        if !wish.rust && !wish.browser {
            (wish.rust, wish.browser) = (true, true);
        }
        Ok(wish)
    }
}

fn prepare(wish: &Wish) -> Result {
    let mut needed: Vec<&tools::Tool> = Vec::new();
    if wish.rust {
        needed.extend(tools::RUST);
    }
    if wish.browser {
        needed.extend(tools::BROWSER);
    }
    tools::need(&needed)?;
    assets::build()
}

fn rust(wish: &Wish, count: &mut Count) {
    if wish.filter.is_none() {
        count.note(say::step("Formatting: cargo fmt", || {
            sh::run(sh::cargo().args(["fmt", "--all", "--check"]))
        }));
        count.note(say::step("Lints: clippy, warnings are errors", || {
            sh::run(sh::cargo().args([
                "clippy",
                "--workspace",
                "--all-targets",
                "--quiet",
                "--",
                "-D",
                "warnings",
            ]))
        }));
        count.note(say::step("The house's rules: xtask check", || check::run(&root())));
        deny(wish, count);
    }
    // The server lives until the end of this function, whatever happens in it.
    let server = say::step("A PostgreSQL for the tests alone", Server::start);
    let url = match &server {
        Ok(server) => server.url(),
        Err(_) => {
            count.failed += 1;
            ""
        }
    };
    // A provider for the sign-in, and mail servers: real ones, that the tests start themselves.
    count.note(assets::packages("crates/signin/tests/oidc"));
    let python = count.note(say::step("Python packages of xtask/python.txt", python));
    count.ran(say::step("Rust tests, on both stores", || rust_tests(wish, url, python.as_deref())));
    if wish.filter.is_none() {
        count.ran(say::step(
            "What others' readers make of our files (PyPI packages of xtask/python.txt)",
            independent,
        ));
    }
}

fn rust_tests(wish: &Wish, postgres: &str, python: Option<&Path>) -> Result<(Count, bool)> {
    let mut cargo = sh::cargo();
    if sh::find("cargo-nextest", &[]).is_some() {
        cargo.args([
            "nextest",
            "run",
            "--workspace",
            "--no-fail-fast",
            "--no-tests=pass",
            "--status-level=fail",
        ]);
    } else {
        cargo.args(["test", "--workspace", "--no-fail-fast"]);
    }
    cargo.args(&wish.filter);
    if !postgres.is_empty() {
        cargo.env("TALKOOT_TEST_POSTGRES", postgres);
    }
    if let Some(python) = python {
        cargo.env("TALKOOT_PYTHON", python);
    }
    let mut count = Count::default();
    let good = sh::watch(&mut cargo, |line| count.add(counted(line)))?;
    Ok((count, good))
}

/// What a closing line of nextest or of the built-in runner counts.
fn counted(line: &str) -> Count {
    let closes = line.contains("Summary [") || line.trim_start().starts_with("test result:");
    let number = |word: &str| {
        let pattern = Regex::new(&format!(r"(\d+) {word}")).ok()?;
        pattern.captures(line)?.get(1)?.as_str().parse().ok()
    };
    if !closes {
        return Count::default();
    }
    Count {
        passed: number("passed").unwrap_or(0),
        failed: number("failed").unwrap_or(0) + number("timed out").unwrap_or(0),
    }
}

/// cargo-deny takes minutes to install: used where it is, installed where asked. `xtask check` holds the same lists.
fn deny(wish: &Wish, count: &mut Count) {
    if sh::find("cargo-deny", &[]).is_none() {
        if !wish.deny {
            return say::skipped(
                "cargo deny",
                "not installed; `xtask check` has compared licences and sources (`--deny` installs it)",
            );
        }
        let install = || sh::run(sh::cargo().args(["install", "cargo-deny", "--locked", "--quiet"]));
        if count.note(say::step("cargo install cargo-deny (about seven minutes of work)", install)).is_none()
        {
            return;
        }
    }
    count.note(say::step("Licences, bans and sources: cargo deny", || {
        sh::run(sh::cargo().args([
            "deny",
            "--offline",
            "--log-level",
            "error",
            "check",
            "bans",
            "licenses",
            "sources",
        ]))
    }));
}

/// Scripts `crates/*/tests/*.py` give our files to readers that others wrote.
fn independent() -> Result<(Count, bool)> {
    let mut count = Count::default();
    let scripts = scripts();
    if scripts.is_empty() {
        return Ok((count, true));
    }
    let python = python()?;
    for script in scripts {
        let done = sh::run(sh::command(&python).arg(&script));
        if let Err(sentence) = &done {
            println!("  ✗ {sentence}");
        }
        count.note(done);
    }
    Ok((count, count.failed == 0))
}

fn scripts() -> Vec<PathBuf> {
    let mut found: Vec<PathBuf> = check::packages(&root())
        .into_iter()
        .flat_map(|folder| std::fs::read_dir(folder.join("tests")).into_iter().flatten().flatten())
        .map(|entry| entry.path())
        .filter(|path| path.extension().is_some_and(|e| e == "py"))
        .collect();
    found.sort();
    found
}

/// A Python with the packages of `xtask/python.txt`, in a folder of its own below the target folder.
fn python() -> Result<PathBuf> {
    let list = root().join("xtask/python.txt");
    let folder = target().join("python");
    let python = folder.join("bin/python");
    let stamp = folder.join("packages.txt");
    let wanted = sh::read(&list)?;
    if std::fs::read_to_string(&stamp).is_ok_and(|done| done == wanted) {
        return Ok(python);
    }
    sh::output(sh::command("python3").args(["-m", "venv"]).arg(&folder))
        .map_err(|e| format!("{e} Install Python 3 with `venv` (on Debian: python3-venv)."))?;
    sh::output(sh::command(&python).args(["-m", "pip", "install", "--quiet", "--requirement"]).arg(&list))?;
    sh::write(&stamp, &wanted)?;
    Ok(python)
}

fn target() -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), |folder| root().join(folder))
}

fn browser_step(count: &mut Count, tested: bool) {
    // The Rust tests have built the program for themselves; cargo would build its dependencies once more for it alone.
    let built = target().join("debug/talkoot");
    let binary = if tested && built.is_file() {
        built
    } else if root().join("crates/talkoot").is_dir() {
        match build::binary(false) {
            Ok(binary) => binary,
            Err(_) => return count.failed += 1,
        }
    } else {
        // Before there is a program, only the islands can be tried.
        PathBuf::new()
    };
    count.ran(say::step("Browser tests: Playwright with Chromium", || browser(&binary, false)));
}

/// Runs the browser tests against `binary`; with `pictures` they also write `docs/pictures`.
pub fn browser(binary: &Path, pictures: bool) -> Result<(Count, bool)> {
    assets::packages("e2e")?;
    let folder = root().join("e2e");
    let results = folder.join("results/results.json");
    let _ = std::fs::remove_file(&results);
    let mut npx = sh::command("npx");
    npx.args(["--no-install", "playwright", "test"]).current_dir(&folder).env("TALKOOT_BIN", binary);
    if pictures {
        npx.env("TALKOOT_PICTURES", "1");
    }
    let good = sh::watch(&mut npx, |_| {})?;
    let told = sh::read(&results).map_err(|_| "Playwright ended before it had run anything.".to_owned())?;
    let told: serde_json::Value =
        serde_json::from_str(&told).map_err(|e| format!("Playwright's results are no JSON: {e}."))?;
    let number = |name: &str| usize::try_from(told["stats"][name].as_u64().unwrap_or(0)).unwrap_or(0);
    Ok((Count { passed: number("expected") + number("flaky"), failed: number("unexpected") }, good))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn closing_lines_of_both_runners_are_counted_and_others_are_not() {
        let nextest = "     Summary [   0.512s] 14 tests run: 12 passed (1 slow), 2 failed, 0 skipped";
        assert_eq!(counted(nextest), Count { passed: 12, failed: 2 });
        let plain =
            "test result: ok. 7 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.00s";
        assert_eq!(counted(plain), Count { passed: 7, failed: 0 });
        assert_eq!(counted("12 passed it on"), Count::default());
    }

    #[test]
    fn a_runner_that_fails_without_a_failed_test_counts_as_one_failure() {
        let mut count = Count::default();
        count.ran(Ok((Count { passed: 3, failed: 0 }, false)));
        assert_eq!(count, Count { passed: 3, failed: 1 });
    }
}
