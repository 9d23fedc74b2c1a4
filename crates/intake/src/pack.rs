//! Papers out of what people send: single files, ZIPs, folders. Files come from anybody: an archive is counted while
//! it is unpacked, never trusted in what it says of its sizes, and nothing of it touches the disk.

use std::io::{Cursor, Read};
use std::path::Path;

use bytes::Bytes;
use doc::sniff::{MediaType, sniff};

/// At most so many papers come at once.
pub const MOST_FILES: usize = 2_000;
/// A larger file is not taken.
pub const MOST_BYTES: u64 = 50 << 20;
/// All that comes at once may unpack to this.
pub const MOST_UNPACKED: u64 = 1 << 30;
/// A file that unpacks to more than so many times its packed size, and is not small, is a bomb.
const MOST_RATIO: u64 = 200;

/// Why a file is not taken: the key of a text, and the value that it takes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The key.
    pub key: &'static str,
    /// The value.
    pub value: String,
}

impl Problem {
    /// A problem that needs no value.
    pub fn new(key: &'static str) -> Self {
        Self { key, value: String::new() }
    }

    /// A problem with a value.
    pub fn with(key: &'static str, value: impl ToString) -> Self {
        Self { key, value: value.to_string() }
    }
}

/// A paper as it came.
#[derive(Debug, Clone)]
pub struct Paper {
    /// Its name, with its folder within an archive.
    pub name: String,
    /// Its bytes, or why it has none.
    pub bytes: Result<Bytes, Problem>,
}

/// Takes papers in until there are too many.
#[derive(Debug, Default)]
pub struct Pack {
    /// What came.
    pub papers: Vec<Paper>,
    unpacked: u64,
}

impl Pack {
    /// Takes a file; an archive gives the files within it.
    pub fn take(&mut self, name: &str, bytes: Bytes) {
        if is_litter(name) {
            return;
        }
        if self.papers.len() >= MOST_FILES {
            // Said once, by the first that is too many.
            if self.papers.len() == MOST_FILES {
                self.refuse(name, Problem::with("intake-problem-many", MOST_FILES));
            }
            return;
        }
        if bytes.len() as u64 > MOST_BYTES {
            return self.refuse(name, large());
        }
        if sniff(&bytes) == MediaType::Zip {
            return self.unpack(name, &bytes);
        }
        self.unpacked += bytes.len() as u64;
        if self.unpacked > MOST_UNPACKED {
            return self.refuse(name, Problem::with("intake-problem-all", MOST_UNPACKED >> 20));
        }
        self.papers.push(Paper { name: name.to_owned(), bytes: Ok(bytes) });
    }

    fn refuse(&mut self, name: &str, problem: Problem) {
        self.papers.push(Paper { name: name.to_owned(), bytes: Err(problem) });
    }

    fn unpack(&mut self, archive: &str, bytes: &[u8]) {
        let Ok(mut zip) = zip::ZipArchive::new(Cursor::new(bytes)) else {
            return self.refuse(archive, Problem::new("intake-problem-broken"));
        };
        for i in 0..zip.len() {
            let entry = match zip.by_index_raw(i) {
                Ok(entry) => entry,
                Err(_) => {
                    self.refuse(&format!("{archive}/{}", i + 1), Problem::new("intake-problem-broken"));
                    continue;
                }
            };
            let (folder, locked) = (entry.is_dir(), entry.encrypted());
            // The names of old archives are in no known alphabet; the path is shown and never opened.
            let name = entry.name().map(|n| n.into_owned()).unwrap_or_else(|_| (i + 1).to_string());
            let packed = entry.compressed_size().max(1);
            drop(entry);
            if folder || is_litter(&name) {
                continue;
            }
            if self.papers.len() >= MOST_FILES {
                self.refuse(&name, Problem::with("intake-problem-many", MOST_FILES));
                return;
            }
            if locked {
                self.refuse(&name, Problem::new("intake-problem-encrypted"));
                continue;
            }
            let most = MOST_BYTES.min(MOST_UNPACKED.saturating_sub(self.unpacked));
            let mut out = Vec::new();
            let read = match zip.by_index(i) {
                Ok(entry) => entry.take(most + 1).read_to_end(&mut out).is_ok(),
                Err(_) => false,
            };
            let size = out.len() as u64;
            self.unpacked += size;
            if !read {
                self.refuse(&name, Problem::new("intake-problem-broken"));
            } else if size > most {
                self.refuse(&name, large());
                if self.unpacked > MOST_UNPACKED {
                    return;
                }
            } else if size > 1 << 20 && size / packed > MOST_RATIO {
                self.refuse(&name, Problem::new("intake-problem-bomb"));
            } else if sniff(&out) == MediaType::Zip {
                self.refuse(&name, Problem::new("intake-problem-nested"));
            } else {
                self.papers.push(Paper { name, bytes: Ok(Bytes::from(out)) });
            }
        }
    }

    /// Takes a file or all files of a folder and the folders in it, in the order of their names. It blocks.
    ///
    /// # Errors
    /// When the file or folder itself cannot be read.
    pub fn take_path(&mut self, path: &Path) -> std::io::Result<()> {
        if !path.is_dir() {
            let name = path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
            self.take_file(&name, path);
            return std::fs::metadata(path).map(|_| ());
        }
        let mut folders = vec![path.to_owned()];
        while let Some(folder) = folders.pop() {
            let mut entries: Vec<_> =
                std::fs::read_dir(&folder)?.filter_map(Result::ok).map(|e| e.path()).collect();
            entries.sort();
            for entry in entries {
                let name = entry.strip_prefix(path).unwrap_or(&entry).to_string_lossy().into_owned();
                // A link may lead in a circle or out of the folder.
                if entry.is_symlink() {
                    continue;
                }
                if entry.is_dir() {
                    folders.push(entry);
                } else {
                    self.take_file(&name, &entry);
                }
            }
        }
        Ok(())
    }

    fn take_file(&mut self, name: &str, path: &Path) {
        match std::fs::metadata(path) {
            Ok(m) if m.len() > MOST_BYTES => self.refuse(name, large()),
            _ => match std::fs::read(path) {
                Ok(bytes) => self.take(name, Bytes::from(bytes)),
                Err(e) => self.refuse(name, Problem::with("intake-problem-unread", e)),
            },
        }
    }
}

fn large() -> Problem {
    Problem::with("intake-problem-large", MOST_BYTES >> 20)
}

/// What systems leave in folders and nobody means to send.
fn is_litter(name: &str) -> bool {
    let last = name.rsplit(['/', '\\']).next().unwrap_or(name);
    name.starts_with("__MACOSX")
        || last.starts_with("~$")
        || last.starts_with('.')
        || ["thumbs.db", "desktop.ini"].contains(&last.to_lowercase().as_str())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;

    fn zipped(files: &[(&str, &[u8])]) -> Bytes {
        let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
        let how = zip::write::SimpleFileOptions::default();
        for (name, bytes) in files {
            zip.start_file(*name, how).unwrap();
            zip.write_all(bytes).unwrap();
        }
        Bytes::from(zip.finish().unwrap().into_inner())
    }

    fn taken(name: &str, bytes: Bytes) -> Vec<(String, Option<&'static str>)> {
        let mut pack = Pack::default();
        pack.take(name, bytes);
        pack.papers.into_iter().map(|p| (p.name, p.bytes.err().map(|e| e.key))).collect()
    }

    #[test]
    fn an_archive_gives_its_papers_and_not_its_litter() {
        let inner = zipped(&[("a.txt", b"x")]);
        let zip = zipped(&[
            ("2012/muistio.txt", b"Kokous"),
            ("__MACOSX/x", b"y"),
            ("~$muistio.docx", b"y"),
            ("sisäkkäinen.zip", &inner),
        ]);
        let expected = [
            ("2012/muistio.txt".to_owned(), None),
            ("sisäkkäinen.zip".to_owned(), Some("intake-problem-nested")),
        ];
        assert_eq!(taken("vanhat.zip", zip), expected);
    }

    #[test]
    fn a_bomb_is_refused_and_a_cut_archive_is_broken() {
        let bomb = zipped(&[("pommi.txt", &vec![b'0'; 8 << 20]), ("hyvä.txt", b"Kokous")]);
        let all = taken("x.zip", bomb.clone());
        assert_eq!(all[0].1, Some("intake-problem-bomb"));
        assert_eq!(all[1], ("hyvä.txt".to_owned(), None));
        assert_eq!(taken("x.zip", bomb.slice(..bomb.len() / 2))[0].1, Some("intake-problem-broken"));
    }

    #[test]
    fn too_many_and_too_large_are_named() {
        let mut pack = Pack::default();
        for i in 0..MOST_FILES + 5 {
            pack.take(&format!("{i}.txt"), Bytes::from_static(b"x"));
        }
        assert_eq!(pack.papers.len(), MOST_FILES + 1);
        assert_eq!(pack.papers.last().unwrap().bytes.as_ref().unwrap_err().key, "intake-problem-many");
        let large = Bytes::from(vec![b'x'; usize::try_from(MOST_BYTES).unwrap() + 1]);
        assert_eq!(taken("suuri.txt", large)[0].1, Some("intake-problem-large"));
    }
}
