//! The guide knows every page.

use help::guide::guide;
use help::sections::section_for;

/// What is read by programs or printed, and so carries no link to the guide.
fn is_file(path: &str) -> bool {
    let last = path.rsplit('/').next().unwrap_or_default();
    last.contains('.') || path.contains("/files/") || last.starts_with("{file")
}

#[test]
fn every_page_of_the_program_has_its_section_in_the_guide() {
    let mut without = Vec::new();
    for feature in talkoot::features() {
        for route in
            feature.routes.known().iter().filter(|r| r.page && r.method == "GET" && !is_file(&r.path))
        {
            let path = route.path.replace(['{', '}'], "");
            match section_for(&path) {
                Some(anchor) => assert!(guide().iter().any(|s| s.anchor == anchor), "{path}: no #{anchor}"),
                None => without.push(route.path.clone()),
            }
        }
    }
    assert!(without.is_empty(), "name their sections in crates/help/src/sections.rs: {without:#?}");
}

#[test]
fn every_hint_stands_on_a_page_that_is_there() {
    let all: Vec<_> = talkoot::features().iter().flat_map(|f| f.routes.known().to_vec()).collect();
    for hint in help::hints::HINTS {
        let there = all.iter().any(|r| {
            let plain: Vec<_> =
                r.path.split('/').map(|p| if p.starts_with('{') { "{}" } else { p }).collect();
            r.page && r.method == "GET" && plain.join("/") == hint.page
        });
        assert!(there, "the hint {} stands on {}, which is no page", hint.key, hint.page);
    }
}
