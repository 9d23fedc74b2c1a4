//! `check`: the house's rules, read from the files without compiling anything. Each rule gives sentences that name
//! file and line; warnings are told but let pass.

mod boundaries;
mod files;
mod licences;
mod needs;
mod pins;
mod templates;
mod texts;

use crate::{Result, sh};
use std::path::{Path, PathBuf};

/// What a rule found.
#[derive(Debug, Default)]
pub struct Found {
    pub errors: Vec<String>,
    pub warnings: Vec<String>,
}

impl Found {
    fn error(&mut self, sentence: impl Into<String>) {
        self.errors.push(sentence.into());
    }

    fn warn(&mut self, sentence: impl Into<String>) {
        self.warnings.push(sentence.into());
    }
}

type Rule = fn(&Path) -> Result<Found>;

const RULES: &[(&str, Rule)] = &[
    ("slices never import one another", boundaries::check),
    ("texts are the same in three languages, and each that is asked for exists", texts::check),
    ("templates hold no words and keep the content security policy", templates::check),
    ("each need has its page, demo record and test", needs::check),
    ("npm packages are the pinned ones", pins::check),
    ("licences and sources of crates are those of deny.toml", licences::check),
    ("files name no machine's paths, and are of a readable length", files::check),
];

/// Runs every rule and fails if any has found an error.
pub fn run(root: &Path) -> Result {
    let mut errors = 0;
    for (name, rule) in RULES {
        let found = rule(root)?;
        println!("  {} {name}", if found.errors.is_empty() { "✓" } else { "✗" });
        found.errors.iter().for_each(|e| println!("      {e}"));
        found.warnings.iter().for_each(|w| println!("      (note) {w}"));
        errors += found.errors.len();
    }
    match errors {
        0 => Ok(()),
        1 => Err("One rule of the house is broken; it is named above.".into()),
        n => Err(format!("{n} breaches of the house's rules are named above.")),
    }
}

/// The folders of the workspace's crates, in order.
pub fn packages(root: &Path) -> Vec<PathBuf> {
    let mut folders: Vec<PathBuf> = std::fs::read_dir(root.join("crates"))
        .into_iter()
        .flatten()
        .flatten()
        .map(|e| e.path())
        .filter(|p| p.join("Cargo.toml").is_file())
        .collect();
    folders.sort();
    folders
}

/// All files below `folder` whose names end so, in order.
fn files_below(folder: &Path, endings: &[&str]) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut open = vec![folder.to_owned()];
    while let Some(next) = open.pop() {
        for path in std::fs::read_dir(next).into_iter().flatten().flatten().map(|e| e.path()) {
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            if path.is_dir()
                && !["node_modules", "target", "dist", "results", "report"].contains(&name.as_str())
            {
                open.push(path);
            } else if path.is_file() && endings.iter().any(|e| name.ends_with(e)) {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

/// A path as it is told: from the root on.
fn told(root: &Path, file: &Path) -> String {
    file.strip_prefix(root).unwrap_or(file).display().to_string()
}

/// The line of a byte position, counted from one.
fn line_of(text: &str, at: usize) -> usize {
    text.as_bytes().iter().take(at).filter(|b| **b == b'\n').count() + 1
}

/// The files that git knows.
fn tracked(root: &Path) -> Result<Vec<PathBuf>> {
    let list = sh::output(sh::command("git").args(["ls-files", "-z"]).current_dir(root))?;
    Ok(list.split('\0').filter(|n| !n.is_empty()).map(|n| root.join(n)).filter(|p| p.is_file()).collect())
}
