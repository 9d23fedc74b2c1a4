//! Packages whose exact version the look and the scripts rely on. An older npm or Node must not take another silently.

use super::Found;
use crate::{Result, sh};
use serde_json::Value;
use std::path::Path;

/// Package and how its version begins.
const PINNED: &[(&str, &str)] = &[("hds-core", "5.2.2"), ("htmx.org", "4.0.")];

pub fn check(root: &Path) -> Result<Found> {
    let mut found = Found::default();
    let wanted = json(&root.join("web/package.json"))?;
    let locked = json(&root.join("web/package-lock.json"))?;
    for (name, version) in PINNED {
        let asked = wanted["devDependencies"][name].as_str().unwrap_or("nothing");
        let fixed =
            locked["packages"][format!("node_modules/{name}")]["version"].as_str().unwrap_or("nothing");
        if !asked.starts_with(version) {
            found.error(format!("web/package.json asks for {name} `{asked}`, not exactly {version}."));
        }
        if asked != fixed {
            found.error(format!(
                "web/package-lock.json holds {name} {fixed}, web/package.json asks for {asked}."
            ));
        }
    }
    for folder in ["web", "e2e"] {
        for (name, version) in json(&root.join(folder).join("package.json"))?["devDependencies"]
            .as_object()
            .into_iter()
            .flatten()
        {
            if version.as_str().is_none_or(|v| !v.starts_with(|c: char| c.is_ascii_digit())) {
                found.error(format!(
                    "{folder}/package.json: {name} must have one exact version, not {version}."
                ));
            }
        }
    }
    Ok(found)
}

fn json(file: &Path) -> Result<Value> {
    serde_json::from_str(&sh::read(file)?).map_err(|e| format!("{}: {e}.", file.display()))
}
