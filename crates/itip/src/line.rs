//! Reading lines of iCalendar that other programs wrote, with more patience than the standard asks for.

use std::borrow::Cow;

/// One property: `NAME;PARAM=value:value`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Line {
    /// In capitals.
    pub(crate) name: String,
    params: Vec<(String, String)>,
    /// As it stands, still escaped.
    pub(crate) value: String,
}

impl Line {
    pub(crate) fn param(&self, name: &str) -> Option<&str> {
        self.params.iter().find(|(n, _)| n == name).map(|(_, v)| v.as_str())
    }
}

/// All lines that have the form of a property, unfolded. Others are passed over. Lines may end in CRLF,
/// LF or CR, and folds may cut a character in two, so bytes are joined before they are read as text.
pub(crate) fn lines(bytes: &[u8]) -> Vec<Line> {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let mut whole: Vec<Vec<u8>> = Vec::new();
    for piece in bytes.split(|b| matches!(b, b'\r' | b'\n')) {
        match (piece.split_first(), whole.last_mut()) {
            (Some((b' ' | b'\t', rest)), Some(last)) => last.extend_from_slice(rest),
            (Some(_), _) => whole.push(piece.to_vec()),
            // Between CR and LF, or an empty line, which some programs send.
            (None, _) => {}
        }
    }
    whole.iter().filter_map(|line| parse(&decode(line))).collect()
}

/// UTF-8, or else Latin-1, which old gateways still send.
fn decode(bytes: &[u8]) -> Cow<'_, str> {
    match std::str::from_utf8(bytes) {
        Ok(text) => Cow::Borrowed(text),
        Err(_) => Cow::Owned(bytes.iter().map(|b| char::from(*b)).collect()),
    }
}

fn parse(line: &str) -> Option<Line> {
    // A quotation mark that never closes must not swallow the value.
    let (head, value) = split_outside_quotes(line, ':').or_else(|| line.split_once(':'))?;
    let mut parts = Vec::new();
    let mut rest = head;
    while let Some((part, after)) = split_outside_quotes(rest, ';') {
        parts.push(part);
        rest = after;
    }
    parts.push(rest);
    let mut parts = parts.into_iter();
    let name = parts.next()?.trim().to_ascii_uppercase();
    if name.is_empty() || !name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-') {
        return None;
    }
    let params = parts
        .filter_map(|p| p.split_once('='))
        .map(|(n, v)| (n.trim().to_ascii_uppercase(), param_value(v)))
        .collect();
    Some(Line { name, params, value: value.to_owned() })
}

fn split_outside_quotes(text: &str, at: char) -> Option<(&str, &str)> {
    let mut quoted = false;
    let found = text.char_indices().find(|&(_, c)| {
        quoted ^= c == '"';
        c == at && !quoted
    });
    found.and_then(|(i, c)| Some((text.get(..i)?, text.get(i + c.len_utf8()..)?)))
}

/// Without its quotation marks, and with RFC 6868's signs resolved.
fn param_value(value: &str) -> String {
    let value = value.trim().trim_matches('"');
    let mut out = String::with_capacity(value.len());
    let mut chars = value.chars().peekable();
    while let Some(c) = chars.next() {
        let meant = match (c, chars.peek()) {
            ('^', Some('n')) => '\n',
            ('^', Some('^')) => '^',
            ('^', Some('\'')) => '"',
            _ => {
                out.push(c);
                continue;
            }
        };
        chars.next();
        out.push(meant);
    }
    out
}

/// A text value as it was meant.
pub(crate) fn unescape(value: &str) -> String {
    let mut out = String::with_capacity(value.len());
    let mut chars = value.chars();
    while let Some(c) = chars.next() {
        match c {
            '\\' => match chars.next() {
                Some('n' | 'N') => out.push('\n'),
                Some(other) => out.push(other),
                None => out.push('\\'),
            },
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn one(text: &str) -> Line {
        lines(text.as_bytes()).remove(0)
    }

    #[test]
    fn a_colon_or_semicolon_in_quotation_marks_belongs_to_the_parameter() {
        let line = one("attendee;cn=\"Virta, Anna: kj; pj\";PARTSTAT=ACCEPTED:mailto:a@b.fi");
        assert_eq!(line.name, "ATTENDEE");
        assert_eq!(line.param("CN"), Some("Virta, Anna: kj; pj"));
        assert_eq!(line.param("PARTSTAT"), Some("ACCEPTED"));
        assert_eq!(line.value, "mailto:a@b.fi");
    }

    #[test]
    fn a_fold_inside_a_character_is_mended() {
        let mut bytes = b"SUMMARY:p\xC3\r\n \xA4ivi\n\tx".to_vec();
        assert_eq!(lines(&bytes)[0].value, "päivix");
        bytes.splice(0..0, *b"\xEF\xBB\xBF");
        assert_eq!(lines(&bytes)[0].name, "SUMMARY");
    }

    #[test]
    fn latin_1_is_read_as_such() {
        assert_eq!(lines(b"SUMMARY:p\xE4iv\xE4")[0].value, "päivä");
    }

    #[test]
    fn signs_of_rfc_6868_are_resolved() {
        assert_eq!(one("X;CN=a^'b^^c^nd^e:v").param("CN"), Some("a\"b^c\nd^e"));
    }
}
