//! All hard words together.

use askama::Template;
use page::{Answer, Visit, html};

use crate::words::WORDS;

#[derive(Template)]
#[template(path = "help/words.html")]
struct Page<'a> {
    v: &'a Visit,
    words: Vec<(&'static str, String, String)>,
}

/// `GET /guide/words`
pub(crate) async fn show(v: Visit) -> Answer {
    let mut words: Vec<_> =
        WORDS.iter().map(|w| (*w, v.t(&format!("word-{w}")), v.t(&format!("word-{w}-means")))).collect();
    words.sort_by_key(|(_, term, _)| store::sort_key(term));
    html(&v, &v.t("help-words"), &Page { v: &v, words })
}
