//! Which links are let through.

const MAX: usize = 2_000;

/// The link in the form that is stored, or nothing where it may not be kept.
pub fn clean(href: &str) -> Option<String> {
    // Browsers drop tabs and line breaks inside an address, so `java\nscript:` would work.
    let href: String = href.trim().chars().filter(|c| !matches!(c, '\t' | '\n' | '\r')).collect();
    if href.len() > MAX || href.chars().any(char::is_control) {
        return None;
    }
    let allowed = match href.split_once(':') {
        _ if href.starts_with('/') => !href.starts_with("//") && !href.starts_with("/\\"),
        Some((scheme, rest)) => match scheme.to_ascii_lowercase().as_str() {
            "http" | "https" => rest
                .strip_prefix("//")
                .is_some_and(|r| r.starts_with(|c: char| c.is_alphanumeric() || c == '[')),
            "mailto" => rest.contains('@'),
            _ => false,
        },
        None => false,
    };
    allowed.then(|| encode(&href))
}

/// Percent-encodes the few characters that have no business in an address.
fn encode(href: &str) -> String {
    let mut out = String::with_capacity(href.len());
    for c in href.chars() {
        if c.is_whitespace() || crate::normal::unwanted(c) || matches!(c, '"' | '<' | '>' | '`' | '\\' | '\'')
        {
            let mut buffer = [0; 4];
            for byte in c.encode_utf8(&mut buffer).bytes() {
                out.push_str(&format!("%{byte:02X}"));
            }
        } else {
            out.push(c);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::clean;

    #[test]
    fn web_mail_and_own_paths_are_kept() {
        for href in ["https://lahti.fi/a?b=c&d", "HTTP://x.fi", "mailto:a@b.fi", "/fi/meetings/1#k"] {
            assert_eq!(clean(href).as_deref(), Some(href));
        }
        assert_eq!(clean(" https://x.fi/a b\"> ").as_deref(), Some("https://x.fi/a%20b%22%3E"));
    }

    #[test]
    fn everything_else_is_dropped() {
        for href in [
            "javascript:alert(1)",
            "java\nscript:alert(1)",
            " JAVASCRIPT:x",
            "data:text/html,x",
            "vbscript:x",
            "//evil.example",
            "/\\evil.example",
            "/\t/evil.example",
            "\u{1}javascript:x",
            "file:///etc/passwd",
            "#a",
            "",
            "http:evil",
            "https:///x",
            "mailto:",
            "ftp://x.fi",
            "x.html",
        ] {
            assert_eq!(clean(href), None, "{href:?}");
        }
    }

    #[test]
    fn cleaning_twice_changes_nothing() {
        let once = clean("https://x.fi/ä å\\'%20").unwrap();
        assert_eq!(clean(&once).as_deref(), Some(once.as_str()));
    }
}
