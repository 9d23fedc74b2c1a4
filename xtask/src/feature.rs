//! `new-feature NAME`: a new slice, copied from a living example, and its two lines elsewhere.

use crate::{Result, say, sh};
use std::path::{Path, PathBuf};

/// Where the two lines go: file, the mark that they stand before, and the line.
const LINES: [(&str, &str, &str); 2] = [
    ("crates/talkoot/Cargo.toml", "# features: end", "example = { path = \"../example\" }"),
    ("crates/talkoot/src/features.rs", "// features: end", "example::feature(),"),
];

/// `cargo xtask new-feature NAME [--from FOLDER]`
pub fn run(root: &Path, words: &[String]) -> Result {
    let (name, from) = match words {
        [name] => (name, root.join("xtask/template")),
        [name, from, folder] if from == "--from" => (name, root.join(folder)),
        _ => return Err("`cargo xtask new-feature NAME` wants one name.".into()),
    };
    make(root, name, &from)?;
    println!("Made crates/{name}. Next: `cargo test -p {name}`, then its words in crates/{name}/src/lib.rs.");
    Ok(())
}

fn make(root: &Path, name: &str, from: &Path) -> Result {
    let good = name.starts_with(|c: char| c.is_ascii_lowercase())
        && name.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_');
    if !good {
        return Err(format!("`{name}` cannot be a crate's name: use a–z, 0–9 and _, a letter first."));
    }
    let to = root.join("crates").join(name);
    if to.exists() {
        return Err(format!("crates/{name} is there already."));
    }
    if !from.is_dir() {
        return Err(format!("The example {} is not there.", from.display()));
    }
    let words = Words::new(from, name);
    let lines = LINES
        .iter()
        .map(|(file, mark, line)| inserted(&root.join(file), mark, &words.put(line)))
        .collect::<Result<Vec<_>>>()?;
    say::step(&format!("Copying {} to crates/{name}", from.display()), || copy(from, &to, &words))?;
    for (file, text) in lines {
        sh::write(&file, &text)?;
    }
    Ok(())
}

/// The example's name in its three spellings, and the new one's.
struct Words([(String, String); 3]);

impl Words {
    /// A folder `template` speaks of `example`; any other example has the name of its folder.
    fn new(from: &Path, name: &str) -> Self {
        let folder = from.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let old = if folder == "template" { "example".to_owned() } else { folder };
        Self([
            (old.clone(), name.to_owned()),
            (camel(&old), camel(name)),
            (old.to_uppercase(), name.to_uppercase()),
        ])
    }

    fn put(&self, text: &str) -> String {
        let example = &self.0[0].0;
        let text = if example == "example" { text.to_owned() } else { text.replace("example", example) };
        self.0.iter().fold(text, |text, (old, new)| text.replace(old, new))
    }

    fn put_in_file(&self, text: &str) -> String {
        self.0.iter().fold(text.to_owned(), |text, (old, new)| text.replace(old, new))
    }
}

fn camel(name: &str) -> String {
    name.split('_')
        .map(|part| {
            let mut letters = part.chars();
            letters
                .next()
                .map(|first| first.to_uppercase().collect::<String>() + letters.as_str())
                .unwrap_or_default()
        })
        .collect()
}

fn copy(from: &Path, to: &Path, words: &Words) -> Result {
    let trouble = |path: &Path, e: std::io::Error| format!("{}: {e}.", path.display());
    std::fs::create_dir_all(to).map_err(|e| trouble(to, e))?;
    for entry in std::fs::read_dir(from).map_err(|e| trouble(from, e))?.flatten() {
        let path = entry.path();
        let name = words.put_in_file(&entry.file_name().to_string_lossy());
        // `Cargo.toml.in` keeps cargo from taking the template for a crate.
        let target = to.join(name.strip_suffix(".in").unwrap_or(&name));
        if path.is_dir() {
            copy(&path, &target, words)?;
        } else if let Ok(text) = std::fs::read_to_string(&path) {
            sh::write(&target, &words.put_in_file(&text))?;
        } else {
            std::fs::copy(&path, &target).map_err(|e| trouble(&path, e))?;
        }
    }
    Ok(())
}

/// The file with `line` before the line of `mark`, as far in as the mark is.
fn inserted(file: &Path, mark: &str, line: &str) -> Result<(PathBuf, String)> {
    let text = sh::read(file)?;
    let Some(at) = text.lines().position(|l| l.trim() == mark) else {
        return Err(format!("{} has no line `{mark}` to add the feature before.", file.display()));
    };
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    let indent: String = lines[at].chars().take_while(|c| c.is_whitespace()).collect();
    lines.insert(at, format!("{indent}{line}"));
    Ok((file.to_owned(), lines.join("\n") + "\n"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    fn house() -> tempfile::TempDir {
        let house = tempfile::tempdir().unwrap();
        let root = house.path();
        for folder in ["crates/talkoot/src", "xtask/template/src", "xtask/template/texts"] {
            fs::create_dir_all(root.join(folder)).unwrap();
        }
        fs::write(
            root.join("crates/talkoot/Cargo.toml"),
            "[dependencies]\n# features: begin\n# features: end\n",
        )
        .unwrap();
        fs::write(
            root.join("crates/talkoot/src/features.rs"),
            "vec![\n    // features: begin\n    // features: end\n]\n",
        )
        .unwrap();
        fs::write(root.join("xtask/template/Cargo.toml.in"), "name = \"example\"\n").unwrap();
        fs::write(root.join("xtask/template/src/example.rs"), "struct ExampleRow; const EXAMPLE: u8 = 1;")
            .unwrap();
        fs::write(root.join("xtask/template/texts/fi.ftl"), "example-title = x\n").unwrap();
        house
    }

    #[test]
    fn a_new_feature_is_a_folder_and_two_lines_elsewhere() {
        let house = house();
        let root = house.path();
        make(root, "swap_shop", &root.join("xtask/template")).unwrap();
        let read = |file: &str| fs::read_to_string(root.join(file)).unwrap();
        assert_eq!(read("crates/swap_shop/Cargo.toml"), "name = \"swap_shop\"\n");
        assert_eq!(read("crates/swap_shop/src/swap_shop.rs"), "struct SwapShopRow; const SWAP_SHOP: u8 = 1;");
        assert_eq!(read("crates/swap_shop/texts/fi.ftl"), "swap_shop-title = x\n");
        assert!(
            read("crates/talkoot/Cargo.toml")
                .contains("begin\nswap_shop = { path = \"../swap_shop\" }\n# features: end")
        );
        assert!(
            read("crates/talkoot/src/features.rs")
                .contains("    swap_shop::feature(),\n    // features: end")
        );
    }

    #[test]
    fn a_living_slice_can_be_the_example() {
        let house = house();
        let root = house.path();
        fs::create_dir_all(root.join("crates/notes/src")).unwrap();
        fs::write(root.join("crates/notes/src/lib.rs"), "struct Notes;").unwrap();
        make(root, "boats", &root.join("crates/notes")).unwrap();
        assert_eq!(fs::read_to_string(root.join("crates/boats/src/lib.rs")).unwrap(), "struct Boats;");
        assert!(
            fs::read_to_string(root.join("crates/talkoot/src/features.rs"))
                .unwrap()
                .contains("boats::feature(),")
        );
    }

    #[test]
    fn a_bad_or_taken_name_changes_nothing() {
        let house = house();
        let root = house.path();
        let template = root.join("xtask/template");
        let before = fs::read_to_string(root.join("crates/talkoot/src/features.rs")).unwrap();
        for name in ["Boats", "1st", "a-b", "", "talkoot"] {
            assert!(make(root, name, &template).is_err(), "{name}");
        }
        assert_eq!(fs::read_to_string(root.join("crates/talkoot/src/features.rs")).unwrap(), before);
    }
}
