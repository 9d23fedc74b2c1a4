//! Lines of iCalendar: escaped, folded at 75 octets, ended by CRLF.

use std::fmt::Write as _;

use jiff::{Timestamp, civil::Date, tz::TimeZone};

use crate::CallError;
use crate::zone;

/// The most octets in a line, without its end (RFC 5545, 3.1).
const WIDTH: usize = 75;

#[derive(Default)]
pub(crate) struct Lines {
    out: String,
}

impl Lines {
    /// A line as it is. The caller vouches that nothing in it needs escaping.
    pub(crate) fn raw(&mut self, line: &str) {
        let mut used = 0;
        for c in line.chars() {
            if used + c.len_utf8() > WIDTH {
                self.out.push_str("\r\n ");
                used = 1;
            }
            self.out.push(c);
            used += c.len_utf8();
        }
        self.out.push_str("\r\n");
    }

    /// A property whose value is free text.
    pub(crate) fn text(&mut self, name: &str, value: &str) {
        self.raw(&format!("{name}:{}", escape(value)));
    }

    /// The same, left out when there is nothing to say.
    pub(crate) fn text_if_any(&mut self, name: &str, value: &str) {
        if !value.trim().is_empty() {
            self.text(name, value);
        }
    }

    /// An instant in UTC.
    pub(crate) fn utc(&mut self, name: &str, at: Timestamp) -> Result<(), CallError> {
        self.raw(&format!("{name}:{}", utc(at)?));
        Ok(())
    }

    /// An instant by the Finnish clock, or in UTC where that would be doubtful.
    pub(crate) fn instant(&mut self, name: &str, at: Timestamp) -> Result<(), CallError> {
        match zone::on_the_wall(whole_second(at)) {
            Some(wall) => {
                self.raw(&format!("{name};TZID={}:{}", zone::TZID, wall.strftime("%Y%m%dT%H%M%S")));
                Ok(())
            }
            None => self.utc(name, at),
        }
    }

    /// A whole day.
    pub(crate) fn date(&mut self, name: &str, day: Date) -> Result<(), CallError> {
        if day.year() < 1 {
            return Err(CallError::Year);
        }
        self.raw(&format!("{name};VALUE=DATE:{}", day.strftime("%Y%m%d")));
        Ok(())
    }

    pub(crate) fn finish(self) -> String {
        self.out
    }
}

/// iCalendar knows no parts of a second.
pub(crate) fn whole_second(at: Timestamp) -> Timestamp {
    Timestamp::from_second(at.as_nanosecond().div_euclid(1_000_000_000).try_into().unwrap_or(0)).unwrap_or(at)
}

fn utc(at: Timestamp) -> Result<String, CallError> {
    let shown = TimeZone::UTC.to_datetime(whole_second(at));
    if shown.year() < 1 {
        return Err(CallError::Year);
    }
    Ok(shown.strftime("%Y%m%dT%H%M%SZ").to_string())
}

/// Free text (RFC 5545, 3.3.11). Line ends of any system become `\n`; other control characters, which no
/// reader would take, are left out.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\\' | ';' | ',' => {
                out.push('\\');
                out.push(c);
            }
            '\r' => {
                if chars.peek() != Some(&'\n') {
                    out.push_str("\\n");
                }
            }
            '\n' | '\u{2028}' | '\u{2029}' => out.push_str("\\n"),
            '\t' => out.push('\t'),
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    out
}

/// A parameter, always quoted. A quotation mark cannot stand inside (RFC 6868's sign for it is unknown to
/// Outlook), so it becomes an apostrophe.
pub(crate) fn param(value: &str) -> String {
    let mut out = String::from("\"");
    for c in value.chars() {
        match c {
            '"' => out.push('\''),
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

/// `mailto:` with the address, percent-encoded where a URI needs it.
pub(crate) fn mailto(email: &str) -> Result<String, CallError> {
    let refuse = || CallError::Address(email.to_owned());
    let (local, domain) = email.rsplit_once('@').ok_or_else(refuse)?;
    let broken = |part: &str| {
        part.is_empty()
            || part.chars().any(|c| c.is_control() || c.is_whitespace() || "@<>\"(),;:\\[]".contains(c))
    };
    if broken(local) || broken(domain) {
        return Err(refuse());
    }
    let mut out = String::from("mailto:");
    for byte in email.bytes() {
        if byte.is_ascii_alphanumeric() || b"@.-_~+!$'*=".contains(&byte) {
            out.push(char::from(byte));
        } else {
            let _ = write!(out, "%{byte:02X}");
        }
    }
    Ok(out)
}

/// A URL as it is, or the refusal of one that would break the line.
pub(crate) fn url(url: &str) -> Result<&str, CallError> {
    let sound = url.contains(':') && !url.chars().any(|c| c.is_control() || c.is_whitespace());
    if sound { Ok(url) } else { Err(CallError::Url(url.to_owned())) }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn parts_of_a_second_are_cut_off_downwards() {
        let at = |s: &str| -> Timestamp { s.parse().unwrap() };
        assert_eq!(whole_second(at("2026-01-01T00:00:00.999Z")), at("2026-01-01T00:00:00Z"));
        assert_eq!(whole_second(at("1969-12-31T23:59:59.5Z")), at("1969-12-31T23:59:59Z"));
    }

    #[test]
    fn addresses_that_would_break_the_line_are_refused() {
        for bad in
            ["", "anna", "@example.fi", "anna@", "a b@example.fi", "a@b@c", "a@b\r\nX:1", "\"a\"@b", "a@b,c"]
        {
            assert_eq!(mailto(bad), Err(CallError::Address(bad.to_owned())), "{bad:?}");
        }
        assert_eq!(mailto("päivi+x@example.fi").unwrap(), "mailto:p%C3%A4ivi+x@example.fi");
    }

    proptest! {
        #[test]
        fn no_line_is_longer_than_75_octets_and_unfolding_gives_the_text_back(text in "\\PC{0,300}") {
            let mut lines = Lines::default();
            lines.raw(&text);
            let out = lines.finish();
            for line in out.split("\r\n") {
                prop_assert!(line.len() <= WIDTH);
            }
            prop_assert_eq!(out.replace("\r\n ", ""), format!("{text}\r\n"));
        }

        #[test]
        fn a_text_never_makes_a_line_of_its_own(text in any::<String>()) {
            let mut lines = Lines::default();
            lines.text("SUMMARY", &text);
            lines.text(&format!("X;CN={}", param(&text)), "v");
            let out = lines.finish().replace("\r\n ", "");
            prop_assert_eq!(out.matches("\r\n").count(), 2);
            prop_assert_eq!(out.chars().filter(|c| c.is_control() && *c != '\t').count(), 4);
        }
    }
}
