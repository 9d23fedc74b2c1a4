use askama::Template;
use axum::extract::Path;
use kit::Subject;
use page::{Answer, Html, PageError, Visit, html};

use crate::keep::actors;
use crate::keep::measures;
use crate::keep::whole::Whole;
use crate::rules::{rights, state};
use crate::view::{Head, MeasureLine, Tag};

/// A measure in the chapter, with the actor's own part.
struct Line {
    measure: MeasureLine,
    text: Html,
    leads: bool,
    own: Tag,
    note: String,
    with: Vec<(String, Html)>,
    may_say: bool,
}

#[derive(Template)]
#[template(path = "plans/actor.html")]
struct Page<'a> {
    v: &'a Visit,
    head: Head,
    key: String,
    name: Html,
    lines: Vec<Line>,
    sums: String,
    states: Vec<(Tag, usize)>,
    elsewhere: Vec<(String, Html, String)>,
    page_of: Option<String>,
    panels: Vec<Html>,
}

/// `GET /plans/{key}/actors/{actor}`: the chapter of one actor, as a page of its own.
pub(crate) async fn show(v: Visit, Path((key, actor)): Path<(String, String)>) -> Answer {
    let w = Whole::load(&v, &key).await?;
    let (db, tenant) = (v.app.db(), v.tenant.id);
    let actor = actors::by_key(db, tenant, &actor).await?.ok_or(PageError::NotFound)?;
    let chapters = w.chapters();
    let chapter = chapters.iter().find(|c| c.actor == actor.id).ok_or(PageError::NotFound)?;
    let part_of = |m| w.parts.iter().find(|p| p.actor == actor.id && p.measure == m);
    let lines: Vec<Line> = chapter
        .lines
        .iter()
        .filter_map(|l| {
            let m = w.measure(l.measure)?;
            let part = part_of(m.id)?;
            Some(Line {
                measure: MeasureLine::new(&v, &w, m),
                text: v.local(&m.text.0),
                leads: l.lead,
                own: Tag::of(&v, &part.state),
                note: part.note.clone(),
                with: l
                    .with
                    .iter()
                    .filter_map(|a| w.actor(*a))
                    .map(|a| (v.url(&format!("/plans/{}/actors/{}", w.plan.key, a.key)), v.local(&a.name.0)))
                    .collect(),
                may_say: rights::may_say(&v.who, w.plan.body, actor.municipality()),
            })
        })
        .collect();
    let own: Vec<&str> = w.parts.iter().filter(|p| p.actor == actor.id).map(|p| p.state.as_str()).collect();
    let done = own.iter().filter(|s| **s == "done").count();
    let shared = chapter.lines.iter().filter(|l| !l.with.is_empty()).count();
    let counts = state::count(own);
    let title = format!("{} – {}", actor.name.0.get(v.lang), w.plan.title.0.get(v.lang));
    let page = Page {
        head: Head::new(&v, &w.plan),
        key: actor.key.clone(),
        name: v.local(&actor.name.0),
        sums: v.app.t(
            v.lang,
            "plans-chapter-sums",
            &[("n", lines.len().into()), ("done", done.into()), ("shared", shared.into())],
        ),
        states: state::STATES
            .iter()
            .zip(counts)
            .filter(|(_, n)| *n > 0)
            .map(|(code, n)| (Tag::of(&v, code), n))
            .collect(),
        lines,
        elsewhere: elsewhere(&v, &w, &actor).await?,
        page_of: page_of(&v, &actor).await?,
        panels: v.panels(&Subject::new("actor", actor.id)).await?,
        v: &v,
    };
    html(&v, &title, &page)
}

/// The actor's chapters in other plans.
async fn elsewhere(
    v: &Visit,
    w: &Whole,
    actor: &actors::Actor,
) -> Result<Vec<(String, Html, String)>, PageError> {
    let (db, tenant) = (v.app.db(), v.tenant.id);
    let parts = measures::parts_of_actor(db, tenant, actor.id).await?;
    let all = measures::several(db, tenant, parts.iter().map(|p| p.measure).collect()).await?;
    let mut out = Vec::new();
    for p in crate::keep::plans::list(db, tenant).await? {
        let n = all.iter().filter(|m| m.plan == p.id).count();
        if n > 0 && p.id != w.plan.id && rights::may_see(&v.who, &p.publicity) {
            let url = v.url(&format!("/plans/{}/actors/{}", p.key, actor.key));
            out.push((url, v.local(&p.title.0), v.tn("plans-n-measures", n)));
        }
    }
    Ok(out)
}

/// The page of the municipality or body that the actor is.
async fn page_of(v: &Visit, actor: &actors::Actor) -> Result<Option<String>, PageError> {
    let (db, tenant) = (v.app.db(), v.tenant.id);
    let Some(id) = actor.refers else { return Ok(None) };
    Ok(match actor.kind.as_str() {
        "municipality" => people::municipalities::get(db, tenant, id)
            .await?
            .map(|m| v.url(&format!("/municipalities/{}", m.slug))),
        "body" => people::bodies::get(db, tenant, id).await?.map(|b| v.url(&format!("/bodies/{}", b.key))),
        _ => None,
    })
}
