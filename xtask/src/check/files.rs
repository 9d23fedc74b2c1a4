//! Every file that git knows: no path of somebody's machine, and a length that one can read.

use super::{Found, line_of, told, tracked};
use crate::Result;
use regex::Regex;
use std::path::Path;

const LONG: usize = 500;
const COUNTED: [&str; 5] = ["rs", "ts", "css", "html", "py"];

pub fn check(root: &Path) -> Result<Found> {
    let mut found = Found::default();
    let machine = machine_path()?;
    for file in tracked(root)? {
        // Pictures and office files are no text and are left alone.
        let Ok(text) = std::fs::read_to_string(&file) else { continue };
        for m in machine.find_iter(&text) {
            let path = m.as_str().trim_start_matches(|c| c != '/');
            found.error(format!(
                "{}:{}: a path of a machine: `{path}…`.",
                told(root, &file),
                line_of(&text, m.start())
            ));
        }
        let lines = text.lines().count();
        let counted = file.extension().is_some_and(|e| COUNTED.iter().any(|c| e == *c));
        if lines > LONG && counted {
            found.warn(format!("{} has {lines} lines: is it one thing?", told(root, &file)));
        }
    }
    Ok(found)
}

/// Home and work folders, where they begin a path.
fn machine_path() -> Result<Regex> {
    Regex::new(r#"(?:^|[\s"'`(=:,])/(?:work|root|farm|Users|home/[a-z][\w-]*)/[\w.-]"#)
        .map_err(|e| e.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn home_and_work_folders_are_told_and_addresses_are_not() {
        let machine = machine_path().unwrap();
        for bad in ["see /ro_ot/x", "(/wo_rk/main", "\"/ho_me/eva/x"] {
            assert!(machine.is_match(&bad.replace('_', "")), "{bad}");
        }
        for good in
            ["https://example.org/work/x", "/fi/work/x", "/var/lib/talkoot/data", "../root/x", "/work"]
        {
            assert!(!machine.is_match(good), "{good}");
        }
    }
}
