use std::fmt::Write;

use axum::extract::Query;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::IntoResponse;
use jiff::Timestamp;
use kit::Lang;
use page::{Answer, Html, PageError, Visit};
use richtext::RichText;
use serde::Deserialize;

use crate::decisions::Decision;
use crate::lists::{self, DecisionFilter};
use crate::view::{self, Bodies};

/// What the address of the feed may ask for.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Ask {
    body: String,
}

/// `GET /feeds/decisions.atom`: the latest published decisions, of one body with `?body=key`. The same for
/// everybody, signed in or not.
pub(crate) async fn atom(v: Visit, Query(ask): Query<Ask>, headers: HeaderMap) -> Answer {
    let bodies = Bodies::of(&v).await?;
    let body = match ask.body.as_str() {
        "" => None,
        key => Some(bodies.by_key(key).ok_or(PageError::NotFound)?.id),
    };
    let nobody = kit::Who::Nobody;
    let filter = DecisionFilter::default();
    let page = lists::decisions(v.app.db(), (v.tenant.id, &nobody), &filter, body, 100).await?;
    let rows: Vec<Decision> = page.rows.into_iter().filter(super::decision::is_open).collect();
    let changed = rows.iter().map(|d| d.changed_at.0).max().unwrap_or(0);
    let versions: i64 = rows.iter().map(|d| d.version).sum();
    let tag = format!("\"{}-{changed}-{versions}-{}\"", rows.len(), v.lang);
    let asked =
        |name: header::HeaderName| headers.get(name).and_then(|h| h.to_str().ok()).unwrap_or_default();
    let head = [
        (header::CONTENT_TYPE, "application/atom+xml; charset=utf-8".to_owned()),
        (header::ETAG, tag.clone()),
        (header::LAST_MODIFIED, http_date(store::Stamp(changed).at())),
        (header::VARY, "Accept-Language".to_owned()),
        (header::CACHE_CONTROL, "public, max-age=300".to_owned()),
    ];
    if asked(header::IF_NONE_MATCH).split(',').any(|t| t.trim().trim_start_matches("W/") == tag) {
        return Ok((StatusCode::NOT_MODIFIED, head).into_response());
    }
    Ok((head, feed(&v, &bodies, &ask.body, &rows, changed)).into_response())
}

fn http_date(at: Timestamp) -> String {
    at.strftime("%a, %d %b %Y %H:%M:%S GMT").to_string()
}

fn feed(v: &Visit, bodies: &Bodies, key: &str, rows: &[Decision], changed: i64) -> String {
    let base = v.tenant.base_url.trim_end_matches('/');
    let own = format!("{base}/feeds/decisions.atom{}", view::query(&[("body", key)]));
    let name = bodies.by_key(key).map(|b| b.name.0.get(v.lang).to_owned());
    let title = match name {
        Some(name) => v.t2("record-feed-title-body", ("region", v.region().to_owned()), ("body", name)),
        None => v.t1("record-feed-title", "region", v.region()),
    };
    let esc = |text: &str| Html::escape(&clean(text)).to_string();
    let mut out = format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"{}\">\n\
         <id>{}</id>\n<title>{}</title>\n<updated>{}</updated>\n<link rel=\"self\" href=\"{}\"/>\n\
         <link rel=\"alternate\" type=\"text/html\" href=\"{}\"/>\n<author><name>{}</name></author>\n",
        v.lang,
        esc(&own),
        esc(&title),
        store::Stamp(changed).at(),
        esc(&own),
        esc(&format!("{base}/{}/decisions", v.lang)),
        esc(v.council()),
    );
    for d in rows {
        let at = format!("{base}/decisions/{}", d.id);
        let (words, lang) = title_of(v, d);
        let said = RichText::parse(&d.text).to_html();
        let by = bodies.get(d.body).map_or(d.officer.as_str(), |b| b.name.0.get(v.lang));
        let when = v.when(&view::when(&d.at_date, d.at_printed.as_deref()));
        let number = if d.printed.is_empty() { String::new() } else { format!(" {}", d.printed) };
        // Writing to a String never fails.
        let _ = write!(
            out,
            "<entry>\n<id>urn:uuid:{}</id>\n<title xml:lang=\"{lang}\">{}</title>\n<updated>{}</updated>\n\
             <published>{}</published>\n<link rel=\"alternate\" type=\"text/html\" href=\"{}\"/>\n\
             <summary>{}</summary>\n<content type=\"html\">{}</content>\n</entry>\n",
            d.id,
            esc(&words),
            d.changed_at.at(),
            d.decided_at.at(),
            esc(&at),
            esc(&format!("{by}{number}, {when}")),
            esc(&said),
        );
    }
    out.push_str("</feed>\n");
    out
}

fn title_of(v: &Visit, d: &Decision) -> (String, Lang) {
    if d.title.0.is_empty() {
        return (v.t("record-content-unknown"), v.lang);
    }
    let (words, lang) = d.title.0.pick(v.lang);
    (words.to_owned(), lang)
}

/// Characters that XML does not know are left out.
fn clean(text: &str) -> String {
    text.chars()
        .filter(|c| matches!(c, '\t' | '\n' | '\r') || *c >= ' ')
        .filter(|c| !matches!(c, '\u{fffe}' | '\u{ffff}'))
        .collect()
}
