//! What plans give to the search. A text in three languages is three entries.

use futures::future::{BoxFuture, FutureExt};
use kit::{Lang, Local, Subject};
use page::{App, PageError, SearchEntry};
use richtext::RichText;
use uuid::Uuid;

use crate::keep::whole::Whole;
use crate::keep::{actors, cards, measures, plans};

/// All entries that now stand for a subject of ours; `None` for those of other slices.
pub(crate) fn source<'a>(
    app: &'a App,
    tenant: Uuid,
    subject: &'a Subject,
) -> BoxFuture<'a, Result<Option<Vec<SearchEntry>>, PageError>> {
    async move {
        Ok(match subject.kind.as_str() {
            "plan" => Some(plan(app, tenant, subject).await?),
            "measure" => Some(measure(app, tenant, subject).await?),
            "card" => Some(card(app, tenant, subject).await?),
            _ => None,
        })
    }
    .boxed()
}

/// The public, or those who take part in the work.
pub(crate) fn audience(publicity: &str) -> Vec<String> {
    vec![if publicity == "public" { "public" } else { "staff" }.to_owned()]
}

/// The languages in which a title stands.
pub(crate) fn langs(title: &Local) -> Vec<Lang> {
    let found: Vec<Lang> = Lang::ALL.into_iter().filter(|l| !title.exact(*l).is_empty()).collect();
    if found.is_empty() { vec![Lang::Fi] } else { found }
}

async fn plan(app: &App, tenant: Uuid, subject: &Subject) -> Result<Vec<SearchEntry>, PageError> {
    let Some(p) = plans::get(app.db(), tenant, subject.id).await? else { return Ok(Vec::new()) };
    let w = Whole::of(app.db(), p).await?;
    let p = &w.plan;
    Ok(langs(&p.title.0)
        .into_iter()
        .map(|lang| {
            let mut said: Vec<String> =
                vec![p.summary.0.exact(lang).to_owned(), p.vision.0.exact(lang).to_owned(), p.owner.clone()];
            if lang == Lang::Fi {
                said.push(RichText::parse(&p.body_text).to_plain());
            }
            said.extend(w.goals.iter().map(|g| g.title.0.exact(lang).to_owned()));
            said.extend(w.editions.iter().map(|e| e.name.0.exact(lang).to_owned()));
            said.extend(w.indicators.iter().map(|i| i.title.0.exact(lang).to_owned()));
            said.extend(w.risks.iter().map(|r| r.title.0.exact(lang).to_owned()));
            said.retain(|s| !s.is_empty());
            SearchEntry {
                subject: subject.clone(),
                kind: "plan",
                lang,
                title: p.title.0.get(lang).to_owned(),
                body: said.join("\n"),
                numbers: Vec::new(),
                path: format!("/plans/{}", p.key),
                date: p.stated().known_day(),
                body_id: p.body,
                audience: audience(&p.publicity),
            }
        })
        .collect())
}

async fn measure(app: &App, tenant: Uuid, subject: &Subject) -> Result<Vec<SearchEntry>, PageError> {
    let db = app.db();
    let Some(m) = measures::get(db, tenant, subject.id).await? else { return Ok(Vec::new()) };
    let Some(p) = plans::get(db, tenant, m.plan).await? else { return Ok(Vec::new()) };
    let parts = measures::parts(db, tenant, &[m.id]).await?;
    let actors = actors::all(db, tenant).await?;
    Ok(langs(&m.title.0)
        .into_iter()
        .map(|lang| {
            let mut said = vec![m.text.0.exact(lang).to_owned(), m.theme.0.exact(lang).to_owned()];
            said.push(p.title.0.get(lang).to_owned());
            said.extend(
                parts
                    .iter()
                    .filter_map(|part| actors.iter().find(|a| a.id == part.actor))
                    .map(|a| a.name.0.get(lang).to_owned()),
            );
            said.retain(|s| !s.is_empty());
            SearchEntry {
                subject: subject.clone(),
                kind: "measure",
                lang,
                title: m.title.0.get(lang).to_owned(),
                body: said.join("\n"),
                numbers: Vec::new(),
                path: format!("/measures/{}", m.id),
                date: m.due().known_day(),
                body_id: p.body,
                audience: audience(&p.publicity),
            }
        })
        .collect())
}

async fn card(app: &App, tenant: Uuid, subject: &Subject) -> Result<Vec<SearchEntry>, PageError> {
    let db = app.db();
    let Some(c) = cards::get(db, tenant, subject.id).await? else { return Ok(Vec::new()) };
    let rows = cards::rows(db, tenant, c.id).await?;
    Ok(langs(&c.title.0)
        .into_iter()
        .map(|lang| {
            let mut said = vec![app.t(lang, &format!("plans-reg-{}", c.kind), &[])];
            said.push(c.summary.0.exact(lang).to_owned());
            said.extend(c.data.0.values().map(|x| x.exact(lang).to_owned()));
            said.extend(rows.iter().flat_map(|r| r.data.0.values().map(|x| x.exact(lang).to_owned())));
            said.retain(|s| !s.is_empty());
            SearchEntry {
                subject: subject.clone(),
                kind: "card",
                lang,
                title: c.title.0.get(lang).to_owned(),
                body: said.join("\n"),
                numbers: Vec::new(),
                path: format!("/cards/{}", c.id),
                date: c.at().known_day(),
                body_id: None,
                audience: audience(&c.publicity),
            }
        })
        .collect())
}
