//! Reports in the store: the writer's own texts, and what was approved as it was then.

use std::collections::BTreeMap;

use doc::Document;
use kit::Id;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};
use serde::{Deserialize, Serialize};
use store::{Result, Tx};
use uuid::Uuid;

pub use crate::rows::project_part::Model as Part;
pub use crate::rows::project_report::Model as Report;
use crate::rows::{project_part, project_report};

/// The kinds of reports, also keys of texts (`projects-report-…`).
pub const KINDS: [&str; 2] = ["final", "interim"];

/// A report as it was approved.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Frozen {
    /// The documents by audience and language: `public-fi`.
    pub documents: BTreeMap<String, Document>,
    /// The project as a file, by audience.
    pub projects: BTreeMap<String, serde_json::Value>,
}

impl Report {
    /// Whether it has been approved: then it changes no more.
    pub fn is_approved(&self) -> bool {
        self.state == "approved"
    }

    /// What was approved.
    pub fn frozen(&self) -> Option<Frozen> {
        self.is_approved().then(|| serde_json::from_str(&self.frozen).ok()).flatten()
    }
}

/// All reports of a project: the one being written first, then the latest approved.
pub async fn of(db: &impl ConnectionTrait, tenant: Uuid, project: Uuid) -> Result<Vec<Report>> {
    let mut all = project_report::Entity::find()
        .filter(project_report::Column::Tenant.eq(tenant))
        .filter(project_report::Column::Project.eq(project))
        .order_by_desc(project_report::Column::MadeAt)
        .order_by_desc(project_report::Column::Id)
        .all(db)
        .await?;
    all.sort_by_key(Report::is_approved);
    Ok(all)
}

/// A report of a project.
pub async fn get(db: &impl ConnectionTrait, tenant: Uuid, project: Uuid, id: Uuid) -> Result<Option<Report>> {
    Ok(project_report::Entity::find_by_id(id)
        .filter(project_report::Column::Tenant.eq(tenant))
        .filter(project_report::Column::Project.eq(project))
        .one(db)
        .await?)
}

/// The own texts of a report.
pub async fn parts(db: &impl ConnectionTrait, tenant: Uuid, report: Uuid) -> Result<Vec<Part>> {
    Ok(project_part::Entity::find()
        .filter(project_part::Column::Tenant.eq(tenant))
        .filter(project_part::Column::Report.eq(report))
        .order_by_asc(project_part::Column::Key)
        .all(db)
        .await?)
}

/// Begins a report. The own texts of the report before come along: they are the writer's to change.
pub async fn begin(tx: &mut Tx, project: Uuid, kind: &str, title: &str) -> Result<Report> {
    let before = of(tx.conn(), tx.tenant(), project).await?;
    let row = Report {
        id: Id::<Report>::new(tx.now()).uuid(),
        tenant: tx.tenant(),
        project,
        kind: kind.to_owned(),
        title: title.to_owned(),
        state: "draft".to_owned(),
        reason: String::new(),
        by_name: String::new(),
        approved_at: None,
        frozen: String::new(),
        made_at: tx.stamp(),
        version: 1,
    };
    tx.create("project_report", row.id, &row).await?;
    if let Some(last) = before.first() {
        for part in parts(tx.conn(), tx.tenant(), last.id).await? {
            write(tx, row.id, None, &part.key, part.html).await?;
        }
    }
    Ok(row)
}

/// Writes a part's own text.
pub async fn write(tx: &mut Tx, report: Uuid, before: Option<&Part>, key: &str, html: String) -> Result<()> {
    match before {
        Some(before) => {
            let after = Part { html, version: before.version + 1, ..before.clone() };
            tx.change("project_part", before.id, before, &after).await
        }
        None => {
            let row = Part {
                id: Id::<Part>::new(tx.now()).uuid(),
                tenant: tx.tenant(),
                report,
                key: key.to_owned(),
                html,
                version: 1,
            };
            tx.create("project_part", row.id, &row).await
        }
    }
}

/// Approves a report as it is now.
pub async fn approve(tx: &mut Tx, before: &Report, frozen: &Frozen, by: &str, reason: &str) -> Result<()> {
    let after = Report {
        state: "approved".to_owned(),
        reason: reason.to_owned(),
        by_name: by.to_owned(),
        approved_at: Some(tx.stamp()),
        frozen: serde_json::to_string(frozen)?,
        version: before.version + 1,
        ..before.clone()
    };
    tx.change("project_report", before.id, before, &after).await
}
