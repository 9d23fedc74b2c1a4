pub(crate) mod bodies;
pub(crate) mod body;
pub(crate) mod body_edit;
pub(crate) mod chair;
pub(crate) mod handover;
pub(crate) mod mandate;
pub(crate) mod members;
pub(crate) mod municipalities;
pub(crate) mod offices;
pub(crate) mod person;
pub(crate) mod persons;
pub(crate) mod terms;

use page::{Html, PageError, Visit};

use crate::bodies::Body;

/// The body of an address at this tenant.
pub(crate) async fn body_of(v: &Visit, key: &str) -> Result<Body, PageError> {
    crate::bodies::by_key(v.app.db(), v.tenant.id, key).await?.ok_or(PageError::NotFound)
}

/// A rich text in its stored form, in the visitor's language where it is there; else marked with its own.
pub(crate) fn rich(v: &Visit, text: &kit::Local) -> Html {
    let (html, lang) = text.pick(v.lang);
    let clean = richtext::RichText::parse(html).to_html_under(2);
    if lang == v.lang { Html::raw(clean) } else { Html::raw(format!("<div lang=\"{lang}\">{clean}</div>")) }
}

/// Choices of a select from codes: the words are texts `prefix-code`.
pub(crate) fn coded(v: &Visit, prefix: &str, codes: &[&str]) -> Vec<(String, String)> {
    codes.iter().map(|c| ((*c).to_owned(), v.t(&format!("{prefix}-{}", c.replace('_', "-"))))).collect()
}
