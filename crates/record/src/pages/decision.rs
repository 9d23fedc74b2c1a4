use askama::Template;
use axum::extract::Path;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::IntoResponse;
use kit::Publicity;
use page::{Answer, Html, PageError, Visit, html};
use richtext::RichText;
use uuid::Uuid;

use crate::decisions::{self, Decision};
use crate::view::{self, Bodies, DecisionLine};
use crate::{follow, matters, rights};

#[derive(Template)]
#[template(path = "record/decision.html")]
struct Page<'a> {
    v: &'a Visit,
    line: DecisionLine,
    number: String,
    text: Html,
    reason: String,
    returns: String,
    matter: Option<(String, Html)>,
    reservations: Vec<(String, String, Html)>,
    actions: Vec<follow::ActionLine>,
    source: String,
    citation: String,
    statutory: bool,
}

/// `GET /decisions/{id}`: one decision with its reason, matter and actions.
pub(crate) async fn show(v: Visit, Path(id): Path<Uuid>) -> Answer {
    let db = v.app.db();
    let d = decisions::get(db, v.tenant.id, id).await?.ok_or(PageError::NotFound)?;
    if !rights::may_know_decision(&v.who, &d) {
        return Err(PageError::NotFound);
    }
    let bodies = Bodies::of(&v).await?;
    let line = DecisionLine::new(&v, &bodies, &d);
    let read = line.title.is_some();
    let title = match &line.title {
        Some(_) if !d.title.0.is_empty() => d.title.0.get(v.lang).to_owned(),
        Some(_) => v.t("record-content-unknown"),
        None => v.t("record-hidden-decision"),
    };
    let page = Page {
        number: line.number.clone(),
        line,
        text: if read { v.written(&RichText::parse(&d.text).to_html_under(1)) } else { Html::default() },
        reason: if read { d.reason.clone() } else { String::new() },
        returns: returns(&v, &d, read),
        matter: if read { matter_link(&v, &d).await? } else { None },
        reservations: if read { reserved(&v, &d).await? } else { Vec::new() },
        actions: if read { follow::of_decision(&v, d.id).await? } else { Vec::new() },
        source: if read { d.source.clone() } else { String::new() },
        citation: format!("{}/decisions/{}", v.tenant.base_url, d.id),
        statutory: d.statutory,
        v: &v,
    };
    html(&v, &title, &page)
}

fn returns(v: &Visit, d: &Decision, read: bool) -> String {
    let at = view::when(&d.returns_date, d.returns_printed.as_deref());
    if !read || d.outcome != "postponed" { String::new() } else { v.when(&at) }
}

/// The matter, where the asker may read it.
pub(crate) async fn matter_link(v: &Visit, d: &Decision) -> Result<Option<(String, Html)>, PageError> {
    let Some(id) = d.matter else { return Ok(None) };
    let Some(m) = matters::get(v.app.db(), v.tenant.id, id).await? else { return Ok(None) };
    let bodies = follow::bodies_of_matter(v.app.db(), v.tenant.id, &m).await?;
    if !rights::may_see_matter(&v.who, &m, &bodies) {
        return Ok(None);
    }
    let mut words = v.local(&m.title.0).to_string();
    if let Some(number) = &m.diary_printed {
        words = format!("{words} ({})", Html::escape(number));
    }
    Ok(Some((v.url(&format!("/matters/{id}")), Html::raw(words))))
}

async fn reserved(v: &Visit, d: &Decision) -> Result<Vec<(String, String, Html)>, PageError> {
    let Some(matter) = d.matter else { return Ok(Vec::new()) };
    let all = decisions::reservations(v.app.db(), v.tenant.id, matter).await?;
    Ok(all
        .into_iter()
        .filter(|r| r.decision == Some(d.id))
        .map(|r| {
            let when = v.when(&view::when(&r.at_date, r.at_printed.as_deref()));
            (follow::sum(v, &r), when, view::doubt(v, &r.doubt.0))
        })
        .collect())
}

/// `GET /decisions/{id}` without a language: the address by which a decision is cited; it leads to the visitor's
/// language and never changes.
pub(crate) async fn cite(v: Visit, Path(id): Path<Uuid>) -> Answer {
    let d = decisions::get(v.app.db(), v.tenant.id, id).await?.ok_or(PageError::NotFound)?;
    if !rights::may_know_decision(&v.who, &d) {
        return Err(PageError::NotFound);
    }
    let to = HeaderValue::from_str(&v.url(&format!("/decisions/{id}"))).map_err(PageError::inside)?;
    let vary = HeaderValue::from_static("Accept-Language");
    Ok((StatusCode::SEE_OTHER, [(header::LOCATION, to), (header::VARY, vary)]).into_response())
}

/// Whether outsiders may read the decision.
pub(crate) fn is_open(d: &Decision) -> bool {
    d.published && Publicity::parse(&d.publicity) == Publicity::Public
}
