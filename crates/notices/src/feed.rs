//! The same by feed (Atom), for those who would rather not give an address.

use std::fmt::Write;

use axum::extract::Path;
use axum::http::header;
use axum::response::IntoResponse;
use jiff::Timestamp;
use page::{Answer, Html, PageError, Visit};
use people::{bodies, municipalities};
use uuid::Uuid;

use crate::news::{self, Named, Thing};
use crate::what::What;

/// A feed holds at most so many things.
const MOST: usize = 100;

/// `GET /feeds/municipalities/sysma.atom`, `/feeds/bodies/…`, `/feeds/matters/…`, `/feeds/words/…`. The same for
/// everybody, signed in or not, in the language that the reader asks for.
pub(crate) async fn show(v: Visit, Path((kind, file)): Path<(String, String)>) -> Answer {
    let name = file.strip_suffix(".atom").ok_or(PageError::NotFound)?;
    let (db, tenant) = (v.app.db(), v.tenant.id);
    let what = match kind.as_str() {
        "municipalities" => {
            municipalities::by_slug(db, tenant, name).await?.map(|m| What::Municipality(m.id))
        }
        "bodies" => bodies::by_key(db, tenant, name).await?.map(|b| What::Body(b.id)),
        "matters" => What::read("matter", name, ""),
        "words" => What::read("word", "", name),
        _ => None,
    };
    let what = what.ok_or(PageError::NotFound)?;
    let named = news::named(&v.app, tenant, &what).await?.ok_or(PageError::NotFound)?;
    let things = news::gather(&v.app, tenant, &what).await?.unwrap_or_default();
    let head = [
        (header::CONTENT_TYPE, "application/atom+xml; charset=utf-8"),
        (header::VARY, "Accept-Language"),
        (header::CACHE_CONTROL, "public, max-age=300"),
    ];
    Ok((head, atom(&v, &named, things)).into_response())
}

/// When a thing came to be, as its id tells, or else its own day. `None` where neither is known.
fn born(t: &Thing) -> Option<Timestamp> {
    let id = t.path.split(['/', '#', '?']).filter_map(|part| part.parse::<Uuid>().ok()).next_back();
    let made = id.and_then(|id| id.get_timestamp()).and_then(|at| {
        let (seconds, nanos) = at.to_unix();
        Timestamp::new(i64::try_from(seconds).ok()?, i32::try_from(nanos).ok()?).ok()
    });
    made.or_else(|| t.at.span().map(|(day, _)| kit::to_instant(day.at(0, 0, 0, 0))))
}

fn atom(v: &Visit, named: &Named, things: Vec<Thing>) -> String {
    let base = v.tenant.base_url.trim_end_matches('/');
    let esc = |text: &str| Html::escape(&clean(text)).to_string();
    let mut dated: Vec<(Timestamp, Thing)> =
        things.into_iter().filter_map(|t| Some((born(&t)?, t))).collect();
    dated.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.key.cmp(&b.1.key)));
    dated.truncate(MOST);
    let own = format!("{base}{}", named.feed);
    let updated = dated.first().map_or(Timestamp::UNIX_EPOCH, |(at, _)| *at);
    let title = v.t2(
        "notices-feed-title",
        ("what", named.name.get(v.lang).to_owned()),
        ("region", v.region().to_owned()),
    );
    let mut out = format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"{}\">\n\
         <id>{}</id>\n<title>{}</title>\n<updated>{updated}</updated>\n<link rel=\"self\" href=\"{}\"/>\n\
         <link rel=\"alternate\" type=\"text/html\" href=\"{}\"/>\n<author><name>{}</name></author>\n",
        v.lang,
        esc(&own),
        esc(&title),
        esc(&own),
        esc(&format!("{base}/{}{}", v.lang, named.path)),
        esc(v.council()),
    );
    for (at, t) in dated {
        let (words, lang) = t.title.pick(v.lang);
        let when = t.at.show(v.lang).map(|w| format!(", {w}")).unwrap_or_default();
        // Writing to a String never fails.
        let _ = write!(
            out,
            "<entry>\n<id>{}</id>\n<title xml:lang=\"{lang}\">{}</title>\n<updated>{at}</updated>\n\
             <link rel=\"alternate\" type=\"text/html\" href=\"{}\"/>\n<summary>{}</summary>\n</entry>\n",
            esc(&format!("{base}{}", t.key.replace(' ', "%20"))),
            esc(words),
            esc(&format!("{base}/{}{}", v.lang, t.path)),
            esc(&format!("{}{when}", v.t(&t.kind))),
        );
    }
    out.push_str("</feed>\n");
    out
}

/// Characters that XML does not know are left out.
fn clean(text: &str) -> String {
    text.chars()
        .filter(|c| matches!(c, '\t' | '\n' | '\r') || *c >= ' ')
        .filter(|c| !matches!(c, '\u{fffe}' | '\u{ffff}'))
        .collect()
}
