//! `docs/needs.csv`: what users need, and the page, demo record and test that show it.

use super::{Found, files_below};
use crate::{Result, sh};
use std::path::Path;

const COLUMNS: [&str; 4] = ["id", "page", "demo", "test"];

/// Everything that rows may name, as one text each.
struct House {
    code: String,
    demo: String,
    tests: String,
}

pub fn check(root: &Path) -> Result<Found> {
    let file = root.join("docs/needs.csv");
    if !file.is_file() {
        let mut found = Found::default();
        found.warn("docs/needs.csv is not there yet.");
        return Ok(found);
    }
    let house = House {
        code: join(&files_below(&root.join("crates"), &[".rs", ".html"]))?,
        demo: join(&[files_below(&root.join("demo"), &[""]), demos(root)].concat())?,
        tests: join(
            &[files_below(&root.join("crates"), &[".rs"]), files_below(&root.join("e2e"), &[".ts"])].concat(),
        )?,
    };
    judge(&sh::read(&file)?, &house)
}

fn demos(root: &Path) -> Vec<std::path::PathBuf> {
    let named_demo =
        |p: &std::path::PathBuf| p.components().any(|c| c.as_os_str().to_string_lossy().starts_with("demo"));
    files_below(&root.join("crates"), &[".rs", ".toml", ".json"]).into_iter().filter(named_demo).collect()
}

fn judge(table: &str, house: &House) -> Result<Found> {
    let mut found = Found::default();
    let mut reader = csv::Reader::from_reader(table.as_bytes());
    let heads = reader.headers().map_err(|e| format!("docs/needs.csv: {e}."))?.clone();
    let places: Vec<usize> = COLUMNS.iter().filter_map(|c| heads.iter().position(|h| h == *c)).collect();
    let [id, page, demo, test] = places[..] else {
        found.error(format!("docs/needs.csv: the columns must be {}.", COLUMNS.join(", ")));
        return Ok(found);
    };
    let mut seen = std::collections::BTreeSet::new();
    for row in reader.records() {
        let row = row.map_err(|e| format!("docs/needs.csv: {e}."))?;
        let (id, page, demo, test) = (&row[id], &row[page], &row[demo], &row[test]);
        if !seen.insert(id.to_owned()) {
            found.error(format!("docs/needs.csv: `{id}` stands twice."));
        }
        // A page is told with its language; routes in code are written without.
        let route = ["/fi", "/sv", "/en"].iter().find_map(|l| page.strip_prefix(l)).unwrap_or(page);
        if route.is_empty() || !house.code.contains(route) {
            found.error(format!("docs/needs.csv: `{id}`: no route `{route}` stands in the code."));
        }
        if demo.is_empty() || !house.demo.contains(demo) {
            found.error(format!("docs/needs.csv: `{id}`: the demo has no record `{demo}`."));
        }
        if test.is_empty() || !has_test(&house.tests, test) {
            found.error(format!("docs/needs.csv: `{id}`: there is no test `{test}`."));
        }
    }
    Ok(found)
}

/// A Rust test is a function; a browser test has its name in quotes.
fn has_test(tests: &str, name: &str) -> bool {
    tests.contains(&format!("fn {name}("))
        || ['\'', '"', '`'].iter().any(|q| tests.contains(&format!("{q}{name}{q}")))
}

fn join(files: &[std::path::PathBuf]) -> Result<String> {
    let texts: Vec<String> = files.iter().filter_map(|f| std::fs::read_to_string(f).ok()).collect();
    Ok(texts.join("\n"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_that_names_what_does_not_exist_is_told() {
        let house = House {
            code: r#".route("/meetings/{id}", get(show))"#.into(),
            demo: "managers-2021-10".into(),
            tests: "async fn the_call_is_sent_once() {}\ntest('the month by keyboard', …)".into(),
        };
        let good = "id,page,demo,test\n1,/fi/meetings/{id},managers-2021-10,the_call_is_sent_once\n2,/meetings,managers,the month by keyboard\n";
        assert_eq!(judge(good, &house).unwrap().errors, Vec::<String>::new());
        let bad = "id,page,demo,test\n1,/fi/boats,titanic,the_call\n1,,,\n";
        assert_eq!(judge(bad, &house).unwrap().errors.len(), 7);
    }
}
