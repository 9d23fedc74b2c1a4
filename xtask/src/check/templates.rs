//! Templates: words belong to Fluent files, and nothing in a page may need more than the content security policy gives.

use super::{Found, files_below, line_of, packages, told};
use crate::{Result, sh};
use regex::Regex;
use std::collections::BTreeSet;
use std::path::Path;

/// Attributes whose value a person reads or hears.
const SPOKEN: &str =
    r#"(?i)\s(title|aria-label|aria-description|placeholder|alt|label|data-h|data-confirm)\s*=\s*"([^"]*)""#;

/// What the policy forbids, and why it is tempting.
const FORBIDDEN: &[(&str, &str)] = &[
    (r"(?i)<[^>]*\sstyle\s*=", "`style=` is blocked: use a class, or an SVG attribute for a computed width"),
    (r"(?i)<style\b", "`<style>` is blocked: web/styles holds the look"),
    (r"(?i)<[^>]*\son[a-z]+\s*=", "`on…=` is blocked: web/src holds the scripts"),
    (r"(?i)\b(data-)?hx-on\b", "`hx-on` needs eval, which is blocked"),
    (
        r"(?i)(hx-[a-z-]+|data-hx-[a-z-]+|href|src|action)\s*=\s*['\x22]\s*(js|javascript):",
        "`js:` needs eval, which is blocked",
    ),
    (
        r"(?i)<script\b(?:[^>]*\ssrc\s*=)?[^>]*>[^<\s]",
        "scripts inside a page are blocked: web/src holds them",
    ),
];

pub fn check(root: &Path) -> Result<Found> {
    let mut found = Found::default();
    let allowed = sh::read(&root.join("xtask/allowed-words.txt"))?;
    let allowed: BTreeSet<&str> =
        allowed.lines().map(str::trim).filter(|l| !l.is_empty() && !l.starts_with('#')).collect();
    for folder in packages(root) {
        for file in files_below(&folder.join("templates"), &[".html"]) {
            let text = sh::read(&file)?;
            for (line, sentence) in judge(&text, &allowed)? {
                found.error(format!("{}:{line}: {sentence}.", told(root, &file)));
            }
        }
    }
    Ok(found)
}

fn judge(text: &str, allowed: &BTreeSet<&str>) -> Result<Vec<(usize, String)>> {
    let pattern = |p: &str| Regex::new(p).map_err(|e| e.to_string());
    let mut told = Vec::new();
    // Blanks of the same length keep every position, and with it the line, as it was.
    let markup = blank(&pattern(r"(?s)\{#.*?#\}|\{\{.*?\}\}|\{%.*?%\}|<!--.*?-->")?, text);
    for (forbidden, why) in FORBIDDEN {
        told.extend(
            pattern(forbidden)?.find_iter(&markup).map(|m| (line_of(&markup, m.start()), (*why).to_owned())),
        );
    }
    let mut words: Vec<(usize, String)> = Vec::new();
    for spoken in pattern(SPOKEN)?.captures_iter(&markup).filter_map(|c| c.get(2)) {
        words.push((spoken.start(), spoken.as_str().to_owned()));
    }
    let plain = blank(&pattern(r"(?s)<script\b.*?</script>|<[a-zA-Z/!][^>]*>|&[a-z]+;|&#\d+;")?, &markup);
    for line in pattern(r"[^\n]+")?.find_iter(&plain) {
        words.extend(
            pattern(r"\S+(?: \S+)*")?
                .find_iter(line.as_str())
                .map(|m| (line.start() + m.start(), m.as_str().to_owned())),
        );
    }
    let letters = pattern(r"\p{L}{2}")?;
    for (at, word) in words {
        if letters.is_match(&word) && !allowed.contains(word.trim()) {
            told.push((line_of(text, at), format!("words in a template: “{}”", word.trim())));
        }
    }
    told.sort();
    Ok(told)
}

fn blank(pattern: &Regex, text: &str) -> String {
    pattern
        .replace_all(text, |found: &regex::Captures<'_>| -> String {
            found[0].bytes().map(|b| if b == b'\n' { '\n' } else { ' ' }).collect()
        })
        .into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sentences(text: &str) -> Vec<(usize, String)> {
        judge(text, &BTreeSet::from(["Talkoot"])).unwrap()
    }

    #[test]
    fn keys_numbers_signs_and_allowed_words_pass() {
        let text = "{# a remark #}\n<h1 title=\"{{ v.t(\"a\") }}\">{{ v.t(\"b\") }} · § 7 &nbsp;›</h1>\n<b>Talkoot</b>\n\
                    {% if x > 1 %}<a class=\"btn second\" href=\"/x\">{{ n }}</a>{% endif %}\
                    <script type=\"module\" src=\"{{ js }}\"></script>";
        assert_eq!(sentences(text), []);
    }

    #[test]
    fn words_are_told_with_their_line_in_text_and_in_spoken_attributes() {
        let told = sentences("<p>\n  Tallenna nyt\n</p>\n<img alt=\"kuva\">");
        assert_eq!(told.iter().map(|(line, _)| *line).collect::<Vec<_>>(), [2, 4], "{told:?}");
    }

    #[test]
    fn whatever_the_policy_blocks_is_told() {
        let told = sentences(
            "<i style=\"width:1px\"></i>\n<a onclick=\"x()\"></a>\n<b hx-on:click=\"x\"></b>\n<b hx-vals='js:{a:1}'></b>\n<script>1</script>",
        );
        assert_eq!(told.iter().map(|(line, _)| *line).collect::<Vec<_>>(), [1, 2, 3, 4, 5], "{told:?}");
    }
}
