//! Who may depend on whom, read from the crates' Cargo.toml.
//!
//! A slice is a crate that builds on `page`. Slices know each other by facts and events only; the base slices may be
//! referred to by id. Whatever is not a slice never depends on one, and engines know neither store nor web.

use super::{Found, packages, told};
use crate::{Result, sh};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// Slices that others refer to by id.
const BASE: &[&str] = &["people", "record"];
/// Crates that slices stand on, below `page` or beside it.
const GROUND: &[&str] = &["kit", "store", "page", "doc", "search", "mail"];
/// Crates that join everything.
const TOP: &[&str] = &["talkoot", "testkit"];

#[derive(Default)]
struct Needs {
    normal: BTreeSet<String>,
    dev: BTreeSet<String>,
}

pub fn check(root: &Path) -> Result<Found> {
    let mut crates = BTreeMap::new();
    for folder in packages(root) {
        let file = folder.join("Cargo.toml");
        let name = folder.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let needs = needs(&sh::read(&file)?).map_err(|e| format!("{}: {e}", told(root, &file)))?;
        crates.insert(name, needs);
    }
    Ok(judge(&crates))
}

fn needs(manifest: &str) -> Result<Needs> {
    let manifest: toml::Table = manifest.parse().map_err(|e| format!("{e}"))?;
    let of = |table: &str| -> BTreeSet<String> {
        manifest
            .get(table)
            .and_then(|t| t.as_table())
            .map(|t| t.keys().cloned().collect())
            .unwrap_or_default()
    };
    let mut normal = of("dependencies");
    normal.extend(of("build-dependencies"));
    Ok(Needs { normal, dev: of("dev-dependencies") })
}

fn judge(crates: &BTreeMap<String, Needs>) -> Found {
    let mut found = Found::default();
    let is_slice = |name: &str| {
        let builds_on_page = crates.get(name).is_some_and(|n| n.normal.contains("page"));
        builds_on_page && !TOP.contains(&name) && !GROUND.contains(&name)
    };
    for (name, needs) in crates.iter().filter(|(name, _)| !TOP.contains(&name.as_str())) {
        let all = needs.normal.iter().chain(&needs.dev).filter(|d| crates.contains_key(*d));
        for other in all.filter(|d| d.as_str() != name) {
            let only_in_tests = !needs.normal.contains(other);
            let may_know = is_slice(name)
                && BASE.contains(&other.as_str())
                && !(BASE.contains(&name.as_str()) && BASE.first() == Some(&name.as_str()));
            // Tests of pages need the gate, and a session to sign in by.
            let signs_in = other == "signin" && only_in_tests;
            if is_slice(other) && !may_know && !signs_in {
                found.error(format!("crates/{name}/Cargo.toml: `{name}` depends on the slice `{other}`; it may know only its facts and events."));
            } else if other == "talkoot" || (other == "testkit" && !only_in_tests) {
                found.error(format!(
                    "crates/{name}/Cargo.toml: `{name}` depends on `{other}`, which joins everything."
                ));
            } else if is_engine(name, crates)
                && GROUND.contains(&other.as_str())
                && other != "kit"
                && !only_in_tests
            {
                found.error(format!("crates/{name}/Cargo.toml: the engine `{name}` depends on `{other}`; engines know neither store nor web."));
            }
        }
    }
    found
}

/// Neither ground nor top, and without `page`.
fn is_engine(name: &str, crates: &BTreeMap<String, Needs>) -> bool {
    !GROUND.contains(&name)
        && !TOP.contains(&name)
        && crates.get(name).is_some_and(|n| !n.normal.contains("page"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn house(crates: &[(&str, &[&str])]) -> Vec<String> {
        let crates = crates
            .iter()
            .map(|(name, needs)| {
                let normal = needs.iter().map(|n| (*n).to_owned()).collect();
                ((*name).to_owned(), Needs { normal, dev: BTreeSet::new() })
            })
            .collect();
        judge(&crates).errors
    }

    #[test]
    fn a_slice_may_know_the_base_and_the_ground() {
        let errors = house(&[
            ("kit", &[]),
            ("store", &["kit"]),
            ("page", &["kit", "store"]),
            ("people", &["page"]),
            ("record", &["page", "people"]),
            ("numbering", &["kit"]),
            ("meetings", &["page", "people", "record", "numbering"]),
            ("talkoot", &["page", "meetings"]),
        ]);
        assert!(errors.is_empty(), "{errors:?}");
    }

    #[test]
    fn a_slice_may_not_know_another_nor_the_ground_a_slice() {
        let errors = house(&[
            ("page", &["people"]),
            ("people", &["page", "record"]),
            ("record", &["page"]),
            ("meetings", &["page"]),
            ("events", &["page", "meetings"]),
            ("numbering", &["store"]),
            ("store", &[]),
        ]);
        assert_eq!(errors.len(), 4, "{errors:?}");
    }
}
