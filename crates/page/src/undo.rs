//! Undoing on pages: the notice with its button after a change, and what the button does.

use askama::Template;
use axum::extract::Path;
use store::undo::{self, Undo};
use store::{Stamp, Tx};
use uuid::Uuid;

use crate::{Answer, Form, Html, PageError, Visit, html, redirect};

impl Visit {
    /// Lets the person undo what the transaction does from here on; see [`store::undo`]. `label` is the key of the
    /// text that says what was done, with `what` filled in. Show it by [`redirect_undo`].
    pub fn undoable(&self, tx: &mut Tx, label: &'static str, what: &str) -> Uuid {
        tx.undoable(label, what, rights(self))
    }
}

/// What somebody may do now, written down so that it can be compared later.
fn rights(v: &Visit) -> Vec<String> {
    let mut all: Vec<String> = v
        .who
        .grants()
        .iter()
        .map(|g| {
            let id = |id: Option<Uuid>| id.map(|i| i.to_string()).unwrap_or_default();
            format!("{} {} {}", g.role.code(), id(g.body), id(g.municipality))
        })
        .collect();
    all.sort();
    all
}

/// After a change that can be undone: the page that shows it, with the button. `path` is within the visitor's
/// language.
pub fn redirect_undo(v: &Visit, path: &str, undo: Uuid) -> Answer {
    redirect(v, &with(path, &format!("undo={undo}")))
}

/// A path with one more word in its query, before its anchor.
fn with(path: &str, word: &str) -> String {
    let (path, anchor) = path.split_once('#').map_or((path, String::new()), |(p, a)| (p, format!("#{a}")));
    let mark = if path.contains('?') { '&' } else { '?' };
    format!("{path}{mark}{word}{anchor}")
}

/// A path without what an undoing put into its query.
fn without(path: &str) -> String {
    let (path, query) = path.split_once('?').unwrap_or((path, ""));
    let rest: Vec<_> =
        query.split('&').filter(|w| !w.is_empty() && !w.starts_with("undo=") && *w != "undone=1").collect();
    if rest.is_empty() { path.to_owned() } else { format!("{path}?{}", rest.join("&")) }
}

#[derive(Template)]
#[template(path = "page/undo_notice.html")]
struct Notice<'a> {
    v: &'a Visit,
    said: String,
    id: Uuid,
    back: String,
}

#[derive(Template)]
#[template(path = "page/undone_notice.html")]
struct Undone<'a> {
    v: &'a Visit,
}

fn said(v: &Visit, undo: &Undo) -> String {
    v.t1(&undo.label, "what", &undo.what)
}

/// What stands above the page that a change led to.
pub(crate) async fn above(v: &Visit) -> Result<Html, PageError> {
    let Some((_, query)) = v.path.split_once('?') else { return Ok(Html::default()) };
    if query.split('&').any(|w| w == "undone=1") {
        return Ok(Html::raw(Undone { v }.render()?));
    }
    let asked = query.split('&').find_map(|w| w.strip_prefix("undo=")?.parse::<Uuid>().ok());
    let (Some(id), Some(person)) = (asked, v.who.id()) else { return Ok(Html::default()) };
    let Some(found) = undo::get(v.app.db(), v.tenant.id, person, id, v.now).await? else {
        return Ok(Html::default());
    };
    let notice = Notice { v, said: said(v, &found), id, back: without(&v.path) };
    Ok(Html::raw(notice.render()?))
}

/// `POST /undo/{id}`
pub(crate) async fn act(v: Visit, Path(id): Path<Uuid>, form: Form) -> Answer {
    v.person()?;
    let mut tx = v.app.store().begin(v.act()).await?;
    undo::undo(&mut tx, id, &rights(&v)).await?;
    tx.commit().await?;
    redirect(&v, &with(form.back(), "undone=1"))
}

#[derive(Template)]
#[template(path = "page/undo_list.html")]
struct List<'a> {
    v: &'a Visit,
    rows: Vec<(Uuid, String, Stamp)>,
}

/// `GET /undo`: all that the person can still undo.
pub(crate) async fn list(v: Visit) -> Answer {
    let person = v.person()?;
    let rows = undo::list(v.app.db(), v.tenant.id, person, v.now).await?;
    let rows = rows.iter().map(|u| (u.id, said(&v, u), u.at)).collect();
    html(&v, &v.t("undo-list"), &List { v: &v, rows })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_undoing_comes_into_an_address_and_leaves_nothing_there() {
        assert_eq!(with("/a#b", "undo=1"), "/a?undo=1#b");
        assert_eq!(with("/a?x=1", "undone=1"), "/a?x=1&undone=1");
        assert_eq!(without("/a?undo=1"), "/a");
        assert_eq!(without("/a?x=1&undo=1&y=2&undone=1"), "/a?x=1&y=2");
    }
}
