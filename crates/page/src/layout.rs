use std::fmt;

use askama::{FastWritable, Template, Values};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};

use crate::{Answer, Form, PageError, Visit};

/// Ready HTML: templates do not escape it again.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Html(String);

impl Html {
    /// HTML that our own code made from escaped parts or from the clean form of a written text.
    pub fn raw(html: impl Into<String>) -> Self {
        Self(html.into())
    }

    /// A text, escaped.
    pub fn escape(text: &str) -> Self {
        let mut out = String::with_capacity(text.len());
        for c in text.chars() {
            match c {
                '&' => out.push_str("&amp;"),
                '<' => out.push_str("&lt;"),
                '>' => out.push_str("&gt;"),
                '"' => out.push_str("&quot;"),
                '\'' => out.push_str("&#39;"),
                _ => out.push(c),
            }
        }
        Self(out)
    }

    /// The characters.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Html {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
impl FastWritable for Html {
    fn write_into(&self, dest: &mut dyn fmt::Write, _: &dyn Values) -> askama::Result<()> {
        dest.write_str(&self.0)?;
        Ok(())
    }
}
impl askama::filters::HtmlSafe for Html {}

#[derive(Template)]
#[template(path = "page/shell.html")]
struct Shell<'a> {
    v: &'a Visit,
    title: &'a str,
    menu: Vec<(String, String, bool)>,
    /// In which other languages parts of the page are, one sentence each.
    foreign: Vec<String>,
    footer: Vec<(String, String)>,
    guide: Option<String>,
    above: Html,
    body: Html,
    head: Html,
}

/// Puts a body into the layout. The title is the page's own words; the region's name follows.
pub fn html(v: &Visit, title: &str, body: &impl Template) -> Answer {
    html_with(v, StatusCode::OK, title, body)
}

/// The same with another status: 422 for a form that is drawn again.
pub fn html_with(v: &Visit, status: StatusCode, title: &str, body: &impl Template) -> Answer {
    let body = Html::raw(body.render()?);
    let page = shell(v, title, body)?;
    Ok((status, [(header::CONTENT_TYPE, "text/html; charset=utf-8")], page).into_response())
}

/// The scripts that parts of a page need, by the attribute that asks for each.
const ISLANDS: [(&str, &str); 6] = [
    (" data-editor", "editor.js"),
    (" data-autosave=", "notes.js"),
    (" data-key=", "session.js"),
    (" data-keys-switch", "session.js"),
    (" data-reorder=", "reorder.js"),
    (" method=\"post\"", "drafts.js"),
];

/// The scripts of a body, each once.
fn islands(body: &str) -> Vec<&'static str> {
    let mut names: Vec<_> =
        ISLANDS.iter().filter(|(asks, _)| body.contains(asks)).map(|(_, name)| *name).collect();
    names.dedup();
    names
}

pub(crate) fn shell(v: &Visit, title: &str, body: Html) -> Result<String, PageError> {
    let all = v.app.features().iter().flat_map(|f| &f.menu);
    let mut entries: Vec<_> = all.filter(|m| !v.is_unset() && (m.shown)(&v.who)).collect();
    entries.sort_by_key(|m| m.order);
    let here = v.path.split('?').next().unwrap_or("/");
    let menu = entries
        .into_iter()
        .map(|m| {
            let current = if m.path == "/" { here == "/" } else { here.starts_with(m.path) };
            (v.t(m.text), v.url(m.path), current)
        })
        .collect();
    let mut entries: Vec<_> =
        v.app.features().iter().flat_map(|f| &f.footer).filter(|m| (m.shown)(&v.who)).collect();
    entries.sort_by_key(|m| m.order);
    let footer = entries.into_iter().map(|m| (v.t(m.text), v.url(m.path))).collect();
    let guide = v.guide().filter(|_| v.who.is_person());
    let mut head = String::new();
    for lang in kit::Lang::ALL {
        head.push_str(&format!(
            "<link rel=\"alternate\" hreflang=\"{lang}\" href=\"{}\">",
            Html::escape(&v.in_lang(&lang))
        ));
    }
    for name in islands(body.as_str()) {
        head.push_str(&format!("<script type=\"module\" src=\"{}\"></script>", v.asset(name)));
    }
    // Comes after the product's own styles, so that its colours hold.
    if let Some(look) = &v.tenant.look {
        head.push_str(&format!("<link rel=\"stylesheet\" href=\"/look/{}.css\">", look.version));
    }
    let foreign = kit::Lang::ALL
        .into_iter()
        .filter(|lang| *lang != v.lang && speaks(body.as_str(), *lang))
        .map(|lang| v.t1("content-only-in", "lang", lang.code()))
        .collect();
    Ok(Shell { v, title, menu, foreign, footer, guide, above: v.above.clone(), body, head: Html::raw(head) }
        .render()?)
}

/// Whether words of the page are marked as being in this language; fields to be filled in do not count.
fn speaks(body: &str, lang: kit::Lang) -> bool {
    ["span", "div"].iter().any(|tag| body.contains(&format!("<{tag} lang=\"{lang}\">")))
}

/// After a change: the page that shows it. `path` is within the visitor's language.
pub fn redirect(v: &Visit, path: &str) -> Answer {
    let to = HeaderValue::from_str(&v.url(path)).map_err(PageError::inside)?;
    Ok((StatusCode::SEE_OTHER, [(header::LOCATION, to)]).into_response())
}

/// Done, and nothing to show: for saves as one types.
pub fn no_content() -> Answer {
    Ok(StatusCode::NO_CONTENT.into_response())
}

/// A file for the visitor. `inline` shows it in the browser where it can.
pub fn download(name: &str, media_type: &str, bytes: impl Into<axum::body::Body>, inline: bool) -> Response {
    let plain: String =
        name.chars().map(|c| if c.is_ascii_graphic() && c != '"' { c } else { '_' }).collect();
    let encoded: String = name
        .bytes()
        .map(|b| {
            if b.is_ascii_alphanumeric() || b"-._~".contains(&b) {
                char::from(b).to_string()
            } else {
                format!("%{b:02X}")
            }
        })
        .collect();
    let how = if inline { "inline" } else { "attachment" };
    (
        [
            (header::CONTENT_TYPE, media_type.to_owned()),
            (header::CONTENT_DISPOSITION, format!("{how}; filename=\"{plain}\"; filename*=UTF-8''{encoded}")),
        ],
        bytes.into(),
    )
        .into_response()
}

/// One field of a thing in two versions.
#[derive(Debug, Clone)]
pub struct Version {
    /// The field's name in the form.
    pub name: &'static str,
    /// The key of its label.
    pub label: &'static str,
    /// What it says in the store now.
    pub theirs: String,
}

#[derive(Template)]
#[template(path = "page/conflict.html")]
struct Conflict<'a> {
    v: &'a Visit,
    action: &'a str,
    current_version: i64,
    fields: Vec<(String, String, String, bool)>,
    carried: Vec<(String, String)>,
}

/// 409: shows what was typed beside what somebody else saved meanwhile. Nothing typed is lost: it can be saved over
/// the newer version by choice. `action` is within the visitor's language.
pub fn conflict(v: &Visit, form: &Form, action: &str, current_version: i64, fields: &[Version]) -> Answer {
    let shown = fields
        .iter()
        .map(|f| {
            let yours = form.value(f.name).to_owned();
            let differs = yours.trim() != f.theirs.trim();
            (v.t(f.label), yours, f.theirs.clone(), differs)
        })
        .collect();
    let carried = form
        .pairs()
        .iter()
        .filter(|(n, _)| !matches!(n.as_str(), "csrf" | "once" | "version"))
        .cloned()
        .collect();
    let action = v.url(action);
    let body = Conflict { v, action: &action, current_version, fields: shown, carried };
    html_with(v, StatusCode::CONFLICT, &v.t("conflict-title"), &body)
}
