//! `new-feature` makes a slice that compiles and whose tests pass, with two lines elsewhere.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test may stop")]

use std::path::Path;
use std::process::Command;

fn run(command: &mut Command) -> String {
    let out = command.output().expect("runs");
    let words = format!("{}{}", String::from_utf8_lossy(&out.stdout), String::from_utf8_lossy(&out.stderr));
    assert!(out.status.success(), "{command:?}\n{words}");
    words
}

#[test]
fn a_new_feature_compiles_and_its_tests_pass_in_a_copy_of_the_house() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("a root");
    let copy = tempfile::tempdir().expect("a folder");
    let listed = run(Command::new("git").current_dir(root).args([
        "ls-files",
        "--cached",
        "--others",
        "--exclude-standard",
        "Cargo.*",
        "crates",
        "xtask",
        "demo",
        ".cargo",
    ]));
    for file in listed.lines().filter(|f| root.join(f).is_file()) {
        let to = copy.path().join(file);
        std::fs::create_dir_all(to.parent().expect("a folder")).expect("makes");
        std::fs::copy(root.join(file), to).expect("copies");
    }
    std::fs::create_dir_all(copy.path().join("web/dist")).expect("makes");
    run(Command::new(env!("CARGO_BIN_EXE_xtask"))
        .env("CARGO_MANIFEST_DIR", copy.path().join("xtask"))
        .args(["new-feature", "swap_shop"]));
    // The dependencies that are built already serve the copy too: only the house itself is compiled again.
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).parent().expect("the target folder");
    let words = run(Command::new(env!("CARGO"))
        .current_dir(copy.path())
        .env("CARGO_TARGET_DIR", target)
        .args(["test", "-p", "swap_shop"]));
    assert!(words.contains("only_the_coordinator_keeps_notes ... ok"), "{words}");
    let features =
        std::fs::read_to_string(copy.path().join("crates/talkoot/src/features.rs")).expect("reads");
    assert!(features.contains("swap_shop::feature()"), "{features}");
}
