//! A drawing without anything that acts. It is shown as a picture, where browsers run nothing, and served with a
//! policy that forbids everything; what acts is refused all the same, since files are opened by themselves too.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::LogoError;

/// Elements that draw.
const DRAWS: [&str; 23] = [
    "svg",
    "g",
    "path",
    "circle",
    "ellipse",
    "rect",
    "line",
    "polyline",
    "polygon",
    "defs",
    "linearGradient",
    "radialGradient",
    "stop",
    "clipPath",
    "mask",
    "pattern",
    "symbol",
    "use",
    "text",
    "tspan",
    "style",
    "title",
    "desc",
];
/// Elements that drawing programs leave behind and that draw nothing: dropped with all that is in them.
const IDLE: [&str; 1] = ["metadata"];
/// A drawing has at most so many elements, and so deep.
const MOST: usize = 20_000;
const DEEPEST: usize = 100;

fn acts(what: &str) -> LogoError {
    LogoError::Acts(what.chars().take(60).collect())
}

/// The drawing written anew, with nothing but what draws.
///
/// # Errors
/// [`LogoError::Acts`] names what is refused, [`LogoError::Broken`] where it is no drawing.
pub(super) fn clean(bytes: &[u8]) -> Result<Vec<u8>, LogoError> {
    let text = std::str::from_utf8(bytes).map_err(|_| LogoError::Broken)?.trim_start_matches('\u{feff}');
    let mut reader = Reader::from_str(text);
    let mut out = String::with_capacity(text.len());
    // Names of the elements that are open, and how deep we are in one that is dropped.
    let (mut open, mut dropped, mut count) = (Vec::<String>::new(), 0_usize, 0_usize);
    loop {
        let event = reader.read_event().map_err(|_| LogoError::Broken)?;
        match event {
            Event::Start(_) | Event::Empty(_) if dropped > 0 => {
                dropped += usize::from(matches!(event, Event::Start(_)));
            }
            Event::End(_) if dropped > 0 => dropped -= 1,
            Event::Start(ref tag) | Event::Empty(ref tag) => {
                count += 1;
                if count > MOST || open.len() > DEEPEST {
                    return Err(LogoError::Broken);
                }
                let empty = matches!(event, Event::Empty(_));
                let name = tag.name().as_ref().to_owned();
                if open.is_empty() && (name != "svg" || !out.is_empty()) {
                    return Err(LogoError::Broken);
                }
                if IDLE.contains(&name.as_str()) || name.contains(':') {
                    dropped = usize::from(!empty);
                    continue;
                }
                if !DRAWS.contains(&name.as_str()) {
                    return Err(acts(&name));
                }
                element(&mut out, &name, tag, empty)?;
                if !empty {
                    open.push(name);
                }
            }
            Event::End(_) => {
                let name = open.pop().ok_or(LogoError::Broken)?;
                out.push_str(&format!("</{name}>"));
            }
            Event::Eof => break,
            Event::DocType(kind) => {
                // An inner part may name things that are replaced by others.
                if kind.as_ref().contains('[') {
                    return Err(acts("<!ENTITY>"));
                }
            }
            Event::Text(words) if dropped == 0 && !open.is_empty() => {
                content(&mut out, &open, words.as_ref())?;
            }
            Event::CData(words) if dropped == 0 && !open.is_empty() => {
                content(&mut out, &open, &quick_xml::escape::escape(words.as_ref()))?;
            }
            Event::GeneralRef(name) if dropped == 0 && !open.is_empty() => {
                let name = name.as_ref();
                let known = ["amp", "lt", "gt", "quot", "apos"].contains(&name) || name.starts_with('#');
                if !known {
                    return Err(acts(&format!("&{name};")));
                }
                out.push_str(&format!("&{name};"));
            }
            Event::Decl(_)
            | Event::PI(_)
            | Event::Comment(_)
            | Event::Text(_)
            | Event::CData(_)
            | Event::GeneralRef(_) => {}
        }
    }
    if !open.is_empty() || out.is_empty() {
        return Err(LogoError::Broken);
    }
    Ok(out.into_bytes())
}

fn content(out: &mut String, open: &[String], words: &str) -> Result<(), LogoError> {
    if open.last().is_some_and(|name| name == "style") {
        calls_nobody(words)?;
    }
    out.push_str(words);
    Ok(())
}

fn element(out: &mut String, name: &str, tag: &BytesStart<'_>, empty: bool) -> Result<(), LogoError> {
    out.push('<');
    out.push_str(name);
    let mut named = false;
    for attribute in tag.attributes() {
        let attribute = attribute.map_err(|_| LogoError::Broken)?;
        let key = attribute.key.as_ref();
        let small = key.to_lowercase();
        let value = quick_xml::escape::unescape(&attribute.value).map_err(|_| acts(key))?;
        if small.starts_with("on") {
            return Err(acts(key));
        }
        match small.as_str() {
            "href" | "xlink:href" if !value.trim_start().starts_with('#') => return Err(acts(&value)),
            "href" | "xlink:href" => {}
            "xmlns" if value != "http://www.w3.org/2000/svg" => return Err(acts(&value)),
            "xmlns" => named = true,
            "xmlns:xlink" | "xml:space" => {}
            other if other.contains(':') => continue,
            _ => {}
        }
        calls_nobody(&value)?;
        out.push_str(&format!(" {key}=\"{}\"", quick_xml::escape::escape(value.as_ref())));
    }
    if name == "svg" && !named && !out.contains("xmlns=") {
        out.push_str(" xmlns=\"http://www.w3.org/2000/svg\"");
    }
    out.push_str(if empty { "/>" } else { ">" });
    Ok(())
}

/// Refuses styles and values that name something outside of the drawing.
fn calls_nobody(text: &str) -> Result<(), LogoError> {
    let small: String = text.to_lowercase().chars().filter(|c| !c.is_whitespace()).collect();
    for word in ["javascript:", "@import", "expression(", "data:", "-moz-binding", "behavior:", "\\"] {
        if small.contains(word) {
            return Err(acts(word));
        }
    }
    for part in small.split("url(").skip(1) {
        if !part.trim_start_matches(['\'', '"']).starts_with('#') {
            return Err(acts(&format!("url({part}")));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn cleaned(text: &str) -> Result<String, LogoError> {
        clean(text.as_bytes()).map(|b| String::from_utf8(b).unwrap())
    }

    #[test]
    fn what_draws_stays_and_what_programs_leave_behind_goes() {
        let drawn = cleaned(
            "<?xml version=\"1.0\"?><!-- x --><!DOCTYPE svg PUBLIC \"-//W3C//DTD SVG 1.1//EN\" \"x.dtd\">\
             <svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:inkscape=\"http://x\" viewBox=\"0 0 9 9\" inkscape:v=\"1\">\
             <metadata><rdf:RDF><cc:Work/></rdf:RDF></metadata><sodipodi:namedview><x/></sodipodi:namedview>\
             <style>.a{fill:url(#g)}</style><g class=\"a\"><path d=\"M0 0\"/><text>A &amp; B</text></g></svg>",
        )
        .unwrap();
        assert_eq!(
            drawn,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\"><style>.a{fill:url(#g)}</style>\
             <g class=\"a\"><path d=\"M0 0\"/><text>A &amp; B</text></g></svg>"
        );
    }

    #[test]
    fn what_acts_or_calls_elsewhere_is_refused_by_name() {
        for (inside, what) in [
            ("<script>x()</script>", "script"),
            ("<a href=\"https://x\"><path/></a>", "a"),
            ("<foreignObject/>", "foreignObject"),
            ("<image href=\"https://x/y.png\"/>", "image"),
            ("<animate onbegin=\"x()\"/>", "animate"),
            ("<path onclick=\"x()\"/>", "onclick"),
            ("<path ONLOAD=\"x()\"/>", "ONLOAD"),
            ("<use href=\"https://x#y\"/>", "https://x#y"),
            ("<use xlink:href=\"data:image/svg+xml,x\"/>", "data:image/svg+xml,x"),
            ("<rect style=\"fill:url(https://x)\"/>", "url(https://x)"),
            ("<rect fill=\"u&#x72;l( 'https://x')\"/>", "url('https://x')"),
            ("<style>@import 'x';</style>", "@import"),
            ("<style><![CDATA[@import 'x';]]></style>", "@import"),
            ("<path id=\"java&#10;script:x\"/>", "javascript:"),
        ] {
            let told = cleaned(&format!("<svg xmlns=\"http://www.w3.org/2000/svg\">{inside}</svg>"));
            assert_eq!(told, Err(LogoError::Acts(what.into())), "{inside}");
        }
        assert!(matches!(
            cleaned("<!DOCTYPE svg [<!ENTITY x \"y\">]><svg>&x;</svg>"),
            Err(LogoError::Acts(_))
        ));
        for broken in ["", "<svg>", "<html></html>", "<svg></svg><svg></svg>", "<svg><g></svg>"] {
            assert_eq!(cleaned(broken), Err(LogoError::Broken), "{broken}");
        }
    }

    proptest! {
        #[test]
        fn what_is_cleaned_is_clean_and_stays_as_it_is(inside in "(<(g|path|script|use|x:y|style)( [a-z:]{1,5}=\"[a-z#:(]{0,6}\")?/?>|</g>|</style>|[a-z&;]{0,4}){0,8}") {
            if let Ok(first) = cleaned(&format!("<svg>{inside}</svg>")) {
                prop_assert!(!first.contains("<script") && !first.contains(" on"));
                prop_assert_eq!(cleaned(&first), Ok(first.clone()));
            }
        }
    }
}
