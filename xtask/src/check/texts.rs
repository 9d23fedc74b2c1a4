//! The same texts in three languages: keys, their placeholders, and that what is asked for exists.

use super::{Found, files_below, line_of, packages, told};
use crate::{Result, sh};
use regex::Regex;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

const LANGUAGES: [&str; 3] = ["fi", "sv", "en"];
/// Crates whose texts every slice may use.
const SHARED: [&str; 3] = ["page", "people", "record"];

/// Key → the placeholders of its text.
type Texts = BTreeMap<String, BTreeSet<String>>;

pub fn check(root: &Path) -> Result<Found> {
    let mut found = Found::default();
    let mut keys: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for folder in packages(root).into_iter().filter(|f| f.join("texts").is_dir()) {
        let name = folder.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let mut languages = Vec::new();
        for language in LANGUAGES {
            let file = folder.join("texts").join(format!("{language}.ftl"));
            languages.push(fluent(&sh::read(&file)?, &told(root, &file), &mut found));
        }
        compare(&format!("crates/{name}/texts"), &languages, &mut found);
        keys.insert(name, languages.into_iter().flat_map(Texts::into_keys).collect());
    }
    one_owner(&keys, &mut found);
    let shared: BTreeSet<&String> = SHARED.iter().filter_map(|s| keys.get(*s)).flatten().collect();
    for folder in packages(root).into_iter().filter(|f| f.join("texts").is_dir()) {
        let name = folder.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let own = keys.get(&name);
        let mut used = String::new();
        for file in files_below(&folder, &[".html", ".rs"]) {
            let text = sh::read(&file)?;
            for (key, at) in asked_for(&text) {
                if !own.is_some_and(|own| own.contains(&key)) && !shared.contains(&key) {
                    found.error(format!(
                        "{}:{}: no text has the key `{key}`.",
                        told(root, &file),
                        line_of(&text, at)
                    ));
                }
            }
            used.push_str(&text);
        }
        // Keys may be put together in code (`format!("state-{state}")`), so a key that stands nowhere is only told.
        let idle: Vec<&String> = own.into_iter().flatten().filter(|key| !stands_in(key, &used)).collect();
        if !idle.is_empty() && !SHARED.contains(&name.as_str()) {
            found.warn(format!(
                "crates/{name}/texts: {} that nothing asks for by name: {}",
                idle.len(),
                list(&idle)
            ));
        }
    }
    web(root, &mut found)?;
    Ok(found)
}

/// All slices' texts lie in one space: of two with one key, only one would ever be shown.
fn one_owner(keys: &BTreeMap<String, BTreeSet<String>>, found: &mut Found) {
    let mut owners: BTreeMap<&String, &String> = BTreeMap::new();
    for (name, own) in keys {
        for key in own {
            if let Some(first) = owners.insert(key, name) {
                found.error(format!("crates/{name}/texts: `{key}` is also a key of crates/{first}/texts."));
            }
        }
    }
}

/// Whether the key or a beginning of it up to a hyphen stands in quotes.
fn stands_in(key: &str, text: &str) -> bool {
    let whole = text.contains(&format!("\"{key}\""));
    whole || key.match_indices('-').any(|(at, _)| text.contains(&format!("\"{}{{", &key[..=at])))
}

fn list(keys: &[&String]) -> String {
    let shown = keys.iter().take(8).map(|k| k.as_str()).collect::<Vec<_>>().join(", ");
    if keys.len() > 8 { format!("{shown} …") } else { shown }
}

/// Messages and their attributes (`key.attribute`) of a Fluent file; doubled keys are errors.
fn fluent(text: &str, file: &str, found: &mut Found) -> Texts {
    let mut texts = Texts::new();
    let mut message = String::new();
    let mut current = String::new();
    for (number, line) in text.lines().enumerate() {
        let begins = line.starts_with(|c: char| c.is_ascii_alphabetic() || c == '-');
        let attribute = line.trim_start().strip_prefix('.').filter(|_| line.starts_with(' '));
        let head = if begins { Some(line) } else { attribute };
        if let Some((name, _)) = head.and_then(|h| h.split_once('=')).filter(|(n, _)| is_key(n.trim())) {
            if begins {
                name.trim().clone_into(&mut message);
                message.clone_into(&mut current);
            } else {
                current = format!("{message}.{}", name.trim());
            }
            if texts.insert(current.clone(), BTreeSet::new()).is_some() {
                found.error(format!("{file}:{}: the key `{current}` stands twice.", number + 1));
            }
        } else if begins {
            found.error(format!("{file}:{}: this line is no Fluent message: `{line}`.", number + 1));
        }
        if !line.starts_with('#') {
            texts.entry(current.clone()).or_default().extend(placeholders(line));
        }
    }
    texts.remove("");
    texts
}

fn is_key(name: &str) -> bool {
    !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_')
}

fn placeholders(line: &str) -> BTreeSet<String> {
    line.match_indices('$')
        .map(|(at, _)| {
            line[at + 1..]
                .chars()
                .take_while(|c| c.is_ascii_alphanumeric() || *c == '_' || *c == '-')
                .collect()
        })
        .collect()
}

fn compare(place: &str, languages: &[Texts], found: &mut Found) {
    let all: BTreeSet<&String> = languages.iter().flat_map(Texts::keys).collect();
    for key in all {
        let missing: Vec<&str> = LANGUAGES
            .iter()
            .zip(languages)
            .filter(|(_, texts)| !texts.contains_key(key))
            .map(|(l, _)| *l)
            .collect();
        if !missing.is_empty() {
            found.error(format!("{place}: `{key}` is missing in {}.", missing.join(" and ")));
        } else if languages.windows(2).any(|pair| pair[0].get(key) != pair[1].get(key)) {
            found.error(format!("{place}: `{key}` has other placeholders in one language than in another."));
        }
    }
}

/// Keys that a template or code asks for by name: `.t("key")`, `.t_with("key", …)` and their kin.
fn asked_for(text: &str) -> Vec<(String, usize)> {
    let Ok(pattern) = Regex::new(r#"\.t(?:_\w+)?\(\s*"([A-Za-z][\w-]*(?:\.[\w-]+)?)"\s*[,)]"#) else {
        return Vec::new();
    };
    let found = pattern.captures_iter(text).filter_map(|c| c.get(1));
    found.map(|m| (m.as_str().to_owned(), m.start())).collect()
}

/// The few words that scripts show.
fn web(root: &Path, found: &mut Found) -> Result {
    let folder = root.join("web/texts");
    let mut languages = Vec::new();
    for language in LANGUAGES {
        let text = sh::read(&folder.join(format!("{language}.json")))?;
        let words: BTreeMap<String, String> =
            serde_json::from_str(&text).map_err(|e| format!("web/texts/{language}.json: {e}."))?;
        let marks = |words: &str| {
            words.split('{').skip(1).filter_map(|w| Some(w.split_once('}')?.0.to_owned())).collect()
        };
        languages.push(words.into_iter().map(|(key, words)| (key, marks(&words))).collect::<Texts>());
    }
    compare("web/texts", &languages, found);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> (Texts, Found) {
        let mut found = Found::default();
        (fluent(text, "x.ftl", &mut found), found)
    }

    #[test]
    fn a_key_or_placeholder_missing_in_one_language_is_told() {
        let (fi, _) = read("save = Tallenna\ncount = { $n ->\n    [one] yksi\n   *[other] { $n } kpl\n }\n");
        let (sv, _) = read("save = Spara\ncount = många\n");
        let (en, _) = read("# only a comment = here\ncount = { $n } of them\n");
        let mut found = Found::default();
        compare("t", &[fi, sv, en], &mut found);
        assert_eq!(found.errors.len(), 2, "{:?}", found.errors);
    }

    #[test]
    fn one_key_in_two_slices_is_told() {
        let keys = |all: &[&str]| all.iter().map(|k| (*k).to_owned()).collect::<BTreeSet<_>>();
        let slices = BTreeMap::from([
            ("meetings".to_owned(), keys(&["record-title", "meetings-title"])),
            ("record".to_owned(), keys(&["record-title"])),
        ]);
        let mut found = Found::default();
        one_owner(&slices, &mut found);
        assert_eq!(found.errors.len(), 1, "{:?}", found.errors);
    }

    #[test]
    fn a_doubled_key_and_a_broken_line_are_told() {
        let (texts, found) = read("a = yksi\n    .title = otsikko\na = kaksi\nnonsense\n");
        assert!(texts.contains_key("a.title"));
        assert_eq!(found.errors.len(), 2, "{:?}", found.errors);
    }

    #[test]
    fn keys_are_found_where_they_are_asked_for_and_nowhere_else() {
        let text =
            r#"{{ v.t("meetings-title") }} v.t_with("n-left", &[n]) text("SUMMARY") insert("not-a-key")"#;
        let keys: Vec<String> = asked_for(text).into_iter().map(|(key, _)| key).collect();
        assert_eq!(keys, ["meetings-title", "n-left"]);
    }
}
