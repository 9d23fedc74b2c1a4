//! A document as a fragment of HTML: one `article` with its own `h1`.

use richtext::{Block, Inline, RichText};

use crate::flow::{Flow, flow};
use crate::model::{Document, Table};

/// The document as HTML, everything escaped. The page around it gives the looks.
pub fn html(document: &Document) -> String {
    let mut out = format!("<article class=\"document\" lang=\"{}\">", document.lang.code());
    element(&mut out, "h1", &document.title);
    // On paper the subject stands at the head of each page; here it would say the title twice.
    if !document.subject.is_empty() && document.subject != document.title {
        out.push_str("<p class=\"document-subject\">");
        escape(&mut out, &document.subject);
        out.push_str("</p>");
    }
    for block in flow(document) {
        one(&mut out, &block);
    }
    if !document.footer.is_empty() {
        element(&mut out, "footer", &document.footer);
    }
    out.push_str("</article>");
    out
}

fn one(out: &mut String, block: &Flow<'_>) {
    match block {
        Flow::Heading { level, number, text, anchor } => {
            out.push_str(&format!("<h{level}"));
            if let Some(anchor) = anchor {
                out.push_str(" id=\"");
                escape(out, anchor);
                out.push('"');
            }
            out.push('>');
            if !number.is_empty() {
                out.push_str("<span class=\"number\">");
                escape(out, number);
                out.push_str("</span> ");
            }
            inlines(out, text);
            out.push_str(&format!("</h{level}>"));
        }
        Flow::KeyValues(pairs) => {
            out.push_str("<dl>");
            for (label, value) in *pairs {
                element(out, "dt", label);
                element(out, "dd", value);
            }
            out.push_str("</dl>");
        }
        Flow::Paragraph(text) => element(out, "p", text),
        Flow::Text(block) => out.push_str(&RichText::new(vec![(*block).clone()]).to_html()),
        Flow::Table(t) => table(out, t),
        Flow::Note(text) => {
            out.push_str("<p class=\"note\">");
            escape(out, text);
            out.push_str("</p>");
        }
        Flow::PageBreak => {}
        Flow::Signatures(names) => {
            out.push_str("<ul class=\"signatures\">");
            for (name, role) in *names {
                out.push_str("<li>");
                escape(out, name);
                if !role.is_empty() {
                    out.push_str("<br>");
                    escape(out, role);
                }
                out.push_str("</li>");
            }
            out.push_str("</ul>");
        }
    }
}

fn table(out: &mut String, table: &Table) {
    let columns = table.columns();
    let row = |out: &mut String, cells: &[String], open: &str, close: &str| {
        out.push_str("<tr>");
        for i in 0..columns {
            out.push_str(open);
            escape(out, cells.get(i).map_or("", String::as_str));
            out.push_str(close);
        }
        out.push_str("</tr>");
    };
    out.push_str("<table>");
    if !table.caption.is_empty() {
        element(out, "caption", &table.caption);
    }
    if !table.header.is_empty() {
        out.push_str("<thead>");
        row(out, &table.header, "<th scope=\"col\">", "</th>");
        out.push_str("</thead>");
    }
    out.push_str("<tbody>");
    table.rows.iter().for_each(|cells| row(out, cells, "<td>", "</td>"));
    out.push_str("</tbody></table>");
}

/// The running text of a heading, through the one writer of written texts.
fn inlines(out: &mut String, text: &[Inline]) {
    let html = RichText::new(vec![Block::Paragraph(text.to_vec())]).to_html();
    out.push_str(html.strip_prefix("<p>").and_then(|h| h.strip_suffix("</p>")).unwrap_or(""));
}

fn element(out: &mut String, name: &str, text: &str) {
    out.push_str(&format!("<{name}>"));
    escape(out, text);
    out.push_str(&format!("</{name}>"));
}

fn escape(out: &mut String, text: &str) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\n' => out.push_str("<br>"),
            c => out.push(c),
        }
    }
}
