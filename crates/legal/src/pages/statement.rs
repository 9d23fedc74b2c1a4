//! The two notices as everybody reads them.

use askama::Template;
use page::{Answer, Html, Visit, html};
use richtext::RichText;

use crate::notices::{self, Kind};
use crate::rules;

#[derive(Template)]
#[template(path = "legal/statement.html")]
struct Statement<'a> {
    v: &'a Visit,
    title: String,
    text: Html,
    saved: Option<String>,
    edit: Option<String>,
}

/// `GET /accessibility`
pub(crate) async fn accessibility(v: Visit) -> Answer {
    show(&v, Kind::Accessibility).await
}

/// `GET /privacy`
pub(crate) async fn privacy(v: Visit) -> Answer {
    show(&v, Kind::Privacy).await
}

async fn show(v: &Visit, kind: Kind) -> Answer {
    let newest = notices::newest(v.app.db(), v.tenant.id, kind, v.lang).await?;
    let own = newest.as_ref().and_then(|n| n.html.as_deref());
    let text = match own {
        Some(html) => RichText::parse(html),
        None => kind.default_text(&v.tenant, v.lang),
    };
    let saved =
        newest.as_ref().filter(|n| n.html.is_some()).map(|n| v.date(kit::local_date(n.saved_at.at())));
    let title = v.t(&format!("legal-{}", kind.code()));
    let edit = rules::may_edit(&v.who).then(|| v.url(&format!("/notices/{}/{}", kind.code(), v.lang)));
    html(
        v,
        &title,
        &Statement { v, title: title.clone(), text: Html::raw(text.to_html_under(1)), saved, edit },
    )
}
