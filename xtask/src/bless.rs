//! `bless`: what tests compare against is written anew. The diff is then read by a person, who commits it or not.

use crate::{Result, assets, build, root, say, sh, test};

/// `cargo xtask bless`
pub fn run() -> Result {
    assets::build()?;
    say::step("Snapshots in files, written anew", || {
        sh::run(
            sh::cargo()
                .args(["test", "--workspace", "--quiet"])
                .env("INSTA_UPDATE", "always")
                .env("INSTA_FORCE_PASS", "1"),
        )
    })?;
    if sh::find("cargo-insta", &[]).is_some() {
        say::step("Snapshots inside the code, accepted", || sh::run(sh::cargo().args(["insta", "accept"])))?;
    } else {
        say::skipped(
            "Snapshots inside the code",
            "left alone: `cargo install cargo-insta` if you have changed any",
        );
    }
    if root().join("crates/talkoot").is_dir() {
        let binary = build::binary(false)?;
        say::step("Pictures of docs/pictures, taken by the browser tests", || {
            test::browser(&binary, true).map(|_| ())
        })?;
    }
    println!("Now read `git diff` before you commit it.");
    Ok(())
}
