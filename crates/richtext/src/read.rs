//! Reads HTML as a row of tags and texts, forgiving and in linear time.
//!
//! A whole HTML parser makes a tree by rules whose cost grows with the depth or with the attributes of a tag,
//! and a pasted text may be hostile. As nothing of the input is copied to the output but escaped text, this
//! need not agree with browsers on odd input.

use std::borrow::Cow;

use crate::Block;
use crate::build::Builder;
use crate::office::Look;
use crate::tags::is_void;

/// A start tag with the attributes that matter.
#[derive(Debug, Default)]
pub struct Tag {
    pub name: String,
    pub closed: bool,
    pub look: Look,
    pub href: Option<String>,
    pub start: Option<u32>,
    pub colspan: usize,
    pub rowspan: usize,
}

/// The blocks of some HTML, not yet in normal form.
pub fn blocks(html: &str) -> Vec<Block> {
    let mut builder = Builder::default();
    let mut rest = html;
    while !rest.is_empty() {
        let Some(at) = rest.find('<') else {
            builder.text(&decode(rest));
            break;
        };
        if at > 0 {
            builder.text(&decode(&rest[..at]));
        }
        rest = markup(&rest[at..], &mut builder);
    }
    builder.finish()
}

/// Reads what begins with `<` and returns what follows it.
fn markup<'a>(html: &'a str, builder: &mut Builder) -> &'a str {
    if let Some(comment) = html.strip_prefix("<!--") {
        let (said, rest) = comment.split_once("-->").unwrap_or((comment, ""));
        builder.comment(said);
        return rest;
    }
    let next = html[1..].chars().next();
    match next {
        Some('!' | '?') => {
            let (said, rest) = html[2..].split_once('>').unwrap_or((&html[2..], ""));
            builder.comment(said);
            rest
        }
        Some('/') if html[2..].starts_with(|c: char| c.is_ascii_alphabetic()) => {
            let (said, rest) = html[2..].split_once('>').unwrap_or((&html[2..], ""));
            let name = said.split(|c: char| c.is_ascii_whitespace() || c == '/').next().unwrap_or("");
            builder.end(&name.to_ascii_lowercase());
            rest
        }
        Some('/') => html[2..].split_once('>').map_or("", |(_, rest)| rest),
        Some(c) if c.is_ascii_alphabetic() => match tag(&html[1..]) {
            Some((tag, rest)) => {
                let raw = is_raw(&tag.name) && !tag.closed;
                let rest = if raw { after_raw(rest, &tag.name) } else { rest };
                if !raw {
                    let ended = tag.closed || is_void(&tag.name);
                    builder.start(&tag, ended);
                }
                rest
            }
            None => {
                // A tag without an end is what somebody wrote, not markup.
                builder.text(&decode(html));
                ""
            }
        },
        _ => {
            builder.text("<");
            &html[1..]
        }
    }
}

/// Elements whose content is not HTML, and nothing of ours.
fn is_raw(name: &str) -> bool {
    matches!(
        name,
        "script" | "style" | "title" | "textarea" | "xmp" | "iframe" | "noembed" | "noframes" | "noscript"
    )
}

fn after_raw<'a>(html: &'a str, name: &str) -> &'a str {
    for (at, _) in html.match_indices("</") {
        let rest = &html[at + 2..];
        if rest.get(..name.len()).is_some_and(|n| n.eq_ignore_ascii_case(name)) {
            return rest.split_once('>').map_or("", |(_, rest)| rest);
        }
    }
    ""
}

/// A start tag from its name on; nothing where it has no end.
fn tag(html: &str) -> Option<(Tag, &str)> {
    let end = html.find(|c: char| c.is_ascii_whitespace() || c == '/' || c == '>')?;
    let mut tag = Tag { name: html[..end].to_ascii_lowercase(), colspan: 1, rowspan: 1, ..Tag::default() };
    let (mut class, mut style) = (None, None);
    let mut rest = &html[end..];
    loop {
        rest = rest.trim_start_matches(|c: char| c.is_ascii_whitespace());
        if let Some(after) = rest.strip_prefix('>') {
            tag.look = Look::of(class.as_deref().unwrap_or(""), style.as_deref().unwrap_or(""));
            return Some((tag, after));
        }
        if let Some(after) = rest.strip_prefix('/') {
            tag.closed = after.starts_with('>');
            rest = after;
            continue;
        }
        let (name, value, after) = attribute(rest)?;
        rest = after;
        let number = || value.trim().parse::<usize>().ok().unwrap_or(1);
        match name.to_ascii_lowercase().as_str() {
            "class" => class = class.or(Some(decode(value))),
            "style" => style = style.or(Some(decode(value))),
            "href" => tag.href = tag.href.or(Some(decode(value).into_owned())),
            "start" => tag.start = value.trim().parse().ok(),
            "colspan" => tag.colspan = number(),
            "rowspan" => tag.rowspan = number(),
            _ => {}
        }
    }
}

/// Name, value and what follows.
fn attribute(html: &str) -> Option<(&str, &str, &str)> {
    // The first character is of the name whatever it is, so that there is always progress.
    let first = html.chars().next()?.len_utf8();
    let end = html[first..].find(|c: char| c.is_ascii_whitespace() || matches!(c, '=' | '>' | '/'))? + first;
    let (name, rest) = html.split_at(end);
    let after = rest.trim_start_matches(|c: char| c.is_ascii_whitespace());
    let Some(value) = after.strip_prefix('=') else { return Some((name, "", rest)) };
    let value = value.trim_start_matches(|c: char| c.is_ascii_whitespace());
    if let Some(quote @ ('"' | '\'')) = value.chars().next() {
        let (value, rest) = value[1..].split_once(quote)?;
        return Some((name, value, rest));
    }
    let end = value.find(|c: char| c.is_ascii_whitespace() || c == '>')?;
    Some((name, &value[..end], &value[end..]))
}

/// Characters that old Windows programs write as control codes.
const WINDOWS: [char; 32] = [
    '€', ' ', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', ' ', 'Ž', ' ', ' ', '‘', '’', '“', '”',
    '•', '–', '—', '˜', '™', 'š', '›', 'œ', ' ', 'ž', 'Ÿ',
];

fn decode(text: &str) -> Cow<'_, str> {
    if !text.contains('&') {
        return Cow::Borrowed(text);
    }
    let text = html_escape::decode_html_entities(text);
    if !text.contains(|c| ('\u{80}'..='\u{9f}').contains(&c)) {
        return text;
    }
    Cow::Owned(
        text.chars()
            .map(|c| match u32::from(c).checked_sub(0x80).and_then(|i| WINDOWS.get(i as usize)) {
                Some(&known) => known,
                None => c,
            })
            .collect(),
    )
}
