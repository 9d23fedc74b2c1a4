//! Giving feedback: without signing in, and without a riddle.

use askama::Template;
use axum::extract::Path;
use axum::http::{HeaderMap, StatusCode, header};
use page::{Answer, Form, PageError, Peer, Visit, html, html_with, redirect};
use uuid::Uuid;

use crate::feedback::{self, KINDS, NewFeedback};
use crate::{limits, rules};

#[derive(Template)]
#[template(path = "legal/give.html")]
struct Give<'a> {
    v: &'a Visit,
    form: &'a Form,
    kinds: Vec<(String, String)>,
    queue: Option<String>,
}

fn draw(v: &Visit, status: StatusCode, form: &Form) -> Answer {
    let kinds = KINDS.iter().map(|k| ((*k).to_owned(), v.t(&format!("legal-kind-{k}")))).collect();
    let queue = rules::may_tend(&v.who).then(|| v.url("/desk/feedback"));
    html_with(v, status, &v.t("legal-feedback"), &Give { v, form, kinds, queue })
}

/// `GET /feedback`: the page from which one came is filled in.
pub(crate) async fn show(v: Visit, headers: HeaderMap) -> Answer {
    let from = headers.get(header::REFERER).and_then(|r| r.to_str().ok()).unwrap_or_default();
    let host = headers.get(header::HOST).and_then(|h| h.to_str().ok()).unwrap_or_default();
    // Of our own pages only: from where else somebody came is nobody's business.
    let page = from.split_once("://").and_then(|(_, rest)| rest.strip_prefix(host)).unwrap_or_default();
    let page: String = page.split('?').next().unwrap_or_default().chars().take(300).collect();
    let page = if page.ends_with("/feedback") { String::new() } else { page };
    draw(&v, StatusCode::OK, &Form::new().with("page", page))
}

/// `POST /feedback`
pub(crate) async fn send(v: Visit, peer: Peer, mut form: Form) -> Answer {
    // A field that nobody sees: who fills it in is a program, and is thanked without being kept.
    if !form.value("website").is_empty() {
        return redirect(&v, &format!("/feedback/sent/{}", Uuid::nil()));
    }
    if form.value("kind").is_empty() {
        form.wrong("kind", "legal-choose-kind");
    }
    let kind = form.choice("kind", &KINDS).unwrap_or("other").to_owned();
    let text = form.required("text", 5_000);
    let page = form.text("page", 300);
    let name = form.text("name", 200);
    let address = form.text("address", 200);
    if !address.is_empty() && !is_address(&address) {
        form.wrong("address", "legal-not-an-address");
    }
    if !form.ok() {
        return draw(&v, StatusCode::UNPROCESSABLE_ENTITY, &form);
    }
    let mut tx = v.app.store().begin(v.act()).await?;
    if !limits::take(&tx, peer.0.as_deref()).await? {
        drop(tx);
        form.wrong_with("text", "legal-too-many", limits::FROM_ONE);
        return draw(&v, StatusCode::TOO_MANY_REQUESTS, &form);
    }
    tx.once(form.once_key()).await?;
    let some = |text: String| Some(text).filter(|t| !t.is_empty());
    let new = NewFeedback { kind, page, text, name: some(name), address: some(address), lang: v.lang };
    let row = feedback::receive(&mut tx, new).await?;
    tx.commit().await?;
    redirect(&v, &format!("/feedback/sent/{}", row.id))
}

/// One `@` with something on both sides, no white space, a dot in the host.
fn is_address(text: &str) -> bool {
    let Some((name, host)) = text.split_once('@') else { return false };
    !name.is_empty()
        && host.contains('.')
        && !host.starts_with('.')
        && !host.ends_with('.')
        && !host.contains('@')
        && !text.contains(|c: char| c.is_whitespace() || c.is_control() || matches!(c, '<' | '>' | ',' | ';'))
}

#[derive(Template)]
#[template(path = "legal/sent.html")]
struct Sent<'a> {
    v: &'a Visit,
    due: String,
    answered: bool,
}

/// `GET /feedback/sent/{id}`: thanks, and by when it is answered. It shows nothing of what was written.
pub(crate) async fn sent(v: Visit, Path(id): Path<Uuid>) -> Answer {
    let row = match id {
        // What a program filled in is thanked in the same words.
        id if id.is_nil() => None,
        id => Some(feedback::get(v.app.db(), v.tenant.id, id).await?.ok_or(PageError::NotFound)?),
    };
    let due = row.as_ref().map_or_else(|| feedback::due(v.today()), |r| r.due.0);
    let answered = row.is_none_or(|r| r.address.is_some());
    html(&v, &v.t("legal-thanks"), &Sent { v: &v, due: v.weekday_date(due), answered })
}

#[cfg(test)]
mod tests {
    use super::is_address;

    #[test]
    fn an_address_is_told_from_what_is_none() {
        for good in ["eva@example.org", "a.b+c@x.fi", "å@exämple.fi"] {
            assert!(is_address(good), "{good}");
        }
        for bad in [
            "eva",
            "eva@",
            "@x.fi",
            "a@b",
            "a@b.",
            "a b@x.fi",
            "a@x.fi,b@x.fi",
            "a@x.fi\nBcc: b@x.fi",
            "<a@x.fi>",
        ] {
            assert!(!is_address(bad), "{bad}");
        }
    }
}
