//! What the record gives to the rest of the house: facts and search entries.

use futures::future::{BoxFuture, FutureExt};
use jiff::civil::Date;
use kit::{Fact, FactKind, Lang, Link, Local, Publicity, Subject};
use page::{App, Ask, PageError, SearchEntry};
use uuid::Uuid;

use super::model;
use super::store as kept;
use crate::meetings::{self, Meeting};

fn path(meeting: Uuid) -> String {
    format!("/meetings/{meeting}/record")
}

/// A document fact for each record that is published: of a body, or of a meeting.
pub fn facts<'a>(
    app: &'a App,
    ask: Ask<'a>,
    subject: &'a Subject,
    (from, to): (Date, Date),
) -> BoxFuture<'a, Result<Vec<Fact>, PageError>> {
    async move {
        let (db, tenant) = (app.db(), ask.tenant);
        let all = match subject.kind.as_str() {
            "body" => meetings::list_for_body(db, tenant, subject.id).await?,
            "meeting" => meetings::get(db, tenant, subject.id).await?.into_iter().collect(),
            _ => return Ok(Vec::new()),
        };
        let held: Vec<Meeting> = all.into_iter().filter(|m| m.when().may_fall_in(from, to)).collect();
        let standing = kept::standing(db, tenant, held.iter().map(|m| m.id).collect()).await?;
        let mut out = Vec::new();
        for version in standing {
            let Some(m) = held.iter().find(|m| m.id == version.meeting) else { continue };
            let title = |lang| version.document(lang).map(|d| d.title).unwrap_or_default();
            let words = Local { fi: title(Lang::Fi), sv: title(Lang::Sv), en: title(Lang::En) };
            out.push(Fact {
                slice: "meetings".to_owned(),
                subject: subject.clone(),
                at: m.when(),
                title: words.clone(),
                core: FactKind::Document { media_type: "text/html".to_owned() },
                source: Link { path: path(m.id), text: words },
                publicity: Publicity::Public,
                doubt: (!m.doubt.0.is_empty()).then(|| m.doubt.0.clone()),
            });
        }
        Ok(out)
    }
    .boxed()
}

/// The entries of a published version. A version that was opened again has none: the next one brings its own.
pub fn search<'a>(
    app: &'a App,
    tenant: Uuid,
    subject: &'a Subject,
) -> BoxFuture<'a, Result<Option<Vec<SearchEntry>>, PageError>> {
    async move {
        if subject.kind != "record_version" {
            return Ok(None);
        }
        let version = kept::version(app.db(), tenant, subject.id).await?;
        let Some(version) = version.filter(|x| x.reopened_at.is_none()) else { return Ok(Some(Vec::new())) };
        let Some(m) = meetings::get(app.db(), tenant, version.meeting).await? else {
            return Ok(Some(Vec::new()));
        };
        let entry = |lang: Lang| {
            let document = version.document(lang)?;
            Some(SearchEntry {
                subject: subject.clone(),
                kind: "record",
                lang,
                title: document.title.clone(),
                body: model::words(&document),
                numbers: model::numbers(&document),
                path: path(m.id),
                date: m.day(),
                body_id: Some(m.body),
                audience: vec!["public".to_owned()],
            })
        };
        Ok(Some(Lang::ALL.into_iter().filter_map(entry).collect()))
    }
    .boxed()
}
