//! Which tags of the input mean what. All others are seen through: their text is kept.

/// What a tag does to the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Its content is thrown away.
    Skip,
    Paragraph,
    Heading(u8),
    List {
        ordered: bool,
    },
    Item,
    Table,
    Head,
    Row,
    Cell {
        header: bool,
    },
    Caption,
    Break,
    /// Ends the paragraph before it and its own at its end.
    Boundary,
    Strong,
    Em,
    Link,
    /// May carry a style, means nothing by itself.
    Inline,
}

pub fn kind(name: &str) -> Kind {
    match name {
        "script" | "style" | "title" | "xml" | "template" | "noscript" | "noembed" | "noframes"
        | "iframe" | "object" | "applet" | "svg" | "math" | "textarea" | "select" | "button" | "audio"
        | "video" | "canvas" | "datalist" | "xmp" => Kind::Skip,
        "p" => Kind::Paragraph,
        "h1" => Kind::Heading(1),
        "h2" => Kind::Heading(2),
        "h3" | "h4" | "h5" | "h6" => Kind::Heading(3),
        "ul" | "menu" | "dir" => Kind::List { ordered: false },
        "ol" => Kind::List { ordered: true },
        "li" => Kind::Item,
        "table" => Kind::Table,
        "thead" => Kind::Head,
        "tr" => Kind::Row,
        "td" => Kind::Cell { header: false },
        "th" => Kind::Cell { header: true },
        "caption" => Kind::Caption,
        "br" => Kind::Break,
        "address" | "article" | "aside" | "blockquote" | "body" | "center" | "dd" | "details" | "dialog"
        | "div" | "dl" | "dt" | "fieldset" | "figcaption" | "figure" | "footer" | "form" | "header"
        | "hr" | "html" | "head" | "legend" | "main" | "nav" | "pre" | "section" | "summary" => {
            Kind::Boundary
        }
        "b" | "strong" => Kind::Strong,
        "i" | "em" => Kind::Em,
        "a" => Kind::Link,
        _ => Kind::Inline,
    }
}

/// Tags that never have an end.
pub fn is_void(name: &str) -> bool {
    matches!(
        name,
        "area"
            | "base"
            | "br"
            | "col"
            | "embed"
            | "hr"
            | "img"
            | "input"
            | "link"
            | "meta"
            | "source"
            | "wbr"
    )
}

/// Whether the input is HTML rather than plain text in which somebody wrote a `<`: it has a tag that we know,
/// or a comment.
pub fn has_html(input: &str) -> bool {
    input.match_indices('<').any(|(at, _)| {
        let rest = &input[at + 1..];
        if rest.starts_with("!--") || rest.get(..8).is_some_and(|d| d.eq_ignore_ascii_case("!doctype")) {
            return true;
        }
        let rest = rest.strip_prefix('/').unwrap_or(rest);
        let end = rest.find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, ':' | '-')));
        let Some(end) = end.filter(|n| (1..=12).contains(n)) else { return false };
        let name = rest[..end].to_ascii_lowercase();
        let known = kind(&name) != Kind::Inline
            || is_void(&name)
            || matches!(
                name.as_str(),
                "span" | "font" | "u" | "s" | "sub" | "sup" | "o:p" | "tbody" | "code"
            )
            || matches!(name.as_str(), "small" | "big" | "del" | "ins" | "mark" | "label" | "cite" | "time");
        known && rest[end..].starts_with(|c: char| c == '>' || c == '/' || c.is_ascii_whitespace())
    })
}

#[cfg(test)]
mod tests {
    use super::has_html;

    #[test]
    fn a_less_than_sign_does_not_make_plain_text_html() {
        for plain in ["a < b", "x <y and z", "<3", "1<2>0", "<matti@lahti.fi>", "<", "</", "<päätös>"] {
            assert!(!has_html(plain), "{plain}");
        }
        for html in ["<p>x", "a<br/>b", "</DIV >", "<!--x-->", "<!DOCTYPE html>", "x<span\nclass=a>"] {
            assert!(has_html(html), "{html}");
        }
    }
}
