//! What the record gives to the search. A text in three languages is three entries.

use futures::future::{BoxFuture, FutureExt};
use kit::{Lang, Local, Publicity, Subject};
use numbering::{DiaryNumber, SectionRef};
use page::{App, PageError, SearchEntry};
use richtext::RichText;
use uuid::Uuid;

use crate::pages::decision::is_open;
use crate::view::when;
use crate::{actions, decisions, documents, follow, matters};

/// All entries that now stand for a subject of ours; `None` for those of other slices.
pub(crate) fn source<'a>(
    app: &'a App,
    tenant: Uuid,
    subject: &'a Subject,
) -> BoxFuture<'a, Result<Option<Vec<SearchEntry>>, PageError>> {
    async move {
        Ok(match subject.kind.as_str() {
            "matter" => Some(matter(app, tenant, subject).await?),
            "decision" => Some(decision(app, tenant, subject).await?),
            "action" => Some(action(app, tenant, subject).await?),
            "document" => Some(document(app, tenant, subject).await?),
            _ => None,
        })
    }
    .boxed()
}

/// The public, or those of the bodies and the staff.
fn audience(open: bool, bodies: impl IntoIterator<Item = Uuid>) -> Vec<String> {
    if open {
        return vec!["public".to_owned()];
    }
    let mut all: Vec<String> = bodies.into_iter().map(|b| format!("body:{b}")).collect();
    all.push("staff".to_owned());
    all
}

/// The languages in which a title stands; Finnish where there is none at all.
fn langs(title: &Local) -> Vec<Lang> {
    let found: Vec<Lang> = Lang::ALL.into_iter().filter(|l| !title.exact(*l).is_empty()).collect();
    if found.is_empty() { vec![Lang::Fi] } else { found }
}

fn diary_tokens(printed: Option<&str>) -> Vec<String> {
    let Some(printed) = printed else { return Vec::new() };
    match DiaryNumber::parse(printed) {
        Ok(number) => number.search_tokens(),
        Err(_) => vec![printed.to_lowercase()],
    }
}

fn section_tokens(printed: &str) -> Vec<String> {
    if printed.is_empty() {
        return Vec::new();
    }
    let mut tokens = vec![printed.to_owned()];
    if let Ok(section) = SectionRef::parse(printed) {
        tokens.extend(section.search_tokens());
    }
    tokens
}

async fn matter(app: &App, tenant: Uuid, subject: &Subject) -> Result<Vec<SearchEntry>, PageError> {
    let Some(m) = matters::get(app.db(), tenant, subject.id).await? else { return Ok(Vec::new()) };
    let bodies = follow::bodies_of_matter(app.db(), tenant, &m).await?;
    let steps = matters::steps(app.db(), tenant, m.id).await?;
    let open = Publicity::parse(&m.publicity) == Publicity::Public;
    let at = when(&m.opened_date, m.opened_printed.as_deref());
    Ok(langs(&m.title.0)
        .into_iter()
        .map(|lang| {
            let mut said = vec![m.summary.0.exact(lang), m.diary_printed.as_deref().unwrap_or_default()];
            said.extend(steps.iter().map(|s| s.text.0.exact(lang)));
            SearchEntry {
                subject: subject.clone(),
                kind: "matter",
                lang,
                title: m.title.0.get(lang).to_owned(),
                body: joined(&said),
                numbers: diary_tokens(m.diary_printed.as_deref()),
                path: format!("/matters/{}", m.id),
                date: at.known_day(),
                body_id: None,
                audience: audience(open, bodies.clone()),
            }
        })
        .collect())
}

fn joined(parts: &[&str]) -> String {
    parts.iter().filter(|p| !p.is_empty()).copied().collect::<Vec<_>>().join("\n")
}

async fn decision(app: &App, tenant: Uuid, subject: &Subject) -> Result<Vec<SearchEntry>, PageError> {
    let Some(d) = decisions::get(app.db(), tenant, subject.id).await? else { return Ok(Vec::new()) };
    let diary = match d.matter {
        Some(id) => matters::get(app.db(), tenant, id).await?.and_then(|m| m.diary_printed),
        None => None,
    };
    let text = RichText::parse(&d.text).to_plain();
    Ok(langs(&d.title.0)
        .into_iter()
        .map(|lang| SearchEntry {
            subject: subject.clone(),
            kind: "decision",
            lang,
            title: d.title.0.get(lang).to_owned(),
            // The text of a decision is in Finnish; it is told once.
            body: if lang == Lang::Fi {
                joined(&[&text, &d.reason, &d.printed, diary.as_deref().unwrap_or_default()])
            } else {
                joined(&[&d.printed, diary.as_deref().unwrap_or_default()])
            },
            numbers: section_tokens(&d.printed),
            path: format!("/decisions/{}", d.id),
            date: when(&d.at_date, d.at_printed.as_deref()).known_day(),
            body_id: d.body,
            audience: audience(is_open(&d), d.body),
        })
        .collect())
}

async fn action(app: &App, tenant: Uuid, subject: &Subject) -> Result<Vec<SearchEntry>, PageError> {
    let Some(a) = actions::get(app.db(), tenant, subject.id).await? else { return Ok(Vec::new()) };
    let found = follow::followed(app.db(), tenant, vec![a]).await?;
    Ok(found
        .iter()
        .flat_map(|f| {
            let open = f.out && Publicity::parse(&f.action.publicity) == Publicity::Public;
            langs(&f.action.text.0).into_iter().map(move |lang| SearchEntry {
                subject: subject.clone(),
                kind: "action",
                lang,
                title: f.action.text.0.get(lang).to_owned(),
                body: String::new(),
                numbers: Vec::new(),
                path: format!("/actions/{}", f.action.id),
                date: f.action.due.map(|d| d.0),
                body_id: f.action.body,
                audience: audience(open, f.action.body),
            })
        })
        .collect())
}

async fn document(app: &App, tenant: Uuid, subject: &Subject) -> Result<Vec<SearchEntry>, PageError> {
    let Some(d) = documents::get(app.db(), tenant, subject.id).await? else { return Ok(Vec::new()) };
    let open = d.released && Publicity::parse(&d.publicity) == Publicity::Public;
    let diary = match d.matter {
        Some(id) => matters::get(app.db(), tenant, id).await?.and_then(|m| m.diary_printed),
        None => None,
    };
    let path = match (d.matter, d.about_kind.as_str()) {
        (Some(matter), "matter") => format!("/matters/{matter}"),
        (_, "meeting") => format!("/meetings/{}", d.about),
        _ => "/documents".to_owned(),
    };
    Ok(langs(&d.title.0)
        .into_iter()
        .enumerate()
        .map(|(i, lang)| SearchEntry {
            subject: subject.clone(),
            kind: "document",
            lang,
            title: d.title.0.get(lang).to_owned(),
            // What stands in the file is told once, with the first language.
            body: joined(&[&d.name, if i == 0 { d.content.as_str() } else { "" }, &d.note]),
            numbers: diary_tokens(diary.as_deref()),
            path: path.clone(),
            date: when(&d.at_date, d.at_printed.as_deref()).known_day(),
            body_id: d.body,
            audience: audience(open, d.body),
        })
        .collect())
}
