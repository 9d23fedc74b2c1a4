//! Licences, forbidden crates and sources by the lists of deny.toml, so that every machine checks them, also one
//! without cargo-deny.

use super::Found;
use crate::{Result, sh};
use serde_json::Value;
use std::collections::BTreeSet;
use std::path::Path;

pub fn check(root: &Path) -> Result<Found> {
    let rules: toml::Table =
        sh::read(&root.join("deny.toml"))?.parse().map_err(|e| format!("deny.toml: {e}"))?;
    let allowed: BTreeSet<&str> = strings(&rules["licenses"]["allow"]).collect();
    let banned: BTreeSet<&str> = rules["bans"]["deny"]
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(|b| b.get("crate")?.as_str())
        .collect();
    let sources: Vec<&str> = strings(&rules["sources"]["allow-registry"]).collect();

    let words = ["metadata", "--format-version=1", "--locked", "--all-features"];
    let told = sh::output(sh::cargo().args(words).current_dir(root))?;
    let told: Value = serde_json::from_str(&told).map_err(|e| format!("cargo metadata is no JSON: {e}."))?;
    let mut found = Found::default();
    for package in told["packages"].as_array().into_iter().flatten() {
        let name = format!(
            "{} {}",
            package["name"].as_str().unwrap_or("?"),
            package["version"].as_str().unwrap_or("?")
        );
        let licence = package["license"].as_str().unwrap_or("");
        if !permits(licence, &allowed) {
            found.error(format!("{name}: its licence `{licence}` is not among those of deny.toml."));
        }
        if banned.contains(package["name"].as_str().unwrap_or("?")) {
            found.error(format!("{name}: deny.toml forbids it."));
        }
        let source = package["source"].as_str().map(|s| s.trim_start_matches("registry+"));
        if source.is_some_and(|s| !sources.contains(&s)) {
            found.error(format!("{name}: it comes from {}.", source.unwrap_or("nowhere")));
        }
    }
    Ok(found)
}

fn strings(list: &toml::Value) -> impl Iterator<Item = &str> {
    list.as_array().into_iter().flatten().filter_map(toml::Value::as_str)
}

/// Whether an SPDX expression (`A OR B`, `A AND (B OR C)`, the old `A/B`) can be met by allowed licences.
fn permits(expression: &str, allowed: &BTreeSet<&str>) -> bool {
    let spaced =
        expression.replace('(', " ( ").replace(')', " ) ").replace('/', " OR ").replace(" WITH ", "~");
    let words: Vec<&str> = spaced.split_whitespace().collect();
    let mut at = 0;
    !words.is_empty() && either(&words, &mut at, allowed) && at == words.len()
}

fn either(words: &[&str], at: &mut usize, allowed: &BTreeSet<&str>) -> bool {
    let mut good = both(words, at, allowed);
    while words.get(*at) == Some(&"OR") {
        *at += 1;
        let next = both(words, at, allowed);
        good = good || next;
    }
    good
}

fn both(words: &[&str], at: &mut usize, allowed: &BTreeSet<&str>) -> bool {
    let mut good = one(words, at, allowed);
    while words.get(*at) == Some(&"AND") {
        *at += 1;
        let next = one(words, at, allowed);
        good = good && next;
    }
    good
}

fn one(words: &[&str], at: &mut usize, allowed: &BTreeSet<&str>) -> bool {
    let word = words.get(*at).copied().unwrap_or("");
    *at += 1;
    if word == "(" {
        let good = either(words, at, allowed);
        let closed = words.get(*at) == Some(&")");
        *at += 1;
        return good && closed;
    }
    allowed.contains(word.replace('~', " WITH ").as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_expression_passes_only_if_allowed_licences_can_meet_it() {
        let allowed = BTreeSet::from(["MIT", "Apache-2.0", "Apache-2.0 WITH LLVM-exception", "Unicode-3.0"]);
        let good = [
            "MIT",
            "MIT OR GPL-3.0",
            "(MIT OR GPL-2.0) AND Unicode-3.0",
            "GPL-3.0/MIT",
            "Apache-2.0 WITH LLVM-exception",
        ];
        let bad = ["", "GPL-3.0-or-later", "MIT AND GPL-3.0", "MIT OR", "(MIT", "MIT Apache-2.0"];
        assert!(good.iter().all(|e| permits(e, &allowed)));
        assert_eq!(bad.iter().filter(|e| permits(e, &allowed)).collect::<Vec<_>>(), Vec::<&&str>::new());
    }
}
