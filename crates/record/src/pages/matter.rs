use askama::Template;
use axum::extract::{Path, Query};
use axum::http::StatusCode;
use kit::{Subject, When};
use page::{Answer, Form, Html, PageError, Visit, html_with};
use serde::Deserialize;
use uuid::Uuid;

use crate::decisions::{self, Decision};
use crate::documents::{self, Document};
use crate::follow::{self, ActionLine};
use crate::matters::{self, Matter, MatterStep};
use crate::pages::matters::MatterLine;
use crate::view::{self, Bodies, Choice, DecisionLine};
use crate::{actions, rights};

/// One step of the path.
struct Step {
    at: When,
    when: String,
    class: &'static str,
    url: Option<String>,
    text: Html,
    meta: String,
    doubt: Html,
}

/// A document as pages show it.
pub(crate) struct DocumentLine {
    pub(crate) id: Uuid,
    pub(crate) url: Option<String>,
    pub(crate) title: Html,
    pub(crate) meta: String,
    pub(crate) note: String,
    pub(crate) ground: String,
    pub(crate) may_remove: bool,
}

impl DocumentLine {
    pub(crate) fn new(v: &Visit, d: &Document) -> Self {
        let at = view::when(&d.at_date, d.at_printed.as_deref());
        let mut meta = vec![v.t(view::document_kind_key(&d.kind))];
        meta.push(v.when(&at));
        if d.sha.is_some() {
            let ending = d.name.rsplit_once('.').map(|(_, e)| e.to_uppercase()).unwrap_or_default();
            meta.push(format!("{ending} {}", v.bytes(&d.size)).trim().to_owned());
        }
        if !d.source.is_empty() {
            meta.push(d.source.clone());
        }
        Self {
            id: d.id,
            url: address(d),
            title: v.local(&d.title.0),
            meta: meta.join(" · "),
            note: d.note.clone(),
            ground: view::ground(v, &d.publicity, &d.ground),
            may_remove: d.about_kind == "matter" && rights::may_keep_documents(&v.who),
        }
    }
}

/// Where a document's content is: our file, or elsewhere.
pub(crate) fn address(d: &Document) -> Option<String> {
    match &d.sha {
        Some(sha) => Some(format!("/files/{sha}/{}", view::segment(&d.name))),
        None if d.address.starts_with("http://") || d.address.starts_with("https://") => {
            Some(d.address.clone())
        }
        None => None,
    }
}

#[derive(Template)]
#[template(path = "record/matter.html")]
struct Page<'a> {
    v: &'a Visit,
    form: &'a Form,
    id: Uuid,
    line: MatterLine,
    summary: Html,
    parent: Option<(String, Html)>,
    children: Vec<MatterLine>,
    steps: Vec<Step>,
    actions: Vec<ActionLine>,
    documents: Vec<DocumentLine>,
    reservations: Vec<(String, String, String, Html)>,
    source: String,
    may_keep: bool,
    panels: Vec<Html>,
    kinds: Vec<Choice>,
    publicities: Vec<Choice>,
    removed: Option<Uuid>,
}

/// What the address of a matter may carry.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct After {
    removed: String,
}

/// `GET /matters/{id}`: the whole path of a matter.
pub(crate) async fn show(v: Visit, Path(id): Path<Uuid>, Query(after): Query<After>) -> Answer {
    let m = load(&v, id).await?;
    let removed = after.removed.parse().ok().filter(|_| rights::may_keep_documents(&v.who));
    draw(&v, StatusCode::OK, &m, &Form::new(), removed).await
}

/// The matter, where the asker may read it.
pub(crate) async fn load(v: &Visit, id: Uuid) -> Result<Matter, PageError> {
    let m = matters::get(v.app.db(), v.tenant.id, id).await?.ok_or(PageError::NotFound)?;
    let bodies = follow::bodies_of_matter(v.app.db(), v.tenant.id, &m).await?;
    if rights::may_see_matter(&v.who, &m, &bodies) { Ok(m) } else { Err(PageError::NotFound) }
}

/// Draws the page, with what was typed into its form for documents.
pub(crate) async fn draw(
    v: &Visit,
    status: StatusCode,
    m: &Matter,
    form: &Form,
    removed: Option<Uuid>,
) -> Answer {
    let (db, tenant) = (v.app.db(), v.tenant.id);
    let bodies = Bodies::of(v).await?;
    let decided = decisions::of_matter(db, tenant, m.id).await?;
    let acted = actions::of_matter(db, tenant, m.id).await?;
    let mut steps: Vec<Step> = Vec::new();
    steps.extend(matters::steps(db, tenant, m.id).await?.iter().map(|s| told(v, s)));
    steps.extend(
        decided.iter().filter(|d| rights::may_know_decision(&v.who, d)).map(|d| decision(v, &bodies, d)),
    );
    let followed = follow::followed(db, tenant, acted.clone()).await?;
    for f in followed.iter().filter(|f| f.seen_by(&v.who)) {
        steps.push(agreed(v, f).await?);
    }
    // What has no known date comes last; the sort keeps the order of what happened on one day.
    steps.sort_by_cached_key(|s| s.at.code());
    let documents = documents::of_matter(db, tenant, m.id).await?;
    let parent = match m.parent {
        Some(id) => load(v, id).await.ok(),
        None => None,
    };
    let children =
        crate::pages::matters::readable(v, matters::children(db, tenant, m.id).await?, true).await?;
    let page = Page {
        id: m.id,
        line: MatterLine::new(v, m, true),
        summary: v.local(&m.summary.0),
        parent: parent.map(|p| (v.url(&format!("/matters/{}", p.id)), v.local(&p.title.0))),
        children: children.iter().map(|(c, read)| MatterLine::new(v, c, *read)).collect(),
        steps,
        actions: follow::lines(v, acted).await?,
        documents: documents
            .iter()
            .filter(|d| rights::may_see_document(&v.who, d))
            .map(|d| DocumentLine::new(v, d))
            .collect(),
        reservations: reservations(v, m, &decided).await?,
        source: m.source.clone(),
        may_keep: rights::may_keep_matters(&v.who),
        panels: v.panels(&Subject::new("matter", m.id)).await?,
        kinds: kinds(v),
        publicities: publicities(v),
        removed,
        form,
        v,
    };
    html_with(v, status, m.title.0.get(v.lang), &page)
}

fn told(v: &Visit, s: &MatterStep) -> Step {
    let at = view::when(&s.at_date, s.at_printed.as_deref());
    let mut meta: Vec<&str> = vec![s.place.as_str(), s.source.as_str()];
    meta.retain(|m| !m.is_empty());
    let printed = view::printed(v, &at);
    if !printed.is_empty() {
        meta.push(&printed);
    }
    Step {
        when: v.when(&at),
        class: if at.is_unknown() { "wait" } else { "done" },
        url: if s.path.is_empty() { None } else { Some(v.url(&s.path)) },
        text: v.local(&s.text.0),
        meta: meta.join(" · "),
        doubt: view::doubt(v, &s.doubt.0),
        at,
    }
}

fn decision(v: &Visit, bodies: &Bodies, d: &Decision) -> Step {
    let line = DecisionLine::new(v, bodies, d);
    let mut meta = vec![line.decider.to_string()];
    for word in [&line.number, &line.kind, &line.outcome, &line.ground, &line.printed] {
        if !word.is_empty() {
            meta.push(word.clone());
        }
    }
    if line.example {
        meta.push(v.t("record-example"));
    }
    Step {
        at: view::when(&d.at_date, d.at_printed.as_deref()),
        class: if line.outcome_class == "wait" { "wait" } else { "done" },
        text: line.title.unwrap_or_else(|| Html::escape(&v.t("record-hidden-decision"))),
        url: Some(line.url),
        meta: plain(&meta.join(" · ")),
        doubt: line.doubt,
        when: line.when,
    }
}

/// Names of bodies come as HTML with their language; in a line of words they stand plain.
fn plain(html: &str) -> String {
    richtext::RichText::parse(html).to_plain().trim().to_owned()
}

async fn agreed(v: &Visit, f: &follow::Followed) -> Result<Step, PageError> {
    let at = view::when(&f.action.at_date, f.action.at_printed.as_deref());
    let line = ActionLine::new(v, f).await?;
    let done =
        !f.states.is_empty() && f.states.iter().all(|s| s.state == "done" || s.state == "not_concerned");
    Ok(Step {
        when: v.when(&at),
        class: if line.late {
            "stop"
        } else if done {
            "done"
        } else {
            "now"
        },
        url: Some(line.url),
        text: line.text,
        meta: format!("{} · {} · {}", v.t("record-action"), line.owner, line.due),
        doubt: Html::default(),
        at,
    })
}

async fn reservations(
    v: &Visit,
    m: &Matter,
    decided: &[Decision],
) -> Result<Vec<(String, String, String, Html)>, PageError> {
    let all = decisions::reservations(v.app.db(), v.tenant.id, m.id).await?;
    let open = |r: &decisions::Reservation| {
        // A sum of a decision that the asker may not read is not for the asker either.
        let cause = r.decision.and_then(|id| decided.iter().find(|d| d.id == id));
        cause.is_none_or(|d| rights::may_read_decision(&v.who, d))
    };
    Ok(all
        .iter()
        .filter(|r| open(r))
        .map(|r| {
            let at = view::when(&r.at_date, r.at_printed.as_deref());
            let printed = [view::printed(v, &at), r.source.clone()];
            let meta = printed.into_iter().filter(|p| !p.is_empty()).collect::<Vec<_>>().join(" · ");
            (follow::sum(v, r), v.when(&at), meta, view::doubt(v, &r.doubt.0))
        })
        .collect())
}

/// The kinds that a person chooses among.
pub(crate) const KINDS: [&str; 5] = ["attachment", "background", "study", "report", "plan"];

fn kinds(v: &Visit) -> Vec<Choice> {
    KINDS.iter().map(|k| ((*k).to_owned(), v.t(view::document_kind_key(k)))).collect()
}

/// The publicity classes as choices.
pub(crate) fn publicities(v: &Visit) -> Vec<Choice> {
    [
        ("public", "record-publicity-public"),
        ("internal", "record-publicity-internal"),
        ("secret", "record-publicity-secret"),
    ]
    .map(|(code, key)| (code.to_owned(), v.t(key)))
    .to_vec()
}
