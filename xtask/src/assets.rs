//! The pages' styles and scripts: npm packages by the lock file, then Vite, each only when something has changed.

use crate::{Result, root, say, sh};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

const NODE: (u32, u32) = (20, 19);

/// `web/dist` made, or found fresh.
pub fn build() -> Result {
    let web = root().join("web");
    let made = web.join("dist/manifest.json");
    let sources = ["src", "styles", "texts", "package-lock.json", "vite.config.ts", "tsconfig.json"];
    let newest = sources.iter().filter_map(|s| newest(&web.join(s))).max();
    if modified(&made).is_some_and(|made| newest.is_some_and(|newest| newest <= made)) {
        say::skipped("Assets (styles and scripts)", "fresh, nothing to do");
        return Ok(());
    }
    packages("web")?;
    say::step("Assets: Vite builds styles and scripts into web/dist", || {
        npm(&["run", "--silent", "check"], "web")?;
        npm(&["run", "--silent", "build"], "web")
    })
}

/// `npm ci` in a folder, unless its packages are already those of the lock file.
pub fn packages(folder: &str) -> Result {
    let at = root().join(folder);
    let lock = sh::read(&at.join("package-lock.json"))?;
    let stamp = at.join("node_modules/.talkoot-lock");
    if std::fs::read_to_string(&stamp).is_ok_and(|done| done == lock) {
        return Ok(());
    }
    node_is_new_enough()?;
    say::step(&format!("npm fetches the packages that {folder}/package-lock.json names"), || {
        // hds-core asks for a newer Node than it needs to be read: it is CSS. The lock file holds its version.
        npm(&["ci", "--no-audit", "--no-fund", "--loglevel=error"], folder)
            .map_err(|e| format!("{e} It fetches from the npm registry: is that reachable from here?"))?;
        sh::write(&stamp, &lock)
    })
}

fn npm(words: &[&str], folder: &str) -> Result {
    sh::run(
        sh::command("npm")
            .args(words)
            .current_dir(root().join(folder))
            .env("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1"),
    )
}

fn node_is_new_enough() -> Result {
    let wanted = format!("Install Node.js {}.{} or newer (with npm) and run this again.", NODE.0, NODE.1);
    let version = sh::output(sh::command("node").arg("--version")).map_err(|e| format!("{e} {wanted}"))?;
    let mut numbers = version.trim().trim_start_matches('v').split('.').map_while(|n| n.parse::<u32>().ok());
    let found = (numbers.next().unwrap_or(0), numbers.next().unwrap_or(0));
    if found >= NODE { Ok(()) } else { Err(format!("Node.js {} is too old. {wanted}", version.trim())) }
}

fn modified(file: &Path) -> Option<SystemTime> {
    file.metadata().and_then(|m| m.modified()).ok()
}

/// The time of the last change in a file or below a folder.
fn newest(path: &Path) -> Option<SystemTime> {
    if path.is_file() {
        return modified(path);
    }
    let inside: Vec<PathBuf> = std::fs::read_dir(path).ok()?.flatten().map(|e| e.path()).collect();
    inside.iter().filter_map(|p| newest(p)).chain(modified(path)).max()
}
