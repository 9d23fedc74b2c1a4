//! What machines that read the site ask for first.

use std::collections::BTreeSet;
use std::fmt::Write;

use axum::http::header;
use axum::response::IntoResponse;
use kit::{Lang, Who};
use page::{Answer, Html, Visit};
use search::Query;

use super::search::ask;

/// So many of the newest public things are listed.
const MOST: usize = 2_000;

/// `GET /robots.txt`.
pub(crate) async fn robots(v: Visit) -> Answer {
    let text = format!(
        "User-agent: *\nDisallow: /*/search\nDisallow: /*/login\nDisallow: /*/outbox\nSitemap: {}/sitemap.xml\n",
        v.tenant.base_url
    );
    Ok(([(header::CONTENT_TYPE, "text/plain; charset=utf-8")], text).into_response())
}

/// `GET /sitemap.xml`: what everybody may read, in each language.
pub(crate) async fn sitemap(v: Visit) -> Answer {
    let mut paths: BTreeSet<String> = v
        .app
        .features()
        .iter()
        .flat_map(|f| &f.menu)
        .filter(|m| (m.shown)(&Who::Nobody))
        .map(|m| m.path.trim_end_matches('/').to_owned())
        .collect();
    let public = Query {
        tenant: v.tenant.id,
        audience: vec!["public".to_owned()],
        lang: v.lang,
        limit: MOST,
        ..Query::default()
    };
    // A place on a page is no page of its own.
    let pages = ask(&v, public).await?.hits.into_iter().map(|h| h.path);
    paths.extend(pages.map(|p| p.split('#').next().unwrap_or_default().to_owned()));
    let mut xml = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\" \
         xmlns:xhtml=\"http://www.w3.org/1999/xhtml\">\n",
    );
    for path in paths {
        let at = |lang: Lang| Html::escape(&format!("{}/{lang}{path}", v.tenant.base_url));
        for lang in Lang::ALL {
            let _infallible = write!(xml, "<url><loc>{}</loc>", at(lang));
            for other in Lang::ALL {
                let href = at(other);
                let _infallible =
                    write!(xml, "<xhtml:link rel=\"alternate\" hreflang=\"{other}\" href=\"{href}\"/>");
            }
            xml.push_str("</url>\n");
        }
    }
    xml.push_str("</urlset>\n");
    Ok(([(header::CONTENT_TYPE, "application/xml; charset=utf-8")], xml).into_response())
}
