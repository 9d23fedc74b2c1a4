//! `bench NAME`: one measurement. A measurement is a bench target without harness, `crates/*/benches/NAME.rs`, that
//! prints its ratio as the last line. Those that need the server find its release build in `TALKOOT_BIN`.

use crate::{Result, assets, build, root, sh};
use std::collections::BTreeMap;

/// `cargo xtask bench [NAME] [ARGS…]`
pub fn run(words: &[String]) -> Result {
    let benches = list();
    let Some((name, rest)) = words.split_first() else {
        for (name, package) in &benches {
            println!("{name}  (crate {package})");
        }
        return Ok(());
    };
    let Some(package) = benches.get(name) else {
        let known = benches.keys().map(String::as_str).collect::<Vec<_>>().join(", ");
        return Err(format!("There is no measurement `{name}`; known: {known}."));
    };
    let mut cargo = sh::cargo();
    cargo.args(["bench", "--package", package, "--bench", name, "--"]).args(rest);
    if root().join("crates/talkoot").is_dir() {
        assets::build()?;
        cargo.env("TALKOOT_BIN", build::binary(true)?);
    }
    sh::run(&mut cargo)
}

/// Name of a measurement → its crate.
fn list() -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    for package in std::fs::read_dir(root().join("crates")).into_iter().flatten().flatten() {
        for file in std::fs::read_dir(package.path().join("benches")).into_iter().flatten().flatten() {
            let path = file.path();
            if path.extension().is_some_and(|e| e == "rs") {
                let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
                found.insert(name, package.file_name().to_string_lossy().into_owned());
            }
        }
    }
    found
}
