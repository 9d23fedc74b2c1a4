//! The user's guide, read from the Markdown of `docs/`: headings with anchors, paragraphs, lists, tables, code,
//! emphasis and links. Everything else is text.
//!
//! An anchor comes from the words of its heading. Where a heading is to be reworded, `<!-- #kutsu -->` behind it keeps
//! the old anchor, so that links into the guide stay.

use std::fmt::Write;
use std::sync::OnceLock;

/// A section of the guide.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    /// The depth of its heading: 1 for the guide itself.
    pub level: usize,
    /// Its anchor: `kokous-kaynnissa`.
    pub anchor: String,
    /// Its heading.
    pub title: String,
    /// What it says, as HTML.
    pub html: String,
}

/// The guide that comes with this program.
pub fn guide() -> &'static [Section] {
    static GUIDE: OnceLock<Vec<Section>> = OnceLock::new();
    GUIDE.get_or_init(|| read(include_str!("../../../docs/kayttoopas.md")))
}

/// Reads a guide. What stands before the first heading belongs to no section and is left out.
pub fn read(text: &str) -> Vec<Section> {
    let mut sections: Vec<Section> = Vec::new();
    let mut lines: Vec<&str> = Vec::new();
    let mut fenced = false;
    for line in text.lines() {
        fenced ^= line.trim_start().starts_with("```");
        let level = line.bytes().take_while(|b| *b == b'#').count();
        let heading = line.get(level..).and_then(|rest| rest.strip_prefix(' '));
        match heading.filter(|_| !fenced && (1..=6).contains(&level)) {
            Some(words) => {
                if let Some(last) = sections.last_mut() {
                    last.html = blocks(&lines);
                }
                lines.clear();
                let (title, anchor) = heading_of(words);
                let anchor = unlike(&sections, anchor);
                sections.push(Section { level, anchor, title, html: String::new() });
            }
            None => lines.push(line),
        }
    }
    if let Some(last) = sections.last_mut() {
        last.html = blocks(&lines);
    }
    sections
}

/// The words of a heading and its anchor.
fn heading_of(words: &str) -> (String, String) {
    if let Some((title, rest)) = words.split_once("<!--")
        && let Some(anchor) = rest.trim().strip_prefix('#').and_then(|r| r.split_once("-->"))
    {
        return (plain(title), slug(anchor.0));
    }
    (plain(words), slug(&plain(words)))
}

fn plain(words: &str) -> String {
    words.replace(['*', '`'], "").trim().to_owned()
}

/// Letters and digits without their marks, parted by hyphens.
fn slug(words: &str) -> String {
    let mut out = String::new();
    for c in words.to_lowercase().chars() {
        let c = match c {
            'ä' | 'å' | 'à' | 'á' => 'a',
            'ö' | 'ó' => 'o',
            'é' | 'è' => 'e',
            'ü' => 'u',
            c => c,
        };
        if c.is_ascii_alphanumeric() {
            out.push(c);
        } else if !out.is_empty() && !out.ends_with('-') {
            out.push('-');
        }
    }
    out.trim_end_matches('-').to_owned()
}

fn unlike(sections: &[Section], anchor: String) -> String {
    let taken = |a: &str| sections.iter().any(|s| s.anchor == a);
    if !taken(&anchor) {
        return anchor;
    }
    (2..).map(|n| format!("{anchor}-{n}")).find(|a| !taken(a)).unwrap_or(anchor)
}

/// The marker of a list's item and how far its text stands in.
fn item(line: &str) -> Option<(usize, bool, &str)> {
    let indent = line.len() - line.trim_start().len();
    let rest = line.trim_start();
    if let Some(text) = rest.strip_prefix("- ").or_else(|| rest.strip_prefix("* ")) {
        return Some((indent, false, text));
    }
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let text = rest.get(digits..)?.strip_prefix(". ")?;
    (digits > 0).then_some((indent, true, text))
}

fn blocks(lines: &[&str]) -> String {
    let mut out = String::new();
    let mut at = 0;
    while at < lines.len() {
        let line = lines[at];
        if line.trim().is_empty() {
            at += 1;
        } else if line.trim_start().starts_with("```") {
            let end = (at + 1..lines.len()).find(|i| lines[*i].trim_start().starts_with("```"));
            let end = end.unwrap_or(lines.len());
            let _infallible =
                write!(out, "<pre>{}</pre>", page::Html::escape(&lines[at + 1..end].join("\n")));
            at = end + 1;
        } else if line.trim_start().starts_with('|') {
            let end = (at..lines.len()).find(|i| !lines[*i].trim_start().starts_with('|'));
            let end = end.unwrap_or(lines.len());
            out.push_str(&table(&lines[at..end]));
            at = end;
        } else if item(line).is_some() {
            at = list(lines, at, &mut out);
        } else {
            let begins = |l: &&str| {
                l.trim().is_empty()
                    || item(l).is_some()
                    || l.trim_start().starts_with(['|', '`']) && l.contains("```")
            };
            let end = (at + 1..lines.len()).find(|i| begins(&lines[*i])).unwrap_or(lines.len());
            let text = inline(&lines[at..end].iter().map(|l| l.trim()).collect::<Vec<_>>().join(" "));
            if !text.trim().is_empty() {
                let _infallible = write!(out, "<p>{text}</p>");
            }
            at = end;
        }
    }
    out
}

/// A list with the lists within it; gives the line after it.
fn list(lines: &[&str], from: usize, out: &mut String) -> usize {
    let Some((indent, ordered, _)) = lines.get(from).and_then(|l| item(l)) else { return from + 1 };
    let tag = if ordered { "ol" } else { "ul" };
    let _infallible = write!(out, "<{tag}>");
    let mut at = from;
    while let Some((depth, kind, text)) = lines.get(at).and_then(|l| item(l)) {
        if depth < indent || (depth == indent && kind != ordered) {
            break;
        }
        let mut words = vec![text.trim()];
        at += 1;
        while let Some(line) = lines.get(at) {
            if line.trim().is_empty() || item(line).is_some() || !line.starts_with(' ') {
                break;
            }
            words.push(line.trim());
            at += 1;
        }
        let _infallible = write!(out, "<li>{}", inline(&words.join(" ")));
        if lines.get(at).and_then(|l| item(l)).is_some_and(|(depth, ..)| depth > indent) {
            at = list(lines, at, out);
        }
        out.push_str("</li>");
    }
    let _infallible = write!(out, "</{tag}>");
    at
}

fn table(rows: &[&str]) -> String {
    let cells = |row: &str| -> Vec<String> {
        let row = row.trim().trim_start_matches('|');
        row.strip_suffix('|').unwrap_or(row).split('|').map(|c| inline(c.trim())).collect()
    };
    let rule = |row: &str| row.contains('-') && row.chars().all(|c| matches!(c, '|' | '-' | ':' | ' '));
    let headed = rows.get(1).is_some_and(|r| rule(r));
    let mut out = "<div class=\"scroll\" tabindex=\"0\"><table>".to_owned();
    for (i, row) in rows.iter().enumerate().filter(|(i, r)| !(*i == 1 && rule(r))) {
        out.push_str("<tr>");
        for cell in cells(row) {
            let _infallible = if headed && i == 0 {
                write!(out, "<th scope=\"col\">{cell}</th>")
            } else {
                write!(out, "<td>{cell}</td>")
            };
        }
        out.push_str("</tr>");
    }
    out + "</table></div>"
}

/// The address of a picture of the guide: only those of `docs/pictures` are shown, and only where their name is plain.
fn picture_of(to: &str) -> Option<String> {
    let name = to.strip_prefix("pictures/")?.strip_suffix(".webp")?;
    let plain = name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
    (plain && !name.is_empty()).then(|| format!("/guide/pictures/{name}.webp"))
}

/// Emphasis, code, pictures and links within a line. Links to other files of the folder leave their words.
fn inline(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let marked = [("**", "strong"), ("*", "em"), ("`", "code")].into_iter().find_map(|(mark, tag)| {
            let (inside, after) = rest.strip_prefix(mark)?.split_once(mark)?;
            (!inside.is_empty() && !inside.starts_with(' ')).then_some((tag, inside, after))
        });
        if let Some((tag, inside, after)) = marked {
            let inside = if tag == "code" { page::Html::escape(inside).to_string() } else { inline(inside) };
            let _infallible = write!(out, "<{tag}>{inside}</{tag}>");
            rest = after;
        } else if let Some((picture, words, to, after)) = link(rest) {
            let safe = ["https://", "/", "#", "mailto:"].iter().any(|s| to.starts_with(s));
            if let Some(src) = picture_of(to).filter(|_| picture) {
                let words = page::Html::escape(words);
                let _infallible = write!(
                    out,
                    "<img src=\"{src}\" alt=\"{words}\" width=\"1280\" height=\"800\" loading=\"lazy\">"
                );
            } else if !picture && safe {
                let _infallible = write!(out, "<a href=\"{}\">{}</a>", page::Html::escape(to), inline(words));
            } else if !picture {
                out.push_str(&inline(words));
            }
            rest = after;
        } else {
            out.push_str(page::Html::escape(&rest[..c.len_utf8()]).as_str());
            rest = &rest[c.len_utf8()..];
        }
    }
    out
}

/// `[words](to)` or `![words](to)` at the beginning.
fn link(text: &str) -> Option<(bool, &str, &str, &str)> {
    let picture = text.starts_with("![");
    let (words, rest) = text.strip_prefix("![").or_else(|| text.strip_prefix('['))?.split_once("](")?;
    let (to, after) = rest.split_once(')')?;
    (!words.contains('[')).then_some((picture, words, to, after))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_guide_is_read_with_anchors_lists_tables_and_links() {
        let text = "alku\n# Opas\n## Kokous käynnissä\nPaina **Päätä *nyt***, `a<b`.\nJatkuu [tässä](/fi/x) ja [muualla](y.md).\n\n\
                    - yksi\n  jatkuu\n  - sisällä\n- kaksi\n1. eka\n\n| a | b |\n|---|---|\n| <1 | 2 |\n## Uusi nimi <!-- #vanha -->\n\
                    ## Kokous käynnissä\n```\n# ei otsikko\n```\n";
        let sections = read(text);
        let anchors: Vec<_> = sections.iter().map(|s| s.anchor.as_str()).collect();
        assert_eq!(anchors, ["opas", "kokous-kaynnissa", "vanha", "kokous-kaynnissa-2"]);
        assert_eq!(sections[2].title, "Uusi nimi");
        let html = &sections[1].html;
        for part in [
            "<code>a&lt;b</code>",
            "<a href=\"/fi/x\">tässä</a> ja muualla.",
            "<ul><li>yksi jatkuu<ul><li>sisällä</li></ul></li><li>kaksi</li></ul><ol><li>eka</li></ol>",
            "<th scope=\"col\">a</th>",
            "<td>&lt;1</td>",
        ] {
            assert!(html.contains(part), "{part} is not in {html}");
        }
        assert!(sections[3].html.contains("<pre># ei otsikko</pre>"));
    }

    #[test]
    fn no_address_but_ours_and_safe_ones_becomes_a_link() {
        assert_eq!(inline("[x](javascript:alert)"), "x");
        for elsewhere in ["pictures/x.png", "pictures/../x.webp", "https://x.fi/x.webp", "pictures/.webp"] {
            assert_eq!(inline(&format!("![kuva]({elsewhere}) ja")), " ja");
        }
        assert_eq!(inline("[a](https://x.fi/?a=\"b)"), "<a href=\"https://x.fi/?a=&quot;b\">a</a>");
    }

    #[test]
    fn a_picture_of_the_guide_is_shown_with_its_words() {
        assert_eq!(
            inline("![Työpöytä: \"mitä\" odottaa](pictures/desk-2.webp)"),
            "<img src=\"/guide/pictures/desk-2.webp\" alt=\"Työpöytä: &quot;mitä&quot; odottaa\" \
             width=\"1280\" height=\"800\" loading=\"lazy\">"
        );
    }

    #[test]
    fn the_guide_of_the_house_says_something_in_each_part() {
        let all = guide();
        assert!(all.len() > 10);
        for (i, s) in all.iter().enumerate() {
            let parts = all.get(i + 1).is_some_and(|next| next.level > s.level);
            assert!(parts || !s.html.is_empty(), "{} says nothing", s.title);
        }
    }

    proptest! {
        #[test]
        fn whatever_is_written_no_markup_of_it_goes_through(text in "[-a-z#*`|!\\[\\]()<>\"&. \n0-9]{0,300}") {
            let html: String = read(&format!("# x\n{text}")).into_iter().map(|s| s.html).collect();
            let known = ["p", "img", "strong", "em", "code", "a", "ul", "ol", "li", "pre", "div", "table", "tr", "th", "td"];
            for tag in html.split('<').skip(1) {
                let name: String = tag.trim_start_matches('/').chars().take_while(char::is_ascii_alphanumeric).collect();
                prop_assert!(known.contains(&name.as_str()), "<{} in {}", tag, html);
            }
        }
    }
}
