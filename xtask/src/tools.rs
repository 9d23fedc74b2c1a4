//! What the tests need from the machine: looked for, and with the right to, installed by apt.

use crate::{Result, say, sh};
use std::path::Path;
use std::process::Command;

/// A Debian package, what it is for, and the files any of which shows that it is here (`*` is one folder of any name).
pub struct Tool {
    pub package: &'static str,
    pub purpose: &'static str,
    probes: &'static [&'static str],
}

/// Needed by the Rust tests.
pub const RUST: &[Tool] = &[
    Tool {
        package: "postgresql",
        purpose: "the second store",
        probes: &["/usr/lib/postgresql/*/bin/initdb", "/usr/local/bin/initdb", "/usr/bin/initdb"],
    },
    Tool {
        package: "libvoikko1",
        purpose: "Finnish word forms in search",
        probes: &["/usr/lib/*/libvoikko.so.1", "/usr/lib/libvoikko.so.1"],
    },
    Tool {
        package: "voikko-fi",
        purpose: "its dictionary",
        probes: &["/usr/share/voikko/5", "/usr/lib/voikko/5", "/usr/lib/*/voikko/5"],
    },
    Tool {
        package: "dovecot-imapd",
        purpose: "a mailbox to read replies from",
        probes: &["/usr/lib/dovecot/imap", "/usr/libexec/dovecot/imap"],
    },
    Tool { package: "poppler-utils", purpose: "PDF to text and pictures", probes: &["/usr/bin/pdftotext"] },
    Tool {
        package: "libreoffice-calc-nogui",
        purpose: "tables saved by an office program",
        probes: &["/usr/lib/libreoffice/program/libsclo.so"],
    },
    Tool {
        package: "libreoffice-writer-nogui",
        purpose: "documents opened by an office program",
        probes: &["/usr/lib/libreoffice/program/libswlo.so", "/usr/lib/libreoffice/program/libswlolo.so"],
    },
];

/// Needed by the browser tests.
pub const BROWSER: &[Tool] =
    &[Tool { package: "chromium", purpose: "the browser", probes: &["/usr/bin/chromium"] }];

/// Makes sure that all are here.
pub fn need(tools: &[&Tool]) -> Result {
    let missing: Vec<&&Tool> = tools.iter().filter(|tool| !tool.is_here()).collect();
    if missing.is_empty() {
        say::skipped("Tools of the machine", "all here");
        return Ok(());
    }
    let packages: Vec<&str> = missing.iter().map(|t| t.package).collect();
    let told =
        missing.iter().map(|t| format!("{} ({})", t.package, t.purpose)).collect::<Vec<_>>().join(", ");
    if !sh::is_root() || sh::find("apt-get", &[]).is_none() {
        let list = packages.join(" ");
        return Err(format!(
            "Missing: {told}. Install them (on Debian or Ubuntu: `sudo apt-get install {list}`) and run this again."
        ));
    }
    say::step(&format!("apt installs {told}"), || {
        let apt = |words: &[&str]| {
            sh::output(
                Command::new("apt-get")
                    .args(["-q", "-y"])
                    .args(words)
                    .env("DEBIAN_FRONTEND", "noninteractive"),
            )
            .map_err(|e| format!("apt could not install {}: {e}", packages.join(" ")))
        };
        apt(&["update"])?;
        apt(&[&["install", "--no-install-recommends"], packages.as_slice()].concat())?;
        match missing.iter().find(|tool| !tool.is_here()) {
            None => Ok(()),
            Some(tool) => Err(format!(
                "apt installed {}, yet it is not where it was looked for: {}.",
                tool.package,
                tool.probes.join(", ")
            )),
        }
    })
}

impl Tool {
    fn is_here(&self) -> bool {
        self.probes.iter().any(|probe| exists(probe))
    }
}

/// Whether a path is there, `*` standing for one folder of any name.
fn exists(probe: &str) -> bool {
    let Some((before, after)) = probe.split_once("/*/") else { return Path::new(probe).exists() };
    std::fs::read_dir(before).into_iter().flatten().flatten().any(|entry| entry.path().join(after).exists())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_star_in_a_probe_stands_for_one_folder() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::create_dir_all(folder.path().join("15/bin")).unwrap();
        let base = folder.path().display();
        assert!(exists(&format!("{base}/*/bin")));
        assert!(!exists(&format!("{base}/*/lib")));
    }
}
