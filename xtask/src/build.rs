//! `build` and `demo`: assets, then the binary.

use crate::{Result, assets, root, say, sh};
use std::path::PathBuf;

/// `cargo xtask build [--release]`
pub fn build(words: &[String]) -> Result {
    let release = match words {
        [] => false,
        [one] if one == "--release" => true,
        _ => return Err("`cargo xtask build` takes nothing but `--release`.".into()),
    };
    assets::build()?;
    let binary = binary(release)?;
    println!("{}", binary.display());
    Ok(())
}

/// `cargo xtask demo [-- ARGS…]`
pub fn demo(words: &[String]) -> Result {
    assets::build()?;
    let binary = binary(false)?;
    let words: Vec<&String> = words.iter().filter(|w| *w != "--").collect();
    println!("→ The demo regions, served until you press Ctrl+C");
    sh::run(sh::command(binary).arg("demo").args(words))
}

/// The path of the program `talkoot`, freshly built. Cargo itself tells where it put it.
pub fn binary(release: bool) -> Result<PathBuf> {
    if !root().join("crates/talkoot").is_dir() {
        return Err("There is no crate `talkoot` to build.".into());
    }
    let kind = if release { "release" } else { "dev" };
    let name =
        format!("Cargo builds the binary ({kind}), fetching crates from crates.io that are not here yet");
    say::step(&name, || {
        let mut cargo = sh::cargo();
        cargo.args([
            "build",
            "--package",
            "talkoot",
            "--bin",
            "talkoot",
            "--message-format=json-render-diagnostics",
        ]);
        if release {
            cargo.arg("--release");
        }
        let output = cargo
            .stderr(std::process::Stdio::inherit())
            .output()
            .map_err(|e| format!("cargo did not start: {e}."))?;
        if !output.status.success() {
            return Err("The binary did not compile; the compiler's words are above.".into());
        }
        String::from_utf8_lossy(&output.stdout)
            .lines()
            .filter_map(|line| serde_json::from_str::<serde_json::Value>(line).ok())
            .filter_map(|message| message["executable"].as_str().map(PathBuf::from))
            .next_back()
            .ok_or_else(|| "Cargo built no program.".into())
    })
}
