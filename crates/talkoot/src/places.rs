use std::path::{Path, PathBuf};

use clap::Args;
use sha2::{Digest, Sha256};

use crate::failure::Failure;

/// Where things are kept: a folder with everything in it, or the two addresses of the environment.
#[derive(Debug, Clone, Default, Args)]
pub(crate) struct Places {
    /// A folder that holds the embedded store and the files, as `talkoot demo` makes it
    #[arg(long, global = true, value_name = "DIR")]
    pub(crate) data: Option<PathBuf>,
    /// The database: sqlite://FILE or postgres://user:password@host/name
    #[arg(long, global = true, env = "TALKOOT_DATABASE_URL", hide_env_values = true, value_name = "URL")]
    pub(crate) database: Option<String>,
    /// The file store: file:FOLDER
    #[arg(long, global = true, env = "TALKOOT_FILES_URL", value_name = "URL")]
    pub(crate) files: Option<String>,
    /// The folder of the search index, which may be thrown away at any time
    #[arg(long, global = true, env = "TALKOOT_SEARCH_DIR", value_name = "DIR")]
    pub(crate) search: Option<PathBuf>,
}

/// The addresses to open.
#[derive(Debug, Clone)]
pub(crate) struct Addresses {
    pub(crate) database: String,
    pub(crate) files: String,
    pub(crate) search: PathBuf,
}

impl Places {
    /// The folder is named on the command line and so goes before the environment.
    pub(crate) fn addresses(&self) -> Result<Addresses, Failure> {
        if let Some(dir) = &self.data {
            let found = Addresses::in_folder(dir);
            return Ok(Addresses { search: self.search.clone().unwrap_or(found.search.clone()), ..found });
        }
        let (Some(database), Some(files)) = (self.database.clone(), self.files.clone()) else {
            let missing = if self.database.is_none() { "TALKOOT_DATABASE_URL" } else { "TALKOOT_FILES_URL" };
            return Err(Failure::Usage(format!(
                "{missing} is not set. Set TALKOOT_DATABASE_URL (sqlite:///var/lib/talkoot/talkoot.db or \
                 postgres://user:password@host/name) and TALKOOT_FILES_URL (file:/var/lib/talkoot/files), or name \
                 a folder that holds both with --data DIR."
            )));
        };
        let search = self.search.clone().unwrap_or_else(|| {
            let name = hex::encode(&Sha256::digest(&database)[..8]);
            std::env::temp_dir().join(format!("talkoot-search-{name}"))
        });
        Ok(Addresses { database, files, search })
    }
}

impl Addresses {
    pub(crate) fn in_folder(dir: &Path) -> Self {
        Self {
            database: format!("sqlite://{}", dir.join("talkoot.db").display()),
            files: format!("file:{}", dir.join("files").display()),
            search: dir.join("search"),
        }
    }

    /// The database's address without its password, for messages.
    pub(crate) fn shown(&self) -> String {
        match (self.database.split_once("://"), self.database.rsplit_once('@')) {
            (Some((kind, _)), Some((_, host))) => format!("{kind}://…@{host}"),
            _ => self.database.clone(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_missing_setting_is_named_with_its_remedy() {
        let missing = Places { database: Some("sqlite://x".into()), ..Places::default() };
        let said = missing.addresses().unwrap_err().to_string();
        assert!(said.starts_with("TALKOOT_FILES_URL is not set. Set "), "{said}");
        assert!(said.contains("--data DIR"), "{said}");
    }

    #[test]
    fn the_folder_of_the_command_line_goes_before_the_environment() {
        let both =
            Places { data: Some("/x".into()), database: Some("postgres://y".into()), ..Places::default() };
        assert_eq!(both.addresses().unwrap().database, "sqlite:///x/talkoot.db");
    }

    #[test]
    fn no_message_tells_the_password() {
        let a = Addresses {
            database: "postgres://me:hunter2@db/talkoot".into(),
            files: "file:/f".into(),
            search: "/s".into(),
        };
        assert_eq!(a.shown(), "postgres://…@db/talkoot");
    }
}
