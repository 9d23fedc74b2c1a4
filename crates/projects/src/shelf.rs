//! A project with its reports, ready to be written: what pages and the command line share.

use std::collections::BTreeMap;

use doc::Document;
use jiff::civil::Date;
use kit::Lang;
use page::{App, PageError, Tenant, Value};
use uuid::Uuid;

use crate::check::{self, Fault};
use crate::json::{self, Given, Known};
use crate::report::{self, Audience, Source};
use crate::store_projects::{self as projects, Project};
use crate::store_reports::{self as reports, Frozen, Part, Report};
use crate::whole::Whole;
use crate::words::Words;

/// The text of a key in a language, in the tenant's own words where it has any.
pub fn say<'a>(
    app: &'a App,
    tenant: &'a Tenant,
    lang: Lang,
) -> impl Fn(&str, &[(&'static str, String)]) -> String + 'a {
    move |key, values| {
        if let Some(own) = tenant.worded(key, lang).filter(|_| values.is_empty()) {
            return own.to_owned();
        }
        let values: Vec<(&'static str, Value)> =
            values.iter().map(|(k, v)| (*k, Value::from(v.clone()))).collect();
        app.t(lang, key, &values)
    }
}

/// What files and the check of the record must agree with.
pub async fn known(app: &App, tenant: Uuid) -> Result<Known, PageError> {
    let bodies = people::bodies::list(app.db(), tenant).await?;
    let all = people::municipalities::all(app.db(), tenant).await?;
    Ok(Known {
        bodies: bodies.into_iter().map(|b| (b.key, b.name.0.get(Lang::Fi).to_owned())).collect(),
        municipalities: all.into_iter().map(|m| m.name_fi).collect(),
    })
}

/// A project with its reports.
pub struct Shelf {
    /// The project.
    pub project: Project,
    /// All that is known of it.
    pub whole: Whole,
    /// What the check of its record finds.
    pub faults: Vec<Fault>,
    /// Its reports, the latest first.
    pub reports: Vec<Report>,
    /// The report at hand; `None` before the first is begun.
    pub report: Option<Report>,
    /// Its own texts.
    pub parts: Vec<Part>,
}

impl Shelf {
    /// Reads it; `report` chooses another report than the latest.
    pub async fn open(
        app: &App,
        tenant: Uuid,
        project: Project,
        report: Option<Uuid>,
    ) -> Result<Self, PageError> {
        let db = app.db();
        let whole = projects::whole(db, tenant, &project).await?;
        let faults = check::check(&whole, &known(app, tenant).await?.municipalities);
        let all = reports::of(db, tenant, project.id).await?;
        let chosen = match report {
            Some(id) => Some(all.iter().find(|r| r.id == id).cloned().ok_or(PageError::NotFound)?),
            None => all.first().cloned(),
        };
        let parts = match &chosen {
            Some(r) => reports::parts(db, tenant, r.id).await?,
            None => Vec::new(),
        };
        Ok(Self { project, whole, faults, reports: all, report: chosen, parts })
    }

    /// The document as it would be now, or as it was approved.
    pub fn document(
        &self,
        app: &App,
        tenant: &Tenant,
        lang: Lang,
        whose: Audience,
    ) -> Result<Document, PageError> {
        if let Some(report) = self.report.as_ref().filter(|r| r.is_approved()) {
            let name = format!("{}-{lang}", whose.code());
            let frozen = report.frozen().and_then(|f| f.documents.get(&name).cloned());
            return frozen.ok_or_else(|| PageError::inside("a damaged report"));
        }
        Ok(self.fresh(app, tenant, lang, whose, "", app.today()))
    }

    fn fresh(
        &self,
        app: &App,
        tenant: &Tenant,
        lang: Lang,
        whose: Audience,
        reason: &str,
        date: Date,
    ) -> Document {
        let own: Vec<(String, String)> = self.parts.iter().map(|p| (p.key.clone(), p.html.clone())).collect();
        let source = Source {
            whole: &self.whole,
            own: &own,
            faults: &self.faults,
            reason,
            kind: self.report.as_ref().map_or("final", |r| r.kind.as_str()),
            date,
            author: tenant.council.get(lang),
            site: &tenant.base_url,
        };
        let say = say(app, tenant, lang);
        report::document(&source, Words { lang, say: &say }, whose)
    }

    /// The project as a file, for an audience.
    pub async fn file(
        &self,
        app: &App,
        tenant: &Tenant,
        whose: Audience,
    ) -> Result<serde_json::Value, PageError> {
        if let Some(frozen) = self.report.as_ref().and_then(Report::frozen)
            && let Some(file) = frozen.projects.get(whose.code())
        {
            return Ok(file.clone());
        }
        let say = say(app, tenant, Lang::Fi);
        let whole = report::seen(&self.whole, Words { lang: Lang::Fi, say: &say }, whose);
        let bodies = people::bodies::list(app.db(), tenant.id).await?;
        let key = |id: Option<Uuid>| bodies.iter().find(|b| Some(b.id) == id).map(|b| b.key.clone());
        let children = projects::shown_children(app.db(), tenant.id, &self.project).await?;
        let parts = whole.parts.iter().zip(&children).map(|(part, child)| Given {
            whole: part.clone(),
            body: key(child.body),
            publicity: child.publicity.clone(),
            texts: Vec::new(),
            parts: Vec::new(),
        });
        let texts = self
            .parts
            .iter()
            .filter(|p| !p.html.is_empty())
            .map(|p| (p.key.clone(), p.html.clone()))
            .collect();
        Ok(json::write(&Given {
            parts: parts.collect(),
            body: key(self.project.body),
            publicity: self.project.publicity.clone(),
            texts,
            whole,
        }))
    }

    /// All that is kept of a report when it is approved.
    pub async fn freeze(&self, app: &App, tenant: &Tenant, reason: &str) -> Result<Frozen, PageError> {
        let mut documents = BTreeMap::new();
        let mut files = BTreeMap::new();
        for whose in Audience::ALL {
            for lang in Lang::ALL {
                let document = self.fresh(app, tenant, lang, whose, reason, app.today());
                documents.insert(format!("{}-{lang}", whose.code()), document);
            }
            files.insert(whose.code().to_owned(), self.file(app, tenant, whose).await?);
        }
        Ok(Frozen { documents, projects: files })
    }
}

/// Puts a project of a file into the store, with its sub-projects and the draft of its report. The codes must be free.
///
/// # Errors
/// [`PageError::Refused`] where a project of the same code is there already.
pub async fn import(
    app: &App,
    tenant: &Tenant,
    tx: &mut store::Tx,
    given: &Given,
    example: bool,
) -> Result<Project, PageError> {
    let bodies = people::bodies::list(app.db(), tenant.id).await?;
    let mut first: Option<Project> = None;
    let mut queue: Vec<(&Given, Option<Uuid>)> = vec![(given, None)];
    while let Some((one, parent)) = queue.pop() {
        if projects::by_code(tx.conn(), tenant.id, &one.whole.head.code).await?.is_some() {
            return Err(PageError::Refused("projects-code-taken"));
        }
        let draft = projects::Draft {
            head: one.whole.head.clone(),
            body: one.body.as_ref().and_then(|key| bodies.iter().find(|b| b.key == *key)).map(|b| b.id),
            parent,
            publicity: one.publicity.clone(),
            example,
        };
        let project = projects::create(tx, draft).await?;
        for kind in crate::kinds::KINDS {
            let list: Vec<_> =
                one.whole.rows.iter().filter(|r| r.kind.name == kind.name).map(|r| r.data.clone()).collect();
            if !list.is_empty() {
                projects::add(tx, &project, kind, list).await?;
            }
        }
        if !one.texts.is_empty() {
            let report = reports::begin(tx, project.id, "final", "").await?;
            for (key, text) in &one.texts {
                let text = richtext::RichText::from_input(text).map_err(PageError::inside)?;
                reports::write(tx, report.id, None, key, text.to_html()).await?;
            }
        }
        queue.extend(one.parts.iter().map(|p| (p, Some(project.id))));
        first.get_or_insert(project);
    }
    first.ok_or(PageError::NotFound)
}
