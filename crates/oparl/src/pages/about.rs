//! `/open-data`: for people, what programs may read here.

use askama::Template;
use page::{Answer, Visit, html};

use crate::json::{LICENCE, ROOT};
use crate::{KINDS, kept};

#[derive(Template)]
#[template(path = "oparl/about.html")]
struct About<'a> {
    v: &'a Visit,
    title: &'a str,
    entrance: String,
    licence: &'static str,
    rows: Vec<Row>,
    fresh: Option<String>,
}

/// A type of objects: what it is in the reader's words, how many there are, where they begin.
struct Row {
    words: String,
    name: &'static str,
    count: String,
    url: Option<String>,
}

/// `GET /open-data`
pub(crate) async fn show(v: Visit) -> Answer {
    let counts = kept::counts(v.app.db(), v.tenant.id).await?;
    let base = &v.tenant.base_url;
    let rows = KINDS
        .into_iter()
        .map(|kind| Row {
            words: v.t(&format!("oparl-kind-{}", kind.one)),
            name: kind.name,
            count: v.number(counts.get(kind.name).copied().unwrap_or(0)),
            url: (!kind.many.is_empty()).then(|| format!("{base}{ROOT}/lists/{}", kind.many)),
        })
        .collect();
    let title = v.t("oparl-title");
    let page = About {
        v: &v,
        title: &title,
        entrance: format!("{base}{ROOT}"),
        licence: LICENCE,
        rows,
        fresh: kept::changed(v.app.db(), v.tenant.id).await?.map(|at| v.date_time(at)),
    };
    html(&v, &title, &page)
}
